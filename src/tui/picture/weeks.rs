//! Weeks across: what the views that have an axis of weeks share.

use crate::event::date::Day;
use crate::event::date::week::IsoWeek;
use crate::text::signs::drawn_owned;

use super::{Place, Zoom, stepped};

/// The weeks of a picture, from the first to the last; none if nothing has a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Weeks(pub(crate) Option<(IsoWeek, IsoWeek)>);

impl Weeks {
    /// Returns the weeks from the first of these to the last.
    pub(crate) fn over(weeks: impl IntoIterator<Item = IsoWeek>) -> Self {
        let mut ends = None;
        for week in weeks {
            let (first, last) = ends.unwrap_or((week, week));
            ends = Some((week.min(first), week.max(last)));
        }
        Self(ends)
    }

    /// Returns the number of weeks.
    pub(crate) fn count(self) -> usize {
        self.0.map_or(0, |(first, last)| usize::try_from(last.0 - first.0 + 1).unwrap_or(0))
    }

    /// Returns the position of a week.
    pub(crate) fn column(self, week: IsoWeek) -> usize {
        self.0.map_or(0, |(first, _)| usize::try_from(week.0 - first.0).unwrap_or(0))
    }

    /// Returns the week at a position.
    pub(crate) fn at(self, column: usize) -> Option<IsoWeek> {
        let (first, last) = self.0?;
        let week = IsoWeek(first.0.saturating_add(i64::try_from(column).ok()?));
        (week <= last).then_some(week)
    }

    /// Returns the weeks of a column, if `step` weeks share each.
    pub(crate) fn span(self, column: usize, step: usize) -> Option<Span> {
        let first = self.at(column.saturating_mul(step))?;
        let (_, last) = self.0?;
        let end = IsoWeek(first.0.saturating_add(step.saturating_sub(1) as i64));
        Some(Span { first, last: end.min(last) })
    }
}

/// Weeks that share a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    pub(crate) first: IsoWeek,
    pub(crate) last: IsoWeek,
}

impl Span {
    /// Returns whether a week is among them.
    pub(crate) fn holds(self, week: IsoWeek) -> bool {
        (self.first..=self.last).contains(&week)
    }

    /// Returns the weeks in words: `2025-W52 (22–28 Dec 2025)`, `29 Sep 2025 to 26 Oct 2025 (4 weeks)`.
    pub(crate) fn in_words(self) -> String {
        if self.first == self.last {
            return week_in_words(self.first);
        }
        let (from, to) = (self.first.monday().short(), self.last.sunday().short());
        format!("{from} to {to} ({} weeks)", self.last.0 - self.first.0 + 1)
    }

    /// Returns the filter term of its days.
    pub(crate) fn dates(self) -> String {
        format!("date:{}..{}", self.first.monday().iso(), self.last.sunday().iso())
    }
}

/// Returns a week in words: `2025-W52 (22–28 Dec 2025)`.
pub(crate) fn week_in_words(week: IsoWeek) -> String {
    let (first, last) = (week.monday(), week.sunday());
    let (from, to) = (first.civil(), last.civil());
    let (start, end) = (first.short(), last.short());
    let start = match start.split(' ').collect::<Vec<_>>().as_slice() {
        [day, _, _] if (from.0, from.1) == (to.0, to.1) => (*day).to_owned(),
        [day, month, _] if from.0 == to.0 => format!("{day} {month} "),
        _ => format!("{start} "),
    };
    let gap = if start.ends_with(' ') { " " } else { "" };
    drawn_owned(format!("{week} ({start}–{gap}{end})"))
}

/// Returns the position `by` further among `count`, for a cursor that is on position `at` or just before it.
pub(crate) fn along(at: usize, is_on: bool, by: isize, count: usize) -> usize {
    // Between two the step to the right already leads to the one at the right.
    stepped(at, if by > 0 && !is_on { by - 1 } else { by }, count)
}

/// Zooms by one step; `false` if there is no more of it.
pub(crate) fn zoomed(place: &mut Place, zoom: Zoom, is_widest: bool) -> bool {
    let before = place.zoom;
    place.zoom = match zoom {
        Zoom::In if is_widest => before,
        Zoom::In => before.saturating_add(1),
        Zoom::Out => before.saturating_sub(1),
        Zoom::Fit => 0,
    };
    place.zoom != before
}

/// Returns the days of two columns that were dragged over, which may be in either order.
pub(crate) fn dragged(from: usize, to: usize, span: impl Fn(usize) -> Option<Span>) -> Option<(Day, Day)> {
    Some((span(from.min(to))?.first.monday(), span(from.max(to))?.last.sunday()))
}
