//! `demarche list`: the timeline as lines.

mod fit;
mod plain;
mod tsv;

use std::io;

use clap::ValueEnum;

use super::paint::Paint;
use super::{Opened, Outcome, Run, Stores};
use crate::error::Error;
use crate::export::json::{self, Notes};

const EXAMPLES: &str = "Examples:
  demarche list -f 'actor:kremlin date:2025-12'
  demarche list -a witkoff -a kushner -k meeting --sort -date
  demarche list --since 7d --now 2025-12-25 --format tsv
  demarche list -f 'kind:strike launched:>=500' --format jsonl
  demarche list --view 'Kremlin statements'";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub from: Stores,

    /// How the lines are written
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: Format,

    /// Keep lines whole on a terminal, however long
    #[arg(long)]
    pub wide: bool,
}

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// One line per event under day headings, for people
    #[default]
    Plain,
    /// Tab-separated columns under a header row
    Tsv,
    /// One JSON object per line, with the store's field names
    Jsonl,
}

/// The layout of plain lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether the output is coloured.
    pub(crate) paint: Paint,
    /// The width that lines are cut or wrapped to. `None`: lines of any length, for scripts.
    pub width: Option<usize>,
}

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    let opened = run.open(&args.from.stores)?;
    let look = run.look();
    let look = if args.wide { Look { width: None, ..look } } else { look };
    write(&opened, args.format, look, run.out)?;
    if opened.shown.is_empty() && !run.flags.quiet {
        // An empty store is not the same as a filter that matches nothing.
        let empty = opened.timeline.store().events.is_empty();
        writeln!(run.err, "{}", if empty { "the store has no events" } else { "no event matches" })?;
    }
    Ok(Outcome::matched(!opened.shown.is_empty()))
}

/// Writes the events shown in `format`.
///
/// # Errors
/// Any error of `out`.
pub fn write(opened: &Opened, format: Format, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Plain => plain::write(&opened.timeline, &opened.shown, &opened.now, look, out),
        Format::Tsv => tsv::write(&opened.timeline, &opened.shown, out),
        Format::Jsonl => json::lines(&opened.timeline, &opened.shown, Notes::Kept, out),
    }
}

/// The width of a report if nothing gives one.
const UNKNOWN: usize = 100;

impl Run<'_> {
    /// Returns the layout of plain results, which fit the terminal and are coloured if a person reads them.
    #[must_use]
    pub fn look(&self) -> Look {
        let width = self.environment.columns.filter(|_| self.environment.stdout_is_terminal);
        Look { paint: Paint::new(self.coloured()), width }
    }

    /// Returns the layout of reports, which always have a width: `COLUMNS` if set, else the terminal, else 100.
    #[must_use]
    pub(crate) fn wrapped_look(&self) -> Look {
        Look { width: Some(self.environment.columns.unwrap_or(UNKNOWN)), ..self.look() }
    }
}

#[cfg(test)]
mod tests;
