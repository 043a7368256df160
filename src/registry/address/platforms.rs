//! Platforms. Their accounts and channels publish, the platforms themselves do not.

use url::Url;

/// A platform, and the form in which its addresses identify accounts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Platform {
    /// The name to show.
    pub(crate) name: &'static str,
    /// The host under which its accounts are listed.
    pub(crate) host: &'static str,
    /// Other hosts of the platform, mirrors included.
    pub(crate) others: &'static [&'static str],
    /// The part of an address that identifies the account.
    account: Account,
}

#[derive(Debug, Clone, Copy)]
enum Account {
    /// The first part of the path, except for these words.
    First(&'static [&'static str]),
    /// A part of the path that begins with `@`, or that follows one of these words.
    Handle(&'static [&'static str]),
    /// The channel of Telegram: `t.me/channel/1`, `t.me/s/channel/1`, `channel.t.me`.
    Telegram,
    /// The account of Facebook: a name, a number in the query, or a group.
    Facebook,
    /// The account of VK: a name, or the owner's number inside a post's number.
    Vk,
    /// A label of the host: `name.substack.com`.
    Label,
}

/// The known platforms. `explain roots` lists them.
pub(crate) const PLATFORMS: [Platform; 22] = [
    Platform {
        name: "X",
        host: "x.com",
        others: &[
            "twitter.com",
            "nitter.net",
            "xcancel.com",
            "fxtwitter.com",
            "vxtwitter.com",
            "fixupx.com",
            "fixvx.com",
        ],
        account: Account::First(&["i", "home", "search", "hashtag", "intent", "share", "explore"]),
    },
    Platform {
        name: "Telegram",
        host: "t.me",
        others: &["telegram.me", "telegram.dog", "tlgrm.ru"],
        account: Account::Telegram,
    },
    Platform {
        name: "Facebook",
        host: "facebook.com",
        others: &["fb.com", "fb.watch", "fb.me"],
        account: Account::Facebook,
    },
    Platform {
        name: "Instagram",
        host: "instagram.com",
        others: &["instagr.am"],
        account: Account::First(&["p", "reel", "reels", "tv", "explore", "share"]),
    },
    Platform {
        name: "Threads",
        host: "threads.com",
        others: &["threads.net"],
        account: Account::Handle(&[]),
    },
    Platform {
        name: "YouTube",
        host: "youtube.com",
        others: &["youtu.be", "youtube-nocookie.com"],
        account: Account::Handle(&["channel", "c", "user"]),
    },
    Platform {
        name: "VK",
        host: "vk.com",
        others: &["vk.ru", "vkontakte.ru", "vkvideo.ru"],
        account: Account::Vk,
    },
    Platform { name: "TikTok", host: "tiktok.com", others: &[], account: Account::Handle(&[]) },
    Platform { name: "Bluesky", host: "bsky.app", others: &[], account: Account::Handle(&["profile"]) },
    Platform { name: "Mastodon", host: "mastodon.social", others: &[], account: Account::Handle(&["users"]) },
    Platform {
        name: "Truth Social",
        host: "truthsocial.com",
        others: &[],
        account: Account::Handle(&["users"]),
    },
    Platform {
        name: "LinkedIn",
        host: "linkedin.com",
        others: &["lnkd.in"],
        account: Account::Handle(&["in", "company", "school", "showcase"]),
    },
    Platform { name: "Rutube", host: "rutube.ru", others: &[], account: Account::Handle(&["channel", "u"]) },
    Platform {
        name: "Dzen",
        host: "dzen.ru",
        others: &["zen.yandex.ru", "zen.yandex.com"],
        account: Account::First(&["a", "b", "t", "video", "news", "shorts", "topic", "search"]),
    },
    Platform {
        name: "Reddit",
        host: "reddit.com",
        others: &["redd.it"],
        account: Account::Handle(&["r", "user", "u"]),
    },
    Platform { name: "Blogger", host: "blogspot.com", others: &[], account: Account::Label },
    Platform { name: "WordPress", host: "wordpress.com", others: &[], account: Account::Label },
    Platform { name: "LiveJournal", host: "livejournal.com", others: &[], account: Account::Label },
    Platform { name: "Tumblr", host: "tumblr.com", others: &[], account: Account::Label },
    Platform { name: "Substack", host: "substack.com", others: &[], account: Account::Label },
    Platform { name: "Medium", host: "medium.com", others: &[], account: Account::Label },
    Platform {
        name: "Odnoklassniki",
        host: "ok.ru",
        others: &["odnoklassniki.ru"],
        account: Account::Handle(&["group", "profile"]),
    },
];

