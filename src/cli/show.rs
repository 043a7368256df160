//! `demarche show`: one event in full.

mod page;
mod sources;
mod statements;
mod subject;
mod whole;

use std::io::{self, Write};

use super::flags::{CHOOSING, unlisted};
use super::list::Look;
use super::{Outcome, Run};
use crate::error::Error;
use crate::event::EventIx;
use crate::store::Store;
use crate::text::signs::sign;
use crate::text::suggest::{did_you_mean, nearest_ids};
use crate::timeline::Timeline;

const EXAMPLES: &str = "Examples:
  demarche show 2025-12-21-ushakov-no-trilateral
  demarche show 2025-12-19-miami-round 2025-12-20-miami-us-russia --timezone Europe/Kyiv
  demarche show --store data 2025-12-21-ushakov-no-trilateral";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING))]
pub struct Args {
    /// Ids of events, as `list --format tsv` shows them; the store comes from --store
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
}

/// Runs the command.
///
/// # Errors
/// The store does not have an id; see also [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("show prints the named events and")?;
    let zone = run.zone()?;
    let timeline = run.load(&[])?;
    let store = timeline.store();
    let found: Result<Vec<EventIx>, Error> = args.ids.iter().map(|id| find(store, id)).collect();
    let found = found?;
    let timeline = if zone.is_some() { timeline.in_zone(zone) } else { timeline };
    write(&timeline, &found, run.look(), run.out)?;
    Ok(Outcome::matched(!found.is_empty()))
}

/// Writes events in full, one after the other.
///
/// # Errors
/// Any error of `out`.
pub fn write(timeline: &Timeline, events: &[EventIx], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (nth, ix) in events.iter().enumerate() {
        if nth > 0 {
            writeln!(out, "\n{}\n", sign("─").repeat(look.width.unwrap_or(72).min(72)))?;
        }
        out.write_all(whole::page(timeline, *ix, look).as_bytes())?;
    }
    Ok(())
}

/// Returns the event with this id.
///
/// # Errors
/// No event has the id. The error names the nearest ids.
pub(super) fn find(store: &Store, id: &str) -> Result<EventIx, Error> {
    if let Some(ix) = store.find(id) {
        return Ok(ix);
    }
    let report = Error::new(match &store.known {
        Some(known) => format!("no event `{id}` was known as of {}", known.at.date().short(None)),
        None => format!("no event `{id}`"),
    });
    let near = nearest_ids(id, || store.events.ids());
    let hint =
        did_you_mean(&near).unwrap_or_else(|| "run demarche list --format tsv to see the ids".to_owned());
    Err(report.hint(hint))
}

#[cfg(test)]
mod tests;
