//! Shifts: changes by rule, then unusual counts and silences.

use serde_json::{Value, json};

use super::page::Page;
use super::{Report, Scope};

/// Shifts: changes by rule, then unusual counts and silences.
#[derive(Debug, Clone, Default)]
pub struct Shifts {}

impl Shifts {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(_scope: &Scope<'_>) -> Self {
        Self {}
    }
}

impl Report for Shifts {
    fn is_empty(&self) -> bool {
        true
    }

    fn page(&self, _scope: &Scope<'_>) -> Page {
        Page::new("Shifts")
    }

    fn json(&self, _scope: &Scope<'_>) -> Value {
        json!({})
    }
}
