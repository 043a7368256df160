//! Numbers and who claims them: added only over what one claimant counts, never averaged.
//!
//! A claimant is whoever `by` names, alone or together: two who claim one number jointly are another claimant than
//! either alone, since neither need have said it of the whole. In which order they are written says nothing.

use std::fmt;

use crate::event::{Count, Event, Figure, Kind, Role};
use crate::registry::ActorIx;

/// Rows of one claimant.
#[derive(Debug, Clone)]
pub(crate) struct Claimed<'e> {
    /// Who claims them, as first written; empty: nobody is named.
    pub by: Vec<ActorIx>,
    /// The rows in written order.
    pub rows: Vec<&'e Figure>,
}

/// Who claims `row` of `event`: whoever it names, else in a statement its speakers.
#[must_use]
pub fn claimant(row: &Figure, event: &Event) -> Vec<ActorIx> {
    match row.by.as_slice() {
        [] if event.kind == Kind::Statement => event.in_role(Role::Speaker).collect(),
        by => by.to_vec(),
    }
}

/// The rows by claimant, in written order.
#[must_use]
pub(crate) fn by_claimant<'e>(figures: &'e [Figure], event: &Event) -> Vec<Claimed<'e>> {
    let mut all: Vec<Claimed<'e>> = Vec::new();
    for row in figures {
        let by = claimant(row, event);
        match all.iter_mut().find(|claimed| are_the_same(&claimed.by, &by)) {
            Some(claimed) => claimed.rows.push(row),
            None => all.push(Claimed { by, rows: vec![row] }),
        }
    }
    all
}

/// Whether two lists name the same actors, in whatever order and how often.
fn are_the_same(some: &[ActorIx], others: &[ActorIx]) -> bool {
    some.iter().all(|actor| others.contains(actor)) && others.iter().all(|actor| some.contains(actor))
}

/// Whether a row of all weapons stands beside rows of single ones.
#[must_use]
pub(crate) fn stands_for_all(row: &Figure, beside: &[&Figure]) -> bool {
    row.weapon.is_none() && beside.iter().any(|other| other.weapon.is_some() && other.metric == row.metric)
}

/// What several counts come to: bounds, and how many counts say nothing.
///
/// Made by [`Bounds::plus`] it is a sum, by [`Bounds::or`] the span of counts of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How many counts there are, unknown ones included.
    pub counts: usize,
    /// How many of them say nothing.
    pub unknown: usize,
    /// The least that the known ones can be.
    pub least: u64,
    /// The most; none: no end is known. The unknown ones are left out of it.
    pub most: Option<u64>,
    /// Whether the least is only about.
    pub(crate) about_least: bool,
    /// Whether the most is only about.
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
    /// Whether no count says anything.
    #[must_use]
    pub(crate) fn is_unknown(&self) -> bool {
        self.unknown == self.counts
    }

    /// The sum: both ends added, an open end stays open.
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

    /// The span: from the least of both to the most; a count that says nothing changes neither.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let (counts, unknown) = (self.counts + other.counts, self.unknown + other.unknown);
        let bounds = match (self.is_unknown(), other.is_unknown()) {
            (true, _) => other,
            (_, true) => self,
            _ => {
                // Where both agree on an end, one exact count makes it exact.
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

    /// Whether either end is only about.
    #[must_use]
    pub(crate) fn is_about(&self) -> bool {
        self.about_least || self.about_most
    }

    /// The one number that it comes to, where it does, about or not.
    #[must_use]
    pub fn exact(&self) -> Option<u64> {
        self.most.filter(|most| *most == self.least && self.unknown == 0)
    }
}

/// As the store writes counts: `440`, `~1300`, `7..9`, `1000..`, and what adds nothing beside it: `440 + 1 unknown`.
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
