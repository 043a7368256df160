//! Keys that come before the store: those that are for events wait until there are some, in their order.

use std::collections::VecDeque;

use super::{Input, message_of};
use crate::tui::action::Action;
use crate::tui::message::Message;
use crate::tui::model::{Focus, Loading, Model};

/// What was typed while there was nothing to use it on.
#[derive(Debug, Default)]
pub(super) struct Early {
    held: VecDeque<Input>,
    /// Whether a key that waits may open something that takes the ones behind it as text.
    opens: bool,
    /// Whether nothing more will come, so that nothing is held.
    over: bool,
}

impl Early {
    /// Returns the input if its time is now; else it is held.
    pub(super) fn pass(&mut self, input: Input, model: &Model) -> Option<Input> {
        if self.over || !is_bare(model) || !matches!(input, Input::Key(_) | Input::Paste(_) | Input::Mouse(_))
        {
            return Some(input);
        }
        let action = match message_of(input.clone(), model) {
            Some(Message::Act(action)) => Some(action),
            _ => None,
        };
        let ends = matches!(action, Some(Action::Interrupt | Action::Suspend | Action::Redraw));
        let alone = self.held.is_empty() && (!matches!(model.focus, Focus::Panes) || needs_no_events(action));
        if ends || alone || (action == Some(Action::Quit) && !self.opens) {
            return Some(input);
        }
        self.opens |= !action.is_some_and(is_motion);
        self.held.push_back(input);
        None
    }

    /// Returns the next that waits, once there are events or it is known that there are none.
    pub(super) fn next(&mut self, model: &Model) -> Option<Input> {
        if is_bare(model) && !self.over { None } else { self.held.pop_front() }
    }

    /// Returns the next that waits, whatever there is: nothing more will come.
    pub(super) fn release(&mut self) -> Option<Input> {
        self.over = true;
        self.held.pop_front()
    }
}

/// Returns whether the store is still to come.
fn is_bare(model: &Model) -> bool {
    matches!(model.loading, Loading::Begun | Loading::Reading { .. }) && model.timeline.order().is_empty()
}

fn needs_no_events(action: Option<Action>) -> bool {
    matches!(
        action,
        Some(
            Action::Quit
                | Action::Help
                | Action::EditFilter
                | Action::Theme
                | Action::Mouse
                | Action::NewEvent
                | Action::Leave
        )
    )
}

fn is_motion(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Down | A::Up | A::HalfPageDown | A::HalfPageUp | A::PageDown | A::PageUp | A::First | A::Last
    ) || matches!(
        action,
        A::NextDay | A::PreviousDay | A::NextMonth | A::PreviousMonth | A::NextTurn | A::PreviousTurn
    )
}
