//! What a binding of the key table or the palette does.

/// Something a binding of the key table or the palette does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Opens the view of that number; the Timeline is the first.
    View(View),
    /// The view after.
    NextView,
    /// The view before.
    PreviousView,
    /// More of less.
    ZoomIn,
    /// Less of more.
    ZoomOut,
    /// Everything on the screen.
    ZoomFit,
    /// The next variant of the view.
    Variant,
    /// The pane after.
    NextPane,
    /// The pane before.
    PreviousPane,
    /// Cycles which panes show.
    CyclePanes,
    /// Gives the focused pane more room.
    Widen,
    /// Leaves prompt, dialog or detail.
    Leave,
    /// As `Leave`; at rest quits with 130.
    Interrupt,
    /// Down a line.
    Down,
    /// Up a line.
    Up,
    /// Sideways, else the pane beside.
    Left,
    /// Sideways, else the pane beside.
    Right,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To the next day.
    NextDay,
    /// To the previous day.
    PreviousDay,
    /// To the next month.
    NextMonth,
    /// To the previous month.
    PreviousMonth,
    /// To the next burst or gap.
    NextTurn,
    /// To the previous burst or gap.
    PreviousTurn,
    /// Asks for a date and goes there.
    GoToDate,
    /// Edits the filter.
    EditFilter,
    /// Picks actors.
    PickActor,
    /// Picks venues.
    PickVenue,
    /// Picks dates.
    PickDate,
    /// Chooses the facet's value, or takes it out again.
    Choose,
    /// Adds the facet's value to what is chosen.
    Add,
    /// Excludes the facet's value.
    Exclude,
    /// Takes back a step of the filter.
    Undo,
    /// Makes it again.
    Redo,
    /// All filters off, or on again.
    ToggleFilter,
    /// Saves the filter as a view.
    SaveView,
    /// Saved views and bookmarks.
    Places,
    /// Finds without filtering.
    Find,
    /// The next match.
    FindNext,
    /// The previous match.
    FindPrevious,
    /// Opens an event or narrows to what stands for several.
    Enter,
    /// Back over the last narrowing or link jump.
    Back,
    /// Follows a link.
    Follow,
    /// Opens a source's address.
    OpenSource,
    /// Sets or takes a bookmark.
    Bookmark,
    /// Copies the event as Markdown.
    CopyEvent,
    /// Copies the event's id.
    CopyId,
    /// Copies the address of one of its sources.
    CopyAddress,
    /// Opens the editor at the event's line.
    EditEvent,
    /// Adds an event.
    NewEvent,
    /// Newest first, or oldest first.
    Reverse,
    /// In which zone times are shown.
    Zone,
    /// The next theme.
    Theme,
    /// The mouse on or off.
    Mouse,
    /// The export dialog.
    Export,
    /// The palette.
    Palette,
    /// Reads the store again.
    Reload,
    /// Draws the whole screen again.
    Redraw,
    /// Suspends the program.
    Suspend,
    /// Help for the focused pane.
    Help,
    /// Leaves the program.
    Quit,
}

