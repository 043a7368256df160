//! Picking actors or venues to filter by, with counts under every other filter.

use std::collections::HashMap;

use super::finder::{Finder, Heard};
use super::frame::{Frame, Listing};
use super::{DialogContext, Input, Outcome};
use crate::filter::{Choice, Context, Field, facet};
use crate::registry::{ActorIx, Lookup, Registry, VenueIx};
use crate::timeline::Timeline;
use crate::timeline::facets::Facet;
use crate::tui::key::{Code, Key};
use crate::tui::message::Message;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Actors,
    Venues,
}

impl Of {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actors => "Actors",
            Self::Venues => "Venues",
        }
    }

    fn facet(self) -> Facet {
        match self {
            Self::Actors => Facet::Actor,
            Self::Venues => Facet::Venue,
        }
    }

    fn field(self) -> Field {
        match self {
            Self::Actors => Field::Actor,
            Self::Venues => Field::Venue,
        }
    }

    fn find(self, registry: &Registry, text: &str) -> Option<String> {
        match self {
            Self::Actors => match registry.find_actor(text) {
                Lookup::One(ix) => Some(registry.actor(ix).id.to_string()),
                _ => None,
            },
            Self::Venues => match registry.find_venue(text) {
                Lookup::One(ix) => Some(registry.venue(ix).id.to_string()),
                _ => None,
            },
        }
    }
}

/// What a row's mark does to the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Only events that have it.
    Include,
    /// Only events that do not.
    Exclude,
}

/// One actor or venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerRow {
    /// As the filter writes it.
    pub value: String,
    pub(crate) label: String,
    /// A shorter name, shown if the label does not fit.
    pub short: String,
    /// Other names, in all scripts.
    pub others: Vec<String>,
    pub kind: Option<&'static str>,
    /// How many events it has under every other filter.
    pub count: u32,
    /// What is to be done with it.
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone)]
pub struct Picker {
    pub of: Of,
    pub(crate) finder: Finder,
    pub rows: Vec<PickerRow>,
    touched: bool,
}

impl Picker {
    /// Opens on the registry, with the marks that the filter has.
    #[must_use]
    pub fn open(of: Of, desk: DialogContext<'_>) -> Self {
        let registry = &desk.timeline.store().registry;
        let (included, excluded) = desk.filter.values(of.field());
        let id = |text: &String| of.find(registry, text).unwrap_or_else(|| text.clone());
        let marks = included.iter().map(|v| (id(v), Mark::Include));
        Self::new(of, counted(of, desk), marks.chain(excluded.iter().map(|v| (id(v), Mark::Exclude))))
    }

    /// Over `rows`, those of `marks` first, then the most frequent; a marked value that is no row becomes one.
    #[must_use]
    pub fn new(of: Of, mut rows: Vec<PickerRow>, marks: impl IntoIterator<Item = (String, Mark)>) -> Self {
        for (value, mark) in marks {
            match rows.iter_mut().find(|row| row.value == value) {
                Some(row) => row.mark = Some(mark),
                None => rows.push(PickerRow {
                    label: value.clone(),
                    short: value.clone(),
                    value,
                    others: Vec::new(),
                    kind: None,
                    count: 0,
                    mark: Some(mark),
                }),
            }
        }
        rows.sort_by(|a, b| {
            let key = |row: &PickerRow| (row.mark.is_none(), std::cmp::Reverse(row.count));
            key(a).cmp(&key(b)).then_with(|| a.label.cmp(&b.label))
        });
        let names = rows.iter().map(|row| {
            std::iter::once(row.label.as_str())
                .chain(row.others.iter().map(String::as_str))
                .chain(std::iter::once(row.value.as_str()))
        });
        let finder = Finder::new(names);
        Self { of, finder, rows, touched: false }
    }

