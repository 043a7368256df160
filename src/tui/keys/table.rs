//! The table of keys.

use crate::tui::action::{Action, View};
use crate::tui::key::{Code, Key};
use crate::tui::pane::Scope;

/// A group of keys, as help shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// The views.
    Views,
    /// The panes.
    Panes,
    /// Motion over rows.
    Motion,
    /// Motion over time.
    Time,
    /// The filter.
    Filter,
    /// Finding words without filtering.
    Find,
    /// The selected event.
    Event,
    /// Everything else.
    Screen,
}

impl Group {
    /// All groups, in the order of the help.
    pub const ALL: [Self; 8] = [
        Self::Views,
        Self::Panes,
        Self::Motion,
        Self::Time,
        Self::Filter,
        Self::Find,
        Self::Event,
        Self::Screen,
    ];

    /// Returns its heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Views => "views",
            Self::Panes => "panes",
            Self::Motion => "motion",
            Self::Time => "time",
            Self::Filter => "filter",
            Self::Find => "find",
            Self::Event => "event",
            Self::Screen => "screen",
        }
    }
}

/// What a key does.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The action.
    pub action: Action,
    /// The keys. The first is shown in hints.
    pub keys: &'static [Key],
    /// The group in the help.
    pub group: Group,
    /// The description, as the help and the palette show it.
    pub description: &'static str,
    /// The part of the screen where it applies.
    pub scope: Scope,
}

impl Binding {
    /// Returns the part of the screen where it applies, in words; empty: everywhere.
    #[must_use]
    pub fn place(&self) -> &'static str {
        match self.scope {
            Scope::Everywhere => "",
            Scope::View => "in the view",
            Scope::Facets => "in the facets",
            Scope::Detail => "in the detail",
        }
    }
}

const fn c(c: char) -> Key {
    Key::char(c)
}

const fn k(code: Code) -> Key {
    Key::plain(code)
}

const fn everywhere(
    group: Group,
    action: Action,
    keys: &'static [Key],
    description: &'static str,
) -> Binding {
    Binding { action, keys, group, description, scope: Scope::Everywhere }
}

const fn in_view(group: Group, action: Action, keys: &'static [Key], description: &'static str) -> Binding {
    Binding { action, keys, group, description, scope: Scope::View }
}

const fn in_facets(action: Action, keys: &'static [Key], description: &'static str) -> Binding {
    Binding { action, keys, group: Group::Filter, description, scope: Scope::Facets }
}

const fn in_detail(action: Action, keys: &'static [Key], description: &'static str) -> Binding {
    Binding { action, keys, group: Group::Event, description, scope: Scope::Detail }
}

