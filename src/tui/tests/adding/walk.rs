//! What holds after any keys in the form.

use proptest::prelude::*;

use super::{Desk, EVENTS, SENTENCE};
use crate::tui::key::{Code, Key};
use crate::tui::runtime::Input;

fn any_input() -> impl Strategy<Value = Input> {
    let key = |code: Code| Just(Input::Key(Key::plain(code)));
    let text = proptest::sample::select(vec![
        "Peskov denied three-way talks, Moscow, 21 Dec 2025 11:10, TASS",
        "speaker=peskov; subject=",
        "responds_to=the-claim",
        "2025-12-21",
        "21.12.2025 9:05",
        "three-way-proposed/denies",
        "https://tass.com/x",
        "a: b\n- {c: [\"",
        "Ф“\u{301}\u{7}\t👩‍👩‍👧",
        "statement",
    ]);
    prop_oneof![
        6 => proptest::char::any().prop_map(|c| Input::Key(Key::char(c))),
        4 => "[a-z=;,/:'\"и ]".prop_map(|s| Input::Key(Key::char(s.chars().next().unwrap_or('a')))),
        5 => text.prop_map(|text| Input::Paste(text.to_owned())),
        6 => key(Code::Tab),
        3 => key(Code::Down),
        3 => key(Code::Up),
        2 => key(Code::Enter),
        1 => key(Code::BackTab),
        1 => key(Code::Backspace),
        1 => key(Code::Delete),
        1 => key(Code::Left),
        1 => key(Code::Home),
        1 => key(Code::PageDown),
        1 => key(Code::Esc),
        1 => Just(Input::Key(Key::ctrl('u'))),
        1 => Just(Input::Key(Key::ctrl('w'))),
        1 => (20u16..160, 5u16..50).prop_map(|(width, height)| Input::Resize(width, height)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_written_unless_it_is_saved_and_then_every_other_byte_stays(
        is_filled in any::<bool>(),
        typed in proptest::collection::vec(any_input(), 0..40),
    ) {
        let mut desk = Desk::new(80, 24);
        desk.keys(if is_filled { SENTENCE } else { "A" });
        for input in typed {
            if let Input::Resize(width, height) = input {
                desk.run.terminal.backend_mut().resize(width, height);
            }
            desk.inputs([input]);
            prop_assert!(desk.untouched(), "nobody saved");
            if !desk.is_open() {
                desk.keys("<esc><esc>A");
            }
        }
        if desk.is_open() {
            desk.keys("<esc><esc>n<c-s><c-s>");
        }
        let (old, now) = (EVENTS, desk.file("2025-12.yaml"));
        let (head, tail) = old.split_once("# after all").expect("a tail");
        prop_assert!(now.starts_with(head) && now.ends_with(&format!("# after all{tail}")), "{now}");
        let store = crate::store::Store::load(&[crate::store::Input::Path(desk.dir.path().to_owned())]);
        let store = store.expect("it is there");
        let bad = store.problems.iter().filter(|problem| problem.severity == crate::store::Severity::Problem);
        prop_assert_eq!(bad.count(), 0, "what was saved loads: {}", now);
    }
}
