//! One event as Lanes draw it: between which days and instants, how certainly, and with which sign.

use crate::describe::nature::standing_of;
use crate::event::date::{Day, Instant, Precision, When, Zone};
use crate::event::{EventIx, Kind, Status, Word};
use crate::timeline::Timeline;

use super::super::{Mark, Scene};

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// What the cells between the two ends of an event say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Extent {
    /// It lasts from the first to the last.
    Lasts,
    /// It is some time between them.
    Within,
}

/// An event in time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) event: EventIx,
    /// Its position in the order of the timeline.
    pub(crate) rank: u32,
    /// The first and the last possible day in its own zone.
    pub(crate) first: Day,
    pub(crate) last: Day,
    /// The first possible instant, and the first after it.
    pub(crate) from: Instant,
    pub(crate) to: Instant,
    /// The same on the clock of the axis, in seconds.
    pub(crate) local: (i64, i64),
    pub(crate) extent: Extent,
    pub(crate) kind: Kind,
    pub(crate) mark: Mark,
    /// Whether the date is approximate: both ends are soft.
    pub(crate) about: bool,
    /// Whether the date is uncertain.
    pub(crate) unsure: bool,
    /// Whether it has no first or no last day.
    pub(crate) open: (bool, bool),
    /// The last day of a start and the first day of an end that a range has only to the month or coarser.
    pub(crate) soft: (Option<Day>, Option<Day>),
    /// Whether it is certainly inside no range.
    pub(crate) never_certain: bool,
}

/// Far enough from now for every date that a picture shows, and near enough for arithmetic.
const FAR: i64 = 1 << 60;

impl Item {
    /// Reads every event shown, earliest first.
    pub(crate) fn all(scene: &Scene, zone: Zone) -> Vec<Self> {
        let ranked = scene.shown.iter().zip(0u32..);
        let mut all: Vec<Self> = ranked.map(|(ix, rank)| Self::of(scene, *ix, rank, zone)).collect();
        all.sort_by_key(|item| (item.first, item.local.0, item.last, item.rank));
        all
    }

    fn of(scene: &Scene, ix: EventIx, rank: u32, zone: Zone) -> Self {
        let timeline: &Timeline = &scene.timeline;
        let index = timeline.index();
        let evidence = timeline.store().events.evidence(ix);
        let date = evidence.date;
        let (first, last) = index.days(ix);
        let marks = date.qualification();
        let kind = Kind::ALL.get(usize::from(index.kinds()[ix.index()])).copied().unwrap_or(Kind::Other);
        let status = Status::ALL.get(usize::from(index.statuses()[ix.index()])).copied().unwrap_or_default();
        let (from, to) = (date.earliest(), date.latest().max(Instant(date.earliest().0.saturating_add(1))));
        let clock = |instant: Instant| {
            if instant.is_out_of_range() {
                return instant.0.clamp(-FAR, FAR);
            }
            let (day, second) = zone.local(instant);
            day.0.saturating_mul(DAY).clamp(-FAR, FAR) + i64::from(second)
        };
        Self {
            event: ix,
            rank,
            first,
            last,
            from,
            to,
            local: (clock(from), clock(Instant(to.0.saturating_sub(1))) + 1),
            extent: if date.is_range() { Extent::Lasts } else { Extent::Within },
            kind,
            mark: Mark::of(kind, standing_of(status, from, scene.now.instant)),
            about: marks.approximate,
            unsure: marks.uncertain || marks.unspecified || marks.set,
            open: (first == Day::MIN, last == Day::MAX),
            soft: soft(&date, first, last),
            never_certain: date.is_never_certain(),
        }
    }

    /// Returns its beginning and its end in seconds, on the calendar or on the clock of the axis.
    pub(crate) fn bounds(&self, on_the_clock: bool) -> (i64, i64) {
        if on_the_clock {
            return self.local;
        }
        let seconds = |day: i64| day.saturating_mul(DAY).clamp(-FAR, FAR);
        (seconds(self.first.0), seconds(self.last.0.saturating_add(1)))
    }

    /// Returns the bounds of the end that an open range has: of its day, or of its month if it is known to that.
    pub(crate) fn known_end(&self, on_the_clock: bool) -> (i64, i64) {
        let (from, to) = self.bounds(on_the_clock);
        let start = |day: Day| day.0.saturating_mul(DAY);
        if self.open.1 {
            (from, self.soft.0.map_or(from, start).max(from).saturating_add(DAY))
        } else {
            (self.soft.1.map_or(to, start).min(to.saturating_sub(DAY)), to)
        }
    }

    /// Returns a day on which it begins or, without a beginning, ends.
    pub(crate) fn day(&self) -> Day {
        if self.first.is_out_of_range() { self.last } else { self.first }
    }
}

/// Returns the last day of a range's start and the first of its end where these are known to the month or coarser.
fn soft(date: &When<'_>, first: Day, last: Day) -> (Option<Day>, Option<Day>) {
    if !date.is_range() {
        return (None, None);
    }
    let months = match date.precision() {
        Precision::Month => 1,
        Precision::Season => 3,
        _ => 12,
    };
    let is_coarse = !matches!(date.precision(), Precision::Day | Precision::Minute);
    let start = (is_coarse && !first.is_out_of_range()).then(|| first.plus_months(months).plus_days(-1));
    let end = (date.ends_coarsely() && !last.is_out_of_range()).then(|| {
        let months = if is_coarse { months } else { 1 };
        last.plus_days(1).plus_months(-months)
    });
    (start, end)
}
