//! The problems of a store after an edit: they stay, move and disappear with their records.
//!
//! If an edit may change the problems of other records, a full read is needed.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use xxhash_rust::xxh3::xxh3_64;

use super::change::{FileState, LocatedEdit};
use super::places::{self, SAME_DATE_AND_TITLE};
use super::unregistered::Renamed;
use crate::event::{EventIx, Link, LinkKind};
use crate::store::Store;
use crate::store::build::{BuiltEdit, MORE, sort_problems};
use crate::store::input::Loaded;
use crate::store::problem::{Code, Problem, Severity};
use crate::store::reload::record_hashes::{RecordHashes, Sort, record_at};
use crate::store::yaml::read::MOST;
use crate::store::yaml::tree;
use crate::text::suggest::{SEARCH_BUDGET, SearchBudget, nearest_within};

const SYNTAX: Code = Code("syntax");
const SHARED: Code = Code("alias");
const CIRCLE: Code = Code("circle");
const UNREGISTERED: Code = Code("unregistered");
const NO_EVENT: Code = Code("dangling-link");
/// Codes of references to nothing. Their hints compare every id that may be meant.
const DANGLING: [Code; 3] = [NO_EVENT, Code("dangling-source"), Code("dangling-claim")];

/// A store, its edits and the events built from them, to find the problems after the edits.
pub(super) struct ProblemsAfterEdit<'t> {
    pub(super) store: &'t Store,
    pub(super) old: &'t RecordHashes,
    pub(super) states: &'t [FileState<'t>],
    pub(super) built: &'t BuiltEdit,
    /// The removed events.
    pub(super) removed: &'t [u32],
}

/// The effect of an edit on a problem.
enum Effect {
    /// It remains, on that line.
    OnLine(u32),
    Removed,
}

