//! The tabs of the views in the footer: where each stands.

use crate::tui::action::View;

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

/// The tabs that fit into `width` columns, and whether some are left out. The open view's is always there.
#[must_use]
pub fn tabs(width: u16, open: View) -> (Vec<Tab>, bool) {
    let mut all = Vec::new();
    // One view alone needs no tab.
    if View::ALL.len() < 2 {
        return (all, false);
    }
    let mut x = 1u16;
    let first = std::iter::once(open).chain(View::ALL.into_iter().filter(|view| *view != open));
    for view in first {
        let columns = view.name().len() as u16 + 2;
        if x + columns > width {
            return (all, true);
        }
        all.push(Tab { view, x, width: columns });
        x += columns + 2;
    }
    (all, false)
}

/// The columns that tabs may take of a footer.
#[must_use]
pub fn room(width: u16) -> u16 {
    width.saturating_sub(hints_width(width) + 4)
}

/// The columns that hints take of a footer.
#[must_use]
pub(crate) fn hints_width(width: u16) -> u16 {
    if width >= 60 { 36 } else { 8 }
}

/// The view whose tab is at a column.
#[must_use]
pub fn at(width: u16, open: View, x: u16) -> Option<View> {
    let (all, _) = tabs(room(width), open);
    all.into_iter().find(|tab| (tab.x..tab.x + tab.width).contains(&x)).map(|tab| tab.view)
}
