//! Where most of the events are: the box that the map opens on.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::sight::{Point, arc, wrapped};

/// Of so many events one may be outside the box.
const OUTSIDE: usize = 10;
/// So many places at each side are looked at, at most, for how much smaller the box is without them.
const AHEAD: usize = 64;

/// Returns the points of a box that has about 90 % of the events, each point given with the number of its events.
///
/// Again and again the side is moved in that makes the box smallest for the events that this costs.
pub(super) fn core(placed: &[(Point, usize)]) -> Vec<Point> {
    let all: Vec<Point> = placed.iter().map(|(point, _)| *point).collect();
    let Some((west, _)) = arc(&all) else { return all };
    let east_of = |point: &Point| wrapped(point.lon - west).rem_euclid(360.0);
    let mut left = placed.iter().map(|(_, events)| events).sum::<usize>() / OUTSIDE;
    let mut inside = vec![true; placed.len()];
    let sorted = |key: &dyn Fn(&Point) -> f64| {
        let mut order: Vec<(f64, usize)> = all.iter().map(key).zip(0..).collect();
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        order
    };
    let mut sides = [
        sorted(&east_of),
        sorted(&|point| -east_of(point)),
        sorted(&|point| point.lat),
        sorted(&|point| -point.lat),
    ];
    loop {
        for side in &mut sides {
            // What is outside is at the ends, but for few.
            let first = side.iter().position(|(_, at)| inside.get(*at) == Some(&true)).unwrap_or(side.len());
            side.drain(..first);
        }
        let ends = |side: usize| sides.get(side).and_then(|side| side.first()).map_or(0.0, |(key, _)| *key);
        let spans = [-(ends(0) + ends(1)), -(ends(2) + ends(3))];
        let mut best: Option<(f64, usize, f64)> = None;
        for (number, side) in sides.iter().enumerate() {
            let span = spans.get(number / 2).copied().unwrap_or_default().max(1e-9);
            let (from, mut cost) = (ends(number), 0);
            for (key, at) in side.iter().filter(|(_, at)| inside.get(*at) == Some(&true)).take(AHEAD) {
                let gain = (key - from) / span;
                if cost > 0 && gain > 0.0 {
                    let rate = gain / cost as f64;
                    if best.is_none_or(|(other, ..)| rate > other) {
                        best = Some((rate, number, *key));
                    }
                }
                cost += placed.get(*at).map_or(0, |(_, events)| *events);
                if cost > left {
                    break;
                }
            }
        }
        let Some((_, number, to)) = best else { break };
        for (_, at) in sides.get(number).into_iter().flatten().take_while(|(key, _)| *key < to) {
            if let Some(inside) = inside.get_mut(*at)
                && std::mem::take(inside)
            {
                left = left.saturating_sub(placed.get(*at).map_or(0, |(_, events)| *events));
            }
        }
    }
    all.into_iter().zip(inside).filter(|(_, inside)| *inside).map(|(point, _)| point).collect()
}

/// Returns a number for the extent of all points and of the box, which is never 0.
pub(super) fn number(placed: &[(Point, usize)], core: &[Point]) -> usize {
    let mut hash = DefaultHasher::new();
    let mut add = |points: &mut dyn Iterator<Item = Point>| {
        let none = [f64::MAX, f64::MIN, f64::MAX, f64::MIN];
        let ends =
            points.fold(none, |[w, e, s, n], p| [w.min(p.lon), e.max(p.lon), s.min(p.lat), n.max(p.lat)]);
        ends.map(f64::to_bits).hash(&mut hash);
    };
    add(&mut placed.iter().map(|(point, _)| *point));
    add(&mut core.iter().copied());
    hash.finish() as usize | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Point {
        Point { lon, lat }
    }

    #[test]
    fn the_few_that_are_far_are_outside_and_no_more_than_a_tenth() {
        let (moscow, kyiv, miami) = (at(37.6, 55.75), at(30.5, 50.45), at(-80.2, 25.8));
        assert_eq!(core(&[(moscow, 50), (kyiv, 40), (miami, 10)]), [moscow, kyiv]);
        assert_eq!(
            core(&[(moscow, 50), (kyiv, 39), (miami, 11)]),
            [moscow, kyiv, miami],
            "more than a tenth"
        );
        assert_eq!(core(&[(moscow, 1)]), [moscow]);
        assert_eq!(core(&[]), []);
        let beyond = [(at(178.0, 60.0), 50), (at(-178.0, 60.0), 40), (at(100.0, 60.0), 10)];
        assert_eq!(core(&beyond).len(), 2, "the date line is no end of the world");
    }
}
