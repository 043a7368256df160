//! From files to records: files are cut and guarded, items are read one by one, and every mistake gets its place.

mod anchors;
mod conflict;
mod foreign;
mod item;
mod mend;
pub(in crate::store) mod piece;
mod run;

use std::collections::HashSet;
use std::sync::Arc;

use item::Body;
pub(in crate::store) use item::Item;
pub(in crate::store) use piece::Outcome;
use piece::{from_tree, read_pieces};
pub(in crate::store) use run::TextRun;

use anchors::Anchors;

use crate::parallel;
use crate::store::input::Loaded;
use crate::store::problem::Fix;
use crate::store::schema::inspect::{Finding, hidden_characters, is_one_record, is_synonym_of_event_key};
use crate::store::schema::list::List;
use crate::store::schema::record;
use crate::store::schema::value::short;
use crate::store::yaml::bytes::{self, ByteFault};
use crate::store::yaml::mark::{Mark, TreeError};
use crate::store::yaml::split::{self, Cut, Document, Piece};
use crate::store::yaml::tree::{self, Node, Value};
use crate::text::suggest::did_you_mean_one_of;
use crate::text::{coded_invisible_name, counted};

/// The size in bytes above which a document is not read as a whole.
const MAX_WHOLE: usize = 64 << 20;
/// The number of problems reported for one file: a file with more is broken as a whole.
pub(in crate::store) const MOST: usize = 5_000;
/// The code of problems with anchors and aliases.
const SHARED: &str = "alias";

/// The records and mistakes in a file.
#[derive(Debug, Default)]
pub(in crate::store) struct Contents {
    pub(in crate::store) items: Vec<Item>,
    pub(in crate::store) findings: Vec<Finding>,
    /// Whether the file is a single document whose items were each read alone.
    pub(in crate::store) single: bool,
    more: usize,
}

impl Contents {
    /// Keeps an item that could be read in part. Of anything that is not a record, only the mistake is kept.
    fn keep(&mut self, item: Item) {
        if item.raw.is_some() || item.unread {
            self.items.push(item);
        }
    }

    fn report_all(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            self.report(finding);
        }
    }

    fn report(&mut self, finding: Finding) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }
}

/// Reads a file's bytes. With `later`, the events of large documents are only found, not read.
pub(in crate::store) fn read(file: u32, bytes: &[u8], later: Deferral) -> Contents {
    let mut contents = read_all(file, bytes, later);
    if let Some(finding) = foreign::named(bytes, &contents) {
        contents = Contents { findings: vec![finding], ..Contents::default() };
    }
    if contents.more > 0 {
        let message = format!("and {} in this file", counted(contents.more, "more problem"));
        contents.findings.push(Finding {
            mark: Mark::default(),
            code: "more",
            message,
            hint: None,
            fix: None,
        });
    }
    contents
}

fn read_all(file: u32, bytes: &[u8], later: Deferral) -> Contents {
    let mut contents = Contents::default();
    let body = match bytes::without_mark(bytes) {
        Ok(body) => body,
        Err(fault) => {
            contents.report(placed(bytes, &fault, 1));
            return contents;
        }
    };
    let first = bytes.len() - body.len();
    let conflicts = conflict::find(bytes);
    if !conflicts.is_empty() {
        conflict::read(file, bytes, first, &conflicts, &mut contents);
        return contents;
    }
    if let Some(lines) = split::json::lines(bytes, first) {
        if let Some(pieces) = split::json::events(&lines, bytes) {
            let mut reader = Reader { file, bytes, contents: &mut contents, lines: true, later };
            if !reader.find_events(&pieces, None) {
                reader.keep(read_pieces(file, bytes, &pieces, None));
            }
            return contents;
        }
        for line in &lines {
            Reader { file, bytes, contents: &mut contents, lines: true, later }.document(line, true);
        }
        return contents;
    }
    let documents = split::documents(bytes, first);
    let whole = || vec![Document { bytes: first..bytes.len(), line: 1 }];
    let directives = documents.is_none();
    contents.single = documents.as_ref().is_some_and(|documents| documents.len() == 1);
    for document in documents.unwrap_or_else(whole) {
        Reader { file, bytes, contents: &mut contents, lines: false, later }.document(&document, directives);
    }
    contents
}

fn placed(bytes: &[u8], fault: &ByteFault, first_line: u32) -> Finding {
    let mark = bytes::mark_at(bytes, fault.offset, first_line);
    Finding { mark, code: fault.code, message: fault.message.clone(), hint: fault.hint.clone(), fix: None }
}

