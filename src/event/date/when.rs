//! A view of a date without its text, for passes that compare all dates of a store.

use serde::Deserialize;

use super::{Day, EventDate, Flags, Instant, Precision, Qualification, Zone};

/// The fields of an [`EventDate`], in its order. The text is borrowed as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct When<'d> {
    _text: &'d [u8],
    earliest: Instant,
    latest: Instant,
    _first: Day,
    last: Day,
    _zone: Zone,
    _default_zone: Zone,
    precision: Precision,
    qualification: Qualification,
    flags: Flags,
}

impl When<'_> {
    pub(crate) fn earliest(&self) -> Instant {
        self.earliest
    }

    pub(crate) fn latest(&self) -> Instant {
        self.latest
    }

    pub(crate) fn last_day(&self) -> Day {
        self.last
    }

    pub(crate) fn is_range(&self) -> bool {
        self.flags.range
    }

    pub(crate) fn precision(&self) -> Precision {
        self.precision
    }

    /// Returns whether it is an interval whose end is known to the month or coarser.
    pub(crate) fn ends_coarsely(&self) -> bool {
        self.flags.coarse_end
    }

    pub(crate) fn has_time(&self) -> bool {
        self.flags.has_time()
    }

    pub(crate) fn qualification(&self) -> Qualification {
        self.qualification
    }

    /// Returns whether it is never certainly inside a range, as [`EventDate::is_never_certain`].
    pub(crate) fn is_never_certain(&self) -> bool {
        never_certain(self.qualification, self.flags)
    }
}

/// A date with `?`, `~`, `%` or an unknown end is certainly inside no range.
fn never_certain(qualification: Qualification, flags: Flags) -> bool {
    qualification.uncertain || qualification.approximate || flags.unknown
}

impl EventDate {
    /// Returns whether it has `?`, `~`, `%` or an unknown end, so that it is never certainly inside a range.
    pub(super) fn is_never_certain(&self) -> bool {
        never_certain(self.qualification, self.flags)
    }

    /// Returns the view of the date without its text.
    pub(crate) fn when(&self) -> When<'_> {
        When {
            _text: self.text.as_bytes(),
            earliest: self.earliest,
            latest: self.latest,
            _first: self.first,
            last: self.last,
            _zone: self.zone,
            _default_zone: self.default_zone,
            precision: self.precision,
            qualification: self.qualification,
            flags: self.flags,
        }
    }
}
