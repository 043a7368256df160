//! The bars of an outlet, and its interval.

use ratatui::style::Style;

use crate::event::Kind;
use crate::report::sources::Record;
use crate::text::signs::{is_ascii, sign};
use crate::text::thousands;
use crate::tui::model::Model;
use crate::tui::picture::sources::Scale;
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// The parts of a bar in their order, each with its shade.
pub(super) const PARTS: [(&str, &str); 4] =
    [("█", "confirmed"), ("▓", "contradicted"), ("▒", "both"), ("░", "open")];
/// The bar of the events that rest on the outlet alone.
pub(super) const ALONE: &str = "▄";

/// Returns the style of each part.
pub(super) fn styles(model: &Model) -> [Style; 4] {
    let theme = model.theme;
    [theme.bar(Kind::Other), theme.bar(Kind::Strike), theme.warning(), theme.text()]
}

/// Draws what rests on it alone to the left of the axis, and all of its events in parts to the right.
pub(super) fn draw(model: &Model, record: &Record, scale: Scale, pen: &mut Pen<'_>) {
    let theme = model.theme;
    let lone = scale.cells(record.alone).min(scale.left);
    let number = thousands(record.alone);
    let style = if record.alone == 0 { theme.dim() } else { theme.text() };
    let before = scale.left.saturating_sub(lone + usize::from(lone > 0));
    pen.cell(&text::pad_start(&number, before), before, style);
    pen.put(if lone > 0 { " " } else { "" }, style);
    pen.put(&sign(ALONE).repeat(lone), theme.bar(Kind::Meeting)).put(sign("│"), theme.rule());
    let of = record.outcomes;
    let parts = scale.parts([of.confirmed, of.contradicted, of.both, of.open]);
    for ((cells, (mark, _)), style) in parts.into_iter().zip(PARTS).zip(styles(model)) {
        pen.put(&sign(mark).repeat(cells), style);
    }
    pen.put(" ", theme.text()).put(&thousands(record.events), theme.text());
}

/// Draws the interval from its lower to its upper end with the share itself; of too few events it says so, with how
/// many there are.
pub(super) fn interval(model: &Model, record: &Record, width: usize, pen: &mut Pen<'_>) {
    let theme = model.theme;
    let outcomes = record.outcomes;
    let Some((low, high)) = outcomes.interval() else {
        let words = match outcomes.settled() {
            0 => "none settled".to_owned(),
            settled => format!("too few ({settled})"),
        };
        pen.cell(&words, width, theme.dim());
        return;
    };
    let last = width.saturating_sub(1) as f64;
    let at = |share: f64| (share * last).round() as usize;
    let share = at(outcomes.confirmed as f64 / outcomes.settled() as f64);
    let (low, high) = (at(low), at(high));
    for x in 0..width {
        let (mark, style) = match x {
            x if x == share => (sign("●"), theme.strong()),
            x if x == low => (sign("├"), theme.bar(Kind::Statement)),
            x if x == high => (sign("┤"), theme.bar(Kind::Statement)),
            x if (low..high).contains(&x) => (sign("─"), theme.bar(Kind::Statement)),
            _ => (if is_ascii() { " " } else { "·" }, theme.rule()),
        };
        pen.put(mark, style);
    }
}
