//! A report as plain text: aligned columns, trees drawn with lines, wrapped only on a terminal.

use crate::text::signs::cut_sign;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::layout::{self, ColumnBand, Wish};
use crate::cli::list::Look;
use crate::report::document::{Alignment, Block, Branch, Column, Line, OUTSIDE, Page, Span, Table, words};
use crate::text::signs::{drawn, sign, spaced};
use crate::text::{cut, visible_line};
use crate::timeline::Timeline;

/// Writes `page` as plain text.
///
/// # Errors
/// Any error of `out`.
pub(in crate::cli) fn write(
    timeline: &Timeline,
    page: &Page,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = Writer { timeline, look, out };
    writer.strong(&visible_line(&page.title))?;
    page.blocks.iter().try_for_each(|block| writer.block(block))
}

struct Writer<'w> {
    timeline: &'w Timeline,
    look: Look,
    out: &'w mut dyn Write,
}

/// The minimum width of a wrapped line.
const NARROWEST: usize = 16;
/// The width that a wrapped column gets before other columns get more than they need.
const READABLE: usize = 36;

impl Writer<'_> {
    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Heading(line) => {
                writeln!(self.out)?;
                self.strong(&self.line(line))
            }
            Block::Long(..) => {
                let (block, note) = block.usual();
                self.block(&block)?;
                note.map_or(Ok(()), |note| self.wrapped(&words(note), "", ""))
            }
            Block::Text(line) | Block::Note(line) | Block::Nothing(line) => self.wrapped(line, "", ""),
            Block::List(lines) => lines.iter().try_for_each(|line| self.wrapped(line, "- ", "  ")),
            Block::Table(table) => match table.whole().filter(|whole| self.has_room(whole)) {
                Some(whole) => self.table(&whole),
                None => self.table(table),
            },
            Block::Tree(branches) => self.tree(branches, ""),
            Block::Plot(lines) => {
                lines.iter().try_for_each(|line| writeln!(self.out, "{}", self.cut(&visible_line(line))))
            }
        }
    }

    fn line(&self, line: &Line) -> String {
        line.iter()
            .map(|span| match span {
                Span::Text(text) => visible_line(text).into_owned(),
                Span::Strong(text) => visible_line(text).into_owned(),
                Span::Kind(kind) => format!("{} ", kind.glyph()),
                Span::Standing(standing) => format!("[{}] ", standing.word()),
                Span::Outside => OUTSIDE.to_owned(),
                Span::Event(ix) => {
                    let event = self.timeline.event(*ix);
                    let date = event.date.short(self.timeline.zone());
                    format!("{} ({date})", visible_line(&event.title))
                }
            })
            .collect()
    }

    /// Writes a heading, on as many lines as it needs.
    fn strong(&mut self, text: &str) -> io::Result<()> {
        for part in self.parts(text, 0) {
            writeln!(self.out, "{}", self.look.paint.bold(&part))?;
        }
        Ok(())
    }

    /// Cuts a line of a plot, which cannot be wrapped, with `…` if it is too long.
    fn cut(&self, line: &str) -> String {
        self.look.width.map_or_else(|| line.to_owned(), |room| cut(line, room))
    }

    fn wrapped(&mut self, line: &Line, first: &str, rest: &str) -> io::Result<()> {
        for (at, part) in self.parts(&self.line(line), first.width().max(rest.width())).iter().enumerate() {
            writeln!(self.out, "{}{part}", if at == 0 { first } else { rest })?;
        }
        Ok(())
    }

    /// Splits `text` into lines that fit beside `taken` columns. Returns one line if nothing is wrapped.
    fn parts(&self, text: &str, taken: usize) -> Vec<String> {
        match self.look.width {
            Some(width) => wrap(text, width.saturating_sub(taken).max(NARROWEST)),
            None => vec![text.to_owned()],
        }
    }

    fn table(&mut self, table: &Table) -> io::Result<()> {
        let cells: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.cells.iter().map(|cell| self.line(cell)).collect()).collect();
        let wishes: Vec<Wish> =
            (0..table.columns.len()).map(|at| wish(&table.columns[at], at, &cells)).collect();
        let strips = match self.look.width {
            Some(room) => layout::strips(&wishes, room),
            None => vec![wishes.iter().map(|wish| wish.whole).enumerate().collect()],
        };
        for (nth, strip) in strips.iter().enumerate() {
            if nth > 0 {
                writeln!(self.out)?;
            }
            let wrapped = self.look.width;
            let part = |cell: &str, width: usize| match wrapped {
                Some(_) => wrap(cell, width),
                None => vec![cell.to_owned()],
            };
            let heads: Vec<_> =
                strip.iter().map(|(at, width)| part(&table.columns[*at].head, *width)).collect();
            self.row(table, strip, &heads, true)?;
            for row in &cells {
                let parts: Vec<_> = strip
                    .iter()
                    .map(|(at, width)| part(row.get(*at).map_or("", String::as_str), *width))
                    .collect();
                self.row(table, strip, &parts, false)?;
            }
        }
        Ok(())
    }

    /// Returns whether the columns that are not wrapped leave the others enough room to be readable.
    fn has_room(&self, table: &Table) -> bool {
        let Some(room) = self.look.width else { return true };
        let wide = |at: usize, column: &Column| {
            let cells =
                table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| self.line(cell).width());
            match column.lean {
                Alignment::Wrap => READABLE,
                Alignment::Left | Alignment::Right => cells.max().unwrap_or(0).max(column.head.width()),
            }
        };
        let widths = table.columns.iter().enumerate().map(|(at, column)| wide(at, column) + 2);
        widths.sum::<usize>() <= room + 2
    }

    fn row(
        &mut self,
        table: &Table,
        strip: &ColumnBand,
        cells: &[Vec<String>],
        head: bool,
    ) -> io::Result<()> {
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (cell, (column, width)) in cells.iter().zip(strip) {
                let text = cell.get(at).map_or("", String::as_str);
                let pad = " ".repeat(width.saturating_sub(text.width()));
                match table.columns[*column].lean {
                    Alignment::Right => line.extend([pad.as_str(), text]),
                    Alignment::Left | Alignment::Wrap => line.extend([text, pad.as_str()]),
                }
                line.push_str(&" ".repeat(layout::GAP));
            }
            let line = line.trim_end();
            writeln!(self.out, "{}", if head { self.look.paint.bold(line) } else { line.to_owned() })?;
        }
        Ok(())
    }

    /// Returns the stems before a branch, without the outer ones if they would take the room of words.
    fn squeezed(&self, indent: &str) -> String {
        let most = self.look.width.map_or(usize::MAX, |room| room.saturating_sub(READABLE));
        match indent.chars().count().checked_sub(most) {
            None | Some(0) => indent.to_owned(),
            Some(over) => format!("{}{}", cut_sign(), indent.chars().skip(over + 1).collect::<String>()),
        }
    }

    fn tree(&mut self, branches: &[Branch], indent: &str) -> io::Result<()> {
        for (at, branch) in branches.iter().enumerate() {
            let last = at + 1 == branches.len();
            let root = indent.is_empty();
            let (turn, below) = match (root, last) {
                (true, _) => ("", ""),
                (false, true) => ("└ ", "  "),
                (false, false) => ("├ ", "│ "),
            };
            let (turn, below) = (drawn(turn), drawn(below));
            let indent = self.squeezed(indent);
            let (first, rest) = (format!("{indent}{turn}"), format!("{indent}{below}"));
            self.wrapped(&branch.line, &first, &format!("{rest}  "))?;
            for note in &branch.notes {
                let stem = drawn(if branch.branches.is_empty() { "  " } else { "│ " });
                self.wrapped(note, &format!("{rest}{stem}  "), &format!("{rest}{stem}  "))?;
            }
            self.tree(&branch.branches, &format!("{rest} "))?;
        }
        Ok(())
    }
}

