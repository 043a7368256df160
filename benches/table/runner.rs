//! Commands that are run in turn, round by round, so that what is compared ran at the same time.

use std::io;
use std::time::Duration;

use crate::generate::Generated;
use crate::measure::{Cell, middle};
use crate::process::Ended;

/// Who runs, and what came of it.
pub(crate) struct Runner<'s> {
    /// As the table names it; what is compared with the first is set in.
    pub(crate) name: &'static str,
    run: Box<dyn Fn() -> io::Result<Ended> + 's>,
    count: fn(&[u8]) -> usize,
    expected: Option<usize>,
    /// How long each round took.
    pub(crate) times: Vec<Duration>,
    found: usize,
    failed: Option<String>,
}

impl<'s> Runner<'s> {
    /// Somebody whose `count` is held against what is expected.
    pub(crate) fn new(
        name: &'static str,
        count: fn(&[u8]) -> usize,
        expected: Option<usize>,
        run: impl Fn() -> io::Result<Ended> + 's,
    ) -> Self {
        Self { name, run: Box::new(run), count, expected, times: Vec::new(), found: 0, failed: None }
    }

    /// One run.
    pub(crate) fn once(&mut self) {
        if self.failed.is_some() {
            return;
        }
        match (self.run)() {
            Ok(ended) => {
                self.found = (self.count)(&ended.output);
                self.times.push(ended.time);
            }
            Err(error) => self.failed = Some(error.to_string()),
        }
    }

    /// What it came to, beside what `cold` and `warm` took in the same rounds.
    pub(crate) fn cell(mut self, store: &Generated, cold: &[Duration], warm: &[Duration]) -> Cell {
        if let Some(why) = self.failed {
            return Cell::nothing(format!("failed: {why}"));
        }
        let count = match self.expected {
            None => String::new(),
            Some(expected) => counted(self.found, expected),
        };
        let note = if self.name.starts_with(' ') {
            let (cold, warm) = (ratio(cold, &self.times), ratio(warm, &self.times));
            format!("demarche takes {cold:.2} × this, warm {warm:.2} ×; {count}")
        } else {
            count
        };
        Cell::time(middle(&mut self.times)).through(store.bytes, store.events).note(note)
    }
}

/// A count of events; loud where it is not the one expected.
pub(crate) fn counted(found: usize, expected: usize) -> String {
    if found == expected { format!("{found} events") } else { format!("{found} EVENTS, NOT {expected}") }
}

/// The median of the ratios of two times of one round.
pub(crate) fn ratio(these: &[Duration], those: &[Duration]) -> f64 {
    let pairs = these.iter().zip(those);
    let mut ratios: Vec<f64> = pairs.map(|(this, that)| this.as_secs_f64() / that.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How many rounds a store of so many events has time for.
pub(crate) fn rounds(events: usize) -> usize {
    match events {
        0..20_001 => 7,
        20_001..200_001 => 3,
        _ => 2,
    }
}
