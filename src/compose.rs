//! Writing a new event. `demarche new` and the form of the browser do it by the same steps:
//!
//! ```text
//!   a sentence ── sentence ──► Draft: fields under the store's names, and notes on what is not certain
//!   names, roles ── names ───► ids and values for its fields
//!   Draft ── target ─────────► the file of the store whose events lie nearest in date
//!   Draft ── judge ──────────► the problems that the loader would find in it
//!   Draft ── append ─────────► the file with the event behind its last one, every other byte kept
//! ```

pub(crate) mod append;
pub(crate) mod draft;
pub(crate) mod judge;
mod moment;
mod months;
pub(crate) mod names;
pub(crate) mod sentence;
mod words;

pub(crate) use append::{Addition, appended, read, target};
pub(crate) use draft::{Draft, Note};
pub(crate) use judge::{Judge, Judgement, linked_events};
pub(crate) use moment::{Otherwise, with_offset};
pub(crate) use sentence::{date_of, understand};
