use std::collections::HashSet;

use chrono_tz::Tz;

use super::*;
use crate::event::date::Now;
use crate::filter::{Context, Filter};
use crate::store::Store;
use crate::timeline::Timeline;
use crate::tui::action::View;
use crate::tui::keys::Keys;

/// The demonstration as the picture has it under a filter.
fn of(filter: &str) -> (Shifts, Arc<Page>, Timeline) {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let now = Now::parse("2026-02-01", Tz::UTC).expect("a day");
    let filter = Filter::parse(filter).expect("a filter");
    let none = HashSet::new();
    let context = Context { now: &now, bookmarks: &none, unseen: &none };
    let shown = timeline.shown(&filter.bind(&timeline, context).expect("a query").run(&timeline));
    let scene = Scene {
        timeline: timeline.clone(),
        shown,
        now,
        filter,
        view: View::Shifts,
        variant: 0,
        keys: Keys::usual(),
    };
    let shifts = Shifts::new(&scene);
    let page = shifts.page(&Place::default()).unwrap_or_else(|| Arc::new(Page::new(&scene, IsoWeek(0))));
    (shifts, page, timeline)
}

fn heading(shifts: &Page, at: usize) -> (&'static str, &str, usize) {
    let section = &shifts.sections[at];
    (section.heading, &section.aside, section.items.len())
}

#[test]
fn the_week_of_miami_has_its_changes_counts_and_silences() {
    let (_, shifts, timeline) = of("date:..2025-12-21");
    assert!(shifts.summary.starts_with("Week 2025-W51, 15 Dec 2025 "), "{}", shifts.summary);
    assert!(
        shifts.summary.contains(
            "28 events logged in the whole store, 28 of them in view, 50 in the eight weeks before"
        ),
        "{}",
        shifts.summary
    );
    assert_eq!(shifts.totals, (28, 50), "as the report counts");
    assert_eq!(heading(&shifts, 0).0, "What changed");
    let counts = heading(&shifts, 1);
    assert!(counts.1.starts_with("70 pairs tested"), "{counts:?}");
    let macron = shifts.items.iter().find_map(|item| match item {
        Item::Count { name, shares, target, .. } if name.starts_with("Macron") => Some((shares, target)),
        _ => None,
    });
    let ((now, before), target) = macron.expect("Macron spoke four times");
    assert_eq!((now.as_str(), before.as_str()), ("4 of 28", "0 of 50"));
    let Target::Several { events, narrow, what } = target else { panic!("four events: {target:?}") };
    assert_eq!(events.len(), 4, "Enter narrows to what was counted");
    assert_eq!(narrow, "actor:macron kind:statement date:2025-12-15..2025-12-21");
    assert_eq!(what, "4 events of Macron, Elysée, statement, this week");
    assert!(events.is_sorted_by_key(|ix| timeline.rank(*ix)), "in timeline order");
}

#[test]
fn what_is_outside_the_filter_is_counted_and_told_and_not_narrowed_to() {
    let (_, shifts, _) = of("date:2025-12-20..2025-12-21");
    let russia = shifts.items.iter().find_map(|item| match item {
        Item::Count { count, target: Target::Several { events, what, .. }, .. } if count.outside > 0 => {
            Some((count.clone(), events.len(), what.clone()))
        }
        _ => None,
    });
    let (count, events, what) = russia.expect("some count is only in part in the view");
    assert_eq!(events as u64, count.now - count.outside, "only what is shown");
    assert!(what.ends_with(&format!("{} more outside the filter", count.outside)), "{what}");
}

#[test]
fn every_line_belongs_to_its_item_and_fits() {
    let (_, shifts, _) = of("date:..2025-12-21");
    for width in [1, 20, 78, 140] {
        let lines = shifts.lines(width);
        let items: Vec<usize> = lines.iter().filter_map(|line| line.item).collect();
        assert!(items.is_sorted(), "{width}: from top to bottom");
        if width > 4 {
            assert_eq!(
                items.last().map(|last| last + 1),
                Some(shifts.items.len()),
                "{width}: each has a line"
            );
        }
    }
}

