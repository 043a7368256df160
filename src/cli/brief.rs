//! `demarche brief`: the document that an analyst hands up.

use super::{Outcome, Run, document};
use crate::error::Error;
use crate::export::{self, Format};

const EXAMPLES: &str = "\
Examples:
  demarche brief -f 'actor:kremlin date:2025-12-19..2025-12-21' -o weekend.md
  demarche brief --since 2025-12 --title 'Kyiv in December' --max-handling green
  demarche brief -f 'venue:geneva' --full -o geneva.md
  demarche brief --as-of 2025-12-20 --now 2025-12-20 --no-commit";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
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
    document::write(run, &args.document, |request, out| {
        if args.full { export::full_brief(request, out) } else { export::write(Format::Brief, request, out) }
    })
}
