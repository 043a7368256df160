//! The keys of the focused pane first, then all others by group.

use super::Section;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::keys::{BINDINGS, Binding, Group};
use crate::tui::pane::Scope;

/// Returns the keys as they work where `scope` has the focus.
pub(super) fn keys(scope: Scope) -> Vec<Section> {
    let section = |heading: &str, of: &dyn Fn(&Binding) -> bool| Section {
        heading: heading.to_owned(),
        rows: BINDINGS.iter().filter(|b| of(b)).filter_map(|b| row(b, scope)).collect(),
    };
    let heading = match scope {
        Scope::Everywhere | Scope::View => "in the timeline",
        Scope::Facets => "in the facets",
        Scope::Detail => "in the detail",
    };
    let is_own = |b: &Binding| b.scope == scope || b.scope == Scope::Everywhere && serves(scope, b.action);
    let mut sections = vec![section(heading, &is_own)];
    sections
        .extend(Group::ALL.iter().map(|group| section(group.name(), &|b| b.group == *group && !is_own(b))));
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// Returns a binding and the keys that it has in this scope: none of those that mean something else there.
fn row(binding: &Binding, scope: Scope) -> Option<(String, String, String)> {
    let meant = |key: &&Key| {
        let taken = |other: &Binding| other.scope == scope && other.keys.contains(key);
        binding.scope != Scope::Everywhere || !BINDINGS.iter().any(taken)
    };
    let keys: Vec<String> = binding.keys.iter().filter(meant).map(ToString::to_string).collect();
    let elsewhere = match binding.scope {
        own if own == scope => "",
        Scope::Facets => " (in the facets)",
        Scope::Detail => " (in the detail)",
        Scope::Everywhere | Scope::View => "",
    };
    let means = format!("{}{elsewhere}", binding.description);
    (!keys.is_empty()).then(|| (keys.join(" "), means, String::new()))
}

/// Whether a key that works everywhere is one of those that the pane is used with.
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
        ),
    }
}
