//! Builds a store from the records of its files: registries first, then events, then the links between events.
//!
//! ```text
//! items      ▢▢▢▢▢▢▢▢│▢▢▢▢▢▢▢▢│…      found but not read yet; windows of 8,192 in the order of the files
//!               ↓  ↓                  drafted on all cores, 128 at a time: read, checked, resolved (draft, event)
//! chunks     packed records, one row of columns for each, mentions of unregistered names;
//!            or nothing, if an event has a mistake or names somebody new
//!               ↓                     assembled on one core, in order (events): ids, duplicates; events that were
//! assembly   not drafted are built one by one, and the names they add are known to the next window
//!               ↓                     after the last window (events, link, cycle):
//! store      ids for events without one, order by date and id, columns in that order, links resolved
//! ```
//!
//! Each event is read once and its text is dropped. Unpacking an event ([`packed`](crate::event::packed)) takes a
//! quarter of the time of reading it again, and most events are never unpacked. The values by which events are sorted
//! and found are in [columns](super::columns), which the reading threads fill. Values that only some filters need are
//! computed on demand ([`Index`](crate::timeline::Index)).
//!
//! Drafting threads share the directories of names and do not change them, so that the result for an event does not
//! depend on its thread or window. Whatever concerns the store as a whole is done in the sequential pass. Mistakes
//! are collected as faults of an item and a field. They get lines and columns only at the end, from the item's tree
//! ([`yaml`](super::yaml)).

mod call;
mod cycle;
mod draft;
mod event;
pub(in crate::store) mod events;
pub(in crate::store) mod fault;
mod faults;
mod figure;
mod link;
pub(super) mod names;
mod registry;
mod renew;
mod source;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;

use events::Assembly;
use faults::Faults;
use names::{Lengths, Names, UnregisteredName, UnregisteredRef};
pub(super) use renew::{BuiltEdit, build_edit};

use super::build::fault::Fault;
use super::input::Loaded;
use super::problem::{Code, Problem, Severity};
use super::reload::record_hashes::{FileRecords, FirstMention, ReadItems, RecordHashes, record_at};
use super::schema::inspect::Finding;
use super::schema::list::List;
use super::schema::raw::Raw;
use super::schema::value;
use super::yaml::read::{Item, MOST, Outcome};
use super::yaml::tree::Node;
use super::{Input, Meta, SavedView, Store};
use crate::event::Place;
use crate::event::date::Zone;
use crate::parallel;
use crate::registry::{Ancestry, Registry, Source};
use crate::text::counted;

/// Files whose items cannot be read one by one: each must be read as a whole.
pub(super) type FileSet = HashSet<u32>;

/// Number of items that are drafted before the names they add are known to later items. It is small enough that a
/// name first seen in the middle of a store costs little, and that an indivisible file is noticed early.
const WINDOW: usize = 8_192;
/// Largest window, in items. Windows grow while few new names come up, since starting a window has a cost too.
const LARGE_WINDOW: usize = 32_768;

/// A window may grow if at most one in this many of its items could not be drafted.
const FEW_NEW: usize = 32;

/// From this many items with mistakes on, their lines and columns are found on all cores.
const FEW_PLACES: usize = 64;

/// A file with more faulty items than this is read as a whole, which counts its mistakes in their order.
const FAULTY: usize = 1_000;

/// What reading the files of a store gave, before it is built.
pub(super) struct Read<'r> {
    pub(super) loaded: &'r [Loaded],
    /// Whether each file is a single document whose items were read one by one.
    pub(super) single: &'r [bool],
    pub(super) items: Vec<Item>,
    /// Problems found while reading the items, each with the number of its file.
    pub(super) findings: Vec<(u32, Finding)>,
    /// Problems found while looking for the files.
    pub(super) problems: Vec<Problem>,
    /// Whether to compute record hashes, so that later reloads read only changed records. Small stores do not need
    /// them: they are read again just as fast.
    pub(super) with_hashes: bool,
}

