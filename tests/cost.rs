//! What work costs, counted in allocations: the same on every machine, however busy it is.
//!
//! Wall time tells nothing on a shared machine; a pass that begins to copy, or a screen that begins to look at
//! events which nobody sees, shows here as more calls of the allocator.

use std::alloc::System;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

use demarche::event::date::Now;
use demarche::export::{self, Format, Options, Request, json};
use demarche::filter::{Context, Filter};
use demarche::store::Store;
use demarche::timeline::facets::{self, Facet};
use demarche::timeline::{EventSet, Timeline};
use demarche::tui::action::Action;
use demarche::tui::message::{Message, StoreNews};
use demarche::tui::model::{Model, Setup};
use demarche::tui::state::State;
use demarche::tui::theme::{Depth, Look, Theme};
use demarche::tui::update::update;
use demarche::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Calls of the allocator during `work`.
fn allocations<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let region = Region::new(ALLOCATOR);
    let result = work();
    let change = region.change();
    (change.allocations + change.reallocations, result)
}

/// Bytes that `work` holds: the most at any time that it writes something, and what is left when it is done.
fn held(work: impl FnOnce(&mut dyn std::io::Write)) -> (isize, isize) {
    struct Sink {
        region: Region<'static, System>,
        most: isize,
    }
    impl Sink {
        fn now(&self) -> isize {
            let change = self.region.change();
            change.bytes_allocated as isize - change.bytes_deallocated as isize
        }
    }
    impl std::io::Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.most = self.most.max(self.now());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut sink = Sink { region: Region::new(ALLOCATOR), most: 0 };
    work(&mut sink);
    (sink.most, sink.now())
}

/// Shown where the test fails, or with `--nocapture`.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn yaml(events: usize) -> String {
    let mut text = String::from("actors:\n");
    for actor in 0..40 {
        let _ = writeln!(text, "- {{id: a{actor}, name: Actor {actor}}}");
    }
    text.push_str("venues:\n- {id: v, name: A place, timezone: Europe/Kyiv}\noutlets:\n- {id: o, name: An outlet}\nevents:\n");
    for event in 0..events {
        let (day, actor, other) = (event % 28 + 1, event * 7 % 40, event * 3 % 40);
        let (year, month) = (2000 + event / 400, event % 12 + 1);
        let kind = ["meeting", "statement", "strike", "other"][event % 4];
        let _ = write!(
            text,
            "- id: e{event}\n  kind: {kind}\n  date: {year}-{month:02}-{day:02}\n  title: Talks number {event} about the plan\n  \
             actors: [a{actor}, a{other}]\n  venue: v\n  tags: [talks]\n  grade: B2\n  sources:\n    \
             - {{outlet: o, url: \"https://example.org/{event}\", published: {year}-{month:02}-{day:02}}}\n"
        );
    }
    text
}

fn now() -> Now {
    Now::parse("2026-01-01T12:00Z", chrono_tz::UTC).expect("a time")
}

fn timeline(events: usize) -> Timeline {
    let timeline = Timeline::new(Arc::new(Store::from_texts([("s.yaml", yaml(events))])), None);
    timeline.prepare();
    timeline
}

fn frame(timeline: Timeline) -> usize {
    let setup = Setup {
        size: (120, 40),
        theme: Theme::new(Look::Dark, Depth::Indexed),
        mouse: false,
        now: now(),
        zone: None,
        filter: Filter::default(),
        view: None,
        reversed: false,
        remembered: State::default(),
        last: None,
        preferences: demarche::tui::preferences::Preferences::default(),
    };
    let mut model = Model::new(setup);
    update(&mut model, Message::Store(StoreNews::Whole(Box::new(timeline))));
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal");
    let mut draw =
        |model: &Model| terminal.draw(|frame| view::draw(model, frame)).map(|_| ()).expect("drawn");
    // What is seen for the first time is taken out of its bytes once.
    draw(&model);
    update(&mut model, Message::Act(Action::Up));
    draw(&model);
    allocations(|| {
        update(&mut model, Message::Act(Action::Down));
        draw(&model);
    })
    .0
}

/// Writes all events of a timeline.
type Form<'f> = &'f dyn Fn(&Timeline, &mut dyn std::io::Write);

