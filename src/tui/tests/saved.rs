//! Saved views and sessions keep the view, its zoom and its order.

use super::{Run, setup, timeline};
use crate::store::{Input as StoreInput, Store};
use crate::tui::action::View;
use crate::tui::message::{Effect, Message, StoreNews};
use crate::tui::model::Setup;
use crate::tui::runtime::Input;
use crate::tui::state::{Change, StateFile, View as Saved};
use crate::tui::update::update;

fn run(setup: Setup) -> Run {
    let mut run = Run::start_empty(setup);
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline(Store::builtin()))))]);
    run
}

#[test]
fn a_saved_view_opens_as_it_was_drawn() {
    let mut run = run(setup(120, 40));
    run.keys("/kind:strike<enter><esc>r3+SStrikes<enter>");
    let kept = run.effects.iter().find_map(|effect| match effect {
        Effect::Remember(Change::Save(view)) => Some(view.clone()),
        _ => None,
    });
    let expected = Saved {
        name: "Strikes".into(),
        filter: "kind:strike".into(),
        view: Some("calendar".into()),
        sort: Some("-date".into()),
        zoom: Some(1),
        variant: None,
    };
    assert_eq!(kept, Some(expected), "view, zoom and order beside the filter");
    run.keys("-1rF'Strikes<enter>");
    assert_eq!((run.model.view, run.model.place().zoom), (View::Calendar, 1));
    assert_eq!((run.model.filter.to_string().as_str(), run.model.reversed), ("kind:strike", true));
}

#[test]
fn a_view_saved_by_an_earlier_version_changes_only_the_filter() {
    let mut run = run(setup(120, 40));
    run.keys("3");
    let saved = Saved { name: "Old".into(), filter: "kind:strike".into(), ..Saved::default() };
    update(&mut run.model, Message::OpenSaved(Box::new(saved)));
    assert_eq!(run.model.view, View::Calendar, "the view stays");
    assert_eq!(run.model.filter.to_string(), "kind:strike");
    let unknown = Saved { view: Some("globe".into()), filter: "kind:meeting".into(), ..Saved::default() };
    update(&mut run.model, Message::OpenSaved(Box::new(unknown)));
    assert_eq!(run.model.filter.to_string(), "kind:meeting", "what is known of it is done");
    let said = run.model.notice.as_ref().map(|notice| notice.parts().1.to_owned()).unwrap_or_default();
    assert!(said.contains("no view is called `globe`"), "{said}");
}

#[test]
fn a_session_goes_on_with_the_zoom_of_its_view() {
    let mut first = run(setup(120, 40));
    first.keys("3+k");
    let last = first.model.session().expect("a session");
    assert_eq!((last.view, last.place.zoom), (View::Calendar, 1));
    let home = tempfile::tempdir().expect("a directory");
    let file = StateFile::under(home.path(), &[StoreInput::BuiltIn]).expect("a file");
    file.change(&[Change::Session(Box::new(last.clone()))]).expect("it is written");
    let (state, complaints) = file.load();
    assert_eq!((state.last.as_ref(), complaints), (Some(&last), vec![]), "nothing is lost in the file");
    let next = run(Setup { last: state.last, ..setup(120, 40) });
    assert_eq!((next.model.view, next.model.place().zoom), (View::Calendar, 1));
    assert_eq!(next.selected(), first.selected(), "at the same event");
}
