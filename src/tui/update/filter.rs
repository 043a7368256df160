//! The filter: edited in place with completion and history, stepped through, laid aside.

use tui_input::Input;

use crate::filter::{Filter, FilterError, StandIn};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::message::{Effect, Notice};
use crate::tui::model::{FilterPrompt, Focus, Model, Popup, SelectionAnchor};
use crate::tui::state::Change;

use super::candidates;
use super::search;
use super::settle::{keep, keep_to, select};

/// Puts a filter in force and shows what it matches.
fn apply(model: &mut Model, filter: Filter) -> Result<(), FilterError> {
    let place = keep(model);
    apply_at(model, filter, &place)
}

fn apply_at(model: &mut Model, filter: Filter, place: &SelectionAnchor) -> Result<(), FilterError> {
    if filter == model.filter && model.unbound.is_none() && !model.timeline.order().is_empty() {
        // Most letters of a value that is no filter yet change nothing of what the others match.
        model.filter = filter;
        select(model, place);
        return Ok(());
    }
    let query = filter.bind(&model.timeline, model.context())?;
    model.unbound = None;
    model.filter = filter;
    search::show(model, &query, place);
    Ok(())
}

/// Puts a filter in force as one step that can be undone; a mistake is told and nothing changes.
pub(super) fn set(model: &mut Model, filter: Filter) {
    if filter == model.filter {
        return;
    }
    let before = model.filter.clone();
    match apply(model, filter) {
        Ok(()) => {
            model.steps.push(before);
            model.resumed = false;
        }
        Err(error) => model.notice = Some(Notice::Error(error.message)),
    }
}

/// Takes back the last step.
pub(super) fn undo(model: &mut Model) {
    let now = model.filter.clone();
    match model.steps.undo(&now) {
        Some(filter) => step_to(model, filter),
        None => model.notice = Some(Notice::Calm("nothing to undo".to_owned())),
    }
}

/// Makes the step again that was taken back.
pub(super) fn redo(model: &mut Model) {
    let now = model.filter.clone();
    match model.steps.redo(&now) {
        Some(filter) => step_to(model, filter),
        None => model.notice = Some(Notice::Calm("nothing to redo".to_owned())),
    }
}

fn step_to(model: &mut Model, filter: Filter) {
    let text = if filter.is_empty() { "no filter".to_owned() } else { format!("filter: {filter}") };
    match apply(model, filter) {
        Ok(()) => model.notice = Some(Notice::Calm(text)),
        Err(error) => model.notice = Some(Notice::Error(error.message)),
    }
}

/// Puts a filter in force that was in force before, without a step; used by the way back.
pub(super) fn back_to(model: &mut Model, filter: Filter) {
    let before = model.filter.clone();
    match apply(model, filter) {
        Ok(()) => model.steps.push(before),
        Err(error) => model.notice = Some(Notice::Error(error.message)),
    }
}

/// All filters off, or what was laid aside on again.
pub(super) fn toggle(model: &mut Model) {
    if model.filter.is_empty() {
        match model.steps.aside.take() {
            Some(filter) => set(model, filter),
            None => model.notice = Some(Notice::Calm("no filter to put back".to_owned())),
        }
    } else {
        model.steps.aside = Some(model.filter.clone());
        set(model, Filter::default());
        let key = model.preferences.keys.spoken(Action::ToggleFilter);
        model.notice = Some(Notice::Calm(format!("all filters off; {key} puts them back")));
    }
}

/// Opens the prompt on the filter in force.
pub(super) fn edit(model: &mut Model) {
    let mut text = model.filter.to_string();
    if !text.is_empty() {
        text.push(' ');
    }
    model.focus = Focus::Filter(Box::new(FilterPrompt {
        input: Input::new(text),
        before: model.filter.clone(),
        selected: model.selected_event().map(|ix| model.timeline.event(ix).id.clone()),
        offset: model.offset,
        error: model.unbound.clone(),
        insisted: false,
        stand_ins: Vec::new(),
        detail_scroll: model.detail_scroll,
        popup: Popup::default(),
        recalled: None,
    }));
}

/// Restores what was before.
pub(super) fn abandon(model: &mut Model) {
    let Focus::Filter(prompt) = std::mem::replace(&mut model.focus, Focus::Panes) else { return };
    let before = prompt.before.clone();
    if before != model.filter {
        drop(apply(model, before));
    }
    let Some(ix) = prompt.selected.and_then(|id| model.timeline.store().find(id.as_str())) else { return };
    if let Some(row) = search::row_of(model, ix) {
        super::motion::select(model, row);
        (model.offset, model.detail_scroll) = (prompt.offset, prompt.detail_scroll);
    }
}

/// A key for the prompt.
pub(super) fn typed(model: &mut Model, key: Key) -> Option<Effect> {
    let Focus::Filter(prompt) = &mut model.focus else { return None };
    let (lit, recalled) = (prompt.popup.lit.is_some(), prompt.recalled.is_some());
    match key.code {
        Code::Esc if lit => candidates::close(prompt),
        Code::Esc => abandon(model),
        Code::Enter if candidates::take(model) => taken(model),
        Code::Enter => return keep_filter(model),
        Code::Tab if candidates::tab(model) => taken(model),
        Code::Tab => {}
        Code::BackTab => candidates::light(model, false),
        Code::Up if lit => candidates::light(model, false),
        Code::Up => recall(model, true),
        Code::Down if recalled => recall(model, false),
        Code::Down => candidates::light(model, true),
        _ => {
            if key == Key::char(' ') {
                complete_names(model);
            }
            let Focus::Filter(prompt) = &mut model.focus else { return None };
            if let Some(request) = super::dialog::request(key) {
                prompt.recalled = None;
                match prompt.input.handle(request) {
                    Some(changed) if changed.value => follow(model),
                    Some(_) => candidates::follow(model),
                    None => {}
                }
            }
        }
    }
    None
}

