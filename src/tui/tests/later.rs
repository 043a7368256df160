//! A large store: a key is answered first, and what it shows is counted when no other waits.

use super::*;
use crate::tui::action::Action;
use crate::tui::message::Message;
use crate::tui::update::update;
use crate::tui::view;

const SCRIPTS: [&str; 4] = ["/kind:stri", "/talks<enter>", "/-kind:strike berl<enter>jj", "/talks<esc>G"];

/// Inputs of which the next one comes while the screen is drawn.
pub(super) struct Eager(pub(super) VecDeque<Input>, pub(super) bool);

impl Source for Eager {
    fn next(&mut self) -> Option<Input> {
        self.0.pop_front()
    }

    fn waiting(&mut self) -> Option<Input> {
        self.1 = !self.1;
        if self.1 { None } else { self.0.pop_front() }
    }
}

fn counted_later() -> Run {
    let mut run = Run::start_empty(setup(120, 40));
    run.model.counted_later = 1;
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(sample()))))]);
    run
}

#[test]
fn what_is_counted_later_is_what_is_counted_at_once() {
    for script in SCRIPTS {
        let mut at_once = Run::new(120, 40);
        at_once.keys(script);
        let mut later = counted_later();
        later.keys(script);
        assert!(!later.model.uncounted, "all is counted in the end of {script}");
        assert_eq!(later.screen(), at_once.screen(), "after {script}");

        let mut eager = counted_later();
        let mut source = Eager(keys(script).into_iter().map(Input::Key).collect(), false);
        let mut world = Recorder(&mut eager.effects);
        let ended = runtime::run(&mut eager.terminal, &mut eager.model, &mut source, &mut world);
        assert_eq!(ended.ok(), Some(0), "the script ends");
        assert_eq!(eager.screen(), at_once.screen(), "also where keys come faster, after {script}");
    }
}

#[test]
fn nothing_shows_a_count_of_the_filter_before() {
    let mut run = counted_later();
    let counted = run.screen();
    update(&mut run.model, Message::Act(Action::EditFilter));
    for c in "berlin".chars() {
        update(&mut run.model, Message::Type(Key { code: Code::Char(c), ctrl: false, alt: false }));
    }
    assert!(run.model.uncounted, "it waits");
    run.terminal.draw(|frame| view::draw(&run.model, frame)).expect("a screen in memory never fails");
    let screen = run.screen();
    let count_of =
        |screen: &str| screen.lines().find(|line| line.contains("strike")).unwrap_or_default().to_owned();
    assert!(!count_of(&counted).contains('…'), "a number before: {counted}");
    assert!(count_of(&screen).contains('…'), "none until it is counted: {screen}");
    update(&mut run.model, Message::Count);
    run.terminal.draw(|frame| view::draw(&run.model, frame)).expect("a screen in memory never fails");
    assert!(!run.model.uncounted && run.screen() != screen, "then all is counted");
}

#[test]
fn keys_that_come_before_the_store_are_used_once_it_is_there() {
    let news = || Input::Store(StoreNews::Whole(Box::new(timeline(sample()))));
    for script in ["g", "gjj", "gj/kind:strike<enter>", "2", "jjm", "G<enter>j"] {
        let mut known = Run::start_empty(setup(120, 40));
        known.inputs([news()].into_iter().chain(keys(script).into_iter().map(Input::Key)));
        let mut early = Run::start_empty(setup(120, 40));
        early.inputs(keys(script).into_iter().map(Input::Key).chain([news()]));
        assert_eq!(early.screen(), known.screen(), "after {script}");
        assert_eq!(early.selected(), known.selected(), "after {script}");
    }
    let mut left = Run::start_empty(setup(120, 40));
    left.model.loading = crate::tui::model::Loading::Reading { percent: 1, events: 2 };
    left.inputs(keys("jq").into_iter().map(Input::Key).chain([news()]));
    assert!(left.model.timeline.order().is_empty(), "nobody waits for a store to leave");
}
