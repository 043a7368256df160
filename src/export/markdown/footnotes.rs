//! Footnotes: each source once, however many events cite it.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::{escaped, inline, strong, url};
use crate::event::EventDate;
use crate::export::words::{language, listed};
use crate::registry::{Origin, Registry, Source, SourceIx};
use crate::timeline::roots::page;

/// Sources in the order they were first cited.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, usize>,
    /// Records of one source: the same URL is one source, whatever else its records say.
    cited: Vec<Vec<SourceIx>>,
}

impl Footnotes {
    /// Appends the mark of a source, `[^3]`; a space keeps marks apart, which renderers print as bare numbers.
    pub(super) fn mark(&mut self, out: &mut String, registry: &Registry, ix: SourceIx) {
        let next = self.cited.len();
        let at = *self.numbers.entry(page(registry, ix)).or_insert(next);
        match self.cited.get_mut(at) {
            Some(records) if !records.contains(&ix) => records.push(ix),
            Some(_) => {}
            None => self.cited.push(vec![ix]),
        }
        let space = if out.ends_with(']') { " " } else { "" };
        let _ = write!(out, "{space}[^{}]", at + 1);
    }

    /// How many sources are cited.
    pub(super) fn len(&self) -> usize {
        self.cited.len()
    }

    /// Every record cited.
    pub(super) fn records(&self) -> impl Iterator<Item = SourceIx> + '_ {
        self.cited.iter().flatten().copied()
    }

    /// How many have no archived copy.
    pub(super) fn unarchived(&self, registry: &Registry) -> usize {
        self.cited.iter().filter(|all| all.iter().all(|ix| registry.source(*ix).archive.is_empty())).count()
    }

    /// The definitions, one at a time.
    pub(super) fn definitions<'a>(
        &'a self,
        registry: &'a Registry,
        notes: bool,
    ) -> impl Iterator<Item = String> + 'a {
        self.cited.iter().enumerate().map(move |(at, records)| {
            let sources: Vec<&Source> = records.iter().map(|ix| registry.source(*ix)).collect();
            format!("[^{}]: {}\n\n", at + 1, definition(registry, &sources, notes))
        })
    }
}

fn definition(registry: &Registry, sources: &[&Source], notes: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    let outlets = distinct(sources, |s| s.outlet.map(|o| registry.outlet(o).name.clone()));
    if outlets.is_empty() {
        parts.push("outlet not named".to_owned());
    } else {
        parts.push(strong(&outlets.join(" / ")));
    }
    parts.extend(distinct(sources, |s| s.title.clone()).iter().map(|title| format!("“{}”", escaped(title))));
    parts.extend(distinct(sources, |s| s.cite.clone()).iter().map(|cite| escaped(cite)));
    let published = distinct(sources, |s| s.published.as_ref().map(|date| published(date, s)));
    parts.push(if published.is_empty() {
        "date of publication not known".to_owned()
    } else {
        format!("published {}", published.join(" or "))
    });
    let accessed = distinct(sources, |s| s.accessed.as_ref().map(|d| d.short(None)));
    if !accessed.is_empty() {
        parts.push(format!("accessed {}", accessed.join(" and ")));
    }
    let languages = distinct(sources, |s| s.lang.clone());
    if !languages.is_empty() {
        let names: Vec<String> = languages.iter().map(|l| escaped(language(l))).collect();
        parts.push(format!("in {}", listed(&names)));
    }
    // All are one page: the first address as written stands for it.
    parts.extend(distinct(sources, |s| s.url.clone()).first().map(|raw| link(raw)));
    let archives: Vec<String> = distinct_many(sources, |s| s.archive.clone());
    if archives.is_empty() {
        parts.push("**not archived**".to_owned());
    } else {
        let links: Vec<String> = archives.iter().map(|a| link(a)).collect();
        parts.push(format!("archived at {}", listed(&links)));
    }
    let origins = distinct_many(sources, |s| s.derived_from.iter().map(|o| origin(registry, *o)).collect());
    if !origins.is_empty() {
        parts.push(format!("derived from {}", listed(&origins)));
    }
    if notes {
        parts.extend(
            distinct(sources, |s| s.note.clone()).iter().map(|n| format!("analyst's note: {}", escaped(n))),
        );
    }
    parts.join(", ")
}

fn published(date: &EventDate, source: &Source) -> String {
    let words = date.short(None);
    match &source.published_basis {
        Some(basis) => format!("{words} (date from: {})", escaped(basis)),
        None => words,
    }
}

fn link(raw: &str) -> String {
    let mut out = String::new();
    url(&mut out, raw);
    out
}

fn origin(registry: &Registry, origin: Origin) -> String {
    let mut out = String::new();
    match origin {
        Origin::Outlet(ix) => inline(&mut out, &registry.outlet(ix).name),
        Origin::Source(ix) => {
            let source = registry.source(ix);
            let name = source.outlet.map(|o| registry.outlet(o).name.as_str());
            let text = [name, source.title.as_deref(), source.cite.as_deref(), source.id.as_deref()];
            inline(&mut out, text.into_iter().flatten().next().unwrap_or("a source without a name"));
        }
    }
    out
}

fn distinct(sources: &[&Source], field: impl Fn(&Source) -> Option<String>) -> Vec<String> {
    distinct_many(sources, |s| field(s).into_iter().collect())
}

fn distinct_many(sources: &[&Source], field: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in sources.iter().flat_map(|s| field(s)) {
        if !value.trim().is_empty() && !all.contains(&value) {
            all.push(value);
        }
    }
    all
}
