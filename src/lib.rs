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
//! Nothing points back in this order of imports, and a test keeps it so:
//! `ids`, `parallel`, `text` ← `event` ← `registry` ← `store` ← `timeline` ← `snapshot`, `filter` ← `describe` ←
//! `report` ← `export` ← `error` ← `tui`, `cli` ← `main`.
//!
//! | room | what it is for |
//! |---|---|
//! | [`ids`] | the places of things in the tables of one store, as numbers that cannot be mixed up |
//! | [`parallel`] | work on all cores that keeps its order; the only threads for computing |
//! | [`text`] | folding, what is visible, counted nouns, suggestions |
//! | [`event`] | an event and its dates, figures, links, grade |
//! | [`registry`] | actors, venues, outlets, sources, claims and terms: from names to numbers |
//! | [`store`] | from YAML to checked records, with every problem told; reloading, checking, writing |
//! | [`timeline`] | the order of events and what is computed over any set of them; pure |
//! | [`snapshot`] | a store as it was read last time |
//! | [`filter`] | the filter language: parsed, bound to a store, run, completed |
//! | `describe` | an event in words: what it says, every output says |
//! | [`report`] | the analyses, each as a document of blocks and rows |
//! | [`export`] | files for others: Markdown, the brief, JSON |
//! | [`error`] | how an error reaches the reader: what, where, hint |
//! | [`cli`] | the command line, a file a command |
//! | [`tui`] | the browser: keys to messages, messages to a model, a model to a screen |

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
