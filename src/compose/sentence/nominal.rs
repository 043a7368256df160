//! Titles without a verb: `Meeting of Rubio and Lavrov`, `Drone attack on Odesa`.

use super::tokens::{self, Token, folded, typed};
use super::{LONGEST, Reader, Subject, names};
use crate::event::Kind;

/// The words that such a title begins with, each with those that follow.
const MEETINGS: [&str; 16] = [
    "phone conversation",
    "phone call",
    "phone calls",
    "telephone conversation",
    "telephone call",
    "video call",
    "video conference",
    "meeting",
    "meetings",
    "talks",
    "negotiations",
    "consultations",
    "conversation",
    "call",
    "summit",
    "phone talks",
];
const OF_MEETINGS: [&str; 3] = ["of", "between", "with"];
const STRIKES: [&str; 20] = [
    "drone attack",
    "drone attacks",
    "drone strike",
    "drone strikes",
    "missile attack",
    "missile attacks",
    "missile strike",
    "missile strikes",
    "air strike",
    "air strikes",
    "airstrike",
    "airstrikes",
    "shelling",
    "bombing",
    "bombardment",
    "rocket attack",
    "strike",
    "strikes",
    "attack",
    "attacks",
];
const OF_STRIKES: [&str; 3] = ["on", "against", "of"];
const OF_PLACES: [&str; 3] = ["shelling", "bombing", "bombardment"];
/// Words with which it did not happen, or not yet.
const DOUBT: [&str; 36] = [
    "no",
    "not",
    "never",
    "without",
    "cancelled",
    "canceled",
    "postponed",
    "planned",
    "scheduled",
    "proposed",
    "possible",
    "potential",
    "expected",
    "denied",
    "called",
    "fails",
    "failed",
    "foiled",
    "thwarted",
    "averted",
    "rumoured",
    "rumored",
    "alleged",
    "upcoming",
    "will",
    "would",
    "may",
    "might",
    "could",
    "should",
    "delayed",
    "suspended",
    "prevented",
    "hypothetical",
    "unconfirmed",
    "threatened",
];

/// A head and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    kind: Kind,
    at: usize,
    /// Behind the preposition.
    end: usize,
    /// Whether the words themselves say with what: no labour dispute is a drone strike.
    is_armed: bool,
}

/// Finds the head of a title without a verb, at its beginning or behind few words.
pub(super) fn head(tokens: &[Token]) -> Option<Head> {
    let find = |at: usize, kind: Kind, heads: &[&str], behind: &[&str]| {
        heads.iter().find_map(|head| {
            let length = head.split(' ').count();
            let words = tokens.get(at..at + length)?;
            let next = tokens.get(at + length)?;
            let fits = folded(words) == *head
                && behind.contains(&next.folded.as_str())
                && words.iter().all(|word| !word.ends && !word.quoted);
            let is_armed = length > 1 || head.starts_with("air") || OF_PLACES.contains(head);
            // A strike of workers is another one.
            let fits = fits && (kind == Kind::Meeting || next.folded != "of" || OF_PLACES.contains(head));
            fits.then_some(Head { kind, at, end: at + length + 1, is_armed })
        })
    };
    let clear = |at: usize| {
        tokens[..at].iter().all(|token| {
            !token.ends
                && !token.quoted
                && !["on", "in", "of", "for", "after", "before", "about", "from", "at", "by"]
                    .contains(&token.folded.as_str())
        })
    };
    (0..tokens.len().min(5)).filter(|at| clear(*at)).find_map(|at| {
        find(at, Kind::Meeting, &MEETINGS, &OF_MEETINGS)
            .or_else(|| find(at, Kind::Strike, &STRIKES, &OF_STRIKES))
    })
}

/// Returns the words of a list: those up to the comma behind its `and`.
fn list(tokens: &[Token]) -> &[Token] {
    let and = tokens.iter().position(|token| ["and", "&", "и", "та"].contains(&token.folded.as_str()));
    let end = and.and_then(|and| (and..tokens.len()).find(|at| tokens[*at].ends));
    end.map_or(tokens, |end| &tokens[..=end])
}

