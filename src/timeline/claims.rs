//! Figures and who claims them: they are added up only over one claimant's counts and never averaged.
//!
//! A claimant is whoever `by` names, alone or together. Two actors who claim a number jointly are a different
//! claimant from either of them alone, since neither need have claimed the whole. The order in which they are
//! written does not matter.

use std::fmt;

use crate::event::{Count, Event, Figure, Kind, Role};
use crate::registry::ActorIx;

/// The figures of one claimant.
#[derive(Debug, Clone)]
pub(crate) struct ClaimantFigures<'e> {
    /// The actors who claim them, as first written; empty if nobody is named.
    pub by: Vec<ActorIx>,
    /// The figures in written order.
    pub rows: Vec<&'e Figure>,
}

/// Returns who claims `row` of `event`: the actors it names, otherwise the speakers of a statement.
#[must_use]
pub fn claimant(row: &Figure, event: &Event) -> Vec<ActorIx> {
    match row.by.as_slice() {
        [] if event.kind == Kind::Statement => event.in_role(Role::Speaker).collect(),
        by => by.to_vec(),
    }
}

/// Groups the figures by claimant, in written order.
#[must_use]
pub(crate) fn by_claimant<'e>(figures: &'e [Figure], event: &Event) -> Vec<ClaimantFigures<'e>> {
    let mut all: Vec<ClaimantFigures<'e>> = Vec::new();
    for row in figures {
        let by = claimant(row, event);
        match all.iter_mut().find(|claimed| are_the_same(&claimed.by, &by)) {
            Some(claimed) => claimed.rows.push(row),
            None => all.push(ClaimantFigures { by, rows: vec![row] }),
        }
    }
    all
}

/// Returns whether two lists name the same actors, regardless of order and repetition.
fn are_the_same(some: &[ActorIx], others: &[ActorIx]) -> bool {
    some.iter().all(|actor| others.contains(actor)) && others.iter().all(|actor| some.contains(actor))
}

/// Returns whether `row` counts all weapons together while rows for single weapons exist beside it.
#[must_use]
pub(crate) fn stands_for_all(row: &Figure, beside: &[&Figure]) -> bool {
    row.weapon.is_none() && beside.iter().any(|other| other.weapon.is_some() && other.metric == row.metric)
}

/// Returns of whom `row` counts a part, `civilians`, if the same claimant's count of the whole stands beside it: its
/// metric is then `killed of civilians` beside `killed`.
#[must_use]
pub(crate) fn part_of_whole<'r>(row: &'r Figure, beside: &[&Figure]) -> Option<&'r str> {
    // A part follows its whole.
    beside.iter().take_while(|other| !std::ptr::eq(**other, row)).find_map(|whole| {
        let of = row.metric.strip_prefix(whole.metric.as_str())?.strip_prefix(" of ")?;
        let same = (&whole.weapon, &whole.of) == (&row.weapon, &row.of)
            && (&whole.period, &whole.as_of) == (&row.period, &row.as_of);
        (same && row.weapon.is_none() && !of.trim().is_empty()).then_some(of)
    })
}

/// Bounds over several counts, and how many of the counts are unknown.
///
/// [`Bounds::plus`] builds a sum, [`Bounds::or`] the span of several counts of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Number of counts, unknown ones included.
    pub counts: usize,
    /// Number of counts that are unknown.
    pub unknown: usize,
    /// Lower bound of the known counts.
    pub least: u64,
    /// Upper bound of the known counts; `None` if there is no upper bound. Unknown counts are left out.
    pub most: Option<u64>,
    /// Whether the lower bound is approximate.
    pub(crate) about_least: bool,
    /// Whether the upper bound is approximate.
    pub(crate) about_most: bool,
}

impl From<Count> for Bounds {
    fn from(count: Count) -> Self {
        let (least, most) = count.bounds().unwrap_or((0, Some(0)));
        let unknown = usize::from(count == Count::Unknown);
        let about = matches!(count, Count::About(_));
        Self { counts: 1, unknown, least, most, about_least: about, about_most: about }
    }
}

impl Bounds {
    /// Returns whether every count is unknown.
    #[must_use]
    pub(crate) fn is_unknown(&self) -> bool {
        self.unknown == self.counts
    }

