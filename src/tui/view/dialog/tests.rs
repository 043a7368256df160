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
use crate::tui::dialog::{Ask, Input, Outcome};
use crate::tui::keys::{Code, Key, Scope};
use crate::tui::message::{Effect, Message, Mouse, MouseAct};
use crate::tui::state::{Change, State, View};
use crate::tui::theme::{Depth, Look};

static STORE: LazyLock<Arc<Store>> = LazyLock::new(|| Store::builtin().shared());

/// A desk with the demonstration store on it.
struct Room {
    timeline: Timeline,
    filter: Filter,
    matches: EventSet,
    shown: Vec<crate::event::EventIx>,
    now: Now,
    bookmarks: HashSet<EventId>,
    remembered: State,
    size: (u16, u16),
}

impl Room {
    fn new(filter: &str, size: (u16, u16)) -> Self {
        let timeline = Timeline::new(Arc::clone(&STORE), None);
        let now = Now::parse("2026-01-05", Tz::UTC).expect("a day");
        let bookmarks = HashSet::new();
        let filter = Filter::parse(filter).expect("a filter");
        let context = Context { now: &now, bookmarks: &bookmarks };
        let matches = filter.bind(&timeline, context).expect("names are known").run(&timeline);
        let shown = timeline.shown(&matches);
        Self { timeline, filter, matches, shown, now, bookmarks, remembered: State::default(), size }
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            timeline: &self.timeline,
            filter: &self.filter,
            matches: &self.matches,
            shown: &self.shown,
            selected: self.timeline.last_until(&self.shown, &self.now).map(|at| self.shown[at]),
            now: &self.now,
            bookmarks: &self.bookmarks,
            remembered: &self.remembered,
            size: self.size,
        }
    }

    fn open(&self, ask: Ask) -> Dialog {
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

const ASKS: [Ask; 12] = [
    Ask::Actor,
    Ask::Venue,
    Ask::Date,
    Ask::GoToDate,
    Ask::Palette,
    Ask::Help(Scope::Facets),
    Ask::Export,
    Ask::Places,
    Ask::SaveView,
    Ask::Zone,
    Ask::Link,
    Ask::Source,
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
        let mut help = room.open(Ask::Help(Scope::View));
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
fn the_picker_filters_by_who_is_typed_in_any_script() {
    let room = Room::new("kind:statement", (80, 24));
    for (text, filter) in [
        ("Кремль", "kind:statement actor:kremlin"),
        ("zelensky", "kind:statement actor:zelenskyy"),
        ("Зеленский", "kind:statement actor:zelenskyy"),
    ] {
        let mut dialog = room.open(Ask::Actor);
        room.press(&mut dialog, &typed(text));
        assert_eq!(filter_of(room.press(&mut dialog, &[enter()])), filter, "`{text}` and Enter");
    }
    let mut dialog = room.open(Ask::Venue);
    room.press(&mut dialog, &typed("miami"));
    room.press(&mut dialog, &[Key::plain(Code::BackTab)]);
    let filter = filter_of(room.press(&mut dialog, &[enter()]));
    assert_eq!(filter, "kind:statement -venue:miami", "Shift-Tab excludes");
}

#[test]
fn the_counts_follow_every_other_filter() {
    let count = |filter: &str| {
        let room = Room::new(filter, (80, 24));
        match room.open(Ask::Actor) {
            Dialog::Picker(it) => it.rows.iter().find(|row| row.value == "kremlin").map(|row| row.count),
            other => panic!("{other:?} is no picker"),
        }
    };
    let (all, statements) = (count("").expect("a row"), count("kind:statement").expect("a row"));
    assert!(statements < all, "{statements} statements of {all} events");
    assert_eq!(count("actor:zelenskyy kind:statement"), Some(statements), "its own field does not count");
}

#[test]
fn days_are_marked_typed_and_preset() {
    let room = Room::new("", (120, 40));
    let mut dialog = room.open(Ask::Date);
    room.press(&mut dialog, &typed("2025-12-19..2025-12-21"));
    assert_eq!(filter_of(room.press(&mut dialog, &[enter()])), "date:2025-12-19..2025-12-21", "as typed");

    let mut dialog = room.open(Ask::Date);
    room.press(&mut dialog, &typed("2025-12-19"));
    let keys =
        [Code::Down, Code::Char(' '), Code::Char('l'), Code::Char('д'), Code::Char(' ')].map(Key::plain);
    room.press(&mut dialog, &keys);
    let marked = filter_of(room.press(&mut dialog, &[enter()]));
    assert!(marked.contains(".."), "a start and an end, with л and д as k and l on their places: {marked}");

    let mut dialog = room.open(Ask::Date);
    room.press(&mut dialog, &typed("2025-13"));
    let outcome = room.press(&mut dialog, &[enter()]);
    assert!(matches!(outcome, Outcome::Stay), "what is no date is not applied");
    assert!(room.text(&dialog).contains("2025-13"), "and stays to be mended");

    let room = Room::new("date:2025-12 kind:statement", (120, 40));
    let mut dialog = room.open(Ask::Date);
    room.press(&mut dialog, &[Key::plain(Code::Tab)]);
    assert_eq!(
        filter_of(room.press(&mut dialog, &[enter()])),
        "kind:statement",
        "any date takes the term out"
    );
}

#[test]
fn a_date_is_gone_to_without_losing_the_filter() {
    let room = Room::new("", (80, 24));
    let mut dialog = room.open(Ask::GoToDate);
    room.press(&mut dialog, &typed("2025-12-21"));
    let outcome = room.press(&mut dialog, &[enter()]);
    let day = crate::event::date::Day::from_civil(2025, 12, 21);
    assert!(
        matches!(&outcome, Outcome::Finish(m) if matches!(**m, Message::GoToDay(to) if to == day)),
        "Enter goes to the day: {outcome:?}"
    );
    let mut dialog = room.open(Ask::GoToDate);
    room.press(&mut dialog, &typed("2025-02-30"));
    assert!(matches!(room.press(&mut dialog, &[enter()]), Outcome::Stay), "no such day, no jump");
}

#[test]
fn a_view_is_kept_by_the_user_not_the_store() {
    let mut room = Room::new("actor:kremlin", (80, 24));
    let mut dialog = room.open(Ask::SaveView);
    assert!(matches!(room.press(&mut dialog, &[enter()]), Outcome::Stay), "a view has a name");
    room.press(&mut dialog, &typed("Kremlin lines"));
    let view = View { name: "Kremlin lines".into(), filter: "actor:kremlin".into(), view: None, sort: None };
    match room.press(&mut dialog, &[enter()]) {
        Outcome::Finish(message) => match *message {
            Message::Do(Effect::Remember(change)) => {
                assert_eq!(change, Change::Save(view.clone()), "in the state")
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    room.remembered.apply(Change::Save(view));
    let mut dialog = room.open(Ask::Places);
    room.press(&mut dialog, &typed("kremlin lines"));
    assert_eq!(filter_of(room.press(&mut dialog, &[enter()])), "actor:kremlin", "and opened from the menu");
    let mut dialog = room.open(Ask::SaveView);
    room.press(&mut dialog, &typed("Kremlin lines"));
    assert!(room.text(&dialog).contains("replaced"), "the same name again is told");
}

#[test]
fn an_export_asks_before_it_replaces() {
    let room = Room::new("actor:kremlin", (120, 40));
    let dir = tempfile::tempdir().expect("a directory");
    let mut dialog = room.open(Ask::Export);
    let shown = room.text(&dialog);
    assert!(shown.contains("actor-kremlin-2026-01-05.md"), "the name says what and when:\n{shown}");
    assert!(shown.contains("# "), "the first lines are shown:\n{shown}");
    let path = dir.path().join("brief.md");
    std::fs::File::create(&path).expect("a file");
    room.press(&mut dialog, &[Key::ctrl('u')]);
    room.press(&mut dialog, &typed(&path.to_string_lossy()));
    assert!(matches!(room.press(&mut dialog, &[enter()]), Outcome::Stay), "it asks");
    assert!(room.text(&dialog).contains("replace it"), "in words:\n{}", room.text(&dialog));
    room.press(&mut dialog, &typed("n"));
    room.press(&mut dialog, &[enter()]);
    match room.press(&mut dialog, &typed("y")) {
        Outcome::Finish(message) => match *message {
            Message::Do(Effect::Write { path: to, text, overwrite }) => {
                assert_eq!((to, overwrite), (path, true), "it was asked");
                assert!(text.contains("Kremlin"), "the document is whole");
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_palette_does_what_keys_do() {
    let room = Room::new("", (80, 24));
    let mut dialog = room.open(Ask::Palette);
    room.press(&mut dialog, &typed("reverse"));
    let outcome = room.press(&mut dialog, &[enter()]);
    let reverse = crate::tui::message::Action::Reverse;
    assert!(
        matches!(&outcome, Outcome::Finish(m) if matches!(**m, Message::Act(action) if action == reverse)),
        "by name: {outcome:?}"
    );
}

#[test]
fn escape_and_a_press_outside_leave() {
    let room = Room::new("", (80, 24));
    for ask in ASKS {
        for key in [Key::plain(Code::Esc), Key::ctrl('c')] {
            let outcome = room.press(&mut room.open(ask), &[key]);
            assert!(matches!(outcome, Outcome::Close), "{key} leaves {ask:?}");
        }
        let press = Input::Mouse(Mouse { act: MouseAct::Press, x: 0, y: 0 });
        let outcome = room.open(ask).handle(&press, room.desk());
        let covered = room.open(ask).frame(room.size).outer.holds(0, 0);
        assert!(covered || matches!(outcome, Outcome::Close), "a press outside leaves {ask:?}");
    }
}

#[test]
fn a_selected_row_shows_in_every_theme() {
    let room = Room::new("", (80, 24));
    let dialog = room.open(Ask::Actor);
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
    let mut picker = room.open(Ask::Actor);
    room.press(&mut picker, &typed("крем"));
    insta::assert_snapshot!("picker", room.text(&picker));
    insta::assert_snapshot!("date", room.text(&room.open(Ask::Date)));
    insta::assert_snapshot!("go_to", room.text(&room.open(Ask::GoToDate)));
    insta::assert_snapshot!("places", room.text(&room.open(Ask::Places)));
    insta::assert_snapshot!("zone", room.text(&room.open(Ask::Zone)));
    insta::assert_snapshot!("palette", room.text(&room.open(Ask::Palette)));
    insta::assert_snapshot!("help", room.text(&room.open(Ask::Help(Scope::Facets))));
    insta::assert_snapshot!("export", room.text(&room.open(Ask::Export)));
    insta::assert_snapshot!("source", room.text(&room.open(Ask::Source)));
}

#[test]
fn a_reload_keeps_what_was_typed_marked_and_selected() {
    let empty = Store::from_texts([("empty.yaml", "")]).shared();
    let mut room = Room::new("", (100, 30));
    let full = std::mem::replace(&mut room.timeline, Timeline::new(empty, None));
    room.matches = EventSet::none(0);
    let shown = std::mem::take(&mut room.shown);
    let mut dialogs: Vec<Dialog> = ASKS.iter().map(|ask| room.open(*ask)).collect();
    for dialog in &mut dialogs {
        room.press(dialog, &typed("20"));
    }
    room.timeline = full;
    room.matches = EventSet::all(room.timeline.order().len());
    room.shown = shown;
    for (ask, dialog) in ASKS.iter().zip(&mut dialogs) {
        dialog.reload(room.desk());
        room.press(dialog, &[Key::plain(Code::Down), Key::plain(Code::Up)]);
        let text = room.text(dialog);
        let types = !matches!(ask, Ask::Help(_));
        assert!(!types || text.contains("20"), "{ask:?} keeps what was typed:\n{text}");
    }
    match &dialogs[0] {
        Dialog::Picker(picker) => assert_eq!(picker.rows.len(), 231, "the actors are there now"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_view_is_forgotten_only_when_asked_twice() {
    let mut room = Room::new("", (80, 24));
    room.remembered.apply(Change::Save(View {
        name: "Mine".into(),
        filter: "kind:strike".into(),
        view: None,
        sort: None,
    }));
    let mut dialog = room.open(Ask::Places);
    let delete = Key::plain(Code::Delete);
    assert!(matches!(room.press(&mut dialog, &[delete]), Outcome::Stay), "the first press asks");
    assert!(room.text(&dialog).contains("Del again forgets `Mine`"), "in words:\n{}", room.text(&dialog));
    match room.press(&mut dialog, &[delete]) {
        Outcome::Send(message) => match *message {
            Message::Do(Effect::Remember(change)) => assert_eq!(change, Change::Forget("Mine".into())),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    assert!(!room.text(&dialog).contains("Mine"), "the row is gone");
    let outcome = room.press(&mut dialog, &[delete, delete]);
    assert!(matches!(outcome, Outcome::Stay), "what the store keeps is not forgotten here");
}

#[test]
fn the_calendar_turns_to_what_is_typed() {
    let room = Room::new("", (80, 24));
    let mut dialog = room.open(Ask::Date);
    room.press(&mut dialog, &typed("2022-03"));
    assert!(room.text(&dialog).contains("March 2022"), "the month is shown:\n{}", room.text(&dialog));
    room.press(&mut dialog, &typed("-29..-44713"));
    for text in ["9999-12-31", "-9999-01-01", "Y170000002"] {
        let mut dialog = room.open(Ask::Date);
        dialog.handle(&Input::Paste(text.into()), room.desk());
        room.press(
            &mut dialog,
            &[Key::plain(Code::Tab), Key::plain(Code::PageDown), Key::plain(Code::Right)],
        );
        room.text(&dialog);
    }
}
