//! The reports as sections of a brief: what they leave out is said, and what may not be told is not read.
//!
//! Where events are withheld the reports are made of a store without them, so that no count, link, baseline or
//! first occurrence can give one away.

use std::cell::RefCell;
use std::collections::HashSet;

use super::Document;
use super::page;
use crate::analysis::page::{Block, Branch, Line, Span, Table, words};
use crate::analysis::{self, Method, Page, Scope};
use crate::event::{Count, EventIx, Status, Word};
use crate::timeline::Timeline;

/// The reports in the order of the document, under the titles they have there.
const REPORTS: [(Method, &str); 7] = [
    (Method::Positions, "Positions"),
    (Method::Threads, "Threads and response times"),
    (Method::Language, "Language"),
    (Method::Encounters, "Encounters"),
    (Method::Shifts, "Shifts"),
    (Method::Strikes, "Strike tallies"),
    (Method::Sources, "Source notes"),
];

/// How many rows of a table or points of a list stand in a section.
fn most(method: Method) -> usize {
    match method {
        Method::Positions => 20,
        // What is not even unusual is no news.
        Method::Shifts => 5,
        _ => 12,
    }
}

/// How many lines of trees.
const LINES: usize = 40;
/// How many trees that each have a heading.
const TREES: usize = 12;
/// How many lines of a picture.
const PICTURE: usize = 40;

/// A section as Markdown.
pub(super) struct Section {
    /// Its headings as they read, its own first: for anchors.
    pub(super) headings: Vec<String>,
    /// Its text.
    pub(super) text: String,
    /// The events that it names.
    pub(super) named: HashSet<EventIx>,
}

/// What the reports may read: all of the timeline, or a store without what is withheld.
struct Readable<'a> {
    whole: &'a Timeline,
    released: Option<Timeline>,
}

impl Readable<'_> {
    fn timeline(&self) -> &Timeline {
        self.released.as_ref().unwrap_or(self.whole)
    }

    /// The event of the document that a report calls `ix`.
    fn outside(&self, ix: EventIx) -> EventIx {
        let Some(released) = &self.released else { return ix };
        // What is released is in the whole store, under the same id.
        self.whole.store().find(released.store().events.id(ix)).unwrap_or(ix)
    }

    /// What a report calls the event `ix` of the document.
    fn inside(&self, ix: EventIx) -> Option<EventIx> {
        match &self.released {
            None => Some(ix),
            Some(released) => released.store().find(self.whole.store().events.id(ix)),
        }
    }
}

impl Document<'_> {
    /// The reports that have something to say, in order.
    pub(super) fn sections(&self) -> Vec<Section> {
        let readable = self.readable();
        let timeline = readable.timeline();
        let mut shown: Vec<EventIx> = self.shown.iter().filter_map(|ix| readable.inside(*ix)).collect();
        shown.sort_by_key(|ix| timeline.rank(*ix));
        let scope = Scope::new(timeline, &shown, self.request.now);
        let told = |(method, title): &(Method, &str)| {
            let report = analysis::report(*method, &scope);
            (!report.is_empty())
                .then(|| self.section(shortened(report.page(&scope), title, *method, timeline), &readable))
        };
        REPORTS.iter().filter_map(told).collect()
    }

    /// How many events of the whole store may not be told.
    pub(super) fn unreadable(&self) -> usize {
        self.withheld.len()
    }

    fn readable(&self) -> Readable<'_> {
        let released = (self.unreadable() > 0).then(|| {
            let store = self.store.only(|ix, _| !self.withheld.contains(ix));
            Timeline::new(store.shared(), self.timeline.zone())
        });
        Readable { whole: self.timeline, released }
    }

    fn section(&self, page: Page, readable: &Readable<'_>) -> Section {
        let page =
            Page { blocks: page.blocks.into_iter().map(|b| self.marked(b, readable)).collect(), ..page };
        let named = RefCell::new(HashSet::new());
        let reference = |ix: EventIx| {
            let ix = readable.outside(ix);
            named.borrow_mut().insert(ix);
            self.name(ix)
        };
        let text = page::write(&page, 2, &reference) + "\n";
        let mut headings = vec![page.title.clone()];
        headings.extend(page.blocks.iter().filter_map(|block| match block {
            Block::Heading(line) => Some(self.read(line, readable)),
            _ => None,
        }));
        Section { headings, text, named: named.into_inner() }
    }

    /// A block in which every line that names an event from outside the filter says so, where it does not already.
    fn marked(&self, mut block: Block, readable: &Readable<'_>) -> Block {
        let mark = |line: &mut Line| self.mark_outside(line, readable);
        match &mut block {
            Block::Text(line) | Block::Note(line) | Block::Heading(line) => mark(line),
            Block::List(lines) => lines.iter_mut().for_each(mark),
            Block::Table(table) => table.rows.iter_mut().flatten().for_each(mark),
            Block::Tree(branches) => branches.iter_mut().for_each(|branch| mark_branch(branch, &mark)),
            Block::Plot(_) => {}
        }
        block
    }

    fn mark_outside(&self, line: &mut Line, readable: &Readable<'_>) {
        plainly_named(line);
        if says_outside(line) {
            return;
        }
        let mut marked = Vec::with_capacity(line.len());
        for span in line.drain(..) {
            let outside = matches!(&span, Span::Event(ix) if !self.inside.contains(readable.outside(*ix)));
            marked.push(span);
            marked.extend(outside.then(|| Span::Text(format!(" ({OUTSIDE})"))));
        }
        *line = marked;
    }

    /// A line as it reads.
    fn read(&self, line: &Line, readable: &Readable<'_>) -> String {
        let span = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) => text.clone(),
            Span::Kind(kind) => format!("{kind} "),
            Span::Event(ix) => {
                let event = self.event(readable.outside(*ix));
                format!("{} ({})", event.title, event.date.short(self.timeline.zone()))
            }
        };
        line.iter().map(span).collect()
    }
}

