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

/// A view of the filtered events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// Events under day headings.
    #[default]
    Timeline,
    /// A year of days as a heat map, a month of days with titles.
    Calendar,
    /// What each outlet reported and what became of it.
    Sources,
    /// Who was in one room with whom.
    Encounters,
}

impl View {
    /// All views, in the order of their keys.
    pub const ALL: [Self; 4] = [Self::Timeline, Self::Calendar, Self::Sources, Self::Encounters];

    /// Returns the name on its tab.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Calendar => "Calendar",
            Self::Sources => "Sources",
            Self::Encounters => "Encounters",
        }
    }

    /// Returns the key that opens it.
    #[must_use]
    pub fn key(self) -> char {
        match self {
            Self::Timeline => '1',
            Self::Calendar => '3',
            Self::Sources => '8',
            Self::Encounters => '0',
        }
    }
}