/// Returns the width that a column with these `cells` wants.
fn wish(column: &Column, at: usize, cells: &[Vec<String>]) -> Wish {
    let mut wish = Wish { whole: 0, word: 0, wraps: column.lean == Alignment::Wrap };
    for text in cells.iter().filter_map(|row| row.get(at)).chain([&column.head]) {
        wish.whole = wish.whole.max(text.width());
        wish.word = wish.word.max(text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0));
    }
    wish
}

pub(in crate::cli) fn wrap(text: &str, width: usize) -> Vec<String> {
    // A week (2025-W51), a plan (28-point) or a range of days (8–9 Jan) is not broken at its hyphen or dash.
    let whole = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    // A no-break space keeps a separator at the end of a line and never at the start of the next.
    let text = ["·", "—"]
        .map(sign)
        .iter()
        .fold(text.to_owned(), |text, sign| text.replace(&format!(" {sign} "), &format!("\u{a0}{sign} ")));
    let lines = textwrap::wrap(&text, whole);
    if lines.is_empty() {
        vec![String::new()]
    } else {
        lines.into_iter().map(|line| spaced(line.into_owned())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::paint::Paint;
    use crate::event::Word as _;
    use crate::report::{Method, Scope};
    use crate::timeline::sample::Sample;

    fn drawn(table: Table, width: Option<usize>) -> String {
        let page = Page { title: "T".to_owned(), blocks: vec![Block::Table(table)] };
        let mut out = Vec::new();
        let look = Look { paint: Paint::new(false), width };
        write(&Sample::days(&[]), &page, look, &mut out).expect("memory takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn what_stands_behind_cells_stands_where_there_is_room() {
        let mut table = Table::new(&[("Claim", Alignment::Wrap), ("Aland", Alignment::Left)]);
        table.row(vec![words("There is a plan."), words("D")]);
        table.rows[0].asides = vec![Line::new(), words(" 21 Dec 2025")];
        let short = "T\nClaim             Aland\nThere is a plan.  D\n";
        let long = "T\nClaim             Aland\nThere is a plan.  D 21 Dec 2025\n";
        assert_eq!(drawn(table.clone(), Some(40)), short, "36 columns for the claim leave none for a date");
        assert_eq!(drawn(table.clone(), Some(60)), long, "60 columns hold it");
        assert_eq!(drawn(table, None), long, "what is not wrapped has all room");
    }

    #[test]
    fn a_hyphen_does_not_break_a_line() {
        assert_eq!(wrap("in week 2025-W51 of it", 14), ["in week", "2025-W51 of it"], "weeks stay whole");
    }

    #[test]
    fn no_line_of_a_report_is_wider_than_its_room() {
        let timeline = Timeline::new(crate::store::Store::builtin().shared(), None);
        let now = crate::event::date::Now::parse("2026-03-01", chrono_tz::UTC).expect("a day");
        let scope = Scope::new(&timeline, timeline.order(), &now);
        for method in Method::ALL {
            let page = crate::report::report(*method, &scope).page(&scope);
            for width in [30, 60, 80, 100] {
                let mut out = Vec::new();
                let look = Look { paint: Paint::new(false), width: Some(width) };
                write(&timeline, &page, look, &mut out).expect("memory takes all");
                let text = String::from_utf8(out).expect("text");
                assert!(text.lines().count() > 10, "{method} says something");
                for line in text.lines() {
                    assert!(line.width() <= width, "{method} in {width} columns:\n{line}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_wrapped_is_cut_with_a_sign() {
        assert_eq!(cut("▁▂▃▄▅", 5), "▁▂▃▄▅", "all of it fits");
        assert_eq!(cut("▁▂▃▄▅▆", 5), "▁▂▃▄…", "the last column says that there is more");
        assert_eq!(cut("東京大阪", 5), "東京…", "a wide sign is never halved");
    }
}
