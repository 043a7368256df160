//! The parts of an event as JSON values.

use serde_json::Value;

use super::{Notes, Object};
use crate::event::{About, Conflict, Count, Figure, Link, LinkKind, Participant, Quote, Role, Session, Word};
use crate::registry::{ActorIx, Origin, OutletIx, Registry, Source, SourceIx, VenueIx};
use crate::store::Store;

/// Returns the id of a registered item, otherwise its name as written.
pub(super) fn named(id: &str, name: &str, registered: bool) -> Value {
    Value::from(if registered { id } else { name })
}

pub(super) fn actor(registry: &Registry, ix: ActorIx) -> Value {
    let actor = registry.actor(ix);
    named(&actor.id, &actor.name, actor.place.is_some())
}

pub(super) fn venue(registry: &Registry, ix: VenueIx) -> Value {
    let venue = registry.venue(ix);
    named(&venue.id, &venue.name, venue.place.is_some())
}

pub(super) fn outlet(registry: &Registry, ix: OutletIx) -> Value {
    let outlet = registry.outlet(ix);
    named(&outlet.id, &outlet.name, outlet.place.is_some())
}

/// Returns an object from role to list, with the roles in the order of their first actor.
pub(super) fn roles(registry: &Registry, actors: &[Participant]) -> Option<Value> {
    let mut roles: Vec<Role> = Vec::new();
    for part in actors {
        if !roles.contains(&part.role) {
            roles.push(part.role);
        }
    }
    let mut object = Object::default();
    for role in roles {
        let in_role = actors.iter().filter(|p| p.role == role);
        object.list(role.word(), in_role.map(|p| actor(registry, p.actor)));
    }
    (!object.0.is_empty()).then(|| object.into())
}

/// Returns an object from link type to a list of `{to, basis, note}`, with the types in the order of their first link.
pub(in crate::export) fn links(store: &Store, links: &[Link]) -> Option<Value> {
    let mut kinds: Vec<LinkKind> = Vec::new();
    for link in links {
        if !kinds.contains(&link.kind) {
            kinds.push(link.kind);
        }
    }
    let mut object = Object::default();
    for kind in kinds {
        let of_kind = links.iter().filter(|l| l.kind == kind);
        object.list(kind.word(), of_kind.map(|l| link(store, l)));
    }
    (!object.0.is_empty()).then(|| object.into())
}

fn link(store: &Store, link: &Link) -> Value {
    let mut object = Object::default();
    object.text("to", store.events.id(link.to));
    object.text("basis", link.basis.word());
    object.maybe("note", link.note.as_deref());
    object.into()
}

/// Returns a registered source by its id, otherwise its fields. `against` means that the source disputes the event.
pub(super) fn source(registry: &Registry, ix: SourceIx, against: bool, notes: Notes) -> Value {
    let source = registry.fresh_source(ix);
    let mut object = match source.id.as_deref() {
        Some(id) if registry.find_source(id) == Some(ix) => {
            if !against {
                return Value::from(id);
            }
            let mut object = Object::default();
            object.text("id", id);
            object
        }
        _ => inline(registry, &source),
    };
    if notes == Notes::LeftOut {
        object.0.shift_remove("note");
    }
    if against {
        object.put("disputes", true.into());
    }
    object.into()
}

/// Returns what the store cites a source by: its id, otherwise its address.
fn citation(registry: &Registry, ix: SourceIx) -> Option<Value> {
    let source = registry.fresh_source(ix);
    source.id.as_deref().or(source.url.as_deref()).map(Value::from)
}

