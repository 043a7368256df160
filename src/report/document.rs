//! A report as text for people: headings, lines, tables and trees that any output can draw.
//!
//! Text is as in the store, never escaped or cut: whoever draws it does that for its own output. What an output must
//! know to shorten a report or to mark its parts is a field here, never read out of a sentence: which row is a total,
//! which belongs to the one above, how much of a long part is usually shown, what stands outside the filter, what is
//! only a remark, and what says that nothing was found.

mod cut;

use crate::event::{EventIx, Kind, Status, Word};
pub use crate::text::counted;
pub(crate) use cut::left_out;

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
    /// That nothing was found where something was looked for: a result, but no finding.
    Nothing(Line),
    /// Points of equal rank.
    List(Vec<Line>),
    /// Rows under column heads.
    Table(Table),
    /// Lines that hang on each other.
    Tree(Vec<Branch>),
    /// Lines to be drawn as they stand in one width: bars, sparklines.
    Plot(Vec<String>),
    /// A long part whole, with how much of it is usually shown.
    Long(Box<Self>, Cut),
}

/// How much of a long part is usually shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// How many rows or lines.
    pub keep: usize,
    /// From which end.
    pub end: End,
    /// What one of them is, in the singular.
    pub(crate) noun: &'static str,
    /// Where the rest can be seen.
    pub rest: String,
}

/// An end of a long part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The first are kept: they weigh most.
    First,
    /// The last are kept: they are the latest.
    Last,
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
    /// That the event that follows has not simply happened; an output whose names of events say so leaves it out.
    Standing(Standing),
    /// That what was named before stands outside the filter.
    Outside,
}

/// What an event is that has not simply happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its status says so.
    Status(Status),
    /// Its date is still to come.
    Future,
}

/// How what the filter did not choose is marked.
pub(crate) const OUTSIDE: &str = "outside the filter";

/// Rows under column heads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells, one a column.
    pub cells: Vec<Line>,
    /// What stands behind the cells where there is room for all of it, one a column; empty: nothing.
    pub(crate) asides: Vec<Line>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// A row of its own.
    #[default]
    Ordinary,
    /// One that belongs to the row above: never shown without it.
    Continued,
    /// All rows together.
    Total,
    /// Of what stands outside the filter.
    Outside,
    /// One in which nothing was found: zeros, or a test without a result.
    Nothing,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Which way it leans.
    pub(crate) lean: Alignment,
}

/// Which way a column leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
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
    pub(crate) branches: Vec<Self>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a heading of plain words.
    pub(crate) fn heading(&mut self, text: impl Into<String>) {
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

    /// Adds that nothing was found.
    pub fn nothing(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Nothing(words(text)));
    }

    /// Adds a part.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[(&str, Alignment)]) -> Self {
        let columns = columns.iter().map(|(head, lean)| Column { head: (*head).to_owned(), lean: *lean });
        Self { columns: columns.collect(), ..Self::default() }
    }

    /// The table with what stands behind its cells; none where nothing does.
    #[must_use]
    pub fn whole(&self) -> Option<Self> {
        if self.rows.iter().all(|row| row.asides.is_empty()) {
            return None;
        }
        let mut whole = self.clone();
        for row in &mut whole.rows {
            for (cell, aside) in row.cells.iter_mut().zip(std::mem::take(&mut row.asides)) {
                cell.extend(aside);
            }
        }
        Some(whole)
    }

    /// Adds an ordinary row; `cells` are as many as there are columns.
    pub fn row(&mut self, cells: Vec<Line>) {
        self.push(RowKind::Ordinary, cells);
    }

    /// Adds a row of a kind; `cells` are as many as there are columns.
    pub fn push(&mut self, kind: RowKind, cells: Vec<Line>) {
        self.rows.push(Row { kind, cells, asides: Vec::new() });
    }
}

impl Standing {
    /// `alleged`, `future`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Status(status) => status.word(),
            Self::Future => "future",
        }
    }
}

/// A line of plain words.
#[must_use]
pub fn words(text: impl Into<String>) -> Line {
    vec![Span::Text(text.into())]
}
