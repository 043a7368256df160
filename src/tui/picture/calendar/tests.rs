//! Days, months and zones of a small store.

use chrono_tz::Tz;

use super::*;
use crate::event::date::{Heading, Now};
use crate::filter::Filter;
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;
use crate::tui::action::View;
use crate::tui::keys::Keys;
use crate::tui::picture::Scene;

const STORE: &str = "
events:
  - {id: late, kind: meeting, date: 2025-12-23T23:30Z, title: Late}
  - {id: early, kind: statement, date: 2025-12-24T01:00Z, title: Early}
  - {id: whole, kind: meeting, date: 2025-12-24, title: A day}
  - {id: night, kind: strike, date: 2025-12-23T20:00Z/2025-12-23T23:00Z, title: Night}
  - {id: month, kind: meeting, date: 2025-12, title: A month}
  - {id: about, kind: other, date: 2025-11~, title: About}
  - {id: open, kind: other, date: 2025-10-05/.., title: Open}
  - {id: plan, kind: meeting, date: 2025-12-30, status: scheduled, title: Planned}
  - {id: said, kind: strike, date: 2025-12-02, status: alleged, title: Alleged}
  - {id: long, kind: meeting, date: 2025-12-05/2025-12-07, title: Three days}
";

fn calendar(timeline: Timeline) -> Calendar {
    let shown = timeline.order().to_vec();
    let now = Now::parse("2025-12-25", Tz::UTC).expect("a day");
    Calendar::new(&Scene {
        keys: Keys::usual(),
        timeline,
        shown,
        now,
        filter: Filter::default(),
        view: View::Calendar,
        variant: 0,
    })
}

fn day(text: &str) -> Day {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().expect("a number"));
    let mut next = || parts.next().expect("three parts");
    let (year, month, day) = (next(), next() as u8, next() as u8);
    Day::from_civil(year, month, day)
}

fn ids(calendar: &Calendar, of: &str) -> Vec<String> {
    let events = calendar.days.get(&day(of)).map(|cell| cell.events.clone()).unwrap_or_default();
    events.iter().map(|ix| calendar.store.events.id(*ix).to_owned()).collect()
}

#[test]
fn a_day_has_what_is_known_to_it_and_a_month_counts_the_rest() {
    let calendar = calendar(of_yaml(STORE));
    assert_eq!(ids(&calendar, "2025-12-23"), ["night", "late"]);
    assert_eq!(ids(&calendar, "2025-12-24"), ["early", "whole"]);
    assert_eq!(ids(&calendar, "2025-12-06"), ["long"], "a range between two days is on each of them");
    let december = calendar.sum(day("2025-12-01"), day("2025-12-31"));
    assert_eq!((december.begun, december.beside, december.is_known), (7, 1, true));
    assert_eq!(december.by_kind.iter().sum::<u32>(), 7);
    let october = calendar.sum(day("2025-10-01"), day("2025-10-31"));
    assert_eq!((october.begun, october.beside, october.is_known), (0, 1, false), "it has no end");
    assert_eq!(calendar.sum(day("2025-01-01"), day("2025-12-31")).beside, 3);
    assert_eq!(calendar.busiest(2025), Some((day("2025-12-23"), 2)));
    let around: usize = calendar.around(day("2025-12-06")).map(|span| span.events.len()).sum();
    assert_eq!(around, 2, "the month and what is open since October");
    assert_eq!(calendar.touching(day("2025-11-10")).len(), 2);
}

#[test]
fn a_day_of_what_did_not_happen_has_its_sign() {
    let calendar = calendar(of_yaml(STORE));
    let only = |of: &str| calendar.days.get(&day(of)).and_then(Cell::only);
    assert_eq!(only("2025-12-30"), Some(Mark::Planned));
    assert_eq!(only("2025-12-02"), Some(Mark::Unestablished));
    assert_eq!(only("2025-12-24"), None);
    assert_eq!(calendar.only, [Mark::Planned, Mark::Unestablished]);
}

