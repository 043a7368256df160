//! Archives of the web: their copies are the page that they copy, never a source beside it.

use percent_encoding::percent_decode_str;
use url::Url;

/// The hosts of the archives that are known, each with those of one operator; `explain roots` lists them.
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

/// Hosts that show other people's pages quickly: the page is in the address.
const AMP_CACHE: &str = "cdn.ampproject.org";

/// Hosts of translations: the translated host is in the label before it.
const TRANSLATED: &str = ".translate.goog";

/// Addresses that lead on to another: host, begin of the path, and the parameters that hold it.
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

/// Hosts of addresses that lead on and do not say where.
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

/// Archives of archives end here.
const DEEPEST: usize = 8;

/// Whether `host` is an archive's: what stands there is a copy.
pub(crate) fn is_archive(host: &str) -> bool {
    let host = bare(host);
    ARCHIVES.iter().any(|(_, hosts)| hosts.contains(&host))
}

/// Whether an archive is called that.
pub(super) fn is_named(name: &str) -> bool {
    ARCHIVES.iter().any(|(archive, _)| archive.to_lowercase() == name) || name == "internet archive"
}

/// Whether a page is a copy or leads to another, told or not.
pub(super) fn is_elsewhere(page: &Url) -> bool {
    !matches!(copied(page), Copied::Nothing)
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a plain host can be an archive's, a cache's or one that leads on: asked before an address is parsed.
pub(super) fn may_be(host: &str) -> bool {
    let bare = bare(host);
    host.contains("archive")
        || host.contains("google.")
        || is_archive(host)
        || host.ends_with(AMP_CACHE)
        || host.ends_with(TRANSLATED)
        || SHORTENERS.contains(&bare)
        || REDIRECTIONS.iter().any(|(known, ..)| *known == bare)
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
    let host = bare(page.host_str().unwrap_or_default());
    let rest = after_the_host(page);
    if SHORTENERS.contains(&host) {
        return Copied::Untold;
    }
    if let Some((.., names)) =
        REDIRECTIONS.iter().find(|(known, path, _)| *known == host && rest.starts_with(path))
    {
        return parameter(page, names).map_or(Copied::Untold, |inner| inner_page(&inner));
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
        return Copied::Nothing;
    }
    let found = cached(page).or_else(|| page_inside(&rest)).or_else(|| page.query().and_then(page_inside));
    found.map_or(Copied::Untold, |inner| inner_page(&inner))
}

/// What Google shows or leads to: AMP, search results, translations, its news, whose addresses tell nothing.
fn google(host: &str, page: &Url, rest: &str) -> Copied {
    if let Some(path) = rest.strip_prefix("amp/") {
        return inner_page(&format!("https://{}", path.strip_prefix("s/").unwrap_or(path)));
    }
    if rest.starts_with("url?") || host.starts_with("translate.") {
        return parameter(page, &["url", "q", "u"]).map_or(Copied::Untold, |inner| inner_page(&inner));
    }
    let is_article = ["articles/", "rss/articles/", "read/"].iter().any(|begin| rest.starts_with(begin));
    if host.starts_with("news.") && is_article { Copied::Untold } else { Copied::Nothing }
}

/// The first of these parameters that the address has.
fn parameter(page: &Url, names: &[&str]) -> Option<String> {
    let of = |name: &&str| page.query_pairs().find(|(own, _)| own == name).map(|(_, text)| text.into_owned());
    names.iter().find_map(of)
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
    let mut text = text.to_owned();
    // What was encoded twice is decoded twice; deeper is no archive's doing.
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
    // `/web/2025*/example.org/page`: behind the time stamp a host without a scheme.
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
