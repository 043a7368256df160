mod as_of;
mod renewed;

use super::sample::Sample;
use super::*;
use crate::event::date::Now;
use crate::event::{Kind, LinkKind};

fn ids(timeline: &Timeline, shown: &[EventIx]) -> Vec<String> {
    shown.iter().map(|ix| timeline.event(*ix).id.to_string()).collect()
}

fn headings(timeline: &Timeline, shown: &[EventIx]) -> Vec<(String, usize)> {
    timeline.groups(shown).into_iter().map(|g| (g.heading.in_words(), g.events.len())).collect()
}

#[test]
fn a_coarser_date_stands_before_the_days_it_holds() {
    let timeline =
        Sample::days(&["2025-12-01", "2025-12-21", "2025-12", "2025", "../2025-07", "2025-12-01T09:00"]);
    assert_eq!(
        ids(&timeline, timeline.order()),
        ["e004", "e003", "e002", "e005", "e000", "e001"],
        "open first, then year, month, then a day: its hours, at its end what is known to the day; later days"
    );
}

#[test]
fn equal_dates_are_ordered_by_id() {
    let mut sample = Sample::new();
    for id in ["c", "a", "b"] {
        sample.event(id, Kind::Other, "2025-12-21");
    }
    let timeline = sample.timeline();
    assert_eq!(ids(&timeline, timeline.order()), ["a", "b", "c"], "the order is total");
}

#[test]
fn groups_honour_precision_in_both_directions() {
    let timeline =
        Sample::days(&["2025-12", "2025-12-01", "2025-12-01T09:00", "2025-12-02/2025-12-09", "2025"]);
    let mut shown = timeline.order().to_vec();
    let forth = headings(&timeline, &shown);
    let expected =
        [("2025", 1), ("December 2025", 1), ("Monday 1 December 2025", 2), ("Tuesday 2 December 2025", 1)];
    assert_eq!(
        forth,
        expected.map(|(h, n)| (h.to_owned(), n)),
        "a month stands under its month, a range once"
    );
    shown.reverse();
    let mut back = headings(&timeline, &shown);
    back.reverse();
    assert_eq!(back, forth, "in reverse the same groups stand in reverse");
}

#[test]
fn the_display_zone_moves_only_timed_dates() {
    let mut sample = Sample::new();
    sample.event("day", Kind::Other, "2025-12-21");
    sample.event("late", Kind::Other, "2025-12-20T23:30Z");
    let timeline = sample.timeline();
    assert_eq!(ids(&timeline, timeline.order()), ["late", "day"], "in their own zones");
    let moved = timeline.in_zone(Some(Tz::Asia__Tokyo));
    assert_eq!(ids(&moved, moved.order()), ["late", "day"], "in Tokyo the late one falls on the 21st, too");
    assert_eq!(
        headings(&moved, moved.order()),
        [("Sunday 21 December 2025".to_owned(), 2)],
        "the bare day has not moved"
    );
    let late = moved.order()[1];
    assert_eq!(moved.day(late), moved.heading(late).first_day(), "the day shown is that of the heading");
    assert_eq!(moved.rank(late), 1, "the rank follows the order");
}

#[test]
fn links_are_turned_over_in_timeline_order() {
    let mut sample = Sample::new();
    for (id, date) in [("z-claim", "2025-12-01"), ("b-later", "2025-12-09"), ("c-sooner", "2025-12-03")] {
        sample.event(id, Kind::Statement, date);
    }
    sample.link("b-later", LinkKind::Denies, "z-claim");
    sample.link("b-later", LinkKind::RespondsTo, "z-claim");
    sample.link("c-sooner", LinkKind::Confirms, "z-claim");
    let timeline = sample.timeline();
    let claim = timeline.store().find("z-claim").expect("it is there");
    let back: Vec<(String, LinkKind)> =
        timeline.back_links(claim).iter().map(|b| (timeline.event(b.from).id.to_string(), b.kind)).collect();
    assert_eq!(
        back,
        [
            ("c-sooner".to_owned(), LinkKind::Confirms),
            ("b-later".to_owned(), LinkKind::RespondsTo),
            ("b-later".to_owned(), LinkKind::Denies)
        ],
        "by time, then by type"
    );
    let later = timeline.store().find("b-later").expect("it is there");
    assert!(timeline.back_links(later).is_empty(), "nothing links to it");
}

#[test]
fn it_opens_on_the_last_event_that_is_not_in_the_future() {
    let timeline = Sample::days(&["2025-12-01", "2025-12-21", "2027-01-01"]);
    let now = Now::parse("2026-01-01", Tz::UTC).expect("a day");
    assert_eq!(timeline.last_until(timeline.order(), &now), Some(1), "the event of 2027 is still to come");
}

#[test]
fn an_empty_store_has_a_timeline() {
    let timeline = Sample::new().timeline();
    assert!(timeline.groups(timeline.order()).is_empty(), "no event, no group");
}

#[test]
fn a_zone_gives_each_event_the_heading_and_the_day_of_its_date() {
    let dates =
        ["2025-12-21T01:30+03:00", "2025-12-21", "2025-12", "../2025-12-21T00:10Z", "2025-12-20/2025-12-22"];
    let timeline = Sample::days(&dates);
    for zone in [None, Some(Tz::America__New_York), Some(Tz::Asia__Tokyo)] {
        let timeline = timeline.in_zone(zone);
        for ix in timeline.order() {
            let date = &timeline.event(*ix).date;
            assert_eq!(timeline.heading(*ix), date.heading(zone), "the heading of {date:?} in {zone:?}");
            assert_eq!(timeline.day(*ix), timeline.day_of(*ix, date), "the day of {date:?} in {zone:?}");
        }
    }
}
