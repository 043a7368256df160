//! The lines of the form, from top to bottom.

use crate::event::{Kind, Stance, Status, Word as _};

/// A line of the form, or the preview below them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What happened, in a sentence that fills the lines below.
    Sentence,
    Kind,
    Title,
    Date,
    Venue,
    /// Actors, under their roles.
    Actors,
    Status,
    Stance,
    /// Claims that it is about, each with its own stance where that differs.
    Claims,
    Quote,
    Outlet,
    Url,
    Published,
    Grade,
    /// Events that it answers, denies, follows.
    Links,
    Summary,
    Tags,
    /// The event as it will be written.
    Preview,
}

impl Part {
    /// The lines in which something is written.
    pub(crate) const LINES: [Self; 17] = [
        Self::Sentence,
        Self::Kind,
        Self::Title,
        Self::Date,
        Self::Venue,
        Self::Actors,
        Self::Status,
        Self::Stance,
        Self::Claims,
        Self::Quote,
        Self::Outlet,
        Self::Url,
        Self::Published,
        Self::Grade,
        Self::Links,
        Self::Summary,
        Self::Tags,
    ];

    /// Returns its place among the lines.
    pub(crate) fn at(self) -> usize {
        Self::LINES.iter().position(|part| *part == self).unwrap_or(Self::LINES.len())
    }

    /// Returns the part so many stops further on, round and round.
    pub(super) fn step(self, by: isize) -> Self {
        let stops = Self::LINES.len() + 1;
        let at = (self.at() + stops).saturating_add_signed(by) % stops;
        Self::LINES.get(at).copied().unwrap_or(Self::Preview)
    }

    /// Returns its name.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sentence => "Sentence",
            Self::Kind => "Kind",
            Self::Title => "Title",
            Self::Date => "Date",
            Self::Venue => "Venue",
            Self::Actors => "Actors",
            Self::Status => "Status",
            Self::Stance => "Stance",
            Self::Claims => "About",
            Self::Quote => "Quote",
            Self::Outlet => "Outlet",
            Self::Url => "Address",
            Self::Published => "Published",
            Self::Grade => "Grade",
            Self::Links => "Links",
            Self::Summary => "Summary",
            Self::Tags => "Tags",
            Self::Preview => "Preview",
        }
    }

    /// Returns what an empty line says.
    pub(crate) fn empty(self) -> String {
        match self {
            Self::Sentence => "Peskov denied talks, Moscow, 21 Dec 2025 11:10, TASS https://…".to_owned(),
            Self::Kind => format!("needed: {}", Kind::candidates().join(", ")),
            Self::Title => "needed".to_owned(),
            Self::Date => "needed: 2025-12-21, 21 Dec 2025 11:10, 2025-12".to_owned(),
            Self::Actors => "speaker=peskov; subject=witkoff, kushner".to_owned(),
            Self::Status => Status::candidates().join(", "),
            Self::Stance => Stance::candidates().join(", "),
            Self::Claims => "claims, each with a stance of its own as in three-way/denies".to_owned(),
            Self::Url => "https://…, or a source of the store by its id".to_owned(),
            Self::Published => "when it was published".to_owned(),
            Self::Grade => "B2".to_owned(),
            Self::Links => "responds_to=a word of its title".to_owned(),
            Self::Tags => "separated by commas".to_owned(),
            Self::Venue | Self::Quote | Self::Outlet | Self::Summary | Self::Preview => String::new(),
        }
    }

    /// Returns the line where a finding of a field shows, and of a key in it.
    pub(super) fn of_field(field: &str, key: &str) -> Option<Self> {
        Some(match (field, key) {
            ("kind", _) => Self::Kind,
            ("title" | "id", _) => Self::Title,
            ("date", _) => Self::Date,
            ("venue" | "other_venues", _) => Self::Venue,
            ("actors", _) => Self::Actors,
            ("status", _) => Self::Status,
            ("stance", _) => Self::Stance,
            ("about", _) => Self::Claims,
            ("quote", _) => Self::Quote,
            ("sources", "published") => Self::Published,
            ("sources", "url") => Self::Url,
            ("sources", _) => Self::Outlet,
            ("grade", _) => Self::Grade,
            ("links", _) => Self::Links,
            ("summary", _) => Self::Summary,
            ("tags", _) => Self::Tags,
            _ => return None,
        })
    }

    /// Returns whether several values stand in the line, separated by commas.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Actors | Self::Claims | Self::Links | Self::Tags)
    }
}
