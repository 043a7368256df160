//! Candidates for what is being typed, by the completion of the filter.

use std::ops::Range;

use super::part::Part;
use crate::event::{EventIx, Kind, LinkKind, Role, Stance, Status, Word};
use crate::filter::{self, Candidate, Context, Filter};
use crate::text::fold;
use crate::tui::dialog::DialogContext;

/// Values that may stand where the cursor is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Offer {
    pub(crate) candidates: Vec<Candidate>,
    /// Which of them is lit.
    pub(crate) lit: Option<usize>,
    /// The bytes of the line that one replaces.
    pub(super) span: Range<usize>,
}

/// How many events are offered for their title.
const TITLED: usize = 20;

impl Offer {
    /// Looks up the candidates for the value that ends at `before`.
    pub(super) fn of(part: Part, before: &str, desk: DialogContext<'_>) -> Self {
        let start = if part.is_list() || part == Part::Venue {
            before.rfind([',', ';', '=']).map_or(0, |at| at + 1)
        } else {
            0
        };
        let rest = before.get(start..).unwrap_or_default();
        let typed = rest.trim_start();
        let start = start + (rest.len() - typed.len());
        if typed.is_empty() {
            return Self::default();
        }
        let named = before.get(..start).is_some_and(|head| head.trim_end().ends_with('='));
        let (skip, candidates) = candidates(part, typed, named, desk);
        let typed = typed.get(skip..).unwrap_or_default();
        // What is written out already is no candidate for itself.
        if candidates.iter().any(|candidate| candidate.insert == typed) {
            return Self::default();
        }
        Self { candidates, lit: None, span: start + skip..before.len() }
    }

    /// Returns whether the last candidate is lit.
    pub(super) fn is_at_last(&self) -> bool {
        self.lit.is_some_and(|at| at + 1 >= self.candidates.len())
    }

    /// Lights the next candidate, or the one before; before the first none is lit.
    pub(super) fn light(&mut self, forward: bool) {
        let count = self.candidates.len();
        self.lit = match self.lit {
            None if forward => Some(0),
            None => count.checked_sub(1),
            Some(at) if forward => Some((at + 1) % count.max(1)),
            Some(at) => at.checked_sub(1),
        };
    }
}

/// Returns how many bytes of the typed text to keep, and the candidates for the rest.
fn candidates(part: Part, typed: &str, named: bool, desk: DialogContext<'_>) -> (usize, Vec<Candidate>) {
    let found = match part {
        Part::Kind => words::<Kind>(typed, ""),
        Part::Status => words::<Status>(typed, ""),
        Part::Stance => words::<Stance>(typed, ""),
        Part::Venue => values("venue", typed, desk),
        Part::Outlet => values("source", typed, desk),
        Part::Tags => values("tag", typed, desk),
        Part::Actors if named => values("actor", typed, desk),
        Part::Actors => [words::<Role>(typed, "="), values("actor", typed, desk)].concat(),
        Part::Links if named => events(typed, desk),
        Part::Links => [words::<LinkKind>(typed, "="), events(typed, desk)].concat(),
        Part::Claims => {
            let skip = typed.find('/').map_or(0, |at| at + 1);
            if skip > 0 {
                return (skip, words::<Stance>(typed.get(skip..).unwrap_or_default(), ""));
            }
            values("about", typed, desk)
        }
        Part::Sentence
        | Part::Title
        | Part::Date
        | Part::Quote
        | Part::Url
        | Part::Published
        | Part::Grade
        | Part::Summary
        | Part::Preview => Vec::new(),
    };
    (0, found)
}

/// Returns the words of a list that begin as typed.
fn words<W: Word>(typed: &str, behind: &str) -> Vec<Candidate> {
    let typed = fold(typed);
    let fitting = W::ALL.iter().map(|word| word.word()).filter(|word| word.starts_with(&typed));
    fitting.map(|word| Candidate::plain(format!("{word}{behind}"), word)).collect()
}

/// Returns the values that the filter offers for a field.
fn values(field: &str, typed: &str, desk: DialogContext<'_>) -> Vec<Candidate> {
    let quoted = typed.replace('\\', "\\\\").replace('"', "\\\"");
    let text = format!("{field}:\"{quoted}");
    let mut found = filter::complete(&text, text.len(), desk.timeline, context(desk)).candidates;
    for candidate in &mut found {
        candidate.insert = unquoted(&candidate.insert);
        candidate.leaves_nothing = false;
    }
    found
}

fn context(desk: DialogContext<'_>) -> Context<'_> {
    Context { now: desk.now, bookmarks: desk.bookmarks, unseen: desk.unseen }
}

/// Returns a value of the filter without its quotes.
fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    inner.map_or_else(|| value.to_owned(), |inner| inner.replace("\\\"", "\"").replace("\\\\", "\\"))
}

/// Returns events whose id begins as typed, then those whose title has the words typed, latest first.
fn events(typed: &str, desk: DialogContext<'_>) -> Vec<Candidate> {
    let timeline = desk.timeline;
    let by_id = values("id", typed, desk);
    let mut all: Vec<EventIx> =
        by_id.iter().filter_map(|found| timeline.store().find(&found.insert)).collect();
    let words = typed.split_whitespace().map(|word| {
        let word = word.replace('\\', "\\\\").replace('"', "\\\"");
        format!("title:\"{word}\"")
    });
    let filter = Filter::parse(&words.collect::<Vec<_>>().join(" ")).ok();
    let query = filter.and_then(|filter| filter.bind(timeline, context(desk)).ok());
    if let Some(query) = query {
        let titled = timeline.shown(&query.run(timeline));
        all.extend(titled.into_iter().rev().take(TITLED));
    }
    let mut seen = std::collections::HashSet::new();
    all.retain(|ix| seen.insert(*ix));
    let candidate = |ix: EventIx| {
        let event = timeline.event(ix);
        let label = format!("{}  {}", event.date.short(timeline.zone()), event.title);
        Candidate::plain(event.id.to_string(), &label)
    };
    all.into_iter().map(candidate).collect()
}
