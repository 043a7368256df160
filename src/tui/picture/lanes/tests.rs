//! Marks, bars and rows of a small store.

use chrono_tz::Tz;

use super::*;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::timeline::sample::of_yaml;
use crate::tui::action::View;
use crate::tui::keys::Keys;

const STORE: &str = "
actors:
  - {id: a, name: Aland, kind: state}
  - {id: b, name: Bland, kind: state}
events:
  - {id: day, kind: meeting, date: 2025-12-01, title: One, actors: [a, b]}
  - {id: also, kind: statement, date: 2025-12-01, title: Two, actors: [a]}
  - {id: month, kind: meeting, date: 2025-12, title: Three, actors: [a]}
  - {id: range, kind: meeting, date: 2025-12-10/2025-12-12, title: Four, actors: [a]}
  - {id: about, kind: other, date: 2025-12-20~, title: Five, actors: [a]}
  - {id: plan, kind: meeting, date: 2026-01-05, status: scheduled, title: Six, actors: [b]}
  - {id: off, kind: meeting, date: 2026-01-06, status: cancelled, title: Seven}
";

fn picture(variant: usize) -> Lanes {
    of(STORE, variant)
}

fn of(yaml: &str, variant: usize) -> Lanes {
    let timeline = of_yaml(yaml);
    let shown = timeline.order().to_vec();
    let now = Now::parse("2025-12-25", Tz::UTC).expect("a day");
    Lanes::new(&Scene {
        timeline,
        shown,
        now,
        filter: Filter::default(),
        view: View::Lanes,
        variant,
        keys: Keys::usual(),
    })
}

fn item<'l>(lanes: &'l Lanes, id: &str) -> &'l Item {
    lanes.items.iter().find(|item| lanes.store.events.id(item.event) == id).expect("an event")
}

#[test]
fn lanes_are_sorted_by_their_events_and_what_is_in_none_has_one() {
    let lanes = picture(0);
    let found: Vec<(&str, usize)> =
        lanes.all.iter().map(|lane| (lane.name.as_str(), lane.members.len())).collect();
    assert_eq!(found, [("Aland", 5), ("Bland", 2), ("no actor", 1)]);
    let kinds: Vec<String> = picture(2).all.into_iter().map(|lane| lane.name).collect();
    assert_eq!(kinds, ["meeting", "other", "statement"]);
}

#[test]
fn a_month_is_a_span_a_range_lasts_and_signs_tell_what_did_not_happen() {
    let lanes = picture(0);
    let scale = Scale::zoomed(&lanes.span, 60, 0).0;
    assert_eq!(scale.unit, DAY, "37 days in 60 columns");
    let drawn = |id: &str| {
        let item = item(&lanes, id);
        (scale.of(item), item.extent, item.mark.sign())
    };
    assert_eq!(drawn("day"), ((0, 0), Extent::Within, "●"));
    assert_eq!(drawn("month"), ((0, 30), Extent::Within, "●"));
    assert_eq!(drawn("range"), ((9, 11), Extent::Lasts, "●"));
    assert_eq!(drawn("plan"), ((35, 35), Extent::Within, "○"));
    assert_eq!(drawn("off"), ((36, 36), Extent::Within, "×"));
    assert!(item(&lanes, "about").about && !item(&lanes, "day").about);
}

#[test]
fn events_of_one_column_have_rows_and_narrow_together() {
    let lanes = picture(0);
    let place = Place { across: 60, ..Place::default() };
    let scale = lanes.scale(&place);
    let packed = lanes.packed(0, &scale, 3);
    let rows: Vec<(usize, i64)> = packed.drawn(0, 60).map(|(row, drawn)| (row, drawn.first)).collect();
    let wanted = [(0, 0), (0, 9), (0, 19), (1, 0), (2, 0)];
    assert_eq!(rows, wanted, "two marks, the month below them; the range and the other have room above");
    match lanes.at(&place) {
        Target::Several { narrow, what, .. } => {
            assert_eq!(narrow, "actor:a during:2025-12-01");
            assert_eq!(what, "2 events of Aland on 1 Dec 2025");
        }
        other => panic!("two events: {other:?}"),
    }
    let far = Place { row: 1, zoom: 8, left: 20, across: 5, ..place };
    assert!(
        matches!(lanes.at(&far), Target::Nothing(_)),
        "what is not on the screen is not under the cursor"
    );
}

