//! The keys that a file of the store may hold.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    /// What the store says of itself: a mapping, all others are lists.
    Store,
    Actors,
    Venues,
    Outlets,
    Sources,
    Claims,
    Terms,
    Views,
    Events,
}

impl List {
    /// All in the order of the documentation.
    pub(crate) const ALL: [Self; 9] = [
        Self::Store,
        Self::Actors,
        Self::Venues,
        Self::Outlets,
        Self::Sources,
        Self::Claims,
        Self::Terms,
        Self::Views,
        Self::Events,
    ];

    /// The key as written.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Actors => "actors",
            Self::Venues => "venues",
            Self::Outlets => "outlets",
            Self::Sources => "sources",
            Self::Claims => "claims",
            Self::Terms => "terms",
            Self::Views => "views",
            Self::Events => "events",
        }
    }

    /// The list of that key.
    pub(crate) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.key() == key)
    }
}
