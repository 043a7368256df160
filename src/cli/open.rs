//! Gets from flags to a timeline: which store, which filter, which events in which order.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use super::{Run, Sort};
use crate::error::Error;
use crate::event::date::Now;
use crate::event::{EventIx, Handling};
use crate::filter::{Context, Filter};
use crate::snapshot::Cache;
use crate::store::{Input, SavedView, Severity, Store};
use crate::text::counted;
use crate::text::suggest::nearest;
use crate::timeline::Timeline;

/// The stores of a command line.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Stores {
    /// Files or directories to read, `-` for standard input
    #[arg(value_name = "STORE", hide_short_help = true)]
    pub stores: Vec<PathBuf>,
}

/// A store that was read, with the events to show.
#[derive(Debug)]
pub struct Opened {
    /// The timeline of the whole store.
    pub timeline: Timeline,
    /// The filter in effect.
    pub filter: Filter,
    /// The filter as the user typed it, with its parts joined.
    pub(crate) filter_text: String,
    /// The events to show, in display order.
    pub shown: Vec<EventIx>,
    /// How many events matched before `--limit`.
    pub matched: usize,
    /// Whether the newest event comes first.
    pub reversed: bool,
    /// The current moment, or that of `--now`.
    pub now: Now,
}

impl Opened {
    /// Returns the store.
    #[must_use]
    pub fn store(&self) -> &Store {
        self.timeline.store()
    }
}

impl Run<'_> {
    /// Returns what to read: `stores` and `--store`, else `$DEMARCHE_STORE`, else `./data`, else the demonstration store.
    ///
    /// # Errors
    /// A path does not exist. Whether it is readable only shows when it is read.
    pub fn inputs(&self, stores: &[PathBuf]) -> Result<Vec<Input>, Error> {
        let named: Vec<PathBuf> = stores.iter().chain(&self.flags.store).cloned().collect();
        named.iter().try_for_each(|path| there(path))?;
        let environment = self.environment.store.clone().map(PathBuf::into_os_string);
        Ok(Input::from_args(&named, environment, Path::new(".")))
    }

    /// Reads a store as of the date asked for. A large store is read through the cache, unless `--no-cache` is given.
    ///
    /// Reports the number of problems on standard error, unless `--quiet` is given.
    ///
    /// # Errors
    /// Nothing could be read.
    pub fn load(&mut self, stores: &[PathBuf]) -> Result<Timeline, Error> {
        let inputs = self.inputs(stores)?;
        let cache = if self.flags.no_cache { None } else { Cache::of_user() };
        let timeline = match cache {
            Some(cache) => Timeline::load(&inputs, Some(&cache), &mut |_| {})?,
            None => Timeline::new(Store::load_once(&inputs)?.shared(), None),
        };
        self.tell_problems(timeline.store())?;
        let Some(at) = self.as_of()? else { return Ok(timeline) };
        let timeline = timeline.as_of(&at);
        if let (true, Some(known)) = (self.flags.verbose, &timeline.store().known) {
            writeln!(self.err, "{}", known.in_words(timeline.store().events.len()))?;
        }
        Ok(timeline)
    }

    /// Reads a store like [`Run::load`], without events stricter than `max`.
    fn timeline(&mut self, stores: &[PathBuf], max: Option<Handling>) -> Result<Timeline, Error> {
        let timeline = self.load(stores)?;
        Ok(match max {
            Some(max) => timeline.released(max),
            None => timeline,
        })
    }

    fn tell_problems(&mut self, store: &Store) -> Result<(), Error> {
        let problems = store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
        if problems > 0 && !self.flags.quiet {
            let problems = counted(problems, "problem");
            writeln!(self.err, "{problems} in the store; run demarche check")?;
        }
        Ok(())
    }

    /// Reports bare words in the filters that name something which a field would find.
    fn tell_names(
        &mut self,
        terms: &[String],
        timeline: &Timeline,
        context: Context<'_>,
    ) -> Result<(), Error> {
        if self.flags.quiet {
            return Ok(());
        }
        for term in terms {
            let filter = Filter::parse(term)?;
            let operators = filter.foreign_operators();
            for operator in &operators {
                writeln!(self.err, "note: {}", crate::text::visible_line(&operator.in_words()))?;
            }
            let names = filter.words_that_name(timeline, context).into_iter();
            for named in names.filter(|named| operators.iter().all(|operator| operator.word != named.word)) {
                let found = crate::text::thousands(named.count as u64);
                let word = crate::text::visible_line(&named.word).into_owned();
                writeln!(self.err, "note: {word} is searched as text; {} finds {found}", named.filter)?;
            }
        }
        Ok(())
    }

    /// Reads a store, then filters and sorts it as the flags say.
    ///
    /// # Errors
    /// An unreadable store, an invalid filter or an unknown view.
    pub fn open(&mut self, stores: &[PathBuf]) -> Result<Opened, Error> {
        self.open_for(stores, None)
    }

    /// Does the same as [`Run::open`] for readers who may see events up to `max_handling`. Nothing sees stricter ones.
    ///
    /// # Errors
    /// The same as for [`Run::open`].
    pub(super) fn open_for(
        &mut self,
        stores: &[PathBuf],
        max_handling: Option<Handling>,
    ) -> Result<Opened, Error> {
        let (now, zone) = (self.now()?, self.zone()?);
        let terms = self.flags.filter_terms();
        for term in &terms {
            Filter::parse(term)?;
        }
        let timeline = self.timeline(stores, max_handling)?;
        let view =
            self.flags.view.as_deref().map(|name| find_view(timeline.store(), name).cloned()).transpose()?;
        let (filter, filter_text) = join(view.as_ref().map(|v| v.filter.as_str()), &terms)?;
        let timeline = if zone.is_some() { timeline.in_zone(zone) } else { timeline };
        let bookmarks = HashSet::new();
        let query =
            filter.bind(&timeline, Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks })?;
        let mut shown = timeline.shown(&query.run(&timeline));
        self.tell_names(&terms, &timeline, Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks })?;
        let order = self.flags.sort.unwrap_or(Sort::from_view(view.as_ref().and_then(|v| v.sort.as_deref())));
        let reversed = order == Sort::Reverse;
        if reversed {
            shown.reverse();
        }
        let matched = shown.len();
        if self.flags.verbose {
            let all = timeline.order().len();
            if !filter.is_empty() {
                writeln!(self.err, "filter: {}", crate::text::visible_line(&filter.to_string()))?;
            }
            writeln!(self.err, "{matched} of {all} events match")?;
        }
        if let Some(limit) = self.flags.limit {
            shown.truncate(limit);
        }
        Ok(Opened { timeline, filter, filter_text, shown, matched, reversed, now })
    }
}

