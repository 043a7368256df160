//! The shape of every record: one table that checks a tree, gives candidates, and describes the store to editors.

pub(in crate::store) mod inspect;
pub(crate) mod list;
pub(in crate::store) mod raw;
mod records;
pub(in crate::store) mod value;

pub(crate) use records::{ALL, SORT, VIEWS, record};

use crate::event::Word;

/// A record: its name in messages, and its keys.
#[derive(Debug)]
pub(crate) struct Record {
    /// With its article: `an event`.
    pub(crate) name: &'static str,
    /// Its keys in the order of the documentation.
    pub(crate) fields: &'static [Field],
}

/// A key of a record.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
}

/// A closed list of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    /// What the list is called, `kind`.
    pub(crate) list: &'static str,
    pub(crate) words: fn() -> Vec<&'static str>,
}

impl Words {
    /// The words of an enum.
    pub(crate) const fn of<W: Word>() -> Self {
        Self { list: W::LIST, words: W::candidates }
    }
}

/// What may stand as a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    Text,
    Id,
    /// The id or name of something: the word names it.
    Ref(&'static str),
    Date,
    Grade,
    Count,
    Bool,
    /// Degrees, up to this much either side of zero.
    Degrees(u16),
    Country,
    /// Where an outlet publishes: a host, a domain, an account of a platform.
    Domain,
    Zone,
    Wikidata,
    Sha256,
    /// One of a closed list.
    Word(Words),
    /// A list of these.
    List(&'static Self),
    /// One of these, or a list of them.
    Many(&'static Self),
    /// Text, or this record.
    TextOr(&'static Record),
    Record(&'static Record),
    /// A list of actors, or a mapping from role to one or many.
    Roles,
    /// A mapping from one of these words to that.
    Links(&'static Self),
    /// A mapping from a language to that.
    Languages(&'static Self),
    Skipped,
}

impl Shape {
    /// What stands here, in words.
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

/// The roles that `actors` may name.
pub(crate) fn roles() -> Vec<&'static str> {
    <crate::event::Role as Word>::candidates()
}

/// The types that `links` may name.
pub(crate) fn link_kinds() -> Vec<&'static str> {
    <crate::event::LinkKind as Word>::candidates()
}
