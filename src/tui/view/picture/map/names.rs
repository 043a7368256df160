//! Where names have room beside the marks.

use crate::tui::picture::map::Shown;

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

    /// Whether a text fits, with air on both sides.
    pub(super) fn is_free(&self, x: i64, y: i64, width: i64) -> bool {
        let inside = x >= 0 && x + width <= self.width && (0..self.height).contains(&y);
        inside && self.is_airy(x, y, width, 1)
    }

    /// Whether so many cells on both sides are free, as far as there are any.
    fn is_airy(&self, x: i64, y: i64, width: i64, air: i64) -> bool {
        let mut around = (x - air).max(0)..(x + width + air).min(self.width);
        around.all(|x| self.cells.get((y * self.width + x) as usize) == Some(&false))
    }

    /// Finds a place for a name beside a mark, and takes it: right, left, then above or below, where it may begin left
    /// of the mark and leaves so much air that it is not read with another mark.
    pub(super) fn beside(
        &mut self,
        (x, y): (i64, i64),
        mark: i64,
        name: i64,
        air: i64,
    ) -> Option<(i64, i64)> {
        let beside = [(x + mark + 1, y), (x - name - 1, y)];
        // Beside the mark one cell of air is there already.
        let free = |taken: &Self, at: usize, (nx, ny): (i64, i64)| {
            nx >= 0
                && nx + name <= taken.width
                && taken.is_free(if at == 0 { nx + 1 } else { nx }, ny, name - 1)
        };
        let first = beside.into_iter().enumerate().find(|(at, place)| free(self, *at, *place));
        let ends = [x, x + mark - name];
        let between = (x - name + 1..x + mark).rev().filter(|nx| !ends.contains(nx));
        let mut rows = ends.into_iter().chain(between).flat_map(|nx| [(nx, y - 1), (nx, y + 1)]);
        let place = first.map(|(_, place)| place).or_else(|| {
            rows.find(|(nx, ny)| self.is_free(*nx, *ny, name) && self.is_airy(*nx, *ny, name, air))
        });
        let (nx, ny) = place?;
        self.take(nx, ny, name);
        Some((nx, ny))
    }
}
