//! The matches of the word to find.

use crate::event::EventIx;
use crate::text::fold;
use crate::tui::model::Model;

/// More events than this are not counted, so that a key is answered at once.
const COUNTED: usize = 20_000;

/// Counts the matches, unless they are counted already or too many.
pub(super) fn count(model: &mut Model) {
    let wanted = model.found.is_none() && model.shown.len() <= COUNTED;
    let Some(needle) = model.needle.as_ref().filter(|_| wanted) else { return };
    let matches = model.shown.iter().enumerate().filter(|(_, ix)| holds(model, **ix, needle));
    model.found = Some(matches.map(|(row, _)| row).collect());
}

/// Whether any text of the event holds the needle.
pub(super) fn holds(model: &Model, ix: EventIx, needle: &str) -> bool {
    let event = model.timeline.event(ix);
    let registry = &model.timeline.store().registry;
    let said = event.quotes.iter().map(|quote| quote.text.as_str());
    let names = event.actors.iter().map(|p| registry.actor(p.actor).name.as_str());
    let venue = event.venue.map(|venue| registry.venue(venue).name.as_str());
    std::iter::once(event.title.as_str())
        .chain(event.summary.as_deref())
        .chain(event.note.as_deref())
        .chain(event.outcome.as_deref())
        .chain(said)
        .chain(names)
        .chain(venue)
        .chain(event.tags.iter().map(String::as_str))
        .any(|text| fold(text).contains(needle))
}
