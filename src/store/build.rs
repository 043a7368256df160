//! From records as written to a store: registries first, then events, then what events say of each other.

mod call;
mod cycle;
mod draft;
mod event;
mod events;
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

use draft::Chunk;
use faults::Faults;
use names::Names;
pub(super) use renew::{Made, make};

use super::fault::Fault;
use super::input::Loaded;
use super::inspect::Finding;
use super::marks::{FileMarks, Marks};
use super::problem::{Code, Problem, Severity};
use super::raw::Raw;
use super::read::{Item, MOST, Outcome};
use super::tree::Node;
use super::{Input, Meta, SavedView, Store, value};
use crate::event::Place;
use crate::event::date::Zone;
use crate::parallel;
use crate::registry::{Registry, Source};

/// Files whose items cannot be read one by one: each is to be read as a whole.
pub(super) type Odd = HashSet<u32>;

/// So many items are drafted at first, then eight times as many each time: an odd file mostly shows it soon, and the
/// rest of it is then not drafted in vain.
const FIRST: usize = 4_096;

/// Above so many faulty items a file is read in one piece, which counts its mistakes in their order.
const FAULTY: usize = 1_000;

/// Everything that was read.
pub(super) struct Read<'r> {
    pub(super) loaded: &'r [Loaded],
    /// Whether each file is a single document.
    pub(super) single: &'r [bool],
    pub(super) items: Vec<Item>,
    /// What reading the items found.
    pub(super) findings: Vec<(u32, Finding)>,
    /// What finding the files found.
    pub(super) problems: Vec<Problem>,
}

/// Makes a store of everything that was read.
///
/// Items that were left unread are read here; `told` hears how many are done.
///
/// # Errors
/// Files whose items only make sense together.
pub(super) fn build(inputs: &[Input], read: Read<'_>, told: &mut dyn FnMut(usize)) -> Result<Store, Odd> {
    let Read { loaded, single, mut items, mut findings, problems } = read;
    let mut builder = Builder::new(loaded, &items);
    builder.faults.shapes_told(&items);
    let views = builder.describe();
    builder.register();
    let unread: Vec<usize> = (0..items.len()).filter(|ix| items[*ix].unread).collect();
    let mut chunks = builder.draft_until_odd(&unread, told)?;
    let Builder { meta, registry, names, faults, broken, .. } = builder;
    let faulty: Vec<(usize, Outcome)> =
        chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.faulty)).collect();
    for (ix, outcome) in faulty {
        let file = items[ix].file;
        items[ix].unread = false;
        match outcome {
            Outcome::Item(item, found) => {
                items[ix] = *item;
                findings.extend(found.into_iter().map(|finding| (file, finding)));
            }
            Outcome::Alone(finding) => findings.push((file, finding)),
        }
    }
    let mut builder =
        Builder { loaded, items: &items, meta, registry, names, faults, broken, own: Vec::new() };
    builder.faults.shapes_told(&items);
    let (events, event_of) = builder.events(&unread, chunks);
    let Builder { meta, mut registry, mut faults, mut names, .. } = builder;
    names.finish(&mut registry, &mut faults);
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
        marks: None,
    };
    place(&mut store, loaded, &items, findings, faults);
    // A store that is read at once is read again as fast.
    if !unread.is_empty() && store.is_plain() {
        store.marks = marks(loaded, single, &items, &event_of);
    }
    Ok(store)
}

/// What each file's records are; none where not all are files on disk.
fn marks(loaded: &[Loaded], single: &[bool], items: &[Item], event_of: &[u32]) -> Option<Arc<Marks>> {
    let mut all = items.iter().enumerate().peekable();
    let of_file = |(file, (one, single)): (u32, (&Loaded, &bool))| {
        let items: Vec<_> = std::iter::from_fn(|| all.next_if(|(_, item)| item.file == file)).collect();
        one.file.on_disk.then(|| FileMarks::new(one, *single, &items, event_of))
    };
    let marks = (0..).zip(loaded.iter().zip(single)).map(of_file).collect::<Option<_>>()?;
    Some(Arc::new(Marks(marks)))
}

/// The files that have an item which is not to be read alone, or too many that are faulty.
fn odd_files<'f>(items: &[Item], faulty: impl Iterator<Item = &'f (usize, Outcome)>) -> Odd {
    let mut count: HashMap<u32, usize> = HashMap::new();
    let mut odd = Odd::new();
    for (ix, outcome) in faulty {
        let file = items[*ix].file;
        let faulty = count.entry(file).or_default();
        *faulty += 1;
        if outcome.makes_no_sense_alone() || *faulty > FAULTY {
            odd.insert(file);
        }
    }
    odd
}

impl Default for Meta {
    fn default() -> Self {
        Self { title: None, description: None, timezone: Tz::UTC, coverage: Vec::new(), handling: None }
    }
}

struct Builder<'s> {
    loaded: &'s [Loaded],
    items: &'s [Item],
    meta: Meta,
    registry: Registry,
    names: Names,
    faults: Faults,
    /// Ids of records that do not stand because something in them is wrong, by list.
    broken: HashMap<(super::list::List, String), usize>,
    /// Sources that the event which is being built holds itself.
    own: Vec<Source>,
}

/// What the store's own zone is.
fn zone_of(meta: &Meta) -> Zone {
    Zone::Named(meta.timezone)
}

