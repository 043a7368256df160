//! Roots merged: whatever leads to one publisher in any way counts as one.

use std::hash::Hash;

use foldhash::HashMap;

use super::{Root, Who, end, follow, page_key};
use crate::registry::{OutletIx, Registry, Source, SourceIx};

/// The independent roots of the sources added so far.
#[derive(Debug, Default)]
pub(crate) struct Roots {
    all: Vec<Entry>,
    publishers: FirstSeen<Root<'static>>,
    names: FirstSeen<OutletIx>,
    pages: FirstSeen<u64>,
}

/// A publisher, and the earlier entry that it equals, if any.
#[derive(Debug)]
struct Entry {
    root: Root<'static>,
    /// Its own index, or that of an earlier entry that it equals.
    same: usize,
    /// Whether sources give it several names; then it is shown with none of them.
    disputed: bool,
}

/// The index at which each key was first seen; searched linearly while there are few.
#[derive(Debug)]
struct FirstSeen<K> {
    few: Vec<(K, usize)>,
    many: HashMap<K, usize>,
}

impl<K> Default for FirstSeen<K> {
    fn default() -> Self {
        Self { few: Vec::new(), many: HashMap::default() }
    }
}

/// Number of keys from which a map is used; below it, a linear search is faster.
const FEW: usize = 16;

impl<K: Clone + Eq + Hash> FirstSeen<K> {
    /// Returns the index at which `key` was first seen; `next` if it is new.
    fn first(&mut self, key: &K, next: usize) -> usize {
        if self.few.len() < FEW {
            if let Some((_, at)) = self.few.iter().find(|(known, _)| known == key) {
                return *at;
            }
            self.few.push((key.clone(), next));
            return next;
        }
        if self.many.is_empty() {
            self.many.extend(self.few.iter().cloned());
        }
        *self.many.entry(key.clone()).or_insert(next)
    }
}

impl Roots {
    /// Adds the roots of a source.
    pub(crate) fn add(&mut self, registry: &Registry, ix: SourceIx, source: &Source) {
        self.add_page(registry, ix, source, page_key(registry, ix, source));
    }

    /// Adds the roots of a source with its page, if the page is known.
    pub(super) fn add_page(&mut self, registry: &Registry, ix: SourceIx, source: &Source, page: Option<u64>) {
        if source.withdrawn.is_some() {
            return;
        }
        if !source.derived_from.is_empty() {
            follow(registry, &source.derived_from, ix, self);
        } else if let Some(root) = end(registry, source) {
            self.push(&root, page);
        }
    }

    /// Adds one root, with its page if known.
    pub(super) fn push(&mut self, root: &Root<'_>, page: Option<u64>) {
        let next = self.all.len();
        let owned = root.clone().into_owned();
        let at = self.publishers.first(&owned, next);
        if at == next {
            self.all.push(Entry { root: owned, same: next, disputed: false });
        } else if let Some(entry) = self.all.get_mut(at) {
            entry.call(root.named);
        }
        self.link(at, root.named, page);
    }

    /// Adds the roots of another collection.
    pub(crate) fn append(&mut self, other: Self) {
        let Self { all, names, pages, .. } = other;
        let mut links: Vec<(usize, Option<OutletIx>, Option<u64>)> = Vec::new();
        links.extend(names.into_all().map(|(name, at)| (at, Some(name), None)));
        links.extend(pages.into_all().map(|(page, at)| (at, None, Some(page))));
        let own: Vec<usize> = all
            .iter()
            .map(|entry| {
                let next = self.all.len();
                self.push(&entry.root, None);
                self.publishers.first(&entry.root, next)
            })
            .collect();
        for (at, entry) in all.iter().enumerate() {
            self.unite(own[entry.same], own[at]);
        }
        for (at, name, page) in links {
            self.link(own[at], name, page);
        }
    }

    fn top(&self, mut at: usize) -> usize {
        while let Some(entry) = self.all.get(at)
            && entry.same != at
        {
            at = entry.same;
        }
        at
    }

    /// Merges two entries into the earlier one, but prefers an identified publisher to an unknown account of
    /// a platform.
    fn unite(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.top(a), self.top(b));
        let key = |at: usize| (self.all.get(at).is_some_and(|entry| entry.platform().is_some()), at);
        let (first, second) = if key(a) <= key(b) { (a, b) } else { (b, a) };
        if let Some(entry) = self.all.get_mut(second) {
            entry.same = first;
        }
        first
    }

    /// Merges an entry with those seen under the same name or at the same page.
    fn link(&mut self, at: usize, name: Option<OutletIx>, page: Option<u64>) {
        if let Some(name) = name {
            let first = self.names.first(&name, at);
            self.unite(first, at);
        }
        if let Some(page) = page {
            let first = self.pages.first(&page, at);
            self.unite(first, at);
        }
    }

    /// Returns whether an entry is a separate publisher: the first of its kind, and not an unknown account
    /// that may be a known one.
    fn is_separate(&self, at: usize, entry: &Entry) -> bool {
        if entry.same != at {
            return false;
        }
        let Some(platform) = entry.platform() else { return true };
        !self.all.iter().any(|other| other.is_on(platform))
    }

    fn standing(&self) -> impl Iterator<Item = &Root<'static>> {
        self.all
            .iter()
            .enumerate()
            .filter(|(at, entry)| self.is_separate(*at, entry))
            .map(|(_, entry)| &entry.root)
    }

    /// Returns which of these a root is, as its position in [`Roots::into_all`].
    #[must_use]
    pub(crate) fn which(&self, root: &Root<'_>) -> Option<usize> {
        let entry = |at: usize| self.all.get(at);
        let position = self.all.iter().position(|entry| entry.root == *root)?;
        let mut top = self.top(position);
        if let Some(platform) = entry(top).and_then(Entry::platform)
            && let Some(account) = self.all.iter().position(|other| other.is_on(platform))
        {
            top = self.top(account);
        }
        let before = self.all.iter().enumerate().take(top);
        entry(top).is_some().then(|| before.filter(|(at, entry)| self.is_separate(*at, entry)).count())
    }

    /// Returns how many roots there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.standing().count()
    }

    /// Returns all roots, in the order in which they were added.
    #[must_use]
    pub(crate) fn into_all(self) -> Vec<Root<'static>> {
        self.standing().cloned().collect()
    }
}

impl Entry {
    /// Returns the platform, if this is an unknown account of one.
    fn platform(&self) -> Option<&'static str> {
        if let Who::Someone(platform) = self.root.who { Some(platform) } else { None }
    }

    /// Returns whether this is an account of that platform.
    fn is_on(&self, platform: &str) -> bool {
        matches!(&self.root.who, Who::Site(site) if is_on(site, platform))
    }

    fn call(&mut self, name: Option<OutletIx>) {
        match (self.root.named, name) {
            (None, Some(_)) if !self.disputed => self.root.named = name,
            (Some(own), Some(other)) if own != other => (self.root.named, self.disputed) = (None, true),
            _ => {}
        }
    }
}

impl<K: Eq + Hash> FirstSeen<K> {
    fn into_all(self) -> impl Iterator<Item = (K, usize)> {
        // While the map is empty, `few` has all keys; afterwards they are all in the map too.
        let few = if self.many.is_empty() { self.few } else { Vec::new() };
        few.into_iter().chain(self.many)
    }
}

/// Returns whether an account is on that platform.
fn is_on(site: &str, platform: &str) -> bool {
    site.strip_prefix(platform).is_some_and(|rest| rest.starts_with('/'))
        || site.strip_suffix(platform).is_some_and(|rest| rest.ends_with('.'))
}
