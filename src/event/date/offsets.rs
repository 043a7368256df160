//! Dates whose times name their offset, so that they mean the same moment in a store of another zone.

use std::sync::LazyLock;

use regex::Regex;

use super::day::days_in_month;
use super::{Day, Zone};

static LOCAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(-?\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}(?::?\d{2})?)?").ok()
});

/// What becomes of a time that clocks showed twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Twice {
    /// It stays without an offset, which would say which of the two it is.
    Kept,
    /// It is the first of the two, where its zone cannot be said.
    First,
}

/// Returns a date in EDTF in which every time that names no offset has that of `zone`. Days stay days, and a time that
/// the clocks of the zone skipped stays as it is: it has no offset.
#[must_use]
pub(crate) fn with_offsets(text: &str, zone: Zone, twice: Twice) -> String {
    let Some(local) = LOCAL.as_ref().filter(|_| text.contains('T')) else { return text.to_owned() };
    let zoned = local.replace_all(text, |found: &regex::Captures<'_>| {
        let whole = found.get(0).map_or("", |whole| whole.as_str());
        let number = |group: usize| found.get(group).and_then(|digits| digits.as_str().parse::<i64>().ok());
        let (Some(year), Some(month), Some(day)) = (number(1), number(2), number(3)) else {
            return whole.to_owned();
        };
        let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) else { return whole.to_owned() };
        let exists = (1..=12).contains(&month) && day > 0 && day <= days_in_month(year, month);
        if found.get(7).is_some() || !exists {
            return whole.to_owned();
        }
        let second = number(4).unwrap_or(0) * 3600 + number(5).unwrap_or(0) * 60 + number(6).unwrap_or(0);
        let (day, second) = (Day::from_civil(year, month, day), u32::try_from(second).unwrap_or(0));
        let (at, last) = zone.instants_at(day, second);
        if at != last && (twice == Twice::Kept || zone.local(at) != (day, second)) {
            return whole.to_owned();
        }
        let offset = zone.offset_at(at);
        if offset == 0 {
            return format!("{whole}Z");
        }
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
        format!("{whole}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    });
    zoned.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_get_the_offset_of_their_day() {
        let kyiv = Zone::Named(chrono_tz::Europe::Kyiv);
        for (text, wanted) in [
            ("2025-12-21", "2025-12-21"),
            ("2025-12-21T11:10", "2025-12-21T11:10+02:00"),
            ("2025-07-21T11:10:05~", "2025-07-21T11:10:05+03:00~"),
            ("2025-12-21T11:10Z", "2025-12-21T11:10Z"),
            ("2025-12-21T11:10-05:00/2025-12-21T12:00", "2025-12-21T11:10-05:00/2025-12-21T12:00+02:00"),
            ("[2025-12-21T11:10..2025-12-22]", "[2025-12-21T11:10+02:00..2025-12-22]"),
            ("2025-02-30T11:10", "2025-02-30T11:10"),
        ] {
            assert_eq!(with_offsets(text, kyiv, Twice::Kept), wanted, "{text}");
        }
        assert_eq!(with_offsets("2025-12-21T11:10", Zone::Offset(0), Twice::Kept), "2025-12-21T11:10Z");
    }

    #[test]
    fn a_time_that_has_no_single_instant_names_no_offset() {
        let berlin = Zone::Named(chrono_tz::Europe::Berlin);
        for time in ["2025-03-30T02:30", "2025-10-26T02:30"] {
            assert_eq!(with_offsets(time, berlin, Twice::Kept), time);
        }
        assert_eq!(with_offsets("2025-10-26T02:30", berlin, Twice::First), "2025-10-26T02:30+02:00");
        assert_eq!(
            with_offsets("2025-03-30T02:30", berlin, Twice::First),
            "2025-03-30T02:30",
            "it does not exist"
        );
        assert_eq!(with_offsets("2025-10-26T03:00", berlin, Twice::Kept), "2025-10-26T03:00+01:00");
    }
}