impl ProblemsAfterEdit<'_> {
    /// Returns all problems after the edit, or `None` if a full read is needed.
    pub(super) fn problems(&self, loaded: &[Loaded], mut renamed: Renamed) -> Option<Vec<Problem>> {
        let lines = self.lines();
        let (mut all, mut removed) = (Vec::new(), Vec::new());
        for problem in &self.store.problems {
            match self.effect_on(problem, &lines)? {
                Effect::Removed => removed.push(problem),
                Effect::OnLine(line) => {
                    let mut retained = Problem { line, ..problem.clone() };
                    if let Some((path, at)) = places::other(problem) {
                        let line = self.new_line(path, at, &lines)?;
                        if line != at {
                            places::moved(&mut retained, line);
                        }
                    }
                    if retained.code == UNREGISTERED
                        && let Some(message) = renamed.remove(&retained.message)
                    {
                        retained.message = message;
                    }
                    all.push(retained);
                }
            }
        }
        let new = &self.built.problems;
        let touches_others =
            |problem: &&Problem| problem.code == CIRCLE || problem.message.starts_with(SAME_DATE_AND_TITLE);
        if !renamed.is_empty()
            || removed.iter().any(touches_others)
            || new.iter().any(|problem| [SHARED, MORE].contains(&problem.code))
            || all.iter().any(|problem| problem.code == CIRCLE) && self.changes_an_order()
            || !self.leaves_link_problems(&all, &removed)
            || new.iter().any(needs_registries) && !self.registries_are_sound()
        {
            return None;
        }
        all.extend(new.iter().cloned());
        if !self.can_be_read_by_items(&all, loaded)? {
            return None;
        }
        sort_problems(&mut all);
        self.are_all_reported(&all).then_some(all)
    }

    /// Returns, for each edited file, the old first lines of its records.
    fn lines(&self) -> HashMap<usize, Vec<u32>> {
        let edited = self.states.iter().enumerate().filter(|(_, state)| state.edit.is_some());
        edited.map(|(file, state)| (file, state.before.first_lines())).collect()
    }

    fn file(&self, problem: &Problem) -> Option<usize> {
        self.store.files.binary_search_by(|file| file.path.cmp(&problem.path)).ok()
    }

    fn effect_on(&self, problem: &Problem, lines: &HashMap<usize, Vec<u32>>) -> Option<Effect> {
        let unchanged = Some(Effect::OnLine(problem.line));
        let Some(file) = self.file(problem) else { return unchanged };
        let (state, Some(lines)) = (&self.states[file], lines.get(&file)) else { return unchanged };
        let Some(edit) = &state.edit else { return unchanged };
        if problem.line == 0 {
            return if self.old.found.contains(problem) { unchanged } else { None };
        }
        let Some(record) = record_at(lines, problem.line) else { return unchanged };
        // An unterminated record may be reported on the line where the next one begins.
        let at_first = lines[record] == problem.line && problem.code == SYNTAX;
        let is_beside = record == edit.old.start || record == edit.old.end;
        let previous_is_retained =
            record.checked_sub(1).is_some_and(|previous| state.record(previous).is_some());
        let may_be_anothers = is_beside
            || edit.old.contains(&record) && (previous_is_retained || state.record(record).is_some());
        if at_first && may_be_anothers && !state.is_retained_with_previous(record) {
            return None;
        }
        let is_moved = edit.old.contains(&record) && !edit.keeps_order();
        match first_line_now(state, edit, lines, record) {
            Some(_) if is_moved && problem.message.starts_with(SAME_DATE_AND_TITLE) => None,
            Some(first) => Some(Effect::OnLine(problem.line - lines[record] + first)),
            None => Some(Effect::Removed),
        }
    }

    /// Returns the new line of the record that was on that line, or `None` if it changed.
    fn new_line(&self, path: &str, line: u32, lines: &HashMap<usize, Vec<u32>>) -> Option<u32> {
        let named = |file: &crate::store::StoreFile| file.path.display().to_string() == path;
        let file = self.store.files.iter().position(named)?;
        let (state, Some(lines)) = (&self.states[file], lines.get(&file)) else { return Some(line) };
        let Some(edit) = &state.edit else { return Some(line) };
        let Some(record) = record_at(lines, line) else { return Some(line) };
        if edit.old.contains(&record) && !edit.keeps_order() {
            return None;
        }
        first_line_now(state, edit, lines, record).map(|first| line - lines[record] + first)
    }

    /// Whether a link that orders events was removed or added.
    fn changes_an_order(&self) -> bool {
        let orders = |link: &Link| matches!(link.kind, LinkKind::PartOf | LinkKind::Supersedes);
        let removed = self.removed.iter().flat_map(|ix| self.store.events.links(EventIx(*ix)));
        removed.chain(self.built.events.iter().flat_map(|event| &event.links)).any(orders)
    }

    /// Whether the problems of links in other events stay the same, with their ids and hints.
    fn leaves_link_problems(&self, retained: &[Problem], removed_problems: &[&Problem]) -> bool {
        let events = &self.store.events;
        let old: Vec<&str> = self.removed.iter().map(|ix| events.id(EventIx(*ix))).collect();
        let new: Vec<&str> = self.built.events.iter().map(|event| &*event.id).collect();
        let removed: Vec<&str> = old.iter().filter(|id| !new.contains(id)).copied().collect();
        let added: Vec<&str> = new.iter().filter(|id| !old.contains(id)).copied().collect();
        let is_linked_by_broken = |id: &&str| {
            let hash = xxh3_64(id.as_bytes());
            self.states.iter().any(|state| {
                state.before.broken_event_links_to(hash, |record| state.record(record).is_none())
            })
        };
        if removed.iter().any(is_linked_by_broken) {
            return false;
        }
        // If the removed `x-2` was the numbered id of a second `x`, a third that was called `x-3` would get `x-2`.
        let is_numbered = |id: &&str| {
            let stem = id.rsplit_once('-').filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
            stem.is_some_and(|(stem, _)| events.find(stem).is_some())
        };
        let same_title = retained.iter().any(|problem| problem.message.starts_with(SAME_DATE_AND_TITLE));
        if same_title && removed.iter().any(is_numbered) {
            return false;
        }
        let broken = self.built.broken_ids.iter().map(String::as_str);
        let changed: Vec<&str> = removed.iter().chain(&added).copied().chain(broken).collect();
        let may_mean = |problem: &Problem| {
            let text = problem.message.strip_prefix("no event `").and_then(|rest| rest.strip_suffix('`'));
            let Some(text) = text.filter(|text| !text.ends_with('…')) else { return true };
            changed.iter().any(|id| {
                *id == text
                    || !nearest_within(text, [*id], usize::MAX, &mut SearchBudget::default()).is_empty()
            })
        };
        if !changed.is_empty() && retained.iter().filter(|problem| problem.code == NO_EVENT).any(may_mean) {
            return false;
        }
        let is_dangling = |problem: &Problem| DANGLING.contains(&problem.code);
        let all = retained.iter().chain(removed_problems.iter().copied()).chain(&self.built.problems);
        let hints = all.filter(|problem| is_dangling(problem)).count();
        let others = removed_problems.iter().copied().chain(&self.built.problems).any(is_dangling);
        let registry = &self.store.registry;
        let candidates = events.len() + added.len() + registry.source_ids.len() + registry.claim_ids.len();
        hints * candidates <= SEARCH_BUDGET || !others && changed.is_empty()
    }

    /// Whether no registry record has a problem. A reference to one that has would name its place.
    fn registries_are_sound(&self) -> bool {
        let mut lines: HashMap<usize, Vec<u32>> = HashMap::new();
        let is_of_event = |problem: &Problem| {
            let Some(file) = self.file(problem) else { return true };
            let before = self.states[file].before;
            let lines = lines.entry(file).or_insert_with(|| before.first_lines());
            let record = record_at(lines, problem.line).filter(|_| before.indent().is_some());
            record.is_some_and(|record| before.sort(record) != Sort::Other)
        };
        let mut worst = self.store.problems.iter().filter(|problem| problem.severity == Severity::Problem);
        worst.all(is_of_event)
    }

    /// Whether each edited file can still be read item by item. An unterminated item could be half of one that the
    /// text behind it completes.
    fn can_be_read_by_items(&self, all: &[Problem], loaded: &[Loaded]) -> Option<bool> {
        let edited = (0u32..).zip(self.states).zip(loaded).filter(|((_, state), _)| state.edit.is_some());
        for ((file, state), one) in edited {
            // A file without a valid event must be read again to find out what it is.
            let is_retained = |record| state.before.event(record).is_some() && state.record(record).is_some();
            let has_new = self.built.events.iter().any(|event| event.place.file == file);
            if !has_new && !(0..state.before.len()).any(is_retained) {
                return Some(false);
            }
            let mut broken =
                all.iter().filter(|problem| problem.code == SYNTAX && problem.path == one.file.path);
            let Some(first) = broken.by_ref().map(|problem| problem.line).min() else { continue };
            let Some((line, start)) = event_before(state, first) else { return Some(false) };
            let mut file = File::open(&one.file.path).ok()?;
            file.seek(SeekFrom::Start(start)).ok()?;
            let mut bytes = b"events:\n".to_vec();
            let key = bytes.len();
            file.read_to_end(&mut bytes).ok()?;
            let ends = |bytes: &[u8]| {
                std::str::from_utf8(bytes).is_ok_and(|text| tree::read(text, line).error.is_none())
            };
            if ends(&bytes) || ends(bytes.get(key..)?) {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Whether each edited file has so few problems that all of them are reported.
    fn are_all_reported(&self, all: &[Problem]) -> bool {
        let edited = self.states.iter().zip(&self.store.files).filter(|(state, _)| state.edit.is_some());
        edited
            .map(|(_, file)| all.iter().filter(|problem| problem.path == file.path).count())
            .all(|count| count < MOST - MOST / 5)
    }
}

/// Returns the line and offset of the event before the one on that line, or else of that one. An unterminated event
/// may be reported where the next begins. `None` if neither is an event.
fn event_before(state: &FileState<'_>, line: u32) -> Option<(u32, u64)> {
    let edit = state.edit.as_ref()?;
    let lines = state.before.first_lines();
    let is_event = |record: &usize| state.before.sort(*record) != Sort::Other;
    // Records behind the edit are known only to come after it.
    let record = record_at(&lines, line)?.min(edit.old.start);
    let before = record.checked_sub(1).filter(is_event);
    let record = before.or_else(|| Some(record).filter(is_event))?;
    Some((*lines.get(record)?, state.before.start(record)))
}

/// Returns the line on which a record begins now, or `None` if it was removed.
fn first_line_now(state: &FileState<'_>, edit: &LocatedEdit, lines: &[u32], record: usize) -> Option<u32> {
    if record < edit.old.start {
        lines.get(record).copied()
    } else if record >= edit.old.end {
        lines.get(record).map(|line| (i64::from(*line) + edit.shift) as u32)
    } else {
        let at = state.record(record)? - edit.old.start;
        edit.pieces.get(at).map(|piece| piece.line)
    }
}

/// Whether the message of a problem depends on problems in registries.
fn needs_registries(problem: &Problem) -> bool {
    DANGLING.contains(&problem.code) || problem.code == UNREGISTERED
}
