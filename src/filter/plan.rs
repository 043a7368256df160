//! A filter bound to a timeline: the questions that are asked of events, names resolved and texts folded.

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
    /// Known without asking any event.
    Listed(EventSet),
    Test(Test),
}

/// A question to an event.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// One of these and no member of theirs, in any part of the event or in one role.
    Exactly(Option<Role>, Vec<ActorIx>),
    /// One of these and no place inside.
    ExactlyAt(Vec<VenueIx>),
    Possible(Vec<Dates>),
    Logged(Vec<Dates>),
    /// The earliest date on which one of its sources came out.
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

/// A position that is looked for.
#[derive(Debug, Clone)]
pub(super) struct Position {
    pub(super) claim: ClaimIx,
    pub(super) stance: Option<Pattern>,
    pub(super) hedged: bool,
}

/// What a row of figures must satisfy.
#[derive(Debug, Clone)]
pub(super) enum RowTest {
    Weapon(Vec<Pattern>),
    Metric(Vec<Pattern>),
    /// Who claims it, and whether only as named itself.
    By(Vec<(ActorIx, bool)>),
    /// The metric where the field names one, and its count.
    Count(Option<&'static str>, Vec<Numbers>),
}

/// What is looked for in text.
#[derive(Debug, Clone)]
pub(super) enum Needle {
    Folded(String),
    Regex(Regex),
}
