//! `demarche show`: one event whole.

mod page;
mod said;
mod sources;
mod whole;

use std::io::{self, Write};

use super::flags::{CHOOSING, unlisted};
use super::list::Look;
use super::{Outcome, Run};
use crate::event::EventIx;
use crate::report::Report;
use crate::store::Store;
use crate::text::fold;
use crate::timeline::Timeline;

const EXAMPLES: &str = "Examples:
  demarche show 2025-12-21-ushakov-no-trilateral
  demarche show 2025-12-19-miami-round 2025-12-20-miami-us-russia --timezone Europe/Kyiv
  demarche show --store data 2025-12-21-ushakov-no-trilateral";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING))]
pub struct Args {
    /// Ids of events, as `list --format tsv` gives them; the store comes from --store
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
}

/// How many near ids an error names.
const NEAR: usize = 5;

/// Runs the command.
///
/// # Errors
/// An id that the store does not have; see also [`Report`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Report> {
    run.nothing_chosen("show tells the events named and")?;
    let zone = run.zone()?;
    let store = run.load(&[])?;
    let found: Result<Vec<EventIx>, Report> = args.ids.iter().map(|id| find(&store, id)).collect();
    let found = found?;
    let timeline = Timeline::new(store.shared(), zone);
    write(&timeline, &found, run.look(), run.out)?;
    Ok(Outcome::matched(!found.is_empty()))
}

/// Writes events whole, one after the other.
///
/// # Errors
/// Those of `out`.
pub fn write(timeline: &Timeline, events: &[EventIx], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (nth, ix) in events.iter().enumerate() {
        if nth > 0 {
            writeln!(out, "\n{}\n", "─".repeat(look.width.unwrap_or(72).min(72)))?;
        }
        out.write_all(whole::page(timeline, *ix, look).as_bytes())?;
    }
    Ok(())
}

fn find(store: &Store, id: &str) -> Result<EventIx, Report> {
    if let Some(ix) = store.find(id) {
        return Ok(ix);
    }
    let report = Report::new(match &store.known {
        Some(known) => format!("no event `{id}` was known as of {}", known.at.date().short(None)),
        None => format!("no event `{id}`"),
    });
    let near: Vec<String> = near(store, id).into_iter().map(|id| format!("`{id}`")).collect();
    Err(match near.as_slice() {
        [] => report.hint("demarche list --format tsv shows the ids"),
        [one] => report.hint(format!("did you mean {one}?")),
        [most @ .., last] => report.hint(format!("did you mean {} or {last}?", most.join(", "))),
    })
}

/// Ids that hold every word of what was typed, else those a few letters away; nearest first.
fn near<'s>(store: &'s Store, typed: &str) -> Vec<&'s str> {
    let wanted = fold(typed);
    let words: Vec<&str> = wanted.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let ids = || store.events.ids();
    let mut near: Vec<(usize, &str)> = ids()
        .filter(|id| !words.is_empty() && words.iter().all(|word| id.contains(word)))
        .map(|id| (strsim::damerau_levenshtein(&wanted, id), id))
        .collect();
    if near.is_empty() {
        let most = (wanted.chars().count() / 3).max(1);
        // Ids whose lengths differ by more than that cannot be nearer.
        let alike = ids().filter(|id| id.len().abs_diff(wanted.len()) <= most);
        near = alike.map(|id| (strsim::damerau_levenshtein(&wanted, id), id)).collect();
        near.retain(|(distance, _)| *distance <= most);
    }
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id).take(NEAR).collect()
}

#[cfg(test)]
mod tests;