/// Builds a store from everything that was read.
///
/// Reads the items that are still unread and calls `on_progress` with the number done.
///
/// # Errors
/// Returns the files whose items only make sense together.
pub(super) fn build(
    inputs: &[Input],
    read: Read<'_>,
    on_progress: &mut dyn FnMut(usize),
) -> Result<Store, FileSet> {
    let Read { loaded, single, mut items, mut findings, problems, with_hashes } = read;
    // If a file was read as a whole, some of its events may have no item.
    let starts: Vec<Option<usize>> = items
        .iter()
        .map(|item| if item.list == List::Events && !item.unread { None } else { item.start() })
        .collect();
    let mut builder = Builder::new(loaded, &items);
    builder.faults.skip_inspected(&items);
    let views = builder.describe();
    builder.register();
    let mut state = builder.into_state();
    let unread: Vec<usize> = (0..items.len()).filter(|ix| items[*ix].unread).collect();
    let (mut assembly, mut indivisible) = (Assembly::default(), IndivisibleFiles::default());
    let (mut remaining, mut size) = (unread.as_slice(), WINDOW);
    loop {
        let window;
        (window, remaining) = remaining.split_at(remaining.len().min(size));
        let done = unread.len() - remaining.len() - window.len();
        let builder = Builder::resume(state, loaded, &items);
        let drafted: Vec<usize> =
            window.iter().copied().filter(|ix| !indivisible.files.contains(&items[*ix].file)).collect();
        let mut chunks = builder.draft_all(&drafted, &mut |events| on_progress(done + events));
        state = builder.into_state();
        let undrafted = chunks.iter().flat_map(|chunk| &chunk.drafts).filter(|draft| draft.is_none()).count();
        size = if undrafted * FEW_NEW > window.len() { WINDOW } else { (size * 2).min(LARGE_WINDOW) };
        let faulty: Vec<(usize, Outcome)> =
            chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.faulty)).collect();
        indivisible.add_from(loaded, &items, &faulty);
        take_faulty(faulty, &mut items, &mut state.faults, &mut findings);
        if indivisible.files.is_empty() {
            let mut builder = Builder::resume(state, loaded, &items);
            let end = remaining.first().copied().unwrap_or(items.len());
            builder.add_events(&mut assembly, end, &drafted, chunks);
            state = builder.into_state();
        }
        if remaining.is_empty() {
            break;
        }
    }
    if !indivisible.files.is_empty() {
        return Err(indivisible.files);
    }
    let mut builder = Builder::resume(state, loaded, &items);
    let names = std::mem::take(&mut builder.names);
    let broken_targets = assembly.broken_targets();
    let (unregistered, (events, event_of)) =
        parallel::both(|| names.unregistered_faults(), || builder.events(assembly));
    let BuildState { meta, registry, mut faults, .. } = builder.into_state();
    unregistered.faults.into_iter().for_each(|(item, fault)| faults.push_to(item, fault));
    let mut registry = Arc::unwrap_or_clone(registry);
    registry.index_names();
    let files = loaded.iter().map(|l| l.file.clone()).collect();
    let inputs = inputs.to_vec();
    let mut store = Store {
        inputs,
        files,
        meta,
        registry,
        events,
        views,
        problems,
        known: None,
        withheld: None,
        record_hashes: None,
    };
    let found = store.problems.clone();
    store.problems.extend(placed(loaded, &items, findings, faults));
    sort_problems(&mut store.problems);
    // If some problems of a file are only counted, removing one would reveal others. Such a store is not hashed.
    if with_hashes && !store.problems.iter().any(|problem| problem.code == MORE) {
        let of_events =
            names.later_mentions().iter().filter(|(item, _)| items[*item as usize].list == List::Events);
        let later_mentions: Vec<(u32, UnregisteredRef)> = of_events.copied().collect();
        let read = ReadItems {
            event_of: &event_of,
            later_mentions: &later_mentions,
            broken_targets: &broken_targets,
        };
        let files = file_records(loaded, single, &items, &starts, &read);
        store.record_hashes = files.map(|files| {
            let unregistered = first_mentions(&names, &items, &files);
            Arc::new(RecordHashes { files, found, unregistered })
        });
    }
    Ok(store)
}

