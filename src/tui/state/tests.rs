use std::io::Write;

use super::*;

fn here() -> (tempfile::TempDir, StateFile) {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::create_dir(dir.path().join("data")).expect("a store");
    let file = StateFile::under(&dir.path().join("state"), &[Input::Path(dir.path().join("data"))]);
    (dir, file.expect("a path has a state"))
}

fn put(file: &StateFile, text: &str) {
    std::fs::create_dir_all(file.path.parent().expect("a folder")).expect("a folder");
    let mut out = std::fs::File::create(&file.path).expect("a file");
    out.write_all(text.as_bytes()).expect("written");
}

fn id(text: &str) -> EventId {
    EventId(text.into())
}

fn view(name: &str, filter: &str) -> View {
    View { name: name.into(), filter: filter.into(), ..View::default() }
}

#[test]
fn what_is_kept_comes_back() {
    let (_dir, file) = here();
    assert_eq!(file.load(), (State::default(), vec![]), "no file is no fault");
    let saved = View { sort: Some("-date".into()), ..view("Кремль", "actor:kremlin") };
    for change in [
        Change::Bookmark(id("e1")),
        Change::Bookmark(id("e2")),
        Change::Unmark(id("e1")),
        Change::Used("actor:kremlin".into()),
        Change::Used("kind:strike".into()),
        Change::Used("actor:kremlin".into()),
        Change::Used("  ".into()),
        Change::Save(view("Кремль", "kind:strike")),
        Change::Save(saved.clone()),
    ] {
        file.change(&[change]).expect("written");
    }
    let (state, told) = file.load();
    assert!(told.is_empty(), "nothing to tell: {told:?}");
    assert_eq!(state.bookmarks, BTreeSet::from([id("e2")]), "bookmarks go on and off");
    assert_eq!(state.history, ["kind:strike", "actor:kremlin"], "each filter once, the latest last");
    assert_eq!(state.views, [saved], "a view of the same name is replaced");
    let state = file.change(&[Change::Forget("Кремль".into())]).expect("written");
    assert!(state.views.is_empty(), "and can be forgotten");
}

#[test]
fn two_browsers_do_not_undo_each_other() {
    let (_dir, file) = here();
    let other = file.clone();
    file.change(&[Change::Bookmark(id("mine"))]).expect("written");
    let state = other.change(&[Change::Bookmark(id("theirs"))]).expect("written");
    assert_eq!(state.bookmarks.len(), 2, "the change is applied to what the file holds now");
}

#[test]
fn a_broken_file_is_told_and_kept_aside() {
    let (_dir, file) = here();
    put(&file, "{\"bookmarks\": [\"e1\"");
    let (state, told) = file.load();
    assert_eq!((state, told.len()), (State::default(), 1), "nothing to read, one thing to tell");
    file.change(&[Change::Bookmark(id("e2"))]).expect("written");
    let aside = file.path.with_extension("json.broken");
    assert!(
        std::fs::read_to_string(aside).is_ok_and(|t| t.contains("e1")),
        "what could not be read is still there"
    );
}

#[test]
fn what_can_be_read_is_read() {
    let (_dir, file) = here();
    put(
        &file,
        r#"{"later": {"x": 1}, "bookmarks": ["e1", 5], "history": "no", "views": [{"name": "a"}, {"name": "b", "filter": ""}]}"#,
    );
    let (state, told) = file.load();
    assert_eq!(state.bookmarks, BTreeSet::from([id("e1")]), "good parts stay");
    assert_eq!(state.views, [view("b", "")], "a view without filter is left out");
    assert_eq!(told.len(), 2, "both faults are told: {told:?}");
    file.change(&[Change::Bookmark(id("e2"))]).expect("written");
    let text = std::fs::read_to_string(&file.path).expect("written");
    assert!(text.contains("\"later\""), "what a later version wrote stays");
}

#[test]
fn each_store_has_its_own() {
    let (dir, file) = here();
    let home = dir.path().join("state");
    let data = dir.path().join("data");
    let round = Input::Path(data.join("..").join("data"));
    assert_eq!(StateFile::under(&home, &[round]), Some(file.clone()), "one store by any path");
    let demonstration = StateFile::under(&home, &[Input::BuiltIn]).expect("the built-in store has one");
    assert_ne!(demonstration, file, "stores do not mix");
    assert_eq!(StateFile::under(&home, &[Input::Stdin]), None, "standard input does not come again");
    assert!(!data.read_dir().expect("the store").any(|_| true), "nothing is written beside the store");
}

#[test]
fn history_does_not_grow_for_ever() {
    let mut state = State::default();
    for n in 0..HISTORY + 10 {
        state.apply(Change::Used(format!("tag:{n}")));
    }
    assert_eq!(state.history.len(), HISTORY, "the oldest go");
    assert_eq!(state.history.last().map(String::as_str), Some("tag:209"), "the latest stays");
}
