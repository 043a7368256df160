//! Text fields over the panes: the filter, a word to find, the number of a link.

use tui_input::Input;

use crate::event::{EventId, EventIx};
use crate::filter::{BareWord, Candidate, Completion, Filter, FilterError, StandIn};

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
    /// Names that are only begun, and what stands for them in the filter in force.
    pub(crate) stand_ins: Vec<StandIn>,
    /// How far down the detail was scrolled before.
    pub(crate) detail_scroll: usize,
    /// What may be written at the cursor.
    pub(crate) popup: Popup,
    /// Which earlier filter is shown, counted from the latest, and what was typed before.
    pub(crate) recalled: Option<(usize, String)>,
}

impl FilterPrompt {
    /// Returns whether the mistake is only that the word at the cursor is not finished, for which values are offered.
    #[must_use]
    pub(crate) fn is_begun(&self, error: &FilterError) -> bool {
        let at_cursor = self.popup.completion.as_ref().is_some_and(|c| error.span.end >= c.span.start);
        !self.insisted && at_cursor && !self.popup.candidates().is_empty()
    }
}

/// Candidates under the filter.
#[derive(Debug, Clone, Default)]
pub struct Popup {
    /// What may be written at the cursor.
    pub(crate) offer: Offer,
    pub(crate) completion: Option<Completion>,
    /// Which candidate is lit; `Tab` and `Enter` take it.
    pub(crate) lit: Option<usize>,
}

/// Whether candidates show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Offer {
    /// They do not: nothing is typed at the cursor, or one was just taken.
    #[default]
    Closed,
    /// The text has changed, and they are looked up when no key waits.
    Waiting,
    /// They are those of the text.
    Open,
}

impl Popup {
    /// Returns the candidates to show.
    #[must_use]
    pub(crate) fn candidates(&self) -> &[Candidate] {
        match (&self.completion, self.offer) {
            (Some(completion), Offer::Open | Offer::Waiting) => &completion.candidates,
            _ => &[],
        }
    }

    /// Returns what the bare word at the cursor names.
    #[must_use]
    pub(crate) fn bare(&self) -> Option<&BareWord> {
        self.completion.as_ref().filter(|_| self.offer == Offer::Open)?.bare.as_ref()
    }
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
