//! The detail as lines of text with tones: laid out here, so that scrolling and the mouse know what stands where.

mod account;
mod head;
mod refs;
mod writer;

pub use refs::links;
pub use writer::{Page, PageLine, Piece, Tone};

use crate::event::EventIx;
use crate::timeline::Timeline;

use super::model::Model;
use writer::Writer;

/// The selected event whole, for a pane of `width` cells: a cell of air stands on both sides.
#[must_use]
pub fn detail(model: &Model, width: usize) -> Page {
    match model.selected_event() {
        Some(ix) => event(model, ix, width.saturating_sub(2)),
        None => Page::default(),
    }
}

/// What the parts of a page are written from.
struct Sheet<'a> {
    timeline: &'a Timeline,
    ix: EventIx,
    model: &'a Model,
}

fn event(model: &Model, ix: EventIx, width: usize) -> Page {
    let sheet = Sheet { timeline: &model.timeline, ix, model };
    let mut out = Writer::new(width);
    head::write(&sheet, &mut out);
    account::write(&sheet, &mut out);
    refs::write(&sheet, &mut out);
    out.page()
}
