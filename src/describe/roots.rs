//! Who really reports an event: the publisher of each source, how it is known, and why two sources have one
//! publisher.

use super::{dates, listed, sources};
use crate::event::{Event, EventIx};
use crate::registry::{OutletIx, OutletKind, Registry, Source, SourceIx, SourcePublisher, address};
use crate::store::Store;
use crate::text::counted;
use crate::timeline::Timeline;
use crate::timeline::roots::{Roots, independent, page, publisher};

/// The reasons why an event has its independent roots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Why {
    /// The number of roots and of sources, in words.
    pub(crate) count: String,
    /// Each root by name with the sources that lead to it, then the sources that lead to none.
    pub(crate) roots: Vec<(String, Vec<Line>)>,
}

/// One source, and what is known of its publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The number of the source among those of the event, from 1.
    pub(crate) number: usize,
    /// The address of the source, or its name.
    pub(crate) named: String,
    /// The reasons why it leads to its root.
    pub(crate) reasons: Vec<String>,
}

/// The heading for sources that lead to no root.
const NONE: &str = "No root";

/// Returns how many sources an event cites: `3`, or `3 (1 page)` if some are copies of others.
pub(crate) fn cited(timeline: &Timeline, ix: EventIx) -> String {
    let (sources, pages) = (timeline.event(ix).sources.len(), timeline.pages(ix));
    if sources == pages { sources.to_string() } else { format!("{sources} ({})", counted(pages, "page")) }
}

/// Returns which publishers the sources of an event come from, and why.
pub(crate) fn why(store: &Store, event: &Event) -> Why {
    let registry = &store.registry;
    let mut all = Roots::default();
    for ix in &event.sources {
        all.add(registry, *ix, registry.source(*ix));
    }
    let mut lines: Vec<Vec<Line>> = vec![Vec::new(); all.len()];
    let mut none = Vec::new();
    for (at, ix) in event.sources.iter().enumerate() {
        let line =
            Line { number: at + 1, named: named(registry, *ix), reasons: reasons(registry, event, at, *ix) };
        let mut places: Vec<usize> =
            independent(store, [*ix]).iter().filter_map(|root| all.which(root)).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            none.push(line.clone());
        }
        for place in places {
            if let Some(of) = lines.get_mut(place) {
                of.push(line.clone());
            }
        }
    }
    let all = all.into_all();
    let count =
        format!("{} of {}", counted(all.len(), "independent root"), counted(event.sources.len(), "source"));
    let names = all.iter().map(|root| root.name(registry).to_owned());
    let mut roots: Vec<(String, Vec<Line>)> = names.zip(lines).collect();
    if !none.is_empty() {
        roots.push((NONE.to_owned(), none));
    }
    Why { count, roots }
}

fn named(registry: &Registry, ix: SourceIx) -> String {
    let credit = registry.credit(ix);
    credit.url.unwrap_or_else(|| sources::name(registry, &credit)).to_owned()
}

/// Returns how a source leads to its roots, or why it leads to none.
fn reasons(registry: &Registry, event: &Event, at: usize, ix: SourceIx) -> Vec<String> {
    let source = registry.source(ix);
    let mut all = Vec::new();
    if let Some(date) = &source.withdrawn {
        all.push(format!("withdrawn {}: it is not a root", dates::published(date, None)));
        return all;
    }
    all.extend(whose(registry, source));
    if let Some(copied) = source.url.as_deref().and_then(address::copied_page) {
        all.push(format!("a copy of {copied}, or an address that leads there"));
    }
    if !source.derived_from.is_empty() {
        let origins: Vec<&str> =
            source.derived_from.iter().map(|origin| sources::origin(registry, *origin)).collect();
        all.push(format!("says that it copies {}: the root is there", listed(&origins)));
    } else if registry.kind_of(source) == Some(OutletKind::Aggregator) {
        all.push("an aggregator that does not say what it copies".to_owned());
    }
    let before = event.sources.get(..at).unwrap_or_default();
    if let Some(same) = before.iter().position(|other| page(registry, *other) == page(registry, ix)) {
        all.push(format!("the same page as [{}]", same + 1));
    } else if source.derived_from.is_empty()
        && let Some(other) =
            before.iter().position(|other| one_name(registry, source, registry.source(*other)))
    {
        all.push(format!("names the same outlet as [{}]", other + 1));
    }
    all
}

/// Returns whether two sources of different domains name the same outlet, which is not registered.
fn one_name(registry: &Registry, a: &Source, b: &Source) -> bool {
    let named = |source: &Source| source.outlet.filter(|ix| !registry.is_registered(*ix));
    named(a).is_some() && named(a) == named(b) && publisher(registry, a) != publisher(registry, b)
}

/// Returns how it is known who published a source.
fn whose(registry: &Registry, source: &Source) -> Option<String> {
    let outlet = |ix: OutletIx| &registry.outlet(ix).name;
    let written = source.outlet.map(|ix| format!(", though it names the outlet `{}`", outlet(ix)));
    let with_outlet = |text: String| format!("{text}{}", written.clone().unwrap_or_default());
    match registry.published_source(source) {
        SourcePublisher::Outlet(ix) if source.outlet == Some(ix) => Some(if registry.is_registered(ix) {
            format!("names the outlet {}", outlet(ix))
        } else {
            format!("names {}, which is not in `outlets`", outlet(ix))
        }),
        SourcePublisher::Outlet(ix) => {
            Some(with_outlet(format!("its address is at a domain of {}", outlet(ix))))
        }
        SourcePublisher::Site(site) => {
            let what = if site.contains('/') { "by the account" } else { "at the domain" };
            let named = source.outlet.filter(|ix| !registry.is_carrier(*ix));
            let named = named.map(|ix| format!("; {} is not in `outlets`", outlet(ix)));
            Some(format!("{what} {site}{}", named.unwrap_or_default()))
        }
        SourcePublisher::UnknownAccount(platform) => Some(format!(
            "by an account on {platform} that the address does not name: it adds no root beside another account there"
        )),
        SourcePublisher::Unidentified => {
            Some("an archived copy or short address that does not say of what: it adds no root".to_owned())
        }
        SourcePublisher::Missing => None,
    }
}

#[cfg(test)]
mod tests;
