//! Panes: which show, which is wide, which has the keys.

use crate::tui::action::{Action, View};
use crate::tui::message::Notice;
use crate::tui::model::Model;
use crate::tui::pane::{Pane, Panes};

const ORDER: [Pane; 3] = [Pane::Facets, Pane::View, Pane::Detail];

fn reachable(model: &Model) -> Vec<Pane> {
    let wide = model.width >= 120;
    let shows = |pane: &Pane| match pane {
        Pane::Facets => !wide || model.panes.facets || model.pane == Pane::Facets,
        Pane::View => true,
        Pane::Detail => !wide || model.panes.detail || model.pane == Pane::Detail,
    };
    ORDER.into_iter().filter(shows).collect()
}

/// Gives the keys to the next pane, round and round.
pub(super) fn step(model: &mut Model, by: isize) {
    let panes = reachable(model);
    let at = panes.iter().position(|p| *p == model.pane).unwrap_or(0);
    let next = (at as isize + by).rem_euclid(panes.len().max(1) as isize) as usize;
    model.pane = panes.get(next).copied().unwrap_or(Pane::View);
}

/// Moves the focus to the pane on the left or right, if there is one.
pub(super) fn beside(model: &mut Model, by: isize) {
    let panes = reachable(model);
    let at = panes.iter().position(|p| *p == model.pane).unwrap_or(0);
    if let Some(pane) = at.checked_add_signed(by).and_then(|at| panes.get(at)) {
        model.pane = *pane;
    }
}

/// Both beside the view, then one, then the other, then none.
pub(super) fn cycle(model: &mut Model) {
    let (facets, detail) = match (model.panes.facets, model.panes.detail) {
        (true, true) => (false, true),
        (false, true) => (true, false),
        (true, false) => (false, false),
        (false, false) => (true, true),
    };
    model.panes = Panes { facets, detail, ..model.panes };
    model.panes_chosen |= model.view != View::Timeline;
    model.pane = Pane::View;
    model.notice = Some(Notice::Calm(shown(model)));
}

/// From this width on, a picture has the detail beside it, unless the user chose otherwise.
const WIDE: u16 = 120;

/// Gives pictures the whole width of a narrow screen, and the detail beside them on a wide one.
pub(super) fn suit_width(model: &mut Model) {
    if model.panes_chosen {
        return;
    }
    let panes = Panes { facets: false, detail: model.width >= WIDE, wide: None };
    if model.view == View::Timeline { model.other_panes = panes } else { model.panes = panes }
}

/// Which panes show, and which have no room.
fn shown(model: &Model) -> String {
    let Some(shape) = model.shape() else { return String::new() };
    let beside = [
        ("facets", model.panes.facets, shape.facets.is_some()),
        ("detail", model.panes.detail, shape.detail.is_some()),
    ];
    let listed = |fits: bool| -> Vec<&str> {
        let wanted = beside.iter().filter(|(_, wanted, shows)| *wanted && *shows == fits);
        wanted.map(|(name, ..)| *name).collect()
    };
    let (shown, hidden) = (listed(true), listed(false));
    let mut words = match shown.as_slice() {
        [] => "events alone".to_owned(),
        names => format!("events with {}", names.join(" and ")),
    };
    if !hidden.is_empty() {
        let hidden = hidden.join(" and ");
        let key = model.preferences.keys.spoken(Action::NextPane);
        words = format!("{words}; no room for {hidden}: {key} goes there");
    }
    words
}

/// Gives the focused pane more room, or takes it back, and says so; a pane that has all the room says that.
pub(super) fn widen(model: &mut Model) {
    let name = match model.pane {
        Pane::Facets => "facets",
        Pane::View => "events",
        Pane::Detail => "detail",
    };
    let was = model.panes.wide;
    let width = |model: &Model| model.shape().and_then(|shape| shape.area(model.pane)).map(|area| area.width);
    let before = width(model);
    model.panes.wide = if was == Some(model.pane) { None } else { Some(model.pane) };
    let text = match (before, width(model)) {
        (Some(before), Some(now)) if now > before => {
            format!("{name} wider; {} takes it back", model.preferences.keys.spoken(Action::Widen))
        }
        (Some(before), Some(now)) if now < before => format!("{name} as wide as usual"),
        _ => {
            model.panes.wide = was;
            format!("no more room for the {name}")
        }
    };
    model.notice = Some(Notice::Calm(text));
}
