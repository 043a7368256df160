//! Merging two versions of a file that came from one, record by record and field by field.
//!
//! What one side changed is taken; what both changed alike is taken once; lists are merged by item. Where both changed
//! the same value otherwise, ours stands and theirs is written in a comment above it, which `demarche check` reports
//! until it is gone. No record is lost that a side changed or added: one that a side removed is removed only if the other
//! left it as it was.
//!
//! Our version is edited in place, so that what the other side did not touch stays as it is to the byte. The result is
//! read again and compared with what it should say.

mod comments;
mod lines;
mod side;
mod values;

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::schema::list::List;
use super::yaml::emit;
pub(crate) use lines::by_lines;
use side::{Key, Record, Side};

/// How a comment begins that names what the other side says.
pub(crate) const THEIRS: &str = "# CONFLICT theirs: ";
/// How a comment begins that says what our side did.
pub(crate) const OURS: &str = "# CONFLICT ours: ";

/// A merged file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// What could not be decided.
    pub(crate) conflicts: Vec<Conflict>,
}

/// Something that both sides changed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The line of the comment that tells it.
    pub(crate) line: u32,
    /// The column of the comment.
    pub(crate) column: u32,
    /// The record that it is about, as in "event `a`"; nothing if the file cannot be cut into records.
    pub(crate) record: Option<String>,
    /// The comment without its sign. It names the field.
    pub(crate) text: String,
}

/// Merges two versions of a file.
///
/// # Errors
/// Fails with the reason why the file cannot be merged by record.
pub(crate) fn merge(base: &[u8], ours: &[u8], theirs: &[u8]) -> Result<Merged, String> {
    if theirs == base || theirs == ours {
        return Ok(Merged { bytes: ours.to_vec(), conflicts: Vec::new() });
    }
    if ours == base {
        return Ok(Merged { bytes: theirs.to_vec(), conflicts: Vec::new() });
    }
    let read = |name: &str, bytes: &[u8]| {
        Side::read(bytes.to_vec()).map_err(|reason| format!("{name} version: {reason}"))
    };
    let (base, ours, theirs) = (read("base", base)?, read("our", ours)?, read("their", theirs)?);
    let mut merge = Merge { base: &base, theirs: &theirs, ours, wanted: Vec::new() };
    merge.all().map_err(|failed| failed.to_string())?;
    let bytes = merge.ours.edit.result().map_err(|failed| failed.to_string())?;
    let bytes = comments::merge(merge.base, &merge.ours, merge.theirs, &bytes)?;
    let wanted = merge.wanted;
    verified(&bytes, &wanted)?;
    let conflicts = conflicts(&bytes);
    Ok(Merged { bytes, conflicts })
}

/// Returns the comments of a file that name a conflict.
pub(crate) fn conflicts(bytes: &[u8]) -> Vec<Conflict> {
    if memchr::memmem::find(bytes, b"# CONFLICT ").is_none() {
        return Vec::new();
    }
    let side = Side::read(bytes.to_vec()).ok();
    let lines = bytes.split(|b| *b == b'\n').zip(1..);
    let conflict = |(line, number): (&[u8], u32)| {
        let at = line.as_ptr() as usize - bytes.as_ptr() as usize;
        let text = std::str::from_utf8(line.trim_ascii()).ok()?;
        let marked = [THEIRS, OURS].iter().any(|begin| text.starts_with(begin.trim_end()));
        let column = (line.len() - line.trim_ascii_start().len()) as u32 + 1;
        marked.then(|| Conflict {
            line: number,
            column,
            record: side.as_ref().and_then(|side| side.named_at(at)),
            text: text.trim_start_matches("# CONFLICT ").to_owned(),
        })
    };
    lines.filter_map(conflict).collect()
}

/// Checks that a merged file says what it should.
fn verified(bytes: &[u8], wanted: &[(Key, Map<String, Value>)]) -> Result<(), String> {
    let result = Side::read(bytes.to_vec())?;
    for (key, value) in wanted {
        match result.find(key) {
            Some(record) if record.value == *value => {}
            _ => return Err(format!("`{}` would not read as merged", key.1)),
        }
    }
    if result.records.len() == wanted.len() { Ok(()) } else { Err("records would be lost".to_owned()) }
}

type Failed = Box<dyn std::error::Error>;

struct Merge<'s> {
    base: &'s Side,
    theirs: &'s Side,
    ours: Side,
    /// Every record of the result, and what it is to say.
    wanted: Vec<(Key, Map<String, Value>)>,
}

