use super::*;
use crate::event::date::Now;
use crate::event::{Credibility, Grade, Kind, LinkKind, Reliability, Status, Word as _};
use crate::registry::{Origin, OutletKind};
use crate::report::Scope;
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::{Sample, date};

fn now() -> Now {
    Now::parse("2026-02-01", chrono_tz::UTC).expect("a day")
}

/// Reports on the events of `timeline` that `holds` accepts.
fn report_on(timeline: &Timeline, holds: impl Fn(&str) -> bool) -> Sources {
    let shown: Vec<_> =
        timeline.order().iter().copied().filter(|ix| holds(timeline.event(*ix).id.as_str())).collect();
    Sources::new(&Scope::new(timeline, &shown, &now()))
}

fn report(timeline: &Timeline) -> Sources {
    report_on(timeline, |_| true)
}

#[track_caller]
fn record<'r>(report: &'r Sources, timeline: &Timeline, id: &str) -> &'r Record {
    let registry = &timeline.store().registry;
    let named = |record: &&Record| record.publisher.outlet().is_some_and(|ix| &*registry.outlet(ix).id == id);
    report.outlets.iter().find(named).expect("the outlet is cited")
}

#[test]
fn events_pages_and_copies_are_counted_once_each() {
    let mut sample = Sample::new();
    let (tass, paper) =
        (sample.outlet("tass", OutletKind::StateAgency), sample.outlet("paper", OutletKind::Media));
    let one = sample.source(Some(tass), "https://tass.example/1", &[]);
    let again = sample.source(Some(tass), "https://tass.example/1", &[]);
    let two = sample.source(Some(tass), "https://tass.example/2", &[]);
    let copy = sample.source(Some(paper), "https://paper.example/1", &[Origin::Outlet(tass)]);
    sample.source_mut(again).archive = vec!["https://archive.example/1".into()];
    sample.event("a", Kind::Statement, "2025-12-01").sources = vec![one, two];
    sample.event("b", Kind::Statement, "2025-12-02").sources = vec![again, copy];
    sample.event("c", Kind::Statement, "2025-12-03");
    let timeline = sample.timeline();
    let report = report(&timeline);
    assert_eq!(
        (report.events, report.unsourced, report.citations),
        (3, 1, 4),
        "the head counts what is there"
    );
    let found = record(&report, &timeline, "tass");
    assert_eq!(
        (found.events, found.pages, found.archived),
        (2, 2, 1),
        "one address is one page, archived anywhere"
    );
    assert_eq!((found.derived, found.roots), (0, 1), "it copies nobody and is its own root");
    let found = record(&report, &timeline, "paper");
    assert_eq!((found.derived, found.pages, found.roots), (1, 1, 1), "a copy leads to the agency alone");
    assert_eq!(report.outlets[0].publisher, Publisher::Outlet(tass), "most events first");
}

#[test]
fn an_outlet_stands_alone_where_only_copies_of_it_are_beside() {
    let mut sample = Sample::new();
    let (tass, paper) =
        (sample.outlet("tass", OutletKind::StateAgency), sample.outlet("paper", OutletKind::Media));
    let blog = sample.outlet("blog", OutletKind::Aggregator);
    let own = sample.source(Some(tass), "https://tass.example/1", &[]);
    let copy = sample.source(Some(paper), "https://paper.example/1", &[Origin::Outlet(tass)]);
    let report_of_paper = sample.source(Some(paper), "https://paper.example/2", &[]);
    let bare = sample.source(Some(blog), "https://blog.example/1", &[]);
    sample.event("copied", Kind::Other, "2025-12-01").sources = vec![own, copy];
    sample.event("two", Kind::Other, "2025-12-02").sources = vec![own, report_of_paper];
    sample.event("blog", Kind::Other, "2025-12-03").sources = vec![bare];
    let timeline = sample.timeline();
    let report = report(&timeline);
    assert_eq!(
        record(&report, &timeline, "tass").alone,
        1,
        "with its copy it is alone, beside another root not"
    );
    assert_eq!(
        record(&report, &timeline, "paper").alone,
        0,
        "a copy beside its original is not what the event rests on"
    );
    let blog = record(&report, &timeline, "blog");
    assert_eq!((blog.alone, blog.roots), (1, 0), "an aggregator may be all there is, and is no root");
}