impl Action {
    /// Returns the name by which the configuration binds it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::View(View::Timeline) => "timeline",
            Self::View(View::Lanes) => "lanes",
            Self::View(View::Calendar) => "calendar",
            Self::View(View::Map) => "map",
            Self::View(View::Threads) => "threads",
            Self::View(View::Positions) => "positions",
            Self::View(View::Language) => "language",
            Self::View(View::Sources) => "sources",
            Self::View(View::Strikes) => "strikes",
            Self::View(View::Encounters) => "encounters",
            Self::View(View::Shifts) => "shifts",
            Self::NextView => "next-view",
            Self::PreviousView => "previous-view",
            Self::ZoomIn => "zoom-in",
            Self::ZoomOut => "zoom-out",
            Self::ZoomFit => "zoom-fit",
            Self::Variant => "variant",
            Self::NextPane => "next-pane",
            Self::PreviousPane => "previous-pane",
            Self::CyclePanes => "panes",
            Self::Widen => "widen",
            Self::Leave => "leave",
            Self::Interrupt => "interrupt",
            Self::Down => "down",
            Self::Up => "up",
            Self::Left => "left",
            Self::Right => "right",
            Self::HalfPageDown => "half-page-down",
            Self::HalfPageUp => "half-page-up",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::First => "first",
            Self::Last => "last",
            Self::NextDay => "next-day",
            Self::PreviousDay => "previous-day",
            Self::NextMonth => "next-month",
            Self::PreviousMonth => "previous-month",
            Self::NextTurn => "next-turn",
            Self::PreviousTurn => "previous-turn",
            Self::GoToDate => "go-to-date",
            Self::EditFilter => "filter",
            Self::PickActor => "pick-actor",
            Self::PickVenue => "pick-venue",
            Self::PickDate => "pick-date",
            Self::Choose => "choose",
            Self::Add => "add",
            Self::Exclude => "exclude",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::ToggleFilter => "toggle-filter",
            Self::SaveView => "save-view",
            Self::Places => "places",
            Self::Find => "find",
            Self::FindNext => "find-next",
            Self::FindPrevious => "find-previous",
            Self::Enter => "enter",
            Self::Back => "back",
            Self::Follow => "follow",
            Self::OpenSource => "open-source",
            Self::Bookmark => "bookmark",
            Self::CopyEvent => "copy-event",
            Self::CopyId => "copy-id",
            Self::CopyAddress => "copy-address",
            Self::EditEvent => "edit",
            Self::NewEvent => "new",
            Self::Reverse => "reverse",
            Self::Zone => "zone",
            Self::Theme => "theme",
            Self::Mouse => "mouse",
            Self::Export => "export",
            Self::Palette => "palette",
            Self::Reload => "reload",
            Self::Redraw => "redraw",
            Self::Suspend => "suspend",
            Self::Help => "help",
            Self::Quit => "quit",
        }
    }
}

/// A view of the filtered events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// Events under day headings.
    #[default]
    Timeline,
    /// Time across, one lane for each actor, venue, kind or claim.
    Lanes,
    /// A year of days as a heat map, a month of days with titles.
    Calendar,
    /// Venues on a map.
    Map,
    /// Events that answer each other, as trees.
    Threads,
    /// What each outlet reported and what became of it.
    Sources,
    /// Who was in one room with whom.
    Encounters,
    /// Who uses which term in which week.
    Language,
    /// What each side claims in strikes, week by week.
    Strikes,
    /// What changed, unusual counts and silences.
    Shifts,
    /// Claims by actors, with what each holds.
    Positions,
}

impl View {
    /// All views, in the order of their keys.
    pub const ALL: [Self; 11] = [
        Self::Timeline,
        Self::Lanes,
        Self::Calendar,
        Self::Map,
        Self::Threads,
        Self::Positions,
        Self::Language,
        Self::Sources,
        Self::Strikes,
        Self::Encounters,
        Self::Shifts,
    ];

    /// Returns the name on its tab.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Lanes => "Lanes",
            Self::Calendar => "Calendar",
            Self::Map => "Map",
            Self::Threads => "Threads",
            Self::Sources => "Sources",
            Self::Encounters => "Encounters",
            Self::Language => "Language",
            Self::Strikes => "Strikes",
            Self::Shifts => "Shifts",
            Self::Positions => "Positions",
        }
    }

    /// Returns the view of that name, in whatever case.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name().to_lowercase() == name.trim().to_lowercase())
    }

    /// Returns the key that opens it.
    #[must_use]
    pub fn key(self) -> char {
        match self {
            Self::Timeline => '1',
            Self::Lanes => '2',
            Self::Calendar => '3',
            Self::Map => '4',
            Self::Threads => '5',
            Self::Sources => '8',
            Self::Encounters => '0',
            Self::Language => '7',
            Self::Strikes => '9',
            Self::Shifts => '!',
            Self::Positions => '6',
        }
    }
}
