//! `demarche brief`: the document that an analyst hands up.

use clap::ValueEnum;

use super::{Outcome, Run, document};
use crate::error::Error;
use crate::export::{self, Format};

const EXAMPLES: &str = "\
Examples:
  demarche brief -f 'actor:kremlin date:2025-12-19..2025-12-21' -o weekend.md
  demarche brief --since 2025-12 --title 'Kyiv in December' --max-handling green
  demarche brief -f 'venue:geneva' --full -o geneva.md
  demarche brief -a kremlin --since 2025-12 --format html -o kremlin.html
  demarche brief --as-of 2025-12-20 --now 2025-12-20 --no-commit

A document for Word, by pandoc:
  demarche brief -f 'venue:geneva' | pandoc -f gfm -o brief.docx";

/// A form of the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum BriefFormat {
    /// CommonMark with GitHub's tables and footnotes
    #[default]
    Markdown,
    /// One page for a web browser that loads nothing from elsewhere
    Html,
}

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// What kind of document
    #[arg(long, value_name = "FORMAT", default_value = "markdown", hide_short_help = true)]
    pub format: BriefFormat,

    /// What goes in, and where it goes.
    #[command(flatten)]
    pub document: document::DocumentArgs,

    /// Write every event and report in full, however long
    #[arg(long)]
    pub full: bool,
}

/// Runs the command.
///
/// # Errors
/// Any error of [`Run::open`], or a file that cannot be written.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    document::write(run, &args.document, |request, out| match (args.format, args.full) {
        (BriefFormat::Markdown, false) => export::write(Format::Brief, request, out),
        (BriefFormat::Markdown, true) => export::full_brief(request, out),
        (BriefFormat::Html, false) => export::write(Format::BriefPage, request, out),
        (BriefFormat::Html, true) => export::full_brief_page(request, out),
    })
}
