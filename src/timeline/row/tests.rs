use super::*;
use crate::event::Kind;
use crate::timeline::sample::{Sample, date};

fn column(text: &str, seen: &str) -> String {
    let mut sample = Sample::new();
    let event = sample.event("e", Kind::Statement, text);
    event.first_seen = (!seen.is_empty()).then(|| date(seen));
    let timeline = sample.timeline();
    time(&timeline, timeline.order()[0])
}

#[test]
fn the_column_says_no_more_than_is_known() {
    for (text, seen, shown) in [
        ("2025-12-21T11:10Z", "", "11:10"),
        ("2025-12-21T11:10Z", "2025-12-21T11:28Z", "11:10"),
        ("2025-12-21T18:30Z/2025-12-22T06:00Z", "", "18:30…"),
        ("2025-12-21T09:00Z/2025-12-21T11:30Z", "", "09:00…"),
        ("2025-12-21", "2025-12-21T11:28Z", "≤11:28"),
        ("2025-12-21", "2025-12-22T11:28Z", ""),
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
    for (text, told) in [
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
        assert_eq!(aside(&timeline, timeline.order()[0]).is_some(), told, "`{text}`");
    }
}
