//! What an import says on standard error.

use std::io::{self, Write};

use crate::import::{Matched, Repair, Replaced, Report, Tally};
use crate::text::{agreeing, counted, counted_as, excerpt, thousands, visible_line};

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
        Report::Repaired { .. } | Report::Stored { .. } => Ok(()),
    };
}

pub(super) fn name(path: &std::path::Path) -> String {
    if path.as_os_str() == "-" { "<stdin>".to_owned() } else { path.display().to_string() }
}

pub(super) fn shown(text: &str) -> String {
    visible_line(&excerpt(text, 160)).into_owned()
}

/// Writes what was done to values, and last the counts of rows.
pub(super) fn summary(tally: &Tally, err: &mut dyn Write) -> io::Result<()> {
    for (repair, times) in &tally.repairs {
        let (one, many, what) = repair.in_words();
        let many = counted_as(*times, one, many);
        match repair {
            Repair::Floating => {
                let are = agreeing(*times, "is", "are");
                writeln!(err, "note: {many} {what} {are} read {}", tally.zone)?;
            }
            Repair::InvalidUtf8 => letters(&tally.replaced, err)?,
            Repair::NotRead => {
                let names = tally.left_out.iter();
                let names =
                    names.map(|(name, times)| format!("{} {}", shown(name), thousands(*times as u64)));
                writeln!(err, "note: {many}: {what}: {}", names.collect::<Vec<_>>().join(", "))?;
            }
            _ => writeln!(err, "note: {many}: {what}")?,
        }
    }
    for (matched, times) in &tally.matched {
        let Matched { name, id, how } = matched;
        writeln!(err, "note: {}: {id}, {how} ({})", shown(name), counted(*times, "time"))?;
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

/// Writes how many letters are not UTF-8, and how to convert the file.
fn letters(replaced: &Replaced, err: &mut dyn Write) -> io::Result<()> {
    let are = agreeing(replaced.letters, "is", "are");
    let letters = counted_as(replaced.letters, "letter", "letters");
    let rows = counted(replaced.rows, "row");
    writeln!(err, "note: {letters} in {rows} {are} not UTF-8, replaced by `�`")?;
    let from = replaced.encoding();
    writeln!(err, "hint: if the file is {from}, convert it: iconv -f {from} -t UTF-8 FILE > NEW")
}