#[test]
fn few_others_at_the_same_time_are_left_out_by_name() {
    let yaml = "
actors: [{id: a, name: Aland, kind: state}]
events:
  - {id: m1, kind: meeting, date: 2025-12, title: One, actors: [a]}
  - {id: m2, kind: meeting, date: 2025-12, title: Two, actors: [a]}
  - {id: m3, kind: meeting, date: 2025-12, title: Three, actors: [a]}
  - {id: day, kind: statement, date: 2025-12-11, title: Four, actors: [a]}
";
    let lanes = of(yaml, 0);
    let place = Place { across: 60, ..Place::default() };
    match lanes.at(&place) {
        Target::Several { narrow, events, .. } => {
            assert_eq!((narrow.as_str(), events.len()), ("actor:a during:2025-12 -id:day", 3));
        }
        other => panic!("three events: {other:?}"),
    }
}

#[test]
fn the_last_lane_on_the_screen_has_no_more_rows_than_room() {
    let lanes = picture(0);
    let room = |height| Room { width: 78, height };
    for height in 3..12 {
        let mut place = Place::default();
        lanes.settle(&mut place, room(height));
        let frame = Frame::of(&lanes, room(height));
        for (lane, y, rows) in frame.rows(&lanes, &place, &lanes.scale(&place)) {
            let needed = rows.needed(0, place.across);
            assert!(y + needed <= frame.height, "lane {lane} at {y} of {height} needs {needed}");
        }
    }
}

#[test]
fn what_has_no_row_is_counted_and_only_the_window_is_looked_at() {
    let lanes = picture(0);
    let place = Place { across: 60, ..Place::default() };
    let scale = lanes.scale(&place);
    let packed = lanes.packed(0, &scale, 2);
    let (row, more) = packed.more(0, 60);
    assert_eq!((row, more), (1, [(0, 2)].as_slice()), "one mark above, two events in the number");
    assert_eq!(packed.needed(0, 60), 2);
    assert_eq!(packed.needed(9, 10), 1, "where nothing is below the first row it alone is needed");
    let window: Vec<i64> = packed.drawn(10, 5).map(|(_, drawn)| drawn.first).collect();
    assert_eq!(window, [9], "the range that began before the window is in it, nothing else");
    let full = lanes.packed(0, &scale, 3);
    assert_eq!(full.more(0, 60).1, [], "three rows have room for all");
    let month: Vec<(usize, i64)> = full.drawn(25, 3).map(|(row, drawn)| (row, drawn.last)).collect();
    assert_eq!(month, [(2, 30)], "of the month, what is in the window");
    assert_eq!(lanes.lines(0, &place, &scale, 3), 4, "three rows and air");
    assert_eq!(lanes.lines(1, &place, &scale, 3), 1, "one row needs none");
}

#[test]
fn the_known_end_of_an_open_range_is_on_the_axis() {
    let lanes = of(
        "
events:
  - {id: a, kind: meeting, date: 2025-05-05, title: One}
  - {id: b, kind: meeting, date: 2025-07-01/.., title: Two}
",
        2,
    );
    let scale = Scale::zoomed(&lanes.span, 80, 0).0;
    assert_eq!(scale.unit, DAY);
    assert_eq!(scale.of(item(&lanes, "b")).0, 57, "1 July is 57 days after 5 May");
}

#[test]
fn ends_known_to_the_month_are_as_wide_as_it() {
    let lanes = of(
        "
events:
  - {id: range, kind: meeting, date: 2025-03/2025-06, title: One}
  - {id: days, kind: meeting, date: 2025-03-02/2025-06-03, title: Two}
",
        2,
    );
    let scale = Scale::zoomed(&lanes.span, 122, 0).0;
    assert_eq!(scale.soft(item(&lanes, "range")), (Some(30), Some(92)), "31 March and 1 June");
    assert_eq!(scale.soft(item(&lanes, "days")), (None, None));
    let open = of("events: [{id: o, kind: meeting, date: ../2025-07, title: One}]", 2);
    assert!(Scale::zoomed(&open.span, 31, 0).0.unit == DAY, "the whole of July");
}
