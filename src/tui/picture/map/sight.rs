//! Which part of the world is on the screen, and where its places are.

/// The closest zoom, which shows less than a tenth of a degree.
pub(crate) const CLOSEST: u8 = 22;
/// The zoom that shows the whole world.
pub(crate) const WORLD: u8 = 1;
/// How much each step shows of the step before.
const STEP: f64 = 1.5;
/// The fewest degrees of latitude across that are shown without being asked for, and around venues that are.
pub(crate) const LEAST: f64 = 6.0;
pub(crate) const TIGHT: f64 = 0.1;
/// Below so many degrees of longitude across there is no land, which is too coarse there.
const GRID: f64 = 20.0;
/// Dots of a cell: two across, four down, and as far apart in both directions.
pub(super) const ACROSS: f64 = 2.0;
pub(super) const DOWN: f64 = 4.0;
/// From so many degrees of longitude across on, the map may be squeezed or stretched to the height that there is.
const FAR: f64 = 90.0;
/// The least and the most that a degree of latitude may be drawn long beside one of Mercator's.
const STRETCH: (f64, f64) = (0.75, 1.35);
/// The latitudes between which there is all that a map of the world needs to show.
const INHABITED: (f64, f64) = (-56.0, 80.0);
/// Cells that are left at the sides and at the top and bottom, for numbers and names.
const MARGIN: (usize, usize) = (10, 2);

/// A point in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) lon: f64,
    pub(crate) lat: f64,
}

/// A part of the world on so many cells, in the projection of Mercator: places near each other have their true shape,
/// and the crowded north gets more room than the empty south. A map wider than [`FAR`] is also stretched to its height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sight {
    pub(crate) middle: Point,
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Dots of a degree of longitude.
    scale: f64,
    /// Dots of a degree of Mercator's latitude.
    down: f64,
}

/// Returns Mercator's latitude, whose degrees are everywhere as long as those of longitude.
fn mercator(lat: f64) -> f64 {
    let lat = lat.clamp(-85.0, 85.0).to_radians();
    (std::f64::consts::FRAC_PI_4 + lat / 2.0).tan().ln().to_degrees()
}

/// Returns the latitude of one of Mercator's.
fn latitude(mercator: f64) -> f64 {
    (2.0 * mercator.to_radians().exp().atan() - std::f64::consts::FRAC_PI_2).to_degrees()
}

/// Returns the length of a degree of longitude at a latitude, beside one of latitude.
fn shrink(lat: f64) -> f64 {
    lat.to_radians().cos().max(0.1)
}

/// Returns a longitude between -180 and 180.
pub(crate) fn wrapped(lon: f64) -> f64 {
    (lon + 180.0).rem_euclid(360.0) - 180.0
}

impl Sight {
    /// Shows all points with a margin, at least so many degrees of latitude across; the whole world if there are none.
    pub(crate) fn fitting(points: &[Point], least: f64, width: usize, height: usize) -> Self {
        let Some((west, east)) = arc(points) else { return Self::world(width, height) };
        let is_one = points.iter().all(|point| Some(point) == points.first());
        let least = if is_one { least.max(LEAST) } else { least };
        let lats = || points.iter().map(|point| mercator(point.lat));
        let (south, north) = (lats().fold(180.0, f64::min), lats().fold(-180.0, f64::max));
        let least = least / shrink(latitude(f64::midpoint(south, north)));
        let wide = (west, east, (east - west).max(least));
        let high = (south, north, (north - south).max(least / 2.0));
        Self::spanning(wide, high, width, height, MARGIN)
    }

    /// Shows the whole world.
    pub(crate) fn world(width: usize, height: usize) -> Self {
        let (south, north) = (mercator(INHABITED.0), mercator(INHABITED.1));
        Self::spanning((-170.0, 190.0, 360.0), (south, north, north - south), width, height, (0, 0))
    }

    /// Shows longitudes and Mercator's latitudes from one to another, at least so many degrees of each.
    fn spanning(
        (west, east, across): (f64, f64, f64),
        (south, north, high): (f64, f64, f64),
        width: usize,
        height: usize,
        margin: (usize, usize),
    ) -> Self {
        let dots = |cells: usize, margin: usize, of: f64| (cells - 2 * margin.min(cells / 5)) as f64 * of;
        let (room, rows) = (dots(width, margin.0, ACROSS), dots(height, margin.1, DOWN));
        let (least, most) = if across > FAR { STRETCH } else { (1.0, 1.0) };
        let scale = (room / across).min(rows / high / least).max(0.01);
        let down = (rows / high).clamp(scale * least, scale * most).max(0.01);
        // Where there is more room than needed, it is not that of the ice.
        let half = height as f64 * DOWN / down / 2.0;
        let (bottom, top) = (mercator(INHABITED.0).min(south), mercator(INHABITED.1).max(north));
        let (lowest, highest) = (bottom + half, top - half);
        let middle = f64::midpoint(south, north);
        let middle =
            if lowest > highest { f64::midpoint(bottom, top) } else { middle.clamp(lowest, highest) };
        let middle = Point { lon: wrapped(f64::midpoint(west, east)), lat: latitude(middle) };
        Self { middle, width, height, scale, down }
    }

    /// Shows what a step of the zoom shows around a point.
    pub(crate) fn around(middle: Point, zoom: u8, width: usize, height: usize) -> Self {
        if zoom <= WORLD {
            return Self::world(width, height);
        }
        let scale = width as f64 * ACROSS / across(zoom) * shrink(middle.lat);
        Self { middle, width, height, scale, down: scale }
    }

