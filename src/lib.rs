//! demarche: a browser for diplomatic event timelines.
//!
//! Nothing points back in this order of imports, and a test keeps it so:
//! `text` ← `event` ← `registry` ← `store` ← `timeline` ← `filter` ← `describe` ← `report` ← `export` ← `tui`, `cli` ← `main`.

pub mod cli;
pub(crate) mod describe;
pub mod error;
pub mod event;
pub mod export;
pub mod filter;
pub mod ids;
pub mod parallel;
pub mod registry;
pub mod report;
pub mod snapshot;
pub mod store;
pub mod text;
pub mod timeline;
pub mod tui;
