//! The keys at the top of a file of the store.

/// A key at the top of a file, and the kind of record below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    /// What the store says about itself. This is a mapping, all others are lists.
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
    /// All keys in the order of the documentation.
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

    /// Returns the key as written.
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

    /// Returns the list with that key.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.key() == key)
    }

    /// Returns what the key holds, for editors and for the manual page.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::Store => "What the store says about itself; at most once in all files",
            Self::Actors => "Registered people, offices, states and organisations",
            Self::Venues => "Registered places",
            Self::Outlets => "Registered publishers, with their kind and reliability",
            Self::Sources => "Registered sources, which several events cite by id",
            Self::Claims => "Propositions on which statements take positions",
            Self::Terms => "Terms of agenda language to track",
            Self::Views => "Saved views",
            Self::Events => "The events",
        }
    }
}
