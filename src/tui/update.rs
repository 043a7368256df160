//! The one place that changes the model.

mod adding;
mod arrange;
mod candidates;
mod choose;
mod dialog;
mod event;
mod facet_rows;
mod facets;
mod filter;
mod find;
mod found;
mod making;
mod motion;
mod mouse;
mod panes;
mod picture;
mod reason;
mod resume;
mod saved;
mod search;
mod settle;
mod store;

use super::message::{Effect, Message, Notice};
use super::model::{Focus, Model};
use crate::filter::Choice;
use crate::tui::action::{Action, View};
use crate::tui::message::DialogRequest;
use crate::tui::pane::Pane;
use crate::tui::picture::{Step, Zoom};

/// The exit code where nothing of the store could be read.
pub(crate) const UNREADABLE: u8 = 2;

/// Does what `message` says; what is left to be done outside is returned.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    if matches!(message, Message::Act(_) | Message::Type(_)) {
        model.notice = None;
    }
    if touches(&message) {
        model.untouched = false;
    }
    if model.search.is_some() && search::needs_whole(model, &message) {
        search::finish(model);
    }
    let effect = change(model, message);
    reason::follow(model);
    settle::settle(model);
    effect
}

/// Whether somebody has begun to use the screen, which then stays as it is.
fn touches(message: &Message) -> bool {
    match message {
        Message::Act(action) => *action != Action::Quit,
        Message::Type(_) | Message::Paste(_) | Message::Mouse(_) => true,
        _ => false,
    }
}

fn change(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Act(action) => return act(model, action),
        Message::Type(key) => {
            return match model.focus {
                Focus::Panes => None,
                Focus::Filter(_) => filter::typed(model, key),
                Focus::Find(_) => find::typed(model, key),
                Focus::Choose(_) => choose::typed(model, key),
                Focus::Dialog(_) => dialog::input(model, &super::dialog::Input::Key(key)),
            };
        }
        Message::Paste(text) => return paste(model, &text),
        Message::Mouse(mouse) => return mouse::mouse(model, mouse),
        Message::Resize(width, height) => {
            (model.width, model.height) = (width, height);
            panes::suit_width(model);
            settle::draw_histogram(model);
        }
        Message::DialogRequest(DialogRequest::NewEvent) => adding::open(model),
        Message::DialogRequest(ask) => dialog::open(model, ask),
        Message::Judge => adding::judge(model),
        Message::Appended(appended) => return adding::appended(model, *appended),
        Message::SetFilter(filter) => return filter::picked(model, filter),
        Message::SetValues { field, values } => {
            let filter = model.filter.set(field, &values);
            filter::set(model, filter);
        }
        Message::OpenView(at) => saved::open_stored(model, at),
        Message::OpenSaved(view) => saved::open(model, &view),
        Message::GoTo(id) => event::go_to(model, &id),
        Message::GoToDay(day) => motion::go_to_day(model, day),
        Message::SetZone(zone) => arrange::set_zone(model, zone),
        Message::Search => search::go_on(model),
        Message::Count => settle::count(model),
        Message::MakePicture => return picture::make(model),
        Message::PictureMade(finished) => picture::made(model, finished),
        Message::LookUpCandidates => candidates::look_up(model),
        Message::LookUpReason => reason::look_up(model),
        Message::Say(notice) => model.notice = Some(notice),
        Message::Do(Effect::Remember(change)) => return Some(event::remember(model, change)),
        Message::Do(effect) => return Some(effect),
        Message::Store(news) => return store::news(model, news),
        Message::Remembered(state) => {
            model.bookmarks = state.bookmarks.iter().cloned().collect();
            model.remembered = *state;
        }
        Message::Done(Ok(text)) => model.notice = Some(Notice::Calm(text)),
        Message::Done(Err(text)) => dialog::tell(model, text),
        Message::End(code) => return Some(Effect::Quit(code)),
    }
    None
}

fn paste(model: &mut Model, text: &str) -> Option<Effect> {
    match model.focus {
        Focus::Filter(_) => filter::paste(model, text),
        Focus::Find(_) => find::paste(model, text),
        Focus::Dialog(_) => return dialog::input(model, &super::dialog::Input::Paste(text.to_owned())),
        Focus::Panes | Focus::Choose(_) => {}
    }
    None
}

