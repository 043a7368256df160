//! Interception as claimed: intercepted of launched, of one claimant and one weapon, where both were counted.

use std::collections::HashMap;

use super::{Account, ClaimantCount, What};
use crate::event::EventIx;
use crate::timeline::claims::Bounds;

/// Below this many launched no rate is given, only the counts.
const FEW: u64 = 10;

/// What one claimant says was intercepted of what it says was launched.
#[derive(Debug, Clone)]
pub(crate) struct Rate {
    /// Whose counts both are.
    pub account: Account,
    /// Of which weapon; none: all together.
    pub weapon: Option<String>,
    /// Of which weapon's row it is a part.
    pub of: Option<String>,
    /// Intercepted, in the incidents of which both were counted.
    pub intercepted: Bounds,
    /// Launched in the same incidents.
    pub launched: Bounds,
}

impl Rate {
    /// Per cent, at least and at most: of exact counts the nearest, else rounded outwards.
    ///
    /// None where either has no end or is not known, or too few were launched.
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
        // More than all cannot have been intercepted: the ends of two spans need not hold at once.
        let (high, rest) = hundredths(intercepted.most?.min(launched.least), launched.least);
        Some((low, high + u64::from(rest > 0)))
    }

    /// `587/635, 92 %`; `337/337..` where no end is known.
    #[must_use]
    pub(crate) fn in_words(&self) -> String {
        let counts = format!("{}/{}", self.intercepted, self.launched);
        let about = if self.intercepted.is_about() || self.launched.is_about() { "~" } else { "" };
        match self.per_cent() {
            None => counts,
            Some((low, high)) if low == high => format!("{counts}, {about}{low} %"),
            Some((low, high)) => format!("{counts}, {about}{low}–{high} %"),
        }
    }
}

/// `part` of `whole` in whole per cent, and what is left over. `whole` is not nought.
fn hundredths(part: u64, whole: u64) -> (u64, u64) {
    let (part, whole) = (u128::from(part) * 100, u128::from(whole));
    (u64::try_from(part / whole).unwrap_or(u64::MAX), (part % whole) as u64)
}

/// To the nearest per cent, but never 100 of less than all nor 0 of any.
fn nearest(part: u64, whole: u64) -> u64 {
    let (low, rest) = hundredths(part, whole);
    let rounded = low + u64::from(rest >= whole - whole / 2);
    match part {
        0 => 0,
        _ if part < whole => rounded.clamp(1, 99),
        _ => rounded,
    }
}

/// The rates of `rows`: over the incidents of which a claimant counted both.
pub(super) fn rates(rows: &[ClaimantCount]) -> Vec<Rate> {
    let metric = |name: &'static str| rows.iter().filter(move |row| row.what.metric == name);
    let key = |row: &'_ ClaimantCount| (row.account.clone(), row.what.weapon.clone(), row.what.of.clone());
    let intercepted: HashMap<_, &ClaimantCount> = metric("intercepted").map(|row| (key(row), row)).collect();
    let both = metric("launched").filter_map(|launched| {
        let intercepted = intercepted.get(&key(launched))?;
        let of: HashMap<EventIx, Bounds> =
            intercepted.claims.iter().map(|claim| (claim.incident, claim.count)).collect();
        let pairs = launched.claims.iter().filter_map(|claim| Some((claim.count, *of.get(&claim.incident)?)));
        // A count that says nothing was not counted.
        let pairs = pairs.filter(|(launched, caught)| launched.unknown == 0 && caught.unknown == 0);
        let (launches, catches) = pairs.reduce(|(a, b), (c, d)| (a.plus(c), b.plus(d)))?;
        let What { weapon, of, .. } = launched.what.clone();
        let account = launched.account.clone();
        Some(Rate { account, weapon, of, intercepted: catches, launched: launches })
    });
    both.collect()
}

/// The rates of whole weapons, not of parts, to be looked up by whose they are and by weapon.
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
