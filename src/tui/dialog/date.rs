//! Picking dates: a month calendar with counts, a typed range that is read as it is typed, and presets.

mod calendar;
mod reading;

use std::collections::HashMap;

pub(crate) use calendar::{Month, Place};
pub(crate) use reading::{PRESETS, Reading};

use super::frame::Frame;
use super::line::Line;
use super::{DialogContext, Input, Outcome};
use crate::event::date::{Day, Precision, Range};
use crate::filter::{Context, Field};
use crate::timeline::EventSet;
use crate::tui::key::{Code, Key};
use crate::tui::message::{Message, Mouse, MouseAct};

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Calendar,
    Field,
    Presets(usize),
}

/// Days marked in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    /// None: the day under the cursor counts.
    Cursor,
    /// A start; the end goes with the cursor.
    From(Day),
    /// Both ends, the earlier first.
    Whole(Day, Day),
}

/// Which range Enter applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Calendar(Span),
    /// The text field.
    Text,
}

#[derive(Debug, Clone)]
pub struct DatePicker {
    /// What has the keys.
    pub part: Part,
    /// The day under the cursor.
    pub(crate) cursor: Day,
    pub today: Day,
    /// What the range means.
    pub(crate) reading: Reading,
    source: Source,
    line: Line,
    set: EventSet,
    by_day: HashMap<Day, u32>,
    by_month: HashMap<(i64, u8), u32>,
    peak: u32,
}

/// Longer events are not counted on each of their days.
const LONGEST: i64 = 366;

