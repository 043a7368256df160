//! Lanes and the Calendar: zoom, panning, titles, zones, what is written from right to left.

use super::{Run, setup};
use crate::event::date::Day;
use crate::store::Store;
use crate::timeline::sample::of_yaml;
use crate::tui::message::{Mouse, MouseAct, StoreNews};
use crate::tui::runtime::Input;

const MIXED: &str = "
actors:
  - {id: a, name: وزارة الخارجية, kind: state}
  - {id: b, name: משרד החוץ, kind: state}
  - {id: c, name: 外交部发言人办公室, kind: state}
  - {id: d, name: Zé́lenskyy 👩‍👩‍👧 office, kind: state}
events:
  - {id: one, kind: meeting, date: 2024-03-05, title: اجتماع وزراء الخارجية في القاهرة, actors: [a, b]}
  - {id: two, kind: statement, date: 2025-06-01, title: הודעת דובר משרד החוץ על השיחות, actors: [b]}
  - {id: three, kind: meeting, date: 2025-12-20/2025-12-28, title: 外交部长会谈在北京举行并发表联合声明, actors: [c, a]}
  - {id: four, kind: strike, date: 2025-12-20, title: Café́ 👩‍👩‍👧 was hit at night, actors: [d]}
  - {id: five, kind: other, date: 2025-12, title: بيان مشترك, actors: [a]}
";

fn of(yaml: &str, view: char, width: u16, height: u16) -> Run {
    let mut run = Run::start_empty(setup(width, height));
    run.inputs([Input::Store(StoreNews::Whole(Box::new(of_yaml(yaml))))]);
    run.keys(&view.to_string());
    run
}

fn demonstration(view: char, width: u16, height: u16) -> Run {
    let mut run = Run::start(setup(width, height), Store::builtin());
    run.keys(&view.to_string());
    run
}

/// The column of a text on the screen, in cells.
fn column(run: &Run, text: &str) -> Option<(u16, u16)> {
    let buffer = run.terminal.backend().buffer();
    let wanted = text.chars().next()?.to_string();
    (0..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (x, y))).find(|at| {
        buffer.cell(*at).is_some_and(|cell| cell.symbol() == wanted)
            && (at.0..)
                .zip(text.chars())
                .all(|(x, c)| buffer.cell((x, at.1)).is_some_and(|cell| cell.symbol() == c.to_string()))
    })
}

#[test]
fn text_from_right_to_left_and_wide_text_moves_no_column() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        for view in ['2', '3'] {
            for keys in ["", "+", "++j", "ck", "j", "l"] {
                let mut run = of(MIXED, view, width, height);
                run.keys(keys);
                let footer = column(&run, "1 Timeline").map(|(x, _)| x);
                assert_eq!(footer, Some(1), "view {view} after `{keys}` at {width}");
                if let Some((rule, _)) = column(&run, "┬") {
                    let buffer = run.terminal.backend().buffer();
                    let below = (10..height - 3).all(|y| buffer[(rule, y)].symbol() == "│");
                    assert!(
                        below,
                        "view {view} after `{keys}` at {width}: the detail stands beside it\n{}",
                        run.screen()
                    );
                }
            }
        }
    }
}

#[test]
fn a_mark_with_room_has_its_title_once() {
    let run = of(MIXED, '2', 120, 40);
    let screen = run.screen();
    let pane: String = screen.lines().map(|line| line.chars().take(80).collect::<String>() + "\n").collect();
    assert_eq!(pane.matches("اجتماع").count(), 1, "in one of its two lanes\n{pane}");
}

#[test]
fn a_bar_that_lasts_has_its_title_inside() {
    let yaml = "
actors: [{id: a, name: Aland, kind: state}]
events:
  - {id: one, kind: meeting, date: 2025-12-01, title: First, actors: [a]}
  - {id: two, kind: meeting, date: 2025-12-05/2025-12-28, title: A conference of weeks, actors: [a]}
  - {id: three, kind: meeting, date: 2025-12-10, title: Hidden, actors: [a]}
  - {id: four, kind: meeting, date: 2026-01-02/.., title: Without an end, actors: [a]}
  - {id: five, kind: meeting, date: 2025-12-08~, title: About, actors: [a]}
";
    let run = of(yaml, '2', 120, 40);
    let screen = run.screen();
    assert!(screen.contains("● A conference of weeks ═"), "{screen}");
    assert!(screen.contains("░●▒░"), "about has soft ends\n{screen}");
    let end = screen.lines().any(|line| line.contains("═›│"));
    assert!(end, "an open end runs out of the screen\n{screen}");
}

