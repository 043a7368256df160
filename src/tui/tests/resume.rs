//! Leaving the browser and opening it again.

use std::time::Instant as Clock;

use super::*;
use crate::event::EventId;
use crate::store::AsOf;
use crate::tui::message::Notice;
use crate::tui::pane::Pane;
use crate::tui::session::Start;
use crate::tui::session::memory::{self, Known};
use crate::tui::state::{Change, StateFile};

/// A home with the state of one store, which is the text of a file.
struct Home {
    _dir: tempfile::TempDir,
    file: StateFile,
    text: String,
}

fn start() -> Start {
    Start {
        inputs: Vec::new(),
        filter: Vec::new(),
        view: None,
        reversed: None,
        now: setup(1, 1).now,
        reader_zone: Tz::UTC,
        as_of: None,
        no_cache: true,
        zone: None,
        colour: false,
        look: None,
        mouse: true,
        preferences: crate::tui::preferences::Preferences::default(),
        complaints: Vec::new(),
        fresh: false,
    }
}

fn filtered(text: &str) -> Start {
    Start { filter: vec![text.to_owned()], ..start() }
}

impl Home {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let store = dir.path().join("store.yaml");
        let text = std::fs::read_to_string("tests/data/browser.yaml").expect("the sample");
        crate::store::write(&store, text.as_bytes(), crate::store::Replace::Nothing).expect("written");
        let file = StateFile::under(&dir.path().join("state"), &[StoreInput::Path(store)]);
        Self { file: file.expect("a path has a state"), _dir: dir, text }
    }

    fn timeline(&self) -> Timeline {
        timeline(Store::from_texts([("store.yaml", self.text.clone())]))
    }

    /// A browser before anything is read.
    fn begin(&self, start: &Start) -> Run {
        let (remembered, told) = self.file.load();
        assert!(told.is_empty(), "the state can be read: {told:?}");
        let parts = start.filter.iter().map(|text| Filter::parse(text).expect("a filter"));
        Run::start_empty(Setup {
            filter: Filter::all(parts),
            view: start.view.clone(),
            reversed: start.reversed == Some(true),
            last: memory::resumed(start, &remembered),
            remembered,
            ..setup(120, 40)
        })
    }

    fn whole(&self, start: &Start, run: &mut Run) {
        let read = self.timeline();
        let known = Known::of(start, Some(&self.file));
        let unseen = known.map(|known| known.unseen(&read).expect("readable")).unwrap_or_default();
        run.inputs([Input::Store(StoreNews::New(unseen)), Input::Store(StoreNews::Whole(Box::new(read)))]);
    }

    fn open(&self, start: &Start) -> Run {
        let mut run = self.begin(start);
        self.whole(start, &mut run);
        run
    }

    fn leave(&self, run: &Run) {
        self.leave_as_of(run, None);
    }

    fn leave_as_of(&self, run: &Run, as_of: Option<&AsOf>) {
        memory::part(&run.model, &self.file, as_of, Clock::now()).expect("written");
    }

    /// One session with these keys.
    fn session(&self, keys: &str) {
        let mut run = self.open(&start());
        run.keys(keys);
        self.leave(&run);
    }

    fn add(&mut self, ids: &[&str]) {
        for id in ids {
            let event = format!("  - {{id: {id}, kind: other, date: 2025-12-20, title: Added {id}}}\n");
            self.text = self.text.replacen("events:\n", &format!("events:\n{event}"), 1);
        }
    }
}

fn said(run: &Run) -> &str {
    match &run.model.notice {
        None => "",
        Some(Notice::Calm(text) | Notice::Warning(text) | Notice::Error(text)) => text,
    }
}