/// Writes all events of two stores: what is held meanwhile is numbers, a few for each event, and windows of events
/// that depend on the cores alone.
fn documents(few: &Timeline, many: &Timeline) {
    let (small, large) = (few.order().len(), many.order().len());
    let (now, options) = (now(), Options::default());
    let markdown = |timeline: &Timeline, out: &mut dyn std::io::Write| {
        let shown = timeline.order();
        let request = Request::of(timeline, shown, &now, &options);
        export::write(Format::Markdown, &request, out).expect("a sink takes all");
    };
    let lines = |timeline: &Timeline, out: &mut dyn std::io::Write| {
        json::lines(timeline, timeline.order(), json::Notes::Kept, out).expect("a sink takes all");
    };
    let forms: [(&str, Form<'_>, isize); 2] = [("Markdown", &markdown, 60), ("JSON lines", &lines, 10)];
    for (name, write, an_event) in forms {
        let of = |timeline: &Timeline| held(|out| write(timeline, out));
        let ((most_few, _), (most_many, left)) = (of(few), of(many));
        say(&format!(
            "{name}: {most_few} bytes held, {most_many} of {large} events instead of {small}, {left} left"
        ));
        let more = (large - small) as isize;
        assert!(left < 50_000, "{name} leaves {left} bytes behind");
        assert!(
            most_many < most_few + IN_FLIGHT + an_event * more,
            "what {name} holds grows with the events: {most_few} at {small}, {most_many} at {large}"
        );
    }
}

/// How many bytes of events more may be on their way at one time than at another.
const IN_FLIGHT: isize = 3_000_000;

#[test]
fn the_cost_of_work_is_what_it_was() {
    // One test, since allocations are counted for the whole process.
    let (small, large) = (2_000, 8_000);
    let (texts, more) = (yaml(small), yaml(large));
    // Whatever is made once, on first use.
    drop(Store::from_texts([("s.yaml", yaml(600))]));
    let (few, store) = allocations(|| Store::from_texts([("s.yaml", texts)]));
    assert_eq!((store.events.len(), store.problems.len()), (small, 0), "the store is sound");
    let (many, _) = allocations(|| Store::from_texts([("s.yaml", more)]));
    say(&format!("loading: {} allocations an event, {} at four times the size", few / small, many / large));
    assert!(few < 55 * small, "loading takes {} allocations an event", few / small);
    assert!(many < 9 * few / 2, "loading grows with the events: {few} at {small}, {many} at {large}");

    let store = Arc::new(store);
    let (index, timeline_small) = allocations(|| Timeline::new(Arc::clone(&store), None));
    let (details, ()) = allocations(|| timeline_small.prepare());
    say(&format!("index: {} allocations an event, and {} for its details", index / small, details / small));
    assert!(index < 2 * small, "the columns came with the events: {} allocations each", index / small);
    assert!(details < 20 * small, "details of the index take {} allocations an event", details / small);

    let timeline_large = timeline(large);
    let bookmarks = std::collections::HashSet::new();
    let now = now();
    let context = Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks };
    for filter in
        ["actor:a7", "kind:meeting venue:v", "date:2001", "tag:talks rel:>=B sources:>=1", "has:source"]
    {
        let run = |timeline: &Timeline| {
            let filter = Filter::parse(filter).expect(filter);
            allocations(|| filter.bind(timeline, context).expect("it binds").run(timeline).len())
        };
        let ((few, _), (many, found)) = (run(&timeline_small), run(&timeline_large));
        say(&format!("{filter}: {few} allocations, {many} at four times the size, {found} events"));
        assert!(found > 0, "{filter} finds something");
        assert!(many <= few + 4 && many < 60, "{filter} asks the index, no event: {few}, then {many}");
    }

    let all = EventSet::all(large);
    let (counted, _) = allocations(|| Facet::ALL.map(|facet| facets::count(&timeline_large, facet, &all)));
    say(&format!("all facets: {counted} allocations"));
    assert!(counted < 260, "facets are counted without looking at an event: {counted}");

    documents(&timeline_small, &timeline_large);

    let (few, many) = (frame(timeline_small), frame(timeline_large));
    say(&format!("a row down and a frame: {few} allocations, {many} at four times the size"));
    assert!(many < few + few / 20 + 20, "a frame costs what it shows: {few} at {small}, {many} at {large}");
}
