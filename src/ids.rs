//! The places of things in the tables of one store, as numbers that cannot be mixed up: every room shares them.

use serde::{Deserialize, Serialize};

macro_rules! index {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into a slice.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// The place of an event in [`Store::events`](crate::store::Store::events).
    EventIx
}
index! {
    /// The place of an actor in [`Registry::actors`](crate::registry::Registry::actors).
    ActorIx
}
index! {
    /// The place of a venue in [`Registry::venues`](crate::registry::Registry::venues).
    VenueIx
}
index! {
    /// The place of an outlet in [`Registry::outlets`](crate::registry::Registry::outlets).
    OutletIx
}
index! {
    /// The place of a source in [`Registry::sources`](crate::registry::Registry::sources).
    SourceIx
}
index! {
    /// The place of a claim in [`Registry::claims`](crate::registry::Registry::claims).
    ClaimIx
}
