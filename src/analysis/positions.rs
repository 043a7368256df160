//! Positions: who affirms, denies, supports or opposes which claim, and who says nothing.

use serde_json::{Value, json};

use super::page::Page;
use super::{Report, Scope};

/// Positions: who affirms, denies, supports or opposes which claim, and who says nothing.
#[derive(Debug, Clone, Default)]
pub struct Positions {}

impl Positions {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(_scope: &Scope<'_>) -> Self {
        Self {}
    }
}

impl Report for Positions {
    fn is_empty(&self) -> bool {
        true
    }

    fn page(&self, _scope: &Scope<'_>) -> Page {
        Page::new("Positions")
    }

    fn json(&self, _scope: &Scope<'_>) -> Value {
        json!({})
    }
}
