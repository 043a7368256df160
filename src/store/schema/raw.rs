//! Records as they are written: every scalar is text, nothing is resolved or judged.
//!
//! There is one struct for each record of the store, filled by serde. Unknown and repeated keys are refused here, and
//! [`inspect`](crate::store::schema::inspect) reports each of them. The types of [`short`] read the short forms.

mod short;

use serde::Deserialize;
use serde::de::IgnoredAny;

pub(in crate::store) use short::{Many, Pairs, Roles, Text, TextOr};

/// A list that may be absent or empty.
pub(in crate::store) type List<T> = Option<Vec<T>>;

macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(in crate::store) struct $name { $(pub(in crate::store) $field: $type,)+ }
    };
}

record! {
    /// An item of `events`.
    RawEvent {
        id: Option<Text>,
        kind: Option<Text>,
        subtype: Option<Text>,
        date: Option<Text>,
        title: Option<Text>,
        summary: Option<Text>,
        note: Option<Text>,
        status: Option<Text>,
        actors: Option<Roles>,
        venue: Option<Text>,
        other_venues: List<Text>,
        sources: List<TextOr<RawSource>>,
        grade: Option<Text>,
        grade_note: Option<Text>,
        tags: List<Text>,
        links: Option<Pairs<Many<TextOr<RawLink>>>>,
        conflicts: List<RawConflict>,
        first_seen: Option<Text>,
        disclosed: Option<Text>,
        logged: Option<Text>,
        handling: Option<Text>,
        format: Option<Text>,
        track: Option<Text>,
        agenda: List<Text>,
        outcome: Option<Text>,
        sessions: List<RawSession>,
        channel: Option<Text>,
        quote: Option<Many<TextOr<RawQuote>>>,
        stance: Option<Text>,
        about: List<RawAbout>,
        figures: List<RawFigure>,
        computed: Option<Skipped>,
    }
}

record! {
    /// A link in long form.
    RawLink { to: Option<Text>, basis: Option<Text>, note: Option<Text>, }
}

record! {
    /// An item of `conflicts`.
    RawConflict { field: Option<Text>, values: List<RawAccount>, }
}

record! {
    /// An item of a conflict's `values`.
    RawAccount { value: Option<Text>, source: Option<Text>, note: Option<Text>, }
}

record! {
    /// An item of `sessions`.
    RawSession {
        title: Option<Text>,
        venue: Option<Text>,
        date: Option<Text>,
        planned: Option<Text>,
        status: Option<Text>,
        format: Option<Text>,
        actors: Option<Roles>,
        minutes: Option<Text>,
        figures: List<RawFigure>,
        note: Option<Text>,
    }
}

record! {
    /// An item of `quote`.
    RawQuote {
        text: Option<Text>,
        lang: Option<Text>,
        speaker: Option<Text>,
        translated: Option<Text>,
        original: Option<Text>,
    }
}

record! {
    /// An item of `about`.
    RawAbout { claim: Option<Text>, stance: Option<Text>, hedged: Option<Text>, }
}

record! {
    /// An item of `figures`.
    RawFigure {
        weapon: Option<Text>,
        of: Option<Text>,
        metric: Option<Text>,
        count: Option<Text>,
        by: Option<Many<Text>>,
        period: Option<Text>,
        as_of: Option<Text>,
        grade: Option<Text>,
        grade_note: Option<Text>,
        source: Option<Text>,
        note: Option<Text>,
    }
}

record! {
    /// An item of `actors`.
    RawActor {
        id: Option<Text>,
        name: Option<Text>,
        kind: Option<Text>,
        aliases: List<Text>,
        metonyms: List<Text>,
        part_of: Option<Many<TextOr<RawMembership>>>,
        country: Option<Text>,
        wikidata: Option<Text>,
        note: Option<Text>,
    }
}

/// A membership in long form. The struct is written by hand because `as` is a keyword of Rust.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::store) struct RawMembership {
    pub(in crate::store) actor: Option<Text>,
    #[serde(rename = "as")]
    pub(in crate::store) role: Option<Text>,
    pub(in crate::store) from: Option<Text>,
    pub(in crate::store) until: Option<Text>,
}

record! {
    /// An item of `venues`.
    RawVenue {
        id: Option<Text>,
        name: Option<Text>,
        aliases: List<Text>,
        kind: Option<Text>,
        part_of: Option<Text>,
        country: Option<Text>,
        lat: Option<Text>,
        lon: Option<Text>,
        timezone: Option<Text>,
        note: Option<Text>,
    }
}

record! {
    /// An item of `outlets`.
    RawOutlet {
        id: Option<Text>,
        name: Option<Text>,
        aliases: List<Text>,
        domains: List<Text>,
        kind: Option<Text>,
        country: Option<Text>,
        reliability: Option<Text>,
        note: Option<Text>,
    }
}

record! {
    /// An item of `sources`, of the store or of an event.
    RawSource {
        id: Option<Text>,
        outlet: Option<Text>,
        title: Option<Text>,
        url: Option<Text>,
        cite: Option<Text>,
        archive: Option<Many<Text>>,
        sha256: Option<Text>,
        published: Option<Text>,
        published_basis: Option<Text>,
        accessed: Option<Text>,
        lang: Option<Text>,
        kind: Option<Text>,
        reliability: Option<Text>,
        derived_from: Option<Many<Text>>,
        disputes: Option<Text>,
        corrected: Option<Text>,
        withdrawn: Option<Text>,
        note: Option<Text>,
    }
}

record! {
    /// An item of `claims`.
    RawClaim { id: Option<Text>, text: Option<Text>, note: Option<Text>, }
}

record! {
    /// An item of `terms`.
    RawTerm { id: Option<Text>, name: Option<Text>, stems: Option<Pairs<Many<Text>>>, }
}

record! {
    /// An item of `views`.
    RawView { name: Option<Text>, filter: Option<Text>, view: Option<Text>, sort: Option<Text>, }
}

record! {
    /// The value of the `store` key.
    RawMeta {
        title: Option<Text>,
        description: Option<Text>,
        timezone: Option<Text>,
        coverage: List<Text>,
        handling: Option<Text>,
    }
}

/// A value that is accepted and ignored, such as `computed`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::store) struct Skipped;

impl<'de> Deserialize<'de> for Skipped {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// A record of any list.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) enum Raw {
    Meta(Box<RawMeta>),
    Actor(Box<RawActor>),
    Venue(Box<RawVenue>),
    Outlet(Box<RawOutlet>),
    Source(Box<RawSource>),
    Claim(Box<RawClaim>),
    Term(Box<RawTerm>),
    View(Box<RawView>),
    Event(Box<RawEvent>),
}
