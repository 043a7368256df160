//! Nothing vanishes: if a reader panics on one item, loading ends with an error, never with one event fewer.

use crate::error::Error;
use crate::store::{Input, Replace, Store, write};

/// Text in an item that makes its reader panic.
const TRAP: &[u8] = b"a trap for readers";

/// Panics if `bytes` contain the trap.
pub(in crate::store) fn trip(bytes: &[u8]) {
    assert!(memchr::memmem::find(bytes, TRAP).is_none(), "tripped");
}

/// Writes a store of that many events, with the trap in the middle one, and returns the line of the trap.
fn trapped(events: usize) -> (tempfile::TempDir, usize) {
    let dir = tempfile::tempdir().expect("a directory");
    let event = |n: usize| {
        let title = if n == events / 2 { "a trap for readers" } else { "talks" };
        format!("- {{id: e{n}, kind: other, date: 2025, title: {title}}}\n")
    };
    let text: String = (0..events).map(event).collect();
    write(&dir.path().join("log.yaml"), text.as_bytes(), Replace::Nothing).expect("written");
    (dir, events / 2 + 1)
}

#[test]
fn a_reader_that_panics_ends_with_an_error_that_names_the_item() {
    // On one thread, on all of them, and where events are only found at first and drafted later.
    for events in [9, 3_000, 20_000] {
        let (dir, line) = trapped(events);
        let inputs = [Input::Path(dir.path().to_owned())];
        let error = Store::load(&inputs).expect_err("no store at all, rather than one event fewer");
        let wanted = format!("log.yaml:{line}: demarche failed while reading the item here: tripped");
        assert!(error.message.contains(&wanted), "of {events} events: {error}");
        assert!(error.hint.is_some(), "with what to do");
        assert_eq!(Error::from(error).exit_code(), 2, "and the exit code of an unreadable store");
        assert!(Store::newest(&inputs).is_none(), "no first screen is made of the rest either");
    }
}

#[test]
fn an_edit_that_makes_the_reader_panic_is_read_whole_and_reported() {
    let (dir, _) = trapped(20_000);
    let path = dir.path().join("log.yaml");
    let trapped = std::fs::read_to_string(&path).expect("it is there");
    let good = trapped.replace("a trap for readers", "talks that are good");
    write(&path, good.as_bytes(), Replace::Anything).expect("written");
    let inputs = [Input::Path(dir.path().to_owned())];
    let store = Store::load(&inputs).expect("nothing is wrong with it");
    assert!(store.record_hashes.is_some(), "an edit of it can be read alone");
    write(&path, trapped.as_bytes(), Replace::Anything).expect("written");
    assert!(store.renewed().is_none(), "the edit cannot be taken over");
    assert!(Store::load(&inputs).is_err(), "and reading everything says why");
}
