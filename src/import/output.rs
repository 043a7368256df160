//! Where the events go: one stream, a file a year, or a file of a store.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::store::edit::{EditError, FileEdit};
use crate::store::schema::list::List;
use crate::store::unfinished::Unfinished;
use crate::store::write::{self, WriteError};
use crate::store::yaml::emit;

/// Something that takes events, one after another, and then what they name.
pub(crate) trait Output {
    /// Takes an event.
    ///
    /// # Errors
    /// Fails if it cannot be written.
    fn event(&mut self, fields: &Map<String, Value>) -> io::Result<()>;

    /// Says in which zone times without an offset are read. Returns whether the output can say it.
    fn zone(&mut self, _: chrono_tz::Tz) -> bool {
        false
    }

    /// Takes an actor, a venue or an outlet, after all events.
    ///
    /// # Errors
    /// Fails if it cannot be written.
    fn record(&mut self, list: List, fields: Map<String, Value>) -> io::Result<()>;
}

/// Returns the comment at the head of a file.
fn head(files: &[PathBuf], credit: Option<&str>) -> String {
    let names: Vec<String> = files
        .iter()
        .map(|path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
        .collect();
    let names: String = names.join(", ").chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let credit = credit.map(|credit| format!("# Data: {credit}.\n")).unwrap_or_default();
    format!("# Imported from {names}.\n{credit}")
}

/// One stream of YAML.
pub(crate) struct Stream<'w> {
    out: &'w mut dyn Write,
    head: String,
    list: Option<List>,
}

impl<'w> Stream<'w> {
    /// Creates a stream; its head names the files and credits the data.
    pub(crate) fn new(out: &'w mut dyn Write, files: &[PathBuf], credit: Option<&str>) -> Self {
        Self { out, head: head(files, credit), list: None }
    }

    /// Ends the stream, which says so if there was no event.
    ///
    /// # Errors
    /// Fails if it cannot be written.
    pub(crate) fn finish(self) -> io::Result<()> {
        if self.list.is_none() { writeln!(self.out, "{}events: []", self.head) } else { Ok(()) }
    }

    fn item(&mut self, list: List, fields: &Map<String, Value>) -> io::Result<()> {
        let head = std::mem::take(&mut self.head);
        self.out.write_all(head.as_bytes())?;
        if self.list != Some(list) {
            writeln!(self.out, "{}{}:", if self.list.is_some() { "\n" } else { "" }, list.key())?;
        } else if list == List::Events {
            writeln!(self.out)?;
        }
        self.list = Some(list);
        self.out.write_all(emit::item(fields, 0).as_bytes())
    }
}

impl Output for Stream<'_> {
    fn zone(&mut self, zone: chrono_tz::Tz) -> bool {
        if self.list.is_none() {
            self.head.extend(["store:\n  timezone: ", zone.name(), "\n\n"]);
        }
        self.list.is_none()
    }

    fn event(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.item(List::Events, fields)
    }

    fn record(&mut self, list: List, fields: Map<String, Value>) -> io::Result<()> {
        self.item(list, &fields)
    }
}

/// The events up to which a directory gets one file and not one for each year.
const FEW: usize = 1000;

/// Files of a directory, one for each year where there are many events.
pub(crate) struct Years {
    directory: PathBuf,
    name: &'static str,
    head: String,
    parts: tempfile::TempDir,
    _unfinished: Unfinished,
    by_year: BTreeMap<String, (BufWriter<File>, usize)>,
    records: Vec<(List, Map<String, Value>)>,
}

impl Years {
    /// Creates the files in a directory, which is made if it does not exist. Until all are whole they are in a hidden
    /// directory inside it.
    ///
    /// # Errors
    /// Fails if the directory cannot be written to.
    pub(crate) fn new(
        directory: &Path,
        name: &'static str,
        files: &[PathBuf],
        credit: Option<&str>,
    ) -> io::Result<Self> {
        std::fs::create_dir_all(directory)?;
        let parts = tempfile::Builder::new().prefix(".demarche-").tempdir_in(directory)?;
        let head = head(files, credit);
        Ok(Self {
            directory: directory.to_owned(),
            name,
            head,
            _unfinished: Unfinished::new(parts.path()),
            parts,
            by_year: BTreeMap::new(),
            records: Vec::new(),
        })
    }

