//! How one record changed through git: its versions, commit by commit, followed by its id over files.
//!
//! Only commits that touch the files of the store are looked at, and of each only the files that it changed. A record
//! that appears in a commit which takes one with the same title and date away was given another id; if the store itself
//! lay elsewhere before, the record is followed there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::LoadError;
use super::build::events::derived;
use super::edit::Entry;
use super::edit::find::wanted;
use super::input::is_yaml;
use super::revision::{Blob, contents, error, text};
use super::schema::list::List;

/// A commit that changed the record.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// The short hash.
    pub(crate) commit: String,
    /// The whole hash.
    pub(crate) hash: String,
    /// The day on which it was written.
    pub(crate) day: String,
    /// Who wrote it.
    pub(crate) author: String,
    /// The first line of its message.
    pub(crate) subject: String,
    /// The record before it.
    pub(crate) old: Option<Version>,
    /// The record after it.
    pub(crate) new: Option<Version>,
    /// The record that an earlier commit had removed, if this one brings it back.
    pub(crate) removed: Option<Version>,
    /// Whether the clone has no commit before it, so that the record may be older.
    pub(crate) is_cut: bool,
}

/// A record as it was written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Version {
    /// The file, from the top of the repository.
    pub(crate) path: String,
    /// The line on which it begins.
    pub(crate) line: u32,
    /// The list that it is in.
    pub(crate) list: List,
    /// Its id, written or derived.
    pub(crate) id: String,
    /// Its fields.
    pub(crate) fields: Map<String, Value>,
}

/// A file that a commit changed: its blobs in the parents, and its blob in the commit.
struct Touched {
    path: String,
    old: Vec<String>,
    new: String,
}

struct Commit {
    head: [String; 4],
    files: Vec<Touched>,
}

/// The number of digits of a commit that are shown.
const SHORT: usize = 8;
/// The number of files that are read at once.
const BATCH: usize = 32;

/// Returns the commits that changed the record, the newest first.
///
/// # Errors
/// Fails without git, outside a repository, or if the paths are in several.
pub(crate) fn of(id: &str, paths: &[PathBuf]) -> Result<Vec<Step>, LoadError> {
    let mut real = Vec::new();
    for path in paths {
        let found = std::fs::canonicalize(path).map_err(|e| {
            error(format!("cannot read {}: {}", path.display(), super::input::reason(&e)), None)
        })?;
        real.push(found);
    }
    let Some(first) = real.first() else {
        return Err(error("no files whose history could be read".to_owned(), None));
    };
    let directory = if first.is_dir() { first.as_path() } else { first.parent().unwrap_or(Path::new(".")) };
    let top = text(directory, &["rev-parse", "--show-toplevel"]).map_err(|failed| match failed.hint {
        None => error(
            format!("{} is not in a git repository, so that it has no history", paths[0].display()),
            Some("name a store that is kept in git by --store".to_owned()),
        ),
        Some(_) => failed,
    })?;
    let top = PathBuf::from(top.trim_end_matches('\n'));
    if text(&top, &["rev-parse", "--verify", "--quiet", "HEAD"]).is_err() {
        return Err(error(format!("{} has no commit yet", top.display()), None));
    }
    let mut specs: Vec<String> = Vec::new();
    for (path, named) in real.iter().zip(paths) {
        let below = path.strip_prefix(&top).ok().and_then(Path::to_str);
        let Some(below) = below else {
            let message = format!("{} is not in the repository {}", named.display(), top.display());
            return Err(error(message, Some("name the stores of one repository".to_owned())));
        };
        specs.push(if below.is_empty() { ".".to_owned() } else { below.to_owned() });
    }
    let shallow = shallow(&top);
    let mut reader = Reader { top, id: id.to_owned(), read: HashMap::new() };
    let mut steps = reader.all(specs)?;
    if steps.is_empty() {
        // The store may have been elsewhere when the record was in it.
        steps = reader.all(vec![".".to_owned()])?;
    }
    let mut gone = None;
    for step in steps.iter_mut().rev() {
        step.is_cut = step.old.is_none() && shallow.contains(&step.hash);
        match (&step.old, &step.new) {
            (Some(old), None) => gone = Some(old.clone()),
            (None, Some(_)) => step.removed = gone.take(),
            _ => {}
        }
    }
    Ok(steps)
}

