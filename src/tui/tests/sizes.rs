//! Drawing at every size.

use super::{Run, sample, setup};
use crate::tui::runtime::Input;

/// States that draw different things.
const SCRIPTS: &[&str] = &[
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
    "v",
    "d",
    "t",
    "'",
    "S",
    ":",
    "w",
    "W",
    "R",
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
fn nothing_is_cut_without_a_sign() {
    let run = Run::new(80, 24);
    let screen = run.screen();
    let rows: Vec<&str> = screen.lines().filter_map(|line| line.split('│').next()).collect();
    let row = rows.iter().find(|row| row.contains("Ushakov: no one")).expect("the event is on the screen");
    assert!(row.contains('…'), "a title that does not fit ends with the sign: {row}");
}
