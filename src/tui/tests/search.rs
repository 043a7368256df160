//! A large store: the page around the reader is searched first, the rest when no key waits.

use std::fmt::Write as _;
use std::time::Duration;

use proptest::prelude::*;

use super::later::Eager;
use super::properties::any_key;
use super::*;
use crate::tui::action::Action;
use crate::tui::message::Message;
use crate::tui::model::{Line, Pace};
use crate::tui::update::update;
use crate::tui::view;

/// So many events, a few a day and some of a month only, of which most say `talks`, some `berlin` and two `rare`.
fn many() -> Store {
    let mut yaml = String::new();
    for n in 0..240 {
        let date = match n % 40 {
            7 => format!("2025-{:02}", 1 + n / 24),
            nth => format!(
                "2025-{:02}-{:02}T{:02}:00{}",
                1 + n / 24,
                1 + n % 24 / 3,
                nth % 24,
                ["Z", "+03:00"][n / 60 % 2]
            ),
        };
        let said = [("talks", n % 3 != 1), ("berlin", n % 11 == 2), ("rare", n == 30 || n == 200)];
        let said: Vec<&str> = said.iter().filter(|(_, is)| *is).map(|(word, _)| *word).collect();
        let kind = ["meeting", "statement", "strike"][n % 5 % 3];
        writeln!(yaml, "- {{id: e{n}, kind: {kind}, date: {date}, title: {n} {}}}", said.join(" "))
            .expect("a line");
    }
    let store = Store::from_texts([("log.yaml", yaml)]);
    assert!(store.problems.is_empty(), "{:?}", store.problems.first());
    store
}

fn run_with(pace: Pace, counted_later: usize) -> Run {
    let mut run =
        Run::start_empty(Setup { now: Now::parse("2025-06-12", Tz::UTC).expect("a day"), ..setup(120, 24) });
    (run.model.pace, run.model.counted_later) = (pace, counted_later);
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(many()))))]);
    run
}

fn at_once() -> Run {
    run_with(Pace::default(), usize::MAX)
}

/// In stretches of five; the first frame waits so long for a page.
fn in_stretches(patience: Duration) -> Run {
    run_with(Pace { from: 1, stretch: 5, patience, turn: Duration::ZERO }, 1)
}

fn draw(run: &mut Run) -> String {
    run.terminal.draw(|frame| view::draw(&run.model, frame)).expect("a screen in memory never fails");
    run.screen()
}

fn press(run: &mut Run, script: &str) {
    for key in keys(script) {
        update(&mut run.model, Message::Type(key));
    }
}

/// The prompt is opened and this is typed, as fast as it gets.
fn typed(run: &mut Run, script: &str) {
    update(&mut run.model, Message::Act(Action::EditFilter));
    press(run, script);
}

fn same(one: &Run, other: &Run, script: &str) -> Result<(), TestCaseError> {
    let of = |run: &Run| (run.model.filter.to_string(), run.model.shown.clone(), run.model.groups.clone());
    prop_assert_eq!(of(one), of(other), "after {}", script);
    prop_assert_eq!(&one.model.matches, &other.model.matches, "after {}", script);
    prop_assert_eq!(one.model.offsets, other.model.offsets, "after {}", script);
    prop_assert_eq!(one.selected(), other.selected(), "after {}", script);
    Ok(())
}

const SCRIPTS: [&str; 10] = [
    "/talks",
    "/berl",
    "/rare",
    "/none of them",
    "/-talks kind:strike<enter>jj",
    "/talks OR rare<enter>G",
    "g/berlin<enter>",
    "r/berlin OR rare<enter>kk",
    "/talks<esc>]",
    "/berlin<enter>/<c-u>rare<esc>uuF",
];

#[test]
fn what_is_found_in_stretches_is_what_is_found_at_once() {
    for script in SCRIPTS {
        let mut whole = at_once();
        whole.keys(script);
        let mut parts = in_stretches(Duration::MAX);
        parts.keys(script);
        assert!(parts.model.search.is_none() && !parts.model.uncounted, "nothing is left of {script}");
        same(&parts, &whole, script).expect("the same");
        assert_eq!(parts.screen(), whole.screen(), "after {script}");
        let mut hasty = in_stretches(Duration::ZERO);
        hasty.keys(script);
        same(&hasty, &whole, script).expect("the same");
        let mut eager = in_stretches(Duration::ZERO);
        let mut source = Eager(keys(script).into_iter().map(Input::Key).collect(), false);
        let mut world = Recorder(&mut eager.effects);
        let ended = runtime::run(&mut eager.terminal, &mut eager.model, &mut source, &mut world);
        assert_eq!(ended.ok(), Some(0), "the script ends");
        same(&eager, &whole, script).expect("the same where keys come faster");
    }
}