impl DatePicker {
    /// Opens at the selected event, with the range that the filter has.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let selected = desk.selected.map(|ix| desk.timeline.event(ix).date.first_day());
        let cursor = selected.filter(|day| *day != Day::MIN && *day != Day::MAX);
        let text = match desk.filter.values(Field::Date).0.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        let mut picker = Self {
            part: Part::Calendar,
            cursor: cursor.unwrap_or(desk.now.today),
            today: desk.now.today,
            reading: Reading::Any,
            source: if text.is_some() { Source::Text } else { Source::Calendar(Span::Cursor) },
            line: Line::new(text.unwrap_or_default()),
            set: EventSet::none(0),
            by_day: HashMap::new(),
            by_month: HashMap::new(),
            peak: 0,
        };
        picker.reload(desk);
        if let Reading::Good { first: Some(day), .. } = picker.reading {
            picker.cursor = day;
        }
        picker
    }

    /// Counts the events under every other filter, as the store is now.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        let context = Context { now: desk.now, bookmarks: desk.bookmarks, unseen: desk.unseen };
        let others = desk.filter.without(Field::Date);
        self.set = match others.bind(desk.timeline, context) {
            Ok(query) => query.run(desk.timeline),
            Err(_) => desk.matches.clone(),
        };
        self.by_day.clear();
        self.by_month.clear();
        self.count(desk);
        self.read(desk);
    }

    fn count(&mut self, desk: DialogContext<'_>) {
        for ix in self.set.iter() {
            let date = &desk.timeline.event(ix).date;
            let (first, last) = (date.first_day(), date.last_day());
            let fine = date.precision() <= Precision::Day;
            match date.precision() {
                Precision::Month if !date.is_range() => {
                    let (year, month, _) = first.civil();
                    *self.by_month.entry((year, month)).or_default() += 1;
                }
                _ if fine && last.0.saturating_sub(first.0) < LONGEST => {
                    for day in first.0..=last.0 {
                        *self.by_day.entry(Day(day)).or_default() += 1;
                    }
                }
                _ => {}
            }
        }
        self.peak = self.by_day.values().copied().max().unwrap_or(0);
    }

    /// How many events are known to be on a day, and how much that is of the most there are on one, from 0 to 8.
    #[must_use]
    pub(crate) fn heat(&self, day: Day) -> (u32, usize) {
        let count = self.by_day.get(&day).copied().unwrap_or(0);
        (count, (count as usize * 8).div_ceil(self.peak.max(1) as usize))
    }

    /// How many events are known to a month and no better.
    #[must_use]
    pub(crate) fn vague(&self, year: i64, month: u8) -> u32 {
        self.by_month.get(&(year, month)).copied().unwrap_or(0)
    }

    /// The range that Enter applies, as the filter writes it; empty: every date.
    #[must_use]
    pub fn text(&self) -> String {
        match self.source {
            Source::Text => self.line.text().trim().to_owned(),
            Source::Calendar(span) => {
                let (first, last) = self.ends(span);
                Range::days(first, last).text().to_owned()
            }
        }
    }

    /// Returns the text before and after the cursor of the field.
    #[must_use]
    pub fn field(&self) -> (String, String) {
        let (before, after) = self.line.parts();
        match self.source {
            Source::Text => (before.to_owned(), after.to_owned()),
            Source::Calendar(_) => (self.text(), String::new()),
        }
    }

    /// Whether `day` lies in the range.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        match &self.reading {
            Reading::Good { first, last, .. } => {
                first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
            }
            Reading::Any | Reading::Bad { .. } => false,
        }
    }

    /// Returns its frame, with as many months as fit.
    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        calendar::frame(size)
    }

    /// Returns the places of its parts.
    #[must_use]
    pub fn place(&self, size: (u16, u16)) -> Place {
        Place::of(Self::frame(size).inner, self.cursor)
    }

    fn ends(&self, span: Span) -> (Day, Day) {
        match span {
            Span::Cursor => (self.cursor, self.cursor),
            Span::From(start) => (start.min(self.cursor), start.max(self.cursor)),
            Span::Whole(first, last) => (first, last),
        }
    }

    fn read(&mut self, desk: DialogContext<'_>) {
        let text = self.text();
        self.reading = match Range::parse(&text, desk.now) {
            _ if text.is_empty() => Reading::Any,
            Err(error) => Reading::Bad { message: error.message, hint: error.hint },
            Ok(range) => {
                let (first, last) = range.day_bounds();
                let inside = |ix: &_| desk.timeline.event(*ix).date.possible(&range);
                Reading::Good { first, last, events: self.set.iter().filter(inside).count() }
            }
        };
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        let outcome = match input {
            Input::Key(key) => self.key(*key, desk),
            Input::Paste(text) => {
                self.edit(Part::Field);
                self.line.paste(text);
                Outcome::Stay
            }
            Input::Mouse(mouse) => {
                self.mouse(*mouse, desk.size);
                Outcome::Stay
            }
        };
        if matches!(outcome, Outcome::Stay) {
            self.read(desk);
            self.show(desk.now.today);
        }
        outcome
    }

    /// The calendar turns to a range that is typed or preset, at the end that has one.
    fn show(&mut self, today: Day) {
        if let (Part::Field | Part::Presets(_), Reading::Good { first, last, .. }) =
            (self.part, &self.reading)
        {
            self.cursor = first.or(*last).unwrap_or(today);
        }
    }

    fn key(&mut self, key: Key, desk: DialogContext<'_>) -> Outcome {
        match (key.code, self.part) {
            (Code::Esc, _) => return Outcome::Close,
            (Code::Enter, _) => return self.apply(desk),
            (Code::Tab, Part::Calendar) | (Code::BackTab, Part::Field) => self.choose(0),
            (Code::Tab, Part::Presets(_)) | (Code::BackTab, Part::Calendar) => self.edit(Part::Field),
            (Code::Tab, Part::Field) | (Code::BackTab, Part::Presets(_)) => self.part = Part::Calendar,
            (_, Part::Presets(at)) => self.preset_key(key, at),
            (_, Part::Field) if matches!(key.code, Code::Down | Code::Up) => self.part = Part::Calendar,
            (_, Part::Field) => {
                self.line.take(key);
            }
            (Code::Char('0'..='9' | '.' | '<' | '>' | '=' | '~'), Part::Calendar)
                if key.typed().is_some() =>
            {
                self.line = Line::default();
                self.source = Source::Text;
                self.part = Part::Field;
                self.line.take(key);
            }
            (_, Part::Calendar) => self.day_key(key.at_its_place()),
        }
        Outcome::Stay
    }

    fn preset_key(&mut self, key: Key, at: usize) {
        match key.at_its_place().code {
            Code::Down | Code::Char('j') => self.choose((at + 1).min(PRESETS.len() - 1)),
            Code::Up | Code::Char('k') => self.choose(at.saturating_sub(1)),
            Code::Home | Code::Char('g') => self.choose(0),
            Code::End | Code::Char('G') => self.choose(PRESETS.len() - 1),
            Code::Left | Code::Char('h') => self.part = Part::Calendar,
            _ => {}
        }
    }

    fn choose(&mut self, at: usize) {
        let (year, month, _) = self.today.civil();
        let text = match PRESETS.get(at) {
            Some((_, "M")) => format!("{year:04}-{month:02}"),
            Some((_, "Y")) => format!("{year:04}"),
            Some((_, text)) => (*text).to_owned(),
            None => return,
        };
        self.part = Part::Presets(at);
        self.source = Source::Text;
        self.line.set(text);
    }

    fn edit(&mut self, part: Part) {
        self.line.set(self.text());
        self.source = Source::Text;
        self.part = part;
    }

    fn day_key(&mut self, key: Key) {
        let to = match key.code {
            Code::Left | Code::Char('h') => self.cursor.plus_days(-1),
            Code::Right | Code::Char('l') => self.cursor.plus_days(1),
            Code::Up | Code::Char('k') => self.cursor.plus_days(-7),
            Code::Down | Code::Char('j') => self.cursor.plus_days(7),
            Code::PageUp | Code::Char('{') => self.cursor.plus_months(if key.alt { -12 } else { -1 }),
            Code::PageDown | Code::Char('}') => self.cursor.plus_months(if key.alt { 12 } else { 1 }),
            Code::Home | Code::Char('g') => self.with_events(|days| days.min()),
            Code::End | Code::Char('G') => self.with_events(|days| days.max()),
            Code::Char(']') => self.with_events(|days| days.filter(|d| *d > self.cursor).min()),
            Code::Char('[') => self.with_events(|days| days.filter(|d| *d < self.cursor).max()),
            Code::Char('t') => self.today,
            Code::Char(' ') => return self.mark(),
            Code::Backspace | Code::Delete => {
                self.source = Source::Calendar(Span::Cursor);
                return;
            }
            _ => return,
        };
        self.go(to);
    }

    fn with_events(&self, pick: impl FnOnce(&mut dyn Iterator<Item = Day>) -> Option<Day>) -> Day {
        pick(&mut self.by_day.keys().copied()).unwrap_or(self.cursor)
    }

    /// Moves the cursor. A range that is being marked grows, and a finished one is dropped.
    fn go(&mut self, to: Day) {
        self.cursor = to;
        if !matches!(self.source, Source::Calendar(Span::From(_))) {
            self.source = Source::Calendar(Span::Cursor);
        }
    }

    fn mark(&mut self) {
        let span = match self.source {
            Source::Calendar(Span::From(start)) => {
                let (first, last) = self.ends(Span::From(start));
                Span::Whole(first, last)
            }
            _ => Span::From(self.cursor),
        };
        self.source = Source::Calendar(span);
    }

    fn mouse(&mut self, mouse: Mouse, size: (u16, u16)) {
        let place = self.place(size);
        match mouse.act {
            MouseAct::ScrollDown => self.go(self.cursor.plus_months(1)),
            MouseAct::ScrollUp => self.go(self.cursor.plus_months(-1)),
            MouseAct::Press => {
                if let Some(day) = place.day(mouse.x, mouse.y) {
                    (self.part, self.cursor) = (Part::Calendar, day);
                    self.source = Source::Calendar(Span::From(day));
                } else if let Some(area) = place.presets.filter(|area| area.holds(mouse.x, mouse.y)) {
                    self.choose(usize::from(mouse.y - area.y));
                } else if place.field.holds(mouse.x, mouse.y) {
                    self.edit(Part::Field);
                }
            }
            MouseAct::Drag => {
                if let Some(day) = place.day(mouse.x, mouse.y) {
                    self.cursor = day;
                }
            }
            MouseAct::Release => {
                if let Source::Calendar(Span::From(start)) = self.source {
                    let (first, last) = self.ends(Span::From(start));
                    self.source = Source::Calendar(Span::Whole(first, last));
                }
            }
        }
    }

    fn apply(&mut self, desk: DialogContext<'_>) -> Outcome {
        self.read(desk);
        if matches!(self.reading, Reading::Bad { .. }) {
            return Outcome::Stay;
        }
        let values: Vec<String> = Some(self.text()).filter(|text| !text.is_empty()).into_iter().collect();
        Outcome::Finish(Box::new(Message::SetFilter(desk.filter.set(Field::Date, &values))))
    }
}
