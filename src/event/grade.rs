//! Admiralty grades: how reliable the source is and how credible the information is.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::word::words;

/// An Admiralty grade (NATO AJP-2.1): reliability of the source, credibility of the information.
///
/// `F` and `6` mean *cannot be judged*. They are not the worst grades, and comparisons skip them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grade {
    /// The letter, `A` to `F`.
    pub(crate) reliability: Reliability,
    /// The digit, `1` to `6`.
    pub(crate) credibility: Credibility,
}

impl Default for Grade {
    fn default() -> Self {
        Self { reliability: Reliability::F, credibility: Credibility::Six }
    }
}

words! {
    /// The letter of an Admiralty code.
    pub enum Reliability: "reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        F = "F",
    }
}

words! {
    /// The digit of an Admiralty code.
    pub enum Credibility: "credibility" {
        /// Confirmed by other sources.
        One = "1",
        /// Probably true.
        Two = "2",
        /// Possibly true.
        Three = "3",
        /// Doubtful.
        Four = "4",
        /// Improbable.
        Five = "5",
        /// Truth cannot be judged.
        Six = "6",
    }
}

impl Reliability {
    /// Returns the letter's meaning in words.
    #[must_use]
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }

    /// Returns the rank from 1 for `A` to 5 for `E`, or `None` for `F`, which comparisons skip.
    #[must_use]
    pub fn rank(self) -> Option<u8> {
        (self != Self::F).then_some(self as u8 + 1)
    }
}

impl Credibility {
    /// Returns the digit's meaning in words.
    #[must_use]
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::One => "confirmed by other sources",
            Self::Two => "probably true",
            Self::Three => "possibly true",
            Self::Four => "doubtful",
            Self::Five => "improbable",
            Self::Six => "truth cannot be judged",
        }
    }

    /// Returns the rank from 1 to 5, or `None` for `6`, which comparisons skip.
    #[must_use]
    pub fn rank(self) -> Option<u8> {
        (self != Self::Six).then_some(self as u8 + 1)
    }
}

impl Grade {
    /// Returns both meanings in words: `usually reliable, probably true`.
    #[must_use]
    pub(crate) fn in_words(self) -> String {
        format!("{}, {}", self.reliability.in_words(), self.credibility.in_words())
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.reliability, self.credibility)
    }
}

impl std::str::FromStr for Grade {
    type Err = BadGrade;

    fn from_str(text: &str) -> Result<Self, BadGrade> {
        let bad = || BadGrade(text.to_owned());
        let mut chars = text.chars();
        let (Some(letter), Some(digit), None) = (chars.next(), chars.next(), chars.next()) else {
            return Err(bad());
        };
        Ok(Self {
            reliability: letter.to_ascii_uppercase().to_string().parse().map_err(|_| bad())?,
            credibility: digit.to_string().parse().map_err(|_| bad())?,
        })
    }
}

/// The error for a text that is not an Admiralty code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an Admiralty code: a letter A-F and a digit 1-6, such as B2")]
pub struct BadGrade(pub String);
