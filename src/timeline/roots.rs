//! Independent roots of a report: copies are not corroboration.
//!
//! A root is the publisher at the end of `derived_from`. Two pages of one publisher, or an agency and its
//! copies, are one root. There is no root in an aggregator that does not say what it copies, in a cycle of
//! copies, which has no end, in a withdrawn source, or in a copy of withdrawn sources only.
//!
//! [`Registry::published_source`] decides who published a source. Two publishers are the same if they are the
//! same outlet, domain or account, if both sources name the same unregistered outlet, and if both sources
//! have the same page.

mod together;

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use crate::event::Event;
use crate::registry::{
    Credit, Origin, OutletIx, OutletKind, Registry, Source, SourceIx, SourcePublisher, address,
};
use crate::store::Store;
use crate::text::fold;
pub(crate) use together::Roots;

/// A publisher who originally reports something.
#[derive(Debug, Clone)]
pub(crate) struct Root<'s> {
    who: Who<'s>,
    /// An unregistered outlet that a source names; it gives the publisher a name but does not identify it.
    named: Option<OutletIx>,
}

/// The identity of a publisher.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Who<'s> {
    Outlet(OutletIx),
    /// A registrable domain or an account of a platform.
    Site(Cow<'s, str>),
    /// An unknown account of a platform, given by the platform's host.
    Someone(&'static str),
    /// A folded citation, title or id, if there is neither outlet nor address.
    Text(String),
}

impl PartialEq for Root<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.who == other.who
    }
}

impl Eq for Root<'_> {}

impl Hash for Root<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.who.hash(state);
    }
}

impl<'s> Root<'s> {
    fn new(who: Who<'s>) -> Self {
        Self { who, named: None }
    }

    fn into_owned(self) -> Root<'static> {
        let who = match self.who {
            Who::Outlet(ix) => Who::Outlet(ix),
            Who::Site(site) => Who::Site(Cow::Owned(site.into_owned())),
            Who::Someone(platform) => Who::Someone(platform),
            Who::Text(text) => Who::Text(text),
        };
        Root { who, named: self.named }
    }

    /// Returns the identity of the publisher.
    #[must_use]
    pub(crate) fn who(&self) -> &Who<'s> {
        &self.who
    }

    /// Returns the outlet that the publisher is or is named after.
    #[must_use]
    pub(crate) fn outlet(&self) -> Option<OutletIx> {
        if let Who::Outlet(ix) = self.who { Some(ix) } else { self.named }
    }

    /// Returns the name to show.
    #[must_use]
    pub(crate) fn name<'a>(&'a self, registry: &'a Registry) -> &'a str {
        match (self.outlet(), &self.who) {
            (Some(ix), _) => &registry.outlet(ix).name,
            (None, Who::Site(name)) => name,
            (None, Who::Someone(name)) => name,
            (None, Who::Text(name)) => name,
            (None, Who::Outlet(_)) => "",
        }
    }
}

/// Returns the independent roots of an event, in the order its sources lead to them.
#[must_use]
pub(crate) fn of(store: &Store, event: &Event) -> Vec<Root<'static>> {
    independent(store, event.sources.iter().copied())
}

/// Returns the independent roots of any sources, each once, in the order they lead to them.
#[must_use]
pub(crate) fn independent(store: &Store, sources: impl IntoIterator<Item = SourceIx>) -> Vec<Root<'static>> {
    let mut roots = Roots::default();
    for ix in sources {
        roots.add(&store.registry, ix, &store.registry.fresh_source(ix));
    }
    roots.into_all()
}

/// Counts of the pages and of the independent roots of some sources.
#[derive(Debug, Default)]
pub(crate) struct Count {
    roots: Roots,
    pages: Vec<u64>,
    cited: usize,
}

impl Count {
    pub(crate) fn add(&mut self, registry: &Registry, ix: SourceIx, source: &Source) {
        self.cited += 1;
        let page = page_key(registry, ix, source);
        self.pages.extend(page.filter(|page| !self.pages.contains(page)));
        self.roots.add_page(registry, ix, source, page);
    }

    /// Counts a single source.
    pub(crate) fn only(registry: &Registry, ix: SourceIx, source: &Source) -> Self {
        let mut count = Self { cited: 1, ..Self::default() };
        count.roots.add_page(registry, ix, source, None);
        count
    }

    /// Returns the number of independent roots.
    pub(crate) fn roots(&self) -> usize {
        self.roots.len()
    }

    /// Returns the number of pages; a copy that does not say what it copies counts only if there is nothing
    /// else.
    pub(crate) fn pages(&self) -> usize {
        self.pages.len().max(usize::from(self.cited > 0))
    }
}

/// Returns whether a source is a copy that does not say what it copies and has no citation of its own.
fn is_opaque(registry: &Registry, source: &Source) -> bool {
    source.cite.is_none() && registry.published_source(source) == SourcePublisher::Unidentified
}

