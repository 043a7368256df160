//! An event in one line of a picture.

use crate::event::EventIx;
use crate::timeline::row::clock_of;
use crate::tui::model::Model;
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// Returns when an event was, in its date's own words: a heading is a day also where the date is about it, one of several
/// days, or without an end.
pub(super) fn when(model: &Model, ix: EventIx) -> String {
    let date = &model.timeline.event(ix).date;
    let known = date.qualification();
    if known.any_doubt() || known.open_start || known.open_end {
        date.in_words(model.timeline.zone())
    } else {
        model.timeline.heading(ix).in_words()
    }
}

/// Writes the sign of an event, its title with its status, and at the end of the line its date.
pub(super) fn line(model: &Model, ix: EventIx, pen: &mut Pen<'_>) {
    let (theme, event) = (model.theme, model.timeline.event(ix));
    let day = when(model, ix);
    let clock = clock_of(&model.timeline, ix, event, model.offsets);
    pen.put(event.kind.glyph(), theme.accent(event.kind)).skip(1);
    let when = if clock.trim().is_empty() { day } else { format!("{day} {}", clock.trim()) };
    let room = pen.room().saturating_sub(text::width(&when) + 3);
    let title = match crate::describe::nature::standing(event, model.now.instant) {
        Some(standing) => format!("{}: {}", standing.word(), event.title),
        None => event.title.clone(),
    };
    pen.cell(&title, room, theme.text()).skip(2).put(&when, theme.dim());
}
