//! demarche: a browser for diplomatic event timelines.
//!
//! ```text
//!                      view/title
//!                     ┌────▼──────────────────────────────────────────────────────────────┐
//! view/histogram ─────► ▁▁ ▂▁▃▁▄▂▅▄█▇▅▃▂▁                                                 │
//! view/filterbar ─────► filter  actor:kremlin kind:statement                              │
//!                     ├──────────────┬─────────────────────────────┬──────────────────────┤
//! view/facets ────────► KIND         │ Sun 21 Dec 2025             │ » No one has … ◄─────── view/detail,
//!  timeline/facets    │ » statement  │ 11:28 » Ushakov: no one … ◄───── view/timeline     │  page/, describe/
//!                     │ ACTOR        │       » Peskov: Putin …     │ Sunday 21 December   │
//!                     │ Kremlin      │ Mon 22 Dec                  │ speaker Yury Ushakov │
//!                     ├──────────────┴─────────────────────────────┴──────────────────────┤
//! view/footer, keys ──► / filter  e export  ? help  q quit                                │
//!                     └───────────────────────────────────────────────────────────────────┘
//! ```
//!
//! Modules import only from modules to their left in this list. A test checks it:
//! `ids`, `parallel`, `text` ← `event` ← `registry` ← `store` ← `timeline`, `compose` ← `snapshot`, `filter` ← `describe` ←
//! `report` ← `export`, `import` ← `error` ← `tui`, `cli` ← `main`.
//!
//! | module | purpose |
//! |---|---|
//! | [`ids`] | indices into the tables of one store, a type for each table |
//! | [`parallel`] | runs work on all cores and keeps its order; only this module starts threads for computing |
//! | [`text`] | folding, visible characters, counted nouns, suggestions, signs and their ASCII forms |
//! | [`event`] | an event with its dates, figures, links and grade |
//! | [`registry`] | actors, venues, outlets, sources, claims and terms, and the lookup from names to indices |
//! | [`store`] | reads YAML into checked records and reports every problem; reloads, checks, writes |
//! | [`timeline`] | orders events and computes over any set of them; pure functions |
//! | `compose` | writes a new event: a sentence, its fields, the file it goes to, what is wrong with it |
//! | [`snapshot`] | saves a store as it was last read, so that the next start is fast |
//! | [`filter`] | the filter language: parses filters, binds them to a store, runs and completes them |
//! | `describe` | describes an event in words, the same words in every output |
//! | [`report`] | the analyses, each a document of blocks and rows |
//! | [`export`] | writes files for other people and programs: Markdown, the brief, tables, JSON, calendars, maps, YAML |
//! | `import` | reads the data sets of others into a store: GDELT, ACLED, UCDP, TimelineJS, tables, calendars |
//! | [`error`] | errors as the user sees them: what failed, where, and a hint |
//! | [`config`] | the configuration file, with what is wrong in it |
//! | [`cli`] | the command line, one file for each command |
//! | [`tui`] | the browser: turns keys into messages, messages into a model, the model into a screen |

pub mod cli;
pub(crate) mod compose;
pub mod config;
pub(crate) mod describe;
pub mod error;
pub mod event;
pub mod export;
pub mod filter;
pub mod ids;
pub(crate) mod import;
pub mod parallel;
pub mod registry;
pub mod report;
pub mod snapshot;
pub mod store;
pub mod text;
pub mod timeline;
pub mod tui;
