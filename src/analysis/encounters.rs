//! Encounters: who was in one room with whom, when and where.

use serde_json::{Value, json};

use super::page::Page;
use super::{Report, Scope};

/// Encounters: who was in one room with whom, when and where.
#[derive(Debug, Clone, Default)]
pub struct Encounters {}

impl Encounters {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(_scope: &Scope<'_>) -> Self {
        Self {}
    }
}

impl Report for Encounters {
    fn is_empty(&self) -> bool {
        true
    }

    fn page(&self, _scope: &Scope<'_>) -> Page {
        Page::new("Encounters")
    }

    fn json(&self, _scope: &Scope<'_>) -> Value {
        json!({})
    }
}