    /// Moves the files to their places, and returns them.
    ///
    /// # Errors
    /// Fails if a file exists that is not to be replaced, or cannot be written.
    pub(crate) fn finish(mut self, force: bool) -> Result<Vec<PathBuf>, (PathBuf, WriteError)> {
        let all: usize = self.by_year.values().map(|(_, events)| events).sum();
        let mut years = Vec::new();
        for (year, (mut part, _)) in std::mem::take(&mut self.by_year) {
            part.flush().map_err(|error| (self.part(&year), error.into()))?;
            years.push(year);
        }
        let files: Vec<(String, Vec<String>)> = if all <= FEW {
            vec![(format!("{}.yaml", self.name), years)]
        } else {
            years.into_iter().map(|year| (format!("{}-{year}.yaml", self.name), vec![year])).collect()
        };
        let registry = (all > FEW && !self.records.is_empty()).then(|| format!("{}-names.yaml", self.name));
        let targets = files.iter().map(|(name, _)| name).chain(&registry);
        for target in targets.map(|name| self.directory.join(name)) {
            if target.exists() && !force {
                return Err((target, WriteError::Exists));
            }
        }
        let mut written = Vec::new();
        for (name, years) in &files {
            let records = if registry.is_none() { self.records.as_slice() } else { &[] };
            let path = self.directory.join(name);
            write::whole(&path, force, |out| self.assemble(years, records, out))
                .map_err(|error| (path.clone(), error))?;
            written.push(path);
        }
        if let Some(name) = registry {
            let path = self.directory.join(name);
            write::whole(&path, force, |out| self.assemble(&[], &self.records, out))
                .map_err(|error| (path.clone(), error))?;
            written.push(path);
        }
        Ok(written)
    }

    fn part(&self, year: &str) -> PathBuf {
        self.parts.path().join(year)
    }

    /// Writes a file out of the parts of some years.
    fn assemble(
        &self,
        years: &[String],
        records: &[(List, Map<String, Value>)],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        out.write_all(self.head.as_bytes())?;
        let mut list = None;
        for year in years {
            out.write_all(if list.is_some() { b"\n" } else { b"events:\n" })?;
            list = Some(List::Events);
            io::copy(&mut File::open(self.part(year))?, out)?;
        }
        for (of, fields) in records {
            if list != Some(*of) {
                writeln!(out, "{}{}:", if list.is_some() { "\n" } else { "" }, of.key())?;
            }
            list = Some(*of);
            out.write_all(emit::item(fields, 0).as_bytes())?;
        }
        Ok(())
    }
}

impl Output for Years {
    fn event(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        let date = fields.get("date").and_then(Value::as_str).unwrap_or_default();
        let year: String =
            date.trim_start_matches(['[', '{', '.', '/']).chars().take_while(char::is_ascii_digit).collect();
        let year = if year.len() == 4 { year } else { "other".to_owned() };
        if !self.by_year.contains_key(&year) {
            let part = BufWriter::with_capacity(1 << 14, File::create_new(self.part(&year))?);
            self.by_year.insert(year.clone(), (part, 0));
        }
        let Some((part, events)) = self.by_year.get_mut(&year) else { return Ok(()) };
        if *events > 0 {
            writeln!(part)?;
        }
        *events += 1;
        part.write_all(emit::item(fields, 0).as_bytes())
    }

    fn record(&mut self, list: List, fields: Map<String, Value>) -> io::Result<()> {
        self.records.push((list, fields));
        Ok(())
    }
}

/// A file of a store to which events are added. Everything else in it stays as it is.
pub(crate) struct Append {
    edit: FileEdit,
    added: usize,
    /// Why the file has no place for a record.
    refused: Option<EditError>,
}

impl Append {
    /// Opens a file.
    ///
    /// # Errors
    /// Fails if it cannot be read, or is not YAML as a whole.
    pub(crate) fn open(path: &Path) -> Result<Self, EditError> {
        Ok(Self { edit: FileEdit::open(path)?, added: 0, refused: None })
    }

    /// Returns why the file has no place for a record, if one was refused.
    pub(crate) fn refused(self) -> Option<EditError> {
        self.refused
    }

    /// Writes the file, whole or not at all, and only if it has not changed since it was read.
    ///
    /// # Errors
    /// Any error of [`FileEdit::save`].
    pub(crate) fn finish(self) -> Result<bool, EditError> {
        if self.added == 0 { Ok(false) } else { self.edit.save() }
    }
}

impl Output for Append {
    fn event(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.record(List::Events, fields.clone())
    }

    fn record(&mut self, list: List, fields: Map<String, Value>) -> io::Result<()> {
        self.added += 1;
        self.edit.append(list, &fields).map_err(|error| match error {
            EditError::Io(error) => error,
            other => {
                let error = io::Error::other(other.to_string());
                self.refused = Some(other);
                error
            }
        })
    }
}
