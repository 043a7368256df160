//! The schema: the shape of every record of a store, and the scalar values in it.
//!
//! The table in `records` describes each record once: its keys, which of them are required, and the [`Shape`] of each
//! value. Most closed lists of words are taken from the enums that the words are parsed into, so the two cannot differ.
//!
//! ```text
//!            text of an item
//!        fast │         │ slow, with places (yaml/tree)
//!             ▼         ▼
//!            raw       tree ──► inspect ◄── records   the table of keys and shapes
//!             │         │          │  │
//!             │◄────────┘          │  └──► findings   each with its place and a hint
//!             ▼   without faults   ▼
//!           build ──────────────► value               text to date, grade, count …
//! ```
//!
//! 1. **Reading quickly.** `raw` has one struct for each record, which serde fills with every scalar as text. Nothing
//!    is resolved or judged yet. If a key is unknown or repeated, serde refuses the item and it is read as a tree.
//! 2. **Inspecting with places.** `inspect` walks the tree of an item along the table and reports every mistake at its
//!    own line and column: unknown, missing and repeated keys, wrong shapes, and scalars that `value` refuses. It also
//!    returns what to leave out, so that the rest of the item can be read as in 1.
//! 3. **Suggesting.** The same table gives the hints: the nearest key or word, the list of allowed words, and the
//!    record to which a misplaced key belongs.
//!
//! The surprising policy: every scalar stays text until [`build`](super::build) parses it with the functions of
//! `value`, and `inspect` checks with the same functions. So a value has one meaning and one message, whichever way
//! its item was read.
//!
//! | file | content |
//! |---|---|
//! | `list` | the keys at the top of a file: `store`, `actors`, …, `events` |
//! | `records` | the table: one [`Record`] for each kind of record |
//! | `raw`, `raw/short` | the structs for serde, and the short forms: text for a record, one value for a list |
//! | `json` | the table as a JSON Schema, for editors |
//! | `inspect` | mistakes and their places, with hints |
//! | `value` | parsing and checking of scalars |
//! | `proof` | the same inspection for a record that is not in a file yet |

pub(in crate::store) mod inspect;
pub(crate) mod item;
pub(crate) mod json;
pub(crate) mod list;
pub(crate) mod proof;
pub(in crate::store) mod raw;
mod records;
pub(in crate::store) mod value;

pub(crate) use records::{ALL, SORT, VIEWS, is_text, record};

use crate::event::Word;

/// The fields of an event in the order in which the demonstration store writes them, and `fmt` and `new` with it.
pub(crate) const HOUSE_ORDER: &[&str] = &[
    "id",
    "kind",
    "subtype",
    "date",
    "title",
    "summary",
    "note",
    "status",
    "actors",
    "venue",
    "other_venues",
    "format",
    "agenda",
    "outcome",
    "channel",
    "quote",
    "stance",
    "about",
    "figures",
    "sessions",
    "track",
    "sources",
    "grade",
    "grade_note",
    "tags",
    "links",
    "conflicts",
    "first_seen",
    "disclosed",
    "logged",
    "handling",
    "computed",
];

/// The shape of a record: its name in messages, and its keys.
#[derive(Debug)]
pub(crate) struct Record {
    /// The name with its article: `an event`.
    pub(crate) name: &'static str,
    /// The keys in the order of the documentation.
    pub(crate) fields: &'static [Field],
}

/// A key of a record and the shape of its value.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    /// What the field holds, for editors and for the manual page.
    pub(crate) about: &'static str,
}

/// A closed list of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    /// The name of the list, such as `kind`.
    pub(crate) list: &'static str,
    pub(crate) words: fn() -> Vec<&'static str>,
}

impl Words {
    /// Returns the words of an enum.
    pub(crate) const fn of<W: Word>() -> Self {
        Self { list: W::LIST, words: W::candidates }
    }
}

/// The values that a key accepts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    Text,
    Id,
    /// The id or name of a registered thing, such as `an actor`.
    Ref(&'static str),
    Date,
    Grade,
    Count,
    Bool,
    /// Degrees, up to this limit on either side of zero.
    Degrees(u16),
    Country,
    /// A host, a domain or an account of a platform where an outlet publishes.
    Domain,
    Zone,
    Wikidata,
    Sha256,
    /// A word of a closed list.
    Word(Words),
    /// A list of values of this shape.
    List(&'static Self),
    /// One value of this shape, or a list of them.
    Many(&'static Self),
    /// Plain text, or this record.
    TextOr(&'static Record),
    Record(&'static Record),
    /// A list of actors, or a mapping from role to one or many.
    Roles,
    /// A mapping from link type to values of this shape.
    Links(&'static Self),
    /// A mapping from language to values of this shape.
    Languages(&'static Self),
    Skipped,
}

impl Shape {
    /// Describes the shape in words, for messages.
    pub(crate) fn in_words(self) -> String {
        match self {
            Self::Text | Self::Skipped => "text".to_owned(),
            Self::Id => "an id".to_owned(),
            Self::Ref(what) => format!("the id or name of {what}"),
            Self::Date => "a date".to_owned(),
            Self::Grade => "a grade".to_owned(),
            Self::Count => "a count".to_owned(),
            Self::Bool => "true or false".to_owned(),
            Self::Degrees(_) => "degrees".to_owned(),
            Self::Country => "a country code".to_owned(),
            Self::Domain => "a domain".to_owned(),
            Self::Zone => "a time zone".to_owned(),
            Self::Wikidata => "a Wikidata item".to_owned(),
            Self::Sha256 => "a SHA-256 checksum".to_owned(),
            Self::Word(words) => format!("a {}", words.list),
            Self::List(item) => format!("a list in which each item is {}", item.in_words()),
            Self::Many(item) => format!("{}, or a list", item.in_words()),
            Self::TextOr(record) => format!("text or {} written as keys and values", record.name),
            Self::Record(record) => format!("{} written as keys and values", record.name),
            Self::Roles => "a list of actors, or a mapping from role to actors".to_owned(),
            Self::Links(_) => "a mapping from link type to ids".to_owned(),
            Self::Languages(_) => "a mapping from language to words".to_owned(),
        }
    }
}

/// Returns every record, those inside others included.
pub(crate) fn records() -> Vec<&'static Record> {
    json::found()
}

/// Returns the roles that `actors` may name.
pub(crate) fn roles() -> Vec<&'static str> {
    <crate::event::Role as Word>::candidates()
}

/// Returns the link types that `links` may name.
pub(crate) fn link_kinds() -> Vec<&'static str> {
    <crate::event::LinkKind as Word>::candidates()
}
