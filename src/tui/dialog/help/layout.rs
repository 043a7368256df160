//! The help in lines: one column, or two of about the same height if they fit.

use super::Section;
use crate::tui::text;

/// One line of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Blank,
    Heading(String),
    /// What is explained, a line of the words, and an example.
    Row {
        what: String,
        means: String,
        example: String,
    },
}

/// Cells between two columns.
const GAP: usize = 4;
/// Explanations longer than this want the whole width.
const LONG: usize = 48;
/// From this width on, two columns.
const TWO: usize = 72;

/// Returns the widths of the three parts of a row in a column of `width` cells, for these sections.
#[must_use]
pub(crate) fn columns(sections: &[Section], width: usize) -> (usize, usize, usize) {
    let rows = || sections.iter().flat_map(|section| &section.rows);
    let widest = |part: fn(&(String, String, String)) -> &String| {
        rows().map(|row| text::width(part(row))).max().unwrap_or(0)
    };
    let what = widest(|row| &row.0).min(width / 3).max(4) + 2;
    let example = widest(|row| &row.2);
    let rest = width.saturating_sub(what);
    let example = if example > 0 && rest >= example + 32 { example + 2 } else { 0 };
    (what, rest - example, example)
}

/// Returns the width of each of `count` columns.
fn column(width: usize, count: usize) -> usize {
    if count == 2 { (width - GAP) / 2 } else { width }
}

pub(super) fn lines(sections: &[Section], width: usize) -> Vec<Vec<Item>> {
    let long = sections.iter().flat_map(|s| &s.rows).any(|row| text::width(&row.1) > LONG);
    let count = if width >= TWO && !long { 2 } else { 1 };
    let blocks: Vec<Vec<Item>> = {
        let widths = columns(sections, column(width, count));
        sections.iter().map(|section| block(section, widths)).collect()
    };
    if count == 1 {
        return joined(&blocks).into_iter().map(|item| vec![item]).collect();
    }
    // The split with the least height; the order of reading stays: down the left, then down the right.
    let height = |blocks: &[Vec<Item>]| joined(blocks).len();
    let split = |at: usize| blocks.split_at_checked(at).unwrap_or_default();
    let best = (1..=blocks.len()).min_by_key(|at| {
        let (left, right) = split(*at);
        height(left).max(height(right))
    });
    let (left, right) = split(best.unwrap_or(blocks.len()));
    let (left, right) = (joined(left), joined(right));
    let item = |items: &[Item], at: usize| items.get(at).cloned().unwrap_or(Item::Blank);
    (0..left.len().max(right.len())).map(|at| vec![item(&left, at), item(&right, at)]).collect()
}

fn block(section: &Section, (_, means, example): (usize, usize, usize)) -> Vec<Item> {
    let mut items = vec![Item::Heading(section.heading.clone())];
    for (what, words, sample) in &section.rows {
        let mut wrapped = text::wrap(words, means.saturating_sub(1)).into_iter();
        items.push(Item::Row {
            what: what.clone(),
            means: wrapped.next().unwrap_or_default(),
            example: if example > 0 { sample.clone() } else { String::new() },
        });
        items.extend(wrapped.map(|means| Item::Row { what: String::new(), means, example: String::new() }));
    }
    items
}

fn joined(blocks: &[Vec<Item>]) -> Vec<Item> {
    blocks.join(&Item::Blank)
}
