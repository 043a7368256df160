//! Saving the filter under a name with the view that shows it, its zoom and order, in the user's own state.

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
    /// What is saved, without its name.
    pub view: View,
    taken: Vec<String>,
}

impl SaveView {
    /// Opens on the filter in force.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let taken = desk.remembered.views.iter().map(|view| view.name.clone()).collect();
        let open = desk.open_view;
        let view = View {
            name: String::new(),
            filter: desk.filter.to_string(),
            view: Some(open.view.name().to_lowercase()),
            sort: Some(if open.reversed { "-date" } else { "date" }.to_owned()),
            zoom: (open.place.zoom > 0).then_some(open.place.zoom),
            variant: (open.place.variant > 0).then_some(open.place.variant),
        };
        Self { line: Line::default(), view, taken }
    }

    /// Returns the name of the view and the order of its events in words.
    #[must_use]
    pub(crate) fn drawn(&self) -> (&str, &'static str) {
        let order = if self.view.sort.as_deref() == Some("-date") { "newest first" } else { "oldest first" };
        (self.view.view.as_deref().unwrap_or("timeline"), order)
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
        let view = View { name, ..self.view.clone() };
        Outcome::Finish(Box::new(Message::Do(Effect::Remember(Change::Save(view)))))
    }
}