/// A candidate was taken: the events follow it; candidates show again for the value of a field.
fn taken(model: &mut Model) {
    follow(model);
    let Focus::Filter(prompt) = &mut model.focus else { return };
    prompt.recalled = None;
    let before: String = prompt.input.value().chars().take(prompt.input.cursor()).collect();
    if !before.ends_with([':', '(']) {
        candidates::close(prompt);
    }
}

/// A space ends a word: names that are only begun are written out, unless the cursor is within one.
fn complete_names(model: &mut Model) {
    let Focus::Filter(prompt) = &model.focus else { return };
    let (text, at) = (prompt.input.value(), candidates::cursor(&prompt.input));
    let ends = text.get(at..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', ')']));
    if prompt.stand_ins.is_empty() || !ends {
        return;
    }
    let Ok(filter) = Filter::parse(text) else { return };
    let Some(done) = filter.completed(&model.timeline, model.context(), at) else { return };
    let cursor = done.text.get(..done.cursor).unwrap_or(&done.text).chars().count();
    let Focus::Filter(prompt) = &mut model.focus else { return };
    prompt.input = Input::new(done.text).with_cursor(cursor);
}

/// Pasted text goes in at the cursor, as one line.
pub(super) fn paste(model: &mut Model, text: &str) {
    let Focus::Filter(prompt) = &mut model.focus else { return };
    super::dialog::insert(&mut prompt.input, text);
    follow(model);
}

/// The events follow the text; while a term is unfinished they follow the others, and where those are no filter
/// either, the last good ones stay.
pub(super) fn follow(model: &mut Model) {
    let Focus::Filter(prompt) = &mut model.focus else { return };
    prompt.insisted = false;
    let (text, offset) = (prompt.input.value().to_owned(), prompt.offset);
    let others = without_word_at(&text, prompt.input.cursor());
    let before = prompt.selected.as_ref().and_then(|id| model.timeline.store().find(id.as_str()));
    let place = before.map_or_else(|| keep(model), |ix| keep_to(model, ix, offset));
    let applied =
        read(model, &text).and_then(|(filter, names)| apply_at(model, filter, &place).map(|()| names));
    if applied.is_err() {
        drop(read(model, &others).and_then(|(filter, _)| apply_at(model, filter, &place)));
    }
    if let Focus::Filter(prompt) = &mut model.focus {
        (prompt.stand_ins, prompt.error) = match applied {
            Ok(names) => (names, None),
            Err(error) => (Vec::new(), Some(error)),
        };
    }
    candidates::follow(model);
}

/// Reads the text; a name that is only begun stands for the most frequent one.
fn read(model: &Model, text: &str) -> Result<(Filter, Vec<StandIn>), FilterError> {
    let filter = Filter::parse(text)?;
    let done = filter.completed(&model.timeline, model.context(), text.len());
    Ok(done.map_or_else(|| (filter, Vec::new()), |done| (done.filter, done.names)))
}

/// The text without the word that the cursor, counted in characters, stands in or after.
fn without_word_at(text: &str, cursor: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (before, after) = chars.split_at(cursor.min(chars.len()));
    let kept = before.iter().rposition(|c| c.is_whitespace()).map_or(0, |at| at + 1);
    let rest = after.iter().position(|c| c.is_whitespace()).unwrap_or(after.len());
    before.iter().take(kept).chain(after.iter().skip(rest)).collect()
}

/// Keeps the filter as one step; a text that is no filter is told and stays.
fn keep_filter(model: &mut Model) -> Option<Effect> {
    let Focus::Filter(prompt) = &mut model.focus else { return None };
    if prompt.error.is_some() {
        prompt.insisted = true;
        candidates::close(prompt);
        return None;
    }
    let before = prompt.before.clone();
    let typed = Filter::parse(prompt.input.value()).ok();
    model.focus = Focus::Panes;
    model.pane = super::Pane::View;
    if let Some(operator) = typed.and_then(|filter| filter.foreign_operators().into_iter().next()) {
        model.notice = Some(Notice::Warning(operator.in_words()));
    }
    if model.filter == before {
        return None;
    }
    model.steps.push(before);
    model.resumed = false;
    used(model)
}

/// The filter in force is one of those that Up recalls, in this session and the next.
fn used(model: &mut Model) -> Option<Effect> {
    let text = model.filter.to_string();
    if text.is_empty() {
        return None;
    }
    model.remembered.apply(Change::Used(text.clone()));
    Some(Effect::Remember(Change::Used(text)))
}

/// A dialog made a filter.
pub(super) fn picked(model: &mut Model, filter: Filter) -> Option<Effect> {
    set(model, filter);
    used(model)
}

/// Puts an earlier filter into the text; walking forward past the latest gives back what was typed.
fn recall(model: &mut Model, earlier: bool) {
    let history = &model.remembered.history;
    let Focus::Filter(prompt) = &mut model.focus else { return };
    let (at, typed) = match (prompt.recalled.take(), earlier) {
        (None, true) => (Some(0), prompt.input.value().to_owned()),
        (None, false) => return,
        (Some((at, typed)), true) => (Some((at + 1).min(history.len().saturating_sub(1))), typed),
        (Some((at, typed)), false) => (at.checked_sub(1), typed),
    };
    let text = match at {
        None => typed,
        Some(at) => {
            let Some(text) = history.iter().rev().nth(at).cloned() else { return };
            prompt.recalled = Some((at, typed));
            text
        }
    };
    prompt.input = Input::new(text);
    follow(model);
    if let Focus::Filter(prompt) = &mut model.focus {
        candidates::close(prompt);
    }
}
