//! The analytical reports as commands, with output as plain text, Markdown or JSON.

pub mod encounters;
mod layout;
mod plain;

pub(super) use plain::{wrap, write};

use clap::ValueEnum;

use super::{Outcome, Run, Stores};
use crate::error::Error;
use crate::export;
use crate::filter::Filter;
use crate::report::{self, Method, Scope};

const EXAMPLES: &str = "Examples:
  demarche threads -f 'date:2025-12..2026-01'
  demarche positions -a kremlin
  demarche strikes --since 2025-12 --format markdown
  demarche encounters -a witkoff --format json";

/// Their own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub from: Stores,

    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: Format,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Tables and trees, for people
    #[default]
    Plain,
    /// CommonMark with GitHub's tables
    Markdown,
    /// One JSON object
    Json,
}

/// Runs the command of `method`.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args, method: Method) -> Result<Outcome, Error> {
    answer(run, args, |scope| report::report(method, scope))
}

/// Reads the store, builds a report with `make` from the events that the flags choose and writes it.
///
/// # Errors
/// See [`Error`].
pub(super) fn answer(
    run: &mut Run<'_>,
    args: &Args,
    make: impl FnOnce(&Scope<'_>) -> Box<dyn report::Report>,
) -> Result<Outcome, Error> {
    answer_of(run, args, |scope, _| make(scope))
}

/// Does the same as [`answer`] for a report that needs to know the filter.
fn answer_of(
    run: &mut Run<'_>,
    args: &Args,
    make: impl FnOnce(&Scope<'_>, &Filter) -> Box<dyn report::Report>,
) -> Result<Outcome, Error> {
    let opened = run.open(&args.from.stores)?;
    let mut shown = opened.shown.clone();
    shown.sort_by_key(|ix| opened.timeline.rank(*ix));
    let timeline = &opened.timeline;
    let scope = Scope::new(timeline, &shown, &opened.now);
    let report = make(&scope, &opened.filter);
    let known = opened.store().known.as_ref();
    let page = || report::page(&*report, &scope);
    match args.format {
        Format::Plain => write(timeline, &page(), run.wrapped_look(), run.out)?,
        Format::Markdown => write!(run.out, "{}", export::report(timeline, &page()))?,
        Format::Json => {
            let mut json = report.json(&scope);
            if let (Some(known), Some(object)) = (known, json.as_object_mut()) {
                object.insert("as_of".to_owned(), known.at.date().text().into());
            }
            writeln!(run.out, "{json:#}")?;
        }
    }
    Ok(Outcome::matched(!report.is_empty()))
}
