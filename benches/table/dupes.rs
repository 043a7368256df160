//! `demarche dupes` over the whole store, beside the list of it.

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::generate::Generated;
use crate::measure::{Cell, middle, spelt};
use crate::process;
use crate::processes::demarche;
use crate::report::Report;

type Failure = Box<dyn std::error::Error>;

const PATIENCE: Duration = Duration::from_secs(600);

/// Compares the events of the store with one another.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let scratch = store.one.with_file_name("scratch");
    fs::create_dir_all(&scratch)?;
    let command = |name: &str, limit: &str| {
        let mut command = Command::new(demarche());
        command.env("XDG_CACHE_HOME", &scratch).arg(name).arg(&store.one);
        command.args(["--limit", limit, "--now", "2025-12-31"]);
        command
    };
    // The first writes the snapshot.
    process::watch(&mut command("list", "1"), PATIENCE)?;
    let (mut list, mut dupes, mut peak) = (Vec::new(), Vec::new(), None);
    for _ in 0..3 {
        list.push(process::watch(&mut command("list", "1"), PATIENCE)?.time);
        let watched = process::watch(&mut command("dupes", "20"), PATIENCE)?;
        dupes.push(watched.time);
        peak = watched.peak.max(peak);
    }
    let mut counted = command("dupes", "1");
    let output = counted.args(["--format", "json"]).output()?;
    let found = serde_json::from_slice::<serde_json::Value>(&output.stdout).map_or_else(
        |error| error.to_string(),
        |json| format!("{} pairs, {} crowded", json["found"], json["crowded"]),
    );
    let beyond = middle(&mut dupes).saturating_sub(middle(&mut list));
    let cell = Cell::time(middle(&mut dupes)).through(store.bytes, store.events);
    let cell = cell.note(format!("{} beyond list; {found}", spelt(beyond)));
    report.add("dupes, warm", store.events, Cell { peak, ..cell });
    Ok(())
}