#[test]
fn a_page_that_is_full_does_not_move_while_the_rest_is_found() {
    for (script, reversed) in
        [("talks", false), ("talks", true), ("-berlin", false), ("-kind:strike tal", true)]
    {
        let mut run = in_stretches(Duration::MAX);
        if reversed {
            run.keys("r");
        }
        typed(&mut run, script);
        assert!(run.model.search.is_some(), "the first page is not all there is of {script}");
        let rows = |run: &mut Run| {
            let view = run.model.shape().and_then(|shape| shape.view).expect("a view");
            let screen = draw(run);
            let model = &run.model;
            let placed = model.placed(view.lines());
            let mut lines: Vec<String> = placed
                .iter()
                .map(|placed| match placed.line {
                    Line::Event(row) => model.timeline.event(model.shown[row]).id.to_string(),
                    Line::Heading(group) => model.groups[group].heading.in_words(),
                })
                .collect();
            if placed.last().is_none_or(|last| last.y + last.height < view.lines()) {
                lines.push("nothing".to_owned());
            }
            (lines, run.selected().to_owned(), screen)
        };
        let (first, selected, screen) = rows(&mut run);
        assert!(!first.contains(&"nothing".to_owned()), "it is full: {screen}");
        assert!(screen.contains("≥ "), "the count says that there may be more: {screen}");
        assert!(screen.contains('…'), "and facets have none: {screen}");
        let mut turns = 0;
        while run.model.search.is_some() {
            let before = run.model.shown.len();
            update(&mut run.model, Message::Search);
            let (lines, still, screen) = rows(&mut run);
            assert!(run.model.shown.len() >= before, "more is found");
            assert_eq!(
                (lines, still),
                (first.clone(), selected.clone()),
                "in turn {turns} of {script}: {screen}"
            );
            turns += 1;
        }
        assert!(turns > 5, "the rest is found in {turns} turns");
        assert!(!draw(&mut run).contains("≥ "), "then the count is one");
    }
}

#[test]
fn selection_and_counts_are_right_from_the_first_frame_on() {
    for script in ["talks", "berlin", "rare", "no such", "-talks", "-rare berlin"] {
        let mut whole = at_once();
        typed(&mut whole, script);
        let mut run = in_stretches(Duration::ZERO);
        typed(&mut run, script);
        while run.model.search.is_some() {
            let selected = run.selected();
            assert!(
                selected.is_empty() || selected == whole.selected(),
                "{selected} while {script} is looked for"
            );
            for (at, group) in run.model.groups.iter().enumerate().filter(|(at, _)| run.model.is_whole(*at)) {
                let all = whole.model.groups.iter().find(|all| all.heading == group.heading);
                let all = all.map(|all| all.events.len());
                assert_eq!(Some(group.events.len()), all, "{at} while {script} is looked for");
            }
            update(&mut run.model, Message::Search);
        }
        assert_eq!(run.selected(), whole.selected(), "after {script}");
    }
}

#[test]
fn a_key_drops_the_search_before() {
    let mut run = in_stretches(Duration::ZERO);
    typed(&mut run, "tal");
    update(&mut run.model, Message::Search);
    assert!(run.model.search.is_some(), "it is under way");
    press(&mut run, "<c-u>ber");
    while run.model.search.is_some() {
        update(&mut run.model, Message::Search);
    }
    let mut whole = at_once();
    typed(&mut whole, "ber");
    same(&run, &whole, "a new word").expect("nothing of the word before");
    press(&mut run, "l<c-u>");
    assert!(run.model.search.is_none(), "what needs no search has none");
    assert_eq!(run.model.shown.len(), 240, "all shows");
}

#[test]
fn what_must_know_the_whole_waits_for_it() {
    let mut whole = at_once();
    typed(&mut whole, "berlin<enter>");
    for (action, last) in
        [(Action::Last, true), (Action::First, false), (Action::NextMonth, false), (Action::PageDown, false)]
    {
        let mut run = in_stretches(Duration::ZERO);
        typed(&mut run, "berlin<enter>");
        assert!(run.model.search.is_some(), "it is under way");
        let mut whole = Run { model: whole.model.clone(), ..at_once() };
        for run in [&mut run, &mut whole] {
            update(&mut run.model, Message::Act(action));
        }
        assert_eq!(run.selected(), whole.selected(), "after {action:?}");
        assert!(!last || run.model.search.is_none(), "the last of all is known");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_the_end_is_the_same(
        typed in prop::collection::vec(
            prop_oneof![
                4 => any_key().prop_map(|key| vec![key]),
                2 => "/(-?(talks|berlin|rare|1|e)( OR )?){1,2}(<enter>|<esc>|<c-u>)?".prop_map(|script| keys(&script)),
            ],
            0..12,
        ),
        eager: bool,
    ) {
        let typed: VecDeque<Input> = typed.concat().into_iter().map(Input::Key).collect();
        let mut whole = at_once();
        whole.inputs(typed.clone());
        for patience in [Duration::MAX, Duration::ZERO] {
            let mut parts = in_stretches(patience);
            let mut world = Recorder(&mut parts.effects);
            let mut script = Script(typed.clone());
            let mut faster = Eager(typed.clone(), false);
            let source: &mut dyn Source = if eager { &mut faster } else { &mut script };
            let ended = runtime::run(&mut parts.terminal, &mut parts.model, source, &mut world);
            prop_assert!(ended.is_ok(), "a screen in memory never fails");
            same(&parts, &whole, "these keys")?;
            // A page that was not full when it was drawn may stand at another line, and who leaves sees no last screen.
            let quits = |input: &Input| matches!(input, Input::Key(key) if *key == Key::char('q'));
            let leaves = typed.iter().any(quits);
            if patience == Duration::MAX && !leaves {
                prop_assert_eq!(parts.screen(), whole.screen(), "after {:?}", typed);
            }
        }
    }
}

#[test]
fn escape_after_a_search_that_was_cut_short_leaves_the_screen_as_it_was() {
    let typed: VecDeque<Input> = keys("l<tab>/-e<esc>").into_iter().map(Input::Key).collect();
    let mut whole = at_once();
    whole.inputs(typed.clone());
    let mut parts = in_stretches(Duration::MAX);
    let mut world = Recorder(&mut parts.effects);
    let mut faster = Eager(typed.clone(), false);
    let ended = runtime::run(&mut parts.terminal, &mut parts.model, &mut faster, &mut world);
    assert!(ended.is_ok(), "a screen in memory never fails");
    assert_eq!(parts.screen(), whole.screen(), "values of equal counts stand as they did before the prompt");
}
