//! Programs that read logs and tables, given the same events: what they need to filter to one actor and write.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generate::Generated;
use crate::process;
use crate::processes::lines;

/// A program to compare with.
pub(crate) struct Rival {
    /// As the table names it.
    pub(crate) name: &'static str,
    /// Events from which on it is left out: it would take minutes.
    pub(crate) up_to: usize,
    /// Where it is; none: not installed.
    pub(crate) program: Option<PathBuf>,
    command: fn(&Path, &Generated, &Path) -> io::Result<Command>,
    /// How many events it found, by what it printed.
    pub(crate) count: fn(&[u8]) -> usize,
    /// Which events it should find.
    finds: Finds,
}

/// Which events somebody finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Finds {
    /// It does not tell.
    Nothing,
    /// Those that name the actor.
    Named,
    /// All that are not broken.
    Whole,
}

impl Rival {
    /// How many events it should find.
    pub(crate) fn expected(&self, store: &Generated) -> Option<usize> {
        match self.finds {
            Finds::Nothing => None,
            Finds::Named => Some(store.named),
            Finds::Whole => Some(store.whole),
        }
    }

    /// The command that filters and writes; `scratch` is for files that it needs.
    pub(crate) fn command(&self, store: &Generated, scratch: &Path) -> io::Result<Option<Command>> {
        self.program.as_deref().map(|program| (self.command)(program, store, scratch)).transpose()
    }
}

/// All, installed or not.
pub(crate) fn all() -> Vec<Rival> {
    vec![
        Rival {
            name: "  cat FILE (as a bound)",
            up_to: usize::MAX,
            program: process::which("cat"),
            command: |cat, store, _| Ok(with(cat, |c| c.arg(&store.one))),
            count: |_| 0,
            finds: Finds::Nothing,
        },
        Rival {
            name: "  rg, JSON lines",
            up_to: usize::MAX,
            program: process::which("rg"),
            command: |rg, store, _| Ok(with(rg, |c| c.arg(format!("\"{}\"", store.actor)).arg(&store.json))),
            count: lines,
            finds: Finds::Named,
        },
        Rival {
            name: "  lnav filter, JSON lines",
            up_to: usize::MAX,
            program: process::which("lnav"),
            command: |lnav, store, scratch| {
                asked(lnav, store, scratch, &format!(":filter-in {}", store.actor))
            },
            // What the format hides stands in lines of its own below the event's.
            count: |output| output.split(|b| *b == b'\n').filter(|line| line.starts_with(b"20")).count(),
            finds: Finds::Named,
        },
        Rival {
            name: "  lnav load, JSON lines",
            up_to: usize::MAX,
            program: process::which("lnav"),
            // A question about all lines has it read them all first.
            command: |lnav, store, scratch| asked(lnav, store, scratch, ";SELECT count(*) FROM all_logs"),
            count: |output| {
                let text = String::from_utf8_lossy(output);
                text.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or_default()
            },
            finds: Finds::Whole,
        },
        Rival {
            name: "  DuckDB (Python), CSV",
            up_to: usize::MAX,
            program: python_with("duckdb"),
            command: |python, store, _| Ok(with(python, |c| c.arg("-c").arg(duckdb(store)))),
            count: lines,
            finds: Finds::Named,
        },
        Rival {
            name: "  VisiData, CSV",
            up_to: 100_000,
            program: process::which("vd"),
            command: visidata,
            count: |output| lines(output).saturating_sub(1),
            finds: Finds::Named,
        },
    ]
}

fn with(program: &Path, give: impl Fn(&mut Command) -> &mut Command) -> Command {
    let mut command = Command::new(program);
    give(&mut command);
    command
}

/// The first Python that has `module`: `$BENCH_PYTHON`, else `python3`.
fn python_with(module: &str) -> Option<PathBuf> {
    let named = std::env::var_os("BENCH_PYTHON").map(PathBuf::from);
    let python = named.or_else(|| process::which("python3"))?;
    let found = process::run(Command::new(&python).arg("-c").arg(format!("import {module}"))).is_ok();
    found.then_some(python)
}

/// lnav, which wants to be told what a line of JSON means, with one thing to do.
fn asked(lnav: &Path, store: &Generated, scratch: &Path, what: &str) -> io::Result<Command> {
    let formats = scratch.join("lnav/formats/events");
    std::fs::create_dir_all(&formats)?;
    let format = serde_json::json!({
        "$schema": "https://lnav.org/schemas/format-v1.schema.json",
        "bench_events": {
            "title": "Generated events", "description": "Generated events", "json": true,
            "file-pattern": "events\\.jsonl", "timestamp-field": "ts", "body-field": "title",
            "level-field": "grade", "opid-field": "id",
            "line-format": [
                {"field": "ts"}, "\t", {"field": "id"}, "\t", {"field": "kind"}, "\t", {"field": "title"}, "\t",
                {"field": "actors"}, "\t", {"field": "venue"}
            ],
            "value": {
                "id": {"kind": "string", "identifier": true}, "kind": {"kind": "string"}, "date": {"kind": "string"},
                "title": {"kind": "string"}, "summary": {"kind": "string", "hidden": true}, "venue": {"kind": "string"},
                "actors": {"kind": "json"}, "sources": {"kind": "json", "hidden": true},
                "quote": {"kind": "json", "hidden": true}, "tags": {"kind": "json", "hidden": true},
                "grade": {"kind": "string", "hidden": true}
            }
        }
    });
    serde_json::to_writer(std::fs::File::create(formats.join("format.json"))?, &format)?;
    let mut command = Command::new(lnav);
    // The home of its caches is the scratch directory too, so that no run finds those of one before.
    command.env("HOME", scratch).env("TERM", "xterm").args(["-n", "-I"]).arg(scratch.join("lnav"));
    command.arg("-c").arg(what).arg(&store.json);
    Ok(command)
}

fn duckdb(store: &Generated) -> String {
    format!(
        "import duckdb\nduckdb.sql(\"COPY (SELECT ts, id, kind, title, actors, venue FROM read_csv('{}', header=true) \
         WHERE list_contains(string_split(actors, ';'), '{}') ORDER BY ts) TO '/dev/stdout' (HEADER false, DELIMITER '\\t')\")",
        store.csv.display(),
        store.actor
    )
}

/// VisiData replays what a person would type: select by column, copy the selection to a sheet, save it.
fn visidata(vd: &Path, store: &Generated, scratch: &Path) -> io::Result<Command> {
    let script = scratch.join("select.vdj");
    let mut steps = std::fs::File::create(&script)?;
    let step = |longname: &str, column: &str, input: &str| serde_json::json!({"sheet": "events", "col": column, "row": "", "longname": longname, "input": input});
    let open = serde_json::json!({"longname": "open-file", "input": store.csv});
    writeln!(steps, "#!vd -p\n{open}")?;
    writeln!(steps, "{}", step("select-col-regex", "actors", &store.actor))?;
    writeln!(steps, "{}", step("dup-selected", "", ""))?;
    let mut command = Command::new(vd);
    command.env("HOME", scratch).args(["-b", "-N", "-o", "-", "--save-filetype=tsv", "-p"]).arg(&script);
    Ok(command)
}
