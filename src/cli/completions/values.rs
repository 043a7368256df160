//! The hidden command `__complete`: candidates from the store for the word that is being typed in a shell.
//!
//! The ids that begin with the word come first. If there are none, the ids of what has a name or an alias that begins
//! with it. A filter is completed as in the browser: fields, then the values of a field. Nothing is printed to standard error, and a store that cannot be read has no candidates.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::super::{Outcome, Run};
use crate::error::Error;
use crate::event::{EventIx, Kind, Word};
use crate::filter::{Context, complete};
use crate::registry::Name;
use crate::text::{counted, fold, visible_line};
use crate::timeline::Timeline;

/// Its own flags.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What to complete
    #[arg(value_name = "KIND")]
    pub(crate) what: Values,

    /// What is typed so far
    #[arg(value_name = "PREFIX", allow_hyphen_values = true)]
    pub(crate) prefix: Option<String>,

    /// The other words of the line, which may name a store
    #[arg(value_name = "WORD", last = true)]
    pub(crate) words: Vec<String>,
}

/// What the store can complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Values {
    Actor,
    Venue,
    Kind,
    Tag,
    View,
    Event,
    Filter,
    Claim,
}

/// The most candidates: more help nobody.
const MOST: usize = 2_000;

/// Runs the command.
///
/// # Errors
/// Only a closed output: a store that cannot be read has no candidates.
pub(crate) fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    let stores = stores(&args.words);
    let Ok(inputs) = run.inputs(&stores) else { return Ok(Outcome::Nothing) };
    if inputs.contains(&crate::store::Input::Stdin) {
        return Ok(Outcome::Nothing);
    }
    let cache = crate::snapshot::Cache::of_user();
    let Ok(timeline) = Timeline::load(&inputs, cache.as_ref(), &mut |_| {}) else {
        return Ok(Outcome::Nothing);
    };
    let prefix = args.prefix.as_deref().unwrap_or_default();
    // `-a kremlin,wit` completes what follows the comma, `-a speaker=wit` what follows the role. An event's id and a view's
    // name are never in such a list.
    let (before, last) = match args.what {
        Values::Event | Values::View | Values::Filter | Values::Claim => ("", prefix),
        _ => prefix.rfind([',', '=']).map_or(("", prefix), |at| prefix.split_at(at + 1)),
    };
    let found = match args.what {
        Values::Filter => terms(run, &timeline, last)?,
        what => candidates(&timeline, what, last),
    };
    let something = !found.is_empty();
    for (value, about) in found.into_iter().take(MOST) {
        let about = about.replace(['\t', '\n', '\r'], " ");
        writeln!(run.out, "{before}{}\t{}", visible_line(&value), visible_line(&about))?;
    }
    Ok(Outcome::matched(something))
}

/// Returns the stores that the words of a line name: after `-s` and `--store`, and directories and YAML files.
fn stores(words: &[String]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut words = words.iter().map(String::as_str);
    let takes_event = words.clone().any(|word| super::OF_EVENTS.contains(&word));
    while let Some(word) = words.next() {
        match word {
            "-s" | "--store" => {
                // Bash cuts `--store=data` into three words.
                let value = words.next().filter(|value| *value != "=").or_else(|| words.next());
                found.extend(value.map(home));
            }
            "-o" | "--output" | "-f" | "--filter" | "-a" | "--actor" | "--venue" | "--view" | "--about" => {
                words.next();
            }
            _ if word.starts_with("--store=") => found.extend(word.strip_prefix("--store=").map(home)),
            _ if takes_event || word.starts_with('-') => {}
            _ => {
                let path = home(word);
                let is_yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
                if path.is_dir() || is_yaml && path.is_file() {
                    found.push(path);
                }
            }
        }
    }
    found
}

/// Returns a path as a shell would read it: `~/` is the home directory.
fn home(word: &str) -> PathBuf {
    let below = word.strip_prefix("~/").zip(std::env::var_os("HOME"));
    below.map_or_else(|| PathBuf::from(word), |(rest, home)| Path::new(&home).join(rest))
}

