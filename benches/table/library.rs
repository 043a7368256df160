//! What happens inside the process: loading, filters, counts, the answer to a key, export, reloading.

use std::collections::HashSet;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use demarche::event::date::Now;
use demarche::event::{EventIx, Word as _};
use demarche::export::{self, Options, Request};
use demarche::filter::{Context, Filter};
use demarche::report::{self, Method, Scope};
use demarche::store::{AsOf, Input, Store};
use demarche::timeline::clock;
use demarche::timeline::facets::{self, Facet};
use demarche::timeline::histogram::Histogram;
use demarche::timeline::{EventSet, Texts, Timeline};
use demarche::tui::action::Action;
use demarche::tui::key::{Code, Key};
use demarche::tui::message::{Message, StoreNews};
use demarche::tui::model::{Model, Setup};
use demarche::tui::preferences::Preferences;
use demarche::tui::state::State;
use demarche::tui::theme::{Depth, Look, Theme};
use demarche::tui::update::update;
use demarche::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::generate::Generated;
use crate::measure::{Cell, median, middle};
use crate::report::Report;

/// Columns and rows of the screen that is drawn.
pub(crate) const SCREEN: (u16, u16) = (200, 60);

type Failure = Box<dyn std::error::Error>;

/// Measures everything about one store.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let events = store.events;
    loading(store, report)?;
    let loaded = Store::load(&[Input::Path(store.one.clone())])?;
    if loaded.events.len() != store.whole {
        let (found, wanted) = (loaded.events.len(), store.whole);
        return Err(format!("{found} events loaded of {wanted} that stand").into());
    }
    let shared = loaded.shared();
    let out = median(|| shared.events.each().map(|(_, event)| event.title.len()).sum::<usize>());
    report.add("every event out of its record, one core", events, Cell::time(out));
    // The first takes the columns that came with the store.
    let timeline = Timeline::new(Arc::clone(&shared), None);
    let again = median(|| Timeline::new(Arc::clone(&shared), None).order().len());
    report.add("columns and order, from records", events, Cell::time(again));
    let details = median(|| {
        let timeline = Timeline::new(Arc::clone(&shared), None);
        timeline.prepare();
        timeline.order().len()
    });
    report.add("  with what only some filters ask for", events, Cell::time(details));
    timeline.prepare();
    known(&timeline, report)?;
    filters(store, &timeline, report)?;
    counts(&timeline, report);
    keys(store, &timeline, report)?;
    reports(&timeline, report)?;
    documents(&timeline, report)?;
    reloading(store, report)
}

/// As of the middle of the time that a generated store is about, from a timeline that is there.
fn known(timeline: &Timeline, report: &mut Report) -> Result<(), Failure> {
    let at = AsOf::parse("2013-01-01", chrono_tz::UTC)?;
    let events = timeline.order().len();
    report.add("store as of a date", events, Cell::time(median(|| timeline.store().as_of(&at))));
    report.add("  with its index", events, Cell::time(median(|| timeline.as_of(&at))));
    report.add("  and in order", events, Cell::time(median(|| timeline.as_of(&at).order().len())));
    Ok(())
}

fn loading(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let events = store.events;
    for (name, path) in [("load, one file (library)", &store.one), ("load, 200 files (library)", &store.many)]
    {
        let inputs = [Input::Path(path.clone())];
        let found = Store::load(&inputs)?.events.len();
        let time = median(|| Store::load(&inputs).map(|store| store.events.len()));
        report.add(
            name,
            events,
            Cell::time(time).through(store.bytes, events).note(format!("{found} events")),
        );
    }
    for (name, path) in
        [("first events, one file (library)", &store.one), ("first events, 200 files (library)", &store.many)]
    {
        let inputs = [Input::Path(path.clone())];
        let cell = match Store::newest(&inputs) {
            Some(first) => Cell::time(median(|| Store::newest(&inputs).map(|store| store.events.len())))
                .note(format!("{} events", first.events.len())),
            None => Cell::nothing("small: read whole at once"),
        };
        report.add(name, events, cell);
    }
    Ok(())
}

fn now() -> Result<Now, Failure> {
    Ok(Now::parse("2025-12-31T12:00Z", chrono_tz::UTC)?)
}

