use super::*;
use crate::event::Kind;
use crate::timeline::Timeline;
use crate::timeline::sample::{Sample, of_yaml};

fn outlet(ix: OutletIx) -> Root<'static> {
    Root::new(Who::Outlet(ix))
}

/// Builds a store with one event that has these sources, in YAML's short form.
fn event_of(outlets: &str, sources: &[&str]) -> Timeline {
    let outlets = if outlets.is_empty() { String::new() } else { format!("outlets:\n{outlets}\n") };
    let sources: String = sources.iter().flat_map(|source| ["  - ", source, "\n"]).collect();
    of_yaml(&format!(
        "{outlets}events:\n- id: e\n  kind: statement\n  date: 2025-12-10\n  title: t\n  sources:\n{sources}"
    ))
}

/// Returns the names of the roots of an event with these sources; checks that the index column and every
/// order of the sources agree.
fn names(outlets: &str, sources: &[&str]) -> Vec<String> {
    let timeline = event_of(outlets, sources);
    let (store, ix) = (timeline.store(), timeline.order()[0]);
    let roots = of(store, timeline.event(ix));
    assert_eq!(timeline.roots(ix), roots.len(), "the index counts as the rule does: {sources:?}");
    let mut count = Count::default();
    timeline
        .event(ix)
        .sources
        .iter()
        .for_each(|ix| count.add(&store.registry, *ix, &store.registry.fresh_source(*ix)));
    assert_eq!(timeline.pages(ix), count.pages(), "and pages: {sources:?}");
    let back: Vec<&str> = sources.iter().rev().copied().collect();
    let back = event_of(outlets, &back);
    assert_eq!(back.roots(back.order()[0]), roots.len(), "the order does not matter: {sources:?}");
    roots.iter().map(|root| root.name(&store.registry).to_owned()).collect()
}

fn page_count(sources: &[&str]) -> usize {
    let timeline = event_of("", sources);
    timeline.pages(timeline.order()[0])
}

#[test]
fn an_agency_and_its_copies_are_one_root() {
    let mut sample = Sample::new();
    let tass = sample.outlet("tass", OutletKind::StateAgency);
    let paper = sample.outlet("paper", OutletKind::Media);
    let first = sample.source(Some(tass), "https://tass.com/1", &[]);
    let second = sample.source(Some(tass), "https://tass.com/2", &[]);
    let copy = sample.source(Some(paper), "https://paper.example/1", &[Origin::Source(first)]);
    let copy_of_copy = sample.source(Some(paper), "", &[Origin::Source(copy)]);
    let by_outlet = sample.source(Some(paper), "", &[Origin::Outlet(tass)]);
    let store = sample.store();
    assert_eq!(
        independent(&store, [copy, first, second, copy_of_copy, by_outlet]),
        [outlet(tass)],
        "two pages of an outlet and every copy lead to one root"
    );
}

#[test]
fn an_aggregator_counts_only_through_what_it_copies() {
    let mut sample = Sample::new();
    let archyde = sample.outlet("archyde", OutletKind::Aggregator);
    let ap = sample.outlet("ap", OutletKind::Agency);
    let bare = sample.source(Some(archyde), "https://www.archyde.com/1", &[]);
    let told = sample.source(Some(archyde), "https://www.archyde.com/2", &[Origin::Outlet(ap)]);
    let of_aggregator = sample.source(None, "https://blog.example/", &[Origin::Outlet(archyde)]);
    let own_kind = sample.source(Some(ap), "", &[]);
    sample.source_mut(own_kind).kind = Some(OutletKind::Aggregator);
    let store = sample.store();
    assert_eq!(independent(&store, [bare, of_aggregator, own_kind]), [], "nobody knows where it comes from");
    assert_eq!(independent(&store, [told]), [outlet(ap)], "it says what it copies");
}