#[test]
fn a_click_on_the_second_line_of_a_count_is_on_the_count() {
    let (shifts, page, _) = of("date:..2025-12-21");
    let room = Room { width: 100, height: 40 };
    let (lines, layout) = (page.lines(room.width), Layout::of(&shifts.strip, room));
    let second = lines.iter().position(|line| matches!(line.part, Part::Second)).expect("a count");
    let found = shifts.hit(&Place::default(), room, 3, layout.first + second).expect("an item");
    assert_eq!(Some(found.row), lines[second].item);
    let blank = lines.iter().position(|line| line.item.is_none()).expect("a heading");
    assert_eq!(shifts.hit(&Place::default(), room, 3, layout.first + blank), None, "a heading is no item");
}

#[test]
fn other_weeks_are_a_step_away_and_say_the_same_as_the_report_on_them() {
    let (shifts, page, _) = of("date:..2025-12-21");
    let mut place = Place::default();
    shifts.go(&mut place, Step::Columns(-1));
    let before = shifts.page(&place).expect("a week before");
    assert!(before.summary.starts_with("Week 2025-W50, "), "{}", before.summary);
    let (_, alone, _) = of("date:..2025-12-14");
    let sentence = |page: &Page| page.summary.split(". Of").next().map(str::to_owned);
    assert_eq!(
        (sentence(&before), before.totals),
        (sentence(&alone), alone.totals),
        "as if it were the last"
    );
    shifts.go(&mut place, Step::Columns(1));
    assert_eq!(shifts.page(&place).map(|page| page.summary.clone()), Some(page.summary.clone()));
    let week = shifts.week(&place).expect("a week");
    let span = super::super::weeks::Span { first: week, last: week };
    assert_eq!(shifts.strip.count(span), page.totals.0, "the bar is the number of the sentence");
    shifts.go(&mut place, Step::Columns(-999));
    assert_eq!(shifts.week(&place), shifts.strip.busy.first().copied(), "and no further");
}

#[test]
fn a_click_on_the_strip_opens_that_week() {
    let (shifts, _, _) = of("");
    let room = Room { width: 100, height: 40 };
    let layout = Layout::of(&shifts.strip, room);
    let span = shifts.strip.weeks.span(0, layout.step).expect("a column");
    let found = shifts.hit(&Place::default(), room, layout.gutter, 0).expect("a week");
    assert!(span.holds(shifts.week(&found).expect("a week")));
}

#[test]
fn the_foot_tells_why_more_events_are_dated_in_the_week_than_it_counts() {
    let (shifts, page, _) = of("");
    let Target::Several { what, events, .. } = shifts.at(&Place::default()) else { panic!("the week") };
    assert!(what.starts_with(&format!("{} events with a date in ", events.len())), "{what}");
    if events.len() as u64 > page.totals.0 {
        assert!(what.contains(&format!("{} of them logged", page.totals.0)), "{what}");
        assert!(page.summary.contains(" still to come"), "{}", page.summary);
    }
}

#[test]
fn without_a_week_it_says_so() {
    let (shifts, _, _) = of("date:1990");
    assert!(shifts.empty().is_some_and(|why| why.contains("known to the week")));
}

#[test]
fn under_a_filter_the_first_line_says_that_the_numbers_are_of_the_whole_store() {
    let (shifts, page, _) = of("date:2025-12-20..2025-12-21");
    assert!(page.summary.contains("28 events logged in the whole store, "), "{}", page.summary);
    let bars = &Layout::of(&shifts.strip, Room { width: 100, height: 40 }).legend[0][0].1;
    assert!(bars.contains("of the whole store"), "{bars}");
    let (shifts, page, _) = of("");
    assert!(
        !page.summary.contains("whole store"),
        "without a filter there is nothing else: {}",
        page.summary
    );
    let bars = &Layout::of(&shifts.strip, Room { width: 100, height: 40 }).legend[0][0].1;
    assert!(!bars.contains("whole store"), "{bars}");
}
