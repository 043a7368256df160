//! The facets: counts by value, and which values the filter names.

use crate::filter::{self, Context, Filter, facet_field};
use crate::registry::{Lookup, Registry};
use crate::timeline::facets::{self, Facet, FacetRow};
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

/// One facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which.
    pub facet: Facet,
    /// Its values; those that the filter names stand first.
    pub rows: Vec<(FacetRow, Mark)>,
    /// Whether all its values show.
    pub open: bool,
}

impl Section {
    /// How many of its values show.
    #[must_use]
    pub(crate) fn visible(&self) -> usize {
        let named = self.rows.iter().take_while(|(_, mark)| *mark != Mark::None).count();
        // One hidden value would take the line that says so.
        if self.open || self.rows.len() <= FIRST.max(named) + 1 { self.rows.len() } else { FIRST.max(named) }
    }
}

/// All facets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// In the order shown; without values they are left out.
    pub(crate) sections: Vec<Section>,
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
    /// Counts under every other filter; `matches` are those of the whole filter, `open` the facets whose values all show.
    #[must_use]
    pub fn new(
        filter: &Filter,
        matches: &EventSet,
        timeline: &Timeline,
        context: Context<'_>,
        open: &[Facet],
    ) -> Self {
        let section = |facet: Facet| {
            // A filter that says nothing of this field is itself every other filter.
            let rows = if filter.without(facet_field(facet)) == *filter {
                facets::count(timeline, facet, matches)
            } else {
                filter::facet(filter, facet, timeline, context).unwrap_or_default()
            };
            let rows = marked(rows, facet, filter, &timeline.store().registry);
            Section { facet, rows, open: open.contains(&facet) }
        };
        let sections = Facet::ALL.into_iter().map(section).filter(|s| !s.rows.is_empty()).collect();
        Self { sections }
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

fn marked(rows: Vec<FacetRow>, facet: Facet, filter: &Filter, registry: &Registry) -> Vec<(FacetRow, Mark)> {
    let (included, excluded) = filter.values(facet_field(facet));
    let same = |written: &String, row: &FacetRow| {
        *written == row.value || resolved(written, facet, registry).is_some_and(|id| *id == *row.value)
    };
    let mark = |row: &FacetRow| {
        if included.iter().any(|v| same(v, row)) {
            Mark::Included
        } else if excluded.iter().any(|v| same(v, row)) {
            Mark::Excluded
        } else {
            Mark::None
        }
    };
    let mut all: Vec<(FacetRow, Mark)> = rows.into_iter().map(|row| (row.clone(), mark(&row))).collect();
    let gone =
        included.iter().map(|v| (v, Mark::Included)).chain(excluded.iter().map(|v| (v, Mark::Excluded)));
    for (value, mark) in gone {
        if !all.iter().any(|(row, _)| same(value, row)) {
            all.push((FacetRow { value: value.clone(), label: value.clone(), count: 0 }, mark));
        }
    }
    all.sort_by_key(|(_, mark)| *mark == Mark::None);
    all
}

fn resolved<'r>(written: &str, facet: Facet, registry: &'r Registry) -> Option<&'r str> {
    let name = written.strip_prefix('=').unwrap_or(written);
    match facet {
        Facet::Actor => match registry.find_actor(name) {
            Lookup::One(ix) => Some(&registry.actor(ix).id),
            _ => None,
        },
        Facet::Venue => match registry.find_venue(name) {
            Lookup::One(ix) => Some(&registry.venue(ix).id),
            _ => None,
        },
        Facet::Outlet => match registry.find_outlet(name) {
            Lookup::One(ix) => Some(&registry.outlet(ix).id),
            _ => None,
        },
        _ => None,
    }
}
