//! Independent roots of a report: copies are not corroboration.
//!
//! A root is the outlet at the end of `derived_from`. Two pages of one outlet, or an agency and its copies, are
//! one root. An aggregator that does not say what it copies is none; nor is a circle of copies, which has no end; nor
//! what was withdrawn, or what copies that alone.
//! A source that names no outlet is known by its URL's host, else by its citation, title or id.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::event::Event;
use crate::registry::{Origin, OutletIx, OutletKind, Registry, Source, SourceIx};
use crate::store::Store;
use crate::text::fold;

/// Who really reports something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Root<'s> {
    /// An outlet.
    Outlet(OutletIx),
    /// The host of a page without an outlet, in lower case and without `www.`.
    Host(Cow<'s, str>),
    /// A citation, title or id, folded, where there is neither outlet nor URL.
    Text(String),
}

impl Root<'_> {
    fn into_owned(self) -> Root<'static> {
        match self {
            Self::Outlet(ix) => Root::Outlet(ix),
            Self::Host(host) => Root::Host(Cow::Owned(host.into_owned())),
            Self::Text(text) => Root::Text(text),
        }
    }

    /// The name to show.
    #[must_use]
    pub fn name<'a>(&'a self, registry: &'a Registry) -> &'a str {
        match self {
            Self::Outlet(ix) => &registry.outlet(*ix).name,
            Self::Host(host) => host,
            Self::Text(text) => text,
        }
    }
}

/// The independent roots of an event, in the order its sources lead to them.
#[must_use]
pub fn of(store: &Store, event: &Event) -> Vec<Root<'static>> {
    independent(store, event.sources.iter().copied())
}

/// The independent roots of any sources, once each, in the order they lead to them.
#[must_use]
pub fn independent(store: &Store, sources: impl IntoIterator<Item = SourceIx>) -> Vec<Root<'static>> {
    let mut known = Known::default();
    for source in sources {
        follow(&store.registry, source, &mut known);
    }
    known.roots
}

/// The independent roots of the record that stands at `ix`.
#[must_use]
pub fn of_source(store: &Store, ix: SourceIx, source: &Source) -> Vec<Root<'static>> {
    if source.derived_from.is_empty() {
        return end(&store.registry, source).into_iter().collect();
    }
    independent(store, [ix])
}

/// Above this many roots a set answers whether one is known; below, looking through them is faster.
const FEW: usize = 16;

#[derive(Default)]
struct Known {
    roots: Vec<Root<'static>>,
    set: HashSet<Root<'static>>,
}

impl Known {
    fn add(&mut self, root: Root<'static>) {
        if self.roots.len() < FEW {
            if !self.roots.contains(&root) {
                self.roots.push(root);
            }
            return;
        }
        if self.set.is_empty() {
            self.set.extend(self.roots.iter().cloned());
        }
        if self.set.insert(root.clone()) {
            self.roots.push(root);
        }
    }
}

/// Walks `derived_from` to its ends; a source that was seen is not walked again, so every chain ends.
fn follow(registry: &Registry, start: SourceIx, known: &mut Known) {
    let mut seen = HashSet::new();
    let mut open = vec![Origin::Source(start)];
    while let Some(origin) = open.pop() {
        let ix = match origin {
            Origin::Outlet(outlet) => {
                if registry.outlet(outlet).kind != Some(OutletKind::Aggregator) {
                    known.add(Root::Outlet(outlet));
                }
                continue;
            }
            Origin::Source(ix) => ix,
        };
        let source = registry.fresh_source(ix);
        if source.withdrawn.is_some() {
            continue;
        }
        if source.derived_from.is_empty() {
            if let Some(root) = end(registry, &source) {
                known.add(root);
            }
        } else if seen.insert(ix) {
            open.extend(source.derived_from.iter().rev());
        }
    }
}

fn end(registry: &Registry, source: &Source) -> Option<Root<'static>> {
    if source.withdrawn.is_some() || registry.kind_of(source) == Some(OutletKind::Aggregator) {
        return None;
    }
    publisher(source).map(Root::into_owned)
}

/// Who published `source`, root or not; none where it says nothing of itself.
#[must_use]
pub fn publisher(source: &Source) -> Option<Root<'_>> {
    if let Some(outlet) = source.outlet {
        return Some(Root::Outlet(outlet));
    }
    if let Some(host) = source.url.as_deref().and_then(host) {
        return Some(Root::Host(host));
    }
    let text = [source.cite.as_deref(), source.url.as_deref(), source.title.as_deref(), source.id.as_deref()];
    text.into_iter().flatten().map(fold).find(|t| !t.is_empty()).map(Root::Text)
}

/// The host of a URL without user, port and `www.`, in lower case; none where there is no `//`.
fn host(url: &str) -> Option<Cow<'_, str>> {
    let (_, rest) = url.split_once("//")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = if host.starts_with('[') { host } else { host.split(':').next()? };
    let host = host.trim_end_matches('.');
    let bare = match host.get(..4) {
        Some(www) if www.eq_ignore_ascii_case("www.") => host.get(4..)?,
        _ => host,
    };
    if bare.is_empty() {
        return None;
    }
    let lower = bare.chars().all(|c| !c.is_uppercase());
    Some(if lower { Cow::Borrowed(bare) } else { Cow::Owned(bare.to_lowercase()) })
}

/// What makes two records one page, however often events cite it: the address, else citation, title and outlet.
#[must_use]
pub fn page(registry: &Registry, ix: SourceIx) -> String {
    let source = registry.credit(ix);
    if let Some(url) = source.url.filter(|url| !url.trim().is_empty()) {
        return format!("url {}", same_address(url));
    }
    let outlet = source.outlet.map(|o| registry.outlet(o).id.as_ref());
    let parts = [source.cite, source.title, outlet, source.id];
    let text: Vec<String> = parts.into_iter().map(|p| fold(p.unwrap_or_default())).collect();
    if text.iter().all(String::is_empty) { format!("record {}", ix.0) } else { text.join("\n") }
}

/// A URL without what makes no other page of it: a slash at the end, a fragment, the letter case of scheme and host.
fn same_address(url: &str) -> Cow<'_, str> {
    let page = url.trim().split('#').next().unwrap_or_default().trim_end_matches('/');
    let Some((scheme, rest)) = page.split_once("://") else { return page.into() };
    let (host, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    let lower = |text: &str| text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if lower(scheme) && lower(host) {
        return page.into();
    }
    format!("{}://{}{path}", scheme.to_lowercase(), host.to_lowercase()).into()
}

#[cfg(test)]
mod tests;