/// Replaces faulty items by the result of reading them alone and collects what was found.
fn take_faulty(
    faulty: Vec<(usize, Outcome)>,
    items: &mut [Item],
    faults: &mut Faults,
    findings: &mut Vec<(u32, Finding)>,
) {
    for (ix, outcome) in faulty {
        let file = items[ix].file;
        items[ix].unread = false;
        match outcome {
            Outcome::Item(item, found) => {
                faults.skip_if_inspected(ix, &item);
                items[ix] = *item;
                findings.extend(found.into_iter().map(|finding| (file, finding)));
            }
            Outcome::Alone(finding) => findings.push((file, finding)),
        }
    }
}

/// Returns the records of each file, or `None` unless all are files on disk.
fn file_records(
    loaded: &[Loaded],
    single: &[bool],
    items: &[Item],
    starts: &[Option<usize>],
    read: &ReadItems<'_>,
) -> Option<Vec<FileRecords>> {
    let mut all = items.iter().enumerate().peekable();
    let records_of = |(file, (one, single)): (u32, (&Loaded, &bool))| {
        let items: Vec<_> = std::iter::from_fn(|| all.next_if(|(_, item)| item.file == file)).collect();
        one.file.on_disk.then(|| FileRecords::new(one, *single, &items, starts, read))
    };
    (0..).zip(loaded.iter().zip(single)).map(records_of).collect()
}

/// Returns, for each unregistered name, the record that mentions it first.
fn first_mentions(names: &Names, items: &[Item], files: &[FileRecords]) -> Vec<FirstMention> {
    let mut lines: HashMap<u32, Vec<u32>> = HashMap::new();
    let first_mention = |entry: UnregisteredName| {
        let item = &items[entry.item?];
        let at = (item.list == List::Events).then(|| {
            let lines = lines.entry(item.file).or_insert_with(|| files[item.file as usize].first_lines());
            (item.file, record_at(lines, item.line).unwrap_or_default() as u32)
        });
        Some(FirstMention { name: entry.name, at, times: entry.times as u32 })
    };
    names.unregistered_from(Lengths::NONE).into_iter().filter_map(first_mention).collect()
}

/// Files that have an item which must not be read alone, or too many faulty items.
#[derive(Debug, Default)]
struct IndivisibleFiles {
    files: FileSet,
    faulty: HashMap<u32, usize>,
}

impl IndivisibleFiles {
    fn add_from(&mut self, loaded: &[Loaded], items: &[Item], faulty: &[(usize, Outcome)]) {
        for (ix, outcome) in faulty {
            let file = items[*ix].file;
            let faulty = self.faulty.entry(file).or_default();
            *faulty += 1;
            let alone = items[*ix].is_object(&loaded[file as usize].bytes);
            if outcome.makes_no_sense_alone() && !alone || *faulty > FAULTY {
                self.files.insert(file);
            }
        }
    }
}

impl Default for Meta {
    fn default() -> Self {
        Self {
            title: None,
            description: None,
            timezone: Tz::UTC,
            states_timezone: false,
            coverage: Vec::new(),
            handling: None,
        }
    }
}

/// Builds a store from items, one step at a time. Drafting threads have one each.
struct Builder<'s> {
    loaded: &'s [Loaded],
    items: &'s [Item],
    meta: Meta,
    registry: Arc<Registry>,
    names: Names,
    faults: Faults,
    /// Records that are left out because something in them is wrong: their item, by list and id.
    broken: Broken,
    /// Sources written inside the event that is being built.
    own: Vec<Source>,
    /// Cache of the groups that actors belong to.
    ancestry: Ancestry,
    /// Number of bytes of events and of sources in the last drafted chunk.
    last_chunk: (usize, usize),
}

type Broken = HashMap<(List, String), usize>;

/// What a builder has gathered, without the items that it borrows.
struct BuildState {
    meta: Meta,
    registry: Arc<Registry>,
    names: Names,
    faults: Faults,
    broken: Broken,
}

