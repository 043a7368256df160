//! The title, the date, the people and the place of an event.

use crate::describe::{dates, nature, people};
use crate::event::{Event, Word};
use crate::tui::text;

use super::PageContext;
use super::writer::{Tone, Writer};

pub(super) fn write(sheet: &PageContext<'_>, out: &mut Writer) {
    let event = sheet.timeline.event(sheet.ix);
    title(sheet, event, out);
    when(sheet, event, out);
    out.blank();
    what(sheet, event, out);
    who(sheet, event, out);
    place(sheet, event, out);
    grade(event, out);
}

fn title(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    let lead = format!("{} ", event.kind.glyph());
    let hang = " ".repeat(text::width(&lead));
    out.hanging(&lead, Tone::Kind(event.kind), &hang, &[(&nature::title(event), Tone::Strong)]);
    if let Some(status) = nature::status(event.status) {
        out.hanging("! ", Tone::Warning, "  ", &[(status, Tone::Warning)]);
    } else if event.is_to_come(sheet.now) {
        out.hanging("! ", Tone::Warning, "  ", &[(nature::TO_COME, Tone::Warning)]);
    }
}

fn when(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    out.text(&dates::when(event, sheet.timeline.zone()), Tone::Plain);
}

fn what(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    out.labelled("kind", &[(&nature::in_words(event), Tone::Plain)]);
    if sheet.bookmarked {
        out.labelled("mark", &[("* bookmarked", Tone::Plain)]);
    }
    if let Some(handling) = sheet.timeline.store().handling(event) {
        out.labelled("handling", &[(&nature::tlp(handling), Tone::Warning)]);
    }
}

/// Writes everyone in a role. People with offices have a line each. Names without offices are one paragraph.
fn who(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    let registry = &sheet.timeline.store().registry;
    for role in people::roles(&event.actors) {
        let mut label = format!("{}{}", role.word(), nature::as_whose_word(event, role));
        let name = |actor| registry.actor(actor).name.as_str();
        let told: Vec<(&str, Option<String>)> =
            event.in_role(role).map(|a| (name(a), people::offices(registry, a, event))).collect();
        if told.iter().all(|(_, offices)| offices.is_none()) {
            let names: Vec<&str> = told.iter().map(|(name, _)| *name).collect();
            out.labelled(&label, &[(&names.join(", "), Tone::Strong)]);
            continue;
        }
        for (name, offices) in told {
            let offices = offices.map(|offices| format!(", {offices}")).unwrap_or_default();
            out.labelled(&label, &[(name, Tone::Strong), (&offices, Tone::Plain)]);
            label.clear();
        }
    }
}

fn place(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    let registry = &sheet.timeline.store().registry;
    for (label, venue) in
        event.venue.iter().map(|v| ("venue", v)).chain(event.other_venues.iter().map(|v| ("also at", v)))
    {
        out.labelled(label, &[(&people::place(registry, *venue), Tone::Plain)]);
    }
}

fn grade(event: &Event, out: &mut Writer) {
    let words = format!(" ({})", event.grade.in_words());
    out.labelled("grade", &[(&event.grade.to_string(), Tone::Strong), (&words, Tone::Plain)]);
    if let Some(note) = &event.grade_note {
        out.labelled("", &[(note, Tone::Dim)]);
    }
}
