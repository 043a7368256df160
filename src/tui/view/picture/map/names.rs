//! Where names have room beside the marks.

use crate::tui::picture::map::Shown;

/// The blank cells between a name and what is not its mark.
const AIR: i64 = 3;

/// The cells of the map that have text.
pub(super) struct Taken {
    cells: Vec<bool>,
    width: i64,
    height: i64,
}

impl Taken {
    pub(super) fn of(shown: &Shown) -> Self {
        let (width, height) = (shown.sight.width, shown.sight.height);
        let mut taken =
            Self { cells: vec![false; width * height], width: width as i64, height: height as i64 };
        for stop in &shown.stops {
            if let Some((x, y)) = stop.cell {
                taken.take(x, y, stop.width());
            }
        }
        taken
    }

    pub(super) fn take(&mut self, x: i64, y: i64, width: i64) {
        if (0..self.height).contains(&y) {
            for x in x.max(0)..(x + width).min(self.width) {
                if let Some(cell) = self.cells.get_mut((y * self.width + x) as usize) {
                    *cell = true;
                }
            }
        }
    }

    /// Whether a text fits, with so much air on both sides that it is not read with a mark there.
    pub(super) fn is_free(&self, x: i64, y: i64, width: i64) -> bool {
        self.is_blank(x, y, width, (AIR, AIR))
    }

    /// Whether a text fits, with so many blank cells on each side, as far as there are any.
    fn is_blank(&self, x: i64, y: i64, width: i64, (left, right): (i64, i64)) -> bool {
        let inside = x >= 0 && x + width <= self.width && (0..self.height).contains(&y);
        let mut around = (x - left).max(0)..(x + width + right).min(self.width);
        inside && around.all(|x| self.cells.get((y * self.width + x) as usize) == Some(&false))
    }

    /// Finds a place for a name beside its mark, and takes it: right, else left, always in the row of the mark and away
    /// from what is on the other side.
    pub(super) fn beside(&mut self, (x, y): (i64, i64), mark: i64, name: i64) -> Option<(i64, i64)> {
        let (right, left) = (x + mark + 1, x - name - 1);
        let nx = if self.is_blank(right, y, name, (1, AIR)) {
            right
        } else {
            self.is_blank(left, y, name, (AIR, 1)).then_some(left)?
        };
        self.take(nx, y, name);
        Some((nx, y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(marks: &[(i64, i64, i64)]) -> Taken {
        let mut taken = Taken { cells: vec![false; 40 * 3], width: 40, height: 3 };
        for (x, y, width) in marks {
            taken.take(*x, *y, *width);
        }
        taken
    }

    #[test]
    fn a_name_is_right_or_left_of_its_mark_or_nowhere() {
        assert_eq!(with(&[(10, 1, 3)]).beside((10, 1), 3, 6), Some((14, 1)));
        assert_eq!(with(&[(35, 1, 3)]).beside((35, 1), 3, 6), Some((28, 1)), "no room at the right");
        let mut between = with(&[(2, 1, 3), (10, 1, 3), (20, 1, 3)]);
        assert_eq!(between.beside((10, 1), 3, 6), None, "it would be read with the mark at its other end");
        assert_eq!(between.beside((10, 1), 3, 3), Some((14, 1)), "a shorter one is not");
    }
}
