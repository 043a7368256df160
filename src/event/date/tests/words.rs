//! Tests of dates in words.

use super::*;

#[test]
fn words_say_what_is_known_and_what_is_not() {
    for (text, words) in [
        ("2025-12-21", "Sunday 21 December 2025"),
        ("2025-12-21T11:10+03:00", "Sunday 21 December 2025, 11:10 Moscow (08:10 UTC)"),
        ("2025-12-21T11:10", "Sunday 21 December 2025, 11:10 Moscow (08:10 UTC)"),
        ("2025-12-21T01:10", "Sunday 21 December 2025, 01:10 Moscow (22:10 UTC, 20 December)"),
        ("2025-12-21T11:10Z", "Sunday 21 December 2025, 11:10 UTC"),
        ("2025-12-21T11:10-04:30", "Sunday 21 December 2025, 11:10 UTC−4:30 (15:40 UTC)"),
        ("2025-12-21T11:10:30Z", "Sunday 21 December 2025, 11:10:30 UTC"),
        ("2025-12-20/2025-12-21", "20–21 December 2025"),
        ("2025-11-30/2025-12-02", "30 November – 2 December 2025"),
        ("2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-12", "December 2025"),
        ("2025-12/2026-01", "December 2025 – January 2026"),
        ("2025-06/2025-07", "June–July 2025"),
        ("1964/2008", "1964–2008"),
        ("2004-02-01/2005", "from 1 February 2004 to 2005"),
        ("2025-12-20~", "about 20 December 2025"),
        ("2025-12-20?", "20 December 2025, uncertain"),
        ("2025-12-20%", "about 20 December 2025, uncertain"),
        ("2004-06~-11", "11 June 2004, year and month approximate"),
        ("2004?-06-11", "11 June 2004, year uncertain"),
        ("2004-06-~01/2004-06-~20", "from about 1 June 2004 to about 20 June 2004"),
        ("[2025-12-19..2025-12-21]", "one of 19 to 21 December 2025"),
        ("[1667,1668,1670..1672]", "one of 1667, 1668 or 1670 to 1672"),
        ("[2025-03-10,2025-03-20]", "10 or 20 March 2025"),
        ("[2025-03-10,2025-04]", "10 March 2025 or April 2025"),
        ("{1960,1961-12}", "all of 1960, December 1961"),
        ("[1760-12..]", "December 1760 or later"),
        ("1985-04-XX", "some day in April 1985"),
        ("1985-04-1X", "some day from 10 to 19 April 1985"),
        ("2004-XX", "some month in 2004"),
        ("1985-XX-XX", "some day in 1985"),
        ("156X-12-25", "25 December of some year in the 1560s"),
        ("2025-21", "spring 2025"),
        ("2001-24", "winter 2001–02"),
        ("2001-34", "second quarter of 2001"),
        ("156X", "1560s"),
        ("15XX", "1500–1599"),
        ("1950S2", "1950, some year of 1900–1999"),
        ("-1984", "year −1984"),
        ("0033", "year 0033"),
        ("0033-04-03", "3 April 0033"),
        ("../2025-07", "until July 2025, start open"),
        ("2025-12-20/..", "from 20 December 2025, end open"),
        ("1985/", "from 1985, end unknown"),
        (
            "2025-09-09T20:30+03:00/2025-09-09T23:30+03:00",
            "Tuesday 9 September 2025, 20:30–23:30 Moscow (17:30–20:30 UTC)",
        ),
    ] {
        assert_eq!(in_zone(text, Tz::Europe__Moscow).in_words(None), words, "{text} in words");
    }
}

#[test]
fn short_words_are_the_same_in_short() {
    for (text, words) in [
        ("2025-12-21", "21 Dec 2025"),
        ("2025-12", "Dec 2025"),
        ("2025-12-20~", "about 20 Dec 2025"),
        ("2025-12-20/2025-12-21", "20–21 Dec 2025"),
        ("2025-12-21T11:10", "21 Dec 2025, 11:10"),
        ("2025-09-09T23:30+02:00/2025-09-10T06:30+02:00", "9 Sep 2025, 23:30 – 10 Sep 2025, 06:30"),
    ] {
        assert_eq!(date(text).short(None), words, "{text} in short");
    }
}

#[test]
fn clocks_fit_a_column() {
    for (text, clock) in [
        ("2025-12-21T11:10", "11:10"),
        ("2025-12-21T11:10:30", "11:10"),
        ("2025-09-09T20:30/2025-09-09T23:30", "20:30–23:30"),
        ("2025-09-09T23:30/2025-09-10T06:30", "23:30–10 Sep 06:30"),
        ("2025-09-09T20:30/2025-09-10T00:00", "20:30–24:00"),
        ("2025-09-09T23:30/2025-09-10", "23:30–10 Sep"),
        ("2025-09-09T23:30/2025-09-09", "23:30–"),
        ("2025-09-09T23:30/2025-10", "23:30–…"),
        ("2025-09-09/2025-09-10T06:30", "–10 Sep 06:30"),
        ("2025-09-09T23:30/..", "23:30–…"),
        ("2025-09-09T23:30/", "23:30–?"),
        ("../2025-09-10T06:30", "–10 Sep 06:30"),
    ] {
        assert_eq!(date(text).clock(None).as_deref(), Some(clock), "clock of {text}");
    }
    assert_eq!(date("2025-12-21").clock(None), None, "a day has no time");
}

#[test]
fn the_zone_shown_moves_times_alone() {
    let shown = Some(Tz::Asia__Tokyo);
    let late = in_zone("2025-12-21T23:10", Tz::Europe__Moscow);
    assert_eq!(late.clock(shown).as_deref(), Some("05:10"), "the clock is Tokyo's");
    assert_eq!(
        late.in_words(shown),
        "Monday 22 December 2025, 05:10 Tokyo (20:10 UTC, 21 December)",
        "and so is the day"
    );
    assert_eq!(late.heading(shown), Heading::Day(day("2025-12-22")), "it stands under the day shown");
    let bare = in_zone("2025-12-21", Tz::Europe__Moscow);
    assert_eq!(bare.in_words(shown), "Sunday 21 December 2025", "a bare day stays");
    let night = date("2025-09-09T23:30+02:00/2025-09-10T06:30+02:00");
    assert_eq!(night.clock(Some(Tz::Europe__Kyiv)).as_deref(), Some("00:30–07:30"), "both ends move");
    assert_eq!(
        date("2025-12-21T08:10").in_words(Some(Tz::America__New_York)),
        "Sunday 21 December 2025, 03:10 New York (08:10 UTC)",
        "cities are named as people do"
    );
}

#[test]
fn headings_are_in_words() {
    for (text, heading) in [
        ("2025-12-21", "Sunday 21 December 2025"),
        ("2025-12", "December 2025"),
        ("2025-21", "spring 2025"),
        ("2025", "2025"),
        ("156X", "1560s"),
        ("../2025", "Date open"),
    ] {
        assert_eq!(date(text).heading(None).in_words(), heading, "heading of {text}");
    }
}
