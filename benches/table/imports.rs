//! Reading the files of others: a table and GDELT's events, beside a pass that does nothing with the same rows.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::generate::Generated;
use crate::measure::{Cell, middle};
use crate::process::{self, Watched};
use crate::processes::demarche;
use crate::report::Report;

type Failure = Box<dyn std::error::Error>;

const PATIENCE: Duration = Duration::from_secs(600);
/// Real rows, which are repeated under other ids.
const GDELT: &str = include_str!("../../tests/data/import/gdelt2.export.CSV");
/// Reads the same rows and does nothing with them.
const PYTHON: &str =
    "import csv, sys\nfor row in csv.reader(open(sys.argv[1], newline=''), delimiter=sys.argv[2]): pass";

/// A file that is imported.
struct Case {
    name: &'static str,
    file: PathBuf,
    separator: &'static str,
    arguments: Vec<&'static str>,
}

/// Imports the store's own table, and as many rows of GDELT as it has events.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let scratch = store.one.with_file_name("scratch");
    fs::create_dir_all(&scratch)?;
    let table = Case {
        name: "import csv --map",
        file: store.csv.clone(),
        separator: ",",
        arguments: vec![
            "csv",
            "--map",
            "title={title} ({venue})",
            "--map",
            "sources.url={sources}",
            "--map",
            "note=row {id}",
        ],
    };
    let gdelt = Case {
        name: "import gdelt",
        file: gdelt(&scratch, store.events)?,
        separator: "\t",
        arguments: vec!["gdelt"],
    };
    for case in [table, gdelt] {
        of(&case, store.events, report)?;
    }
    Ok(())
}

fn of(case: &Case, events: usize, report: &mut Report) -> Result<(), Failure> {
    let bytes = fs::metadata(&case.file)?.len();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut peak = None;
    let mut python = process::which("python3");
    for _ in 0..3 {
        let mut import = Command::new(demarche());
        import.args(["import", "--quiet"]).args(&case.arguments).arg(&case.file);
        let Watched { time, peak: most, code, .. } = process::watch(&mut import, PATIENCE)?;
        if code != Some(0) {
            report.add(case.name, events, Cell::nothing(format!("failed: {code:?}")));
            return Ok(());
        }
        ours.push(time);
        peak = most.max(peak);
        if let Some(program) = &python {
            let mut read = Command::new(program);
            read.args(["-c", PYTHON]).arg(&case.file).arg(case.separator);
            match process::run(&mut read) {
                Ok(ended) => theirs.push(ended.time),
                Err(_) => python = None,
            }
        }
    }
    let note = if theirs.is_empty() {
        "Python is not installed".to_owned()
    } else {
        format!(
            "{:.1} × Python's csv.reader",
            middle(&mut ours).as_secs_f64() / middle(&mut theirs).as_secs_f64()
        )
    };
    let note = match peak {
        Some(peak) => format!("{note}; {:.0} B of memory a row", peak as f64 / events as f64),
        None => note,
    };
    let cell = Cell::time(middle(&mut ours)).through(bytes, events).note(note);
    report.add(case.name, events, Cell { peak, ..cell });
    Ok(())
}

/// Writes rows of GDELT with ids of their own.
fn gdelt(scratch: &Path, rows: usize) -> io::Result<PathBuf> {
    let path = scratch.join("gdelt.CSV");
    let mut out = BufWriter::new(File::create(&path)?);
    let all: Vec<&str> = GDELT.lines().filter_map(|line| Some(line.split_once('\t')?.1)).collect();
    for (number, rest) in all.iter().cycle().enumerate().take(rows) {
        writeln!(out, "{}\t{rest}", 1_000_000_000 + number)?;
    }
    out.flush()?;
    Ok(path)
}
