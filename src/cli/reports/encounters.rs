//! `demarche encounters`: who met whom, counted by person or by state.

use clap::ValueEnum;

use super::{Error, Run, answer_of};
use crate::cli::Outcome;
use crate::report::encounters::{By, Encounters, Settings};

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[group(id = "encounters")]
pub struct Args {
    /// Those of every report.
    #[command(flatten)]
    pub report: super::Args,

    /// Whose encounters; the default is states with `-a STATE`, else people
    #[arg(long, value_name = "WHOM")]
    pub by: Option<Whom>,
}

/// Whose encounters are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Whom {
    /// People
    Person,
    /// States, and bodies that belong to no state
    State,
}

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    let by = args.by.map(|whom| match whom {
        Whom::Person => By::Person,
        Whom::State => By::State,
    });
    answer_of(run, &args.report, |scope, filter| {
        let settings = Settings { by, focus: filter.actors_named(&scope.timeline.store().registry) };
        Box::new(Encounters::with(scope, &settings))
    })
}