impl Reader<'_> {
    /// Chooses the title of a sentence without a verb: all of it up to a date, a venue or a source.
    pub(super) fn title_without_verb(
        &mut self,
        mut parts: Vec<Vec<Token>>,
    ) -> (Vec<Token>, Subject, Vec<Vec<Token>>) {
        let headed = parts.iter().position(|part| head(part).is_some());
        let from = headed.or_else(|| parts.iter().position(|part| !self.is_known(part))).unwrap_or(0);
        let mut to = self.end_of_title(&parts, (from + 1).min(parts.len()));
        let listed = to;
        while to < parts.len()
            && !parts[to - 1].last().is_some_and(|last| last.edge)
            && !self.is_known(&parts[to])
        {
            to += 1;
        }
        for part in &parts[listed.min(to)..to] {
            let lists = part.iter().any(|token| ["and", "&"].contains(&token.folded.as_str()));
            if !lists {
                self.tell("", format!("not understood, so that it stays in the title: `{}`", typed(part)));
            }
        }
        let rest = parts.split_off(to);
        let title = tokens::joined(parts.split_off(from));
        parts.extend(rest);
        let end = title.len();
        (title, Subject { end, verb: end }, parts)
    }

    /// Reads a title without a verb. Returns whether it says what happened.
    pub(super) fn nominal(&mut self, tokens: &[Token]) -> bool {
        let Some(head) = head(tokens) else { return false };
        let doubt = tokens.iter().find(|token| !token.quoted && DOUBT.contains(&token.folded.as_str()));
        if let Some(doubt) = doubt {
            let text = format!("`{}` may not have happened", typed(tokens));
            self.tell_flags("kind", format!("{text}: `{}`", doubt.typed), "; give --kind and --status");
            return true;
        }
        let (before, behind) = (&tokens[..head.at], &tokens[head.end..]);
        match head.kind {
            Kind::Meeting => self.nominal_meeting(before, behind),
            _ => self.nominal_strike(head, before, behind),
        }
        true
    }

    fn nominal_meeting(&mut self, before: &[Token], behind: &[Token]) {
        let mut all = Vec::new();
        if self.is_names(before) {
            all = self.objects(before, false);
        } else if before.iter().skip(1).any(|word| word.typed.starts_with(char::is_uppercase))
            || !self.all_named(before).is_empty()
        {
            self.uncertain(before);
        }
        let (near, far) = names::until_stop(behind, false);
        let named = list(near);
        // Behind the `and` of a list nothing belongs to it; in a list without one, only names that are known.
        let has_and = named.len() < near.len() || near.iter().any(|token| token.folded == "and");
        for name in self.objects(named, has_and || !named.iter().any(|token| token.ends)) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        self.set("kind", Kind::Meeting.to_string());
        if all.is_empty() {
            self.tell_flags("actors", "who met is not certain", ": give --actor, once for each");
        } else if all.len() == 1 {
            self.tell_flags("actors", "who else met is not certain", ": give --actor, once for each");
        }
        self.roles(&[("party", all)]);
        self.further(far);
        self.place(names::until_clause(behind));
    }

    fn nominal_strike(&mut self, head: Head, before: &[Token], behind: &[Token]) {
        let (near, far) = names::until_stop(behind, true);
        let targets = self.objects(list(near), false);
        let at = (0..near.len())
            .flat_map(|at| (at + 1..=near.len().min(at + LONGEST)).rev().map(move |to| at..to));
        let is_place = at.into_iter().any(|words| self.venue_named(&near[words]));
        if targets.is_empty() && !is_place && !head.is_armed {
            let text = "what was attacked is not a venue or an actor of the store";
            self.tell_flags("kind", text, ": if it was with weapons, give --kind strike");
            return;
        }
        self.set("kind", Kind::Strike.to_string());
        // Whose drones they are does not say who sent them.
        let of_people =
            |word: &Token| ["an", "ish", "ese", "eli", "qi"].iter().any(|end| word.folded.ends_with(end));
        let capital = |word: &Token| word.typed.starts_with(char::is_uppercase);
        if !self.all_named(before).is_empty()
            || before.iter().enumerate().any(|(at, word)| capital(word) && (at > 0 || of_people(word)))
        {
            self.uncertain(before);
        }
        self.roles(&[("target", targets)]);
        self.further(far);
        self.place(behind);
        self.numbers(behind);
    }
}
