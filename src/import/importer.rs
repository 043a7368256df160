//! The desk between the formats and the output: ids, checks, counts, and what is reported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::draft::{Draft, Zoned, usual_role};
use super::names::{Matched, Names};
use super::references::{self, Waiting};
use super::repairs::Repair;
use super::seen::{Row, Seen};
use super::template::Mapping;
use super::{Format, ImportError, Output, floating};
use crate::event::Word;
use crate::store::Store;
use crate::store::schema::list::List;
use crate::store::schema::{proof, record};

/// Something to report about rows of a file, as it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Report {
    /// Rows that follow one another were skipped for one reason.
    Skipped {
        /// The file.
        path: PathBuf,
        /// The lines of the first and of the last row.
        lines: (u32, u32),
        /// Why.
        reason: String,
    },
    /// Something was done to a row.
    Repaired {
        /// The file.
        path: PathBuf,
        /// The line of the row.
        line: u32,
        /// What was done.
        repair: Repair,
        /// The value, or more about it.
        detail: String,
    },
    /// A row was skipped because the store has an event with its id.
    Stored {
        /// The file.
        path: PathBuf,
        /// The line of the row.
        line: u32,
        /// The event as the file has it.
        fields: Map<String, Value>,
    },
}

/// The counts of an import.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// The rows read.
    pub(crate) rows: usize,
    /// The rows that became events.
    pub(crate) imported: usize,
    /// The rows that did not.
    pub(crate) skipped: usize,
    /// The skipped rows whose id the store has already.
    pub(crate) stored: usize,
    /// What was done to values, and how often.
    pub(crate) repairs: BTreeMap<Repair, usize>,
    /// What of the source was left out for want of a field, by name.
    pub(crate) left_out: BTreeMap<String, usize>,
    /// How times without a zone are read.
    pub(crate) zone: String,
    /// The names that stand for entries of the store which are called otherwise, with those and how often.
    pub(crate) matched: BTreeMap<Matched, usize>,
    /// The letters that are not UTF-8.
    pub(crate) replaced: Replaced,
}

/// The letters that are not UTF-8.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Replaced {
    pub(crate) letters: usize,
    pub(crate) rows: usize,
    /// Those that have another beside them: in Latin script few of the letters are not ASCII, in Cyrillic all.
    pub(crate) side_by_side: usize,
    last: Row,
}

impl Replaced {
    fn count(&mut self, bytes: &[u8], row: Row) {
        if self.letters == 0 || self.last != row {
            self.rows += 1;
            self.last = row;
        }
        self.letters += bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>();
        self.side_by_side += bytes.windows(2).filter(|two| two.iter().all(|byte| *byte >= 0x80)).count();
    }

    /// Returns the name of the encoding that the letters probably are in.
    pub(crate) fn encoding(&self) -> &'static str {
        if self.side_by_side * 2 > self.letters { "WINDOWS-1251" } else { "WINDOWS-1252" }
    }
}

/// Takes drafts from the formats and gives checked events to an output.
pub(crate) struct Importer<'a> {
    format: Format,
    mapping: Mapping,
    store: Option<&'a Store>,
    /// The zone of times that name none.
    floating: Option<chrono_tz::Tz>,
    /// The zone that the output says it has.
    zone: chrono_tz::Tz,
    pub(super) names: Names<'a>,
    seen: Seen,
    waiting: Waiting,
    tally: Tally,
    /// The files begun, the current one last.
    files: Vec<PathBuf>,
    /// The run of skipped rows that is not reported yet.
    run: Option<(u32, u32, String)>,
    line: u32,
    output: &'a mut dyn Output,
    report: &'a mut dyn FnMut(Report),
}

impl<'a> Importer<'a> {
    /// Creates an importer that writes to `output`. `store` is the store that the events are added to, if any.
    pub(crate) fn new(
        format: Format,
        mapping: Mapping,
        store: Option<&'a Store>,
        output: &'a mut dyn Output,
        report: &'a mut dyn FnMut(Report),
    ) -> Self {
        Self {
            format,
            mapping,
            store,
            floating: None,
            zone: store.map_or(chrono_tz::Tz::UTC, |store| store.meta.timezone),
            names: Names::new(store),
            seen: Seen::default(),
            waiting: Waiting::default(),
            tally: Tally::default(),
            files: Vec::new(),
            run: None,
            line: 0,
            output,
            report,
        }
    }

