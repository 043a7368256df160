//! Going to a date: one line, read as it is typed.

use super::frame::Frame;
use super::line::Line;
use super::{DialogContext, Input, Outcome};
use crate::event::date::{Day, Now, Range};
use crate::tui::key::Code;
use crate::tui::message::Message;

/// The prompt for a date.
#[derive(Debug, Clone, Default)]
pub struct GoTo {
    pub line: Line,
}

impl GoTo {
    /// The day that is meant: the first of a range; today without text.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn day(&self, now: &Now) -> Result<Day, String> {
        let text = self.line.text().trim();
        if text.is_empty() {
            return Ok(now.today);
        }
        let range = Range::parse(text, now).map_err(|error| error.message)?;
        let (first, last) = range.day_bounds();
        first.or(last).ok_or_else(|| "there is no day in this range".to_owned())
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (52, 3))
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        match input {
            Input::Key(key) if key.code == Code::Esc => return Outcome::Close,
            Input::Key(key) if key.code == Code::Enter => {
                if let Ok(day) = self.day(desk.now) {
                    return Outcome::Finish(Box::new(Message::GoToDay(day)));
                }
            }
            Input::Key(key) => {
                self.line.take(*key);
            }
            Input::Paste(text) => self.line.paste(text),
            Input::Mouse(_) => {}
        }
        Outcome::Stay
    }
}
