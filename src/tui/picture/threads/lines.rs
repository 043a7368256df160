//! The lines of a row: date, time, the arms of the tree and the event, broken where they do not fit.

use crate::describe::nature;
use crate::report::threads::Entry;
use crate::text::signs::{drawn, sign};
use crate::timeline::row::clock_of;
use crate::tui::page::{Piece, Tone};
use crate::tui::picture::Place;
use crate::tui::text;

use super::{Item, Threads};

/// Views narrower than this have no column of times, and those narrower than the second no dates.
const NARROW: (usize, usize) = (100, 44);
/// The cells of an arm of the tree.
const ARM: usize = 3;
/// How far the dates are indented below the sign of a heading.
const INDENT: usize = 2;
/// The cells between a title and the response time in its line.
const AIR: usize = 3;

/// A line of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    /// From left to right.
    pub(crate) pieces: Vec<Piece>,
}

impl Line {
    fn put(&mut self, text: impl Into<String>, tone: Tone) {
        self.pieces.push(Piece { text: text.into(), tone });
    }
}

impl Threads {
    /// Returns how many lines a row takes.
    pub(crate) fn height(&self, place: &Place, row: usize, width: usize) -> usize {
        match self.item(place, row) {
            Some(Item::Heading(group)) => 1 + usize::from(place.zoom == 0 && group > 0),
            Some(item) => self.lines(place, item, width).len(),
            None => 0,
        }
    }

    /// Returns the lines of a row for a view of `width` cells, of which the first and the last stay empty.
    pub(crate) fn lines(&self, place: &Place, item: Item, width: usize) -> Vec<Line> {
        match item {
            Item::Heading(group) => {
                let mut lines = vec![self.heading(place, group, width)];
                if place.zoom == 0 && group > 0 {
                    lines.insert(0, Line::default());
                }
                lines
            }
            Item::Entry(group, entry) => self.entry_lines(group, entry, width),
        }
    }

    /// Returns the heading of a group; with its first event while that is not drawn below.
    pub(crate) fn heading(&self, place: &Place, number: usize, width: usize) -> Line {
        let open = self.is_open(place, number);
        let Some(group) = self.groups.get(number).filter(|group| open || group.gist.is_empty()) else {
            return self.title(place, number, width);
        };
        let mut line = Line::default();
        line.put(if open { sign("−") } else { "+" }, Tone::Key);
        if group.gist.is_empty() {
            line.put(format!(" {}", group.outline.title), Tone::Heading);
        } else {
            line.put(format!(" {}", group.outline.title), Tone::Dim);
            let room = width.saturating_sub(2 + 2 + text::width(&group.outline.title) + 2);
            line.put(format!("  {}", fitting(&group.gist, room)), Tone::Dim);
        }
        line
    }

    /// Returns what a group is about, with its size at the end: for one whose first event is not on the screen.
    pub(crate) fn title(&self, place: &Place, number: usize, width: usize) -> Line {
        let mut line = Line::default();
        let Some(group) = self.groups.get(number) else { return line };
        let Some(first) = group.outline.entries.first().filter(|_| !group.gist.is_empty()) else {
            return self.heading(place, number, width);
        };
        let (days, times) = self.lead(width);
        let event = self.timeline.event(first.event());
        line.put(if self.is_open(place, number) { sign("−") } else { "+" }, Tone::Key);
        if days > 0 {
            let day = first.day(&self.timeline);
            line.put(format!(" {} ", text::pad_start(&day, days.saturating_sub(INDENT + 1))), Tone::Dim);
            line.put(" ".repeat(times), Tone::Dim);
        }
        line.put(format!("{} ", event.kind.glyph()), Tone::Kind(event.kind));
        let title = nature::title(event);
        let room = |size: &str| width.saturating_sub(2 + (days + times).max(1) + 2 + AIR + text::width(size));
        let long = format!("{}: {}", group.outline.size, group.gist.join(", "));
        let size = if text::width(&title) <= room(&long) { &long } else { &group.outline.size };
        let room = room(size);
        line.put(text::pad(&title, room), Tone::Strong);
        line.put(format!("{}{size}", " ".repeat(AIR)), Tone::Dim);
        line
    }

