//! The keys of the focused pane first, then all others by group.

use super::Section;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::keys::{Binding, Bound, Group, Keys};
use crate::tui::pane::Scope;

/// Returns the keys as they work if `scope` has the focus.
pub(super) fn keys(scope: Scope, keys: &Keys) -> Vec<Section> {
    let rows = |of: &dyn Fn(&Binding) -> bool| -> Vec<(String, String, String)> {
        keys.all().filter(|b| of(b.binding)).filter_map(|b| row(b, scope, keys)).collect()
    };
    let heading = match scope {
        Scope::Everywhere | Scope::View => "in the timeline",
        Scope::Facets => "in the facets",
        Scope::Detail => "in the detail",
    };
    let is_own = |b: &Binding| b.scope == scope || b.scope == Scope::Everywhere && serves(scope, b.action);
    let leaves = |b: &Binding| b.action == Action::Leave;
    // What only this pane has, what it shares with others, and the way out.
    let mut own = rows(&|b| b.scope == scope && b.scope != Scope::Everywhere);
    own.extend(rows(&|b| b.scope == Scope::Everywhere && is_own(b) && !leaves(b)));
    own.extend(rows(&|b| is_own(b) && leaves(b)));
    let mut sections = vec![Section { heading: heading.to_owned(), rows: own }];
    sections.extend(Group::ALL.iter().map(|group| Section {
        heading: group.name().to_owned(),
        rows: rows(&|b| b.group == *group && !is_own(b)),
    }));
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// Returns a binding with its keys, without those that mean something else in this scope.
fn row(bound: &Bound, scope: Scope, all: &Keys) -> Option<(String, String, String)> {
    let binding = bound.binding;
    let meant = |key: &&Key| {
        let taken = |other: &Bound| other.binding.scope == scope && other.keys.contains(key);
        binding.scope != Scope::Everywhere || !all.all().any(taken)
    };
    let keys: Vec<String> = bound.keys.iter().filter(meant).map(ToString::to_string).collect();
    let elsewhere = match binding.scope {
        own if own == scope => "",
        Scope::Facets => " (in the facets)",
        Scope::Detail => " (in the detail)",
        Scope::Everywhere | Scope::View => "",
    };
    let means = format!("{}{elsewhere}", binding.description);
    (!keys.is_empty()).then(|| (keys.join(" "), means, String::new()))
}

/// Returns whether an action of every pane is one of the usual ones in this pane.
fn serves(scope: Scope, action: Action) -> bool {
    use Action as A;
    match scope {
        Scope::Everywhere | Scope::View => matches!(
            action,
            A::Down
                | A::Up
                | A::Enter
                | A::Back
                | A::NextDay
                | A::PreviousDay
                | A::NextMonth
                | A::PreviousMonth
                | A::NextTurn
                | A::PreviousTurn
                | A::GoToDate
        ),
        Scope::Facets => matches!(action, A::Down | A::Up | A::Enter | A::Undo | A::Redo | A::Leave),
        Scope::Detail => matches!(
            action,
            A::Down
                | A::Up
                | A::Leave
                | A::Follow
                | A::Back
                | A::OpenSource
                | A::Bookmark
                | A::CopyEvent
                | A::EditEvent
                | A::NewEvent
        ),
    }
}