fn filters(store: &Generated, timeline: &Timeline, report: &mut Report) -> Result<(), Failure> {
    let (now, bookmarks) = (now()?, HashSet::new());
    let context = Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks };
    let fold = median(|| Texts::new(timeline.store()));
    report.add("folding all text, once", store.events, Cell::time(fold).through(store.bytes, store.events));
    let _made = timeline.texts();
    let clock = median(|| {
        let all = (0..timeline.order().len() as u32).map(EventIx);
        all.map(|ix| clock::responses(timeline.store(), ix).len()).sum::<usize>()
    });
    report.add("how soon all answers came, once", store.events, Cell::time(clock));
    let _made = timeline.responses();
    let actor = &store.actor;
    let filters = [
        ("filter by an actor", format!("actor:{actor}")),
        ("filter by a state, its people included", "actor:states-000".to_owned()),
        ("filter by a kind", "kind:strike".to_owned()),
        ("filter by a date range", "date:2011-03..2012-06".to_owned()),
        ("filter by a count of figures", "launched:>=300".to_owned()),
        ("filter by how soon an answer came", "lag:<24h".to_owned()),
        ("filter by position on a claim", "about:claim-07/denies".to_owned()),
        ("filter combined: actor, country, date", format!("actor:{actor} venue:country-001 since:2010")),
        ("filter with OR and NOT", format!("(actor:{actor} OR kind:meeting) -venue:country-001 tag:talks")),
        ("filter by text, frequent", "ceasefire".to_owned()),
        ("filter by text, in Cyrillic", "консультации".to_owned()),
        ("filter by text, absent", "zeppelin".to_owned()),
        ("filter by text within an actor", format!("actor:{actor} ceasefire")),
    ];
    for (name, text) in filters {
        let filter = Filter::parse(&text)?;
        let run = || filter.bind(timeline, context).map(|query| query.run(timeline));
        let found = run()?.len();
        report.add(name, store.events, Cell::time(median(run)).note(format!("{found} events")));
    }
    Ok(())
}

fn counts(timeline: &Timeline, report: &mut Report) {
    let events = timeline.order().len();
    let all = EventSet::all(events);
    let time = median(|| timeline.shown(&all));
    report.add("events of a set in order", events, Cell::time(time));
    let shown = timeline.shown(&all);
    report.add("grouping under headings", events, Cell::time(median(|| timeline.groups(&shown))));
    let time = median(|| facets::count(timeline, Facet::Actor, &all));
    report.add("facet of actors over all events", events, Cell::time(time));
    let time = median(|| Facet::ALL.map(|facet| facets::count(timeline, facet, &all)));
    report.add("all seven facets over all events", events, Cell::time(time));
    let time = median(|| Histogram::new(timeline, &shown, usize::from(SCREEN.0)));
    report.add("histogram over all events", events, Cell::time(time));
}

pub(crate) fn model(timeline: &Timeline) -> Result<Model, Failure> {
    let mut model = Model::new(Setup {
        size: SCREEN,
        theme: Theme::new(Look::Dark, Depth::Indexed),
        mouse: false,
        now: now()?,
        zone: None,
        filter: Filter::default(),
        view: None,
        reversed: false,
        remembered: State::default(),
        last: None,
        preferences: Preferences::default(),
    });
    update(&mut model, Message::Store(StoreNews::Whole(Box::new(timeline.clone()))));
    Ok(model)
}

