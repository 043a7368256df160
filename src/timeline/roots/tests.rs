use super::*;
use crate::event::Kind;
use crate::timeline::sample::Sample;

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
        [Root::Outlet(tass)],
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
    assert_eq!(independent(&store, [told]), [Root::Outlet(ap)], "it says what it copies");
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
    assert_eq!(independent(&store, [own]), [Root::Outlet(one)], "but an end beside it counts");
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
        [Root::Host("example.com".into()), Root::Text("le monde, 3 may".into())],
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
