//! The candidates for facts, each in the words of the log.

use std::cmp::Reverse;

use super::{Candidate, Highlight, Piece, Rule, Scope, Weights, fills};
use crate::describe::{links, nature};
use crate::event::{About, Conflict, Event, EventIx, Stance};
use crate::registry::{ActorIx, Registry};
use crate::report::shifts::{self, Change, Pair};
use crate::report::threads::{Overtaken, Threads};
use crate::text::signs::drawn;
use crate::text::{counted_as, fold};

/// The number of denials, pairs, claimants or actors of one side that one fact names.
pub(super) const NAMED: usize = 2;
/// The number of items that one list names: fields, or actors that changed their position together.
const ABREAST: usize = 6;
/// Words in the name of a field that show that accounts differ on whether the event happened at all.
const WHETHER: [&str; 9] = [
    "did it ",
    "did they ",
    "does it ",
    "was there ",
    "happen",
    "occur",
    "take place",
    "took place",
    "exist",
];

pub(super) struct Facts<'s> {
    pub(super) scope: &'s Scope<'s>,
    pub(super) weights: &'s Weights,
}

pub(super) fn words(text: impl Into<String>) -> Piece {
    Piece::Words(text.into())
}

pub(super) fn text(text: impl Into<String>) -> Piece {
    Piece::Text(text.into())
}

/// Joins items: `A, B and C`. If there are many, joins the first few and the number of others.
pub(super) fn enumerated(mut all: Vec<Vec<Piece>>) -> Vec<Piece> {
    let left = all.len().saturating_sub(ABREAST);
    if left > 0 {
        all.truncate(ABREAST);
        all.push(vec![words(format!("{left} more"))]);
    }
    let last = all.len().saturating_sub(1);
    let mut pieces = Vec::new();
    for (at, of) in all.into_iter().enumerate() {
        pieces.extend((at > 0).then(|| words(if at == last { " and " } else { ", " })));
        pieces.extend(of);
    }
    pieces
}

