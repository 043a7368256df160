//! When a date is, without its words: what a pass over all dates of a store compares.

use serde::Deserialize;

use super::{Day, EventDate, Flags, Instant, Precision, Qualification, Zone};

/// The fields of an [`EventDate`], in its order; its text is borrowed as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct When<'d> {
    _text: &'d [u8],
    earliest: Instant,
    latest: Instant,
    _first: Day,
    last: Day,
    _zone: Zone,
    _home: Zone,
    _precision: Precision,
    _marks: Qualification,
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

    pub(crate) fn has_time(&self) -> bool {
        self.flags.has_time()
    }
}

impl EventDate {
    /// When it is, without its words.
    pub(crate) fn when(&self) -> When<'_> {
        When {
            _text: self.text.as_bytes(),
            earliest: self.earliest,
            latest: self.latest,
            _first: self.first,
            last: self.last,
            _zone: self.zone,
            _home: self.home,
            _precision: self.precision,
            _marks: self.marks,
            flags: self.flags,
        }
    }
}
