//! The brief: two to three pages on any view, for a reader who passes it on to superiors.
//!
//! The parts are *In short*, chronology, positions, threads, findings, conflicts and gaps, and sources. A part with
//! nothing to say is omitted. Each part grows until the words before the sources reach [`measure::WORDS`]. The brief counts
//! what it omits. Withheld events are in no part, because all parts are made from what the reports may read.

mod chronology;
mod clip;
mod findings;
mod gaps;
mod marks;
mod matrix;
mod measure;
mod short;
mod threads;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Write};
use std::rc::Rc;

use self::measure::{MOST, Measure, MeasureShare, fitted};
use super::draft::{AlreadyMentioned, Draft};
use super::escape::{escaped, leading};
use super::{Document, Request, Written, title};
use crate::describe::{listed, nature, people};
use crate::event::{Event, EventIx, Figure};
use crate::parallel::both;
use crate::registry::{ActorIx, ActorKind};
use crate::report::encounters::Encounters;
use crate::report::highlights::Highlights;
use crate::report::language::Language;
use crate::report::positions::Positions;
use crate::report::shifts::Shifts;
use crate::report::strikes::Strikes;
use crate::report::threads::Threads;
use crate::report::{Scope, columns};
use crate::text::{counted, thousands};
use crate::timeline::Timeline;

/// What a brief says of what it has no room for. Its end says who has it; a reader has no command line.
const LEFT_OUT: &str = "left out for length";

/// How many sources of an event are cited outside the chronology, which cites more.
const CITED: usize = 2;
/// Roughly how many sources a brief cites: the more events, the fewer sources for each.
const SOURCES: usize = 48;
/// The smallest number of events in a thread worth drawing.
const THREAD: usize = 3;

/// The reports that the brief is made from.
struct Reports {
    threads: Threads,
    positions: Positions,
    language: Language,
    strikes: Strikes,
    encounters: Encounters,
    shifts: Shifts,
    highlights: Highlights,
    /// The meetings of a view that is too large to list, those of the most frequent actors first.
    meetings: Vec<EventIx>,
}

/// Everything that the parts of one brief need, under one measure.
struct BriefContext<'d> {
    document: &'d Document<'d>,
    scope: &'d Scope<'d>,
    reports: &'d Reports,
    /// The maximum number of sources cited in a line.
    cited: usize,
    measure: Measure,
    /// Abbreviations of actors' names that the brief uses, with the full names.
    short: RefCell<BTreeMap<String, String>>,
    known: &'d PartCache,
}

/// A part and the abbreviations used in it.
type WrittenPart = (Rc<Part>, BTreeMap<String, String>);

/// The events that the other parts cite, and the measure.
type Cited = (Vec<EventIx>, Measure);

/// The parts already written under each measure tried: if one part grows, the others are reused.
#[derive(Default)]
struct PartCache {
    parts: RefCell<HashMap<(MeasureShare, Measure), WrittenPart>>,
    chronologies: RefCell<HashMap<Cited, Rc<Part>>>,
}

/// A part of the brief.
#[derive(Default)]
struct Part {
    draft: Draft,
    /// The events named in this part.
    named: HashSet<EventIx>,
}

impl Reports {
    fn new(scope: &Scope<'_>) -> Self {
        // Every report reads each event of the view.
        scope.timeline.unpack(scope.shown);
        let positions = || {
            let (threads, positions) = (Threads::new(scope), Positions::new(scope));
            let strikes = Strikes::new(scope);
            (Highlights::new(scope, &threads, &positions, &strikes), threads, positions, strikes)
        };
        let counted = || (Language::new(scope), Encounters::new(scope), Shifts::new(scope));
        let ((highlights, threads, positions, strikes), (language, encounters, shifts)) =
            both(positions, counted);
        let meetings = Vec::new();
        Self { threads, positions, language, strikes, encounters, shifts, highlights, meetings }
    }
}

pub(crate) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let mut document = Document::new(request);
    document.look(&[title(request)]);
    let document = document;
    let mut mentions = AlreadyMentioned::default();
    mentions.between = ",";
    if document.shown.is_empty() {
        out.write_all(document.brief_header(&HashSet::new(), &|text| text.into()).as_bytes())?;
        return Ok(Written { events: 0, left_out: Vec::new() });
    }
    let scope = Scope::new(document.timeline, document.in_order_of_time(), request.now);
    let mut reports = Reports::new(&scope);
    reports.meetings = document.meetings_by_weight();
    let cited = (SOURCES / document.shown.len().min(SOURCES)).max(CITED);
    let known = PartCache::default();
    let sheet = |measure| {
        let (document, scope, reports, known) = (&document, &scope, &reports, &known);
        BriefContext { document, scope, reports, cited, measure, short: RefCell::default(), known }.parts()
    };
    let (header, parts) = fitted(sheet);
    out.write_all(header.as_bytes())?;
    for part in &parts {
        let mut text = String::with_capacity(part.draft.text.len());
        part.draft.place(&mut mentions, document.registry, &mut text);
        out.write_all(text.as_bytes())?;
    }
    mentions.notes.close();
    document.sources(&mentions.notes, out)?;
    let some = |ix: &EventIx| document.event(*ix).sources.len() > cited;
    if parts.iter().flat_map(|part| &part.named).any(some) {
        writeln!(
            out,
            "\nA line cites {} at most, the ones independent of each other first. *+3 more* counts the rest, which \
             the full brief has.",
            counted(cited, "source")
        )?;
    }
    if parts.iter().any(|part| part.draft.text.contains(LEFT_OUT)) {
        writeln!(out, "\nWhat is {LEFT_OUT} is in the full brief, which `--full` writes.")?;
    }
    Ok(Written::all(request))
}

