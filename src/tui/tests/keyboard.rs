//! What keys do at rest: finding, panes, the sources of the detail, leaving.

use super::{Run, sample, setup};
use crate::tui::message::Effect;
use crate::tui::model::Focus;
use crate::tui::pane::Pane;
use crate::tui::{key::Code, key::Key, runtime::Input};

fn footer(run: &Run) -> String {
    run.screen().lines().last().unwrap_or_default().to_owned()
}

fn copied(run: &Run) -> Option<&str> {
    run.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

#[test]
fn in_the_detail_an_address_is_copied_by_its_number() {
    let mut run = Run::new(120, 40);
    run.keys("Y");
    assert_eq!(copied(&run), Some("ushakov-denial"), "in the view it is the id");
    run.keys("<enter>Y");
    assert!(run.screen().contains("the number of a source, for its address, 1 to 2"), "{}", run.screen());
    assert!(footer(&run).contains("1-9 copy the address"), "the footer says what a digit does");
    run.keys("2");
    assert_eq!(copied(&run), Some("https://example.org/copy"), "the second source");
    run.keys("YY");
    assert_eq!(copied(&run), Some("ushakov-denial"), "YY is the id");
    assert_eq!(run.model.pane, Pane::Detail, "the detail stays open");
    run.keys("Y<enter>");
    assert!(run.screen().contains("Addresses of sources"), "Enter lists them:\n{}", run.screen());
    run.keys("<down><enter>");
    assert_eq!(copied(&run), Some("https://example.org/copy"), "to be chosen there");
    run.keys("y");
    assert!(copied(&run).is_some_and(|text| text.contains("Ushakov")), "y copies the event");
}

#[test]
fn the_only_address_is_copied_at_once() {
    let mut run = Run::new(120, 40);
    run.keys("/id:zelenskyy-proposal<enter><enter>");
    let before = run.effects.len();
    run.keys("Y");
    let sources = run.model.timeline.event(run.model.selected_event().expect("one")).cited().count();
    if sources == 1 {
        assert!(
            run.effects.len() > before || footer(&run).contains("no source of this event"),
            "{}",
            run.screen()
        );
    }
    assert!(!matches!(run.model.focus, Focus::Choose(_)) || sources > 1, "nothing is asked for one source");
}

#[test]
fn an_opened_event_shows_addresses_whole() {
    let long = format!("https://example.org/{}", "long-way/".repeat(20));
    let text = format!(
        "events:\n  - {{id: a, kind: other, date: 2025-12-01, title: A, sources: [{{title: S, url: '{long}'}}]}}\n"
    );
    for (width, height) in [(120, 40), (80, 24), (60, 30), (40, 30)] {
        let store = crate::store::Store::from_texts([("a.yaml", text.as_str())]);
        let mut run = Run::start(setup(width, height), store);
        if width >= 80 {
            assert!(run.screen().contains('…'), "beside the view it is cut with the sign at {width}");
        }
        run.keys("<enter>");
        let shown: String = (0..height)
            .map(|y| {
                let screen = run.screen();
                let line = screen.lines().nth(usize::from(y)).unwrap_or_default().to_owned();
                line.rsplit('│').next().unwrap_or_default().trim().trim_end_matches('↓').trim().to_owned()
            })
            .collect();
        assert!(shown.contains(&long), "whole at {width}×{height}:\n{}", run.screen());
    }
}

#[test]
fn the_place_among_the_matches_stays_while_a_word_is_found() {
    let mut run = Run::new(120, 40);
    run.keys("gfthree<enter>");
    assert!(footer(&run).starts_with(" 1 of "), "{}", footer(&run));
    let of = footer(&run).split_whitespace().nth(2).expect("a count").to_owned();
    run.keys("n");
    assert!(footer(&run).starts_with(&format!(" 2 of {of} with three")), "{}", footer(&run));
    run.keys("T");
    assert!(footer(&run).contains("theme"), "a message goes before it: {}", footer(&run));
    run.keys("g");
    assert!(footer(&run).starts_with(&format!(" {of} with three")), "off a match: {}", footer(&run));
    run.keys("N");
    let wrapped = footer(&run);
    assert!(wrapped.contains("from the start on to the last match"), "{wrapped}");
    run.keys("n");
    assert!(footer(&run).contains("from the end on to the first match"), "{}", footer(&run));
    run.keys("<esc>");
    assert!(!footer(&run).contains("three"), "Esc ends it: {}", footer(&run));
    run.keys("n");
    assert!(footer(&run).contains("nothing to find yet"), "{}", footer(&run));
    assert_eq!(run.keys("<esc><esc>").code, 0, "then Esc does nothing");
}

#[test]
fn control_c_leaves_as_escape_does_and_quits_at_rest() {
    for script in ["/x", "fthree", "fthree<enter>", "?", ":", "z", "o", "x", "<enter>", "<backtab>", "e", "t"]
    {
        let mut run = Run::new(120, 40);
        run.keys(script).keys("<c-c>");
        assert_eq!(run.code, 0, "it leaves `{script}`");
        assert!(matches!(run.model.focus, Focus::Panes) && run.model.pane == Pane::View, "after `{script}`");
        run.keys("<c-c>");
        assert_eq!(run.code, 130, "and then quits after `{script}`");
    }
}

#[test]
fn the_way_back_is_on_the_smallest_screen() {
    for script in
        ["/x", "fthree", "fthree<enter>", "?", ":", "z", "o", "x", "<enter>", "<backtab>", "e", "t", "a"]
    {
        let mut run = Run::new(40, 10);
        run.keys(script);
        assert!(run.screen().contains("Esc "), "after `{script}`:\n{}", run.screen());
    }
    let screen = Run::new(39, 9).screen();
    assert!(screen.contains("40") && screen.contains("10"), "below, a sentence asks for more:\n{screen}");
}

#[test]
fn panes_are_cycled_and_widened_and_say_so() {
    let mut run = Run::new(80, 24);
    for _ in 0..4 {
        run.keys("w");
        assert!(footer(&run).contains("events"), "{}", footer(&run));
    }
    assert!(footer(&run).contains("no room for facets"), "{}", footer(&run));
    let width = |run: &Run| run.model.shape().and_then(|s| s.area(run.model.pane)).map(|a| a.width);
    run.keys("<backtab>");
    let before = width(&run);
    run.keys("W");
    assert!(width(&run) > before && footer(&run).contains("facets wider"), "{}", footer(&run));
    run.keys("W");
    assert_eq!(width(&run), before, "W takes it back");
    run.keys("<esc><enter>W");
    assert!(footer(&run).contains("no more room for the detail"), "{}", footer(&run));
    let mut run = Run::new(120, 40);
    for script in ["", "<tab>", "<esc><backtab>"] {
        run.keys(script);
        let before = width(&run);
        run.keys("W");
        assert!(width(&run) > before && footer(&run).contains("wider"), "`{script}`: {}", footer(&run));
        run.keys("W");
    }
}

#[test]
fn alt_arrows_move_over_time_as_brackets_do() {
    for (bracket, code) in [
        (']', Code::Down),
        ('[', Code::Up),
        ('}', Code::PageDown),
        ('{', Code::PageUp),
        ('>', Code::Right),
        ('<', Code::Left),
    ] {
        let after = |key: Key| {
            let mut run = Run::start(setup(120, 40), sample());
            run.inputs([Input::Key(key)]);
            run.screen()
        };
        assert_eq!(after(Key::char(bracket)), after(Key::alt(code)), "{bracket}");
    }
}

#[test]
fn a_cyrillic_layout_filters_finds_and_asks_for_help() {
    let opened = |keys: &str| {
        let mut run = Run::new(120, 40);
        run.keys(keys);
        run
    };
    assert!(matches!(opened(".").model.focus, Focus::Filter(_)), "the full stop is on the key of /");
    assert!(opened(",").screen().contains("Help"), "the comma on that of ?");
    assert!(opened("Ж").screen().contains("Commands"), "Ж on that of :");
    assert_eq!(opened("ч1").selected(), opened("x1").selected(), "ч follows as x does");
    assert_eq!(opened("х").selected(), opened("[").selected(), "х on that of [");
}
