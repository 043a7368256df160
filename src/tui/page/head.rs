//! What, when, who and where.

use crate::event::{Event, Role, Status, Word};
use crate::registry::{ActorIx, Registry, VenueIx};
use crate::tui::text;

use super::Sheet;
use super::writer::{Tone, Writer};

pub(super) fn write(sheet: &Sheet<'_>, out: &mut Writer) {
    let event = sheet.timeline.event(sheet.ix);
    title(sheet, event, out);
    when(sheet, event, out);
    out.blank();
    what(sheet, event, out);
    who(sheet, event, out);
    place(sheet, event, out);
    grade(event, out);
}

fn title(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    let lead = format!("{} ", event.kind.glyph());
    let hang = " ".repeat(text::width(&lead));
    out.hanging(&lead, Tone::Kind(event.kind), &hang, &[(&event.title, Tone::Strong)]);
    if let Some(words) = status_in_words(event.status) {
        out.hanging("! ", Tone::Warning, "  ", &[(event.status.word(), Tone::Warning), (words, Tone::Plain)]);
    } else if event.date.earliest() > sheet.model.now.instant {
        out.hanging("! ", Tone::Warning, "  ", &[("in the future", Tone::Warning)]);
    }
}

/// What a status means where it did not simply happen.
fn status_in_words(status: Status) -> Option<&'static str> {
    match status {
        Status::Occurred => None,
        Status::Rumoured => Some(": said to happen, by no source that would know"),
        Status::Proposed => Some(": suggested by one side"),
        Status::Scheduled => Some(": announced for this date"),
        Status::Alleged => Some(": one side says that it happened"),
        Status::Cancelled => Some(": announced and withdrawn"),
    }
}

fn when(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    let zone = sheet.timeline.zone();
    out.text(&event.date.in_words(zone), Tone::Plain);
    for (what, date) in [("seen by", &event.first_seen), ("disclosed", &event.disclosed)] {
        if let Some(date) = date {
            out.text(&format!("{what} {}", date.in_words(zone)), Tone::Dim);
        }
    }
}

fn what(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    let mut words = vec![event.kind.word().to_owned()];
    words.extend(event.subtype.clone());
    words.extend(event.channel.clone());
    words.extend(event.format.map(|f| f.word().to_owned()));
    words.extend(event.track.map(|t| format!("track {}", t.word())));
    out.labelled("kind", &[(&words.join(" · "), Tone::Plain)]);
    if sheet.model.bookmarks.contains(&event.id) {
        out.labelled("mark", &[("⚑ bookmarked", Tone::Plain)]);
    }
    if let Some(handling) = sheet.timeline.store().handling(event) {
        let word = format!("TLP:{}", handling.word().to_uppercase());
        out.labelled("handling", &[(&word, Tone::Warning)]);
    }
}

fn who(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    let first = event.kind.default_role();
    let others = Role::ALL.iter().filter(|role| **role != first);
    for role in std::iter::once(&first).chain(others) {
        let actors: Vec<ActorIx> = event.in_role(*role).collect();
        roster(&sheet.timeline.store().registry, event, role.word(), &actors, out);
    }
}

/// People with what they belonged to at the time, one a line; names alone in one paragraph.
pub(super) fn roster(registry: &Registry, event: &Event, label: &str, actors: &[ActorIx], out: &mut Writer) {
    let of = |actor: &ActorIx| registry.memberships(*actor, &event.date).next().map(|m| registry.actor(m.of));
    if actors.iter().all(|actor| of(actor).is_none()) {
        let names: Vec<&str> = actors.iter().map(|a| registry.actor(*a).name.as_str()).collect();
        if !names.is_empty() {
            out.labelled(label, &[(&names.join(", "), Tone::Strong)]);
        }
        return;
    }
    for (at, actor) in actors.iter().enumerate() {
        let name = registry.actor(*actor).name.as_str();
        let belongs = of(actor).map(|o| format!(", {}", o.fitting(24))).unwrap_or_default();
        let label = if at == 0 { label } else { "" };
        out.labelled(label, &[(name, Tone::Strong), (&belongs, Tone::Plain)]);
    }
}

fn place(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    let registry = &sheet.timeline.store().registry;
    for (at, venue) in event.venue.iter().chain(&event.other_venues).enumerate() {
        let label = if at == 0 { "venue" } else { "" };
        out.labelled(label, &[(&path(registry, *venue), Tone::Plain)]);
    }
}

/// `Chancellery, Berlin, Germany`
pub(super) fn path(registry: &Registry, venue: VenueIx) -> String {
    let mut names: Vec<&str> = Vec::new();
    for place in registry.venue_path(venue) {
        let name = registry.venue(place).name.as_str();
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

fn grade(event: &Event, out: &mut Writer) {
    let words = format!(" {}", event.grade.in_words());
    out.labelled("grade", &[(&event.grade.to_string(), Tone::Strong), (&words, Tone::Plain)]);
    if let Some(note) = &event.grade_note {
        out.labelled("", &[(note, Tone::Dim)]);
    }
}
