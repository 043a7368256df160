//! The filter: as it stands, or while it is edited, with what is still wrong shown dimly beside it.

use crate::text::signs::drawn;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tui_input::Input;

use crate::filter::{BareWord, Filter, FilterError, ForeignOperator};
use crate::text::suggest::did_you_mean;
use crate::text::thousands;
use crate::tui::action::Action;
use crate::tui::model::{Choice, Chosen, FilterPrompt, FindPrompt, Focus, Model};
use crate::tui::shape::Shape;
use crate::tui::text;

use super::ink::{Pen, rect};

const LABEL: &str = " filter  ";

pub(super) fn draw(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    match &model.focus {
        Focus::Filter(prompt) => edited(model, prompt, shape, buffer),
        Focus::Find(prompt) => finding(model, prompt, shape, buffer),
        Focus::Choose(choice) => choosing(model, choice, shape, buffer),
        Focus::Panes | Focus::Dialog(_) => at_rest(model, shape, buffer),
    }
}

fn at_rest(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut pen = Pen::on(buffer, rect(shape.filter), 0);
    pen.put(LABEL, theme.dim());
    if model.filter.is_empty() {
        let words = match model.steps.aside {
            Some(_) => format!("off; {} puts it back", model.preferences.keys.spoken(Action::ToggleFilter)),
            None => "none: all events are shown".to_owned(),
        };
        pen.put(&words, theme.dim());
        return;
    }
    let key = model.preferences.keys.spoken(Action::EditFilter);
    pen.put(&abridged(&model.filter.to_string(), key), theme.strong());
    if let Some(error) = &model.unbound {
        pen.put("  not applied: ", theme.error()).put(&error.message, theme.text());
    }
}

/// A list of more ids than this is told by its length.
const IDS: usize = 3;

/// Returns a filter as it is shown at rest: of a long list of ids only how many there are.
///
/// `key` shows the whole text.
fn abridged(filter: &str, key: &str) -> String {
    let term = |term: &str| {
        let ids = term.strip_prefix("id:").map(|ids| ids.split(',').count()).filter(|ids| *ids > IDS)?;
        Some(format!("id:({} events, {key} shows which)", thousands(ids as u64)))
    };
    if filter.contains('"') {
        return filter.to_owned();
    }
    filter.split(' ').map(|word| term(word).unwrap_or_else(|| word.to_owned())).collect::<Vec<_>>().join(" ")
}

/// Where the text of the prompt stands, and how much of it is scrolled away.
struct Field {
    x: u16,
    width: usize,
    scroll: usize,
}

impl Field {
    fn of(shape: &Shape, label: &str, input: &Input, kept: usize) -> Self {
        let x = text::width(label);
        let room = usize::from(shape.filter.width).saturating_sub(x + 1);
        // What is wrong gives way to what is typed.
        let typed = text::width(input.value()) + 1;
        let width = room.saturating_sub(kept).max(typed.min(room));
        Self { x: x as u16, width, scroll: input.visual_scroll(width.max(1)) }
    }

    fn draw(&self, input: &Input, pen: &mut Pen<'_>, style: ratatui::style::Style) {
        let mut skipped = 0;
        let mut shown = String::new();
        for (grapheme, cells) in text::graphemes(input.value()) {
            if skipped < self.scroll {
                skipped += cells;
            } else {
                shown.push_str(&grapheme);
            }
        }
        pen.cell(&shown, self.width, style);
    }
}

fn edited(model: &Model, prompt: &FilterPrompt, shape: &Shape, buffer: &mut Buffer) {
    let theme = model.theme;
    let hint = hint(model, prompt);
    let field = Field::of(shape, LABEL, &prompt.input, text::width(&hint) + 2);
    let mut pen = Pen::on(buffer, rect(shape.filter), 0);
    pen.put(LABEL, theme.focus());
    field.draw(&prompt.input, &mut pen, theme.strong());
    let style = if prompt.insisted { theme.error() } else { theme.dim() };
    pen.skip(2).put(&hint, style);
}