#[test]
fn sources_without_an_outlet_stand_under_their_host() {
    let mut sample = Sample::new();
    let a = sample.source(None, "https://www.example.com/a", &[]);
    let b = sample.source(None, "https://example.com/b", &[]);
    sample.event("e", Kind::Other, "2025-12-01").sources = vec![a, b];
    let report = report(&sample.timeline());
    assert_eq!(report.outlets.len(), 1, "two pages of one host");
    assert_eq!(
        report.outlets[0].publisher,
        Publisher::Site("example.com".to_owned()),
        "called by the domain"
    );
    assert_eq!((report.outlets[0].pages, report.outlets[0].alone), (2, 1), "and alone on the event");
}

/// Creates events `e1`, `e2`, … of one outlet on 1 December.
fn reported(n: usize) -> Sample {
    let mut sample = Sample::new();
    let outlet = sample.outlet("tass", OutletKind::StateAgency);
    for at in 1..=n {
        let source = sample.source(Some(outlet), &format!("https://tass.example/{at}"), &[]);
        sample.event(&format!("e{at}"), Kind::Statement, "2025-12-01").sources = vec![source];
    }
    sample
}

fn outcomes(sample: Sample) -> Outcomes {
    let timeline = sample.timeline();
    let report = report(&timeline);
    record(&report, &timeline, "tass").outcomes
}

#[test]
fn later_events_confirm_and_contradict() {
    let mut sample = reported(5);
    sample.event("later", Kind::Statement, "2025-12-02");
    sample.link("later", LinkKind::Confirms, "e1");
    sample.link("later", LinkKind::Denies, "e2");
    sample.link("later", LinkKind::Confirms, "e3");
    sample.link("later", LinkKind::Contradicts, "e3");
    sample.link("later", LinkKind::RespondsTo, "e4");
    let expected = Outcomes { confirmed: 1, contradicted: 1, both: 1, open: 2 };
    assert_eq!(outcomes(sample), expected, "an answer that does neither leaves an event open");
}

#[test]
fn a_contradiction_holds_both_ways_but_only_from_what_came_later() {
    let mut sample = reported(3);
    sample.event("before", Kind::Statement, "2025-11-20");
    sample.event("later", Kind::Statement, "2025-12-02");
    sample.link("e1", LinkKind::Contradicts, "later");
    sample.link("e2", LinkKind::Contradicts, "before");
    sample.link("before", LinkKind::Denies, "e3");
    assert_eq!(outcomes(sample).contradicted, 1, "what was said before is no answer");
    let mut sample = reported(2);
    sample.link("e1", LinkKind::Contradicts, "e2");
    assert_eq!(outcomes(sample).contradicted, 1, "on one day the link tells which contradicted which");
}

#[test]
fn only_what_occurred_answers() {
    for status in Status::ALL.iter().copied() {
        for kind in LinkKind::ALL.iter().copied() {
            let mut sample = reported(1);
            sample.event("later", Kind::Statement, "2025-12-02").status = status;
            sample.link("later", kind, "e1");
            let timeline = sample.timeline();
            let report = report(&timeline);
            let settles = status == Status::Occurred && kind.decides();
            let open = record(&report, &timeline, "tass").outcomes.open;
            assert_eq!(open, u64::from(!settles), "{kind} by what is {status} settles an event or not");
            let beside = usize::from(status != Status::Occurred && kind.decides());
            assert_eq!(report.beside, beside, "{kind} by what is {status} is told beside");
        }
    }
}

#[test]
fn what_is_only_alleged_is_contradicted_by_what_came_later_and_contradicts_nothing() {
    let mut sample = Sample::new();
    let outlet = sample.outlet("tass", OutletKind::StateAgency);
    for (id, status) in [("e1", Status::Alleged), ("e2", Status::Occurred)] {
        let source = sample.source(Some(outlet), &format!("https://tass.example/{id}"), &[]);
        let event = sample.event(id, Kind::Statement, "2025-12-01");
        (event.status, event.sources) = (status, vec![source]);
    }
    sample.event("later", Kind::Statement, "2025-12-02");
    sample.link("e1", LinkKind::Contradicts, "later");
    sample.link("e1", LinkKind::Contradicts, "e2");
    sample.link("e2", LinkKind::Contradicts, "e2");
    let expected = Outcomes { confirmed: 0, contradicted: 1, both: 0, open: 1 };
    assert_eq!(outcomes(sample), expected, "the allegation against the fact; nothing against oneself");
}