#[test]
fn circles_of_copies_end() {
    let mut sample = Sample::new();
    let one = sample.outlet("one", OutletKind::Media);
    let a = sample.source(Some(one), "", &[]);
    let b = sample.source(Some(one), "", &[Origin::Source(a)]);
    sample.source_mut(a).derived_from = vec![Origin::Source(b)];
    let own = sample.source(Some(one), "", &[]);
    sample.source_mut(own).derived_from = vec![Origin::Source(own), Origin::Outlet(one)];
    let store = sample.store();
    assert_eq!(independent(&store, [a, b]), [], "a circle has no end");
    assert_eq!(independent(&store, [own]), [outlet(one)], "but an end beside it counts");
}

#[test]
fn without_an_outlet_the_host_or_the_citation_stands() {
    let mut sample = Sample::new();
    let a = sample.source(None, "https://WWW.Example.com:443/a", &[]);
    let b = sample.source(None, "http://user@example.com/b?c", &[]);
    let cite = sample.source(None, "", &[]);
    sample.source_mut(cite).cite = Some("Le  Monde, 3 May".into());
    let same = sample.source(None, "", &[]);
    sample.source_mut(same).cite = Some("le monde, 3 May".into());
    let empty = sample.source(None, "", &[]);
    let store = sample.store();
    let roots = independent(&store, [a, b, cite, same, empty]);
    assert_eq!(
        roots,
        [Root::new(Who::Site("example.com".into())), Root::new(Who::Text("le monde, 3 may".into()))],
        "spelling makes no second root"
    );
    assert_eq!(roots[0].name(&store.registry), "example.com", "a host is its own name");
}

#[test]
fn many_roots_are_each_counted_once() {
    let mut sample = Sample::new();
    let sources: Vec<_> =
        (0..100).map(|n| sample.source(None, &format!("https://h{}.example/", n % 50), &[])).collect();
    sample.event("e", Kind::Other, "2025").sources = sources;
    let timeline = sample.timeline();
    assert_eq!(timeline.roots(timeline.order()[0]), 50, "past the few that are looked through, too");
}

#[test]
fn a_page_is_known_by_its_address() {
    let mut sample = Sample::new();
    let one = sample.source(None, "https://A.example/x/", &[]);
    let same = sample.source(None, "HTTPS://a.example/x#top", &[]);
    let other = sample.source(None, "https://a.example/X", &[]);
    let [bare, none] = [(); 2].map(|()| sample.source(None, "", &[]));
    let store = sample.store();
    let page = |ix| page(&store.registry, ix);
    assert_eq!(page(one), page(same), "host, slash at the end and fragment make no other page");
    assert_ne!(page(one), page(other), "the case of a path does");
    assert_ne!(page(bare), page(none), "records that say nothing are not one");
}

const TASS: &str = "- {id: tass, name: TASS, kind: state-agency, domains: [tass.ru, tass.com]}";

#[test]
fn one_post_under_every_name_of_the_platform_is_one_source() {
    let post = [
        "https://twitter.com/deskofficer/status/1111",
        "https://x.com/deskofficer/status/1111",
        "https://mobile.twitter.com/deskofficer/status/1111?s=20",
    ];
    assert_eq!(names("", &post), ["x.com/deskofficer"]);
    assert_eq!(page_count(&post), 1, "and one page");
    assert_eq!(
        names("", &[post[0], "https://x.com/i/status/1111"]),
        ["x.com/deskofficer"],
        "it may be that account"
    );
}