/// How what the filter did not choose is marked.
const OUTSIDE: &str = "outside the filter";

/// The kind of an event stands at its entry, and a document's names of events lead with a status of their own.
fn plainly_named(line: &mut Line) {
    line.retain(|span| !matches!(span, Span::Kind(_)));
    for at in 1..line.len() {
        let named = matches!(line.get(at), Some(Span::Event(_)));
        if let (true, Some(Span::Text(text))) = (named, line.get_mut(at - 1)) {
            for status in Status::ALL {
                *text = text.replacen(&format!("[{status}] "), "", 1);
            }
        }
    }
}

fn says_outside(line: &Line) -> bool {
    line.iter().any(|span| matches!(span, Span::Text(text) | Span::Strong(text) if text.contains(OUTSIDE)))
}

fn mark_branch(branch: &mut Branch, mark: &impl Fn(&mut Line)) {
    mark(&mut branch.line);
    branch.notes.iter_mut().for_each(mark);
    branch.branches.iter_mut().for_each(|below| mark_branch(below, mark));
}

/// A report's page under its title in the brief, long parts cut with a word on what is left out.
fn shortened(mut page: Page, title: &str, method: Method, timeline: &Timeline) -> Page {
    title.clone_into(&mut page.title);
    let most = most(method);
    let mut blocks = Vec::with_capacity(page.blocks.len());
    let mut rest = longest(page.blocks, method).into_iter().peekable();
    while let Some(mut block) = rest.next() {
        let kept = length(&block);
        let left_out = match &mut block {
            Block::Table(table) if in_time(table) => {
                earlier(&mut table.rows, most, |row| starts(row)).map(|n| (n, "earlier", "row"))
            }
            Block::Table(table) => cut_rows(&mut table.rows, most).map(|n| (n, "more", "row")),
            Block::List(lines) if follow(lines, timeline) => {
                earlier(lines, most, |_| true).map(|n| (n, "earlier", "entry"))
            }
            Block::List(lines) => cut(lines, most).map(|n| (n, "more", "entry")),
            Block::Plot(lines) => cut(lines, PICTURE).map(|n| (n, "more", "line")),
            Block::Tree(branches) => prune(branches).map(|n| (n, "more", "entry")),
            Block::Heading(_) | Block::Text(_) | Block::Note(_) => None,
        };
        blocks.push(block);
        let Some((gone, which, noun)) = left_out else { continue };
        // What the report itself left out before is told in one number with it.
        let before = rest.next_if(|next| beyond(next, kept).is_some()).and_then(|note| beyond(&note, kept));
        let all = gone + before.unwrap_or(0);
        let note = format!("{} in demarche {}.", left(all, which, noun), method.word());
        blocks.push(Block::Note(words(note)));
    }
    Page { blocks, ..page }
}

/// How many rows, points or lines a block has.
fn length(block: &Block) -> usize {
    match block {
        Block::Table(table) => table.rows.len(),
        Block::List(lines) => lines.len(),
        Block::Plot(lines) => lines.len(),
        Block::Tree(trees) => trees.len(),
        Block::Heading(_) | Block::Text(_) | Block::Note(_) => 0,
    }
}

