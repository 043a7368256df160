//! Wrapping text with tones.

use crate::event::{EventIx, Kind};
use crate::text::visible_line;
use crate::tui::text;

/// The role of a piece of text, which decides its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    Plain,
    /// A title, a name.
    Strong,
    /// What matters less.
    Dim,
    /// The name of a section.
    Heading,
    /// The sign of a kind.
    Kind(Kind),
    /// Something to look at.
    Warning,
    /// An address.
    Link,
    /// A number that can be typed.
    Key,
}

/// A stretch of one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Text, already visible.
    pub text: String,
    pub(crate) tone: Tone,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageLine {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// The event that the line links to.
    pub link: Option<EventIx>,
    /// The number of the source, from 1.
    pub source: Option<usize>,
}

/// Lines of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// From top to bottom.
    pub lines: Vec<PageLine>,
}

/// Cells of the labels at the left.
const LABEL: usize = 10;

pub(super) struct Writer {
    width: usize,
    lines: Vec<PageLine>,
}

impl Writer {
    pub(super) fn new(width: usize) -> Self {
        Self { width: width.max(1), lines: Vec::new() }
    }

    pub(super) fn page(self) -> Page {
        Page { lines: self.lines }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Returns the number of lines, for marking later ones.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Marks the lines from `start` on.
    pub(super) fn mark(&mut self, start: usize, mark: impl Fn(&mut PageLine)) {
        self.lines.iter_mut().skip(start).for_each(mark);
    }

    /// Writes an empty line, but never two and never at the top.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.pieces.is_empty()) {
            self.lines.push(PageLine::default());
        }
    }

    /// Writes the name of a section, with an empty line above.
    pub(super) fn heading(&mut self, name: &str) {
        self.blank();
        self.pieces("", "", &[(name, Tone::Heading)]);
    }

    /// Writes a paragraph of one tone.
    pub(super) fn text(&mut self, text: &str, tone: Tone) {
        for line in text::wrap(text.trim_end(), self.width) {
            self.lines.push(PageLine { pieces: vec![Piece { text: line, tone }], ..PageLine::default() });
        }
    }

    /// Writes a label on the left and text beside it, or after it on a narrow page.
    pub(super) fn labelled(&mut self, label: &str, pieces: &[(&str, Tone)]) {
        if self.width < LABEL + 25 {
            let lead = if label.is_empty() { "  ".to_owned() } else { format!("{label}  ") };
            self.hanging(&lead, Tone::Dim, "  ", pieces);
        } else {
            let lead =
                if text::width(label) < LABEL { text::pad(label, LABEL) } else { format!("{label}  ") };
            self.hanging(&lead, Tone::Dim, &" ".repeat(LABEL), pieces);
        }
    }

    /// Writes pieces after `first`, and further lines after `rest`.
    pub(super) fn pieces(&mut self, first: &str, rest: &str, pieces: &[(&str, Tone)]) {
        self.hanging(first, Tone::Dim, rest, pieces);
    }

    /// Writes like [`Writer::pieces`], with `first` in its own tone.
    pub(super) fn hanging(&mut self, first: &str, tone: Tone, rest: &str, pieces: &[(&str, Tone)]) {
        // On a sliver of a page the text itself is what there is room for.
        let lead = text::width(first).max(text::width(rest));
        let (first, rest) = if lead + 4 > self.width { ("", "") } else { (first, rest) };
        let rooms = [first, rest].map(|lead| self.width.saturating_sub(text::width(lead)).max(1));
        for (at, mut line) in fill(pieces, rooms).into_iter().enumerate() {
            let (lead, tone) = if at == 0 { (first, tone) } else { (rest, Tone::Plain) };
            if !lead.is_empty() {
                line.insert(0, Piece { text: text::cut(lead, self.width.saturating_sub(1)), tone });
            }
            self.lines.push(PageLine { pieces: line, ..PageLine::default() });
        }
    }

    /// Writes a whole address after `label`. Further lines begin below its first letter, and every line but the last is full.
    pub(super) fn address(&mut self, hang: &str, label: &str, url: &str) {
        let lead = text::width(hang) + text::width(label);
        // On a sliver of a page the address itself is what there is room for.
        let (hang, label) = if lead + 8 > self.width { ("", "") } else { (hang, label) };
        let indent = text::width(hang) + text::width(label);
        for (at, line) in text::chunks(url, self.width - indent).into_iter().enumerate() {
            let start = if at == 0 { label.to_owned() } else { " ".repeat(text::width(label)) };
            let pieces = [(hang.to_owned(), Tone::Plain), (start, Tone::Dim), (line, Tone::Link)];
            let pieces = pieces.into_iter().filter(|(text, _)| !text.is_empty());
            let pieces = pieces.map(|(text, tone)| Piece { text, tone }).collect();
            self.lines.push(PageLine { pieces, ..PageLine::default() });
        }
    }

    /// Writes columns of given widths, each wrapped, with two cells between.
    pub(super) fn columns(&mut self, cells: &[(String, usize, Tone)]) {
        let wrapped: Vec<Vec<String>> =
            cells.iter().map(|(text, width, _)| text::wrap(text, (*width).max(1))).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let mut pieces = Vec::new();
            for (lines, (_, width, tone)) in wrapped.iter().zip(cells) {
                let text = lines.get(row).map_or("", String::as_str);
                pieces.push(Piece { text: text::pad(text, *width), tone: *tone });
                pieces.push(Piece { text: "  ".to_owned(), tone: Tone::Plain });
            }
            pieces.pop();
            self.lines.push(PageLine { pieces, ..PageLine::default() });
        }
    }
}

