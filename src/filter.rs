//! The filter language: one for the prompt, `--filter`, pickers, facets and saved views.
//!
//! Text is parsed to a [`Filter`], which prints back in one normal form; bound to a timeline it becomes a
//! [`Query`] that gives the set of events it matches. Mistakes are told with their place, never turned into
//! "0 events".
//!
//! ```text
//! actor:kremlin kind:statement -venue:miami "three-way talks"
//! └ field:value, a space is AND           │ └ words search the text
//!                                         └ excluded
//! ```
//!
//! The tree is kept normal while it is built (`node`), so that a filter that was clicked together, typed or
//! joined from flags reads, prints and compares alike.

mod bind;
mod compare;
mod complete;
mod edit;
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
mod quote;
mod stretches;
mod title;
mod value;
mod words;

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

pub use complete::{Candidate, Completion, complete};
pub use error::FilterError;
pub use field::{Field, Has, Is, Metric, UnknownField, reference, syntax};
pub(crate) use foreign::ForeignOperator;
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
/// Equality is about what it says, not how it was typed.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What the places in `root` are places of: the text as typed, or the normal form of an edited filter.
    text: String,
    root: Node,
}

/// What a filter needs beside the timeline.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What `today` is.
    pub now: &'a Now,
    /// For `is:bookmarked`.
    pub bookmarks: &'a HashSet<EventId>,
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

/// The normal form; reading it gives the same filter.
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
    /// Syntax, unknown fields and values that no store could make right.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        parse::parse(text).map(|root| Self { text: text.to_owned(), root })
    }

    /// All of `filters`, their figure terms and positions bound to each other as if written side by side.
    #[must_use]
    pub fn all(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::made(node::all_of(filters.into_iter().map(|f| f.root).collect()))
    }

    /// A filter that was not typed: its places are places of its normal form.
    fn made(mut root: Node) -> Self {
        let text = print::place(&mut root);
        Self { text, root }
    }

    /// Whether it matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.root == Node::default()
    }

    /// This and that.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::all([self.clone(), other.clone()])
    }

    /// Resolves names and checks values against a timeline.
    ///
    /// # Errors
    /// Unknown or ambiguous names, bad dates, values that no event uses.
    pub fn bind(&self, timeline: &Timeline, context: Context<'_>) -> Result<Query, FilterError> {
        let binder = bind::Binder::new(timeline, context);
        match binder.plan(&self.root) {
            Ok(plan) => Ok(Query { plan }),
            Err(mistake) => Err(mistake.told(&self.text)),
        }
    }
}

impl Query {
    /// The events that match.
    #[must_use]
    pub fn run(&self, timeline: &Timeline) -> EventSet {
        timeline.begin_search();
        let events = timeline.store().events.len();
        self.plan.run(timeline, Within { events: &EventSet::all(events), run: &(0..events) })
    }

    /// The same, to be found a stretch of the timeline at a time; none where no text is looked through.
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
/// As [`Filter::bind`].
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

/// The field whose terms a facet makes.
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
