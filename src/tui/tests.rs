//! The browser through its real loop: keys in, screens and effects out.

mod adding;
mod export;
mod facets;
mod focus;
mod glyphs;
mod journeys;
mod keyboard;
mod later;
mod mixed;
mod outside;
mod pictures;
mod pictures_counts;
mod pictures_frame;
mod pictures_time;
mod properties;
mod rebound;
mod resume;
mod saved;
mod screens;
mod search;
mod shifts;
mod sizes;
mod titles;
mod typing;

use std::collections::VecDeque;
use std::path::PathBuf;

use chrono_tz::Tz;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::message::{Effect, StoreNews};
use super::model::{Model, Setup};
use super::runtime::{self, Aftermath, Input, Performer, Source};
use super::state::State;
use super::theme::{Depth, Look, Theme};
use crate::event::date::Now;
use crate::filter::Filter;
use crate::store::{Input as StoreInput, Store};
use crate::timeline::Timeline;
use crate::tui::key::{Code, Key};

/// The sample store, read again each time so that a test may change its own.
fn sample() -> Store {
    let path = PathBuf::from("tests/data/browser.yaml");
    let store = Store::load(&[StoreInput::Path(path)]).expect("the sample is there");
    assert!(store.problems.is_empty(), "the sample has no problem: {:?}", store.problems);
    store
}

fn setup(width: u16, height: u16) -> Setup {
    Setup {
        size: (width, height),
        theme: Theme::new(Look::None, Depth::Mono),
        mouse: true,
        now: Now::parse("2025-12-22", Tz::UTC).expect("a day"),
        zone: None,
        filter: Filter::default(),
        view: None,
        reversed: false,
        remembered: State::default(),
        last: None,
        preferences: crate::tui::preferences::Preferences::default(),
    }
}

/// A run of the loop over a script.
struct Run {
    terminal: Terminal<TestBackend>,
    model: Model,
    effects: Vec<Effect>,
    code: u8,
}

struct Script(VecDeque<Input>);

impl Source for Script {
    fn next(&mut self) -> Option<Input> {
        self.0.pop_front()
    }

    fn waiting(&mut self) -> Option<Input> {
        None
    }
}

struct Recorder<'a>(&'a mut Vec<Effect>);

impl Performer for Recorder<'_> {
    fn perform(&mut self, effect: Effect, _: &Model) -> Aftermath {
        self.0.push(effect);
        Aftermath::default()
    }
}

/// What the loader makes of a store.
fn timeline(store: Store) -> Timeline {
    Timeline::new(store.shared(), None)
}

impl Run {
    fn start(setup: Setup, store: Store) -> Self {
        let mut run = Self::start_empty(setup);
        run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(store))))]);
        run
    }

    /// Before anything is read.
    fn start_empty(setup: Setup) -> Self {
        let (width, height) = setup.size;
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
        Self { terminal, model: Model::new(setup), effects: Vec::new(), code: 0 }
    }

    fn new(width: u16, height: u16) -> Self {
        Self::start(setup(width, height), sample())
    }

    fn inputs(&mut self, inputs: impl IntoIterator<Item = Input>) {
        let mut script = Script(inputs.into_iter().collect());
        let mut world = Recorder(&mut self.effects);
        self.code = runtime::run(&mut self.terminal, &mut self.model, &mut script, &mut world)
            .expect("a screen in memory never fails");
    }

    fn keys(&mut self, script: &str) -> &mut Self {
        let keys: Vec<Input> = keys(script).into_iter().map(Input::Key).collect();
        self.inputs(keys);
        self
    }

    /// The screen, a line a row, without the spaces at the ends.
    fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let row = |y: u16| {
            let cells = (0..buffer.area.width).filter_map(|x| buffer.cell((x, y)));
            cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        let rows: Vec<String> = (0..buffer.area.height).map(|y| row(y).trim_end().to_owned()).collect();
        rows.join("\n")
    }

    fn selected(&self) -> &str {
        self.model.selected_event().map_or("", |ix| self.model.timeline.event(ix).id.as_str())
    }
}

/// Keys as tests write them: `"/kremlin<enter>jj"`.
fn keys(script: &str) -> Vec<Key> {
    let mut all = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'))
            && let Some(key) = named(name)
        {
            all.push(key);
            rest = after;
        } else {
            all.push(Key::char(c));
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    all
}

fn named(name: &str) -> Option<Key> {
    Some(match name {
        "enter" => Key::plain(Code::Enter),
        "esc" => Key::plain(Code::Esc),
        "tab" => Key::plain(Code::Tab),
        "backtab" => Key::plain(Code::BackTab),
        "back" => Key::plain(Code::Backspace),
        "up" => Key::plain(Code::Up),
        "down" => Key::plain(Code::Down),
        "left" => Key::plain(Code::Left),
        "right" => Key::plain(Code::Right),
        "home" => Key::plain(Code::Home),
        "end" => Key::plain(Code::End),
        _ => Key::ctrl(name.strip_prefix("c-")?.chars().next()?),
    })
}

/// The screen after these keys on the sample store.
fn screen_after(script: &str, width: u16, height: u16) -> String {
    Run::new(width, height).keys(script).screen()
}
