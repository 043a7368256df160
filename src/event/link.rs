//! Links between events: which event answers, denies, confirms or continues which.

use serde::{Deserialize, Serialize};

use super::{EventIx, word::words};

words! {
    /// The relation of an event to the one that it links to.
    pub enum LinkKind: "link type" {
        /// An answer to the linked event.
        RespondsTo = "responds_to",
        /// A statement that the linked event is not so.
        Denies = "denies",
        /// A statement that the linked event is so.
        Confirms = "confirms",
        /// A report that the linked event happened.
        Asserts = "asserts",
        /// A continuation of the linked event.
        Follows = "follows",
        /// A part of the linked event.
        PartOf = "part_of",
        /// An account that cannot be true together with the linked event.
        Contradicts = "contradicts",
        /// A repetition of the linked event.
        Amplifies = "amplifies",
        /// A replacement for the linked event.
        Supersedes = "supersedes",
        /// A plan that the linked event made void.
        OvertakenBy = "overtaken_by",
    }
}

impl LinkKind {
    /// Returns the relation in words, as written: `denies`.
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

    /// Returns the reverse relation in words: `denied by`.
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

    /// Returns whether the link builds a thread. `follows` and `part_of` only build a chain.
    #[must_use]
    pub fn makes_thread(self) -> bool {
        !matches!(self, Self::Follows | Self::PartOf)
    }

    /// Returns whether the link is an answer, so that the response time is of interest.
    #[must_use]
    pub fn answers(self) -> bool {
        matches!(self, Self::Denies | Self::Confirms | Self::RespondsTo)
    }

    /// Returns whether the link says that the other event is so or is not so.
    #[must_use]
    pub fn decides(self) -> bool {
        matches!(self, Self::Confirms | Self::Denies | Self::Contradicts)
    }
}

words! {
    /// The evidence for a link.
    #[derive(Default)]
    pub enum Basis: "basis" {
        /// A source that states the link.
        #[default]
        Stated = "stated",
        /// A motive that one side gives.
        Claimed = "claimed",
        /// A conclusion of the analyst.
        Inferred = "inferred",
        /// Nothing but the order of the events.
        Sequence = "sequence",
    }
}

/// A link from the event that holds it to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The relation to the other event.
    pub kind: LinkKind,
    /// The other event. Loading drops links to events that do not exist.
    pub to: EventIx,
    /// The evidence for the link.
    pub(crate) basis: Basis,
    /// A free remark.
    pub note: Option<String>,
}