/// Returns the values that `prefix` may become, each with what it is.
fn candidates(timeline: &Timeline, kind: Values, prefix: &str) -> Vec<(String, String)> {
    let store = timeline.store();
    let registry = &store.registry;
    match kind {
        Values::Actor => named(registry.actor_names(), prefix, |ix| {
            registry.actors.get(ix as usize).map(|actor| (&*actor.id, actor.name.as_str()))
        }),
        Values::Venue => named(registry.venue_names(), prefix, |ix| {
            registry.venues.get(ix as usize).map(|venue| (&*venue.id, venue.name.as_str()))
        }),
        Values::Kind => begun(Kind::ALL.iter().map(|kind| (kind.word(), "")), prefix),
        Values::Tag => {
            let used = timeline.index().tags().filter(|(_, events)| !events.is_empty());
            begun(used.map(|(tag, _)| (tag, "")), prefix)
        }
        Values::View => begun(store.views.iter().map(|v| (v.name.as_str(), v.filter.as_str())), prefix),
        Values::Event => {
            let found = store.events.ids().enumerate().filter(|(_, id)| id.starts_with(prefix)).take(MOST);
            let title = |at: usize| {
                let at = u32::try_from(at).unwrap_or_default();
                store.event(EventIx(at)).title.clone()
            };
            let mut found: Vec<_> = found.map(|(at, id)| (id.to_owned(), title(at))).collect();
            found.sort();
            found
        }
        Values::Claim => begun(registry.claims.iter().map(|claim| (&*claim.id, claim.text.as_str())), prefix),
        // What a filter may become depends on the day, which the caller knows.
        Values::Filter => Vec::new(),
    }
}

/// Returns what the filter typed so far may become, each with what the browser shows for it.
fn terms(run: &Run<'_>, timeline: &Timeline, typed: &str) -> Result<Vec<(String, String)>, Error> {
    let (now, none) = (run.now()?, HashSet::new());
    let context = Context { now: &now, bookmarks: &none, unseen: &none };
    let done = complete(typed, typed.len(), timeline, context);
    let before = typed.get(..done.span.start).unwrap_or_default();
    let of_word = done.bare.map(|bare| (format!("{before}{}", bare.term), bare.word));
    let candidates = done.candidates.into_iter().map(|candidate| {
        let count = candidate
            .count
            .map_or_else(String::new, |count| format!(", {}", counted(count as usize, "event")));
        (format!("{before}{}", candidate.insert.trim_end()), format!("{}{count}", candidate.label))
    });
    let mut seen = HashSet::new();
    Ok(of_word.into_iter().chain(candidates).filter(|(text, _)| seen.insert(text.clone())).collect())
}

/// Returns the values that begin with `prefix`, whatever its case.
fn begun<'v>(values: impl Iterator<Item = (&'v str, &'v str)>, prefix: &str) -> Vec<(String, String)> {
    let wanted = fold(prefix);
    let mut found: Vec<(String, String)> = values
        .filter(|(value, _)| value.starts_with(prefix) || fold(value).starts_with(&wanted))
        .map(|(value, about)| (value.to_owned(), about.to_owned()))
        .collect();
    found.sort();
    found
}

/// Returns the ids that begin with `prefix`; if there are none, those of what has a name or an alias that does.
fn named<'r>(
    names: &Name,
    prefix: &str,
    entry: impl Fn(u32) -> Option<(&'r str, &'r str)>,
) -> Vec<(String, String)> {
    let wanted = fold(prefix);
    let (mut by_id, mut by_name) = (BTreeMap::new(), BTreeMap::new());
    for (name, ix) in names.all() {
        let Some((id, shown)) = entry(ix) else { continue };
        if id.starts_with(prefix) {
            by_id.insert(id, shown);
        } else if name.starts_with(&wanted) {
            by_name.insert(id, shown);
        }
    }
    let found = if by_id.is_empty() { by_name } else { by_id };
    found.into_iter().map(|(id, name)| (id.to_owned(), name.to_owned())).collect()
}
