//! The table: a line for each measurement at each size.

use std::io::{self, Write};

use crate::measure::{Cell, spelt};

/// What was measured, at every size.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<(String, Vec<(usize, Cell)>)>,
}

impl Report {
    /// Adds what was measured at one size.
    pub(crate) fn add(&mut self, name: &str, events: usize, cell: Cell) {
        let at = self.rows.iter().position(|(row, _)| row == name);
        let at = at.unwrap_or_else(|| {
            self.rows.push((name.to_owned(), Vec::new()));
            self.rows.len() - 1
        });
        if let Some((_, cells)) = self.rows.get_mut(at) {
            cells.push((events, cell));
        }
    }

    /// Adds what was measured without a store.
    pub(crate) fn add_once(&mut self, name: &str, cell: Cell) {
        self.add(name, 0, cell);
    }

    /// Writes the table.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "| {:<44} | {:>9} | {:>9} | {:>7} | {:>9} | {:>8} | {:>6} | remarks |",
            "measured (median)", "events", "time", "MB/s", "events/s", "peak MB", "growth"
        )?;
        let rule = |width: usize| "-".repeat(width);
        let rules = [46, 11, 11, 9, 11, 10, 8, 9].map(rule);
        writeln!(out, "|{}|", rules.join("|"))?;
        for (name, cells) in &self.rows {
            let mut before: Option<&Cell> = None;
            for (at, (events, cell)) in cells.iter().enumerate() {
                let name = if at == 0 { name.as_str() } else { "" };
                line(out, name, *events, cell, before)?;
                before = Some(cell);
            }
        }
        Ok(())
    }
}

fn line(
    out: &mut dyn Write,
    name: &str,
    events: usize,
    cell: &Cell,
    before: Option<&Cell>,
) -> io::Result<()> {
    let seconds = |cell: &Cell| cell.time.map(|time| time.as_secs_f64().max(1e-9));
    let per_second = |amount: f64| seconds(cell).map(|s| amount / s);
    let megabytes = cell.bytes.and_then(|bytes| per_second(bytes as f64 / 1e6));
    let rate = cell.events.and_then(|events| per_second(events as f64));
    let growth = before.and_then(seconds).zip(seconds(cell)).map(|(before, now)| now / before);
    let shown = |value: Option<String>| value.unwrap_or_default();
    writeln!(
        out,
        "| {name:<44} | {:>9} | {:>9} | {:>7} | {:>9} | {:>8} | {:>6} | {} |",
        shown((events > 0).then(|| events.to_string())),
        shown(cell.time.map(spelt)),
        shown(megabytes.map(|m| format!("{m:.0}"))),
        shown(rate.map(thousands)),
        shown(cell.peak.map(|peak| format!("{:.0}", peak as f64 / 1e6))),
        shown(growth.map(|g| format!("×{g:.1}"))),
        cell.note,
    )
}

fn thousands(rate: f64) -> String {
    match rate {
        r if r >= 1e6 => format!("{:.1} M", r / 1e6),
        r if r >= 1e3 => format!("{:.0} k", r / 1e3),
        r => format!("{r:.0}"),
    }
}
