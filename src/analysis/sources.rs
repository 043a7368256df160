//! Sources: outlets, independent roots, sole sources, and what became of what they reported.

use serde_json::{Value, json};

use super::page::Page;
use super::{Report, Scope};

/// Sources: outlets, independent roots, sole sources, and what became of what they reported.
#[derive(Debug, Clone, Default)]
pub struct Sources {}

impl Sources {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(_scope: &Scope<'_>) -> Self {
        Self {}
    }
}

impl Report for Sources {
    fn is_empty(&self) -> bool {
        true
    }

    fn page(&self, _scope: &Scope<'_>) -> Page {
        Page::new("Sources")
    }

    fn json(&self, _scope: &Scope<'_>) -> Value {
        json!({})
    }
}
