//! Clock changes: local times that a zone skipped or repeated, and days that it skipped.

use super::hint::read;
use super::read::{End, Expression, Point, Time};
use super::{EventDate, Instant, Zone};

/// The effect of a clock change on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClockChange {
    /// A skipped local time: no clock of the zone showed it.
    SkippedTime,
    /// A repeated local time: the clocks of the zone showed it at these two instants.
    RepeatedTime(Instant, Instant),
    /// A skipped day, such as 30 December 2011 in Samoa.
    SkippedDay,
}

impl EventDate {
    /// Returns the effect of a clock change on the date, or `None` if there is none, as for nearly every date.
    ///
    /// For an interval with times it is the effect on the first end that has one.
    #[must_use]
    pub(crate) fn clock_change(&self) -> Option<ClockChange> {
        let is_named = matches!(self.default_zone, Zone::Named(_));
        if !is_named || self.earliest.is_out_of_range() && self.latest.is_out_of_range() {
            return None;
        }
        if !self.has_time() {
            let is_empty = self.earliest == self.latest && self.first == self.last;
            return (is_empty && !self.earliest.is_out_of_range()).then_some(ClockChange::SkippedDay);
        }
        let change_at = |end: End| match end {
            End::At(Point::Time(time)) => time.clock_change(self.default_zone),
            _ => None,
        };
        match read(&self.text).ok()? {
            Expression::One(Point::Time(time)) => time.clock_change(self.default_zone),
            Expression::Interval(start, end) => change_at(start).or_else(|| change_at(end)),
            _ => None,
        }
    }
}

impl EventDate {
    /// Returns the offsets written in the date, in seconds east of UTC, each with the text of its time.
    pub(crate) fn written_offsets(&self) -> impl Iterator<Item = (&str, i32)> {
        let times = self.text.split('/').filter(|_| self.has_time());
        times.filter_map(|text| match read(text) {
            Ok(Expression::One(Point::Time(time))) if !time.zulu => Some((text, time.offset?)),
            // The other end of an interval may be open or only a day.
            _ => None,
        })
    }
}

impl Time {
    /// Returns the effect of a clock change on this time in `default_zone`. A time with an offset has none.
    pub(super) fn clock_change(self, default_zone: Zone) -> Option<ClockChange> {
        if self.offset.is_some() {
            return None;
        }
        let (first, last) = self.instants(default_zone);
        let shows = |instant| default_zone.local(instant) == (self.day, self.second);
        match (first == last, shows(first)) {
            (true, true) => None,
            (_, false) => Some(ClockChange::SkippedTime),
            (false, true) => Some(ClockChange::RepeatedTime(first, last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn change(text: &str, zone: Tz) -> Option<ClockChange> {
        EventDate::parse(text, Zone::Named(zone)).expect(text).clock_change()
    }

    #[test]
    fn the_effect_of_a_clock_change_is_found() {
        let london = Tz::Europe__London;
        assert_eq!(change("2024-03-31T01:30", london), Some(ClockChange::SkippedTime), "the skipped hour");
        let twice = change("2024-10-27T01:30", london);
        assert!(
            matches!(twice, Some(ClockChange::RepeatedTime(a, b)) if b.0 - a.0 == 3600),
            "the doubled hour: {twice:?}"
        );
        assert_eq!(change("2024-10-27T01:30+00:00", london), None, "an offset tells which");
        assert_eq!(change("2024-10-27T02:30", london), None, "an hour later all is as ever");
        assert_eq!(change("2024-10-27", london), None, "the day itself is whole");
        assert_eq!(change("2024-09-08", Tz::America__Santiago), None, "a day may begin at one o'clock");
        assert_eq!(
            change("2011-12-30", Tz::Pacific__Apia),
            Some(ClockChange::SkippedDay),
            "a day that was not"
        );
        assert_eq!(change("2011-12", Tz::Pacific__Apia), None, "its month was");
        let until = change("2024-10-26T20:00/2024-10-27T01:30", london);
        assert!(matches!(until, Some(ClockChange::RepeatedTime(..))), "either end of a stretch: {until:?}");
    }

    #[test]
    fn words_leave_no_doubt_about_the_hour() {
        let words = |text: &str, zone: Tz, shown: Option<Tz>| {
            EventDate::parse(text, Zone::Named(zone)).expect(text).in_words(shown)
        };
        let london = Tz::Europe__London;
        assert_eq!(
            words("2024-10-27T01:30", london, None),
            "Sunday 27 October 2024, 01:30 London (00:30 or 01:30 UTC)",
            "an hour that comes twice"
        );
        assert_eq!(
            words("2024-10-27T01:30", london, Some(Tz::Europe__Moscow)),
            "Sunday 27 October 2024, 03:30 or 04:30 Moscow (00:30 or 01:30 UTC)",
            "in another zone it is two times"
        );
        assert_eq!(
            words("2024-03-31T01:30", london, None),
            "Sunday 31 March 2024, 01:30 London (does not exist: the clocks skipped it)",
            "an hour that does not come"
        );
        assert_eq!(
            words("2011-12-30", Tz::Pacific__Apia, None),
            "Friday 30 December 2011 (does not exist: Apia skipped the day)",
            "a day that does not come"
        );
    }
}
