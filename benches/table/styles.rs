//! The same events in other styles of YAML and as JSON: what a style costs beside the generator's own.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generate::Generated;
use crate::measure::{Cell, middle};
use crate::process;
use crate::processes::{below_header, demarche, list};
use crate::report::Report;
use crate::runner::{counted, ratio};
use crate::screen;

type Failure = Box<dyn std::error::Error>;

/// Beyond so many events the table would take an hour.
const UP_TO: usize = 200_000;
const ROUNDS: usize = 3;

/// Writes a line of the event with this number, and what goes before or behind it.
type Rewrite = fn(&mut String, &str, usize);

/// How all events are written.
enum Form {
    Lines(Rewrite),
    Crlf,
    JsonLines,
    JsonList,
}

const STYLES: [(&str, Form); 16] = [
    ("style: JSON lines (list --format jsonl)", Form::JsonLines),
    ("style: a JSON list", Form::JsonList),
    ("style: tags that one event in ten shares", Form::Lines(anchors)),
    ("style: - alone on its line", Form::Lines(dash)),
    ("style: * bullets in a literal text", Form::Lines(|out, l, _| noted(out, l, "|\n    * one\n    * two"))),
    ("style: CRLF", Form::Crlf),
    ("style: trailing comments", Form::Lines(|out, l, _| behind(out, l, "  kind:", " # as told"))),
    ("style: ''", Form::Lines(|out, l, _| noted(out, l, "'it''s as told'"))),
    ("style: \\\"", Form::Lines(|out, l, _| noted(out, l, "\"he \\\"told\\\" us\""))),
    ("style: plain text folded over lines", Form::Lines(folded)),
    ("style: wrapped flow mappings", Form::Lines(wrapped)),
    ("style: tabs behind values", Form::Lines(|out, l, _| behind(out, l, "  grade:", "\t"))),
    ("style: trailing blanks", Form::Lines(|out, l, _| behind(out, l, "  kind:", "   "))),
    ("style: block lists", Form::Lines(block_list)),
    ("style: >-", Form::Lines(block_text)),
    ("style: the generator's own", Form::Lines(|out, l, _| behind(out, l, "?", ""))),
];

