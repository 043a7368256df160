//! To be written.

use std::path::PathBuf;

use super::{Outcome, Run};
use crate::report::Report;

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Args {
    /// Files or directories to read, `-` for standard input
    #[arg(value_name = "STORE", hide_short_help = true)]
    pub stores: Vec<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// See [`Report`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Report> {
    let opened = run.open(&args.stores)?;
    Ok(Outcome::matched(!opened.shown.is_empty()))
}
