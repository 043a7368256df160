//! A response time in words, as coarse as it is known.
//!
//! A bound is in minutes if both of its ends are stated times, otherwise in whole hours, rounded outwards;
//! from 72 hours on it is in whole days, rounded outwards. The exact bounds are in JSON and in `lag:`.

use std::fmt;

use super::{A_DAY, Response};
use crate::text::signs::sign;

const HOUR: i64 = 3600;
/// From this many seconds on, a time is written in days.
const IN_DAYS: i64 = 72 * HOUR;

/// One bound of a response time, in seconds.
#[derive(Debug, Clone, Copy)]
struct Bound {
    seconds: i64,
    /// Whether it is an upper bound, which is rounded up.
    upper: bool,
    /// Whether it is known to the minute.
    fine: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Zero, in whatever unit.
    None,
    Minutes,
    Hours,
    Days,
}

impl Bound {
    fn unit(self) -> Unit {
        match self.seconds {
            0 => Unit::None,
            1..HOUR if !self.fine && !self.upper => Unit::None,
            IN_DAYS.. => Unit::Days,
            _ if self.fine => Unit::Minutes,
            _ => Unit::Hours,
        }
    }

    fn rounded(self, unit: i64) -> i64 {
        let up = if self.upper { unit - 1 } else { 0 };
        self.seconds.saturating_add(up) / unit
    }

    /// Returns the number without its unit: `6`, `8`, `6 h 05`.
    fn number(self) -> String {
        match self.unit() {
            Unit::None => "0".to_owned(),
            Unit::Days => self.rounded(A_DAY).to_string(),
            Unit::Hours => self.rounded(HOUR).to_string(),
            Unit::Minutes => {
                let minutes = self.rounded(60);
                format!("{} h {:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// Writes `6 h`, `8 days`, `6 h 05`.
impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number())?;
        match self.unit() {
            Unit::None if self.upper => f.write_str(" h"),
            Unit::None | Unit::Minutes => Ok(()),
            Unit::Hours => f.write_str(" h"),
            Unit::Days => f.write_str(" days"),
        }
    }
}

/// Returns the time between two bounds: `6 – 35 h`, `60 h – 10 days`, `at least 3 h`.
fn between(min: Bound, max: Option<Bound>) -> String {
    let Some(max) = max else {
        return if min.seconds == 0 { "time not known".to_owned() } else { format!("at least {min}") };
    };
    if min.number() == max.number() && min.unit() == max.unit() {
        return max.to_string();
    }
    // A shared unit is written once.
    let shared = min.unit() == max.unit() || min.unit() == Unit::None;
    let dash = sign("–");
    if shared { format!("{} {dash} {max}", min.number()) } else { format!("{min} {dash} {max}") }
}

/// Writes `6 – 35 h`, `0 – 48 h, order uncertain`, `8 – 10 days`, `at least 3 h`.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (min, max, order_uncertain, fine) = match *self {
            Self::After { min, max, order_uncertain, fine, .. } => (min, max, order_uncertain, fine),
            Self::Preemptive => return f.write_str("before it"),
            Self::Unknown => return f.write_str("time not known"),
            Self::NotOccurred => return f.write_str("no answer"),
        };
        let max = max.map(|seconds| Bound { seconds, upper: true, fine: fine.max });
        f.write_str(&between(Bound { seconds: min, upper: false, fine: fine.min }, max))?;
        if order_uncertain { f.write_str(", order uncertain") } else { Ok(()) }
    }
}

impl Response {
    /// Returns only the time, without the order: `6 – 35 h`.
    #[must_use]
    pub fn length(self) -> String {
        match self {
            Self::After { min, max, doubted, fine, .. } => {
                Self::After { min, max, order_uncertain: false, doubted, fine }.to_string()
            }
            other => other.to_string(),
        }
    }
}

/// Returns in words two bounds that summarize many, such as medians, in hours or days: `0 – 46 h`.
pub(crate) fn coarse(min: i64, max: i64) -> String {
    let bound = |seconds, upper| Bound { seconds, upper, fine: false };
    between(bound(min, false), Some(bound(max, true)))
}

#[cfg(test)]
mod tests {
    use super::super::Fine;
    use super::*;

    fn words(min: i64, max: Option<i64>, fine: (bool, bool)) -> String {
        let fine = Fine { min: fine.0, max: fine.1 };
        Response::After { min, max, order_uncertain: false, doubted: false, fine }.to_string()
    }

    #[test]
    fn times_are_told_as_coarse_as_they_are_known() {
        let (six, thirty_four) = (6 * HOUR + 300, 34 * HOUR + 600);
        assert_eq!(words(six, Some(thirty_four), (false, false)), "6 – 35 h", "whole hours, outwards");
        assert_eq!(
            words(six, Some(thirty_four), (true, false)),
            "6 h 05 – 35 h",
            "minutes where they are stated"
        );
        assert_eq!(words(six, Some(thirty_four), (true, true)), "6 h 05 – 34 h 10", "at either bound");
        assert_eq!(words(six, Some(six), (true, true)), "6 h 05", "one time is one time");
        assert_eq!(words(0, Some(48 * HOUR), (false, false)), "0 – 48 h", "a day and the next");
        assert_eq!(words(8 * A_DAY + 1, Some(9 * A_DAY + 1), (true, true)), "8 – 10 days", "days, outwards");
        assert_eq!(
            words(60 * HOUR, Some(73 * HOUR), (false, false)),
            "60 h – 4 days",
            "two units are both said"
        );
        assert_eq!(words(72 * HOUR, Some(72 * HOUR), (true, true)), "3 days", "from 72 hours on days");
        assert_eq!(words(0, Some(30), (true, true)), "0 – 0 h 01", "less than a minute is up to one");
        assert_eq!(words(3 * HOUR + 1, None, (false, false)), "at least 3 h", "no end is known");
        assert_eq!(words(0, None, (false, false)), "time not known", "nothing is known");
    }
}
