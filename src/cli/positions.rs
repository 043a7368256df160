//! `demarche positions`: who affirms or denies which claim.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::{Outcome, Run, reports};
use crate::error::Error;
use crate::event::Word;
use crate::report::By;
use crate::report::positions::Positions;

const EXAMPLES: &str = "Examples:
  demarche positions --since 2025-12
  demarche positions --view 'Three-way talks' --by person
  demarche positions -a kremlin --by office --format markdown
  demarche positions -f 'about:foreign-troops' --format json";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[group(skip)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// Flags of every report.
    #[command(flatten)]
    pub report: reports::Args,

    /// Whose positions: those of states, offices or speakers
    #[arg(long, value_name = "LEVEL", default_value = "state")]
    pub by: By,
}

impl ValueEnum for By {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    reports::answer(run, &args.report, |scope| Box::new(Positions::by(scope, args.by)))
}
