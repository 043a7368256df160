//! `demarche diff`: what changed between two stores, or between two git revisions of one.

mod page;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::flags::unlisted;
use super::reports::Format;
use super::{Outcome, Run};
use crate::error::Error;
use crate::event::EventIx;
use crate::export::json::Alike;
use crate::export::{self, json};
use crate::filter::{Context, Filter, FilterError};
use crate::parallel;
use crate::report::diff::{Changed, Differences, Record};
use crate::snapshot::Cache;
use crate::store::{Input, Severity, Store};
use crate::text::counted;
use crate::timeline::{EventSet, Timeline};

const EXAMPLES: &str = "Examples:
  demarche diff HEAD~1:data data                    what is new since the last commit
  demarche diff v1:data HEAD:data -a kremlin --format markdown
  demarche diff data/events/2022.yaml data/events/2023.yaml

An event is compared if the filter keeps it on either side. Exit codes: 0 no
difference, 1 differences, 2 failed.";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&["store", "view", "sort", "limit"]))]
pub struct Args {
    /// The earlier store: a file, a directory, `-`, or REV:PATH for a git revision
    #[arg(value_name = "A")]
    pub before: PathBuf,

    /// The later store, written the same way
    #[arg(value_name = "B")]
    pub after: PathBuf,

    /// How the differences are written
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: Format,
}

/// The result of a comparison.
#[derive(Debug)]
struct Comparison {
    /// The names of the two stores, as given on the command line.
    names: [String; 2],
    /// The number of events compared in each store.
    counts: [usize; 2],
    /// The differences between the events.
    events: Differences,
    /// The registries that differ, by the name of their list.
    registries: Vec<(&'static str, Differences)>,
}

/// Runs the command.
///
/// # Errors
/// A store cannot be read, a revision does not exist, or the filter fits neither store.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    let flags = run.flags;
    let unused = [
        ("--store", !flags.store.is_empty()),
        ("--view", flags.view.is_some()),
        ("--sort", flags.sort.is_some()),
        ("--limit", flags.limit.is_some()),
    ];
    if let Some((flag, _)) = unused.into_iter().find(|(_, given)| *given) {
        return Err(Error::new(format!("diff compares the two named stores and takes no {flag}")));
    }
    let filter = run.filter()?;
    let before = run.side(&args.before)?;
    let after = run.side(&args.after)?;
    let comparison = compare([&args.before, &args.after], [before, after], &filter, run)?;
    let page = || page::of(&comparison);
    // A page of differences names no event of a timeline.
    match args.format {
        Format::Plain => super::reports::write(&nowhere(), &page(), run.wrapped_look(), run.out)?,
        Format::Markdown => write!(run.out, "{}", export::report(&nowhere(), &page()))?,
        Format::Json => {
            let json = format!("{:#}", page::json(&comparison));
            json.lines().try_for_each(|line| writeln!(run.out, "{}", json::inert(line)))?;
        }
    }
    let same = comparison.events.is_empty() && comparison.registries.is_empty();
    Ok(Outcome::matched(same))
}

pub(super) fn nowhere() -> Timeline {
    Timeline::new(Store::from_texts::<PathBuf, Vec<u8>>([]).shared(), None)
}

/// One of the two stores, with its timeline if reading the store already built one.
struct Side {
    store: Arc<Store>,
    timeline: Option<Timeline>,
}

impl Side {
    fn into_timeline(self) -> Timeline {
        self.timeline.unwrap_or_else(|| Timeline::new(self.store, None))
    }
}

impl Run<'_> {
    /// Returns the filter that the flags describe.
    fn filter(&self) -> Result<Filter, Error> {
        let terms = self.flags.filter_terms();
        let read = terms.iter().map(|term| Filter::parse(term)).collect::<Result<Vec<_>, _>>()?;
        Ok(Filter::all(read))
    }

    /// Reads one of the two stores. A large store is read through the cache, unless `--no-cache` is given.
    fn side(&mut self, named: &Path) -> Result<Side, Error> {
        let text = named.to_str().unwrap_or_default();
        let there = text == "-" || std::fs::symlink_metadata(named).is_ok();
        let cache = if self.flags.no_cache { None } else { Cache::of_user() };
        let mut timeline = None;
        let store = if there {
            let inputs = Input::from_args(&[named.to_owned()], None, Path::new("."));
            match cache {
                Some(cache) => {
                    timeline.insert(Timeline::load(&inputs, Some(&cache), &mut |_| {})?).shared_store()
                }
                None => Store::load(&inputs)?.shared(),
            }
        } else if text.contains(':') {
            Store::at_revision(text, Path::new("."))?.shared()
        } else {
            let hint = format!("write REV:PATH for a git revision of it, such as HEAD~1:{text}");
            return Err(Error::new(format!("no file or directory `{}`", named.display())).hint(hint));
        };
        let problems = store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
        if problems > 0 && !self.flags.quiet {
            writeln!(
                self.err,
                "{} in {}; what could not be read there is not compared",
                counted(problems, "problem"),
                named.display()
            )?;
        }
        Ok(match self.as_of()? {
            Some(at) => match timeline.map(|timeline| timeline.as_of(&at)) {
                Some(known) => Side { store: known.shared_store(), timeline: Some(known) },
                None => Side { store: store.as_of(&at).shared(), timeline: None },
            },
            None => Side { store, timeline },
        })
    }
}

