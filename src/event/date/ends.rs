//! The two ends of an interval, each with its own precision.

use super::EventDate;

impl EventDate {
    /// Returns the start and the end of an interval as dates. An open or unknown end is `None`, `x..` is its `x`. Any
    /// other date is its own start and has no end.
    #[must_use]
    pub(crate) fn ends(&self) -> [Option<Self>; 2] {
        if !self.is_range() {
            return [Some(self.clone()), None];
        }
        let end = |text: &str| Self::parse(text.trim_start_matches("..").trim_end_matches(".."), self.default_zone).ok();
        match self.text.split_once('/') {
            Some((from, to)) => [end(from), end(to)],
            None => [None, None],
        }
    }
}
