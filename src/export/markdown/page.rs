//! Reports as Markdown tables and lists that GitHub renders.

use std::fmt::Write as _;

use super::escape::{blank, escaped, leading, strong};
use crate::event::EventIx;
use crate::report::document::{Alignment, Block, Branch, Line, OUTSIDE, Page, Span, Table, words};
use crate::text::visible_line;

/// A function that names an event: a link to its heading, or its title and date. The name may begin a block.
pub(crate) type Reference<'a> = &'a dyn Fn(EventIx) -> String;

/// Returns `page` as Markdown. Its title is a heading of `level`, its own headings are one level below.
pub(crate) fn write(page: &Page, level: usize, reference: Reference<'_>) -> String {
    let mut out = format!("{} {}\n", "#".repeat(level), escaped(&page.title));
    for block in &page.blocks {
        write_block(block, level, reference, &mut out);
    }
    out
}

fn write_block(block: &Block, level: usize, reference: Reference<'_>, out: &mut String) {
    if !matches!(block, Block::Long(..)) {
        out.push('\n');
    }
    match block {
        Block::Long(..) => {
            let (block, note) = block.usual();
            write_block(&block, level, reference, out);
            if let Some(note) = note {
                write_block(&Block::Note(words(note)), level, reference, out);
            }
        }
        Block::Heading(line) => {
            let _ = writeln!(out, "{} {}", "#".repeat(level + 1), inline(line, reference));
        }
        Block::Text(line) | Block::Nothing(line) => out.push_str(&(first(line, reference) + "\n")),
        Block::Note(line) => {
            let _ = writeln!(out, "*{}*", inline(line, reference));
        }
        Block::List(lines) => {
            for line in lines {
                let _ = writeln!(out, "- {}", first(line, reference));
            }
        }
        Block::Table(table) => rows(table.whole().as_ref().unwrap_or(table), reference, out),
        Block::Tree(branches) => tree(branches, 0, reference, out),
        Block::Plot(lines) => {
            out.push_str("```text\n");
            for line in lines {
                let _ = writeln!(out, "{}", visible_line(line));
            }
            out.push_str("```\n");
        }
    }
}

fn span(span: &Span, reference: Reference<'_>) -> String {
    match span {
        Span::Text(text) => spaced(text, escaped(text)),
        Span::Strong(text) => strong(text),
        Span::Kind(kind) => format!("*{kind}* "),
        Span::Event(ix) => reference(*ix),
        Span::Standing(standing) => escaped(&format!("[{}]", standing.word())) + " ",
        Span::Outside => OUTSIDE.to_owned(),
    }
}

/// Returns `escaped` with the space that `raw` begins or ends with, because pieces are joined without separators.
fn spaced(raw: &str, escaped: String) -> String {
    if escaped.is_empty() {
        return if raw.is_empty() { escaped } else { " ".to_owned() };
    }
    let at = |yes: bool| if yes { " " } else { "" };
    let (before, after) = (raw.starts_with(char::is_whitespace), raw.ends_with(char::is_whitespace));
    format!("{}{escaped}{}", at(before), at(after))
}

fn inline(line: &Line, reference: Reference<'_>) -> String {
    line.iter().map(|piece| span(piece, reference)).collect()
}

/// Returns a line for the start of a block, where a leading character could act as markup. Event names are already escaped.
fn first(line: &Line, reference: Reference<'_>) -> String {
    let is_visible = |piece: &&Span| !matches!(piece, Span::Text(text) if blank(text));
    let before = line.iter().take_while(|piece| !is_visible(piece)).count();
    match line.get(before..).and_then(<[Span]>::split_first) {
        Some((Span::Text(text), rest)) => {
            spaced(text.trim_start(), leading(text))
                + &rest.iter().map(|piece| span(piece, reference)).collect::<String>()
        }
        Some(_) => line.iter().skip(before).map(|piece| span(piece, reference)).collect(),
        None => String::new(),
    }
}

fn rows(table: &Table, reference: Reference<'_>, out: &mut String) {
    let heads: Vec<String> = table.columns.iter().map(|column| escaped(&column.head)).collect();
    let _ = writeln!(out, "| {} |", heads.join(" | "));
    let rule = |lean| if lean == Alignment::Right { "---:" } else { "---" };
    let rules: Vec<&str> = table.columns.iter().map(|column| rule(column.lean)).collect();
    let _ = writeln!(out, "|{}|", rules.join("|"));
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| inline(cell, reference)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn tree(branches: &[Branch], depth: usize, reference: Reference<'_>, out: &mut String) {
    let indent = "  ".repeat(depth);
    for branch in branches {
        let _ = writeln!(out, "{indent}- {}", first(&branch.line, reference));
        for note in &branch.notes {
            let _ = writeln!(out, "{indent}  - {}", first(note, reference));
        }
        tree(&branch.branches, depth + 1, reference, out);
    }
}
