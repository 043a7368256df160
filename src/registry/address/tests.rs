use proptest::prelude::*;

use super::*;

fn who(url: &str) -> String {
    match publisher(url) {
        Some(Publisher::Host(host)) => registrable(&host).to_owned(),
        Some(Publisher::Account(account)) => account,
        Some(Publisher::UnknownAccount(platform)) => format!("someone on {platform}"),
        Some(Publisher::Unidentified) => "nobody".to_owned(),
        None => "no address".to_owned(),
    }
}

fn all(urls: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = urls.iter().map(|url| who(url)).collect();
    all.sort();
    all.dedup();
    all
}

fn pages(urls: &[&str]) -> Vec<Option<String>> {
    let mut all: Vec<Option<String>> = urls.iter().map(|url| page(url).map(Cow::into_owned)).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn a_post_is_its_accounts_under_every_name_of_the_platform() {
    let post = [
        "https://twitter.com/deskofficer/status/1111",
        "https://x.com/deskofficer/status/1111",
        "https://mobile.twitter.com/DeskOfficer/status/1111?s=20",
        "https://nitter.net/deskofficer/status/1111#m",
    ];
    assert_eq!(all(&post), ["x.com/deskofficer"], "one account");
    assert_eq!(pages(&post).len(), 1, "and one post: {:?}", pages(&post));
    let channel = [
        "https://t.me/somechannel/100",
        "https://t.me/s/somechannel/100",
        "https://telegram.me/somechannel/100",
    ];
    assert_eq!(all(&channel), ["t.me/somechannel"], "one channel");
    assert_eq!(pages(&channel).len(), 1, "and one post: {:?}", pages(&channel));
    assert_eq!(
        all(&["https://t.me/channel_a/1", "https://t.me/channel_b/2"]).len(),
        2,
        "two channels are two"
    );
}

#[test]
fn renderings_and_tracking_make_no_other_page() {
    let article = [
        "https://www.example-news.org/world/talks",
        "https://m.example-news.org/world/talks",
        "https://amp.example-news.org/world/talks",
        "https://example-news.org/world/talks?utm_source=tg",
        "http://example-news.org/world/talks/",
        "https://EXAMPLE-news.org:443/world/talks#top",
        "example-news.org/world/talks?fbclid=1&gclid=2",
        "https://www.google.com/amp/s/example-news.org/world/talks/amp",
    ];
    assert_eq!(all(&article), ["example-news.org"], "one publisher");
    assert_eq!(pages(&article), [Some("example-news.org/world/talks".to_owned())], "and one page");
    assert_ne!(page("https://a.org/?id=1"), page("https://a.org/?id=2"), "what names the page stays");
    assert_eq!(who("https://www.m.com/1"), "m.com", "a name that is only a rendering's stays a name");
}

#[test]
fn an_archived_copy_is_the_page_that_it_copies() {
    let copies = [
        "https://www.example-news.org/world/talks",
        "https://web.archive.org/web/20251210120000/https://www.example-news.org/world/talks",
        "http://web.archive.org/web/20251210120000id_/http://example-news.org/world/talks/",
        "https://web.archive.org/web/2025/example-news.org/world/talks",
        "https://archive.ph/20251210-1200/https://www.example-news.org/world/talks",
        "https://archive.is/https://www.example-news.org/world/talks",
        "https://archive.today/newest/https%3A%2F%2Fexample-news.org%2Fworld%2Ftalks",
        "https://webcache.googleusercontent.com/search?q=cache:AbC:https://example-news.org/world/talks+&cd=1",
        "https://web.archive.org/web/20251210/https://archive.ph/2025/https://example-news.org/world/talks",
    ];
    assert_eq!(all(&copies), ["example-news.org"], "one publisher");
    assert_eq!(pages(&copies), [Some("example-news.org/world/talks".to_owned())], "and one page");
    for opaque in
        ["https://archive.ph/AbCdE", "https://perma.cc/AB12-CD34", "https://ghostarchive.org/archive/xYz12"]
    {
        assert_eq!(who(opaque), "nobody", "{opaque} does not tell whose page it is");
    }
}

#[test]
fn accounts_are_known_where_the_address_tells_them() {
    let known = [
        ("https://www.youtube.com/@MID_Russia/videos", "youtube.com/@mid_russia"),
        ("https://youtube.com/channel/UCabc", "youtube.com/channel/ucabc"),
        ("https://www.facebook.com/ZelenskyyOfficial/posts/1", "facebook.com/zelenskyyofficial"),
        ("https://m.facebook.com/story.php?story_fbid=1&id=42", "facebook.com/42"),
        ("https://www.instagram.com/zelenskyy_official/p/AbC/", "instagram.com/zelenskyy_official"),
        ("https://instagram.com/stories/name/1", "instagram.com/name"),
        ("https://vk.com/wall-123_456", "vk.com/-123"),
        ("https://vk.com/club123", "vk.com/-123"),
        ("https://vk.ru/feed?w=wall-123_9", "vk.com/-123"),
        ("https://www.tiktok.com/@name/video/1", "tiktok.com/@name"),
        ("https://bsky.app/profile/name.bsky.social/post/1", "bsky.app/profile/name.bsky.social"),
        ("https://mastodon.social/@name/1", "mastodon.social/@name"),
        ("https://social.bund.de/@AuswaertigesAmt/1", "social.bund.de/@auswaertigesamt"),
        ("https://truthsocial.com/@realDonaldTrump/posts/1", "truthsocial.com/@realdonaldtrump"),
        ("https://name.substack.com/p/title", "name.substack.com"),
        ("https://open.substack.com/pub/name/p/title", "name.substack.com"),
        ("https://substack.com/@name/note/1", "name.substack.com"),
        ("https://medium.com/@name/title-1", "medium.com/@name"),
        ("https://channel_a.t.me/1", "t.me/channel_a"),
        ("https://t.me/c/123/4", "t.me/c/123"),
    ];
    for (url, account) in known {
        assert_eq!(who(url), account, "{url}");
    }
    for (url, platform) in [
        ("https://www.youtube.com/watch?v=abc", "youtube.com"),
        ("https://youtu.be/abc", "youtube.com"),
        ("https://x.com/i/status/1", "x.com"),
        ("https://www.facebook.com/watch/?v=1", "facebook.com"),
        ("https://t.me/+AbC", "t.me"),
        ("https://www.instagram.com/p/AbC/", "instagram.com"),
    ] {
        assert_eq!(who(url), format!("someone on {platform}"), "{url} does not tell whose it is");
    }
}

#[test]
fn a_publisher_is_what_was_registered() {
    for (url, domain) in [
        ("https://edition.cnn.com/1", "cnn.com"),
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("https://consilium.europa.eu/1", "europa.eu"),
        ("https://desk.github.io/1", "desk.github.io"),
        ("https://name.blogspot.com/1", "name.blogspot.com"),
        ("https://mid.gov.ru/1", "mid.gov.ru"),
        ("https://пример.рф/1", "xn--e1afmkfd.xn--p1ai"),
        ("http://192.168.0.1/1", "192.168.0.1"),
        ("http://localhost/1", "localhost"),
    ] {
        assert_eq!(who(url), domain, "{url}");
    }
    for none in
        ["", "Le Monde, 3 May", "mailto:a@b.org", "tg://resolve?domain=x", "https://", "a:b//c", "ISBN 12.3"]
    {
        assert_eq!(publisher(none), None, "{none:?} is no web address");
    }
}

#[test]
fn an_outlet_is_looked_up_by_its_longest_name() {
    let of = |url: &str| {
        let publisher = publisher(url).expect("a web address");
        names(&publisher).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        of("https://www.consilium.europa.eu/x"),
        ["consilium.europa.eu", "europa.eu"],
        "host before domain"
    );
    assert_eq!(of("https://x.com/MFA_Russia/status/1"), ["x.com/mfa_russia"], "a platform is nobody");
    for (text, wanted) in [
        ("tass.ru", Some("tass.ru")),
        ("https://www.TASS.com/", Some("tass.com")),
        ("x.com/mfa_russia", Some("x.com/mfa_russia")),
        ("twitter.com/MFA_Russia", Some("x.com/mfa_russia")),
        ("x.com", None),
        ("tass.ru/politika", None),
        ("web.archive.org", None),
        ("TASS", None),
    ] {
        assert_eq!(domain(text).ok().as_deref(), wanted, "{text}");
    }
}

#[test]
fn odd_spellings_of_an_address_are_the_same_page() {
    for (urls, publisher, one) in [
        (
            &[
                "https://TASS.RU:8443/Politika/1",
                "HTTP://user:secret@www.tass.ru./Politika/1/",
                "//m.tass.ru/Politika/1",
            ][..],
            "tass.ru",
            "tass.ru/Politika/1",
        ),
        (
            &[
                "https://пример.рф/новости",
                "https://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
            ],
            "xn--e1afmkfd.xn--p1ai",
            "xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        ),
        (&["http://0x7f.1/a", "http://127.0.0.1/a", "http://2130706433/a"], "127.0.0.1", "127.0.0.1/a"),
        (&["https://[::1]:8080/a", "http://[0:0::1]/a"], "[::1]", "[::1]/a"),
        (
            &["https://news.bbc.co.uk/1", "https://www.news.bbc.co.uk/1?utm_medium=x&UTM_SOURCE=y"],
            "bbc.co.uk",
            "news.bbc.co.uk/1",
        ),
        (&["https://www.gov.uk/a", "https://gov.uk/a"][..1], "www.gov.uk", "www.gov.uk/a"),
    ] {
        assert_eq!(all(urls), [publisher], "{urls:?}");
        assert_eq!(pages(urls), [Some(one.to_owned())], "{urls:?}");
    }
    assert_eq!(
        all(&["https://tass.ru.evil.com/1", "https://tass.ru@evil.com/1"]),
        ["evil.com"],
        "not TASS's"
    );
}

#[test]
fn copies_of_copies_and_ways_round_are_the_page() {
    let copies = [
        "https://web.archive.org/web/2025*/http://example.org/a",
        "https://web.archive.org/web/*/example.org/a",
        "https://web.archive.org/web/example.org/a",
        "https://WEB.ARCHIVE.ORG:443/web/2025/HTTPS://www.Example.org/a",
        "https://web.archive.org./web/2025if_/https:/example.org/a",
        "https://archive.org/web/2025/https://example.org/a",
        "https://archive.today/2025.12.10-120000/https%253A%252F%252Fexample.org%252Fa",
        "https://ghostarchive.org/search?term=https%3A%2F%2Fexample.org%2Fa",
        "https://archive.ph/https://web.archive.org/web/2025/https://archive.is/2024/https://example.org/a",
        "https://example-org.cdn.ampproject.org/c/s/example.org/amp/a",
        "https://www-example-org.cdn.ampproject.org/v/s/www.example.org/a?amp=1",
        "https://www.google.de/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa&usg=x",
        "https://www.google.com/url?q=https://example.org/a",
        "https://translate.google.com/translate?sl=ru&u=https://example.org/a",
        "https://www-example-org.translate.goog/a",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Ffbclid%3D1&h=2",
        "https://vk.com/away.php?to=https%3A%2F%2Fexample.org%2Fa",
        "https://t.me/iv?url=https%3A%2F%2Fexample.org%2Fa&rhash=1",
        "https://webarchive.nationalarchives.gov.uk/ukgwa/2025/https://example.org/a",
    ];
    for copy in copies {
        assert_eq!(
            (who(copy), page(copy).as_deref()),
            ("example.org".to_owned(), Some("example.org/a")),
            "{copy}"
        );
    }
    let post = "https://web.archive.org/web/2025/https://twitter.com/a/status/1";
    assert_eq!((who(post), page(post).as_deref()), ("x.com/a".to_owned(), Some("x.com/a/status/1")));
    for opaque in [
        "https://news.google.com/rss/articles/CBMiAbC?oc=5",
        "https://news.google.com/articles/CBMiAbC",
        "https://t.co/AbC",
        "https://bit.ly/AbC",
        "https://web.archive.org/",
        "https://archive.org/details/some-item",
        "https://l.facebook.com/l.php",
        "https://www.google.com/url?q=nothing",
    ] {
        assert_eq!(who(opaque), "nobody", "{opaque}");
    }
    let deep = format!("{}https://example.org/a", "https://archive.ph/".repeat(100));
    assert!(["example.org", "nobody"].contains(&who(&deep).as_str()), "it ends");
}

#[test]
fn names_of_blogs_and_videos_are_accounts_and_pages() {
    for (urls, account) in [
        (
            &["https://name.blogspot.com/2025/a.html", "https://www.name.blogspot.co.uk/2025/a.html"][..],
            "name.blogspot.com",
        ),
        (&["https://name.wordpress.com/a"], "name.wordpress.com"),
        (&["https://name.livejournal.com/1.html"], "name.livejournal.com"),
        (&["https://name.medium.com/a"], "name.medium.com"),
        (&["https://dzen.ru/name", "https://zen.yandex.ru/name"], "dzen.ru/name"),
        (&["https://nitter.poast.org/name/status/1"], "x.com/name"),
    ] {
        assert_eq!(all(urls), [account], "{urls:?}");
    }
    let video = [
        "https://youtu.be/AbC?t=9",
        "https://m.youtube.com/watch?v=AbC&list=x",
        "https://www.youtube.com/shorts/AbC",
    ];
    assert_eq!(pages(&video), [Some("youtube.com/watch?v=AbC".to_owned())]);
    assert_ne!(page(video[0]), page("https://youtu.be/abc"), "the case of a video's name tells");
}

#[test]
fn what_is_no_domain_says_why() {
    for (text, why) in [
        ("twitter.com", DomainError::Platform("x.com")),
        ("https://t.me/", DomainError::Platform("t.me")),
        ("web.archive.org", DomainError::Archive),
        ("archive.ph/AbC", DomainError::Archive),
        ("bit.ly", DomainError::Archive),
        ("co.uk", DomainError::Suffix),
        ("github.io", DomainError::Suffix),
        ("tass.ru/politika", DomainError::Malformed(Some("tass.ru".to_owned()))),
        ("TASS", DomainError::Malformed(None)),
        ("tass.ru:80", DomainError::Malformed(None)),
        ("*.tass.ru", DomainError::Malformed(None)),
        ("tass .ru", DomainError::Malformed(None)),
        ("", DomainError::Malformed(None)),
    ] {
        assert_eq!(domain(text), Err(why), "{text}");
    }
}

proptest! {
    #[test]
    fn the_short_way_gives_the_page_that_the_long_way_gives(
        host in "(www\\.|m\\.|amp\\.)?[a-z0-9-]{1,8}(\\.[a-z0-9]{1,4}){0,3}",
        path in "[a-zA-Z0-9/._-]{0,12}(/amp|\\.amp|/)?",
    ) {
        let url = format!("https://{host}/{path}");
        if let Some(page) = plain_page(&url) {
            prop_assert_eq!(Some(page.to_owned()), parsed_page(&url), "{}", url);
        }
    }

    #[test]
    fn any_text_is_answered_and_pages_of_pages_stay(text in "\\PC{0,60}", url in "https?://[a-z.:@%/?=&#é-]{0,60}") {
        for text in [text, url] {
            let _ = (publisher(&text), domain(&text), copied_page(&text), is_archived(&text), is_carrier(&text));
            if let Some(page) = page(&text) {
                let url = format!("https://{page}");
                let again = super::page(&url);
                prop_assert!(again.is_none() || again.as_deref() == Some(&*page), "{page:?} became {again:?}");
            }
        }
    }
}
