//! Properties that every date has.

use proptest::prelude::*;

use super::*;

/// Returns valid and nearly valid dates of every form.
fn texts() -> BoxedStrategy<String> {
    let plain = "(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]))?)?";
    let masked =
        "([012][0-9X]{3}(-([01X][0-9X])(-([0123X][0-9X]))?)?|[12][0-9]{3}-(2[1-9]|3[0-9]|4[01]))[?~%]?";
    let year = "(-?[0-9]{4}(S[1-4])?|Y-?[1-9][0-9]{4,18}(S[1-9])?|Y-?[1-9]{1,3}E([4-9]|1[0-9]|100))[?~%]?";
    let time = "20(2[0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-]0[1-9](:[0-5]0)?)?";
    let one = || prop_oneof![4 => plain, 2 => masked, 1 => year, 2 => time].boxed();
    prop_oneof![
        4 => one(),
        2 => (one(), one()).prop_map(|(from, to)| format!("{from}/{to}")),
        1 => (one(), prop_oneof![Just(".."), Just("")]).prop_map(|(date, open)| format!("{date}/{open}")),
        1 => (prop_oneof![Just(".."), Just("")], one()).prop_map(|(open, date)| format!("{open}/{date}")),
        1 => (plain, plain).prop_map(|(from, to)| format!("[{from}..{to}]")),
        1 => proptest::collection::vec(one(), 1..4).prop_map(|all| format!("{{{}}}", all.join(","))),
        1 => one().prop_map(|date| format!("[..{date}]")),
        1 => one().prop_map(|date| format!("[{date}..]")),
    ]
    .boxed()
}

fn zones() -> impl Strategy<Value = Tz> {
    prop_oneof![2 => Just(Tz::UTC), 5 => proptest::sample::select(&chrono_tz::TZ_VARIANTS[..])]
}

fn dates() -> BoxedStrategy<EventDate> {
    (texts(), zones())
        .prop_filter_map("a date", |(text, zone)| EventDate::parse(&text, Zone::Named(zone)).ok())
        .boxed()
}

fn ranges() -> BoxedStrategy<Range> {
    let text = prop_oneof![
        texts(),
        (texts(), texts()).prop_map(|(from, to)| format!("{from}..{to}")),
        (prop_oneof![Just(">="), Just("<="), Just(">"), Just("<")], texts())
            .prop_map(|(sign, x)| format!("{sign}{x}")),
        "[0-9]{1,3}[dwmy](\\.\\.today)?",
    ];
    text.prop_filter_map("a range", |text| Range::parse(&text, &now("2025-12-21")).ok()).boxed()
}

