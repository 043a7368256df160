//! What a person does, step by step.

use std::fs;

use super::{Run, sample, setup, timeline};
use crate::store::{Events, Input as StoreInput, Store};
use crate::tui::action::View;
use crate::tui::message::{Effect, Mouse, MouseAct, StoreNews};
use crate::tui::model::Loading;
use crate::tui::pane::Pane;
use crate::tui::runtime::Input;
use crate::tui::state::Change;

fn run() -> Run {
    Run::new(120, 40)
}

#[test]
fn days_and_months_are_walked_by_date() {
    let mut run = run();
    assert_eq!(run.selected(), "ushakov-denial", "it opens on the last event not in the future");
    assert_eq!(run.keys("]").selected(), "visit-cancelled", "the next day with an event");
    assert_eq!(run.keys("}").selected(), "summit-planned", "the next month with an event");
    assert_eq!(run.keys("{").selected(), "berlin-talks", "the first event of the month before");
    assert_eq!(run.keys("[").selected(), "plan-november", "a month has its own heading");
    assert_eq!(run.keys("G").selected(), "summit-planned", "the last");
    assert_eq!(run.keys("g").selected(), "plan-november", "the first");
}

#[test]
fn time_motions_mean_time_in_reverse_order_as_well() {
    let mut run = run();
    run.keys("r");
    assert_eq!(run.selected(), "ushakov-denial", "the selection stays");
    assert_eq!(run.keys("]").selected(), "visit-cancelled", "next is later");
    assert_eq!(run.keys("j").selected(), "ushakov-denial", "down is earlier");
}

#[test]
fn motions_where_nothing_shows_do_nothing() {
    let mut run = run();
    run.keys("r/nowhere-at-all<enter>><][}{gGjk");
    assert!(run.model.shown.is_empty(), "nothing matches the text");
    assert!(run.screen().contains("0 of 8 events"), "the browser goes on, and says so");
}

#[test]
fn a_cyrillic_layout_moves_and_types() {
    let mut run = run();
    assert_eq!(run.keys("п").selected(), "plan-november", "п stands where g does");
    run.keys("/ушаков<enter>");
    assert_eq!(run.model.filter.to_string(), "ушаков", "in the filter a letter is itself");
}

#[test]
fn escape_restores_what_was_before_the_filter_was_edited() {
    let mut run = run();
    let before = (run.model.shown.len(), run.selected().to_owned(), run.model.offset);
    run.keys("/kind:strike");
    assert_eq!(run.model.shown.len(), 1, "the events follow each key");
    run.keys("<esc>");
    assert_eq!(
        (run.model.shown.len(), run.selected().to_owned(), run.model.offset),
        before,
        "all is as before"
    );
}

#[test]
fn a_mistake_is_told_and_never_kept() {
    let mut run = run();
    run.keys("/actor:kremlim<enter>");
    assert!(run.screen().contains("no actor `kremlim`"), "the mistake is told");
    assert!(run.screen().contains("did you mean"), "with what was perhaps meant");
    assert_eq!(run.model.shown.len(), 8, "the events are those of the rest of the text");
    run.keys("<c-c>");
    assert!(run.model.filter.is_empty(), "Ctrl-c leaves the prompt and nothing is kept");
}

#[test]
fn an_operator_of_another_search_box_is_told_and_the_result_stays() {
    let mut run = run();
    run.keys("/kind:statement or kind:meeting<enter>");
    assert!(
        run.screen().contains("or is searched as text; write OR, in capitals"),
        "it is told:\n{}",
        run.screen()
    );
    assert!(run.model.filter.to_string().contains("or"), "and searched as it was: {}", run.model.filter);
}

