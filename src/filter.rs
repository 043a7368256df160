//! The filter language, shared by the prompt, `--filter`, pickers, facets and saved views.
//!
//! Text is parsed to a [`Filter`], which prints back in one normal form. Bound to a timeline it becomes a
//! [`Query`] that gives the set of matching events. Mistakes are reported with their position, never turned
//! into "0 events".
//!
//! ```text
//! actor:kremlin kind:statement -venue:miami "three-way talks"
//! └ field:value, a space is AND           │ └ words search the text
//!                                         └ excluded
//! ```
//!
//! The tree is kept normal while it is built (`node`), so that a filter that was clicked together, typed or
//! joined from flags reads, prints and compares the same.

mod around;
pub(crate) mod bare;
mod bind;
mod choose;
mod compare;
mod complete;
mod edit;
mod empty;
mod error;
mod evaluate;
mod field;
mod foreign;
mod lag;
mod named;
mod narrow;
mod node;
mod parse;
mod plan;
mod print;
mod promise;
mod quote;
mod standing;
mod stretches;
mod title;
mod value;
mod words;

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

pub(crate) use choose::{Choice, Chosen};
pub(crate) use complete::BareWord;
pub use complete::{Candidate, Completion, complete};
pub(crate) use empty::{Emptied, emptied};
pub use error::FilterError;
pub use field::{Field, Has, Is, Metric, UnknownField, reference, syntax};
pub(crate) use foreign::ForeignOperator;
pub(crate) use promise::promised;
pub(crate) use standing::StandIn;
pub use stretches::Stretches;

use crate::event::EventId;
use crate::event::date::Now;
use crate::timeline::facets::{self, Facet, FacetRow};
use crate::timeline::{EventSet, Timeline};
use evaluate::Within;
use node::Node;
use plan::Plan;

/// A filter in its normal form; the empty one matches everything.
///
/// Equality compares meaning, not how the filter was typed.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The text that the spans in `root` refer to: the text as typed, or the normal form of an edited filter.
    text: String,
    root: Node,
}

/// What a filter needs in addition to the timeline.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The current time, which gives `today`.
    pub now: &'a Now,
    /// The bookmarked events, for `is:bookmarked`.
    pub bookmarks: &'a HashSet<EventId>,
    /// The events that are new since the browser was last left, for `is:new`.
    pub unseen: &'a HashSet<EventId>,
}

/// A filter bound to a timeline: names are resolved, values checked.
#[derive(Debug, Clone)]
pub struct Query {
    plan: Plan,
}

impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl Eq for Filter {}

/// Writes the normal form; reading it gives the same filter.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.root.to_string())
    }
}

impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        Self::parse(text)
    }
}

impl Filter {
    /// Reads a filter; names, dates and whether a value is in use are checked by [`Filter::bind`].
    ///
    /// # Errors
    /// Fails on syntax errors, unknown fields and values that are wrong in any store.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        parse::parse(text).map(|root| Self { text: text.to_owned(), root })
    }

    /// Joins all of `filters`; figure terms and positions bind to each other as if written side by side.
    #[must_use]
    pub fn all(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::from_root(node::all_of(filters.into_iter().map(|f| f.root).collect()))
    }

    /// Creates a filter that was not typed; its spans refer to its normal form.
    fn from_root(mut root: Node) -> Self {
        let text = print::normal_form(&mut root);
        Self { text, root }
    }

    /// Returns whether the filter matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root == Node::default()
    }

    /// Joins two filters that must both match.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::all([self.clone(), other.clone()])
    }

    /// Resolves names and checks values against a timeline.
    ///
    /// # Errors
    /// Fails on unknown or ambiguous names, bad dates and values that no event uses.
    pub fn bind(&self, timeline: &Timeline, context: Context<'_>) -> Result<Query, FilterError> {
        let binder = bind::Binder::new(timeline, context);
        match binder.plan(&self.root) {
            Ok(plan) => Ok(Query { plan }),
            Err(mistake) => Err(mistake.into_error(&self.text)),
        }
    }
}

impl Query {
    /// Returns the events that match.
    #[must_use]
    pub fn run(&self, timeline: &Timeline) -> EventSet {
        timeline.begin_search();
        let events = timeline.store().events.len();
        self.plan.run(timeline, Within { events: &EventSet::all(events), run: &(0..events) })
    }

    /// Returns those of `events` that match.
    #[must_use]
    pub(crate) fn run_among(&self, timeline: &Timeline, events: &EventSet) -> EventSet {
        let all = 0..timeline.store().events.len();
        self.plan.run(timeline, Within { events, run: &all })
    }

    /// Returns the query in a form that runs on one stretch of the timeline at a time; `None` if it searches
    /// no text.
    #[must_use]
    pub(crate) fn in_stretches(&self, timeline: &Timeline) -> Option<Stretches> {
        self.plan.searches().then(|| {
            timeline.begin_search();
            Stretches::of(&self.plan, timeline)
        })
    }
}

/// Counts by `facet` under every other filter.
///
/// # Errors
/// Fails under the same conditions as [`Filter::bind`].
pub fn facet(
    filter: &Filter,
    facet: Facet,
    timeline: &Timeline,
    context: Context<'_>,
) -> Result<Vec<FacetRow>, FilterError> {
    let field = facet_field(facet);
    let others = filter.without(field).bind(timeline, context)?;
    Ok(facets::count(timeline, facet, &others.run(timeline)))
}

/// Returns the field whose terms a facet makes.
#[must_use]
pub(crate) fn facet_field(facet: Facet) -> Field {
    match facet {
        Facet::Kind => Field::Kind,
        Facet::Actor => Field::Actor,
        Facet::Venue => Field::Venue,
        Facet::Status => Field::Status,
        Facet::Stance => Field::Stance,
        Facet::Tag => Field::Tag,
        Facet::Outlet => Field::Source,
    }
}

#[cfg(test)]
mod tests;
