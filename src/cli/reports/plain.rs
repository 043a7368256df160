//! A report as plain text: columns that line up, trees with lines, wrapped only on a terminal.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::analysis::page::{Block, Branch, Column, Lean, Line, OUTSIDE, Page, Span, Table, words};
use crate::cli::list::Look;
use crate::text::visible_line;
use crate::timeline::Timeline;

/// Writes `page`.
///
/// # Errors
/// Those of `out`.
pub(in crate::cli) fn write(
    timeline: &Timeline,
    page: &Page,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", look.paint.bold(&visible_line(&page.title)))?;
    let mut writer = Writer { timeline, look, out };
    page.blocks.iter().try_for_each(|block| writer.block(block))
}

struct Writer<'w> {
    timeline: &'w Timeline,
    look: Look,
    out: &'w mut dyn Write,
}

/// The narrowest that a wrapped column gets.
const NARROWEST: usize = 16;
/// What a wrapped column wants before others may say more than they must.
const READABLE: usize = 36;

impl Writer<'_> {
    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Heading(line) => {
                let text = self.look.paint.bold(&self.line(line));
                writeln!(self.out, "\n{text}")
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
                lines.iter().try_for_each(|line| writeln!(self.out, "{}", visible_line(line)))
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

    fn wrapped(&mut self, line: &Line, first: &str, rest: &str) -> io::Result<()> {
        for (at, part) in self.parts(&self.line(line), first.width()).iter().enumerate() {
            writeln!(self.out, "{}{part}", if at == 0 { first } else { rest })?;
        }
        Ok(())
    }

    /// `text` in lines that fit beside `taken` columns; in one where nothing is wrapped.
    fn parts(&self, text: &str, taken: usize) -> Vec<String> {
        match self.look.width {
            Some(width) => wrap(text, width.saturating_sub(taken).max(NARROWEST)),
            None => vec![text.to_owned()],
        }
    }

    fn table(&mut self, table: &Table) -> io::Result<()> {
        let cells: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.cells.iter().map(|cell| self.line(cell)).collect()).collect();
        let widths = self.widths(table, &cells);
        let heads: Vec<_> = table.columns.iter().map(|column| vec![column.head.clone()]).collect();
        self.row(table, &widths, &heads, true)?;
        for row in cells {
            let parts = row.iter().zip(&widths).zip(&table.columns).map(|((cell, width), column)| {
                if column.lean == Lean::Wrap && self.look.width.is_some() {
                    wrap(cell, *width)
                } else {
                    vec![cell.clone()]
                }
            });
            let parts: Vec<_> = parts.collect();
            self.row(table, &widths, &parts, false)?;
        }
        Ok(())
    }

    /// Whether the columns that are not wrapped leave the others room to be read.
    fn has_room(&self, table: &Table) -> bool {
        let Some(room) = self.look.width else { return true };
        let wide = |at: usize, column: &Column| {
            let cells =
                table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| self.line(cell).width());
            match column.lean {
                Lean::Wrap => READABLE,
                Lean::Left | Lean::Right => cells.max().unwrap_or(0).max(column.head.width()),
            }
        };
        let widths = table.columns.iter().enumerate().map(|(at, column)| wide(at, column) + 2);
        widths.sum::<usize>() <= room + 2
    }

    /// How wide each column is: as its longest cell, the wrapping ones sharing what is left.
    fn widths(&self, table: &Table, cells: &[Vec<String>]) -> Vec<usize> {
        let longest = |at: usize| {
            let own = cells.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max();
            own.unwrap_or(0).max(table.columns[at].head.width())
        };
        let mut widths: Vec<usize> = (0..table.columns.len()).map(longest).collect();
        let Some(room) = self.look.width else { return widths };
        let wraps = |at: &usize| table.columns[*at].lean == Lean::Wrap;
        let fixed: usize = (0..widths.len()).filter(|at| !wraps(at)).map(|at| widths[at] + 2).sum();
        let mut left = room.saturating_sub(fixed);
        let mut open: Vec<usize> = (0..widths.len()).filter(wraps).collect();
        open.sort_by_key(|at| widths[*at]);
        while let Some((at, rest)) = open.split_first() {
            let share = (left / open.len()).saturating_sub(2).max(NARROWEST);
            widths[*at] = widths[*at].min(share);
            left = left.saturating_sub(widths[*at] + 2);
            open = rest.to_vec();
        }
        widths
    }

    fn row(&mut self, table: &Table, widths: &[usize], cells: &[Vec<String>], head: bool) -> io::Result<()> {
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for ((cell, width), column) in cells.iter().zip(widths).zip(&table.columns) {
                let text = cell.get(at).map_or("", String::as_str);
                let pad = " ".repeat(width.saturating_sub(text.width()));
                match column.lean {
                    Lean::Right => line.extend([pad.as_str(), text]),
                    Lean::Left | Lean::Wrap => line.extend([text, pad.as_str()]),
                }
                line.push_str("  ");
            }
            let line = line.trim_end();
            writeln!(self.out, "{}", if head { self.look.paint.bold(line) } else { line.to_owned() })?;
        }
        Ok(())
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
            let (first, rest) = (format!("{indent}{turn}"), format!("{indent}{below}"));
            self.wrapped(&branch.line, &first, &format!("{rest}  "))?;
            for note in &branch.notes {
                let stem = if branch.branches.is_empty() { "  " } else { "│ " };
                self.wrapped(note, &format!("{rest}{stem}  "), &format!("{rest}{stem}  "))?;
            }
            self.tree(&branch.branches, &format!("{rest} "))?;
        }
        Ok(())
    }
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    // A week (2025-W51), a plan (28-point) or some days (8–9 Jan) are not broken at their hyphen or dash.
    let whole = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    // A no-break space keeps a point or a dash at the end of a line, never at the start of the next.
    let text = text.replace(" · ", "\u{a0}· ").replace(" — ", "\u{a0}— ");
    let lines = textwrap::wrap(&text, whole);
    if lines.is_empty() {
        vec![String::new()]
    } else {
        lines.into_iter().map(std::borrow::Cow::into_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::paint::Paint;
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
        let mut table = Table::new(&[("Claim", Lean::Wrap), ("Aland", Lean::Left)]);
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
}
