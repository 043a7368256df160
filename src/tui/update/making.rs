//! The picture of the open view: made when it is wanted, its cursor kept in bounds and on the selected event.

use std::sync::Arc;

use crate::tui::action::View;
use crate::tui::model::Model;
use crate::tui::picture::Content;

/// Makes the picture at once where that is quick.
pub(super) fn ready(model: &mut Model) {
    if model.lacks_picture() && model.shown.len() < model.made_apart && model.search.is_none() {
        let (stamp, content) = (model.stamp(), Content::of(&model.scene()));
        model.picture = content.map(|content| (stamp, Arc::new(content)));
    }
}

/// Brings the cursor of the picture into its bounds.
pub(super) fn settle(model: &mut Model) {
    if model.view == View::Timeline {
        return;
    }
    let stale = model.lacks_picture();
    ready(model);
    if stale && model.content().is_some() {
        follow_selection(model);
    }
    let (Some(room), mut place) = (model.picture_room(), model.place()) else { return };
    if let Some(picture) = model.picture() {
        picture.settle(&mut place, room);
        model.places.insert(model.view, place);
    }
}

/// Puts the cursor on the selected event where the picture has it.
pub(super) fn follow_selection(model: &mut Model) {
    let (Some(ix), mut place) = (model.selected_event(), model.place()) else { return };
    let Some(picture) = model.picture() else { return };
    // A cursor that already stands for the event stays where it is.
    if !picture.at(&place).events().contains(&ix)
        && let Some(found) = picture.place_of(ix, &place)
    {
        place = found;
        model.places.insert(model.view, place);
    }
}
