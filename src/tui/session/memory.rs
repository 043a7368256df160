//! What one run of the browser takes from the last, and leaves for the next.
//!
//! Flags come before what is remembered: a filter (`-f`, `-a`, …) replaces the filter, `--view` the filter, view and
//! order, `--sort` the order, `--zone` the zone; everything else is as it was. `--fresh` begins anew and says nothing
//! of what is new; bookmarks, earlier filters and saved views are not of a session and stay. With `--as-of` a session
//! is neither resumed nor remembered: it shows the past, not what the reader has seen of the present.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant as Clock;

use chrono_tz::Tz;

use crate::event::date::{Instant, Now, Zone};
use crate::store::{AsOf, Severity, Store};
use crate::timeline::Timeline;
use crate::tui::model::{Loading, Model};
use crate::tui::state::seen::{Seen, Unseen};
use crate::tui::state::{Change, LastSession, State, StateFile};

use super::Start;

/// Returns the session to go on with, as far as the flags leave it.
pub(crate) fn resumed(start: &Start, remembered: &State) -> Option<LastSession> {
    if start.fresh || start.as_of.is_some() {
        return None;
    }
    let mut last = remembered.last.clone()?;
    if start.view.is_some() || !start.filter.is_empty() {
        last.filter.clear();
    }
    if start.view.is_some() {
        let new = LastSession::default();
        (last.view, last.place, last.reversed) = (new.view, new.place, new.reversed);
    }
    if let Some(reversed) = start.reversed {
        last.reversed = reversed;
    }
    last.zone = start.zone.or(last.zone);
    Some(last)
}

/// Which events were there when the browser was last left.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    path: PathBuf,
    now: Now,
    zone: Tz,
    /// Read once: another browser on this store may replace the file.
    seen: Arc<OnceLock<Option<Seen>>>,
}

impl Known {
    /// `None` if nothing is to be said of what is new.
    pub(crate) fn of(start: &Start, kept: Option<&StateFile>) -> Option<Self> {
        let wanted = !start.fresh && start.as_of.is_none();
        let path = kept.filter(|_| wanted)?.seen();
        Some(Self { path, now: start.now.clone(), zone: start.reader_zone, seen: Arc::default() })
    }

    /// Returns what is new in a store that was read wholly.
    ///
    /// # Errors
    /// In words: the file cannot be read. Then nothing counts as new.
    pub(crate) fn unseen(&self, timeline: &Timeline) -> Result<Unseen, String> {
        let mut failed = Ok(());
        let seen = self.seen.get_or_init(|| {
            Seen::load(&self.path).unwrap_or_else(|error| {
                let path = self.path.display();
                failed = Err(format!("cannot tell what is new in this store: {path}: {error}"));
                None
            })
        });
        failed?;
        let Some(seen) = seen else { return Ok(Unseen::default()) };
        let ids = seen.missing(timeline.store().events.ids());
        Ok(Unseen { ids, since: since(seen.at, &self.now, self.zone) })
    }
}

/// `24 Nov`, with the year if it is another one; `09:40` today.
fn since(at: Instant, now: &Now, zone: Tz) -> String {
    let (day, second) = Zone::Named(zone).local(at);
    if day == now.today {
        return format!("{:02}:{:02}", second / 3600, second / 60 % 60);
    }
    let (day, this) = (day.short(), now.today.civil().0.to_string());
    day.strip_suffix(&this).map_or(day.as_str(), str::trim_end).to_owned()
}

/// Returns where the session stands, unless it shows the past.
pub(crate) fn present(model: &Model, as_of: Option<&AsOf>) -> Option<LastSession> {
    model.session().filter(|_| as_of.is_none())
}

/// Remembers where the session ended and which events it knew.
///
/// # Errors
/// In words: what could not be written.
pub(crate) fn part(
    model: &Model,
    kept: &StateFile,
    as_of: Option<&AsOf>,
    begun: Clock,
) -> Result<(), String> {
    let Some(last) = present(model, as_of) else { return Ok(()) };
    let failed = |error: &dyn std::fmt::Display| format!("the session is not remembered: {error}");
    kept.change(&[Change::Session(Box::new(last))]).map_err(|error| failed(&error))?;
    if model.loading != Loading::Done {
        return Ok(());
    }
    let (store, path) = (model.timeline.store(), kept.seen());
    let passed = i64::try_from(begun.elapsed().as_secs()).unwrap_or_default();
    let at = Instant(model.now.instant.0.saturating_add(passed));
    let mut seen = Seen::of(store.events.ids(), at);
    if lacks_events(store) {
        // What was known stays known, and what was never read is not known.
        match Seen::load(&path) {
            Ok(Some(before)) => seen = seen.with(&before),
            Ok(None) | Err(_) => return Ok(()),
        }
    }
    seen.save(&path).map_err(|error| failed(&format!("{}: {error}", path.display())))
}

/// Returns whether a file could not be read, or only in part, so that its events would all count as new once it can.
fn lacks_events(store: &Store) -> bool {
    let unread = |code: &str| matches!(code, "syntax" | "unreadable");
    store.problems.iter().any(|problem| problem.severity == Severity::Problem && unread(problem.code.0))
}
