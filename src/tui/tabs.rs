//! The tabs of the views in the footer: where each stands.

use crate::tui::action::{Action, View};
use crate::tui::keys::Keys;
use crate::tui::text;

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tab {
    /// Which view it opens.
    pub view: View,
    /// Its first column.
    pub x: u16,
    /// Its columns.
    pub width: u16,
}

/// Returns the key that opens a view, as its tab shows it.
#[must_use]
pub fn key(view: View, keys: &Keys) -> &str {
    match keys.first(Action::View(view)) {
        "" => " ",
        key => key,
    }
}

/// Returns the tabs that fit into `width` columns, in the order of their keys, and whether some are left out before and
/// after them. The open view's is always there.
#[must_use]
pub fn tabs(width: u16, open: View, keys: &Keys) -> (Vec<Tab>, bool, bool) {
    // One view alone needs no tab.
    if View::ALL.len() < 2 {
        return (Vec::new(), false, false);
    }
    let columns = |view: &View| (view.name().len() + text::width(key(*view, keys)) + 1) as u16;
    let at = View::ALL.iter().position(|view| *view == open).unwrap_or(0);
    let fits = |first: usize, last: usize| {
        let all = View::ALL.get(first..=last).unwrap_or_default();
        let signs = 2 * (u16::from(first > 0) + u16::from(last + 1 < View::ALL.len()));
        all.iter().map(|view| columns(view) + 2).sum::<u16>() + signs <= width
    };
    // As many before the open one as fit with it, then as many after.
    let first = (0..=at).find(|first| fits(*first, at)).unwrap_or(at);
    let last = (at..View::ALL.len()).rev().find(|last| fits(first, *last)).unwrap_or(at);
    let mut x = if first > 0 { 3 } else { 1 };
    let mut all = Vec::new();
    for view in View::ALL.get(first..=last).unwrap_or_default() {
        let width = columns(view);
        all.push(Tab { view: *view, x, width });
        x += width + 2;
    }
    (all, first > 0, last + 1 < View::ALL.len())
}

/// Returns the columns that tabs may take of a footer: the hints keep at least those of help and leaving.
#[must_use]
pub fn room(width: u16) -> u16 {
    width.saturating_sub(LEAST_HINTS)
}

/// The columns of `? help  q quit` and the air around them.
const LEAST_HINTS: u16 = 17;

/// Returns the view whose tab is at a column.
#[must_use]
pub fn at(width: u16, open: View, keys: &Keys, x: u16) -> Option<View> {
    let (all, ..) = tabs(room(width), open, keys);
    all.into_iter().find(|tab| (tab.x..tab.x + tab.width).contains(&x)).map(|tab| tab.view)
}
