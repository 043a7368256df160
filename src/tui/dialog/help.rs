//! Help: the keys, the filter language, and what the signs mean; drawn from the tables that rule them.

mod layout;

pub(crate) use layout::{Item, columns};

use super::frame::Frame;
use super::{DialogContext, Input, Outcome};
use crate::event::{Kind, Word};
use crate::filter;
use crate::registry;
use crate::tui::key::Code;
use crate::tui::keys::{BINDINGS, Binding, Group};
use crate::tui::message::MouseAct;
use crate::tui::model::Mark;
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
    scope: Scope,
}

impl Help {
    /// Opens on the keys of the pane that has the focus.
    #[must_use]
    pub fn open(scope: Scope) -> Self {
        Self { page: Page::Keys, scroll: 0, scope }
    }

    /// What the page says.
    #[must_use]
    pub(crate) fn sections(&self) -> Vec<Section> {
        match self.page {
            Page::Keys => keys(self.scope),
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
            Input::Key(key) => match key.at_its_place().code {
                Code::Esc | Code::Enter | Code::Char('q' | '?') => return Outcome::Close,
                Code::Tab | Code::Right | Code::Char('l') => self.turn(1),
                Code::BackTab | Code::Left | Code::Char('h') => self.turn(Page::ALL.len() - 1),
                Code::Down | Code::Char('j') => self.scroll = (scroll + 1).min(last),
                Code::Up | Code::Char('k') => self.scroll = scroll.saturating_sub(1),
                Code::PageDown | Code::Char(' ' | 'd' | 'f') => self.scroll = (scroll + page).min(last),
                Code::PageUp | Code::Char('u' | 'b') => self.scroll = scroll.saturating_sub(page),
                Code::Home | Code::Char('g') => self.scroll = 0,
                Code::End | Code::Char('G') => self.scroll = last,
                _ => {}
            },
            Input::Mouse(mouse) => match mouse.act {
                MouseAct::ScrollDown => self.scroll = (scroll + 3).min(last),
                MouseAct::ScrollUp => self.scroll = scroll.saturating_sub(3),
                _ => {}
            },
            Input::Paste(_) => {}
        }
        Outcome::Stay
    }

    fn turn(&mut self, by: usize) {
        self.page = self.page.step(by);
        self.scroll = 0;
    }
}

/// What the tabs and the gap below them leave of the inside of the frame.
#[must_use]
pub(crate) fn body(inner: Area) -> Area {
    let head = if inner.height >= 6 { 2 } else { inner.height.min(1) };
    Area { y: inner.y + head, height: inner.height - head, ..inner }
}

fn keys(scope: Scope) -> Vec<Section> {
    let row = |binding: &Binding| {
        let keys: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
        (keys.join(" "), binding.description.to_owned(), String::new())
    };
    let section = |heading: &str, of: &dyn Fn(&Binding) -> bool| Section {
        heading: heading.to_owned(),
        rows: BINDINGS.iter().filter(|b| of(b)).map(row).collect(),
    };
    let own = match scope {
        Scope::Everywhere | Scope::View => "in the view",
        Scope::Facets => "in the facets",
        Scope::Detail => "in the detail",
    };
    let is_own = |b: &Binding| b.scope == scope && scope != Scope::Everywhere;
    let mut sections = vec![section(own, &is_own)];
    sections
        .extend(Group::ALL.iter().map(|group| section(group.name(), &|b| b.group == *group && !is_own(b))));
    sections.retain(|section| !section.rows.is_empty());
    sections
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
    let row = |sign: &str, meaning: &str| (sign.to_owned(), meaning.to_owned(), String::new());
    let kinds = Kind::ALL.iter().map(|kind| row(kind.glyph(), kind.word())).collect();
    let marks = [
        ("*", "bookmarked"),
        ("≠", "accounts differ"),
        ("4", "so many links with other events"),
        ("?", "the date is uncertain"),
        ("~", "the date is approximate"),
        ("–24 Jan", "it lasts until then; –… has no known end"),
        ("≤", "not later than that: when it was first reported"),
    ];
    let grades = [
        ("B2", "a letter for the source, a digit for the news"),
        ("A B C", "completely, usually, fairly reliable source"),
        ("D E", "not usually reliable, unreliable source"),
        ("F", "reliability cannot be judged"),
        ("1 2 3", "confirmed, probably true, possibly true"),
        ("4 5", "doubtful, improbable"),
        ("6", "truth cannot be judged"),
    ];
    let facets = [
        (Mark::Included.sign(), "the filter chooses it"),
        (Mark::Excluded.sign(), "the filter excludes it"),
        ("47", "so many events are left if it is chosen"),
        ("+47", "so many more are shown if it is chosen, too"),
    ];
    let section = |heading: &str, rows: &[(&str, &str)]| Section {
        heading: heading.to_owned(),
        rows: rows.iter().map(|(sign, meaning)| row(sign, meaning)).collect(),
    };
    vec![
        Section { heading: "kinds".to_owned(), rows: kinds },
        section("marks", &marks),
        section("facets", &facets),
        section("short names", &registry::SHORT_NAMES),
        section("grades", &grades),
    ]
}
