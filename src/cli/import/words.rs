//! What an import says on standard error.

use std::io::{self, Write};

use crate::import::{Report, Tally};
use crate::text::{counted, counted_as, excerpt, thousands, visible_line};

/// Writes a skipped row, or what was done to one if everything is to be said.
pub(super) fn report(report: &Report, verbose: bool, err: &mut dyn Write) {
    // If standard error is closed, the result still counts.
    let _ = match report {
        Report::Skipped { path, lines: (first, last), reason } => {
            let path = name(path);
            let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
            writeln!(err, "{}:{lines}: skipped: {}", visible_line(&path), shown(reason))
        }
        Report::Repaired { path, line, repair, detail } if verbose => {
            let (.., what) = repair.in_words();
            let path = name(path);
            let detail = if detail.is_empty() { String::new() } else { format!(": {}", shown(detail)) };
            writeln!(err, "{}:{line}: note: {what}{detail}", visible_line(&path))
        }
        Report::Repaired { .. } => Ok(()),
    };
}

fn name(path: &std::path::Path) -> String {
    if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() }
}

fn shown(text: &str) -> String {
    visible_line(&excerpt(text, 160)).into_owned()
}

/// Writes what was done to values, and last the counts of rows.
pub(super) fn summary(tally: &Tally, err: &mut dyn Write) -> io::Result<()> {
    for (repair, times) in &tally.repairs {
        let (one, many, what) = repair.in_words();
        writeln!(err, "note: {}: {what}", counted_as(*times, one, many))?;
    }
    if tally.stored > 0 {
        let events = counted(tally.stored, "event");
        writeln!(err, "note: {events} with ids that the store has already, not added again")?;
    }
    if !tally.repairs.is_empty() {
        writeln!(err, "hint: add -v to list each note with its line")?;
    }
    writeln!(
        err,
        "{}: {} imported, {} skipped",
        counted(tally.rows, "row"),
        thousands(tally.imported as u64),
        thousands(tally.skipped as u64)
    )
}
