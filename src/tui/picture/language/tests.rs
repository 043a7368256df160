//! What the strips say of a small store.

use super::*;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;
use crate::tui::action::View;
use crate::tui::keys::Keys;

const STORE: &str = "
actors:
- {id: kremlin, name: Kremlin, kind: office}
- {id: palace, name: Palace, kind: office}
terms:
- {id: summit, name: summit, stems: {en: [summit]}}
- {id: working-group, name: working group, stems: {en: [working group]}}
events:
- {id: a, kind: statement, date: 2025-12-15, title: a, actors: [kremlin], quote: {text: The summit is near, lang: en}}
- {id: b, kind: statement, date: 2025-12-16, title: b, actors: [kremlin], quote: {text: Nothing new, lang: en}}
- {id: c, kind: statement, date: 2025-12-23, title: c, actors: [kremlin], quote: {text: Good morning, lang: en}}
- {id: d, kind: statement, date: 2026-01-06, title: d, actors: [kremlin], quote: {text: There will be no summit, lang: en}}
- {id: e, kind: statement, date: 2026-01-07, title: e, actors: [palace], quote: {text: A working group it is, lang: en}}
";

fn picture(timeline: &Timeline, variant: usize, ids: &[&str]) -> Language {
    let inside = |ix: &EventIx| ids.is_empty() || ids.contains(&timeline.event(*ix).id.as_str());
    let shown = timeline.order().iter().copied().filter(inside).collect();
    let now = Now::parse("2026-01-31", chrono_tz::UTC).expect("a day");
    let (filter, view) = (Filter::default(), View::Language);
    Language::new(&Scene {
        timeline: timeline.clone(),
        shown,
        now,
        filter,
        view,
        variant,
        keys: Keys::usual(),
    })
}

fn at(row: usize, month: u8, day: u8) -> Place {
    let year = if month == 1 { 2026 } else { 2025 };
    Place { row, day: Some(Day::from_civil(year, month, day)), ..Place::default() }
}

#[test]
fn strips_are_grouped_by_term_or_by_actor() {
    let timeline = of_yaml(STORE);
    let named = |variant| {
        let picture = picture(&timeline, variant, &[]);
        let groups: Vec<String> = picture.groups.iter().map(|group| group.name.clone()).collect();
        let strips: Vec<String> =
            picture.strips.iter().map(|strip| format!("{} {}", strip.name, strip.fraction())).collect();
        (groups.join(", "), strips.join(", "))
    };
    assert_eq!(named(0), ("summit, working group".to_owned(), "Kremlin 2/4, Palace 1/1".to_owned()));
    assert_eq!(named(1), ("Kremlin, Palace".to_owned(), "summit 2/4, working group 1/1".to_owned()));
}

#[test]
fn a_week_without_the_term_differs_from_one_without_quotations() {
    let timeline = of_yaml(STORE);
    let language = picture(&timeline, 0, &[]);
    let Target::Several { narrow, what, events } = language.at(&at(0, 12, 15)) else { panic!("one use") };
    assert_eq!(narrow, "term:summit speaker:kremlin date:2025-12-15..2025-12-21");
    assert_eq!((events.len(), what.contains("1 of 2")), (1, true), "{what}");
    let said = |place| match language.at(&place) {
        Target::Nothing(why) => why,
        other => panic!("nothing: {other:?}"),
    };
    assert!(said(at(0, 12, 23)).contains("none in view with summit"), "quoted without it");
    assert!(said(at(0, 12, 30)).contains("no quotation logged"), "a gap in the log");
}

#[test]
fn first_and_negated_uses_are_marked() {
    let timeline = of_yaml(STORE);
    let mark = |language: &Language, month, day| {
        let week = IsoWeek::of(at(0, month, day).day.expect("a day"));
        language.strips[0].mark(Span { first: week, last: week })
    };
    let all = picture(&timeline, 0, &[]);
    assert_eq!((mark(&all, 12, 15), mark(&all, 1, 6), mark(&all, 12, 23)), ("f", "n", ""));
    let later = picture(&timeline, 0, &["d"]);
    assert!(
        later.strips[0].first_outside && mark(&later, 1, 6) == "n",
        "the first use is outside the filter"
    );
    let span = Span {
        first: IsoWeek::of(Day::from_civil(2025, 12, 1)),
        last: IsoWeek::of(Day::from_civil(2026, 1, 31)),
    };
    assert_eq!(all.strips[0].mark(span), "F", "both in one column");
}

