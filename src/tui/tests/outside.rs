//! Messages about what happens outside: saved files, editors, the clipboard.

use super::{Run, sample, setup, timeline};
use crate::store::Store;
use crate::tui::message::{Message, Notice, StoreNews};
use crate::tui::model::Loading;
use crate::tui::runtime::Input;

fn read(run: &mut Run, text: &str) {
    let store = Store::from_texts([("notes.yaml", text)]);
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(store))))]);
}

const GOOD: &str = "events:
  - {id: a, kind: other, date: 2025-12-01, title: A one, links: {follows: b}}
  - {id: b, kind: other, date: 2025-12-02, title: B two}
  - {id: c, kind: other, date: 2025-12-03, title: C three}
";

fn notes() -> Run {
    Run::start(setup(80, 24), Store::from_texts([("notes.yaml", GOOD)]))
}

#[test]
fn a_file_saved_broken_names_the_syntax_error_before_what_follows_from_it() {
    let mut run = notes();
    read(&mut run, &GOOD.replace("title: B two", "title: \"B two"));
    let screen = run.screen();
    assert!(screen.contains("× error: notes.yaml:3:"), "the line with the mistake is named:\n{screen}");
    assert!(screen.contains("a quote that is not closed"), "not the link to the lost record:\n{screen}");
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("the last good events are kept"), "and what is seen:\n{screen}");
    assert!(screen.contains("3 events") && screen.contains("! not up to date"), "all stay:\n{screen}");
    read(&mut run, GOOD);
    assert!(!run.screen().contains("error"), "mended, it is reloaded:\n{}", run.screen());
    assert!(run.screen().contains("reloaded"), "which is said:\n{}", run.screen());
}

#[test]
fn a_reload_names_a_new_problem() {
    let mut run = notes();
    read(&mut run, &GOOD.replace("follows: b", "follows: bb"));
    let screen = run.screen();
    assert!(screen.contains("! reloaded; notes.yaml:2:"), "nothing is lost, but it is told:\n{screen}");
}

#[test]
fn an_editor_that_fails_is_an_error_that_stays_over_the_reload() {
    let mut run = notes();
    let failure = "editor vim exited with status 3".to_owned();
    run.inputs([Input::Said(Notice::Error(failure))]);
    read(&mut run, GOOD);
    assert!(run.screen().contains("× error: editor vim exited with status 3"), "{}", run.screen());
    assert!(!run.screen().contains("reloaded"), "a reload does not cover it:\n{}", run.screen());
    run.keys("j");
    assert!(!run.screen().contains("error"), "the next key does:\n{}", run.screen());
}

#[test]
fn a_message_too_long_for_the_line_takes_two() {
    let mut run = Run::start(setup(80, 24), sample());
    let words = "a message of many words that does not fit into one line of eighty columns and so goes on";
    run.inputs([Input::Said(Notice::Error(words.to_owned()))]);
    let screen = run.screen();
    let last: Vec<&str> = screen.lines().rev().take(2).map(str::trim).collect();
    let whole = format!("{} {}", last[1], last[0]);
    assert_eq!(whole, format!("× error: {words}"), "it can be read whole");
}

#[test]
fn hints_stand_beside_a_message_and_give_way_whole() {
    let mut run = Run::start(setup(80, 24), sample());
    run.inputs([Input::Said(Notice::Calm("a message of thirty-one letters".to_owned()))]);
    let last = run.screen().lines().last().unwrap_or_default().to_owned();
    assert!(last.starts_with(" a message of thirty-one letters   "), "{last}");
    assert!(last.ends_with("/ filter  Enter read  Tab next pane"), "those at the left stay: {last}");
}

#[test]
fn a_failure_longer_than_the_footer_is_told_in_a_box() {
    let mut run = Run::start(setup(80, 24), sample());
    let why = "no room is left for this sentence in the footer, whatever one does about it; ".repeat(3);
    super::super::update::update(&mut run.model, Message::Done(Err(why)));
    run.keys("");
    assert_ne!(run.model.loading, Loading::Begun, "the store is there");
    run.inputs([Input::Resize(80, 24)]);
    assert!(run.screen().contains("Not done"), "{}", run.screen());
}
