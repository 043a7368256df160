//! Archives of the web: their copies are the page that they copy, never a source beside it.

use percent_encoding::percent_decode_str;
use url::Url;

/// The hosts of the archives that are known, each with those of one operator; `explain roots` lists them.
pub(crate) const ARCHIVES: [(&str, &[&str]); 8] = [
    (
        "web.archive.org",
        &["web.archive.org", "wayback.archive.org", "web-beta.archive.org", "liveweb.archive.org"],
    ),
    (
        "archive.today",
        &[
            "archive.today",
            "archive.ph",
            "archive.is",
            "archive.li",
            "archive.vn",
            "archive.fo",
            "archive.md",
            "archive.ec",
        ],
    ),
    ("ghostarchive.org", &["ghostarchive.org"]),
    ("perma.cc", &["perma.cc"]),
    ("Google's cache", &["webcache.googleusercontent.com"]),
    ("archive-it.org", &["wayback.archive-it.org"]),
    ("webcitation.org", &["webcitation.org", "www.webcitation.org"]),
    ("megalodon.jp", &["megalodon.jp"]),
];

/// Hosts that show other people's pages quickly: the page is in the address.
const AMP_CACHE: &str = "cdn.ampproject.org";

/// Archives of archives end here.
const DEEPEST: usize = 8;

/// Whether `host` is an archive's: what stands there is a copy.
pub(crate) fn is_archive(host: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    ARCHIVES.iter().any(|(_, hosts)| hosts.contains(&host))
}

/// Whether a plain host can be an archive's or a cache's: asked before an address is parsed.
pub(super) fn may_be(host: &str) -> bool {
    host.contains("archive") || host.contains("google.") || is_archive(host) || host.ends_with(AMP_CACHE)
}

/// The page that stands at `address`: the one copied where that is a copy; none where the address does not tell which.
pub(super) fn original(address: &Url) -> Option<Url> {
    let mut page = address.clone();
    for _ in 0..DEEPEST {
        match copied(&page) {
            Copied::Nothing => return Some(page),
            Copied::Page(inner) => page = *inner,
            Copied::Untold => return None,
        }
    }
    None
}

enum Copied {
    /// The address is no copy.
    Nothing,
    /// The page that is copied.
    Page(Box<Url>),
    /// The address is a copy's and does not say of what.
    Untold,
}

fn copied(page: &Url) -> Copied {
    let host = page.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let rest = after_the_host(page);
    if let Some(path) = rest.strip_prefix("amp/").filter(|_| super::registrable(host).starts_with("google."))
    {
        let inner = path.strip_prefix("s/").unwrap_or(path);
        return inner_page(&format!("https://{inner}"));
    }
    if host.ends_with(AMP_CACHE) {
        // `/c/s/host/path`: content, over https.
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        return inner_page(&format!("https://{}", path.strip_prefix("s/").unwrap_or(path)));
    }
    if !is_archive(host) {
        return Copied::Nothing;
    }
    let found = cached(page).or_else(|| page_inside(&rest)).or_else(|| page.query().and_then(page_inside));
    found.map_or(Copied::Untold, |inner| inner_page(&inner))
}

fn inner_page(text: &str) -> Copied {
    super::parsed(text).map_or(Copied::Untold, |page| Copied::Page(Box::new(page)))
}

/// What follows the host: path, query and fragment as they were written.
fn after_the_host(page: &Url) -> String {
    let mut rest = page.path().trim_start_matches('/').to_owned();
    if let Some(query) = page.query() {
        rest.extend(["?", query]);
    }
    rest
}

/// An address that stands inside another; `https:/host` has lost a slash on its way.
fn page_inside(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    let start =
        ["http://", "https://", "http:/", "https:/"].iter().filter_map(|scheme| decoded.find(scheme)).min();
    if let Some((scheme, rest)) =
        start.and_then(|at| decoded.get(at..)).and_then(|inner| inner.split_once(":/"))
    {
        return Some(format!("{scheme}://{}", rest.trim_start_matches('/')));
    }
    // `/web/2025*/example.org/page`: behind the time stamp a host without a scheme.
    let (stamp, inner) = decoded.strip_prefix("web/").unwrap_or(&decoded).split_once('/')?;
    let is_stamp = stamp.starts_with(|c: char| c.is_ascii_digit()) && stamp.len() >= 4;
    let host = inner.split('/').next().unwrap_or_default();
    (is_stamp && host.contains('.')).then(|| format!("https://{inner}"))
}

/// `search?q=cache:ID:example.org/page`
fn cached(page: &Url) -> Option<String> {
    let (_, asked) = page.query_pairs().find(|(name, _)| name == "q")?;
    let rest = asked.strip_prefix("cache:")?;
    let inner = rest.split([' ', '+']).next()?.rsplit(':').find(|part| part.contains('.'))?;
    Some(format!("https://{}", inner.trim_start_matches('/')))
}
