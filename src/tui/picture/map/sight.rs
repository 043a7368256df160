//! Which part of the world is on the screen, and where its places are.

/// The closest zoom, which shows less than a tenth of a degree.
pub(crate) const CLOSEST: u8 = 22;
/// The zoom that shows the whole world.
pub(crate) const WORLD: u8 = 1;
/// How much each step shows of the step before.
const STEP: f64 = 1.5;
/// The fewest degrees of latitude across that are shown without being asked for.
const LEAST: f64 = 6.0;
/// Below so many degrees of longitude across there are no coasts, which are too coarse there.
const GRID: f64 = 20.0;
/// Dots of a cell: two across, four down, and as far apart in both directions.
const ACROSS: f64 = 2.0;
const DOWN: f64 = 4.0;

/// A point in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) lon: f64,
    pub(crate) lat: f64,
}

/// A part of the world on so many cells. A degree of longitude is as long as it is at the middle latitude.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sight {
    pub(crate) middle: Point,
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Dots of a degree of latitude.
    scale: f64,
    /// How long a degree of longitude is, beside one of latitude.
    shrink: f64,
}

/// Returns the length of a degree of longitude at a latitude, beside one of latitude.
fn shrink(lat: f64) -> f64 {
    lat.to_radians().cos().max(0.15)
}

/// Returns a longitude between -180 and 180.
pub(crate) fn wrapped(lon: f64) -> f64 {
    (lon + 180.0).rem_euclid(360.0) - 180.0
}

impl Sight {
    /// Shows all points with a margin, or the whole world if there are none.
    pub(crate) fn fitting(points: &[Point], width: usize, height: usize) -> Self {
        let Some((west, east)) = arc(points) else { return Self::world(width, height) };
        let lats = || points.iter().map(|point| point.lat);
        let (south, north) = (lats().fold(90.0, f64::min), lats().fold(-90.0, f64::max));
        let middle = Point { lon: wrapped(f64::midpoint(west, east)), lat: f64::midpoint(south, north) };
        let shrink = shrink(middle.lat);
        // The margin leaves room for the names and numbers at the edges.
        let across = ((east - west) * shrink * 1.25).max(LEAST);
        let down = ((north - south) * 1.25).max(LEAST / 2.0);
        let scale = (width as f64 * ACROSS / across).min(height as f64 * DOWN / down);
        Self { middle, width, height, scale: scale.max(0.01), shrink }
    }

    /// Shows the whole world.
    pub(crate) fn world(width: usize, height: usize) -> Self {
        let scale = (width as f64 * ACROSS / 360.0).min(height as f64 * DOWN / 145.0).max(0.01);
        Self { middle: Point { lon: 10.0, lat: 12.0 }, width, height, scale, shrink: 1.0 }
    }

    /// Shows what a step of the zoom shows around a point.
    pub(crate) fn around(middle: Point, zoom: u8, width: usize, height: usize) -> Self {
        if zoom <= WORLD {
            return Self::world(width, height);
        }
        let across = across(zoom);
        Self { middle, width, height, scale: width as f64 * ACROSS / across, shrink: shrink(middle.lat) }
    }

    /// Returns the first step of the zoom that shows less, or the last one that shows more.
    pub(crate) fn beside(&self, closer: bool) -> Option<u8> {
        let now = self.width as f64 * ACROSS / self.scale;
        if closer {
            (WORLD..=CLOSEST).find(|zoom| across(*zoom) < now / 1.2)
        } else {
            (WORLD..=CLOSEST).rev().find(|zoom| across(*zoom) > now * 1.2)
        }
    }

    /// Returns the degrees of longitude across.
    pub(crate) fn degrees(&self) -> f64 {
        self.width as f64 * ACROSS / self.scale / self.shrink
    }

    /// Returns whether it shows a grid instead of coasts.
    pub(crate) fn is_close(&self) -> bool {
        self.degrees() < GRID
    }

    /// Returns the dot of a point, from the upper left corner.
    pub(crate) fn dot(&self, point: Point) -> (f64, f64) {
        let x = wrapped(point.lon - self.middle.lon) * self.shrink * self.scale;
        let y = (self.middle.lat - point.lat) * self.scale;
        (x + self.width as f64 * ACROSS / 2.0, y + self.height as f64 * DOWN / 2.0)
    }

    /// Returns the cell of a point, which may be outside.
    pub(crate) fn cell(&self, point: Point) -> (i64, i64) {
        let (x, y) = self.dot(point);
        ((x / ACROSS).floor() as i64, (y / DOWN).floor() as i64)
    }

