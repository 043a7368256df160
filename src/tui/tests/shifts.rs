//! Shifts: the week, its changes, its counts.

use super::{Run, setup, timeline};
use crate::store::Store;
use crate::tui::message::StoreNews;
use crate::tui::pane::Pane;
use crate::tui::picture::Target;
use crate::tui::runtime::Input;

fn run() -> Run {
    let mut run = Run::start_empty(setup(120, 40));
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(Store::builtin()))))]);
    run.keys("/date:..2025-12-21<enter><esc>!g");
    run
}

fn target(run: &Run) -> Target {
    run.model.picture().expect("it is made at once").at(&run.model.place())
}

#[test]
fn the_first_row_is_the_week_and_enter_narrows_to_it() {
    let mut run = run();
    let Target::Several { events, what, .. } = target(&run) else { panic!("the week") };
    assert!(what.contains("with a date in 2025-W51"), "{what}");
    run.keys("<enter>");
    assert_eq!(run.model.shown, events);
    run.keys("<back>");
    assert!(run.model.shown.len() > events.len(), "Backspace takes it back");
}

#[test]
fn enter_on_a_change_opens_its_event() {
    let mut run = run();
    run.keys("j");
    let Target::Event(ix) = target(&run) else { panic!("a change: {:?}", target(&run)) };
    run.keys("<enter>");
    assert_eq!((run.model.selected_event(), run.model.pane), (Some(ix), Pane::Detail));
}

#[test]
fn a_count_is_a_pair_of_bars_with_its_probability_in_words() {
    let mut run = run();
    run.keys("G");
    while !matches!(target(&run), Target::Several { .. }) {
        run.keys("k");
    }
    let screen = run.screen();
    for part in ["this week", "8 weeks", "of 28", "of 50", "▐", "p 0.", "q ", "not unusual"] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
}

#[test]
fn h_and_l_go_to_other_weeks_and_enter_narrows_to_them() {
    let mut run = run();
    assert!(run.screen().contains("Week 2025-W51"), "{}", run.screen());
    run.keys("h");
    let screen = run.screen();
    assert!(screen.contains("Week 2025-W50"), "{screen}");
    assert!(screen.contains("burst begins"), "the strip has its legend: {screen}");
    let Target::Several { events, narrow, .. } = target(&run) else { panic!("the week") };
    assert_eq!(narrow, "date:2025-12-08..2025-12-14");
    run.keys("<enter>");
    assert_eq!(run.model.shown, events);
    run.keys("<back>l");
    assert!(run.screen().contains("Week 2025-W51"), "{}", run.screen());
}

#[test]
fn the_week_of_the_selected_event_is_open() {
    let mut run = run();
    run.keys("1g!");
    let first = run.model.selected_event().expect("an event");
    assert!(target(&run).events().contains(&first), "{}", run.screen());
    assert!(run.screen().contains("Week 20"), "{}", run.screen());
}

#[test]
fn no_name_is_cut_where_a_second_line_has_room() {
    let mut run = Run::start_empty(setup(120, 40));
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(Store::builtin()))))]);
    run.keys("!G");
    assert!(!run.screen().contains("Russian Foreign Mi…"), "{}", run.screen());
}

#[test]
fn there_is_one_form_only() {
    let mut run = run();
    run.keys("c");
    assert!(run.screen().contains("Shifts has one form only"), "{}", run.screen());
}
