//! The reports as sections of a full brief. Each section says what it omits.

use std::cell::RefCell;
use std::collections::HashSet;

use super::Document;
use super::page;
use crate::event::{EventIx, Word};
use crate::report::document::{Block, Branch, End, Line, OUTSIDE, Span, Standing, left_out, words};
use crate::report::{self, Method, Page, Scope};

/// The reports in document order, with their titles in the document.
const REPORTS: [(Method, &str); 7] = [
    (Method::Positions, "Positions"),
    (Method::Threads, "Threads and response times"),
    (Method::Language, "Language"),
    (Method::Encounters, "Encounters"),
    (Method::Shifts, "Shifts"),
    (Method::Strikes, "Strike tallies"),
    (Method::Sources, "Source notes"),
];

/// Returns the maximum number of table rows or list items in a section.
fn most(method: Method) -> usize {
    match method {
        Method::Positions => 20,
        // Shifts that are not even unusual are not news.
        Method::Shifts => 5,
        _ => 12,
    }
}

/// A function that returns the command line for a subcommand of this program.
type Commands<'c> = &'c dyn Fn(&str) -> String;

/// The maximum number of lines of trees.
const LINES: usize = 40;
/// The maximum number of trees that each have a heading.
const TREES: usize = 12;
/// The maximum number of lines of a plot.
const PICTURE: usize = 40;

/// A section in Markdown.
pub(super) struct Section {
    /// The headings as they read, the section's own first. They are used for anchors.
    pub(super) headings: Vec<String>,
    pub(super) text: String,
    /// The events named in the section.
    pub(super) named: HashSet<EventIx>,
}

impl Document<'_> {
    /// Returns the non-empty reports, in order.
    pub(super) fn sections(&self) -> Vec<Section> {
        let scope = Scope::new(self.timeline, self.in_order_of_time(), self.request.now);
        let section_of = |(method, title): &(Method, &str)| {
            let report = report::report(*method, &scope);
            (!report.is_empty()).then(|| {
                let command = |what: &str| self.command(what);
                self.section(shortened(report.page(&scope), title, *method, &command))
            })
        };
        REPORTS.iter().filter_map(section_of).collect()
    }

    fn section(&self, page: Page) -> Section {
        let page = Page { blocks: page.blocks.into_iter().map(|b| self.marked(b)).collect(), ..page };
        let named = RefCell::new(HashSet::new());
        let reference = |ix: EventIx| {
            named.borrow_mut().insert(ix);
            self.name(ix)
        };
        let text = page::write(&page, 2, &reference) + "\n";
        let mut headings = vec![page.title.clone()];
        headings.extend(page.blocks.iter().filter_map(|block| match block {
            Block::Heading(line) => Some(self.read(line)),
            _ => None,
        }));
        Section { headings, text, named: named.into_inner() }
    }

    /// Returns a block in which every line that names an event from outside the filter says so.
    pub(super) fn marked(&self, mut block: Block) -> Block {
        let mark = |line: &mut Line| self.mark_outside(line);
        match &mut block {
            Block::Text(line) | Block::Note(line) | Block::Nothing(line) | Block::Heading(line) => mark(line),
            Block::List(lines) => lines.iter_mut().for_each(mark),
            Block::Table(table) => table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(mark),
            Block::Long(part, _) => {
                **part = self.marked(std::mem::replace(&mut **part, Block::List(Vec::new())));
            }
            Block::Tree(branches) => branches.iter_mut().for_each(|branch| mark_branch(branch, &mark)),
            Block::Plot(_) => {}
        }
        block
    }

    fn mark_outside(&self, line: &mut Line) {
        plainly_named(line);
        if says_outside(line) {
            return;
        }
        let mut marked = Vec::with_capacity(line.len());
        for span in line.drain(..) {
            let outside = matches!(&span, Span::Event(ix) if !self.inside.contains(*ix));
            marked.push(span);
            if outside {
                marked.extend([Span::Text(" (".to_owned()), Span::Outside, Span::Text(")".to_owned())]);
            }
        }
        *line = marked;
    }

    /// Returns a line as plain text.
    fn read(&self, line: &Line) -> String {
        let span = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) => text.clone(),
            Span::Kind(kind) => format!("{kind} "),
            Span::Event(ix) => {
                let event = self.event(*ix);
                format!("{} ({})", event.title, event.date.short(self.timeline.zone()))
            }
            Span::Standing(standing) => format!("[{}] ", standing.word()),
            Span::Outside => OUTSIDE.to_owned(),
        };
        line.iter().map(span).collect()
    }
}

