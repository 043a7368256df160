//! Finding without filtering.

use tui_input::Input;

use crate::text::fold;
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::message::{Effect, Notice};
use crate::tui::model::{FindPrompt, Focus, Model};

use super::found::holds;
use super::motion::select;

pub(super) fn open(model: &mut Model) {
    let prompt = FindPrompt { input: Input::default(), from: model.selected, missed: false };
    model.focus = Focus::Find(Box::new(prompt));
}

/// Back to where it began.
pub(super) fn abandon(model: &mut Model) {
    let Focus::Find(prompt) = std::mem::replace(&mut model.focus, Focus::Panes) else { return };
    end(model);
    select(model, prompt.from);
}

/// Ends finding: nothing is marked any more, and `n` has nothing to go to.
pub(super) fn end(model: &mut Model) {
    (model.needle, model.found) = (None, None);
}

/// A key for the prompt.
pub(super) fn typed(model: &mut Model, key: Key) -> Option<Effect> {
    let Focus::Find(prompt) = &mut model.focus else { return None };
    match key.code {
        Code::Esc => abandon(model),
        Code::Enter => {
            let missed = prompt.missed;
            model.focus = Focus::Panes;
            if missed {
                let needle = model.needle.clone().unwrap_or_default();
                end(model);
                model.notice = Some(Notice::Calm(format!("no event with {needle}")));
            }
        }
        _ => {
            if super::dialog::request(key)
                .and_then(|request| prompt.input.handle(request))
                .is_some_and(|changed| changed.value)
            {
                follow(model);
            }
        }
    }
    None
}

/// Pasted text goes in at the cursor.
pub(super) fn paste(model: &mut Model, text: &str) {
    let Focus::Find(prompt) = &mut model.focus else { return };
    super::dialog::insert(&mut prompt.input, text);
    follow(model);
}

/// The first match at or after where it began.
fn follow(model: &mut Model) {
    let Focus::Find(prompt) = &model.focus else { return };
    let (needle, from) = (fold(prompt.input.value()), prompt.from);
    let found = if needle.is_empty() { Some(from) } else { search(model, &needle, from, true) };
    model.needle = (!needle.is_empty()).then_some(needle);
    model.found = None;
    if let Focus::Find(prompt) = &mut model.focus {
        prompt.missed = found.is_none();
    }
    select(model, found.unwrap_or(from));
}

/// The next match, or the previous one, round and round.
pub(super) fn step(model: &mut Model, forward: bool) {
    let Some(needle) = model.needle.clone() else {
        let key = model.preferences.keys.spoken(Action::Find);
        model.notice = Some(Notice::Calm(format!("nothing to find yet; {key} asks what to find")));
        return;
    };
    let count = model.shown.len().max(1);
    let from = if forward { (model.selected + 1) % count } else { (model.selected + count - 1) % count };
    match search(model, &needle, from, forward) {
        Some(row) => {
            let wrapped = if forward { row <= model.selected } else { row >= model.selected };
            select(model, row);
            if wrapped {
                let edge = if forward {
                    "from the end on to the first match"
                } else {
                    "from the start on to the last match"
                };
                let place = model.finding().map(|place| format!("{place}; ")).unwrap_or_default();
                model.notice = Some(Notice::Calm(format!("{place}{edge}")));
            }
        }
        None => model.notice = Some(Notice::Calm("no match".to_owned())),
    }
}

fn search(model: &Model, needle: &str, from: usize, forward: bool) -> Option<usize> {
    let count = model.shown.len();
    let rows =
        (0..count).map(|step| if forward { (from + step) % count } else { (from + count - step) % count });
    rows.into_iter().find(|row| model.shown.get(*row).is_some_and(|ix| holds(model, *ix, needle)))
}
