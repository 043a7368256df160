//! The facets: counts by value, and which values the filter names.

use std::collections::HashMap;

use crate::filter::{self, Chosen, Context, Filter};
use crate::text::fold;
use crate::timeline::facets::{Facet, FacetRow};
use crate::timeline::{EventSet, Timeline};

/// How many values a section shows at first.
const FIRST: usize = 8;

/// What the filter does with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// Includes it.
    Included,
    /// Excludes it.
    Excluded,
}

impl Mark {
    /// The sign before a value.
    #[must_use]
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::None => " ",
            Self::Included => "+",
            Self::Excluded => "-",
        }
    }
}

/// One facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which.
    pub facet: Facet,
    /// Its values; those that the filter names stand first, except while rows are held.
    pub rows: Vec<(FacetRow, Mark)>,
    /// Whether all its values show.
    pub open: bool,
    /// How many values show while the section is not open.
    first: usize,
}

impl Section {
    /// How many of its values show.
    #[must_use]
    pub(crate) fn visible(&self) -> usize {
        // One hidden value would take the line that says so.
        if self.open || self.rows.len() <= self.first + 1 { self.rows.len() } else { self.first }
    }

    /// Whether choosing a value adds its number to the events shown; else it leaves its number.
    #[must_use]
    pub(crate) fn adds(&self) -> bool {
        self.facet.is_single() && self.rows.iter().any(|(_, mark)| *mark == Mark::Included)
    }

    /// Puts the values that the filter names first, then the most frequent; those without events go.
    fn sort(&mut self) {
        self.rows.retain(|(row, mark)| row.count > 0 || *mark != Mark::None);
        self.rows.sort_by_cached_key(|(row, _)| row.order());
        self.named_first();
    }

    /// Puts the values that the filter names first, else in the order they have.
    fn named_first(&mut self) {
        self.rows.sort_by_key(|(_, mark)| *mark == Mark::None);
        let named = self.rows.iter().take_while(|(_, mark)| *mark != Mark::None).count();
        self.first = FIRST.max(named);
    }

    /// Takes the numbers of `new` over and leaves every value where it is; further values come after.
    fn hold(&mut self, new: Vec<(FacetRow, Mark)>) {
        let mut new: HashMap<String, (FacetRow, Mark)> =
            new.into_iter().map(|row| (row.0.value.clone(), row)).collect();
        for (row, mark) in &mut self.rows {
            (row.count, *mark) =
                new.remove(&row.value).map_or((0, Mark::None), |(row, mark)| (row.count, mark));
        }
        let mut more: Vec<(FacetRow, Mark)> = new.into_values().collect();
        more.sort_by_cached_key(|(row, _)| row.order());
        let (named, more): (Vec<_>, Vec<_>) = more.into_iter().partition(|(_, mark)| *mark != Mark::None);
        // What the filter names always shows, behind the values that show already.
        let shown = self.visible();
        if !named.is_empty() && !self.open {
            self.first = shown + named.len();
        }
        self.rows.splice(shown..shown, named);
        self.rows.extend(more);
    }
}

/// All facets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// In the order shown; without values they are left out.
    pub(crate) sections: Vec<Section>,
    /// Whether rows are left where they were, and are to be sorted when the pane is left.
    pub(crate) held: bool,
    /// Whether they were counted while a filter was being typed, so that nobody has had a hand on their order.
    pub(crate) typed: bool,
}

/// A line of the facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetLine {
    /// The name of a section.
    Heading(usize),
    /// A value: section and row.
    Value(usize, usize),
    /// So many values do not show.
    More(usize, usize),
    /// Air.
    Blank,
}

impl FacetLine {
    /// Whether it can be selected.
    #[must_use]
    pub(crate) fn selectable(self) -> bool {
        matches!(self, Self::Value(..) | Self::More(..))
    }
}

