//! Links both ways, sources as footnotes, tags, the analyst's note and where the record stands.

use crate::event::{Basis, Event, EventIx, Word};
use crate::registry::{Origin, Source};
use crate::timeline::{Timeline, standing};
use crate::tui::text;

use super::Sheet;
use super::account::outlet_of;
use super::writer::{Tone, Writer};

/// Every event linked with `ix`, as numbered in the detail: those it points at, then those that point at it.
#[must_use]
pub fn links(timeline: &Timeline, ix: EventIx) -> Vec<EventIx> {
    let forward = timeline.event(ix).links.iter().map(|link| link.to);
    forward.chain(timeline.back_links(ix).iter().map(|back| back.from)).collect()
}

pub(super) fn write(sheet: &Sheet<'_>, out: &mut Writer) {
    let event = sheet.timeline.event(sheet.ix);
    linked(sheet, event, out);
    sources(sheet, event, out);
    if let Some(note) = &event.note {
        out.heading("ANALYST'S NOTE");
        out.text(note, Tone::Plain);
    }
    record(sheet, event, out);
}

fn linked(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    let back = sheet.timeline.back_links(sheet.ix);
    if event.links.is_empty() && back.is_empty() {
        return;
    }
    out.heading("LINKS");
    let forward = event.links.iter().map(|l| (l.kind.in_words(), l.to, l.basis, l.note.as_deref()));
    let backward = back.iter().map(|b| (b.kind.back_in_words(), b.from, b.basis, None));
    for (at, (words, to, basis, note)) in forward.chain(backward).enumerate() {
        let start = out.len();
        let other = sheet.timeline.event(to);
        let lead = format!("{:>2} ", at + 1);
        let date = format!(" {} ", other.date.short(sheet.timeline.zone()));
        let basis = match basis {
            Basis::Stated => String::new(),
            other => format!(" ({})", other.word()),
        };
        let note = note.map(|note| format!(" — {note}")).unwrap_or_default();
        out.hanging(
            &lead,
            Tone::Key,
            "   ",
            &[
                (words, Tone::Strong),
                (&date, Tone::Dim),
                (&other.title, Tone::Plain),
                (&basis, Tone::Dim),
                (&note, Tone::Dim),
            ],
        );
        out.mark(start, |line| line.link = Some(to));
    }
}

fn sources(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    if event.sources.is_empty() {
        out.heading("SOURCES");
        out.hanging("! ", Tone::Warning, "  ", &[("unsourced", Tone::Warning)]);
    } else {
        let roots = sheet.timeline.roots(sheet.ix);
        let count = event.sources.len();
        out.heading(&format!("SOURCES · {count}, independent {roots}"));
    }
    let (store, zone) = (sheet.timeline.store(), sheet.timeline.zone());
    for caution in standing::cautions(store, event, zone) {
        out.hanging("! ", Tone::Warning, "  ", &[(&caution, Tone::Warning)]);
    }
    for (number, (source, against)) in (1..).zip(event.cited()) {
        if against && number == event.sources.len() + 1 {
            out.heading(&format!("{} · {}", standing::AGAINST.to_uppercase(), event.disputed_by.len()));
        }
        let start = out.len();
        footnote(sheet, store.registry.source(source), number, out);
        out.mark(start, |line| line.source = Some(number));
    }
}

fn footnote(sheet: &Sheet<'_>, source: &Source, number: usize, out: &mut Writer) {
    let registry = &sheet.timeline.store().registry;
    let lead = format!("{number:>2} ");
    let outlet = source.outlet.map(|o| registry.outlet(o).name.as_str());
    let host = source.url.as_deref().map(outlet_of);
    let name = outlet.or(source.id.as_deref()).or(host.as_deref()).unwrap_or("cited");
    let title = source.title.as_ref().map(|t| format!(", {t}")).unwrap_or_default();
    let cite = source.cite.as_ref().map(|t| format!(", {t}")).unwrap_or_default();
    let mut about = Vec::new();
    about.extend(registry.kind_of(source).map(|kind| kind.word().to_owned()));
    about.extend(source.published.as_ref().map(|d| format!("published {}", d.short(None))));
    about.extend(source.accessed.as_ref().map(|d| format!("read {}", d.short(None))));
    about.extend(source.lang.clone());
    about.extend(registry.reliability_of(source).map(|r| format!("reliability {}", r.word())));
    let origin = |origin: &Origin| match origin {
        Origin::Outlet(o) => registry.outlet(*o).name.clone(),
        Origin::Source(s) => registry.source(*s).id.as_deref().unwrap_or("another source").to_owned(),
    };
    if !source.derived_from.is_empty() {
        let all: Vec<String> = source.derived_from.iter().map(origin).collect();
        about.push(format!("after {}", all.join(", ")));
    }
    about.extend(standing::amended(source, None));
    let archived = !source.archive.is_empty();
    about.push(if archived { "archived".to_owned() } else { "not archived".to_owned() });
    about.extend(source.note.clone());
    out.hanging(
        &lead,
        Tone::Key,
        "   ",
        &[(name, Tone::Strong), (&title, Tone::Plain), (&cite, Tone::Plain)],
    );
    out.pieces("   ", "   ", &[(&about.join("; "), Tone::Dim)]);
    for url in source.url.iter().chain(&source.archive) {
        let shown = text::cut(url, out.width().saturating_sub(3));
        out.pieces("   ", "   ", &[(&shown, Tone::Link)]);
    }
}

fn record(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
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
