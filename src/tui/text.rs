//! Text on the screen: measured, cut, padded and wrapped by grapheme and display width.
//!
//! Everything passes [`text::visible`](crate::text::visible) first, so that nothing from a store can act on
//! the terminal. Widths are those that ratatui's buffer counts, so that a column never drifts.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::signs::{cut_sign, spaced};
use crate::text::{visible, visible_line};

/// One grapheme in as many cells as it takes.
fn cells(grapheme: &str) -> usize {
    usize::from(grapheme.cell_width())
}

/// How many cells `text` takes on one line, once made visible.
#[must_use]
pub fn width(text: &str) -> usize {
    visible_line(text).graphemes(true).map(cells).sum()
}

/// `text` on one line in at most `max` cells; where something is left out, `…` ends it.
#[must_use]
pub fn cut(text: &str, max: usize) -> String {
    let line = visible_line(text);
    match Fit::of(line.graphemes(true), max) {
        Fit::Whole => spaced(line.into_owned()),
        Fit::Cut(kept) => {
            let head: String = line.graphemes(true).take(kept).collect();
            if max == 0 { String::new() } else { spaced(format!("{}{}", trimmed(&head), cut_sign())) }
        }
    }
}

/// As [`cut`], keeping the end of `text`: for paths and for what is being typed.
#[must_use]
pub(crate) fn cut_start(text: &str, max: usize) -> String {
    let line = visible_line(text);
    match Fit::of(line.graphemes(true).rev(), max) {
        Fit::Whole => line.into_owned(),
        Fit::Cut(kept) => {
            let skipped = line.graphemes(true).count() - kept;
            let tail: String = line.graphemes(true).skip(skipped).collect();
            if max == 0 { String::new() } else { format!("{}{}", cut_sign(), tail.trim_start()) }
        }
    }
}

/// `text` cut and filled with spaces to exactly `width` cells, aligned left.
#[must_use]
pub(crate) fn pad(text: &str, width: usize) -> String {
    let mut out = cut(text, width);
    let used = self::width(&out);
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    out
}

/// `text` cut and filled with spaces to exactly `width` cells, aligned right.
#[must_use]
pub(crate) fn pad_start(text: &str, width: usize) -> String {
    let cut = cut(text, width);
    let fill = width.saturating_sub(self::width(&cut));
    format!("{}{cut}", " ".repeat(fill))
}

/// `left` and `right` at the two ends of exactly `width` cells; `left` gives way first, then `right`.
#[must_use]
pub fn spread(left: &str, right: &str, width: usize) -> String {
    let right = cut(right, width);
    let room = width.saturating_sub(self::width(&right));
    let gap = usize::from(!right.is_empty() && room > 0);
    format!("{}{}{right}", pad(left, room - gap), " ".repeat(gap))
}

/// `text` in lines of at most `width` cells, its own line breaks kept.
///
/// Breaks at spaces, after hyphens, dashes and slashes, and beside wide characters; a longer word is broken
/// between graphemes. Without room for one cell there is no line at all.
#[must_use]
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if width > 0 {
        for line in visible(text).split('\n') {
            wrap_line(&visible_line(line), width, &mut lines);
        }
    }
    lines
}

/// Returns `text`, made visible, in lines of at most `width` cells that are broken between any two graphemes.
#[must_use]
pub(crate) fn chunks(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (grapheme, cells) in graphemes(text) {
        if used + cells > width.max(1) && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&grapheme);
        }
        used += cells;
    }
    lines
}

/// The graphemes of a line made visible, each with its width: for drawing with styles by place.
#[must_use]
pub(crate) fn graphemes(text: &str) -> Vec<(String, usize)> {
    visible_line(text).graphemes(true).map(|g| (g.to_owned(), cells(g))).collect()
}

enum Fit {
    Whole,
    /// How many graphemes stand before the `…`.
    Cut(usize),
}

impl Fit {
    fn of<'t>(graphemes: impl Iterator<Item = &'t str>, max: usize) -> Self {
        let room = max.saturating_sub(1);
        let (mut used, mut kept) = (0, 0);
        for grapheme in graphemes {
            let cells = cells(grapheme);
            if used + cells > max {
                return Self::Cut(kept);
            }
            used += cells;
            if used <= room {
                kept += 1;
            }
        }
        Self::Whole
    }
}

fn wrap_line(line: &str, width: usize, lines: &mut Vec<String>) {
    let parts: Vec<(&str, usize)> = line.graphemes(true).map(|g| (g, cells(g))).collect();
    let mut rest = parts.as_slice();
    loop {
        let mut used = 0;
        let fits = rest.iter().take_while(|(_, cells)| {
            used += cells;
            used <= width
        });
        let fits = fits.count();
        if fits == rest.len() {
            lines.push(joined(rest));
            return;
        }
        let end = match (1..=fits).rev().find(|at| breaks(rest, *at)) {
            Some(at) => at,
            None => fits,
        };
        if end == 0 {
            lines.push(cut_sign().to_owned());
            rest = rest.get(1..).unwrap_or_default();
        } else {
            lines.push(joined(rest.get(..end).unwrap_or_default()));
            rest = rest.get(end..).unwrap_or_default();
        }
        let spaces = rest.iter().take_while(|(g, _)| *g == " ").count();
        rest = rest.get(spaces..).unwrap_or_default();
        if rest.is_empty() {
            return;
        }
    }
}

