//! Writing a document: the flags that `export` and `brief` share, and the destination.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Outcome, Run, Stores};
use crate::error::Error;
use crate::event::{Handling, Word};
use crate::export::{Options, Request, Written};
use crate::store::write::{WriteError, whole};
use crate::store::{self, Withheld};
use crate::text::{counted, visible_line};
use crate::timeline::Timeline;

/// What goes into a document, and where it goes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DocumentArgs {
    /// What to read.
    #[command(flatten)]
    pub from: Stores,

    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,

    /// Use this title instead of the store's
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Include the analyst's own notes
    #[arg(long)]
    pub notes: bool,

    /// Leave out events stricter than this: red, amber+strict, amber, green, clear
    #[arg(long, value_name = "LEVEL", value_parser = handling)]
    pub(crate) max_handling: Option<Handling>,

    /// Leave out the line with the store's git commit
    #[arg(long, hide_short_help = true)]
    pub(crate) no_commit: bool,
}

pub(super) fn handling(text: &str) -> Result<Handling, String> {
    text.to_lowercase()
        .trim_start_matches("tlp:")
        .parse()
        .map_err(|_| format!("write one of {}", Handling::candidates().join(", ")))
}

/// Opens the store and calls `document` with the output that the flags name.
///
/// # Errors
/// Any error of [`Run::open`], or a file that cannot be written.
pub(super) fn write(
    run: &mut Run<'_>,
    args: &DocumentArgs,
    document: impl Fn(&Request<'_>, &mut dyn Write) -> io::Result<Written>,
) -> Result<Outcome, Error> {
    let file = args.output.as_deref().filter(|p| p.as_os_str() != "-");
    if let Some(path) = file {
        // The user learns this before a large store is read.
        refuse_existing(path, args.force)?;
    }
    let options = Options { title: args.title.clone(), notes: args.notes };
    let opened = run.open_for(&args.from.stores, args.max_handling)?;
    let commit = if args.no_commit { None } else { store::commit(opened.store()) };
    let request = Request {
        timeline: &opened.timeline,
        shown: &opened.shown,
        matched: opened.matched,
        filter: &opened.filter_text,
        now: &opened.now,
        commit: commit.as_deref(),
        options: &options,
    };
    let written = match file {
        None => {
            let written = document(&request, run.out)?;
            if !run.flags.quiet
                && let Some(Withheld { events: events @ 1.., .. }) = opened.store().withheld
            {
                // Tables and lines have no head that could say it.
                writeln!(run.err, "{} of the store withheld for handling", counted(events, "event"))?;
            }
            lacking(run, &opened.timeline, &written)?;
            written
        }
        Some(path) => {
            let written = whole(path, args.force, |out| document(&request, out))
                .map_err(|error| not_written(path, &error))?;
            told(run, path, &written, opened.store().withheld)?;
            lacking(run, &opened.timeline, &written)?;
            written
        }
    };
    Ok(Outcome::matched(written.events > 0))
}

/// Says which events the format cannot hold.
fn lacking(run: &mut Run<'_>, timeline: &Timeline, written: &Written) -> io::Result<()> {
    if run.flags.quiet {
        return Ok(());
    }
    for text in crate::export::lacking(timeline, &written.left_out) {
        writeln!(run.err, "left out: {}", visible_line(&text))?;
    }
    Ok(())
}

fn told(run: &mut Run<'_>, path: &Path, written: &Written, withheld: Option<Withheld>) -> io::Result<()> {
    if run.flags.quiet {
        return Ok(());
    }
    write!(run.err, "{} written to {}", counted(written.events, "event"), path.display())?;
    if let Some(Withheld { events: events @ 1.., .. }) = withheld {
        write!(run.err, ", {} of the store withheld for handling", counted(events, "event"))?;
    }
    writeln!(run.err)
}

pub(super) fn refuse_existing(path: &Path, force: bool) -> Result<(), Error> {
    match std::fs::metadata(path) {
        Ok(there) if there.is_file() && !force => Err(not_written(path, &WriteError::Exists)),
        _ => Ok(()),
    }
}

pub(super) fn not_written(path: &Path, error: &WriteError) -> Error {
    match error {
        WriteError::Exists => {
            Error::new(format!("{} already exists", path.display())).hint("add --force to replace it")
        }
        WriteError::Changed => Error::new(format!("{} {error}", path.display())),
        WriteError::Io(error) => Error::io("write", path, error),
    }
}
