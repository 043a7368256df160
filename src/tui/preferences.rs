//! What the configuration asks of the browser, beside theme and mouse.

use std::sync::Arc;

use crate::config::{COLUMNS, Complaint, Config};
use crate::tui::action::View;
use crate::tui::keys::Keys;

/// What the user prefers.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent settings of the user")]
pub struct Preferences {
    /// The keys in force.
    pub keys: Arc<Keys>,
    /// The view to open with.
    pub view: View,
    /// Whether the days over the events are written `2025-12-21`.
    pub iso_days: bool,
    /// Whether times may have a column.
    pub time_column: bool,
    /// Whether participants may have a column.
    pub actors_column: bool,
    /// Whether the number of links may have a column.
    pub links_column: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            keys: Keys::usual(),
            view: View::default(),
            iso_days: false,
            time_column: true,
            actors_column: true,
            links_column: true,
        }
    }
}

impl Preferences {
    /// Returns what a configuration asks for, and what of its keys cannot be in force.
    #[must_use]
    pub fn of(config: &Config) -> (Self, Vec<Complaint>) {
        let (keys, complaints) = Keys::of(config);
        let column =
            |name: &str| config.columns.as_ref().is_none_or(|set| set.value.iter().any(|c| c == name));
        let [time, actors, links] = COLUMNS;
        let preferences = Self {
            keys: Arc::new(keys),
            view: config.view.as_ref().and_then(|set| View::named(&set.value)).unwrap_or_default(),
            iso_days: config.dates.as_ref().is_some_and(|set| set.value == "iso"),
            time_column: column(time),
            actors_column: column(actors),
            links_column: column(links),
        };
        (preferences, complaints)
    }
}
