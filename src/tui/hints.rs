//! Hints: a few keys and what they do, as many as there is room for.

use super::text;

/// A key and what it does.
pub(crate) type Hint<'h> = (&'h str, &'h str);

/// Cells between two hints.
pub(crate) const GAP: usize = 2;

/// Returns the cells that hints take.
#[must_use]
pub(crate) fn width(hints: &[Hint<'_>]) -> usize {
    let cells: usize = hints.iter().map(|(key, what)| text::width(key) + 1 + text::width(what)).sum();
    cells + GAP * hints.len().saturating_sub(1)
}

/// Returns the hints that fit into `room` cells. They give way whole, from the right; the way out (`Esc`) is the last to go.
#[must_use]
pub(crate) fn fitting<'h>(hints: &[Hint<'h>], room: usize) -> Vec<Hint<'h>> {
    let mut kept = hints.to_vec();
    while width(&kept) > room {
        let last = kept.iter().rposition(|(key, _)| *key != "Esc");
        if last.or_else(|| kept.len().checked_sub(1)).map(|at| kept.remove(at)).is_none() {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_give_way_whole_and_the_way_out_is_the_last() {
        let hints = [("Space", "include"), ("u", "undo"), ("Esc", "leave"), ("?", "help")];
        let shown = |room| -> String {
            fitting(&hints, room).iter().map(|(key, _)| *key).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(80), "Space u Esc ?", "all");
        assert_eq!(shown(35), "Space u Esc", "the last goes first");
        assert_eq!(shown(25), "Space Esc", "Esc stays");
        assert_eq!(shown(9), "Esc", "to the end");
        assert_eq!(shown(8), "", "a word is never cut");
        assert_eq!(width(&hints), "Space include  u undo  Esc leave  ? help".len(), "as drawn");
    }
}
