//! Which events a page names.

use crate::event::EventIx;

use super::{Block, Branch, Line, Page, Span};

impl Page {
    /// Returns the events that the page names, as often as it does.
    pub(crate) fn events(&self) -> Vec<EventIx> {
        let mut found = Vec::new();
        for block in &self.blocks {
            of_block(block, &mut found);
        }
        found
    }
}

fn of_block(block: &Block, found: &mut Vec<EventIx>) {
    match block {
        Block::Heading(line) | Block::Text(line) | Block::Note(line) | Block::Nothing(line) => {
            of_line(line, found);
        }
        Block::List(lines) => lines.iter().for_each(|line| of_line(line, found)),
        Block::Table(table) => {
            let lines = table.rows.iter().flat_map(|row| row.cells.iter().chain(&row.asides));
            lines.for_each(|line| of_line(line, found));
        }
        Block::Tree(branches) => of_branches(branches, found),
        Block::Plot(_) => {}
        Block::Long(block, _) => of_block(block, found),
    }
}

fn of_branches(branches: &[Branch], found: &mut Vec<EventIx>) {
    for branch in branches {
        of_line(&branch.line, found);
        branch.notes.iter().for_each(|line| of_line(line, found));
        of_branches(&branch.branches, found);
    }
}

fn of_line(line: &Line, found: &mut Vec<EventIx>) {
    found.extend(line.iter().filter_map(|span| match span {
        Span::Event(ix) => Some(*ix),
        _ => None,
    }));
}
