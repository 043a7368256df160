//! Tests of dates, by example and by property.

mod instants;
mod library;
mod mistakes;
mod order;
mod properties;
mod ranges;
mod words;

use super::*;

/// Reads a date in UTC.
fn date(text: &str) -> EventDate {
    in_zone(text, Tz::UTC)
}

fn in_zone(text: &str, zone: Tz) -> EventDate {
    EventDate::parse(text, Zone::Named(zone)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Returns the instant of a time in UTC.
fn utc(text: &str) -> Instant {
    date(text).earliest()
}

fn day(text: &str) -> Day {
    date(text).first_day()
}

fn now(text: &str) -> Now {
    Now::parse(text, Tz::UTC).expect(text)
}

fn range(text: &str) -> Range {
    Range::parse(text, &now("2025-12-21")).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[derive(serde::Deserialize)]
struct Vector {
    edtf: String,
    valid: bool,
}

#[test]
fn every_example_of_the_library_of_congress_is_judged_right() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("../../../tests/data/edtf-loc.json"))
        .expect("the vectors are JSON");
    assert_eq!(vectors.len(), 65, "all examples of the published list");
    for Vector { edtf, valid } in vectors {
        let read = EventDate::parse(&edtf, Zone::Named(Tz::UTC));
        assert_eq!(read.is_ok(), valid, "`{edtf}` is {}a date", if valid { "" } else { "not " });
        if let Ok(date) = read {
            assert_eq!(date.text(), edtf, "a date keeps its text");
        }
    }
}

#[test]
fn a_date_is_small() {
    assert!(size_of::<EventDate>() <= 80, "a million of them must fit: {}", size_of::<EventDate>());
}

#[test]
fn qualifiers_are_read_from_the_notation() {
    let doubts = |text| date(text).qualification();
    assert!(doubts("2025-12?").uncertain && !doubts("2025-12?").approximate, "`?` is uncertain alone");
    assert!(doubts("2025-12~").approximate && !doubts("2025-12~").uncertain, "`~` is approximate alone");
    assert!(doubts("2025-12%").approximate && doubts("2025-12%").uncertain, "`%` is both");
    assert!(doubts("2004-06-XX/2004-07-03").unspecified, "an end's X digits are the interval's");
    assert!(doubts("[2025-12-19..2025-12-21]").set, "a set is one");
    assert!(doubts("../2025").open_start && doubts("/2025").open_start, "open and unknown starts");
    assert!(doubts("2025/..").open_end && doubts("2025/").open_end, "open and unknown ends");
    assert!(doubts("[..1984]").open_start && doubts("[1760-12..]").open_end, "sets can be open too");
    assert!(!doubts("1950S2").any_doubt(), "significant digits are a precision, not a doubt");
    assert_eq!(date("2025-12-20~/2025-12-21?").signs(), "~?…", "the column shows each mark once");
}

#[test]
fn precision_is_that_of_what_is_written() {
    for (text, precision) in [
        ("2025-12-21T11:10", Precision::Minute),
        ("2025-12-21", Precision::Day),
        ("2025-12", Precision::Month),
        ("1985-04-XX", Precision::Month),
        ("2025-21", Precision::Season),
        ("2025", Precision::Year),
        ("2004-XX", Precision::Year),
        ("1984-1X", Precision::Year),
        ("Y170000002", Precision::Year),
        ("156X", Precision::Era),
        ("156X-12-25", Precision::Era),
        ("1950S2", Precision::Era),
        ("2025-12/2026", Precision::Month),
        ("../2025-07", Precision::Month),
        ("[2025-12-19..2025-12-21]", Precision::Day),
        ("{1960,1961-12}", Precision::Year),
        ("2025-09-09T23:30Z/2025-09-10", Precision::Minute),
    ] {
        assert_eq!(date(text).precision(), precision, "precision of {text}");
    }
}

#[test]
fn now_is_a_day_or_a_time_and_nothing_else() {
    let moscow = |text| Now::parse(text, Tz::Europe__Moscow);
    let at_night = moscow("2025-12-20T22:30Z").expect("a time");
    assert_eq!(at_night.today, day("2025-12-21"), "today is the day in the reader's zone");
    assert_eq!(at_night.instant, utc("2025-12-20T22:30Z"), "an offset wins over the zone");
    assert_eq!(&*at_night.text, "2025-12-20T22:30Z", "now is printed as given");
    let at_day = moscow("2025-12-21").expect("a day");
    assert_eq!(at_day.instant, utc("2025-12-20T21:00Z"), "a day is its start in the zone");
    for text in ["2025-12", "2025-12-21/2025-12-22", "2025-12-21~", "2025-12-XX", "soon"] {
        assert!(moscow(text).is_err(), "{text} is no now");
    }
    let system = Now::system(Tz::UTC);
    assert_eq!(utc(&system.text), system.instant, "the clock's text reads back as its instant");
}
