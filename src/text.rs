//! Text tools: folding for comparison, safe display, counts in words, suggestions.
//!
//! This module is at the base of the import order: it imports nothing else of the crate.

mod fold;
mod initial;
mod plural;
pub(crate) mod suggest;
mod unseen;
mod visible;

pub use fold::{fold, slug};
pub(crate) use initial::{capitalized, uncapitalized};
pub use plural::{counted, counted_as, thousands};
pub(crate) use unseen::{mixed, unseen, unseen_named};
pub(crate) use visible::{excerpt, is_plain, visible, visible_line};
