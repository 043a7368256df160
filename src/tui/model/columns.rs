//! How an event is laid out in the Timeline: its title gets all the room that time, glyph, grade and signs leave.
//!
//! ```text
//! ▌≤11:28  » Ushakov: no one has seriously discussed
//!            a trilateral meeting                      B1 ≠ 4
//! ```
//!
//! A column exists only where some event of the view has something to put into it, so that columns come and go with
//! the filter and never with scrolling. The time has one only where many events have a time; else it stands before the
//! title, which then has the room of that column. A view of many events is not measured: it has every column that any
//! event of the store can fill.

use std::fmt;

use crate::describe::nature;
use crate::event::{Event, EventIx};
use crate::text::fold;
use crate::text::signs::{drawn, drawn_owned, in_full, sign};
use crate::timeline::row::{clock_of, last_day};
use crate::tui::model::Model;
use crate::tui::text;

/// Views of more events than this are not measured event by event.
const MEASURED: usize = 300;
/// Of a view of many events so many of the store are looked at for their times.
const SAMPLED: usize = 100;
/// Times have a column where at least one event of so many has one.
const TIMED: usize = 3;
/// From this many rows of the screen on a title may take two lines.
const TALL: u16 = 24;
/// The most lines of a title where the whole view fits the screen.
const MOST_LINES: usize = 6;
/// Names of participants take no fewer cells than this.
const LEAST_ACTORS: usize = 16;
/// Names of participants take no more cells than this.
const MOST_ACTORS: usize = 44;

/// The cells of the columns of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Columns {
    /// The cells of the whole line.
    width: usize,
    /// The cells of the time; none where few events have one.
    pub(crate) time: usize,
    /// The cells of the participants' names; none where some title needs the room.
    pub(crate) actors: usize,
    /// The cells of the signs behind the grade.
    signs: usize,
    /// The cells of the number of links.
    links: usize,
    /// The lines that a title may take.
    most: usize,
}

impl Columns {
    /// Measures the events that `model` shows, for an area of `width` × `height` cells.
    pub(crate) fn of(model: &Model, width: usize, height: usize) -> Self {
        let most = if model.height >= TALL { 2 } else { 1 };
        if model.search.is_some() || model.shown.len() > MEASURED {
            let time =
                if model.preferences.time_column && many_timed(model) { model.offsets.width() } else { 0 };
            let links = if model.preferences.links_column { 2 } else { 0 };
            return Self { width, time, actors: 0, signs: 2, links, most };
        }
        let mut all = Self { width, most, ..Self::default() };
        let (mut time, mut timed) = (0, 0);
        for ix in &model.shown {
            let event = model.timeline.event(*ix);
            let clock = text::width(&clock_of(&model.timeline, *ix, event, model.offsets));
            time = time.max(clock);
            timed += usize::from(clock > 0);
            all.signs = all.signs.max(text::width(&signs(model, event)));
            if model.preferences.links_column {
                all.links = all.links.max(links(model, *ix, event).len());
            }
        }
        if model.preferences.time_column && timed * TIMED >= model.shown.len() {
            all.time = time;
        }
        all.with_actors(model).with_lines(model, height)
    }

    /// Adds the participants where every title fits in one line beside them.
    fn with_actors(self, model: &Model) -> Self {
        let longest = model.shown.iter().map(|ix| self.words(model, *ix).width()).max().unwrap_or(0);
        let actors = self.last().saturating_sub(longest + 2).min(MOST_ACTORS);
        if actors < LEAST_ACTORS || !model.preferences.actors_column { self } else { Self { actors, ..self } }
    }

    /// Gives titles as many lines as they need where the whole view fits the screen with them.
    fn with_lines(self, model: &Model, height: usize) -> Self {
        let headings = model.groups.len();
        if self.most == 1 || model.shown.len() + headings > height {
            return self;
        }
        let fits = |columns: &Self| {
            let lines: usize = (0..model.shown.len()).map(|row| columns.height(model, row)).sum();
            lines + headings <= height
        };
        (self.most..=MOST_LINES).rev().map(|most| Self { most, ..self }).find(fits).unwrap_or(self)
    }

