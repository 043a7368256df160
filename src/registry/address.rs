//! Web addresses: who publishes there, and which addresses show the same page.
//!
//! A publisher is the registrable domain of a host by the [public suffix list](https://publicsuffix.org), its private
//! section included: `edition.cnn.com` is CNN's, but `a.github.io` and `b.github.io` are two publishers. On a platform
//! the account or channel is the publisher (`platforms`), whatever name the platform uses: `twitter.com/a` is
//! `x.com/a`. An archived copy counts as the page that it copies (`archives`). If the address does not say which page
//! that is, the publisher is unidentified.

mod archives;
mod hosts;
mod platforms;

use std::borrow::Cow;

use url::Url;

/// The publisher at an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Publisher<'u> {
    /// The owner of a domain, given by the host in lower case, without `www.` and the like. [`registrable`] returns its
    /// domain.
    Host(Cow<'u, str>),
    /// An account of a platform: `x.com/mfa_russia`, in lower case.
    Account(String),
    /// An account of a platform that the address does not identify, given by the platform's host.
    UnknownAccount(&'static str),
    /// A publisher that the address does not identify: a copy that does not say of what, or a shortened address.
    Unidentified,
}

/// Labels before a host that mean another rendering of the same page, not another publisher or page.
const RENDERINGS: [&str; 5] = ["www", "m", "mobile", "amp", "wap"];

/// Returns the publisher at `url`, or `None` if it is not a web address.
///
/// An address without a scheme counts as a web address: `tass.ru/politika/1`.
#[must_use]
pub(crate) fn publisher(url: &str) -> Option<Publisher<'_>> {
    if let Some(host) = plain_host(url).filter(|host| hosts::is_ordinary(host)) {
        return Some(Publisher::Host(Cow::Borrowed(without_rendering(host))));
    }
    let found = parsed(url)?;
    Some(archives::original(&found).map_or(Publisher::Unidentified, |page| publisher_of(&page)))
}

fn publisher_of(page: &Url) -> Publisher<'static> {
    let host = page.host_str().unwrap_or_default();
    match platforms::account(host, page) {
        platforms::Owner::Account(account) => Publisher::Account(account),
        platforms::Owner::Unknown(platform) => Publisher::UnknownAccount(platform),
        platforms::Owner::NoPlatform => Publisher::Host(Cow::Owned(without_rendering(host).to_owned())),
    }
}

/// Returns the page that `url` copies or leads to, if it is an archive's or cache's copy or a redirection.
#[must_use]
pub(crate) fn copied_page(url: &str) -> Option<String> {
    let found = parsed(url)?;
    if !archives::is_elsewhere(&found) {
        return None;
    }
    archives::original(&found).map(|page| page.to_string())
}

/// Returns whether `url` is on an archive's host and therefore is an archived copy itself.
#[must_use]
pub(crate) fn is_archived(url: &str) -> bool {
    if plain_host(url).is_some_and(hosts::is_ordinary) {
        return false;
    }
    parsed(url).is_some_and(|page| page.host_str().is_some_and(archives::is_archive))
}

/// Returns whether a name or a host is a platform's or an archive's, where only others publish.
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

/// Returns the registered domain of a host: `cnn.com` for `edition.cnn.com`.
///
/// A public suffix, an IP address and a name without a dot are returned unchanged.
#[must_use]
pub(crate) fn registrable(host: &str) -> &str {
    let is_number = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    if is_number { host } else { psl::domain_str(host).unwrap_or(host) }
}

/// Returns the same text for every address of a page, or `None` if `url` is not a web address.
///
/// It leaves out what does not lead to another page: scheme, `www.` and the like, letter case of the host, port, user,
/// fragment, the slash at the end, tracking parameters, AMP. Archived copies count as the page that they copy, and each
/// platform gets one name.
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

/// Returns the page of an address that is already written as [`bare`] writes it, apart from scheme and renderings.
fn plain_page(url: &str) -> Option<&str> {
    let host = plain_host(url)?;
    let (_, rest) = url.split_once("//")?;
    let path = rest.get(host.len()..)?.trim_end_matches('/');
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.');
    let is_rewritten =
        path.contains("/.") || path.contains("//") || path.contains("/amp/") || path.ends_with("amp");
    if is_rewritten || !path.bytes().all(plain) || !hosts::is_ordinary(host) {
        return None;
    }
    let (_, rest) = rest.split_at_checked(host.len() - without_rendering(host).len())?;
    Some(rest.trim_end_matches('/'))
}