impl<'s> Builder<'s> {
    fn new(loaded: &'s [Loaded], items: &'s [Item]) -> Self {
        Self {
            loaded,
            items,
            meta: Meta::default(),
            registry: Registry::default(),
            names: Names::default(),
            faults: Faults::default(),
            broken: HashMap::new(),
            own: Vec::new(),
        }
    }

    /// Drafts the items of those numbers.
    ///
    /// # Errors
    /// Files whose items only make sense together.
    fn draft_until_odd(&self, unread: &[usize], told: &mut dyn FnMut(usize)) -> Result<Vec<Chunk>, Odd> {
        let (mut chunks, mut odd) = (Vec::new(), Odd::new());
        let (mut left, mut window) = (unread, FIRST);
        while !left.is_empty() {
            let done = unread.len() - left.len();
            let (now, later) = left.split_at(window.min(left.len()));
            let now: Vec<usize> =
                now.iter().copied().filter(|ix| !odd.contains(&self.items[*ix].file)).collect();
            chunks.extend(self.draft_all(&now, &mut |events| told(done + events)));
            odd = odd_files(self.items, chunks.iter().flat_map(|chunk| &chunk.faulty));
            (left, window) = (later, window * 8);
        }
        if odd.is_empty() { Ok(chunks) } else { Err(odd) }
    }

    /// Begins with another item: mistakes from now on are its.
    fn begin(&mut self, item: usize) {
        let Item { file, line, .. } = self.items[item];
        parallel::at(file, line);
        self.faults.item(item);
    }

    fn place(&self, item: usize) -> Place {
        let item = &self.items[item];
        Place { file: item.file, line: item.line }
    }

    /// The items of one sort that were read, in order of path and line.
    fn raws<R: 's>(&self, pick: fn(&'s Raw) -> Option<&'s R>) -> Vec<(usize, &'s R)> {
        let items: &'s [Item] = self.items;
        items.iter().enumerate().filter_map(|(ix, item)| Some((ix, pick(item.raw.as_deref()?)?))).collect()
    }

    /// What the store says of itself, and its saved views.
    fn describe(&mut self) -> Vec<SavedView> {
        let metas = self.raws(|raw| if let Raw::Meta(meta) = raw { Some(meta) } else { None });
        let mut first: Option<usize> = None;
        for (ix, raw) in metas {
            self.begin(ix);
            if let Some(first) = first {
                let hint = format!("the one at {} stands", self.where_is(first));
                let fault = Fault::problem(Vec::new(), "duplicate-key", "`store` stands twice in this store");
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
                let hint = format!("the one at {path}:{} stands", first.place.line);
                self.faults
                    .push(Fault::problem(super::fault::steps!["name"], "duplicate-id", message).hint(hint));
                continue;
            }
            views.push(SavedView { name, filter, view, sort, place: self.place(ix) });
        }
        views
    }
}

/// Gives every mistake its place, and the store its problems in order.
fn place(
    store: &mut Store,
    loaded: &[Loaded],
    items: &[Item],
    findings: Vec<(u32, Finding)>,
    faults: Faults,
) {
    let path = |file: u32| loaded[file as usize].file.path.clone();
    let found = |file: u32, finding: Finding| Problem {
        severity: Severity::Problem,
        path: path(file),
        line: finding.mark.line,
        column: finding.mark.column,
        code: Code(finding.code),
        message: finding.message,
        hint: finding.hint,
    };
    store.problems.extend(findings.into_iter().map(|(file, finding)| found(file, finding)));
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for (ix, faults) in faults.into_items() {
        let item = &items[ix];
        let tally = tallies.entry(item.file).or_default();
        if tally.told >= MOST {
            tally.skip(&faults);
            continue;
        }
        tally.told += faults.len();
        let bytes = &loaded[item.file as usize].bytes;
        let mut shape_told = false;
        if faults.iter().any(|(shape, _)| *shape) {
            let findings = item.inspect(bytes);
            shape_told = !findings.is_empty();
            store.problems.extend(findings.into_iter().map(|finding| found(item.file, finding)));
        }
        let tree: Option<Arc<Node>> = item.tree(bytes);
        for (_, fault) in faults.into_iter().filter(|(shape, _)| !(*shape && shape_told)) {
            let mark = match &tree {
                Some(node) => super::fault::locate(node, &fault.at),
                None => super::tree::Mark { line: item.line, column: 0 },
            };
            store.problems.push(Problem {
                severity: fault.severity,
                path: path(item.file),
                line: mark.line,
                column: mark.column,
                code: fault.code,
                message: fault.message,
                hint: fault.hint,
            });
        }
    }
    let more = tallies.into_iter().filter_map(|(file, tally)| tally.problem(path(file)));
    store.problems.extend(more);
    sort_problems(&mut store.problems);
}

/// What is told of the records of one file, and what is only counted.
#[derive(Default)]
struct Tally {
    told: usize,
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
        let message = format!("and {} more mistakes in this file", self.more);
        let code = Code("more");
        Some(Problem { severity: self.worst?, path, line: 0, column: 0, code, message, hint: None })
    }
}

/// By path, line, column; then what is worse.
pub(super) fn sort_problems(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.severity, a.code.0, &a.message)
            .cmp(&(&b.path, b.line, b.column, b.severity, b.code.0, &b.message))
    });
    problems.dedup();
}
