//! Domains of outlets that match none of their pages, or also the pages of others.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::Doubt;
use crate::registry::address::{self, DomainError};
use crate::registry::{Outlet, OutletIx, SourcePublisher};
use crate::store::build::fault::{Path, steps};
use crate::store::schema::list::List;
use crate::store::{Severity, Store};
use crate::text::counted;

/// The number of domains of one outlet that a note names.
const MAX_SHOWN: usize = 4;

/// Reports outlets without a domain for their pages: a page that names no outlet is then not known as theirs.
///
/// There is one note per outlet, with the domains seen. A domain that another outlet has is not suggested.
pub(super) fn look_for_missing(store: &Store, doubts: &mut Vec<Doubt>) {
    let registry = &store.registry;
    let lacks = |outlet: &Outlet| {
        outlet.place.is_some() && outlet.domains.is_empty() && outlet.hosts().next().is_none()
    };
    let lacking: HashSet<OutletIx> = (0..)
        .map(OutletIx)
        .zip(&registry.outlets)
        .filter(|(ix, outlet)| lacks(outlet) && !registry.is_carrier(*ix))
        .map(|(ix, _)| ix)
        .collect();
    if lacking.is_empty() {
        return;
    }
    let mut seen: BTreeMap<OutletIx, BTreeMap<String, usize>> = BTreeMap::new();
    for source in registry.sources.each() {
        let Some(outlet) = source.outlet.filter(|ix| lacking.contains(ix)) else { continue };
        if let Some(SourcePublisher::Site(site)) =
            source.url.as_deref().and_then(|url| registry.published_at(url))
        {
            *seen.entry(outlet).or_default().entry(site.into_owned()).or_default() += 1;
        }
    }
    for (outlet, sites) in seen {
        let outlet = registry.outlet(outlet);
        let mut sites: Vec<(String, usize)> = sites.into_iter().collect();
        sites.sort_by_key(|(_, pages)| Reverse(*pages));
        let mut shown: Vec<String> = sites
            .iter()
            .take(MAX_SHOWN)
            .map(|(site, pages)| format!("{site} ({})", counted(*pages, "page")))
            .collect();
        if sites.len() > MAX_SHOWN {
            shown.push(format!("{} more", sites.len() - MAX_SHOWN));
        }
        let message = format!("`{}` has no `domains`; its sources are at {}", outlet.id, shown.join(", "));
        let first = sites.first().map(|(site, _)| site.as_str()).unwrap_or_default();
        let hint = format!(
            "write `domains: [{first}]` if that is its own: pages there that name no outlet then count as its own"
        );
        let note = doubt(outlet, steps!["id"], "no-domain", message, hint);
        doubts.extend(note.map(|note| Doubt { severity: Severity::Note, ..note }));
    }
}

/// Checks the domains of all outlets, then the aliases that are hosts. The first outlet with a domain owns it.
pub(super) fn look(store: &Store, doubts: &mut Vec<Doubt>) {
    let registered = || store.registry.outlets.iter().filter(|outlet| outlet.place.is_some());
    let mut owners: HashMap<String, &Outlet> = HashMap::new();
    for outlet in registered() {
        for (nth, text) in outlet.domains.iter().enumerate() {
            match address::domain(text) {
                Ok(domain) => claim(&mut owners, outlet, domain, steps!["domains", nth], doubts),
                Err(why) => {
                    let (message, hint) = in_words(text, &why);
                    doubts.extend(doubt(outlet, steps!["domains", nth], "not-its-domain", message, hint));
                }
            }
        }
    }
    for outlet in registered() {
        for domain in outlet.hosts() {
            let alias =
                outlet.aliases.iter().position(|alias| address::domain(alias).as_ref() == Ok(&domain));
            let path = alias.map_or_else(|| steps!["name"], |nth| steps!["aliases", nth]);
            claim(&mut owners, outlet, domain, path, doubts);
        }
    }
}

fn claim<'s>(
    owners: &mut HashMap<String, &'s Outlet>,
    outlet: &'s Outlet,
    domain: String,
    path: Path,
    doubts: &mut Vec<Doubt>,
) {
    match owners.get(&domain) {
        Some(owner) if owner.id != outlet.id => {
            let message = format!("`{domain}` is also a domain of `{}`", owner.id);
            let hint = format!("remove it from one of the two: its pages count as those of `{}`", owner.id);
            doubts.extend(doubt(outlet, path, "shared-domain", message, hint));
        }
        Some(_) => {}
        None => {
            owners.insert(domain, outlet);
        }
    }
}