#[test]
fn steps_of_the_filter_are_undone_and_made_again() {
    let mut run = run();
    run.keys("/kind:statement<enter>/kind:meeting<enter>");
    run.keys("<back>");
    run.keys("u");
    assert_eq!(run.model.shown.len(), 2, "the step before");
    run.keys("u");
    assert_eq!(run.model.shown.len(), 8, "and the one before that");
    run.keys("<c-r><c-r>");
    assert!(run.model.filter.to_string().contains("meeting"), "made again: {}", run.model.filter);
    run.keys("F");
    assert_eq!(run.model.shown.len(), 8, "all off");
    run.keys("F");
    assert!(run.model.filter.to_string().contains("meeting"), "and on again");
}

#[test]
fn earlier_filters_come_back_with_up() {
    let mut run = run();
    run.keys("/kind:strike<enter>/<c-u>kind:other<enter>/<c-u>typ<up><up>");
    assert!(run.screen().contains("filter  kind:strike"), "the one before the last");
    run.keys("<down><down>");
    assert!(run.screen().contains("filter  typ"), "what was typed is not lost");
    assert!(
        run.effects.contains(&Effect::Remember(Change::Used("kind:strike".to_owned()))),
        "filters are kept over sessions"
    );
}

#[test]
fn a_facet_includes_excludes_and_narrows() {
    let mut run = run();
    run.keys("<backtab> ");
    assert_eq!(run.model.filter.to_string(), "kind:meeting", "Space includes");
    assert!(run.screen().contains("+ ● meeting"), "and says so with a sign");
    run.keys("-");
    assert_eq!(run.model.filter.to_string(), "-kind:meeting", "- excludes");
    assert!(run.screen().contains("- ● meeting"), "and says so with a sign");
    run.keys("-");
    assert!(run.model.filter.is_empty(), "again takes it out");
    run.keys("<enter>");
    assert_eq!(run.model.filter.to_string(), "kind:meeting", "Enter narrows");
    run.keys("<back>");
    assert!(run.model.filter.is_empty(), "Backspace takes the narrowing back");
}

#[test]
fn a_link_is_followed_by_its_number_and_back() {
    let mut run = run();
    run.keys("x");
    assert!(run.screen().contains("1 to 2"), "two links ask for a number");
    assert_eq!(run.keys("1").selected(), "zelenskyy-proposal", "the first link");
    assert_eq!(run.keys("x").selected(), "ushakov-denial", "the only link leads back at once");
    assert_eq!(run.keys("<back>").selected(), "zelenskyy-proposal", "Backspace goes back");
    assert_eq!(run.keys("<back>").selected(), "ushakov-denial", "and back");
}

#[test]
fn a_link_out_of_the_filter_takes_the_filter_off_and_back_puts_it_on() {
    let mut run = run();
    run.keys("/speaker:ushakov<enter>x1");
    assert_eq!(run.selected(), "zelenskyy-proposal", "the other event shows");
    assert!(run.model.filter.is_empty(), "the filter that hid it is off");
    run.keys("<back>");
    assert_eq!(run.model.filter.to_string(), "speaker:ushakov", "and on again on the way back");
}

#[test]
fn what_is_done_with_an_event_reaches_outside() {
    let mut run = run();
    run.keys("Yyo2Em");
    assert!(
        run.effects.iter().any(|e| matches!(e, Effect::Copy { text, .. } if text == "ushakov-denial")),
        "the id is copied"
    );
    assert!(
        run.effects.iter().any(|e| matches!(e, Effect::Copy { text, .. } if text.contains("three"))),
        "the event is copied as Markdown"
    );
    assert!(
        run.effects.contains(&Effect::OpenUrl("https://example.org/copy".to_owned())),
        "the second source is opened"
    );
    assert!(
        run.effects.iter().any(
            |e| matches!(e, Effect::Edit { path, line } if path.ends_with("browser.yaml") && *line > 60)
        ),
        "the editor opens at the event's line"
    );
    assert!(run.model.bookmarks.iter().any(|id| id.as_str() == "ushakov-denial"), "it is bookmarked");
    assert!(run.screen().contains(" * ") || run.screen().contains('*'), "and marked");
}

