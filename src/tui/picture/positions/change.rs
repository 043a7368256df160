//! A voice that changed sides.

use crate::event::EventIx;
use crate::report::positions::{Cell, Letter};
use crate::report::voices::Record;
use crate::text::signs::sign;
use crate::timeline::Timeline;

/// A change from one side to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    /// The last letter of the first side.
    pub(super) before: Letter,
    /// The last letter of the second.
    pub(super) after: Letter,
    /// The first utterance of the second side.
    pub(super) since: EventIx,
    /// Whether either letter has a reservation.
    hedged: (bool, bool),
}

/// Returns the change of a cell in which one voice was first on one side and later on the other.
///
/// There is none if several voices differ, if it went back and forth, or if the days leave open which side came first.
pub(super) fn change(timeline: &Timeline, cell: &Cell) -> Option<Change> {
    if cell.letter != Letter::Mixed || cell.voices_differ() {
        return None;
    }
    let own = cell.utterances.iter().filter(|one| one.record == Record::Own);
    let sides: Vec<(Letter, bool, EventIx)> = own
        .filter_map(|one| Some((one.letter()?, one.hedged, one.event)))
        .filter(|(letter, ..)| letter.is_for() || letter.is_against())
        .collect();
    let first = sides.first()?.0.is_for();
    let at = sides.iter().position(|(letter, ..)| letter.is_for() != first)?;
    let (earlier, later) = sides.split_at_checked(at)?;
    let last = earlier.iter().map(|(.., ix)| timeline.event(*ix).date.last_day()).max()?;
    let next = later.iter().map(|(.., ix)| timeline.event(*ix).date.first_day()).min()?;
    let stayed = later.iter().all(|(letter, ..)| letter.is_for() != first);
    let (before, after, since) = (earlier.last()?, later.last()?, later.first()?.2);
    (stayed && last < next).then_some(Change {
        before: before.0,
        after: after.0,
        since,
        hedged: (before.1, after.1),
    })
}

/// Returns letter and count of a cell; where one voice changed sides, both letters: `A→D×2`.
pub(super) fn shown(timeline: &Timeline, cell: &Cell) -> String {
    let short = cell.short();
    let Some(change) = change(timeline, cell) else { return short };
    let letter = |letter: Letter, hedged: bool| {
        if hedged { letter.sign().to_ascii_lowercase() } else { letter.sign() }
    };
    let both = format!(
        "{}{}{}",
        letter(change.before, change.hedged.0),
        sign("→"),
        letter(change.after, change.hedged.1)
    );
    let mixed = letter(Letter::Mixed, cell.hedged);
    short.replacen(mixed, &both, 1)
}
