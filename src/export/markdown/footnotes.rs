//! Footnotes: one for each source, however many events cite it.
//!
//! Only numbers are stored while events are written. The source records are read again, one by one, for the notes.

use std::collections::hash_map::Entry;
use std::fmt::Write as _;

use foldhash::{HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::escape::{escaped, inline, strong, url};
use crate::describe::quotes::language;
use crate::describe::{dates, sources};
use crate::registry::{Registry, Source, SourceIx, address};
use crate::timeline::roots::page;
use crate::timeline::standing;

/// The sources in the order in which they were first cited.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Note numbers by the keys of their pages. If another page already has a key, the next free key is used.
    numbers: HashMap<u32, u32>,
    /// For each note, the record that was cited first.
    first: Vec<SourceIx>,
    /// Further records of a source, with their note numbers. Records with the same URL are one source.
    others: Vec<(u32, SourceIx)>,
    /// The note numbers of the records in `others`.
    known: HashMap<SourceIx, u32>,
    /// The notes that are cited against an event.
    against: HashSet<u32>,
    /// The notes that support an event.
    reporting: HashSet<u32>,
}

/// Returns a short key of a source's page, for a quick search. Two pages may have the same key.
pub(super) fn key(registry: &Registry, ix: SourceIx) -> u32 {
    xxh3_64(page(registry, ix).as_bytes()) as u32
}

impl Footnotes {
    /// Returns the number of a source's note, counted from 0. `key` is the result of [`key`].
    pub(super) fn number(&mut self, registry: &Registry, ix: SourceIx, mut key: u32) -> u32 {
        if let Some(note) = self.known.get(&ix) {
            return *note;
        }
        loop {
            match self.numbers.entry(key) {
                Entry::Vacant(free) => {
                    self.first.push(ix);
                    return *free.insert(self.first.len() as u32 - 1);
                }
                Entry::Occupied(note) => {
                    let note = *note.get();
                    let first = self.first[note as usize];
                    if first == ix {
                        return note;
                    }
                    if page(registry, first) == page(registry, ix) {
                        self.others.push((note, ix));
                        self.known.insert(ix, note);
                        return note;
                    }
                }
            }
            key = key.wrapping_add(1);
        }
    }

    /// Records whether a note is cited for or against an event.
    pub(super) fn cite(&mut self, note: u32, against: bool) {
        if against { &mut self.against } else { &mut self.reporting }.insert(note);
    }

    /// Returns whether a note is cited against an event, and whether it is cited only against events.
    pub(super) fn against(&self, note: usize) -> (bool, bool) {
        let note = note as u32;
        let against = self.against.contains(&note);
        (against, against && !self.reporting.contains(&note))
    }

    /// Returns how many sources are cited.
    pub(super) fn len(&self) -> usize {
        self.first.len()
    }

    /// Ends the citations and sorts the records for [`Self::records`].
    pub(super) fn close(&mut self) {
        (self.numbers, self.known) = Default::default();
        self.others.sort_by_key(|(note, _)| *note);
    }

    /// Returns the records of a note in the order in which they were cited. Call [`Self::close`] first.
    pub(super) fn records(&self, note: usize) -> impl Iterator<Item = SourceIx> + '_ {
        let others = self.others.partition_point(|(other, _)| (*other as usize) < note);
        let others = self.others.iter().skip(others).take_while(move |(other, _)| *other as usize == note);
        self.first.get(note).copied().into_iter().chain(others.map(|(_, ix)| *ix))
    }
}

/// What the records of one source say, without repetitions.
#[derive(Debug, Default)]
pub(super) struct Definition<'r> {
    outlets: Vec<&'r str>,
    titles: Vec<String>,
    cites: Vec<String>,
    published: Vec<String>,
    accessed: Vec<String>,
    languages: Vec<String>,
    /// The first address as written. All records share one page.
    url: Option<String>,
    archives: Vec<String>,
    /// Whether any record has an archived copy.
    pub(super) archived: bool,
    origins: Vec<String>,
    amended: Vec<String>,
    notes: Vec<String>,
    /// Whether the note is cited against an event, and whether it is cited only against events.
    pub(super) against: (bool, bool),
}

fn add<T: AsRef<str> + PartialEq>(all: &mut Vec<T>, values: impl IntoIterator<Item = T>) {
    for value in values {
        if !value.as_ref().trim().is_empty() && !all.contains(&value) {
            all.push(value);
        }
    }
}

