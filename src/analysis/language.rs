//! Agenda language: terms by actor and week, first uses and negations.

use serde_json::{Value, json};

use super::page::Page;
use super::{Report, Scope};

/// Agenda language: terms by actor and week, first uses and negations.
#[derive(Debug, Clone, Default)]
pub struct Language {}

impl Language {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(_scope: &Scope<'_>) -> Self {
        Self {}
    }
}

impl Report for Language {
    fn is_empty(&self) -> bool {
        true
    }

    fn page(&self, _scope: &Scope<'_>) -> Page {
        Page::new("Language")
    }

    fn json(&self, _scope: &Scope<'_>) -> Value {
        json!({})
    }
}
