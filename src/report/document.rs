//! A report as text for people: headings, lines, tables and trees that any output can draw.
//!
//! Text is the same as in the store, never escaped or cut: each output does that for itself. Whatever an output must
//! know to shorten a report or to mark its parts is a field here, so that no output has to parse a sentence: which
//! row is a total, which row belongs to the one above, how much of a long part is usually shown, what is outside the
//! filter, what is only a remark, and which lines say that nothing was found.

mod cut;
mod events;

pub use crate::describe::nature::Standing;
use crate::event::{EventIx, Kind};
pub use crate::text::counted;
pub(crate) use cut::left_out;

/// A report, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The title of the report.
    pub title: String,
    /// The parts of the page, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading for the blocks that follow.
    Heading(Line),
    /// A paragraph.
    Text(Line),
    /// A remark on how something was counted or what is missing. It is drawn dim.
    Note(Line),
    /// A statement that a search found nothing. This is a result, but not a finding.
    Nothing(Line),
    /// A list of points of equal rank.
    List(Vec<Line>),
    /// A table: rows under column heads.
    Table(Table),
    /// A tree of lines.
    Tree(Vec<Branch>),
    /// Lines drawn unchanged in a fixed-width font: bars, sparklines.
    Plot(Vec<String>),
    /// A complete long part, with the amount of it that is usually shown.
    Long(Box<Self>, Cut),
}

/// How much of a long part is usually shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The number of rows or lines to keep.
    pub keep: usize,
    /// The end to keep them from.
    pub end: End,
    /// The noun for one row or line, in the singular.
    pub(crate) noun: &'static str,
    /// The words that tell where the rest can be seen.
    pub rest: String,
}

/// One end of a long part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The beginning, where the most important rows are.
    First,
    /// The end, where the latest rows are.
    Last,
}

/// A line or a cell: pieces that follow each other without a space between them.
pub type Line = Vec<Span>;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Text(String),
    /// Emphasised words.
    Strong(String),
    /// The kind of the event that follows. A terminal draws it as a glyph, a document as a word, each with its own
    /// separator after it.
    Kind(Kind),
    /// An event, drawn as its title, with a link if the output supports links.
    Event(EventIx),
    /// A note that the event that follows has not simply happened. Outputs whose event names already say so leave it
    /// out.
    Standing(Standing),
    /// A note that whatever was named before is outside the filter.
    Outside,
}

/// The words that mark whatever the filter did not choose.
pub(crate) const OUTSIDE: &str = "outside the filter";

/// A table: rows under column heads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, from top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The kind of the row.
    pub kind: RowKind,
    /// The cells, one for each column.
    pub cells: Vec<Line>,
    /// Additions to the cells, one for each column, for outputs with enough room. Empty if there are none.
    pub(crate) asides: Vec<Line>,
}

/// The kind of a row, which decides how it is drawn and shortened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// An ordinary row.
    #[default]
    Ordinary,
    /// A row that belongs to the row above and is never shown without it.
    Continued,
    /// The total of all rows.
    Total,
    /// A row of something outside the filter.
    Outside,
    /// A row in which nothing was found: zeros, or a test without a result.
    Nothing,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The words at the head of the column.
    pub head: String,
    /// The alignment of its cells.
    pub(crate) lean: Alignment,
}

/// The alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Words, aligned left. The column is never narrower than its longest cell.
    Left,
    /// Numbers, aligned right.
    Right,
    /// Long words, aligned left and wrapped on a narrow terminal.
    Wrap,
}

/// A line of a tree with the branches below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Branch {
    /// The line itself.
    pub line: Line,
    /// Lines that belong to it, drawn below it and before its branches.
    pub notes: Vec<Line>,
    /// The branches below it.
    pub(crate) branches: Vec<Self>,
}

impl Page {
    /// Creates an empty page.
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

    /// Adds a statement that nothing was found.
    pub fn nothing(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Nothing(words(text)));
    }

    /// Adds a block at the end of the page.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }
}

impl Table {
    /// Creates a table without rows.
    #[must_use]
    pub fn new(columns: &[(&str, Alignment)]) -> Self {
        let columns = columns.iter().map(|(head, lean)| Column { head: (*head).to_owned(), lean: *lean });
        Self { columns: columns.collect(), ..Self::default() }
    }

    /// Returns the table with its asides joined to the cells, or `None` if there are no asides.
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

    /// Adds an ordinary row. It must have one cell for each column.
    pub fn row(&mut self, cells: Vec<Line>) {
        self.push(RowKind::Ordinary, cells);
    }

    /// Adds a row of the given kind. It must have one cell for each column.
    pub fn push(&mut self, kind: RowKind, cells: Vec<Line>) {
        self.rows.push(Row { kind, cells, asides: Vec::new() });
    }
}

/// Creates a line of plain words.
#[must_use]
pub fn words(text: impl Into<String>) -> Line {
    vec![Span::Text(text.into())]
}
