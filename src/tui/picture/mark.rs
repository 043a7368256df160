//! The sign that an event is drawn with, in every picture that draws each event.

use crate::describe::nature::Standing;
use crate::event::{Kind, Status, Word as _};

/// What a sign says of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It happened: the glyph of its kind.
    Kind(Kind),
    /// It is proposed, scheduled or dated in the future.
    Planned,
    /// It is alleged or rumoured.
    Unestablished,
    /// It was cancelled.
    Cancelled,
}

impl Mark {
    /// Those of what did not simply happen.
    pub(crate) const OTHER: [Self; 3] = [Self::Planned, Self::Unestablished, Self::Cancelled];

    /// Returns the mark of an event that stands so.
    pub(crate) fn of(kind: Kind, standing: Option<Standing>) -> Self {
        match standing {
            None | Some(Standing::Status(Status::Occurred)) => Self::Kind(kind),
            Some(Standing::Future | Standing::Status(Status::Proposed | Status::Scheduled)) => Self::Planned,
            Some(Standing::Status(Status::Alleged | Status::Rumoured)) => Self::Unestablished,
            Some(Standing::Status(Status::Cancelled)) => Self::Cancelled,
        }
    }

    /// Returns whether the event happened.
    pub(crate) fn has_happened(self) -> bool {
        matches!(self, Self::Kind(_))
    }

    /// Returns the sign, before it is drawn in ASCII.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.glyph(),
            Self::Planned => "○",
            Self::Unestablished => "◊",
            Self::Cancelled => "×",
        }
    }

    /// Returns what the sign means, for the legend.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.word(),
            Self::Planned => "planned",
            Self::Unestablished => "alleged",
            Self::Cancelled => "cancelled",
        }
    }
}
