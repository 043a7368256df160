//! `demarche fmt`: the events of files in date order and canonical form.

use std::path::PathBuf;

use super::flags::{CHOOSING, unlisted};
use super::{Outcome, Run, writing};
use crate::error::Error;
use crate::store::{Input, Store};
use crate::text::{counted, visible_line};

const EXAMPLES: &str = "Examples:
  demarche fmt --check data
  demarche fmt --check --diff data/events/2025-12.yaml
  cp -rL data mine && demarche fmt mine";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING), args = unlisted(&["as-of"]))]
pub struct Args {
    /// Files or directories to bring into form
    #[arg(value_name = "STORE", hide_short_help = true)]
    pub stores: Vec<PathBuf>,

    /// Write nothing; list the files that would change, and exit with 1 if one would or cannot be told
    #[arg(long)]
    pub check: bool,

    /// Show what changes
    #[arg(long)]
    pub diff: bool,
}

/// Runs the command.
///
/// # Errors
/// A file cannot be written, or has changed since it was read.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("fmt brings whole files into form and")?;
    let inputs = run.inputs(&args.stores)?;
    if let Some(Input::Pipe(path)) = inputs.iter().find(|input| matches!(input, Input::Pipe(_))) {
        let name = path.display().to_string();
        return Err(Error::new(format!("{}: not a regular file", visible_line(&name)))
            .hint("name a file or a directory: demarche fmt FILE"));
    }
    let store = Store::load(&inputs)?;
    let files = store.formatted();
    if files.is_empty() {
        return Err(Error::new("no file to bring into form: the store is not on disk")
            .hint("name a file or a directory: demarche fmt FILE"));
    }
    let (mut changed, mut left, all) = (0, 0, files.len());
    for file in files {
        let name = visible_line(&file.path.display().to_string()).into_owned();
        if !run.flags.quiet {
            for (line, why) in &file.left {
                let place = if *line == 0 { name.clone() } else { format!("{name}:{line}") };
                writeln!(run.err, "{place}: {why}")?;
            }
        }
        left += usize::from(file.is_left());
        if file.after == file.before {
            continue;
        }
        changed += 1;
        if args.diff {
            writing::difference(&file.path, &file.before, &file.after, run.out)?;
        } else {
            writeln!(run.out, "{name}")?;
        }
        if !args.check {
            writing::replace(&file.path, &file.before, &file.after)?;
        }
    }
    if !run.flags.quiet {
        run.out.flush()?;
        let what = if args.check { "would change" } else { "changed" };
        let left = if left > 0 { format!(", {left} could not be brought into form") } else { String::new() };
        writeln!(run.err, "{changed} of {} {what}{left}", counted(all, "file"))?;
    }
    Ok(Outcome::matched(!(args.check && changed + left > 0)))
}
