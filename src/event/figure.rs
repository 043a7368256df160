//! Numbers, always with who claims them: never added over claimants, never averaged.

pub(crate) mod foreign;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{EventDate, Grade};
use crate::ids::{ActorIx, SourceIx};
use crate::text::thousands;

/// One row of `figures`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What with: `drone`, `missile`, …; none: all weapons together.
    pub weapon: Option<String>,
    /// The row that this one is a part of: totals and parts are never added.
    pub of: Option<String>,
    /// What was counted: `launched`, `killed` or a free word.
    pub metric: String,
    /// How many.
    pub count: Count,
    /// Who claims it; empty: unattributed (in a statement: its speaker).
    pub by: Vec<ActorIx>,
    pub(crate) period: Option<EventDate>,
    /// As known when.
    pub as_of: Option<EventDate>,
    /// Its own grade.
    pub grade: Option<Grade>,
    /// Why; the analyst's own.
    pub(crate) grade_note: Option<String>,
    /// Where it was read.
    pub source: Option<SourceIx>,
    /// A remark.
    pub note: Option<String>,
}

/// Metrics that the field uses everywhere; others are free words.
pub(crate) const METRICS: &[&str] =
    &["launched", "intercepted", "lost", "hit", "places-hit", "killed", "injured", "missing"];

/// A count as claimed: exact, about, a span, a bound, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Count {
    /// `8`
    Exactly(u64),
    /// `~1300`
    About(u64),
    /// `7..9`, both included.
    Between(u64, u64),
    /// `1000..`
    AtLeast(u64),
    /// `..1200`
    AtMost(u64),
    /// `unknown`
    Unknown,
}

/// A text that is no count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a count: write 8, ~1300, 7..9, 1000.., ..1200 or unknown")]
pub struct BadCount(pub String);

impl Count {
    /// The least and the most it can be; none where it says nothing.
    ///
    /// `~` does not widen them, as it does not widen a date's.
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

/// As the store writes it.
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
    /// As a sentence says it: `about 1,300`, `7 to 9`, `at least 1,000`.
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