/// Returns the store's own time zone.
fn store_zone(meta: &Meta) -> Zone {
    Zone::Named(meta.timezone)
}

impl<'s> Builder<'s> {
    fn new(loaded: &'s [Loaded], items: &'s [Item]) -> Self {
        let (meta, registry, names) = (Meta::default(), Arc::default(), Names::default());
        let (faults, broken) = (Faults::default(), Broken::new());
        Self::resume(BuildState { meta, registry, names, faults, broken }, loaded, items)
    }

    /// Creates a builder that continues with what was gathered before.
    fn resume(state: BuildState, loaded: &'s [Loaded], items: &'s [Item]) -> Self {
        let BuildState { meta, registry, names, faults, broken } = state;
        let (own, ancestry) = (Vec::new(), Ancestry::default());
        Self { loaded, items, meta, registry, names, faults, broken, own, ancestry, last_chunk: (0, 0) }
    }

    fn into_state(self) -> BuildState {
        let Self { meta, registry, names, faults, broken, .. } = self;
        BuildState { meta, registry, names, faults, broken }
    }

    /// Returns the registry for changes, and copies it first if another thread shares it.
    fn registry_mut(&mut self) -> &mut Registry {
        Arc::make_mut(&mut self.registry)
    }

    /// Starts on another item: later mistakes belong to it.
    fn begin(&mut self, item: usize) {
        let Item { file, line, .. } = self.items[item];
        parallel::set_position(file, line);
        self.faults.begin_item(item);
    }

    fn place_of(&self, item: usize) -> Place {
        let item = &self.items[item];
        Place { file: item.file, line: item.line }
    }

    /// Returns the raw records that `pick` selects with their item numbers, in order of path and line.
    fn raws<R: 's>(&self, pick: fn(&'s Raw) -> Option<&'s R>) -> Vec<(usize, &'s R)> {
        let items: &'s [Item] = self.items;
        items.iter().enumerate().filter_map(|(ix, item)| Some((ix, pick(item.raw.as_deref()?)?))).collect()
    }

    /// Reads what the store says about itself and returns its saved views.
    fn describe(&mut self) -> Vec<SavedView> {
        let metas = self.raws(|raw| if let Raw::Meta(meta) = raw { Some(meta) } else { None });
        let mut first: Option<usize> = None;
        for (ix, raw) in metas {
            self.begin(ix);
            if let Some(first) = first {
                let hint = format!("the one at {} is used", self.where_is(first));
                let fault =
                    Fault::problem(Vec::new(), "duplicate-key", "`store` appears twice in this store");
                self.faults.push(fault.hint(hint));
                continue;
            }
            first = Some(ix);
            if self.items[ix].broken {
                continue;
            }
            let timezone = self.faults.read(raw.timezone.as_ref(), "timezone", value::zone);
            let handling = self.faults.read(raw.handling.as_ref(), "handling", value::word);
            let zone = Zone::Named(timezone.unwrap_or(Tz::UTC));
            let coverage =
                self.faults.read_list(raw.coverage.as_ref(), "coverage", |text| value::date(text, zone));
            if !self.faults.is_bad() {
                self.meta = Meta {
                    title: faults::text(raw.title.as_ref()),
                    description: faults::text(raw.description.as_ref()),
                    timezone: timezone.unwrap_or(Tz::UTC),
                    states_timezone: timezone.is_some(),
                    coverage,
                    handling,
                };
            }
        }
        self.views()
    }

    fn views(&mut self) -> Vec<SavedView> {
        let mut views: Vec<SavedView> = Vec::new();
        for (ix, raw) in self.raws(|raw| if let Raw::View(view) = raw { Some(view) } else { None }) {
            self.begin(ix);
            let name = self.faults.required(raw.name.as_ref(), "name");
            let filter = self.faults.required(raw.filter.as_ref(), "filter");
            let word = |shape| move |text: &str| value::check(text, shape).map(|()| text.to_owned());
            let view = self.faults.read(raw.view.as_ref(), "view", word(super::schema::VIEWS));
            let sort = self.faults.read(raw.sort.as_ref(), "sort", word(super::schema::SORT));
            let (Some(name), Some(filter), false) =
                (name, filter, self.faults.is_bad() || self.items[ix].broken)
            else {
                continue;
            };
            if let Some(first) = views.iter().find(|view| view.name == name) {
                let message = format!("a second view `{name}`");
                let path = self.loaded[first.place.file as usize].file.path.display();
                let hint = format!("the one at {path}:{} is used", first.place.line);
                self.faults.push(
                    Fault::problem(super::build::fault::steps!["name"], "duplicate-id", message).hint(hint),
                );
                continue;
            }
            views.push(SavedView { name, filter, view, sort, place: self.place_of(ix) });
        }
        views
    }
}