impl<'r> Definition<'r> {
    /// Adds the content of a record.
    pub(super) fn add(&mut self, registry: &'r Registry, source: Source) {
        let outlet = source.outlet.or_else(|| registry.outlet_of(&source));
        add(&mut self.outlets, outlet.map(|o| registry.outlet(o).name.as_str()));
        let basis = source.published_basis.as_deref();
        add(&mut self.published, source.published.as_ref().map(|date| dates::published(date, basis)));
        add(&mut self.amended, standing::amended(&source, None));
        self.archived |= source.is_archived();
        add(&mut self.titles, source.title);
        add(&mut self.cites, source.cite);
        add(&mut self.accessed, source.accessed.map(|date| date.short(None)));
        add(&mut self.languages, source.lang);
        if let Some(url) = source.url.filter(|url| !url.trim().is_empty()) {
            self.stands_at(url);
        }
        add(&mut self.archives, source.archive);
        add(&mut self.origins, source.derived_from.iter().map(|o| escaped(sources::origin(registry, *o))));
        add(&mut self.notes, source.note);
    }

    /// Adds an address. The page's own address comes first, and an archived one is listed with the archives.
    fn stands_at(&mut self, url: String) {
        let Some(first) = &mut self.url else {
            self.url = Some(url);
            return;
        };
        match (address::is_archived(first), address::is_archived(&url)) {
            (true, false) => {
                let copy = std::mem::replace(first, url);
                add(&mut self.archives, [copy]);
            }
            (false, true) => add(&mut self.archives, [url]),
            _ => {}
        }
    }

    /// Appends the note with this number, counted from 0. `marked`: say if the page is not archived.
    pub(super) fn write(&self, number: usize, marked: bool, notes: bool, out: &mut String) {
        let _ = write!(out, "[^{}]: ", number + 1);
        if self.outlets.is_empty() {
            out.push_str(sources::NO_OUTLET);
        } else {
            out.push_str(&strong(&self.outlets.join(" / ")));
        }
        for title in &self.titles {
            out.push_str(", “");
            inline(out, title);
            out.push('”');
        }
        for cite in &self.cites {
            out.push_str(", ");
            inline(out, cite);
        }
        out.push_str(", ");
        if self.published.is_empty() {
            out.push_str(sources::NO_DATE);
        } else {
            out.push_str("published ");
            joined(out, &self.published, " or ");
        }
        if !self.accessed.is_empty() {
            out.push_str(", accessed ");
            joined(out, &self.accessed, " and ");
        }
        if !self.languages.is_empty() {
            out.push_str(", in ");
            listing(out, &self.languages, |out, tag| inline(out, language(tag)));
        }
        if let Some(raw) = &self.url {
            out.push_str(", ");
            url(out, raw);
        }
        if !self.archived && marked {
            out.push_str(", **");
            out.push_str(sources::NOT_ARCHIVED);
            out.push_str("**");
        } else if !self.archives.is_empty() {
            out.push_str(", archived at ");
            listing(out, &self.archives, url);
        }
        if !self.origins.is_empty() {
            out.push_str(", derived from ");
            listing(out, &self.origins, String::push_str);
        }
        for what in &self.amended {
            let _ = write!(out, ", **{what}**");
        }
        match self.against {
            (true, true) => {
                let _ = write!(out, ", cited **{}**", standing::AGAINST);
            }
            // Each reference in the text already says whether it is for or against.
            (true, false) => {
                let _ = write!(out, ", cited for an event and {} another", standing::AGAINST);
            }
            (false, _) => {}
        }
        for note in self.notes.iter().filter(|_| notes) {
            out.push_str(", analyst's note: ");
            inline(out, note);
        }
        out.push_str("\n\n");
    }
}

fn joined(out: &mut String, parts: &[String], between: &str) {
    for (at, part) in parts.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { between });
        inline(out, part);
    }
}

/// Appends `A`, `A and B` or `A, B and C`.
fn listing(out: &mut String, parts: &[String], each: impl Fn(&mut String, &str)) {
    for (at, part) in parts.iter().enumerate() {
        out.push_str(match at {
            0 => "",
            at if at + 1 == parts.len() => " and ",
            _ => ", ",
        });
        each(out, part);
    }
}
