//! `demarche check`: every problem and warning of a store, for people and for scripts.

mod fix;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::flags::{CHOOSING, unlisted};
use super::reports::wrap;
use super::{Outcome, Run, Stores, problem_lines};
use crate::error::Error;
use crate::event::date::Now;
use crate::export::json::inert;
use crate::filter::{Context, Filter, FilterError};
use crate::store::schema::list::List;
use crate::store::{Code, Field, Mark, Problem, SavedView, Severity, Store};
use crate::text::counted;
use crate::timeline::Timeline;

const EXAMPLES: &str = "Examples:
  demarche check
  demarche check data --strict --format json || true
  demarche check data/actors.yaml data/venues.yaml
  demarche check data --fix";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING), args = unlisted(&["as-of"]))]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub from: Stores,

    /// Output for people or for scripts
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,

    /// Show what the certain hints would change, and ask whether to write it
    #[arg(long)]
    pub fix: bool,

    /// With --fix: write without asking
    #[arg(short, long, requires = "fix")]
    pub yes: bool,
}

/// How problems are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// A line for each problem, and a line that says what to do
    #[default]
    Human,
    /// One array of objects
    Json,
}

/// What places in the demonstration store begin with.
const INSIDE: &str = "<demonstration>";

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("check reads the whole store and")?;
    if run.flags.as_of.is_some() {
        return Err(Error::new("check reads the whole store and takes no --as-of"));
    }
    let inputs = run.inputs(&args.from.stores)?;
    run.tell_demonstration(&inputs)?;
    let store = Store::load(&inputs)?.shared();
    if args.fix {
        return fix::run(run, args, &inputs, &store);
    }
    tell(run, args, &store)
}

/// Writes the problems of a store and their summary.
fn tell(run: &mut Run<'_>, args: &Args, store: &Arc<Store>) -> Result<Outcome, Error> {
    let mut problems = problems(store, &run.now()?, run.flags.verbose);
    if store.is_demonstration() {
        // No file here has these places.
        for problem in &mut problems {
            problem.path = Path::new(INSIDE).join(&problem.path);
        }
    }
    write(&problems, args.format, run.environment.columns, run.out)?;
    if !run.flags.quiet {
        // The results come first, even if both streams go to the same terminal.
        run.out.flush()?;
        writeln!(run.err, "{}", summary(store, &problems))?;
    }
    Ok(Outcome::matched(!fails(&problems, args.strict)))
}

/// Returns every problem and warning of `store` as of `now`, sorted by path, line and column. Notes are included on request.
#[must_use]
pub fn problems(store: &Arc<Store>, now: &Now, notes: bool) -> Vec<Problem> {
    let mut problems: Vec<Problem> = store.problems.clone();
    problems.extend(store.check_at(now));
    problems.retain(|problem| notes || problem.severity != Severity::Note);
    problems.extend(views(store, now));
    problems.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    problems
}

/// Returns whether a check with these problems fails.
#[must_use]
pub fn fails(problems: &[Problem], strict: bool) -> bool {
    problems.iter().any(|p| p.severity == Severity::Problem || strict && p.severity == Severity::Warning)
}

/// Returns the saved views whose filter cannot be parsed or names something that does not exist.
fn views(store: &Arc<Store>, now: &Now) -> Vec<Problem> {
    if store.views.is_empty() {
        return Vec::new();
    }
    let timeline = Timeline::new(Arc::clone(store), None);
    let bookmarks = HashSet::new();
    let context = Context { now, bookmarks: &bookmarks, unseen: &bookmarks };
    let read = |view: &SavedView| Filter::parse(&view.filter)?.bind(&timeline, context).map(drop);
    let bad: Vec<(&SavedView, FilterError)> =
        store.views.iter().filter_map(|view| Some((view, read(view).err()?))).collect();
    let fields: Vec<Field> =
        bad.iter().map(|(view, _)| Field::new(view.place, List::Views, "filter")).collect();
    let marks = store.locate_all(&fields);
    bad.iter().zip(marks).map(|((view, error), mark)| bad_view(store, view, error, mark)).collect()
}

fn bad_view(store: &Store, view: &SavedView, error: &FilterError, mark: Mark) -> Problem {
    Problem {
        severity: Severity::Problem,
        path: store.file(view.place).path.clone(),
        line: mark.line,
        column: mark.column,
        code: Code("bad-filter"),
        message: format!("view `{}`: {}", view.name, error.message),
        hint: error.hints().into_iter().next(),
        fix: None,
    }
}

/// Writes problems. For people, lines are wrapped to `width`. Without a width, each problem is one line for other programs.
///
/// # Errors
/// Any error of `out`.
pub fn write(
    problems: &[Problem],
    format: Format,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => problems.iter().try_for_each(|problem| human(problem, width, out)),
        Format::Json => {
            let rows: Vec<ProblemRow<'_>> = problems.iter().map(ProblemRow::from).collect();
            // In the output of serde_json, line breaks only occur between values.
            let json = serde_json::to_string_pretty(&rows)?;
            json.lines().try_for_each(|line| writeln!(out, "{}", inert(line)))
        }
    }
}

fn human(problem: &Problem, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let lines = problem_lines::of(problem).into_iter().zip(["", "  "]);
    for (text, indent) in lines {
        let parts =
            width.map_or_else(|| vec![text.clone()], |width| wrap(&text, width.saturating_sub(4).max(1)));
        for (nth, part) in parts.iter().enumerate() {
            writeln!(out, "{}{part}", if nth == 0 { indent } else { "    " })?;
        }
    }
    Ok(())
}

/// A problem in the form that scripts read. An unknown line or column is 0.
#[derive(Serialize)]
struct ProblemRow<'p> {
    severity: &'static str,
    path: String,
    line: u32,
    column: u32,
    code: &'static str,
    message: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'p str>,
}

impl<'p> From<&'p Problem> for ProblemRow<'p> {
    fn from(problem: &'p Problem) -> Self {
        Self {
            severity: problem.severity.word(),
            path: problem.path.to_string_lossy().into_owned(),
            line: problem.line,
            column: problem.column,
            code: problem.code.0,
            message: &problem.message,
            hint: problem.hint.as_deref(),
        }
    }
}

/// Returns `264 events, 231 actors, 108 venues: 2 problems, 11 warnings`.
fn summary(store: &Store, problems: &[Problem]) -> String {
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let line_in_words: Vec<String> = [Severity::Problem, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|severity| count(*severity) > 0)
        .map(|severity| counted(count(severity), severity.word()))
        .collect();
    let actors = store.registry.actors.iter().filter(|actor| actor.place.is_some()).count();
    let venues = store.registry.venues.iter().filter(|venue| venue.place.is_some()).count();
    format!(
        "{}, {}, {}: {}",
        counted(store.events.len(), "event"),
        counted(actors, "actor"),
        counted(venues, "venue"),
        if line_in_words.is_empty() { "no problems".to_owned() } else { line_in_words.join(", ") }
    )
}
