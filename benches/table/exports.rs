//! Every format of `export`: how long the whole store takes, how large it becomes, and how much memory.

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::generate::Generated;
use crate::measure::{Cell, middle};
use crate::process::{self, Watched};
use crate::processes::demarche;
use crate::report::Report;

type Failure = Box<dyn std::error::Error>;

const PATIENCE: Duration = Duration::from_secs(600);
const FORMATS: [&str; 11] =
    ["markdown", "csv", "tsv", "json", "jsonl", "yaml", "ics", "geojson", "timelinejs", "html", "mermaid"];

/// Writes the store in every format.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let scratch = store.one.with_file_name("scratch");
    fs::create_dir_all(&scratch)?;
    let file = scratch.join("export");
    let export = |format: &str| {
        let mut command = Command::new(demarche());
        command.env("XDG_CACHE_HOME", &scratch).arg("export").arg(&store.one).arg("-o").arg(&file);
        command.args(["--format", format, "--force", "--no-commit", "--quiet", "--now", "2025-12-31"]);
        process::watch(&mut command, PATIENCE)
    };
    // The first writes the snapshot.
    export("jsonl")?;
    for format in FORMATS {
        let (mut times, mut peak, mut ended) = (Vec::new(), None, None);
        for _ in 0..3 {
            let Watched { time, peak: most, code, .. } = export(format)?;
            times.push(time);
            peak = most.max(peak);
            ended = code;
        }
        let name = format!("export {format}, warm");
        if ended != Some(0) {
            report.add(&name, store.events, Cell::nothing(format!("failed: {ended:?}")));
            continue;
        }
        let bytes = fs::metadata(&file)?.len();
        let note = format!("{:.1} MB written", bytes as f64 / 1e6);
        let cell = Cell::time(middle(&mut times)).through(bytes, store.events).note(note);
        report.add(&name, store.events, Cell { peak, ..cell });
    }
    fs::remove_file(file)?;
    Ok(())
}
