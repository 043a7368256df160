//! Whole processes from start to end, in turn: `demarche`, serde_yaml on the whole file, and other programs.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::generate::Generated;
use crate::measure::{Cell, middle};
use crate::process::{self, Ended};
use crate::report::Report;
use crate::rivals::{self, Rival};
use crate::{NAIVE, screen};

type Failure = Box<dyn std::error::Error>;

/// Beyond so many events serde_yaml would want more memory than most machines have.
const NAIVE_UP_TO: usize = 200_000;

fn demarche() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_demarche"))
}

/// Lists the events of one actor; `cache` is where a snapshot may be.
fn list(path: &Path, actor: &str, cache: Option<&Path>) -> Command {
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

/// Who runs beside `demarche list`, and what came of it.
struct Runner<'s> {
    name: &'static str,
    run: Box<dyn Fn() -> io::Result<Ended> + 's>,
    count: fn(&[u8]) -> usize,
    times: Vec<Duration>,
    ratios: Vec<f64>,
    found: usize,
    failed: Option<String>,
}

fn below_header(output: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', output).count().saturating_sub(1)
}

fn lines(output: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', output).count()
}

/// Filters to one actor and writes, from start to end.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let events = store.events;
    let scratch = store.one.with_file_name("scratch");
    fs::create_dir_all(&scratch)?;
    let mut runners = vec![Runner::new("demarche list, one actor, TSV, one file", below_header, || {
        process::run(&mut list(&store.one, &store.actor, None))
    })];
    runners.push(Runner::new("  the same in 200 files", below_header, || {
        process::run(&mut list(&store.many, &store.actor, None))
    }));
    // The first of these writes the snapshots, where the store is large enough for one.
    for path in [&store.one, &store.many] {
        process::run(&mut list(path, &store.actor, Some(&scratch)))?;
    }
    runners.push(Runner::new("  warm, one file", below_header, || {
        process::run(&mut list(&store.one, &store.actor, Some(&scratch)))
    }));
    runners.push(Runner::new("  warm, 200 files", below_header, || {
        process::run(&mut list(&store.many, &store.actor, Some(&scratch)))
    }));
    if events <= NAIVE_UP_TO {
        let this = std::env::current_exe()?;
        runners.push(Runner::new("  serde_yaml on the whole file", lines, move || {
            process::run(Command::new(&this).arg(NAIVE).arg(&store.one).arg(&store.actor))
        }));
    }
    let rivals = rivals::all();
    for rival in &rivals {
        match runner_of(rival, store, &scratch) {
            Ok(runner) => runners.push(runner),
            Err(why) => report.add(rival.name, events, Cell::nothing(why)),
        }
    }
    let rounds = if events > 200_000 {
        2
    } else if events > 20_000 {
        3
    } else {
        7
    };
    for _ in 0..rounds {
        let mut ours = None;
        for runner in &mut runners {
            runner.once(&mut ours);
        }
    }
    for runner in runners {
        report.add(runner.name, events, runner.cell(store));
    }
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
    let warm = process::peak(&mut list(&store.one, &store.actor, Some(&scratch)))?;
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
    Ok(Runner::new(name, count, move || {
        let command = again.as_ref().map(|rival| rival.command(store, scratch)).transpose()?.flatten();
        command.map_or_else(|| Err(io::Error::other("gone")), |mut command| process::run(&mut command))
    }))
}

impl<'s> Runner<'s> {
    fn new(name: &'static str, count: fn(&[u8]) -> usize, run: impl Fn() -> io::Result<Ended> + 's) -> Self {
        Self {
            name,
            run: Box::new(run),
            count,
            times: Vec::new(),
            ratios: Vec::new(),
            found: 0,
            failed: None,
        }
    }

    /// One run; the first of a round is what the others are compared with.
    fn once(&mut self, ours: &mut Option<Duration>) {
        match (self.run)() {
            Ok(ended) => {
                self.found = (self.count)(&ended.output);
                self.times.push(ended.time);
                let base = *ours.get_or_insert(ended.time);
                self.ratios.push(base.as_secs_f64() / ended.time.as_secs_f64());
            }
            Err(error) => self.failed = Some(error.to_string()),
        }
    }

    fn cell(mut self, store: &Generated) -> Cell {
        if let Some(why) = self.failed {
            return Cell::nothing(format!("failed: {why}"));
        }
        self.ratios.sort_by(f64::total_cmp);
        let ratio = self.ratios.get(self.ratios.len() / 2).copied().unwrap_or(f64::NAN);
        let count = match self.found {
            usize::MAX => String::new(),
            found if found == store.named => format!("{found} events"),
            found => format!("{found} EVENTS, NOT {}", store.named),
        };
        let note = if self.name.starts_with(' ') {
            format!("demarche takes {ratio:.2} × this; {count}")
        } else {
            count
        };
        Cell::time(middle(&mut self.times)).through(store.bytes, store.events).note(note)
    }
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
