//! `demarche language`: who used which terms, and when.

use super::{Outcome, Run, reports};
use crate::error::Error;
use crate::report::By;
use crate::report::language::Language;

const EXAMPLES: &str = "Examples:
  demarche language --since 2025-11
  demarche language -a kremlin --by person
  demarche language -f 'speaker:russia,ukraine date:2025-12' --by state --format markdown
  demarche language --format json";

/// Its own flags.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// Flags of every report.
    #[command(flatten)]
    pub report: reports::Args,

    /// Whose words: those of states, offices or speakers
    #[arg(long, value_name = "LEVEL", default_value = "office")]
    pub by: By,
}

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    reports::answer(run, &args.report, |scope| Box::new(Language::by(scope, args.by)))
}