impl From<TreeError> for Finding {
    fn from(error: TreeError) -> Self {
        Self { mark: error.mark, code: error.code, message: error.message, hint: error.hint, fix: error.fix }
    }
}

/// Returns whether these are the keys of an event. `actors` and `sources` do not count: files have them, too.
fn is_event(pairs: &[(Arc<Node>, Arc<Node>)]) -> bool {
    let keys = ["id", "kind", "date", "title"];
    pairs.iter().any(|(key, _)| key.text().is_some_and(|key| keys.contains(&key)))
}

/// The hint for an event that is not an item of a list.
const AN_ITEM: &str = "an event is an item of a list: write `- ` before its first key";

/// Returns whether a mapping is an event and not a file: it has two keys of an event, or what these are often called,
/// and no list of events.
fn is_lone_event(pairs: &[(Arc<Node>, Arc<Node>)]) -> bool {
    let keys = || pairs.iter().filter_map(|(key, _)| key.text());
    let of_event = |key: &&str| {
        record(List::Events).fields.iter().any(|field| field.key == *key) || is_synonym_of_event_key(key)
    };
    let is_not_list = |key: &&str| !List::ALL.iter().any(|list| list.key() == *key);
    let of_store = |key: &&str| record(List::Store).fields.iter().any(|field| field.key == *key);
    let events = keys().any(|key| key == List::Events.key() || key == List::Store.key());
    !events
        && keys().filter(of_event).count() >= 2
        && keys().filter(is_not_list).filter(of_event).any(|key| !of_store(&key))
}

/// Returns whether the values of a mapping are events, each under a name.
fn are_lone_events(pairs: &[(Arc<Node>, Arc<Node>)]) -> bool {
    pairs.iter().any(|(_, value)| matches!(&value.value, Value::Map(pairs) if is_lone_event(pairs)))
}

/// Returns whether a value is one record of a list.
fn is_one_of(list: List, value: &Node) -> bool {
    let Value::Map(pairs) = &value.value else { return false };
    match list {
        List::Events => is_lone_event(pairs),
        List::Store => false,
        _ => is_one_record(record(list), pairs),
    }
}

struct Reader<'r> {
    file: u32,
    bytes: &'r [u8],
    contents: &'r mut Contents,
    /// Whether every line is an event of its own.
    lines: bool,
    later: Deferral,
}

/// The number of events of a document from which on they are left unread at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Deferral(pub(in crate::store) usize);

impl Deferral {
    /// Reads everything at once.
    pub(in crate::store) const NEVER: Self = Self(usize::MAX);

    /// Returns what suits a store of that many bytes: where threads are worthwhile, every event is read on them.
    pub(in crate::store) fn suiting(bytes: usize) -> Self {
        if bytes < 1 << 18 { Self::NEVER } else { Self(1) }
    }
}

/// The number of items from which on they are read again on all cores.
const FEW: usize = 32;

/// Reads items once more, on all cores, and returns them in the same order. Each was read before, so each is a record.
pub(in crate::store) fn read_again(loaded: &[Loaded], items: &[Item], these: &[usize]) -> Vec<Item> {
    parallel::map(these, FEW, |ix| match read_again_one(loaded, &items[*ix]) {
        Outcome::Item(item, _) => *item,
        Outcome::Alone(finding) => panic!("an item that was read is none any more: {}", finding.message),
    })
}

/// Reads an item that was only found so far.
pub(in crate::store) fn read_again_one(loaded: &[Loaded], item: &Item) -> Outcome {
    let Item { list, file, .. } = *item;
    let (bytes, line) = match &item.body {
        Body::Lines(bytes, line) => (bytes.clone(), *line),
        Body::Tree(_) => (0..0, item.line),
    };
    let piece = Piece { list, bytes, line, beside: false };
    piece::read_piece(file, &loaded[file as usize].bytes, &piece, item.anchors.as_ref())
}