#[test]
fn an_article_and_its_archived_copies_are_one_source() {
    let article = [
        "https://www.example-news.org/world/talks",
        "https://web.archive.org/web/20251210120000/https://www.example-news.org/world/talks",
        "https://archive.ph/AbCdE",
    ];
    assert_eq!(names("", &article), ["example-news.org"]);
    assert_eq!(page_count(&article), 1, "a copy that does not say of what is none beside it");
    assert_eq!(names("", &["https://archive.ph/AbCdE"]), [""; 0], "and alone nobody's");
    let axios = ["{outlet: Axios, url: 'https://archive.ph/AbCdE'}", "https://cgtn.com/1"];
    assert_eq!((names("", &axios).len(), page_count(&axios)), (2, 2), "but of the outlet that it names");
    assert_eq!(page_count(&["https://archive.ph/AbCdE"]), 1, "though one page is cited");
    let archive = "- {id: wayback, name: Wayback Machine, kind: aggregator, aliases: [web.archive.org]}";
    assert_eq!(
        names(archive, &article),
        ["example-news.org"],
        "an archive that is registered publishes nothing"
    );
    let named = "{outlet: Wayback Machine, url: 'https://web.archive.org/web/2025/https://example-news.org/world/talks'}";
    assert_eq!(names(archive, &[named]), ["example-news.org"], "nor where it is named");
}

#[test]
fn renderings_and_tracking_are_one_source() {
    let article =
        ["https://m.example-news.org/world/talks", "http://example-news.org/world/talks/?utm_source=tg"];
    assert_eq!(names("", &article), ["example-news.org"]);
    assert_eq!(page_count(&article), 1, "and one page");
}

#[test]
fn one_channel_is_one_source_and_two_are_two() {
    let one = [
        "https://t.me/somechannel/100",
        "https://t.me/s/somechannel/100",
        "https://telegram.me/somechannel/100",
    ];
    assert_eq!((names("", &one), page_count(&one)), (vec!["t.me/somechannel".to_owned()], 1));
    let two = ["https://t.me/channel_a/1", "https://t.me/channel_b/1"];
    assert_eq!((names("", &two).len(), page_count(&two)), (2, 2), "two channels");
    assert_eq!(
        page_count(&["https://channel_a.t.me/1", "https://channel_b.t.me/1"]),
        2,
        "under their own hosts"
    );
    let x = "- {id: x, name: X, kind: social, aliases: [twitter.com, x.com]}";
    let accounts = ["https://twitter.com/a/status/1", "https://x.com/b/status/2"];
    assert_eq!(
        names(x, &accounts),
        ["x.com/a", "x.com/b"],
        "a platform that is registered publishes nothing"
    );
    let number = ["https://twitter.com/a/status/1", "https://x.com/b/status/1"];
    assert_eq!(names(x, &number).len(), 2, "under one number, too");
    let named = [
        "{outlet: X, url: 'https://twitter.com/a/status/1'}",
        "{outlet: X, url: 'https://x.com/b/status/2'}",
    ];
    assert_eq!(names(x, &named).len(), 2, "nor where it is named");
    let unknown =
        ["{outlet: Telegram, url: 'https://t.me/a/1'}", "{outlet: Telegram, url: 'https://t.me/b/2'}"];
    assert_eq!(names("", &unknown).len(), 2, "in `outlets` or not");
}

#[test]
fn an_agency_is_one_source_by_name_domain_and_alias() {
    let tass = [
        "{outlet: TASS, title: Wire, published: 2025-12-10}",
        "https://tass.ru/politika/1",
        "https://tass.com/politics/1",
    ];
    assert_eq!(names(TASS, &tass), ["TASS"], "by its domains");
    let aliases = "- {id: tass, name: TASS, kind: state-agency, aliases: [tass.ru, tass.com]}";
    assert_eq!(names(aliases, &tass), ["TASS"], "by hosts among its aliases");
    let bare = "- {id: tass, name: TASS, kind: state-agency}";
    assert_eq!(names(bare, &tass).len(), 3, "nothing says that they are one");
    assert_eq!(names(TASS, &["{outlet: TASS English, url: 'https://tass.com/1'}", tass[0]]), ["TASS"]);
    assert_eq!(names(TASS, &["{url: 'https://a.org/1', derived_from: tass.ru}", tass[0]]), ["TASS"]);
    let of_page = "{url: 'https://a.org/1', derived_from: 'https://tass.com/9'}";
    assert_eq!(names(TASS, &[of_page, tass[0]]), ["TASS"], "a copy of an address");
    let other = "{outlet: Kept, url: 'https://tass.com/1'}";
    let kept = format!("{TASS}\n- {{id: kept, name: Kept}}");
    assert_eq!(names(&kept, &[other, tass[1]]), ["Kept", "TASS"], "who is registered and named is meant");
}

