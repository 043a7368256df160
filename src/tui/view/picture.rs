//! The views beside the Timeline.

mod calendar;
mod encounters;
mod event;
mod lanes;
mod language;
mod legend;
mod map;
mod positions;
mod shifts;
mod sources;
mod strikes;
mod threads;
mod weeks;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::signs::drawn;
use crate::tui::action::Action;
use crate::tui::model::{Loading, Model};
use crate::tui::picture::{Content, Place, Target};
use crate::tui::text;

use super::ink::Pen;
use super::timeline::{NO_MATCH, way_back};

/// Draws the picture of the open view, and in its last line what the cursor is on.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let Some(content) = model.content() else {
        return say(model, &waiting(model), area, buffer);
    };
    let picture = content.picture();
    if let Some(why) = picture.empty() {
        return empty(model, &why, area, buffer);
    }
    let place = model.place();
    let inner = Rect { height: area.height.saturating_sub(1), ..area };
    self::content(model, content, &place, inner, buffer);
    bottom(model, &picture.at(&place), area, buffer);
}

/// Draws a picture that is not empty.
pub(super) fn content(model: &Model, content: &Content, place: &Place, area: Rect, buffer: &mut Buffer) {
    match content {
        Content::Calendar(calendar) => calendar::draw(model, calendar, place, area, buffer),
        Content::Lanes(lanes) => lanes::draw(model, lanes, place, area, buffer),
        Content::Map(map) => map::draw(model, map, place, area, buffer),
        Content::Threads(threads) => threads::draw(model, threads, place, area, buffer),
        Content::Positions(positions) => positions::draw(model, positions, place, area, buffer),
        Content::Sources(sources) => sources::draw(model, sources, place, area, buffer),
        Content::Encounters(met) => encounters::draw(model, met, place, area, buffer),
        Content::Language(language) => language::draw(model, language, place, area, buffer),
        Content::Strikes(strikes) => strikes::draw(model, strikes, place, area, buffer),
        Content::Shifts(shifts) => shifts::draw(model, shifts, place, area, buffer),
    }
}

fn waiting(model: &Model) -> Cow<'static, str> {
    match model.loading {
        Loading::Begun | Loading::Reading { .. } if model.timeline.order().is_empty() => {
            drawn("reading the store …")
        }
        _ if model.timeline.order().is_empty() => "the store has no events".into(),
        _ => drawn("drawing …"),
    }
}

fn say(model: &Model, sentence: &str, area: Rect, buffer: &mut Buffer) {
    say_all(model, &[sentence], area, buffer);
}

/// Says why there is no picture and what to do: as in the Timeline, also if the filter leaves nothing at all.
fn empty(model: &Model, why: &str, area: Rect, buffer: &mut Buffer) {
    if model.filter.is_empty() {
        return say(model, why, area, buffer);
    }
    let reason = model.reason().map(ToString::to_string).unwrap_or_default();
    let why = if model.shown.is_empty() { NO_MATCH } else { why };
    say_all(model, &[why, &reason, &way_back(model)], area, buffer);
}

/// Writes sentences, each from a line of its own; the last has air above it.
fn say_all(model: &Model, sentences: &[&str], area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(4);
    let mut lines = Vec::new();
    for (sentence, at) in sentences.iter().filter(|sentence| !sentence.is_empty()).zip(1..) {
        if at > 1 && at == sentences.len() {
            lines.push(String::new());
        }
        lines.extend(text::wrap(sentence, width));
    }
    for (line, at) in lines.iter().zip(1..area.height) {
        Pen::on(buffer, area, at).put("  ", model.theme.dim()).put(&drawn(line), model.theme.dim());
    }
}

/// What the cursor is on, with the key that narrows to it.
fn bottom(model: &Model, target: &Target, area: Rect, buffer: &mut Buffer) {
    let (theme, line) = (model.theme, area.height.saturating_sub(1));
    let mut pen = Pen::on(buffer, area, line);
    pen.skip(1);
    let enter = model.preferences.keys.spoken(Action::Enter);
    match target {
        Target::Event(ix) => {
            let event = model.timeline.event(*ix);
            let when = event::when(model, *ix);
            pen.put(&when, theme.dim()).put("  ", theme.dim());
            let room = pen.room().saturating_sub(2 + text::width(enter) + text::width(" opens"));
            pen.put(&text::cut(&event.title, room), theme.text());
            pen.put("  ", theme.dim()).put(enter, theme.key()).put(" opens", theme.dim());
        }
        Target::Several { what, events, .. } => {
            let (key, does) = if events.len() == model.shown.len() {
                ("", "all that is shown")
            } else {
                (enter, " narrows")
            };
            let room = pen.room().saturating_sub(2 + text::width(key) + text::width(does));
            pen.put(&text::cut(what, room), theme.text()).put("  ", theme.dim());
            pen.put(key, theme.key()).put(does, theme.dim());
        }
        Target::Nothing(why) => {
            pen.put(why, theme.dim());
        }
    }
}
