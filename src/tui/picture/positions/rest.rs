//! What is said on a claim but counted by no letter.

use std::collections::HashSet;

use crate::event::{EventIx, Status};
use crate::report::positions::{Cell, Letter, Positions as Report, Utterance};
use crate::report::voices::Record;
use crate::text::counted_as;
use crate::timeline::Timeline;

/// Why an event is counted by no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Alleged,
    Rumoured,
    Reported,
    NoComment,
    Copy,
    ToCome,
    Unspoken,
    NoPosition,
}

impl Why {
    const ALL: [Self; 8] = [
        Self::ToCome,
        Self::Alleged,
        Self::Rumoured,
        Self::Reported,
        Self::NoComment,
        Self::Copy,
        Self::Unspoken,
        Self::NoPosition,
    ];

    fn in_words(self, n: usize) -> String {
        match self {
            Self::Alleged => format!("{n} only alleged"),
            Self::Rumoured => format!("{n} only rumoured"),
            Self::Reported => format!("{n} only reported"),
            Self::NoComment => format!("{n} no comment"),
            Self::Copy => counted_as(n, "copy", "copies"),
            Self::ToCome => format!("{n} dated in the future"),
            Self::Unspoken => format!("{n} without a named speaker"),
            Self::NoPosition => format!("{n} without a position"),
        }
    }

    /// Why a letter does not count what its actor uttered.
    fn uttered(timeline: &Timeline, one: &Utterance) -> Self {
        match (timeline.event(one.event).status, one.record) {
            (Status::Alleged, _) => Self::Alleged,
            (Status::Rumoured, _) => Self::Rumoured,
            (_, Record::Own) => Self::NoComment,
            _ => Self::Reported,
        }
    }
}

/// Returns which of these events on a claim no letter counts, and why, in brackets: ` (1 dated in the future)`. Nothing if
/// there is no such event.
pub(super) fn of_claim(timeline: &Timeline, cells: &[Cell], events: &[EventIx], report: &Report) -> String {
    let counted: HashSet<EventIx> =
        cells.iter().flat_map(Cell::counted).map(|utterance| utterance.event).collect();
    let why = |ix: EventIx| {
        let mut said = cells.iter().flat_map(|cell| &cell.utterances);
        if report.to_come.contains(&ix) {
            return Why::ToCome;
        }
        if let Some(one) = said.clone().find(|one| one.event == ix) {
            return Why::uttered(timeline, one);
        }
        if said.any(|one| one.copies.contains(&ix)) {
            return Why::Copy;
        }
        if report.unspoken.contains(&ix) { Why::Unspoken } else { Why::NoPosition }
    };
    let all: Vec<Why> = events.iter().filter(|ix| !counted.contains(ix)).map(|ix| why(*ix)).collect();
    let words: Vec<String> = Why::ALL
        .into_iter()
        .map(|why| (why, all.iter().filter(|other| **other == why).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(why, n)| why.in_words(n))
        .collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

/// The word of a letter in a legend that has few lines.
pub(crate) fn short(letter: Letter) -> &'static str {
    match letter {
        Letter::Supports => "supports",
        letter => letter.in_words(),
    }
}
