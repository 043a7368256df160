//! Strikes: figures by week, weapon, metric and claimant, never averaged.

use serde_json::{Value, json};

use super::page::Page;
use super::{Report, Scope};

/// Strikes: figures by week, weapon, metric and claimant, never averaged.
#[derive(Debug, Clone, Default)]
pub struct Strikes {}

impl Strikes {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(_scope: &Scope<'_>) -> Self {
        Self {}
    }
}

impl Report for Strikes {
    fn is_empty(&self) -> bool {
        true
    }

    fn page(&self, _scope: &Scope<'_>) -> Page {
        Page::new("Strikes")
    }

    fn json(&self, _scope: &Scope<'_>) -> Value {
        json!({})
    }
}
