//! What holds in every view beside the Timeline.

mod map_and_threads;

use std::sync::OnceLock;

use super::{Run, sample, setup, timeline};
use crate::store::Store;
use crate::timeline::Timeline;
use crate::tui::action::View;
use crate::tui::message::StoreNews;
use crate::tui::picture::Target;
use crate::tui::runtime::Input;

/// Walks through a picture.
const WALKS: &[&str] = &["", "k", "kkkkk", "jj", "l", "ll", "hhh", "gj", "Gk", "gljl", "<c-d>", "<c-u>k"];
const FILTERS: &[&str] = &["", "actor:kremlin", "kind:strike", "kind:statement date:2025-12", "venue:miami"];

fn pictures() -> impl Iterator<Item = View> {
    View::ALL.into_iter().filter(|view| *view != View::Timeline)
}

/// A run on the demonstration store, which is read once.
pub(super) fn demonstration(width: u16, height: u16) -> Run {
    static READ: OnceLock<Timeline> = OnceLock::new();
    let timeline = READ.get_or_init(|| timeline(Store::builtin()));
    let mut run = Run::start_empty(setup(width, height));
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline.clone())))]);
    run
}

/// A run with a view open on the demonstration store.
fn open(view: View, filter: &str, width: u16, height: u16) -> Run {
    let mut run = demonstration(width, height);
    if !filter.is_empty() {
        run.keys(&format!("/{filter}<enter><esc>"));
    }
    run.keys(&view.key().to_string());
    run
}

fn target(run: &Run) -> Target {
    let picture = run.model.picture().expect("the picture of a small store is made at once");
    picture.at(&run.model.place())
}

#[test]
fn enter_narrows_to_exactly_what_the_cursor_is_on() {
    for view in pictures() {
        for filter in FILTERS {
            for zoom in ["", "+"] {
                let mut run = open(view, filter, 120, 40);
                run.keys(zoom);
                for walk in WALKS {
                    run.keys(walk);
                    let before = (run.model.filter.clone(), run.model.shown.clone());
                    let name = format!("{} of `{filter}` after `{zoom}{walk}`", view.name());
                    match target(&run) {
                        Target::Several { mut events, narrow, .. } => {
                            run.keys("<enter>");
                            let mut shown = run.model.shown.clone();
                            shown.sort_unstable();
                            events.sort_unstable();
                            events.dedup();
                            assert_eq!(shown, events, "{name}: `{narrow}` leaves what the cursor was on");
                            if shown.len() < before.1.len() {
                                run.keys("<back>");
                                assert_eq!(
                                    (&run.model.filter, &run.model.shown),
                                    (&before.0, &before.1),
                                    "{name}: Backspace takes the narrowing back"
                                );
                            }
                        }
                        Target::Event(ix) => {
                            assert!(run.model.shown.contains(&ix), "{name}: the event is shown");
                            let picture = run.model.picture().expect("it is made at once");
                            let selected = run.model.selected_event().expect("an event is selected");
                            // Enter selects it where the event selected elsewhere is not drawn.
                            if picture.place_of(selected, &run.model.place()).is_none() {
                                run.keys("<enter><esc>");
                            }
                            assert_eq!(run.model.selected_event(), Some(ix), "{name}: the event is selected");
                        }
                        Target::Nothing(why) => assert!(!why.is_empty(), "{name}: what is empty says so"),
                    }
                }
            }
        }
    }
}

#[test]
fn the_event_selected_in_the_timeline_is_lit_in_every_view() {
    for view in pictures() {
        for steps in ["", "kkkkkkk", "gjj", "[[[[k"] {
            let mut run = demonstration(120, 40);
            run.keys(steps);
            let selected = run.model.selected_event().expect("an event is selected");
            run.keys(&view.key().to_string());
            let picture = run.model.picture().expect("it is made at once");
            assert_eq!(run.model.selected_event(), Some(selected), "{}: the selection stays", view.name());
            if picture.place_of(selected, &run.model.place()).is_some() {
                assert!(
                    target(&run).events().contains(&selected),
                    "{}: the cursor is on the selected event",
                    view.name()
                );
            }
        }
    }
}

#[test]
fn a_picture_is_made_once_for_each_filter() {
    for view in pictures() {
        let mut run = open(view, "", 120, 40);
        let made = |run: &Run| run.model.content().map(std::ptr::from_ref);
        let first = made(&run);
        run.keys("jjkllh<tab><tab><tab>");
        assert_eq!(made(&run), first, "{}: moving makes no new picture", view.name());
    }
}