#[test]
fn an_interval_needs_enough_settled_events() {
    let of = |confirmed, contradicted| Outcomes { confirmed, contradicted, both: 9, open: 9 };
    assert_eq!(of(2, 2).interval(), None, "four are too few, whatever is both or open");
    assert_eq!(of(0, 0).interval(), None, "none are too few");
    let (low, high) = of(1, 28).interval().expect("29 are enough");
    assert!(
        (low - 0.0061).abs() < 5e-5 && (high - 0.1718).abs() < 5e-5,
        "Newcombe's 1 of 29: {low} – {high}"
    );
}

#[test]
fn answers_outside_the_filter_count_and_are_told() {
    let mut sample = reported(1);
    sample.event("later", Kind::Statement, "2025-12-02");
    sample.link("later", LinkKind::Confirms, "e1");
    let timeline = sample.timeline();
    let report = report_on(&timeline, |id| id == "e1");
    assert_eq!(record(&report, &timeline, "tass").outcomes.confirmed, 1, "the whole store is asked");
    assert_eq!(report.outside, 1, "and it is said that the answer is outside");
    assert_eq!(self::report(&timeline).outside, 0, "without a filter none is");
}

/// Returns the lag of an outlet with the given days of events and of their pages.
fn lag(pairs: &[(&str, &str)]) -> Lag {
    let mut sample = Sample::new();
    let outlet = sample.outlet("tass", OutletKind::StateAgency);
    for (at, (event, published)) in pairs.iter().enumerate() {
        let source = sample.source(Some(outlet), &format!("https://tass.example/{at}"), &[]);
        sample.source_mut(source).published = (!published.is_empty()).then(|| date(published));
        sample.event(&format!("e{at}"), Kind::Other, event).sources = vec![source];
    }
    let timeline = sample.timeline();
    let report = report(&timeline);
    record(&report, &timeline, "tass").lag
}

const HOUR: i64 = 3600;

#[test]
fn a_lag_is_an_interval() {
    let known =
        |events, min: i64, max: i64| Lag { events, before: 0, min: Some(min * HOUR), max: Some(max * HOUR) };
    assert_eq!(lag(&[("2025-12-01", "2025-12-01")]), known(1, 0, 24), "on the day: somewhere within it");
    assert_eq!(lag(&[("2025-12-01", "2025-12-02")]), known(1, 0, 48), "on the next: up to two days");
    assert_eq!(lag(&[("2025-12-01", "2025-12-04")]), known(1, 48, 96), "three days on: at least two");
    assert_eq!(lag(&[("2025-12", "2025-12-10")]), known(1, 0, 240), "a month is no day: from its start");
    assert_eq!(
        lag(&[("2025-12-01/2025-12-03", "2025-12-04")]),
        known(1, 48, 96),
        "a range counts from its start"
    );
    let timed = lag(&[("2025-12-01T10:00Z", "2025-12-01T12:30Z")]);
    assert_eq!(
        (timed.min, timed.max),
        (Some(2 * HOUR + 29 * 60), Some(2 * HOUR + 31 * 60)),
        "minutes are intervals too"
    );
}

#[test]
fn medians_are_of_the_ends_never_of_a_middle() {
    let three =
        lag(&[("2025-12-01", "2025-12-01"), ("2025-12-01", "2025-12-04"), ("2025-12-01", "2025-12-09")]);
    assert_eq!((three.min, three.max), (Some(48 * HOUR), Some(96 * HOUR)), "each end has its own median");
}

#[test]
fn announcements_and_undated_pages_have_no_lag() {
    let two = lag(&[("2025-12-05", "2025-12-04"), ("2025-12-05", "")]);
    assert_eq!(two, Lag { events: 0, before: 1, min: None, max: None }, "neither is a lag of zero");
}

#[test]
fn the_first_dated_page_of_an_outlet_counts() {
    let mut sample = Sample::new();
    let outlet = sample.outlet("tass", OutletKind::StateAgency);
    let pages = ["2025-12-07", "2025-12-04", ""].map(|published| {
        let source = sample.source(Some(outlet), &format!("https://tass.example/{published}"), &[]);
        sample.source_mut(source).published = (!published.is_empty()).then(|| date(published));
        source
    });
    sample.event("e", Kind::Other, "2025-12-01").sources = pages.to_vec();
    let timeline = sample.timeline();
    let found = record(&report(&timeline), &timeline, "tass").lag;
    assert_eq!((found.events, found.min), (1, Some(48 * HOUR)), "one event, one lag: the earliest page's");
}

