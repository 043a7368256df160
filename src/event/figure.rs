//! Figures: numbers, always with the actors who claim them. They are never added over claimants and never averaged.

pub(crate) mod foreign;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{EventDate, Grade};
use crate::ids::{ActorIx, SourceIx};
use crate::text::thousands;

/// A claimed number: one row of `figures`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The weapon: `drone`, `missile`, …; `None` means all weapons together.
    pub weapon: Option<String>,
    /// The row that this one is a part of. Totals and parts are never added.
    pub of: Option<String>,
    /// What is counted: `launched`, `killed` or a free word.
    pub metric: String,
    /// The claimed count.
    pub count: Count,
    /// The actors who claim it. If empty, it is unattributed, or in a statement the speaker claims it.
    pub by: Vec<ActorIx>,
    pub(crate) period: Option<EventDate>,
    /// The date of the state of knowledge.
    pub as_of: Option<EventDate>,
    /// The grade of this number, if it differs from the event's.
    pub grade: Option<Grade>,
    /// The reason for the grade, the analyst's own remark.
    pub(crate) grade_note: Option<String>,
    /// The source that gives the number.
    pub source: Option<SourceIx>,
    /// A free remark.
    pub note: Option<String>,
}

/// The metrics in common use. Any other word is allowed too.
pub(crate) const METRICS: &[&str] =
    &["launched", "intercepted", "lost", "hit", "places-hit", "killed", "injured", "missing"];

/// A count as claimed: exact, approximate, a range, a bound, or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Count {
    /// An exact number: `8`.
    Exactly(u64),
    /// An approximate number: `~1300`.
    About(u64),
    /// A range, both ends included: `7..9`.
    Between(u64, u64),
    /// A lower bound: `1000..`.
    AtLeast(u64),
    /// An upper bound: `..1200`.
    AtMost(u64),
    /// No known number: `unknown`.
    Unknown,
}

/// The error for a text that is not a count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a count: write 8, ~1300, 7..9, 1000.., ..1200 or unknown")]
pub struct BadCount(pub String);

impl Count {
    /// Returns the least and the most that it can be, or `None` for an unknown count.
    ///
    /// `~` does not widen the bounds, just as it does not widen those of a date.
    #[must_use]
    pub(crate) fn bounds(self) -> Option<(u64, Option<u64>)> {
        match self {
            Self::Exactly(n) | Self::About(n) => Some((n, Some(n))),
            Self::Between(low, high) => Some((low, Some(high))),
            Self::AtLeast(low) => Some((low, None)),
            Self::AtMost(high) => Some((0, Some(high))),
            Self::Unknown => None,
        }
    }
}

impl FromStr for Count {
    type Err = BadCount;

    fn from_str(text: &str) -> Result<Self, BadCount> {
        let bad = || BadCount(text.to_owned());
        let number = |t: &str| {
            if t.bytes().all(|b| b.is_ascii_digit()) {
                t.parse::<u64>().map_err(|_| bad())
            } else {
                Err(bad())
            }
        };
        if text == "unknown" {
            return Ok(Self::Unknown);
        }
        if let Some(about) = text.strip_prefix('~') {
            return number(about).map(Self::About);
        }
        match text.split_once("..") {
            None => number(text).map(Self::Exactly),
            Some(("", high)) => number(high).map(Self::AtMost),
            Some((low, "")) => number(low).map(Self::AtLeast),
            Some((low, high)) => {
                let (low, high) = (number(low)?, number(high)?);
                if low <= high { Ok(Self::Between(low, high)) } else { Err(bad()) }
            }
        }
    }
}

/// Writes the count in the notation of the store.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(n) => write!(f, "{n}"),
            Self::About(n) => write!(f, "~{n}"),
            Self::Between(low, high) => write!(f, "{low}..{high}"),
            Self::AtLeast(n) => write!(f, "{n}.."),
            Self::AtMost(n) => write!(f, "..{n}"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl Count {
    /// Returns the count for use in a sentence: `about 1,300`, `7 to 9`, `at least 1,000`.
    #[must_use]
    pub(crate) fn in_words(self) -> String {
        match self {
            Self::Exactly(n) => thousands(n),
            Self::About(n) => format!("about {}", thousands(n)),
            Self::Between(low, high) => format!("{} to {}", thousands(low), thousands(high)),
            Self::AtLeast(n) => format!("at least {}", thousands(n)),
            Self::AtMost(n) => format!("at most {}", thousands(n)),
            Self::Unknown => "number unknown".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_and_print_alike() {
        for text in ["8", "~1300", "7..9", "1000..", "..1200", "unknown", "0"] {
            let count: Count = text.parse().expect(text);
            assert_eq!(count.to_string(), text, "a count prints as it was written");
        }
        for text in ["", "..", "-3", "9..7", "1e3", "8.5", "~", "+4", "12 000"] {
            assert!(text.parse::<Count>().is_err(), "`{text}` is no count");
        }
        assert_eq!("1000..".parse::<Count>().map(Count::in_words), Ok("at least 1,000".into()));
    }
}
