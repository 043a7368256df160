//! The columns of the scorecard, as many as there is room for.

use crate::text::columns as cells;

use super::Sources;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    Events,
    Alone,
    Copies,
    Roots,
    Confirmed,
    Contradicted,
    Both,
    Open,
    /// The interval, drawn from 0 to 100 %.
    Interval,
    Lag,
    Archived,
}

impl Column {
    /// Returns the head of the column.
    pub(crate) fn head(self) -> &'static str {
        match self {
            Self::Name => "Outlet",
            Self::Events => "Events",
            Self::Alone => "Alone",
            Self::Copies => "Copies",
            Self::Roots => "Roots",
            Self::Confirmed => "Conf",
            Self::Contradicted => "Contr",
            Self::Both => "Both",
            Self::Open => "Open",
            Self::Interval => "",
            Self::Lag => "Median lag",
            Self::Archived => "Archived",
        }
    }

    /// Returns which variant of the view sorts by the column.
    pub(crate) fn sort(self) -> Option<usize> {
        match self {
            Self::Events => Some(0),
            Self::Alone => Some(1),
            Self::Contradicted => Some(2),
            Self::Archived => Some(3),
            _ => None,
        }
    }

    fn width(self) -> usize {
        match self {
            Self::Events => 7,
            Self::Alone | Self::Contradicted => 6,
            Self::Roots | Self::Confirmed | Self::Both | Self::Open => 5,
            Self::Copies | Self::Archived => 10,
            Self::Lag => 12,
            Self::Name | Self::Interval => 0,
        }
    }
}

/// Returns the columns with the first cell and the width of each.
pub(crate) fn columns(sources: &Sources, width: usize) -> Vec<(Column, usize, usize)> {
    use Column::{
        Alone, Archived, Both, Confirmed, Contradicted, Copies, Events, Interval, Lag, Name, Open, Roots,
    };
    let all: &[Column] = match width {
        0..60 => &[Name, Events, Alone, Confirmed, Contradicted, Open],
        60..110 => &[Name, Events, Alone, Confirmed, Contradicted, Open, Interval, Archived],
        _ => &[
            Name,
            Events,
            Alone,
            Copies,
            Roots,
            Confirmed,
            Contradicted,
            Both,
            Open,
            Interval,
            Lag,
            Archived,
        ],
    };
    let fixed: usize = all.iter().map(|column| column.width() + 1).sum();
    let rest = width.saturating_sub(fixed + 1);
    let longest = sources.names.iter().map(|name| cells(name)).max().unwrap_or(0).max(6);
    let name = if all.contains(&Interval) { longest.min(rest.saturating_sub(12).min(30)) } else { rest };
    let mut x = 1;
    let place = |column: &Column| {
        let width = match column {
            Name => name,
            Interval => rest.saturating_sub(name + 1).min(51),
            column => column.width(),
        };
        let from = x;
        x += width + 1;
        (*column, from, width)
    };
    all.iter().map(place).collect()
}
