//! How many titles of the demonstration store can be read whole in the Timeline.

use super::{Run, setup};
use crate::store::Store;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::shape::Shape;

/// The shares of whole titles and of the screen that the view fills, in hundredths of the view.
fn whole(model: &Model) -> (usize, usize) {
    let whole = |ix: &&crate::event::EventIx| {
        let words = model.columns.words(model, **ix);
        let drawn: String = model.columns.lines(&words).concat();
        let half =
            drawn.rsplit_once('–').is_some_and(|(_, end)| end.ends_with('…') && end.len() > '…'.len_utf8());
        assert!(!half, "the end of a range is never cut inside: {drawn}");
        drawn.matches('…').count() == words.to_string().matches('…').count()
    };
    let lines = (0..model.shown.len()).map(|row| model.columns.height(model, row)).sum::<usize>();
    let all = model.shown.len().max(1);
    (model.shown.iter().filter(whole).count() * 100 / all, lines + model.groups.len())
}

fn view_height(model: &Model) -> usize {
    let shape = Shape::of(model.width, model.height, model.panes, model.pane);
    shape.and_then(|shape| shape.area(Pane::View)).map_or(0, |area| usize::from(area.height))
}

#[test]
fn nine_of_ten_titles_are_whole_and_all_where_the_view_fits() {
    let views =
        ["", "actor:kremlin", "actor:kremlin date:2025-12", "kind:strike", "kind:meeting", "venue:miami"];
    for ((width, height), least) in [((120, 40), 90), ((200, 60), 90), ((80, 24), 75)] {
        let mut run = Run::start(setup(width, height), Store::builtin());
        for filter in views {
            run.keys(&format!("/<c-u>{filter}<enter><esc>"));
            let (share, lines) = whole(&run.model);
            assert!(share >= least, "{share} of 100 titles are whole at {width}×{height} in `{filter}`");
            let fits = lines < view_height(&run.model);
            assert!(!fits || share == 100, "`{filter}` leaves rows free at {width}×{height}: {share} of 100");
        }
    }
}
