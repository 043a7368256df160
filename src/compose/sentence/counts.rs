//! Counts in a sentence about a strike: `3 killed`, `at least 11 injured`, `downed 45 of 60 drones`.

use std::ops::Range;

use serde_json::{Map, Value};

use super::Reader;
use super::tokens::{Token, typed};
use crate::event::Count;
use crate::event::figure::foreign;

/// Words that say what is counted, each with the metric of the store.
const METRICS: [(&str, &str); 12] = [
    ("killed", "killed"),
    ("dead", "killed"),
    ("killing", "killed"),
    ("injured", "injured"),
    ("wounded", "injured"),
    ("injuring", "injured"),
    ("wounding", "injured"),
    ("missing", "missing"),
    ("launched", "launched"),
    ("intercepted", "intercepted"),
    ("downed", "intercepted"),
    ("lost", "lost"),
];
/// The metrics of weapons; the others are those of people.
const OF_WEAPONS: [&str; 3] = ["launched", "intercepted", "lost"];
const WEAPONS: [(&str, &str); 10] = [
    ("drone", "drone"),
    ("drones", "drone"),
    ("uavs", "drone"),
    ("missile", "missile"),
    ("missiles", "missile"),
    ("bomb", "bomb"),
    ("bombs", "bomb"),
    ("rocket", "rocket"),
    ("rockets", "rocket"),
    ("shells", "shell"),
];
const PEOPLE: [&str; 6] = ["people", "persons", "civilians", "person", "others", "more"];
/// Words before a number that no count can say.
const VAGUE: [&str; 12] = [
    "nearly",
    "almost",
    "not",
    "no",
    "than",
    "least",
    "most",
    "to",
    "dozens",
    "another",
    "further",
    "additional",
];

fn of_table(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// A count and what it is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    weapon: Option<&'static str>,
    metric: &'static str,
    count: Count,
}

impl Counted {
    fn record(&self, by: Option<&str>) -> Value {
        let mut map = Map::new();
        if let Some(weapon) = self.weapon {
            map.insert("weapon".to_owned(), weapon.into());
        }
        map.insert("metric".to_owned(), self.metric.into());
        let count = match self.count {
            Count::Exactly(n) => n.into(),
            other => Value::from(other.to_string()),
        };
        map.insert("count".to_owned(), count);
        if let Some(by) = by {
            map.insert("by".to_owned(), by.into());
        }
        map.into()
    }
}

/// Reads a number with the words before it that belong to it: `at least 3`. Returns where it begins.
fn number(tokens: &[Token], at: usize) -> Option<(usize, Count)> {
    let digits = &tokens.get(at)?.typed;
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || tokens[at].quoted || tokens[at].dated {
        return None;
    }
    for before in (1..=3.min(at)).rev() {
        let words = &tokens[at - before..=at];
        let apart =
            words.split_last().is_some_and(|(_, rest)| rest.iter().any(|token| token.ends || token.quoted));
        let text = typed(words);
        if !apart
            && !words[0].typed.starts_with(|c: char| c.is_ascii_digit())
            && let Some(count) = foreign::rewritten(&text)
        {
            return Some((at - before, count));
        }
    }
    let vague = at.checked_sub(1).map(|before| &tokens[before]).filter(|before| !before.ends);
    if vague.is_some_and(|before| VAGUE.contains(&before.folded.as_str())) {
        return None;
    }
    Some((at, foreign::rewritten(digits)?))
}

