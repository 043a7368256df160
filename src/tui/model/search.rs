//! A search under way in a large store: what is found so far shows.
//!
//! ```text
//!   order of the timeline   ·······[════════▲════════]·······
//!                            not yet   done │           not yet
//!                                           where the reader is
//! ```
//!
//! What was looked through is one stretch around the reader's place that grows at both ends, so that whatever shows
//! between two of its events is all there is.

use std::ops::Range;
use std::time::{Duration, Instant};

use crate::event::EventIx;
use crate::filter::Stretches;
use crate::timeline::Timeline;

/// Where the selection stood, so that nothing jumps under the cursor.
#[derive(Debug, Clone, Copy)]
pub struct SelectionAnchor {
    /// The event that was selected.
    pub event: Option<EventIx>,
    /// The place in the order at which, or before which, the selection is to be.
    pub rank: usize,
    /// How many lines down the screen it stood.
    pub(crate) offset: usize,
}

/// How a search is cut, so that keys are answered between.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Fewer events are looked through at once.
    pub from: usize,
    /// The least events of a stretch.
    pub(crate) stretch: usize,
    /// How long the first frame waits at most for a page that is not full.
    pub patience: Duration,
    /// How long a stretch may take: it grows and shrinks by it.
    pub turn: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            from: 20_000,
            stretch: 1024,
            patience: Duration::from_millis(4),
            turn: Duration::from_millis(4),
        }
    }
}

/// Which way from where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the first event.
    Earlier,
    /// Towards the last.
    Later,
}

/// A search that is not whole yet.
#[derive(Debug, Clone)]
pub struct Search {
    stretches: Stretches,
    /// What was looked through, of the timeline's order.
    done: Range<usize>,
    /// How many were found until the reader's place, and after it.
    found: (usize, usize),
    /// How many events the next stretch has.
    step: usize,
    pace: Pace,
    /// Where the selection is to be.
    pub place: SelectionAnchor,
}

impl Search {
    /// A search that begins at `place`.
    #[must_use]
    pub fn new(stretches: Stretches, timeline: &Timeline, place: SelectionAnchor, pace: Pace) -> Self {
        let at = place.rank.saturating_add(1).min(timeline.order().len());
        Self { stretches, done: at..at, found: (0, 0), step: pace.stretch, pace, place }
    }

    /// Whether something may still be found that way.
    #[must_use]
    pub fn is_open(&self, way: Way, timeline: &Timeline) -> bool {
        match way {
            Way::Earlier => self.done.start > 0,
            Way::Later => self.done.end < timeline.order().len(),
        }
    }

    /// Which way the page is not full: first back to where the selection will be, whatever is found after it.
    #[must_use]
    pub(crate) fn wanting(&self, page: usize, timeline: &Timeline) -> Option<Way> {
        let earlier = self.found.0 < page && self.is_open(Way::Earlier, timeline);
        let later = self.found.1 < page && self.is_open(Way::Later, timeline);
        if earlier { Some(Way::Earlier) } else { later.then_some(Way::Later) }
    }

    /// Which way something is left; none where all was looked through.
    #[must_use]
    pub fn left(&self, timeline: &Timeline) -> Option<Way> {
        [Way::Earlier, Way::Later].into_iter().find(|way| self.is_open(*way, timeline))
    }

    /// Looks through the next stretch that way; what matches, in order.
    pub fn step(&mut self, way: Way, timeline: &Timeline) -> Vec<EventIx> {
        let begun = Instant::now();
        let found = self.look(way, self.step, timeline);
        let (took, turn) = (begun.elapsed(), self.pace.turn);
        if took < turn / 2 {
            self.step = self.step.saturating_mul(2);
        } else if took > turn {
            self.step = (self.step / 2).max(self.pace.stretch);
        }
        found
    }

    /// Looks through all that is left that way; what matches, in order.
    pub fn rest(&mut self, way: Way, timeline: &Timeline) -> Vec<EventIx> {
        self.look(way, timeline.order().len(), timeline)
    }

    fn look(&mut self, way: Way, step: usize, timeline: &Timeline) -> Vec<EventIx> {
        let Range { start, end } = self.done;
        match way {
            Way::Earlier => {
                self.done.start = start.saturating_sub(step);
                let found = self.stretches.find(timeline, self.done.start..start);
                self.found.0 += found.len();
                found
            }
            Way::Later => {
                self.done.end = end.saturating_add(step).min(timeline.order().len());
                let found = self.stretches.find(timeline, end..self.done.end);
                self.found.1 += found.len();
                found
            }
        }
    }
}
