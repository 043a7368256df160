//! Timing: medians of as many runs as a second allows, and what a table is made of.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long a measurement may go on.
const BUDGET: Duration = Duration::from_millis(1_500);
/// Runs beside the first, which warms caches up.
const RUNS: std::ops::RangeInclusive<usize> = 3..=31;

/// The median time of `work`.
pub(crate) fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let begun = Instant::now();
    black_box(work());
    let mut times = Vec::new();
    while times.len() < *RUNS.start() || times.len() < *RUNS.end() && begun.elapsed() < BUDGET {
        let start = Instant::now();
        black_box(work());
        times.push(start.elapsed());
    }
    middle(&mut times)
}

/// The median of `times`, of which there is at least one.
pub(crate) fn middle(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// What was measured at one size.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    /// How long it took; none: not measured, and the note says why.
    pub(crate) time: Option<Duration>,
    /// How many bytes went through it.
    pub(crate) bytes: Option<u64>,
    /// How many events went through it.
    pub(crate) events: Option<usize>,
    /// Peak memory in bytes.
    pub(crate) peak: Option<u64>,
    /// Anything else: a count, a ratio, why there is nothing.
    pub(crate) note: String,
}

impl Cell {
    /// A time alone.
    pub(crate) fn time(time: Duration) -> Self {
        Self { time: Some(time), ..Self::default() }
    }

    /// Nothing, and why.
    pub(crate) fn nothing(why: impl Into<String>) -> Self {
        Self { note: why.into(), ..Self::default() }
    }

    /// With what went through it.
    #[must_use]
    pub(crate) fn through(self, bytes: u64, events: usize) -> Self {
        Self { bytes: Some(bytes), events: Some(events), ..self }
    }

    /// With a remark.
    #[must_use]
    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// A time for people: three digits and a unit.
pub(crate) fn spelt(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let (value, unit) = match seconds {
        s if s >= 1.0 => (s, "s"),
        s if s >= 1e-3 => (s * 1e3, "ms"),
        s => (s * 1e6, "µs"),
    };
    match value {
        v if v >= 100.0 => format!("{v:.0} {unit}"),
        v if v >= 10.0 => format!("{v:.1} {unit}"),
        v => format!("{v:.2} {unit}"),
    }
}