/// Reads the counts that begin at the number at `at`: what they are, and the words that say it.
fn counts(tokens: &[Token], at: usize) -> Option<(Range<usize>, Vec<Counted>)> {
    let (start, count) = number(tokens, at)?;
    let word = |at: usize| {
        tokens
            .get(at)
            .filter(|token| !token.quoted && !token.dated)
            .map(|token| token.folded.as_str())
            .unwrap_or_default()
    };
    let ends = |at: usize| tokens.get(at).is_none_or(|token| token.ends);
    let metric_before = start
        .checked_sub(1)
        .filter(|before| !ends(*before))
        .and_then(|before| of_table(&METRICS, word(before)));
    // `downed 45 of 60 drones`, `downed all 45 drones`
    let mut next = at + 1;
    let mut whole = None;
    if !ends(at) && word(next) == "of" && !ends(next) {
        let (from, of) = number(tokens, next + 1)?;
        if from != next + 1 {
            return None;
        }
        whole = Some(of);
        next += 2;
    }
    let open = |next: usize| !ends(next - 1);
    if let Some(weapon) = of_table(&WEAPONS, word(next)).filter(|_| open(next)) {
        let behind = next + 1;
        let was = usize::from(open(behind) && ["were", "was"].contains(&word(behind)));
        let metric_behind =
            (open(behind) && open(behind + was)).then(|| of_table(&METRICS, word(behind + was))).flatten();
        let (metric, end) = match (metric_before, metric_behind) {
            (Some(metric), _) => (metric, behind),
            (None, Some(metric)) => (metric, behind + was + 1),
            (None, None) => return None,
        };
        if !OF_WEAPONS.contains(&metric) || whole.is_some() && metric == "launched" {
            return None;
        }
        let from = if metric_before.is_some() { start - 1 } else { start };
        let all = whole.map(|count| Counted { weapon: Some(weapon), metric: "launched", count });
        let own = Counted { weapon: Some(weapon), metric, count };
        return Some((from..end, all.into_iter().chain([own]).collect()));
    }
    if whole.is_some() {
        return None;
    }
    let mut end = next;
    if open(end) && PEOPLE.contains(&word(end)) {
        end += 1;
    }
    let was = usize::from(open(end) && ["were", "was"].contains(&word(end)));
    let behind = open(end + was).then(|| of_table(&METRICS, word(end + was))).flatten();
    let (metric, words) = match (metric_before, behind) {
        (None, Some(metric)) => (metric, start..end + was + 1),
        // `killing 3`, `killed 3 people`
        (Some(metric), None) if end > next || ends(at) || ["and", "in"].contains(&word(next)) => {
            (metric, start - 1..end)
        }
        _ => return None,
    };
    (!OF_WEAPONS.contains(&metric)).then(|| (words, vec![Counted { weapon: None, metric, count }]))
}

/// Returns the counts among words, each with its words.
fn all_counts(tokens: &[Token]) -> Vec<(Range<usize>, Vec<Counted>)> {
    let mut all: Vec<(Range<usize>, Vec<Counted>)> = Vec::new();
    for at in 0..tokens.len() {
        if all.last().is_some_and(|(words, _)| at < words.end) {
            continue;
        }
        all.extend(counts(tokens, at));
    }
    all
}

/// Returns whether a part says counts and nothing else: `3 killed and 11 injured`.
pub(super) fn is_counts(tokens: &[Token]) -> bool {
    let all = all_counts(tokens);
    let small = ["and", "with", "leaving"];
    !all.is_empty()
        && (0..tokens.len()).all(|at| {
            all.iter().any(|(words, _)| words.contains(&at)) || small.contains(&tokens[at].folded.as_str())
        })
}

impl Reader<'_> {
    /// Reads a part that says counts and nothing else.
    pub(super) fn counted_part(&mut self, tokens: &[Token]) -> bool {
        if !is_counts(tokens) {
            return false;
        }
        self.count(all_counts(tokens).into_iter().flat_map(|(_, counts)| counts).collect());
        true
    }

    /// Reads the counts in a title, and says which numbers are in it alone.
    pub(super) fn numbers(&mut self, tokens: &[Token]) {
        let found = all_counts(tokens);
        let number = |at: &usize| {
            tokens[*at].folded.starts_with(|c: char| c.is_ascii_digit())
                && !tokens[*at].dated
                && !found.iter().any(|(words, _)| words.contains(at))
        };
        let all: Vec<String> = (0..tokens.len())
            .filter(number)
            .map(|at| format!("`{}`", typed(&tokens[at..(at + 2).min(tokens.len())])))
            .collect();
        if !all.is_empty() {
            let told = format!("in the title alone: {}", all.join(", "));
            self.tell_flags("title", told, "; give figures with --figure killed=3");
        }
        self.count(found.into_iter().flat_map(|(_, counts)| counts).collect());
    }

    fn count(&mut self, counts: Vec<Counted>) {
        for one in counts {
            if !self.counts.contains(&one) {
                self.counts.push(one);
            }
        }
    }

    /// Writes the counts; who says so claims them.
    pub(super) fn figures(&mut self) {
        let claimant = self.claimant.take();
        if self.counts.is_empty() {
            if let Some((_, text)) = claimant {
                self.tell("", format!("not understood: `{text}`"));
            }
            return;
        }
        let by = claimant.as_ref().map(|(id, _)| id.as_str());
        let figures: Vec<Value> = self.counts.iter().map(|one| one.record(by)).collect();
        self.set("figures", figures);
    }
}
