//! One event in one line, in columns that are the same for every line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::event::{Event, EventIx, Status, Word};
use crate::text::fold;
use crate::timeline::row;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// Cells of the columns; what has no room has none.
pub(super) struct Columns {
    time: usize,
    title: usize,
    actors: usize,
    marks: usize,
}

impl Columns {
    /// Columns for a line of `width` cells.
    pub(super) fn of(model: &Model, width: usize) -> Self {
        let time = model.offsets.width();
        let marks = match width {
            0..44 => 3,
            44..70 => 5,
            _ => 13,
        };
        // Around and between: the sign of the cursor, time, glyph, grade, marks.
        let fixed = 1 + time + 1 + 2 + 2 + 2 + 2 + marks + 1;
        let room = width.saturating_sub(fixed);
        let actors = if room >= 64 { (room / 3).min(44) } else { 0 };
        let gap = if actors > 0 { 2 } else { 0 };
        Self { time, title: room.saturating_sub(actors + gap), actors, marks }
    }
}

/// Draws row `at` of the events shown.
pub(super) fn draw(model: &Model, at: usize, columns: &Columns, place: Rect, buffer: &mut Buffer) {
    let Some(&ix) = model.shown.get(at) else { return };
    let theme = model.theme;
    let event = model.timeline.event(ix);
    let selected = at == model.selected;
    if selected {
        let style = if model.pane == Pane::View { theme.selected() } else { theme.selected_elsewhere() };
        buffer.set_style(place, style);
    }
    let (tag, style) = shown_as(model, event);
    let mut pen = Pen::on(buffer, place, 0);
    pen.put(if selected { "▌" } else { " " }, theme.focus());
    let clock = row::clock_of(&model.timeline, ix, event, model.offsets);
    pen.put(&text::pad_start(&clock, columns.time), theme.dim()).skip(1);
    pen.put(event.kind.glyph(), theme.accent(event.kind)).skip(1);
    let room = columns.title.min(pen.room());
    let before = pen.room();
    if let Some(tag) = tag {
        pen.put(&text::cut(&format!("{tag}: "), room), theme.warning());
    }
    let rest = room.saturating_sub(before - pen.room());
    title(model, &event.title, rest, style, &mut pen);
    if columns.actors > 0 {
        pen.skip(2).cell(&actors(model, event, columns.actors), columns.actors, theme.dim());
    }
    pen.skip(2).cell(&event.grade.to_string(), 2, theme.text());
    pen.skip(2).cell(&marks(model, ix, event, columns.marks), columns.marks, theme.dim());
}

/// What did not simply happen says so in a word and looks different.
fn shown_as(model: &Model, event: &Event) -> (Option<&'static str>, Style) {
    let text = model.theme.text();
    match event.status {
        Status::Occurred if event.is_to_come(model.now.instant) => {
            (Some("future"), text.add_modifier(Modifier::ITALIC))
        }
        Status::Occurred => (None, text),
        Status::Cancelled => (Some("cancelled"), model.theme.dim().add_modifier(Modifier::CROSSED_OUT)),
        status => (Some(status.word()), text.add_modifier(Modifier::ITALIC)),
    }
}

/// The title, with what `f` looks for underlined.
fn title(model: &Model, title: &str, room: usize, style: Style, pen: &mut Pen<'_>) {
    let shown = text::pad(title, room);
    let Some(needle) = &model.needle else {
        pen.put(&shown, style);
        return;
    };
    let graphemes = text::graphemes(&shown);
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

/// Names in full where all fit, else in their short forms.
fn actors(model: &Model, event: &Event, room: usize) -> String {
    let registry = &model.timeline.store().registry;
    let named = |most: usize| {
        let mut names: Vec<&str> = Vec::new();
        for who in &event.actors {
            let name = registry.actor(who.actor).fitting(most);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    };
    let full = named(usize::MAX);
    if text::width(&full) <= room { full } else { named(12) }
}

/// `⚑` bookmark, `≠` conflict, `⛓` links, `?` uncertain, `~` about, `…` ranged with its end.
fn marks(model: &Model, ix: EventIx, event: &Event, room: usize) -> String {
    let mut out = String::new();
    let doubt = event.date.qualification();
    let signs = [
        ('⚑', model.bookmarks.contains(&event.id)),
        ('≠', !event.conflicts.is_empty()),
        ('⛓', !event.links.is_empty() || !model.timeline.back_links(ix).is_empty()),
        ('?', doubt.uncertain || doubt.unspecified || doubt.set),
        ('~', doubt.approximate),
    ];
    out.extend(signs.iter().filter(|(_, holds)| *holds).map(|(sign, _)| *sign));
    if event.date.is_range() {
        let end = end_in_words(model, event);
        let with_end = format!("{out}…{end}");
        out = if text::width(&with_end) <= room { with_end } else { format!("{out}…") };
    }
    out
}

/// The end of a range: its time on the same day, else its day.
fn end_in_words(model: &Model, event: &Event) -> String {
    if event.date.qualification().open_end {
        return "open".to_owned();
    }
    let clock = event.date.clock(model.timeline.zone());
    if let Some(end) = clock.as_deref().and_then(|clock| clock.split_once('–')).map(|(_, end)| end) {
        return end.to_owned();
    }
    let short = event.date.last_day().short();
    short.rsplit_once(' ').map_or(short.clone(), |(day, _)| day.to_owned())
}
