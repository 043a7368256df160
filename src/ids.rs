//! Indices into the tables of one store. Each table has its own type, so that the compiler refuses a mix-up.

use serde::{Deserialize, Serialize};

macro_rules! index {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// Returns the number as an index into a slice.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// The index of an event in [`Store::events`](crate::store::Store::events).
    EventIx
}
index! {
    /// The index of an actor in [`Registry::actors`](crate::registry::Registry::actors).
    ActorIx
}
index! {
    /// The index of a venue in [`Registry::venues`](crate::registry::Registry::venues).
    VenueIx
}
index! {
    /// The index of an outlet in [`Registry::outlets`](crate::registry::Registry::outlets).
    OutletIx
}
index! {
    /// The index of a source in [`Registry::sources`](crate::registry::Registry::sources).
    SourceIx
}
index! {
    /// The index of a claim in [`Registry::claims`](crate::registry::Registry::claims).
    ClaimIx
}