pub(super) fn inline(registry: &Registry, source: &Source) -> Object {
    let mut object = Object::default();
    object.maybe("id", source.id.as_deref());
    object.some("outlet", source.outlet.map(|o| outlet(registry, o)));
    object.maybe("title", source.title.as_deref());
    object.maybe("url", source.url.as_deref());
    object.maybe("cite", source.cite.as_deref());
    object.list("archive", source.archive.iter().map(|a| a.as_str().into()));
    object.maybe("sha256", source.sha256.as_deref());
    object.date("published", source.published.as_ref());
    object.maybe("published_basis", source.published_basis.as_deref());
    object.date("accessed", source.accessed.as_ref());
    object.maybe("lang", source.lang.as_deref());
    object.maybe("kind", source.kind.map(Word::word));
    object.maybe("reliability", source.reliability.map(Word::word));
    object.list("derived_from", source.derived_from.iter().filter_map(|o| origin(registry, *o)));
    object.date("corrected", source.corrected.as_ref());
    object.date("withdrawn", source.withdrawn.as_ref());
    object.maybe("note", source.note.as_deref());
    object
}

fn origin(registry: &Registry, origin: Origin) -> Option<Value> {
    match origin {
        Origin::Outlet(ix) => Some(outlet(registry, ix)),
        Origin::Source(ix) => citation(registry, ix),
    }
}

pub(super) fn conflict(conflict: &Conflict) -> Value {
    let mut object = Object::default();
    object.text("field", &conflict.field);
    let account = |account: &crate::event::Account| {
        let mut object = Object::default();
        object.text("value", &account.value);
        object.maybe("source", account.source.as_deref());
        object.maybe("note", account.note.as_deref());
        object.into()
    };
    object.list("values", conflict.values.iter().map(account));
    object.into()
}

pub(super) fn quote(registry: &Registry, quote: &Quote) -> Value {
    let mut object = Object::default();
    object.text("text", &quote.text);
    object.maybe("lang", quote.lang.as_deref());
    object.some("speaker", quote.speaker.map(|s| actor(registry, s)));
    if quote.translated {
        object.put("translated", true.into());
    }
    object.maybe("original", quote.original.as_deref());
    object.into()
}

pub(super) fn about(registry: &Registry, about: About) -> Value {
    let mut object = Object::default();
    object.text("claim", &registry.claim(about.claim).id);
    object.maybe("stance", about.stance.map(Word::word));
    if about.hedged {
        object.put("hedged", true.into());
    }
    object.into()
}

pub(super) fn figure(registry: &Registry, figure: &Figure, notes: Notes) -> Value {
    let mut object = Object::default();
    object.maybe("weapon", figure.weapon.as_deref());
    object.maybe("of", figure.of.as_deref());
    object.text("metric", &figure.metric);
    object.put("count", count(figure.count));
    object.list("by", figure.by.iter().map(|a| actor(registry, *a)));
    object.date("period", figure.period.as_ref());
    object.date("as_of", figure.as_of.as_ref());
    object.maybe("grade", figure.grade.map(|g| g.to_string()).as_deref());
    if notes == Notes::Kept {
        object.maybe("grade_note", figure.grade_note.as_deref());
    }
    object.some("source", figure.source.and_then(|s| citation(registry, s)));
    if notes == Notes::Kept {
        object.maybe("note", figure.note.as_deref());
    }
    object.into()
}

/// Returns an exact count as a number, otherwise as the text that the store writes.
fn count(count: Count) -> Value {
    match count {
        Count::Exactly(n) => n.into(),
        other => other.to_string().into(),
    }
}

pub(super) fn session(registry: &Registry, session: &Session, notes: Notes) -> Value {
    let mut object = Object::default();
    object.maybe("title", session.title.as_deref());
    object.some("venue", session.venue.map(|v| venue(registry, v)));
    object.date("date", session.date.as_ref());
    object.date("planned", session.planned.as_ref());
    object.maybe("status", session.status.map(Word::word));
    object.maybe("format", session.format.map(Word::word));
    object.some("actors", roles(registry, &session.actors));
    object.some("minutes", session.minutes.map(count));
    object.list("figures", session.figures.iter().map(|f| figure(registry, f, notes)));
    if notes == Notes::Kept {
        object.maybe("note", session.note.as_deref());
    }
    object.into()
}
