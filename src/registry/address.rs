//! Web addresses: who publishes there, and which addresses are one page.
//!
//! A publisher is the registrable domain of a host by the [public suffix list](https://publicsuffix.org), its private
//! section included: `edition.cnn.com` is CNN's, `a.github.io` and `b.github.io` are two. On a platform it is the account
//! or channel (`platforms`), whatever name the platform goes by: `twitter.com/a` is `x.com/a`. An archived copy is the page
//! that it copies (`archives`); where the address does not tell which one that is, nobody publishes there.

mod archives;
mod hosts;
mod platforms;

use std::borrow::Cow;

use url::Url;

/// Who publishes at an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Publisher<'u> {
    /// The owner of a domain: its host without the `www.` and its kind, in lower case. [`registrable`] gives the domain.
    Host(Cow<'u, str>),
    /// An account of a platform: `x.com/mfa_russia`, in lower case.
    Account(String),
    /// Some account of a platform, by the platform's host: the address does not tell which.
    Someone(&'static str),
    /// Nobody that the address tells: a copy that does not say of what, or a shortened address.
    Nobody,
}

/// Labels before a host that name another rendering of the same page, not another publisher or page.
const RENDERINGS: [&str; 5] = ["www", "m", "mobile", "amp", "wap"];

/// Returns who publishes at `url`; none where it is no web address.
///
/// An address without a scheme is read as one of the web: `tass.ru/politika/1`.
#[must_use]
pub(crate) fn publisher(url: &str) -> Option<Publisher<'_>> {
    if let Some(host) = plain_host(url).filter(|host| hosts::is_ordinary(host)) {
        return Some(Publisher::Host(Cow::Borrowed(without_rendering(host))));
    }
    let found = parsed(url)?;
    Some(archives::original(&found).map_or(Publisher::Nobody, |page| publisher_of(&page)))
}

fn publisher_of(page: &Url) -> Publisher<'static> {
    let host = page.host_str().unwrap_or_default();
    match platforms::account(host, page) {
        platforms::Owner::Account(account) => Publisher::Account(account),
        platforms::Owner::Unknown(platform) => Publisher::Someone(platform),
        platforms::Owner::NoPlatform => Publisher::Host(Cow::Owned(without_rendering(host).to_owned())),
    }
}

/// Returns the page that `url` copies or leads to, where it is an archive's copy, a cache's or a redirection.
#[must_use]
pub(crate) fn copied(url: &str) -> Option<String> {
    let found = parsed(url)?;
    if !archives::is_elsewhere(&found) {
        return None;
    }
    archives::original(&found).map(|page| page.to_string())
}

/// Returns whether `url` stands on an archive's host: it is an archived copy itself.
#[must_use]
pub(crate) fn is_archived(url: &str) -> bool {
    if plain_host(url).is_some_and(hosts::is_ordinary) {
        return false;
    }
    parsed(url).is_some_and(|page| page.host_str().is_some_and(archives::is_archive))
}

/// Returns whether a name or a host is a platform's or an archive's: who publishes there is another.
#[must_use]
pub(crate) fn is_carrier(name: &str) -> bool {
    let name = name.trim().trim_end_matches('/').to_lowercase();
    let host = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(&name);
    let host = without_rendering(host);
    platforms::is_named(&name)
        || platforms::is_host(host)
        || archives::is_named(&name)
        || archives::is_archive(host)
}

/// Returns the domain that was registered, of a host: `cnn.com` of `edition.cnn.com`.
///
/// A public suffix itself, an address of numbers and a name without a dot stand for themselves.
#[must_use]
pub(crate) fn registrable(host: &str) -> &str {
    let is_number = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    if is_number { host } else { psl::domain_str(host).unwrap_or(host) }
}

/// Returns one text for every address of one page.
///
/// Without what makes no other page of it: scheme, `www.` and its kind, letter case of the host, port, user, fragment, the
/// slash at the end, parameters that follow the reader, AMP; archived copies are the page they copy, platforms go by their
/// one name. None where `url` is no web address.
#[must_use]
pub(crate) fn page(url: &str) -> Option<Cow<'_, str>> {
    if let Some(page) = plain_page(url) {
        return Some(Cow::Borrowed(page));
    }
    parsed_page(url).map(Cow::Owned)
}

fn parsed_page(url: &str) -> Option<String> {
    let found = parsed(url)?;
    let Some(page) = archives::original(&found) else {
        return Some(bare(&found));
    };
    Some(platforms::page(&page).unwrap_or_else(|| bare(&page)))
}

/// The page of an address that is written as [`bare`] would write it, but for its scheme and renderings.
fn plain_page(url: &str) -> Option<&str> {
    let host = plain_host(url)?;
    let (_, rest) = url.split_once("//")?;
    let path = rest.get(host.len()..)?.trim_end_matches('/');
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.');
    let odd = path.contains("/.") || path.contains("//") || path.contains("/amp/") || path.ends_with("amp");
    if odd || !path.bytes().all(plain) || !hosts::is_ordinary(host) {
        return None;
    }
    let (_, rest) = rest.split_at_checked(host.len() - without_rendering(host).len())?;
    Some(rest.trim_end_matches('/'))
}

/// Host, path and what of the query names the page.
fn bare(page: &Url) -> String {
    let host = page.host_str().unwrap_or_default();
    let path = page.path().trim_end_matches('/');
    let path = path.strip_suffix("/amp").or_else(|| path.strip_suffix(".amp")).unwrap_or(path);
    let path = path.strip_prefix("/amp/").map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    let kept: Vec<&str> = page
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !follows_the_reader(pair))
        .collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{}{path}{query}", without_rendering(host))
}

