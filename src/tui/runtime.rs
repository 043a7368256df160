//! The loop: it waits for one input and drains the rest. It draws the screen when something has changed, and again as
//! more events are found and counted, if that was put off.

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

use super::keys::{self};
use super::message::{Effect, FinishedPicture, Message, Mouse, Notice, StoreNews};
use super::model::{Focus, Model, Offer};
use super::update::update;
use super::view;
use crate::tui::key::Key;

mod early;

use early::Early;

/// An input of the loop.
#[derive(Debug, Clone)]
pub(crate) enum Input {
    Key(Key),
    Paste(String),
    Mouse(Mouse),
    /// A new size, columns and rows.
    Resize(u16, u16),
    /// The loader or the watcher.
    Store(StoreNews),
    /// The store's files have changed.
    Changed,
    /// A program that was started says something.
    Said(Notice),
    /// A thread has made a picture.
    PictureMade(FinishedPicture),
    /// A signal asks for the end: the exit code.
    End(u8),
    /// A signal asks for a stop.
    Stop,
    /// The program goes on after a stop.
    Continued,
}

/// The source of inputs.
pub(crate) trait Source {
    /// Waits for the next input. `None` means that no other will come.
    fn next(&mut self) -> Option<Input>;

    /// Returns an input that has arrived already.
    fn waiting(&mut self) -> Option<Input>;
}

/// The result of an effect.
#[derive(Debug, Clone, Default)]
pub(crate) struct Aftermath {
    pub message: Option<Message>,
    /// Whether the screen must be drawn from nothing.
    pub(crate) redraw: bool,
}

pub(crate) trait Performer {
    /// Does it; `model` is as it is then.
    fn perform(&mut self, effect: Effect, model: &Model) -> Aftermath;
}

/// Runs until the browser is left, and returns the exit code.
///
/// # Errors
/// The terminal cannot be drawn on.
pub(crate) fn run<B: Backend>(
    terminal: &mut Terminal<B>,
    model: &mut Model,
    source: &mut dyn Source,
    world: &mut dyn Performer,
) -> Result<u8, B::Error> {
    model.drawer = Some(view::plain);
    draw(terminal, model)?;
    let (mut waits, mut early) = (None, Early::default());
    loop {
        // Where nothing more comes, what was held for the store meets what there is.
        let Some(first) = waits.take().or_else(|| source.next()).or_else(|| early.release()) else { break };
        let mut next = Some(first);
        let mut stale = false;
        while let Some(input) = next {
            if let Some(input) = early.pass(input, model)
                && let Some(message) = message_of(input, model)
            {
                stale = true;
                if let Some(code) = handle(terminal, model, world, message)? {
                    return Ok(code);
                }
            }
            next = early.next(model).or_else(|| source.waiting());
        }
        if stale {
            draw(terminal, model)?;
        }
        // What a key shows is found to its end and counted when no other waits: it would show something else.
        while let Some(put_off) = put_off(model) {
            waits = source.waiting();
            if waits.is_some() {
                break;
            }
            handle(terminal, model, world, put_off)?;
            draw(terminal, model)?;
        }
    }
    Ok(0)
}

/// Returns the work to be done when no key waits.
fn put_off(model: &Model) -> Option<Message> {
    if matches!(&model.focus, Focus::Filter(prompt) if prompt.popup.offer == Offer::Waiting) {
        Some(Message::LookUpCandidates)
    } else if matches!(&model.focus, Focus::Dialog(dialog) if dialog.is_stale()) {
        Some(Message::Judge)
    } else if model.search.is_some() {
        Some(Message::Search)
    } else if model.uncounted {
        Some(Message::Count)
    } else if model.wants_reason() {
        Some(Message::LookUpReason)
    } else {
        model.lacks_picture().then_some(Message::MakePicture)
    }
}

/// Changes the model and performs the effects, until there are none.
fn handle<B: Backend>(
    terminal: &mut Terminal<B>,
    model: &mut Model,
    world: &mut dyn Performer,
    message: Message,
) -> Result<Option<u8>, B::Error> {
    let mut next = Some(message);
    while let Some(message) = next.take() {
        match update(model, message) {
            None => {}
            Some(Effect::Quit(code)) => return Ok(Some(code)),
            Some(effect) => {
                let after = world.perform(effect, model);
                if after.redraw {
                    // Unlike `clear` this does not ask the terminal where its cursor is, which another reader could hear.
                    let size = terminal.size()?;
                    terminal.resize(Rect::new(0, 0, size.width, size.height))?;
                }
                next = after.message;
            }
        }
    }
    Ok(None)
}

fn draw<B: Backend>(terminal: &mut Terminal<B>, model: &mut Model) -> Result<(), B::Error> {
    let area = terminal.draw(|frame| view::draw(model, frame))?.area;
    // A terminal may get its size before anybody listens for it, or without telling.
    if (area.width, area.height) != (model.width, model.height) {
        update(model, Message::Resize(area.width, area.height));
        terminal.draw(|frame| view::draw(model, frame))?;
    }
    Ok(())
}

fn message_of(input: Input, model: &Model) -> Option<Message> {
    Some(match input {
        Input::Key(key) => return keys::message(&model.preferences.keys, key, &model.focus, model.pane),
        Input::Paste(text) => Message::Paste(text),
        Input::Mouse(mouse) => Message::Mouse(mouse),
        Input::Resize(width, height) => Message::Resize(width, height),
        Input::Store(news) => Message::Store(news),
        Input::Changed => Message::Do(Effect::Reload),
        Input::Said(notice) => Message::Say(notice),
        Input::PictureMade(finished) => Message::PictureMade(finished),
        Input::End(code) => Message::End(code),
        Input::Stop => Message::Do(Effect::Suspend),
        Input::Continued => Message::Do(Effect::Redraw),
    })
}
