//! What stands around every picture: its panes, its last line, and the sentences where there is nothing to draw.

use super::pictures::demonstration;
use crate::tui::action::View;
use crate::tui::picture::Target;
use crate::tui::runtime::Input;

fn pictures() -> impl Iterator<Item = View> {
    View::ALL.into_iter().filter(|view| *view != View::Timeline)
}

#[test]
fn the_width_of_the_screen_decides_on_the_panes_until_the_user_does() {
    for (from, to) in [((80, 24), (120, 40)), ((120, 40), (80, 24))] {
        let mut run = demonstration(from.0, from.1);
        run.keys("2");
        run.terminal.backend_mut().resize(to.0, to.1);
        run.inputs([Input::Resize(to.0, to.1)]);
        let detail = |run: &super::Run| run.model.shape().and_then(|shape| shape.detail).is_some();
        assert_eq!(detail(&run), to.0 >= 120, "after {from:?} became {to:?}");
        run.keys("13");
        assert_eq!(detail(&run), to.0 >= 120, "and in the next picture");
    }
    let mut run = demonstration(120, 40);
    run.keys("2");
    let shown = run.model.panes;
    run.keys("w");
    let chosen = run.model.panes;
    assert_ne!(chosen, shown, "w chooses others");
    run.inputs([Input::Resize(160, 50)]);
    assert_eq!(run.model.panes, chosen, "which a new width leaves alone");
}

#[test]
fn the_last_line_says_what_enter_does() {
    for view in pictures() {
        let mut run = demonstration(120, 40);
        run.keys(&format!("/actor:witkoff<enter><esc>{}", view.key()));
        for _ in 0..2 {
            let picture = run.model.picture().expect("it is made at once");
            let (all, screen) = (run.model.shown.len(), run.screen());
            let says = |words: &str| screen.contains(words);
            match picture.at(&run.model.place()) {
                Target::Several { events, .. } if events.len() == all => {
                    assert!(says("all that is shown"), "{}: nothing to narrow\n{screen}", view.name());
                    assert!(!says("Enter narrows"), "{}: and no promise", view.name());
                }
                Target::Several { .. } => assert!(says("Enter narrows"), "{}\n{screen}", view.name()),
                Target::Event(_) => assert!(says("Enter opens"), "{}\n{screen}", view.name()),
                Target::Nothing(_) => {
                    assert!(!says("Enter narrows") && !says("Enter opens"), "{}", view.name());
                }
            }
            run.keys("<enter><esc>");
        }
    }
}

#[test]
fn a_view_without_events_says_why_and_how_to_go_back() {
    for view in pictures() {
        let mut run = demonstration(120, 40);
        run.keys(&format!("/date:2031<enter><esc>{}", view.key()));
        let screen = run.screen();
        for words in [
            "no event matches the filter",
            "the last event is on",
            "u undoes the last step, F turns all filters off",
        ] {
            assert!(screen.contains(words), "{}: {words}\n{screen}", view.name());
        }
    }
}

#[test]
fn a_long_list_of_ids_is_told_by_its_length_until_it_is_edited() {
    let mut run = demonstration(120, 40);
    let ids: Vec<String> = run
        .model
        .timeline
        .order()
        .iter()
        .take(5)
        .map(|ix| run.model.timeline.event(*ix).id.to_string())
        .collect();
    run.keys(&format!("/kind:meeting,statement,strike id:{}<enter><esc>", ids.join(",")));
    assert!(
        run.screen().contains("kind:meeting,statement,strike id:(5 events, / shows which)"),
        "{}",
        run.screen()
    );
    run.keys("/");
    assert!(run.screen().contains(ids.last().expect("five").as_str()), "the prompt has the whole text");
}

#[test]
fn backspace_takes_back_the_cursor_and_the_zoom_too() {
    for (view, keys) in
        [('2', "++hh"), ('4', "++j"), ('5', "jj"), ('6', "jl"), ('7', "jjl"), ('8', "jjj"), ('0', "jjl")]
    {
        let mut run = demonstration(140, 40);
        run.keys(&format!("{view}{keys}"));
        let before = (run.model.place(), run.model.selected_event(), run.screen());
        let filter = run.model.filter.clone();
        run.keys("<enter>");
        if run.model.filter == filter {
            continue;
        }
        run.keys("<back>");
        let after = (run.model.place(), run.model.selected_event(), run.screen());
        assert_eq!(after.0, before.0, "view {view}: the place");
        assert_eq!(after.1, before.1, "view {view}: the selected event");
        assert_eq!(after.2, before.2, "view {view}: the screen");
    }
}

#[test]
fn a_session_comes_back_to_the_place_in_a_picture() {
    for (view, keys) in
        [('2', "+++"), ('2', "+++hhh"), ('3', "+kk"), ('4', "++"), ('7', "jjl"), ('8', "jjj"), ('0', "jjl")]
    {
        let mut run = demonstration(160, 45);
        run.keys(&format!("{view}{keys}"));
        let last = run.model.session().expect("keys were pressed");
        let mut next =
            super::Run::start_empty(crate::tui::model::Setup { last: Some(last), ..super::setup(160, 45) });
        let news = crate::tui::message::StoreNews::Whole(Box::new(run.model.timeline.clone()));
        next.inputs([Input::Store(news)]);
        assert_eq!(next.model.place(), run.model.place(), "view {view}{keys}: the place");
        assert_eq!(next.model.selected_event(), run.model.selected_event(), "view {view}{keys}: the event");
    }
}

#[test]
fn a_date_in_doubt_is_told_in_its_own_words() {
    for date in ["2025-12-20~", "\"[2025-12-19..2025-12-21]\"", "2025-12-20?"] {
        let text = format!(
            "events:\n- {{id: a, kind: strike, date: {date}, title: In doubt, actors: [russia], figures: [{{metric: launched, weapon: drone, count: 7}}]}}\n"
        );
        let mut run = super::Run::start(
            super::setup(120, 40),
            crate::store::Store::from_texts([("log.yaml", text.as_str())]),
        );
        let ix = run.model.timeline.order()[0];
        let words = run.model.timeline.event(ix).date.in_words(None);
        assert_ne!(words, run.model.timeline.heading(ix).in_words(), "the doubt about {date} has words");
        for view in ['2', '9'] {
            run.keys(&view.to_string());
            let screen = run.screen();
            assert!(
                !screen.contains("Saturday 20 December 2025  In doubt"),
                "view {view}, {date}:\n{screen}"
            );
            let view_part: String =
                screen.lines().map(|line| line.chars().take(82).collect::<String>() + "\n").collect();
            assert!(
                view_part.to_lowercase().contains(&words.to_lowercase()),
                "view {view} tells {date} as {words}:\n{screen}"
            );
        }
    }
}