/// Returns the commits before which a shallow clone has none.
fn shallow(top: &Path) -> Vec<String> {
    let path = text(top, &["rev-parse", "--git-path", "shallow"]).unwrap_or_default();
    let path = path.trim_end_matches('\n');
    let listed = (!path.is_empty()).then(|| std::fs::read_to_string(top.join(path)).ok()).flatten();
    listed.unwrap_or_default().lines().map(str::to_owned).collect()
}

struct Reader {
    top: PathBuf,
    /// The id in the commits that are looked at now.
    id: String,
    /// The record in each blob, or that it is not there.
    read: HashMap<String, Option<Version>>,
}

impl Reader {
    fn all(&mut self, mut specs: Vec<String>) -> Result<Vec<Step>, LoadError> {
        let (mut steps, mut from) = (Vec::new(), "HEAD".to_owned());
        loop {
            let commits = commits(&self.top, &from, &specs)?;
            let mut elsewhere = None;
            for batch in commits.chunks(BATCH) {
                self.fill(batch)?;
                for commit in batch {
                    let Some(mut step) = self.step(commit) else { continue };
                    if step.new.is_none() && step.old.is_some() {
                        step.new = self.renamed_to(commit, step.old.as_ref())?;
                    }
                    if step.old.is_none() && step.new.is_some() {
                        step.old = self.renamed(commit, step.new.as_ref())?;
                        if step.old.is_some() {
                            // The rest is read again, now for the earlier id.
                            self.fill(batch)?;
                        } else {
                            step.old = self.outside(&step)?;
                            elsewhere = step.old.as_ref().map(|old| (step.hash.clone(), old.path.clone()));
                        }
                    }
                    steps.push(step);
                }
            }
            match elsewhere {
                Some((hash, path)) => (from, specs) = (format!("{hash}^"), vec![directory_of(&path)]),
                None => return Ok(steps),
            }
        }
    }

    /// Reads the files of some commits that were not read yet.
    fn fill(&mut self, commits: &[Commit]) -> Result<(), LoadError> {
        let hashes = commits.iter().flat_map(|c| &c.files).flat_map(|f| f.old.iter().chain([&f.new]));
        let mut open: Vec<&String> =
            hashes.filter(|h| !is_nothing(h) && !self.read.contains_key(*h)).collect();
        open.sort_unstable();
        open.dedup();
        for some in open.chunks(BATCH) {
            let blobs: Vec<Blob> =
                some.iter().map(|hash| Blob { hash: (*hash).clone(), path: PathBuf::new() }).collect();
            let texts = contents(&self.top, &blobs)?;
            for (hash, bytes) in some.iter().zip(texts) {
                self.read.insert((*hash).clone(), find(&bytes, &self.id));
            }
        }
        Ok(())
    }

    fn version(&self, path: &str, hash: &str) -> Option<Version> {
        let found = self.read.get(hash)?.clone()?;
        Some(Version { path: path.to_owned(), ..found })
    }

    /// Returns what a commit changed of the record.
    fn step(&self, commit: &Commit) -> Option<Step> {
        let new = commit.files.iter().find_map(|file| self.version(&file.path, &file.new));
        let parents = commit.files.iter().map(|file| file.old.len()).max().unwrap_or(0);
        let old_of =
            |nth: usize| commit.files.iter().find_map(|file| self.version(&file.path, file.old.get(nth)?));
        let old = old_of(0);
        let same = |old: &Option<Version>| match (old, &new) {
            (Some(old), Some(new)) => old.fields == new.fields && old.path == new.path,
            (None, None) => true,
            _ => false,
        };
        // A merge changes only what it has from no parent.
        if (0..parents.max(1)).any(|nth| same(&old_of(nth))) {
            return None;
        }
        let [hash, day, author, subject] = commit.head.clone();
        let short = hash.chars().take(SHORT).collect();
        let olds: Vec<Version> = (1..parents).filter_map(old_of).collect();
        let old = match (old, &new) {
            (Some(old), Some(new)) if !olds.is_empty() => Some(merged(&old, &olds, new)?),
            (old, _) => old,
        };
        Some(Step { commit: short, hash, day, author, subject, old, new, removed: None, is_cut: false })
    }

