//! Why nothing shows: what the filter would leave without one of its terms.

use crate::filter::emptied;
use crate::tui::model::Model;

/// Looks up why nothing shows, in a large store only when no key waits.
pub(super) fn follow(model: &mut Model) {
    if model.wants_reason() && model.timeline.order().len() < model.pace.from {
        look_up(model);
    }
}

/// Looks up why nothing shows.
pub(super) fn look_up(model: &mut Model) {
    if model.wants_reason() {
        let why = emptied(&model.filter, &model.timeline, model.context());
        model.emptied = Some((model.filter.clone(), why));
    }
}
