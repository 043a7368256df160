//! A report as text for people: headings, lines, tables and trees that any output can draw.
//!
//! Text is as in the store, never escaped or cut: whoever draws it does that for its own output.

use crate::event::{EventIx, Kind};
pub use crate::text::counted;

/// A report to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// What it is.
    pub title: String,
    /// Its parts from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading over what follows.
    Heading(Line),
    /// A paragraph.
    Text(Line),
    /// A remark on how something was counted or what is missing; drawn dim.
    Note(Line),
    /// Points of equal rank.
    List(Vec<Line>),
    /// Rows under column heads.
    Table(Table),
    /// Lines that hang on each other.
    Tree(Vec<Branch>),
    /// Lines to be drawn as they stand in one width: bars, sparklines.
    Plot(Vec<String>),
}

/// A line or a cell: pieces that follow each other without a space of their own.
pub type Line = Vec<Span>;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// Words that stand out.
    Strong(String),
    /// The kind of the event that follows, drawn as its glyph on a terminal and as its word in a document; what
    /// parts it from what follows is drawn with it.
    Kind(Kind),
    /// An event, drawn as its title, linked where the output can.
    Event(EventIx),
}

/// Rows under column heads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell a column.
    pub rows: Vec<Vec<Line>>,
    /// What stands behind the cells where there is room for all of it, as `rows`; empty: nothing.
    pub asides: Vec<Vec<Line>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Which way it leans.
    pub lean: Lean,
}

/// Which way a column leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// Words: to the left; never narrower than its longest cell.
    Left,
    /// Numbers: to the right.
    Right,
    /// Long words: to the left, and on a narrow terminal wrapped.
    Wrap,
}

/// A line of a tree and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Branch {
    /// The line.
    pub line: Line,
    /// Lines that belong to it, below it and before its branches.
    pub notes: Vec<Line>,
    /// What hangs on it.
    pub branches: Vec<Self>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a heading of plain words.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(words(text)));
    }

    /// Adds a paragraph of plain words.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(words(text)));
    }

    /// Adds a remark of plain words.
    pub fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note(words(text)));
    }

    /// Adds a part.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[(&str, Lean)]) -> Self {
        let columns = columns.iter().map(|(head, lean)| Column { head: (*head).to_owned(), lean: *lean });
        Self { columns: columns.collect(), ..Self::default() }
    }

    /// The table with what stands behind its cells; none where nothing does.
    #[must_use]
    pub fn whole(&self) -> Option<Self> {
        if self.asides.is_empty() {
            return None;
        }
        let mut whole = Self { asides: Vec::new(), ..self.clone() };
        for (row, asides) in whole.rows.iter_mut().zip(&self.asides) {
            for (cell, aside) in row.iter_mut().zip(asides) {
                cell.extend(aside.iter().cloned());
            }
        }
        Some(whole)
    }

    /// Adds a row; `cells` are as many as there are columns.
    pub fn row(&mut self, cells: Vec<Line>) {
        self.rows.push(cells);
    }
}

/// A line of plain words.
#[must_use]
pub fn words(text: impl Into<String>) -> Line {
    vec![Span::Text(text.into())]
}
