//! The command line: the arguments, and how each command gets its store, filter and streams.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 done and something
//! matched, 1 done and nothing matched, 2 failed, 130 interrupted. A closed pipe ends the program quietly with 0.

mod ascii;
pub mod brief;
pub mod check;
pub mod completions;
pub mod config;
mod contents;
pub mod diff;
pub mod document;
pub mod dupes;
pub mod environment;
pub mod explain;
pub mod export;
pub mod flags;
pub mod fmt;
pub mod import;
pub mod interrupted;
pub mod language;
pub mod list;
mod locale;
pub mod log;
pub mod man;
pub mod merge_driver;
mod missing;
pub mod new;
mod open;
pub mod pager;
pub(crate) mod paint;
pub mod positions;
mod problem_lines;
pub mod reports;
pub mod schema;
pub mod screenshot;
pub mod show;
pub mod stats;
mod writing;

use std::io::IsTerminal;
use std::io::Write;
use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Parser, Subcommand};

pub use environment::Environment;
pub use flags::{Flags, Sort, Switch, When};
pub use open::{Opened, Stores};

use crate::config::Config;
use crate::error::Error;
use crate::event::date::Now;
use crate::report::Method;
use crate::store::{AsOf, Input};

/// Browse a diplomatic event timeline kept as YAML, and write briefs from it
#[derive(Debug, Clone, Parser)]
#[command(name = "demarche", version, max_term_width = 100)]
#[command(help_template = contents::TEMPLATE, before_help = contents::SHORT, before_long_help = contents::long())]
#[command(after_long_help = include_str!("cli/examples.txt"))]
pub struct Cli {
    /// Files or directories to browse, `-` for standard input; several merge into one
    ///
    /// If none is given: $DEMARCHE_STORE, else ./data if it holds a store, else the demonstration store inside
    /// the program. If standard output is not a terminal, this does the same as `demarche list`.
    #[arg(value_name = "STORE", hide_short_help = true)]
    pub stores: Vec<PathBuf>,

    /// Flags everywhere.
    #[command(flatten)]
    pub flags: Flags,

    /// A screen without a terminal.
    #[command(flatten)]
    pub shot: screenshot::Args,

    /// What to do instead of browsing.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Commands that print what a view of the browser shows.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// The timeline as lines, grouped by day
    List(list::Args),
    /// One event in full
    Show(show::Args),
    /// The filtered timeline as a document
    Export(export::Args),
    /// Two to three pages about any view, ready to hand up
    Brief(brief::Args),
    /// Every problem and warning of the store
    Check(check::Args),
    /// Counts by kind, actor, venue, month and source
    Stats(stats::Args),
    /// Events that answer each other, with response times
    Threads(reports::Args),
    /// Who affirms or denies which claim
    Positions(positions::Args),
    /// Agenda language by actor and week
    Language(language::Args),
    /// Outlets, independent roots, and what became of their reports
    Sources(reports::Args),
    /// Changes by rule, unusual counts, silences
    Shifts(reports::Args),
    /// Strikes by week, weapon and claimant
    Strikes(reports::Args),
    /// Who met whom
    Encounters(reports::encounters::Args),
    /// The field's data sets, tables and calendars, into YAML
    Import(import::Args),
    /// What changed between two stores, or between two git revisions of one
    Diff(diff::Args),
    /// Append an event: from flags, a sentence, or an editor
    New(Box<new::Args>),
    /// Events in date order and canonical form, with their comments
    Fmt(fmt::Args),
    /// Entries that may be one event, side by side
    Dupes(dupes::Args),
    /// How a record changed through git
    Log(log::Args),
    /// Merge two versions of a file by event and field, for git
    MergeDriver(merge_driver::Args),
    /// What a report's numbers, a grade, or a sign or word on the screen means
    Explain(explain::Args),
    /// The JSON Schema of a store, for editors
    Schema(schema::Args),
    /// A script that completes flags and ids in a shell
    Completions(completions::Args),
    /// The manual page
    Man(man::Args),
    /// What configuration is in force, and where it comes from
    Config(config::Args),
    /// Candidates for a word that is being typed
    #[command(name = "__complete", hide = true)]
    Complete(completions::ValuesArgs),
}

impl Command {
    /// Returns whether the command asks something, so that its results must be on the screen by then.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self, Self::New(_)) || matches!(self, Self::Check(args) if args.fix)
    }
}

/// The outcome of a command that completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Something matched.
    Matched,
    /// Nothing matched, or `check` found problems.
    Nothing,
}

