//! How a source relates to an event, and the weaknesses of an event's sources, in words.

use chrono_tz::Tz;

use super::roots;
use crate::event::Event;
use crate::registry::{OutletKind, Registry, Source, SourceIx};
use crate::store::Store;

/// The label of a source that is cited against an event.
pub(crate) const AGAINST: &str = "against";

/// Returns what happened to a source after publication: `corrected 3 Jan 2026`, `withdrawn 4 Jan 2026`.
#[must_use]
pub(crate) fn amended(source: &Source, zone: Option<Tz>) -> Vec<String> {
    let dated = [("corrected", &source.corrected), ("withdrawn", &source.withdrawn)];
    let amendments = dated.into_iter().filter_map(|(what, date)| Some((what, date.as_ref()?)));
    amendments.map(|(what, date)| format!("{what} {}", date.short(zone))).collect()
}

/// Returns why nobody reports an event independently although sources are cited for it; `None` if somebody
/// does.
#[must_use]
pub(crate) fn no_root(store: &Store, event: &Event) -> Option<String> {
    if event.sources.is_empty() || !roots::of(store, event).is_empty() {
        return None;
    }
    let registry = &store.registry;
    let standing = || event.sources.iter().filter(|ix| registry.fresh_source(**ix).withdrawn.is_none());
    let (all, remaining) = (event.sources.len(), standing().count());
    if remaining == 0 {
        return Some(
            if all == 1 { "its only source was withdrawn" } else { "all its sources were withdrawn" }.into(),
        );
    }
    let silent = |ix: &SourceIx| {
        let source = registry.fresh_source(*ix);
        source.derived_from.is_empty() && registry.kind_of(&source) == Some(OutletKind::Aggregator)
    };
    if !standing().all(silent) {
        return Some("its sources copy others and lead to no original".to_owned());
    }
    let names = publishers(registry, standing().copied());
    Some(match names.as_slice() {
        [one] => format!("rests on an aggregator alone: {one}"),
        many => format!("rests on aggregators alone: {}", many.join(", ")),
    })
}

/// Returns the problems of an event's sources as a whole: which were corrected or withdrawn, and that nobody
/// reports the event independently.
#[must_use]
pub(crate) fn cautions(store: &Store, event: &Event, zone: Option<Tz>) -> Vec<String> {
    let mut all = Vec::new();
    for ix in &event.sources {
        let source = store.registry.fresh_source(*ix);
        let name = || publishers(&store.registry, [*ix]).pop().unwrap_or_else(|| "a source".to_owned());
        all.extend(amended(&source, zone).into_iter().map(|what| format!("{} was {what}", name())));
    }
    all.extend(no_root(store, event));
    all
}

/// Returns the names of those who published these sources, each once.
fn publishers(registry: &Registry, sources: impl IntoIterator<Item = SourceIx>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for ix in sources {
        let source = registry.fresh_source(ix);
        let publisher = roots::publisher(registry, &source);
        let name = publisher.as_ref().map_or("a source without a name", |root| root.name(registry));
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests;
