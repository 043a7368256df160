//! Keys: one table with one meaning each. Help, hints and the palette are drawn from it.

mod bound;
mod read;
mod table;

use super::key::Key;
use super::message::Message;
use super::model::Focus;
use crate::tui::action::Action;
use crate::tui::key::Code;
use crate::tui::pane::Pane;

pub use bound::{Bound, Keys, Pair};
pub use table::{BINDINGS, Binding, Group};

/// Returns the message of `key` for the part that has the focus: its binding at rest, else a typed key.
#[must_use]
pub fn message(keys: &Keys, key: Key, focus: &Focus, pane: Pane) -> Option<Message> {
    let binding = || keys.binding(key, pane.scope());
    if let Some(action) = binding().map(|binding| binding.action).filter(|action| is_everywhere(*action))
        && (key.ctrl || key.alt || matches!(key.code, Code::F(_)))
    {
        return Some(Message::Act(action));
    }
    match focus {
        Focus::Panes => binding().map(|binding| Message::Act(binding.action)),
        _ => Some(Message::Type(key)),
    }
}

/// Returns whether an action is the same while a prompt or a dialog is open.
fn is_everywhere(action: Action) -> bool {
    matches!(action, Action::Interrupt | Action::Suspend | Action::Redraw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::pane::Scope;

    #[test]
    fn every_key_has_one_meaning() {
        for (at, binding) in BINDINGS.iter().enumerate() {
            for other in BINDINGS.iter().skip(at + 1).filter(|o| o.scope == binding.scope) {
                for key in binding.keys {
                    assert!(
                        !other.keys.contains(key),
                        "{key} means `{}` and `{}`",
                        binding.description,
                        other.description
                    );
                }
            }
        }
    }

    #[test]
    fn a_cyrillic_layout_has_the_same_keys() {
        let keys = Keys::usual();
        let action = |c| keys.binding(Key::char(c), Scope::Everywhere).map(|b| b.action);
        for (cyrillic, latin) in
            [('о', 'j'), ('л', 'k'), ('й', 'q'), ('П', 'G'), ('Г', 'U'), ('х', '['), ('ы', 's'), ('і', 's')]
        {
            assert_eq!(action(cyrillic), action(latin), "{cyrillic} stands where {latin} does");
        }
        assert_eq!(action('ё'), None, "a key without a meaning on a Latin layout has none");
        assert_eq!(action('.'), Some(Action::EditFilter), "the full stop is on the key of the stroke");
        assert_eq!(action(','), Some(Action::Help), "and with shift on that of the question mark");
    }

    /// What the keys of a layout type, without and with shift.
    const LAYOUTS: [(&str, &str); 2] = [
        (
            "Russian",
            "1234567890-=йцукенгшщзхъфывапролджэячсмитьбю. !\"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
        ),
        (
            "Ukrainian",
            "1234567890-=йцукенгшщзхїґфівапролджєячсмитьбю. !\"№;%:?*()_+ЙЦУКЕНГШЩЗХЇҐФІВАПРОЛДЖЄЯЧСМИТЬБЮ,",
        ),
    ];

    #[test]
    fn every_binding_is_reached_on_a_cyrillic_layout() {
        for binding in BINDINGS {
            for (name, layout) in LAYOUTS {
                let typed = |key: &Key| match key.code {
                    // A control character is the same on every layout.
                    Code::Char(c) if !key.ctrl => {
                        layout.chars().any(|typed| Key::char(typed).at_its_place() == Key::char(c))
                    }
                    _ => true,
                };
                assert!(
                    binding.keys.iter().any(typed),
                    "`{}` has no key on the {name} layout",
                    binding.description
                );
            }
        }
    }
}
