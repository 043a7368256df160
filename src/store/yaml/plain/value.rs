//! Values for serde: shown as the YAML library shows them. An error sends the item to that library.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::Value;
use crate::store::yaml::tree::{self, Node};

impl Value<'static> {
    /// Converts a node of a tree, every scalar as text; `None` if it has a tag or a key that is not text.
    pub(in crate::store) fn of_node(node: &Node) -> Option<Self> {
        if node.tag.is_some() {
            return None;
        }
        Some(match &node.value {
            tree::Value::Null => Self::Nothing,
            tree::Value::Text(text) => Self::Text(text.to_string().into()),
            tree::Value::Seq(items) => {
                Self::Seq(items.iter().map(|item| Self::of_node(item)).collect::<Option<_>>()?)
            }
            tree::Value::Map(pairs) => {
                let pair = |(key, value): &(Arc<Node>, Arc<Node>)| {
                    let key: Cow<'static, str> = key.text()?.to_owned().into();
                    Some((key, Self::of_node(value)?))
                };
                Self::Map(pairs.iter().map(pair).collect::<Option<_>>()?)
            }
        })
    }
}

impl Value<'_> {
    fn scalar(&self) -> Result<&str, Error> {
        match self {
            Self::Plain(text) | Self::Text(text) => Ok(text),
            _ => Err(Error::custom("not a scalar")),
        }
    }
}

/// Returns whether a plain scalar means null (YAML core schema).
fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// Returns whether a plain scalar can only be text. It does not try to distinguish numbers from other text.
fn is_surely_text(text: &str) -> bool {
    let word = matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE") || is_null(text);
    text.starts_with(|c: char| c.is_alphabetic()) && !word
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Nothing => Err(Error::custom("nothing")),
            Self::Plain(text) if is_surely_text(&text) => visitor.visit_str(&text),
            Self::Plain(_) => Err(Error::custom("perhaps a number")),
            Self::Text(text) => visitor.visit_str(&text),
            Self::Seq(items) => {
                let mut items = SeqDeserializer::new(items.into_iter());
                let value = visitor.visit_seq(&mut items)?;
                items.end().map(|()| value)
            }
            Self::Map(pairs) => {
                let pairs = pairs.into_iter().map(|(key, value)| (Self::Plain(key), value));
                let mut pairs = MapDeserializer::new(pairs);
                let value = visitor.visit_map(&mut pairs)?;
                pairs.end().map(|()| value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Nothing => visitor.visit_none(),
            Self::Plain(text) if is_null(&text) => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.scalar()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Seq(_) => self.deserialize_any(visitor),
            _ => Err(Error::custom("not a list")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Map(_) => self.deserialize_any(visitor),
            _ => Err(Error::custom("not a mapping")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct
        tuple tuple_struct enum
    }
}

impl IntoDeserializer<'_, Error> for Value<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
