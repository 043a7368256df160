//! Sorts the events shown into days, months and years.

use std::collections::BTreeMap;

use crate::describe::nature::standing_of;
use crate::event::date::{Day, Heading, Instant, Qualification, Zone};
use crate::event::{EventIx, Kind, Status, Word as _};

use super::super::{Mark, Scene};
use super::{Calendar, Sum, month_of, year_of};

/// Ranges of more days than this are not drawn day by day.
const LONGEST: i64 = 366;

/// How certain it is that an event was on a day that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doubt {
    /// Certain.
    None,
    /// About then.
    About,
    /// Uncertain.
    Uncertain,
}

impl Doubt {
    /// Those that have a sign.
    pub(crate) const SIGNED: [Self; 2] = [Self::About, Self::Uncertain];

    /// Returns the doubt of a date.
    fn of(date: Qualification) -> Self {
        match () {
            () if date.uncertain || date.unspecified => Self::Uncertain,
            () if date.approximate => Self::About,
            () => Self::None,
        }
    }

    /// Returns its sign.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::None => "",
            Self::About => "~",
            Self::Uncertain => "?",
        }
    }

    /// Returns it in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::None => "certain",
            Self::About => "about that day",
            Self::Uncertain => "uncertain",
        }
    }
}

/// What a day has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The events of the day, in timeline order.
    pub(crate) events: Vec<EventIx>,
    /// The mark of each of them.
    pub(crate) marks: Vec<Mark>,
    /// How certain it is that each of them was on this day.
    pub(crate) doubts: Vec<Doubt>,
    /// Their number by kind, in the order of the kinds.
    pub(crate) by_kind: [u32; 4],
}

impl Cell {
    /// Returns how far the day is in doubt if every event of it is: as far as the least certain of them.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        let least = self.doubts.iter().copied().max();
        least.filter(|_| !self.doubts.contains(&Doubt::None))
    }

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
            let known = date.qualification();
            // A set is one of its days, or some of them, and not every day between.
            let to_the_day = matches!(index.heading(*ix), Heading::Day(_)) && !known.set;
            let doubt = Doubt::of(known);
            if to_the_day && last.0.saturating_sub(first.0) < LONGEST && !first.is_out_of_range() {
                let mut day = first;
                while day <= last {
                    let cell = all.days.entry(day).or_default();
                    cell.events.push(*ix);
                    cell.marks.push(mark);
                    // Of a range its ends are in doubt.
                    cell.doubts.push(if day == first || day == last { doubt } else { Doubt::None });
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
                month.is_known |= !known.set && month_of(last) == month_of(day);
                if let Heading::Era(words, _) = index.heading(*ix) {
                    let eras = all.eras.entry(year_of(day)).or_default();
                    if !eras.contains(words) {
                        eras.push(words.clone());
                    }
                }
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
        let doubted: Vec<Doubt> = self.days.values().filter_map(Cell::doubt).collect();
        self.doubted = Doubt::SIGNED.to_vec();
        self.doubted.retain(|doubt| doubted.contains(doubt));
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
