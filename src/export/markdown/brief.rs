//! The brief: two to three pages of any view, for whoever has to hand it up.
//!
//! *In short*, chronology, positions, threads, findings, conflicts and gaps, sources, each only where it has something to
//! say. Each grows until the words before the sources are no more than [`WORDS`]; what is left out is counted where it
//! is missing. Events that may not be told are in no
//! part: all of it is made of what the reports may read.

mod chronology;
mod findings;
mod gaps;
mod matrix;
mod short;
mod threads;

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::rc::Rc;

use super::draft::{Draft, Told};
use super::escape::escaped;
use super::{Document, Request, Written, title};
use crate::analysis::Scope;
use crate::analysis::encounters::Encounters;
use crate::analysis::highlights::Highlights;
use crate::analysis::language::Language;
use crate::analysis::page::{Branch, Line};
use crate::analysis::positions::Positions;
use crate::analysis::shifts::Shifts;
use crate::analysis::strikes::Strikes;
use crate::analysis::threads::Threads;
use crate::describe::{nature, people, sources};
use crate::event::{Event, EventIx};
use crate::parallel::both;
use crate::timeline::Timeline;

/// How many words stand before the sources, at most.
const WORDS: usize = 1_300;
/// Up to how many events the chronology has all.
const EVERY: usize = 40;
/// How many sources of an event are cited outside the chronology, which cites all.
const CITED: usize = 2;
/// A thread is worth drawing with this many events.
const THREAD: usize = 3;

/// How much of each part finds room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Measure {
    /// Facts *in short*.
    facts: usize,
    /// Claims of the matrix of positions, and the actors that have a column.
    claims: usize,
    actors: usize,
    /// Lines of threads.
    lines: usize,
    /// Rows of each report.
    rows: usize,
    /// Accounts and stretches under conflicts and gaps.
    gaps: usize,
    /// Words of a title.
    title: usize,
}

/// What always finds room.
const LEAST: Measure =
    Measure { facts: 5, claims: 2, actors: 3, lines: 4, rows: 1, gaps: 1, title: usize::MAX };
/// What is shown where there is room for everything.
const MOST: Measure =
    Measure { facts: 8, claims: 8, actors: 6, lines: 24, rows: 6, gaps: 8, title: usize::MAX };
/// How long titles are where not even the least finds room with whole ones: cut with a sign.
const TITLES: [usize; 4] = [usize::MAX, 16, 10, 6];

impl Measure {
    /// The same with a little more of one part, the parts in the order in which they grow.
    fn grown(self) -> [Self; 6] {
        [
            Self { facts: (self.facts + 1).min(MOST.facts), ..self },
            Self { gaps: (self.gaps + 1).min(MOST.gaps), ..self },
            Self { claims: (self.claims + 1).min(MOST.claims), ..self },
            Self { lines: (self.lines + 2).min(MOST.lines), ..self },
            Self { rows: (self.rows + 1).min(MOST.rows), ..self },
            Self { actors: (self.actors + 1).min(MOST.actors), ..self },
        ]
    }
}

/// The reports that the brief is made of.
struct Reports {
    threads: Threads,
    positions: Positions,
    language: Language,
    strikes: Strikes,
    encounters: Encounters,
    shifts: Shifts,
    highlights: Highlights,
}

/// Everything of one brief, under one measure.
struct Sheet<'d> {
    document: &'d Document<'d>,
    scope: &'d Scope<'d>,
    reports: &'d Reports,
    known: &'d Known,
    measure: Measure,
}

/// A part of the brief.
#[derive(Default)]
struct Part {
    draft: Draft,
    /// The events that it names.
    named: HashSet<EventIx>,
}

/// How many parts hang on the measure alone.
const MEASURED: usize = 5;
/// What of the measure a part hangs on.
type Share = [usize; 2];

/// What was made under every measure that was tried: where one part grows, no other is made again.
#[derive(Default)]
struct Known {
    parts: RefCell<[HashMap<Share, Rc<Part>>; MEASURED]>,
    /// Lines of the chronology, by event and how long titles are.
    lines: RefCell<HashMap<(EventIx, usize), Rc<Draft>>>,
    /// How the rest is counted, by what is told.
    rest: RefCell<HashMap<Vec<EventIx>, Rc<str>>>,
    /// The longest threads, drawn.
    trees: OnceCell<Vec<Vec<Branch>>>,
    /// What the reports found.
    found: OnceCell<[Vec<Line>; 4]>,
}

impl Reports {
    fn new(scope: &Scope<'_>) -> Self {
        // All of them read each event of the view.
        scope.timeline.unpack(scope.shown);
        let told = || {
            let (threads, positions) = (Threads::new(scope), Positions::new(scope));
            let strikes = Strikes::new(scope);
            (Highlights::new(scope, &threads, &positions, &strikes), threads, positions, strikes)
        };
        let counted = || (Language::new(scope), Encounters::new(scope), Shifts::new(scope));
        let ((highlights, threads, positions, strikes), (language, encounters, shifts)) = both(told, counted);
        Self { threads, positions, language, strikes, encounters, shifts, highlights }
    }
}

