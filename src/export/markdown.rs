//! The Markdown document: title and query, key facts, chronology, conflicts and gaps, sources. The full brief adds the
//! reports. The short brief, which fills only a few pages, is in `brief`.
//!
//! The output is CommonMark 0.31 with GitHub's tables and footnotes. All cores write it, one window of events at a time.
//! For each event only the numbers of its sources and anchors stay in memory. The tallies of the key facts grow with the
//! number of actors.

mod anchors;
mod brief;
mod draft;
mod escape;
mod event;
mod facts;
mod footnotes;
mod gaps;
mod grades;
mod header;
mod links;
mod page;
mod sections;
mod strikes;
mod survey;
mod talks;
mod tallies;
mod tempo;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use anchors::{Anchors, CONFLICTS, slug_of};
use draft::{AlreadyMentioned, Draft};
use footnotes::{Definition, Footnotes};
use sections::Section;
use survey::Survey;

pub(super) use anchors::Slugger;
pub(super) use brief::write as brief;
pub(super) use escape::blank;

use super::head::title;
use super::{Request, Written};
use crate::event::date::{Instant, Now};
use crate::event::{Event, EventIx};
use crate::parallel::{for_each, in_order};
use crate::registry::{Registry, address};
use crate::report::Page;
use crate::store::Store;
use crate::timeline::roots::Roots;
use crate::timeline::{EventSet, Timeline};

/// The heading of the table at the start of the document.
const KEY_FACTS: &str = "Key facts";
/// The heading of the footnotes.
const SOURCES: &str = "Sources";

/// Everything that the parts of the document look things up in.
struct Document<'a> {
    request: &'a Request<'a>,
    timeline: &'a Timeline,
    store: &'a Store,
    registry: &'a Registry,
    shown: &'a [EventIx],
    /// The same events in order of time. `None` if `shown` is already in that order.
    sorted: Option<Vec<EventIx>>,
    inside: EventSet,
    anchors: Anchors,
    survey: Survey,
}

/// Returns a report as a separate document.
pub(super) fn report(timeline: &Timeline, report: &Page) -> String {
    let reference = |ix: EventIx| {
        let event = timeline.store().events.fresh(ix);
        format!("{} ({})", escape::leading(&event.title), escape::escaped(&event.date.short(timeline.zone())))
    };
    page::write(report, 1, &reference)
}

impl<'a> Document<'a> {
    fn new(request: &'a Request<'a>) -> Self {
        let (timeline, store) = (request.timeline, request.timeline.store());
        let shown = request.shown;
        let mut inside = EventSet::none(store.events.len());
        for ix in shown {
            inside.insert(*ix);
        }
        let sorted = (!shown.is_sorted_by_key(|ix| timeline.rank(*ix))).then(|| {
            let mut all = shown.to_vec();
            all.sort_by_key(|ix| timeline.rank(*ix));
            all
        });
        let (anchors, survey) = Default::default();
        let registry = &store.registry;
        Self { request, timeline, store, registry, shown, sorted, inside, anchors, survey }
    }

    /// Returns a copy of an event that is not cached: a document may have more events than fit into memory.
    fn event(&self, ix: EventIx) -> Event {
        self.store.events.fresh(ix)
    }

    /// Returns whether the document includes the analyst's own notes.
    fn notes(&self) -> bool {
        self.request.options.notes
    }

    fn in_order_of_time(&self) -> &[EventIx] {
        self.sorted.as_deref().unwrap_or(self.shown)
    }

    /// Reads every event once and collects the anchors and the key facts. `before` holds the headings before the chronology.
    fn look(&mut self, before: &[String]) {
        let mut anchors = Anchors::new(self.store.events.len(), before);
        let mut survey = Survey::default();
        let facts = |ix: EventIx, event: &Event| (self.days(ix, event), self.most_accounts(event));
        let in_time = self.sorted.is_none();
        let see = |window: Range<usize>| -> Vec<_> {
            let seen = self.timeline.headed(self.shown, window).map(|(ix, event, heading)| {
                (ix, heading, slug_of(&event), in_time.then(|| facts(ix, &event)), event)
            });
            seen.collect()
        };
        for_each(self.shown.len(), see, |seen| {
            for (ix, heading, slug, facts, event) in seen {
                if let Some(heading) = heading {
                    anchors.day(&heading.in_words());
                }
                anchors.event(ix, &slug);
                if let Some((days, accounts)) = facts {
                    survey.add(ix, &event, days, accounts, self.request.now);
                }
            }
        });
        // If the document is sorted newest first, a second pass collects the facts in order of time.
        let sorted = self.sorted.as_deref().unwrap_or_default();
        let see = |window: Range<usize>| -> Vec<_> {
            let seen = sorted.get(window).unwrap_or_default().iter().map(|ix| {
                let event = self.event(*ix);
                (*ix, facts(*ix, &event), event)
            });
            seen.collect()
        };
        for_each(sorted.len(), see, |seen| {
            for (ix, (days, accounts), event) in seen {
                survey.add(ix, &event, days, accounts, self.request.now);
            }
        });
        (self.anchors, self.survey) = (anchors, survey);
    }
}

pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let mut document = Document::new(request);
    document.look(&[title(request), KEY_FACTS.to_owned()]);
    document.write(&Brief::default(), out)
}

/// Writes the document with every event and every report.
pub(super) fn full_brief(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let mut document = Document::new(request);
    if document.shown.is_empty() {
        return document.write(&Brief::default(), out);
    }
    let tempo = document.tempo();
    let mut heads = vec![title(request), KEY_FACTS.to_owned()];
    heads.extend(tempo.iter().map(|page| page.title.clone()));
    document.look(&heads);
    let sections = document.sections();
    // The title is not in the contents, and the chronology has only the headings of its days.
    let begin = heads.iter().skip(1).map(String::as_str).chain(["Chronology"]);
    let slugs = document.anchors.begin().skip(1).map(str::to_owned);
    let mut parts: Vec<(String, String)> = begin.map(str::to_owned).zip(slugs).collect();
    for section in &sections {
        let mut slugs: Vec<String> = section.headings.iter().map(|h| document.anchors.next(h)).collect();
        parts.extend(section.headings.first().map(|title| (title.clone(), slugs.swap_remove(0))));
    }
    parts.push((CONFLICTS.to_owned(), document.anchors.next(CONFLICTS)));
    parts.push((SOURCES.to_owned(), document.anchors.next(SOURCES)));
    document.write(&Brief { parts, tempo, sections }, out)
}

/// The parts that a full brief adds to the events.
#[derive(Default)]
struct Brief {
    /// The title and the anchor of each part, for the list of contents.
    parts: Vec<(String, String)>,
    tempo: Option<Page>,
    sections: Vec<Section>,
}

/// Returns one event under its heading, with its sources.
pub(super) fn one_event(timeline: &Timeline, ix: EventIx, notes: bool) -> String {
    let options = super::Options { notes, ..super::Options::default() };
    // A copied event does not depend on the time of day: with this *now* no event is in the future.
    let now = Now {
        instant: Instant::MAX,
        today: crate::event::date::Day(0),
        zone: chrono_tz::Tz::UTC,
        text: Box::default(),
    };
    let shown = [ix];
    let request = Request::of(timeline, &shown, &now, &options);
    let mut document = Document::new(&request);
    document.look(&[title(&request), KEY_FACTS.to_owned()]);
    let (mut mentions, mut draft, mut out) = (AlreadyMentioned::default(), Draft::default(), String::new());
    document.one(ix, &document.event(ix), &mut draft);
    draft.place(&mut mentions, document.registry, &mut out);
    mentions.notes.close();
    for note in 0..mentions.notes.len() {
        document.define(&mentions.notes, note, true, &mut Roots::default(), &mut out);
    }
    out
}

