//! Markdown: title and what was asked, key facts, chronology, in a brief the reports, conflicts and gaps, sources.
//!
//! CommonMark 0.31 with GitHub's tables and footnotes. Written event by event: only the table of sources, the
//! anchors and the tallies of the key facts grow with the document.

mod anchors;
mod escape;
mod event;
mod facts;
mod footnotes;
mod gaps;
mod header;
mod links;
mod page;
mod sections;
mod strikes;
mod tempo;

use std::borrow::Cow;
use std::io::{self, Write};

use anchors::{Anchors, CONFLICTS};
use footnotes::Footnotes;
use sections::Section;
use std::collections::HashSet;

use super::{Request, Written};
use crate::analysis::Page;
use crate::event::date::{Instant, Now};
use crate::event::{Event, EventIx};
use crate::registry::{ActorIx, Registry};
use crate::store::Store;
use crate::timeline::{EventSet, Timeline, roots};

/// The heading of the table that begins the document.
const KEY_FACTS: &str = "Key facts";
/// The heading of the footnotes.
const SOURCES: &str = "Sources";

/// What every part of the document looks things up in.
struct Document<'a> {
    request: &'a Request<'a>,
    timeline: &'a Timeline,
    store: &'a Store,
    registry: &'a Registry,
    shown: Cow<'a, [EventIx]>,
    inside: EventSet,
    anchors: Anchors,
}

/// What the reader has been told already: sources with their numbers, people with their offices.
#[derive(Default)]
struct Told {
    notes: Footnotes,
    offices: HashSet<(ActorIx, String)>,
}

/// What the document is called: the title asked for, else the store's.
fn title(request: &Request<'_>) -> String {
    let own = request.options.title.as_deref();
    let titles = [own, request.timeline.store().meta.title.as_deref()];
    let shown = titles.into_iter().flatten().find(|title| !escape::plain(title).is_empty());
    shown.unwrap_or("Timeline").to_owned()
}

/// A report that stands alone.
pub(super) fn report(timeline: &Timeline, report: &Page) -> String {
    let reference = |ix: EventIx| {
        let event = timeline.event(ix);
        format!("{} ({})", escape::escaped(&event.title), escape::escaped(&event.date.short(timeline.zone())))
    };
    page::write(report, 1, &reference)
}

impl<'a> Document<'a> {
    fn new(request: &'a Request<'a>) -> Self {
        let store = request.timeline.store();
        let shown = request.released();
        let mut inside = EventSet::none(store.events.len());
        for ix in shown.iter() {
            inside.insert(*ix);
        }
        let mut anchors = Anchors::new(request.timeline, &shown, &[title(request), KEY_FACTS.to_owned()]);
        anchors.next_conflicts();
        Self { request, timeline: request.timeline, store, registry: &store.registry, shown, inside, anchors }
    }

    fn event(&self, ix: EventIx) -> &'a Event {
        self.store.event(ix)
    }

    /// Whether the analyst's own notes go in.
    fn notes(&self) -> bool {
        self.request.options.notes
    }

    fn in_order_of_time(&self) -> impl Iterator<Item = EventIx> + '_ {
        let mut all: Vec<EventIx> = self.shown.to_vec();
        all.sort_by_key(|ix| self.timeline.rank(*ix));
        all.into_iter()
    }
}

/// Writes the document.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    Document::new(request).write(&Brief::default(), out)
}

/// Writes the document with the reports beside the events.
pub(super) fn brief(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let mut document = Document::new(request);
    if document.shown.is_empty() {
        return document.write(&Brief::default(), out);
    }
    let tempo = document.tempo();
    let mut heads = vec![title(request), KEY_FACTS.to_owned()];
    heads.extend(tempo.iter().map(|page| page.title.clone()));
    document.anchors = Anchors::new(request.timeline, &document.shown, &heads);
    let sections = document.sections();
    // The title is no part, and the chronology has the headings of its days.
    let begin = heads.iter().skip(1).map(String::as_str).chain(["Chronology"]);
    let slugs = document.anchors.begin().skip(1).map(str::to_owned);
    let mut parts: Vec<(String, String)> = begin.map(str::to_owned).zip(slugs).collect();
    for section in &sections {
        let mut slugs: Vec<String> = section.headings.iter().map(|h| document.anchors.next(h)).collect();
        parts.extend(section.headings.first().map(|title| (title.clone(), slugs.swap_remove(0))));
    }
    parts.push((CONFLICTS.to_owned(), document.anchors.next_conflicts().to_owned()));
    parts.push((SOURCES.to_owned(), document.anchors.next(SOURCES)));
    document.write(&Brief { parts, tempo, sections }, out)
}

/// What a brief has beside the events.
#[derive(Default)]
struct Brief {
    /// Its parts and their anchors, for the header.
    parts: Vec<(String, String)>,
    /// Events over time.
    tempo: Option<Page>,
    /// The reports.
    sections: Vec<Section>,
}

/// One event under its heading, with its sources.
pub(super) fn one_event(timeline: &Timeline, ix: EventIx, notes: bool) -> String {
    let options = super::Options { notes, ..super::Options::default() };
    // Nothing of one event depends on the time of day it is copied.
    let now = Now { instant: Instant::MIN, today: crate::event::date::Day(0), text: String::new() };
    let shown = [ix];
    let request = Request {
        timeline,
        shown: &shown,
        matched: 1,
        filter: "",
        now: &now,
        commit: None,
        options: &options,
    };
    let document = Document::new(&request);
    let mut told = Told::default();
    let mut out = document.one(ix, &mut told);
    out.extend(told.notes.definitions(document.registry, notes));
    out
}

impl Document<'_> {
    fn write(&self, brief: &Brief, out: &mut dyn Write) -> io::Result<Written> {
        let mut told = Told::default();
        out.write_all(self.header(brief).as_bytes())?;
        if !self.shown.is_empty() {
            out.write_all(self.key_facts().as_bytes())?;
            if let Some(tempo) = &brief.tempo {
                // It names no event.
                writeln!(out, "{}", page::write(tempo, 2, &|_| String::new()))?;
            }
            self.chronology(&mut told, out)?;
            brief.sections.iter().try_for_each(|section| out.write_all(section.text.as_bytes()))?;
            self.conflicts_and_gaps(&mut told.notes, out)?;
            self.sources(&told.notes, out)?;
        }
        Ok(Written { events: self.shown.len(), withheld: self.request.shown.len() - self.shown.len() })
    }

    fn chronology(&self, told: &mut Told, out: &mut dyn Write) -> io::Result<()> {
        for group in self.timeline.groups(&self.shown) {
            let heading = event::uppercase_first(&group.heading.in_words());
            writeln!(out, "## {}\n", escape::escaped(&heading))?;
            for ix in self.shown.get(group.events).unwrap_or_default() {
                out.write_all(self.one(*ix, told).as_bytes())?;
            }
        }
        Ok(())
    }

    fn sources(&self, notes: &Footnotes, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## {SOURCES}\n")?;
        for definition in notes.definitions(self.registry, self.notes()) {
            out.write_all(definition.as_bytes())?;
        }
        let independent = roots::independent(self.store, notes.records()).len();
        let cited = super::words::counted(notes.len(), "source");
        let archived = match notes.unarchived(self.registry) {
            0 => "all archived".to_owned(),
            n => format!("{n} not archived"),
        };
        if notes.len() == 0 {
            return writeln!(out, "No source is cited.");
        }
        writeln!(
            out,
            "{cited} cited, {independent} independent (copies and pages of one outlet count once), {archived}."
        )
    }
}

#[cfg(test)]
mod tests;
