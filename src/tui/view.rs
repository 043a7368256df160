//! What the screen shows: one file a view, pane or dialog, drawn from the model and changing nothing.

mod completion;
mod detail;
pub(crate) mod dialog;
mod facets;
mod filterbar;
mod footer;
mod histogram;
mod ink;
mod picture;
mod plain;
mod screen;
mod timeline;
mod title;

pub(crate) use plain::{lines, plain, wide};
pub use screen::draw;
