//! A filter bound to a timeline: tests to run on events, with names resolved and texts folded.

use regex::Regex;

use super::field::{Field, Has};
use super::lag::Lags;
use super::value::{Numbers, Pattern};
use crate::event::date::Range as Dates;
use crate::event::{Credibility, Reliability, Role};
use crate::registry::{ActorIx, ClaimIx, VenueIx};
use crate::timeline::EventSet;

/// A filter bound to a timeline.
#[derive(Debug, Clone)]
pub(super) enum Plan {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    /// A result known without testing any event.
    Listed(EventSet),
    Test(Test),
}

/// A test on one event.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// One of these actors but none of their members, in any role or in one.
    Exactly(Option<Role>, Vec<ActorIx>),
    /// One of these venues but no place inside them.
    ExactlyAt(Vec<VenueIx>),
    Possible(Vec<Dates>),
    Logged(Vec<Dates>),
    /// The earliest publication date of its sources.
    Published(Vec<Dates>),
    Certain(Vec<Dates>),
    About(Vec<Position>),
    Rel(Vec<Reliability>),
    Cred(Vec<Credibility>),
    Sources(Vec<Numbers>),
    Roots(Vec<Numbers>),
    Lag(Vec<Lags>),
    FigureTerms(Vec<RowTest>),
    Has(Vec<Has>),
    Text(Field, Vec<Needle>),
}

/// A position to look for.
#[derive(Debug, Clone)]
pub(super) struct Position {
    pub(super) claim: ClaimIx,
    pub(super) stance: Option<Pattern>,
    pub(super) hedged: bool,
}

/// A condition on a row of figures.
#[derive(Debug, Clone)]
pub(super) enum RowTest {
    Weapon(Vec<Pattern>),
    Metric(Vec<Pattern>),
    /// Who claims the figure, and whether the actor must itself be named.
    By(Vec<(ActorIx, bool)>),
    /// The metric if the field names one, and its count.
    Count(Option<&'static str>, Vec<Numbers>),
}

/// A text to search for.
#[derive(Debug, Clone)]
pub(super) enum Needle {
    Folded(String),
    Regex(Regex),
}
