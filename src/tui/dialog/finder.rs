//! A list that is searched as you type: fuzzy, over several names a row, in all scripts.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

use super::frame::{Listing, first_row};
use super::line::Line;
use crate::text::{fold, visible_line};
use crate::tui::key::{Code, Key};
use crate::tui::message::{Mouse, MouseAct};

/// A name as it is searched: folded letters, each with the number of its grapheme.
#[derive(Debug, Clone)]
struct Name {
    shown: String,
    letters: Vec<char>,
    from: Vec<usize>,
}

impl Name {
    fn new(name: &str) -> Self {
        let shown = visible_line(name).into_owned();
        let (mut letters, mut from) = (Vec::new(), Vec::new());
        for (at, grapheme) in shown.graphemes(true).enumerate() {
            let folded = if grapheme.trim().is_empty() { " ".to_owned() } else { fold(grapheme) };
            letters.extend(folded.chars());
            from.resize(letters.len(), at);
        }
        Self { shown, letters, from }
    }
}

/// A row that the text fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub row: usize,
    /// Which of its names fits. The first is always shown.
    pub name: usize,
    /// Which graphemes of that name.
    pub letters: Vec<usize>,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Nothing: it is not a key of lists.
    No,
    /// Another row is selected.
    Moved,
    /// Another text is searched.
    Typed,
    /// A row was pressed with the mouse.
    Pressed,
}

/// Rows, what is typed, and which row is selected.
#[derive(Debug, Clone)]
pub(crate) struct Finder {
    pub line: Line,
    names: Vec<Vec<Name>>,
    hits: Vec<Hit>,
    at: usize,
    browsing: bool,
    /// So many rows at the top go before all others that fit.
    favoured: usize,
}

impl Finder {
    /// Returns a list of these rows, in this order while nothing is typed.
    #[must_use]
    pub(crate) fn new<'n, N: IntoIterator<Item = &'n str>>(rows: impl IntoIterator<Item = N>) -> Self {
        let names: Vec<Vec<Name>> =
            rows.into_iter().map(|names| names.into_iter().map(Name::new).collect()).collect();
        let mut finder =
            Self { line: Line::default(), names, hits: Vec::new(), at: 0, browsing: true, favoured: 0 };
        finder.search();
        finder
    }

    /// Puts the first `rows` before all other rows that fit.
    #[must_use]
    pub(crate) fn favouring(mut self, rows: usize) -> Self {
        self.favoured = rows;
        self
    }

    /// Returns the rows that fit, best first.
    #[must_use]
    pub(crate) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Returns the number of rows, fitting or not.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Returns the number of the selected hit.
    #[must_use]
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    #[must_use]
    pub(crate) fn row(&self) -> Option<usize> {
        self.hits.get(self.at).map(|hit| hit.row)
    }

    /// Returns whether the arrows were used last, and not the letters. Then a space is a command and not text.
    #[must_use]
    pub(crate) fn is_browsing(&self) -> bool {
        self.browsing
    }

    /// Returns the name that fits, made visible.
    #[must_use]
    pub(crate) fn name(&self, hit: &Hit) -> &str {
        self.names.get(hit.row).and_then(|names| names.get(hit.name)).map_or("", |name| &name.shown)
    }

    /// Selects `row` if it fits the text.
    pub(crate) fn select(&mut self, row: usize) {
        if let Some(at) = self.hits.iter().position(|hit| hit.row == row) {
            self.at = at;
        }
    }

    /// Takes over the text and the place of `before`.
    #[must_use]
    pub(crate) fn resumed(mut self, before: &Self) -> Self {
        self.line = before.line.clone();
        self.browsing = before.browsing;
        self.search();
        self.at = before.at.min(self.hits.len().saturating_sub(1));
        self
    }

    /// Handles a key of lists or text fields; `page` rows are on the screen.
    pub(crate) fn take(&mut self, key: Key, page: usize) -> Heard {
        let page = page.max(2) as isize - 1;
        let by = match (key.code, key.ctrl) {
            (Code::Down, _) | (Code::Char('n' | 'j'), true) => 1,
            (Code::Up, _) | (Code::Char('p' | 'k'), true) => -1,
            (Code::PageDown, _) | (Code::Char('f'), true) => page,
            (Code::PageUp, _) | (Code::Char('b'), true) => -page,
            (Code::Home, _) if self.browsing => isize::MIN,
            (Code::End, _) if self.browsing => isize::MAX,
            _ => return if self.line.take(key) { self.typed() } else { Heard::No },
        };
        self.step(by);
        Heard::Moved
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.typed();
    }

    /// Handles the mouse over a list at `listing`.
    pub(crate) fn mouse(&mut self, mouse: Mouse, listing: Listing) -> Heard {
        match mouse.act {
            MouseAct::ScrollDown => self.step(1),
            MouseAct::ScrollUp => self.step(-1),
            MouseAct::Press if listing.list.holds(mouse.x, mouse.y) => {
                let first = first_row(self.at, self.hits.len(), listing.list.lines());
                let at = first + usize::from(mouse.y - listing.list.y);
                if at >= self.hits.len() {
                    return Heard::No;
                }
                self.at = at;
                self.browsing = true;
                return Heard::Pressed;
            }
            _ => return Heard::No,
        }
        Heard::Moved
    }

