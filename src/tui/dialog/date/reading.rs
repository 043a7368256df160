//! The meaning of a range in words, and the ranges that are often used.

use crate::event::date::Day;
use crate::text::signs::sign;

/// What the range means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Every date: the term is taken out.
    Any,
    /// These days, in words, and how many events are possibly in them under every other filter.
    Good {
        /// The first day, if there is one.
        first: Option<Day>,
        /// The last day, if there is one.
        last: Option<Day>,
        events: usize,
    },
    /// Not a range: why, and what to write.
    Bad { message: String, hint: Option<String> },
}

/// Ranges that are often used: the name, and the text for the field. `M` and `Y` mean this month and year.
pub(crate) const PRESETS: [(&str, &str); 7] = [
    ("any date", ""),
    ("today", "today"),
    ("last 7 days", "7d..today"),
    ("last 30 days", "30d..today"),
    ("this month", "M"),
    ("this year", "Y"),
    ("from today on", "today.."),
];

impl Reading {
    /// In words: `19 Dec 2025 – 21 Dec 2025, 3 days`.
    #[must_use]
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Any => "every date".to_owned(),
            Self::Bad { message, .. } => message.clone(),
            Self::Good { first: None, last: None, .. } => "every date".to_owned(),
            Self::Good { first: Some(day), last: None, .. } => format!("from {} on", day.short()),
            Self::Good { first: None, last: Some(day), .. } => format!("up to {}", day.short()),
            Self::Good { first: Some(a), last: Some(b), .. } if a == b => a.in_words(),
            Self::Good { first: Some(a), last: Some(b), .. } => {
                format!(
                    "{} {} {}, {} days",
                    a.short(),
                    sign("–"),
                    b.short(),
                    b.0.saturating_sub(a.0).saturating_add(1)
                )
            }
        }
    }
}