/// Removes the kind and the status: the event's entry gives the kind, and a document's event names begin with the status.
fn plainly_named(line: &mut Line) {
    line.retain(|span| !matches!(span, Span::Kind(_) | Span::Standing(Standing::Status(_))));
}

fn says_outside(line: &Line) -> bool {
    line.contains(&Span::Outside)
}

fn mark_branch(branch: &mut Branch, mark: &impl Fn(&mut Line)) {
    mark(&mut branch.line);
    branch.notes.iter_mut().for_each(mark);
    branch.branches.iter_mut().for_each(|below| mark_branch(below, mark));
}

/// Returns a report's page under its title in the brief. Long parts are cut, with a note on what is omitted.
fn shortened(mut page: Page, title: &str, method: Method, commands: Commands<'_>) -> Page {
    title.clone_into(&mut page.title);
    let most = most(method);
    let mut blocks = Vec::with_capacity(page.blocks.len());
    for block in longest(page.blocks, method, commands) {
        let (end, noun) = match &block {
            Block::Long(_, cut) => (cut.end, cut.noun),
            Block::List(_) | Block::Tree(_) => (End::First, "entry"),
            Block::Plot(_) => (End::First, "line"),
            _ => (End::First, "row"),
        };
        let keep = match block.whole() {
            Block::Plot(_) => PICTURE,
            Block::Tree(trees) => fitting(trees),
            _ => most,
        };
        // A block that is only a little too long stays whole.
        let keep = if block.len() > keep + keep / 2 { keep } else { block.len() };
        let (block, dropped) = block.shortened(keep, end);
        blocks.push(block);
        if dropped > 0 {
            blocks.push(Block::Note(words(format!(
                "{} in {}.",
                left_out(dropped, end, noun),
                commands(method.word())
            ))));
        }
    }
    Page { blocks, ..page }
}

/// Returns how many whole trees fit into [`LINES`], at least one.
fn fitting(trees: &[Branch]) -> usize {
    let mut lines = 0;
    let fits = |tree: &&Branch| {
        let before = lines;
        lines += size(tree);
        before == 0 || lines <= LINES
    };
    trees.iter().take_while(fits).count()
}

/// Keeps the longest of many trees that each have a heading, in their order.
fn longest(blocks: Vec<Block>, method: Method, commands: Commands<'_>) -> Vec<Block> {
    let pairs = blocks.windows(2).enumerate().filter_map(|(at, pair)| match pair {
        [Block::Heading(_), Block::Tree(trees)] => Some((trees.iter().map(size).sum::<usize>(), at)),
        _ => None,
    });
    let mut pairs: Vec<(usize, usize)> = pairs.collect();
    let (all, first) = (pairs.len(), pairs.first().map_or(0, |(_, at)| *at));
    if all <= TREES + 2 {
        return blocks;
    }
    // Among equally long trees the later ones are kept.
    pairs.sort_unstable_by(|a, b| b.cmp(a));
    let dropped: HashSet<usize> = pairs.iter().skip(TREES).flat_map(|(_, at)| [*at, at + 1]).collect();
    let note = format!("The {TREES} longest of {all}; all are in {}.", commands(method.word()));
    let mut retained = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        if at == first {
            retained.push(Block::Note(words(note.clone())));
        }
        retained.extend((!dropped.contains(&at)).then_some(block));
    }
    retained
}

