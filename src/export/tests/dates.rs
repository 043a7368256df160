//! Dates of every precision: no day moves, nothing becomes finer.

use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::event::EventDate;
use crate::event::date::{Precision, Zone};

fn dated(date: &str, zone: &str) -> Timeline {
    let date = Value::from(date);
    sample::of_yaml(&format!(
        "store: {{timezone: {zone}}}\nevents: [{{id: e, kind: other, status: alleged, date: {date}, title: T}}]"
    ))
}

/// A date, its start and its end in a calendar, and its start and end on a slide.
type Case = (&'static str, &'static str, Option<&'static str>, &'static [i64], &'static [i64]);

#[test]
fn each_precision_is_told_as_what_it_is() {
    let cases: [Case; 16] = [
        ("2025-12-21", "20251221", Some("20251222"), &[2025, 12, 21], &[]),
        ("2025-12-31", "20251231", Some("20260101"), &[2025, 12, 31], &[]),
        ("2024-02-29", "20240229", Some("20240301"), &[2024, 2, 29], &[]),
        ("2025-12-20/2025-12-21", "20251220", Some("20251222"), &[2025, 12, 20], &[2025, 12, 21]),
        ("2025-12", "20251201", Some("20260101"), &[2025, 12], &[]),
        ("2025", "20250101", Some("20260101"), &[2025], &[]),
        ("156X", "15600101", Some("15700101"), &[1560], &[1569]),
        ("2025-21", "20250301", Some("20250601"), &[2025, 3], &[2025, 5]),
        ("[2025-12-19..2025-12-21]", "20251219", Some("20251222"), &[2025, 12, 19], &[2025, 12, 21]),
        ("../2025-07", "20250701", Some("20250801"), &[2025, 7], &[]),
        ("2025-12-20/..", "20251220", Some("20251221"), &[2025, 12, 20], &[]),
        ("[2025-12..]", "20251201", Some("20260101"), &[2025, 12], &[]),
        ("[..2025-12]", "20251201", Some("20260101"), &[2025, 12], &[]),
        ("2025-12/2026-01-15", "20251201", Some("20260116"), &[2025, 12], &[2026, 1, 15]),
        ("2025-12-21T11:10", "20251221T081000Z", None, &[2025, 12, 21, 11, 10], &[]),
        (
            "2025-12-21T23:30/2025-12-22T06:30",
            "20251221T203000Z",
            Some("20251222T033000Z"),
            &[2025, 12, 21, 23, 30],
            &[2025, 12, 22, 6, 30],
        ),
    ];
    for (date, start, end, first, last) in cases {
        let timeline = dated(date, "Europe/Moscow");
        let event = &calendar(&plainly(Format::Ics, &timeline))[0];
        assert_eq!(event["DTSTART"], start, "{date} begins");
        assert_eq!(event.get("DTEND").map(String::as_str), end, "{date} ends");
        let slide = &parsed(&plainly(Format::Timelinejs, &timeline))["events"][0];
        assert_eq!(slide_date(&slide["start_date"]), first, "{date} on a slide");
        let end = slide.get("end_date").map(slide_date).unwrap_or_default();
        assert_eq!(end, last, "{date} ends on a slide");
        let words = timeline.event(timeline.order()[0]).date.in_words(None);
        assert_eq!(slide["display_date"], words.as_str(), "in its own words");
    }
}

#[test]
fn what_is_not_known_of_a_date_is_noted_in_a_calendar() {
    for (date, note) in [
        ("2025-12", Some("Date known to the month: December 2025")),
        ("2025-12~", Some("Date known to the month: about December 2025")),
        ("2025", Some("Date known to the year: 2025")),
        ("156X", Some("Date not known to the year: 1560s")),
        ("2025-12-20~", Some("Date not exact: about 20 December 2025")),
        ("2025-12-20/..", Some("Date known in part: from 20 December 2025, end open")),
        ("2025-12-20", None),
        ("2025-12-20/2025-12-21", None),
    ] {
        let event = &calendar(&plainly(Format::Ics, &dated(date, "UTC")))[0];
        let first = event["DESCRIPTION"].lines().next();
        assert_eq!(first.filter(|line| line.starts_with("Date ")), note, "{date}");
    }
}

#[test]
fn an_event_in_a_year_that_a_format_does_not_have_is_counted() {
    let timeline = dated("Y170000002", "UTC");
    let text = plainly(Format::Ics, &timeline);
    assert_eq!(calendar(&text).len(), 0, "no calendar has that year");
    assert!(
        text.replace("\r\n ", "").contains("Not in this calendar: 1 event in years"),
        "and it says so: {text}"
    );
    let text = plainly(Format::Timelinejs, &timeline);
    assert!(text.contains("Not in these slides: 1 event in years"), "nor do slides: {text}");
    assert_eq!(
        rows(&plainly(Format::Csv, &timeline), b',')[0]["date"],
        "Y170000002",
        "a table has every date"
    );
}

#[test]
fn the_head_counts_what_is_shown_and_names_what_is_not() {
    let timeline = sample::of_yaml(
        "events:\n- {id: far, kind: other, status: alleged, date: Y170000002, title: T}\n- {id: near, kind: other, status: alleged, date: '2025', title: T}",
    );
    for format in [Format::Ics, Format::Timelinejs] {
        let text = plainly(format, &timeline).replace("\r\n ", "");
        assert!(text.contains("Shown: 1 of 2 events"), "{format:?}: {text}");
        assert!(text.contains(": far"), "{format:?} names it: {text}");
    }
}

#[test]
fn days_of_a_table_are_those_of_their_zone() {
    for (date, earliest, latest) in [
        ("2025-12-21", "2025-12-21", "2025-12-21"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-12-21T11:10", "2025-12-21T11:10:00+03:00", "2025-12-21T11:10:00+03:00"),
        ("2025-12-20/..", "2025-12-20", ""),
    ] {
        let row = &rows(&plainly(Format::Csv, &dated(date, "Europe/Moscow")), b',')[0];
        assert_eq!((&*row["earliest"], &*row["latest"]), (earliest, latest), "{date}");
    }
}

fn texts() -> impl Strategy<Value = String> {
    let day = "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])";
    let one = || {
        prop_oneof![
            3 => day,
            2 => "20[0-9]{2}-(0[1-9]|1[0-2])",
            1 => "20[0-9]{2}",
            1 => "(19|20)[0-9]X",
            1 => "20[0-9]{2}-(2[1-4]|3[3-9]|4[01])",
            1 => "20[0-9]{2}-(0[1-9]|1[0-2])-XX",
            2 => "20[0-9]{2}-0[1-9]-1[0-9]T([01][0-9]|2[0-3]):[0-5][0-9](Z|[+-]0[1-9]:00)?",
        ]
        .boxed()
    };
    prop_oneof![
        5 => one(),
        1 => (day, "[?~%]").prop_map(|(day, mark)| format!("{day}{mark}")),
        2 => (one(), one()).prop_map(|(from, to)| format!("{from}/{to}")),
        1 => one().prop_map(|from| format!("{from}/..")),
        1 => one().prop_map(|to| format!("../{to}")),
        1 => (day, day).prop_map(|(from, to)| format!("[{from}..{to}]")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(160) })]

    #[test]
    fn no_day_moves_and_nothing_becomes_finer(
        text in texts(),
        zone in proptest::sample::select(vec!["UTC", "Europe/Moscow", "America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu"]),
    ) {
        let Ok(date) = EventDate::parse(&text, Zone::Named(zone.parse::<Tz>().expect("a zone"))) else { return Ok(()) };
        let timeline = dated(&text, zone);
        let marks = date.qualification();
        let event = &calendar(&plainly(Format::Ics, &timeline))[0];
        let digits = |day: crate::event::date::Day| day.iso().replace('-', "");
        if !date.has_time() && !marks.open_start && !marks.open_end {
            prop_assert_eq!(&event["DTSTART"], &digits(date.first_day()), "{}", text);
            prop_assert_eq!(&event["DTEND"], &digits(date.last_day().plus_days(1)), "{}", text);
        }
        let plain = date.precision() <= Precision::Day && !marks.any_doubt() && !marks.open_start && !marks.open_end && !date.ends_coarsely();
        prop_assert_eq!(event["DESCRIPTION"].starts_with("Date "), !plain, "{}: {}", text, event["DESCRIPTION"]);
        let slide = &parsed(&plainly(Format::Timelinejs, &timeline))["events"][0];
        let start = slide_date(&slide["start_date"]);
        let finest = match date.precision() {
            Precision::Minute => 6,
            Precision::Day => 3,
            Precision::Month | Precision::Season => 2,
            Precision::Year | Precision::Era => 1,
        };
        prop_assert!(start.len() <= finest, "{} is finer on a slide: {:?}", text, start);
        let row = &rows(&plainly(Format::Csv, &timeline), b',')[0];
        prop_assert_eq!(&row["date"], &text, "as written");
        if !marks.open_start {
            prop_assert!(row["earliest"].starts_with(&date.first_day().iso()), "{}: {}", text, row["earliest"]);
        }
        let back = sample::of_yaml(&plainly(Format::Yaml, &timeline));
        prop_assert_eq!(back.event(back.order()[0]).date.clone(), timeline.event(timeline.order()[0]).date.clone(), "{}", text);
    }
}
