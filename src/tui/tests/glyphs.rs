//! Every sign on the screen is in the fonts of every terminal, and `--ascii` draws with ASCII alone.

use super::sizes::SCRIPTS;
use super::{Run, setup};
use crate::store::{Input, Store};
use crate::text::signs::fonts::is_in_every_font;
use crate::text::signs::{in_ascii, in_full};

const SIZES: [(u16, u16); 5] = [(30, 8), (60, 20), (80, 24), (120, 40), (200, 60)];

/// The sample store without a letter outside ASCII, so that any on the screen is the program's own.
#[expect(clippy::disallowed_methods, reason = "a test's own file need not be written whole")]
fn plain() -> Store {
    let text = std::fs::read_to_string("tests/data/browser.yaml").expect("the sample is there");
    let text: String = text.chars().map(|c| if c.is_ascii() { c } else { 'x' }).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plain.yaml");
    std::fs::write(&path, text).expect("a file");
    Store::load(&[Input::Path(path)]).expect("a store")
}

/// Draws every state at every size and returns the signs that `allowed` does not allow, with the state that has each.
fn others(allowed: impl Fn(char) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (width, height) in SIZES {
        let opening = Run::start_empty(setup(width, height));
        let states = SCRIPTS.iter().map(|script| {
            let mut run = Run::start(setup(width, height), plain());
            run.keys(script);
            (*script, run.screen())
        });
        for (script, screen) in states.chain([("nothing read", opening.screen())]) {
            let strange = screen.chars().filter(|c| *c != '\n' && !allowed(*c));
            found.extend(
                strange.map(|c| format!("{c} (U+{:04X}) after `{script}` at {width}×{height}", c as u32)),
            );
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn every_sign_on_the_screen_is_in_every_font() {
    assert_eq!(in_full(|| others(is_in_every_font)), Vec::<String>::new());
}

#[test]
fn in_ascii_every_cell_is_ascii() {
    assert_eq!(in_ascii(|| others(|c| c.is_ascii())), Vec::<String>::new());
}

#[test]
fn columns_stay_aligned_in_ascii() {
    let screen = |script: &str, width, height| in_ascii(|| super::screen_after(script, width, height));
    insta::assert_snapshot!("ascii_80x24", screen("", 80, 24));
    insta::assert_snapshot!("ascii_120x40", screen("/actor:kremlin<enter>jj", 120, 40));
    insta::assert_snapshot!("ascii_200x60", screen("m", 200, 60));
    insta::assert_snapshot!("ascii_help_80x24", screen("?<tab><tab>", 80, 24));
}

#[test]
fn a_copied_event_keeps_its_signs() {
    use crate::tui::message::Effect;
    let copied = |ascii: bool| {
        let mut run = Run::new(120, 40);
        if ascii {
            in_ascii(|| run.keys("y").code)
        } else {
            run.keys("y").code
        };
        run.effects.into_iter().find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text),
            _ => None,
        })
    };
    let text = copied(true);
    assert!(text.as_ref().is_some_and(|text| !text.is_ascii()), "{text:?}");
    assert_eq!(text, copied(false), "a document is the same for every reader");
}