/// What is said beside the text: the mistake, else what stands for a begun name, what a bare word names and why nothing
/// matches.
fn hint(model: &Model, prompt: &FilterPrompt) -> String {
    if let Some(error) = &prompt.error {
        return if prompt.is_begun(error) { String::new() } else { mistake(error) };
    }
    let names = prompt.stand_ins.iter().map(ToString::to_string).collect::<Vec<String>>().join(", ");
    let bare = prompt.popup.bare().map(|bare| named(model, bare)).unwrap_or_default();
    let reason = model.reason().map(ToString::to_string).unwrap_or_default();
    let said = [names, bare, reason, note(prompt.input.value())];
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<String>>().join("; ")
}

fn mistake(error: &FilterError) -> String {
    match error.candidates.as_slice() {
        [] => {
            error.hint.as_ref().map_or_else(|| error.message.clone(), |h| format!("{}; {h}", error.message))
        }
        near => did_you_mean(near)
            .map_or_else(|| error.message.clone(), |hint| format!("{}; {hint}", error.message)),
    }
}

/// What a bare word names: `kremlin: 24 in text; actor:kremlin has 115, Tab`.
fn named(model: &Model, bare: &BareWord) -> String {
    let text = match model.search {
        // What matches is the word's text under the rest of the filter, once all of it is found.
        None => format!("{} in text", thousands(model.matches.len() as u64)),
        Some(_) => drawn("… in text").into_owned(),
    };
    let has = bare.count.map_or_else(String::new, |count| format!(" has {}", thousands(count.into())));
    format!("{}: {text}; {}{has}, Tab", bare.word, bare.term)
}

/// What was read otherwise than it may have been meant.
fn note(filter: &str) -> String {
    let operators = Filter::parse(filter).map(|filter| filter.foreign_operators()).unwrap_or_default();
    operators.first().map(ForeignOperator::in_words).unwrap_or_default()
}

fn finding(model: &Model, prompt: &FindPrompt, shape: &Shape, buffer: &mut Buffer) {
    let theme = model.theme;
    let hint = found(model, prompt);
    let field = Field::of(shape, " find    ", &prompt.input, text::width(&hint) + 2);
    let mut pen = Pen::on(buffer, rect(shape.filter), 0);
    pen.put(" find    ", theme.focus());
    field.draw(&prompt.input, &mut pen, theme.strong());
    pen.skip(2).put(&hint, theme.dim());
}

fn found(model: &Model, prompt: &FindPrompt) -> String {
    if prompt.missed { "no match".to_owned() } else { model.finding().unwrap_or_default() }
}

fn choosing(model: &Model, choice: &Choice, shape: &Shape, buffer: &mut Buffer) {
    let theme = model.theme;
    let (label, what) = match choice.among {
        Chosen::Links(_) => (" follow  ", "the number of a link"),
        Chosen::Sources(_) => (" open    ", "the number of a source"),
        Chosen::Addresses(_) => (" copy    ", "the number of a source, for its address"),
    };
    let typed = if choice.number > 0 { choice.number.to_string() } else { String::new() };
    let last = choice.among.len();
    let mut pen = Pen::on(buffer, rect(shape.filter), 0);
    pen.put(label, theme.focus()).put(&typed, theme.strong());
    pen.skip(1).put(&format!("{what}, 1 to {last}"), theme.dim());
}

/// Where the terminal's cursor stands: in the text field that is open, else nowhere.
pub(super) fn cursor(model: &Model, shape: Option<&Shape>) -> Option<Position> {
    let shape = shape?;
    let (label, input, kept) = match &model.focus {
        Focus::Filter(prompt) => (LABEL, &prompt.input, text::width(&hint(model, prompt)) + 2),
        Focus::Find(prompt) => (" find    ", &prompt.input, text::width(&found(model, prompt)) + 2),
        _ => return None,
    };
    let field = Field::of(shape, label, input, kept);
    let x = input.visual_cursor().saturating_sub(field.scroll).min(field.width.saturating_sub(1));
    Some(Position { x: shape.filter.x + field.x + x as u16, y: shape.filter.y })
}