#[test]
fn finding_moves_without_filtering() {
    let mut run = run();
    assert_eq!(run.keys("gfthree<enter>").selected(), "zelenskyy-proposal", "the first match");
    assert_eq!(run.keys("n").selected(), "ushakov-denial", "the next");
    assert_eq!(run.keys("N").selected(), "zelenskyy-proposal", "the previous");
    assert_eq!(run.model.shown.len(), 8, "nothing is filtered");
    assert_eq!(run.keys("gfzzz<esc>").selected(), "plan-november", "Esc goes back to where it began");
}

#[test]
fn what_does_not_work_yet_is_nowhere_on_the_screen() {
    let planned = [
        "Lanes",
        "Calendar",
        "Map",
        "Threads",
        "Positions",
        "Language",
        "Sources",
        "Strikes",
        "Encounters",
        "Shifts",
    ];
    let works = |name: &str| View::ALL.iter().any(|view| view.name() == name);
    let mut run = run();
    for script in ["", "?", ":"] {
        let screen = run.keys(script).screen();
        for name in planned.into_iter().filter(|name| !works(name)) {
            let tab = |line: &str| line.split("  ").any(|part| part.trim().ends_with(name));
            assert!(!screen.lines().any(tab), "{name} after {script}: {screen}");
        }
    }
}

#[test]
fn a_store_that_is_empty_for_a_moment_keeps_its_events() {
    let mut run = run();
    let mut empty = sample();
    empty.events = Events::default();
    let before = run.model.shown.len();
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(empty))))]);
    assert_eq!(run.model.shown.len(), before, "an editor may empty a file before it writes it");
    assert!(
        run.screen().contains("the store has no events now; the last good events are kept"),
        "it is told"
    );
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(sample()))))]);
    assert!(run.screen().contains("reloaded"), "and read again when it is there");
}

#[test]
fn leaving_has_its_codes() {
    let mut run = run();
    assert_eq!(run.keys("q").code, 0, "q is a good end");
    assert_eq!(run.keys("<c-c>").code, 130, "Ctrl-c at rest is an interruption");
    assert_eq!(run.keys("<esc><esc>").code, 0, "Esc at rest does nothing");
    run.inputs([Input::End(143)]);
    assert_eq!(run.code, 143, "a signal's own code");
}

#[test]
fn a_reload_keeps_the_readers_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.yaml");
    let text = fs::read_to_string("tests/data/browser.yaml").expect("the sample");
    crate::store::write::whole(&path, true, |out| out.write_all(text.as_bytes())).expect("written");
    let load = || Store::load(&[StoreInput::Path(path.clone())]).expect("it loads");
    let mut run = Run::start(setup(120, 40), load());
    run.keys("/three<enter><enter>j");
    let before =
        (run.selected().to_owned(), run.model.filter.clone(), run.model.pane, run.model.detail_scroll);
    let more = format!("{text}  - {{id: new, kind: other, date: 2025-12-01, title: A three-way surprise}}\n");
    crate::store::write::whole(&path, true, |out| out.write_all(more.as_bytes())).expect("written");
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(load()))))]);
    let after =
        (run.selected().to_owned(), run.model.filter.clone(), run.model.pane, run.model.detail_scroll);
    assert_eq!(after, before, "selection, filter, pane and scroll are as they were");
    assert_eq!(run.model.shown.len(), 4, "the new event is there");
    let broken = text.replace("kind: strike", "kind: strik");
    crate::store::write::whole(&path, true, |out| out.write_all(broken.as_bytes())).expect("written");
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(load()))))]);
    assert_eq!(run.model.timeline.order().len(), 9, "a file saved broken takes no event away");
    let words = run.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("the last good events are kept"), "and it is told:\n{}", run.screen());
    run.inputs([Input::Store(StoreNews::Failed("store.yaml: not to be read".to_owned()))]);
    assert_eq!(run.model.shown.len(), 4, "the last good events are kept");
    assert!(matches!(run.model.loading, Loading::Failed(_)), "and the title says so");
    assert!(run.screen().contains("not up to date"), "in words");
}

