//! Dialogs open, get what is typed and answer; and what text fields share.

use tui_input::{Input, InputRequest};

use super::adding;
use crate::text::visible_line;
use crate::tui::dialog::{self, Dialog, Outcome};
use crate::tui::key::{Code, Key};
use crate::tui::message::DialogRequest;
use crate::tui::message::{self, Effect, Notice};
use crate::tui::model::{Focus, Model};

/// Opens a dialog over the panes.
pub(super) fn open(model: &mut Model, ask: DialogRequest) {
    model.focus = Focus::Dialog(Box::new(Dialog::open(ask, model.desk())));
}

/// Reports a failure: in the footer if it fits there, else in a box, unless something else is being asked.
pub(super) fn tell(model: &mut Model, text: String) {
    if message::fits(&text, usize::from(model.width)) || !matches!(model.focus, Focus::Panes) {
        model.notice = Some(Notice::Error(text));
    } else {
        model.focus = Focus::Dialog(Box::new(Dialog::Notice(dialog::notice::Notice::read("Not done", text))));
    }
}

/// The open dialog shows what the store holds now.
pub(super) fn reload(model: &mut Model) {
    let mut focus = std::mem::replace(&mut model.focus, Focus::Panes);
    if let Focus::Dialog(dialog) = &mut focus {
        dialog.reload(model.desk());
    }
    model.focus = focus;
}

/// Gives the open dialog its input, and does what it answers.
pub(super) fn input(model: &mut Model, input: &dialog::Input) -> Option<Effect> {
    let Focus::Dialog(mut dialog) = std::mem::replace(&mut model.focus, Focus::Panes) else { return None };
    match dialog.handle(input, model.desk()) {
        Outcome::Stay => {
            model.focus = Focus::Dialog(dialog);
            None
        }
        Outcome::Send(message) => {
            model.focus = Focus::Dialog(dialog);
            super::change(model, *message)
        }
        Outcome::Close => {
            adding::closed(model, *dialog);
            None
        }
        Outcome::Finish(message) => super::change(model, *message),
    }
}

/// What a key asks of a text field.
pub(super) fn request(key: Key) -> Option<InputRequest> {
    if let Some(c) = key.typed() {
        return Some(InputRequest::InsertChar(c));
    }
    Some(match (key.code, key.ctrl, key.alt) {
        (Code::Left, false, false) | (Code::Char('b'), true, false) => InputRequest::GoToPrevChar,
        (Code::Right, false, false) | (Code::Char('f'), true, false) => InputRequest::GoToNextChar,
        (Code::Left, ..) | (Code::Char('b'), _, true) => InputRequest::GoToPrevWord,
        (Code::Right, ..) | (Code::Char('f'), _, true) => InputRequest::GoToNextWord,
        (Code::Home, ..) | (Code::Char('a'), true, _) => InputRequest::GoToStart,
        (Code::End, ..) | (Code::Char('e'), true, _) => InputRequest::GoToEnd,
        (Code::Backspace | Code::Char('w'), true, _) | (Code::Backspace, _, true) => {
            InputRequest::DeletePrevWord
        }
        (Code::Backspace, ..) | (Code::Char('h'), true, _) => InputRequest::DeletePrevChar,
        (Code::Delete, ..) | (Code::Char('d'), true, _) => InputRequest::DeleteNextChar,
        (Code::Char('u'), true, _) => InputRequest::DeleteFromStart,
        (Code::Char('k'), true, _) => InputRequest::DeleteTillEnd,
        (Code::Char('y'), true, _) => InputRequest::Yank,
        _ => return None,
    })
}

/// Puts text in at the cursor, as one line.
pub(super) fn insert(input: &mut Input, text: &str) {
    for c in visible_line(text.trim()).chars() {
        input.handle(InputRequest::InsertChar(c));
    }
}