fn act(model: &mut Model, action: Action) -> Option<Effect> {
    match action {
        Action::View(view) => picture::open_view(model, view),
        Action::NextView => picture::next_view(model, 1),
        Action::PreviousView => picture::next_view(model, -1),
        Action::ZoomIn => picture::zoom(model, Zoom::In, None),
        Action::ZoomOut => picture::zoom(model, Zoom::Out, None),
        Action::ZoomFit => picture::zoom(model, Zoom::Fit, None),
        Action::Variant => picture::next_variant(model),
        Action::NextPane => panes::step(model, 1),
        Action::PreviousPane => panes::step(model, -1),
        Action::CyclePanes => panes::cycle(model),
        Action::Widen => panes::widen(model),
        Action::Leave => leave(model),
        Action::Interrupt if at_rest(model) => return Some(Effect::Quit(130)),
        Action::Interrupt => leave(model),
        Action::Left if picture::has_keys(model) => picture::go(model, Step::Columns(-1)),
        Action::Right if picture::has_keys(model) => picture::go(model, Step::Columns(1)),
        Action::Left => panes::beside(model, -1),
        Action::Right => panes::beside(model, 1),
        Action::Down
        | Action::Up
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::PageDown
        | Action::PageUp
        | Action::First
        | Action::Last => {
            let over_rows = if picture::has_keys(model) { picture::over_rows } else { motion::over_rows };
            over_rows(model, action);
        }
        Action::NextDay
        | Action::PreviousDay
        | Action::NextMonth
        | Action::PreviousMonth
        | Action::NextTurn
        | Action::PreviousTurn => motion::over_time(model, action),
        Action::GoToDate => dialog::open(model, DialogRequest::GoToDate),
        Action::EditFilter => filter::edit(model),
        Action::PickActor => dialog::open(model, DialogRequest::Actor),
        Action::PickVenue => dialog::open(model, DialogRequest::Venue),
        Action::PickDate => dialog::open(model, DialogRequest::Date),
        Action::Choose => facets::choose(model, Choice::Choose),
        Action::Add => facets::choose(model, Choice::Add),
        Action::Exclude => facets::choose(model, Choice::Exclude),
        Action::Undo => filter::undo(model),
        Action::Redo => filter::redo(model),
        Action::ToggleFilter => filter::toggle(model),
        Action::SaveView => dialog::open(model, DialogRequest::SaveView),
        Action::Places => dialog::open(model, DialogRequest::Places),
        Action::Find => find::open(model),
        Action::FindNext if model.needle.is_none() && resume::show_new(model) => {}
        Action::FindNext => find::step(model, true),
        Action::FindPrevious => find::step(model, false),
        Action::Enter => match model.pane {
            Pane::Facets => facets::choose(model, Choice::Narrow),
            Pane::View if model.shown.is_empty() => {}
            Pane::View if model.view != View::Timeline => picture::enter(model),
            Pane::View => model.pane = Pane::Detail,
            Pane::Detail => {}
        },
        Action::Back => event::back(model),
        Action::Follow => return choose::link(model),
        Action::OpenSource => return choose::source(model),
        Action::Bookmark => return event::bookmark(model),
        Action::CopyEvent => return event::copy(model),
        Action::CopyId => return event::copy_id(model),
        Action::CopyAddress => return choose::address(model),
        Action::EditEvent => return event::edit(model),
        Action::NewEvent => adding::open(model),
        Action::Reverse => arrange::reverse(model),
        Action::Zone => dialog::open(model, DialogRequest::Zone),
        Action::Theme => {
            model.theme = model.theme.next();
            say(model, &format!("theme: {}", model.theme.look().name()));
        }
        Action::Mouse => {
            model.mouse = !model.mouse;
            say(model, if model.mouse { "mouse on" } else { "mouse off: the terminal selects text again" });
            return Some(Effect::CaptureMouse(model.mouse));
        }
        Action::Export => dialog::open(model, DialogRequest::Export),
        Action::Palette => dialog::open(model, DialogRequest::Palette),
        Action::Reload => return Some(Effect::Reload),
        Action::Redraw => return Some(Effect::Redraw),
        Action::Suspend => return Some(Effect::Suspend),
        Action::Help => dialog::open(model, DialogRequest::Help(model.pane.scope())),
        Action::Quit => return Some(Effect::Quit(0)),
    }
    None
}

fn at_rest(model: &Model) -> bool {
    matches!(model.focus, Focus::Panes) && model.pane == Pane::View && model.needle.is_none()
}

fn leave(model: &mut Model) {
    match model.focus {
        Focus::Filter(_) => filter::abandon(model),
        Focus::Find(_) => find::abandon(model),
        Focus::Choose(_) | Focus::Dialog(_) => {
            adding::keep_open(model);
            model.focus = Focus::Panes;
        }
        Focus::Panes if model.pane == Pane::View => find::end(model),
        Focus::Panes => model.pane = Pane::View,
    }
}

fn say(model: &mut Model, text: &str) {
    model.notice = Some(Notice::Calm(text.to_owned()));
}
