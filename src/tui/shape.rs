//! Where everything stands on the screen: one function of size and panes, for drawing and for the mouse.

use crate::tui::pane::{Pane, Panes};

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub(crate) height: u16,
}

impl Area {
    /// Whether it holds the cell.
    #[must_use]
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }

    /// Its rows as a count of lines.
    #[must_use]
    pub fn lines(self) -> usize {
        usize::from(self.height)
    }
}

/// The least size that shows events; below, a sentence asks for more.
pub(crate) const LEAST: (u16, u16) = (40, 10);

/// From this width on, three panes stand side by side.
const THREE: u16 = 120;
/// From this width on, two.
const TWO: u16 = 80;

/// From this width on, the facets stay while an event is read.
const ROOMY: u16 = 150;
/// The columns in which an event is read: 70 letters a line.
const READING: u16 = 72;

/// What stands where; parts that have no room have no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    pub title: Area,
    pub(crate) bars: Area,
    /// The axis under the bars.
    pub(crate) axis: Option<Area>,
    pub filter: Area,
    /// The line between filter and panes.
    pub(crate) top_rule: Area,
    pub facets: Option<Area>,
    pub view: Option<Area>,
    pub(crate) detail: Option<Area>,
    /// The line between panes and footer.
    pub(crate) bottom_rule: Area,
    pub(crate) footer: Area,
}

impl Shape {
    /// The places on a screen of `width` × `height`; none where that is too small.
    #[must_use]
    pub(crate) fn of(width: u16, height: u16, panes: Panes, pane: Pane) -> Option<Self> {
        if width < LEAST.0 || height < LEAST.1 {
            return None;
        }
        let mut y = 0;
        let mut lines = |count: u16| {
            let area = Area { x: 0, y, width, height: count };
            y += count;
            area
        };
        let title = lines(1);
        let bars = lines(match height {
            0..14 => 0,
            14..24 => 1,
            24..32 => 2,
            32..40 => 3,
            40..50 => 4,
            50..60 => 5,
            _ => 6,
        });
        let axis = (height >= 18).then(|| lines(1));
        let filter = lines(1);
        let top_rule = lines(1);
        let body = Area { x: 0, y, width, height: height - y - 2 };
        let bottom_rule = Area { x: 0, y: height - 2, width, height: 1 };
        let footer = Area { x: 0, y: height - 1, width, height: 1 };
        let (facets, view, detail) = split(body, panes, pane);
        Some(Self { title, bars, axis, filter, top_rule, facets, view, detail, bottom_rule, footer })
    }

    /// The pane at a cell.
    #[must_use]
    pub(crate) fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        let places = [(Pane::Facets, self.facets), (Pane::View, self.view), (Pane::Detail, self.detail)];
        places.into_iter().find(|(_, area)| area.is_some_and(|a| a.holds(x, y))).map(|(pane, _)| pane)
    }

    /// The area of a pane, where it shows.
    #[must_use]
    pub(crate) fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::Facets => self.facets,
            Pane::View => self.view,
            Pane::Detail => self.detail,
        }
    }
}

type Split = (Option<Area>, Option<Area>, Option<Area>);

fn split(body: Area, panes: Panes, pane: Pane) -> Split {
    match body.width {
        THREE.. => wide(body, panes, pane),
        TWO..THREE => middling(body, panes, pane),
        _ => match pane {
            Pane::Facets => (Some(body), None, None),
            Pane::View => (None, Some(body), None),
            Pane::Detail => (None, None, Some(body)),
        },
    }
}

/// Side by side with a rule of one column between.
fn wide(body: Area, panes: Panes, pane: Pane) -> Split {
    let reads = pane == Pane::Detail;
    // While an event is read the facets give way on all but the widest screens.
    let facets = pane == Pane::Facets || panes.facets && !(reads && body.width < ROOMY);
    let detail = panes.detail || reads;
    let spare = body.width - THREE;
    let mut left = if facets { 22 + spare / 12 } else { 0 };
    let mut right = if detail { 37 + spare / 4 } else { 0 };
    if reads {
        right = right.max(READING);
    }
    match panes.wide {
        Some(Pane::Facets) if facets => left += left / 2,
        Some(Pane::Detail) if detail => right += right / 2,
        Some(Pane::View) => right = right * 3 / 4,
        _ => {}
    }
    // The view keeps what it needs for a title.
    if detail {
        right = right.min(body.width - left - 32).max(20);
    }
    let mut x = body.x;
    let mut take = |width: u16| {
        let area = Area { x, width, ..body };
        x += width + 1;
        area
    };
    let rules = u16::from(facets) + u16::from(detail);
    let middle = body.width - left - right - rules;
    let facets = facets.then(|| take(left));
    let view = take(middle);
    (facets, Some(view), detail.then(|| take(right)))
}

/// The view and one pane beside it: the detail, or the facets as a drawer while they have the keys.
fn middling(body: Area, panes: Panes, pane: Pane) -> Split {
    if pane == Pane::Facets {
        let left = if panes.wide == Some(Pane::Facets) { body.width / 2 } else { 28 };
        let view = Area { x: body.x + left + 1, width: body.width - left - 1, ..body };
        return (Some(Area { width: left, ..body }), Some(view), None);
    }
    if pane == Pane::Detail {
        // The event that is read takes what it needs, and all if the view would be a sliver beside it.
        if body.width < READING + 30 || panes.wide == Some(Pane::Detail) {
            return (None, None, Some(body));
        }
        let view = Area { width: body.width - READING - 1, ..body };
        return (None, Some(view), Some(Area { x: body.x + view.width + 1, width: READING, ..body }));
    }
    if !panes.detail {
        return (None, Some(body), None);
    }
    let right = match panes.wide {
        Some(Pane::Detail) => body.width / 2,
        Some(Pane::View) => body.width * 3 / 10,
        _ => body.width * 3 / 8,
    };
    let view = Area { width: body.width - right - 1, ..body };
    (None, Some(view), Some(Area { x: body.x + view.width + 1, width: right, ..body }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_is_covered_without_overlap() {
        for width in 1..=220 {
            for height in 1..=64 {
                for pane in [Pane::Facets, Pane::View, Pane::Detail] {
                    for wide in [None, Some(Pane::Facets), Some(Pane::View), Some(Pane::Detail)] {
                        let panes = Panes { wide, ..Panes::default() };
                        let Some(shape) = Shape::of(width, height, panes, pane) else {
                            assert!(width < 40 || height < 10, "only small screens have no shape");
                            continue;
                        };
                        let areas: Vec<Area> =
                            [shape.facets, shape.view, shape.detail].into_iter().flatten().collect();
                        let sum: u16 = areas.iter().map(|a| a.width).sum();
                        assert_eq!(
                            sum + areas.len() as u16 - 1,
                            width,
                            "panes and rules fill {width}×{height} with {pane:?}"
                        );
                        assert!(
                            shape.area(pane).is_some_and(|a| a.height > 0),
                            "the pane with the keys shows"
                        );
                        assert!(
                            areas.iter().all(|a| a.width >= 20),
                            "no pane is a sliver at {width}×{height}"
                        );
                    }
                }
            }
        }
    }
}
