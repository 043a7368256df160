//! Text tools: folding for comparison, safe display, counts in words, suggestions.
//!
//! This module is at the base of the import order: it imports nothing else of the crate.

pub(crate) mod cell;
mod confusables;
mod cut;
mod fold;
mod initial;
mod plural;
mod seal;
pub mod signs;
pub(crate) mod suggest;
mod visible;

pub(crate) use confusables::{coded_invisible_name, invisible_name, mixed_scripts};
pub(crate) use cut::{columns, cut};
pub use fold::{fold, slug};
pub(crate) use initial::{capitalized, uncapitalized};
pub use plural::{agreeing, counted, counted_as, thousands};
pub(crate) use seal::seal;
pub(crate) use visible::{excerpt, is_plain, visible, visible_line};
