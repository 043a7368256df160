//! Where to go back to: saved views of the store and of the user, and bookmarks.

use super::finder::{Finder, Heard};
use super::frame::{Frame, Listing};
use super::{DialogContext, Input, Outcome};
use crate::event::{EventId, Kind};
use crate::filter::Filter;
use crate::tui::key::Code;
use crate::tui::message::{Effect, Message};
use crate::tui::state::{Change, View};

/// What a row leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// A view that the store keeps, by its place there.
    Stored(usize),
    /// A view of the user.
    Own(View),
    /// A bookmarked event that is there.
    Bookmark(EventId, Kind),
    /// A bookmark of an event that the store does not have now.
    Lost(EventId),
}

/// A row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    pub(crate) label: String,
    /// The filter, or the event's date.
    pub(crate) detail: String,
    pub leads: Leads,
}

#[derive(Debug, Clone)]
pub struct Places {
    pub(crate) finder: Finder,
    pub rows: Vec<PlaceRow>,
    /// What is said below the list.
    pub said: Option<Said>,
}

/// What is said below the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Why the row could not be opened or forgotten.
    Failed(String),
    /// Asked for the second press that forgets the view of this name.
    Really(String),
}

impl Places {
    /// Opens on what the store and the user keep.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let store = desk.timeline.store();
        let stored = store.views.iter().enumerate().map(|(at, view)| PlaceRow {
            label: view.name.clone(),
            detail: view.filter.clone(),
            leads: Leads::Stored(at),
        });
        let own = desk.remembered.views.iter().map(|view| PlaceRow {
            label: view.name.clone(),
            detail: view.filter.clone(),
            leads: Leads::Own(view.clone()),
        });
        let mut marked: Vec<_> = desk.bookmarks.iter().map(|id| (store.find(id.as_str()), id)).collect();
        marked.sort_by_key(|(ix, id)| (ix.map(|ix| desk.timeline.rank(ix)), (*id).clone()));
        let bookmarks = marked.into_iter().map(|(ix, id)| match ix.map(|ix| store.event(ix)) {
            Some(event) => PlaceRow {
                label: event.title.clone(),
                detail: event.date.short(desk.timeline.zone()),
                leads: Leads::Bookmark(id.clone(), event.kind),
            },
            None => PlaceRow {
                label: id.to_string(),
                detail: "no longer in the store".to_owned(),
                leads: Leads::Lost(id.clone()),
            },
        });
        Self::new(own.chain(stored).chain(bookmarks).collect())
    }

    fn new(rows: Vec<PlaceRow>) -> Self {
        let finder = Finder::new(rows.iter().map(|row| [row.label.as_str(), row.detail.as_str()]));
        Self { finder, rows, said: None }
    }

    /// What the store and the user keep now, at the same place.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        let Self { finder, rows, .. } = Self::open(desk);
        *self = Self { finder: finder.resumed(&self.finder), rows, said: self.said.take() };
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (84, 20))
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        let listing = Listing::of(Self::frame(desk.size).inner, 1);
        match input {
            Input::Key(key) if key.code == Code::Esc => return Outcome::Close,
            Input::Key(key) if key.code == Code::Enter => return self.go(),
            Input::Key(key) if key.code == Code::Delete && self.finder.is_browsing() => return self.forget(),
            Input::Key(key) => {
                self.said = None;
                self.finder.take(*key, listing.list.lines());
            }
            Input::Paste(text) => self.finder.paste(text),
            Input::Mouse(mouse) if self.finder.mouse(*mouse, listing) == Heard::Pressed => return self.go(),
            Input::Mouse(_) => {}
        }
        Outcome::Stay
    }

    /// Whether the selected row can be forgotten: it is the user's, not the store's.
    #[must_use]
    pub(crate) fn can_forget(&self) -> bool {
        self.selected().is_some_and(|row| !matches!(row.leads, Leads::Stored(_)))
    }

    fn selected(&self) -> Option<&PlaceRow> {
        self.rows.get(self.finder.row()?)
    }

    fn go(&mut self) -> Outcome {
        let Some(row) = self.selected() else { return Outcome::Stay };
        let message = match &row.leads {
            Leads::Stored(at) => Message::OpenView(*at),
            Leads::Bookmark(id, _) => Message::GoTo(id.clone()),
            Leads::Own(view) => match Filter::parse(&view.filter) {
                Ok(_) => Message::OpenSaved(Box::new(view.clone())),
                Err(error) => {
                    self.said = Some(Said::Failed(error.message));
                    return Outcome::Stay;
                }
            },
            Leads::Lost(id) => {
                self.said = Some(Said::Failed(format!("no event `{id}` in this store")));
                return Outcome::Stay;
            }
        };
        Outcome::Finish(Box::new(message))
    }

    fn forget(&mut self) -> Outcome {
        let Some(at) = self.finder.row() else { return Outcome::Stay };
        let change = match self.rows.get(at) {
            Some(PlaceRow { leads: Leads::Own(_), label, .. }) => {
                let really = Said::Really(label.clone());
                if self.said.as_ref() != Some(&really) {
                    self.said = Some(really);
                    return Outcome::Stay;
                }
                Change::Forget(label.clone())
            }
            Some(PlaceRow { leads: Leads::Bookmark(id, _) | Leads::Lost(id), .. }) => {
                Change::Unmark(id.clone())
            }
            Some(PlaceRow { leads: Leads::Stored(_), .. }) => {
                self.said = Some(Said::Failed("this view is in the store: edit its `views`".to_owned()));
                return Outcome::Stay;
            }
            None => return Outcome::Stay,
        };
        let mut rows = std::mem::take(&mut self.rows);
        rows.remove(at);
        let Self { finder, rows, said } = Self::new(rows);
        *self = Self { finder: finder.resumed(&self.finder), rows, said };
        Outcome::Send(Box::new(Message::Do(Effect::Remember(change))))
    }
}