#[test]
fn every_view_draws_at_every_size() {
    let sizes = [(1, 1), (40, 10), (41, 11), (60, 13), (80, 24), (119, 24), (120, 40), (200, 60), (300, 90)];
    for view in pictures() {
        for mut run in [Run::start(setup(120, 40), sample()), demonstration(120, 40)] {
            run.keys(&view.key().to_string());
            for (width, height) in sizes {
                run.terminal.backend_mut().resize(width, height);
                run.inputs([Input::Resize(width, height)]);
                run.keys("jjlkh+c=-");
            }
            for (width, height) in (1..=44).zip(1..=18) {
                run.terminal.backend_mut().resize(width, height);
                run.inputs([Input::Resize(width, height)]);
            }
        }
    }
}

#[test]
fn a_view_of_nothing_says_so() {
    for view in pictures() {
        let run = open(view, "nothing-has-this", 120, 40);
        let screen = run.screen();
        let said = run.model.picture().and_then(crate::tui::picture::Picture::empty);
        assert!(said.is_some_and(|why| !why.is_empty()), "{}: {screen}", view.name());
    }
}

#[test]
fn the_screens_of_every_view() {
    for view in pictures() {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let name = format!("view_{}_{width}x{height}", view.name().to_lowercase());
            // Where there is much to see.
            let filter = if view == View::Strikes { "kind:strike" } else { "actor:kremlin" };
            insta::assert_snapshot!(name, open(view, filter, width, height).screen());
        }
    }
}

#[test]
fn a_drag_over_lanes_sets_the_date_range_and_a_press_moves_the_cursor() {
    use crate::tui::message::{Mouse, MouseAct};
    let mut run = open(View::Lanes, "", 120, 40);
    let before = run.model.filter.to_string();
    let mut at = |act, x, y| run.inputs([Input::Mouse(Mouse { act, x, y })]);
    at(MouseAct::Press, 70, 12);
    at(MouseAct::Release, 70, 12);
    at(MouseAct::Press, 50, 12);
    at(MouseAct::Drag, 60, 12);
    at(MouseAct::Release, 60, 12);
    assert_eq!(before, "", "a press alone narrows to nothing");
    assert!(run.model.filter.to_string().starts_with("date:20"), "{}", run.model.filter);
    run.keys("<back>");
    assert_eq!(run.model.filter.to_string(), "", "Backspace takes it back");
}

#[test]
fn threads_fold_to_their_headings_and_open_one_by_one() {
    let mut run = open(View::Threads, "", 120, 40);
    let headings = |run: &Run| run.screen().lines().filter(|line| line.contains(" events")).count();
    run.keys("g");
    let unfolded = headings(&run);
    run.keys("h");
    assert_eq!(run.model.place().row, 0, "the cursor stays on the heading");
    assert!(headings(&run) > unfolded, "more headings fit without their events");
    assert!(matches!(target(&run), Target::Several { .. }), "a heading stands for its thread");
    run.keys("jl");
    assert_eq!(run.model.place().row, 1, "unfolding stays on the heading");
    run.keys("l");
    assert!(!matches!(target(&run), Target::Several { .. }), "the first event is below it");
    run.keys("h");
    assert_eq!(run.model.place().row, 1, "h goes back to the heading");
}

#[test]
fn what_is_outside_the_filter_is_drawn_in_its_thread_but_cannot_be_opened() {
    let mut run = open(View::Threads, "id:2025-12-21-ushakov-no-trilateral", 120, 40);
    let screen = run.screen();
    assert!(screen.contains("outside the filter"), "{screen}");
    run.keys("gj");
    let mut outside = 0;
    for _ in 0..8 {
        match target(&run) {
            Target::Nothing(why) => {
                assert!(why.starts_with("outside the filter"), "{why}");
                outside += 1;
            }
            Target::Event(ix) => assert_eq!(run.model.shown, [ix], "only what is shown can be opened"),
            Target::Several { .. } => {}
        }
        run.keys("j");
    }
    assert!(outside > 0, "the thread has more events than the filter");
}

#[test]
fn claims_that_nobody_answers_are_the_third_order() {
    let mut run = open(View::Threads, "kind:statement", 120, 40);
    run.keys("ccg");
    let screen = run.screen();
    assert!(screen.contains("claims that no logged event answers, latest first"), "{screen}");
    let Target::Several { events, .. } = target(&run) else { panic!("the heading stands for all of them") };
    run.keys("<enter>");
    assert_eq!(run.model.shown.len(), events.len(), "Enter leaves these");
}

#[test]
fn a_cell_of_the_positions_says_who_holds_what_and_since_when() {
    let mut run = open(View::Positions, "id:2025-12-21-ushakov-no-trilateral", 120, 40);
    run.keys("gl");
    let screen = run.screen();
    assert!(screen.contains("Russia: denies"), "{screen}");
    assert!(screen.contains("1 utterance, 21 Dec 2025"), "{screen}");
    assert!(matches!(target(&run), Target::Event(_)), "one utterance is opened");
    run.keys("cl");
    let screen = run.screen();
    assert!(screen.contains("by office"), "{screen}");
}
