//! Sorts the events shown into days, months and years.

use std::collections::BTreeMap;

use crate::describe::nature::standing_of;
use crate::event::date::{Day, Heading, Instant, Zone};
use crate::event::{EventIx, Kind, Status, Word as _};

use super::super::{Mark, Scene};
use super::{Calendar, Sum, month_of, year_of};

/// Ranges of more days than this are not drawn day by day.
const LONGEST: i64 = 366;

/// What a day has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The events of the day, in timeline order.
    pub(crate) events: Vec<EventIx>,
    /// The mark of each of them.
    pub(crate) marks: Vec<Mark>,
    /// Their number by kind, in the order of the kinds.
    pub(crate) by_kind: [u32; 4],
}

impl Cell {
    /// Returns the mark of the day if nothing of it is known to have happened.
    pub(crate) fn only(&self) -> Option<Mark> {
        self.marks.first().copied().filter(|_| !self.marks.iter().any(|mark| mark.has_happened()))
    }
}

/// Events of one span that is coarser than a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// Its first day.
    pub(crate) first: Day,
    /// Its last day.
    pub(crate) last: Day,
    /// The events, in timeline order.
    pub(crate) events: Vec<EventIx>,
    /// The mark of each of them.
    pub(crate) marks: Vec<Mark>,
}

impl Calendar {
    /// Sorts the events shown into days, those with a time by the display zone where one is chosen.
    pub(crate) fn new(scene: &Scene) -> Self {
        let timeline = &scene.timeline;
        let (index, store) = (timeline.index(), timeline.shared_store());
        let (kinds, statuses) = (index.kinds(), index.statuses());
        let mut all = Self::bare(scene.now.today, timeline.zone(), timeline.shared_store());
        let mut spans: BTreeMap<(Day, Day), (Vec<EventIx>, Vec<Mark>)> = BTreeMap::new();
        for ix in &scene.shown {
            let date = store.events.evidence(*ix).date;
            let own = index.days(*ix);
            let (first, last) = match timeline.zone().filter(|_| date.has_time()) {
                Some(zone) => in_zone(Zone::Named(zone), date.earliest(), date.latest(), own),
                None => own,
            };
            if (first, last) != own {
                all.moved.extend([own, (first, last)].iter().flat_map(|(first, last)| [*first, *last]));
            }
            let kind = kinds[ix.index()];
            let status = Status::ALL.get(usize::from(statuses[ix.index()])).copied().unwrap_or_default();
            let standing = standing_of(status, date.earliest(), scene.now.instant);
            let of = Kind::ALL.get(usize::from(kind)).copied().unwrap_or(Kind::Other);
            if !all.kinds.contains(&of) {
                all.kinds.push(of);
            }
            let mark = Mark::of(of, standing);
            let to_the_day = matches!(index.heading(*ix), Heading::Day(_));
            if to_the_day && last.0.saturating_sub(first.0) < LONGEST && !first.is_out_of_range() {
                let mut day = first;
                while day <= last {
                    let cell = all.days.entry(day).or_default();
                    cell.events.push(*ix);
                    cell.marks.push(mark);
                    if let Some(count) = cell.by_kind.get_mut(usize::from(kind)) {
                        *count += 1;
                    }
                    day = day.plus_days(1);
                }
                all.starts.insert(*ix, first);
                let month = all.months.entry(month_of(first)).or_default();
                month.begun += 1;
                if let Some(count) = month.by_kind.get_mut(usize::from(kind)) {
                    *count += 1;
                }
            } else {
                let (events, marks) = spans.entry((first, last)).or_default();
                events.push(*ix);
                marks.push(mark);
                let day = if first.is_out_of_range() { last } else { first };
                if day.is_out_of_range() {
                    all.undated += 1;
                    continue;
                }
                all.starts.insert(*ix, day);
                let month = all.months.entry(month_of(day)).or_default();
                month.beside += 1;
                month.is_known |= month_of(last) == month_of(day);
            }
        }
        let span = |((first, last), (events, marks))| Span { first, last, events, marks };
        all.spans = spans.into_iter().map(span).collect();
        all.finish();
        all
    }

    /// Sums up what was sorted.
    fn finish(&mut self) {
        self.peak = self.days.values().map(|cell| cell.events.len()).max().unwrap_or(0);
        let days = self.days.values().flat_map(|cell| &cell.marks);
        let all: Vec<Mark> = days.chain(self.spans.iter().flat_map(|span| &span.marks)).copied().collect();
        self.marks = Mark::OTHER.to_vec();
        self.marks.retain(|mark| all.contains(mark));
        self.only = Mark::OTHER.to_vec();
        self.only.retain(|mark| self.days.values().any(|cell| cell.only() == Some(*mark)));
        self.has_known = self.months.values().any(|month| month.is_known);
        self.years = self.starts.values().map(|day| day.civil().0).collect();
        self.years.sort_unstable();
        self.years.dedup();
        self.ends = self.starts.values().min().copied().zip(self.starts.values().max().copied());
        for (day, cell) in &self.days {
            let busiest = self.busiest.entry(year_of(*day)).or_insert((*day, 0));
            if cell.events.len() > busiest.1 {
                *busiest = (*day, cell.events.len());
            }
        }
    }

    /// Returns the sum of the months from one day to another.
    pub(crate) fn sum(&self, first: Day, last: Day) -> Sum {
        let mut sum = Sum::default();
        for month in self.months.range(month_of(first)..=month_of(last)).map(|(_, month)| month) {
            sum.begun += month.begun;
            sum.beside += month.beside;
            sum.is_known |= month.is_known;
            for (all, own) in sum.by_kind.iter_mut().zip(month.by_kind) {
                *all += own;
            }
        }
        sum
    }
}

/// Returns the first and the last day of a date with a time on the clock of a zone.
fn in_zone(zone: Zone, earliest: Instant, latest: Instant, own: (Day, Day)) -> (Day, Day) {
    if earliest.is_out_of_range() || latest.is_out_of_range() {
        return own;
    }
    let first = zone.local(earliest).0;
    let behind = Instant(latest.0.saturating_sub(1));
    (first, zone.local(behind).0.max(first))
}