#[test]
fn an_aggregator_is_one_by_its_domain_too() {
    let menafn = "- {id: menafn, kind: aggregator, domains: [menafn.com]}";
    assert_eq!(names(menafn, &["https://www.menafn.com/1"]), [""; 0], "it does not say what it copies");
}

#[test]
fn an_outlet_that_no_registry_knows_is_one_under_its_name_and_at_its_domain() {
    let hindu = [
        "{outlet: The Hindu, url: 'https://www.thehindu.com/1'}",
        "{outlet: The Hindu, cite: 'print, page 3'}",
        "https://thehindu.com/2",
    ];
    assert_eq!(names("", &hindu), ["The Hindu"]);
    let two = ["{outlet: A, url: 'https://one.org/1'}", "{outlet: B, url: 'https://two.org/1'}"];
    assert_eq!(names("", &two), ["A", "B"]);
    let between = "{outlet: B, url: 'https://one.org/2'}";
    assert_eq!(names("", &[two[0], two[1], between]).len(), 1, "what ties two makes them one");
    let services = ["{outlet: A, url: 'https://one.org/1'}", "{outlet: B, url: 'https://one.org/2'}"];
    assert_eq!(names("", &services), ["one.org"], "two names of one domain: called by the domain");
}

#[test]
fn two_sources_at_one_page_are_one() {
    let outlets = "- {id: a, name: A}\n- {id: b, name: B}";
    let page = ["{outlet: A, url: 'https://live.org/1'}", "{outlet: B, url: 'http://www.live.org/1/#x'}"];
    assert_eq!(names(outlets, &page).len(), 1);
}

#[test]
fn a_page_of_a_platform_that_does_not_tell_its_account_is_none_beside_another() {
    let video = "https://www.youtube.com/watch?v=abc";
    assert_eq!(names("", &[video, "https://youtu.be/def"]), ["youtube.com"], "alone it is somebody");
    assert_eq!(names("", &[video, "https://youtube.com/@mid/videos"]), ["youtube.com/@mid"]);
    assert_eq!(names("", &[video, "https://t.me/a/1"]).len(), 2);
    assert_eq!(
        names("", &["{outlet: Sky, url: 'https://youtu.be/abc'}", video]),
        ["Sky"],
        "one video is one page"
    );
}

#[test]
fn roots_put_together_in_parts_are_those_of_all() {
    let sources = [
        "{outlet: A, url: 'https://one.org/1'}",
        "{outlet: B, url: 'https://two.org/1'}",
        "https://youtu.be/abc",
        "{outlet: B, url: 'https://one.org/2'}",
        "https://youtube.com/@a",
        "https://three.org/1",
    ];
    let many: Vec<String> = (0..40).map(|n| format!("https://h{}.org/{n}", n % 30)).collect();
    let all: Vec<&str> = sources.into_iter().chain(many.iter().map(String::as_str)).collect();
    let timeline = event_of("", &all);
    let (store, event) = (timeline.store(), timeline.event(timeline.order()[0]));
    let whole = of(store, event);
    assert_eq!(whole.len(), 33, "A with B, the channel, three.org and thirty more");
    for cut in 0..=event.sources.len() {
        let mut parts = [Roots::default(), Roots::default()];
        for (at, ix) in event.sources.iter().enumerate() {
            parts[usize::from(at >= cut)].add(&store.registry, *ix, store.registry.source(*ix));
        }
        let [mut first, second] = parts;
        first.append(second);
        assert_eq!(first.len(), whole.len(), "cut at {cut}");
    }
}
