//! The histogram on the screen: which column stands for which bucket.

use crate::event::date::Day;
use crate::text::signs::is_ascii;

use super::model::Model;
use super::text;

/// Where the buckets of the histogram stand: they share the whole width, beside the scale and what stands in no bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HistogramLayout {
    /// The first column of the first bucket; the scale stands before it.
    pub(crate) left: u16,
    /// The columns of all buckets.
    pub(crate) width: u16,
    /// How many buckets there are.
    pub(crate) count: usize,
}

/// The cells of the scale: ` 9999 `.
const SCALE: u16 = 6;
/// From this width on what stands in no bucket is counted in words.
const WORDS: u16 = 100;

impl HistogramLayout {
    /// Returns the layout for the screen as it is now.
    #[must_use]
    pub(crate) fn of(model: &Model) -> Self {
        let histogram = &model.histogram;
        let digits = crate::text::thousands(histogram.peak().into()).chars().count() as u16;
        // In ASCII the root is a word, which has its own line under the number.
        let least = if is_ascii() { SCALE } else { 0 };
        let left = (digits + 3).min(SCALE + 2).max(least);
        let beside = match beside(model) {
            Some(words) => text::width(&words) as u16 + 2,
            None => 0,
        };
        Self { left, width: model.width.saturating_sub(left + beside + 1), count: histogram.buckets.len() }
    }

    /// Returns how many buckets have room on a screen of `width` columns, whatever they will hold.
    #[must_use]
    pub(crate) fn room(width: u16) -> usize {
        let beside = if width >= WORDS { 26 } else { 6 };
        usize::from(width.saturating_sub(SCALE + 3 + beside)).max(1)
    }

    /// Returns the bucket at a column, the nearest where there is none.
    #[must_use]
    pub(crate) fn bucket_at(self, x: u16) -> Option<usize> {
        let last = self.count.checked_sub(1)?;
        let from_left = usize::from(x.saturating_sub(self.left));
        // The last bucket that begins at or before the column.
        let near = (from_left * self.count).checked_div(usize::from(self.width)).unwrap_or(0).min(last);
        Some(if near < last && self.column_of(near + 1) <= x { near + 1 } else { near })
    }

    /// Returns the first column of a bucket; of the one behind the last, the end.
    #[must_use]
    pub(crate) fn column_of(self, bucket: usize) -> u16 {
        let at = (bucket * usize::from(self.width)).checked_div(self.count).unwrap_or(0);
        self.left.saturating_add(at.min(usize::from(u16::MAX)) as u16)
    }

    /// Returns the columns of a bucket's bar; wide bars leave an empty column behind them.
    #[must_use]
    pub(crate) fn bar(self, bucket: usize) -> std::ops::Range<u16> {
        let (start, end) = (self.column_of(bucket), self.column_of(bucket + 1));
        start..if end.saturating_sub(start) >= 3 { end - 1 } else { end }
    }
}

/// `+4 known to the month`: the events that stand in no bucket; `None` where all do.
#[must_use]
pub(crate) fn beside(model: &Model) -> Option<String> {
    let words = model.histogram.beside_in_words()?;
    Some(if model.width >= WORDS {
        format!("+{words}")
    } else {
        format!("+{}", model.histogram.count_beside())
    })
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