    /// Returns the cells of the dates and of the times, with the space behind each.
    fn lead(&self, width: usize) -> (usize, usize) {
        let with_space = |cells: usize| if cells > 0 { cells + 1 } else { 0 };
        let days = || *self.columns.0.get_or_init(|| self.widest(|entry| entry.day(&self.timeline)));
        let days =
            if width < NARROW.1 || days() == 0 { 0 } else { INDENT + with_space(days().min(width / 4)) };
        let clock = |entry: &Entry| {
            let ix = entry.event();
            clock_of(&self.timeline, ix, self.timeline.event(ix), self.timeline.offsets())
        };
        let times = || *self.columns.1.get_or_init(|| self.widest(clock));
        let times = if width < NARROW.0 { 0 } else { with_space(times().min(width / 8)) };
        (days, times)
    }

    /// Returns the greatest width of what is written of an entry.
    fn widest(&self, of: impl Fn(&Entry) -> String) -> usize {
        let all = self.groups.iter().flat_map(|group| &group.outline.entries);
        all.map(|entry| text::width(&of(entry))).max().unwrap_or(0)
    }

    fn entry_lines(&self, group: usize, at: usize, width: usize) -> Vec<Line> {
        let Some(entry) = self.entry(group, at) else { return Vec::new() };
        let (timeline, ix) = (&self.timeline, entry.event());
        let event = timeline.event(ix);
        let (days, times) = self.lead(width);
        let text_room = width.saturating_sub(2 + days + times);
        // Deep branches keep half of the room for their words; the arms that have no room are told by their number.
        let arms = (text_room / 2 / ARM).max(1).min(entry.depth);
        let hidden = entry.depth - arms;
        let below = self.entry(group, at + 1).is_some_and(|next| next.depth > entry.depth);

        let piece =
            |text: String, tone: Tone| Piece { text, tone: if entry.outside { Tone::Dim } else { tone } };
        let (arrow, after) = entry.arrow(timeline).unwrap_or_default();
        let mut words: Vec<Piece> = Vec::new();
        let mut put = |text: String, tone: Tone| words.push(piece(text, tone));
        put(event.kind.glyph().to_owned(), Tone::Kind(event.kind));
        put("\u{a0}".to_owned(), Tone::Dim);
        if let Some(standing) = nature::standing(event, self.now.instant) {
            put(format!("{} ", standing.word()), Tone::Warning);
        }
        let is_root = entry.depth == 0 && !self.groups.get(group).is_none_or(|group| group.gist.is_empty());
        put(event.title.clone(), if is_root { Tone::Strong } else { Tone::Plain });
        let status = entry.status(timeline, self.now.instant).join(", ");
        if !status.is_empty() {
            put(drawn(" — ").into_owned(), Tone::Dim);
            put(status, Tone::Warning);
        }
        if entry.outside {
            put(drawn(" — outside the filter").into_owned(), Tone::Dim);
        }

        let arm = |first: bool| arms_of(entry, hidden, first, below);
        let room = text_room.saturating_sub(text::width(&arm(true)));
        let mut lines: Vec<Line> = Vec::new();
        let further = entry.further(timeline).map(|text| vec![Piece { text, tone: Tone::Dim }]);
        let arrow = (!arrow.is_empty()).then(|| piece(arrow, Tone::Strong));
        let mut told = Vec::new();
        for (part, pieces) in joined(arrow, words, room).into_iter().enumerate() {
            told.extend(broken(&pieces, room.max(1), part > 0));
        }
        timed(&mut told, &after, room);
        let further = further.flat_map(|pieces| broken(&pieces, room.max(1), true));
        for (number, pieces) in told.into_iter().chain(further).enumerate() {
            let mut line = Line::default();
            if number > 0 {
                line.put(" ".repeat(days + times), Tone::Dim);
            } else if days > 0 {
                line.put(format!("{} ", text::pad_start(&entry.day(timeline), days - 1)), Tone::Dim);
                if times > 0 {
                    let clock = clock_of(timeline, ix, event, timeline.offsets());
                    line.put(format!("{} ", text::pad(&clock, times - 1)), Tone::Dim);
                }
            }
            line.put(arm(number == 0), Tone::Dim);
            line.pieces.extend(pieces);
            lines.push(line);
        }
        lines
    }
}

