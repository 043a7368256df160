//! The browser: opens the terminal and runs the loop.
//!
//! Elm's loop, synchronous: a [`Source`](runtime::Source) blocks for one input and drains the rest, [`keys`] turn
//! input and focus into a [`Message`](message::Message), [`update`] is the one place that changes the
//! [`Model`](model::Model), and `view` draws it, only when it is stale. What reaches outside is an
//! [`Effect`](message::Effect), performed by the runtime. `update` and the dialogs name no terminal library.

pub mod action;
pub(crate) mod dialog;
pub(crate) mod hints;
pub(crate) mod histogram_layout;
pub mod key;
pub mod keys;
pub mod message;
pub mod model;
pub(crate) mod outside;
pub mod page;
pub(crate) mod pane;
pub(crate) mod picture;
pub mod preferences;
pub(crate) mod runtime;
pub(crate) mod scale;
pub mod screenshot;
mod session;
pub(crate) mod shape;
pub mod state;
pub mod tabs;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod update;
pub mod view;

pub use session::{Start, run};

#[cfg(test)]
mod tests;
