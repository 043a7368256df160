use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use chrono_tz::Tz;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use super::*;
use crate::event::EventId;
use crate::event::date::Now;
use crate::filter::{Context, Filter};
use crate::store::Store;
use crate::timeline::{EventSet, Timeline};
use crate::tui::dialog::notice::Notice;
use crate::tui::dialog::{Input, OpenView, Outcome};
use crate::tui::key::{Code, Key};
use crate::tui::keys::Keys;
use crate::tui::message::DialogRequest;
use crate::tui::message::{Effect, Message, Mouse, MouseAct};
use crate::tui::pane::Scope;
use crate::tui::state::{Change, State, View};
use crate::tui::theme::{Depth, Look};

static STORE: LazyLock<Arc<Store>> = LazyLock::new(|| Store::builtin().shared());

mod journeys;

/// A desk with the demonstration store on it.
struct Room {
    timeline: Timeline,
    filter: Filter,
    matches: EventSet,
    shown: Vec<crate::event::EventIx>,
    now: Now,
    bookmarks: HashSet<EventId>,
    remembered: State,
    open_view: OpenView,
    keys: Arc<Keys>,
    size: (u16, u16),
}

impl Room {
    fn new(filter: &str, size: (u16, u16)) -> Self {
        Self::of(Timeline::new(Arc::clone(&STORE), None), filter, size)
    }

    fn of(timeline: Timeline, filter: &str, size: (u16, u16)) -> Self {
        let now = Now::parse("2026-01-05", Tz::UTC).expect("a day");
        let bookmarks = HashSet::new();
        let filter = Filter::parse(filter).expect("a filter");
        let context = Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks };
        let matches = filter.bind(&timeline, context).expect("names are known").run(&timeline);
        let shown = timeline.shown(&matches);
        let (remembered, open_view) = (State::default(), OpenView::default());
        let keys = Keys::usual();
        Self { timeline, filter, matches, shown, now, bookmarks, remembered, open_view, keys, size }
    }

    fn desk(&self) -> DialogContext<'_> {
        DialogContext {
            timeline: &self.timeline,
            filter: &self.filter,
            matches: &self.matches,
            shown: &self.shown,
            selected: self.timeline.last_until(&self.shown, &self.now).map(|at| self.shown[at]),
            now: &self.now,
            bookmarks: &self.bookmarks,
            unseen: &self.bookmarks,
            remembered: &self.remembered,
            open_view: self.open_view,
            keys: &self.keys,
            size: self.size,
        }
    }

    fn open(&self, ask: DialogRequest) -> Dialog {
        Dialog::open(ask, self.desk())
    }

    fn draw(&self, dialog: &Dialog, theme: Theme) -> Buffer {
        let mut buffer =
            Buffer::filled(Rect::new(0, 0, self.size.0, self.size.1), ratatui::buffer::Cell::new("·"));
        draw(dialog, self.desk(), buffer.area, &mut buffer, theme);
        buffer
    }

    fn text(&self, dialog: &Dialog) -> String {
        let buffer = self.draw(dialog, Theme::new(Look::Dark, Depth::True));
        let rows = (0..self.size.1).map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while let Some(cell) = buffer.cell(Position { x, y }) {
                row.push_str(cell.symbol());
                x += crate::tui::text::width(cell.symbol()).max(1) as u16;
            }
            row
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    fn press(&self, dialog: &mut Dialog, keys: &[Key]) -> Outcome {
        let mut outcome = Outcome::Stay;
        for key in keys {
            outcome = dialog.handle(&Input::Key(*key), self.desk());
        }
        outcome
    }
}

const ASKS: [DialogRequest; 14] = [
    DialogRequest::Actor,
    DialogRequest::Venue,
    DialogRequest::Date,
    DialogRequest::GoToDate,
    DialogRequest::Palette,
    DialogRequest::Help(Scope::Facets),
    DialogRequest::Export,
    DialogRequest::Places,
    DialogRequest::SaveView,
    DialogRequest::Zone,
    DialogRequest::NewEvent,
    DialogRequest::Link,
    DialogRequest::Source,
    DialogRequest::Address,
];

fn typed(text: &str) -> Vec<Key> {
    text.chars().map(Key::char).collect()
}

fn enter() -> Key {
    Key::plain(Code::Enter)
}

fn filter_of(outcome: Outcome) -> String {
    match outcome {
        Outcome::Finish(message) => match *message {
            Message::SetFilter(filter) => filter.to_string(),
            Message::OpenSaved(view) => view.filter,
            other => panic!("no filter but {other:?}"),
        },
        other => panic!("not finished: {other:?}"),
    }
}

