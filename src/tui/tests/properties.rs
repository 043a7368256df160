//! What holds after any keys.

use proptest::prelude::*;

use super::{Run, keys};
use crate::tui::key::{Code, Key};
use crate::tui::model::Line;
use crate::tui::runtime::Input;

fn selection_shows(run: &Run) -> Result<(), TestCaseError> {
    let model = &run.model;
    if model.shown.is_empty() {
        return Ok(());
    }
    prop_assert!(model.selected < model.shown.len(), "the selection is an event shown");
    if let Some(view) = model.shape().and_then(|shape| shape.view) {
        let placed = model.placed(view.lines());
        let own = placed.iter().find(|placed| placed.line == Line::Event(model.selected));
        prop_assert!(
            own.is_some_and(|own| own.height > 0),
            "row {} is on the screen: {:?}",
            model.selected,
            placed
        );
        let mut next = 0;
        for placed in &placed {
            prop_assert_eq!(placed.y, next, "no line is left out and none is drawn twice");
            next += placed.height;
        }
        prop_assert!(next <= view.lines(), "nothing stands below the view");
        let all = view.lines() == 1 || matches!(placed[0].line, Line::Heading(_));
        prop_assert!(all, "the first line is a heading");
    }
    Ok(())
}

pub(super) fn any_key() -> impl Strategy<Value = Key> {
    let plain = "[jkgGhlbn/xfwWrFuNmdavtzTe:?'S1-9 \\-\\[\\]{}<>и]";
    prop_oneof![
        8 => proptest::string::string_regex(plain).expect("a pattern").prop_map(|s| Key::char(s.chars().next().unwrap_or('j'))),
        1 => "[a-z:.]".prop_map(|s| Key::char(s.chars().next().unwrap_or('j'))),
        1 => Just(Key::plain(Code::Enter)),
        1 => Just(Key::plain(Code::Esc)),
        1 => Just(Key::plain(Code::Tab)),
        1 => Just(Key::plain(Code::Backspace)),
        1 => Just(Key::plain(Code::Up)),
        1 => Just(Key::ctrl('r')),
        1 => Just(Key::ctrl('d')),
        1 => Just(Key::ctrl('u')),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_selection_is_always_on_the_screen(
        typed in proptest::collection::vec(any_key(), 0..40),
        width in 40u16..200,
        height in 10u16..60,
    ) {
        let mut run = Run::new(120, 30);
        for (at, key) in typed.into_iter().enumerate() {
            if at == 20 {
                run.terminal.backend_mut().resize(width, height);
                run.inputs([Input::Resize(width, height)]);
            }
            run.inputs([Input::Key(key)]);
            selection_shows(&run)?;
        }
    }

    #[test]
    fn redo_takes_back_undo(words in proptest::collection::vec("(kind:(meeting|strike|other)|actor:kremlin|talks)", 1..5)) {
        let mut run = Run::new(100, 30);
        for word in &words {
            run.keys(&format!("/<c-u>{word}<enter>"));
        }
        let after = (run.model.filter.clone(), run.model.shown.clone());
        let steps = keys("u").len() * words.len();
        for _ in 0..steps {
            run.keys("u");
        }
        prop_assert!(run.model.filter.is_empty(), "everything is undone: {}", run.model.filter);
        for _ in 0..steps {
            run.keys("<c-r>");
        }
        prop_assert_eq!((run.model.filter.clone(), run.model.shown.clone()), after, "and made again");
    }
}
