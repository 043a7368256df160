use std::collections::HashSet;

use super::*;
use crate::filter::Context;
use crate::tui::action::View;
use crate::tui::keys::Keys;

const STORE: &str = "
store: {title: t, coverage: [2025-01-01/2025-12-31]}
actors:
- {id: putin, name: Vladimir Putin, kind: person, part_of: russia}
- {id: ushakov, name: Yuri Ushakov, kind: person, part_of: russia}
- {id: witkoff, name: Steve Witkoff, kind: person, part_of: usa}
- {id: kushner, name: Jared Kushner, kind: person, part_of: usa}
- {id: russia, name: Russia, kind: state}
- {id: usa, name: United States, kind: state}
events:
- {id: a, kind: meeting, date: 2025-04-11, title: a, actors: [witkoff, putin, ushakov]}
- {id: b, kind: meeting, date: 2025-12, title: b, actors: [witkoff, putin]}
- {id: c, kind: meeting, date: 2025-12-20, title: c, format: call, actors: [kushner, putin]}
- {id: d, kind: meeting, date: 2025-12-21, title: d, format: mixed, actors: [kushner, putin]}
";

fn scene(filter: &str, variant: usize) -> Scene {
    let timeline = crate::timeline::sample::of_yaml(STORE);
    let now = Now::parse("2026-01-31", chrono_tz::UTC).expect("a day");
    let filter = Filter::parse(filter).expect("a filter");
    let none = HashSet::new();
    let context = Context { now: &now, bookmarks: &none, unseen: &none };
    let inside = filter.bind(&timeline, context).expect("it binds").run(&timeline);
    let shown = timeline.order().iter().copied().filter(|ix| inside.contains(*ix)).collect();
    Scene { shown, now, filter, view: View::Encounters, variant, keys: Keys::usual(), timeline }
}

fn place(row: usize, column: usize) -> Place {
    Place { row, column, ..Place::default() }
}

#[test]
fn a_cell_says_how_often_two_met_and_a_call_is_no_meeting() {
    let met = Encounters::new(&scene("", 0));
    let names: Vec<&str> = met.heads.iter().map(|actor| met.name(*actor)).collect();
    assert_eq!(
        names,
        ["Putin", "Witkoff", "Ushakov", "Kushner"],
        "the pair of most meetings, then who met them"
    );
    let counts = |row, column| met.in_cell(row, column).map(|pair| (pair.met.len(), pair.perhaps.len()));
    assert_eq!(counts(0, 0), Some((2, 0)), "Putin and Witkoff");
    assert_eq!(counts(1, 0), Some((1, 0)), "Ushakov and Putin");
    assert_eq!(counts(2, 0), Some((0, 1)), "Kushner and Putin: partly by video, and a call");
    assert_eq!(counts(2, 1), None, "Kushner and Witkoff");
    let said = met.pair(&place(0, 0)).map(|pair| met.facts(pair, 100));
    assert_eq!(
        said.as_deref(),
        Some("first 11 Apr 2025, last Dec 2025, 0–30 days before the log ends"),
        "a month leaves open which day it was"
    );
}

#[test]
fn a_pair_narrows_by_met() {
    let met = Encounters::new(&scene("", 0));
    let Target::Several { events, narrow, what } = met.at(&place(0, 0)) else { panic!("two meetings") };
    assert_eq!((events.len(), narrow.as_str()), (2, "met:putin met:witkoff"));
    assert_eq!(what, "Putin and Witkoff: 2 meetings");
    assert!(matches!(met.at(&place(2, 1)), Target::Nothing(_)), "an empty cell says so");
    let Target::Event(ix) = met.at(&place(1, 0)) else {
        panic!("Ushakov and Putin met once: Enter opens it")
    };
    assert_eq!(met.timeline().event(ix).id.as_str(), "a");
    let said = met.pair(&place(1, 0)).map(|pair| met.facts(pair, 100));
    assert_eq!(
        said.as_deref(),
        Some("Putin and Ushakov: 1 meeting, 11 Apr 2025, 264 days before the log ends")
    );
}

