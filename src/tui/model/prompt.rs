//! Text fields over the panes: the filter, a word to find, the number of a link.

use tui_input::Input;

use crate::event::{EventId, EventIx};
use crate::filter::{Completion, Filter, FilterError};

/// The filter while it is edited.
#[derive(Debug, Clone)]
pub struct FilterPrompt {
    /// The text.
    pub input: Input,
    /// The filter in force before, for `Esc` and for undo.
    pub before: Filter,
    /// The event selected before: the selection keeps to it while the text changes, and `Esc` restores it.
    pub selected: Option<EventId>,
    /// How many lines from the top of the view it stood.
    pub(crate) offset: usize,
    /// What is still wrong with the text; the last good result stays.
    pub error: Option<FilterError>,
    /// Whether the mistake is shown as one, because `Enter` was pressed on it.
    pub(crate) insisted: bool,
    /// What may stand at the cursor.
    pub(crate) popup: Option<Popup>,
    /// Which earlier filter is shown, counted from the latest, and what was typed before.
    pub(crate) recalled: Option<(usize, String)>,
}

/// Candidates under the filter.
#[derive(Debug, Clone)]
pub struct Popup {
    /// The text before any candidate was put in.
    pub text: String,
    pub(crate) completion: Completion,
    /// Which one stands in the text.
    pub(crate) chosen: usize,
}

/// A word to find.
#[derive(Debug, Clone)]
pub struct FindPrompt {
    /// The text.
    pub input: Input,
    /// The row that was selected before.
    pub from: usize,
    pub(crate) missed: bool,
}

/// What the number chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Events linked with the selected one.
    Links(Vec<EventIx>),
    /// Addresses of its sources, to open one; the place of each is its footnote's.
    Sources(Vec<Option<String>>),
    /// The same, to copy one.
    Addresses(Vec<Option<String>>),
}

impl Chosen {
    /// How many there are to choose from.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Links(all) => all.len(),
            Self::Sources(all) | Self::Addresses(all) => all.len(),
        }
    }

    /// Whether there is nothing to choose from.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A number being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Among what.
    pub among: Chosen,
    /// Digits so far, as a number.
    pub number: usize,
}
