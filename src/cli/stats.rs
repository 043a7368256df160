//! `demarche stats`: counts of the events shown.

mod months;

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::list::Look;
use super::reports::wrap;
use super::{Opened, Outcome, Run, Stores};
use crate::error::Error;
use crate::text::signs::sign;
use crate::text::{counted, cut, thousands, visible_line};
use crate::timeline::facets::{self, Facet, FacetRow};
use crate::timeline::histogram::{Histogram, Unit};
use crate::timeline::unnamed::CountingEvents;
use crate::timeline::{EventSet, Timeline};

const EXAMPLES: &str = "Examples:
  demarche stats
  demarche stats -k strike --since 2025 --top 5
  demarche stats -f 'speaker:kremlin stance:denies'";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// What to read.
    #[command(flatten)]
    pub from: Stores,

    /// How many rows of a long list to show; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub top: usize,
}

/// The number of bars in the strip, so that it fits on 80 columns with its margin.
const STRIP: usize = 72;
/// The length of the longest bar.
const BAR: usize = 24;
/// The length of the longest bar in the narrowest terminal.
const SHORTEST: usize = 8;
/// Spaces before a line.
const MARGIN: usize = 2;
/// The width of a count with the spaces around it.
const NUMBER: usize = 9;

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    let opened = run.open(&args.from.stores)?;
    write(&opened, args.top, run.wrapped_look(), run.out)?;
    Ok(Outcome::matched(!opened.shown.is_empty()))
}

/// Writes counts of the events shown.
///
/// # Errors
/// Any error of `out`.
pub fn write(opened: &Opened, top: usize, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let timeline = &opened.timeline;
    let (shown, all) = (opened.shown.len(), timeline.order().len());
    let summary = format!("{} of {}", thousands(shown as u64), counted(all, "event"));
    writeln!(out, "{}", look.paint.bold(&summary))?;
    if !opened.filter_text.is_empty() {
        wrapped(&format!("filter  {}", visible_line(&opened.filter_text)), look, out)?;
    }
    if shown == 0 {
        return Ok(());
    }
    sources(opened, look, out)?;
    let most = look.width.map_or(STRIP, |room| room.saturating_sub(MARGIN).clamp(1, STRIP));
    strip(&Histogram::new(timeline, &opened.shown, most), look, out)?;
    let mut set = EventSet::none(all);
    opened.shown.iter().for_each(|ix| set.insert(*ix));
    for (title, facet) in [
        ("kind", Facet::Kind),
        ("status", Facet::Status),
        ("actor, with the states and bodies it belongs to that day", Facet::Actor),
        ("venue, with the places it lies in", Facet::Venue),
    ] {
        let rows = facets::count(timeline, facet, &set);
        let rows = if facet == Facet::Actor { told_apart(timeline, rows, &set) } else { rows };
        table(title, &rows, top, look, out)?;
    }
    table("month", &months::count(timeline, &opened.shown), 0, look, out)?;
    table("source outlet", &facets::count(timeline, Facet::Outlet, &set), top, look, out)
}

/// Removes from each row what only unnamed members of the actor account for, because they have a row of their own.
fn told_apart(timeline: &Timeline, mut rows: Vec<FacetRow>, set: &EventSet) -> Vec<FacetRow> {
    let counted = CountingEvents::new(timeline);
    for row in &mut rows {
        row.count -= counted.borrowed_of(&row.value, set);
    }
    rows.retain(|row| row.count > 0);
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

fn sources(opened: &Opened, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let timeline = &opened.timeline;
    let cited: usize = opened.shown.iter().map(|ix| timeline.pages(*ix)).sum();
    let unsourced = opened.shown.iter().filter(|ix| timeline.event(**ix).sources.is_empty()).count();
    let single = opened.shown.iter().filter(|ix| timeline.roots(**ix) == 1).count();
    let (cited, unsourced) = (thousands(cited as u64), thousands(unsourced as u64));
    let single = counted(single, "event");
    let summary = format!("sources {cited} cited; {single} with one independent root, {unsourced} unsourced");
    wrapped(&summary, look, out)
}

/// Writes a line, wrapped if it is too long.
fn wrapped(text: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match look.width {
        Some(room) => wrap(text, room).iter().try_for_each(|part| writeln!(out, "{part}")),
        None => writeln!(out, "{text}"),
    }
}

/// Writes the histogram in one line, with its first and last day below.
fn strip(histogram: &Histogram, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (Some(first), Some(last)) = (histogram.buckets.first(), histogram.buckets.last()) else {
        return Ok(());
    };
    let peak = histogram.peak().max(1);
    let bars: String = histogram.buckets.iter().map(|bucket| level(bucket.count(), peak)).collect();
    let unit = match histogram.unit {
        Unit::Day => "day".to_owned(),
        Unit::Week => "week, Monday to Sunday".to_owned(),
        Unit::Month => "month".to_owned(),
        Unit::Quarter => "quarter".to_owned(),
        Unit::Year => "year".to_owned(),
        Unit::Years(power) => format!("1{} years", "0".repeat(power.into())),
    };
    writeln!(out, "\n{}", look.paint.bold(&format!("over time: one bar per {unit}, {peak} at most")))?;
    writeln!(out, "  {}", bars.trim_end())?;
    let beside = histogram.beside_in_words().map(|words| format!("; in no bar: {words}")).unwrap_or_default();
    wrapped(&format!("  {} to {}{beside}", first.first.short(), last.last.short()), look, out)
}

/// Returns a bar with one eighth of a block for each eighth of the peak. Every count above zero is visible.
fn level(count: u32, peak: u32) -> &'static str {
    let eighths = (u64::from(count) * 8).div_ceil(u64::from(peak));
    sign([" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"][eighths.min(8) as usize])
}

fn table(title: &str, rows: &[FacetRow], top: usize, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.paint.bold(&format!("by {title}")))?;
    let top_rows = rows.get(..top).filter(|_| top > 0).unwrap_or(rows);
    let taken = MARGIN + NUMBER + SHORTEST;
    let label = |row: &FacetRow| {
        let label = visible_line(&row.label);
        look.width.map_or_else(|| label.to_string(), |room| cut(&label, room.saturating_sub(taken)))
    };
    let labels: Vec<String> = top_rows.iter().map(label).collect();
    let width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let peak = top_rows.iter().map(|row| row.count).max().unwrap_or(1).max(1);
    let longest = look.width.map_or(BAR, |room| room.saturating_sub(MARGIN + width + NUMBER).min(BAR));
    for (row, label) in top_rows.iter().zip(&labels) {
        let pad = " ".repeat(width - label.width());
        let bar = (u64::from(row.count) * longest as u64).div_ceil(u64::from(peak)) as usize;
        writeln!(out, "  {label}{pad} {:>6}  {}", row.count, sign("▇").repeat(bar))?;
    }
    match rows.len() - top_rows.len() {
        0 => Ok(()),
        more => writeln!(out, "  {} and {more} more; --top 0 shows all", sign("…")),
    }
}

#[cfg(test)]
mod tests;
