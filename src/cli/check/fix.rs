//! `demarche check --fix`: shows what the certain hints change, asks, and writes it.

use std::sync::Arc;

use super::{Args, tell};
use crate::cli::writing::{self, Answer};
use crate::cli::{Outcome, Run};
use crate::error::Error;
use crate::store::fix::FixedFile;
use crate::store::{Input, Store};
use crate::text::{counted, visible_line};

/// Runs the command.
///
/// # Errors
/// A file cannot be written, or has changed since it was read.
pub(super) fn run(
    run: &mut Run<'_>,
    args: &Args,
    inputs: &[Input],
    store: &Arc<Store>,
) -> Result<Outcome, Error> {
    let files = store.fixed();
    if files.is_empty() {
        if !run.flags.quiet {
            let why = if store.is_demonstration() {
                "the demonstration store is part of the program"
            } else {
                "no hint is certain enough to be applied"
            };
            writeln!(run.err, "nothing to fix: {why}")?;
        }
        return tell(run, args, store);
    }
    for file in &files {
        writing::difference(&file.path, &file.before, &file.after, run.out)?;
    }
    run.out.flush()?;
    let count = files.iter().map(|file| file.fixed.len()).sum::<usize>();
    let these = format!("{} to {}", counted(count, "change"), counted(files.len(), "file"));
    if !args.yes {
        if !run.environment.answers {
            if !run.flags.quiet {
                writeln!(
                    run.err,
                    "nothing is written: there is no terminal to ask on\nhint: demarche check --fix --yes writes {}",
                    if count == 1 { format!("this {these}") } else { format!("these {these}") }
                )?;
            }
            return Ok(Outcome::Nothing);
        }
        let these = if count == 1 { format!("this {these}") } else { format!("these {these}") };
        if run.ask(&format!("write {these}? [y/N]"))? != Answer::Letter('y') {
            writeln!(run.err, "nothing is written")?;
            return Ok(Outcome::Nothing);
        }
    }
    write(run, &files)?;
    let store = Store::load(inputs)?.shared();
    tell(run, args, &store)
}

/// Writes the files and says what was fixed in each.
fn write(run: &mut Run<'_>, files: &[FixedFile]) -> Result<(), Error> {
    for file in files {
        writing::replace(&file.path, &file.before, &file.after)?;
        if run.flags.quiet {
            continue;
        }
        for problem in &file.fixed {
            writeln!(run.err, "fixed: {}", visible_line(&problem.to_string()))?;
        }
    }
    Ok(())
}
