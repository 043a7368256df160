//! Help: the keys, the filter language, and what the signs mean; drawn from the tables that rule them.

mod layout;
mod own;
mod search;

pub(crate) use layout::{Item, columns};

use std::sync::Arc;

use super::frame::Frame;
use super::line::Line;
use super::{DialogContext, Input, Outcome};
use crate::describe::signs;
use crate::filter;
use crate::registry;
use crate::text::signs::drawn;
use crate::tui::key::Code;
use crate::tui::keys::Keys;
use crate::tui::message::MouseAct;
use crate::tui::pane::Scope;
use crate::tui::shape::Area;

/// A page of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What each key does.
    Keys,
    Filter,
    /// What the signs on the screen mean.
    Signs,
}

impl Page {
    pub const ALL: [Self; 3] = [Self::Keys, Self::Filter, Self::Signs];

    /// The name on its tab.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keys => "Keys",
            Self::Filter => "Filter",
            Self::Signs => "Signs",
        }
    }

    fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|page| *page == self).unwrap_or(0);
        Self::ALL.get((at + by) % Self::ALL.len()).copied().unwrap_or(self)
    }
}

/// A part of a page that stays together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) heading: String,
    /// What is explained, in what words, and an example.
    pub rows: Vec<(String, String, String)>,
}

#[derive(Debug, Clone)]
pub struct Help {
    pub page: Page,
    /// The first line shown; more than there are is as much as there are.
    pub(crate) scroll: usize,
    /// What is looked for in all pages.
    pub(crate) line: Line,
    scope: Scope,
    keys: Arc<Keys>,
}

impl Help {
    /// Opens on the keys of the pane that has the focus.
    #[must_use]
    pub fn open(scope: Scope, keys: Arc<Keys>) -> Self {
        Self { page: Page::Keys, scroll: 0, line: Line::default(), scope, keys }
    }

    /// Returns what the page says, or what is found in all pages.
    #[must_use]
    pub(crate) fn sections(&self) -> Vec<Section> {
        if !self.is_finding() {
            return self.page(self.page);
        }
        search::sections(self.line.text(), &Page::ALL.map(|page| (page, self.page(page))))
    }

    /// Whether something is looked for.
    #[must_use]
    pub(crate) fn is_finding(&self) -> bool {
        !self.line.text().trim().is_empty()
    }

    fn page(&self, page: Page) -> Vec<Section> {
        match page {
            Page::Keys => own::keys(self.scope, &self.keys),
            Page::Filter => language(),
            Page::Signs => signs(),
        }
    }

    /// The page in lines, each of one or two columns, for `width` cells.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<Vec<Item>> {
        layout::lines(&self.sections(), width)
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (108, 50))
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        let inner = Self::frame(desk.size).inner;
        let page = body(inner).lines().max(1);
        let last = self.lines(usize::from(inner.width)).len().saturating_sub(page);
        let scroll = self.scroll.min(last);
        match input {
            Input::Key(key) => match (key.code, key.ctrl) {
                (Code::Esc | Code::Enter, _) => return Outcome::Close,
                (Code::Tab, _) => self.turn(1),
                (Code::BackTab, _) => self.turn(Page::ALL.len() - 1),
                (Code::Right, false) if self.line.is_empty() => self.turn(1),
                (Code::Left, false) if self.line.is_empty() => self.turn(Page::ALL.len() - 1),
                (Code::Down, _) | (Code::Char('n'), true) => self.scroll = (scroll + 1).min(last),
                (Code::Up, _) | (Code::Char('p'), true) => self.scroll = scroll.saturating_sub(1),
                (Code::PageDown, _) | (Code::Char('f'), true) => self.scroll = (scroll + page).min(last),
                (Code::PageUp, _) | (Code::Char('b'), true) => self.scroll = scroll.saturating_sub(page),
                (Code::Char(' '), false) if self.line.is_empty() => self.scroll = (scroll + page).min(last),
                (Code::Home, _) if self.line.is_empty() => self.scroll = 0,
                (Code::End, _) if self.line.is_empty() => self.scroll = last,
                _ => {
                    if self.line.take(*key) {
                        self.scroll = 0;
                    }
                }
            },
            Input::Mouse(mouse) => match mouse.act {
                MouseAct::ScrollDown => self.scroll = (scroll + 3).min(last),
                MouseAct::ScrollUp => self.scroll = scroll.saturating_sub(3),
                _ => {}
            },
            Input::Paste(text) => {
                self.line.paste(text);
                self.scroll = 0;
            }
        }
        Outcome::Stay
    }

    fn turn(&mut self, by: usize) {
        // Another page is asked for, and no longer what was found in all.
        if self.line.is_empty() {
            self.page = self.page.step(by);
        } else {
            self.line = Line::default();
        }
        self.scroll = 0;
    }
}

/// Returns what the tabs, the field and the gap below them leave of the inside of the frame.
#[must_use]
pub(crate) fn body(inner: Area) -> Area {
    let head = if inner.height >= 8 { 3 } else { inner.height.min(1) };
    Area { y: inner.y + head, height: inner.height - head, ..inner }
}

fn language() -> Vec<Section> {
    let syntax = filter::syntax()
        .iter()
        .map(|(form, meaning)| ((*form).to_owned(), (*meaning).to_owned(), String::new()));
    let fields =
        filter::reference().map(|(field, matches, example)| (field, matches.to_owned(), example.to_owned()));
    vec![
        Section { heading: "syntax".to_owned(), rows: syntax.collect() },
        Section { heading: "fields".to_owned(), rows: fields.collect() },
    ]
}

fn signs() -> Vec<Section> {
    let row =
        |sign: &str, meaning: &str| (drawn(sign).into_owned(), drawn(meaning).into_owned(), String::new());
    let all = signs::all();
    let section = |group: &signs::Group| {
        let of = all.iter().filter(|sign| sign.group == *group);
        Section {
            heading: group.name().to_owned(),
            rows: of.map(|sign: &signs::Sign| row(sign.shown, sign.short)).collect(),
        }
    };
    let names = registry::SHORT_NAMES.iter().map(|(name, rule)| row(name, rule)).collect();
    let names = Section { heading: "short names".to_owned(), rows: names };
    signs::Group::ALL.iter().map(section).chain([names]).collect()
}