/// Every binding, in the order of the help.
pub const BINDINGS: &[Binding] = &[
    everywhere(Group::Views, Action::View(View::Timeline), &[c('1')], "Timeline"),
    everywhere(Group::Views, Action::View(View::Lanes), &[c('2')], "Lanes"),
    everywhere(Group::Views, Action::View(View::Calendar), &[c('3')], "Calendar"),
    everywhere(Group::Views, Action::View(View::Map), &[c('4')], "Map"),
    everywhere(Group::Views, Action::View(View::Threads), &[c('5')], "Threads"),
    everywhere(Group::Views, Action::View(View::Positions), &[c('6')], "Positions"),
    everywhere(Group::Views, Action::View(View::Language), &[c('7')], "Language"),
    everywhere(Group::Views, Action::View(View::Sources), &[c('8')], "Sources"),
    everywhere(Group::Views, Action::View(View::Strikes), &[c('9')], "Strikes"),
    everywhere(Group::Views, Action::View(View::Encounters), &[c('0')], "Encounters"),
    everywhere(Group::Views, Action::View(View::Shifts), &[c('!')], "Shifts"),
    everywhere(Group::Views, Action::NextView, &[c('L')], "next view"),
    everywhere(Group::Views, Action::PreviousView, &[c('H')], "previous view"),
    everywhere(Group::Panes, Action::NextPane, &[k(Code::Tab)], "next pane"),
    everywhere(Group::Panes, Action::PreviousPane, &[k(Code::BackTab)], "previous pane"),
    everywhere(Group::Panes, Action::CyclePanes, &[c('w')], "change which panes show"),
    everywhere(Group::Panes, Action::Widen, &[c('W')], "widen the focused pane"),
    everywhere(Group::Panes, Action::Leave, &[k(Code::Esc)], "leave prompt, dialog or detail"),
    everywhere(Group::Panes, Action::Interrupt, &[Key::ctrl('c')], "leave; if nothing is open, quit"),
    everywhere(Group::Motion, Action::Down, &[c('j'), k(Code::Down)], "down"),
    everywhere(Group::Motion, Action::Up, &[c('k'), k(Code::Up)], "up"),
    everywhere(Group::Motion, Action::Left, &[c('h'), k(Code::Left)], "the pane to the left"),
    everywhere(Group::Motion, Action::Right, &[c('l'), k(Code::Right)], "the pane to the right"),
    everywhere(Group::Motion, Action::HalfPageDown, &[Key::ctrl('d')], "half a page down"),
    everywhere(Group::Motion, Action::HalfPageUp, &[Key::ctrl('u')], "half a page up"),
    everywhere(Group::Motion, Action::PageDown, &[c(' '), Key::ctrl('f'), k(Code::PageDown)], "a page down"),
    everywhere(Group::Motion, Action::PageUp, &[c('b'), Key::ctrl('b'), k(Code::PageUp)], "a page up"),
    everywhere(Group::Motion, Action::First, &[c('g'), k(Code::Home)], "to the first"),
    everywhere(Group::Motion, Action::Last, &[c('G'), k(Code::End)], "to the last"),
    everywhere(Group::Time, Action::NextDay, &[c(']'), Key::alt(Code::Down)], "next day"),
    everywhere(Group::Time, Action::PreviousDay, &[c('['), Key::alt(Code::Up)], "previous day"),
    everywhere(Group::Time, Action::NextMonth, &[c('}'), Key::alt(Code::PageDown)], "next month"),
    everywhere(Group::Time, Action::PreviousMonth, &[c('{'), Key::alt(Code::PageUp)], "previous month"),
    everywhere(Group::Time, Action::NextTurn, &[c('>'), Key::alt(Code::Right)], "next burst or gap"),
    everywhere(Group::Time, Action::PreviousTurn, &[c('<'), Key::alt(Code::Left)], "previous burst or gap"),
    everywhere(Group::Time, Action::GoToDate, &[c('t')], "go to a date"),
    in_view(Group::Time, Action::ZoomIn, &[c('+')], "zoom in"),
    in_view(Group::Time, Action::ZoomOut, &[c('-')], "zoom out"),
    in_view(Group::Time, Action::ZoomFit, &[c('=')], "zoom to everything"),
    everywhere(Group::Filter, Action::EditFilter, &[c('/')], "filter"),
    everywhere(Group::Filter, Action::PickActor, &[c('a')], "pick actors"),
    everywhere(Group::Filter, Action::PickVenue, &[c('v')], "pick venues"),
    everywhere(Group::Filter, Action::PickDate, &[c('d')], "pick dates"),
    in_facets(Action::Choose, &[c(' ')], "choose the value, or take it out again"),
    in_facets(Action::Add, &[c('o'), c('|')], "add the value (OR)"),
    in_facets(Action::Exclude, &[c('-')], "exclude the value, or take that back"),
    in_facets(Action::Enter, &[k(Code::Enter)], "narrow to the value"),
    everywhere(Group::Filter, Action::Undo, &[c('u')], "undo a filter step"),
    everywhere(Group::Filter, Action::Redo, &[Key::ctrl('r')], "redo it"),
    everywhere(Group::Filter, Action::ToggleFilter, &[c('F')], "all filters off or on"),
    everywhere(Group::Filter, Action::SaveView, &[c('S')], "save the filter as a view"),
    everywhere(Group::Filter, Action::Places, &[c('\'')], "saved views and bookmarks"),
    everywhere(Group::Find, Action::Find, &[c('f')], "find without filtering"),
    everywhere(Group::Find, Action::FindNext, &[c('n')], "next match; before any find, what is new"),
    everywhere(Group::Find, Action::FindPrevious, &[c('N')], "previous match"),
    everywhere(Group::Event, Action::Enter, &[k(Code::Enter)], "open or narrow"),
    everywhere(Group::Event, Action::Back, &[k(Code::Backspace)], "back from narrowing or link"),
    everywhere(Group::Event, Action::Follow, &[c('x')], "follow a link"),
    everywhere(Group::Event, Action::OpenSource, &[c('o')], "open a source's address"),
    everywhere(Group::Event, Action::Bookmark, &[c('m')], "bookmark"),
    everywhere(Group::Event, Action::CopyEvent, &[c('y')], "copy the event as Markdown"),
    everywhere(Group::Event, Action::CopyId, &[c('Y')], "copy its id"),
    in_detail(Action::CopyAddress, &[c('Y')], "copy a source's URL, YY the id"),
    everywhere(Group::Event, Action::EditEvent, &[c('E')], "edit it in $EDITOR"),
    everywhere(Group::Event, Action::NewEvent, &[c('A')], "add an event"),
    everywhere(Group::Screen, Action::Reverse, &[c('r')], "reverse the order"),
    in_view(Group::Screen, Action::Variant, &[c('c')], "cycle what the view is drawn by"),
    everywhere(Group::Screen, Action::Zone, &[c('z')], "time zone"),
    everywhere(Group::Screen, Action::Theme, &[c('T')], "theme"),
    everywhere(Group::Screen, Action::Mouse, &[c('M')], "mouse on or off"),
    everywhere(Group::Screen, Action::Export, &[c('e')], "export"),
    everywhere(Group::Screen, Action::Palette, &[c(':'), Key::ctrl('p')], "palette"),
    everywhere(Group::Screen, Action::Reload, &[c('R')], "reload the store"),
    everywhere(Group::Screen, Action::Redraw, &[Key::ctrl('l')], "redraw the screen"),
    everywhere(Group::Screen, Action::Suspend, &[Key::ctrl('z')], "suspend"),
    everywhere(Group::Screen, Action::Help, &[c('?')], "help"),
    everywhere(Group::Screen, Action::Quit, &[c('q')], "quit"),
];
