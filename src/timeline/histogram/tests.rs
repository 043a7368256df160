use super::*;
use crate::event::Kind;
use crate::timeline::sample::Sample;

fn histogram(dates: &[&str], width: usize) -> Histogram {
    let timeline = Sample::days(dates);
    Histogram::new(&timeline, timeline.order(), width)
}

fn counts(histogram: &Histogram) -> Vec<u32> {
    histogram.buckets.iter().map(Bucket::count).collect()
}

#[test]
fn the_shortest_unit_that_fits_is_taken() {
    let units = |dates: &[&str]| histogram(dates, 10).unit;
    assert_eq!(units(&["2025-12-01", "2025-12-10"]), Unit::Day, "ten days fit");
    assert_eq!(units(&["2025-12-01", "2025-12-11"]), Unit::Week, "eleven days do not");
    assert_eq!(units(&["2025-12-01", "2026-03-01"]), Unit::Month, "four months");
    assert_eq!(units(&["2025-12-01", "2026-12-01"]), Unit::Quarter, "thirteen months");
    assert_eq!(units(&["2016", "2025"]), Unit::Year, "ten years");
    assert_eq!(units(&["2015-01-01", "2025-01-01"]), Unit::Years(1), "eleven years");
}

#[test]
fn weeks_begin_on_monday() {
    let weeks = histogram(&["2025-12-21", "2025-12-22", "2026-01-01"], 3);
    assert_eq!(weeks.unit, Unit::Week, "twelve days in three buckets");
    let days: Vec<String> = weeks.buckets.iter().map(|b| b.first.short()).collect();
    assert_eq!(
        days,
        ["15 Dec 2025", "22 Dec 2025", "29 Dec 2025"],
        "ISO 8601 weeks, over the year's end too"
    );
    assert_eq!(weeks.buckets[0].last.short(), "21 Dec 2025", "a Sunday ends one");
    assert_eq!(counts(&weeks), [1, 1, 1], "Sunday and Monday are in two weeks");
}

#[test]
fn what_is_coarser_than_a_bucket_stands_beside() {
    let days = histogram(
        &["2025-12-01/2025-12-03", "2025-12", "2025-12-03", "../2025-12-02", "[2025-12-01..2025-12-03]"],
        9,
    );
    assert_eq!(counts(&days), [1, 0, 1], "the range stands where it begins, the month on no day");
    assert_eq!(
        days.beside,
        [(Precision::Day, 1), (Precision::Month, 1), (Precision::Era, 1)],
        "a set of days, a month and an open start are counted beside"
    );
    let months = histogram(&["2025-12", "2025-11-03", "2025-06-03", "2025"], 9);
    assert_eq!(counts(&months), [1, 0, 0, 0, 0, 1, 1], "a month is a bar of a month");
    assert_eq!(months.beside_in_words().as_deref(), Some("1 known to the year"), "the year is none");
    assert_eq!(histogram(&["2025-12-03"], 9).beside_in_words(), None, "all are known to a day");
    assert_eq!(histogram(&["2025-12"], 0).count_beside(), 0, "no room, no picture");
}

#[test]
fn buckets_have_no_hole_and_every_event_is_in_one() {
    let histogram = histogram(&["2024-02-29", "2024-03-01", "2025-06-15", "2025-12-31"], 8);
    assert_eq!(histogram.unit, Unit::Quarter, "eight quarters");
    assert_eq!(counts(&histogram), [2, 0, 0, 0, 0, 1, 0, 1], "counted by quarter");
    for pair in histogram.buckets.windows(2) {
        assert_eq!(pair[0].last.0 + 1, pair[1].first.0, "each begins where the one before ends");
    }
}

#[test]
fn kinds_are_counted_apart() {
    let mut sample = Sample::new();
    sample.event("a", Kind::Strike, "2025-12-01");
    sample.event("b", Kind::Statement, "2025-12-01");
    sample.event("c", Kind::Strike, "2025-12-01");
    let timeline = sample.timeline();
    let histogram = Histogram::new(&timeline, timeline.order(), 1);
    assert_eq!(histogram.buckets[0].by_kind, [0, 1, 2, 0], "in the order of the list of kinds");
    assert_eq!(histogram.peak(), 3, "the peak counts all kinds");
}

#[test]
fn huge_spans_cost_nothing() {
    for dates in [&["Y-1000000000", "2025"][..], &["Y-9E17", "Y9E17"], &["-0001", "0001"]] {
        for width in [1, 2, 3, 80] {
            let histogram = histogram(dates, width);
            assert!((1..=width).contains(&histogram.buckets.len()), "{dates:?} fit into {width}");
            let counted = counts(&histogram).iter().sum::<u32>() + histogram.count_beside();
            assert_eq!(counted, 2, "both of {dates:?} are counted");
            assert!(histogram.buckets.iter().all(|b| b.first <= b.last), "no bucket is turned over");
        }
    }
}

#[test]
fn no_width_and_no_events_have_no_buckets() {
    assert_eq!(histogram(&["2025"], 0).buckets, [], "no room");
    assert_eq!(histogram(&[], 9).buckets, [], "no events");
    assert_eq!(histogram(&["../2025"], 9).bucket_of(Day(0)), None, "only an open start");
}

#[test]
fn a_day_outside_finds_the_nearest_bucket() {
    let days = histogram(&["2025-12-01", "2025-12-05"], 9);
    let day = |day| days.bucket_of(Day::from_civil(2025, 12, day));
    assert_eq!([day(1), day(3), day(5), day(30)], [Some(0), Some(2), Some(4), Some(4)], "held at the ends");
    assert_eq!(days.bucket_of(Day(0)), Some(0), "and before the first");
}
