//! Tests of the order of dates and of headings.

use super::*;

#[test]
fn coarse_dates_stand_before_the_days_they_hold() {
    let written = [
        "../2025-07",
        "20XX",
        "202X",
        "2025",
        "2025-40",
        "2025-33",
        "2025-01",
        "2025-01-01",
        "2025-01-01T00:00",
        "2025-03-01T00:00Z/2025-03-02",
        "2025-03-31",
        "2025-12",
        "2025-12-19",
        "[2025-12-19..2025-12-21]",
        "2025-12-19T08:00",
        "2025-12-21",
    ];
    let mut sorted: Vec<_> = written.into_iter().rev().map(date).collect();
    sorted.sort_by_key(|date| date.order_key(None));
    let sorted: Vec<_> = sorted.iter().map(EventDate::text).collect();
    assert_eq!(sorted, written, "year, half, quarter, month, day, time");
}

#[test]
fn seasons_stand_between_months() {
    let key = |text| date(text).order_key(None);
    assert!(key("2025-02-28") < key("2025-21"), "spring is after February");
    assert!(key("2025-21") < key("2025-03"), "and before its first month");
    assert_ne!(key("2025-21"), key("2025-25"), "two kinds of spring are two headings");
}

#[test]
fn an_interval_stands_once_under_its_start() {
    assert_eq!(date("2025-12-20/2025-12-21").heading(None), Heading::Day(day("2025-12-20")), "its first day");
    assert_eq!(date("2025-12/2026-01").heading(None), Heading::Month(2025, 12), "its first month");
    assert_eq!(
        date("[2025-12-19..2025-12-21]").heading(None),
        Heading::Day(day("2025-12-19")),
        "a set likewise"
    );
    assert_eq!(date("/1985").heading(None), Heading::Open, "an unknown start is open");
    assert_eq!(
        date("156X-12-25").heading(None),
        date("156X").heading(None),
        "a day of a decade is the decade's"
    );
}
