//! `demarche export`: the filtered timeline as a document.

use clap::ValueEnum;

use super::{Outcome, Run, document};
use crate::error::Error;
use crate::export;

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// What kind of document
    #[arg(long, value_name = "FORMAT", default_value = "markdown", hide_short_help = true)]
    pub format: Format,

    /// What goes in, and where it goes.
    #[command(flatten)]
    pub document: document::DocumentArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche export -f 'actor:kremlin date:2025-12-19..2025-12-21' -o weekend.md
  demarche export -a zelenskyy --since 2025-12 --title 'Kyiv in December' --notes
  demarche export -f 'kind:meeting date:2025-12' --format html -o december.html
  demarche export --view 'Fit for a briefing' --max-handling green --now 2026-01-10";

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// CommonMark with GitHub's tables and footnotes
    #[default]
    Markdown,
    /// One JSON object per line, with the store's field names
    Jsonl,
    /// One page for a web browser, with a search box, that loads nothing from elsewhere
    Html,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Markdown => Self::Markdown,
            Format::Jsonl => Self::Jsonl,
            Format::Html => Self::Html,
        }
    }
}

/// Runs the command.
///
/// # Errors
/// Any error of [`Run::open`], or a file that cannot be written.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    if args.format == Format::Jsonl && args.document.title.is_some() {
        return Err(Error::new("JSON lines have no head and take no --title"));
    }
    let format = args.format.into();
    document::write(run, &args.document, |request, out| export::write(format, request, out))
}
