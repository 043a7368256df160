//! A line of text that is being typed.

use tui_input::{Input, InputRequest};

use crate::tui::key::{Code, Key};

/// A text field of one line.
#[derive(Debug, Clone, Default)]
pub struct Line {
    input: Input,
}

impl Line {
    /// Returns a line with this text and the cursor after it.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { input: Input::new(text.into()) }
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Returns whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Returns the text before the cursor and the text after it.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        let text = self.text();
        let at = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at);
        text.split_at_checked(at).unwrap_or((text, ""))
    }

    /// Handles `key` and returns whether it is a key of text fields.
    pub fn take(&mut self, key: Key) -> bool {
        use InputRequest as R;
        let word = key.ctrl || key.alt;
        let request = match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) => R::InsertChar(c),
            (Code::Backspace, ..) if word => R::DeletePrevWord,
            (Code::Backspace, ..) | (Code::Char('h'), true, false) => R::DeletePrevChar,
            (Code::Delete, ..) | (Code::Char('d'), true, false) => R::DeleteNextChar,
            (Code::Left, ..) if word => R::GoToPrevWord,
            (Code::Right, ..) if word => R::GoToNextWord,
            (Code::Char('b'), false, true) => R::GoToPrevWord,
            (Code::Char('f'), false, true) => R::GoToNextWord,
            (Code::Left, ..) => R::GoToPrevChar,
            (Code::Right, ..) => R::GoToNextChar,
            (Code::Home, ..) | (Code::Char('a'), true, false) => R::GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, false) => R::GoToEnd,
            (Code::Char('w'), true, false) => R::DeletePrevWord,
            (Code::Char('u'), true, false) => R::DeleteFromStart,
            (Code::Char('k'), true, false) => R::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    /// Inserts pasted text. Its line breaks become spaces.
    pub(crate) fn paste(&mut self, text: &str) {
        for c in text.trim_end_matches(['\r', '\n']).chars() {
            self.input.handle(InputRequest::InsertChar(if c.is_control() { ' ' } else { c }));
        }
    }

    /// Replaces the text; the cursor stands between both parts.
    pub(crate) fn set_around(&mut self, before: &str, after: &str) {
        self.input = Input::new(format!("{before}{after}")).with_cursor(before.chars().count());
    }

    /// Replaces the text.
    pub fn set(&mut self, text: impl Into<String>) {
        self.input = Input::new(text.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_as_everywhere() {
        let mut line = Line::new("Кремль");
        for key in [Key::plain(Code::Home), Key::char('в'), Key::char(' '), Key::plain(Code::End)] {
            assert!(line.take(key), "{key} is taken");
        }
        assert_eq!(line.text(), "в Кремль", "letters go where the cursor is");
        line.take(Key::plain(Code::Left));
        assert_eq!(line.parts(), ("в Кремл", "ь"), "the cursor stands between letters of any script");
        line.take(Key::ctrl('u'));
        assert_eq!(line.text(), "ь", "Ctrl-u deletes to the start");
        assert!(!line.take(Key::plain(Code::Enter)), "Return is not the field's");
        line.paste("a\nb\u{1b}c\n");
        assert!(line.text().starts_with("a b c"), "a paste is one line: {:?}", line.text());
    }
}
