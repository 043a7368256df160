//! Domains of outlets at which no page of theirs can be found, or not of theirs alone.

use std::collections::HashMap;

use super::Doubt;
use crate::registry::Outlet;
use crate::registry::address::{self, NoDomain};
use crate::store::Store;
use crate::store::fault::{Path, steps};
use crate::store::list::List;

/// Looks through the domains of all outlets, then through the aliases that are hosts: the first outlet has a domain.
pub(super) fn look(store: &Store, doubts: &mut Vec<Doubt>) {
    let registered = || store.registry.outlets.iter().filter(|outlet| outlet.place.is_some());
    let mut owners: HashMap<String, &Outlet> = HashMap::new();
    for outlet in registered() {
        for (at, text) in outlet.domains.iter().enumerate() {
            match address::domain(text) {
                Ok(domain) => claim(&mut owners, outlet, domain, steps!["domains", at], doubts),
                Err(why) => {
                    let (message, hint) = in_words(text, &why);
                    doubts.extend(doubt(outlet, steps!["domains", at], "not-its-domain", message, hint));
                }
            }
        }
    }
    for outlet in registered() {
        for domain in outlet.hosts() {
            let at = outlet.aliases.iter().position(|alias| address::domain(alias).as_ref() == Ok(&domain));
            let at = at.map_or_else(|| steps!["name"], |at| steps!["aliases", at]);
            claim(&mut owners, outlet, domain, at, doubts);
        }
    }
}

fn claim<'s>(
    owners: &mut HashMap<String, &'s Outlet>,
    outlet: &'s Outlet,
    domain: String,
    at: Path,
    doubts: &mut Vec<Doubt>,
) {
    match owners.get(&domain) {
        Some(owner) if owner.id != outlet.id => {
            let message = format!("`{domain}` is a domain of `{}` too", owner.id);
            let hint = format!("its pages count as those of `{}`: take it out of one of the two", owner.id);
            doubts.extend(doubt(outlet, at, "shared-domain", message, hint));
        }
        Some(_) => {}
        None => {
            owners.insert(domain, outlet);
        }
    }
}

fn doubt(outlet: &Outlet, at: Path, code: &'static str, message: String, hint: String) -> Option<Doubt> {
    let place = outlet.place?;
    Some(Doubt { list: List::Outlets, place, at, code, message, hint: Some(hint), subject: None })
}

fn in_words(text: &str, why: &NoDomain) -> (String, String) {
    match why {
        NoDomain::Platform(host) => (
            format!("`{text}` is a platform, whose accounts publish"),
            format!("write the account, such as {host}/name"),
        ),
        NoDomain::Archive => (
            format!("`{text}` leads to others' pages: a copy there is the page that it copies"),
            "take it out".to_owned(),
        ),
        NoDomain::Suffix => (
            format!("under `{text}` anybody has a domain"),
            "write the outlet's own domain, such as example.co.uk".to_owned(),
        ),
        NoDomain::Malformed(_) => {
            (format!("`{text}` is no domain"), "write a domain, such as tass.ru".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;

    #[test]
    fn a_domain_that_is_not_an_outlets_own_is_asked_about() {
        for (domain, wanted) in [
            ("x.com", "`x.com` is a platform, whose accounts publish"),
            ("www.archive.ph", "`www.archive.ph` leads to others' pages"),
            ("co.uk", "under `co.uk` anybody has a domain"),
        ] {
            let all = told(&format!("outlets:\n- {{id: a, domains: [a.org, {domain}]}}\n"));
            assert_eq!(all.len(), 1, "{domain} once: {all:?}");
            assert!(all[0].starts_with(&format!("2:28: {wanted}")), "at its place: {all:?}");
        }
        for right in
            ["tass.ru", "consilium.europa.eu", "x.com/mfa_russia", "https://www.TASS.com/", "192.0.2.1"]
        {
            assert_eq!(told(&format!("outlets:\n- {{id: a, domains: ['{right}']}}\n")), [""; 0], "{right}");
        }
    }

    #[test]
    fn a_domain_of_two_outlets_is_asked_about() {
        let all = told("outlets:\n- {id: a, domains: [tass.ru]}\n- {id: b, domains: [WWW.tass.ru]}\n");
        assert_eq!(all.len(), 1, "once: {all:?}");
        assert!(all[0].starts_with("3:21: `tass.ru` is a domain of `a` too"), "at the second: {all:?}");
        let alias = told("outlets:\n- {id: a, aliases: [tass.com]}\n- {id: b, domains: [tass.com]}\n");
        assert_eq!(alias.len(), 1, "an alias that is a host counts: {alias:?}");
        assert!(alias[0].starts_with("2:21: `tass.com` is a domain of `b` too"), "a domain first: {alias:?}");
    }
}
