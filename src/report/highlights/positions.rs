//! The facts about positions: who is on record with what on the registered claims.

use std::cmp::Reverse;

use super::facts::{Facts, NAMED, enumerated, more, text, words};
use super::{Candidate, Highlight, Piece, Rule};
use crate::describe::nature;
use crate::event::EventIx;
use crate::registry::{ActorIx, ActorKind};
use crate::report::positions::{Cell, ClaimRow, Letter, Positions, Utterance};
use crate::report::voices::Record;
use crate::text::signs::{drawn, sign};
use crate::timeline::clock::{Response, elapsed};

/// Words that follow the noun in the description of somebody without a name.
const OF: [&str; 8] = ["of", "from", "in", "at", "with", "close", "familiar", "cited"];

/// An actor's latest utterance on a claim, and its last one before that on the other side.
struct Turn<'p> {
    actor: ActorIx,
    /// The actor of both utterances: `Oslo State`, or `Ann of Oslo State` if others of that state spoke differently.
    who: Vec<Piece>,
    several: bool,
    before: &'p Utterance,
    last: &'p Utterance,
}

impl Facts<'_> {
    /// Returns the actors on record on both sides, then those that oppose each other.
    pub(super) fn positions(&self, positions: &Positions) -> Vec<Candidate> {
        let mut all = Vec::new();
        for row in &positions.claims {
            let claim = self.registry().claim(row.claim).text.trim_end_matches('.').to_owned();
            let turns: Vec<Turn<'_>> = row.divided().filter_map(|cell| self.turn(cell)).collect();
            let mut named_events: Vec<EventIx> = Vec::new();
            for turn in &turns {
                // A joint statement is the latest utterance of all who made it, so it makes one fact.
                if !named_events.contains(&turn.last.event) {
                    named_events.push(turn.last.event);
                    let joint: Vec<&Turn<'_>> =
                        turns.iter().filter(|other| other.last.event == turn.last.event).collect();
                    all.push(self.both_sides(turn.last.event, &joint, &claim));
                }
            }
            all.extend(self.opposed(row, &claim));
        }
        all
    }

    fn turn<'p>(&self, cell: &'p Cell) -> Option<Turn<'p>> {
        let own = || {
            let own = cell.utterances.iter().rev().filter(|utterance| utterance.record == Record::Own);
            own.filter(|utterance| {
                self.scope.holds(utterance.event) && !self.is_to_come(self.event(utterance.event))
            })
        };
        let side = |utterance: &Utterance| {
            let letter = utterance.letter()?;
            letter.is_for().then_some(true).or(letter.is_against().then_some(false))
        };
        // If the voices of one state differ, only a person who spoke on both sides has turned.
        let shared = |a: &Utterance, b: &Utterance| -> Vec<ActorIx> {
            a.named.iter().copied().filter(|who| b.named.contains(who)).collect()
        };
        let (before, last) = own().filter(|last| side(last).is_some()).find_map(|last| {
            let other = |utterance: &&Utterance| {
                let both = side(utterance).is_some_and(|side_then| Some(side_then) != side(last));
                both && !shared(utterance, last).is_empty()
            };
            own().find(other).map(|before| (before, last))
        })?;
        let of = self.name(cell.actor);
        let named = shared(before, last);
        let by_name = cell.voices_differ() && named != [cell.actor];
        let who =
            if by_name { vec![Piece::Names(named.clone()), words(" of "), text(of)] } else { vec![text(of)] };
        Some(Turn {
            actor: cell.actor,
            who,
            several: if by_name { named.len() > 1 } else { self.are_several(cell.actor) },
            before,
            last,
        })
    }

    /// Returns the fact that an actor spoke on both sides. It says which came first only if the dates show it.
    fn both_sides(&self, about: EventIx, turns: &[&Turn<'_>], claim: &str) -> Candidate {
        let store = self.scope.timeline.store();
        let mut pieces = on(claim);
        let lead = pieces.len();
        for turn in turns {
            let (before, last) = (turn.before, turn.last);
            let same: Vec<&&Turn<'_>> = turns
                .iter()
                .filter(|other| {
                    (other.before.event, stance(other.before, false)) == (before.event, stance(before, false))
                        && stance(other.last, false) == stance(last, false)
                })
                .collect();
            if same.first().is_some_and(|first| first.actor != turn.actor) {
                continue;
            }
            let who: Vec<Vec<Piece>> = same.iter().map(|other| other.who.clone()).collect();
            let elapsed = elapsed(store, self.event(before.event), self.event(last.event));
            let in_order = matches!(elapsed, Response::After { order_uncertain: false, doubted: false, .. });
            let then = if in_order { "), then " } else { "); " };
            let several = turn.several || who.len() > 1;
            pieces.extend((pieces.len() > lead).then(|| words("; ")));
            pieces.extend(enumerated(who));
            pieces.extend([
                words(format!(" {} (", stance(before, several))),
                Piece::At(before.event),
                words(format!("{then}{} (", stance(last, several))),
                Piece::At(last.event),
                words(")"),
            ]);
            pieces.extend((!in_order).then(|| words("; which came first is not known")));
        }
        let weight = turns.iter().map(|turn| self.weights.of(turn.actor)).max().unwrap_or(0);
        Candidate {
            fact: Highlight { rule: Rule::Position, label: "On record on both sides".to_owned(), pieces },
            about,
            weight: (1, weight),
        }
    }

    fn opposed(&self, row: &ClaimRow, claim: &str) -> Option<Candidate> {
        let (mut pro, mut con) = row.opposed()?;
        for side in [&mut pro, &mut con] {
            side.retain(|cell| {
                cell.utterances.iter().any(|utterance| !self.is_to_come(self.event(utterance.event)))
            });
            side.sort_by_key(|cell| (cell.outside, Reverse(self.heard(cell))));
        }
        let mut pieces = on(claim);
        let lead = pieces.len();
        // An actor on both sides is named once: in the list beside other actors, unless the other side would then be
        // empty.
        let (only_pro, only_con) = (unmixed(&pro), unmixed(&con));
        let sides = if only_con.is_empty() { [&only_pro, &con] } else { [&pro, &only_con] };
        if sides.iter().map(|cells| cells.len()).sum::<usize>() < 2 {
            return None;
        }
        let beyond = if only_con.is_empty() { "more on both sides" } else { "more against it" };
        for (cells, beyond) in sides.into_iter().zip(["more for it", beyond]) {
            for (at, cell) in cells.iter().take(NAMED).enumerate() {
                pieces.extend((at > 0 || pieces.len() > lead).then(|| words("; ")));
                let hedged = if cell.hedged { ", hedged" } else { "" };
                let (who, several) = self.holder(cell);
                let stance = match cell.letter {
                    Letter::Mixed => "on both sides",
                    letter => verb(letter.word(), several),
                };
                pieces.extend(who);
                pieces.push(words(format!(" {stance}{hedged} (")));
                pieces.extend([Piece::At(cell.latest), words(")")]);
            }
            pieces.extend(more(cells.len(), beyond, beyond));
        }
        let (first, second) = (pro.first()?, con.first()?);
        let about = [first, second].map(|cell| cell.latest);
        let about = about.into_iter().max_by_key(|ix| self.scope.timeline.rank(*ix))?;
        let weight = self.heard(first) + self.heard(second);
        Some(Candidate {
            fact: Highlight { rule: Rule::Position, label: "Opposed".to_owned(), pieces },
            about,
            weight: (0, weight),
        })
    }

    /// Returns who spoke last for a position and for whom, `Mike Quigley of United States`, and whether these are
    /// several.
    fn holder(&self, cell: &Cell) -> (Vec<Piece>, bool) {
        let of = self.name(cell.actor);
        match speakers(cell) {
            // The state holds both sides. Whoever spoke last need not hold both.
            _ if cell.letter == Letter::Mixed => (vec![text(of)], false),
            [] => (vec![text(of)], false),
            named if named == [cell.actor] => (vec![text(of)], self.are_several(cell.actor)),
            named => (
                vec![Piece::Names(named.to_vec()), words(" of "), text(of)],
                named.len() > 1 || named.iter().any(|actor| self.are_several(*actor)),
            ),
        }
    }

    /// Returns whether an actor without a name is several people: `Six unnamed sources of Reuters`.
    fn are_several(&self, actor: ActorIx) -> bool {
        let actor = self.registry().actor(actor);
        let own = actor.name.split_whitespace().take_while(|word| !OF.contains(word)).last();
        let many = |noun: &str| noun == "people" || noun.ends_with('s') && !noun.ends_with("ss");
        actor.kind == Some(ActorKind::Unnamed) && own.is_some_and(many)
    }

    /// Returns how often the people who spoke last for it are heard in the view.
    fn heard(&self, cell: &Cell) -> usize {
        self.weights.two(speakers(cell).iter().copied())
    }
}

/// Returns the claim as an introduction: `“Talks are held”: `
fn on(claim: &str) -> Vec<Piece> {
    vec![words(sign("“")), text(claim), words(drawn("”: "))]
}

/// Returns who made the latest utterance of a position.
fn speakers(cell: &Cell) -> &[ActorIx] {
    let latest = cell.utterances.iter().find(|utterance| utterance.event == cell.latest);
    latest.map(|utterance| utterance.named.as_slice()).unwrap_or_default()
}

/// Returns the cells that are on one side only.
fn unmixed<'p>(cells: &[&'p Cell]) -> Vec<&'p Cell> {
    cells.iter().copied().filter(|cell| cell.letter != Letter::Mixed).collect()
}

/// Returns a stance in words, `denies, hedged`, or for several actors `deny, hedged`.
fn stance(utterance: &Utterance, several: bool) -> String {
    let hedged = if utterance.hedged { ", hedged" } else { "" };
    format!("{}{hedged}", verb(nature::stance(utterance.stance), several))
}

/// Returns the form of a verb for one actor or for several.
fn verb(one: &'static str, several: bool) -> &'static str {
    match one {
        "denies" if several => "deny",
        other if several => other.strip_suffix('s').unwrap_or(other),
        other => other,
    }
}
