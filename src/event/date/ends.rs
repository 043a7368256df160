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
        let end = |text: &str| {
            Self::parse(text.trim_start_matches("..").trim_end_matches(".."), self.default_zone).ok()
        };
        match self.text.split_once('/') {
            Some((from, to)) => [end(from), end(to)],
            None => [None, None],
        }
    }

    /// Returns the known start and end of an interval, or of a set that is open at one side: `[2025-12..]` begins with
    /// its `2025-12`.
    pub(crate) fn known_ends(&self) -> [Option<Self>; 2] {
        if !self.text.starts_with(['[', '{']) {
            return self.ends();
        }
        let inner = self.text.trim_matches(['[', ']', '{', '}']);
        let parsed = |text: &str| Self::parse(text, self.default_zone).ok();
        // A set open at its end ends with `x..`, one open at its start begins with `..x`.
        let last = inner.rsplit(',').next().and_then(|part| parsed(part.trim().strip_suffix("..")?));
        let first = inner.split(',').next().and_then(|part| parsed(part.trim().strip_prefix("..")?));
        [last, first]
    }

    /// Returns the first instant as its own clock shows it, `2025-12-21T11:10:00+03:00`. Empty if open or out of range.
    #[must_use]
    pub(crate) fn local_iso(&self) -> String {
        if self.earliest.is_out_of_range() {
            return String::new();
        }
        let (day, second) = self.zone.local(self.earliest);
        let offset = self.zone.offset_at(self.earliest);
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!(
            "{}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}",
            day.iso(),
            minutes / 60,
            minutes % 60
        )
    }
}