impl BriefContext<'_> {
    /// Returns the header and the non-empty parts, in order.
    fn parts(&self) -> (String, Vec<Rc<Part>>) {
        let short = self.share(MeasureShare::Short, Self::short);
        let matrix = self.share(MeasureShare::Matrix, Self::matrix);
        let threads = self.share(MeasureShare::Threads, Self::threads);
        let findings = self.share(MeasureShare::Findings, Self::findings);
        let gaps = self.share(MeasureShare::Gaps, Self::gaps);
        let others = [&short, &matrix, &threads, &findings, &gaps];
        let cited: HashSet<EventIx> = others.iter().flat_map(|part| part.named.iter().copied()).collect();
        let chronology = self.chronology_of(&cited);
        let legend = self.legend(short.named.iter().chain(&chronology.named), &[&matrix, &findings]);
        let parts = [short, chronology, matrix, threads, findings, gaps, Rc::new(legend)];
        let header = self.document.brief_header(&cited, &|text| self.clip(text));
        (header, parts.into_iter().filter(|part| !part.draft.text.is_empty()).collect())
    }

    /// Returns a part that depends only on its share of the measure. Each variant is written once.
    fn share(&self, of: MeasureShare, make: impl Fn(&Self) -> Part) -> Rc<Part> {
        let measure = self.measure.share(of);
        let known = self.known.parts.borrow().get(&(of, measure)).cloned();
        let (part, short) = known.unwrap_or_else(|| {
            let sheet = BriefContext { measure, short: RefCell::default(), ..*self };
            let made = (Rc::new(make(&sheet)), sheet.short.into_inner());
            self.known.parts.borrow_mut().insert((of, measure), made.clone());
            made
        });
        self.short.borrow_mut().extend(short);
        part
    }

    /// Returns the chronology. Each variant is written once for each set of events that the other parts cite.
    fn chronology_of(&self, cited: &HashSet<EventIx>) -> Rc<Part> {
        let measure = self.measure.share(MeasureShare::Chronology);
        let mut names: Vec<EventIx> = cited.iter().copied().collect();
        names.sort_unstable();
        let mut known = self.known.chronologies.borrow_mut();
        Rc::clone(known.entry((names, measure)).or_insert_with(|| Rc::new(self.chronology(cited))))
    }

    fn timeline(&self) -> &Timeline {
        self.document.timeline
    }

    /// Returns an event's title, cut with `…` if it is too long and escaped for the start of a line.
    fn title(&self, event: &Event) -> String {
        leading(&clip::clipped(&nature::title(event), self.measure.length.title))
    }

    /// Cuts a text from the store with `…` if it is too long.
    fn clip<'t>(&self, text: &'t str) -> Cow<'t, str> {
        clip::clipped(text, self.measure.length.text)
    }

    /// Returns the name of an actor listed among others: the short form, unless another of them shares it.
    fn head(&self, actor: ActorIx, among: &[ActorIx]) -> Cow<'_, str> {
        let registry = self.document.registry;
        let short = columns::head(registry, actor);
        let holds = |name: &str| name.split(|c: char| !c.is_alphanumeric()).any(|word| word == short);
        let others = among.iter().filter(|other| **other != actor);
        let shared = others.into_iter().any(|other| {
            let name = registry.actor(*other).name.as_str();
            columns::head(registry, *other) == short || holds(name)
        });
        if shared {
            return self.clip(&registry.actor(actor).name);
        }
        let known = matches!(registry.actor(actor).kind, Some(ActorKind::State | ActorKind::Bloc));
        if !known
            && short != registry.actor(actor).name
            && short.chars().filter(|c| c.is_uppercase()).count() > 1
        {
            self.short.borrow_mut().insert(short.to_owned(), registry.actor(actor).name.clone());
        }
        self.clip(short)
    }

    /// Returns `A, B and 3 more`. Each name is cut separately.
    fn names(&self, actors: &[ActorIx]) -> String {
        let registry = self.document.registry;
        let most = self.measure.length.beside;
        let parts =
            actors.iter().take(most).map(|actor| self.clip(&registry.actor(*actor).name).into_owned());
        let mut parts: Vec<String> = parts.collect();
        let left = actors.len().saturating_sub(most);
        parts.extend((left > 0).then(|| format!("{} more", thousands(left as u64))));
        listed(&parts)
    }

    /// Returns a count whose texts are cut to the usual length.
    fn clipped_figure(&self, row: &Figure) -> Figure {
        let short = |text: &Option<String>| text.as_deref().map(|text| self.clip(text).into_owned());
        Figure { weapon: short(&row.weapon), of: short(&row.of), ..row.clone() }
    }

    /// Returns `Title (21 Dec 2025)`.
    fn plain_name(&self, ix: EventIx) -> String {
        let event = self.document.event(ix);
        format!("{} ({})", self.title(&event), escaped(&event.date.short(self.timeline().zone())))
    }

    /// Returns `21 Dec 2025, outside the filter`.
    fn date(&self, ix: EventIx, event: &Event) -> String {
        let outside = if self.document.inside.contains(ix) { "" } else { ", outside the filter" };
        escaped(&event.date.short(self.timeline().zone())) + outside
    }

    /// Returns ` – Dmitry Peskov` if the title does not name whoever leads the event.
    fn who(&self, event: &Event) -> String {
        let who = people::beside_title(self.document.registry, event, &|name| self.clip(name).into_owned());
        who.map(|who| format!(" – {}", escaped(&who))).unwrap_or_default()
    }
}