    fn step(&mut self, by: isize) {
        self.browsing = true;
        self.at = self.at.saturating_add_signed(by).min(self.hits.len().saturating_sub(1));
    }

    fn typed(&mut self) -> Heard {
        self.search();
        self.at = 0;
        self.browsing = self.line.is_empty();
        Heard::Typed
    }

    /// Finds the rows that fit, by the best of their names. Rows that fit less than half as well as the best are left out.
    fn search(&mut self) {
        let text = fold(self.line.text());
        if text.is_empty() {
            self.hits = (0..self.names.len()).map(|row| Hit { row, name: 0, letters: Vec::new() }).collect();
            return;
        }
        let mut config = Config::DEFAULT;
        config.prefer_prefix = true;
        let mut matcher = Matcher::new(config);
        let wanted = Pattern::new(&text, CaseMatching::Respect, Normalization::Never, AtomKind::Fuzzy);
        let mut found: Vec<(u32, Hit)> =
            (0..self.names.len()).filter_map(|row| self.best(row, &wanted, &mut matcher)).collect();
        let floor = found.iter().map(|(score, _)| score / 2).max().unwrap_or(0);
        found.retain(|(score, _)| *score >= floor);
        found.sort_by_key(|(score, hit)| (hit.row >= self.favoured, Reverse(*score), hit.row));
        self.hits = found.into_iter().map(|(_, hit)| hit).collect();
    }

    fn best(&self, row: usize, wanted: &Pattern, matcher: &mut Matcher) -> Option<(u32, Hit)> {
        let mut best: Option<(u32, Hit)> = None;
        for (at, name) in self.names.get(row)?.iter().enumerate() {
            let mut letters = Vec::new();
            let Some(score) = wanted.indices(Utf32Str::Unicode(&name.letters), matcher, &mut letters) else {
                continue;
            };
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                let mut letters: Vec<usize> =
                    letters.iter().filter_map(|at| name.from.get(*at as usize).copied()).collect();
                letters.sort_unstable();
                letters.dedup();
                best = Some((score, Hit { row, name: at, letters }));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder() -> Finder {
        Finder::new([
            vec!["Russian Federation", "RU", "Росія"],
            vec!["Kremlin", "kremlin", "Кремль"],
            vec!["Volodymyr Zelenskyy", "Zelensky", "Зеленський"],
            vec!["Yury Ushakov", "Ушаков"],
        ])
    }

    fn type_in(finder: &mut Finder, text: &str) {
        for c in text.chars() {
            finder.take(Key::char(c), 10);
        }
    }

    #[test]
    fn names_are_found_in_every_script() {
        for (text, row) in [
            ("Кремль", 1),
            ("кремл", 1),
            ("zelensky", 2),
            ("Зеленский", 2),
            ("ЗЕЛЕНСЬКИЙ", 2),
            ("ushk", 3),
            ("volod zel", 2),
        ] {
            let mut finder = finder();
            type_in(&mut finder, text);
            assert_eq!(finder.row(), Some(row), "`{text}` finds its row");
        }
    }

    #[test]
    fn the_letters_that_fit_are_known() {
        let mut finder = Finder::new([vec!["Зеленський"]]);
        type_in(&mut finder, "ський");
        let hit = finder.hits()[0].clone();
        assert_eq!(hit.letters, [5, 6, 7, 8, 9], "й is one letter, marks and all");
        let mut finder = Finder::new([vec!["x", "e\u{301}é"]]);
        type_in(&mut finder, "ee");
        assert_eq!(finder.hits()[0].letters, [0, 1], "both spellings of é are one grapheme each");
        assert_eq!(finder.hits()[0].name, 1, "and the name that fits is told");
    }

    #[test]
    fn nothing_fitting_is_an_empty_list() {
        let mut finder = finder();
        type_in(&mut finder, "qqq");
        assert_eq!((finder.row(), finder.hits().len()), (None, 0), "no row fits");
        finder.take(Key::plain(Code::Down), 10);
        finder.take(Key::ctrl('u'), 10);
        assert_eq!((finder.row(), finder.hits().len()), (Some(0), 4), "all are there without text");
    }

    #[test]
    fn motion_stays_in_the_list() {
        let mut finder = finder();
        for (key, at) in [
            (Code::Up, 0),
            (Code::Down, 1),
            (Code::PageDown, 3),
            (Code::Down, 3),
            (Code::Home, 0),
            (Code::End, 3),
            (Code::PageUp, 0),
        ] {
            finder.take(Key::plain(key), 10);
            assert_eq!(finder.at(), at, "after {key:?}");
        }
    }
}