    /// The cells before a title: the cursor's sign, the time, the glyph of the kind.
    pub(crate) fn lead(self) -> usize {
        let time = if self.time > 0 { self.time + 1 } else { 0 };
        1 + time + 2
    }

    /// The cells of grade, signs and links.
    pub(crate) fn tail(self) -> usize {
        let part = |cells: usize| if cells > 0 { 1 + cells } else { 0 };
        2 + part(self.signs) + part(self.links)
    }

    /// The cells of every line of a title but its last.
    fn full(self) -> usize {
        self.width.saturating_sub(self.lead() + 1)
    }

    /// The cells of the last line of a title, which grade and signs end.
    pub(crate) fn last(self) -> usize {
        self.full().saturating_sub(self.tail() + 1)
    }

    /// The cells of a title that has one line, beside the participants.
    pub(crate) fn alone(self) -> usize {
        let actors = if self.actors > 0 { self.actors + 2 } else { 0 };
        self.last().saturating_sub(actors)
    }

    /// Breaks a title into its lines; what has no room is cut with a sign.
    pub(crate) fn lines(self, words: &Words) -> Vec<String> {
        let (title, alone) = (words.to_string(), self.alone());
        if self.most <= 1 || text::width(&title) <= alone {
            return vec![words.cut(&title, alone)];
        }
        let mut lines = text::wrap(&title, self.full());
        if lines.len() <= self.most && lines.last().is_some_and(|line| text::width(line) > self.last()) {
            let last = lines.pop().unwrap_or_default();
            lines.extend(text::wrap(&last, self.last()));
        }
        // The end of a range keeps its dash.
        if let [.., before, last] = lines.as_mut_slice()
            && last.starts_with(|c: char| c.is_ascii_digit())
            && let Some(rest) = before.strip_suffix(sign("–")).map(|rest| rest.trim_end().to_owned())
        {
            *before = rest;
            last.insert_str(0, sign("–"));
        }
        if lines.len() > self.most {
            let rest = lines.split_off(self.most - 1);
            lines.push(words.cut(&rest.join(" "), self.last()));
        }
        lines
    }

    /// How many lines row `row` of the events shown takes.
    pub(crate) fn height(self, model: &Model, row: usize) -> usize {
        match model.shown.get(row) {
            Some(ix) if self.most > 1 => self.lines(&self.words(model, *ix)).len().max(1),
            _ => 1,
        }
    }

    /// Returns what stands in the row of an event beside its glyph.
    pub(crate) fn words(self, model: &Model, ix: EventIx) -> Words {
        let event = model.timeline.event(ix);
        let clock =
            if self.time > 0 { String::new() } else { clock_of(&model.timeline, ix, event, model.offsets) };
        let end = end_in_words(model, ix, event)
            .map(|end| format!(" {}{}", sign("–"), end.replace(' ', "\u{a0}")))
            .unwrap_or_default();
        Words { clock, state: state(model, event), title: event.title.clone(), end }
    }

    /// Grade, signs and links, each in its column.
    pub(crate) fn ending(self, model: &Model, ix: EventIx, event: &Event) -> (String, String) {
        let mut behind = String::new();
        if self.signs > 0 {
            behind.push(' ');
            behind.push_str(&text::pad(&signs(model, event), self.signs));
        }
        if self.links > 0 {
            behind.push(' ');
            behind.push_str(&text::pad_start(&links(model, ix, event), self.links));
        }
        (text::pad(&event.grade.to_string(), 2), behind)
    }
}

/// The text of an event's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    /// Its time where that has no column of its own.
    pub(crate) clock: String,
    /// The word for an event that has not simply happened.
    pub(crate) state: Option<&'static str>,
    title: String,
    /// The end of a range with its dash and the space before it.
    end: String,
}