fn doubt(outlet: &Outlet, path: Path, code: &'static str, message: String, hint: String) -> Option<Doubt> {
    let place = outlet.place?;
    let (hint, severity) = (Some(hint), Severity::Warning);
    Some(Doubt { list: List::Outlets, place, path, code, message, hint, severity, subject: None })
}

fn in_words(text: &str, why: &DomainError) -> (String, String) {
    match why {
        DomainError::Platform(host) => (
            format!("`{text}` is a platform: its accounts are the publishers"),
            format!("write the account, such as {host}/name"),
        ),
        DomainError::Archive => (
            format!("`{text}` leads to other publishers' pages: a copy there counts as the page it copies"),
            "remove it".to_owned(),
        ),
        DomainError::Suffix => (
            format!("anybody can register a domain under `{text}`"),
            "write the outlet's own domain, such as example.co.uk".to_owned(),
        ),
        DomainError::Malformed(_) => {
            (format!("`{text}` is not a domain"), "write a domain, such as tass.ru".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;

    #[test]
    fn a_domain_that_is_not_an_outlets_own_is_asked_about() {
        for (domain, wanted) in [
            ("x.com", "`x.com` is a platform: its accounts are the publishers"),
            ("www.archive.ph", "`www.archive.ph` leads to other publishers' pages"),
            ("co.uk", "anybody can register a domain under `co.uk`"),
        ] {
            let all = reported(&format!("outlets:\n- {{id: a, domains: [a.org, {domain}]}}\n"));
            assert_eq!(all.len(), 1, "{domain} once: {all:?}");
            assert!(all[0].starts_with(&format!("2:28: {wanted}")), "at its place: {all:?}");
        }
        for right in
            ["tass.ru", "consilium.europa.eu", "x.com/mfa_russia", "https://www.TASS.com/", "192.0.2.1"]
        {
            assert_eq!(
                reported(&format!("outlets:\n- {{id: a, domains: ['{right}']}}\n")),
                [""; 0],
                "{right}"
            );
        }
    }

    #[test]
    fn domains_that_an_outlet_lacks_are_reported_once() {
        let store = "outlets:
- {id: unian, name: UNIAN}
- {id: tass, name: TASS, domains: [tass.ru]}
- {id: mid, name: Ministry, aliases: [mid.ru]}
- {id: telegram, name: Telegram}
- {id: none, name: None}
sources:
- {id: a, outlet: unian, url: 'https://www.unian.net/1'}
- {id: b, outlet: UNIAN, url: 'https://news.unian.net/2'}
- {id: c, outlet: unian, url: 'https://t.me/uniannet/3'}
- {id: d, outlet: unian, url: 'https://tass.ru/4'}
- {id: e, outlet: tass, url: 'https://elsewhere.example/5'}
- {id: f, outlet: mid, url: 'https://elsewhere.example/6'}
- {id: g, outlet: telegram, url: 'https://elsewhere.example/7'}
";
        let all = reported(store);
        assert_eq!(
            all,
            [
                "2:8: `unian` has no `domains`; its sources are at unian.net (2 pages), t.me/uniannet (1 page) | \
              write `domains: [unian.net]` if that is its own: pages there that name no outlet then count as its own"
            ],
            "with what it has and not what is another's"
        );
    }

    #[test]
    fn a_domain_of_two_outlets_is_asked_about() {
        let all = reported("outlets:\n- {id: a, domains: [tass.ru]}\n- {id: b, domains: [WWW.tass.ru]}\n");
        assert_eq!(all.len(), 1, "once: {all:?}");
        assert!(all[0].starts_with("3:21: `tass.ru` is also a domain of `a`"), "at the second: {all:?}");
        let alias = reported("outlets:\n- {id: a, aliases: [tass.com]}\n- {id: b, domains: [tass.com]}\n");
        assert_eq!(alias.len(), 1, "an alias that is a host counts: {alias:?}");
        assert!(
            alias[0].starts_with("2:21: `tass.com` is also a domain of `b`"),
            "a domain first: {alias:?}"
        );
    }
}
