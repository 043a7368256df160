//! The panes, and where a binding applies.

/// Which pane has the keys when nothing lies over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    Facets,
    #[default]
    View,
    Detail,
}

impl Pane {
    /// Where its keys are looked up.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Facets => Scope::Facets,
            Self::View => Scope::View,
            Self::Detail => Scope::Detail,
        }
    }
}

/// Which panes stand beside the view, where there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    pub facets: bool,
    pub(crate) detail: bool,
    /// The pane that has more than its share.
    pub wide: Option<Pane>,
}

impl Default for Panes {
    fn default() -> Self {
        Self { facets: true, detail: true, wide: None }
    }
}

/// Where a binding applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In every pane that has no own meaning for the key.
    Everywhere,
    View,
    Facets,
    Detail,
}
