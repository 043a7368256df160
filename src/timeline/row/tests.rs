use super::*;
use crate::event::Kind;
use crate::timeline::sample::{Sample, date};

fn column(text: &str, seen: &str) -> String {
    let mut sample = Sample::new();
    let event = sample.event("e", Kind::Statement, text);
    event.first_seen = (!seen.is_empty()).then(|| date(seen));
    let timeline = sample.timeline();
    let ix = timeline.order()[0];
    time_of(&timeline, ix, timeline.event(ix), Offsets::of(&timeline, timeline.order()))
}

#[test]
fn the_column_says_no_more_than_is_known() {
    for (text, seen, shown) in [
        ("2025-12-21T11:10Z", "", "11:10"),
        ("2025-12-21T11:10Z", "2025-12-21T11:28Z", "11:10"),
        ("2025-12-21T18:30Z/2025-12-22T06:00Z", "", "18:30…"),
        ("2025-12-21T09:00Z/2025-12-21T11:30Z", "", "09:00…"),
        ("2025-12-21", "2025-12-21T11:28Z", "≤11:28"),
        ("2025-12-21", "2025-12-22T11:28Z", "≤22 Dec"),
        ("2025-12-31", "2026-01-02", "≤2 Jan 2026"),
        ("2025-12-21", "2025-12-20T11:28Z", ""),
        ("2025-12-21", "2025-12-21", ""),
        ("2025-12", "2025-12-01T11:28Z", ""),
        ("2025-12-21/2025-12-22", "2025-12-21T11:28Z", "…22 Dec"),
        ("2025-12-21/2026-01-02", "", "…2 Jan 2026"),
        ("2025-12-21/..", "", ""),
        ("2025-01/2025-03", "", ""),
        ("2025-01-05/2025-03", "", ""),
        ("2024/2025", "", ""),
        ("2025-12-21~", "", "~"),
        ("2025-12-21?", "2025-12-21T11:28Z", "?≤11:28"),
        ("2025-12-21%", "", "~?"),
    ] {
        assert_eq!(column(text, seen), shown, "`{text}` seen `{seen}`");
    }
}

#[test]
fn what_the_column_cannot_say_is_said_in_words() {
    for (text, expected) in [
        ("2025-12-21", false),
        ("2025-12", false),
        ("2025-12-21/2025-12-22", false),
        ("2025-12-21~", true),
        ("2025-12-21T11:10Z", false),
        ("2025-12-21T09:00Z/2025-12-21T11:30Z", true),
        ("2025-12-21/..", true),
        ("2025-01/2025-03", true),
        ("2025-01-05/2025-03", true),
        ("../2025-12-21", true),
        ("[2025-12-19..2025-12-21]", true),
    ] {
        let timeline = Sample::days(&[text]);
        assert_eq!(
            aside_of(&timeline, &timeline.event(timeline.order()[0]).date).is_some(),
            expected,
            "`{text}`"
        );
    }
}

#[test]
fn times_of_several_zones_say_which() {
    let times = |dates: &[&str]| {
        let timeline = Sample::days(dates);
        let offsets = Offsets::of(&timeline, timeline.order());
        let all: Vec<String> =
            timeline.order().iter().map(|ix| time_of(&timeline, *ix, timeline.event(*ix), offsets)).collect();
        (all.join(" "), offsets.width())
    };
    assert_eq!(
        times(&["2025-12-21T11:10+03:00", "2025-12-21T12:10+03:00"]).0,
        "11:10 12:10",
        "one zone is not named"
    );
    let two = times(&["2025-12-21T11:10+03:00", "2025-12-21T12:10-05:00"]);
    assert_eq!(two, ("11:10+3 12:10−5".to_owned(), 8), "of two each says its own");
    let half = times(&["2025-12-21T11:10+03:00", "2025-12-21T12:10+05:30"]);
    assert_eq!(half, ("12:10+5:30 11:10+3".to_owned(), 11), "to the minute where it must be");
}
