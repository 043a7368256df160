//! The detail as lines of text with tones. It is laid out here, so that scrolling and the mouse know every line.

mod account;
mod head;
mod refs;
mod writer;

pub use refs::links;
pub use writer::{Page, PageLine, Piece, Tone};

use crate::event::EventIx;
use crate::event::date::Instant;
use crate::timeline::Timeline;

use super::model::Model;
use crate::tui::pane::Pane;
use writer::Writer;

/// Returns the whole selected event for a pane of `width` cells, one of them empty on each side.
#[must_use]
pub(crate) fn detail(model: &Model, width: usize) -> Page {
    match model.selected_event() {
        Some(ix) => {
            let bookmarked = model.bookmarks.contains(&model.timeline.event(ix).id);
            let room = if model.pane == Pane::Detail { Room::Opened } else { Room::Beside };
            let sheet =
                PageContext { timeline: &model.timeline, ix, now: model.now.instant, bookmarked, room };
            sheet.page(width.saturating_sub(2))
        }
        None => Page::default(),
    }
}

/// The data that the parts of a page are written from.
pub(crate) struct PageContext<'a> {
    pub(crate) timeline: &'a Timeline,
    pub(crate) ix: EventIx,
    pub(crate) now: Instant,
    pub(crate) bookmarked: bool,
    pub(crate) room: Room,
}

/// How much of an event is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// The detail is shown beside the view: an address has one line.
    Beside,
    /// The event was opened to be read: an address is written whole.
    Opened,
}

impl PageContext<'_> {
    /// Returns the event in lines of at most `width` cells.
    pub(crate) fn page(&self, width: usize) -> Page {
        let mut out = Writer::new(width);
        head::write(self, &mut out);
        account::write(self, &mut out);
        refs::write(self, &mut out);
        out.page()
    }
}
