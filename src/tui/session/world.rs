//! Effects: what the browser does outside itself.

use std::io;
use std::path::Path;
use std::sync::mpsc::Sender;

use crate::store::write;
use crate::tui::message::{self, Effect, Message, Notice};
use crate::tui::model::Model;
use crate::tui::outside::{self, BROWSER, EDITOR, OutsideError, Program, Screen};
use crate::tui::runtime::{Aftermath, Input, Performer};
use crate::tui::session::{Reading, memory};
use crate::tui::state::{Change, StateFile};
use crate::tui::terminal::{self, InputPause};

/// The world around a real terminal.
pub(super) struct Outside {
    reading: Reading,
    kept: Option<StateFile>,
    gate: InputPause,
    sender: Sender<Input>,
    mouse: bool,
    /// Whether the state could not be written last time.
    failed: bool,
}

fn var(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn done(result: Result<String, String>) -> Aftermath {
    Aftermath { message: Some(Message::Done(result)), redraw: false }
}

fn in_words(error: &OutsideError) -> String {
    match error.hint() {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}

impl Outside {
    pub(super) fn new(
        reading: Reading,
        kept: Option<StateFile>,
        gate: InputPause,
        sender: Sender<Input>,
        mouse: bool,
    ) -> Self {
        Self { reading, kept, gate, sender, mouse, failed: false }
    }

    /// Gives the terminal to something else for a while.
    fn away<T>(&self, what: impl FnOnce() -> T) -> io::Result<T> {
        self.gate.close();
        let left = terminal::leave();
        let done = what();
        let back = terminal::enter(self.mouse);
        self.gate.open();
        left.and(back).map(|()| done)
    }

    fn open(&self, url: &str) -> Result<String, OutsideError> {
        let programs = outside::browsers(url, var)?;
        let (program, ended) = outside::first(&programs, BROWSER, |program| match program.screen {
            Screen::Program => self.away(|| program.run())?.map(Some),
            Screen::Browser => self.start(program).map(|()| None),
        })?;
        if let Some(status) = ended {
            outside::succeeded(program, BROWSER, status)?;
        }
        Ok(format!("opened {url}"))
    }

    /// Starts a program in a window of its own. Its failure is reported when it ends.
    fn start(&self, program: &Program) -> io::Result<()> {
        let (sender, started) = (self.sender.clone(), program.clone());
        program.start(move |ended| {
            let outcome = match ended {
                Ok(status) => outside::succeeded(&started, BROWSER, status),
                Err(error) => Err(OutsideError::Lost { what: BROWSER.what, program: started.name, error }),
            };
            if let Err(error) = outcome {
                drop(sender.send(Input::Said(Notice::Error(in_words(&error)))));
            }
        })
    }

    /// Runs the editor. The store is read again if it ran, however it ended.
    fn edit(&self, path: &Path, line: u32) -> Result<String, OutsideError> {
        if !path.is_file() {
            return Err(OutsideError::Gone(path.display().to_string()));
        }
        let programs = outside::editors(path, line, var)?;
        let (program, status) = outside::first(&programs, EDITOR, |program| self.away(|| program.run())?)?;
        super::load(self.reading.clone(), self.sender.clone());
        outside::succeeded(program, EDITOR, status)?;
        Ok("back from the editor".to_owned())
    }

    fn remember(&mut self, change: Change, model: &Model) -> Aftermath {
        let Some(file) = &self.kept else { return Aftermath::default() };
        // A filter that is kept, an event that is marked: so much a kill may not lose.
        let quiet = matches!(change, Change::Used(_)) && self.failed;
        let session =
            memory::present(model, self.reading.as_of.as_ref()).map(|last| Change::Session(Box::new(last)));
        let changes: Vec<Change> = std::iter::once(change).chain(session).collect();
        let changed = file.change(&changes);
        self.failed = changed.is_err();
        match changed {
            Ok(state) => Aftermath { message: Some(Message::Remembered(Box::new(state))), redraw: false },
            // That earlier filters cannot be kept is told once.
            Err(_) if quiet => Aftermath::default(),
            Err(error) => done(Err(format!("not saved: {error}"))),
        }
    }

    fn suspend(&self) -> Aftermath {
        let stop = || signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
        drop(self.away(stop));
        Aftermath { redraw: true, ..Aftermath::default() }
    }

    fn redraw(&self) -> Aftermath {
        drop(terminal::enter(self.mouse));
        let resize = crossterm::terminal::size().ok().map(|(width, height)| Message::Resize(width, height));
        Aftermath { message: resize, redraw: true }
    }
}

impl Performer for Outside {
    fn perform(&mut self, effect: Effect, model: &Model) -> Aftermath {
        match effect {
            Effect::Quit(_) => Aftermath::default(),
            Effect::OpenUrl(url) => {
                let ended = self.open(&url).map_err(|error| in_words(&error));
                Aftermath { redraw: true, ..done(ended) }
            }
            Effect::Copy { text, what } => {
                let copied = outside::copy(&mut io::stdout(), &text);
                done(copied.map(|()| format!("copied {what}")).map_err(|error| in_words(&error)))
            }
            Effect::Edit { path, line } => {
                let ended = self.edit(&path, line).map_err(|error| in_words(&error));
                Aftermath { redraw: true, ..done(ended) }
            }
            Effect::Write { path, text, overwrite } => {
                let written = write::whole(&path, overwrite, |out| out.write_all(text.as_bytes()));
                let shown = path.display();
                done(written.map(|()| format!("wrote {shown}")).map_err(|e| format!("{shown}: {e}")))
            }
            Effect::Append(addition) => {
                Aftermath { message: Some(message::append(&addition)), redraw: false }
            }
            Effect::Remember(change) => self.remember(change, model),
            Effect::MakePicture(job) => {
                let sender = self.sender.clone();
                std::thread::spawn(move || {
                    let _notice = super::PanicNotice(sender.clone());
                    if let Some(finished) = job.finish() {
                        // A receiver that no longer exists means that the browser is closing.
                        drop(sender.send(Input::PictureMade(finished)));
                    }
                });
                Aftermath::default()
            }
            Effect::Reload => {
                super::load(self.reading.clone(), self.sender.clone());
                Aftermath::default()
            }
            Effect::Redraw => self.redraw(),
            Effect::Suspend => self.suspend(),
            Effect::CaptureMouse(on) => {
                self.mouse = on;
                match terminal::capture_mouse(on) {
                    Ok(()) => Aftermath::default(),
                    Err(error) => done(Err(error.to_string())),
                }
            }
        }
    }
}
