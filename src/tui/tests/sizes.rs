//! Drawing at every size.

use super::{Run, sample, setup};
use crate::tui::runtime::Input;

/// States that draw different things.
pub(super) const SCRIPTS: &[&str] = &[
    "",
    "<enter>",
    "<backtab>",
    "/kind:st",
    "/actor:<tab><tab>",
    "x",
    "o",
    "f3",
    "/nothing-has-this<enter>",
    "zz",
    "?",
    "e",
    "a",
    "A",
    "v",
    "d",
    "t",
    "'",
    "S",
    ":",
    "w",
    "W",
    "R",
    "4",
    "4++++l",
];

#[test]
fn every_small_size_draws() {
    let mut run = Run::new(80, 24);
    for width in 1..=60 {
        for height in 1..=20 {
            run.terminal.backend_mut().resize(width, height);
            run.inputs([Input::Resize(width, height)]);
        }
    }
}

#[test]
fn every_state_draws_at_every_sort_of_size() {
    let sizes = [
        (1, 1),
        (2, 40),
        (40, 10),
        (41, 11),
        (60, 13),
        (79, 17),
        (80, 18),
        (119, 24),
        (120, 32),
        (121, 53),
        (200, 60),
        (300, 90),
    ];
    for script in SCRIPTS {
        for (width, height) in sizes {
            let mut run = Run::start(setup(width, height), sample());
            run.keys(script);
            assert!(run.code == 0, "`{script}` draws at {width}×{height}");
        }
    }
}

#[test]
fn a_title_takes_a_second_line_and_what_has_no_room_is_cut_with_a_sign() {
    let rows = |width: u16, height: u16| -> Vec<String> {
        let screen = Run::new(width, height).screen();
        screen.lines().map(|line| line.split('│').next().unwrap_or_default().to_owned()).collect()
    };
    let tall = rows(80, 24);
    let first =
        tall.iter().position(|row| row.contains("Ushakov: no one has seriously")).expect("it is there");
    assert!(tall[first + 1].contains("discussed a three-way"), "the title goes on below: {tall:?}");
    let low = rows(80, 20);
    let row = low.iter().find(|row| row.contains("Ushakov: no one")).expect("the event is on the screen");
    assert!(row.contains('…'), "with one line for each event the rest is cut with the sign: {row}");
}

#[test]
fn a_size_that_nobody_told_of_is_found_when_the_screen_is_drawn() {
    let mut run = Run::start(setup(0, 0), sample());
    run.terminal.backend_mut().resize(100, 34);
    run.keys("j");
    let screen = run.screen();
    assert!(
        screen.contains("Two days of talks in Berlin"),
        "titles have the room of the new size:\n{screen}"
    );
    assert_eq!((run.model.width, run.model.height), (100, 34), "the model knows it");
}
