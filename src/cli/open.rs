//! Gets from flags to a timeline: which store, which filter, which events in which order.

use crate::event::word::Word;
use crate::filter::Is;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::{Run, Sort, missing, problem_lines};
use crate::error::Error;
use crate::event::date::Now;
use crate::event::{EventIx, Handling};
use crate::filter::{Context, Filter};
use crate::snapshot::Cache;
use crate::store::{Input, SavedView, Severity, Store};
use crate::text::{agreeing, counted, thousands};
use crate::timeline::Timeline;

/// As many problems of what came through a pipe are shown.
const FIRST_PROBLEMS: usize = 3;

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
        if let Some(path) = named.iter().find(|path| !missing::is_there(path)) {
            return Err(missing::told(path, self.fallback().as_deref()));
        }
        Ok(self.read_from(&named))
    }

    fn read_from(&self, named: &[PathBuf]) -> Vec<Input> {
        let environment = self.environment.store.clone().map(PathBuf::into_os_string);
        Input::from_args(named, environment, Path::new("."))
    }

    /// Returns what would be read without the arguments of the command. `None` if `--store` names nothing that exists.
    fn fallback(&self) -> Option<Vec<Input>> {
        self.flags.store.iter().all(|path| missing::is_there(path)).then(|| self.read_from(&self.flags.store))
    }

    /// Reads a store as of the date asked for. A large store is read through the cache, unless `--no-cache` is given.
    ///
    /// Reports the number of problems on standard error, unless `--quiet` is given.
    ///
    /// # Errors
    /// Nothing could be read.
    pub fn load(&mut self, stores: &[PathBuf]) -> Result<Timeline, Error> {
        let inputs = self.inputs(stores)?;
        self.tell_demonstration(&inputs)?;
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

    /// Says that what is read is not the reader's own, where nobody has named a store and there is none.
    ///
    /// # Errors
    /// Any error of standard error.
    pub(super) fn tell_demonstration(&mut self, inputs: &[Input]) -> Result<(), Error> {
        if inputs.contains(&Input::BuiltIn) && !self.flags.quiet {
            let why = "neither ./data nor $DEMARCHE_STORE";
            let what = "this is the demonstration store; give a file or directory";
            writeln!(self.err, "note: no store here ({why}): {what}")?;
        }
        Ok(())
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
            // What came through a pipe is gone: no check can look at it again.
            let streamed = store.inputs.iter().any(|input| matches!(input, Input::Stdin | Input::Pipe(_)));
            if streamed {
                let first = if self.flags.verbose { problems } else { FIRST_PROBLEMS };
                let all = store.problems.iter().filter(|p| p.severity == Severity::Problem).take(first);
                for lines in all.map(problem_lines::of) {
                    writeln!(self.err, "{}", lines.join("\n  "))?;
                }
            }
            let hint = match streamed {
                true if self.flags.verbose || problems <= FIRST_PROBLEMS => "",
                true => "; -v lists them all",
                false => "; run demarche check",
            };
            writeln!(self.err, "{} in the store{hint}", counted(problems, "problem"))?;
        }
        Ok(())
    }

    /// Reports bare words in the filters that name something which a field would find.
    fn tell_names(
        &mut self,
        terms: &[String],
        view: Option<&Filter>,
        timeline: &Timeline,
        context: Context<'_>,
    ) -> Result<(), Error> {
        if self.flags.quiet {
            return Ok(());
        }
        let filters = terms.iter().map(|term| Filter::parse(term)).collect::<Result<Vec<_>, _>>()?;
        for (at, filter) in filters.iter().enumerate() {
            let others = filters.iter().enumerate().filter(|(other, _)| *other != at);
            let rest = Filter::all(others.map(|(_, other)| other.clone()).chain(view.cloned()));
            for state in [Is::New, Is::Bookmarked].into_iter().filter(|state| filter.asks_for(*state)) {
                let word = state.word();
                writeln!(
                    self.err,
                    "note: is:{word} finds what the browser remembers of a session, and nothing here"
                )?;
            }
            let operators = filter.foreign_operators();
            for operator in &operators {
                writeln!(self.err, "note: {}", crate::text::visible_line(&operator.in_words()))?;
            }
            let names = filter.words_that_name(&rest, timeline, context).into_iter();
            for named in names.filter(|named| operators.iter().all(|operator| operator.word != named.word)) {
                let found = thousands(named.count as u64);
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
        let viewed = view.as_ref().map(|view| Filter::parse(&view.filter)).transpose()?;
        let context = Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks };
        self.tell_names(&terms, viewed.as_ref(), &timeline, context)?;
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
            let (events, matches) = (counted(all, "event"), agreeing(matched, "matches", "match"));
            writeln!(self.err, "{} of {events} {matches}", thousands(matched as u64))?;
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