impl Document<'_> {
    fn write(&mut self, brief: &Brief, out: &mut dyn Write) -> io::Result<Written> {
        self.anchors.close();
        let mut mentions = AlreadyMentioned::default();
        out.write_all(self.header(brief).as_bytes())?;
        if !self.shown.is_empty() {
            out.write_all(self.key_facts().as_bytes())?;
            if let Some(tempo) = &brief.tempo {
                // This report names no event.
                writeln!(out, "{}", page::write(tempo, 2, &|_| String::new()))?;
            }
            self.chronology(&mut mentions, out)?;
            brief.sections.iter().try_for_each(|section| out.write_all(section.text.as_bytes()))?;
            self.conflicts_and_gaps(&mut mentions, out)?;
            mentions.notes.close();
            self.sources(&mentions.notes, out)?;
        }
        Ok(Written::all(self.request))
    }

    fn chronology(&self, mentions: &mut AlreadyMentioned, out: &mut dyn Write) -> io::Result<()> {
        let drafted = |window: Range<usize>| {
            let mut draft = Draft::with_room(window.len());
            for (ix, event, heading) in self.timeline.headed(self.shown, window) {
                if let Some(heading) = heading {
                    let heading = crate::text::capitalized(&heading.in_words());
                    let _ = writeln!(draft.text, "## {}\n", escape::escaped(&heading));
                }
                self.one(ix, &event, &mut draft);
            }
            draft
        };
        self.in_place(self.shown.len(), drafted, mentions, out)
    }

    /// Drafts windows of a list in parallel and writes them in order.
    fn in_place(
        &self,
        len: usize,
        drafted: impl Fn(Range<usize>) -> Draft + Sync,
        mentions: &mut AlreadyMentioned,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut text = String::new();
        in_order(len, drafted, |draft| {
            text.clear();
            draft.place(mentions, self.registry, &mut text);
            out.write_all(text.as_bytes())
        })
    }

    fn sources(&self, notes: &Footnotes, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## {SOURCES}\n")?;
        let marked = self.are_mostly_archived(notes);
        let defined = |window: Range<usize>| {
            let (mut unarchived, mut roots) = (0, Roots::default());
            let mut text = String::with_capacity(window.len() * 256);
            for note in window {
                let archived = self.define(notes, note, marked, &mut roots, &mut text);
                unarchived += usize::from(!archived && !notes.against(note).1);
            }
            (text, unarchived, roots)
        };
        let (mut unarchived, mut roots) = (0, Roots::default());
        in_order(notes.len(), defined, |(text, more, own)| {
            unarchived += more;
            roots.append(own);
            out.write_all(text.as_bytes())
        })?;
        if notes.len() == 0 {
            let index = self.timeline.index().source_counts();
            let some = self.shown.iter().filter(|ix| index[ix.index()] > 0).count();
            if some == 0 {
                return writeln!(out, "No source is cited.");
            }
            let all = crate::text::counted(self.shown.len(), "event");
            let have = crate::text::agreeing(some, "has", "have");
            let some = crate::text::thousands(some as u64);
            return writeln!(out, "No source is cited here, though {some} of {all} {have} sources.");
        }
        let against = (0..notes.len()).filter(|note| notes.against(*note).1).count();
        let cited = crate::text::counted(notes.len() - against, "source");
        let independent = crate::text::thousands(roots.len() as u64);
        let archived = match unarchived {
            0 => "all archived".to_owned(),
            n => format!("{} not archived", crate::text::thousands(n as u64)),
        };
        let beside = match against {
            0 => String::new(),
            n => format!(" Not counted: {} cited only against events.", crate::text::counted(n, "source")),
        };
        writeln!(
            out,
            "{cited} cited, {independent} independent (copies and pages of one publisher count once), \
             {archived}.{beside}"
        )
    }

    /// Returns whether at least half of the pages are archived. If so, the document points out the others.
    fn are_mostly_archived(&self, notes: &Footnotes) -> bool {
        let archived = |note: &usize| {
            let mut records = notes.records(*note).map(|ix| self.registry.fresh_source(ix));
            records.any(|source| {
                !source.archive.is_empty() || source.url.as_deref().is_some_and(address::is_archived)
            })
        };
        let mut all = 0;
        for_each(
            notes.len(),
            |window: Range<usize>| vec![window.filter(archived).count()],
            |counts| all += counts.into_iter().sum::<usize>(),
        );
        all * 2 >= notes.len()
    }

    /// Appends the definition of a note, adds its independent roots to `roots` and returns whether it is archived.
    fn define(
        &self,
        notes: &Footnotes,
        note: usize,
        marked: bool,
        roots: &mut Roots,
        out: &mut String,
    ) -> bool {
        let mut definition = Definition::default();
        let (_, only_against) = notes.against(note);
        definition.against = notes.against(note);
        for ix in notes.records(note) {
            let source = self.registry.fresh_source(ix);
            // A source that is only cited against events supports nothing in this document.
            if !only_against {
                roots.add(self.registry, ix, &source);
            }
            definition.add(self.registry, source);
        }
        definition.write(note, marked, self.notes(), out);
        definition.archived
    }
}

#[cfg(test)]
mod tests;
