//! The palette: everything a key does, by name, drawn from the key table; and the saved views.

use super::finder::{Finder, Heard};
use super::frame::{Frame, Listing};
use super::{DialogContext, Input, Outcome};
use crate::tui::action::Action;
use crate::tui::key::Code;
use crate::tui::message::Message;

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Act(Action),
    OpenView(usize),
}

/// A row of the palette.
#[derive(Debug, Clone)]
pub struct CommandRow {
    /// What it does, in words.
    pub(crate) label: String,
    /// The group it belongs to.
    pub group: &'static str,
    pub keys: String,
    does: Does,
}

#[derive(Debug, Clone)]
pub struct Palette {
    pub(crate) finder: Finder,
    pub rows: Vec<CommandRow>,
}

impl Palette {
    /// Opens on the key table and the store's saved views.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let itself = |action: Action| matches!(action, Action::Palette | Action::Leave);
        let bound = desk.keys.all().filter(|b| !itself(b.binding.action)).map(|b| CommandRow {
            label: b.binding.description.to_owned(),
            group: b.binding.group.name(),
            keys: b.written(),
            does: Does::Act(b.binding.action),
        });
        let views = desk.timeline.store().views.iter().enumerate().map(|(at, view)| CommandRow {
            label: view.name.clone(),
            group: "saved view",
            keys: String::new(),
            does: Does::OpenView(at),
        });
        Self::new(bound.chain(views).collect())
    }

    fn new(rows: Vec<CommandRow>) -> Self {
        let names: Vec<[String; 2]> =
            rows.iter().map(|row| [row.label.clone(), format!("{} {}", row.group, row.label)]).collect();
        let finder = Finder::new(names.iter().map(|names| names.iter().map(String::as_str)));
        Self { finder, rows }
    }

    /// The store's saved views as they are now, at the same place.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        let Self { finder, rows } = Self::open(desk);
        *self = Self { finder: finder.resumed(&self.finder), rows };
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (60, 20))
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        let listing = Listing::of(Self::frame(desk.size).inner, 0);
        match input {
            Input::Key(key) if key.code == Code::Esc => return Outcome::Close,
            Input::Key(key) if key.code == Code::Enter => return self.run(),
            Input::Key(key) => {
                self.finder.take(*key, listing.list.lines());
            }
            Input::Paste(text) => self.finder.paste(text),
            Input::Mouse(mouse) if self.finder.mouse(*mouse, listing) == Heard::Pressed => return self.run(),
            Input::Mouse(_) => {}
        }
        Outcome::Stay
    }

    fn run(&self) -> Outcome {
        let Some(row) = self.finder.row().and_then(|at| self.rows.get(at)) else { return Outcome::Stay };
        Outcome::Finish(Box::new(match row.does {
            Does::Act(action) => Message::Act(action),
            Does::OpenView(at) => Message::OpenView(at),
        }))
    }
}
