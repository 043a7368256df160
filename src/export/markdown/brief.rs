//! The brief: two to three pages of any view, for whoever has to hand it up.
//!
//! *In short*, chronology, positions, threads, findings, conflicts and gaps, sources, each only where it has something to
//! say. Each grows until the words before the sources are no more than [`WORDS`]; what is left out is counted where it
//! is missing. Events that may not be told are in no
//! part: all of it is made of what the reports may read.

mod chronology;
mod clip;
mod findings;
mod gaps;
mod matrix;
mod short;
mod threads;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Write};

use super::draft::{Draft, Told};
use super::escape::{escaped, leading};
use super::{Document, Request, Written, title};
use crate::analysis::encounters::Encounters;
use crate::analysis::highlights::Highlights;
use crate::analysis::language::Language;
use crate::analysis::positions::Positions;
use crate::analysis::shifts::Shifts;
use crate::analysis::strikes::Strikes;
use crate::analysis::threads::Threads;
use crate::analysis::{Scope, columns};
use crate::describe::{nature, people, sources};
use crate::event::{Event, EventIx, Word as _};
use crate::registry::{ActorIx, ActorKind, SourceIx};
use crate::text::{counted, thousands};
use crate::timeline::roots::Roots;
use crate::timeline::{Timeline, standing};

/// How many words stand before the sources, at most.
const WORDS: usize = 1_300;
/// How many sources of an event are cited outside the chronology, which cites more.
const CITED: usize = 2;
/// About how many sources a brief cites: of many events each cites fewer.
const SOURCES: usize = 48;
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
    /// Events and stretches under conflicts and gaps.
    gaps: usize,
    /// Accounts of one thing.
    accounts: usize,
    /// Up to how many events the chronology has all.
    every: usize,
    /// How many meetings of the most frequent actors the chronology of more has, whatever other parts cite.
    meetings: usize,
    /// How long the texts of the store are.
    length: Length,
}

/// How long a text of the store is told: longer ones are cut with a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Length {
    /// Words of a title.
    title: usize,
    /// Words of a claim, an account, a name, a phrase.
    text: usize,
    /// How many of a kind stand beside each other: accounts, who else holds a position.
    beside: usize,
}

/// What always finds room.
const LEAST: Measure = Measure {
    facts: 5,
    claims: 2,
    actors: 3,
    lines: 4,
    rows: 1,
    gaps: 1,
    accounts: 3,
    every: 40,
    meetings: 12,
    length: WHOLE,
};
/// What is shown where there is room for everything.
const MOST: Measure = Measure {
    facts: 8,
    claims: 8,
    actors: 6,
    lines: 24,
    rows: 6,
    gaps: 8,
    accounts: usize::MAX,
    every: 40,
    meetings: 24,
    length: WHOLE,
};
/// How many accounts of one thing are told where not all find room.
const ACCOUNTS: usize = 8;
/// Nothing is cut.
const WHOLE: Length = Length { title: usize::MAX, text: usize::MAX, beside: usize::MAX };
/// What is given up where not even the least finds room, one after the other: up to how many events the chronology has
/// all, how many meetings it has beside, and how long texts are.
const STRAITS: [(usize, usize, Length); 9] = [
    (40, 6, WHOLE),
    (40, 0, WHOLE),
    (40, 0, Length { title: 16, text: 60, beside: usize::MAX }),
    (40, 0, Length { title: 16, text: 24, beside: 12 }),
    (40, 0, Length { title: 10, text: 16, beside: 8 }),
    (40, 0, Length { title: 8, text: 10, beside: 5 }),
    (24, 0, Length { title: 6, text: 8, beside: 4 }),
    (12, 0, Length { title: 6, text: 6, beside: 3 }),
    (0, 0, Length { title: 4, text: 4, beside: 2 }),
];

