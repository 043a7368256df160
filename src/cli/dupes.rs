//! `demarche dupes`: entries that may be one event, side by side.

use std::collections::HashSet;
use std::io;

use serde_json::{Value, json};

use super::flags::{Flags, unlisted};
use super::reports::wrap;
use super::{Outcome, Run, Stores};
use crate::describe::people;
use crate::error::Error;
use crate::event::EventIx;
use crate::export::json::{self, Notes, inert};
use crate::report::dupes::{Dupes, NEAR, Pair};
use crate::text::signs::sign;
use crate::text::{agreeing, columns, counted, thousands, visible_line};
use crate::timeline::Timeline;

const EXAMPLES: &str = "Examples:
  printf -- '- {kind: strike, date: 2025-12-01, title: %s, venue: Odesa}\\n' \\
    'Drones hit a port' 'Port hit by drones' | demarche dupes -
  demarche dupes data || true   exit code 1: there are none in it
  demarche dupes data -k strike --since 2025-12 --limit 5 --format json || true
  demarche explain dupes

A pair is listed if the filter keeps either entry. Exit codes: 0 pairs, 1 none,
2 failed.";

/// The width from which two entries stand side by side.
const TWO: usize = 100;
/// The columns of a field's name.
const NAME: usize = 9;

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&["sort"]))]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub from: Stores,

    /// Output for people or for scripts
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: Format,
}

/// How pairs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Two columns
    #[default]
    Plain,
    /// One JSON object
    Json,
}

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    if run.flags.sort.is_some() {
        return Err(Error::new("dupes sorts by points and takes no --sort"));
    }
    // The limit is one of pairs, not of the events that are compared.
    let all = Flags { limit: None, ..run.flags.clone() };
    let opened = Run { flags: &all, environment: run.environment, out: &mut *run.out, err: &mut *run.err }
        .open(&args.from.stores)?;
    let shown: HashSet<EventIx> = opened.shown.iter().copied().collect();
    let found = Dupes::find(&opened.timeline, &|ix| shown.contains(&ix));
    let listed = found.pairs.get(..run.flags.limit.unwrap_or(usize::MAX)).unwrap_or(&found.pairs);
    match args.format {
        Format::Plain => {
            let width = run.wrapped_look().width.unwrap_or(TWO);
            for (nth, pair) in listed.iter().enumerate() {
                if nth > 0 {
                    writeln!(run.out)?;
                }
                let head = format!("{}: {}", counted(pair.points as usize, "point"), pair.why.join(", "));
                for part in wrap(&head, width) {
                    writeln!(run.out, "{}", run.wrapped_look().paint.bold(&part))?;
                }
                side_by_side(&opened.timeline, pair, width, run.out)?;
            }
        }
        Format::Json => {
            let pair = |pair: &Pair| {
                let events = [pair.one, pair.other].map(|ix| json::event(&opened.timeline, ix, Notes::Kept));
                json!({"points": pair.points, "why": pair.why, "events": events})
            };
            let pairs: Vec<Value> = listed.iter().map(pair).collect();
            let text = format!(
                "{:#}",
                json!({"pairs": pairs, "found": found.pairs.len(), "crowded": found.crowded})
            );
            text.lines().try_for_each(|line| writeln!(run.out, "{}", inert(line)))?;
        }
    }
    if !run.flags.quiet {
        run.out.flush()?;
        let more = found.pairs.len() - listed.len();
        match found.pairs.len() {
            0 => writeln!(run.err, "no two entries have enough in common to be one event")?,
            _ if more > 0 => writeln!(
                run.err,
                "{} more; raise --limit to see {}",
                counted(more, "pair"),
                agreeing(more, "it", "them")
            )?,
            _ => {}
        }
        if found.crowded > 0 {
            let events = thousands(found.crowded as u64);
            writeln!(
                run.err,
                "note: {events} of the events share something with more than {NEAR} others around the same day and were compared with the {NEAR} that share what is rarest"
            )?;
        }
    }
    Ok(Outcome::matched(!listed.is_empty()))
}

/// Returns the fields that tell two entries apart, under the names of the store.
fn fields(timeline: &Timeline, ix: EventIx) -> Vec<(&'static str, String)> {
    let (store, event) = (timeline.store(), timeline.event(ix));
    let registry = &store.registry;
    let actors = people::roles(&event.actors).into_iter().map(|role| {
        let names: Vec<&str> = event.in_role(role).map(|actor| registry.actor(actor).name.as_str()).collect();
        format!("{role}: {}", names.join(", "))
    });
    let sources = event.sources.iter().map(|source| {
        let credit = registry.credit(*source);
        credit.url.or(credit.title).unwrap_or("no address").to_owned()
    });
    let place = format!("{}:{}", store.file(event.place).path.display(), event.place.line);
    vec![
        ("", place),
        ("id", event.id.to_string()),
        ("kind", event.kind.to_string()),
        ("date", event.date.text().to_owned()),
        ("title", event.title.clone()),
        ("status", event.status.to_string()),
        ("actors", actors.collect::<Vec<_>>().join("; ")),
        ("venue", event.venue.map(|venue| registry.venue(venue).name.clone()).unwrap_or_default()),
        ("sources", sources.collect::<Vec<_>>().join(" ")),
        ("grade", event.grade.to_string()),
    ]
}

fn side_by_side(timeline: &Timeline, pair: &Pair, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let [one, other] = [pair.one, pair.other].map(|ix| fields(timeline, ix));
    if width < TWO {
        for (nth, all) in [one, other].iter().enumerate() {
            if nth > 0 {
                writeln!(out, "  {}", sign("─").repeat(width.saturating_sub(2).min(NAME * 2)))?;
            }
            for (name, text) in all.iter().filter(|(_, text)| !text.is_empty()) {
                let room = width.saturating_sub(NAME + 2).max(20);
                for (at, part) in wrap(&visible_line(text), room).iter().enumerate() {
                    writeln!(out, "  {:<NAME$}{part}", if at == 0 { name } else { "" })?;
                }
            }
        }
        return Ok(());
    }
    let room = (width - NAME - 2 - 3) / 2;
    for ((name, left), (_, right)) in
        one.iter().zip(&other).filter(|((_, a), (_, b))| !(a.is_empty() && b.is_empty()))
    {
        let [left, right] = [left, right].map(|text| wrap(&visible_line(text), room));
        for at in 0..left.len().max(right.len()) {
            let cell = |cells: &[String]| cells.get(at).cloned().unwrap_or_default();
            let (left, right) = (cell(&left), cell(&right));
            let pad = " ".repeat(room.saturating_sub(columns(&left)));
            let line =
                format!("  {:<NAME$}{left}{pad} {} {right}", if at == 0 { name } else { "" }, sign("│"));
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}
