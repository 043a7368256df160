//! The program leaves, comes back, and opens where it was left.

use std::fs;
use std::path::{Path, PathBuf};

use super::Session;

/// A folder with a store, and another for what is remembered.
struct Place {
    dir: tempfile::TempDir,
}

const EVENTS: &str = "events:
- {id: one, kind: meeting, date: 2025-12-20, title: First talks}
- {id: two, kind: strike, date: 2025-12-21, title: A night strike}
- {id: three, kind: meeting, date: 2025-12-22, title: Second talks}
";

impl Place {
    fn new() -> Self {
        let place = Self { dir: tempfile::tempdir().expect("a folder") };
        write(&place.store(), EVENTS);
        place
    }

    fn store(&self) -> PathBuf {
        self.dir.path().join("talks.yaml")
    }

    fn state(&self) -> PathBuf {
        self.dir.path().join("state")
    }

    fn browser(&self, args: &[&str]) -> Session {
        self.browser_with(args, &[("XDG_STATE_HOME", &self.state().display().to_string())])
    }

    fn browser_with(&self, args: &[&str], vars: &[(&str, &str)]) -> Session {
        let store = self.store().display().to_string();
        let args = [&[store.as_str(), "--now", "2025-12-22", "--color", "never"], args].concat();
        let session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, vars);
        // While the store is read its name is not known.
        session.wait_for("talks.yaml");
        session
    }

    fn files(&self) -> Vec<PathBuf> {
        let stores = self.state().join("demarche").join("stores");
        let mut files: Vec<PathBuf> = fs::read_dir(stores)
            .map(|all| all.flatten().map(|file| file.path()).collect())
            .unwrap_or_default();
        files.sort();
        files
    }
}

fn write(path: &Path, text: &str) {
    demarche::store::write(path, text.as_bytes(), demarche::store::Replace::Anything).expect("written");
}

fn leave(mut session: Session, keys: &str) {
    session.press(keys);
    session.press("q");
    assert_eq!(session.end(), 0, "a good end:\n{}", session.shows());
}

fn narrowed() -> Place {
    let place = Place::new();
    let session = place.browser(&[]);
    session.wait_for("3 events");
    leave(session, "/kind:strike\r");
    place
}

#[test]
fn the_next_session_goes_on_and_flags_come_first() {
    let place = narrowed();
    let session = place.browser(&[]);
    session.wait_for("1 of 3 events");
    session.wait_for("resumed, F drops it: k");
    leave(session, "");
    let session = place.browser(&["-f", "kind:meeting"]);
    session.wait_for("2 of 3 events");
    leave(session, "");
    let session = place.browser(&["--fresh"]);
    session.wait_for("3 events");
    assert!(!session.shows().contains(" of 3 events"), "nothing is filtered:\n{}", session.shows());
    leave(session, "");
}

#[test]
fn a_signal_is_an_end_like_any_other() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let place = Place::new();
        let mut session = place.browser(&[]);
        session.wait_for("3 events");
        session.press("gw");
        session.wait_for("events with detail");
        session.signal(signal);
        assert_eq!(session.end(), code, "{signal} has its own code");
        let text = fs::read_to_string(&place.files()[0]).expect("it is remembered");
        assert!(
            text.contains("\"selected\": \"one\"") && text.contains("\"facets\": false"),
            "{signal}: {text}"
        );
    }
}

#[test]
fn a_kill_loses_no_filter_that_was_kept() {
    let place = Place::new();
    let mut session = place.browser(&[]);
    session.wait_for("3 events");
    session.press("/kind:strike\r");
    session.wait_for("1 of 3 events");
    let until = std::time::Instant::now() + super::PATIENCE;
    while place.files().is_empty() {
        assert!(std::time::Instant::now() < until, "it is kept at once");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    session.signal("-KILL");
    let _code = session.end();
    place.browser(&[]).wait_for("resumed, F drops it: k");
}

#[test]
fn new_events_are_told_and_shown() {
    let place = narrowed();
    let more = "- {id: four, kind: meeting, date: 2025-12-21, title: Talks by night}\n";
    write(&place.store(), &format!("{EVENTS}{more}"));
    let mut session = place.browser(&[]);
    session.wait_for("1 new since 00:00: n shows it");
    session.press("n");
    session.wait_for("Talks by night");
    session.wait_for("is:new");
    leave(session, "");
    let session = place.browser(&[]);
    session.wait_for("1 of 4 events");
    assert!(!session.shows().contains("new since"), "it is known now:\n{}", session.shows());
    leave(session, "");
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_lost() {
    let place = narrowed();
    for file in place.files() {
        write(&file, "{broken");
    }
    let session = place.browser(&[]);
    session.wait_for("3 events");
    session.wait_for("! ");
    leave(session, "");
    let aside = place.files().iter().any(|file| file.extension().is_some_and(|end| end == "broken"));
    assert!(aside, "the broken file is set aside: {:?}", place.files());
    let session = place.browser(&[]);
    session.wait_for("3 events");
    leave(session, "");
}

#[test]
fn a_state_that_cannot_be_written_is_told_once() {
    let place = Place::new();
    // A file in the way of the directory: nobody can write below it.
    write(&place.state(), "");
    let mut session = place.browser(&[]);
    session.wait_for("3 events");
    session.press("/kind:strike\r");
    session.wait_for("not saved");
    session.press("\r/\x15kind:meeting\r");
    session.wait_for("2 of 3 events");
    assert!(!session.shows().contains("not saved"), "it is told once:\n{}", session.shows());
    session.press("q");
    assert_eq!(session.end(), 0, "it is no failure");
    session.wait_for("the session is not remembered");
}

#[test]
fn standard_input_has_no_memory() {
    let place = Place::new();
    let script =
        format!("'{}' - --now 2025-12-22 <'{}'", env!("CARGO_BIN_EXE_demarche"), place.store().display());
    let state = place.state().display().to_string();
    let session = Session::start("sh", &["-c", &script], &[("XDG_STATE_HOME", &state)]);
    session.wait_for("First talks");
    leave(session, "/kind:strike\r");
    assert!(place.files().is_empty(), "nothing is written: {:?}", place.files());
}
