//! Candidates under the filter while it is typed: looked up, lit and taken.

use tui_input::Input;

use crate::event::date::Now;
use crate::filter::{Context, complete};
use crate::tui::model::{FilterPrompt, Focus, Model, Offer, Popup};

/// Returns the byte of the text at which the cursor is.
pub(super) fn cursor(input: &Input) -> usize {
    input.value().char_indices().nth(input.cursor()).map_or(input.value().len(), |(at, _)| at)
}

/// The text has changed: its candidates are looked up at once, or in a large store when no key waits.
pub(super) fn follow(model: &mut Model) {
    let later = model.timeline.order().len() >= model.pace.from;
    let Focus::Filter(prompt) = &mut model.focus else { return };
    prompt.popup.lit = None;
    prompt.popup.offer = Offer::Waiting;
    if !later {
        look_up(model);
    }
}

/// Looks up the candidates of the text.
pub(super) fn look_up(model: &mut Model) {
    let Model { focus, timeline, now, bookmarks, unseen, .. } = model;
    let Focus::Filter(prompt) = focus else { return };
    let context = Context { now: &*now as &Now, bookmarks, unseen: &unseen.ids };
    let (text, at) = (prompt.input.value(), cursor(&prompt.input));
    let completion = complete(text, at, timeline, context);
    let typed = text.get(completion.span.clone());
    // What is written out already is no candidate for itself.
    let written = completion.candidates.len() == 1
        && completion.candidates.first().is_some_and(|only| Some(only.insert.as_str()) == typed);
    let closed = completion.is_idle(text) || written;
    let offer = if closed { Offer::Closed } else { Offer::Open };
    prompt.popup = Popup { offer, completion: Some(completion), lit: None };
}

/// Closes the candidates until the text changes.
pub(super) fn close(prompt: &mut FilterPrompt) {
    prompt.popup.offer = Offer::Closed;
    prompt.popup.lit = None;
}

/// Makes sure that the candidates are those of the text, whether or not anything is typed at the cursor.
fn open(model: &mut Model) {
    let Focus::Filter(prompt) = &model.focus else { return };
    if prompt.popup.offer != Offer::Open {
        look_up(model);
    }
    if let Focus::Filter(prompt) = &mut model.focus {
        prompt.popup.offer = Offer::Open;
    }
}

/// Lights the next candidate, or the one before; before the first none is lit.
pub(super) fn light(model: &mut Model, forward: bool) {
    open(model);
    let Focus::Filter(prompt) = &mut model.focus else { return };
    let popup = &mut prompt.popup;
    let count = popup.candidates().len();
    popup.lit = match popup.lit {
        None if forward => Some(0),
        None => count.checked_sub(1),
        Some(at) if forward => Some((at + 1) % count.max(1)),
        Some(at) => at.checked_sub(1),
    };
    popup.lit = popup.lit.filter(|at| *at < count);
}

/// `Tab`: takes the lit candidate, the only one, or the term for a bare word; else lights the first. Returns whether
/// the text has changed.
pub(super) fn tab(model: &mut Model) -> bool {
    open(model);
    if take(model) {
        return true;
    }
    let Focus::Filter(prompt) = &mut model.focus else { return false };
    if let Some(term) = prompt.popup.bare().map(|bare| bare.term.clone()) {
        return write(prompt, &term);
    }
    let only = prompt.popup.candidates().len() == 1;
    light(model, true);
    only && take(model)
}

/// Takes the lit candidate. Returns whether one was lit.
pub(super) fn take(model: &mut Model) -> bool {
    let Focus::Filter(prompt) = &mut model.focus else { return false };
    let lit = prompt.popup.lit.and_then(|at| prompt.popup.candidates().get(at));
    let Some(insert) = lit.map(|candidate| candidate.insert.clone()) else { return false };
    write(prompt, &insert)
}

/// Writes `insert` where the word at the cursor is.
fn write(prompt: &mut FilterPrompt, insert: &str) -> bool {
    let Some(span) = prompt.popup.completion.as_ref().map(|completion| completion.span.clone()) else {
        return false;
    };
    let text = prompt.input.value();
    let head = text.get(..span.start).unwrap_or_default();
    let tail = text.get(span.end..).unwrap_or_default();
    let cursor = head.chars().count() + insert.chars().count();
    prompt.input = Input::new(format!("{head}{insert}{tail}")).with_cursor(cursor);
    true
}