/// Calls every method of a date. None may ever panic.
fn ask(date: &EventDate, shown: Option<Tz>) {
    let _ = (date.in_words(shown), date.short(shown), date.clock(shown), date.signs());
    let _ = (date.heading(shown).in_words(), date.heading(shown).first_day(), date.order_key(shown));
    let _ = (iso_instant(date.earliest()), iso_instant(date.latest()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_text_panics(text in "\\PC*", zone in zones()) {
        let _ = EventDate::parse(&text, Zone::Named(zone)).map(|date| ask(&date, Some(zone)));
        let _ = Range::parse(&text, &now("2025-12-21"));
        let _ = Now::parse(&text, zone);
    }

    #[test]
    fn no_mistyped_date_panics(text in texts(), at in any::<proptest::sample::Index>(), put in "[0-9XTZYSE?~%:+./, \\-\\[\\]{}é]{0,2}") {
        let mut chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        chars.splice(at..=at, put.chars());
        let text: String = chars.into_iter().collect();
        match EventDate::parse(&text, Zone::Named(Tz::UTC)) {
            Ok(date) => ask(&date, None),
            Err(error) => {
                prop_assert!(text.is_char_boundary(error.offset), "{} is in {:?}", error.offset, text);
                prop_assert!(error.hint.is_some(), "{:?} has a hint", text);
            }
        }
        let _ = Range::parse(&text, &now("2025-12-21"));
    }

    #[test]
    fn a_date_reads_back_from_its_text(date in dates(), shown in zones()) {
        let again = EventDate::parse(date.text(), date.default_zone).expect("its text is a date");
        prop_assert_eq!(&again, &date, "the text holds all");
        ask(&date, Some(shown));
    }

    #[test]
    fn bounds_are_in_order(date in dates()) {
        prop_assert!(date.earliest() <= date.latest(), "instants of {}", date.text());
        prop_assert!(date.first_day() <= date.last_day(), "days of {}", date.text());
        prop_assert_eq!(date.earliest() == Instant::MIN, date.qualification().open_start, "open start of {}", date.text());
        prop_assert_eq!(date.latest() == Instant::MAX, date.qualification().open_end, "open end of {}", date.text());
    }

    #[test]
    fn a_day_never_shifts(date in dates(), shown in zones()) {
        if !date.has_time() {
            prop_assert_eq!(date.heading(Some(shown)), date.heading(None), "heading of {}", date.text());
            prop_assert_eq!(date.order_key(Some(shown)), date.order_key(None), "place of {}", date.text());
            prop_assert_eq!(date.in_words(Some(shown)), date.in_words(None), "words of {}", date.text());
        }
    }

    #[test]
    fn headings_are_whole_in_order(mut dates in proptest::collection::vec(dates(), 0..40), shown in proptest::option::of(zones())) {
        dates.sort_by_key(|date| date.order_key(shown));
        let mut headings: Vec<_> = dates.iter().map(|date| date.heading(shown)).collect();
        headings.dedup();
        let before = headings.len();
        let different: std::collections::HashSet<_> = headings.iter().collect();
        prop_assert_eq!(different.len(), before, "no heading comes twice: {:?}", headings);
        let days: Vec<_> = headings.iter().map(Heading::first_day).collect();
        prop_assert!(days.is_sorted(), "headings are in order of time: {:?}", headings);
    }

    #[test]
    fn certain_is_possible(date in dates(), range in ranges()) {
        prop_assert!(!date.certain(&range) || date.possible(&range), "{} in {}", date.text(), range.text());
        if date.qualification().uncertain || date.qualification().approximate {
            prop_assert!(!date.certain(&range), "{} is never certain", date.text());
        }
    }

    #[test]
    fn ranges_are_closed_days(first in -40_000_i64..40_000, length in 0_i64..400, at in -40_500_i64..40_500) {
        let range = Range::days(Day(first), Day(first + length));
        let date = date(&Day(at).iso());
        let inside = (first..=first + length).contains(&at);
        prop_assert_eq!(date.possible(&range), inside, "possible");
        prop_assert_eq!(date.certain(&range), inside, "certain");
    }

    #[test]
    fn the_fast_path_reads_as_the_grammar_does(year in 0_i64..=9999, month in 0_u8..=13, day in 0_u8..=32) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        match edtf_core::Edtf::parse(&text).map(|date| date.bounds().earliest) {
            Ok(edtf_core::Bound::Date(is)) => {
                prop_assert_eq!(date(&text).first_day().civil(), (is.year, is.month, is.day), "{}", text);
            }
            _ => prop_assert!(EventDate::parse(&text, Zone::Named(Tz::UTC)).is_err(), "{} is no day", text),
        }
    }

    #[test]
    fn civil_dates_and_days_agree(days in -365_000_000_000_000_i64..365_000_000_000_000) {
        let (year, month, day) = Day(days).civil();
        prop_assert!((1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day), "a date");
        prop_assert_eq!(Day::from_civil(year, month, day), Day(days), "the same day");
        let (_, _, next) = Day(days + 1).civil();
        prop_assert_eq!(next == 1, day == days_in_month(year, month), "months end where they do");
    }

    #[test]
    fn days_agree_with_chrono(days in -90_000_000_i64..90_000_000) {
        use chrono::Datelike;
        let chrono = chrono::NaiveDate::from_num_days_from_ce_opt(719_163 + days as i32).expect("within chrono");
        let (year, month, day) = Day(days).civil();
        prop_assert_eq!((chrono.year().into(), chrono.month() as u8, chrono.day() as u8), (year, month, day), "date");
        prop_assert_eq!(chrono.weekday().num_days_from_monday() as u8, Day(days).weekday(), "weekday");
    }

    #[test]
    fn a_day_starts_and_ends_where_its_clock_says(days in -36_000_i64..36_000, zone in zones()) {
        let (zone, day) = (Zone::Named(zone), Day(days));
        let (start, end) = (zone.day_start(day), zone.day_end(day));
        prop_assert!(start <= end, "in order");
        prop_assert!(zone.local(Instant(start.0 - 1)).0 < day || zone.local(start).0 > day, "nothing before");
        if start < end {
            prop_assert_eq!(zone.local(start).0, day, "the first instant is its own");
            prop_assert_eq!(zone.local(Instant(end.0 - 1)).0, day, "the last instant is its own");
        }
        prop_assert!(zone.local(end).0 > day, "over at its end");
    }

    #[test]
    fn times_come_back_from_instants(days in -36_000_i64..36_000, second in 0_u32..86_400, zone in zones()) {
        let zone = Zone::Named(zone);
        let (first, last) = zone.instants_at(Day(days), second);
        prop_assert!(first <= last && last.0 - first.0 <= 90_000, "in order and near");
        if zone.local(first) != (Day(days), second) {
            prop_assert!(first < last, "only a skipped time does not come back");
        }
    }
}
