//! An event that is to be added: its fields, and what is to be said about them.

use serde_json::{Map, Value};

use crate::store::Store;
use crate::store::schema::HOUSE_ORDER;
use crate::store::yaml::emit;
use crate::text::slug;

/// Something that was not understood, or that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    /// The field that it is about, under the store's name; empty for none.
    pub(crate) field: &'static str,
    pub(crate) text: String,
    /// The same with the flags of `demarche new` that settle it.
    pub(crate) flags: Option<String>,
}

impl Note {
    pub(crate) fn new(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, text: text.into(), flags: None }
    }

    /// Returns it as the command line says it.
    pub(crate) fn with_flags(&self) -> &str {
        self.flags.as_ref().unwrap_or(&self.text)
    }
}

/// An event that is to be added.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) fields: Map<String, Value>,
    pub(crate) notes: Vec<Note>,
}

impl Draft {
    /// Sets a field.
    pub(crate) fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.fields.insert(key.to_owned(), value.into());
    }

    /// Returns the text of a field.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(Value::as_str)
    }

    /// Returns the fields that every event has and this one lacks.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        ["kind", "date", "title"].into_iter().filter(|key| self.text(key).is_none()).collect()
    }

    /// Puts the fields in house order and gives the event an id that no other has.
    pub(crate) fn finish(&mut self, store: &Store) {
        if !self.fields.contains_key("id")
            && let (Some(date), Some(title)) = (self.text("date"), self.text("title"))
        {
            let day: String = date.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
            let id = format!("{}-{}", day.trim_matches('-'), slug(title));
            let id = id.trim_matches('-').to_owned();
            let free = |id: &str| store.find(id).is_none();
            let numbered = (2..).map(|nth| format!("{id}-{nth}"));
            if let Some(id) = std::iter::once(id.clone()).chain(numbered).find(|id| free(id))
                && !slug(title).is_empty()
            {
                self.set("id", id);
            }
        }
        let mut fields = std::mem::take(&mut self.fields);
        for key in HOUSE_ORDER {
            if let Some(value) = fields.shift_remove(*key) {
                self.fields.insert((*key).to_owned(), value);
            }
        }
        self.fields.extend(fields);
    }

    /// Returns the event as it is written in a list at the margin.
    pub(crate) fn yaml(&self) -> String {
        emit::item(&self.fields, 0)
    }
}
