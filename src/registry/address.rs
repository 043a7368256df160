//! Web addresses: who publishes there, and which addresses are one page.
//!
//! A publisher is the registrable domain of a host by the [public suffix list](https://publicsuffix.org), its private
//! section included: `edition.cnn.com` is CNN's, `a.github.io` and `b.github.io` are two. On a platform it is the account
//! or channel (`platforms`), whatever name the platform goes by: `twitter.com/a` is `x.com/a`. An archived copy is the page
//! that it copies (`archives`); where the address does not tell which one that is, nobody publishes there.

mod archives;
mod platforms;

use std::borrow::Cow;

use url::Url;

/// Who publishes at an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Publisher<'u> {
    /// The owner of a domain: its host without the `www.` and its kind, in lower case. [`registrable`] gives the domain.
    Host(Cow<'u, str>),
    /// An account of a platform: `x.com/mfa_russia`, in lower case.
    Account(String),
}

/// Labels before a host that name another rendering of the same page, not another publisher or page.
const RENDERINGS: [&str; 5] = ["www", "m", "mobile", "amp", "wap"];

/// Returns who publishes at `url`; none where it is no web address, or does not tell whose page it is.
///
/// An address without a scheme is read as one of the web: `tass.ru/politika/1`.
#[must_use]
pub fn publisher(url: &str) -> Option<Publisher<'_>> {
    if let Some(host) = plain_host(url)
        && !platforms::may_be(host)
        && !archives::may_be(host)
    {
        return Some(Publisher::Host(Cow::Borrowed(without_rendering(host))));
    }
    publisher_of(&archives::original(&parsed(url)?)?)
}

fn publisher_of(page: &Url) -> Option<Publisher<'static>> {
    let host = page.host_str()?.trim_end_matches('.');
    match platforms::account(host, page) {
        platforms::Owner::Account(account) => Some(Publisher::Account(account)),
        platforms::Owner::Unknown => None,
        platforms::Owner::NoPlatform => {
            let host = without_rendering(host);
            (!host.is_empty()).then(|| Publisher::Host(Cow::Owned(host.to_owned())))
        }
    }
}

/// Returns the domain that was registered, of a host: `cnn.com` of `edition.cnn.com`.
///
/// A public suffix itself, an address of numbers and a name without a dot stand for themselves.
#[must_use]
pub fn registrable(host: &str) -> &str {
    let is_number = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    if is_number { host } else { psl::domain_str(host).unwrap_or(host) }
}

/// Returns one text for every address of one page.
///
/// Without what makes no other page of it: scheme, `www.` and its kind, letter case of the host, port, user, fragment, the
/// slash at the end, parameters that follow the reader, AMP; archived copies are the page they copy, platforms go by their
/// one name. None where `url` is no web address.
#[must_use]
pub fn page(url: &str) -> Option<String> {
    let found = parsed(url)?;
    let Some(page) = archives::original(&found) else {
        return Some(bare(&found));
    };
    Some(platforms::page(&page).unwrap_or_else(|| bare(&page)))
}

/// Host, path and what of the query names the page.
fn bare(page: &Url) -> String {
    let host = page.host_str().unwrap_or_default().trim_end_matches('.');
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
    Url::parse(&whole).ok().filter(|url| url.host_str().is_some_and(|host| host.contains(|c| c != '.')))
}

/// The host of an address that needs no parsing: `http(s)://`, then lower-case ASCII, then a slash or the end.
fn plain_host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next()?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
    (host.bytes().all(plain) && host.contains('.') && !host.ends_with('.') && !host.contains("xn--"))
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

/// Returns what an outlet's `domains` may hold, in the form that is looked up: a host, a domain or a platform's account.
///
/// None where `text` is neither; a platform's own name is no publisher.
#[must_use]
pub fn domain(text: &str) -> Option<String> {
    let page = parsed(text)?;
    if page.query().is_some() || archives::is_archive(page.host_str()?) {
        return None;
    }
    match publisher_of(&page)? {
        Publisher::Account(account) => Some(account),
        Publisher::Host(host) => (page.path() == "/").then(|| host.into_owned()),
    }
}

/// Returns the names under which an outlet may be registered for a publisher, the longest first.
///
/// Of an account that is the account alone: a platform publishes nothing itself.
#[cfg(test)]
pub(crate) fn names<'p>(publisher: &'p Publisher<'_>) -> impl Iterator<Item = &'p str> {
    let (first, shortest) = match publisher {
        Publisher::Host(host) => (&**host, registrable(host).len()),
        Publisher::Account(account) => (account.as_str(), account.len()),
    };
    let shorter = move |name: &&'p str| {
        let (_, rest) = name.split_once('.')?;
        (rest.len() >= shortest).then_some(rest)
    };
    std::iter::successors(Some(first), shorter)
}

#[cfg(test)]
mod tests;
