//! The lines of the form as fields of an event, and the other way round.

use serde_json::{Map, Value, json};

use super::EventForm;
use super::part::Part;
use crate::compose::names::{self, Named, Register};
use crate::compose::{Draft, Note};
use crate::store::Store;

/// Values, and the role or relation that they stand under.
type Group = (Option<String>, Vec<String>);

/// The relation of a link that is written without one.
const USUAL_LINK: &str = "responds_to";

/// The lines that hold one text, which is the value of a field.
const SINGLE: [(Part, &str); 8] = [
    (Part::Kind, "kind"),
    (Part::Title, "title"),
    (Part::Date, "date"),
    (Part::Status, "status"),
    (Part::Stance, "stance"),
    (Part::Quote, "quote"),
    (Part::Grade, "grade"),
    (Part::Summary, "summary"),
];

/// Splits a line into values under the names before `=`; a name holds until the next one or a semicolon.
fn groups(text: &str) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    for group in text.split(';') {
        let mut open: Group = (None, Vec::new());
        for piece in group.split(',') {
            let value = match piece.split_once('=') {
                Some((name, value)) => {
                    all.push(std::mem::replace(&mut open, (Some(name.trim().to_owned()), Vec::new())));
                    value
                }
                None => piece,
            };
            if !value.trim().is_empty() {
                open.1.push(value.trim().to_owned());
            }
        }
        all.push(open);
    }
    all.retain(|(_, values)| !values.is_empty());
    all
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';']).map(str::trim).filter(|value| !value.is_empty())
}

/// Returns the text of a value: `a, b`, or `speaker=a; subject=b, c`.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(written).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let groups = map.iter().map(|(name, value)| format!("{name}={}", written(value)));
            groups.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

impl EventForm {
    /// Returns the event that the lines say.
    pub(super) fn draft(&self, store: &Store) -> Draft {
        let mut draft = Draft::default();
        let text = |part: Part| self.line(part).text().trim();
        for (part, key) in SINGLE {
            if !text(part).is_empty() {
                draft.set(key, text(part));
            }
        }
        venues(&mut draft, text(Part::Venue), store);
        let actors = groups(text(Part::Actors)).into_iter().map(|(role, names)| {
            let ids = names.iter().map(|name| id(Register::Actors, name, store, &mut draft)).collect();
            (role, ids)
        });
        let actors: Vec<Group> = actors.collect();
        if let Some(actors) = names::actors(actors, draft.text("kind")) {
            draft.set("actors", actors);
        }
        let about = list(text(Part::Claims)).map(|claim| match claim.split_once('/') {
            Some((claim, stance)) => json!({"claim": claim.trim(), "stance": stance.trim()}),
            None => json!({"claim": claim}),
        });
        let about: Vec<Value> = about.collect();
        if !about.is_empty() {
            draft.set("about", about);
        }
        if let Some(source) = self.source(store, &mut draft) {
            draft.set("sources", vec![source]);
        }
        if let Some(figures) = self.figures.as_ref().filter(|_| !text(Part::Sentence).is_empty()) {
            draft.set("figures", figures.clone());
        }
        let links = names::grouped(groups(text(Part::Links)), USUAL_LINK);
        if !links.is_empty() {
            draft.set("links", links);
        }
        let tags: Vec<&str> = list(text(Part::Tags)).collect();
        if !tags.is_empty() {
            draft.set("tags", tags);
        }
        draft.finish(store);
        draft
    }

    fn source(&self, store: &Store, draft: &mut Draft) -> Option<Value> {
        let text = |part: Part| self.line(part).text().trim();
        let (outlet, url, published) = (text(Part::Outlet), text(Part::Url), text(Part::Published));
        if !url.is_empty() && outlet.is_empty() && published.is_empty() && !names::is_address(url) {
            let named = match Register::Outlets.find(url, store) {
                Named::One(outlet) if store.registry.find_source(url).is_none() => Some(outlet),
                _ => None,
            };
            return Some(named.map_or_else(|| url.into(), |outlet| json!({"outlet": outlet})));
        }
        let mut source = Map::new();
        if !outlet.is_empty() {
            source.insert("outlet".to_owned(), id(Register::Outlets, outlet, store, draft).into());
        } else if let Some(outlet) = names::outlet_at(store, url).filter(|_| !url.is_empty()) {
            source.insert("outlet".to_owned(), outlet.into());
        }
        for (key, text) in [("url", url), ("published", published)] {
            if !text.is_empty() {
                source.insert(key.to_owned(), text.into());
            }
        }
        (!source.is_empty()).then_some(source.into())
    }

    /// Writes the fields of a draft into their lines; the other lines stay.
    pub(super) fn fill(&mut self, draft: &Draft) {
        self.figures = draft.fields.get("figures").cloned();
        for (part, key) in SINGLE {
            if let Some(text) = draft.text(key) {
                self.set(part, text);
            }
        }
        for (part, key) in [(Part::Venue, "venue"), (Part::Actors, "actors"), (Part::Tags, "tags")] {
            if let Some(value) = draft.fields.get(key) {
                self.set(part, written(value));
            }
        }
        if let Some(about) = draft.fields.get("about").and_then(Value::as_array) {
            let claims: Vec<&str> = about.iter().filter_map(|about| about.get("claim")?.as_str()).collect();
            self.set(Part::Claims, claims.join(", "));
        }
        let source = draft.fields.get("sources").and_then(|sources| sources.get(0));
        for (part, key) in [(Part::Outlet, "outlet"), (Part::Url, "url"), (Part::Published, "published")] {
            if let Some(text) = source.and_then(|source| source.get(key)?.as_str()) {
                self.set(part, text);
            }
        }
    }
}

fn venues(draft: &mut Draft, text: &str, store: &Store) {
    if text.is_empty() {
        return;
    }
    // A name may have a comma in it; several names are separated by commas too.
    let names: Vec<&str> = match Register::Venues.find(text, store) {
        Named::Unregistered(_) => list(text).collect(),
        _ => vec![text],
    };
    let mut ids = names.into_iter().map(|name| id(Register::Venues, name, store, draft)).collect::<Vec<_>>();
    if ids.is_empty() {
        return;
    }
    let first = ids.remove(0);
    draft.set("venue", first);
    if !ids.is_empty() {
        draft.set("other_venues", ids);
    }
}

/// Returns the id of a name; what nobody has stays as written, which the loader tells.
fn id(register: Register, name: &str, store: &Store, draft: &mut Draft) -> String {
    match register.find(name, store) {
        Named::One(id) => return id,
        Named::Several(ids) => {
            let ids: Vec<String> = ids.into_iter().map(|id| format!("`{id}`")).collect();
            let field = register.field();
            draft.notes.push(Note::new(field, format!("`{name}` may be {}", ids.join(" or "))));
        }
        Named::Unregistered(_) => {}
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_under_the_name_before_them() {
        let group = |name: Option<&str>, values: &[&str]| -> Group {
            (name.map(str::to_owned), values.iter().map(|value| (*value).to_owned()).collect())
        };
        assert_eq!(
            groups("a, speaker=b, c; d, subject = e,"),
            [
                group(None, &["a"]),
                group(Some("speaker"), &["b", "c"]),
                group(None, &["d"]),
                group(Some("subject"), &["e"])
            ]
        );
        assert_eq!(groups(" ;,= , "), [], "nothing is nothing");
        let value = json!({"speaker": "a", "subject": ["b", "c"]});
        assert_eq!(written(&value), "speaker=a; subject=b, c");
        assert_eq!(names::grouped(groups(&written(&value)), "x"), *value.as_object().expect("a map"));
    }
}