/// Whether a parameter says who sent the reader, or how the page is drawn, and not which page it is.
fn follows_the_reader(pair: &str) -> bool {
    const NAMES: [&str; 24] = [
        "_ga",
        "_gl",
        "_openstat",
        "amp",
        "at_campaign",
        "at_medium",
        "cmpid",
        "dclid",
        "fbclid",
        "gclid",
        "gclsrc",
        "igsh",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mibextid",
        "msclkid",
        "ocid",
        "outputtype",
        "smid",
        "taid",
        "twclid",
        "wbraid",
        "yclid",
    ];
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.contains(&name.as_str())
}

/// The address as the web's standard has it (WHATWG URL); an address without a scheme is one of the web.
fn parsed(url: &str) -> Option<Url> {
    let url = url.trim();
    let whole = match url.split_once("//") {
        Some(("", rest)) => format!("https://{rest}"),
        Some((scheme, _))
            if scheme.eq_ignore_ascii_case("http:") || scheme.eq_ignore_ascii_case("https:") =>
        {
            url.to_owned()
        }
        Some((before, _)) if before.contains('.') && !before.contains(char::is_whitespace) => {
            format!("https://{url}")
        }
        Some(_) => return None,
        None => {
            let host = url.split(['/', '?', '#']).next()?;
            let is_host = host.contains('.') && !host.contains([' ', '@', ':']) && !host.ends_with('.');
            is_host.then(|| format!("https://{url}"))?
        }
    };
    // What is no address has no page: that is the answer, not a loss.
    let mut url = Url::parse(&whole).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_owned();
    if host.len() < url.host_str()?.len() {
        url.set_host(Some(&host)).ok()?;
    }
    (!host.is_empty()).then_some(url)
}

/// The host of an address that needs no parsing: `http(s)://`, then lower-case ASCII, then a slash or the end.
fn plain_host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next()?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
    // A number may be written in many ways.
    let is_name =
        host.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_lowercase()));
    (is_name
        && host.bytes().all(plain)
        && host.contains('.')
        && !host.ends_with('.')
        && !host.contains("xn--"))
    .then_some(host)
}

/// A host without the labels that name another rendering, as long as more than a public suffix is left.
fn without_rendering(host: &str) -> &str {
    let mut host = host;
    while let Some((label, rest)) = host.split_once('.') {
        let is_rendering = RENDERINGS.contains(&label) || label == "www2" || label == "www3";
        if !is_rendering || registrable(host) == host {
            break;
        }
        host = rest;
    }
    host
}

/// Why a text can be none of an outlet's `domains`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoDomain {
    /// It is no host, no domain and no account; what may be meant, where that can be told.
    Malformed(Option<String>),
    /// A platform's own host, called so: its accounts publish.
    Platform(&'static str),
    /// An archive's host: its copies are others' pages.
    Archive,
    /// Names are registered under it by anybody: `co.uk`.
    Suffix,
}

/// Returns what an outlet's `domains` may hold, in the form that is looked up: a host, a domain or a platform's account.
///
/// # Errors
/// Says why `text` is neither.
pub(crate) fn domain(text: &str) -> Result<String, NoDomain> {
    let page = parsed(text).ok_or(NoDomain::Malformed(None))?;
    let host = page.host_str().unwrap_or_default();
    if archives::is_archive(host) || archives::is_elsewhere(&page) {
        return Err(NoDomain::Archive);
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if !host.chars().all(plain) {
        return Err(NoDomain::Malformed(None));
    }
    match publisher_of(&page) {
        Publisher::Account(account) => Ok(account),
        Publisher::Host(host) if psl::suffix_str(&host) == Some(&*host) => Err(NoDomain::Suffix),
        Publisher::Host(host) if page.path() == "/" && page.query().is_none() => Ok(host.into_owned()),
        Publisher::Host(host) => Err(NoDomain::Malformed(Some(host.into_owned()))),
        Publisher::Someone(platform) => Err(NoDomain::Platform(platform)),
        Publisher::Nobody => Err(NoDomain::Archive),
    }
}

/// Returns the names under which an outlet may be registered for a publisher, the longest first.
///
/// Of an account that is the account alone: a platform publishes nothing itself.
pub(crate) fn names<'p>(publisher: &'p Publisher<'_>) -> impl Iterator<Item = &'p str> {
    let (first, shortest) = match publisher {
        Publisher::Host(host) => (&**host, registrable(host).len()),
        Publisher::Account(account) => (account.as_str(), account.len()),
        Publisher::Someone(_) | Publisher::Nobody => ("", 0),
    };
    let shorter = move |name: &&'p str| {
        let (_, rest) = name.split_once('.')?;
        (rest.len() >= shortest).then_some(rest)
    };
    std::iter::successors(Some(first).filter(|name| !name.is_empty()), shorter)
}

/// Returns the platforms that are known: name, host, and its other hosts.
pub(crate) fn platforms() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    platforms::PLATFORMS.iter().map(|platform| (platform.name, platform.host, platform.others))
}

/// Returns the servers of Mastodon that are known beside its own.
pub(crate) fn servers() -> impl Iterator<Item = &'static str> {
    platforms::MASTODON.into_iter()
}

/// Returns the hosts of short addresses that are known.
pub(crate) fn shorteners() -> impl Iterator<Item = &'static str> {
    archives::SHORTENERS.into_iter()
}

/// Returns the archives that are known: name, and their hosts.
pub(crate) fn archives() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    archives::ARCHIVES.into_iter()
}

#[cfg(test)]
mod tests;