fn compare(
    names: [&PathBuf; 2],
    sides: [Side; 2],
    filter: &Filter,
    run: &Run<'_>,
) -> Result<Comparison, Error> {
    let stores = sides.each_ref().map(|side| Arc::clone(&side.store));
    let [before, after] = stores.each_ref().map(Arc::as_ref);
    let chosen = if filter.is_empty() {
        drop(sides);
        [before, after].map(|store| EventSet::all(store.events.len()))
    } else {
        let [before, after] = sides.map(Side::into_timeline);
        match (choose(filter, &before, run)?, choose(filter, &after, run)?) {
            // A name that only one store knows chooses nothing in the other. A name that neither knows is an error.
            (Err(_), Err(error)) => return Err(error.into()),
            (a, b) => [a.unwrap_or_else(|_| none(&before)), b.unwrap_or_else(|_| none(&after))],
        }
    };
    let (counts, events) = compare_events([before, after], &chosen);
    let lists = json::registries(before).into_iter().zip(json::registries(after));
    let registries = lists
        .map(|((name, old), (_, new))| (name, Differences::new(old, new)))
        .filter(|(_, differences)| filter.is_empty() && !differences.is_empty())
        .collect();
    Ok(Comparison { names: names.map(|name| name.display().to_string()), counts, events, registries })
}

/// The number of events from which they are compared on all cores.
const MANY: usize = 512;

/// Compares the events that are chosen in either store, and returns how many there are in each.
fn compare_events([before, after]: [&Store; 2], chosen: &[EventSet; 2]) -> ([usize; 2], Differences) {
    /// The result for an event of the new store.
    enum Now {
        Added(String, Record),
        Compared(Option<Changed>),
    }
    let alike = Alike::new(before, after);
    let record = |store: &Store, ix: EventIx| json::record(store, &store.events.fresh(ix));
    // Lists each event that is chosen in either store, with its position in the other store.
    let wanted = |[own, other]: [(&Store, &EventSet); 2]| -> Vec<(EventIx, Option<EventIx>)> {
        let all = (0..own.0.events.len() as u32).map(EventIx);
        let found = all.map(|ix| (ix, other.0.events.find(own.0.events.id(ix))));
        let wanted = |(ix, there): &(EventIx, Option<EventIx>)| {
            own.1.contains(*ix) || there.is_some_and(|there| other.1.contains(there))
        };
        found.filter(wanted).collect()
    };
    let sides = [(before, &chosen[0]), (after, &chosen[1])];
    let (old, new) = (wanted(sides), wanted([sides[1], sides[0]]));
    let compared = parallel::map(&new, MANY, |(ix, was)| {
        let id = after.events.id(*ix);
        match was {
            None => Now::Added(id.to_owned(), record(after, *ix)),
            Some(was) if alike.are(*was, *ix) => Now::Compared(None),
            Some(was) => {
                Now::Compared(Changed::new(id.to_owned(), &record(before, *was), record(after, *ix)))
            }
        }
    });
    let mut events = Differences::default();
    for now in compared {
        match now {
            Now::Added(id, record) => events.added.push((id, record)),
            Now::Compared(changed) => events.compared(changed),
        }
    }
    let removed_events: Vec<EventIx> =
        old.iter().filter(|(_, now)| now.is_none()).map(|(ix, _)| *ix).collect();
    events.removed =
        parallel::map(&removed_events, MANY, |ix| (before.events.id(*ix).to_owned(), record(before, *ix)));
    ([old.len(), new.len()], events.paired())
}

fn none(timeline: &Timeline) -> EventSet {
    EventSet::none(timeline.order().len())
}

/// Returns the events that the filter keeps, or why the filter does not fit this store.
fn choose(
    filter: &Filter,
    timeline: &Timeline,
    run: &Run<'_>,
) -> Result<Result<EventSet, FilterError>, Error> {
    let (now, bookmarks) = (run.now()?, HashSet::new());
    let query = filter.bind(timeline, Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks });
    Ok(query.map(|query| query.run(timeline)))
}
