//! A screen without a terminal: the browser's own loop draws it in memory, for documentation and for readers who have
//! no terminal.

mod svg;

use std::collections::VecDeque;
use std::convert::Infallible;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::error::Error;
use crate::event::Handling;
use crate::filter::Filter;
use crate::snapshot::Cache;
use crate::timeline::Timeline;

use super::action::View;
use super::message::{Effect, Message, StoreNews};
use super::model::{Model, Setup};
use super::runtime::{self, Aftermath, Input, Performer, Source};
use super::session::Start;
use super::state::State;
use super::theme::{Depth, Look, Theme};
use super::view;
use crate::tui::key::Key;
use crate::tui::keys::Keys;
use crate::tui::preferences::Preferences;

/// How a screen is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Lines of plain text.
    Text,
    /// A picture in colours.
    Svg,
}

/// What of the screen is wanted.
#[derive(Debug, Clone)]
pub struct Shot {
    /// The name of the view.
    pub view: String,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How it is written.
    pub form: Form,
    /// Events stricter than this are left out.
    pub max_handling: Option<Handling>,
}

/// Draws the screen that the browser would open with, in one of its views.
///
/// # Errors
/// No view has that name, the filter cannot be read, or nothing of the store can be read.
pub fn screenshot(start: &Start, shot: &Shot) -> Result<String, Error> {
    let named = View::named(&shot.view);
    let view =
        named.ok_or_else(|| Error::unknown("view", &shot.view, View::ALL.iter().map(|view| view.name())))?;
    let parts = start.filter.iter().map(|part| Filter::parse(part)).collect::<Result<Vec<_>, _>>()?;
    let cache = if start.no_cache { None } else { Cache::of_user() };
    let mut timeline = Timeline::load(&start.inputs, cache.as_ref(), &mut |_| {})?;
    if let Some(at) = &start.as_of {
        timeline = timeline.as_of(at);
    }
    if let Some(max) = shot.max_handling {
        timeline = timeline.released(max);
    }
    let theme = match (start.colour, shot.form) {
        (true, Form::Svg) => Theme::new(start.look.unwrap_or(Look::Dark), Depth::True),
        _ => Theme::new(Look::None, Depth::Mono),
    };
    let mut model = Model::new(Setup {
        size: shot.size,
        theme,
        mouse: start.mouse,
        now: start.now.clone(),
        zone: start.zone,
        filter: Filter::all(parts),
        view: start.view.clone(),
        reversed: start.reversed == Some(true),
        remembered: State::default(),
        last: None,
        preferences: Preferences { keys: Keys::usual(), ..start.preferences.clone() },
    });
    let Ok(mut screen) = Terminal::new(TestBackend::new(shot.size.0, shot.size.1));
    let mut run = |model: &mut Model, input: Input| {
        let Ok(_): Result<u8, Infallible> =
            runtime::run(&mut screen, model, &mut Script(VecDeque::from([input])), &mut AtOnce);
    };
    run(&mut model, Input::Store(StoreNews::Whole(Box::new(timeline))));
    if let Some(error) = model.unbound.clone() {
        return Err(error.into());
    }
    run(&mut model, Input::Key(Key::char(view.key())));
    let buffer = screen.backend().buffer();
    Ok(match shot.form {
        Form::Text => view::lines(buffer).join("\n") + "\n",
        Form::Svg => svg::of(buffer, &format!("demarche: {}", view.name())),
    })
}

struct Script(VecDeque<Input>);

impl Source for Script {
    fn next(&mut self) -> Option<Input> {
        self.0.pop_front()
    }

    fn waiting(&mut self) -> Option<Input> {
        None
    }
}

/// Makes pictures at once and does nothing else outside.
struct AtOnce;

impl Performer for AtOnce {
    fn perform(&mut self, effect: Effect, _: &Model) -> Aftermath {
        let Effect::MakePicture(job) = effect else { return Aftermath::default() };
        Aftermath { message: job.finish().map(Message::PictureMade), redraw: false }
    }
}

#[cfg(test)]
mod tests;
