//! The land of the world, as quarters of cells.

use std::sync::LazyLock;

use super::sight::{ACROSS, DOWN, Point, Sight};

/// The shorelines of the world. Together they are closed.
static COAST: LazyLock<Vec<Shore>> = LazyLock::new(|| {
    let lines = include_str!("coast.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| Shore::of(line.split(' ').filter_map(point).collect())).collect()
});

/// A shoreline, with the latitudes that it reaches.
struct Shore {
    points: Vec<Point>,
    south: f64,
    north: f64,
}

impl Shore {
    fn of(points: Vec<Point>) -> Self {
        let lats = || points.iter().map(|point| point.lat);
        let (south, north) = (lats().fold(90.0, f64::min), lats().fold(-90.0, f64::max));
        Self { points, south, north }
    }

    /// Adds the longitudes at which it crosses a latitude.
    fn crossings(&self, lat: f64, into: &mut Vec<f64>) {
        if !(self.south..=self.north).contains(&lat) {
            return;
        }
        for pair in self.points.windows(2) {
            if let [a, b] = pair
                && (a.lat <= lat) != (b.lat <= lat)
            {
                into.push(a.lon + (b.lon - a.lon) * (lat - a.lat) / (b.lat - a.lat));
            }
        }
    }
}

fn point(text: &str) -> Option<Point> {
    let (lon, lat) = text.split_once(',')?;
    Some(Point { lon: lon.parse::<f64>().ok()? / 100.0, lat: lat.parse::<f64>().ok()? / 100.0 })
}

/// Returns which quarters of each cell are land, row by row: 1 and 2 the upper ones, 4 and 8 the lower ones.
pub(crate) fn land(sight: &Sight) -> Vec<u8> {
    let mut cells = vec![0; sight.width * sight.height];
    let mut crossings = Vec::new();
    for row in 0..sight.height * 2 {
        let lat = sight.latitude((row as f64 + 0.5) * DOWN / 2.0);
        crossings.clear();
        for shore in COAST.iter() {
            shore.crossings(lat, &mut crossings);
        }
        crossings.sort_unstable_by(f64::total_cmp);
        for column in 0..sight.width * 2 {
            let Some(lon) = sight.longitude((column as f64 + 0.5) * ACROSS / 2.0) else { continue };
            // West of an odd number of shores is sea, as is what has none on its west.
            let is_land = crossings.partition_point(|crossing| *crossing <= lon) % 2 == 1;
            if let Some(cell) = cells.get_mut(row / 2 * sight.width + column / 2).filter(|_| is_land) {
                *cell |= 1 << (row % 2 * 2 + column % 2);
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn land_is_where_it_is() {
        let sight = Sight::around(Point { lon: 15.0, lat: 48.0 }, 6, 80, 30);
        let land = land(&sight);
        let at = |lon: f64, lat: f64| {
            let (x, y) = sight.cell(Point { lon, lat });
            land[y as usize * 80 + x as usize].count_ones()
        };
        assert_eq!((at(24.0, 49.8), at(10.0, 50.0)), (4, 4), "Lviv and Frankfurt are in the middle of land");
        assert_eq!((at(15.5, 43.0), at(3.0, 57.0)), (0, 0), "the Adriatic and the North Sea are not");
        assert!(land.iter().any(|quarters| (1..4).contains(&quarters.count_ones())), "shores part cells");
    }

    #[test]
    fn the_land_is_closed_at_every_latitude() {
        for tenth in -890..890 {
            let mut crossings = Vec::new();
            COAST.iter().for_each(|shore| shore.crossings(f64::from(tenth) / 10.0 + 0.001, &mut crossings));
            assert_eq!(crossings.len() % 2, 0, "at {tenth} tenths of a degree");
        }
    }
}
