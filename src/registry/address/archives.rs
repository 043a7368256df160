//! Web archives. A copy counts as the page that it copies, never as another source.

use percent_encoding::percent_decode_str;
use url::Url;

/// The known archives with their hosts, one entry for each operator. `explain roots` lists them.
pub(crate) const ARCHIVES: [(&str, &[&str]); 13] = [
    (
        "Wayback Machine",
        &[
            "web.archive.org",
            "archive.org",
            "wayback.archive.org",
            "web-beta.archive.org",
            "liveweb.archive.org",
        ],
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
            "archive.vc",
        ],
    ),
    ("ghostarchive.org", &["ghostarchive.org"]),
    ("perma.cc", &["perma.cc"]),
    ("Google's cache", &["webcache.googleusercontent.com"]),
    ("archive-it.org", &["wayback.archive-it.org"]),
    ("webcitation.org", &["webcitation.org"]),
    ("megalodon.jp", &["megalodon.jp"]),
    ("UK Web Archive", &["webarchive.nationalarchives.gov.uk", "webarchive.org.uk"]),
    ("Library of Congress", &["webarchive.loc.gov"]),
    ("arquivo.pt", &["arquivo.pt"]),
    ("archive.st", &["archive.st"]),
    ("12ft.io", &["12ft.io"]),
];

/// The host of a cache that shows pages of others. Its addresses contain the page.
const AMP_CACHE: &str = "cdn.ampproject.org";

/// The end of hosts that translate pages. The label before it contains the translated host.
const TRANSLATED: &str = ".translate.goog";

/// Addresses that redirect to another: host, start of the path, and the parameters that contain the target.
const REDIRECTIONS: [(&str, &str, &[&str]); 9] = [
    ("l.facebook.com", "", &["u"]),
    ("lm.facebook.com", "", &["u"]),
    ("l.instagram.com", "", &["u"]),
    ("youtube.com", "redirect", &["q"]),
    ("vk.com", "away.php", &["to"]),
    ("t.me", "iv", &["url"]),
    ("bing.com", "news/apiclick", &["url"]),
    ("duckduckgo.com", "l/", &["uddg"]),
    ("msn.com", "spartan/", &["url"]),
];

/// Hosts of short addresses, which redirect without saying where.
pub(super) const SHORTENERS: [&str; 14] = [
    "t.co",
    "bit.ly",
    "tinyurl.com",
    "goo.gl",
    "ow.ly",
    "buff.ly",
    "is.gd",
    "clck.ru",
    "vk.cc",
    "dlvr.it",
    "ift.tt",
    "rb.gy",
    "cutt.ly",
    "trib.al",
];

/// Largest number of copies inside copies that are followed.
const DEEPEST: usize = 8;

/// Returns whether `host` is an archive's, so that its pages are copies.
pub(crate) fn is_archive(host: &str) -> bool {
    let host = bare(host);
    ARCHIVES.iter().any(|(_, hosts)| hosts.contains(&host))
}

/// Returns whether an archive has this name, in lower case.
pub(super) fn is_named(name: &str) -> bool {
    ARCHIVES.iter().any(|(archive, _)| archive.to_lowercase() == name) || name == "internet archive"
}