impl Measure {
    /// The same with a little more of one part, the parts in the order in which they grow.
    fn grown(self) -> [Self; 8] {
        [
            Self { facts: (self.facts + 1).min(MOST.facts), ..self },
            Self { gaps: (self.gaps + 1).min(MOST.gaps), ..self },
            Self { accounts: (self.accounts + 1).min(ACCOUNTS), ..self },
            Self { claims: (self.claims + 1).min(MOST.claims), ..self },
            Self { lines: (self.lines + 2).min(MOST.lines), ..self },
            Self { rows: (self.rows + 1).min(MOST.rows), ..self },
            Self { actors: (self.actors + 1).min(MOST.actors), ..self },
            Self { meetings: (self.meetings + 2).min(MOST.meetings), ..self },
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
    /// The meetings of a view that is not told whole, those of the most frequent actors first.
    meetings: Vec<EventIx>,
}

/// Everything of one brief, under one measure.
struct Sheet<'d> {
    document: &'d Document<'d>,
    scope: &'d Scope<'d>,
    reports: &'d Reports,
    /// How many sources a line cites at most.
    cited: usize,
    measure: Measure,
    /// Abbreviations that stand for actors, with their names.
    short: RefCell<BTreeMap<String, String>>,
}

/// A part of the brief.
#[derive(Default)]
struct Part {
    draft: Draft,
    /// The events that it names.
    named: HashSet<EventIx>,
}

impl Reports {
    fn new(scope: &Scope<'_>) -> Self {
        let (threads, positions, strikes) = (Threads::new(scope), Positions::new(scope), Strikes::new(scope));
        Self {
            highlights: Highlights::new(scope, &threads, &positions, &strikes),
            meetings: Vec::new(),
            language: Language::new(scope),
            encounters: Encounters::new(scope),
            shifts: Shifts::new(scope),
            threads,
            positions,
            strikes,
        }
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
        out.write_all(document.brief_header(&HashSet::new(), &|text| text.into()).as_bytes())?;
        return Ok(Written { events: 0 });
    }
    let scope = Scope::new(document.timeline, document.in_order_of_time(), request.now);
    let mut reports = Reports::new(&scope);
    reports.meetings = document.meetings_by_weight();
    let cited = (SOURCES / document.shown.len().min(SOURCES)).max(CITED);
    let sheet = |measure| {
        let (document, scope, reports) = (&document, &scope, &reports);
        Sheet { document, scope, reports, cited, measure, short: RefCell::default() }.parts()
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
    let some = |ix: &EventIx| document.event(*ix).sources.len() > cited;
    if parts.iter().flat_map(|part| &part.named).any(some) {
        writeln!(
            out,
            "\nA line cites {} at most, those first that are independent of each other; *+3 more* counts the rest, \
             which are in {}.",
            counted(cited, "source"),
            escaped(&document.command("brief --full"))
        )?;
    }
    Ok(Written { events: document.shown.len() })
}

/// Header and parts under the most generous measure that keeps to the words there are.
///
/// Each part grows a little in turn, as long as the whole fits.
fn fitted(made: impl Fn(Measure) -> (String, Vec<Part>)) -> (String, Vec<Part>) {
    let fits = |(header, parts): &(String, Vec<Part>)| {
        clip::filled(header) + parts.iter().map(|part| clip::filled(&part.draft.text)).sum::<usize>() <= WORDS
    };
    let all = made(MOST);
    if fits(&all) {
        return all;
    }
    let mut measure = LEAST;
    let mut best = made(measure);
    for (every, meetings, length) in STRAITS {
        if fits(&best) {
            break;
        }
        measure = Measure { every, meetings, length, ..measure };
        best = made(measure);
    }
    loop {
        let before = measure;
        for at in 0..measure.grown().len() {
            let next = measure.grown()[at];
            if next == measure {
                continue;
            }
            let grown = made(next);
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
    fn parts(&self) -> (String, Vec<Part>) {
        let (short, matrix, threads) = (self.short(), self.matrix(), self.threads());
        let (findings, gaps) = (self.findings(), self.gaps());
        let others = [&short, &matrix, &threads, &findings, &gaps];
        let cited: HashSet<EventIx> = others.iter().flat_map(|part| part.named.iter().copied()).collect();
        let chronology = self.chronology(&cited);
        let legend = self.legend(short.named.iter().chain(&chronology.named), &[&matrix, &findings]);
        let parts = [short, chronology, matrix, threads, findings, gaps, legend];
        let header = self.document.brief_header(&cited, &|text| self.clip(text));
        (header, parts.into_iter().filter(|part| !part.draft.text.is_empty()).collect())
    }

    /// What the abbreviations in `parts` stand for and what the grades of `events` mean: each letter and figure that is
    /// used.
    fn legend<'e>(&self, events: impl Iterator<Item = &'e EventIx>, parts: &[&Part]) -> Part {
        let told = |short: &str| parts.iter().any(|part| part.draft.text.contains(&*escaped(short)));
        let (mut letters, mut figures) = (BTreeMap::new(), BTreeMap::new());
        for ix in events {
            let grade = self.document.event(*ix).grade;
            letters.insert(grade.reliability.word(), grade.reliability.in_words());
            figures.insert(grade.credibility.word(), grade.credibility.in_words());
        }
        let listed = |all: &BTreeMap<&str, &str>| {
            all.iter().map(|(sign, words)| format!("{sign} {words}")).collect::<Vec<_>>().join(", ")
        };
        let short = self.short.borrow();
        let short: Vec<String> = short
            .iter()
            .filter(|(short, _)| told(short))
            .map(|(short, name)| format!("{} {}", escaped(&self.clip(short)), escaped(&self.clip(name))))
            .collect();
        let short = if short.is_empty() {
            String::new()
        } else {
            format!("*Short names: {}.*\n\n", short.join(", "))
        };
        let text = format!(
            "{short}*Grades (Admiralty code): the source: {}; the information: {}.*\n\n",
            listed(&letters),
            listed(&figures)
        );
        Part { draft: Draft::of(text), ..Part::default() }
    }

    fn timeline(&self) -> &Timeline {
        self.document.timeline
    }

    /// A title as it stands here, at the start of a line too: a long one is cut with a sign.
    fn title(&self, event: &Event) -> String {
        leading(&clip::clipped(&nature::title(event), self.measure.length.title))
    }

    /// A text of the store as it stands here: a long one is cut with a sign.
    fn clip<'t>(&self, text: &'t str) -> Cow<'t, str> {
        clip::clipped(text, self.measure.length.text)
    }