/// Code of the problem that only counts the further problems of a file.
pub(super) const MORE: Code = Code("more");

/// Returns all mistakes as problems with their lines and columns, in no particular order.
fn placed(loaded: &[Loaded], items: &[Item], findings: Vec<(u32, Finding)>, faults: Faults) -> Vec<Problem> {
    let path = |file: u32| loaded[file as usize].file.path.clone();
    let found = |file: u32, finding: Finding| Problem {
        severity: Severity::Problem,
        path: path(file),
        line: finding.mark.line,
        column: finding.mark.column,
        code: Code(finding.code),
        message: finding.message,
        hint: finding.hint,
        fix: finding.fix,
    };
    let mut all: Vec<Problem> = findings.into_iter().map(|(file, finding)| found(file, finding)).collect();
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    let mut reported = Vec::new();
    for (ix, faults) in faults.into_items() {
        let tally = tallies.entry(items[ix].file).or_default();
        if tally.reported >= MOST {
            tally.skip(&faults);
            continue;
        }
        tally.reported += faults.len();
        reported.push((ix, faults));
    }
    let placed = parallel::map(&reported, FEW_PLACES, |(ix, faults)| {
        let item = &items[*ix];
        let bytes = &loaded[item.file as usize].bytes;
        let shape = if faults.iter().any(|(shape, _)| *shape) { item.inspect(bytes) } else { Vec::new() };
        let shape_reported = !shape.is_empty();
        let mut problems: Vec<Problem> = shape.into_iter().map(|finding| found(item.file, finding)).collect();
        let tree: Option<Arc<Node>> = item.tree(bytes);
        for (_, fault) in faults.iter().filter(|(shape, _)| !(*shape && shape_reported)) {
            let position = match &tree {
                Some(node) => fault::locate(node, &fault.at),
                None => super::yaml::mark::Mark { line: item.line, column: 0 },
            };
            problems.push(Problem {
                severity: fault.severity,
                path: path(item.file),
                line: position.line,
                column: position.column,
                code: fault.code,
                message: fault.message.clone(),
                hint: fault.hint.clone(),
                fix: None,
            });
        }
        problems
    });
    all.extend(placed.into_iter().flatten());
    all.extend(tallies.into_iter().filter_map(|(file, tally)| tally.problem(path(file))));
    all
}

/// Counts of one file's problems: those that are reported and those that are only counted.
#[derive(Default)]
struct Tally {
    reported: usize,
    more: usize,
    worst: Option<Severity>,
}

impl Tally {
    fn skip(&mut self, faults: &[(bool, Fault)]) {
        self.more += faults.len();
        let worst = faults.iter().map(|(_, fault)| fault.severity);
        self.worst = worst.chain(self.worst).min();
    }

    fn problem(self, path: PathBuf) -> Option<Problem> {
        let message = format!("and {} in this file", counted(self.more, "more problem"));
        Some(Problem {
            severity: self.worst?,
            path,
            line: 0,
            column: 0,
            code: MORE,
            message,
            hint: None,
            fix: None,
        })
    }
}

/// Sorts problems by path, line and column, then by severity with the worst first, and removes duplicates.
pub(super) fn sort_problems(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.severity, a.code.0, &a.message)
            .cmp(&(&b.path, b.line, b.column, b.severity, b.code.0, &b.message))
    });
    problems.dedup();
}
