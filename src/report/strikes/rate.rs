//! Interception as claimed: intercepted of launched, for one claimant and one weapon, if both were counted.

use std::collections::HashMap;

use super::{Account, ClaimantCount, What};
use crate::event::EventIx;
use crate::text::signs::sign;
use crate::timeline::claims::Bounds;

/// The number launched below which only the counts are given and no rate.
const FEW: u64 = 10;

/// What one claimant says was intercepted of what it says was launched.
#[derive(Debug, Clone)]
pub(crate) struct Rate {
    /// The account of both counts.
    pub account: Account,
    /// The weapon, or `None` for all weapons together.
    pub weapon: Option<String>,
    /// The weapon whose row this is a part of.
    pub of: Option<String>,
    /// The number intercepted, in the incidents for which both were counted.
    pub intercepted: Bounds,
    /// The number launched in the same incidents.
    pub launched: Bounds,
}

impl Rate {
    /// Returns the per cent, at least and at most: the nearest for exact counts, else rounded outwards.
    ///
    /// Returns `None` if either count has an open end or is unknown, or if too few were launched.
    #[must_use]
    pub(crate) fn per_cent(&self) -> Option<(u64, u64)> {
        let (launched, intercepted) = (self.launched, self.intercepted);
        if launched.least < FEW || launched.unknown > 0 || intercepted.unknown > 0 {
            return None;
        }
        if let (Some(part), Some(whole)) = (intercepted.exact(), launched.exact()) {
            let nearest = nearest(part, whole);
            return Some((nearest, nearest));
        }
        let (low, _) = hundredths(intercepted.least, launched.most?);
        // More than all cannot have been intercepted: the ends of two spans need not apply at once.
        let (high, rest) = hundredths(intercepted.most?.min(launched.least), launched.least);
        Some((low, high + u64::from(rest > 0)))
    }

    /// Returns the rate in words: `587/635, 92 %`, or `337/337..` if an end is open.
    #[must_use]
    pub(crate) fn in_words(&self) -> String {
        let counts = format!("{}/{}", self.intercepted, self.launched);
        let about = if self.intercepted.is_about() || self.launched.is_about() { "~" } else { "" };
        match self.per_cent() {
            None => counts,
            Some((low, high)) if low == high => format!("{counts}, {about}{low} %"),
            Some((low, high)) => format!("{counts}, {about}{low}{}{high} %", sign("–")),
        }
    }
}

/// Returns `part` of `whole` in whole per cent, and the remainder. `whole` must not be zero.
fn hundredths(part: u64, whole: u64) -> (u64, u64) {
    let (part, whole) = (u128::from(part) * 100, u128::from(whole));
    (u64::try_from(part / whole).unwrap_or(u64::MAX), (part % whole) as u64)
}

/// Rounds to the nearest per cent, but never to 100 if some are missing, nor to 0 if there are any.
fn nearest(part: u64, whole: u64) -> u64 {
    let (low, rest) = hundredths(part, whole);
    let rounded = low + u64::from(rest >= whole - whole / 2);
    match part {
        0 => 0,
        _ if part < whole => rounded.clamp(1, 99),
        _ => rounded,
    }
}

/// Returns the rates of `rows`, over the incidents for which a claimant counted both.
pub(super) fn rates(rows: &[ClaimantCount]) -> Vec<Rate> {
    let metric = |name: &'static str| rows.iter().filter(move |row| row.what.metric == name);
    let key = |row: &'_ ClaimantCount| (row.account.clone(), row.what.weapon.clone(), row.what.of.clone());
    let intercepted: HashMap<_, &ClaimantCount> = metric("intercepted").map(|row| (key(row), row)).collect();
    let both = metric("launched").filter_map(|launched| {
        let intercepted = intercepted.get(&key(launched))?;
        let by_incident: HashMap<EventIx, Bounds> =
            intercepted.claims.iter().map(|claim| (claim.incident, claim.count)).collect();
        let pairs = launched
            .claims
            .iter()
            .filter_map(|claim| Some((claim.count, *by_incident.get(&claim.incident)?)));
        // An unknown count was not counted.
        let pairs = pairs.filter(|(launched, caught)| launched.unknown == 0 && caught.unknown == 0);
        let (launches, catches) = pairs.reduce(|(a, b), (c, d)| (a.plus(c), b.plus(d)))?;
        let What { weapon, of, .. } = launched.what.clone();
        let account = launched.account.clone();
        Some(Rate { account, weapon, of, intercepted: catches, launched: launches })
    });
    both.collect()
}

/// Returns the rates of whole weapons, not of parts, by account and weapon.
pub(super) fn by_weapon(rates: &[Rate]) -> HashMap<(&Account, Option<&str>), &Rate> {
    let whole = rates.iter().filter(|rate| rate.of.is_none());
    whole.map(|rate| ((&rate.account, rate.weapon.as_deref()), rate)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Count;
    use crate::event::date::Day;
    use crate::report::strikes::When;

    fn words(intercepted: &str, launched: &str) -> String {
        let bounds = |text: &str| Bounds::from(text.parse::<Count>().expect(text));
        let when = When::Date(Day(0), Day(0), String::new());
        let account = Account { when, attackers: Vec::new(), by: Vec::new(), alleged: false };
        let (intercepted, launched) = (bounds(intercepted), bounds(launched));
        Rate { account, weapon: None, of: None, intercepted, launched }.in_words()
    }

    #[test]
    fn a_rate_stands_beside_its_counts() {
        assert_eq!(words("587", "635"), "587/635, 92 %", "587 of 635 are 92.4 per cent");
        assert_eq!(words("91", "91"), "91/91, 100 %", "all");
        assert_eq!(words("998", "1000"), "998/1000, 99 %", "all but two are not all");
        assert_eq!(words("1", "1000"), "1/1000, 1 %", "one is not none");
        assert_eq!(words("0", "1000"), "0/1000, 0 %", "none is");
        assert_eq!(words("13", "~24"), "13/~24, ~54 %", "of about as many");
    }

    #[test]
    fn too_few_or_unknown_give_no_rate() {
        assert_eq!(words("4", "9"), "4/9", "nine are too few for a rate");
        assert_eq!(words("4", "10"), "4/10, 40 %", "ten are not");
        assert_eq!(words("337", "337.."), "337/337..", "how many there were is not known");
        assert_eq!(words("3..", "19"), "3../19", "how many were intercepted is not known");
        assert_eq!(words("unknown", "19"), "unknown/19", "nor here");
    }

    #[test]
    fn spans_make_a_span_rounded_outwards() {
        assert_eq!(words("7..9", "20"), "7..9/20, 35–45 %", "from the least to the most");
        assert_eq!(words("7", "20..30"), "7/20..30, 23–35 %", "23.3 per cent at least, 35 at most");
        assert_eq!(words("10..25", "20..30"), "10..25/20..30, 33–100 %", "never more than all");
    }
}