/// Returns whether a page is a copy or redirects to another page, whether or not the address says which.
pub(super) fn is_elsewhere(page: &Url) -> bool {
    !matches!(copy_target(page), CopyTarget::Nothing)
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Returns whether a plain host can be an archive's, a cache's or a redirecting one. It is a quick test before parsing.
pub(super) fn may_be_archive(host: &str) -> bool {
    let bare = bare(host);
    host.contains("archive")
        || host.contains("google.")
        || is_archive(host)
        || host.ends_with(AMP_CACHE)
        || host.ends_with(TRANSLATED)
        || SHORTENERS.contains(&bare)
        || REDIRECTIONS.iter().any(|(known, ..)| *known == bare)
}

/// Returns the page at `address`, or the original if that is a copy. Returns `None` if the address does not say which.
pub(super) fn original(address: &Url) -> Option<Url> {
    let mut page = address.clone();
    for _ in 0..DEEPEST {
        match copy_target(&page) {
            CopyTarget::Nothing => return Some(page),
            CopyTarget::Page(inner) => page = *inner,
            CopyTarget::Unknown => return None,
        }
    }
    None
}

enum CopyTarget {
    /// The address is not a copy.
    Nothing,
    /// A copy of this page.
    Page(Box<Url>),
    /// A copy whose address does not say of what.
    Unknown,
}

fn copy_target(page: &Url) -> CopyTarget {
    let host = bare(page.host_str().unwrap_or_default());
    let rest = after_the_host(page);
    if SHORTENERS.contains(&host) {
        return CopyTarget::Unknown;
    }
    if let Some((.., names)) =
        REDIRECTIONS.iter().find(|(known, path, _)| *known == host && rest.starts_with(path))
    {
        return parameter(page, names).map_or(CopyTarget::Unknown, |inner| inner_page(&inner));
    }
    if super::registrable(host).starts_with("google.") {
        return google(host, page, &rest);
    }
    if let Some(label) = host.strip_suffix(TRANSLATED) {
        // `a--b-c-example-org` was `a-b.c.example.org`.
        let host = label.replace("--", "\n").replace('-', ".").replace('\n', "-");
        return inner_page(&format!("https://{host}/{rest}"));
    }
    if host.ends_with(AMP_CACHE) {
        // `/c/s/host/path`: content, over https.
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        return inner_page(&format!("https://{}", path.strip_prefix("s/").unwrap_or(path)));
    }
    if !is_archive(host) {
        return CopyTarget::Nothing;
    }
    let found = cached(page).or_else(|| page_inside(&rest)).or_else(|| page.query().and_then(page_inside));
    found.map_or(CopyTarget::Unknown, |inner| inner_page(&inner))
}

/// Finds the page that Google shows or redirects to: AMP, search results, translations. Addresses of Google News do not
/// identify the page.
fn google(host: &str, page: &Url, rest: &str) -> CopyTarget {
    if let Some(path) = rest.strip_prefix("amp/") {
        return inner_page(&format!("https://{}", path.strip_prefix("s/").unwrap_or(path)));
    }
    if rest.starts_with("url?") || host.starts_with("translate.") {
        return parameter(page, &["url", "q", "u"]).map_or(CopyTarget::Unknown, |inner| inner_page(&inner));
    }
    let is_article = ["articles/", "rss/articles/", "read/"].iter().any(|begin| rest.starts_with(begin));
    if host.starts_with("news.") && is_article { CopyTarget::Unknown } else { CopyTarget::Nothing }
}

/// Returns the value of the first of these parameters that the address has.
fn parameter(page: &Url, names: &[&str]) -> Option<String> {
    let value =
        |name: &&str| page.query_pairs().find(|(own, _)| own == name).map(|(_, text)| text.into_owned());
    names.iter().find_map(value)
}

fn inner_page(text: &str) -> CopyTarget {
    super::parsed(text).map_or(CopyTarget::Unknown, |page| CopyTarget::Page(Box::new(page)))
}

/// Returns the part after the host: path and query as written.
fn after_the_host(page: &Url) -> String {
    let mut rest = page.path().trim_start_matches('/').to_owned();
    if let Some(query) = page.query() {
        rest.extend(["?", query]);
    }
    rest
}

/// Returns an address that is written inside another. It may have lost a slash: `https:/host`.
fn page_inside(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    // Archives encode an address at most twice.
    for _ in 0..3 {
        if let Some(found) = written_inside(&text) {
            return Some(found);
        }
        let decoded = percent_decode_str(&text).decode_utf8().ok()?.into_owned();
        if decoded == text {
            return None;
        }
        text = decoded;
    }
    None
}

fn written_inside(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let start = ["http:/", "https:/"].iter().filter_map(|scheme| lower.find(scheme)).min();
    if let Some((scheme, rest)) = start.and_then(|at| text.get(at..)).and_then(|inner| inner.split_once(":/"))
    {
        return Some(format!("{scheme}://{}", rest.trim_start_matches('/')));
    }
    // `/web/2025*/example.org/page` has a host without a scheme after the time stamp.
    let path = text.strip_prefix("web/").unwrap_or(text);
    let is_host = |text: &str| {
        let host = text.split(['/', '?']).next().unwrap_or_default();
        host.contains('.') && !host.contains('=')
    };
    let (stamp, inner) = path.split_once('/')?;
    let is_stamp =
        stamp.starts_with('*') || stamp.starts_with(|c: char| c.is_ascii_digit()) && stamp.len() >= 4;
    if is_stamp && !stamp.contains('.') {
        return is_host(inner).then(|| format!("https://{inner}"));
    }
    (is_host(path) && path != text).then(|| format!("https://{path}"))
}

fn cached(page: &Url) -> Option<String> {
    let (_, asked) = page.query_pairs().find(|(name, _)| name == "q")?;
    let rest = asked.strip_prefix("cache:")?;
    let inner = rest.split([' ', '+']).next()?.rsplit(':').find(|part| part.contains('.'))?;
    Some(format!("https://{}", inner.trim_start_matches('/')))
}
