//! The reports of one actor beside the list of the same events, and the differences of two stores.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::generate::Generated;
use crate::measure::{Cell, middle, spelt};
use crate::process::{self, Watched};
use crate::report::Report;

type Failure = Box<dyn std::error::Error>;

/// Each reads the events of one actor, by way of a snapshot where the store is large enough for one.
const COMMANDS: [&str; 10] = [
    "list",
    "brief",
    "threads",
    "positions",
    "language",
    "sources",
    "shifts",
    "strikes",
    "encounters",
    "stats",
];
/// One event in so many is not the same in the other store.
const CHANGED: usize = 400;
const PATIENCE: Duration = Duration::from_secs(120);

fn demarche(cache: &Path, command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_demarche"));
    program.env("XDG_CACHE_HOME", cache).args([command, "--quiet", "--now", "2025-12-31"]);
    program
}

/// What was seen of one command.
#[derive(Default)]
struct Seen {
    times: Vec<Duration>,
    peak: Option<u64>,
    failed: bool,
}

impl Seen {
    fn add(&mut self, Watched { time, peak, code, .. }: &Watched) {
        self.times.push(*time);
        self.peak = self.peak.max(*peak);
        // 1 says that there is nothing, or that there are differences.
        self.failed |= !matches!(code, Some(0 | 1));
    }

    fn cell(&mut self, note: String) -> Cell {
        if self.failed {
            return Cell::nothing("failed".to_owned());
        }
        Cell { time: Some(middle(&mut self.times)), peak: self.peak, note, ..Cell::default() }
    }
}

/// Runs every report and `diff` in turn.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let scratch = store.one.with_file_name("scratch");
    fs::create_dir_all(&scratch)?;
    let filter = format!("actor:{}", store.actor);
    let other = changed(&store.one)?;
    let of_actor = |command: &str| {
        let mut program = demarche(&scratch, command);
        program.arg(&store.one).args(["-f", &filter]);
        process::watch(&mut program, PATIENCE)
    };
    let differ = || {
        let mut program = demarche(&scratch, "diff");
        process::watch(program.arg(&store.one).arg(&other), PATIENCE)
    };
    // The first of these write the snapshots.
    of_actor("list")?;
    differ()?;
    let mut seen: Vec<Seen> = COMMANDS.iter().map(|_| Seen::default()).collect();
    let mut differences = Seen::default();
    for _ in 0..if store.events > 20_000 { 5 } else { 9 } {
        for (command, seen) in COMMANDS.iter().zip(&mut seen) {
            seen.add(&of_actor(command)?);
        }
        differences.add(&differ()?);
    }
    let list = seen.first_mut().map(|list| middle(&mut list.times)).unwrap_or_default();
    for (command, seen) in COMMANDS.iter().zip(&mut seen) {
        let beyond = middle(&mut seen.times).saturating_sub(list);
        let note = match *command {
            "list" => format!("{} events", store.named),
            _ => format!("{} beyond list", spelt(beyond)),
        };
        report.add(&format!("{command} of one actor, warm"), store.events, seen.cell(note));
    }
    let bytes = 2 * store.bytes;
    let times = differences.peak.map_or(0.0, |peak| peak as f64 / bytes as f64);
    let cell = differences.cell(format!("peak {times:.1} × the bytes of both"));
    report.add("diff of two stores, warm", store.events, cell);
    Ok(())
}

/// The same store with another grade in one event of [`CHANGED`].
fn changed(store: &Path) -> io::Result<PathBuf> {
    let path = store.with_file_name("changed.yaml");
    if path.exists() {
        return Ok(path);
    }
    let mut out = BufWriter::new(File::create(&path)?);
    let mut grades = 0;
    for line in BufReader::new(File::open(store)?).lines() {
        let line = line?;
        grades += usize::from(line.starts_with("  grade: "));
        let is_changed = line.starts_with("  grade: ") && grades % CHANGED == 0;
        writeln!(out, "{}", if is_changed { "  grade: A1" } else { &line })?;
    }
    out.flush()?;
    Ok(path)
}