    /// The store was read again: other rows and counts, the same marks and text.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        let marks: Vec<(String, Mark)> =
            self.rows.iter().filter_map(|row| Some((row.value.clone(), row.mark?))).collect();
        let fresh = Self::new(self.of, counted(self.of, desk), marks);
        let finder = fresh.finder.resumed(&self.finder);
        *self = Self { of: self.of, finder, rows: fresh.rows, touched: self.touched };
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (72, 28))
    }

    /// Returns the places of its parts.
    #[must_use]
    pub fn listing(size: (u16, u16)) -> Listing {
        Listing::of(Self::frame(size).inner, 1)
    }

    /// The values included and excluded, as Enter will set them.
    ///
    /// Where no mark was changed, Enter takes the selected row with those that were there.
    #[must_use]
    pub fn values(&self) -> (Vec<String>, Vec<String>) {
        let chosen =
            if self.touched { None } else { self.finder.row().filter(|_| self.means_the_selected()) };
        let with = |mark: Mark| {
            let rows = self.rows.iter().enumerate();
            let holds = |(at, row): &(usize, &PickerRow)| match row.mark {
                Some(own) => own == mark,
                None => mark == Mark::Include && chosen == Some(*at),
            };
            rows.filter(holds).map(|(_, row)| row.value.clone()).collect()
        };
        (with(Mark::Include), with(Mark::Exclude))
    }

    /// Returns the terms that Enter will set, as the filter writes them. The text is empty if there are none.
    #[must_use]
    pub(crate) fn preview(&self) -> String {
        let (included, excluded) = self.values();
        let field = self.of.facet().field();
        let term = |sign: &str, values: &[String]| match values {
            [] => None,
            values => Some(format!("{sign}{field}:{}", values.join(","))),
        };
        let terms = [term("", &included), term("-", &excluded)];
        terms.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// A row other than the first without text was reached, or nothing is marked at all.
    fn means_the_selected(&self) -> bool {
        !self.finder.line.is_empty() || self.finder.at() > 0 || self.rows.iter().all(|row| row.mark.is_none())
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        let listing = Self::listing(desk.size);
        match input {
            Input::Key(key) => self.key(*key, listing.list.lines(), desk),
            Input::Paste(text) => {
                self.finder.paste(text);
                Outcome::Stay
            }
            Input::Mouse(mouse) => {
                if self.finder.mouse(*mouse, listing) == Heard::Pressed {
                    self.mark(Mark::Include);
                }
                Outcome::Stay
            }
        }
    }

    fn key(&mut self, key: Key, page: usize, desk: DialogContext<'_>) -> Outcome {
        match key.code {
            Code::Esc => return Outcome::Close,
            Code::Enter => return self.apply(desk),
            Code::Tab => self.mark(Mark::Include),
            Code::BackTab => self.mark(Mark::Exclude),
            Code::Char(' ') if self.finder.is_browsing() => self.mark(Mark::Include),
            Code::Char('-') if self.finder.is_browsing() => self.mark(Mark::Exclude),
            _ => {
                self.finder.take(key, page);
            }
        }
        Outcome::Stay
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(row) = self.finder.row().and_then(|at| self.rows.get_mut(at)) {
            row.mark = if row.mark == Some(mark) { None } else { Some(mark) };
            self.touched = true;
        }
    }

    fn apply(&self, desk: DialogContext<'_>) -> Outcome {
        let (registry, facet) = (&desk.timeline.store().registry, self.of.facet());
        let (included, excluded) = self.values();
        let had = desk.filter.chosen(facet, registry);
        // Only what was ticked or unticked changes, so that values that narrow together go on doing so.
        let add = if desk.filter.narrows_together(self.of.field()) { Choice::Choose } else { Choice::Add };
        let gone = had.included.iter().filter(|v| !included.contains(v)).map(|v| (v, Choice::Choose));
        let new = included.iter().filter(|v| !had.included.contains(v)).map(|v| (v, add));
        let changed = |now: &[String], then: &[String]| {
            let one = now.iter().filter(|v| !then.contains(v));
            one.chain(then.iter().filter(|v| !now.contains(v))).cloned().collect::<Vec<_>>()
        };
        let outs = changed(&excluded, &had.excluded);
        let outs = outs.iter().map(|v| (v, Choice::Exclude));
        let filter = gone.chain(new).chain(outs).fold(desk.filter.clone(), |filter, (value, choice)| {
            filter.choose(facet, value, choice, registry)
        });
        Outcome::Finish(Box::new(Message::SetFilter(filter)))
    }
}