    /// The name of an actor that stands among others: the short form where it is nobody else's too.
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

    /// Appends words of the program or the store, with the blank they begin or end with.
    fn spaced(&self, out: &mut String, text: &str) {
        let blank = |yes: bool| if yes { " " } else { "" };
        out.push_str(blank(text.starts_with(' ')));
        out.push_str(&escaped(&self.clip(text)));
        out.push_str(blank(text.ends_with(' ') && text.trim() != ""));
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

    /// The marks of the first `most` sources of an event, then of those against it; that there is none is said.
    fn marks(&self, draft: &mut Draft, event: &Event, most: usize) {
        if event.sources.is_empty() {
            draft.text.push_str(", ");
            draft.text.push_str(sources::NO_SOURCE);
        }
        self.some_marks(draft, event, &event.sources, most, "");
        self.some_marks(draft, event, &event.disputed_by, most, standing::AGAINST);
    }

    /// The marks of some of the sources `all`, those first that are independent of the ones before; where no more than
    /// these are told of an event anywhere, the rest is counted.
    fn some_marks(&self, draft: &mut Draft, event: &Event, all: &[SourceIx], most: usize, lead: &str) {
        if all.is_empty() {
            return;
        }
        if !lead.is_empty() {
            let _ = write!(draft.text, ", {lead}");
        }
        let registry = self.document.registry;
        let (mut roots, mut first, mut copies) = (Roots::default(), Vec::new(), Vec::new());
        for ix in all {
            let before = roots.len();
            roots.add(registry, *ix, &registry.fresh_source(*ix));
            if roots.len() > before { first.push(*ix) } else { copies.push(*ix) }
        }
        first.append(&mut copies);
        for source in first.iter().take(most.min(self.cited)) {
            draft.mark(registry, event, *source);
        }
        let left = all.len().saturating_sub(self.cited);
        if most == usize::MAX && left > 0 {
            let _ = write!(draft.text, " +{} more", thousands(left as u64));
        }
    }

    /// ` – Dmitry Peskov`, where the title names nobody who leads the event.
    fn who(&self, event: &Event) -> String {
        let who = people::beside_title(self.document.registry, event);
        who.map(|who| format!(" – {}", escaped(&self.clip(&who)))).unwrap_or_default()
    }
}