/// Writes the brief.
pub(crate) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let mut document = Document::new(request);
    document.look(&[title(request)]);
    let document = document;
    let mut told = Told::default();
    told.between = ",";
    if document.shown.is_empty() {
        out.write_all(document.brief_header(&HashSet::new()).as_bytes())?;
        return Ok(Written { events: 0 });
    }
    let scope = Scope::new(document.timeline, document.in_order_of_time(), request.now);
    let reports = Reports::new(&scope);
    let known = Known::default();
    let sheet = |measure, whole| {
        let sheet = Sheet { document: &document, scope: &scope, reports: &reports, known: &known, measure };
        sheet.parts(whole)
    };
    let (header, parts) = fitted(sheet);
    out.write_all(header.as_bytes())?;
    for part in &parts {
        let mut text = String::with_capacity(part.draft.text.len());
        part.draft.place(&mut told, document.registry, &mut text);
        out.write_all(text.as_bytes())?;
    }
    told.notes.close();
    document.sources(&told.notes, out)?;
    Ok(Written { events: document.shown.len() })
}

/// Header and parts under the most generous measure that keeps to the words there are.
///
/// Each part grows a little in turn, as long as the whole fits. What is made need not be whole where that does not fit
/// and `made` is not told otherwise.
fn fitted(made: impl Fn(Measure, bool) -> (String, Vec<Rc<Part>>)) -> (String, Vec<Rc<Part>>) {
    let fits = |(header, parts): &(String, Vec<Rc<Part>>)| {
        words(header) + parts.iter().map(|part| words(&part.draft.text)).sum::<usize>() <= WORDS
    };
    let all = made(MOST, false);
    if fits(&all) {
        return all;
    }
    let mut measure = LEAST;
    let mut best = made(measure, true);
    for title in TITLES {
        if fits(&best) {
            break;
        }
        measure.title = title;
        best = made(measure, true);
    }
    loop {
        let before = measure;
        for at in 0..measure.grown().len() {
            let next = measure.grown()[at];
            if next == measure {
                continue;
            }
            let grown = made(next, false);
            if fits(&grown) {
                (measure, best) = (next, grown);
            }
        }
        if measure == before {
            return best;
        }
    }
}

impl Sheet<'_> {
    /// The header and the parts that have something to say, in order.
    ///
    /// Where all is more than the words there are, the chronology may lack its end, unless it is to be `whole`.
    fn parts(&self, whole: bool) -> (String, Vec<Rc<Part>>) {
        let Measure { facts, claims, actors, lines, rows, gaps, title } = self.measure;
        let short = self.known(0, [facts, title], Self::short);
        let matrix = self.known(1, [claims, actors], Self::matrix);
        let threads = self.known(2, [lines, title], Self::threads);
        let findings = self.known(3, [rows, title], Self::findings);
        let gaps = self.known(4, [gaps, title], Self::gaps);
        let others = [&short, &matrix, &threads, &findings, &gaps];
        let cited: HashSet<EventIx> = others.iter().flat_map(|part| part.named.iter().copied()).collect();
        let header = self.document.brief_header(&cited);
        let before = words(&header) + others.iter().map(|part| words(&part.draft.text)).sum::<usize>();
        let left = if whole { usize::MAX } else { WORDS.saturating_sub(before) };
        let chronology = Rc::new(self.chronology(&cited, left));
        let parts = [short, chronology, matrix, threads, findings, gaps];
        (header, parts.into_iter().filter(|part| !part.draft.text.is_empty()).collect())
    }

    /// The part of that number as `make` makes it, once for each share of the measure.
    fn known(&self, number: usize, share: Share, make: impl FnOnce(&Self) -> Part) -> Rc<Part> {
        let known = self.known.parts.borrow()[number].get(&share).cloned();
        known.unwrap_or_else(|| {
            let part = Rc::new(make(self));
            self.known.parts.borrow_mut()[number].insert(share, Rc::clone(&part));
            part
        })
    }

    fn timeline(&self) -> &Timeline {
        self.document.timeline
    }

    /// A title as it stands here: a long one is cut with a sign.
    fn title(&self, event: &Event) -> String {
        let title = nature::title(event);
        let mut words = title.split_whitespace();
        let mut kept: Vec<&str> = words.by_ref().take(self.measure.title).collect();
        if words.next().is_some() {
            kept.push("…");
        }
        escaped(&kept.join(" "))
    }

    /// `Title (21 Dec 2025)`.
    fn plain_name(&self, ix: EventIx) -> String {
        let event = self.document.event(ix);
        format!("{} ({})", self.title(&event), escaped(&event.date.short(self.timeline().zone())))
    }

    /// `21 Dec 2025, outside the filter`.
    fn date(&self, ix: EventIx, event: &Event) -> String {
        let outside = if self.document.inside.contains(ix) { "" } else { ", outside the filter" };
        escaped(&event.date.short(self.timeline().zone())) + outside
    }

    /// The marks of the first `most` sources of an event; that there is none is said.
    fn marks(&self, draft: &mut Draft, event: &Event, most: usize) {
        if event.sources.is_empty() {
            draft.text.push_str(", ");
            draft.text.push_str(sources::NO_SOURCE);
        }
        for source in event.sources.iter().take(most) {
            draft.mark(self.document.registry, event, *source);
        }
    }

    /// ` – Dmitry Peskov`, where the title names nobody who leads the event.
    fn who(&self, event: &Event) -> String {
        let who = people::beside_title(self.document.registry, event);
        who.map(|who| format!(" – {}", escaped(&who))).unwrap_or_default()
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Appends words of the program or the store, with the blank they begin or end with.
fn spaced(out: &mut String, text: &str) {
    let blank = |yes: bool| if yes { " " } else { "" };
    out.push_str(blank(text.starts_with(' ')));
    out.push_str(&escaped(text));
    out.push_str(blank(text.ends_with(' ') && text.trim() != ""));
}