/// The answer to keys alone, of which a filter is typed from its first letter on: the slowest key counts.
///
/// The rest of a search and the counts follow a key as in the loop where no other key waits.
pub(crate) fn typing(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let loaded = Store::load(&[Input::Path(store.one.clone())])?;
    let timeline = Timeline::new(loaded.shared(), None);
    let _made = (timeline.texts(), timeline.responses());
    keys(store, &timeline, report)?;
    let mut model = model(&timeline)?;
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1))?;
    let mut draw =
        |model: &Model| terminal.draw(|frame| view::draw(model, frame)).map(drop).map_err(io::Error::other);
    update(&mut model, Message::Act(Action::EditFilter));
    let actor = &store.actor;
    for text in [
        "ceasefire".to_owned(),
        "консультации".to_owned(),
        "the".to_owned(),
        "zeppelin".to_owned(),
        "-ceasefire".to_owned(),
        "quote:peace".to_owned(),
        "source:agency".to_owned(),
        "launched:>=300".to_owned(),
        "lag:<24h".to_owned(),
        "since:2012-06".to_owned(),
        format!("actor:{actor} ceasefire"),
    ] {
        let [mut slowest, mut turn, mut searching, mut counting] = [std::time::Duration::ZERO; 4];
        let (mut at, mut all, mut rest) = (String::new(), Vec::new(), Vec::new());
        let mut typed = String::new();
        for c in text.chars() {
            typed.push(c);
            let start = Instant::now();
            press(&mut model, Code::Char(c));
            black_box(draw(&model).is_ok());
            let time = start.elapsed();
            all.push(format!("{:.1}", time.as_secs_f64() * 1e3));
            if time > slowest {
                (slowest, at) = (time, typed.clone());
            }
            let begun = Instant::now();
            while model.search.is_some() {
                let start = Instant::now();
                update(&mut model, Message::Search);
                black_box(draw(&model).is_ok());
                turn = turn.max(start.elapsed());
            }
            searching = searching.max(begun.elapsed());
            rest.push(format!("{:.1}", begun.elapsed().as_secs_f64() * 1e3));
            let start = Instant::now();
            count(&mut model);
            black_box(draw(&model).is_ok());
            counting = counting.max(start.elapsed());
        }
        writeln!(io::stderr(), "  {text}: {} ms; the rest {} ms", all.join(" "), rest.join(" "))?;
        let [turn, searching, counting] = [turn, searching, counting].map(|time| time.as_secs_f64() * 1e3);
        let cell = Cell::time(slowest).note(format!(
            "at `{at}`; all found in {searching:.1} ms more, a turn {turn:.1} ms at most; counted and drawn again in {counting:.1} ms"
        ));
        report.add(&format!("slowest key of `{text}`"), store.events, cell);
        clear(&mut model);
    }
    Ok(())
}

/// Key press to frame: the model's answer and the drawing.
fn keys(store: &Generated, timeline: &Timeline, report: &mut Report) -> Result<(), Failure> {
    let events = store.events;
    let mut model = model(timeline)?;
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1))?;
    let mut draw =
        |model: &Model| terminal.draw(|frame| view::draw(model, frame)).map(drop).map_err(io::Error::other);
    draw(&model)?;
    report.add("frame, nothing changed", events, Cell::time(median(|| draw(&model))));
    let mut down = true;
    let time = median(|| {
        down = !down;
        update(&mut model, Message::Act(if down { Action::Down } else { Action::Up }));
        draw(&model)
    });
    report.add("key to frame: a row up or down", events, Cell::time(time));
    update(&mut model, Message::Act(Action::EditFilter));
    // The last letter is typed and taken away again: half of the presses narrow, half widen.
    let (head, last) = (store.actor.trim_end_matches(|c: char| c.is_ascii_digit()), &store.actor);
    let digits = last.strip_prefix(head).unwrap_or_default();
    type_text(&mut model, &format!("actor:{head}"));
    let time = pressing(&mut model, &mut draw, digits);
    report.add("key to frame: typing actor:…", events, Cell::time(time));
    clear(&mut model);
    type_text(&mut model, "ceas");
    let time = pressing(&mut model, &mut draw, "efire");
    report.add("key to frame: typing a word", events, Cell::time(time));
    clear(&mut model);
    type_text(&mut model, "kind:meetin");
    let time = pressing(&mut model, &mut draw, "g");
    report.add("key to frame: typing kind:meeting", events, Cell::time(time));
    Ok(())
}

fn press(model: &mut Model, code: Code) {
    update(model, Message::Type(Key { code, ctrl: false, alt: false }));
}

/// What a key put off, as the loop has it done when no other waits.
fn count(model: &mut Model) {
    if model.uncounted {
        update(model, Message::Count);
    }
}

fn type_text(model: &mut Model, text: &str) {
    text.chars().for_each(|c| press(model, Code::Char(c)));
}

fn clear(model: &mut Model) {
    (0..60).for_each(|_| press(model, Code::Backspace));
}