impl Reader<'_> {
    fn document(&mut self, document: &Document, directives: bool) {
        parallel::set_position(self.file, document.line);
        let plain = || {
            split::pieces(self.bytes, document, Cut::Strict)
                .or_else(|| split::json::pieces(self.bytes, document))
        };
        let plain = if directives { None } else { plain() };
        if let Some(pieces) = plain {
            let anchors = Anchors::find(self.bytes, &pieces).map(Arc::new);
            if !self.find_events(&pieces, anchors.as_ref()) {
                let outcomes = read_pieces(self.file, self.bytes, &pieces, anchors.as_ref());
                self.plain(document, &pieces, outcomes);
            }
        } else if let Err(finding) = self.whole(document) {
            self.contents.single = false;
            let before = self.contents.findings.len();
            let rest = split::pieces(self.bytes, document, Cut::Lenient).unwrap_or_default();
            let outcomes = read_pieces(self.file, self.bytes, &rest, None);
            self.keep(outcomes);
            if self.contents.findings.len() == before {
                self.contents.report(finding);
            }
        }
    }

    /// Keeps the pieces of a large document, with its events unread. Returns false and keeps nothing if the document is
    /// small, or has pieces that make no sense alone.
    fn find_events(&mut self, pieces: &[Piece], anchors: Option<&Arc<Anchors>>) -> bool {
        let is_event = |piece: &&Piece| piece.list == List::Events;
        let events = pieces.iter().filter(is_event).count();
        if events < self.later.0 {
            return false;
        }
        let others = pieces.iter().filter(|piece| !is_event(piece));
        let read: Vec<Outcome> =
            others.map(|piece| piece::read_piece(self.file, self.bytes, piece, anchors)).collect();
        if read.iter().any(Outcome::makes_no_sense_alone) {
            return false;
        }
        self.contents.items.reserve(pieces.len());
        let mut read = read.into_iter();
        for piece in pieces {
            if is_event(&piece) {
                let item = Item::unread(self.file, self.bytes, piece);
                self.contents.keep(Item { anchors: anchors.cloned(), ..item });
            } else {
                self.keep(read.by_ref().take(1));
            }
        }
        true
    }

    /// Keeps what was read piece by piece, unless only the whole document makes sense.
    fn plain(&mut self, document: &Document, pieces: &[Piece], mut outcomes: Vec<Outcome>) {
        let shares = |outcome: &Outcome| matches!(outcome, Outcome::Alone(finding) if finding.code == SHARED);
        if outcomes.iter().any(Outcome::makes_no_sense_alone) {
            // A piece that cannot be read alone may be half of an item.
            let Err(whole) = self.whole(document) else { return };
            if outcomes.iter().any(shares) {
                self.contents.single = false;
                if self.read_mended(document, pieces, &outcomes) {
                    return;
                }
                outcomes.retain(|outcome| !shares(outcome));
                let other = outcomes.iter().any(|outcome| matches!(outcome, Outcome::Alone(_)));
                let message = "items that share values through `&` and `*` are left out until the other problems here are fixed";
                let unread = Finding {
                    code: SHARED,
                    message: message.to_owned(),
                    hint: None,
                    fix: None,
                    ..whole.clone()
                };
                outcomes.push(Outcome::Alone(if other { unread } else { whole }));
            }
        }
        self.keep(outcomes);
    }

    fn keep(&mut self, outcomes: impl IntoIterator<Item = Outcome>) {
        for outcome in outcomes {
            match outcome {
                Outcome::Item(item, findings) => {
                    self.contents.keep(*item);
                    self.contents.report_all(findings);
                }
                Outcome::Alone(finding) => self.contents.report(finding),
            }
        }
    }

    /// Reads a whole document as a tree. If it is not YAML, nothing is kept.
    fn whole(&mut self, document: &Document) -> Result<(), Finding> {
        let slice = self.bytes.get(document.bytes.clone()).unwrap_or_default();
        self.whole_of(slice, document.line)
    }

    /// Reads bytes as [`Reader::whole`] does; their first line is line `first` of the file.
    fn whole_of(&mut self, slice: &[u8], first: u32) -> Result<(), Finding> {
        if slice.len() > MAX_WHOLE {
            let mark = Mark { line: first, column: 0 };
            let message = format!("a document of {} MB that is not in plain block style", slice.len() >> 20);
            let hint = Some("begin every item with `- ` on a line of its own, or split the file".to_owned());
            return Err(Finding { mark, code: "too-large", message, hint, fix: None });
        }
        let text = bytes::text(slice).map_err(|fault| {
            let mut finding = placed(slice, &fault, first);
            // On the first line of the file, a byte order mark may come before.
            finding.mark.line = finding.mark.line.max(1);
            finding
        })?;
        let forest = tree::read(text, first);
        if let Some(error) = forest.error {
            return Err(error.into());
        }
        self.contents.single = false;
        for root in &forest.documents {
            self.root(root);
        }
        Ok(())
    }

    fn find(&mut self, mark: Mark, code: &'static str, message: String, hint: Option<String>) {
        self.find_fixed(mark, code, message, hint, None);
    }

    fn find_fixed(
        &mut self,
        mark: Mark,
        code: &'static str,
        message: String,
        hint: Option<String>,
        fix: Option<Fix>,
    ) {
        self.contents.report(Finding { mark, code, message, hint, fix });
    }

    fn root(&mut self, root: &Arc<Node>) {
        match &root.value {
            Value::Null => {}
            Value::Seq(items) => self.items(List::Events, items),
            Value::Map(pairs) if self.lines && is_event(pairs) => {
                self.item(List::Events, root);
            }
            Value::Map(pairs) if is_lone_event(pairs) => {
                let mark = pairs.first().map_or(root.mark, |(key, _)| key.mark);
                let message = "an event that is not in a list".to_owned();
                self.find_fixed(mark, "wrong-shape", message, Some(AN_ITEM.to_owned()), Some(Fix::Item));
            }
            Value::Map(pairs) => {
                let mut seen = HashSet::new();
                for (key, value) in pairs {
                    let known = |list: List| pairs.iter().any(|(key, _)| key.text() == Some(list.key()));
                    self.section(key, value, &mut seen, &known);
                }
            }
            Value::Text(text) => {
                let hint = Some("write keys such as `events:`, each with a list below it".to_owned());
                self.find(root.mark, "wrong-shape", format!("text instead of keys: `{}`", short(text)), hint);
            }
        }
    }

    /// Reads a key at the top and what is below it; `known` says which lists the document has.
    fn section(
        &mut self,
        key: &Node,
        value: &Arc<Node>,
        seen: &mut HashSet<List>,
        known: &dyn Fn(List) -> bool,
    ) {
        let Some(list) = key.text().and_then(List::from_key) else {
            let name = key.text().map_or_else(|| "…".to_owned(), short);
            let is_list = |text: &str| List::from_key(text).is_some();
            if let Some((code, message, hint)) =
                hidden_characters(&name, "a key at the top of a file", &is_list)
            {
                self.find(key.mark, code, message, Some(hint));
                return;
            }
            if let Some(sign) = name.chars().next().and_then(coded_invisible_name) {
                let hint = Some("replace it with a space, or remove it".to_owned());
                self.find(key.mark, "invisible-character", format!("{sign} in the indentation"), hint);
                return;
            }
            let keys = List::ALL.map(List::key);
            let of_store = record(List::Store).fields.iter().any(|field| field.key == name);
            let message = format!("unknown key `{name}` at the top of a file");
            let hint = match &value.value {
                Value::Map(pairs) if is_lone_event(pairs) => Some(AN_ITEM.to_owned()),
                _ if of_store => Some(format!("`{name}` belongs to the store's description, under `store`")),
                _ => did_you_mean_one_of(&name, &keys),
            };
            // One event under the name of one: the list has the name of many, and what is below it is an item.
            let one = List::ALL.into_iter().find(|list| list.key().strip_suffix('s') == Some(&name));
            let one = one.filter(|list| !known(*list) && is_one_of(*list, value));
            let fix = one.map(|list| Fix::Key(list.key().to_owned()));
            self.find_fixed(key.mark, "unknown-key", message, hint, fix);
            return;
        };
        // A second `store` is reported where the descriptions of several stores are compared.
        if !seen.insert(list) && list != List::Store {
            let hint = Some("put both lists under one key".to_owned());
            self.find(
                key.mark,
                "duplicate-key",
                format!("`{}` appears here for the second time", list.key()),
                hint,
            );
        }
        match (&value.value, list) {
            (Value::Null, _) => {}
            (Value::Map(_), List::Store) => self.item(List::Store, value),
            (Value::Seq(items), list) if list != List::Store => self.items(list, items),
            (_, List::Store) => {
                self.find(value.mark, "wrong-shape", "`store` must hold keys and values".to_owned(), None);
            }
            (Value::Map(pairs), List::Events) if is_lone_event(pairs) || are_lone_events(pairs) => {
                let message = "`events` must hold a list".to_owned();
                // Of several, each under a name, it is not certain what the names are.
                let fix = is_lone_event(pairs).then_some(Fix::Item);
                self.find_fixed(value.mark, "wrong-shape", message, Some(AN_ITEM.to_owned()), fix);
            }
            _ => {
                let hint = Some("begin every item with `- `".to_owned());
                let fix = is_one_of(list, value).then_some(Fix::Item);
                let message = format!("`{}` must hold a list", list.key());
                self.find_fixed(value.mark, "wrong-shape", message, hint, fix);
            }
        }
    }

    fn items(&mut self, list: List, items: &[Arc<Node>]) {
        for item in items {
            self.item(list, item);
        }
    }

    fn item(&mut self, list: List, node: &Arc<Node>) {
        let (item, findings) = from_tree(list, self.file, Arc::clone(node));
        self.contents.keep(item);
        self.contents.report_all(findings);
    }
}
