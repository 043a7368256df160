//! Links between events: what answers, denies, confirms or continues what.

use serde::{Deserialize, Serialize};

use super::{EventIx, word::words};

words! {
    /// What an event does to the one it links to.
    pub enum LinkKind: "link type" {
        /// Answers it.
        RespondsTo = "responds_to",
        /// Says that it is not so.
        Denies = "denies",
        /// Says that it is so.
        Confirms = "confirms",
        /// Reports that it happened.
        Asserts = "asserts",
        /// Comes after it.
        Follows = "follows",
        /// Is a part of it.
        PartOf = "part_of",
        /// Cannot be true together with it.
        Contradicts = "contradicts",
        /// Repeats it.
        Amplifies = "amplifies",
        /// Replaces it.
        Supersedes = "supersedes",
        /// Was made void by it.
        OvertakenBy = "overtaken_by",
    }
}

impl LinkKind {
    /// The direction as written, in words: `denies`.
    #[must_use]
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::RespondsTo => "responds to",
            Self::Denies => "denies",
            Self::Confirms => "confirms",
            Self::Asserts => "asserts",
            Self::Follows => "follows",
            Self::PartOf => "part of",
            Self::Contradicts => "contradicts",
            Self::Amplifies => "amplifies",
            Self::Supersedes => "supersedes",
            Self::OvertakenBy => "overtaken by",
        }
    }

    /// The computed direction back, in words: `denied by`.
    #[must_use]
    pub(crate) fn back_in_words(self) -> &'static str {
        match self {
            Self::RespondsTo => "answered by",
            Self::Denies => "denied by",
            Self::Confirms => "confirmed by",
            Self::Asserts => "asserted by",
            Self::Follows => "followed by",
            Self::PartOf => "has part",
            Self::Contradicts => "contradicted by",
            Self::Amplifies => "amplified by",
            Self::Supersedes => "superseded by",
            Self::OvertakenBy => "overtakes",
        }
    }

    /// Whether it makes a thread; `follows` and `part_of` only make a chain.
    #[must_use]
    pub fn threads(self) -> bool {
        !matches!(self, Self::Follows | Self::PartOf)
    }

    /// Whether it is an answer, whose time is worth telling.
    #[must_use]
    pub fn answers(self) -> bool {
        matches!(self, Self::Denies | Self::Confirms | Self::RespondsTo)
    }

    /// Whether it says that the other is so or is not so.
    #[must_use]
    pub fn decides(self) -> bool {
        matches!(self, Self::Confirms | Self::Denies | Self::Contradicts)
    }
}

words! {
    /// How the link is known.
    #[derive(Default)]
    pub enum Basis: "basis" {
        /// A source says so.
        #[default]
        Stated = "stated",
        /// One side gives it as its motive.
        Claimed = "claimed",
        /// The analyst concludes it.
        Inferred = "inferred",
        /// Only the order of events.
        Sequence = "sequence",
    }
}

/// A link as written: from the event that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it does.
    pub kind: LinkKind,
    /// To what; links to events that are not there do not exist after loading.
    pub to: EventIx,
    /// How that is known.
    pub(crate) basis: Basis,
    /// A remark.
    pub note: Option<String>,
}
