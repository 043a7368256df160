//! Warns of calls that only a subtype or a virtual venue reveals: readers see the format.

use super::Builder;
use crate::event::{Event, Format, Kind};
use crate::registry::call::{is_call, is_called_one, is_virtual};
use crate::store::build::fault::{Fault, steps};

impl Builder<'_> {
    /// Warns if a meeting or one of its sessions was a call but has no call format.
    pub(super) fn warn_of_call_without_format(&mut self, event: &Event, item: usize) {
        if event.kind != Kind::Meeting {
            return;
        }
        let is_call_format = |format| matches!(format, Some(Format::Call | Format::Video));
        let mut unmarked = Vec::new();
        if is_call(&self.registry, event) && !is_call_format(event.format) {
            let key = match (event.format, is_called_one(event)) {
                (Some(_), _) => "format",
                (None, true) => "subtype",
                (None, false) => "venue",
            };
            unmarked.push((steps![key], event.format));
        }
        for (index, session) in event.sessions.iter().enumerate() {
            if is_virtual(&self.registry, session.venue) && !is_call_format(session.format.or(event.format)) {
                unmarked.push((steps!["sessions", index, "venue"], session.format));
            }
        }
        for (at, format) in unmarked {
            let message = match format {
                Some(format) => format!("a call, but its format is {format}: nobody counts as having met"),
                None => "a call without a format: nobody counts as having met".to_owned(),
            };
            let hint = "write `format: call` or `format: video`".to_owned();
            self.faults.push_to(item, Fault::warning(at, "call-without-format", message).hint(hint));
        }
    }
}