#[test]
fn the_browser_opens_where_it_was_left() {
    let home = Home::new();
    let mut first = home.open(&start());
    let opened = first.selected().to_owned();
    first.keys("rw<tab>/actor:kremlin<enter>GW");
    assert_ne!(first.selected(), opened, "another event is selected");
    home.leave(&first);
    let again = home.open(&start());
    assert_eq!(again.model.filter, first.model.filter, "the filter");
    assert_eq!(again.selected(), first.selected(), "the selection");
    assert_eq!(again.model.panes, first.model.panes, "the panes");
    assert_eq!(again.model.pane, first.model.pane, "the focus");
    assert!(again.model.reversed, "the order");
    let screen = again.screen();
    let title = screen.lines().next().unwrap_or_default();
    assert!(title.contains("resumed, F drops it: actor:kremlin"), "it is named: {title}");
    assert_eq!(said(&again), "", "nothing is asked or told");
}

#[test]
fn a_resumed_filter_goes_with_one_key_and_comes_back_with_it() {
    let home = Home::new();
    home.session("/kind:strike<enter>");
    let mut run = home.open(&start());
    assert_eq!(run.model.shown.len(), 1, "one event under the filter");
    run.keys("F");
    assert_eq!(run.model.shown.len(), 8, "everything");
    assert!(!run.screen().contains("resumed"), "no filter of the last session is in force");
    run.keys("F");
    assert_eq!(run.model.shown.len(), 1, "it was laid aside");
}

#[test]
fn flags_come_before_what_is_remembered() {
    let home = Home::new();
    home.session("r/kind:strike<enter>w");
    let run = home.open(&filtered("kind:meeting"));
    assert_eq!(run.model.filter.to_string(), "kind:meeting", "the filter given");
    assert!(!run.screen().contains("resumed"), "which is not the last session's");
    assert!(run.model.reversed && !run.model.panes.facets, "the rest is as it was");
    let run = home.open(&filtered(""));
    assert!(run.model.filter.is_empty(), "an empty filter is given, too");
    let run = home.open(&Start { reversed: Some(false), ..start() });
    assert!(!run.model.reversed, "the order given");
    assert_eq!(run.model.filter.to_string(), "kind:strike", "the filter is the last session's");
    let run = home.open(&Start { view: Some("Talks".into()), ..start() });
    assert!(!run.model.resumed && !run.model.reversed, "a view has its own filter and order");
    let run = home.open(&Start { zone: Some(chrono_tz::Europe::Kyiv), ..start() });
    assert_eq!(run.model.timeline.zone(), Some(chrono_tz::Europe::Kyiv), "the zone given");
}

#[test]
fn a_fresh_start_forgets_the_session_and_nothing_else() {
    let mut home = Home::new();
    let mut run = home.open(&start());
    run.keys("gm/kind:strike<enter>w");
    for effect in std::mem::take(&mut run.effects) {
        if let Effect::Remember(change) = effect {
            home.file.change(&[change]).expect("written");
        }
    }
    home.leave(&run);
    home.add(&["later"]);
    let fresh = home.open(&Start { fresh: true, ..start() });
    assert!(fresh.model.filter.is_empty() && fresh.model.panes.facets, "as if for the first time");
    assert_eq!(said(&fresh), "", "what is new belongs to the session");
    assert_eq!(fresh.model.bookmarks.len(), 1, "bookmarks stay");
    assert_eq!(fresh.model.remembered.history, ["kind:strike"], "and earlier filters");
    home.leave(&fresh);
    assert!(home.open(&start()).model.filter.is_empty(), "and the next session goes on from there");
}

#[test]
fn an_event_that_is_gone_gives_way_to_the_nearest_by_date() {
    let mut home = Home::new();
    home.add(&["passing"]);
    let mut run = home.open(&start());
    run.inputs([Input::Store(StoreNews::Whole(Box::new(home.timeline())))]);
    let row = run.model.shown.iter().position(|ix| run.model.timeline.event(*ix).id.as_str() == "passing");
    run.model.selected = row.expect("it is shown");
    home.leave(&run);
    home.text = home.text.replace("id: passing", "id: other");
    let run = home.open(&start());
    let day = run.model.position().map(crate::event::date::Day::short);
    assert_eq!(day.as_deref(), Some("20 Dec 2025"), "the day where it was: {}", run.selected());
}

