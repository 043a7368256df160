//! Events over time as a plot in plain text. It shows how many events are logged, not how much happened.

use std::fmt::Write as _;

use super::Document;
use crate::describe::listed;
use crate::event::date::Heading;
use crate::event::{Kind, Word};
use crate::report::Page;
use crate::report::document::{Block, words};
use crate::text::counted;
use crate::timeline::histogram::{Bucket, Histogram, Unit};

/// The maximum number of rows in the plot.
const ROWS: usize = 24;
/// The smallest number of bars: fewer are easier to read as numbers.
const FEWEST: usize = 3;
const LONGEST: u32 = 32;

impl Document<'_> {
    /// Returns a plot with a bar for each day, week, month, quarter or year. `None` if there are too few bars to compare.
    pub(super) fn tempo(&self) -> Option<Page> {
        let histogram = Histogram::new(self.timeline, self.in_order_of_time(), ROWS);
        let unit = named(histogram.unit)?;
        let filled = histogram.buckets.iter().filter(|bucket| bucket.count() > 0).count();
        if filled < FEWEST {
            return None;
        }
        let mut page = Page::new(format!("Events by {unit}"));
        page.push(Block::Plot(bars(&histogram)));
        let mut note = "Events logged here, each under its first day.".to_owned();
        if filled < histogram.buckets.len() {
            note.push_str(" An empty row does not mean that nothing happened.");
        }
        if let Some(beside) = histogram.beside_in_words() {
            let _ = write!(note, " In no bar: {beside}.");
        }
        page.push(Block::Note(words(note)));
        Some(page)
    }
}

/// Returns the name of a unit. `None` for decades and longer.
fn named(unit: Unit) -> Option<&'static str> {
    Some(match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Years(_) => return None,
    })
}

fn bars(histogram: &Histogram) -> Vec<String> {
    let labels: Vec<String> = histogram.buckets.iter().map(|bucket| label(bucket, histogram.unit)).collect();
    let width = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    let peak = histogram.peak().max(1);
    let scale = |count: u32| (count * LONGEST).div_ceil(peak.max(LONGEST)) as usize;
    let longest = scale(peak);
    let line = |(bucket, label): (&Bucket, &String)| {
        let bar = "█".repeat(scale(bucket.count()));
        let line = format!("{label:<width$}  {bar:<longest$}  {:>3}  {}", bucket.count(), kinds(bucket));
        line.trim_end().to_owned()
    };
    histogram.buckets.iter().zip(&labels).map(line).collect()
}

/// Returns the label of a bar: `week of 1 Dec 2025`, `December 2025`.
pub(super) fn label(bucket: &Bucket, unit: Unit) -> String {
    let (year, month, _) = bucket.first.civil();
    match unit {
        Unit::Week => format!("week of {}", bucket.first.short()),
        Unit::Month => Heading::Month(year, month).in_words(),
        Unit::Quarter => format!("{year} Q{}", (month - 1) / 3 + 1),
        Unit::Year => Heading::Year(year).in_words(),
        Unit::Years(_) => {
            let (last, ..) = bucket.last.civil();
            format!("{} to {}", Heading::Year(year).in_words(), Heading::Year(last).in_words())
        }
        Unit::Day => bucket.first.short(),
    }
}

/// Returns `3 meetings, 4 statements`.
fn kinds(bucket: &Bucket) -> String {
    let counts = Kind::ALL.iter().zip(bucket.by_kind).filter(|(_, n)| *n > 0);
    let words: Vec<String> = counts
        .map(|(kind, n)| counted(n as usize, if *kind == Kind::Other { "other event" } else { kind.word() }))
        .collect();
    listed(&words)
}
