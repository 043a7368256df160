//! The zones that a calendar defines itself (RFC 5545, 3.6.5).

use std::collections::HashMap;

use super::Property;

/// The offsets of each zone of the file, and the zone that is read now.
#[derive(Debug, Default)]
pub(super) struct Zones {
    offsets: HashMap<String, Vec<i32>>,
    current: String,
    /// The zone of the calendar itself, which programs write as X-WR-TIMEZONE.
    calendar: String,
}

impl Zones {
    /// Reads a line outside of events.
    pub(super) fn line(&mut self, property: &Property) {
        match property.name.as_str() {
            "BEGIN" if property.value.trim().eq_ignore_ascii_case("VTIMEZONE") => self.current.clear(),
            "TZID" => property.value.trim().clone_into(&mut self.current),
            "X-WR-TIMEZONE" => property.value.trim().clone_into(&mut self.calendar),
            "TZOFFSETTO" => {
                if let Some(seconds) = seconds(property.value.trim()) {
                    self.offsets.entry(self.current.clone()).or_default().push(seconds);
                }
            }
            _ => {}
        }
    }

    /// Returns the name of the zone of the calendar; empty if it names none.
    pub(super) fn calendar(&self) -> &str {
        &self.calendar
    }

    /// Returns the offset of a zone that has the same one all year. What its clocks change by is not computed.
    pub(super) fn offset(&self, zone: &str) -> Option<i32> {
        let (first, rest) = self.offsets.get(zone)?.split_first()?;
        rest.iter().all(|other| other == first).then_some(*first)
    }
}

/// Reads an offset (3.3.14): `+0300`, `-043000`.
fn seconds(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let part = |from: usize| digits.get(from..from + 2).map(str::parse::<i32>);
    let (hours, minutes) = (part(0)?.ok()?, part(2)?.ok()?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}
