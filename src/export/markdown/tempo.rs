//! Events over time as a picture in plain text: how many are logged, not how much happened.

use std::fmt::Write as _;

use super::Document;
use crate::analysis::Page;
use crate::analysis::page::{Block, words};
use crate::event::date::{Heading, Precision};
use crate::event::{EventIx, Kind, Word};
use crate::export::words::{counted, listed};
use crate::timeline::histogram::{Bucket, Histogram, Unit};

/// Rows of the picture.
const ROWS: usize = 24;
/// With fewer bars numbers read better.
const FEWEST: usize = 3;
/// The longest bar.
const LONGEST: u32 = 32;

impl Document<'_> {
    /// A bar for each day, week, month, quarter or year; none where there are too few to compare.
    pub(super) fn tempo(&self) -> Option<Page> {
        let mut drawn: Vec<EventIx> = self.in_order_of_time().to_vec();
        let mut coarse = 0;
        // Without the events that are too coarse the bars may get finer, and then others are too coarse.
        let (histogram, unit) = loop {
            let histogram = Histogram::new(self.timeline, &drawn, ROWS);
            let (unit, finest) = named(histogram.unit)?;
            let before = drawn.len();
            // An event coarser than a bar has none: it would say when more closely than is known.
            drawn.retain(|ix| self.event(*ix).date.precision() <= finest);
            coarse += before - drawn.len();
            if drawn.len() == before {
                break (histogram, unit);
            }
        };
        let filled = histogram.buckets.iter().filter(|bucket| bucket.count() > 0).count();
        if filled < FEWEST {
            return None;
        }
        let mut page = Page::new(format!("Events by {unit}"));
        page.push(Block::Plot(bars(&histogram)));
        let mut note = "Events logged here, each under its first day.".to_owned();
        if filled < histogram.buckets.len() {
            note.push_str(" An empty row is no sign that nothing happened.");
        }
        if coarse > 0 {
            let verb = if coarse == 1 { "is" } else { "are" };
            let _ = write!(note, " {} not known so closely {verb} not drawn.", counted(coarse, "event"));
        }
        page.push(Block::Note(words(note)));
        Some(page)
    }
}

/// A unit's name and how fine a date must be to have a place in it; none for decades and more.
fn named(unit: Unit) -> Option<(&'static str, Precision)> {
    Some(match unit {
        Unit::Day => ("day", Precision::Day),
        Unit::Week => ("week", Precision::Day),
        Unit::Month => ("month", Precision::Month),
        Unit::Quarter => ("quarter", Precision::Month),
        Unit::Year => ("year", Precision::Year),
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

fn label(bucket: &Bucket, unit: Unit) -> String {
    let (year, month, _) = bucket.first.civil();
    match unit {
        Unit::Week => format!("week of {}", bucket.first.short()),
        Unit::Month => Heading::Month(year, month).in_words(),
        Unit::Quarter => format!("{year} Q{}", (month - 1) / 3 + 1),
        Unit::Year | Unit::Years(_) => year.to_string(),
        Unit::Day => bucket.first.short(),
    }
}

/// `3 meetings, 4 statements`
fn kinds(bucket: &Bucket) -> String {
    let counts = Kind::ALL.iter().zip(bucket.by_kind).filter(|(_, n)| *n > 0);
    let words: Vec<String> = counts
        .map(|(kind, n)| counted(n as usize, if *kind == Kind::Other { "other event" } else { kind.word() }))
        .collect();
    listed(&words)
}
