//! Independent roots of a report: copies are not corroboration.
//!
//! A root is the outlet at the end of `derived_from`. Two pages of one outlet, or an agency and its copies, are
//! one root. An aggregator that does not say what it copies is none; nor is a circle of copies, which has no end.
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
pub fn of<'s>(store: &'s Store, event: &Event) -> Vec<Root<'s>> {
    independent(store, event.sources.iter().copied())
}

/// The independent roots of any sources, once each, in the order they lead to them.
#[must_use]
pub fn independent(store: &Store, sources: impl IntoIterator<Item = SourceIx>) -> Vec<Root<'_>> {
    let mut known = Known::default();
    for source in sources {
        follow(&store.registry, source, &mut known);
    }
    known.roots
}

/// Above this many roots a set answers whether one is known; below, looking through them is faster.
const FEW: usize = 16;

#[derive(Default)]
struct Known<'s> {
    roots: Vec<Root<'s>>,
    set: HashSet<Root<'s>>,
}

impl<'s> Known<'s> {
    fn add(&mut self, root: Root<'s>) {
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
fn follow<'s>(registry: &'s Registry, start: SourceIx, known: &mut Known<'s>) {
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
        let source = registry.source(ix);
        if source.derived_from.is_empty() {
            if let Some(root) = end(registry, source) {
                known.add(root);
            }
        } else if seen.insert(ix) {
            open.extend(source.derived_from.iter().rev());
        }
    }
}

fn end<'s>(registry: &Registry, source: &'s Source) -> Option<Root<'s>> {
    if registry.kind_of(source) == Some(OutletKind::Aggregator) {
        return None;
    }
    publisher(source)
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
    let source = registry.source(ix);
    if let Some(url) = source.url.as_deref().filter(|url| !url.trim().is_empty()) {
        return format!("url {}", same_address(url));
    }
    let outlet = source.outlet.map(|o| registry.outlet(o).id.as_ref());
    let parts = [source.cite.as_deref(), source.title.as_deref(), outlet, source.id.as_deref()];
    let text: Vec<String> = parts.into_iter().map(|p| fold(p.unwrap_or_default())).collect();
    if text.iter().all(String::is_empty) { format!("record {}", ix.0) } else { text.join("\n") }
}

/// A URL without what makes no other page of it: a slash at the end, a fragment, the letter case of scheme and host.
fn same_address(url: &str) -> String {
    let page = url.trim().split('#').next().unwrap_or_default().trim_end_matches('/');
    match page.split_once("://") {
        Some((scheme, rest)) => {
            let host = rest.find('/').and_then(|at| rest.split_at_checked(at));
            let (host, path) = host.unwrap_or((rest, ""));
            format!("{}://{}{path}", scheme.to_lowercase(), host.to_lowercase())
        }
        None => page.to_owned(),
    }
}

#[cfg(test)]
mod tests;
