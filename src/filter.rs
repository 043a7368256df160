//! The filter language: one for the prompt, `--filter`, pickers, facets and saved views.
//!
//! Text is parsed to a [`Filter`], which prints back in one normal form; bound to a timeline it becomes a
//! [`Query`] that gives the set of events it matches. Mistakes are told with their place, never turned into
//! "0 events".

mod bind;
mod complete;
mod edit;
mod evaluate;
mod field;
mod parse;

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

pub use complete::{Candidate, Completion, complete};
pub use field::Field;

use crate::event::EventId;
use crate::event::date::Now;
use crate::timeline::facets::{Facet, FacetRow};
use crate::timeline::{EventSet, Timeline};

/// A filter as written, in its normal form; the empty one matches everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {}

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
pub struct Query {}

/// A mistake in a filter: where, what, and what was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct FilterError {
    /// The whole filter text.
    pub text: String,
    /// The bytes of it that are wrong.
    pub span: Range<usize>,
    /// What is wrong: ``no actor `kremlim` ``.
    pub message: String,
    /// Nearest candidates, best first.
    pub candidates: Vec<String>,
    /// Another hint.
    pub hint: Option<String>,
}

/// The message, the filter with the mistake underlined, and a hint; no trailing line feed.
impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!()
    }
}

impl Filter {
    /// Reads a filter; names and values are checked by [`Filter::bind`].
    ///
    /// # Errors
    /// Syntax, unknown fields and values that no store could make right.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        todo!()
    }

    /// Whether it matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        todo!()
    }

    /// This and that.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        todo!()
    }

    /// This without the top-level terms of `field`: what a facet of that field counts under.
    #[must_use]
    pub fn without(&self, field: Field) -> Self {
        todo!()
    }

    /// The values of the top-level terms of `field`: those included, and those excluded.
    #[must_use]
    pub fn values(&self, field: Field) -> (Vec<String>, Vec<String>) {
        todo!()
    }

    /// Includes (or, `exclude`, excludes) a value of `field` at the top level; where it stands so already, takes it out.
    ///
    /// Values of one field join with commas: including `b` beside `actor:a` gives `actor:a,b`.
    #[must_use]
    pub fn toggle(&self, field: Field, value: &str, exclude: bool) -> Self {
        todo!()
    }

    /// Sets the top-level terms of `field` to these values, none taking them out.
    #[must_use]
    pub fn set(&self, field: Field, values: &[String]) -> Self {
        todo!()
    }

    /// Resolves names and checks values against a timeline.
    ///
    /// # Errors
    /// Unknown or ambiguous names, values that no event uses.
    pub fn bind(&self, timeline: &Timeline, context: Context<'_>) -> Result<Query, FilterError> {
        todo!()
    }
}

impl Query {
    /// The events that match.
    #[must_use]
    pub fn run(&self, timeline: &Timeline) -> EventSet {
        todo!()
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
    todo!()
}
