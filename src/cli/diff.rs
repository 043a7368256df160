//! `demarche diff`: what changed between two stores, or between two states of one in git.

mod page;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::flags::unlisted;
use super::reports::Format;
use super::{Outcome, Run};
use crate::analysis::diff::Differences;
use crate::event::{Event, EventIx};
use crate::export::{self, json};
use crate::filter::{Context, Filter, FilterError};
use crate::report::Report;
use crate::store::{Input, Severity, Store};
use crate::text::counted;
use crate::timeline::{EventSet, Timeline};

const EXAMPLES: &str = "Examples:
  demarche diff HEAD~1:data data                    what is new since the last commit
  demarche diff v1:data HEAD:data -a kremlin --format markdown
  demarche diff data/events/2022.yaml data/events/2023.yaml

An event that the filter keeps on either side is compared. Exit codes: 0 no
difference, 1 differences, 2 failed.";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&["store", "view", "sort", "limit"]))]
pub struct Args {
    /// The store before: a file, a directory, `-`, or REV:PATH as git has it
    #[arg(value_name = "A")]
    pub before: PathBuf,

    /// The store after, likewise
    #[arg(value_name = "B")]
    pub after: PathBuf,

    /// How the differences are written
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: Format,
}

/// What was compared.
#[derive(Debug)]
struct Comparison {
    /// What the two were called on the command line.
    names: [String; 2],
    /// How many events of each were compared.
    counts: [usize; 2],
    /// The events.
    events: Differences,
    /// The registries that differ, by the name of their list.
    registries: Vec<(&'static str, Differences)>,
}

/// Runs the command.
///
/// # Errors
/// A store that cannot be read, a revision that is not there, a filter that fits neither store.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Report> {
    let flags = run.flags;
    let unused = [
        ("--store", !flags.store.is_empty()),
        ("--view", flags.view.is_some()),
        ("--sort", flags.sort.is_some()),
        ("--limit", flags.limit.is_some()),
    ];
    if let Some((flag, _)) = unused.into_iter().find(|(_, given)| *given) {
        return Err(Report::new(format!("diff compares the two stores named and takes no {flag}")));
    }
    let filter = run.filter()?;
    let before = run.side(&args.before)?;
    let after = run.side(&args.after)?;
    let comparison = compare([&args.before, &args.after], [before, after], &filter, run)?;
    let page = || page::of(&comparison);
    // Nothing of a page of differences is an event of a timeline.
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

fn nowhere() -> Timeline {
    Timeline::new(Store::from_texts::<PathBuf, Vec<u8>>([]).shared(), None)
}

impl Run<'_> {
    /// The filter of the flags.
    fn filter(&self) -> Result<Filter, Report> {
        let terms = self.flags.filter_terms();
        let read = terms.iter().map(|term| Filter::parse(term)).collect::<Result<Vec<_>, _>>()?;
        Ok(Filter::all(read))
    }

    /// Reads one of the two stores.
    fn side(&mut self, named: &Path) -> Result<Arc<Store>, Report> {
        let text = named.to_str().unwrap_or_default();
        let there = text == "-" || std::fs::symlink_metadata(named).is_ok();
        let store = if there {
            Store::load(&Input::from_args(&[named.to_owned()], None, Path::new(".")))?
        } else if text.contains(':') {
            Store::at_revision(text, Path::new("."))?
        } else {
            let hint = format!("a state of it in git is written REV:PATH, such as HEAD~1:{text}");
            return Err(Report::new(format!("no file or directory `{}`", named.display())).hint(hint));
        };
        let problems = store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
        if problems > 0 && !self.flags.quiet {
            writeln!(
                self.err,
                "{} in {}; what is wrong there is not compared",
                counted(problems, "problem"),
                named.display()
            )?;
        }
        Ok(match self.as_of()? {
            Some(at) => store.as_of(&at).shared(),
            None => store.shared(),
        })
    }
}

fn compare(
    names: [&PathBuf; 2],
    stores: [Arc<Store>; 2],
    filter: &Filter,
    run: &Run<'_>,
) -> Result<Comparison, Report> {
    let [before, after] = stores.map(|store| Timeline::new(store, None));
    let chosen = match (choose(filter, &before, run)?, choose(filter, &after, run)?) {
        // A name that only one of them knows chooses nothing in the other; one that neither knows is a mistake.
        (Err(_), Err(error)) => return Err(error.into()),
        (a, b) => [a.unwrap_or_else(|_| none(&before)), b.unwrap_or_else(|_| none(&after))],
    };
    let ids: HashSet<&str> = [(&before, &chosen[0]), (&after, &chosen[1])]
        .into_iter()
        .flat_map(|(timeline, set)| timeline.shown(set).into_iter().map(|ix| timeline.event(ix).id.as_str()))
        .collect();
    let records = |timeline: &Timeline| {
        let wanted = |(_, event): &(EventIx, &Event)| ids.contains(event.id.as_str());
        let record =
            |(_, event): (EventIx, &Event)| (event.id.to_string(), json::record(timeline.store(), event));
        timeline.store().iter().filter(wanted).map(record).collect::<Vec<_>>()
    };
    let (old, new) = (records(&before), records(&after));
    let counts = [old.len(), new.len()];
    let events = Differences::new(old, new);
    let lists = json::registries(before.store()).into_iter().zip(json::registries(after.store()));
    let registries = lists
        .map(|((name, old), (_, new))| (name, Differences::new(old, new)))
        .filter(|(_, differences)| filter.is_empty() && !differences.is_empty())
        .collect();
    Ok(Comparison { names: names.map(|name| name.display().to_string()), counts, events, registries })
}

fn none(timeline: &Timeline) -> EventSet {
    EventSet::none(timeline.order().len())
}

/// The events that the filter keeps, or why it does not fit this store.
fn choose(
    filter: &Filter,
    timeline: &Timeline,
    run: &Run<'_>,
) -> Result<Result<EventSet, FilterError>, Report> {
    let (now, bookmarks) = (run.now()?, HashSet::new());
    let query = filter.bind(timeline, Context { now: &now, bookmarks: &bookmarks });
    Ok(query.map(|query| query.run(timeline)))
}