/// Returns the key of a source's page; `None` if its address is that of a copy that does not say what it
/// copies.
fn page_key(registry: &Registry, ix: SourceIx, source: &Source) -> Option<u64> {
    (!is_opaque(registry, source)).then(|| xxh3_64(page_of(registry, ix, &source.credit()).as_bytes()))
}

fn end<'s>(registry: &Registry, source: &'s Source) -> Option<Root<'s>> {
    if source.withdrawn.is_some() {
        return None;
    }
    let root = publisher(registry, source)?;
    let kind = source.kind.or_else(|| root.outlet().and_then(|ix| registry.outlet(ix).kind));
    (kind != Some(OutletKind::Aggregator)).then_some(root)
}

/// Returns whether a source is itself a root: it copies nothing, was not withdrawn, and has a publisher.
#[must_use]
pub(crate) fn is_root(registry: &Registry, source: &Source) -> bool {
    source.derived_from.is_empty() && end(registry, source).is_some()
}

/// Returns who published `source`, root or not; `None` if it does not identify itself, or is a copy that does
/// not say what it copies.
#[must_use]
pub(crate) fn publisher<'s>(registry: &Registry, source: &'s Source) -> Option<Root<'s>> {
    let named = source.outlet.filter(|ix| !registry.is_registered(*ix) && !registry.is_carrier(*ix));
    match registry.published_source(source) {
        SourcePublisher::Outlet(ix) if registry.is_registered(ix) => Some(Root::new(Who::Outlet(ix))),
        SourcePublisher::Outlet(ix) => Some(called(registry, ix)),
        SourcePublisher::Site(site) => Some(Root { who: Who::Site(site), named }),
        SourcePublisher::UnknownAccount(platform) => Some(Root::new(Who::Someone(platform))),
        SourcePublisher::Unidentified => source.cite.as_deref().and_then(text),
        SourcePublisher::Missing => {
            let texts = [&source.cite, &source.url, &source.title];
            let texts = texts.into_iter().filter_map(Option::as_deref).chain(source.id.as_deref());
            texts.into_iter().find_map(text)
        }
    }
}

fn text(text: &str) -> Option<Root<'static>> {
    let folded = fold(text);
    (!folded.is_empty()).then(|| Root::new(Who::Text(folded)))
}

/// Returns the root of an outlet known by name alone: the registered outlet or the one at that address,
/// otherwise the name.
fn called(registry: &Registry, ix: OutletIx) -> Root<'static> {
    if registry.is_registered(ix) {
        return Root::new(Who::Outlet(ix));
    }
    match registry.published_at(&registry.outlet(ix).name) {
        Some(SourcePublisher::Outlet(known)) => Root::new(Who::Outlet(known)),
        Some(SourcePublisher::Site(site)) => Root { who: Who::Site(site), named: Some(ix) }.into_owned(),
        _ => Root { who: Who::Outlet(ix), named: (!registry.is_carrier(ix)).then_some(ix) },
    }
}

/// Follows `derived_from` to its ends; a source already seen is not followed again, so every chain ends.
fn follow(registry: &Registry, origins: &[Origin], start: SourceIx, roots: &mut Roots) {
    let mut seen = HashSet::from([start]);
    let mut open: Vec<Origin> = origins.iter().rev().copied().collect();
    while let Some(origin) = open.pop() {
        let ix = match origin {
            Origin::Outlet(outlet) => {
                let root = called(registry, outlet);
                let kind = root.outlet().and_then(|ix| registry.outlet(ix).kind);
                if kind != Some(OutletKind::Aggregator) {
                    roots.push(&root, None);
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
            roots.add(registry, ix, &source);
        } else if seen.insert(ix) {
            open.extend(source.derived_from.iter().rev());
        }
    }
}

/// Returns the key that makes two records one page, however often events cite it: the address, otherwise
/// citation, title, outlet and id.
#[must_use]
pub(crate) fn page(registry: &Registry, ix: SourceIx) -> String {
    page_of(registry, ix, &registry.credit(ix)).into_owned()
}

fn page_of<'s>(registry: &Registry, ix: SourceIx, source: &Credit<'s>) -> Cow<'s, str> {
    if let Some(url) = source.url.map(str::trim).filter(|url| !url.is_empty()) {
        return address::page(url).unwrap_or(Cow::Borrowed(url));
    }
    let outlet = source.outlet.map(|o| registry.outlet(o).id.as_ref());
    let parts = [source.cite, source.title, outlet, source.id];
    let text: Vec<String> = parts.into_iter().map(|p| fold(p.unwrap_or_default())).collect();
    // The leading line feed keeps both apart from addresses.
    if text.iter().all(String::is_empty) { format!("\n{}", ix.0) } else { format!("\n{}", text.join("\n")) }
        .into()
}

#[cfg(test)]
mod tests;
