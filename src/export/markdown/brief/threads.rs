//! The longest threads as trees. Events that the chronology lists are named by the first words of their titles.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

use super::clip::clipped;
use super::{BriefContext, LEFT_OUT, Part, THREAD};
use crate::describe::nature;
use crate::event::EventIx;
use crate::export::markdown::escape::{escaped, leading};
use crate::export::markdown::page;
use crate::report::document::{Block, Branch, Line, Page, Span, words};
use crate::text::counted;

/// The length limit of a piece of a line, as a multiple of the limit for texts.
const TEXTS: usize = 4;
/// How many words to show of a title that the chronology shows in full.
const WORDS: usize = 9;

impl BriefContext<'_> {
    pub(super) fn threads(&self) -> Part {
        let mut part = Part::default();
        let trees = self.reports.threads.longest(self.scope, THREAD);
        if trees.is_empty() {
            return part;
        }
        let (all, mut lines, mut drawn) = (trees.len(), 0, 0);
        let mut shown: Vec<Branch> = Vec::new();
        for thread in trees {
            let whole: usize = thread.iter().map(size).sum();
            if drawn > 0 && lines + whole > self.measure.lines {
                continue;
            }
            drawn += 1;
            let mut hidden = 0;
            for branch in thread {
                let left = self.measure.lines.saturating_sub(lines);
                if left == 0 {
                    hidden += size(&branch);
                    continue;
                }
                let whole = size(&branch);
                let branch = pruned(branch, left.max(THREAD));
                hidden += whole - size(&branch);
                lines += size(&branch);
                shown.push(branch);
            }
            if let Some(last) = shown.last_mut().filter(|_| hidden > 0) {
                let line = words(format!("{}, {LEFT_OUT}", counted(hidden, "more event")));
                last.branches.push(Branch { line, ..Branch::default() });
                lines += 1;
            }
        }
        let roots: HashSet<EventIx> = shown.iter().filter_map(first).collect();
        let mut section = Page::new("Threads");
        let is_fine = shown.iter().any(says_minutes);
        section.push(Block::Tree(shown));
        if is_fine {
            section.note("24 h 04 is 24 hours and 4 minutes.");
        }
        if all > drawn {
            section.note(format!("{}, {LEFT_OUT}.", counted(all - drawn, "more thread")));
        }
        self.put(&section, &mut part, &|ix| self.short_name(ix, &roots));
        part
    }

    /// Returns title and date. If the chronology shows the event, the title is shortened to its first words.
    fn short_name(&self, ix: EventIx, roots: &HashSet<EventIx>) -> String {
        if !self.document.inside.contains(ix) || roots.contains(&ix) {
            return self.plain_name(ix);
        }
        let event = self.document.event(ix);
        let title = clipped(&nature::title(&event), self.measure.length.title.min(WORDS)).into_owned();
        format!("{} ({})", leading(&title), escaped(&event.date.short(self.timeline().zone())))
    }

    /// Returns a block in which no piece of a line exceeds a few times the limit for texts.
    fn cut(&self, mut block: Block) -> Block {
        let most = self.measure.length.text.saturating_mul(TEXTS);
        every_line(&mut block, &|line| {
            for span in line {
                if let Span::Text(text) | Span::Strong(text) = span {
                    let ends = text.ends_with(' ');
                    if let Cow::Owned(short) = clipped(text, most) {
                        *text = short + if ends { " " } else { "" };
                    }
                }
            }
        });
        block
    }

    /// Appends a section to a part of the brief.
    pub(super) fn put(&self, section: &Page, part: &mut Part, name: &dyn Fn(EventIx) -> String) {
        let blocks = section.blocks.iter().cloned();
        let blocks = blocks.map(|block| self.document.marked(self.cut(block))).collect();
        let section = Page { title: section.title.clone(), blocks };
        let named = RefCell::new(HashSet::new());
        let text = page::write(&section, 2, &|ix| {
            named.borrow_mut().insert(ix);
            name(ix)
        });
        part.draft.text.push_str(&text);
        part.draft.text.push('\n');
        part.named.extend(named.into_inner());
    }
}

/// Calls `each` on every line of a block.
fn every_line(block: &mut Block, each: &dyn Fn(&mut Line)) {
    match block {
        Block::Heading(line) | Block::Text(line) | Block::Note(line) | Block::Nothing(line) => each(line),
        Block::List(lines) => lines.iter_mut().for_each(each),
        Block::Table(table) => table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(each),
        Block::Tree(branches) => branches.iter_mut().for_each(|branch| every_branch(branch, each)),
        Block::Plot(_) => {}
        Block::Long(block, _) => every_line(block, each),
    }
}

fn every_branch(branch: &mut Branch, each: &dyn Fn(&mut Line)) {
    each(&mut branch.line);
    branch.notes.iter_mut().for_each(each);
    branch.branches.iter_mut().for_each(|below| every_branch(below, each));
}

/// Returns whether a tree contains a time given to the minute: `24 h 04`.
fn says_minutes(tree: &Branch) -> bool {
    let minutes = |text: &str| {
        text.match_indices(" h ").any(|(at, sign)| {
            text.get(at + sign.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    let says = |span: &Span| matches!(span, Span::Text(text) if minutes(text));
    tree.line.iter().any(says) || tree.branches.iter().any(says_minutes)
}

/// Returns the event that a tree begins with.
fn first(tree: &Branch) -> Option<EventIx> {
    tree.line.iter().find_map(|span| if let Span::Event(ix) = span { Some(*ix) } else { None })
}

fn size(tree: &Branch) -> usize {
    1 + tree.branches.iter().map(size).sum::<usize>()
}

/// Returns a tree cut to at most `most` lines.
fn pruned(mut tree: Branch, most: usize) -> Branch {
    let mut left = most.saturating_sub(1);
    if size(&tree) > most {
        keep(&mut tree, &mut left);
    }
    tree
}

fn keep(tree: &mut Branch, left: &mut usize) {
    let mut retained = Vec::new();
    for mut branch in std::mem::take(&mut tree.branches) {
        if *left == 0 {
            break;
        }
        *left -= 1;
        keep(&mut branch, left);
        retained.push(branch);
    }
    tree.branches = retained;
}
