//! Who published a source: the outlet that the registry knows, else whom its address tells.

use std::borrow::Cow;

use foldhash::HashMap;

use super::address::{self, Publisher};
use super::{Credit, OutletIx, OutletKind, Registry, Reliability, Source};

/// Who published something, as far as the registry and the address tell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Published<'s> {
    /// An outlet: one that is registered, or only named where no address tells more.
    Outlet(OutletIx),
    /// A registrable domain or an account of a platform: `example.org`, `t.me/channel`.
    Site(Cow<'s, str>),
    /// Some account of a platform, by the platform's host.
    Someone(&'static str),
    /// Nobody that the address tells, and no outlet is named.
    Nobody,
    /// There is neither an address nor an outlet.
    Untold,
}

/// Which outlet publishes where.
#[derive(Debug, Clone, Default)]
pub(crate) struct Domains {
    /// By host, domain or account.
    outlets: HashMap<Box<str>, OutletIx>,
    /// Of each outlet whether its name is a platform's or an archive's: who publishes there is another.
    carriers: Vec<bool>,
}

impl Domains {
    /// Those of these outlets; where two claim one domain, the first has it, and `domains` goes before aliases.
    pub(super) fn of(outlets: &[super::Outlet]) -> Self {
        let mut all = Self::default();
        let registered = || (0..).map(OutletIx).zip(outlets).filter(|(_, outlet)| outlet.place.is_some());
        for (ix, outlet) in registered() {
            for domain in outlet.domains.iter().filter_map(|text| address::domain(text).ok()) {
                all.outlets.entry(domain.into()).or_insert(ix);
            }
        }
        for (ix, outlet) in registered() {
            for domain in outlet.hosts() {
                all.outlets.entry(domain.into()).or_insert(ix);
            }
        }
        let is_carrier = |outlet: &super::Outlet| {
            let names = [&outlet.name].into_iter().chain(&outlet.aliases).chain(&outlet.domains);
            address::is_carrier(&outlet.id) || names.into_iter().any(|name| address::is_carrier(name))
        };
        all.carriers = outlets.iter().map(is_carrier).collect();
        all
    }

    fn find(&self, publisher: &Publisher<'_>) -> Option<OutletIx> {
        if self.outlets.is_empty() {
            return None;
        }
        address::names(publisher).find_map(|name| self.outlets.get(name).copied())
    }
}

impl super::Outlet {
    /// The aliases and the name that are hosts, in the form that is looked up.
    pub(crate) fn hosts(&self) -> impl Iterator<Item = String> + '_ {
        [&self.name].into_iter().chain(&self.aliases).filter_map(|name| {
            let is_host = name.contains('.') && !name.contains(char::is_whitespace);
            is_host.then(|| address::domain(name).ok()).flatten()
        })
    }
}

impl Registry {
    /// Whether an outlet is registered, not only named.
    #[must_use]
    pub(crate) fn is_registered(&self, ix: OutletIx) -> bool {
        self.outlet(ix).place.is_some()
    }

    /// Whether an outlet's name is a platform's or an archive's, which publish nothing themselves.
    #[must_use]
    pub(crate) fn is_carrier(&self, ix: OutletIx) -> bool {
        self.domains.carriers.get(ix.index()).copied().unwrap_or(false)
    }

    /// Who publishes at an address; none where it is no web address.
    #[must_use]
    pub(crate) fn published_at<'u>(&self, url: &'u str) -> Option<Published<'u>> {
        let publisher = address::publisher(url)?;
        if let Some(outlet) = self.domains.find(&publisher) {
            return Some(Published::Outlet(outlet));
        }
        Some(match publisher {
            Publisher::Host(Cow::Borrowed(host)) => Published::Site(address::registrable(host).into()),
            Publisher::Host(Cow::Owned(host)) => {
                Published::Site(address::registrable(&host).to_owned().into())
            }
            Publisher::Account(account) => Published::Site(account.into()),
            Publisher::Someone(platform) => Published::Someone(platform),
            Publisher::Nobody => Published::Nobody,
        })
    }

    /// Who published a source that names `outlet` and stands at these addresses; the first that is one tells.
    pub(crate) fn published_by<'s>(
        &self,
        outlet: Option<OutletIx>,
        addresses: impl IntoIterator<Item = &'s str>,
    ) -> Published<'s> {
        if let Some(named) = outlet.filter(|ix| self.is_registered(*ix) && !self.is_carrier(*ix)) {
            return Published::Outlet(named);
        }
        let named = outlet.map(Published::Outlet);
        let mut told = addresses.into_iter().filter_map(|url| self.published_at(url));
        // An opaque copy tells nothing; its other address may.
        let Some(first) = told.next() else { return named.unwrap_or(Published::Untold) };
        let first =
            if first == Published::Nobody { told.find(|by| *by != first).unwrap_or(first) } else { first };
        match first {
            Published::Someone(_) | Published::Nobody => {
                let named = outlet.filter(|ix| !self.is_carrier(*ix)).map(Published::Outlet);
                named.unwrap_or(first)
            }
            told => told,
        }
    }

    /// Who published a source.
    #[must_use]
    pub(crate) fn published_source<'s>(&self, source: &'s Source) -> Published<'s> {
        self.published_by(source.outlet, source.addresses())
    }

    /// Whose a source is: the outlet that it names, else the registered one at whose domain it stands; an outlet that no
    /// registry knows, or that is a platform or an archive, gives way to the one whose domain it is.
    #[must_use]
    pub(crate) fn outlet_of(&self, source: &Source) -> Option<OutletIx> {
        self.outlet_at(source.outlet, || source.addresses())
    }

    #[must_use]
    pub(crate) fn outlet_credited(&self, credit: &Credit<'_>) -> Option<OutletIx> {
        self.outlet_at(credit.outlet, || {
            credit.url.into_iter().chain(credit.cite.filter(|cite| cite.contains("://")))
        })
    }

    fn outlet_at<'s, I: IntoIterator<Item = &'s str>>(
        &self,
        outlet: Option<OutletIx>,
        addresses: impl Fn() -> I,
    ) -> Option<OutletIx> {
        match self.published_by(outlet, addresses()) {
            Published::Outlet(ix) => Some(ix),
            _ => outlet,
        }
    }

    /// The kind of a source: its own, else its outlet's.
    #[must_use]
    pub(crate) fn kind_of(&self, source: &Source) -> Option<OutletKind> {
        source.kind.or_else(|| self.outlet_of(source).and_then(|o| self.outlet(o).kind))
    }

    /// The reliability of a source: its own, else its outlet's.
    #[must_use]
    pub(crate) fn reliability_of(&self, source: &Source) -> Option<Reliability> {
        source.reliability.or_else(|| self.outlet_of(source).and_then(|o| self.outlet(o).reliability))
    }
}

impl Source {
    /// Where it stands: its address, an address for a citation, its archived copies.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        let cite = self.cite.iter().filter(|cite| cite.contains("://"));
        self.url.iter().chain(cite).chain(&self.archive).map(String::as_str)
    }

    /// Whether an archived copy is known: one is named, or the source stands at one itself.
    #[must_use]
    pub(crate) fn is_archived(&self) -> bool {
        !self.archive.is_empty() || self.url.as_deref().is_some_and(address::is_archived)
    }
}