impl Merge<'_> {
    fn all(&mut self) -> Result<(), Failed> {
        let keys: Vec<Key> = self.ours.records.iter().map(|record| record.key.clone()).collect();
        for key in &keys {
            match (self.base.find(key), self.theirs.find(key)) {
                (_, Some(_)) => self.both(key)?,
                (Some(_), None) => self.removed_there(key)?,
                (None, None) => self.keep(key),
            }
        }
        for their in &self.theirs.records {
            if self.ours.find(&their.key).is_some() {
                continue;
            }
            match self.base.find(&their.key) {
                Some(was) if was.value == their.value && !self.has_new_comment(their) => {}
                Some(_) => self.insert(their, Some("this record was removed; theirs changed it"))?,
                None => self.insert(their, None)?,
            }
        }
        Ok(())
    }

    fn keep(&mut self, key: &Key) {
        let value = self.ours.find(key).map(|record| record.value.clone()).unwrap_or_default();
        self.wanted.push((key.clone(), value));
    }

    /// Merges a record that both sides have.
    fn both(&mut self, key: &Key) -> Result<(), Failed> {
        let (Some(own), Some(their)) = (self.ours.find(key), self.theirs.find(key)) else { return Ok(()) };
        let was = self.base.find(key);
        let raw = [Some(self.ours.raw(own)), Some(self.theirs.raw(their)), was.map(|was| self.base.raw(was))];
        let [own_raw, their_raw, was_raw] = &raw;
        let whole = own_raw == was_raw && own.margin == their.margin && own_raw != their_raw;
        let (line, lines) = (own.line, own.lines.clone());
        if whole {
            let (text, value) = (self.theirs.raw(their), their.value.clone());
            self.ours.edit.replace(line, lines, text);
            self.wanted.push((key.clone(), value));
        } else if own_raw == their_raw || their_raw == was_raw {
            self.keep(key);
        } else {
            self.fields(key)?;
        }
        Ok(())
    }

    /// Merges the fields of a record that both sides changed.
    fn fields(&mut self, key: &Key) -> Result<(), Failed> {
        let (Some(own), Some(their)) = (self.ours.find(key), self.theirs.find(key)) else { return Ok(()) };
        let (was, none) = (self.base.find(key), Map::new());
        let before = was.map_or(&none, |was| &was.value);
        let alike = own.block && their.block && own.margin == their.margin;
        let (line, start, margin) = (own.line, own.lines.start, own.margin);
        let mut merged = Map::new();
        let (mut gone, mut set, mut taken, mut told) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let more = their.value.keys().filter(|key| !own.value.contains_key(*key));
        for name in own.value.keys().chain(more) {
            let mut open = Vec::new();
            let (mine, other) = (own.value.get(name), their.value.get(name));
            let value = values::merge(name, before.get(name), mine, other, &mut open);
            let texts = [self.ours.field(own, name), self.theirs.field(their, name)];
            let was_text = was.and_then(|was| self.base.field(was, name));
            match (&value, own.field(name), texts) {
                (Some(value), Some(bytes), [mine_text, Some(text)])
                    if alike && Some(value) == other && mine_text == was_text =>
                {
                    let end = side::end_of_line(self.ours.edit.bytes(), bytes.end);
                    if mine_text.as_ref() != Some(&text) {
                        taken.push((bytes.start..end, text));
                    }
                }
                (value, ..) if value.as_ref() == mine => {}
                (Some(value), ..) => set.push((name.clone(), values::typed(name, value))),
                (None, ..) => gone.push(name.clone()),
            }
            let at = own.field(name).filter(|_| own.block).map(|bytes| {
                let at = side::start_of_line(self.ours.edit.bytes(), bytes.start);
                if at == start { (at, margin) } else { (at, bytes.start - at) }
            });
            let at = at.unwrap_or((start, margin));
            told.extend(open.into_iter().map(|(path, value)| (at, told_of(&path, value.as_ref()))));
            merged.extend(value.map(|value| (name.clone(), value)));
        }
        if !told.is_empty() && self.ours.edit.is_lines() {
            return Err("a line of JSON has no place for a conflict".into());
        }
        for name in &gone {
            self.ours.edit.unset(line, name)?;
        }
        for (name, value) in &set {
            self.ours.edit.set(line, name, value)?;
        }
        for (bytes, text) in taken {
            self.ours.edit.replace(line, bytes, text);
        }
        for ((at, indent), text) in told {
            self.remark(at, indent, &format!("{THEIRS}{text}"));
        }
        self.wanted.push((key.clone(), merged));
        Ok(())
    }

    /// Removes a record that the other side removed, or says that it did.
    fn removed_there(&mut self, key: &Key) -> Result<(), Failed> {
        let (Some(own), Some(was)) = (self.ours.find(key), self.base.find(key)) else { return Ok(()) };
        let (line, lines, start, margin) = (own.line, own.lines.clone(), own.lines.start, own.margin);
        if own.value != was.value || self.has_new_comment(own) {
            if self.ours.edit.is_lines() {
                return Err("a line of JSON has no place for a conflict".into());
            }
            self.remark(start, margin, &format!("{THEIRS}this record is removed"));
            self.keep(key);
            return Ok(());
        }
        self.ours.edit.cut(line, lines);
        Ok(())
    }

    /// Returns whether a comment at a record was not there before. What is above the first is the head of the list.
    fn has_new_comment(&self, record: &Record) -> bool {
        let mut own = record.comments.iter().filter(|c| !record.first || c.bytes.start >= record.lines.start);
        own.any(|comment| !self.base.comments().any(|was| was.text == comment.text))
    }

    /// Adds a record of the other side where it stands there.
    fn insert(&mut self, their: &Record, told: Option<&str>) -> Result<(), Failed> {
        self.wanted.push((their.key.clone(), their.value.clone()));
        let list = their.key.0;
        let Some(first) = self.ours.records.iter().find(|record| record.key.0 == list) else {
            if told.is_some() || list == List::Store {
                return Err("there is no list for a record".into());
            }
            let value: Map<String, Value> =
                their.value.iter().map(|(key, value)| (key.clone(), values::typed(key, value))).collect();
            return Ok(self.ours.edit.append(list, &value)?);
        };
        let margin = first.margin;
        if told.is_some() && self.ours.edit.is_lines() {
            return Err("a line of JSON has no place for a conflict".into());
        }
        let mut text = String::new();
        if let Some(told) = told {
            let _ = writeln!(text, "{:margin$}{OURS}{told}", "");
        }
        if margin == their.margin && self.ours.edit.is_lines() == self.theirs.edit.is_lines() {
            text.push_str(&self.theirs.raw(their));
        } else {
            let value = values::typed("", &Value::Object(their.value.clone()));
            text.push_str(&emit::item(value.as_object().unwrap_or(&their.value), margin));
        }
        let at = self.place(their);
        let text = match at {
            Place::Behind(at) => {
                let open = at > 0 && self.ours.edit.bytes().get(at - 1) != Some(&b'\n');
                (at, format!("{}{text}", if open { "\n" } else { "" }))
            }
            Place::Before(at) => (at, text),
        };
        self.ours.edit.insert(text.0, text.1);
        Ok(())
    }

    /// Returns where a record of the other side goes: behind the one that it follows there, and behind those that our
    /// side added there with an earlier date.
    fn place(&self, their: &Record) -> Place {
        let there: Vec<&Record> =
            self.theirs.records.iter().filter(|record| record.key.0 == their.key.0).collect();
        let here: Vec<&Record> =
            self.ours.records.iter().filter(|record| record.key.0 == their.key.0).collect();
        let at = there.iter().position(|record| record.key == their.key).unwrap_or(0);
        let find = |record: &&Record| here.iter().position(|own| own.key == record.key);
        let before = there.get(..at).unwrap_or_default().iter().rev().find_map(find);
        let behind = |at: Option<usize>| {
            let next = at.map_or(0, |at| at + 1);
            let added = here.get(next..).unwrap_or_default().iter().take_while(|own| {
                let new = self.base.find(&own.key).is_none() && self.theirs.find(&own.key).is_none();
                new && own.date() <= their.date()
            });
            next + added.count()
        };
        match behind(before) {
            0 => Place::Before(here.first().map_or(0, |own| own.lines.start)),
            n => Place::Behind(here.get(n - 1).map_or(0, |own| own.lines.end)),
        }
    }

    fn remark(&mut self, at: usize, indent: usize, text: &str) {
        self.ours.edit.comment(at..at, format!("{:indent$}{text}\n", ""));
    }
}

enum Place {
    Behind(usize),
    Before(usize),
}

/// Returns `grade: B1`, in one line.
fn told_of(path: &str, value: Option<&Value>) -> String {
    let Some(value) = value else { return format!("{path} is removed") };
    let key = path.rsplit(['.', ']']).next().unwrap_or(path);
    let text = emit::field(key, &values::typed(key, value), 0);
    let line = text.trim_end();
    match line.split_once(": ") {
        Some((_, line)) if !line.contains('\n') => format!("{path}: {line}"),
        _ => format!("{path}: {value}"),
    }
}

#[cfg(test)]
mod tests;
