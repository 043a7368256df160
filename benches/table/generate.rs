//! Stores of any size, the same on every machine: about 650 bytes an event, names by Zipf's law, kept as people keep
//! them: a third of the outlets are not registered, one event in fifty gets a note or a warning, one in a thousand is
//! broken and stands in the YAML alone.
//!
//! The same events are written as YAML in one file and in two hundred, and as JSON lines and CSV for the programs
//! that `demarche` is compared with. Everything is streamed; a store that is there already is used again.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::author::Author;
use crate::event::Event;
use crate::world;

/// Goes up whenever the same seed gives other bytes.
const VERSION: u32 = 3;
/// How many files the store in many files has, beside that of its registries.
const FILES: usize = 200;

/// A generated store.
#[derive(Debug, Clone)]
pub(crate) struct Generated {
    /// How many events it has.
    pub(crate) events: usize,
    /// The store as one file.
    pub(crate) one: PathBuf,
    /// Bytes of that file.
    pub(crate) bytes: u64,
    /// The store as a directory.
    pub(crate) many: PathBuf,
    /// Its events as JSON lines.
    pub(crate) json: PathBuf,
    /// Its events as CSV.
    pub(crate) csv: PathBuf,
    /// An actor that nobody belongs to, in about one event of twenty-five.
    pub(crate) actor: String,
    /// How many events name it.
    pub(crate) named: usize,
    /// How many events are not broken.
    pub(crate) whole: usize,
}

/// Makes the store of `events` events below `directory`, or finds it there.
pub(crate) fn store(directory: &Path, events: usize) -> io::Result<Generated> {
    let home = directory.join(format!("{events}-v{VERSION}"));
    let count = home.join("named");
    let actor = world::actor(10);
    let (one, many) = (home.join("store.yaml"), home.join("many"));
    let (json, csv) = (home.join("events.jsonl"), home.join("events.csv"));
    if !count.exists() {
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::create_dir_all(&many)?;
        let named = write(&one, &many, &json, &csv, events, &actor)?;
        // Written last: a store with it is whole.
        writeln!(File::create(&count)?, "{named}")?;
    }
    let named = fs::read_to_string(&count)?.trim().parse().map_err(io::Error::other)?;
    let (bytes, whole) = (fs::metadata(&one)?.len(), lines(&json)?);
    Ok(Generated { events, one, bytes, many, json, csv, actor, named, whole })
}

/// Half of whose events are broken, and each of those names somebody new.
#[derive(Debug)]
pub(crate) struct HalfBroken {
    /// The store as one file.
    pub(crate) path: PathBuf,
    /// The actor of [`Generated`].
    pub(crate) actor: String,
    /// How many of the events that stand name that one.
    pub(crate) named: usize,
}

/// Makes such a store anew.
pub(crate) fn half_broken(directory: &Path, events: usize) -> io::Result<HalfBroken> {
    fs::create_dir_all(directory)?;
    let (path, actor) = (directory.join(format!("half-broken-{events}.yaml")), world::actor(10));
    let mut out = create(&path)?;
    world::write(&mut out)?;
    writeln!(out, "events:")?;
    let mut author = Author::half_breaking(events);
    let (mut text, mut named) = (String::new(), 0);
    for number in 0..events {
        let event = author.event(number);
        named += usize::from(event.stands() && event.names(&actor));
        text.clear();
        event.yaml(&mut text);
        out.write_all(text.as_bytes())?;
    }
    out.flush()?;
    Ok(HalfBroken { path, actor, named })
}

fn lines(path: &Path) -> io::Result<usize> {
    let mut file = File::open(path)?;
    let (mut piece, mut lines) = (vec![0; 1 << 20], 0);
    loop {
        let length = file.read(&mut piece)?;
        if length == 0 {
            return Ok(lines);
        }
        lines += memchr::memchr_iter(b'\n', piece.get(..length).unwrap_or_default()).count();
    }
}

fn create(path: &Path) -> io::Result<BufWriter<File>> {
    Ok(BufWriter::with_capacity(1 << 18, File::create(path)?))
}

fn write(one: &Path, many: &Path, json: &Path, csv: &Path, events: usize, actor: &str) -> io::Result<usize> {
    let (mut one, mut json, mut csv) = (create(one)?, create(json)?, create(csv)?);
    world::write(&mut one)?;
    world::write(&mut create(&many.join("registries.yaml"))?)?;
    writeln!(one, "events:")?;
    writeln!(csv, "{}", Event::CSV)?;
    let mut part: Option<BufWriter<File>> = None;
    let mut author = Author::new(events);
    let in_file = events.div_ceil(FILES).max(1);
    let (mut text, mut named) = (String::new(), 0);
    for number in 0..events {
        if number % in_file == 0 {
            let mut file = create(&many.join(format!("events-{:03}.yaml", number / in_file)))?;
            writeln!(file, "events:")?;
            if let Some(mut before) = part.replace(file) {
                before.flush()?;
            }
        }
        let event = author.event(number);
        let counts = event.stands();
        named += usize::from(counts && event.names(actor));
        let mut put = |out: &mut BufWriter<File>, form: fn(&Event, &mut String)| {
            text.clear();
            form(&event, &mut text);
            out.write_all(text.as_bytes())
        };
        put(&mut one, Event::yaml)?;
        if let Some(part) = &mut part {
            put(part, Event::yaml)?;
        }
        if counts {
            put(&mut json, Event::json)?;
            put(&mut csv, Event::csv)?;
        }
    }
    if let Some(part) = &mut part {
        part.flush()?;
    }
    one.flush()?;
    json.flush()?;
    csv.flush()?;
    Ok(named)
}
