//! Whole processes from start to end, in turn: `demarche`, serde_yaml on the whole file, and other programs.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::generate::Generated;
use crate::measure::Cell;
use crate::process;
use crate::report::Report;
use crate::rivals::{self, Rival};
use crate::runner::{Runner, rounds};
use crate::{BOUND, NAIVE, screen};

type Failure = Box<dyn std::error::Error>;

/// Beyond so many events serde_yaml would want more memory than most machines have.
const NAIVE_UP_TO: usize = 200_000;

/// The program that is measured.
pub(crate) fn demarche() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_demarche"))
}

/// Lists the events of one actor; `cache` is where a snapshot may be.
pub(crate) fn list(path: &Path, actor: &str, cache: Option<&Path>) -> Command {
    let mut command = Command::new(demarche());
    match cache {
        Some(cache) => drop(command.env("XDG_CACHE_HOME", cache)),
        None => drop(command.arg("--no-cache")),
    }
    command.arg("list").arg(path).args([
        "-f",
        &format!("actor:{actor}"),
        "--format",
        "tsv",
        "--now",
        "2025-12-31",
    ]);
    command
}

/// The lines of a table without its head.
pub(crate) fn below_header(output: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', output).count().saturating_sub(1)
}

/// All lines.
pub(crate) fn lines(output: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', output).count()
}

/// Filters to one actor and writes, from start to end.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let events = store.events;
    let scratch = store.one.with_file_name("scratch");
    fs::create_dir_all(&scratch)?;
    let ours = |name, path, cache| {
        let run = move || process::run(&mut list(path, &store.actor, cache));
        Runner::new(name, below_header, Some(store.named), run)
    };
    let mut runners = vec![
        ours("demarche list, one actor, TSV, one file", &store.one, None),
        ours("  the same in 200 files", &store.many, None),
        ours(WARM, &store.one, Some(scratch.as_path())),
        ours("  warm, 200 files", &store.many, Some(scratch.as_path())),
    ];
    // The first of these writes the snapshots, where the store is large enough for one.
    for path in [&store.one, &store.many] {
        process::run(&mut list(path, &store.actor, Some(&scratch)))?;
    }
    let known = below_header(&process::run(&mut as_of(store, None))?.output);
    for (name, cache) in [("  as of a date", None), ("  as of a date, warm", Some(scratch.as_path()))] {
        let run = move || process::run(&mut as_of(store, cache));
        runners.push(Runner::new(name, below_header, Some(known), run));
    }
    for (name, word) in [("  bound: one pass over lines", BOUND), ("  serde_yaml on the whole file", NAIVE)] {
        if word == BOUND || events <= NAIVE_UP_TO {
            let this = std::env::current_exe()?;
            let run = move || process::run(Command::new(&this).arg(word).arg(&store.one).arg(&store.actor));
            runners.push(Runner::new(name, lines, Some(store.named), run));
        }
    }
    let rivals = rivals::all();
    for rival in &rivals {
        match runner_of(rival, store, &scratch) {
            Ok(runner) => runners.push(runner),
            Err(why) => report.add(rival.name, events, Cell::nothing(why)),
        }
    }
    for _ in 0..rounds(events) {
        runners.iter_mut().for_each(Runner::once);
    }
    let times = |name: Option<&str>| {
        let found = runners.iter().find(|runner| name.is_none_or(|name| runner.name == name));
        found.map(|runner| runner.times.clone()).unwrap_or_default()
    };
    let (cold, warm) = (times(None), times(Some(WARM)));
    for runner in runners {
        report.add(runner.name, events, runner.cell(store, &cold, &warm));
    }
    peaks(store, &scratch, report)
}

/// Where the snapshot of one file is used.
const WARM: &str = "  warm, one file";

/// The events of the actor, as of the middle of the time that a generated store is about.
fn as_of(store: &Generated, cache: Option<&Path>) -> Command {
    let mut command = list(&store.one, &store.actor, cache);
    command.args(["--as-of", "2013-01-01"]);
    command
}

