//! Saving the filter as a view under a name, in the user's own state.

use super::frame::Frame;
use super::line::Line;
use super::{DialogContext, Input, Outcome};
use crate::tui::key::Code;
use crate::tui::message::{Effect, Message};
use crate::tui::state::{Change, View};

/// The prompt for a name.
#[derive(Debug, Clone)]
pub struct SaveView {
    pub line: Line,
    /// The filter that is saved.
    pub filter: String,
    taken: Vec<String>,
}

impl SaveView {
    /// Opens on the filter in force.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let taken = desk.remembered.views.iter().map(|view| view.name.clone()).collect();
        Self { line: Line::default(), filter: desk.filter.to_string(), taken }
    }

    /// Whether a view of this name is replaced.
    #[must_use]
    pub(crate) fn replaces(&self) -> bool {
        self.taken.iter().any(|name| name == self.line.text().trim())
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (60, 4))
    }

    pub(crate) fn handle(&mut self, input: &Input) -> Outcome {
        match input {
            Input::Key(key) if key.code == Code::Esc => return Outcome::Close,
            Input::Key(key) if key.code == Code::Enter => return self.save(),
            Input::Key(key) => {
                self.line.take(*key);
            }
            Input::Paste(text) => self.line.paste(text),
            Input::Mouse(_) => {}
        }
        Outcome::Stay
    }

    fn save(&self) -> Outcome {
        let name = self.line.text().trim().to_owned();
        if name.is_empty() {
            return Outcome::Stay;
        }
        let view = View { name, filter: self.filter.clone(), view: None, sort: None };
        Outcome::Finish(Box::new(Message::Do(Effect::Remember(Change::Save(view)))))
    }
}