/// Returns the host, the path and the part of the query that identifies the page.
fn bare(page: &Url) -> String {
    let host = page.host_str().unwrap_or_default();
    let path = page.path().trim_end_matches('/');
    let path = path.strip_suffix("/amp").or_else(|| path.strip_suffix(".amp")).unwrap_or(path);
    let path = path.strip_prefix("/amp/").map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    let retained: Vec<&str> = page
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !follows_the_reader(pair))
        .collect();
    let query = if retained.is_empty() { String::new() } else { format!("?{}", retained.join("&")) };
    format!("{}{path}{query}", without_rendering(host))
}

/// Returns whether a parameter says who sent the reader or how the page is drawn, and not which page it is.
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

/// Parses an address by the WHATWG URL standard. An address without a scheme counts as a web address.
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
    // A text that is not an address has no page, so the parse error adds nothing.
    let mut url = Url::parse(&whole).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_owned();
    if host.len() < url.host_str()?.len() {
        url.set_host(Some(&host)).ok()?;
    }
    (!host.is_empty()).then_some(url)
}

/// Returns the host of an address that needs no parsing: `http(s)://`, then lower-case ASCII, then a slash or the end.
fn plain_host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next()?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
    // An IP address can be written in many ways, so it needs parsing.
    let is_name =
        host.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_lowercase()));
    (is_name
        && host.bytes().all(plain)
        && host.contains('.')
        && !host.ends_with('.')
        && !host.contains("xn--"))
    .then_some(host)
}

/// Removes the labels of a host that mean another rendering, as long as more than a public suffix remains.
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

/// The reason that a text cannot be one of an outlet's `domains`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DomainError {
    /// A text that is not a host, domain or account, with the text that was probably meant, if known.
    Malformed(Option<String>),
    /// A platform's own host, with the platform's name. Only its accounts publish.
    Platform(&'static str),
    /// An archive's host. Its copies are pages of others.
    Archive,
    /// A public suffix, under which anybody may register names: `co.uk`.
    Suffix,
}

/// Returns an entry of an outlet's `domains` in the form used for lookup: a host, a domain or a platform's account.
///
/// # Errors
/// Returns the reason if `text` is none of these.
pub(crate) fn domain(text: &str) -> Result<String, DomainError> {
    let page = parsed(text).ok_or(DomainError::Malformed(None))?;
    let host = page.host_str().unwrap_or_default();
    if archives::is_archive(host) || archives::is_elsewhere(&page) {
        return Err(DomainError::Archive);
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if !host.chars().all(plain) {
        return Err(DomainError::Malformed(None));
    }
    match publisher_of(&page) {
        Publisher::Account(account) => Ok(account),
        Publisher::Host(host) if psl::suffix_str(&host) == Some(&*host) => Err(DomainError::Suffix),
        Publisher::Host(host) if page.path() == "/" && page.query().is_none() => Ok(host.into_owned()),
        Publisher::Host(host) => Err(DomainError::Malformed(Some(host.into_owned()))),
        Publisher::UnknownAccount(platform) => Err(DomainError::Platform(platform)),
        Publisher::Unidentified => Err(DomainError::Archive),
    }
}

/// Returns the names under which a publisher may be registered as an outlet, the longest first.
///
/// For an account that is only the account, because a platform publishes nothing itself.
pub(crate) fn names<'p>(publisher: &'p Publisher<'_>) -> impl Iterator<Item = &'p str> {
    let (first, shortest) = match publisher {
        Publisher::Host(host) => (&**host, registrable(host).len()),
        Publisher::Account(account) => (account.as_str(), account.len()),
        Publisher::UnknownAccount(_) | Publisher::Unidentified => ("", 0),
    };
    let shorter = move |name: &&'p str| {
        let (_, rest) = name.split_once('.')?;
        (rest.len() >= shortest).then_some(rest)
    };
    std::iter::successors(Some(first).filter(|name| !name.is_empty()), shorter)
}

/// Returns the known platforms: name, host and other hosts.
pub(crate) fn platforms() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    platforms::PLATFORMS.iter().map(|platform| (platform.name, platform.host, platform.others))
}

/// Returns the known servers of Mastodon other than its own.
pub(crate) fn servers() -> impl Iterator<Item = &'static str> {
    platforms::MASTODON.into_iter()
}

/// Returns the known hosts of short addresses.
pub(crate) fn shorteners() -> impl Iterator<Item = &'static str> {
    archives::SHORTENERS.into_iter()
}

/// Returns the known archives: name and hosts.
pub(crate) fn archives() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    archives::ARCHIVES.into_iter()
}

#[cfg(test)]
mod tests;
