//! What text is before anyone draws it: folded for comparing, made visible for showing.
//!
//! Base of the import order: names nothing else of the crate.

mod fold;
mod visible;

pub use fold::{fold, slug};
pub use visible::{is_plain, visible, visible_line};
