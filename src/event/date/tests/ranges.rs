//! Tests of ranges: their notation, and whether dates are possibly or certainly in them.

use super::*;

/// Returns `no`, `possible` or `certain`.
fn judged(event: &EventDate, text: &str) -> &'static str {
    let range = range(text);
    match (event.possible(&range), event.certain(&range)) {
        (true, true) => "certain",
        (true, false) => "possible",
        (false, false) => "no",
        (false, true) => "certain but impossible",
    }
}

#[track_caller]
fn check(event: &str, cases: &[(&str, &str)]) {
    let event = in_zone(event, Tz::Europe__Moscow);
    for (range, wanted) in cases {
        assert_eq!(judged(&event, range), *wanted, "{} against {range}", event.text());
    }
}

#[test]
fn a_day_is_in_its_month_and_year() {
    check(
        "2025-12-21",
        &[
            ("2025-12-21", "certain"),
            ("2025-12", "certain"),
            ("2025", "certain"),
            ("2025-24", "certain"),
            ("2025-11", "no"),
            ("2025-12-19..2025-12-21", "certain"),
            ("2025-12-21..2025-12-22", "certain"),
            ("2025-12-22..", "no"),
            ("..2025-12-21", "certain"),
            ("..2025-12-20", "no"),
            (">=2025-12-21", "certain"),
            (">2025-12-21", "no"),
            (">2025-12-20", "certain"),
            ("<2025-12-21", "no"),
            ("<=2025-12", "certain"),
            ("<2025-12", "no"),
            ("2025-12-20/2025-12-21", "certain"),
            ("2025-12-22/..", "no"),
            ("../2025", "certain"),
            ("[2025-12-19..2025-12-22]", "certain"),
        ],
    );
}

#[test]
fn a_coarse_date_is_possible_in_what_it_holds() {
    check(
        "2025-12",
        &[("2025-12-21", "possible"), ("2025-12", "certain"), ("2025", "certain"), ("2026", "no")],
    );
    check("2025", &[("2025-12-31..2026", "possible"), ("2025-06", "possible")]);
    check("156X", &[("1569", "possible"), ("1560..1569", "certain"), ("1570", "no")]);
}

#[test]
fn doubt_is_never_certain() {
    for text in ["2025-12-21?", "2025-12-21~", "2025-12-21%", "2025-12-20/2025-12-21~", "2025~-12-21"] {
        check(text, &[("2025-12", "possible"), ("2026", "no")]);
    }
    check("2025-12-XX", &[("2025-12", "certain"), ("2025-12-21", "possible")]);
    check("[2025-12-19..2025-12-21]", &[("2025-12-19..2025-12-21", "certain"), ("2025-12-19", "possible")]);
}

#[test]
fn open_ends_reach_and_unknown_ends_may() {
    check("2025-12-20/..", &[("2030", "possible"), ("2025-12-20..", "certain"), ("2025-12-19", "no")]);
    check("2025-12-20/", &[("2030", "possible"), ("2025-12-20..", "possible"), ("2025-12-19", "no")]);
    check("../2025-07", &[("1999", "possible"), ("..2025", "certain"), ("2025-08", "no")]);
    check("/2025-07", &[("1999", "possible"), ("..2025", "possible"), ("2025-08", "no")]);
}

#[test]
fn intervals_are_half_open_at_midnight() {
    check("2025-12-20T20:00/2025-12-21T00:00", &[("2025-12-21", "no"), ("2025-12-20", "certain")]);
    check("2025-12-20T20:00/2025-12-21T00:01", &[("2025-12-21", "possible")]);
}

#[test]
fn days_are_compared_in_the_events_own_zone() {
    check(
        "2025-12-21T01:10+03:00",
        &[
            ("2025-12-21", "certain"),
            ("2025-12-20", "no"),
            ("2025-12-20T22:10Z", "certain"),
            ("2025-12-20T22:10Z..", "certain"),
            ("..2025-12-20T22:09Z", "no"),
            (">2025-12-20T22:10Z", "no"),
            ("<2025-12-20T22:11Z", "certain"),
            ("2025-12-20T22:00Z/2025-12-20T22:10Z", "no"),
            ("2025-12-20T22:00Z..2025-12-20T22:10Z", "certain"),
        ],
    );
}

#[test]
fn a_range_with_a_time_compares_instants() {
    check("2025-12-21", &[("2025-12-21T12:00..", "possible"), ("2025-12-20T20:00Z..2025-12-22", "certain")]);
    check(
        "2025-12-21T11:10",
        &[("2025-12-21T11:00..2025-12-21T12:00", "certain"), ("2025-12-21T11:11..", "no")],
    );
}

#[test]
fn relative_ranges_count_from_now() {
    let now = now("2025-03-31");
    let days = |text| Range::parse(text, &now).expect(text).day_bounds();
    for (text, is) in [
        ("today", "2025-03-31"),
        ("yesterday", "2025-03-30"),
        ("tomorrow", "2025-04-01"),
        ("7d", "2025-03-24"),
        ("3w", "2025-03-10"),
        ("1m", "2025-02-28"),
        ("13m", "2024-02-29"),
        ("1y", "2024-03-31"),
        ("0d", "2025-03-31"),
    ] {
        assert_eq!(days(text), (Some(day(is)), Some(day(is))), "{text} before 31 March 2025");
    }
    assert_eq!(days("7d..today"), (Some(day("2025-03-24")), Some(day("2025-03-31"))), "ends may be relative");
    assert_eq!(days(">=7d").1, None, "and compared");
    let since = Range::since(&Range::parse("7d", &now).expect("7d"));
    assert!(
        date("2025-03-24").certain(&since) && !date("2025-03-23").possible(&since),
        "since is from that day on"
    );
    let until = Range::until(&range("2025-03"));
    assert!(
        date("2025-03-31").certain(&until) && !date("2025-04-01").possible(&until),
        "until includes the end"
    );
    assert_eq!((since.text(), until.text()), ("7d..", "..2025-03"), "both can be read back");
}

#[test]
fn mistaken_ranges_are_told() {
    let error = |text| Range::parse(text, &now("2025-12-21")).expect_err(text);
    let reversed = error("2025-12-21..2025-12-19");
    assert_eq!(reversed.message, "2025-12-21..2025-12-19 ends before it starts", "what is wrong");
    assert_eq!(reversed.hint.as_deref(), Some("write 2025-12-19..2025-12-21"), "what to write");
    assert_eq!(error("2025-12-19..2025-13").offset, 17, "the offset is in the whole range");
    assert_eq!(error(">=2025-02-30").offset, 10, "behind the sign too");
    for text in [
        "",
        "..",
        "7x",
        "d",
        "2025..2026..2027",
        "2025/2026..2027",
        "99999999999d",
        "2025-12-21T12:00..2025-12-21T11:00",
    ] {
        assert!(!error(text).message.is_empty(), "`{text}` is no range");
    }
    assert!(Range::parse("2025-12..2025", &now("2025-12-21")).is_ok(), "ends may differ in precision");
}

#[test]
fn whole_days_make_a_range() {
    let (first, last) = (day("2025-12-19"), day("2025-12-21"));
    assert_eq!(Range::days(first, last), range("2025-12-19..2025-12-21"), "two days");
    assert_eq!(Range::days(first, first), range("2025-12-19"), "one day");
    assert_eq!(Range::days(Day::MIN, last), range("..2025-12-21"), "open at the start");
    assert_eq!(Range::days(first, Day::MAX), range("2025-12-19.."), "open at the end");
}
