//! Strikes: what each side claims, as small charts of weeks, one for each thing that is counted.
//!
//! ```text
//!  › drones launched  strikes by Russia                           1154, 6 strikes
//!  1,154          █
//!        ▂  · ▁ ▅ █
//! ```
//!
//! The place uses `row` for the chart, `day` for the week of the cursor, `top` and `left` for what is on the screen,
//! and `zoom` for the width of a week. The numbers are those of the report on strikes. Claimants who counted the same
//! strikes make a span; who counted others is named beside it and not compared.

mod chart;
mod layout;
mod logged;
mod marks;
mod sides;
mod words;

use std::collections::{BTreeMap, HashMap};

use crate::event::EventIx;
use crate::event::date::Day;
use crate::event::date::week::IsoWeek;
use crate::report::Scope;
use crate::report::strikes::Strikes as Report;
use crate::text::counted;

use super::exactly::exactly;
use super::weeks::{Span, Weeks, along, dragged, week_in_words, zoomed};
use super::{Picture, Place, Room, Scene, Step, Target, Zoom, scrolled, stepped};

pub(crate) use chart::{Cell, Chart, Claimed, Counts};
pub(crate) use layout::Layout;
use marks::Marks;
pub(crate) use marks::uncounted;

/// The variants, in the order of `c`: what the charts count.
const VARIANTS: &[&str] = &["weapons", "people and places"];

/// The picture.
#[derive(Debug)]
pub(crate) struct Strikes {
    /// The charts of the variant.
    pub(crate) charts: Vec<Chart>,
    /// The weeks across, the same for all charts.
    pub(crate) weeks: Weeks,
    /// The weeks in which something is logged.
    busy: Vec<IsoWeek>,
    /// What marks there are.
    marks: Marks,
    /// What counts enter no chart, in words.
    pub(crate) left_out: Vec<String>,
    /// The strikes that are only alleged, which the chart of those that happened tells of.
    alleged: BTreeMap<IsoWeek, usize>,
    /// Where each event counts: charts and weeks.
    homes: HashMap<EventIx, Vec<(usize, IsoWeek)>>,
    /// Whether the other variant has charts.
    has_others: bool,
    scene: Scene,
}

impl Strikes {
    /// Draws the report on the events shown.
    pub(crate) fn new(scene: &Scene) -> Self {
        let scope = Scope::new(&scene.timeline, &scene.shown, &scene.now);
        let report = Report::new(&scope);
        let sides = sides::by_side(scene);
        let charts = chart::charts(scene, &report, &sides);
        let (weapons, effects): (Vec<Chart>, Vec<Chart>) = charts.into_iter().partition(Chart::is_of_weapons);
        let (mut charts, others) = if scene.variant == 0 { (weapons, effects) } else { (effects, weapons) };
        let apart = chart::without_weeks(&mut charts);
        // How many strikes there are comes before what they are said to have done, and before what is alleged.
        let mut alleged = BTreeMap::new();
        for chart in logged::charts(scene, &sides) {
            if chart.is_alleged {
                alleged = chart.cells.iter().map(|(week, cell)| (*week, cell.events.len())).collect();
            }
            let at = if chart.is_alleged {
                charts.iter().position(|other| other.is_alleged).unwrap_or(charts.len())
            } else {
                0
            };
            charts.insert(at, chart);
        }
        charts.extend(apart);
        let busy = charts.iter().flat_map(|chart| chart.cells.keys());
        let mut busy: Vec<IsoWeek> = busy.copied().collect();
        busy.sort_unstable();
        busy.dedup();
        let (weeks, marks) = (Weeks::over(busy.iter().copied()), Marks::of(&charts));
        let mut homes: HashMap<EventIx, Vec<(usize, IsoWeek)>> = HashMap::new();
        for (row, chart) in charts.iter().enumerate() {
            for (week, cell) in &chart.cells {
                cell.events.iter().for_each(|ix| homes.entry(*ix).or_default().push((row, *week)));
            }
        }
        let has_others = !others.is_empty();
        let left_out = words::left_out(&report);
        Self { charts, weeks, busy, marks, left_out, alleged, homes, has_others, scene: scene.clone() }
    }

    /// Returns the week of the cursor; before it was moved, the last one.
    pub(crate) fn week(&self, place: &Place) -> IsoWeek {
        let Some((first, last)) = self.weeks.0 else { return IsoWeek(0) };
        place.day.map_or(last, IsoWeek::of).clamp(first, last)
    }

    /// Returns the chart of the cursor.
    pub(crate) fn chart(&self, place: &Place) -> Option<&Chart> {
        self.charts.get(place.row.min(self.charts.len().saturating_sub(1)))
    }

    /// Returns how many strikes of a week are only alleged.
    pub(crate) fn alleged_in(&self, week: IsoWeek) -> usize {
        self.alleged.get(&week).copied().unwrap_or(0)
    }

