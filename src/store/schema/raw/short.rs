//! Short forms: text in place of a record, and one value in place of a list.
//!
//! They are read by hand-written visitors, since serde's `untagged` loses both places and messages. A plain scalar that
//! YAML takes for a number or a truth value reaches [`Many`] and [`TextOr`] without its spelling. Both refuse it, and
//! the reader falls back to the tree, which has the text as written.

use std::fmt;
use std::marker::PhantomData;

use compact_str::CompactString;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};

/// A scalar as written: `2025`, `010`, `1.5` and `NO` stay text. Null is refused.
///
/// Most are ids, names and dates, so up to 24 bytes are stored without an allocation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Text(CompactString);

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Through an option, because only there does the YAML library distinguish `~` from "~".
        deserializer.deserialize_option(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text(text.into()))
    }
}

/// One value or a list of them: `x`, or `[x, y]`.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) struct Many<T>(pub(in crate::store) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ManyVisitor(PhantomData))
    }
}

struct ManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Many<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one or a list")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Many<T>, E> {
        let one: StrDeserializer<'_, E> = text.into_deserializer();
        Ok(Many(vec![T::deserialize(one)?]))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Many<T>, A::Error> {
        Ok(Many(vec![T::deserialize(MapAccessDeserializer::new(map))?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Many<T>, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Many)
    }
}

/// Plain text, or a record.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) enum TextOr<R> {
    Text(Text),
    Record(R),
}

impl<'de, R: Deserialize<'de>> Deserialize<'de> for TextOr<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrVisitor(PhantomData))
    }
}

struct TextOrVisitor<R>(PhantomData<R>);

impl<'de, R: Deserialize<'de>> Visitor<'de> for TextOrVisitor<R> {
    type Value = TextOr<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a mapping")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<TextOr<R>, E> {
        Ok(TextOr::Text(Text(text.into())))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextOr<R>, A::Error> {
        R::deserialize(MapAccessDeserializer::new(map)).map(TextOr::Record)
    }
}

/// A mapping in the order written, each key once.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) struct Pairs<V>(pub(in crate::store) Vec<(Text, V)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
    type Value = Pairs<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
        let mut pairs: Vec<(Text, V)> = Vec::new();
        while let Some(key) = map.next_key::<Text>()? {
            if pairs.iter().any(|(k, _)| *k == key) {
                return Err(Error::custom(format_args!("duplicate key `{}`", &*key)));
            }
            // Everywhere in the store, an empty value means the same as an absent key.
            if let Some(value) = map.next_value::<Option<V>>()? {
                pairs.push((key, value));
            }
        }
        Ok(Pairs(pairs))
    }
}

/// The actors of an event: a list in the kind's default role, or a mapping from role to one or many actors.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::store) enum Roles {
    Default(Vec<Text>),
    /// `{mediator: [witkoff, kushner], host: uae}`
    Named(Pairs<Many<Text>>),
}

impl<'de> Deserialize<'de> for Roles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RolesVisitor)
    }
}

struct RolesVisitor;

impl<'de> Visitor<'de> for RolesVisitor {
    type Value = Roles;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of actors, or a mapping from role to actors")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Roles, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Roles::Default)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Roles, A::Error> {
        Pairs::deserialize(MapAccessDeserializer::new(map)).map(Roles::Named)
    }
}