    /// Returns the sum: both bounds are added, and an open end stays open.
    #[must_use]
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            counts: self.counts + other.counts,
            unknown: self.unknown + other.unknown,
            least: self.least.saturating_add(other.least),
            most: self.most.zip(other.most).map(|(a, b)| a.saturating_add(b)),
            about_least: self.about_least || other.about_least,
            about_most: self.about_most || other.about_most,
        }
    }

    /// Returns the span from the lower of both lower bounds to the higher of both upper bounds; an unknown
    /// count changes neither.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let (counts, unknown) = (self.counts + other.counts, self.unknown + other.unknown);
        let bounds = match (self.is_unknown(), other.is_unknown()) {
            (true, _) => other,
            (_, true) => self,
            _ => {
                // If both agree on a bound, one exact count makes it exact.
                let (least, about_least) =
                    (self.least, self.about_least).min((other.least, other.about_least));
                let end = |b: Self| (b.most.unwrap_or(u64::MAX), !b.about_most);
                let (_, exact) = end(self).max(end(other));
                let most = self.most.zip(other.most).map(|(a, b)| a.max(b));
                Self { least, about_least, most, about_most: !exact, ..self }
            }
        };
        Self { counts, unknown, ..bounds }
    }

    /// Returns whether either bound is approximate.
    #[must_use]
    pub(crate) fn is_about(&self) -> bool {
        self.about_least || self.about_most
    }

    /// Returns the single number that both bounds agree on, approximate or not, if there is one.
    #[must_use]
    pub fn exact(&self) -> Option<u64> {
        self.most.filter(|most| *most == self.least && self.unknown == 0)
    }
}

/// Writes bounds as the store writes counts: `440`, `~1300`, `7..9`, `1000..`, with unknown counts appended:
/// `440 + 1 unknown`.
impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_unknown() {
            return f.write_str("unknown");
        }
        let sign = |about: bool| if about { "~" } else { "" };
        let (low, high) = (sign(self.about_least), sign(self.about_most));
        match self.most {
            Some(most) if most == self.least => write!(f, "{}{most}", sign(self.is_about()))?,
            Some(most) if self.least == 0 => write!(f, "..{high}{most}")?,
            Some(most) => write!(f, "{low}{}..{high}{most}", self.least)?,
            None => write!(f, "{low}{}..", self.least)?,
        }
        if self.unknown > 0 { write!(f, " + {} unknown", self.unknown) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str) -> Bounds {
        Bounds::from(text.parse::<Count>().expect(text))
    }

    #[test]
    fn joint_claimants_are_one_in_any_order() {
        let yaml = "events: [{id: e, kind: strike, date: 2025-01-01, title: E, figures: [{metric: killed, count: 1, \
                    by: [a, b]}, {metric: injured, count: 2, by: [b, a]}, {metric: injured, count: 3, by: a}]}]";
        let timeline = crate::timeline::sample::of_yaml(yaml);
        let event = timeline.event(crate::event::EventIx(0));
        let all = by_claimant(&event.figures, event);
        let rows: Vec<(usize, usize)> =
            all.iter().map(|claimed| (claimed.by.len(), claimed.rows.len())).collect();
        assert_eq!(rows, [(2, 2), (1, 1)], "two are one claimant in either order, one of them another");
    }

    #[test]
    fn one_count_keeps_its_form() {
        for text in ["8", "~1300", "7..9", "1000..", "..1200", "unknown", "0"] {
            assert_eq!(bounds(text).to_string(), text, "a count alone stands as it was written");
        }
    }

    #[test]
    fn sums_keep_their_bounds_honest() {
        let sum = |texts: &[&str]| {
            let all = texts.iter().map(|text| bounds(text));
            all.reduce(Bounds::plus).map(|sum| sum.to_string()).unwrap_or_default()
        };
        assert_eq!(sum(&["8", "7"]), "15", "exact counts add up");
        assert_eq!(sum(&["43", "~24"]), "~67", "with one that is about the sum is about");
        assert_eq!(sum(&["7..9", "10"]), "17..19", "both ends are added");
        assert_eq!(sum(&["1000..", "20"]), "1020..", "an open end stays open");
        assert_eq!(sum(&["..5", "20"]), "20..25", "at most five more");
        assert_eq!(sum(&["8", "unknown"]), "8 + 1 unknown", "what is unknown is told, not counted as none");
        assert_eq!(sum(&["unknown", "unknown"]), "unknown", "nothing is known of the sum");
        assert_eq!(sum(&["1", "18446744073709551615"]), "18446744073709551615", "no sum overflows");
    }

    #[test]
    fn spans_hold_every_count() {
        let span = |texts: &[&str]| {
            let all = texts.iter().map(|text| bounds(text));
            all.reduce(Bounds::or).map(|span| span.to_string()).unwrap_or_default()
        };
        assert_eq!(span(&["8", "7"]), "7..8", "from the least to the most, no average");
        assert_eq!(span(&["127", "100.."]), "100..", "one of them sets no end");
        assert_eq!(span(&["145", "~150"]), "145..~150", "only the end that is about is marked");
        assert_eq!(span(&["~40", "40"]), "40", "who counted exactly settles it");
        assert_eq!(span(&["8", "unknown"]), "8 + 1 unknown", "an unknown count moves no bound");
        assert_eq!(span(&["unknown", "8"]), "8 + 1 unknown", "in either order");
    }
}