    /// Returns whether a cell is on the screen.
    pub(crate) fn shows(&self, (x, y): (i64, i64)) -> bool {
        (0..self.width as i64).contains(&x) && (0..self.height as i64).contains(&y)
    }

    /// Returns the whole degrees, or parts of one, at which a grid has its lines: of longitude, then of latitude.
    pub(crate) fn lines(&self) -> (Vec<f64>, Vec<f64>) {
        let steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0];
        let step = |dots: f64, least: f64| steps.into_iter().find(|s| s * dots >= least).unwrap_or(30.0);
        let all = |middle: f64, half: f64, step: f64| {
            let (first, last) =
                (((middle - half) / step).ceil() as i64, ((middle + half) / step).floor() as i64);
            (first..=last).map(|n| n as f64 * step).collect()
        };
        let down = self.height as f64 * DOWN / self.scale / 2.0;
        (
            all(self.middle.lon, self.degrees() / 2.0, step(self.scale * self.shrink, 14.0 * ACROSS)),
            all(self.middle.lat, down, step(self.scale, 5.0 * DOWN)),
        )
    }
}

/// The degrees of latitude across that a step of the zoom shows.
fn across(zoom: u8) -> f64 {
    360.0 / STEP.powi(i32::from(zoom) - 1)
}

/// Returns an arc of longitudes that has all points.
///
/// It goes on beyond 180 only where that is much shorter, because readers look for Asia right of Europe.
fn arc(points: &[Point]) -> Option<(f64, f64)> {
    let mut lons: Vec<f64> = points.iter().map(|point| wrapped(point.lon)).collect();
    lons.sort_unstable_by(f64::total_cmp);
    let (first, last) = (*lons.first()?, *lons.last()?);
    let mut best = (first, last);
    for pair in lons.windows(2) {
        if let [a, b] = *pair {
            let beyond = (b, a + 360.0);
            // The first time it has to save a third, then it has only to be shorter.
            let least = if best.1 <= 180.0 { (best.1 - best.0) * 2.0 / 3.0 } else { best.1 - best.0 };
            if beyond.1 - beyond.0 < least {
                best = beyond;
            }
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Point {
        Point { lon, lat }
    }

    #[test]
    fn all_points_are_on_the_screen_and_near_its_edges() {
        let points = [at(-74.0, 40.7), at(37.6, 55.75), at(30.5, 50.45)];
        let sight = Sight::fitting(&points, 80, 15);
        assert!(points.iter().all(|point| sight.shows(sight.cell(*point))), "{sight:?}");
        assert!(sight.cell(points[0]).0 < 16 && sight.cell(points[1]).0 > 63, "{sight:?}");
    }

    #[test]
    fn the_shortest_way_may_cross_the_date_line() {
        let points = [at(131.9, 43.1), at(-149.9, 61.2)];
        let sight = Sight::fitting(&points, 80, 30);
        assert!((wrapped(sight.middle.lon) - 171.0).abs() < 0.01, "{sight:?}");
        assert!(sight.degrees() < 180.0, "{sight:?}");
    }

    #[test]
    fn asia_is_right_of_europe_unless_the_other_way_is_much_shorter() {
        let sight = Sight::fitting(&[at(131.9, 43.1), at(37.6, 55.75), at(-149.9, 61.2)], 80, 30);
        assert!(sight.cell(at(37.6, 55.75)).0 < sight.cell(at(131.9, 43.1)).0, "{sight:?}");
    }

    #[test]
    fn a_degree_of_longitude_shrinks_with_latitude() {
        let sight = Sight::around(at(30.0, 60.0), 6, 80, 30);
        let middle = sight.dot(at(30.0, 60.0));
        let (east, north) = (sight.dot(at(32.0, 60.0)), sight.dot(at(30.0, 61.0)));
        assert!(
            ((east.0 - middle.0) - (middle.1 - north.1)).abs() < 0.01,
            "at 60° two degrees are as long as one"
        );
    }

    #[test]
    fn one_place_is_not_shown_alone_and_the_zoom_ends() {
        let sight = Sight::fitting(&[at(37.6, 55.75)], 80, 15);
        assert!(sight.is_close() && sight.degrees() > 5.0, "{sight:?}");
        assert_eq!(Sight::world(80, 15).beside(false), None, "nothing is larger than the world");
        assert_eq!(Sight::around(at(0.0, 0.0), CLOSEST, 80, 15).beside(true), None);
    }
}