#[test]
fn a_first_credibility_needs_two_roots() {
    let mut sample = Sample::new();
    let (a, b) = (sample.outlet("a", OutletKind::Media), sample.outlet("b", OutletKind::Media));
    let own = sample.source(Some(a), "https://a.example/", &[]);
    let copy = sample.source(Some(b), "https://b.example/1", &[Origin::Source(own)]);
    let other = sample.source(Some(b), "https://b.example/2", &[]);
    let sure = Grade { reliability: Reliability::B, credibility: Credibility::One };
    for (id, sources, grade) in [
        ("copied", vec![own, copy], sure),
        ("twice", vec![own, other], sure),
        ("lower", vec![own], Grade { credibility: Credibility::Two, ..sure }),
        ("none", vec![], sure),
    ] {
        let event = sample.event(id, Kind::Other, "2025-12-01");
        (event.sources, event.grade) = (sources, grade);
    }
    let timeline = sample.timeline();
    let checks = report(&timeline).checks;
    let ids: Vec<&str> = checks.thin.iter().map(|ix| timeline.event(*ix).id.as_str()).collect();
    assert_eq!(ids, ["copied", "none"], "a copy confirms nothing, and nothing confirms nothing");
    assert_eq!(checks.confirmed, 3, "of three that claim to be confirmed");
}

#[test]
fn copies_that_lead_nowhere_are_told() {
    let mut sample = Sample::new();
    let (paper, ap) = (sample.outlet("paper", OutletKind::Media), sample.outlet("ap", OutletKind::Agency));
    let blog = sample.outlet("blog", OutletKind::Aggregator);
    let bare = sample.source(Some(blog), "https://blog.example/1", &[]);
    let of_bare = sample.source(Some(paper), "https://paper.example/1", &[Origin::Source(bare)]);
    let of_blog = sample.source(Some(paper), "https://paper.example/2", &[Origin::Outlet(blog)]);
    let circle = sample.source(Some(paper), "https://paper.example/3", &[]);
    sample.source_mut(circle).derived_from = vec![Origin::Source(circle)];
    let of_ap = sample.source(Some(paper), "https://paper.example/4", &[Origin::Outlet(ap)]);
    let page_of_ap = sample.source(Some(ap), "https://ap.example/", &[]);
    sample.event("a", Kind::Other, "2025-12-01").sources = vec![bare, of_bare, of_blog, circle];
    sample.event("b", Kind::Other, "2025-12-02").sources = vec![of_ap];
    sample.event("c", Kind::Other, "2025-12-03").sources = vec![of_ap, page_of_ap];
    let timeline = sample.timeline();
    let checks = report(&timeline).checks;
    let dead: Vec<_> = checks.dead_ends.iter().map(|(_, source)| *source).collect();
    assert_eq!(dead, [of_bare, of_blog, circle], "an aggregator or a circle is no original");
    assert_eq!(checks.silent_aggregators.len(), 1, "the aggregator itself is told apart");
    let b = timeline.store().find("b").expect("b");
    assert_eq!(checks.missing_originals, [(ap, vec![b])], "an original is missed only where it is not cited");
    assert_eq!((checks.unarchived.len(), checks.unarchived_pages), (3, (6, 6)), "nothing is archived");
}

#[test]
fn a_view_of_nothing_says_so() {
    let timeline = Sample::new().timeline();
    let report = report(&timeline);
    assert!(report.is_empty(), "there is nothing to report");
    let page = report.page(&Scope::new(&timeline, &[], &now()));
    assert_eq!(page.blocks.len(), 1, "only the head stands: {page:?}");
}

/// The numbers were checked by an independent script over the files in `data/`.
#[test]
fn the_demonstration_is_counted_as_by_hand() {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let report = report(&timeline);
    assert_eq!((report.events, report.citations, report.outlets.len()), (264, 970, 389), "as in the files");
    assert_eq!(report.checks.unarchived_pages, (782, 783), "of one page the address is an archive's");
    assert_eq!(
        (report.checks.confirmed, report.checks.thin.len()),
        (156, 0),
        "every credibility of 1 has its two roots"
    );
}
