//! The publisher of a source: the registered outlet, else whoever the address identifies.

use std::borrow::Cow;

use foldhash::HashMap;

use super::address::{self, Publisher};
use super::{Credit, OutletIx, OutletKind, Registry, Reliability, Source};

/// The publisher of a source, as far as the registry and the address identify it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum SourcePublisher<'s> {
    /// An outlet: a registered one, or an unregistered name if no address says more.
    Outlet(OutletIx),
    /// A registrable domain or an account of a platform: `example.org`, `t.me/channel`.
    Site(Cow<'s, str>),
    /// An unknown account of a platform, given by the platform's host.
    UnknownAccount(&'static str),
    /// A publisher that the address does not identify, and no outlet is named.
    Unidentified,
    /// No publisher: there is neither an address nor an outlet.
    Missing,
}

/// The lookup from hosts, domains and accounts to the outlets that publish there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Domains {
    /// The outlets by host, domain or account.
    outlets: HashMap<Box<str>, OutletIx>,
    /// For each outlet, whether its name is a platform's or an archive's, where only others publish.
    carriers: Vec<bool>,
}

impl Domains {
    /// Collects the domains of `outlets`. If two claim one domain, the first gets it, and `domains` win over aliases.
    pub(super) fn from_outlets(outlets: &[super::Outlet]) -> Self {
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
    /// Returns those of its name and aliases that are hosts, in the form used for lookup.
    pub(crate) fn hosts(&self) -> impl Iterator<Item = String> + '_ {
        [&self.name].into_iter().chain(&self.aliases).filter_map(|name| {
            let is_host = name.contains('.') && !name.contains(char::is_whitespace);
            is_host.then(|| address::domain(name).ok()).flatten()
        })
    }
}

impl Registry {
    /// Returns whether an outlet is registered and not only named.
    #[must_use]
    pub(crate) fn is_registered(&self, ix: OutletIx) -> bool {
        self.outlet(ix).place.is_some()
    }

    /// Returns whether an outlet's name is a platform's or an archive's, which publish nothing themselves.
    #[must_use]
    pub(crate) fn is_carrier(&self, ix: OutletIx) -> bool {
        self.domains.carriers.get(ix.index()).copied().unwrap_or(false)
    }

    /// Returns the publisher at an address, or `None` if it is not a web address.
    #[must_use]
    pub(crate) fn published_at<'u>(&self, url: &'u str) -> Option<SourcePublisher<'u>> {
        let publisher = address::publisher(url)?;
        if let Some(outlet) = self.domains.find(&publisher) {
            return Some(SourcePublisher::Outlet(outlet));
        }
        Some(match publisher {
            Publisher::Host(Cow::Borrowed(host)) => SourcePublisher::Site(address::registrable(host).into()),
            Publisher::Host(Cow::Owned(host)) => {
                SourcePublisher::Site(address::registrable(&host).to_owned().into())
            }
            Publisher::Account(account) => SourcePublisher::Site(account.into()),
            Publisher::UnknownAccount(platform) => SourcePublisher::UnknownAccount(platform),
            Publisher::Unidentified => SourcePublisher::Unidentified,
        })
    }

    /// Returns the publisher of a source that names `outlet` and has these addresses. The first web address decides.
    pub(crate) fn published_by<'s>(
        &self,
        outlet: Option<OutletIx>,
        addresses: impl IntoIterator<Item = &'s str>,
    ) -> SourcePublisher<'s> {
        if let Some(named) = outlet.filter(|ix| self.is_registered(*ix) && !self.is_carrier(*ix)) {
            return SourcePublisher::Outlet(named);
        }
        let named = outlet.map(SourcePublisher::Outlet);
        let mut publishers = addresses.into_iter().filter_map(|url| self.published_at(url));
        // An opaque copy does not identify its publisher, but another address of the source may.
        let Some(first) = publishers.next() else { return named.unwrap_or(SourcePublisher::Missing) };
        let first = if first == SourcePublisher::Unidentified {
            publishers.find(|by| *by != first).unwrap_or(first)
        } else {
            first
        };
        match first {
            SourcePublisher::UnknownAccount(_) | SourcePublisher::Unidentified => {
                let named = outlet.filter(|ix| !self.is_carrier(*ix)).map(SourcePublisher::Outlet);
                named.unwrap_or(first)
            }
            identified => identified,
        }
    }

    /// Returns the publisher of a source.
    #[must_use]
    pub(crate) fn published_source<'s>(&self, source: &'s Source) -> SourcePublisher<'s> {
        self.published_by(source.outlet, source.addresses())
    }

    /// Returns the outlet of a source: the registered outlet that it names, else the registered outlet that owns the
    /// domain of its address, else the outlet that it names. A platform or an archive counts as not registered.
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
            SourcePublisher::Outlet(ix) => Some(ix),
            _ => outlet,
        }
    }

    /// Returns the kind of a source: its own, else its outlet's.
    #[must_use]
    pub(crate) fn kind_of(&self, source: &Source) -> Option<OutletKind> {
        source.kind.or_else(|| self.outlet_of(source).and_then(|o| self.outlet(o).kind))
    }

    /// Returns the reliability of a source: its own, else its outlet's.
    #[must_use]
    pub(crate) fn reliability_of(&self, source: &Source) -> Option<Reliability> {
        source.reliability.or_else(|| self.outlet_of(source).and_then(|o| self.outlet(o).reliability))
    }
}

impl Source {
    /// Returns the addresses of the source: its URL, a citation that is an address, its archived copies.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        let cite = self.cite.iter().filter(|cite| cite.contains("://"));
        self.url.iter().chain(cite).chain(&self.archive).map(String::as_str)
    }

    /// Returns whether an archived copy is known: one is named, or the source's own address is a copy.
    #[must_use]
    pub(crate) fn is_archived(&self) -> bool {
        !self.archive.is_empty() || self.url.as_deref().is_some_and(address::is_archived)
    }
}
