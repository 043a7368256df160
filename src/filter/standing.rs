//! Names while they are typed: what only begins a name stands for the most frequent name that it begins.
//!
//! This holds in the browser's prompt alone. Everywhere else a name that resolves to nothing is an error.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use super::around::Rest;
use super::field::Field;
use super::node::{self, Manner, Node, Term, Value};
use super::print::as_value;
use super::{Context, Filter};
use crate::registry::{ActorIx, ClaimIx, Lookup, OutletIx, VenueIx};
use crate::text::fold;
use crate::text::signs::sign;
use crate::timeline::Timeline;

/// A name that was only begun, and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StandIn {
    pub(crate) field: Field,
    pub(crate) typed: String,
    pub(crate) id: String,
}

/// Writes `actor:krem → kremlin`.
impl std::fmt::Display for StandIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} {} {}", self.field, crate::text::visible_line(&self.typed), sign("→"), self.id)
    }
}

/// A filter whose begun names are completed.
#[derive(Debug, Clone)]
pub(crate) struct Completed {
    pub(crate) filter: Filter,
    /// The typed text with every begun name completed.
    pub(crate) text: String,
    /// What stands for what, in the order written.
    pub(crate) names: Vec<StandIn>,
    /// The byte of `text` that corresponds to the cursor in the typed text.
    pub(crate) cursor: usize,
}

impl Filter {
    /// Completes the names that resolve to nothing but begin a name, an alias or an id; `None` if there are none.
    ///
    /// The most frequent under the rest of the filter stands for each. `cursor` is a byte of the filter's text.
    #[must_use]
    pub(crate) fn completed(
        &self,
        timeline: &Timeline,
        context: Context<'_>,
        cursor: usize,
    ) -> Option<Completed> {
        let mut done = Completed { filter: self.clone(), text: self.text.clone(), names: Vec::new(), cursor };
        while let Some((span, written, name)) = begun(&done.filter, timeline, context) {
            let mut text = done.text.clone();
            text.replace_range(span.clone(), &written);
            if done.cursor >= span.end {
                done.cursor = done.cursor - span.len() + written.len();
            } else if done.cursor > span.start {
                done.cursor = span.start + written.len();
            }
            done.filter = Self::parse(&text).ok()?;
            done.text = text;
            done.names.push(name);
        }
        (!done.names.is_empty()).then_some(done)
    }
}

/// Returns the first name of `filter` that is only begun: where it is written, what to write, and what it means.
fn begun(
    filter: &Filter,
    timeline: &Timeline,
    context: Context<'_>,
) -> Option<(Range<usize>, String, StandIn)> {
    let mut all = Vec::new();
    terms(&filter.root, &mut all);
    for (term, value) in all.into_iter().flat_map(|term| term.values.iter().map(move |value| (term, value))) {
        let Some(names) = Names::of(term.field) else { continue };
        let typed = if term.field == Field::About { node::position(&value.text).0 } else { &value.text };
        if names.resolves(typed, timeline) {
            continue;
        }
        let fitting = names.beginning(typed, timeline);
        if fitting.is_empty() {
            continue;
        }
        let rest = filter.around(term.span.0.start);
        let rest = rest.map_or(Rest::Unknown, |rest| Rest::of(&rest, timeline, context));
        let frequency = |ix: u32| {
            let events = names.events(term.field, ix, timeline);
            (rest.count(events).unwrap_or(0), events.len())
        };
        let id = |ix: u32| names.id(ix, timeline);
        let best = fitting.into_iter().min_by_key(|ix| (Reverse(frequency(*ix)), id(*ix)))?;
        let span = value.span.0.clone();
        let written = written(term.field, value, filter.text.get(span.clone())?, id(best));
        return Some((
            span,
            written,
            StandIn { field: term.field, typed: typed.to_owned(), id: id(best).to_owned() },
        ));
    }
    None
}

/// Returns the text of a value with its name replaced by `id`.
fn written(field: Field, value: &Value, typed: &str, id: &str) -> String {
    let id = as_value(id);
    match (field, value.manner) {
        (Field::About, _) => match typed.split_once('/') {
            Some((_, position)) => format!("{id}/{position}"),
            None => id,
        },
        (_, Manner::Exact) => format!("={id}"),
        _ => id,
    }
}

fn terms<'n>(node: &'n Node, into: &mut Vec<&'n Term>) {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| terms(part, into)),
        Node::Not(inner) => terms(inner, into),
        Node::Term(term) => into.push(term),
        Node::FigureTerms(row) => into.extend(&row.terms),
    }
}

/// The names that a field takes.
#[derive(Clone, Copy)]
enum Names {
    Actors,
    Venues,
    Outlets,
    Claims,
}

impl Names {
    fn of(field: Field) -> Option<Self> {
        match field {
            Field::Actor | Field::As(_) | Field::Met | Field::By => Some(Self::Actors),
            Field::Venue => Some(Self::Venues),
            Field::Source => Some(Self::Outlets),
            Field::About => Some(Self::Claims),
            _ => None,
        }
    }

    /// Returns whether the steps of a name find something, be it several.
    fn resolves(self, text: &str, timeline: &Timeline) -> bool {
        let registry = &timeline.store().registry;
        match self {
            Self::Actors => registry.find_actor(text) != Lookup::None,
            Self::Venues => registry.find_venue(text) != Lookup::None,
            Self::Outlets => registry.find_outlet(text) != Lookup::None,
            Self::Claims => registry.find_claim(text).is_some(),
        }
    }

    /// Returns what has a name, an alias or an id that begins with `text`, each once.
    fn beginning(self, text: &str, timeline: &Timeline) -> HashSet<u32> {
        let registry = &timeline.store().registry;
        let folded = fold(text);
        let names = match self {
            Self::Actors => registry.actor_names(),
            Self::Venues => registry.venue_names(),
            Self::Outlets => registry.outlet_names(),
            Self::Claims => {
                let all = (0..).zip(&registry.claims);
                return all.filter(|(_, claim)| claim.id.starts_with(&folded)).map(|(ix, _)| ix).collect();
            }
        };
        names.all().filter(|(name, _)| name.starts_with(&folded)).map(|(_, ix)| ix).collect()
    }

    fn id(self, ix: u32, timeline: &Timeline) -> &str {
        let registry = &timeline.store().registry;
        match self {
            Self::Actors => &registry.actor(ActorIx(ix)).id,
            Self::Venues => &registry.venue(VenueIx(ix)).id,
            Self::Outlets => &registry.outlet(OutletIx(ix)).id,
            Self::Claims => &registry.claim(ClaimIx(ix)).id,
        }
    }

    fn events(self, field: Field, ix: u32, timeline: &Timeline) -> &[u32] {
        let index = timeline.index();
        match (self, field) {
            (Self::Actors, Field::As(role)) => index.role(role, ActorIx(ix)),
            (Self::Actors, _) => index.actor(ActorIx(ix)),
            (Self::Venues, _) => index.venue(VenueIx(ix)),
            (Self::Outlets, _) => index.outlet(OutletIx(ix)),
            (Self::Claims, _) => index.claim(ClaimIx(ix)),
        }
    }
}