#[test]
fn every_dialog_draws_at_every_size() {
    let mut room = Room::new("", (1, 1));
    let mut dialogs: Vec<Dialog> = ASKS.iter().map(|ask| room.open(*ask)).collect();
    dialogs.push(Dialog::Notice(Notice::read(
        "Error",
        "data/2025/12.yaml:14:9: unknown kind `meetng`\nhint: no",
    )));
    for page in 1..3 {
        let mut help = room.open(DialogRequest::Help(Scope::View));
        room.press(&mut help, &vec![Key::plain(Code::Tab); page]);
        dialogs.push(help);
    }
    let theme = Theme::new(Look::Dark, Depth::True);
    let widths = (1..=24).chain([30, 39, 44, 58, 66, 79, 80, 100, 120, 200]);
    for width in widths {
        for height in (1..=16).chain([24, 40, 60]) {
            room.size = (width, height);
            for dialog in &dialogs {
                room.draw(dialog, theme);
            }
        }
    }
}

#[test]
fn a_dialog_survives_any_key_at_any_size() {
    let mut room = Room::new("actor:kremlin", (80, 24));
    let codes = [
        Code::Down,
        Code::Char('j'),
        Code::PageDown,
        Code::Right,
        Code::Tab,
        Code::Char(' '),
        Code::BackTab,
        Code::End,
        Code::Char('-'),
        Code::Up,
        Code::Backspace,
        Code::Delete,
        Code::Home,
        Code::Char('é'),
        Code::Left,
        Code::PageUp,
        Code::Char('9'),
        Code::Char('.'),
        Code::F(5),
    ];
    for size in [(80, 24), (1, 1), (200, 60), (20, 4)] {
        room.size = size;
        for ask in ASKS {
            let mut dialog = room.open(ask);
            for code in codes {
                for key in [Key::plain(code), Key { code, ctrl: true, alt: false }, Key::alt(code)] {
                    dialog.handle(&Input::Key(key), room.desk());
                    room.draw(&dialog, Theme::new(Look::None, Depth::Mono));
                }
            }
            for act in
                [MouseAct::Press, MouseAct::Drag, MouseAct::Release, MouseAct::ScrollDown, MouseAct::ScrollUp]
            {
                let (x, y) = (size.0 / 2, size.1 / 2);
                dialog.handle(&Input::Mouse(Mouse { act, x, y }), room.desk());
            }
            dialog.handle(&Input::Paste("a\u{1b}[2J\nb".into()), room.desk());
            room.draw(&dialog, Theme::new(Look::Light, Depth::Indexed));
        }
    }
}

#[test]
fn nothing_is_drawn_outside_a_dialog() {
    let room = Room::new("", (80, 24));
    for ask in ASKS {
        let dialog = room.open(ask);
        let outer = dialog.frame(room.size).outer;
        let buffer = room.draw(&dialog, Theme::new(Look::Dark, Depth::True));
        for y in 0..24 {
            for x in 0..80 {
                let beside =
                    outer.holds(x, y) || outer.holds(x + 1, y) || outer.holds(x.saturating_sub(1), y);
                let same = buffer.cell(Position { x, y }).is_some_and(|cell| cell.symbol() == "·");
                assert!(beside || same, "{ask:?} leaves cell {x},{y} alone");
            }
        }
    }
}

#[test]
fn a_selected_row_shows_in_every_theme() {
    let room = Room::new("", (80, 24));
    let dialog = room.open(DialogRequest::Actor);
    for look in Look::ALL {
        for depth in [Depth::Mono, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = Theme::new(look, depth);
            let buffer = room.draw(&dialog, theme);
            let ground = theme.base().bg.unwrap_or(Color::Reset);
            let marked = buffer.content().iter().any(|cell| {
                cell.symbol() == "1" && (cell.bg != ground || cell.modifier.contains(Modifier::REVERSED))
            });
            let row =
                buffer.content().iter().filter(|c| c.bg != ground || c.modifier.contains(Modifier::REVERSED));
            assert!(marked || row.count() > 20, "{look:?} in {depth:?}");
        }
    }
}

#[test]
fn dialogs_look_like_this() {
    let room = Room::new("kind:statement", (80, 24));
    let mut picker = room.open(DialogRequest::Actor);
    room.press(&mut picker, &typed("крем"));
    insta::assert_snapshot!("picker", room.text(&picker));
    insta::assert_snapshot!("date", room.text(&room.open(DialogRequest::Date)));
    insta::assert_snapshot!("go_to", room.text(&room.open(DialogRequest::GoToDate)));
    insta::assert_snapshot!("places", room.text(&room.open(DialogRequest::Places)));
    insta::assert_snapshot!("zone", room.text(&room.open(DialogRequest::Zone)));
    insta::assert_snapshot!("palette", room.text(&room.open(DialogRequest::Palette)));
    insta::assert_snapshot!("help", room.text(&room.open(DialogRequest::Help(Scope::Facets))));
    insta::assert_snapshot!("export", room.text(&room.open(DialogRequest::Export)));
    insta::assert_snapshot!("source", room.text(&room.open(DialogRequest::Source)));
}
