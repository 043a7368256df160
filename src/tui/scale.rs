//! How counts become the heights of bars.

use crate::text::signs::{is_ascii, sign};
use crate::text::thousands;

/// The scale of a row of bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scale {
    /// The largest count.
    pub(crate) peak: u64,
    /// Whether heights go with the root of the counts, because one count would flatten all others.
    pub(crate) is_root: bool,
}

impl Scale {
    /// Returns the scale for these counts, of which those above zero matter.
    pub(crate) fn of(counts: impl IntoIterator<Item = u64>) -> Self {
        let mut counts: Vec<u64> = counts.into_iter().filter(|count| *count > 0).collect();
        counts.sort_unstable();
        let peak = counts.last().copied().unwrap_or(0);
        let usual = counts.get(counts.len() * 3 / 4).copied().unwrap_or(0);
        Self { peak, is_root: peak > usual.max(1).saturating_mul(4) }
    }

    /// Returns the largest count, with the sign of the root. In ASCII the root is a word, for which a title has room.
    pub(crate) fn in_words(self) -> String {
        let root = if self.is_root && !is_ascii() { sign("√") } else { "" };
        format!("{root}{}", thousands(self.peak))
    }

    /// Returns the height of a count, of which the largest has `steps`; something is never drawn as nothing.
    pub(crate) fn height(self, count: u64, steps: u64) -> u64 {
        let (count, peak, steps) =
            (u128::from(count.min(self.peak)), u128::from(self.peak.max(1)), u128::from(steps));
        let height = if self.is_root {
            // Rounded up from the square: height² : steps² = count : peak.
            let square = (count * steps * steps).div_ceil(peak);
            let root = square.isqrt();
            root + u128::from(root * root < square)
        } else {
            (count * steps).div_ceil(peak)
        };
        u64::try_from(height).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn one_outlier_makes_a_root_scale() {
        let even = Scale::of([5, 6, 7, 8]);
        assert_eq!(
            (even.is_root, even.height(4, 8), even.height(0, 8)),
            (false, 4, 0),
            "half is half as high"
        );
        let outlier = Scale::of([1, 4, 1, 1, 2, 1, 1, 100]);
        assert_eq!(
            (outlier.is_root, outlier.height(25, 8)),
            (true, 4),
            "a quarter is half as high by its root"
        );
        assert_eq!(outlier.height(1, 8), 1, "one is not nothing");
        assert_eq!(Scale::of([]).height(3, 8), 0, "without counts nothing has a height");
        assert_eq!(Scale::of([u64::MAX]).height(u64::MAX, 64), 64, "nor does the largest number overflow");
    }
}