    /// Returns the record that a commit brought with the title and date of one that it took away.
    fn renamed_to(&self, commit: &Commit, old: Option<&Version>) -> Result<Option<Version>, LoadError> {
        let Some(old) = old else { return Ok(None) };
        let Some(wanted) = old.named() else { return Ok(None) };
        for file in &commit.files {
            let before = match file.old.first() {
                Some(hash) => self.alike(hash, old.list, &wanted)?,
                None => Vec::new(),
            };
            let new = self.alike(&file.new, old.list, &wanted)?;
            let new = new.into_iter().find(|new| !before.iter().any(|before| before.id == new.id));
            if let Some(new) = new.filter(|new| new.id != old.id) {
                return Ok(Some(Version { path: file.path.clone(), ..new }));
            }
        }
        Ok(None)
    }

    /// Returns the records of a list in a file that have this title and date.
    fn alike(&self, hash: &str, list: List, named: &(String, String)) -> Result<Vec<Version>, LoadError> {
        if is_nothing(hash) {
            return Ok(Vec::new());
        }
        let blob = Blob { hash: hash.to_owned(), path: PathBuf::new() };
        let bytes = contents(&self.top, &[blob])?.pop().unwrap_or_default();
        let dated = |piece: &[u8]| memchr::memmem::find(piece, named.1.as_bytes()).is_some();
        let found = wanted(&bytes, &dated).unwrap_or_default();
        let is_alike = |version: &Version| version.list == list && version.named().as_ref() == Some(named);
        Ok(found.iter().filter_map(version).filter(is_alike).collect())
    }

    /// Returns the record that a commit took away with the same title and date, and follows its id from here on.
    fn renamed(&mut self, commit: &Commit, new: Option<&Version>) -> Result<Option<Version>, LoadError> {
        let Some(new) = new else { return Ok(None) };
        let Some(named) = new.named() else { return Ok(None) };
        for file in &commit.files {
            let old = match file.old.first() {
                Some(hash) => self.alike(hash, new.list, &named)?,
                None => Vec::new(),
            };
            let now = self.alike(&file.new, new.list, &named)?;
            let gone = old.into_iter().find(|old| !now.iter().any(|now| now.id == old.id));
            if let Some(gone) = gone.filter(|gone| gone.id != self.id) {
                self.id.clone_from(&gone.id);
                self.read.clear();
                return Ok(Some(Version { path: file.path.clone(), ..gone }));
            }
        }
        Ok(None)
    }

    /// Returns the record where it was before a commit that brought it into the store.
    fn outside(&mut self, step: &Step) -> Result<Option<Version>, LoadError> {
        let parent = format!("{}^", step.hash);
        if text(&self.top, &["rev-parse", "--verify", "--quiet", &parent]).is_err() {
            return Ok(None);
        }
        let range = format!("{parent}..{}", step.hash);
        let commits = commits(&self.top, &range, &[".".to_owned()])?;
        self.fill(&commits)?;
        let commit = commits.iter().find(|commit| commit.head[0] == step.hash);
        let mut files = commit.into_iter().flat_map(|commit| &commit.files);
        Ok(files.find_map(|file| self.version(&file.path, file.old.first()?)))
    }
}

impl Version {
    /// Returns title and date, by which a record under another id is known again.
    fn named(&self) -> Option<(String, String)> {
        let text = |key: &str| self.fields.get(key).and_then(Value::as_str).map(str::to_owned);
        Some((text("title")?, text("date")?))
    }
}