/// How many more a report says there are than the `kept` that it gave: `and 8 more …`, `The 30 … of 36; …`.
fn beyond(block: &Block, kept: usize) -> Option<usize> {
    let Block::Note(line) = block else { return None };
    let [Span::Text(text)] = line.as_slice() else { return None };
    let mut words = text.trim_start_matches("and ").split([' ', ';']);
    let first = words.next()?;
    if first == "The" {
        let given: usize = words.next()?.parse().ok()?;
        let all: usize = words.skip_while(|word| *word != "of").nth(1)?.parse().ok()?;
        return all.checked_sub(given).filter(|_| given == kept);
    }
    let more: usize = first.parse().ok()?;
    (words.next() == Some("more")).then_some(more)
}

/// `3 more rows`
fn left(n: usize, which: &str, noun: &str) -> String {
    let noun = match (n, noun) {
        (1, noun) => noun.to_owned(),
        (_, "entry") => "entries".to_owned(),
        (_, noun) => format!("{noun}s"),
    };
    format!("{} {which} {noun}", Count::Exactly(n as u64).in_words())
}

/// Whether the rows of a table follow each other in time.
fn in_time(table: &Table) -> bool {
    table.columns.first().is_some_and(|column| matches!(column.head.as_str(), "Week" | "Period"))
}

/// Whether a row begins something of its own: those below it with nothing in front belong to it.
fn starts(row: &[Line]) -> bool {
    row.first().is_some_and(|cell| !cell.is_empty() && cell != &words(""))
}

/// Whether the lines each name an event first, in order of time.
fn follow(lines: &[Line], timeline: &Timeline) -> bool {
    let first = |line: &Line| {
        line.iter().find_map(|span| if let Span::Event(ix) = span { Some(timeline.rank(*ix)) } else { None })
    };
    let ranks: Option<Vec<usize>> = lines.iter().map(first).collect();
    ranks.is_some_and(|ranks| ranks.is_sorted())
}

/// Cuts what is in order of time to about its last `most`, from where something starts; how many are gone.
fn earlier<T>(all: &mut Vec<T>, most: usize, starts: impl Fn(&T) -> bool) -> Option<usize> {
    let gone = all.len().checked_sub(most).filter(|gone| *gone > most / 2)?;
    let from = all.iter().take(gone + 1).rposition(starts).filter(|from| *from > 0)?;
    all.drain(..from);
    Some(from)
}

/// Of many trees that each have a heading, the longest, in their order.
fn longest(blocks: Vec<Block>, method: Method) -> Vec<Block> {
    let pairs = blocks.windows(2).enumerate().filter_map(|(at, pair)| match pair {
        [Block::Heading(_), Block::Tree(trees)] => Some((trees.iter().map(size).sum::<usize>(), at)),
        _ => None,
    });
    let mut pairs: Vec<(usize, usize)> = pairs.collect();
    let (all, first) = (pairs.len(), pairs.first().map_or(0, |(_, at)| *at));
    if all <= TREES + 2 {
        return blocks;
    }
    // Of equally long ones the later.
    pairs.sort_unstable_by(|a, b| b.cmp(a));
    let gone: HashSet<usize> = pairs.iter().skip(TREES).flat_map(|(_, at)| [*at, at + 1]).collect();
    let note = format!("The {TREES} longest of {all}; all are in demarche {}.", method.word());
    let mut kept = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        if at == first {
            kept.push(Block::Note(words(note.clone())));
        }
        kept.extend((!gone.contains(&at)).then_some(block));
    }
    kept
}

/// Cuts a list to `most`, unless little would be gained; how many are gone.
fn cut<T>(all: &mut Vec<T>, most: usize) -> Option<usize> {
    let more = all.len().checked_sub(most).filter(|more| *more > most / 2)?;
    all.truncate(most);
    Some(more)
}

/// Cuts rows; a last row of all together stays.
fn cut_rows(rows: &mut Vec<Vec<Line>>, most: usize) -> Option<usize> {
    let all = |row: &Vec<Line>| {
        let first = row.first().and_then(|cell| cell.first());
        matches!(first, Some(Span::Text(text) | Span::Strong(text)) if text.starts_with("All "))
    };
    let last = rows.pop_if(|row| all(row));
    let more = cut(rows, most);
    rows.extend(last);
    more
}

/// Keeps whole trees while their lines fit, at least one; how many are gone.
fn prune(trees: &mut Vec<Branch>) -> Option<usize> {
    let mut lines = 0;
    let fits = |tree: &&Branch| {
        let before = lines;
        lines += size(tree);
        before == 0 || lines <= LINES
    };
    let kept = trees.iter().take_while(fits).count();
    cut(trees, kept)
}

fn size(tree: &Branch) -> usize {
    1 + tree.notes.len() + tree.branches.iter().map(size).sum::<usize>()
}