impl Outcome {
    /// Returns [`Outcome::Matched`] if something matched.
    #[must_use]
    pub fn matched(something: bool) -> Self {
        if something { Self::Matched } else { Self::Nothing }
    }

    /// Returns the exit code, 0 or 1.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Matched => 0,
            Self::Nothing => 1,
        }
    }
}

/// What remains to do after the arguments are read.
#[derive(Debug)]
pub enum Next {
    /// Nothing remains.
    Done(Outcome),
    /// Open the browser.
    Browse(Box<Browse>),
    /// Draw a screen of the browser.
    Screenshot(Box<Browse>, screenshot::Wanted),
    /// Write something about the browser, whose keys this module does not know.
    Tell(About),
}

/// What is to be written about the browser.
#[derive(Debug)]
pub enum About {
    /// The manual page.
    Man,
    /// The configuration in force.
    Config(Box<config::InForce>),
}

/// The options that the browser opens with. No file has been read yet.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the command line")]
pub struct Browse {
    /// The files or directories to read.
    pub inputs: Vec<Input>,
    /// The parts of the filter, which are joined by AND: `--filter` and the flags that stand for terms.
    pub filter: Vec<String>,
    /// The saved view to start from.
    pub view: Option<String>,
    /// The order, if `--sort` gives one.
    pub sort: Option<Sort>,
    /// The current moment, or that of `--now`.
    pub now: Now,
    /// The reader's zone.
    pub reader_zone: Tz,
    /// The date of `--as-of`. `None`: the store as it is now.
    pub as_of: Option<AsOf>,
    /// The zone in which times are shown. `None`: the zone of each event.
    pub zone: Option<Tz>,
    /// Whether to draw in colour.
    pub colour: bool,
    /// Whether to use the mouse.
    pub mouse: bool,
    /// Whether to ignore the last session.
    pub fresh: bool,
    /// Whether to read every file again, without the snapshot.
    pub no_cache: bool,
    /// The configuration of the user.
    pub config: Config,
}

/// One run of the program: flags, environment and streams.
pub struct Run<'a> {
    /// The flags that every command takes.
    pub flags: &'a Flags,
    /// Environment variables and properties of the terminal.
    pub environment: &'a Environment,
    /// The stream for results.
    pub out: &'a mut dyn Write,
    /// The stream for everything else.
    pub err: &'a mut dyn Write,
}

impl Run<'_> {
    /// Returns `--now`, otherwise the time of the clock. It is never later than `--as-of`, because nothing later had
    /// happened.
    ///
    /// # Errors
    /// Fails if `--now` or `--as-of` is not a date or time.
    pub fn now(&self) -> Result<Now, Error> {
        let zone = self.environment.reader_zone();
        let now = match &self.flags.now {
            None => Now::system(zone),
            Some(text) => Now::parse(text, zone).map_err(|error| Error::from(error).about("--now"))?,
        };
        Ok(match self.as_of()? {
            Some(at) => now.not_after(at.instant(), zone),
            None => now,
        })
    }

    /// Returns the date of `--as-of`.
    ///
    /// # Errors
    /// Fails if it is not a date or time.
    pub fn as_of(&self) -> Result<Option<AsOf>, Error> {
        let zone = self.environment.reader_zone();
        let read = |text: &String| AsOf::parse(text, zone).map_err(|e| Error::from(e).about("--as-of"));
        self.flags.as_of.as_ref().map(read).transpose()
    }

    /// Returns the zone in which times are shown. `None`: the zone of each event.
    ///
    /// # Errors
    /// Fails if no IANA zone has that name.
    pub fn zone(&self) -> Result<Option<Tz>, Error> {
        self.flags.timezone.as_deref().map(environment::zone).transpose()
    }

    /// Refuses flags that choose events, for a command that does not take them.
    ///
    /// # Errors
    /// Fails if such a flag is given.
    fn nothing_chosen(&self, command: &str) -> Result<(), Error> {
        match self.flags.chooses() {
            Some(flag) => Err(Error::new(format!("{command} takes no {flag}"))),
            None => Ok(()),
        }
    }

    /// Returns whether results are coloured.
    #[must_use]
    pub fn coloured(&self) -> bool {
        self.environment.coloured(self.flags.color)
    }
}

