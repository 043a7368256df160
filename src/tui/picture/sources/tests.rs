use super::*;
use crate::tui::action::View;
use crate::tui::keys::Keys;

const STORE: &str = "
store: {title: t}
outlets:
- {id: tass, name: TASS, kind: agency}
- {id: reuters, name: Reuters, kind: agency}
events:
- {id: a, kind: statement, date: 2025-04-11, title: a, sources: [{outlet: tass, url: 'https://tass.com/1'}]}
- {id: b, kind: statement, date: 2025-04-12, title: b, sources: [{outlet: tass, url: 'https://tass.com/2'}]}
- {id: c, kind: statement, date: 2025-04-13, title: c, links: {denies: a}, sources: [{outlet: reuters, url: 'https://www.reuters.com/1'}]}
";

fn sources(variant: usize) -> Sources {
    let timeline = crate::timeline::sample::of_yaml(STORE);
    let now = Now::parse("2026-01-31", chrono_tz::UTC).expect("a day");
    let shown = timeline.order().to_vec();
    Sources::new(&Scene {
        shown,
        now,
        filter: Filter::default(),
        view: View::Sources,
        variant,
        keys: Keys::usual(),
        timeline,
    })
}

#[test]
fn an_outlet_narrows_to_its_events() {
    let all = sources(0);
    assert_eq!(all.names, ["TASS", "Reuters"], "most events first");
    let Target::Several { events, narrow, what } = all.at(&Place::default()) else { panic!("two events") };
    assert_eq!((events.len(), narrow.as_str()), (2, "source:tass"));
    assert_eq!(what, "TASS: 2 events, 2 of them on it alone");
    assert_eq!(all.outlets[0].outcomes.contradicted, 1, "the denial contradicts one");
}

#[test]
fn checks_are_rows_below_the_outlets() {
    let all = sources(0);
    let at = |row| all.at(&Place { row, ..Place::default() });
    assert!(matches!(at(2), Target::Nothing(_)), "nothing of credibility 1");
    let Target::Several { events, narrow, .. } = at(3) else { panic!("pages without a copy") };
    assert_eq!((events.len(), narrow.as_str()), (3, "has:source no:archive"));
    assert_eq!((all.line_of(1), all.line_of(2)), (1, 3), "a heading stands between");
}

#[test]
fn a_click_on_a_head_sorts_by_it() {
    let all = sources(0);
    let room = Room { width: 82, height: 20 };
    let at = |wanted| {
        let all = columns(&all, room.width);
        all.into_iter().find(|(column, ..)| *column == wanted).expect("it has room")
    };
    let click = |x| all.hit(&Place::default(), room, x, HEADS - 1).map(|place| place.variant);
    assert_eq!(click(at(Column::Contradicted).1), Some(2));
    assert_eq!(click(at(Column::Confirmed).1), Some(4));
    assert_eq!(click(at(Column::Open).1), Some(5));
    let (_, bars, width) = at(Column::Bars);
    let axis = bars + Scale::of(&all, width).left;
    assert_eq!(click(axis - 1), Some(1), "what rests on it alone is at the left of the axis");
    assert_eq!(click(axis + 1), None, "events sort already");
    assert_eq!(
        sources(1).hit(&Place::default(), room, axis + 1, HEADS - 1).map(|place| place.variant),
        Some(0)
    );
    let below = all.hit(&Place::default(), room, 3, HEADS + 1).map(|place| place.row);
    assert_eq!(below, Some(1), "the second outlet");
}

#[test]
fn bars_have_one_scale_and_no_part_vanishes() {
    let all = sources(0);
    let scale = Scale::of(&all, 40);
    assert_eq!(scale.cells(2), 2 * scale.cells(1), "twice as many events, twice as long");
    assert_eq!(scale.left + 1 + scale.right, 40);
    assert!(
        scale.cells(2) + 2 <= scale.left && scale.cells(2) + 2 <= scale.right,
        "numbers have room: {scale:?}"
    );
    assert_eq!(scale.parts([1, 0, 0, 1]).iter().sum::<usize>(), scale.cells(2));
    let narrow = Scale::of(&all, 8);
    assert!(narrow.parts([1, 1, 0, 0]).iter().take(2).all(|cells| *cells > 0), "{narrow:?}");
}

#[test]
fn facts_say_why_there_is_no_interval() {
    let all = sources(0);
    let facts = all.facts(&Place::default(), 120).expect("an outlet");
    assert!(facts.starts_with("1 settled: too few for an interval, which needs 5"), "{facts}");
    assert!(facts.contains("copies 0 of 2 pages"), "{facts}");
    assert_eq!(all.facts(&Place { row: 2, ..Place::default() }, 120), None, "a check is no outlet");
    let Target::Event(_) = all.at(&Place { row: 1, ..Place::default() }) else {
        panic!("Reuters has one event")
    };
}