impl Words {
    fn width(&self) -> usize {
        text::width(&self.to_string())
    }

    /// Cuts the last line of what is drawn to `room` cells. The title gives way, never the end of a range: half a day
    /// would look like another one.
    fn cut(&self, line: &str, room: usize) -> String {
        let end = text::width(&self.end);
        match line.strip_suffix(self.end.as_str()) {
            Some(title) if end > 0 && text::width(line) > room && end + 8 <= room => {
                format!("{}{}", text::cut(title, room - end), self.end)
            }
            _ => text::cut(line, room),
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.clock.is_empty() {
            write!(f, "{} ", self.clock)?;
        }
        if let Some(state) = self.state {
            write!(f, "{state}: ")?;
        }
        write!(f, "{}{}", self.title, self.end)
    }
}

/// Returns whether many events of the store have a time, by some of them at equal distances.
fn many_timed(model: &Model) -> bool {
    let order = model.timeline.order();
    let sampled = || order.iter().step_by(order.len() / SAMPLED + 1);
    let has_time = |ix: &&EventIx| {
        !clock_of(&model.timeline, **ix, model.timeline.event(**ix), model.offsets).is_empty()
    };
    sampled().filter(has_time).count() * TIMED >= sampled().count()
}

/// Returns the word for an event that has not simply happened, unless its title says so itself.
fn state(model: &Model, event: &Event) -> Option<&'static str> {
    let word = nature::standing(event, model.now.instant)?.word();
    (!fold(&event.title).contains(word)).then_some(word)
}

/// `*` bookmark, `≠` accounts differ, `?` uncertain, `~` about.
fn signs(model: &Model, event: &Event) -> String {
    let doubt = event.date.qualification();
    let all = [
        ('*', model.bookmarks.contains(&event.id)),
        ('≠', !event.conflicts.is_empty()),
        ('?', doubt.uncertain || doubt.unspecified || doubt.set),
        ('~', doubt.approximate),
    ];
    drawn_owned(all.into_iter().filter(|(_, holds)| *holds).map(|(sign, _)| sign).collect())
}

/// How many links lead from or to an event; nothing where there is none.
fn links(model: &Model, ix: EventIx, event: &Event) -> String {
    match event.links.len() + model.timeline.back_links(ix).len() {
        0 => String::new(),
        n => n.to_string(),
    }
}

/// The end of a range, as finely as it is known: its time on the same day, else its day, month or year.
fn end_in_words(model: &Model, ix: EventIx, event: &Event) -> Option<String> {
    if !event.date.is_range() {
        return None;
    }
    if event.date.qualification().open_end {
        return Some(sign("…").to_owned());
    }
    let zone = model.timeline.zone();
    if let Some((_, end)) =
        in_full(|| event.date.clock(zone)).as_deref().and_then(|clock| clock.split_once('–'))
    {
        return Some(drawn(end).into_owned());
    }
    last_day(&model.timeline, ix, &event.date).or_else(|| {
        let words = in_full(|| event.date.short(zone));
        words.split_once('–').map(|(_, end)| drawn(end.trim_start()).into_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_gives_way_to_the_end_of_a_range() {
        let words = |title: &str| Words {
            clock: String::new(),
            state: None,
            title: title.to_owned(),
            end: " –24\u{a0}Jan".to_owned(),
        };
        let cut = |title: &str, room| words(title).cut(&words(title).to_string(), room);
        assert_eq!(
            cut("Drones between two days of talks", 24),
            "Drones between… –24\u{a0}Jan",
            "the end is whole"
        );
        assert_eq!(cut("Talks", 24), "Talks –24\u{a0}Jan", "what fits is not cut");
        assert_eq!(text::width(&cut("Drones between two days of talks", 10)), 10, "and nothing overflows");
    }
}
