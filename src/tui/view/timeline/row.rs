//! One event, in columns that are the same for every event of the view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::event::{Event, EventIx, Status};
use crate::text::fold;
use crate::text::signs::cut_sign;
use crate::text::signs::sign;
use crate::timeline::row::clock_of;
use crate::tui::model::Model;
use crate::tui::model::columns::Words;
use crate::tui::pane::Pane;
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// Draws row `at` of the events shown, without the lines of its title that are `skipped` above.
pub(super) fn draw(model: &Model, at: usize, skipped: usize, place: Rect, buffer: &mut Buffer) {
    let Some(&ix) = model.shown.get(at) else { return };
    let (theme, layout) = (model.theme, model.columns);
    let event = model.timeline.event(ix);
    let selected = at == model.selected;
    if selected {
        let style = if model.has_keys(Pane::View) { theme.selected() } else { theme.selected_elsewhere() };
        buffer.set_style(place, style);
    }
    let words = layout.words(model, ix);
    let lines = layout.lines(&words);
    let last = lines.len().saturating_sub(1);
    for ((number, line), y) in lines.iter().enumerate().skip(skipped).zip(0..place.height) {
        let mut pen = Pen::on(buffer, place, y);
        pen.put(if selected { sign("▌") } else { " " }, theme.focus());
        if number == 0 {
            lead(model, ix, event, &mut pen);
        } else if number == skipped {
            // The lines above have scrolled away; without a sign this one would read like a title.
            pen.skip(layout.lead() - 3).put(cut_sign(), theme.dim()).skip(1);
        } else {
            pen.skip(layout.lead() - 1);
        }
        title(model, event, line, (number == 0).then_some(&words), &mut pen);
        if number == last {
            ending(model, ix, event, lines.len() == 1, Rect { y: place.y + y, height: 1, ..place }, buffer);
        }
    }
}

/// Time and glyph.
fn lead(model: &Model, ix: EventIx, event: &Event, pen: &mut Pen<'_>) {
    let (theme, layout) = (model.theme, model.columns);
    if layout.time > 0 {
        let clock = clock_of(&model.timeline, ix, event, model.offsets);
        pen.put(&text::pad_start(&clock, layout.time), theme.dim()).skip(1);
    }
    pen.put(event.kind.glyph(), theme.accent(event.kind)).skip(1);
}

/// Participants where they have a column, grade, signs and links.
fn ending(model: &Model, ix: EventIx, event: &Event, alone: bool, place: Rect, buffer: &mut Buffer) {
    let (theme, layout) = (model.theme, model.columns);
    let mut pen = Pen::on(buffer, place, 0);
    if layout.actors > 0 && alone {
        pen.skip(layout.lead() + layout.alone() + 2);
        pen.cell(&actors(model, event), layout.actors, theme.dim());
    }
    let mut pen = Pen::on(buffer, place, 0);
    pen.last(layout.tail() + 1);
    let (grade, behind) = layout.ending(model, ix, event);
    let weight = if model.timeline.can_be_briefed(ix) { theme.strong() } else { theme.dim() };
    pen.put(&grade, weight).put(&behind, theme.dim());
}

/// What did not simply happen looks different; its words say so too.
fn style_of(model: &Model, event: &Event) -> Style {
    let text = model.theme.text();
    match event.status {
        Status::Occurred if event.is_to_come(model.now.instant) => text.add_modifier(Modifier::ITALIC),
        Status::Occurred => text,
        Status::Cancelled => model.theme.dim().add_modifier(Modifier::CROSSED_OUT),
        _ => text.add_modifier(Modifier::ITALIC),
    }
}

/// A line of the title, with what `f` looks for underlined.
///
/// The first one begins with what `words` has before the title.
fn title(model: &Model, event: &Event, line: &str, words: Option<&Words>, pen: &mut Pen<'_>) {
    let mut line = line;
    let before = words.map(|words| {
        [(words.clock.as_str(), model.theme.dim()), (words.state.unwrap_or_default(), model.theme.warning())]
    });
    for (word, style) in before.into_iter().flatten().filter(|(word, _)| !word.is_empty()) {
        if let Some(rest) = line.strip_prefix(' ') {
            pen.put(" ", style);
            line = rest;
        }
        let Some(rest) = line.strip_prefix(word) else { break };
        pen.put(word, style);
        line = rest;
    }
    let style = style_of(model, event);
    let Some(needle) = &model.needle else {
        pen.put(line, style);
        return;
    };
    let graphemes = text::graphemes(line);
    let folded: Vec<String> =
        graphemes.iter().map(|(g, _)| if g == " " { g.clone() } else { fold(g) }).collect();
    let mut at = 0;
    while at < graphemes.len() {
        let length = matched(folded.get(at..).unwrap_or_default(), needle);
        let end = at + length.max(1);
        let part: String =
            graphemes.get(at..end).unwrap_or_default().iter().map(|(g, _)| g.as_str()).collect();
        pen.put(&part, if length > 0 { model.theme.matched() } else { style });
        at = end;
    }
}

/// How many graphemes at the start make up the needle; 0 where they do not.
fn matched(folded: &[String], needle: &str) -> usize {
    let mut rest = needle;
    for (at, grapheme) in folded.iter().enumerate() {
        match rest.strip_prefix(grapheme.as_str()) {
            Some("") => return at + 1,
            Some(more) => rest = more,
            None => return 0,
        }
    }
    0
}

/// Returns the short names of those who took part.
fn actors(model: &Model, event: &Event) -> String {
    let (registry, short) = (&model.timeline.store().registry, model.timeline.short_names());
    let mut names: Vec<&str> = Vec::new();
    for who in &event.actors {
        let name = short.actor(registry, who.actor);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}
