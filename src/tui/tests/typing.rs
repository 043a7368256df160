//! The filter while it is typed: candidates, begun names, bare words and why nothing is left.

use super::{Run, keys, setup, timeline};
use crate::store::Store;
use crate::tui::message::{Effect, StoreNews};
use crate::tui::model::{Focus, Offer};
use crate::tui::runtime::Input;
use crate::tui::state::Change;

/// The browser on the demonstration store.
fn run() -> Run {
    Run::start(setup(120, 40), Store::builtin())
}

/// What stands beside the text of the prompt.
fn bar(run: &Run) -> String {
    run.screen().lines().find(|line| line.starts_with(" filter")).unwrap_or_default().to_owned()
}

fn text(run: &Run) -> String {
    match &run.model.focus {
        Focus::Filter(prompt) => prompt.input.value().to_owned(),
        _ => String::new(),
    }
}

fn candidates(run: &Run) -> Vec<(String, Option<u32>, bool)> {
    let Focus::Filter(prompt) = &run.model.focus else { return Vec::new() };
    prompt.popup.candidates().iter().map(|c| (c.insert.clone(), c.count, c.leaves_nothing)).collect()
}

fn shown(script: &str) -> usize {
    run().keys(script).model.shown.len()
}

#[test]
fn a_begun_name_shows_the_most_frequent_and_says_so() {
    let mut run = run();
    run.keys("/actor:krem");
    assert_eq!(run.model.shown.len(), shown("/actor:kremlin<enter>"), "the Kremlin's events");
    assert!(bar(&run).contains("actor:krem → kremlin"), "and it is said: {}", bar(&run));
    run.keys("<enter>");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin", "Enter completes it");
    assert!(
        run.effects.contains(&Effect::Remember(Change::Used("actor:kremlin".to_owned()))),
        "the history has the whole name: {:?}",
        run.effects
    );
    run.keys("/<c-u><up>");
    assert_eq!(text(&run), "actor:kremlin", "and Up brings it back");
}

#[test]
fn a_space_completes_a_begun_name_and_nothing_else() {
    let mut run = run();
    run.keys("/-actor:=krem ki");
    assert_eq!(text(&run), "-actor:=kremlin ki", "the sign and the minus stay");
    run.keys("<c-u>actor:kremlin three way");
    assert_eq!(text(&run), "actor:kremlin three way", "what is whole stays as it is");
    run.keys("<c-u>venue:mia<left><left> ");
    assert_eq!(text(&run), "venue:m ia", "within a word a space is a space");
    run.keys("<end><c-u>about:three-way-talks-in/denies ");
    assert_eq!(text(&run), "about:three-way-talks-in-preparation/denies ", "the position stays");
}

#[test]
fn what_only_resembles_a_name_is_offered_and_stands_for_nothing() {
    let mut run = run();
    let all = run.model.shown.len();
    run.keys("/actor:kremlim");
    assert_eq!(run.model.shown.len(), all, "it stands for nothing");
    assert_eq!(candidates(&run).first().map(|c| c.0.clone()).as_deref(), Some("kremlin"), "it is offered");
    run.keys("<enter>");
    assert!(bar(&run).contains("no actor `kremlim`"), "Enter is an error: {}", bar(&run));
    assert!(run.model.filter.is_empty() && text(&run) == "actor:kremlim", "and nothing is kept");
    run.keys("<tab>");
    assert_eq!(text(&run), "actor:kremlin", "Tab takes what was meant");
}

