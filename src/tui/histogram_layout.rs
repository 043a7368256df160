//! The histogram on the screen: which column stands for which bucket.

use crate::event::date::Day;

use super::model::Model;

/// Where the buckets of the histogram stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HistogramLayout {
    /// The first column of the first bucket.
    pub left: u16,
    /// Columns of a bucket.
    pub cells: u16,
    /// How many buckets there are.
    pub count: usize,
}

impl HistogramLayout {
    /// As the screen is now.
    #[must_use]
    pub(crate) fn of(model: &Model) -> Self {
        let count = model.histogram.buckets.len();
        let room = usize::from(model.width.saturating_sub(2));
        let cells = room.checked_div(count).unwrap_or(1).clamp(1, 6);
        Self { left: 1, cells: cells as u16, count }
    }

    /// Columns of all buckets.
    #[must_use]
    pub(crate) fn width(self) -> u16 {
        self.cells.saturating_mul(self.count.min(usize::from(u16::MAX)) as u16)
    }

    /// The bucket at a column, the nearest where there is none.
    #[must_use]
    pub(crate) fn bucket_at(self, x: u16) -> Option<usize> {
        let last = self.count.checked_sub(1)?;
        Some(usize::from(x.saturating_sub(self.left) / self.cells.max(1)).min(last))
    }

    /// The first column of a bucket.
    #[must_use]
    pub(crate) fn column_of(self, bucket: usize) -> u16 {
        self.left.saturating_add(self.cells.saturating_mul(bucket.min(usize::from(u16::MAX)) as u16))
    }
}

/// Days as a range of the filter language; none where the years are beyond what it writes.
#[must_use]
pub(crate) fn range_text(first: Day, last: Day) -> Option<String> {
    let day = |day: Day| {
        let (year, month, day) = day.civil();
        (0..=9999).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    Some(format!("{}..{}", day(first)?, day(last)?))
}