#[test]
fn a_filter_that_no_longer_binds_is_told_and_everything_shows() {
    let mut home = Home::new();
    home.session("/actor:kremlin<enter>");
    home.text = home.text.replace("kremlin", "elysee").replace("Kremlin", "Elysee");
    let mut run = home.open(&start());
    assert_eq!(run.model.shown.len(), run.model.timeline.order().len(), "everything shows");
    let screen = run.screen();
    assert!(screen.contains("not applied") && screen.contains("F drops it"), "it is told:\n{screen}");
    run.keys("F");
    assert!(!run.screen().contains("not applied"), "the key drops it");
}

#[test]
fn what_is_new_is_told_once_and_shown_by_a_key() {
    let mut home = Home::new();
    let first = home.open(&start());
    assert_eq!(said(&first), "", "nothing is new in the first session");
    home.leave(&first);
    assert_eq!(said(&home.open(&start())), "", "nothing has come");
    home.add(&["one"]);
    assert_eq!(said(&home.open(&start())), "1 new since 00:00: n shows it", "one event");
    home.add(&["two"]);
    let later = Start { now: Now::parse("2025-12-24", Tz::UTC).expect("a day"), ..start() };
    let mut run = home.open(&later);
    assert_eq!(said(&run), "2 new since 22 Dec: n shows them", "several");
    run.keys("n");
    assert_eq!(run.model.filter.to_string(), "is:new", "an ordinary filter");
    assert_eq!(run.model.shown.len(), 2, "shows them");
    assert_eq!(said(&run), "2 new since 22 Dec; Backspace goes back", "and says so");
    run.keys("<back>");
    assert_eq!(run.model.shown.len(), 10, "and the way back is the usual one");
    run.keys("n");
    home.leave(&run);
    let run = home.open(&later);
    assert_eq!(said(&run), "", "they are known now");
    assert_eq!(run.model.shown.len(), 10, "what was new then is no filter for the next session");
    let next_year = Start { now: Now::parse("2026-01-02", Tz::UTC).expect("a day"), ..start() };
    home.add(&["three"]);
    assert_eq!(said(&home.open(&next_year)), "1 new since 22 Dec 2025: n shows it", "with the year");
}

#[test]
fn with_a_find_the_key_goes_to_the_next_match() {
    let mut home = Home::new();
    home.session("");
    home.add(&["one"]);
    let mut run = home.open(&start());
    run.keys("ftalks<enter>n");
    assert!(run.model.filter.is_empty(), "nothing is filtered: {}", run.model.filter);
}

#[test]
fn a_store_that_was_not_read_wholly_is_not_remembered() {
    let mut home = Home::new();
    let begun = home.begin(&start());
    home.leave(&begun);
    assert_eq!(home.file.load().0, State::default(), "nothing of a store that was not read");
    assert!(!home.file.seen().exists(), "none of its events");
    // A file that is broken at the end: part of its events is read, or none.
    let good = std::mem::replace(&mut home.text, "events:\n- {id: a, kind: [".to_owned());
    home.session("");
    home.text = good;
    assert_eq!(said(&home.open(&start())), "", "what could not be read is not new");
    home.session("");
    let good = std::mem::replace(&mut home.text, "events:\n- {id: a, kind: [".to_owned());
    home.session("");
    home.text = good;
    home.add(&["one"]);
    assert_eq!(said(&home.open(&start())), "1 new since 00:00: n shows it", "what was known stays known");
}