#[test]
fn candidates_show_without_tab_and_none_is_lit() {
    let mut run = run();
    assert!(!run.keys("/").screen().contains("speaker:"), "nothing is offered before anything is typed");
    run.keys("ki");
    assert!(run.screen().contains("  kind: "), "fields come first:\n{}", run.screen());
    run.keys("nd:");
    let counts: Vec<Option<u32>> = candidates(&run).iter().map(|c| c.1).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "the most frequent first: {counts:?}");
    assert!(!run.screen().contains('›'), "none is lit");
    run.keys("<tab>");
    assert!(run.screen().contains("› statement"), "Tab lights the first:\n{}", run.screen());
    assert_eq!(text(&run), "kind:", "which changes nothing yet");
    run.keys("<down>");
    let second = candidates(&run)[1].0.clone();
    assert!(run.screen().contains(&format!("› {second}")), "Down lights the next");
    run.keys("<up><up>");
    assert!(!run.screen().contains('›'), "before the first none is lit");
    run.keys("<down><enter>");
    assert_eq!(
        (text(&run).as_str(), candidates(&run).len()),
        ("kind:statement", 0),
        "Enter takes the lit one"
    );
    run.keys("<enter>");
    assert_eq!(run.model.filter.to_string(), "kind:statement", "the next Enter keeps the filter");
}

#[test]
fn escape_unlights_then_restores() {
    let mut run = run();
    run.keys("G<c-u>j");
    let before = (run.selected().to_owned(), run.model.offset, run.model.shown.len());
    run.keys("/kind:<down><esc>");
    assert!(!run.screen().contains('›') && text(&run) == "kind:", "the candidates close");
    run.keys("strike<esc>");
    let after = (run.selected().to_owned(), run.model.offset, run.model.shown.len());
    assert_eq!(after, before, "then selection and scroll are as before");
}

#[test]
fn values_are_counted_under_the_rest_of_the_filter() {
    let mut run = run();
    run.keys("/kind:strike actor:k");
    let all = candidates(&run);
    for (value, count, empty) in all.iter().take(3).chain(all.iter().rev().take(3)) {
        let matching = shown(&format!("/kind:strike actor:{value}<enter>"));
        assert_eq!(*count, Some(matching as u32), "{value} under kind:strike");
        assert_eq!(*empty, matching == 0, "what leaves nothing is marked: {value}");
    }
    assert!(all.is_sorted_by_key(|(_, count, _)| *count == Some(0)), "it comes last: {all:?}");
    assert!(all.iter().any(|c| c.2) && all.iter().any(|c| !c.2), "there are both: {all:?}");
    run.keys("<c-u>(kind:strike OR kind:other) tag:x<left>");
    let (value, count, _) = candidates(&run)[0].clone();
    let matching = shown(&format!("/(kind:strike OR kind:other) tag:{value}<enter>"));
    assert_eq!(count, Some(matching as u32), "groups beside the term count: {value}");
}

#[test]
fn what_leaves_nothing_is_dim() {
    let mut run = Run::start(
        crate::tui::model::Setup {
            theme: crate::tui::theme::Theme::new(
                crate::tui::theme::Look::Dark,
                crate::tui::theme::Depth::True,
            ),
            ..setup(120, 40)
        },
        Store::builtin(),
    );
    run.keys("/kind:strike actor:witk");
    let style_of = |run: &Run, label: &str| {
        let screen = run.screen();
        let y = screen.lines().position(|line| line.contains(label)).expect("it is offered");
        let line = screen.lines().nth(y).expect("a line");
        let x = line.split(label).next().map_or(0, |before| before.chars().count());
        run.terminal.backend().buffer()[(x as u16, y as u16)].fg
    };
    assert_eq!(candidates(&run).first().map(|c| c.2), Some(true), "Witkoff is in no strike");
    let dim = style_of(&run, "Steve Witkoff");
    run.keys("<c-u>actor:witk");
    assert_ne!(style_of(&run, "Steve Witkoff"), dim, "where it leaves something it is not");
}