    /// Returns what the charts count, and what `c` counts instead, if there is any of it.
    pub(crate) fn variant(&self) -> (&'static str, Option<&'static str>) {
        let name = |at: usize| VARIANTS.get(at).copied().unwrap_or("");
        let at = self.scene.variant.min(1);
        (name(at), self.has_others.then(|| name(1 - at)))
    }

    /// Returns the week `by` further in which something is logged; weeks without anything are passed over.
    fn beside(&self, week: IsoWeek, by: isize) -> IsoWeek {
        let at = self.busy.partition_point(|other| *other < week);
        let is_on = self.busy.get(at) == Some(&week);
        self.busy.get(along(at, is_on, by, self.busy.len())).copied().unwrap_or(week)
    }
}

impl Picture for Strikes {
    fn empty(&self) -> Option<String> {
        self.charts.is_empty().then(|| words::empty(self.has_others, self.scene.variant, &self.scene.keys))
    }

    fn go(&self, place: &mut Place, step: Step) {
        match step {
            Step::Rows(by) => place.row = stepped(place.row, by, self.charts.len()),
            Step::Columns(by) => place.day = Some(self.beside(self.week(place), by).monday()),
            Step::First => place.row = 0,
            Step::Last => place.row = self.charts.len().saturating_sub(1),
        }
    }

    fn at(&self, place: &Place) -> Target {
        let (week, Some(chart)) = (self.week(place), self.chart(place)) else {
            return Target::Nothing("no count".to_owned());
        };
        let day = week.monday();
        let dates = format!("date:{}..{}", day.iso(), week.sunday().iso());
        if let Some(cell) = chart.cells.get(&week) {
            if cell.events.is_empty() {
                return Target::Nothing(format!(
                    "{}: counted outside the filter",
                    words::cell(chart, cell, week)
                ));
            }
            let narrow = cell.narrow.get_or_init(|| {
                let terms = chart.terms();
                let by_week = match &chart.counts {
                    Counts::Events => chart.nature(&dates),
                    _ => vec![format!("{dates} {terms}"), format!("{dates} kind:strike {terms}")],
                };
                exactly(&self.scene, &cell.events, &by_week)
            });
            let what = words::cell(chart, cell, week);
            return Target::Several { events: cell.events.clone(), narrow: narrow.clone(), what };
        }
        if chart.counts == Counts::Apart {
            let counts = counted(chart.apart.len(), "count");
            return Target::Nothing(format!("{counts} known less finely than a week, in no bar"));
        }
        match chart.logged.get(&week) {
            None if chart.counts == Counts::Events => {
                Target::Nothing(format!("no strike logged in {}", week_in_words(week)))
            }
            None => Target::Nothing(format!("no strike of this side logged in {}", week_in_words(week))),
            Some(logged) => {
                let by_week = chart.nature(&dates);
                let narrow = logged.narrow.get_or_init(|| exactly(&self.scene, &logged.events, &by_week));
                let strikes = counted(logged.events.len(), "strike");
                let what = format!("{strikes} in {}, none counted as {}", week_in_words(week), chart.name);
                Target::Several { events: logged.events.clone(), narrow: narrow.clone(), what }
            }
        }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        let at = |(row, week): (usize, IsoWeek)| Place { row, day: Some(week.monday()), ..*place };
        if let Some(homes) = self.homes.get(&event) {
            let here = homes.iter().find(|(row, _)| *row == place.row).or(homes.first());
            return here.copied().map(at);
        }
        None
    }

    fn settle(&self, place: &mut Place, room: Room) {
        place.row = place.row.min(self.charts.len().saturating_sub(1));
        if place.day.is_some() {
            place.day = Some(self.week(place).monday());
        }
        let layout = Layout::of(self, place, room);
        place.top = scrolled(place.top, place.row, self.charts.len(), layout.charts);
        place.left =
            scrolled(place.left, self.weeks.column(self.week(place)), self.weeks.count(), layout.across);
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let layout = Layout::of(self, place, room);
        let row = place.top + layout.chart_at(y)?;
        (row < self.charts.len()).then_some(())?;
        let week = layout.column_at(x).and_then(|column| self.weeks.at(place.left + column));
        let day = week.map_or(place.day, |week| Some(week.monday()));
        Some(Place { row, day, ..*place })
    }

    fn zoom(&self, place: &mut Place, room: Room, zoom: Zoom, _at: Option<usize>) -> bool {
        let is_widest = Layout::of(self, place, room).cell >= layout::WIDEST;
        place.day = Some(self.week(place).monday());
        zoomed(place, zoom, is_widest)
    }

    fn days(&self, place: &Place, room: Room, from: usize, to: usize) -> Option<(Day, Day)> {
        let layout = Layout::of(self, place, room);
        let span = |week| Span { first: week, last: week };
        dragged(from, to, |x| self.weeks.at(place.left + layout.column_at(x)?).map(span))
    }

    fn variants(&self) -> &'static [&'static str] {
        VARIANTS
    }
}

#[cfg(test)]
mod tests;