#[test]
fn where_met_would_find_another_room_the_events_are_named() {
    let mut with = scene("met:witkoff", 0);
    with.filter = Filter::parse("met:witkoff met:ushakov").expect("a filter");
    let met = Encounters::new(&with);
    let Target::Several { narrow, .. } = met.at(&place(0, 0)) else { panic!("two meetings") };
    assert_eq!(narrow, "id:a,b", "three in one room are another question");
}

#[test]
fn states_are_counted_by_those_who_came_for_them() {
    let met = Encounters::new(&scene("", 2));
    let pair = met.in_cell(0, 0).expect("two states");
    assert_eq!((met.heads.len(), pair.met.len(), pair.perhaps.len()), (2, 2, 1));
    let Target::Several { events, .. } = met.at(&place(0, 0)) else { panic!("three meetings") };
    assert_eq!(events.len(), 3, "and the one that was perhaps in one room");
}

#[test]
fn partners_stand_from_most_meetings_to_fewest() {
    let met = Encounters::new(&scene("", 0));
    let putin = met.heads[0];
    let other = |pair: &Pair| met.name(if pair.one == putin { pair.other } else { pair.one }).to_owned();
    let partners: Vec<String> = met.partners(putin).map(other).collect();
    assert_eq!(partners, ["Witkoff", "Ushakov", "Kushner"]);
    assert_eq!(met.codes, ["PUT", "WIT", "USH", "KUS"]);
}

#[test]
fn the_strip_keeps_a_month_a_span() {
    let met = Encounters::new(&scene("", 3));
    assert_eq!(
        met.lines,
        [
            Line::Heading("of different sides".to_owned()),
            Line::Pair(0),
            Line::Pair(1),
            Line::Pair(2),
            Line::Heading("of one side".to_owned()),
            Line::Pair(3)
        ]
    );
    let span = (Day::from_civil(2025, 1, 1), Day::from_civil(2025, 12, 31));
    let strip = marks(&met.report.pairs[0], met.timeline(), span, 24);
    assert_eq!(strip.iter().position(|mark| *mark == Mark::Met(1)), Some(6), "the 11th of April");
    assert_eq!(
        strip[20..],
        [Mark::Nothing, Mark::Within, Mark::Within, Mark::Within],
        "some day of December"
    );
    let strip = marks(&met.report.pairs[2], met.timeline(), span, 24);
    assert_eq!(strip[23], Mark::Perhaps, "partly by video");
}

#[test]
fn the_cursor_stays_below_the_diagonal_and_on_the_screen() {
    let met = Encounters::new(&scene("", 0));
    let mut at = place(2, 2);
    met.go(&mut at, Step::Rows(-2));
    let room = Room { width: 21, height: 8 };
    met.settle(&mut at, room);
    assert_eq!((at.row, at.column), (0, 0), "the first row has one cell");
    met.go(&mut at, Step::Last);
    met.go(&mut at, Step::Columns(9));
    met.settle(&mut at, room);
    assert_eq!((at.row, at.column, at.left > 0), (2, 2, true), "it scrolls sideways");
    let under = met.hit(&at, room, 10, HEADS + 2).map(|found| (found.row, found.column));
    assert_eq!(under, Some((2, 1)), "a click on the first cell of the third row on the screen");
}

#[test]
fn meetings_and_their_parts_add_up_to_the_events() {
    let parts =
        "- {id: b1, kind: meeting, date: 2025-12, title: b1, links: {part_of: b}, actors: [witkoff, putin]}
- {id: b2, kind: meeting, date: 2025-12, title: b2, links: {part_of: b}, actors: [witkoff, putin]}
";
    let timeline = crate::timeline::sample::of_yaml(&format!("{STORE}{parts}"));
    let mut scene = scene("", 0);
    scene.shown = timeline.order().to_vec();
    scene.timeline = timeline;
    let met = Encounters::new(&scene);
    let pair = met.pair(&place(0, 0)).expect("a pair");
    assert_eq!(met.in_words(pair), "Putin and Witkoff: 2 meetings and 2 parts of them, 4 events");
}