/// Other well-known servers of Mastodon. Accounts on them are listed under their server.
pub(super) const MASTODON: [&str; 8] = [
    "mastodon.online",
    "mstdn.social",
    "mas.to",
    "fosstodon.org",
    "social.network.europa.eu",
    "ec.social-network.europa.eu",
    "social.bund.de",
    "mastodon.world",
];

/// The owner of an address.
pub(super) enum Owner {
    /// An account: `x.com/name`.
    Account(String),
    /// An unknown account of a platform, given by the platform's host.
    Unknown(&'static str),
    /// Nobody known here: the address is not on a platform.
    NoPlatform,
}

/// Returns whether a plain host can be a platform's. It is a quick test before parsing.
pub(super) fn may_be_platform(host: &str) -> bool {
    find(host).is_some()
}

/// Finds the platform of a host, and the host under which its accounts are listed.
fn find(host: &str) -> Option<(&'static Platform, &'static str)> {
    let mut domain = super::registrable(host);
    if host.starts_with("nitter.") {
        domain = "x.com";
    } else if host.contains(".blogspot.") {
        // A blog has a host in every country.
        domain = "blogspot.com";
    }
    let is_it = |own: &str| {
        own == domain || host.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let platform = PLATFORMS.iter().find(|p| is_it(p.host) || p.others.iter().any(|other| is_it(other)));
    if let Some(platform) = platform {
        return Some((platform, platform.host));
    }
    let server = MASTODON.iter().find(|server| **server == host)?;
    let mastodon = PLATFORMS.iter().find(|p| p.name == "Mastodon")?;
    Some((mastodon, server))
}

/// Returns whether a host is a platform's.
pub(super) fn is_host(host: &str) -> bool {
    PLATFORMS.iter().any(|p| p.host == host || p.others.contains(&host)) || MASTODON.contains(&host)
}

/// Returns whether a platform has this name, in lower case.
pub(super) fn is_named(name: &str) -> bool {
    name == "twitter" || PLATFORMS.iter().any(|p| p.name.to_lowercase() == name)
}

/// Returns the owner of the page at `page`.
pub(super) fn account(host: &str, page: &Url) -> Owner {
    let Some((platform, server)) = find(host) else { return Owner::NoPlatform };
    let account = match platform.account {
        Account::Label => label(platform, host, page),
        _ => {
            name(platform, host, page).filter(|name| !name.is_empty()).map(|name| format!("{server}/{name}"))
        }
    };
    account.map_or(Owner::Unknown(server), |account| Owner::Account(account.to_lowercase()))
}

/// Returns the one name of a platform's page. It has no query, which only tracks the reader, unless the query
/// identifies the page.
pub(super) fn page(page: &Url) -> Option<String> {
    let host = page.host_str()?;
    let (platform, server) = find(host)?;
    let path = page.path().trim_end_matches('/').to_lowercase();
    let parts: Vec<&str> = page.path_segments()?.filter(|part| !part.is_empty()).collect();
    match platform.account {
        Account::Telegram => {
            let label = host.strip_suffix(super::registrable(host)).unwrap_or_default().trim_end_matches('.');
            let path = path.strip_prefix("/s/").map_or(path.clone(), |rest| format!("/{rest}"));
            let channel =
                if label.is_empty() || label == "www" { String::new() } else { format!("/{label}") };
            return Some(format!("{server}{channel}{path}"));
        }
        // The part after a post's number is a picture in it.
        Account::First(_) if platform.name == "X" => {
            let lower: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
            if let [account, "status" | "statuses", number, ..] = lower.as_slice() {
                return Some(format!("{server}/{account}/status/{number}"));
            }
        }
        Account::Handle(_) if platform.name == "YouTube" => {
            let video = match parts.as_slice() {
                [video] if host.ends_with("youtu.be") => Some((*video).to_owned()),
                ["shorts" | "live" | "embed" | "v", video, ..] => Some((*video).to_owned()),
                ["watch"] => page.query_pairs().find(|(name, _)| name == "v").map(|(_, v)| v.into_owned()),
                _ => None,
            };
            if let Some(video) = video {
                return Some(format!("{server}/watch?v={video}"));
            }
        }
        _ => {}
    }
    let query_identifies = matches!(platform.account, Account::Facebook | Account::Vk);
    let names = ["v=", "w=", "id=", "story_fbid=", "fbid=", "z="];
    let pairs = page.query().filter(|_| query_identifies).into_iter().flat_map(|query| query.split('&'));
    let retained: Vec<&str> = pairs.filter(|pair| names.iter().any(|name| pair.starts_with(name))).collect();
    let query = if retained.is_empty() { String::new() } else { format!("?{}", retained.join("&")) };
    let label = match platform.account {
        Account::Label => own_label(platform, host).map_or_else(String::new, |label| format!("{label}.")),
        _ => String::new(),
    };
    Some(format!("{label}{server}{path}{query}"))
}

fn name(platform: &Platform, host: &str, page: &Url) -> Option<String> {
    let parts: Vec<&str> = page.path_segments()?.filter(|part| !part.is_empty()).collect();
    let first = parts.first().copied();
    match platform.account {
        Account::First(others) => match (first?, parts.get(1)) {
            ("stories", second) => Some((*second?).to_owned()),
            (first, _) if others.contains(&first) => None,
            (first, _) => Some(first.trim_start_matches('@').to_owned()),
        },
        Account::Handle(behind) => {
            if let Some(at) = parts.iter().find(|part| part.starts_with('@') || part.starts_with("%40")) {
                return Some(format!("@{}", at.trim_start_matches("%40").trim_start_matches('@')));
            }
            let is_behind = first.is_some_and(|first| behind.contains(&first));
            is_behind.then(|| parts.get(..2)).flatten().map(|two| two.join("/"))
        }
        Account::Telegram => telegram(host, &parts),
        Account::Facebook => facebook(&parts, page),
        Account::Vk => vk(&parts, page),
        Account::Label => None,
    }
}

/// Returns the account in the label of a host, `name.substack.com`, from any form of its address. Medium's and Tumblr's
/// accounts may be in the path.
fn label(platform: &Platform, host: &str, page: &Url) -> Option<String> {
    if let Some(label) = own_label(platform, host) {
        return Some(format!("{label}.{}", platform.host));
    }
    let mut parts = page.path_segments()?.filter(|part| !part.is_empty());
    let first = parts.next()?;
    match (platform.name, first) {
        ("Substack", "pub") => Some(format!("{}.{}", parts.next()?, platform.host)),
        ("Substack", name) => Some(format!("{}.{}", name.strip_prefix('@')?, platform.host)),
        ("Medium", "p" | "m" | "search" | "tag" | "topic") => None,
        ("Medium" | "Tumblr", name) => Some(format!("{}/{name}", platform.host)),
        _ => None,
    }
}

/// Returns the label before a platform's own host, if it is an account's.
fn own_label<'h>(platform: &Platform, host: &'h str) -> Option<&'h str> {
    let before = match host.split_once(".blogspot.") {
        Some((before, _)) => before,
        None => host.strip_suffix(platform.host)?.strip_suffix('.')?,
    };
    let label =
        super::RENDERINGS.iter().find_map(|r| before.strip_prefix(r)?.strip_prefix('.')).unwrap_or(before);
    (!["www", "open", "m", "on", "api", "cdn"].contains(&label)).then_some(label)
}

