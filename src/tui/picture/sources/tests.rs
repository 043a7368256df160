use super::*;
use crate::tui::action::View;

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
    Sources::new(&Scene { shown, now, filter: Filter::default(), view: View::Sources, variant, timeline })
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
    let head = |wanted| {
        let all = columns(&all, room.width);
        all.into_iter().find(|(column, ..)| *column == wanted).map(|(_, x, _)| x).expect("it has room")
    };
    let click = |column| all.hit(&Place::default(), room, head(column), HEADS - 1).map(|place| place.variant);
    assert_eq!(click(Column::Contradicted), Some(2));
    assert_eq!(click(Column::Archived), Some(3));
    assert_eq!(click(Column::Open), None, "nothing sorts by what is open");
    let below = all.hit(&Place::default(), room, 3, HEADS + 1).map(|place| place.row);
    assert_eq!(below, Some(1), "the second outlet");
}