/// Lists what has room, and says so if there is more.
fn fitting(all: &[String], room: usize) -> String {
    let listed = |count: usize| {
        let some = all.get(..count).unwrap_or_default().join(", ");
        if count < all.len() { format!("{some} and others") } else { some }
    };
    let fits = (1..=all.len()).rev().map(listed).find(|list| text::width(list) <= room);
    fits.unwrap_or_default()
}

/// Returns the arms of the tree before an event, or before its further lines.
fn arms_of(entry: &Entry, hidden: usize, first: bool, below: bool) -> String {
    let mut arms = String::new();
    if hidden > 0 {
        let number = format!("{}{hidden} ", sign("…"));
        arms = if first { number } else { " ".repeat(text::width(&number)) };
    }
    for depth in hidden + 1..=entry.depth {
        let own = depth == entry.depth;
        let arm = match (own && first, entry.goes_on(depth)) {
            (true, true) => "├─ ",
            (true, false) => "└─ ",
            (false, true) => "│  ",
            (false, false) => "   ",
        };
        arms.push_str(&drawn(arm));
    }
    if !first {
        arms.push_str(&drawn(if below { "│ " } else { "  " }));
    }
    arms
}

/// Returns what an event does and the event as one part; as two if the first alone would fill half of a line.
fn joined(arrow: Option<Piece>, words: Vec<Piece>, room: usize) -> Vec<Vec<Piece>> {
    match arrow {
        None => vec![words],
        Some(arrow) if text::width(&arrow.text) > room / 2 => vec![vec![arrow], words],
        Some(arrow) => {
            let space = Piece { text: " ".to_owned(), tone: Tone::Dim };
            vec![[arrow, space].into_iter().chain(words).collect()]
        }
    }
}

/// Writes the response time at the right edge: into the last line if it has room, else below it.
fn timed(lines: &mut Vec<Vec<Piece>>, after: &str, room: usize) {
    if after.is_empty() {
        return;
    }
    let own = |line: usize| if line == 0 { room } else { room.saturating_sub(2) };
    let last = lines.len().saturating_sub(1);
    let used: usize = lines.last().into_iter().flatten().map(|piece| text::width(&piece.text)).sum();
    let cells = text::width(after);
    if let Some(line) = lines.last_mut().filter(|_| used + AIR + cells <= own(last)) {
        line.push(Piece { text: text::pad_start(after, own(last) - used), tone: Tone::Dim });
        return;
    }
    let room = own(last + 1).max(1);
    lines.extend(
        text::wrap(after, room)
            .iter()
            .map(|part| vec![Piece { text: text::pad_start(part, room), tone: Tone::Dim }]),
    );
}

/// Breaks pieces into lines of at most `width` cells; those after the first are two cells narrower.
fn broken(pieces: &[Piece], width: usize, all_narrower: bool) -> Vec<Vec<Piece>> {
    let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let narrower = width.saturating_sub(2).max(1);
    let mut lines = text::wrap(&whole, if all_narrower { narrower } else { width });
    if lines.len() > 1 && !all_narrower {
        let rest = lines.split_off(1).join(" ");
        lines.extend(text::wrap(&rest, narrower));
    }
    let mut tones = pieces.iter().flat_map(|piece| piece.text.chars().map(|c| (c, piece.tone))).peekable();
    let mut tone = Tone::Plain;
    lines
        .into_iter()
        .map(|line| {
            let mut broken: Vec<Piece> = Vec::new();
            for c in line.chars() {
                // Spaces at which a line was broken are in no line.
                while c != ' ' && tones.peek().is_some_and(|(other, _)| *other == ' ') {
                    tones.next();
                }
                if let Some((_, next)) = tones.next() {
                    tone = next;
                }
                let c = if c == '\u{a0}' { ' ' } else { c };
                match broken.last_mut().filter(|piece| piece.tone == tone) {
                    Some(piece) => piece.text.push(c),
                    None => broken.push(Piece { text: c.into(), tone }),
                }
            }
            broken
        })
        .collect()
}
