//! A source: one publication, and what is read of it without the rest.

use serde::{Deserialize, Serialize};

use super::{OutletIx, OutletKind, SourceIx};
use crate::event::date::When;
use crate::event::outline::Passed;
use crate::event::{EventDate, Place, Reliability};

/// What a source copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// A registered source.
    Source(SourceIx),
    /// An outlet.
    Outlet(OutletIx),
}

/// One publication that reports something.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Source {
    /// The id, where it is registered.
    pub id: Option<Box<str>>,
    /// Who published it.
    pub outlet: Option<OutletIx>,
    /// Its title.
    pub title: Option<String>,
    /// Where it stands; any text, opened only where http(s).
    pub url: Option<String>,
    /// A citation where there is no URL.
    pub(crate) cite: Option<String>,
    pub(crate) archive: Vec<String>,
    /// Checksum of the archived copy.
    pub(crate) sha256: Option<String>,
    /// When it was published.
    pub published: Option<EventDate>,
    /// How that date is known.
    pub(crate) published_basis: Option<String>,
    /// When it was read.
    pub(crate) accessed: Option<EventDate>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// Its own kind; else its outlet's, see [`Registry::kind_of`](super::Registry::kind_of).
    pub kind: Option<OutletKind>,
    /// Its own reliability; else its outlet's.
    pub(crate) reliability: Option<Reliability>,
    /// What it copies: a copy is no corroboration.
    pub(crate) derived_from: Vec<Origin>,
    /// When its publisher corrected it; it goes on to count.
    pub(crate) corrected: Option<EventDate>,
    /// When its publisher withdrew it: from then on it roots nothing.
    pub(crate) withdrawn: Option<EventDate>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is registered; none for one that an event holds itself.
    pub place: Option<Place>,
}

/// The first fields of a packed [`Source`], in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Credit<'r> {
    /// As [`Source::id`].
    pub id: Option<&'r str>,
    /// As [`Source::outlet`].
    pub outlet: Option<OutletIx>,
    /// As [`Source::title`].
    pub title: Option<&'r str>,
    /// As [`Source::url`].
    pub url: Option<&'r str>,
    pub(crate) cite: Option<&'r str>,
}

/// The first fields of a packed [`Source`] up to its date.
#[derive(Deserialize)]
pub(super) struct Dated<'r> {
    #[serde(borrow)]
    _credit: Credit<'r>,
    #[serde(borrow)]
    _archive: Vec<&'r str>,
    _sha256: Option<&'r str>,
    pub(super) published: Option<EventDate>,
}

/// The fields of a packed [`Source`] up to its last date.
#[derive(Deserialize)]
pub struct Dates<'r> {
    #[serde(borrow)]
    _credit: Credit<'r>,
    #[serde(borrow)]
    _archive: Passed<&'r [u8]>,
    #[serde(borrow)]
    _sha256: Option<&'r [u8]>,
    #[serde(borrow)]
    pub(crate) published: Option<When<'r>>,
    #[serde(borrow)]
    _published_basis: Option<&'r [u8]>,
    #[serde(borrow)]
    _accessed: Option<When<'r>>,
    #[serde(borrow)]
    _lang: Option<&'r [u8]>,
    _kind: Option<OutletKind>,
    _reliability: Option<Reliability>,
    pub(crate) derived_from: Vec<Origin>,
    #[serde(borrow)]
    pub(crate) corrected: Option<When<'r>>,
    #[serde(borrow)]
    pub(crate) withdrawn: Option<When<'r>>,
}

impl Source {
    /// What tells it from others.
    #[must_use]
    pub(crate) fn credit(&self) -> Credit<'_> {
        Credit {
            id: self.id.as_deref(),
            outlet: self.outlet,
            title: self.title.as_deref(),
            url: self.url.as_deref(),
            cite: self.cite.as_deref(),
        }
    }
}
