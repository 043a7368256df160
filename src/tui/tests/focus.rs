//! What has the keys is unmistakable on a screen without colour.

use proptest::prelude::*;
use ratatui::style::Modifier;

use super::Run;
use crate::tui::model::Focus;
use crate::tui::pane::Pane;

/// Every cell as a screen without colour shows it: its sign, and whether it is bold, dim, underlined or reversed.
fn cells(run: &Run) -> Vec<(String, Modifier)> {
    let buffer = run.terminal.backend().buffer();
    buffer.content().iter().map(|cell| (cell.symbol().to_owned(), cell.modifier)).collect()
}

/// Columns under the double line, which only the pane that has the keys has above it.
fn under_the_double_line(screen: &str) -> Vec<usize> {
    let row = screen.lines().find(|line| line.contains("══")).unwrap_or_default();
    row.chars().enumerate().filter(|(_, c)| *c == '═').map(|(at, _)| at).collect()
}

#[test]
fn only_what_has_the_keys_is_reversed() {
    let reversed = |script: &str| {
        let mut run = Run::new(120, 40);
        run.keys(script);
        cells(&run).iter().filter(|(_, modifier)| modifier.contains(Modifier::REVERSED)).count()
    };
    assert!(reversed("") > 20 && reversed("<backtab>") > 20, "the row that has the keys is reversed");
    assert!(reversed("/") <= 1 && reversed("<backtab>f") <= 1, "under a prompt only its cursor is");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_focus_shows_without_colour(width in 40u16..220, height in 10u16..70, pane in 0usize..3, keys in "[wWj]{0,3}") {
        let pane = [Pane::Facets, Pane::View, Pane::Detail][pane];
        let mut run = Run::new(width, height);
        run.keys(&keys);
        let mut drawn = Vec::new();
        for other in [Pane::Facets, Pane::View, Pane::Detail] {
            run.model.focus = Focus::Panes;
            run.model.pane = other;
            run.inputs([]);
            // Where a pane has no room, its own place is drawn when it has the focus.
            let area = run.model.shape().and_then(|shape| shape.area(other));
            prop_assert!(area.is_some(), "{other:?} has a place at {width}×{height}");
            if let Some(area) = area {
                let columns: Vec<usize> = (area.x..area.x + area.width).map(usize::from).collect();
                prop_assert_eq!(under_the_double_line(&run.screen()), columns, "{:?} at {}×{}", other, width, height);
            }
            drawn.push((other, cells(&run)));
        }
        for (other, screen) in &drawn {
            let own = drawn.iter().find(|(known, _)| *known == pane).map(|(_, screen)| screen);
            prop_assert!(*other == pane || Some(screen) != own, "{pane:?} and {other:?} look alike at {width}×{height}");
        }
    }

    #[test]
    fn a_prompt_or_dialog_shows_without_colour(
        width in 40u16..220,
        height in 10u16..70,
        open in prop::sample::select(vec!["/", "f", "x", "o", "?", "e", "a", "v", "d", "t", "'", "S", ":"]),
    ) {
        let mut run = Run::new(width, height);
        let before = cells(&run);
        run.keys(open);
        if matches!(run.model.focus, Focus::Panes) {
            return Ok(());
        }
        prop_assert_ne!(cells(&run), before, "`{}` shows at {}×{}", open, width, height);
        prop_assert!(under_the_double_line(&run.screen()).is_empty(), "no pane seems to have the keys under `{open}`");
    }
}