/// Fills a first line and further lines of so many cells. Lines break between words; a word longer than a line is broken
/// too.
fn fill(pieces: &[(&str, Tone)], [first, rest]: [usize; 2]) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut room = first;
    let mut used = 0;
    let mut space = false;
    for (text, tone) in pieces {
        let text = visible_line(text);
        for (at, word) in text.split(' ').enumerate() {
            space |= at > 0;
            if word.is_empty() {
                continue;
            }
            let wide = text::width(word);
            let gap = usize::from(space && used > 0);
            if used + gap + wide > room && (space || wide > room) && used > 0 {
                lines.push(Vec::new());
                (used, room) = (0, rest);
            }
            for (part_at, part) in text::wrap(word, room.min(rest)).into_iter().enumerate() {
                if part_at > 0 {
                    lines.push(Vec::new());
                    (used, room) = (0, rest);
                }
                let lead = if space && used > 0 && part_at == 0 { " " } else { "" };
                used += text::width(&part) + lead.len();
                push(&mut lines, format!("{lead}{part}"), *tone);
            }
            space = false;
        }
        space |= text.ends_with(' ');
    }
    lines
}

fn push(lines: &mut [Vec<Piece>], text: String, tone: Tone) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut() {
        Some(last) if last.tone == tone => last.text.push_str(&text),
        _ => line.push(Piece { text, tone }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(page: &Page) -> Vec<String> {
        page.lines.iter().map(|l| l.pieces.iter().map(|p| p.text.as_str()).collect()).collect()
    }

    #[test]
    fn tones_wrap_as_one_text() {
        let mut out = Writer::new(36);
        out.labelled(
            "about",
            &[("talks are prepared", Tone::Plain), (": ", Tone::Plain), ("denies", Tone::Strong)],
        );
        assert_eq!(
            lines(&out.page()),
            ["about     talks are prepared: denies"],
            "lines hang under the text, not under the label"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        for width in 1..40 {
            let mut out = Writer::new(width);
            out.heading("SOURCES");
            out.text("北京会談 and a veryverylongwordthatmustbebroken", Tone::Plain);
            out.labelled("organiser", &[("Министерство иностранных дел", Tone::Plain)]);
            out.hanging(
                "● ",
                Tone::Strong,
                "  ",
                &[("https://example.org/a/long/path-of-words", Tone::Link)],
            );
            for line in lines(&out.page()) {
                assert!(text::width(&line) <= width, "{line:?} is wider than {width}");
            }
        }
    }
}
