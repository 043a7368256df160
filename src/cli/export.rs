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
  demarche export -k meeting --since 2025-11 --format ics -o meetings.ics
  demarche export -f 'kind:strike has:figures' --format csv | head -3
  demarche export -a kremlin --format html -o kremlin.html
  demarche export --view 'Fit for a briefing' --max-handling green --now 2026-01-10";

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// CommonMark with GitHub's tables and footnotes
    #[default]
    Markdown,
    /// Comma-separated values for spreadsheets, a row an event
    Csv,
    /// Tab-separated values, a line an event
    Tsv,
    /// One JSON document: filter, handling and the events
    Json,
    /// One JSON object per line, with the store's field names
    Jsonl,
    /// A store again: the events with the registries that they need
    Yaml,
    /// A calendar: whole days for days, ranges for coarser dates
    Ics,
    /// A map: GeoJSON points at the venues
    Geojson,
    /// Slides for TimelineJS3
    Timelinejs,
    /// A Mermaid diagram for Markdown pages
    Mermaid,
    /// One page for a web browser that loads nothing, with a search; prints
    Html,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Markdown => Self::Markdown,
            Format::Csv => Self::Csv,
            Format::Tsv => Self::Tsv,
            Format::Json => Self::Json,
            Format::Jsonl => Self::Jsonl,
            Format::Yaml => Self::Yaml,
            Format::Ics => Self::Ics,
            Format::Geojson => Self::Geojson,
            Format::Timelinejs => Self::Timelinejs,
            Format::Mermaid => Self::Mermaid,
            Format::Html => Self::Html,
        }
    }
}

/// Runs the command.
///
/// # Errors
/// Any error of [`Run::open`], or a file that cannot be written.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    let headless = match args.format {
        Format::Jsonl => Some("JSON lines"),
        Format::Csv | Format::Tsv => Some("tables"),
        _ => None,
    };
    if let (Some(format), Some(_)) = (headless, &args.document.title) {
        return Err(
            Error::new(format!("{format} have no head and take no --title")).hint("leave out --title")
        );
    }
    let format = args.format.into();
    document::write(run, &args.document, |request, out| export::write(format, request, out))
}
