//! The lines of Shifts for a width.

use crate::event::EventIx;
use crate::tui::text;

use super::{Item, Page};

/// The margin of what belongs to an event.
pub(crate) const MARGIN: usize = 4;

/// A line of the picture.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The item it belongs to.
    pub(crate) item: Option<usize>,
    pub(crate) part: Part,
}

/// What a line shows.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Blank,
    /// A line of the sentence about the week.
    Week(String),
    /// The heading of a section.
    Heading(usize),
    /// Why a section is empty.
    Nothing(String),
    /// An event that changed something.
    Event(EventIx),
    /// What it changed.
    Note(String),
    /// One of the two lines of a count or a silence.
    First,
    Second,
}

impl Page {
    /// Returns all lines for a width.
    pub(crate) fn lines(&self, width: usize) -> Vec<Line> {
        let room = width.saturating_sub(2);
        let of = |item: usize, part: Part| Line { item: Some(item), part };
        let free = |part: Part| Line { item: None, part };
        let week = text::wrap(&self.summary, room).into_iter();
        let mut lines: Vec<Line> = week.map(|line| of(0, Part::Week(line))).collect();
        for (at, section) in self.sections.iter().enumerate() {
            lines.extend([free(Part::Blank), free(Part::Heading(at))]);
            let nothing = section.nothing.iter().flat_map(|why| text::wrap(why, room));
            lines.extend(nothing.map(|line| free(Part::Nothing(line))));
            for number in section.items.clone() {
                match self.items.get(number) {
                    Some(Item::Change { event, notes }) => {
                        lines.push(of(number, Part::Event(*event)));
                        let notes =
                            notes.iter().flat_map(|note| text::wrap(note, room.saturating_sub(MARGIN)));
                        lines.extend(notes.map(|line| of(number, Part::Note(line))));
                    }
                    Some(Item::Count { .. } | Item::Silence { .. }) => {
                        lines.extend([of(number, Part::First), of(number, Part::Second)]);
                    }
                    Some(Item::Week(_)) | None => {}
                }
            }
        }
        lines
    }
}
