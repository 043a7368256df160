use chrono_tz::Tz;

use super::*;
use crate::cli::paint::Paint;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::timeline::{Timeline, sample};

fn counted(timeline: Timeline, top: usize) -> String {
    let shown = timeline.order().to_vec();
    let opened = Opened {
        matched: shown.len(),
        shown,
        filter: Filter::default(),
        filter_text: String::new(),
        reversed: false,
        now: Now::parse("2025-12-22", Tz::UTC).expect("a day"),
        timeline,
    };
    let mut out = Vec::new();
    let look = Look { paint: Paint::Plain, width: None };
    write(&opened, top, look, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn counts_of_a_store() {
    insta::assert_snapshot!(counted(sample::of_yaml(include_str!("../../timeline/sample.yaml")), 12));
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let text = counted(sample::of_yaml(include_str!("../../timeline/sample.yaml")), 1);
    assert!(text.contains("… and 2 more; --top 0 shows all"), "three kinds, one shown:\n{text}");
}

#[test]
fn months_honour_precision() {
    let text = counted(
        sample::Sample::days(&["2025", "2025-12", "2025-12-01", "2025-12-09", "../2024", "2026-01-01"]),
        0,
    );
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip_while(|line| *line != "by month")
        .skip(1)
        .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).take(2).collect())
        .collect();
    assert_eq!(
        rows,
        [["Date open", "1"], ["2025", "1"], ["December 2025", "3"], ["January 2026", "1"]],
        "a year is no month, and a day is in its own"
    );
}

#[test]
fn no_events_count_nothing() {
    assert_eq!(counted(sample::Sample::new().timeline(), 12), "0 of 0 events\n", "and nothing divides by it");
}

#[test]
fn any_event_shows_in_a_bar() {
    assert_eq!([level(0, 9), level(1, 900), level(9, 9)], [" ", "▁", "█"], "one in nine hundred still shows");
}
