//! What the Map and the Threads show beside what holds in every view.

use super::{open, target};

use crate::text::signs::{in_ascii, in_full};
use crate::tui::action::View;
use crate::tui::picture::Target;
use crate::tui::text;

/// The first columns of a screen, where the view is.
fn view(screen: &str, columns: usize) -> Vec<String> {
    screen.lines().map(|line| line.chars().take(columns).collect()).collect()
}

#[test]
fn the_mark_of_the_cursor_tells_its_venues_and_kinds() {
    let mut run = open(View::Map, "", 120, 40);
    run.keys("g");
    let Target::Several { events, .. } = target(&run) else { panic!("a mark stands for its events") };
    let screen = run.screen();
    let moscow = screen.lines().find(|line| line.contains("Moscow 4")).expect("the venues of the mark");
    let counts = moscow.split("Moscow").next().unwrap_or_default();
    let sum: usize =
        counts.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).sum();
    assert_eq!(sum, events.len(), "every event is of one kind: {moscow}");
}

#[test]
fn land_is_of_blocks_in_colour_and_of_dots_in_ascii_and_never_of_braille() {
    let land = |ascii: bool| {
        let draw = || open(View::Map, "", 120, 40).screen();
        let screen = if ascii { in_ascii(draw) } else { in_full(draw) };
        view(&screen, 80).get(8..26).unwrap_or_default().join("\n")
    };
    let (full, plain) = (land(false), land(true));
    assert!(!full.chars().any(|c| ('\u{2800}'..='\u{28ff}').contains(&c)), "{full}");
    assert!(full.matches(['█', '·']).count() > 100, "{full}");
    assert!(plain.matches('.').count() > 100, "{plain}");
}

#[test]
fn the_largest_marks_carry_names_that_stand_alone() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let screen = open(View::Map, "", width, height).screen();
        for name in ["Moscow +", "Miami +2", "Washington, D.C. +3"] {
            assert!(screen.contains(name), "{name} at {width}×{height}:\n{screen}");
        }
    }
}

#[test]
fn response_times_stand_at_the_right_edge_and_dates_take_few_cells() {
    let mut run = open(View::Threads, "", 120, 40);
    run.keys("g");
    let screen = run.screen();
    let lines = view(&screen, 82);
    let is_timed = |line: &&String| {
        [" later", " later, order uncertain"].iter().any(|end| line.trim_end().ends_with(end))
    };
    let timed: Vec<&String> = lines.iter().filter(is_timed).collect();
    assert!(timed.len() > 3, "{screen}");
    for line in timed {
        assert_eq!(text::width(line.trim_end()), 81, "the times end below each other: {line}");
    }
    let arrow = lines.iter().find(|line| line.contains("─ confirms ")).expect("an arrow");
    assert!(arrow.contains('●') || arrow.contains('»') || arrow.contains('▲'), "with its event: {arrow}");
    let start = arrow.find(['├', '└']).expect("an arm");
    assert!(start <= 24, "the dates take few cells: {arrow}");
}

#[test]
fn a_thread_says_what_happened_in_it_and_what_it_is_about() {
    let mut run = open(View::Threads, "", 120, 40);
    run.keys("g");
    assert!(run.screen().contains("events  "), "open: {}", run.screen());
    assert!(
        !view(&run.screen(), 82).iter().any(|line| line.contains(" − ") && line.contains('…')),
        "{}",
        run.screen()
    );
    let open = run.screen().lines().filter(|line| line.contains(" response") && line.contains(": ")).count();
    assert!(open > 0, "the arrows are counted: {}", run.screen());
    run.keys("-");
    let screen = run.screen();
    let folded: Vec<&str> =
        screen.lines().filter(|line| line.starts_with("▌+") || line.starts_with(" +")).collect();
    assert!(folded.len() > 10, "{screen}");
    assert!(folded.iter().all(|line| line.contains(['●', '»', '▲', '■'])), "each with its title: {screen}");
}
