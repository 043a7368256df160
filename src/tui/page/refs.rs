//! Links both ways, sources as footnotes, tags, the analyst's note and the place of the record.

use crate::describe::{links, roots, sources};
use crate::event::{Event, EventIx, Word};
use crate::registry::Source;
use crate::timeline::{Timeline, standing};
use crate::tui::text;

use super::writer::{Tone, Writer};
use super::{PageContext, Room};
use crate::text::signs::sign;

/// Returns every event linked with `ix`, in the order of the detail: those it points at, then those that point at it.
#[must_use]
pub fn links(timeline: &Timeline, ix: EventIx) -> Vec<EventIx> {
    links::ties(timeline, ix).into_iter().map(|tie| tie.other).collect()
}

pub(super) fn write(sheet: &PageContext<'_>, out: &mut Writer) {
    let event = sheet.timeline.event(sheet.ix);
    linked(sheet, event, out);
    sources(sheet, event, out);
    if let Some(note) = &event.note {
        out.heading("ANALYST'S NOTE");
        out.text(note, Tone::Plain);
    }
    record(sheet, event, out);
}

fn linked(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    let timeline = sheet.timeline;
    let ties = links::ties(timeline, sheet.ix);
    if ties.is_empty() {
        return;
    }
    out.heading("LINKS");
    for (at, tie) in ties.iter().enumerate() {
        let start = out.len();
        let other = timeline.event(tie.other);
        let lead = format!("{:>2} ", at + 1);
        let named = format!(" {}", links::named(other, timeline.zone()));
        let remarks = tie.remarks(timeline.store(), event, other);
        let note = tie.note.map(|note| format!("; {note}")).unwrap_or_default();
        let pieces = [
            (tie.what(timeline.store(), event, other), Tone::Strong),
            (named, Tone::Plain),
            (remarks, Tone::Dim),
            (note, Tone::Dim),
        ];
        let pieces: Vec<(&str, Tone)> = pieces.iter().map(|(text, tone)| (text.as_str(), *tone)).collect();
        out.hanging(&lead, Tone::Key, "   ", &pieces);
        out.mark(start, |line| line.link = Some(tie.other));
    }
}

fn sources(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    if event.sources.is_empty() {
        out.heading("SOURCES");
        out.hanging("! ", Tone::Warning, "  ", &[(sources::NO_SOURCE, Tone::Warning)]);
    } else {
        let independent = sheet.timeline.roots(sheet.ix);
        let count = roots::cited(sheet.timeline, sheet.ix);
        out.heading(&format!("SOURCES {} {count}, independent {independent}", sign("·")));
    }
    let (store, zone) = (sheet.timeline.store(), sheet.timeline.zone());
    for caution in standing::cautions(store, event, zone) {
        out.hanging("! ", Tone::Warning, "  ", &[(&caution, Tone::Warning)]);
    }
    for (number, (source, against)) in (1..).zip(event.cited()) {
        if against && number == event.sources.len() + 1 {
            out.heading(&format!(
                "{} {} {}",
                standing::AGAINST.to_uppercase(),
                sign("·"),
                event.disputed_by.len()
            ));
        }
        let start = out.len();
        footnote(sheet, store.registry.source(source), number, out);
        out.mark(start, |line| line.source = Some(number));
    }
}

fn footnote(sheet: &PageContext<'_>, source: &Source, number: usize, out: &mut Writer) {
    let registry = &sheet.timeline.store().registry;
    let lead = format!("{number:>2} ");
    let parts = sources::parts(registry, source);
    let (name, rest) = parts.split_first().map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
    let mut more: Vec<String> = Vec::new();
    more.extend(registry.kind_of(source).map(|kind| kind.word().to_owned()));
    more.extend(registry.reliability_of(source).map(|r| format!("reliability {}", r.word())));
    more.extend(source.note.clone());
    let rest = rest.join(", ");
    let comma = if rest.is_empty() { "" } else { ", " };
    out.hanging(&lead, Tone::Key, "   ", &[(name, Tone::Strong), (comma, Tone::Plain), (&rest, Tone::Plain)]);
    if !more.is_empty() {
        out.pieces("   ", "   ", &[(&more.join("; "), Tone::Dim)]);
    }
    for (lead, url) in addresses(source) {
        match sheet.room {
            Room::Opened => out.address("   ", lead, url),
            Room::Beside => {
                let shown = text::cut(url, out.width().saturating_sub(3 + lead.len()));
                out.pieces("   ", "   ", &[(lead, Tone::Dim), (&shown, Tone::Link)]);
            }
        }
    }
}

fn addresses(source: &Source) -> impl Iterator<Item = (&'static str, &String)> {
    let copies = source.archive.iter().map(|copy| ("archived at ", copy));
    source.url.iter().map(|url| ("", url)).chain(copies)
}

fn record(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    out.blank();
    if !event.tags.is_empty() {
        out.labelled("tags", &[(&event.tags.join(", "), Tone::Plain)]);
    }
    out.labelled("id", &[(event.id.as_str(), Tone::Plain)]);
    if event.id_derived {
        out.labelled("", &[("derived from date and title", Tone::Dim)]);
    }
    out.labelled("date", &[(event.date.text(), Tone::Plain)]);
    if let Some(logged) = &event.logged {
        out.labelled("logged", &[(&logged.short(None), Tone::Plain)]);
    }
    let file = sheet.timeline.store().file(event.place);
    let place = format!("{}:{}", file.path.display(), event.place.line);
    out.labelled("file", &[(&place, Tone::Dim)]);
}