#[test]
fn what_is_beside_the_screen_of_lanes_is_pointed_at() {
    let mut run = demonstration('2', 120, 40);
    let axis = |run: &Run| run.screen().lines().find(|line| line.contains("actors 1–")).map(str::to_owned);
    let edges = |run: &Run| axis(run).map(|line| (line.contains('‹'), line.contains('›')));
    assert_eq!(edges(&run), Some((false, false)), "everything is on the screen");
    run.keys("hhhhhh++++");
    assert_eq!(edges(&run), Some((true, true)));
    let before = axis(&run);
    run.keys("llllllllllllllllllllllllllllll");
    assert_ne!(axis(&run), before, "l walks along the lane and takes the screen with it");
    run.keys("=");
    assert_eq!(edges(&run), Some((false, false)), "= shows everything again");
}

#[test]
fn the_calendar_explains_its_shades_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut run = demonstration('3', width, height);
        let screen = run.screen();
        for words in ["events a day:", "░ 1", "▒ 2", "○ only planned", "◊ only alleged", "today"] {
            assert!(screen.contains(words), "{words} at {width}\n{screen}");
        }
        run.keys("+");
        let screen = run.screen();
        for words in ["● meeting", "○ planned", "December 2025"] {
            assert!(screen.contains(words), "{words} at {width}\n{screen}");
        }
    }
}

#[test]
fn a_click_on_a_day_goes_there_and_a_second_one_narrows_to_it() {
    let mut run = demonstration('3', 120, 40);
    let (x, y) = column(&run, "Mon").map(|(x, y)| (x + 4, y)).expect("the first line of a year");
    run.inputs([Input::Mouse(Mouse { act: MouseAct::Press, x: x + 10, y })]);
    let there = run.model.place().day;
    assert!(there.is_some_and(|day| day.weekday() == 0), "a Monday: {there:?}");
    let (x, y) = column(&run, "■").unwrap_or((x, y));
    run.inputs([Input::Mouse(Mouse { act: MouseAct::Press, x, y })]);
    run.keys("G");
    let last = run.model.place().day.expect("the last day");
    assert!(last > Day::from_civil(2026, 1, 1), "G goes to the last event");
    run.keys("<enter>");
    assert!(run.model.filter.to_string().starts_with("date:2026"), "{}", run.model.filter);
    run.keys("<back>");
    assert_eq!(run.model.filter.to_string(), "");
}

/// The events of the cursor, as the last line of the view tells them.
fn under_the_cursor(run: &Run) -> Vec<crate::event::EventIx> {
    let picture = run.model.picture().expect("it is made at once");
    picture.at(&run.model.place()).events().to_vec()
}

#[test]
fn lanes_that_become_narrower_keep_the_event_that_was_opened() {
    for keys in ["++", "++++", "+", "+++hhh"] {
        let mut run = Run::start(setup(120, 40), Store::builtin());
        run.keys(&format!("/actor:kremlin date:2025-12<enter>2{keys}<enter>"));
        let selected = run.model.selected_event().expect("an event is selected");
        assert!(under_the_cursor(&run).contains(&selected), "after `{keys}`\n{}", run.screen());
        assert!(!run.screen().contains("nothing of Kremlin"), "after `{keys}`\n{}", run.screen());
    }
}

#[test]
fn the_legend_of_lanes_is_whole_at_every_size() {
    for (width, height) in [(80, 24), (100, 30), (120, 40), (160, 40), (200, 60)] {
        let screen = demonstration('2', width, height).screen();
        for words in
            ["▒ some time within", "═ ═ did not simply happen", "1–9 events in one place, + ten or more"]
        {
            assert!(screen.contains(words), "{words} at {width}\n{screen}");
        }
    }
}