fn size(tree: &Branch) -> usize {
    1 + tree.notes.len() + tree.branches.iter().map(size).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::date::Now;
    use crate::report::document::Row;
    use crate::store::Store;
    use crate::timeline::Timeline;

    /// Returns the same page in other words: every sentence, cell and column head is replaced.
    fn reworded(mut page: Page) -> Page {
        fn line(line: &mut Line) {
            for span in line {
                if let Span::Text(text) | Span::Strong(text) = span {
                    *text = format!("other words {}", text.len());
                }
            }
        }
        fn tree(branch: &mut Branch) {
            line(&mut branch.line);
            branch.notes.iter_mut().for_each(line);
            branch.branches.iter_mut().for_each(tree);
        }
        fn block(part: &mut Block) {
            match part {
                Block::Heading(text) | Block::Text(text) | Block::Note(text) | Block::Nothing(text) => {
                    line(text);
                }
                Block::List(lines) => lines.iter_mut().for_each(line),
                Block::Table(table) => {
                    table.columns.iter_mut().for_each(|column| column.head = "other".to_owned());
                    table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(line);
                }
                Block::Tree(branches) => branches.iter_mut().for_each(tree),
                Block::Plot(lines) => lines.iter_mut().for_each(|text| "other".clone_into(text)),
                Block::Long(part, _) => block(part),
            }
        }
        page.blocks.iter_mut().for_each(block);
        page
    }

    /// Returns which parts of a page are shown and how they are marked, without its words.
    fn shape(page: &Page) -> Vec<String> {
        let line = |line: &Line| line.iter().filter(|span| **span == Span::Outside).count();
        let row = |row: &Row| format!("{:?} {}", row.kind, row.cells.iter().map(line).sum::<usize>());
        let block = |block: &Block| match block {
            Block::Table(table) => table.rows.iter().map(row).collect::<Vec<_>>().join(", "),
            Block::List(lines) => {
                format!("{} points, {} marks", lines.len(), lines.iter().map(line).sum::<usize>())
            }
            Block::Tree(trees) => format!("{} lines", trees.iter().map(size).sum::<usize>()),
            Block::Plot(lines) => format!("{} lines of a picture", lines.len()),
            Block::Heading(text) | Block::Text(text) | Block::Note(text) | Block::Nothing(text) => {
                format!("words with {} marks", line(text))
            }
            Block::Long(..) => "long".to_owned(),
        };
        page.blocks.iter().map(block).collect()
    }

    #[test]
    fn no_cut_and_no_mark_is_read_out_of_a_sentence() {
        let timeline = Timeline::new(Store::builtin().shared(), None);
        let now = Now::parse("2026-03-01", chrono_tz::Tz::UTC).expect("a day");
        let shown: Vec<EventIx> = timeline.order().iter().copied().step_by(2).collect();
        let options = crate::export::Options::default();
        let request = crate::export::Request::of(&timeline, &shown, &now, &options);
        let document = Document::new(&request);
        let scope = Scope::new(&timeline, &shown, &now);
        let (mut cuts, mut marks) = (0, 0);
        for (method, title) in REPORTS {
            let page = report::report(method, &scope).page(&scope);
            let document_of = |page: Page| {
                let page = shortened(page, title, method, &|what| document.command(what));
                Page { blocks: page.blocks.into_iter().map(|b| document.marked(b)).collect(), ..page }
            };
            let (own, other) =
                (shape(&document_of(page.clone())), shape(&document_of(reworded(page.clone()))));
            assert_eq!(own, other, "{method} is cut and marked by what its rows are, whatever they say");
            cuts += usize::from(own != shape(&page));
            marks += own.iter().filter(|part| !part.ends_with(" 0 marks")).count();
        }
        assert!(cuts > 3 && marks > 3, "there is something to cut ({cuts}) and to mark ({marks})");
    }
}