/// The median of typing `text` and deleting it, a frame after every key.
fn pressing(
    model: &mut Model,
    draw: &mut impl FnMut(&Model) -> io::Result<()>,
    text: &str,
) -> std::time::Duration {
    let keys: Vec<Code> = text.chars().map(Code::Char).chain(text.chars().map(|_| Code::Backspace)).collect();
    let mut next = keys.iter().cycle();
    let mut all = Vec::new();
    let begun = Instant::now();
    while all.len() < 2 * keys.len() || all.len() < 40 && begun.elapsed().as_millis() < 1_500 {
        let start = Instant::now();
        if let Some(code) = next.next() {
            press(model, *code);
        }
        black_box(draw(model).is_ok());
        all.push(start.elapsed());
        count(model);
    }
    middle(&mut all)
}

/// Counts bytes and drops them.
#[derive(Default)]
struct Sink(u64);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every report over all events, made anew and drawn as a page.
fn reports(timeline: &Timeline, report: &mut Report) -> Result<(), Failure> {
    let now = now()?;
    let scope = Scope::new(timeline, timeline.order(), &now);
    for method in Method::ALL {
        let run = || report::report(*method, &scope).page(&scope).blocks.len();
        let parts = run();
        let cell = Cell::time(median(run)).note(format!("{parts} parts"));
        report.add(&format!("report: {method}"), timeline.order().len(), cell);
    }
    Ok(())
}

/// Documents of all events; each run takes every event out of its bytes.
fn documents(timeline: &Timeline, report: &mut Report) -> Result<(), Failure> {
    let (now, options) = (now()?, Options::default());
    let shown = timeline.order();
    let request = Request::of(timeline, shown, &now, &options);
    let write = || {
        let mut sink = Sink::default();
        export::write(export::Format::Markdown, &request, &mut sink).map(|_| sink.0)
    };
    let bytes = write()?;
    let cell = Cell::time(median(write)).through(bytes, shown.len());
    report.add("Markdown of all events", shown.len(), cell.note("bytes are those written"));
    let lines = || {
        let mut sink = Sink::default();
        export::json::lines(timeline, shown, export::json::Notes::Kept, &mut sink).map(|()| sink.0)
    };
    let bytes = lines()?;
    let cell = Cell::time(median(lines)).through(bytes, shown.len());
    report.add("JSON lines of all events", shown.len(), cell.note("bytes are those written"));
    Ok(())
}

/// One event's title changes, and the files are read again.
fn reloading(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let several = fs::read_dir(&store.many)?.filter_map(Result::ok).map(|entry| entry.path());
    // The newest, which people write in; the registries' file comes behind it.
    let one_of_many: Option<PathBuf> = several.filter(|path| !path.ends_with("registries.yaml")).max();
    let files = [
        ("reload after one edit, one file", &store.one, Some(store.one.clone())),
        ("reload after one edit, 200 files", &store.many, one_of_many),
    ];
    for (name, root, edited) in files {
        let Some(edited) = edited else { continue };
        let inputs = [Input::Path(root.clone())];
        let mut timeline = Timeline::load(&inputs, None, &mut |_| {})?;
        let mut model = model(&timeline)?;
        let before = fs::read(&edited)?;
        let (mut times, mut whole) = (Vec::new(), 0);
        for turn in 0..5 {
            put(&edited, &with_edit(&before, turn))?;
            let start = Instant::now();
            timeline = if let Some(renewed) = timeline.renewed() {
                renewed
            } else {
                whole += 1;
                Timeline::load(&inputs, None, &mut |_| {})?
            };
            update(&mut model, Message::Store(StoreNews::Whole(Box::new(timeline.clone()))));
            times.push(start.elapsed());
        }
        put(&edited, &before)?;
        let cell = Cell::time(middle(&mut times)).through(store.bytes, store.events);
        let cell = if whole > 0 { cell.note(format!("{whole} of 5 read everything again")) } else { cell };
        report.add(name, store.events, cell);
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create(path)?.write_all(bytes)
}

fn with_edit(bytes: &[u8], turn: usize) -> Vec<u8> {
    let title: &[u8] = b"  title: ";
    // Before three quarters of it: of an event, not of a store or a registry, however few events there are.
    let head = bytes.get(..bytes.len() / 4 * 3).unwrap_or(bytes);
    let at = memchr::memmem::rfind(head, title).map_or(0, |at| at + title.len());
    let (head, tail) = bytes.split_at(at);
    [head, format!("Edited {turn} ").as_bytes(), tail].concat()
}
