//! Something to read before going on, or a question that is answered with yes or no.

use super::frame::Frame;
use super::{Input, Outcome};
use crate::tui::key::Code;
use crate::tui::message::Message;
use crate::tui::text;

/// The possible answers.
#[derive(Debug, Clone)]
enum Answer {
    /// None: the text is only read.
    Read,
    /// Yes sends this message. Any other answer does nothing.
    Yes(Box<Message>),
}

/// A box with a text.
#[derive(Debug, Clone)]
pub struct Notice {
    pub title: String,
    /// The text, in lines of any length.
    pub text: String,
    answer: Answer,
}

impl Notice {
    #[must_use]
    pub fn read(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into(), answer: Answer::Read }
    }

    /// Asks a question. `y` sends `yes`.
    #[must_use]
    pub fn ask(title: impl Into<String>, text: impl Into<String>, yes: Message) -> Self {
        Self { title: title.into(), text: text.into(), answer: Answer::Yes(Box::new(yes)) }
    }

    /// Returns whether it is a question.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self.answer, Answer::Yes(_))
    }

    #[must_use]
    pub fn frame(&self, size: (u16, u16)) -> Frame {
        let width = Frame::of(size, (60, 1)).inner.width;
        let lines = text::wrap(&self.text, usize::from(width)).len();
        Frame::of(size, (60, u16::try_from(lines).unwrap_or(u16::MAX)))
    }

    pub(crate) fn handle(&mut self, input: &Input) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Stay };
        match (&self.answer, key.at_its_place().code) {
            (Answer::Yes(message), Code::Char('y' | 'Y')) => Outcome::Finish(message.clone()),
            (Answer::Yes(_), Code::Esc | Code::Char('n' | 'N')) => Outcome::Close,
            (Answer::Read, Code::Esc | Code::Enter | Code::Char(' ' | 'q')) => Outcome::Close,
            _ => Outcome::Stay,
        }
    }
}
