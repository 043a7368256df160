use super::*;
use crate::timeline::sample::Sample;

fn turns_of(dates: &[&str]) -> Vec<Turn> {
    let timeline = Sample::days(dates);
    turns(&timeline, timeline.order())
}

/// Four days with one event each, nineteen empty days, then two more days with events.
const LULL: &[&str] = &["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04", "2025-01-24", "2025-01-25"];

#[test]
fn a_lull_is_a_gap() {
    // The steps are 0 0 0 19 0: the median is 0, with one run of 19.
    assert_eq!(turns_of(LULL), [Turn::Gap { at: 4, days: 19 }], "the first event after it is where it ends");
}

#[test]
fn a_regular_beat_has_no_gap() {
    assert_eq!(turns_of(&["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]), [], "about 30 each time");
    assert_eq!(turns_of(&["2025-01-01", "2025-01-02", "2025-01-08"]), [], "five days are too few");
}

#[test]
fn only_the_longest_tenth_is_a_gap() {
    // The steps are 8 8 8 8 8 8 8 8 30 9: the median is 8, nine in ten runs are at most 9, three times the
    // median is 24.
    let dates = [
        "2025-01-01",
        "2025-01-10",
        "2025-01-19",
        "2025-01-28",
        "2025-02-06",
        "2025-02-15",
        "2025-02-24",
        "2025-03-05",
        "2025-03-14",
        "2025-04-14",
        "2025-04-24",
    ];
    assert_eq!(
        turns_of(&dates),
        [Turn::Gap { at: 9, days: 30 }],
        "nine days stand out from eight too little"
    );
}

#[test]
fn a_ranged_event_fills_its_days_but_a_backdrop_does_not() {
    let with = |range: &'static str| {
        let mut dates = LULL.to_vec();
        dates.push(range);
        turns_of(&dates)
    };
    assert_eq!(with("2025-01-04/2025-01-22"), [], "a summit of three weeks is no gap");
    assert_eq!(with("2025-01-04/2027"), [Turn::Gap { at: 5, days: 19 }], "a war of years hides nothing");
}

#[test]
fn what_has_no_day_neither_fills_nor_crowds() {
    let mut dates = LULL.to_vec();
    dates.extend(["2025", "2025-01", "../2025-01-10", "2025-01", "2025-01"]);
    assert_eq!(turns_of(&dates), [Turn::Gap { at: 9, days: 19 }], "months and years are passed over");
}

#[test]
fn a_crowd_of_days_is_a_burst() {
    // The windows of three days hold 1 1 1 1, then 6 4 2 from 10, 11 and 12 June: the median is 1, so a burst
    // needs 4.
    let dates = [
        "2025-06-01",
        "2025-06-04",
        "2025-06-07",
        "2025-06-10",
        "2025-06-10",
        "2025-06-11",
        "2025-06-11",
        "2025-06-12",
        "2025-06-12",
        "2025-06-16",
    ];
    assert_eq!(turns_of(&dates), [Turn::Burst { at: 3, events: 6, days: 3 }], "six events in three days");
}

#[test]
fn an_even_crowd_is_no_burst() {
    let dates: Vec<String> = (1..=28).flat_map(|d| vec![format!("2025-02-{d:02}"); 5]).collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    assert_eq!(turns_of(&dates), [], "five events on every day are the usual");
}

#[test]
fn in_reverse_the_same_places_are_met_from_the_other_side() {
    let timeline = Sample::days(LULL);
    let mut shown = timeline.order().to_vec();
    shown.reverse();
    assert_eq!(
        turns(&timeline, &shown),
        [Turn::Gap { at: 2, days: 19 }],
        "newest first, the first event after the gap is that of 4 January"
    );
}

#[test]
fn nothing_has_no_turns() {
    assert_eq!(turns_of(&[]), [], "no events");
    assert_eq!(turns_of(&["2025-01-01"]), [], "one event");
    assert_eq!(turns_of(&["Y-1000000000", "2025-01-01", "../2024"]), [], "a year has no day");
}

#[test]
fn in_reverse_a_burst_begins_with_its_last_event() {
    let timeline =
        Sample::days(&["2025-06-01", "2025-06-05", "2025-06-10", "2025-06-10", "2025-06-11", "2025-06-11"]);
    let mut shown = timeline.order().to_vec();
    // Windows of three days hold 1, 1, 4 and 2: the median by nearest rank is 1.
    let burst = |at| [Turn::Burst { at, events: 4, days: 2 }];
    assert_eq!(turns(&timeline, &shown), burst(2), "oldest first");
    shown.reverse();
    assert_eq!(turns(&timeline, &shown), burst(0), "newest first");
}
