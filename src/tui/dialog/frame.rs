//! The places of a dialog and its parts: one function of sizes, for drawing and for the mouse.

use crate::tui::shape::Area;

/// The place of a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    pub(crate) outer: Area,
    /// The area inside the frame. It equals the outer area if there is no room for a frame.
    pub(crate) inner: Area,
}

impl Frame {
    /// Returns a frame in the middle of a screen of `size`, as large as `wanted` if it fits. The lines of the frame are not
    /// counted.
    #[must_use]
    pub fn of(size: (u16, u16), wanted: (u16, u16)) -> Self {
        let air = |whole: u16, least: u16, air: u16| if whole >= least { whole - air } else { whole };
        let room = (air(size.0, 44, 4), air(size.1, 14, 2));
        let framed = room.0 >= 16 && room.1 >= 5;
        let (sides, ends) = if framed { (6, 2) } else { (0, 0) };
        let width = wanted.0.saturating_add(sides).min(room.0);
        let height = wanted.1.saturating_add(ends).min(room.1);
        let outer = Area { x: (size.0 - width) / 2, y: (size.1 - height) / 2, width, height };
        let inner = Area {
            x: outer.x + sides / 2,
            y: outer.y + ends / 2,
            width: width.saturating_sub(sides),
            height: height.saturating_sub(ends),
        };
        Self { outer, inner: if framed { inner } else { outer } }
    }

    /// Returns whether lines are drawn around it.
    #[must_use]
    pub(crate) fn is_drawn(self) -> bool {
        self.outer != self.inner
    }
}

/// The parts of a dialog that finds in a list: what is typed, the rows, and lines below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    pub(crate) prompt: Area,
    pub list: Area,
    pub(crate) foot: Area,
}

impl Listing {
    /// Divides `inner`, with `foot` lines below the list if they fit.
    #[must_use]
    pub fn of(inner: Area, foot: u16) -> Self {
        let row = |y: u16, height: u16| Area { y: inner.y + y, height, ..inner };
        let prompt = inner.height.min(1);
        let gap = u16::from(inner.height >= 6);
        let foot = if inner.height >= 8 + foot { foot } else { 0 };
        let foot_gap = u16::from(foot > 0);
        let list = inner.height.saturating_sub(prompt + gap + foot + foot_gap);
        Self {
            prompt: row(0, prompt),
            list: row(prompt + gap, list),
            foot: row(inner.height.saturating_sub(foot), foot),
        }
    }
}

/// Returns the first of `len` rows on a screen of `height` rows that shows row `at`, in the middle if possible.
#[must_use]
pub(crate) fn first_row(at: usize, len: usize, height: usize) -> usize {
    at.saturating_sub(height / 2).min(len.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_lies_on_the_screen_at_every_size() {
        for width in 0..130 {
            for height in 0..50 {
                for wanted in [(0, 0), (40, 12), (200, 90), (u16::MAX, u16::MAX)] {
                    let Frame { outer, inner } = Frame::of((width, height), wanted);
                    assert!(
                        outer.x + outer.width <= width && outer.y + outer.height <= height,
                        "{width}×{height}"
                    );
                    assert!(
                        inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width,
                        "{width} wide"
                    );
                    let parts = Listing::of(inner, 2);
                    let sum = parts.prompt.height + parts.list.height + parts.foot.height;
                    assert!(sum <= inner.height, "parts fit at {width}×{height}");
                }
            }
        }
    }

    #[test]
    fn the_selected_row_is_always_on_the_screen() {
        for len in 1..40 {
            for height in 1..20 {
                for at in 0..len {
                    let first = first_row(at, len, height);
                    assert!((first..first + height).contains(&at), "row {at} of {len} in {height} lines");
                    assert!(first == 0 || first + height <= len, "no empty lines while rows are hidden");
                }
            }
        }
    }
}