#[test]
fn a_bare_word_that_names_something_says_so_and_tab_takes_it() {
    let mut run = run();
    run.keys("/kremlin");
    let (in_text, named) = (run.model.shown.len(), shown("/actor:kremlin<enter>"));
    let note = format!("kremlin: {in_text} in text; actor:kremlin has {named}, Tab");
    assert!(bar(&run).contains(&note), "{note}: {}", bar(&run));
    run.keys("<tab>");
    assert_eq!(text(&run), "actor:kremlin", "Tab takes it");
    run.keys("<c-u>kind:meeting miami");
    let named = shown("/kind:meeting venue:miami<enter>");
    assert!(bar(&run).contains(&format!("venue:miami has {named}, Tab")), "under the rest: {}", bar(&run));
    run.keys("<c-u>-kremlin");
    assert!(!bar(&run).contains("Tab"), "what is excluded is left alone: {}", bar(&run));
}

#[test]
fn a_filter_that_leaves_nothing_says_what_would_not() {
    let mut run = run();
    run.inputs(keys("/date:2031").into_iter().map(Input::Key));
    assert!(
        bar(&run).contains("nothing from 1 Jan 2031 to 31 Dec 2031; the last event is "),
        "{}",
        bar(&run)
    );
    run.keys("<c-u>actor:kremlin until:1990");
    assert!(
        bar(&run).contains("nothing until 31 Dec 1990; the first event with actor:kremlin is on"),
        "{}",
        bar(&run)
    );
    run.keys("<c-u>kind:strike actor:witkoff");
    let (strikes, his) = (shown("/kind:strike<enter>"), shown("/actor:witkoff<enter>"));
    let reason = format!("without kind:strike {his} events remain, without actor:witkoff {strikes}");
    assert!(bar(&run).contains(&reason), "the terms that empty it: {reason}: {}", bar(&run));
    let screen = run.keys("<enter>").screen();
    assert!(
        screen.contains("no event matches the filter") && screen.contains("without kind:strike"),
        "{screen}"
    );
}

#[test]
fn a_range_after_the_last_event_says_when_that_is() {
    let mut setup = setup(120, 40);
    setup.now = crate::event::date::Now::parse("2026-11-28", chrono_tz::Tz::UTC).expect("a day");
    let mut run = Run::start(setup, Store::builtin());
    run.keys("/since:7d");
    assert!(
        bar(&run).contains("nothing since 21 Nov 2026; the last event is on "),
        "while it is typed: {}",
        bar(&run)
    );
    run.keys("<enter>");
    assert!(run.screen().contains("nothing since 21 Nov 2026; the"), "and in the view:\n{}", run.screen());
}

#[test]
fn in_a_large_store_candidates_come_when_no_key_waits() {
    let mut run = Run::start_empty(setup(120, 40));
    run.model.pace.from = 1;
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(Store::builtin()))))]);
    run.keys("/kind:strike actor:");
    let later = candidates(&run);
    let mut at_once = self::run();
    at_once.keys("/kind:strike actor:");
    assert_eq!(later, candidates(&at_once), "they are the same");
    let open = |run: &Run| matches!(&run.model.focus, Focus::Filter(p) if p.popup.offer == Offer::Open);
    assert!(open(&run), "and of the text as it is");
    run.keys("<c-u>kind:strike actor:witkoff");
    assert!(bar(&run).contains("without kind:strike"), "so does the reason: {}", bar(&run));
}

#[test]
fn the_selection_goes_by_where_it_began_and_not_by_how_the_filter_was_typed() {
    let selected = |script: &str| {
        let mut run = Run::start(setup(120, 40), Store::builtin());
        run.keys("G");
        run.keys(script);
        run.selected().to_owned()
    };
    let whole = selected("/actor:kremlin date:2025-12<enter>");
    assert_eq!(
        selected("/actor:krem date:2025-12<enter>"),
        whole,
        "a begun name that is completed on the way"
    );
    assert_eq!(selected("/actor:kremlin date:2025-12 <back><enter>"), whole, "a detour");
    assert_eq!(selected("/zzz<c-u>actor:kremlin date:2025-12<enter>"), whole, "after nothing was found");
}