#[test]
fn nothing_jumps_while_a_large_store_is_read() {
    let mut part = sample().only(|ix, _| ix.index() >= 4);
    part.events.forget_lines(|_| true);
    part.problems = vec![crate::store::Problem {
        severity: crate::store::Severity::Problem,
        path: "log.yaml".into(),
        line: 1,
        column: 1,
        code: crate::store::Code("dangling-link"),
        message: "no event `x`".to_owned(),
        hint: None,
        fix: None,
    }];
    let mut run = Run::start_empty(setup(120, 14));
    run.inputs([Input::Store(StoreNews::Partial(Box::new(timeline(part))))]);
    assert!(run.screen().contains("reading ░░░░░░░░░░ 0 %, 4 events"), "the end is not the whole");
    assert!(!run.screen().contains("problem"), "and what it lacks is no problem of the store");
    run.inputs([Input::Store(StoreNews::Progress { percent: 25, events: 3 })]);
    let opened = run.selected().to_owned();
    assert!(run.screen().contains("25 %, 3 events"), "a gauge says how far it is");
    run.keys("k");
    let chosen = run.selected().to_owned();
    assert_ne!(chosen, opened, "the keys work already");
    run.keys("E");
    assert!(run.effects.is_empty(), "but no editor opens at a line that is not known");
    let row = |run: &Run| run.model.offset;
    let before = row(&run);
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(sample()))))]);
    assert_eq!(run.selected(), chosen, "the selection stays when the rest comes");
    assert_eq!(row(&run), before, "and the row that it stands in");
    assert!(run.screen().contains("8 events"), "and everything is there");
}

#[test]
fn a_filter_that_is_typed_while_the_store_is_read_finds_what_came() {
    let mut run = Run::start_empty(setup(120, 40));
    run.keys("/actor:ushakov");
    assert!(run.screen().contains("no actor `ushakov`"), "nobody is there yet");
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(sample()))))]);
    assert!(!run.screen().contains("no actor"), "what was typed holds for what came");
    run.keys("<enter>");
    assert_eq!(run.model.filter.to_string(), "actor:ushakov", "and is kept by one key");
}

#[test]
fn the_filter_survives_a_reload_that_takes_its_actor_away() {
    let mut run = run();
    run.keys("/venue:berlin<enter>");
    let mut store = sample();
    store.events = Events::default();
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(store))))]);
    assert_eq!(run.model.filter.to_string(), "venue:berlin", "the filter stays as it is");
}

#[test]
fn the_mouse_selects_clicks_facets_and_sets_the_range() {
    let mut run = run();
    let shape = run.model.shape().expect("there is room");
    let view = shape.view.expect("the view shows");
    let click = |x, y| Input::Mouse(Mouse { act: MouseAct::Press, x, y });
    run.inputs([click(view.x + 12, view.y + 1)]);
    assert_eq!(run.selected(), "plan-november", "the row under the mouse");
    let facets = shape.facets.expect("the facets show");
    run.inputs([click(facets.x + 4, facets.y + 1)]);
    assert_eq!(run.model.filter.to_string(), "kind:meeting", "a value is included by a click");
    assert_eq!(run.model.pane, Pane::Facets, "and its pane has the keys");
    run.keys("u");
    let release = |x, y| Input::Mouse(Mouse { act: MouseAct::Release, x, y });
    let right = shape.bars.x + shape.bars.width - 1;
    run.inputs([click(1, shape.bars.y), release(right, shape.bars.y)]);
    assert!(
        run.model.filter.to_string().starts_with("date:2025-12-14"),
        "a drag is a range: {}",
        run.model.filter
    );
}