fn telegram(host: &str, parts: &[&str]) -> Option<String> {
    let label = super::registrable(host);
    let label = host.strip_suffix(label)?.trim_end_matches('.');
    if !label.is_empty() && label != "www" {
        return Some(label.to_owned());
    }
    match parts {
        ["s", channel, ..] => Some((*channel).to_owned()),
        ["c", number, ..] => Some(format!("c/{number}")),
        [other, ..]
            if other.starts_with('+') || ["joinchat", "share", "addstickers", "iv"].contains(other) =>
        {
            None
        }
        [channel, ..] => Some((*channel).to_owned()),
        [] => None,
    }
}

fn facebook(parts: &[&str], page: &Url) -> Option<String> {
    let number = || page.query_pairs().find(|(name, _)| name == "id").map(|(_, id)| id.into_owned());
    match parts {
        ["profile.php" | "story.php" | "permalink.php" | "photo.php" | "photo", ..] => number(),
        ["groups", group, ..] => Some(format!("groups/{group}")),
        ["pages" | "people", _, id, ..] => Some((*id).to_owned()),
        [
            "watch" | "share" | "reel" | "events" | "hashtag" | "search" | "login" | "sharer" | "sharer.php",
            ..,
        ]
        | [] => None,
        [name, ..] => Some((*name).to_owned()),
    }
}

fn vk(parts: &[&str], page: &Url) -> Option<String> {
    let shown =
        page.query_pairs().find(|(name, _)| name == "w" || name == "z").map(|(_, shown)| shown.into_owned());
    let first = shown.as_deref().or_else(|| parts.first().copied())?;
    for post in ["wall", "video", "photo", "clip", "topic"] {
        let owner = first.strip_prefix(post).and_then(|rest| rest.split('_').next());
        if let Some(owner) = owner.filter(|owner| is_number(owner)) {
            return Some(owner.to_owned());
        }
    }
    // Groups have negative numbers, people positive ones.
    for (prefix, sign) in [("club", "-"), ("public", "-"), ("event", "-"), ("id", "")] {
        if let Some(number) = first.strip_prefix(prefix).filter(|rest| is_number(rest)) {
            return Some(format!("{sign}{number}"));
        }
    }
    Some(first.trim_start_matches('@').to_owned())
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
