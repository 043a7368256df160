//! What of the model the next session begins with.

use crate::event::EventIx;
use crate::filter::{Field, Filter};
use crate::tui::state::LastSession;

use super::Model;

impl Model {
    /// Returns where the session stands, for the next one. `None` before it has opened where the last one ended: the
    /// store is still read and no key was pressed.
    #[must_use]
    pub(crate) fn session(&self) -> Option<LastSession> {
        if self.untouched {
            return None;
        }
        let Some(ix) = self.selected_event() else {
            // Where nothing shows, such as before anything is read, the place is that of the last session.
            let place = self.resume.clone().unwrap_or_default();
            return Some(LastSession { selected: place.selected, day: place.day, ..self.session_at(None) });
        };
        Some(self.session_at(Some(ix)))
    }

    fn session_at(&self, selected: Option<EventIx>) -> LastSession {
        LastSession {
            filter: self.lasting_filter().map(ToString::to_string).unwrap_or_default(),
            view: self.view,
            place: self.place(),
            selected: selected.map(|ix| self.timeline.event(ix).id.clone()),
            day: self.position(),
            offset: self.offset,
            reversed: self.reversed,
            zone: self.timeline.zone(),
            panes: self.panes,
            pane: self.pane,
        }
    }

    /// The filter in force, or the one before it if that is about what is new: next time something else is.
    fn lasting_filter(&self) -> Option<&Filter> {
        let lasts = |filter: &&Filter| {
            let (included, excluded) = filter.values(Field::Is);
            !included.iter().chain(&excluded).any(|word| word == "new")
        };
        std::iter::once(&self.filter).chain(self.steps.earlier()).find(lasts)
    }
}