impl Counts {
    /// Counts the values of every facet: see [`filter::promised`]. `matches` are those of the whole filter, `open` the
    /// facets whose values all show.
    #[must_use]
    pub fn new(
        filter: &Filter,
        matches: &EventSet,
        timeline: &Timeline,
        context: Context<'_>,
        open: &[Facet],
    ) -> Self {
        let section = |facet: Facet| {
            let chosen = filter.chosen(facet, &timeline.store().registry);
            let rows = filter::promised(filter, facet, &chosen, matches, timeline, context);
            let rows = rows.into_iter().map(|row| (mark(facet, &row, &chosen), row));
            let rows = rows.map(|(mark, row)| (row, mark)).collect();
            let mut section = Section { facet, rows, open: open.contains(&facet), first: FIRST };
            section.named_first();
            section
        };
        let sections = Facet::ALL.into_iter().map(section).filter(|s| !s.rows.is_empty()).collect();
        Self { sections, held: false, typed: false }
    }

    /// Takes the numbers of `new` over and leaves every row where it is; what has no events any more stays with 0.
    #[must_use]
    pub(crate) fn held(self, new: Self) -> Self {
        let mut new: HashMap<Facet, Section> = new.sections.into_iter().map(|s| (s.facet, s)).collect();
        let mut old: HashMap<Facet, Section> = self.sections.into_iter().map(|s| (s.facet, s)).collect();
        let section = |facet: &Facet| match (old.remove(facet), new.remove(facet)) {
            (Some(mut old), new) => {
                old.hold(new.map(|new| new.rows).unwrap_or_default());
                Some(old)
            }
            (None, new) => new,
        };
        Self { sections: Facet::ALL.iter().filter_map(section).collect(), held: true, typed: false }
    }

    /// Sorts rows that were held.
    pub(crate) fn release(&mut self) {
        self.held = false;
        self.sections.iter_mut().for_each(Section::sort);
        self.sections.retain(|section| !section.rows.is_empty());
    }

    /// Marks the values that `filter` names, before they are counted again.
    pub(crate) fn mark(&mut self, filter: &Filter, timeline: &Timeline) {
        for section in &mut self.sections {
            let chosen = filter.chosen(section.facet, &timeline.store().registry);
            for (row, own) in &mut section.rows {
                *own = mark(section.facet, row, &chosen);
            }
        }
    }

    /// The line of a value; `None` if it does not show.
    #[must_use]
    pub(crate) fn line_of(&self, facet: Facet, value: &str) -> Option<usize> {
        let holds =
            |line: &FacetLine| self.value(*line).is_some_and(|(f, row)| f == facet && row.value == value);
        self.lines().iter().position(holds)
    }

    /// The facets whose values all show.
    #[must_use]
    pub fn open(&self) -> Vec<Facet> {
        self.sections.iter().filter(|s| s.open).map(|s| s.facet).collect()
    }

    /// Every line, in order.
    #[must_use]
    pub fn lines(&self) -> Vec<FacetLine> {
        let mut lines = Vec::new();
        for (at, section) in self.sections.iter().enumerate() {
            if at > 0 {
                lines.push(FacetLine::Blank);
            }
            lines.push(FacetLine::Heading(at));
            let visible = section.visible();
            lines.extend((0..visible).map(|row| FacetLine::Value(at, row)));
            if visible < section.rows.len() {
                lines.push(FacetLine::More(at, section.rows.len() - visible));
            }
        }
        lines
    }

    /// The value on a line.
    #[must_use]
    pub fn value(&self, line: FacetLine) -> Option<(Facet, &FacetRow)> {
        let FacetLine::Value(section, row) = line else { return None };
        let section = self.sections.get(section)?;
        section.rows.get(row).map(|(row, _)| (section.facet, row))
    }
}

fn mark(facet: Facet, row: &FacetRow, chosen: &Chosen) -> Mark {
    let is_it = |value: &String| match facet {
        Facet::Tag => *value == fold(&row.value),
        _ => *value == row.value,
    };
    if chosen.included.iter().any(is_it) {
        Mark::Included
    } else if chosen.excluded.iter().any(is_it) {
        Mark::Excluded
    } else {
        Mark::None
    }
}