#[test]
fn a_view_of_the_past_leaves_no_trace() {
    let home = Home::new();
    home.session("/kind:strike<enter>");
    let as_of = AsOf::parse("2025-12-21", Tz::UTC).expect("a date");
    let past = Start { as_of: Some(as_of.clone()), ..start() };
    let mut run = home.begin(&past);
    assert!(run.model.filter.is_empty(), "nothing is resumed");
    let before = home.timeline().as_of(&as_of);
    run.inputs([Input::Store(StoreNews::Whole(Box::new(before)))]);
    run.keys("/kind:meeting<enter>");
    home.leave_as_of(&run, Some(&as_of));
    assert_eq!(home.open(&start()).model.filter.to_string(), "kind:strike", "the present is as it was left");
}

#[test]
fn of_two_browsers_the_last_to_end_is_remembered_and_bookmarks_of_both() {
    let home = Home::new();
    let (mut one, mut two) = (home.open(&start()), home.open(&start()));
    one.keys("/kind:strike<enter>");
    two.keys("/kind:meeting<enter>");
    home.file.change(&[Change::Bookmark(EventId("a".into()))]).expect("written");
    home.leave(&two);
    home.file.change(&[Change::Bookmark(EventId("b".into()))]).expect("written");
    home.leave(&one);
    let state = home.file.load().0;
    assert_eq!(state.last.map(|last| last.filter).as_deref(), Some("kind:strike"), "the last to end");
    assert_eq!(state.bookmarks.len(), 2, "both bookmarks");
}

#[test]
fn before_the_first_key_the_screen_is_replaced_once() {
    let home = Home::new();
    let mut run = home.open(&start());
    run.keys("g");
    let first = run.selected().to_owned();
    home.leave(&run);
    let part = || {
        let (head, events) = home.text.split_once("events:\n").expect("a list of events");
        let (_, newest) = events.split_once("  - id: zelenskyy").expect("an event");
        let text = format!("{head}events:\n  - id: zelenskyy{newest}");
        timeline(Store::from_texts([("store.yaml", text)]))
    };
    // Only the events from the second on are there at first.
    let mut run = home.begin(&start());
    run.inputs([Input::Store(StoreNews::Partial(Box::new(part())))]);
    home.whole(&start(), &mut run);
    assert_eq!(run.selected(), first, "once all is read the selection is found");
    let mut run = home.begin(&start());
    run.inputs([Input::Store(StoreNews::Partial(Box::new(part())))]);
    run.keys("G");
    let chosen = run.selected().to_owned();
    home.whole(&start(), &mut run);
    assert_eq!(run.selected(), chosen, "after a key nothing moves");
}

#[test]
fn the_focus_comes_back_to_its_pane() {
    let home = Home::new();
    home.session("<enter>");
    assert_eq!(home.open(&start()).model.pane, Pane::Detail, "the event was being read");
}

#[test]
fn what_a_later_version_wrote_opens_too() {
    let home = Home::new();
    home.session("/kind:strike<enter>");
    let mut state = home.file.load().0;
    let mut last = state.last.take().expect("a session");
    "colour:red (".clone_into(&mut last.filter);
    home.file.change(&[Change::Session(Box::new(last))]).expect("written");
    let run = home.open(&start());
    assert_eq!(run.model.shown.len(), 8, "everything shows");
    assert!(said(&run).starts_with("the last filter, colour:red (, cannot be read"), "told: {}", said(&run));
}

#[test]
fn a_session_that_ends_while_the_store_is_read_loses_nothing() {
    let home = Home::new();
    home.session("g/kind:strike<enter>w");
    let before = home.file.load().0;
    home.leave(&home.begin(&start()));
    assert_eq!(home.file.load().0, before, "nobody has touched it");
    let mut run = home.begin(&start());
    run.keys("F");
    home.leave(&run);
    let (last, before) = (home.file.load().0.last.expect("a session"), before.last.expect("a session"));
    assert_eq!(
        (last.filter.as_str(), last.selected),
        ("", before.selected),
        "a key is an answer; the place stays"
    );
}
