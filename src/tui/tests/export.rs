//! The export from a view is that of the view.

use super::{Run, setup, timeline};
use crate::export;
use crate::report::shifts::Shifts;
use crate::report::{Report, Scope};
use crate::store::Store;
use crate::text::signs::in_full;
use crate::timeline::Timeline;
use crate::tui::message::{Effect, StoreNews};
use crate::tui::runtime::Input;

fn run(timeline: Timeline) -> Run {
    let mut run = Run::start_empty(setup(120, 40));
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline)))]);
    run
}

/// The name and the text of the file written last.
fn written(run: &Run) -> (String, String) {
    let all = run.effects.iter().rev();
    let last = all.filter_map(|effect| match effect {
        Effect::Write { path, text, .. } => Some((path.to_string_lossy().into_owned(), text.clone())),
        _ => None,
    });
    last.into_iter().next().expect("a file is written")
}

#[test]
fn a_picture_is_exported_as_it_is_drawn_with_what_it_shows() {
    let mut run = run(timeline(Store::builtin()));
    run.keys("/actor:kremlin<enter><esc>3e");
    let screen = run.screen();
    assert!(screen.contains("the view: Calendar"), "it is what is offered first:\n{screen}");
    assert!(screen.contains("# Calendar"), "the preview is of it:\n{screen}");
    run.keys("<enter>");
    let (name, text) = written(&run);
    assert_eq!(name, "actor-kremlin-2025-12-22-calendar.md");
    assert!(text.contains("Filter: actor:kremlin; ") && text.contains(" events, "), "what it is of: {text}");
    assert!(text.contains("```text\n") && text.contains("Jan  ") && text.contains('▒'), "{text}");
}

#[test]
fn a_report_is_exported_as_its_command_writes_it() {
    let mut run = run(timeline(Store::builtin()));
    run.keys("/date:..2025-12-21<enter><esc>!re<enter>");
    let (name, text) = written(&run);
    assert!(name.ends_with("-shifts.md"), "{name}");
    let mut shown = run.model.shown.clone();
    shown.reverse();
    let scope = Scope::new(&run.model.timeline, &shown, &run.model.now);
    let page = in_full(|| export::report(&run.model.timeline, &Shifts::new(&scope).page(&scope)));
    for line in page.lines() {
        assert!(text.contains(line), "as the command has it, whatever the order on the screen: {line}");
    }
}

#[test]
fn the_timeline_offers_its_events_and_other_views_offer_them_too() {
    let mut run = run(timeline(Store::builtin()));
    run.keys("e");
    assert!(run.screen().contains("every event"), "{}", run.screen());
    run.keys("<esc>3e<tab><right>");
    let screen = run.screen();
    assert!(screen.contains("Document") && screen.contains("every event"), "{screen}");
    run.keys("<right>");
    assert!(run.screen().contains("a brief, two to three pages"), "{}", run.screen());
}

#[test]
fn what_is_withheld_is_not_in_the_picture_either() {
    let timeline = crate::timeline::sample::of_yaml(
        "
events:
- {id: claim, kind: statement, date: 2025-12-01, title: A claim, actors: [oslo]}
- {id: no, kind: statement, date: 2025-12-02, title: A denial, actors: [rome], handling: red}
",
    );
    let mut run = run(timeline);
    run.keys("3+ge<enter>");
    let (_, text) = written(&run);
    assert!(
        text.contains("**TLP:RED**") && text.contains("A denial"),
        "marked as its strictest event: {text}"
    );
    run.keys("e<tab><tab><tab><tab><right><enter>");
    let (_, text) = written(&run);
    assert!(text.contains("A claim"), "{text}");
    assert!(!text.contains("A denial") && !text.contains("RED"), "not where it is withheld: {text}");
    assert!(text.contains("1 of 1 event"), "nor counted: {text}");
}
