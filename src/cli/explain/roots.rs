//! `demarche explain roots`: the rule with its tables, and how it counts the sources of one event.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::reports::wrap;
use super::super::{Outcome, Run, show};
use crate::describe::roots::{Why, why};
use crate::error::Error;
use crate::event::Event;
use crate::registry::address;
use crate::text::visible_line;

/// The width of the page.
const WIDTH: usize = 80;
/// The column at which the hosts begin in a table.
const MARGIN: usize = 20;

/// Returns the rule with the platforms and archives that it knows.
pub(super) fn with_tables(rule: &str) -> String {
    let mut out = format!("{}\n\nPlatforms: each account is its own publisher\n", rule.trim_end());
    for (name, host, others) in address::platforms() {
        let hosts: Vec<&str> = [host].into_iter().chain(others.iter().copied()).collect();
        row(&mut out, name, &hosts);
    }
    row(&mut out, "Mastodon, too", &address::servers().collect::<Vec<_>>());
    out.push_str("\nArchives and caches: each copy counts as the page it copies\n");
    for (name, hosts) in address::archives() {
        row(&mut out, name, hosts);
    }
    row(&mut out, "Short addresses", &address::shorteners().collect::<Vec<_>>());
    out
}

fn row(out: &mut String, name: &str, hosts: &[&str]) {
    for (nth, line) in wrap(&hosts.join(" "), WIDTH - MARGIN - 2).iter().enumerate() {
        let name = if nth == 0 { name } else { "" };
        let _ = writeln!(out, "  {name:<MARGIN$}{line}");
    }
}

/// Writes which independent roots the sources of an event have.
pub(super) fn of_event(run: &mut Run<'_>, id: &str) -> Result<Outcome, Error> {
    let timeline = run.load(&[])?;
    let store = timeline.store();
    let event = store.event(show::find(store, id)?);
    let width = run.look().width.map_or(WIDTH, |width| width.min(WIDTH));
    write(event, &why(store, event), width, run.out)?;
    Ok(Outcome::Matched)
}

fn write(event: &Event, why: &Why, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let hanging = |out: &mut dyn Write, first: &str, text: &str| -> io::Result<()> {
        let rest = " ".repeat(first.chars().count());
        for (nth, line) in wrap(&visible_line(text), width.saturating_sub(rest.len())).iter().enumerate() {
            writeln!(out, "{}{line}", if nth == 0 { first } else { &rest })?;
        }
        Ok(())
    };
    hanging(out, "", &event.title)?;
    hanging(out, "", &format!("{}: {}", event.id, why.count))?;
    for (root, lines) in &why.roots {
        writeln!(out)?;
        hanging(out, "", root)?;
        for line in lines {
            // Addresses are never broken, so a terminal can open and copy them.
            writeln!(out, "  [{}] {}", line.number, visible_line(&line.named))?;
            for reason in &line.reasons {
                hanging(out, "      - ", reason)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
