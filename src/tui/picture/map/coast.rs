//! Coastlines as dots.

use std::sync::LazyLock;

use super::sight::{Point, Sight};

/// The shorelines of the world.
static COAST: LazyLock<Vec<Vec<Point>>> = LazyLock::new(|| {
    let lines = include_str!("coast.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(' ').filter_map(point).collect()).collect()
});

fn point(text: &str) -> Option<Point> {
    let (lon, lat) = text.split_once(',')?;
    Some(Point { lon: lon.parse::<f64>().ok()? / 100.0, lat: lat.parse::<f64>().ok()? / 100.0 })
}

/// Returns the dots of each cell, row by row, as braille numbers them; 0 for a cell without a coast.
pub(crate) fn dots(sight: &Sight) -> Vec<u8> {
    let mut cells = vec![0; sight.width * sight.height];
    for line in COAST.iter() {
        for pair in line.windows(2) {
            if let [a, b] = pair {
                draw(sight, sight.dot(*a), sight.dot(*b), &mut cells);
            }
        }
    }
    cells
}

/// Draws a straight line; one around the back of the world is none.
fn draw(sight: &Sight, a: (f64, f64), b: (f64, f64), cells: &mut [u8]) {
    let (width, height) = (sight.width as f64 * 2.0, sight.height as f64 * 4.0);
    let beyond = |p: f64, q: f64, end: f64| p.max(q) < 0.0 || p.min(q) >= end;
    if beyond(a.0, b.0, width) || beyond(a.1, b.1, height) || (a.0 - b.0).abs() > width / 2.0 {
        return;
    }
    let steps = (b.0 - a.0).abs().max((b.1 - a.1).abs()).ceil().clamp(1.0, 4096.0) as usize;
    for step in 0..=steps {
        let part = step as f64 / steps as f64;
        let (x, y) = (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part);
        if (0.0..width).contains(&x) && (0.0..height).contains(&y) {
            let (x, y) = (x as usize, y as usize);
            if let Some(cell) = cells.get_mut(y / 4 * sight.width + x / 2) {
                *cell |= [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]][x % 2][y % 4];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn land_has_shores_where_they_are() {
        let sight = Sight::around(Point { lon: 15.0, lat: 48.0 }, 6, 80, 30);
        let dots = dots(&sight);
        let near = |lon: f64, lat: f64| {
            let (x, y) = sight.cell(Point { lon, lat });
            (-1..=1).any(|by| dots[y as usize * 80 + (x + by) as usize] != 0)
        };
        assert!(near(12.0, 44.2) && near(30.7, 46.4), "Ravenna and Odesa are on a shore");
        assert!(!near(24.0, 49.8), "Lviv is not");
    }
}
