//! Which events are compared: those that share a key around the same day.

use foldhash::HashMap;

use super::NEAR;
use super::facts::Facts;

/// How many entries of all keys are looked at for an event, for each of those that it is compared with.
const LOOKS: usize = 16;

/// The events of each key, in the order of their first day.
pub(super) struct Blocks {
    /// The events in the order of their first day; a rank is a position in it.
    order: Vec<u32>,
    /// Keys, each with the rank of an event that has it; ascending.
    entries: Vec<(u64, u32)>,
    /// Where the entries of a key are, for keys of several events.
    spans: HashMap<u64, (u32, u32)>,
}

/// Who was found already for the event that is looked at.
pub(super) struct Seen {
    /// For each rank, the rank of the last event that it was found for.
    by_rank: Vec<u32>,
    /// The spans of the keys of the event.
    spans: Vec<(u32, u32)>,
}

impl Seen {
    pub(super) fn new(events: usize) -> Self {
        Self { by_rank: vec![u32::MAX; events], spans: Vec::new() }
    }
}

/// Returns the keys of an event: actors, venue, pages and words of the title.
fn keys(facts: &Facts) -> impl Iterator<Item = u64> + '_ {
    let numbered =
        |kind: u64, number: u32| (kind << 32 | u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let actors = facts.actors.iter().map(move |actor| numbered(1, *actor));
    let venue = facts.venue.map(|venue| numbered(2, venue.0));
    let title = facts.words.is_empty().then_some(facts.whole);
    actors
        .chain(venue)
        .chain(facts.pages.iter().map(|page| page.rotate_left(7)))
        .chain(facts.words.iter().copied())
        .chain(title)
}

impl Blocks {
    pub(super) fn of(facts: &[Facts]) -> Self {
        let mut order: Vec<u32> = (0..facts.len() as u32).collect();
        order.sort_by_key(|ix| facts[*ix as usize].days.0);
        let ranked = (0..).zip(&order);
        let mut entries: Vec<(u64, u32)> =
            ranked.flat_map(|(rank, ix)| keys(&facts[*ix as usize]).map(move |key| (key, rank))).collect();
        entries.sort_unstable();
        let mut spans = HashMap::default();
        let mut start = 0;
        for group in entries.chunk_by(|a, b| a.0 == b.0) {
            let end = start + group.len() as u32;
            if let [(key, _), _, ..] = group {
                spans.insert(*key, (start, end));
            }
            start = end;
        }
        Self { order, entries, spans }
    }

    /// Returns the event of a rank.
    pub(super) fn event(&self, rank: usize) -> u32 {
        self.order[rank]
    }

    /// Calls `found` with the events that follow the one of a rank and are to be compared with it, those that share
    /// what is rarest first. Returns whether these are all.
    pub(super) fn around(
        &self,
        rank: usize,
        facts: &[Facts],
        seen: &mut Seen,
        found: &mut dyn FnMut(u32),
    ) -> bool {
        let own = &facts[self.order[rank] as usize];
        let rank = rank as u32;
        let end = own.days.1.plus_days(1);
        seen.spans.clear();
        seen.spans.extend(keys(own).filter_map(|key| self.spans.get(&key)));
        seen.spans.sort_unstable_by_key(|(start, end)| (end - start, *start));
        let (mut new, mut looks) = (0, 0);
        for (start, stop) in &seen.spans {
            let entries = self.entries.get(*start as usize..*stop as usize).unwrap_or_default();
            let after = entries.partition_point(|(_, other)| *other <= rank);
            for (_, other) in entries.iter().skip(after) {
                let event = self.order[*other as usize];
                if facts[event as usize].days.0 > end {
                    break;
                }
                looks += 1;
                if looks > NEAR * LOOKS {
                    return false;
                }
                let last = &mut seen.by_rank[*other as usize];
                if *last == rank {
                    continue;
                }
                if new == NEAR {
                    return false;
                }
                *last = rank;
                new += 1;
                found(event);
            }
        }
        true
    }
}