/// Every actor or venue, with its count under every other filter.
fn counted(of: Of, desk: DialogContext<'_>) -> Vec<PickerRow> {
    let context = Context { now: desk.now, bookmarks: desk.bookmarks, unseen: desk.unseen };
    let counts = facet(desk.filter, of.facet(), desk.timeline, context).unwrap_or_default();
    let counts = counts.into_iter().map(|row| (row.value, row.count)).collect();
    rows(of, desk.timeline, &counts)
}

fn rows(of: Of, timeline: &Timeline, counts: &HashMap<String, u32>) -> Vec<PickerRow> {
    let (registry, names) = (&timeline.store().registry, timeline.short_names());
    let row =
        |id: &str, name: &str, short: &str, others: Vec<String>, kind: Option<&'static str>| PickerRow {
            value: id.to_owned(),
            label: name.to_owned(),
            short: short.to_owned(),
            others,
            kind,
            count: counts.get(id).copied().unwrap_or(0),
            mark: None,
        };
    match of {
        Of::Actors => registry
            .actors
            .iter()
            .zip(0..)
            .map(|(a, ix)| {
                let others = a.aliases.iter().chain(&a.metonyms).cloned().collect();
                let short = names.actor(registry, ActorIx(ix));
                row(&a.id, &a.name, short, others, a.kind.map(crate::event::Word::word))
            })
            .collect(),
        Of::Venues => registry
            .venues
            .iter()
            .zip(0..)
            .map(|(v, ix)| {
                let short = names.venue(registry, VenueIx(ix));
                row(&v.id, &v.name, short, v.aliases.clone(), v.kind.map(crate::event::Word::word))
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn row(value: &str, label: &str, others: &[&str], count: u32) -> PickerRow {
        PickerRow {
            value: value.into(),
            label: label.into(),
            short: label.into(),
            others: others.iter().map(|o| (*o).to_owned()).collect(),
            kind: Some("office"),
            count,
            mark: None,
        }
    }

    fn picker(marks: &[(&str, Mark)]) -> Picker {
        let rows = vec![
            row("us", "United States", &["США"], 120),
            row("kremlin", "Kremlin", &["Кремль"], 47),
            row("zelenskyy", "Volodymyr Zelenskyy", &["Zelensky", "Зеленський"], 60),
        ];
        Picker::new(Of::Actors, rows, marks.iter().map(|(v, m)| ((*v).to_owned(), *m)))
    }

    fn press(picker: &mut Picker, keys: &[Key]) {
        for key in keys {
            match key.code {
                Code::Tab => picker.mark(Mark::Include),
                Code::BackTab => picker.mark(Mark::Exclude),
                _ => {
                    picker.finder.take(*key, 10);
                }
            }
        }
    }

    fn typed(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    #[test]
    fn one_name_and_return_is_enough() {
        let mut it = picker(&[]);
        press(&mut it, &typed("Кремль"));
        assert_eq!(it.preview(), "actor:kremlin", "the selected row is meant");
    }

    #[test]
    fn what_is_marked_stays_beside_what_is_found() {
        let mut it = picker(&[("kremlin", Mark::Include), ("=ru", Mark::Exclude)]);
        assert_eq!(it.preview(), "actor:kremlin -actor:=ru", "as it was, the unknown value too");
        press(&mut it, &typed("zelensky"));
        assert_eq!(it.preview(), "actor:kremlin,zelenskyy -actor:=ru", "one more");
        press(&mut it, &[Key::plain(Code::BackTab)]);
        assert_eq!(it.preview(), "actor:kremlin -actor:=ru,zelenskyy", "excluded on demand");
        press(&mut it, &[Key::plain(Code::BackTab), Key::ctrl('u'), Key::plain(Code::Tab)]);
        assert_eq!(it.preview(), "-actor:=ru", "a mark pressed again is taken off");
    }

    #[test]
    fn taking_every_mark_off_takes_the_term_out() {
        let mut it = picker(&[("kremlin", Mark::Include)]);
        press(&mut it, &[Key::plain(Code::Tab)]);
        assert_eq!(it.preview(), "", "nothing is picked by force");
    }

    #[test]
    fn marked_rows_come_first_then_the_frequent() {
        let labels: Vec<String> =
            picker(&[("kremlin", Mark::Include)]).rows.into_iter().map(|r| r.label).collect();
        assert_eq!(labels, ["Kremlin", "United States", "Volodymyr Zelenskyy"], "marked, then by count");
    }
}
