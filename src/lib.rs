//! demarche: a browser for diplomatic event timelines.
//!
//! Nothing points back in this order of imports, and a test keeps it so:
//! `text` ← `event` ← `registry` ← `store` ← `timeline` ← `filter` ← `describe` ← `analysis` ← `export` ← `tui`, `cli` ← `main`.

pub mod analysis;
pub mod cli;
pub(crate) mod describe;
pub mod event;
pub mod export;
pub mod filter;
pub mod parallel;
pub mod registry;
pub mod report;
pub mod store;
pub mod text;
pub mod timeline;
pub mod tui;