/// Returns the saved view called `name`. If no name matches exactly, case and accents are ignored.
///
/// # Errors
/// Lists the views that exist.
pub(super) fn find_view<'s>(store: &'s Store, name: &str) -> Result<&'s SavedView, Error> {
    let exact = store.views.iter().find(|v| v.name == name);
    let folded = || store.views.iter().find(|v| crate::text::fold(&v.name) == crate::text::fold(name));
    exact.or_else(folded).ok_or_else(|| {
        if store.views.is_empty() {
            return Error::new(format!("no view `{name}`: the store has no saved views"));
        }
        Error::unknown("view", name, store.views.iter().map(|v| v.name.as_str()))
    })
}

/// Joins several filters, each parsed separately. Returns the filter and its text as typed.
fn join(view: Option<&str>, terms: &[String]) -> Result<(Filter, String), Error> {
    let parts: Vec<&str> = view.into_iter().chain(terms.iter().map(String::as_str)).collect();
    if let [one] = parts.as_slice() {
        return Ok((Filter::parse(one)?, (*one).to_owned()));
    }
    let read = parts.iter().map(|part| Filter::parse(part)).collect::<Result<Vec<_>, _>>()?;
    let text = parts.iter().map(|p| grouped(p)).collect::<Vec<_>>().join(" ");
    Ok((Filter::all(read), text))
}

/// Adds parentheses to a part with alternatives, because AND binds more strongly than OR.
fn grouped(part: &str) -> String {
    if part.split_whitespace().any(|word| word == "OR") { format!("({part})") } else { part.to_owned() }
}

/// Returns whether the text is probably a search word and not a path.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Checks that a path exists. A missing path may be a mistyped command, which deserves a better hint than a file error.
fn there(path: &Path) -> Result<(), Error> {
    if path.as_os_str() == "-" || std::fs::symlink_metadata(path).is_ok() {
        return Ok(());
    }
    let report = Error::new(format!("no file or directory `{}`", path.display()));
    let word = path.to_str().unwrap_or_default();
    if word == "help" {
        return Err(report.hint("run demarche --help to see the commands"));
    }
    let commands: Vec<String> =
        super::Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    Err(match nearest(word, commands.iter().map(String::as_str)).as_slice() {
        [] if is_word(word) => {
            report.hint(format!("write `-f {word}` (text) or `-a {word}` (an actor) to filter the events"))
        }
        [] => report,
        commands => report.hint(format!("did you mean the command `{}`?", commands.join("` or `"))),
    })
}