#[test]
fn weeks_share_columns_where_not_all_have_room() {
    let timeline = of_yaml(STORE);
    let language = picture(&timeline, 0, &[]);
    let room = Room { width: 36, height: 20 };
    let mut place = Place::default();
    language.settle(&mut place, room);
    let layout = Layout::of(&language, &place, room);
    assert_eq!((language.weeks.count(), layout.step), (4, 1), "four weeks have room");
    let narrow = Place { across: 2, ..at(0, 12, 16) };
    let Target::Several { events, narrow: terms, .. } = language.at(&narrow) else { panic!("one use") };
    assert_eq!(events.len(), 1);
    assert_eq!(
        terms, "term:summit speaker:kremlin date:2025-12-15..2025-12-28",
        "two weeks share the column"
    );
    let zoomed = Place { zoom: 1, ..narrow };
    let Target::Several { narrow: terms, .. } = language.at(&zoomed) else { panic!("one use") };
    assert_eq!(terms, "term:summit speaker:kremlin date:2025-12-15..2025-12-21", "one week has the column");
    assert_eq!((language.scale(1).peak, language.scale(4).peak), (1, 2), "a scale for each");
}

#[test]
fn the_cursor_goes_over_weeks_with_quotations_and_then_to_all() {
    let timeline = of_yaml(STORE);
    let language = picture(&timeline, 0, &[]);
    let mut place = Place::default();
    assert_eq!(language.part(&place), Part::Whole, "it begins on the whole strip");
    let mut went = Vec::new();
    for _ in 0..4 {
        language.go(&mut place, Step::Columns(-1));
        went.push(place.day.expect("a week").iso());
    }
    assert_eq!(went, ["2026-01-05", "2025-12-22", "2025-12-15", "2025-12-15"], "and not into the gap");
    language.go(&mut place, Step::Columns(9));
    let Target::Several { narrow, events, .. } = language.at(&place) else { panic!("two uses") };
    assert_eq!((narrow.as_str(), events.len()), ("term:summit speaker:kremlin", 2));
}

#[test]
fn a_store_without_terms_is_told_what_it_needs() {
    let timeline = of_yaml("events:\n- {id: a, kind: statement, date: 2025-12-15, title: a}\n");
    let why = picture(&timeline, 0, &[]).empty().expect("nothing to draw");
    assert!(why.contains("`terms:`"), "{why}");
}

#[test]
fn what_is_dated_after_now_was_not_said_and_is_counted_apart() {
    let timeline = of_yaml(STORE);
    let shown: Vec<EventIx> = timeline.order().to_vec();
    let now = Now::parse("2025-12-24", chrono_tz::UTC).expect("a day");
    let (filter, view) = (Filter::default(), View::Language);
    let scene =
        Scene { timeline: timeline.clone(), shown, now, filter, view, variant: 0, keys: Keys::usual() };
    let language = Language::new(&scene);
    let strips: Vec<String> =
        language.strips.iter().map(|s| format!("{} {}", s.name, s.fraction())).collect();
    assert_eq!(strips, ["Kremlin 1/3"], "neither d nor e, which are of January");
    assert_eq!(language.to_come, 2);
}

#[test]
fn the_whole_strip_says_of_what_the_number_below_the_line_is() {
    let timeline = of_yaml(STORE);
    let said = |ids: &[&str]| match picture(&timeline, 0, ids).at(&Place { column: 1, ..Place::default() }) {
        Target::Several { what, .. } => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(said(&[]), "summit, Kremlin: 2 of 4 quoted statements use it");
    assert_eq!(
        said(&["a"]),
        "summit, Kremlin: 1 use in view, of 2 quoted statements logged, 1 of them in view",
    );
}