impl Facts<'_> {
    pub(super) fn registry(&self) -> &Registry {
        &self.scope.timeline.store().registry
    }

    pub(super) fn event(&self, ix: EventIx) -> &Event {
        self.scope.timeline.event(ix)
    }

    pub(super) fn name(&self, actor: ActorIx) -> &str {
        &self.registry().actor(actor).name
    }

    /// Returns the claims that were denied and later occurred or were confirmed.
    pub(super) fn denied(&self, threads: &Threads) -> Vec<Candidate> {
        threads.overtaken().into_iter().map(|case| self.overtaken(&case)).collect()
    }

    fn overtaken(&self, case: &Overtaken) -> Candidate {
        let what = if case.occurred { "occurred" } else { "confirmed" };
        let label = if case.later { format!("Denied, then {what}") } else { format!("Denied, and {what}") };
        let mut pieces = Vec::new();
        for (at, (denial, basis)) in case.denials.iter().take(NAMED).enumerate() {
            pieces.extend((at > 0).then(|| words("; ")));
            pieces.push(Piece::Event(*denial));
            pieces.extend(self.is_hedged(*denial).then(|| words(", hedged")));
            pieces.push(words(links::basis(*basis)));
        }
        pieces.extend(more(case.denials.len(), "more denial", "more denials"));
        pieces.extend([words(drawn(" – ")), Piece::Event(case.proof)]);
        // A denied event that itself occurred is the target of the denial's own link.
        pieces.extend((case.proof != case.claim).then(|| words(links::basis(case.basis))));
        if !case.later {
            pieces.push(words("; which came first is not known"));
        }
        let denials = case.denials.iter().map(|(denial, _)| self.weights.of_event(self.event(*denial)));
        let weight = (u8::from(case.occurred), denials.max().unwrap_or(0));
        Candidate { fact: Highlight { rule: Rule::Denied, label, pieces }, about: case.proof, weight }
    }

    /// Returns whether every position of the denial that denies is hedged.
    fn is_hedged(&self, denial: EventIx) -> bool {
        let event = self.event(denial);
        let denies = |about: &&About| event.stance_on(**about) == Some(Stance::Denies);
        let mut denied = event.about.iter().filter(denies).peekable();
        denied.peek().is_some() && denied.all(|about| about.hedged)
    }

    /// Returns whether it is dated after now. Whatever its status, it has not happened then.
    pub(super) fn is_to_come(&self, event: &Event) -> bool {
        event.is_to_come(self.scope.now.instant)
    }

    /// Returns who met for the first time, and what fell through.
    pub(super) fn changes(&self) -> Vec<Candidate> {
        shifts::changes(self.scope).into_iter().filter_map(|change| self.change(change)).collect()
    }

    fn change(&self, change: Change) -> Option<Candidate> {
        let about = change.event();
        let mut weight = self.weights.of_event(self.event(about));
        let (rule, label, pieces) = match change {
            Change::FirstPairing { sides, people, unsure, .. } => {
                // The view is about people or about bodies. The heavier of the two lists is named.
                let heaviest = |pairs: &[Pair]| pairs.iter().map(|p| self.weigh(*p)).max().unwrap_or(0);
                let (of_sides, of_people) = (heaviest(&sides), heaviest(&people));
                let mut pairs = if of_people >= of_sides { people } else { sides };
                pairs.sort_by_key(|pair| Reverse(self.weigh(*pair)));
                weight = of_sides.max(of_people);
                let mut pieces = Vec::new();
                for (at, pair) in pairs.iter().take(NAMED).enumerate() {
                    pieces.extend((at > 0).then(|| words(", ")));
                    pieces.extend(self.pair(*pair));
                }
                pieces.extend(more(pairs.len(), "more pair", "more pairs"));
                // Other participants may have sat elsewhere, so they are not named.
                pieces.extend([words(drawn(" – ")), Piece::Title(about)]);
                if pairs.iter().take(NAMED).any(|pair| unsure.contains(pair)) {
                    pieces.push(words("; which of their meetings came first is not known"));
                }
                (Rule::FirstMeeting, "First in one room in this log", pieces)
            }
            Change::Cancelled { by, .. } => {
                let mut pieces = vec![Piece::Event(about)];
                if let Some(by) = by {
                    pieces.extend([words("; in its place or against it: "), Piece::Event(by)]);
                }
                (Rule::FellThrough, "Fell through", pieces)
            }
            Change::Lapsed { .. } => {
                let pieces = vec![Piece::Event(about), words("; the date passed without an outcome logged")];
                (Rule::FellThrough, "Lapsed", pieces)
            }
            Change::NewVenue { .. } | Change::NewFormat { .. } | Change::NewTrack { .. } => return None,
        };
        let fact = Highlight { rule, label: label.to_owned(), pieces };
        Some(Candidate { fact, about, weight: (0, weight) })
    }

    fn weigh(&self, pair: Pair) -> usize {
        self.weights.of(pair.0) + self.weights.of(pair.1)
    }

    /// Returns the names of a pair, the more frequent first.
    fn pair(&self, (one, other): Pair) -> [Piece; 3] {
        let swapped = self.weights.of(other) > self.weights.of(one);
        let (one, other) = if swapped { (other, one) } else { (one, other) };
        [text(self.name(one)), words(" with "), text(self.name(other))]
    }

    /// Returns the events on which accounts differ, those with most accounts first. For each, it tells what the
    /// accounts say of whether it happened, else of the field with most accounts, and names the other fields.
    pub(super) fn accounts(&self) -> Vec<Candidate> {
        self.scope.shown.iter().filter_map(|ix| self.differing(*ix)).collect()
    }

    fn differing(&self, ix: EventIx) -> Option<Candidate> {
        let event = self.event(ix);
        let weight = |(at, c): &(usize, &Conflict)| (on_whether(&c.field), c.values.len(), Reverse(*at));
        let (at, _) = event.conflicts.iter().enumerate().max_by_key(weight)?;
        let on = [words(", on "), Piece::Field(ix, at), words(": "), Piece::Accounts(ix, at)];
        let mut pieces: Vec<Piece> = [Piece::Event(ix)].into_iter().chain(on).collect();
        let rest = (0..event.conflicts.len()).filter(|other| *other != at);
        let rest: Vec<Vec<Piece>> = rest.map(|other| vec![Piece::Field(ix, other)]).collect();
        if !rest.is_empty() {
            pieces.push(words(format!(" (and on {} more: ", rest.len())));
            pieces.extend(enumerated(rest));
            pieces.push(words(")"));
        }
        let accounts =
            event.conflicts.iter().map(|c| c.values.len()).sum::<usize>().min(u8::MAX.into()) as u8;
        Some(Candidate {
            fact: Highlight { rule: Rule::Accounts, label: "Accounts differ".to_owned(), pieces },
            about: ix,
            weight: (accounts, self.weights.of_event(event)),
        })
    }

    /// Returns the meetings, then the statements of the most frequent actors, without those that `is_named` accepts.
    pub(super) fn others(&self, is_named: impl Fn(EventIx) -> bool) -> Vec<Candidate> {
        let roots = self.scope.timeline.index().root_counts();
        let mut all: Vec<(bool, u8, usize, usize, EventIx)> = Vec::new();
        for ix in self.scope.shown.iter().filter(|ix| !is_named(**ix)) {
            let event = self.event(*ix);
            let Some(rank) = fills(event).filter(|_| !self.is_to_come(event)) else { continue };
            let weight = self.weights.of_event(event);
            all.push((roots[ix.index()] > 0, rank, weight, self.scope.timeline.rank(*ix), *ix));
        }
        all.sort_by_key(|key| Reverse(*key));
        let candidate = |(.., ix): (bool, u8, usize, usize, EventIx)| Candidate {
            fact: Highlight {
                rule: Rule::Other,
                label: nature::kind(self.event(ix).kind).to_owned(),
                pieces: vec![Piece::Event(ix)],
            },
            about: ix,
            weight: (0, 0),
        };
        all.into_iter().take(super::MOST).map(candidate).collect()
    }

    /// Returns an event with every detail that is logged of it.
    pub(super) fn whole(&self, ix: EventIx) -> Candidate {
        let label = nature::in_words(self.event(ix));
        let fact = Highlight { rule: Rule::Whole, label, pieces: vec![Piece::Whole(ix)] };
        Candidate { fact, about: ix, weight: (0, 0) }
    }
}

/// Returns whether the name of a field asks if the event happened at all.
fn on_whether(field: &str) -> bool {
    let field = fold(&field.replace('_', " "));
    field == "status" || WHETHER.iter().any(|asks| field.contains(asks))
}

/// Returns the number of items beyond those named, ` and 3 more pairs`, if there are more.
pub(super) fn more(all: usize, one: &str, many: &str) -> Option<Piece> {
    let left = all.checked_sub(NAMED).filter(|left| *left > 0)?;
    Some(words(format!(" and {}", counted_as(left, one, many))))
}
