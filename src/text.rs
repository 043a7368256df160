//! What text is before anyone draws it: folded for comparing, made visible for showing, counts and suggestions in words.
//!
//! Base of the import order: names nothing else of the crate.

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
