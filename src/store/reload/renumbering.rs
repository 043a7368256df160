//! New numbers of a store's events in a store that was derived from it.

use std::ops::Range;

use crate::event::EventIx;

/// The new number of a removed event.
const REMOVED: u32 = u32::MAX;

/// Maps old numbers of events to new ones. Retained events keep their order.
#[derive(Debug, Clone, Default)]
pub struct Renumbering {
    to: Vec<u32>,
    removed: Vec<u32>,
    added: Vec<EventIx>,
    len: usize,
}

/// A run of events that follow each other in the new order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// Retained events, by their old numbers.
    Kept(Range<usize>),
    /// Added events, by their number among the added.
    Added(Range<usize>),
}

impl Renumbering {
    /// Creates the map for a store of `old` events from which `removed` are taken out. For each added event, `before`
    /// gives the old number of the event in front of which it is put, whether that event is retained or not. Both are
    /// ascending.
    pub(in crate::store) fn new(old: usize, removed: Vec<u32>, before: &[usize]) -> Self {
        let (mut to, mut added) = (Vec::with_capacity(old), Vec::with_capacity(before.len()));
        let mut next_removed = removed.iter().copied().peekable();
        let mut next_added = before.iter().copied().peekable();
        let mut next = 0;
        for ix in 0..old {
            while next_added.next_if(|before| *before <= ix).is_some() {
                added.push(EventIx(next));
                next += 1;
            }
            if next_removed.next_if_eq(&(ix as u32)).is_some() {
                to.push(REMOVED);
            } else {
                to.push(next);
                next += 1;
            }
        }
        for _ in next_added {
            added.push(EventIx(next));
            next += 1;
        }
        Self { to, removed, added, len: next as usize }
    }

    /// Returns the new number of an event, or `None` if it was removed.
    #[must_use]
    pub fn new_index(&self, old: EventIx) -> Option<EventIx> {
        self.to.get(old.index()).copied().filter(|to| *to != REMOVED).map(EventIx)
    }

    /// Returns the same as [`Renumbering::new_index`] for a plain number.
    #[must_use]
    pub fn number(&self, old: u32) -> Option<u32> {
        self.new_index(EventIx(old)).map(|ix| ix.0)
    }

    /// Returns the new numbers of the added events, ascending.
    #[must_use]
    pub fn added(&self) -> &[EventIx] {
        &self.added
    }

    /// Returns the new number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no event remains.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns all events in their new order, as runs.
    pub fn runs(&self) -> impl Iterator<Item = Stretch> + '_ {
        let (mut old, mut new) = (0, 0);
        let (mut removed, mut added) = (0, 0);
        std::iter::from_fn(move || {
            while self.removed.get(removed).is_some_and(|ix| *ix as usize == old) {
                removed += 1;
                old += 1;
            }
            let first = added;
            while self.added.get(added).is_some_and(|ix| ix.index() == new) {
                added += 1;
                new += 1;
            }
            if first < added {
                return Some(Stretch::Added(first..added));
            }
            let until_removed = self.removed.get(removed).map_or(self.to.len(), |ix| *ix as usize) - old;
            let until_new = self.added.get(added).map_or(usize::MAX, |ix| ix.index() - new);
            let (start, length) = (old, until_removed.min(until_new));
            old += length;
            new += length;
            (length > 0).then_some(Stretch::Kept(start..old))
        })
    }

    /// Merges a column of the old events and one of the added events into one of all events.
    #[must_use]
    pub fn column<T: Clone>(&self, old: &[T], new: &[T]) -> Vec<T> {
        let mut all = Vec::with_capacity(self.len);
        for run in self.runs() {
            all.extend_from_slice(match run {
                Stretch::Kept(places) => &old[places],
                Stretch::Added(places) => &new[places],
            });
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use crate::store::*;

    #[test]
    fn retained_events_keep_their_order() {
        // a b c d, without b; x before a, y and z before c, w at the end.
        let moves = Renumbering::new(4, vec![1], &[0, 2, 2, 4]);
        let all = moves.column(&["a", "b", "c", "d"], &["x", "y", "z", "w"]);
        assert_eq!(all, ["x", "a", "y", "z", "c", "d", "w"], "each in its place");
        assert_eq!(moves.len(), 7, "all are counted");
        let to: Vec<Option<u32>> = (0..4).map(|ix| moves.number(ix)).collect();
        assert_eq!(to, [Some(1), None, Some(4), Some(5)], "old numbers map to new ones");
        assert_eq!(
            moves.added().iter().map(|ix| ix.0).collect::<Vec<_>>(),
            [0, 2, 3, 6],
            "added events have their new numbers"
        );
    }

    #[test]
    fn a_changed_event_keeps_its_position() {
        let moves = Renumbering::new(3, vec![1], &[1]);
        assert_eq!(moves.column(&[1, 2, 3], &[9]), [1, 9, 3], "the new value replaces the old one");
        let none = Renumbering::new(2, vec![0, 1], &[]);
        assert!(none.is_empty() && none.runs().next().is_none(), "no event remains");
    }
}