/// Runs the command that the arguments ask for, except that opening the browser is left to the caller.
///
/// # Errors
/// Any error that kept the command from its result; see [`Error::exit_code`].
pub fn run(cli: &Cli, run: &mut Run<'_>) -> Result<Next, Error> {
    let shot = cli.shot.wanted()?;
    if let Some(shot) = shot {
        if cli.command.is_some() {
            return Err(Error::new("--screenshot goes with no command"));
        }
        return Ok(Next::Screenshot(Box::new(options(cli, run)?), shot));
    }
    let outcome = match &cli.command {
        Some(Command::List(args)) => list::run(run, args)?,
        Some(Command::Show(args)) => show::run(run, args)?,
        Some(Command::Export(args)) => export::run(run, args)?,
        Some(Command::Brief(args)) => brief::run(run, args)?,
        Some(Command::Check(args)) => check::run(run, args)?,
        Some(Command::Stats(args)) => stats::run(run, args)?,
        Some(Command::Threads(args)) => reports::run(run, args, Method::Threads)?,
        Some(Command::Positions(args)) => positions::run(run, args)?,
        Some(Command::Language(args)) => language::run(run, args)?,
        Some(Command::Sources(args)) => reports::run(run, args, Method::Sources)?,
        Some(Command::Shifts(args)) => reports::run(run, args, Method::Shifts)?,
        Some(Command::Strikes(args)) => reports::run(run, args, Method::Strikes)?,
        Some(Command::Encounters(args)) => reports::encounters::run(run, args)?,
        Some(Command::Diff(args)) => diff::run(run, args)?,
        Some(Command::Import(args)) => import::run(run, args)?,
        Some(Command::New(args)) => new::run(run, args)?,
        Some(Command::Fmt(args)) => fmt::run(run, args)?,
        Some(Command::Dupes(args)) => dupes::run(run, args)?,
        Some(Command::Log(args)) => log::run(run, args)?,
        Some(Command::MergeDriver(args)) => merge_driver::run(run, args)?,
        Some(Command::Explain(args)) => explain::run(run, args)?,
        Some(Command::Schema(args)) => schema::run(run, args)?,
        Some(Command::Completions(args)) => completions::run(run, args)?,
        Some(Command::Man(args)) => return man::run(run, args).map(Next::Tell),
        Some(Command::Config(args)) => return config::run(run, args).map(Next::Tell),
        Some(Command::Complete(args)) => completions::values(run, args)?,
        None if run.environment.stdout_is_terminal => return Ok(Next::Browse(Box::new(browse(cli, run)?))),
        None => {
            let from = Stores { stores: cli.stores.clone() };
            list::run(run, &list::Args { from, ..list::Args::default() })?
        }
    };
    Ok(Next::Done(outcome))
}

fn browse(cli: &Cli, run: &Run<'_>) -> Result<Browse, Error> {
    if run.environment.dumb {
        return Err(Error::new("the browser needs a terminal that can move its cursor, but TERM is dumb")
            .hint("run demarche list to print the timeline as lines"));
    }
    let read = run.inputs(&cli.stores)?;
    if read.contains(&Input::Stdin) && std::io::stdin().is_terminal() {
        return Err(Error::new("standard input is the terminal, which the browser reads keys from")
            .hint("name a file or a directory, or pipe the store in: demarche - < FILE"));
    }
    options(cli, run)
}

/// Returns what the browser opens with.
fn options(cli: &Cli, run: &Run<'_>) -> Result<Browse, Error> {
    let inputs = run.inputs(&cli.stores)?;
    let config = crate::config::of_user();
    Ok(Browse {
        inputs,
        filter: run.flags.filter_terms(),
        view: run.flags.view.clone(),
        sort: run.flags.sort,
        now: run.now()?,
        reader_zone: run.environment.reader_zone(),
        as_of: run.as_of()?,
        zone: run.zone()?,
        colour: run.flags.color != When::Never
            && (!run.environment.no_color || run.flags.color == When::Always),
        mouse: config::mouse(run.flags, &config),
        fresh: run.flags.fresh,
        no_cache: run.flags.no_cache,
        config,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_hold_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn short_help_fits_one_screen() {
        let mut whole = Cli::command().term_width(80);
        let names: Vec<String> = whole.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        whole.build();
        let mut pages = vec![("demarche".to_owned(), whole.render_help().to_string())];
        for name in names {
            if let Some(command) = whole.find_subcommand_mut(&name) {
                pages.push((name, command.clone().term_width(80).render_help().to_string()));
            }
        }
        for (name, page) in pages {
            assert!(page.lines().count() <= 24, "{name} -h has {} lines:\n{page}", page.lines().count());
            assert!(page.lines().all(|l| l.chars().count() <= 80), "{name} -h fits 80 columns:\n{page}");
        }
    }
}