fn joined(parts: &[(&str, usize)]) -> String {
    let line: String = parts.iter().map(|(g, _)| *g).collect();
    trimmed(&line).to_owned()
}

/// Without spaces at the end, and without a joiner that has lost what it joins to.
fn trimmed(line: &str) -> &str {
    line.trim_end_matches([' ', '\u{200C}', '\u{200D}'])
}

/// Whether a line may end before part `at`.
fn breaks(parts: &[(&str, usize)], at: usize) -> bool {
    let (Some((before, before_cells)), Some((after, after_cells))) = (parts.get(at - 1), parts.get(at))
    else {
        return false;
    };
    let wide = *before_cells > 1 || *after_cells > 1;
    let closes = matches!(*after, "、" | "。" | "，" | "．" | "」" | "』" | "）" | "！" | "？" | "：" | "；");
    let hyphen = matches!(*before, "-" | "‐" | "–" | "—" | "/") && after.chars().all(char::is_alphanumeric);
    *after == " " || *before == " " || (wide && !closes) || hyphen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_keeps_graphemes_whole() {
        assert_eq!(cut("Zelenskyy", 20), "Zelenskyy", "what fits stays");
        assert_eq!(cut("Zelenskyy", 5), "Zele…", "a cut ends with the sign");
        assert_eq!(cut("trilateral talks", 12), "trilateral…", "no space stands before the sign");
        assert_eq!(cut("北京会談", 5), "北京…", "a wide character is not halved");
        assert_eq!(cut("👩‍🚀👩‍🚀👩‍🚀", 4), "👩‍🚀…", "a joined emoji is one");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…", "an accent stays on its letter");
        assert_eq!(cut("anything", 0), "", "no room, no text");
        assert_eq!(cut("北京", 1), "…", "no room for one wide character");
    }

    #[test]
    fn the_end_of_a_path_stays() {
        assert_eq!(
            cut_start("/home/analyst/kremlin.md", 12),
            "…/kremlin.md",
            "the file's name is what counts"
        );
        assert_eq!(cut_start("kremlin.md", 12), "kremlin.md", "what fits stays");
    }

    #[test]
    fn columns_are_exact() {
        assert_eq!(pad("Кремль", 8), "Кремль  ", "filled on the right");
        assert_eq!(pad_start("47", 4), "  47", "filled on the left");
        assert_eq!(spread("Kremlin", "47", 12), "Kremlin   47", "two ends of a line");
        assert_eq!(spread("Kremlin, Moscow", "47", 8), "Krem… 47", "the left gives way");
        assert_eq!(spread("Kremlin", "47", 1), "…", "nothing overflows");
    }

    #[test]
    fn lines_break_where_a_reader_expects() {
        let lines = wrap("Ushakov: no one has seriously discussed a three-way meeting", 16);
        assert_eq!(
            lines,
            ["Ushakov: no one", "has seriously", "discussed a", "three-way", "meeting"],
            "words stay whole"
        );
        assert_eq!(wrap("one\n\ntwo", 9), ["one", "", "two"], "own line breaks stay");
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"], "a word longer than the line is broken");
        assert_eq!(wrap("北京会談。", 4), ["北京", "会", "談。"], "a full stop does not begin a line");
        assert_eq!(wrap("", 5), [""], "an empty text is an empty line");
        assert!(wrap("text", 0).is_empty(), "no room, no line");
    }

    #[test]
    fn nothing_acts_on_the_terminal() {
        assert_eq!(cut("a\u{1b}[2Jb\nc", 20), "a␛[2Jb c", "escapes are pictures, breaks are spaces");
        assert_eq!(wrap("a\u{9b}2J\tb", 40), ["a<U+009B>2J b"], "controls are named when wrapped as well");
    }

    proptest! {
        #[test]
        fn no_width_is_ever_exceeded(text in "\\PC*|(.|\n){0,40}|[а-яёa-z\u{300}-\u{30f}👩\u{200d}🚀北京 ]{0,60}", max in 0usize..40) {
            prop_assert!(width(&cut(&text, max)) <= max, "cut");
            prop_assert!(width(&cut_start(&text, max)) <= max, "cut_start");
            prop_assert_eq!(width(&pad(&text, max)), max, "pad is exact");
            prop_assert_eq!(width(&pad_start(&text, max)), max, "pad_start is exact");
            prop_assert_eq!(width(&spread(&text, &text, max)), max, "spread is exact");
            for line in wrap(&text, max) {
                prop_assert!(width(&line) <= max, "a wrapped line is within {}: {:?}", max, line);
            }
        }

        #[test]
        fn graphemes_are_never_split(text in "\\PC*|[a-z\u{300}-\u{30f}👩\u{200d}🚀🇺🇦北 ]{0,60}", max in 1usize..40) {
            let cut = cut(&text, max);
            let whole = visible_line(&text);
            if let Some(kept) = cut.strip_suffix(cut_sign()) && cut != whole {
                let ends = whole.grapheme_indices(true).map(|(at, _)| trimmed(whole.split_at(at).0));
                prop_assert!(ends.into_iter().any(|head| head == kept), "a cut is between graphemes: {:?}", kept);
            }
        }

        #[test]
        fn wrapping_loses_nothing_but_spaces(text in "[а-яa-z北-]{1,9}( [а-яa-z北-]{1,9}){0,9}", max in 2usize..30) {
            let squeezed = |t: &str| t.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(squeezed(&wrap(&text, max).concat()), squeezed(&text), "every letter is on some line");
        }
    }
}