    /// Returns the first step of the zoom that shows less, or the last one that shows more.
    pub(crate) fn beside(&self, closer: bool) -> Option<u8> {
        let now = self.degrees() * shrink(self.middle.lat);
        if closer {
            (WORLD..=CLOSEST).find(|zoom| across(*zoom) < now / 1.2)
        } else {
            (WORLD..=CLOSEST).rev().find(|zoom| across(*zoom) > now * 1.2)
        }
    }

    /// Returns the degrees of longitude across.
    pub(crate) fn degrees(&self) -> f64 {
        self.width as f64 * ACROSS / self.scale
    }

    /// Returns whether it shows a grid instead of land.
    pub(crate) fn is_close(&self) -> bool {
        self.degrees() < GRID
    }

    /// Returns the dot of a point, from the upper left corner.
    pub(crate) fn dot(&self, point: Point) -> (f64, f64) {
        let x = wrapped(point.lon - self.middle.lon) * self.scale;
        let y = (mercator(self.middle.lat) - mercator(point.lat)) * self.down;
        (x + self.width as f64 * ACROSS / 2.0, y + self.height as f64 * DOWN / 2.0)
    }

    /// Returns the latitude of a dot.
    pub(super) fn latitude(&self, y: f64) -> f64 {
        latitude(mercator(self.middle.lat) - (y - self.height as f64 * DOWN / 2.0) / self.down)
    }

    /// Returns the longitude of a dot; `None` beyond the back of the world.
    pub(super) fn longitude(&self, x: f64) -> Option<f64> {
        let from_middle = (x - self.width as f64 * ACROSS / 2.0) / self.scale;
        (from_middle.abs() <= 180.0).then(|| wrapped(self.middle.lon + from_middle))
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
        let all = |from: f64, to: f64, step: f64| {
            let (first, last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
            (first..=last).map(|n| n as f64 * step).collect()
        };
        let (lon, half) = (self.middle.lon, self.degrees() / 2.0);
        let (north, south) = (self.latitude(0.0), self.latitude(self.height as f64 * DOWN));
        let degree = self.down / shrink(self.middle.lat);
        (
            all(lon - half, lon + half, step(self.scale, 14.0 * ACROSS)),
            all(south, north, step(degree, 5.0 * DOWN)),
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
pub(super) fn arc(points: &[Point]) -> Option<(f64, f64)> {
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
        let sight = Sight::fitting(&points, LEAST, 80, 15);
        assert!(points.iter().all(|point| sight.shows(sight.cell(*point))), "{sight:?}");
        assert!(sight.cell(points[0]).0 < 16 && sight.cell(points[1]).0 > 63, "{sight:?}");
    }

    #[test]
    fn a_far_map_uses_the_height_and_shows_no_ice() {
        let points = [at(-149.8, 61.2), at(131.9, 43.1), at(115.1, -8.6), at(33.0, 68.1)];
        for (width, height) in [(80, 13), (82, 27), (104, 46)] {
            let sight = Sight::fitting(&points, LEAST, width, height);
            let rows: Vec<i64> = points.iter().map(|point| sight.cell(*point).1).collect();
            assert!(points.iter().all(|point| sight.shows(sight.cell(*point))), "{sight:?}");
            assert!(sight.latitude(0.0) <= 80.5, "nothing is shown north of all land: {sight:?}");
            assert!((rows[2] - rows[3]) * 2 > height as i64, "half of the height is between them: {rows:?}");
        }
    }

    #[test]
    fn a_dot_and_its_point_are_one() {
        let sight = Sight::fitting(&[at(-74.0, 40.7), at(37.6, 55.75)], LEAST, 80, 30);
        let (x, y) = sight.dot(at(24.0, 49.8));
        let back = (sight.longitude(x).expect("it is on the map"), sight.latitude(y));
        assert!((back.0 - 24.0).abs() < 1e-9 && (back.1 - 49.8).abs() < 1e-9, "{back:?}");
    }

    #[test]
    fn the_shortest_way_may_cross_the_date_line() {
        let points = [at(131.9, 43.1), at(-149.9, 61.2)];
        let sight = Sight::fitting(&points, LEAST, 80, 30);
        assert!((wrapped(sight.middle.lon) - 171.0).abs() < 0.01, "{sight:?}");
        assert!(sight.degrees() < 180.0, "{sight:?}");
    }

    #[test]
    fn asia_is_right_of_europe_unless_the_other_way_is_much_shorter() {
        let sight = Sight::fitting(&[at(131.9, 43.1), at(37.6, 55.75), at(-149.9, 61.2)], LEAST, 80, 30);
        assert!(sight.cell(at(37.6, 55.75)).0 < sight.cell(at(131.9, 43.1)).0, "{sight:?}");
    }

    #[test]
    fn a_degree_of_longitude_shrinks_with_latitude() {
        let sight = Sight::around(at(30.0, 60.0), 6, 80, 30);
        let middle = sight.dot(at(30.0, 60.0));
        let (east, north) = (sight.dot(at(32.0, 60.0)), sight.dot(at(30.0, 61.0)));
        assert!(
            ((east.0 - middle.0) / (middle.1 - north.1) - 1.0).abs() < 0.03,
            "at 60° two degrees are as long as one"
        );
    }

    #[test]
    fn one_place_is_not_shown_alone_and_the_zoom_ends() {
        let sight = Sight::fitting(&[at(37.6, 55.75)], LEAST, 80, 15);
        assert!(sight.is_close() && sight.degrees() > 5.0, "{sight:?}");
        assert_eq!(Sight::world(80, 15).beside(false), None, "nothing is larger than the world");
        assert_eq!(Sight::around(at(0.0, 0.0), CLOSEST, 80, 15).beside(true), None);
    }
}