/// The most memory that each ever held.
fn peaks(store: &Generated, scratch: &Path, report: &mut Report) -> Result<(), Failure> {
    let events = store.events;
    let listing = process::peak(&mut list(&store.one, &store.actor, None))?;
    let remark = listing.map_or_else(
        || "this system does not tell".to_owned(),
        |peak| format!("{:.1} × the YAML's bytes", peak as f64 / store.bytes as f64),
    );
    report.add(
        "peak memory of demarche list",
        events,
        Cell { peak: listing, note: remark, ..Cell::default() },
    );
    let warm = process::peak(&mut list(&store.one, &store.actor, Some(scratch)))?;
    let remark = warm.map_or_else(String::new, |peak| {
        format!("{:.1} × the YAML's bytes", peak as f64 / store.bytes as f64)
    });
    report.add("  peak memory, warm", events, Cell { peak: warm, note: remark, ..Cell::default() });
    let export = process::peak(Command::new(demarche()).arg("export").arg(&store.one).args([
        "--no-cache",
        "--no-commit",
        "--now",
        "2025-12-31",
    ]))?;
    let remark = export.zip(listing).map_or_else(String::new, |(export, listing)| {
        format!("{:.0} MB more than demarche list", (export as f64 - listing as f64) / 1e6)
    });
    report.add(
        "peak memory of demarche export",
        events,
        Cell { peak: export, note: remark, ..Cell::default() },
    );
    if events <= NAIVE_UP_TO {
        let mut naive = Command::new(std::env::current_exe()?);
        let peak = process::peak(naive.arg(NAIVE).arg(&store.one).arg(&store.actor))?;
        report.add("  serde_yaml: peak memory", events, Cell { peak, ..Cell::default() });
    }
    Ok(())
}

fn runner_of<'s>(rival: &Rival, store: &'s Generated, scratch: &'s Path) -> Result<Runner<'s>, String> {
    if store.events > rival.up_to {
        return Err("left out: minutes at this size".to_owned());
    }
    let Some(_) = rival.command(store, scratch).map_err(|e| e.to_string())? else {
        return Err("not installed".to_owned());
    };
    let (name, count) = (rival.name, rival.count);
    let again = rivals::all().into_iter().find(|other| other.name == name);
    Ok(Runner::new(name, count, rival.expected(store), move || {
        let command = again.as_ref().map(|rival| rival.command(store, scratch)).transpose()?.flatten();
        command.map_or_else(|| Err(io::Error::other("gone")), |mut command| process::run(&mut command))
    }))
}

/// The first screen of the real binary in a terminal, and what it costs to do nothing.
pub(crate) fn screens(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let home = store.one.with_file_name("scratch");
    fs::create_dir_all(&home)?;
    for (name, path, cache) in [
        ("one file", &store.one, false),
        ("200 files", &store.many, false),
        ("one file, warm", &store.one, true),
    ] {
        let mut seen = Vec::new();
        for _ in 0..3 {
            match screen::watch(demarche(), path, b" No. ", &home, cache) {
                Ok(this) => seen.push(this),
                Err(error) => report.add(
                    &format!("first screen, {name}"),
                    store.events,
                    Cell::nothing(error.to_string()),
                ),
            }
        }
        seen.sort_by_key(|seen| seen.first);
        let Some(middle) = seen.get(seen.len() / 2) else { continue };
        report.add(&format!("first screen, {name}"), store.events, Cell::time(middle.first));
        let idle =
            format!("idle: {} ticks in 2 s", seen.iter().map(|s| s.idle_ticks).max().unwrap_or_default());
        // The first warm start finds no snapshot yet: each figure has a median of its own.
        let mut stills: Vec<_> = seen.iter().map(|seen| seen.still).collect();
        stills.sort();
        let still = stills.get(stills.len() / 2).copied().unwrap_or_default();
        let cell = Cell::time(still).through(store.bytes, store.events).note(idle);
        report.add(&format!("  everything loaded, {name}"), store.events, cell);
    }
    Ok(())
}