#[test]
fn with_a_display_zone_events_with_a_time_stand_on_the_day_of_that_zone() {
    let kyiv = calendar(of_yaml(STORE).in_zone(Some(Tz::Europe__Kyiv)));
    assert_eq!(ids(&kyiv, "2025-12-23"), ["night"]);
    assert_eq!(ids(&kyiv, "2025-12-24"), ["night", "late", "early", "whole"]);
    let washington = calendar(of_yaml(STORE).in_zone(Some(Tz::America__New_York)));
    assert_eq!(ids(&washington, "2025-12-23"), ["night", "late", "early"]);
    assert_eq!(ids(&washington, "2025-12-24"), ["whole"], "a day without a time stays");
    let place = Place { day: Some(day("2025-12-24")), ..Place::default() };
    match washington.at(&place) {
        Target::Several { narrow, events, .. } => {
            assert_eq!(events.len(), 3, "the day, the month and what is open");
            assert_eq!(
                narrow, "id:whole,open,month",
                "`date:` would speak of the days of each event's own zone"
            );
        }
        other => panic!("three events: {other:?}"),
    }
    let place = Place { day: Some(day("2025-12-06")), ..Place::default() };
    assert!(matches!(washington.at(&place), Target::Several { narrow, .. } if narrow == "date:2025-12-06"));
}

#[test]
fn every_event_stands_on_the_day_of_its_heading_in_the_timeline() {
    let whole = Timeline::new(Store::builtin().shared(), None);
    for zone in [None, Some(Tz::Asia__Tokyo), Some(Tz::America__Los_Angeles), Some(Tz::Europe__Kyiv)] {
        let timeline = whole.in_zone(zone);
        let calendar = calendar(timeline.clone());
        for ix in timeline.order() {
            if let Heading::Day(day) = timeline.heading(*ix) {
                let found = calendar.place_of(*ix, &Place::default()).and_then(|place| place.day);
                assert_eq!(found, Some(day), "{} in {zone:?}", timeline.event(*ix).id);
            }
        }
    }
}

const DOUBTS: &str = "
events:
  - {id: one, kind: meeting, date: '[2025-10-01,2025-10-20]', title: One}
  - {id: about, kind: other, date: 2025-12-20~, title: About}
  - {id: unsure, kind: other, date: '2025-12-20?', title: Unsure}
  - {id: sure, kind: other, date: 2025-12-21, title: Sure}
  - {id: also, kind: other, date: '2025-12-21?', title: Also}
  - {id: long, kind: other, date: '2025-02-01~/2025-02-20?', title: Long}
";

#[test]
fn one_of_several_days_is_on_none_and_its_date_is_said() {
    let calendar = calendar(of_yaml(DOUBTS));
    assert!(ids(&calendar, "2025-10-01").is_empty() && ids(&calendar, "2025-10-10").is_empty());
    let october = calendar.sum(day("2025-10-01"), day("2025-10-31"));
    assert_eq!((october.begun, october.beside, october.is_known), (0, 1, false));
    let words = calendar.in_words(day("2025-10-10"));
    assert!(words.ends_with("(+1 known less finely: 1 or 20 October 2025)"), "{words}");
}

#[test]
fn a_day_whose_events_are_all_in_doubt_has_a_sign_and_the_bottom_line_counts_them() {
    let calendar = calendar(of_yaml(DOUBTS));
    let doubt = |of: &str| calendar.days.get(&day(of)).and_then(Cell::doubt);
    assert_eq!(doubt("2025-12-20"), Some(Doubt::Uncertain));
    assert_eq!(doubt("2025-12-21"), None, "one of them is certain");
    assert!(doubt("2025-02-01").is_some() && doubt("2025-02-20").is_some(), "soft ends");
    assert_eq!(doubt("2025-02-10"), None, "inside");
    let words = calendar.in_words(day("2025-12-21"));
    assert!(words.ends_with("2025, 1 of them uncertain"), "{words}");
    let words = calendar.in_words(day("2025-12-20"));
    assert!(words.ends_with("1 of them about that day, 1 of them uncertain"), "{words}");
}

#[test]
fn a_decade_has_its_words_and_the_cursor_is_on_a_day_that_is_drawn() {
    let calendar = calendar(of_yaml(
        "
events:
  - {id: d, kind: meeting, date: 202X, title: Decade}
",
    ));
    assert_eq!(calendar.eras.get(&2020), Some(&vec!["2020s".to_owned()]));
    assert_eq!(calendar.cursor(&Place::default()).civil().0, 2020);
}
