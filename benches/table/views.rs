//! The views of the browser: how long a picture takes to make, a frame of it, and the answer to a key in it.

use std::hint::black_box;
use std::io;
use std::time::{Duration, Instant};

use demarche::store::{Input, Store};
use demarche::timeline::Timeline;
use demarche::tui::action::{Action, View};
use demarche::tui::message::{Effect, Message};
use demarche::tui::model::Model;
use demarche::tui::update::update;
use demarche::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::generate::Generated;
use crate::library::{SCREEN, model};
use crate::measure::{Cell, median};
use crate::report::Report;

/// The keys that are pressed in each view, each so many times in a row.
const KEYS: [(&str, Action); 8] = [
    ("j", Action::Down),
    ("l", Action::Right),
    ("+", Action::ZoomIn),
    ("k", Action::Up),
    ("h", Action::Left),
    ("G", Action::Last),
    ("-", Action::ZoomOut),
    ("g", Action::First),
];
const TIMES: usize = 6;

/// Measures every view over all events of a store, drawn on a screen of 200 by 60.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Box<dyn std::error::Error>> {
    let loaded = Store::load(&[Input::Path(store.one.clone())])?;
    let timeline = Timeline::new(loaded.shared(), None);
    let mut model = model(&timeline)?;
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1))?;
    let mut draw =
        |model: &Model| terminal.draw(|frame| view::draw(model, frame)).map(drop).map_err(io::Error::other);
    draw(&model)?;
    for open in View::ALL {
        update(&mut model, Message::Act(Action::View(open)));
        let begun = Instant::now();
        // What is made on a thread in the browser is made here and now.
        let apart = make(&mut model);
        let made = begun.elapsed();
        let place = if apart { "on a thread" } else { "at once" };
        report.add(&format!("{}: made", open.name()), store.events, Cell::time(made).note(place));
        draw(&model)?;
        report.add(&format!("{}: frame", open.name()), store.events, Cell::time(median(|| draw(&model))));
        let (mut slowest, mut key) = (Duration::ZERO, "");
        for (name, action) in KEYS {
            for _ in 0..TIMES {
                let begun = Instant::now();
                update(&mut model, Message::Act(action));
                black_box(draw(&model).is_ok());
                let time = begun.elapsed();
                make(&mut model);
                if time > slowest {
                    (slowest, key) = (time, name);
                }
            }
        }
        let note = format!("`{key}`, of {} keys", KEYS.len() * TIMES);
        report.add(&format!("{}: slowest key", open.name()), store.events, Cell::time(slowest).note(note));
    }
    Ok(())
}

/// Makes the picture of the open view, and returns whether the browser makes it on a thread.
fn make(model: &mut Model) -> bool {
    let Some(Effect::MakePicture(job)) = update(model, Message::MakePicture) else { return false };
    if let Some(finished) = job.finish() {
        update(model, Message::PictureMade(finished));
    }
    true
}
