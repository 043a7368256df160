//! A source, which is one publication, and views of it that decode only some fields.

use serde::{Deserialize, Serialize};

use super::{OutletIx, OutletKind, SourceIx};
use crate::event::date::When;
use crate::event::outline::SkippedList;
use crate::event::{EventDate, Place, Reliability};

/// The original that a source copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// A registered source.
    Source(SourceIx),
    /// An outlet, when the exact source is not known.
    Outlet(OutletIx),
}

/// A publication that reports something.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Source {
    /// The id, if it is registered.
    pub id: Option<Box<str>>,
    /// The outlet that published it, as written.
    pub outlet: Option<OutletIx>,
    /// The title of the publication.
    pub title: Option<String>,
    /// The address. It may be any text, but only http and https addresses are opened.
    pub url: Option<String>,
    /// A citation for a publication without a URL.
    pub(crate) cite: Option<String>,
    pub(crate) archive: Vec<String>,
    /// SHA-256 checksum of the archived copy.
    pub(crate) sha256: Option<String>,
    /// The date of publication.
    pub published: Option<EventDate>,
    /// The evidence for that date.
    pub(crate) published_basis: Option<String>,
    /// The date on which the analyst read it.
    pub(crate) accessed: Option<EventDate>,
    /// BCP 47 language of the publication.
    pub lang: Option<String>,
    /// Its own kind; if `None`, its outlet's, see [`Registry::kind_of`](super::Registry::kind_of).
    pub kind: Option<OutletKind>,
    /// Its own reliability; if `None`, its outlet's.
    pub(crate) reliability: Option<Reliability>,
    /// The originals that it copies. A copy does not corroborate.
    pub(crate) derived_from: Vec<Origin>,
    /// The date on which its publisher corrected it. A corrected source still counts.
    pub(crate) corrected: Option<EventDate>,
    /// The date on which its publisher withdrew it. From then on it is not a root.
    pub(crate) withdrawn: Option<EventDate>,
    /// A free remark.
    pub note: Option<String>,
    /// Position of the record in the store's files; `None` if it is written inside an event.
    pub place: Option<Place>,
}

/// The fields that identify a source: the first fields of a packed [`Source`], in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Credit<'r> {
    /// The same as [`Source::id`].
    pub id: Option<&'r str>,
    /// The same as [`Source::outlet`].
    pub outlet: Option<OutletIx>,
    /// The same as [`Source::title`].
    pub title: Option<&'r str>,
    /// The same as [`Source::url`].
    pub url: Option<&'r str>,
    pub(crate) cite: Option<&'r str>,
}

/// The first fields of a packed [`Source`] up to its publication date.
#[derive(Deserialize)]
pub(super) struct PublicationDate<'r> {
    #[serde(borrow)]
    _credit: Credit<'r>,
    #[serde(borrow)]
    _archive: Vec<&'r str>,
    _sha256: Option<&'r str>,
    pub(super) published: Option<EventDate>,
}

/// The dates of a source: the fields of a packed [`Source`] up to its last date.
#[derive(Deserialize)]
pub struct Dates<'r> {
    #[serde(borrow)]
    _credit: Credit<'r>,
    #[serde(borrow)]
    _archive: SkippedList<&'r [u8]>,
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
    /// Returns the fields that identify the source.
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