    /// Sets the zone in which times are read that name none; without it that is the store's.
    pub(crate) fn in_zone(mut self, zone: Option<chrono_tz::Tz>) -> Self {
        self.floating = zone;
        self
    }

    /// Returns whether the command line names the zone of times that name none.
    pub(super) fn has_zone(&self) -> bool {
        self.floating.is_some()
    }

    /// Returns the format.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Returns the mapping of fields to columns.
    pub(super) fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Returns the level that applies to every event of the store that is added to.
    pub(super) fn store_handling(&self) -> Option<&'static str> {
        self.store?.meta.handling.map(Word::word)
    }

    /// Returns the zone in which times without an offset are read.
    pub(super) fn zone(&self) -> chrono_tz::Tz {
        self.zone
    }

    /// Lets the output have the zone of the store that the first event comes from, if it can say so.
    pub(super) fn reads_in(&mut self, zone: chrono_tz::Tz) {
        let begins = self.store.is_none() && self.tally.imported == 0 && self.zone == chrono_tz::Tz::UTC;
        if begins && zone != chrono_tz::Tz::UTC && self.output.zone(zone) {
            self.zone = zone;
        }
    }

    /// Returns whether the events are added to a store.
    pub(super) fn adds_to_store(&self) -> bool {
        self.store.is_some()
    }

    /// Begins a file.
    pub(super) fn begin(&mut self, path: &Path) {
        self.settle();
        self.files.push(path.to_owned());
    }

    /// Says on which line the row begins that is read now.
    pub(super) fn at(&mut self, line: u64) {
        self.line = u32::try_from(line).unwrap_or(u32::MAX);
    }

    /// Reports what was done to a value of the current row.
    pub(super) fn repaired(&mut self, repair: Repair, detail: &str) {
        self.repaired_at((self.file(), self.line), repair, detail);
    }

    /// Reports something that the store has no field for, by its name.
    pub(super) fn left_out(&mut self, name: &str) {
        *self.tally.left_out.entry(name.to_owned()).or_default() += 1;
        self.repaired(Repair::NotRead, name);
    }

    /// Reports bytes that are not UTF-8, and how they are read.
    pub(super) fn replaced(&mut self, bytes: &[u8], read: &str) {
        self.tally.replaced.count(bytes, (self.file(), self.line));
        self.repaired(Repair::InvalidUtf8, read);
    }

    fn repaired_at(&mut self, (file, line): Row, repair: Repair, detail: &str) {
        *self.tally.repairs.entry(repair).or_default() += 1;
        let path = self.files.get(usize::from(file).wrapping_sub(1)).cloned().unwrap_or_default();
        (self.report)(Report::Repaired { path, line, repair, detail: detail.to_owned() });
    }

    /// Returns the number of the current file, counted from one.
    fn file(&self) -> u16 {
        u16::try_from(self.files.len()).unwrap_or(u16::MAX)
    }

    /// Counts the current row as skipped.
    pub(super) fn skip(&mut self, reason: impl Into<String>) {
        let reason = reason.into();
        self.names.forget();
        self.tally.rows += 1;
        self.tally.skipped += 1;
        match &mut self.run {
            Some((_, last, same)) if *same == reason => *last = self.line,
            _ => {
                self.settle();
                self.run = Some((self.line, self.line, reason));
            }
        }
    }

    /// Reports the skipped rows that are not reported yet.
    pub(super) fn settle(&mut self) {
        if let Some((first, last, reason)) = self.run.take() {
            let path = self.files.last().cloned().unwrap_or_default();
            (self.report)(Report::Skipped { path, lines: (first, last), reason });
        }
    }

    /// Imports the event of the current row, or skips the row.
    ///
    /// # Errors
    /// Fails if the output cannot be written.
    pub(super) fn take(&mut self, draft: Result<Draft, String>) -> Result<(), ImportError> {
        let mut draft = match draft {
            Ok(draft) => draft,
            Err(reason) => {
                self.skip(reason);
                return Ok(());
            }
        };
        self.credited(&mut draft);
        self.mapping.fixed(&mut draft);
        let floating = self.zoned(&mut draft);
        let (in_words, mut lost) = {
            let names = &self.names;
            references::cited(&mut draft.fields, &|id| names.has(List::Sources, id))
        };
        let names = &self.names;
        lost.extend(references::without_claims(&mut draft.fields, &|id| names.has(List::Claims, id)));
        let event = ordered(&draft.fields);
        if let Some(mistake) = proof::mistake(List::Events, &event) {
            self.skip(mistake);
            return Ok(());
        }
        let id = draft.text("id").to_owned();
        if self.store.is_some_and(|store| store.find(&id).is_some()) {
            let path = self.files.last().cloned().unwrap_or_default();
            self.tally.stored += 1;
            self.skip("the store has an event with its id already");
            (self.report)(Report::Stored { path, line: self.line, fields: event });
            return Ok(());
        }
        let row = (self.file(), self.line);
        if let Some(before) = self.seen.id(&id, row) {
            let place = self.place(before);
            self.skip(if place.is_empty() {
                format!("`{id}` again, which {} has", self.line_in_words(before))
            } else {
                format!("an id that a row of {place} has too")
            });
            return Ok(());
        }
        if let Some(before) = self.seen.event(&draft, row) {
            let detail = format!("repeats {} under another id", self.line_in_words(before));
            self.repaired(Repair::Repeats, &detail);
        }
        self.tally.rows += 1;
        self.tally.imported += 1;
        self.cited(&event);
        self.names.keep();
        self.settle();
        for date in floating {
            self.repaired(Repair::Floating, &date);
        }
        for text in &in_words {
            self.repaired(Repair::SourceInWords, text);
        }
        for what in &lost {
            self.repaired(Repair::Elsewhere, &format!("{id}: {what}"));
        }
        // Behind one that waits all others wait, so that events stay in their order.
        if self.waiting.is_empty() && references::all_links(&event, &|id| self.knows(id)) {
            self.output.event(&event)?;
        } else {
            self.waiting.push(row, &event)?;
        }
        Ok(())
    }

    /// Returns the dates whose times name no zone, once for each such time, after the zone of the command line was
    /// written behind them.
    fn zoned(&mut self, draft: &mut Draft) -> Vec<String> {
        let zoned = draft.zoned;
        if zoned == Zoned::Everything {
            return Vec::new();
        }
        let (mut all, mut unclear) = (Vec::new(), Vec::new());
        for (key, value) in
            draft.fields.iter_mut().filter(|(key, _)| zoned == Zoned::Nothing || *key != "date")
        {
            let found = floating::times(key, value, self.floating);
            let text = value.as_str().unwrap_or(key);
            all.extend(std::iter::repeat_n(text.to_owned(), found.times));
            unclear.extend(found.unclear);
        }
        for date in unclear {
            self.repaired(Repair::NoInstant, &date);
        }
        all
    }

    /// Cites the data set itself, so that whatever carries the event carries the credit that the licence asks for.
    ///
    /// An aggregator is no root: it adds nothing to what the sources of the event corroborate. Its citation has no
    /// address, which would be the same page for all events.
    fn credited(&mut self, draft: &mut Draft) {
        let Some([id, name, site, cite]) = self.format.publisher() else { return };
        let set = format!("{id}-data");
        let outlet = [("name", name.into()), ("domains", vec![site].into()), ("kind", "aggregator".into())];
        self.names.given(List::Outlets, id, owned(outlet));
        self.names.given(List::Sources, &set, owned([("outlet", id.into()), ("cite", Value::from(cite))]));
        draft.push("sources", set.into());
    }

    /// Notes which names of an event stand for entries of the store that are called otherwise.
    fn cited(&mut self, event: &Map<String, Value>) {
        if self.store.is_none() {
            return;
        }
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let mut all: Vec<(List, String)> = Vec::new();
        match event.get("actors") {
            Some(Value::Array(actors)) => {
                all.extend(actors.iter().filter_map(text).map(|one| (List::Actors, one)));
            }
            Some(Value::Object(roles)) => {
                let actors = roles.values().filter_map(Value::as_array).flatten();
                all.extend(actors.filter_map(text).map(|one| (List::Actors, one)));
            }
            _ => {}
        }
        all.extend(event.get("venue").and_then(text).map(|one| (List::Venues, one)));
        let sources = event.get("sources").and_then(Value::as_array).into_iter().flatten();
        all.extend(sources.filter_map(|one| text(one.get("outlet")?)).map(|one| (List::Outlets, one)));
        for (list, name) in &all {
            self.names.cited(*list, name);
        }
    }

    /// Returns how times without a zone are read.
    fn zone_in_words(&self) -> String {
        let own = self.zone();
        let own = if own == chrono_tz::Tz::UTC { "as UTC".to_owned() } else { format!("in {}", own.name()) };
        match (self.floating, self.store) {
            (Some(zone), _) => format!("in {}", zone.name()),
            (None, None) => format!("{own}; give --timezone ZONE if they are another's"),
            (None, Some(_)) => {
                format!("in the zone of their venue, else {own}; give --timezone ZONE if they are another's")
            }
        }
    }

    /// Returns whether the store or the files so far have an event.
    fn knows(&self, id: &str) -> bool {
        self.seen.has(id) || self.store.is_some_and(|store| store.find(id).is_some())
    }

    /// Writes the events that waited for others.
    fn linked(&mut self) -> Result<(), ImportError> {
        std::mem::take(&mut self.waiting).each(|row, mut event| {
            let lost = references::without_links(&mut event, &|id| self.knows(id));
            let id = event.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            for what in lost {
                self.repaired_at(row, Repair::Elsewhere, &format!("{id}: {what}"));
            }
            self.output.event(&event)
        })?;
        Ok(())
    }

    /// Returns the file of a row, if it is another one than the current.
    fn place(&self, row: Row) -> String {
        let file = self.files.get(usize::from(row.0).wrapping_sub(1));
        file.filter(|file| Some(*file) != self.files.last() || usize::from(row.0) != self.files.len())
            .map(|file| file.display().to_string())
            .unwrap_or_default()
    }

    fn line_in_words(&self, row: Row) -> String {
        match self.place(row) {
            place if place.is_empty() => format!("line {}", row.1),
            place => format!("{place}:{}", row.1),
        }
    }

    /// Writes what was registered and returns the counts.
    ///
    /// # Errors
    /// Fails if the output cannot be written.
    pub(crate) fn finish(mut self) -> Result<Tally, ImportError> {
        self.settle();
        self.linked()?;
        for (list, records) in self.names.lists() {
            for record in records {
                self.output.record(list, record)?;
            }
        }
        self.tally.zone = self.zone_in_words();
        self.tally.matched = self.names.matched();
        Ok(self.tally)
    }
}

fn owned<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Returns the fields in the order of the documentation.
fn ordered(fields: &Map<String, Value>) -> Map<String, Value> {
    let known = record(List::Events).fields.iter().map(|field| field.key);
    let mut event: Map<String, Value> =
        known.filter_map(|key| Some((key.to_owned(), fields.get(key)?.clone()))).collect();
    // An unknown field is left to the inspection.
    for (key, value) in fields.iter().filter(|(key, _)| key.as_str() != "computed") {
        event.entry(key.clone()).or_insert_with(|| value.clone());
    }
    if let Some(Value::Object(roles)) = event.get("actors")
        && roles.len() == 1
        && let Some((role, Value::Array(all))) = roles.iter().next()
        && usual_role(fields.get("kind").and_then(Value::as_str).unwrap_or_default()) == role
    {
        let list = Value::Array(all.clone());
        event.insert("actors".to_owned(), list);
    }
    event
}
