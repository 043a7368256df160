//! The longest threads as trees: what the chronology tells is called by who spoke and when.

use std::cell::RefCell;
use std::collections::HashSet;

use super::{Part, Sheet, THREAD};
use crate::analysis::page::{Block, Branch, Line, Page, Span, words};
use crate::event::{EventIx, Kind, Role};
use crate::export::markdown::escape::escaped;
use crate::export::markdown::page;
use crate::text::counted;

impl Sheet<'_> {
    pub(super) fn threads(&self) -> Part {
        let mut part = Part::default();
        let trees = self.known.trees.get_or_init(|| self.reports.threads.longest(self.scope, THREAD));
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
            for branch in thread.iter().cloned() {
                let left = self.measure.lines.saturating_sub(lines).max(THREAD);
                let branch = pruned(branch, left);
                lines += size(&branch);
                shown.push(branch);
            }
        }
        let roots: HashSet<EventIx> = shown.iter().filter_map(first).collect();
        let mut section = Page::new("Threads");
        section.push(Block::Tree(shown));
        if all > drawn {
            section.note(format!("{} in demarche threads.", counted(all - drawn, "more thread")));
        }
        self.put(&section, &mut part, &|ix| self.short_name(ix, &roots));
        part
    }

    /// `Yury Ushakov (21 Dec 2025)` for a statement that the chronology has, else title and date.
    fn short_name(&self, ix: EventIx, roots: &HashSet<EventIx>) -> String {
        let event = self.document.event(ix);
        let told = self.document.inside.contains(ix) && !roots.contains(&ix);
        let mut speakers = event.in_role(Role::Speaker);
        match (speakers.next(), speakers.next()) {
            (Some(speaker), None) if told && event.occurred() && event.kind == Kind::Statement => {
                let name = &self.document.registry.actor(speaker).name;
                format!("{} ({})", escaped(name), escaped(&event.date.short(self.timeline().zone())))
            }
            _ => self.plain_name(ix),
        }
    }

    /// Appends a section of the brief.
    pub(super) fn put(&self, section: &Page, part: &mut Part, name: &dyn Fn(EventIx) -> String) {
        let blocks = section.blocks.iter().cloned();
        let blocks = blocks.map(|block| self.document.marked(block)).collect();
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

/// The event that a tree begins with.
fn first(tree: &Branch) -> Option<EventIx> {
    tree.line.iter().find_map(|span| if let Span::Event(ix) = span { Some(*ix) } else { None })
}

fn size(tree: &Branch) -> usize {
    1 + tree.branches.iter().map(size).sum::<usize>()
}

/// A tree of no more than `most` lines; what is left out is counted under its root.
fn pruned(mut tree: Branch, most: usize) -> Branch {
    let all = size(&tree);
    if all <= most {
        return tree;
    }
    let mut left = most.saturating_sub(1);
    keep(&mut tree, &mut left);
    let gone = all - size(&tree);
    let line: Line = words(format!("{} in demarche threads", counted(gone, "more event")));
    tree.branches.push(Branch { line, ..Branch::default() });
    tree
}

fn keep(tree: &mut Branch, left: &mut usize) {
    let mut kept = Vec::new();
    for mut branch in std::mem::take(&mut tree.branches) {
        if *left == 0 {
            break;
        }
        *left -= 1;
        keep(&mut branch, left);
        kept.push(branch);
    }
    tree.branches = kept;
}