/// Returns the record before a merge as the parents together have it: what the merge has from one of them is no change
/// of its own. `None` if nothing is left.
fn merged(first: &Version, others: &[Version], new: &Version) -> Option<Version> {
    let parents = || others.iter().chain(std::iter::once(first));
    let mut fields = first.fields.clone();
    let keys: Vec<String> =
        parents().flat_map(|one| one.fields.keys()).chain(new.fields.keys()).cloned().collect();
    for key in keys {
        let value = new.fields.get(&key);
        if parents().any(|one| one.fields.get(&key) == value) {
            match value {
                Some(value) => fields.insert(key, value.clone()),
                None => fields.shift_remove(&key),
            };
        }
    }
    let path =
        parents().find(|one| one.path == new.path).map_or_else(|| first.path.clone(), |one| one.path.clone());
    (fields != new.fields || path != new.path).then(|| Version { path, fields, ..first.clone() })
}

fn directory_of(path: &str) -> String {
    path.rsplit_once('/').map_or_else(|| path.to_owned(), |(directory, _)| directory.to_owned())
}

fn is_nothing(hash: &str) -> bool {
    hash.bytes().all(|b| b == b'0')
}

/// Lists the commits that touch YAML files below `specs`, with the blobs before and after.
fn commits(top: &Path, from: &str, specs: &[String]) -> Result<Vec<Commit>, LoadError> {
    let mut arguments = vec![
        "--literal-pathspecs",
        "log",
        "--topo-order",
        "--cc",
        "--raw",
        "-z",
        "--no-renames",
        "--no-abbrev",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-color",
        "--format=%x01%H%x02%as%x02%an%x02%s",
        from,
        "--",
    ];
    arguments.extend(specs.iter().map(String::as_str));
    let listing = text(top, &arguments)?;
    let mut all: Vec<Commit> = Vec::new();
    let mut raw: Option<(Vec<String>, String)> = None;
    for token in listing.split('\0') {
        if let Some((old, new)) = raw.take() {
            let path = Path::new(token);
            let hidden = token.split('/').any(|part| part.starts_with('.'));
            if let Some(commit) = all.last_mut().filter(|_| !hidden && is_yaml(path)) {
                commit.files.push(Touched { path: token.to_owned(), old, new });
            }
            continue;
        }
        let token = token.trim_start_matches('\n');
        if let Some(head) = token.strip_prefix('\u{1}') {
            let mut parts = head.splitn(4, '\u{2}').map(|part| part.trim_end().to_owned());
            let head = std::array::from_fn(|_| parts.next().unwrap_or_default());
            all.push(Commit { head, files: Vec::new() });
        } else if token.starts_with(':') {
            let parents = token.bytes().take_while(|b| *b == b':').count();
            let hashes: Vec<String> =
                token.split(' ').skip(parents + 1).take(parents + 1).map(str::to_owned).collect();
            if let [old @ .., new] = hashes.as_slice() {
                raw = Some((old.to_vec(), new.clone()));
            }
        }
    }
    all.retain(|commit| !commit.files.is_empty());
    Ok(all)
}

/// Returns the record with an id; an event before a record of another list.
fn find(bytes: &[u8], id: &str) -> Option<Version> {
    let day = id.trim_end_matches(|c: char| !c.is_ascii_digit());
    let day: String = day.chars().take_while(|c| c.is_ascii_digit() || *c == '-').take(10).collect();
    let day = day.trim_end_matches('-');
    let has = |piece: &[u8], what: &str| memchr::memmem::find(piece, what.as_bytes()).is_some();
    // An event without an id has one of its date and title.
    let perhaps = |piece: &[u8]| has(piece, id) || !day.is_empty() && has(piece, day) && !has(piece, "id:");
    if !has(bytes, id) && (day.is_empty() || !has(bytes, day)) {
        return None;
    }
    let found = wanted(bytes, &perhaps).ok()?;
    let mut all: Vec<Version> = found.iter().filter_map(version).filter(|v| v.id == id).collect();
    let at = all.iter().position(|version| version.list == List::Events).unwrap_or(0);
    (at < all.len()).then(|| all.swap_remove(at))
}

fn version(entry: &Entry) -> Option<Version> {
    let fields = entry.record()?;
    let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default();
    let id = match fields.get("id").and_then(Value::as_str) {
        Some(id) => id.to_owned(),
        None if entry.list == List::Events => derived(text("date"), text("title"), text("kind")),
        None => text("name").to_owned(),
    };
    Some(Version { path: String::new(), line: entry.line, list: entry.list, id, fields })
}