const LINKED: &str = "
actors:
  - {id: a, name: Aland, kind: state}
  - {id: b, name: Bland, kind: state}
events:
  - id: one
    kind: meeting
    date: 2025-12-01
    title: One
    actors: [a]
    links: {responds_to: [two], confirms: [three]}
  - {id: two, kind: statement, date: 2025-11-01, title: Two, actors: [b]}
  - {id: three, kind: statement, date: 2025-10-01, title: Three, actors: [b]}
  - {id: off, kind: meeting, date: 2025-12-10/2026-01-10, status: cancelled, title: Off, actors: [b]}
  - {id: far, kind: meeting, date: 2026-06-10, title: Far, actors: [b]}
";

#[test]
fn links_of_lanes_are_counted_and_look_like_no_other_line() {
    let mut run = of(LINKED, '2', 120, 40);
    run.keys("<esc>/id:one,two,off,far<enter>");
    run.keys("G");
    let screen = run.screen();
    assert!(screen.contains("2 links, 1 shown"), "{screen}");
    let lanes = screen.lines().filter(|line| line.contains('┆')).count();
    assert!(lanes > 20, "now is a line of its own\n{screen}");
}

#[test]
fn a_bar_of_what_did_not_simply_happen_is_broken() {
    let mut run = of(LINKED, '2', 120, 40);
    run.keys("/id:off<enter>");
    let screen = run.screen();
    assert!(screen.lines().any(|line| line.contains("═ ═ ═")), "{screen}");
    assert!(!screen.lines().any(|line| line.contains("Bland") && line.contains("══")), "{screen}");
}

#[test]
fn lanes_say_how_many_there_are_and_cut_none() {
    let screen = demonstration('2', 120, 40).screen();
    assert!(screen.contains("actors 1–7 of 239"), "{screen}");
    let screen = of(MIXED, '2', 120, 40).screen();
    assert!(screen.contains("by actor"), "all are on the screen\n{screen}");
}

#[test]
fn every_year_of_the_calendar_that_is_seen_has_its_heading_and_all_its_days() {
    for (width, height) in [(80, 24), (80, 30), (120, 40), (200, 50)] {
        let mut run = demonstration('3', width, height);
        for key in ["", "g", "j", "h", "llllllllllllllllllllllllllllllllllllllllllll", "k", "G"] {
            run.keys(key);
            let screen = run.screen();
            let of = |head: &str| screen.lines().filter(|line| line.trim_start().starts_with(head)).count();
            let heading = |line: &&str| line.trim_start().starts_with("20") && line.contains("event");
            let (years, ends) = (screen.lines().filter(heading).count(), of("Sun "));
            assert!(years > 0 && of("Mon ") == years, "after `{key}` at {width}\n{screen}");
            assert_eq!(years, ends, "after `{key}` at {width}\n{screen}");
        }
    }
}

#[test]
fn an_arrow_points_at_today() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut run = of(LINKED, '3', width, height);
        run.keys("g");
        let arrow = run.screen();
        assert!(arrow.contains("↓ today"), "at {width}\n{arrow}");
        let months = arrow.lines().filter(|line| line.contains('↓') && !line.contains("today")).count();
        assert!(months >= 1, "at {width}\n{arrow}");
    }
}

#[test]
fn a_month_of_events_opens_as_a_month_until_the_years_are_chosen() {
    let mut run = Run::start(setup(120, 40), Store::builtin());
    run.keys("/actor:kremlin date:2025-12<enter>3");
    let screen = run.screen();
    assert!(screen.contains("December 2025  29 events"), "{screen}");
    run.keys("G");
    let screen = run.screen();
    assert!(screen.contains("Friday 26 December 2025"), "days before have the room below\n{screen}");
    run.keys("-");
    assert!(!run.screen().contains("December 2025  29"), "{}", run.screen());
    run.keys("+");
    assert!(run.screen().contains("December 2025  29"), "{}", run.screen());
    run.keys("-/<c-u>actor:kremlin<enter>");
    assert!(run.screen().contains("2024  "), "the years stay\n{}", run.screen());
}
