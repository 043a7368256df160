//! Threads: events that answer each other, as trees, with response times.

use serde_json::{Value, json};

use super::page::Page;
use super::{Report, Scope};

/// Threads: events that answer each other, as trees, with response times.
#[derive(Debug, Clone, Default)]
pub struct Threads {}

impl Threads {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(_scope: &Scope<'_>) -> Self {
        Self {}
    }
}

impl Report for Threads {
    fn is_empty(&self) -> bool {
        true
    }

    fn page(&self, _scope: &Scope<'_>) -> Page {
        Page::new("Threads")
    }

    fn json(&self, _scope: &Scope<'_>) -> Value {
        json!({})
    }
}