/// Lists one actor's events in each style, in pairs with the generator's.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    if store.events > UP_TO {
        report.add("style: all", store.events, Cell::nothing("left out: an hour at this size"));
        return Ok(());
    }
    let scratch = store.one.with_file_name("styles");
    let whole = all(&store.one)?;
    for (name, form) in &STYLES {
        fs::create_dir_all(&scratch)?;
        let bytes = write(store, form, &scratch)?;
        let (mut own, mut this) = (Cost::default(), Cost::default());
        for _ in 0..ROUNDS {
            own.run(&store.one, &store.actor)?;
            this.run(&scratch, &store.actor)?;
        }
        let listing = all(&scratch)?;
        let mut note = format!(
            "CPU {:.2} ×, time {:.2} × the generator's style; {}",
            this.ticks as f64 / own.ticks.max(1) as f64,
            ratio(&this.times, &own.times),
            counted(below_header(&listing), below_header(&whole)),
        );
        if listing != whole {
            note.push_str("; THE LISTING DIFFERS");
        }
        report.add(
            name,
            store.events,
            Cell::time(middle(&mut this.times)).through(bytes, store.events).note(note),
        );
        fs::remove_dir_all(&scratch)?;
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Cost {
    times: Vec<std::time::Duration>,
    ticks: u64,
}

impl Cost {
    fn run(&mut self, path: &Path, actor: &str) -> io::Result<()> {
        let before = screen::children_ticks();
        self.times.push(process::run(&mut list(path, actor, None))?.time);
        self.ticks += screen::children_ticks() - before;
        Ok(())
    }
}

/// Every event of a store as a line.
fn all(path: &Path) -> io::Result<Vec<u8>> {
    let mut command = Command::new(demarche());
    command.arg("list").arg(path).args(["--no-cache", "--format", "tsv", "--now", "2025-12-31"]);
    Ok(process::run(&mut command)?.output)
}

/// Writes the store in another form into `directory`; tells how many bytes it has.
fn write(store: &Generated, form: &Form, directory: &Path) -> io::Result<u64> {
    let path = directory.join("events.yaml");
    let mut out = BufWriter::with_capacity(1 << 18, File::create(&path)?);
    match form {
        Form::JsonLines | Form::JsonList => {
            fs::copy(store.many.join("registries.yaml"), directory.join("registries.yaml"))?;
            let listed = json(&store.one)?;
            if matches!(form, Form::JsonLines) {
                out.write_all(&listed)?;
            } else {
                let events: Vec<&[u8]> = listed.trim_ascii_end().split(|b| *b == b'\n').collect();
                out.write_all(b"[\n")?;
                out.write_all(&events.join(b",\n".as_slice()))?;
                out.write_all(b"\n]\n")?;
            }
        }
        Form::Crlf => out.write_all(fs::read_to_string(&store.one)?.replace('\n', "\r\n").as_bytes())?,
        Form::Lines(rewrite) => {
            let text = fs::read_to_string(&store.one)?;
            let (registries, events) = text.split_once("\nevents:\n").unwrap_or_default();
            write!(out, "{registries}\nevents:\n")?;
            let (mut line, mut number) = (String::new(), 0);
            for own in events.lines() {
                line.clear();
                rewrite(&mut line, own, number);
                number += usize::from(own.starts_with("- "));
                out.write_all(line.as_bytes())?;
            }
        }
    }
    out.flush()?;
    Ok(fs::metadata(&path)?.len())
}

fn json(path: &PathBuf) -> io::Result<Vec<u8>> {
    let mut command = Command::new(demarche());
    command.arg("list").arg(path).args(["--no-cache", "--format", "jsonl", "--now", "2025-12-31"]);
    Ok(process::run(&mut command)?.output)
}

fn plain(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// Something behind the value of a key.
fn behind(out: &mut String, line: &str, key: &str, what: &str) {
    out.push_str(line);
    plain(out, if line.starts_with(key) { what } else { "" });
}

/// A note before the tags, which every event has.
fn noted(out: &mut String, line: &str, note: &str) {
    if line.starts_with("  tags:") {
        out.push_str("  note: ");
        plain(out, note);
    }
    plain(out, line);
}

fn anchors(out: &mut String, line: &str, number: usize) {
    match line.strip_prefix("  tags: ") {
        // The tags stand below the id, at which the number went up.
        Some(tags) if number == 1 => plain(out, &format!("  tags: &shared {tags}")),
        Some(_) if number % 10 == 1 => plain(out, "  tags: *shared"),
        _ => plain(out, line),
    }
}

fn dash(out: &mut String, line: &str, _: usize) {
    match line.strip_prefix("- ") {
        Some(id) => plain(out, &format!("-\n  {id}")),
        None => plain(out, line),
    }
}

/// Goes on below after sixty letters, as PyYAML does after eighty.
fn folded(out: &mut String, line: &str, _: usize) {
    if !line.starts_with("  summary: ") || line.ends_with(">-") {
        return plain(out, line);
    }
    let mut length = 0;
    for word in line.split_inclusive(' ') {
        if length > 60 {
            out.truncate(out.trim_end().len());
            out.push_str("\n    ");
            length = 0;
        }
        out.push_str(word);
        length += word.chars().count();
    }
    out.push('\n');
}

fn wrapped(out: &mut String, line: &str, _: usize) {
    match line.split_once(", url:") {
        Some((outlet, rest)) => plain(out, &format!("{outlet},\n      url:{rest}")),
        None => plain(out, line),
    }
}

fn block_list(out: &mut String, line: &str, _: usize) {
    let tags = line.strip_prefix("  tags: [").and_then(|tags| tags.strip_suffix(']'));
    let Some(tags) = tags else { return plain(out, line) };
    plain(out, "  tags:");
    for tag in tags.split(", ") {
        plain(out, &format!("  - {tag}"));
    }
}

fn block_text(out: &mut String, line: &str, _: usize) {
    match line.strip_prefix("  summary: ") {
        Some(text) if text != ">-" => plain(out, &format!("  summary: >-\n    {text}")),
        _ => plain(out, line),
    }
}
