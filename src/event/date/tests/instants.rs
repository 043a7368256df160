//! Tests of earliest and latest instants, at clock changes and at the limits of years.

use super::*;

fn bounds(text: &str, zone: Tz) -> (String, String) {
    let date = in_zone(text, zone);
    let iso = |instant| iso_instant(instant).unwrap_or_default();
    (iso(date.earliest()), iso(date.latest()))
}

#[track_caller]
fn check(text: &str, zone: Tz, earliest: &str, latest: &str) {
    let (from, to) = bounds(text, zone);
    assert_eq!((from.as_str(), to.as_str()), (earliest, latest), "bounds of {text} in {zone}");
}

#[test]
fn a_day_is_local_and_half_open() {
    check("2025-12-21", Tz::Europe__Moscow, "2025-12-20T21:00:00Z", "2025-12-21T21:00:00Z");
    check("2025-12", Tz::UTC, "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z");
    check("2025-24", Tz::UTC, "2025-12-01T00:00:00Z", "2026-03-01T00:00:00Z");
    check("2024-02-29", Tz::UTC, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
}

#[test]
fn a_time_is_its_minute_or_its_second() {
    check("2025-12-21T11:10", Tz::Europe__Moscow, "2025-12-21T08:10:00Z", "2025-12-21T08:11:00Z");
    check("2025-12-21T11:10:30", Tz::UTC, "2025-12-21T11:10:30Z", "2025-12-21T11:10:31Z");
    check("2016-12-31T23:59:60Z", Tz::UTC, "2016-12-31T23:59:59Z", "2017-01-01T00:00:00Z");
}

#[test]
fn a_written_offset_wins_over_the_zone() {
    for text in ["2025-12-21T11:10+03:00", "2025-12-21T11:10+03", "2025-12-21T08:10Z"] {
        check(text, Tz::America__New_York, "2025-12-21T08:10:00Z", "2025-12-21T08:11:00Z");
    }
    assert_eq!(
        in_zone("2025-12-21T11:10+03:00", Tz::Europe__Moscow).zone(),
        Zone::Named(Tz::Europe__Moscow),
        "the zone's own offset is the zone"
    );
    assert_eq!(
        in_zone("2025-12-21T11:10+03:00", Tz::Europe__Kyiv).zone(),
        Zone::Offset(3 * 3600),
        "Kyiv is at +02:00 in winter"
    );
}

#[test]
fn a_timed_end_is_that_instant_and_excluded() {
    let text = "2025-09-09T23:30+02:00/2025-09-10T06:30+02:00";
    check(text, Tz::UTC, "2025-09-09T21:30:00Z", "2025-09-10T04:30:00Z");
    check("2025-09-09/2025-09-10T06:30+02:00", Tz::UTC, "2025-09-09T00:00:00Z", "2025-09-10T04:30:00Z");
    check("2025-09-09T23:30+02:00/2025-09-10", Tz::UTC, "2025-09-09T21:30:00Z", "2025-09-11T00:00:00Z");
    check("2025-09-09T23:30+02:00/..", Tz::UTC, "2025-09-09T21:30:00Z", "");
    check("../2025-09-09T23:30+02:00", Tz::UTC, "", "2025-09-09T21:30:00Z");
    check("2025-09-09T23:30Z/", Tz::UTC, "2025-09-09T23:30:00Z", "");
    let until_midnight = date("2025-09-09T20:00/2025-09-10T00:00");
    assert_eq!(until_midnight.last_day(), day("2025-09-09"), "an end at 00:00 does not touch its day");
}

#[test]
fn each_end_of_an_interval_has_its_own_clock() {
    let flight = in_zone("2025-12-21T10:00/2025-12-21T09:30-05:00", Tz::Europe__Moscow);
    assert_eq!(flight.earliest(), utc("2025-12-21T07:00Z"), "the start is read in the zone");
    assert_eq!(flight.latest(), utc("2025-12-21T14:30Z"), "the end has its offset");
    let mixed = in_zone("2025-12-21T10:00-05:00/2025-12-22T09:30", Tz::Europe__Moscow);
    assert_eq!(mixed.latest(), utc("2025-12-22T06:30Z"), "an end without an offset is read in the zone");
    assert_eq!(mixed.clock(None).as_deref(), Some("10:00–22 Dec 09:30"), "and shown as written");
    let backwards = date("2025-09-10T00:00+03:00/2025-09-09T23:30-01:00");
    assert!(backwards.first_day() <= backwards.last_day(), "days stay in order though their clocks differ");
}

#[test]
fn skipped_and_repeated_hours_keep_every_reading() {
    check("2025-03-30T02:30", Tz::Europe__Berlin, "2025-03-30T00:30:00Z", "2025-03-30T01:31:00Z");
    check("2025-10-26T02:30", Tz::Europe__Berlin, "2025-10-26T00:30:00Z", "2025-10-26T01:31:00Z");
    check("2025-10-26T02:30+02:00", Tz::Europe__Berlin, "2025-10-26T00:30:00Z", "2025-10-26T00:31:00Z");
    check(
        "2025-10-26T02:00/2025-10-26T02:30",
        Tz::Europe__Berlin,
        "2025-10-26T00:00:00Z",
        "2025-10-26T01:30:00Z",
    );
    let skipped = in_zone("2025-03-30T02:30", Tz::Europe__Berlin);
    assert_eq!(skipped.clock(None).as_deref(), Some("02:30"), "a skipped time is shown as written");
}

#[test]
fn days_of_23_and_25_hours_have_them() {
    let hours = |text, zone| {
        let date = in_zone(text, zone);
        (date.latest().0 - date.earliest().0) / 3600
    };
    assert_eq!(hours("2025-03-30", Tz::Europe__Kyiv), 23, "clocks go forward");
    assert_eq!(hours("2025-10-26", Tz::Europe__Kyiv), 25, "clocks go back");
    assert_eq!(hours("2018-11-04", Tz::America__Sao_Paulo), 23, "a day without a midnight");
    assert_eq!(hours("2018-11-03", Tz::America__Sao_Paulo), 24, "and the day before it");
    assert_eq!(hours("2018-02-17", Tz::America__Sao_Paulo), 25, "midnight put back into the day before");
    assert_eq!(hours("2025-11-02", Tz::America__Havana), 25, "01:00 put back to midnight");
    assert_eq!(hours("2025-11-01", Tz::America__Havana), 24, "which is no part of the day before");
    assert_eq!(hours("2011-12-30", Tz::Pacific__Apia), 0, "a day that Samoa skipped");
    check("2018-11-04", Tz::America__Sao_Paulo, "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z");
}

#[test]
fn open_and_unknown_ends_have_no_instant() {
    for text in ["../2025", "/2025", "[..2025]", "..2025-01-01/2025-12-31"] {
        assert_eq!(date(text).earliest(), Instant::MIN, "{text} has no start");
        assert_eq!(date(text).first_day(), Day::MIN, "{text} has no first day");
    }
    for text in ["2025/..", "2025/", "[2025..]", "2025-01-01/2025-12-31.."] {
        assert_eq!(date(text).latest(), Instant::MAX, "{text} has no end");
        assert_eq!(date(text).last_day(), Day::MAX, "{text} has no last day");
    }
}

#[test]
fn strange_years_are_years() {
    check("0000", Tz::UTC, "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
    check("-0044-03-15", Tz::UTC, "-0044-03-15T00:00:00Z", "-0044-03-16T00:00:00Z");
    check("0000-02-29", Tz::UTC, "0000-02-29T00:00:00Z", "0000-03-01T00:00:00Z");
    check("2300-06-01", Tz::UTC, "2300-06-01T00:00:00Z", "2300-06-02T00:00:00Z");
    check("Y12345", Tz::UTC, "+12345-01-01T00:00:00Z", "+12346-01-01T00:00:00Z");
    check("Y170000002", Tz::Europe__Kyiv, "+170000001-12-31T22:00:00Z", "+170000002-12-31T22:00:00Z");
    for text in ["Y17E100", "Y-17E100", "Y9E18S1", "Y9223372036854775807", "Y-9223372036854775807", "Y3E11"] {
        let date = in_zone(text, Tz::Asia__Tokyo);
        assert!(!date.in_words(None).is_empty(), "{text} has words");
        assert!(date.earliest() <= date.latest(), "{text} has bounds in order");
        assert!(date.earliest() > Instant::MIN && date.latest() < Instant::MAX, "{text} is not open");
        assert!(date.first_day() > Day::MIN && date.last_day() < Day::MAX, "{text} is not open");
    }
}

#[test]
fn years_beyond_counting_are_still_in_order() {
    for text in ["Y11E18/1900", "[Y11E18..1900]", "1900/Y-11E18"] {
        assert!(EventDate::parse(text, Zone::Named(Tz::UTC)).is_err(), "{text} ends before it starts");
    }
    assert!(date("1900/Y11E18").latest() < Instant::MAX, "an end beyond counting is not open");
}

#[test]
fn civil_days_are_counted_right() {
    for (text, days) in [
        ("1970-01-01", 0),
        ("1969-12-31", -1),
        ("2000-03-01", 11_017),
        ("0000-03-01", -719_468),
        ("2025-12-21", 20_443),
    ] {
        assert_eq!(day(text), Day(days), "{text} in days");
    }
    assert_eq!(day("2025-12-21").weekday(), 6, "it was a Sunday");
    assert_eq!(day("2025-03-31").plus_months(-1), day("2025-02-28"), "months clamp to their last day");
    assert_eq!(day("2024-03-31").plus_months(-1), day("2024-02-29"), "in leap years too");
    assert_eq!(day("2024-02-29").plus_months(12), day("2025-02-28"), "and over years");
    assert_eq!(Day::MAX.plus_days(-1), Day::MAX, "open stays open");
    assert_eq!(Day(i64::MAX - 1).plus_days(5), Day(i64::MAX - 1), "nothing becomes open");
}
