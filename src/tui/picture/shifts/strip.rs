//! All weeks of the store: what is logged in each, and where the view has bursts and gaps.

use std::collections::BTreeMap;

use super::super::legend::{Entry, entry, wrapped};
use super::super::weeks::{Span, Weeks};
use super::{Room, Scene};
use crate::event::EventIx;
use crate::event::date::week::IsoWeek;
use crate::report::Scope;
use crate::report::shifts::week_of;
use crate::text::counted;
use crate::text::signs::{is_ascii, sign};
use crate::timeline::gaps::{Turn, turns};
use crate::tui::action::Action;
use crate::tui::scale::Scale;

/// All weeks.
#[derive(Debug)]
pub(crate) struct Strip {
    /// From the first week with an event of the view to the last.
    pub(crate) weeks: Weeks,
    /// The weeks that have an event of the view.
    pub(super) busy: Vec<IsoWeek>,
    /// The number of all events logged in each of the weeks, in the view or not, as the page of a week counts them.
    counts: BTreeMap<IsoWeek, u64>,
    /// The weeks in which bursts of the view begin, and those in which gaps end.
    turns: (Vec<IsoWeek>, Vec<IsoWeek>),
    /// Whether the view leaves events out, which the bars count all the same.
    is_filtered: bool,
    /// The keys that go to other weeks.
    across: String,
}

impl Strip {
    pub(super) fn new(scene: &Scene) -> Self {
        let timeline = &scene.timeline;
        let scope = Scope::new(timeline, &scene.shown, &scene.now);
        let mut busy: Vec<IsoWeek> = scene.shown.iter().filter_map(|ix| week_of(&scope, *ix)).collect();
        busy.sort_unstable();
        busy.dedup();
        let weeks = Weeks::over(busy.iter().copied());
        let mut counts: BTreeMap<IsoWeek, u64> = BTreeMap::new();
        if let Some((first, last)) = weeks.0 {
            for ix in timeline.order() {
                if let Some(week) = week_of(&scope, *ix).filter(|week| (first..=last).contains(week)) {
                    *counts.entry(week).or_default() += 1;
                }
            }
        }
        let mut all = (Vec::new(), Vec::new());
        for turn in turns(timeline, &scene.shown) {
            let week = scene.shown.get(turn.at()).and_then(|ix| week_of(&scope, *ix));
            match turn {
                Turn::Burst { .. } => all.0.extend(week),
                Turn::Gap { .. } => all.1.extend(week),
            }
        }
        let is_filtered = scene.shown.len() < timeline.order().len();
        let across = scene.keys.both(Action::Left, Action::Right);
        Self { weeks, busy, counts, turns: all, is_filtered, across }
    }

    /// Returns the week of an event of the view.
    pub(super) fn week_of(&self, event: EventIx, scene: &Scene) -> Option<IsoWeek> {
        let scope = Scope::new(&scene.timeline, &[], &scene.now);
        week_of(&scope, event).filter(|week| self.busy.binary_search(week).is_ok())
    }

    /// Returns the number of events logged in some weeks.
    pub(crate) fn count(&self, span: Span) -> u64 {
        self.counts.range(span.first..=span.last).map(|(_, count)| count).sum()
    }

    /// Returns the mark of some weeks: `b` where a burst begins, `g` where a gap ends, `B` for both.
    pub(crate) fn mark(&self, span: Span) -> &'static str {
        let any = |weeks: &[IsoWeek]| weeks.iter().any(|week| span.holds(*week));
        match (any(&self.turns.0), any(&self.turns.1)) {
            (true, true) => "*",
            (true, false) => "b",
            (false, true) => "g",
            (false, false) => "",
        }
    }

    /// Returns the scale, if so many weeks share a column.
    fn scale(&self, step: usize) -> Scale {
        let spans = (0..self.weeks.count().div_ceil(step.max(1))).filter_map(|at| self.weeks.span(at, step));
        Scale::of(spans.map(|span| self.count(span)))
    }

    fn legend(&self, scale: Scale, step: usize) -> Vec<Entry> {
        let root = if scale.is_root { ", root scale" } else { "" };
        let bar = if is_ascii() { "#" } else { sign("█") };
        let of = if self.is_filtered { " of the whole store" } else { "" };
        let mut legend = vec![entry(bar, &format!("{}{of}{root}", counted(scale.peak as usize, "event")))];
        if step > 1 {
            legend.push(entry("", &format!("a column: {step} weeks")));
        }
        let (bursts, gaps) = (!self.turns.0.is_empty(), !self.turns.1.is_empty());
        if bursts {
            legend.push(entry("b", "burst begins"));
        }
        if gaps {
            legend.push(entry("g", "gap ends"));
        }
        if bursts && gaps {
            legend.push(entry("*", "both"));
        }
        legend.push(entry("p", "chance"));
        legend.push(entry("q", "with all tests"));
        legend.push(entry(&self.across, "other weeks"));
        legend
    }
}

/// The lines and columns of the picture.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// The lines of the bars; none if there is no room for the strip.
    pub(crate) bars: usize,
    /// The line of the marks, if it has one.
    pub(crate) marks: Option<usize>,
    /// The column of the first week.
    pub(crate) gutter: usize,
    /// How many weeks share a column.
    pub(crate) step: usize,
    /// The cells of a column.
    pub(crate) cell: usize,
    /// How many columns there are.
    pub(crate) across: usize,
    pub(crate) scale: Scale,
    /// The first line of the week.
    pub(crate) first: usize,
    /// How many lines there are for the week.
    pub(crate) lines: usize,
    /// The lines of the legend, and the first of them.
    pub(crate) legend: Vec<Vec<Entry>>,
    pub(crate) foot: usize,
}

impl Layout {
    pub(crate) fn of(strip: &Strip, room: Room) -> Self {
        let (bars, marks, most) = match room.height {
            0..14 => (0, 0, 0),
            14..24 => (1, 0, 1),
            24..40 => (3, 1, 2),
            _ => (5, 1, 2),
        };
        let gutter = 6;
        let free = room.width.saturating_sub(gutter + 2).max(1);
        let weeks = strip.weeks.count().max(1);
        let step = weeks.div_ceil(free);
        let cell = (free / weeks).clamp(1, 6);
        let scale = strip.scale(step);
        // The axis, and an empty line where there is room for it.
        let first = if bars == 0 { 0 } else { bars + marks + 1 + usize::from(bars > 1) };
        let legend = wrapped(strip.legend(scale, step), room.width, most);
        let foot = room.height.saturating_sub(legend.len());
        let marks = (marks > 0).then_some(bars);
        let lines = foot.saturating_sub(first).max(1);
        let across = weeks.div_ceil(step);
        Self { bars, marks, gutter, step, cell, across, scale, first, lines, legend, foot }
    }

    /// Returns which column is at a cell.
    pub(super) fn column_at(&self, x: usize) -> Option<usize> {
        let column = x.checked_sub(self.gutter)? / self.cell;
        (column < self.across).then_some(column)
    }
}
