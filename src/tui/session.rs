//! One run of the browser on a real terminal: threads that send, effects that reach outside.

pub(super) mod memory;
mod world;

use std::io::{self, Write as _};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Instant as Clock;

use anyhow::Context as _;
use chrono_tz::Tz;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::{Handle, Signals};

use crate::event::date::Now;
use crate::filter::Filter;
use crate::snapshot::Cache;
use crate::store::{AsOf, Input as StoreInput, LoadError, Store, Watcher};
use crate::timeline::Timeline;

use super::message::{Notice, StoreNews};
use super::model::{Loading, Model, Setup};
use super::preferences::Preferences;
use super::runtime::{self, Input, Source};
use super::state::StateFile;
use super::terminal::{self, InputPause, TerminalGuard};
use super::theme::{Depth, Look, Theme};
use super::update::UNREADABLE;

use memory::Known;
use world::Outside;

/// What the browser opens with.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "flags of the command line, each independent of the others"
)]
pub struct Start {
    /// What to read.
    pub inputs: Vec<StoreInput>,
    /// The filter's parts, joined by AND.
    pub filter: Vec<String>,
    /// A saved view to start from.
    pub view: Option<String>,
    /// Whether the newest come first, if the command line says so.
    pub reversed: Option<bool>,
    /// What *now* is.
    pub now: Now,
    /// The reader's zone, for days of the browser itself.
    pub reader_zone: Tz,
    /// As of when the store is shown; none: as it stands.
    pub as_of: Option<AsOf>,
    /// Whether to read every file anew.
    pub no_cache: bool,
    /// The zone of times shown; none: each event's own.
    pub zone: Option<Tz>,
    /// Whether to draw in colour.
    pub colour: bool,
    /// A theme other than the one the environment suggests.
    pub look: Option<Look>,
    /// Whether to take the mouse.
    pub mouse: bool,
    /// Whether to forget the last session.
    pub fresh: bool,
    /// What the configuration asks for.
    pub preferences: Preferences,
    /// What of the configuration is not in force, in words.
    pub complaints: Vec<String>,
}

/// Opens the browser and gives the exit code.
///
/// # Errors
/// The filter cannot be parsed (reported before the terminal is taken over), or the terminal fails.
pub fn run(start: &Start) -> anyhow::Result<u8> {
    let parts = start.filter.iter().map(|part| Filter::parse(part)).collect::<Result<Vec<_>, _>>()?;
    let filter = Filter::all(parts);
    let kept = StateFile::of(&start.inputs);
    let begun = Clock::now();
    let (remembered, complaints) = kept.as_ref().map(StateFile::load).unwrap_or_default();
    let (sender, receiver) = mpsc::channel();
    let listener = Listener::new(sender.clone()).context("cannot listen for signals")?;
    terminal::restore_on_panic();
    let hold = TerminalGuard::take(start.mouse).context("cannot take over the terminal")?;
    let mut canvas = terminal::canvas().context("cannot draw on the terminal")?;
    let size = canvas.size()?;
    let last = memory::resumed(start, &remembered);
    let mut model = Model::new(Setup {
        size: (size.width, size.height),
        theme: theme(start),
        mouse: start.mouse,
        now: start.now.clone(),
        zone: start.zone,
        filter,
        view: start.view.clone(),
        reversed: start.reversed == Some(true),
        remembered,
        last,
        preferences: start.preferences.clone(),
    });
    let complaints = [complaints, start.complaints.clone()].concat();
    if !complaints.is_empty() {
        model.notice = Some(Notice::Warning(complaints.join("; ")));
    }
    let gate = InputPause::default();
    let reading = Reading {
        inputs: start.inputs.clone(),
        seen: Known::of(start, kept.as_ref()),
        as_of: start.as_of.clone(),
        no_cache: start.no_cache,
        last: Arc::default(),
    };
    let mut world = Outside::new(reading.clone(), kept.clone(), gate.clone(), sender.clone(), start.mouse);
    let _watcher = watch(&start.inputs, sender.clone(), &mut model);
    load(reading, sender.clone());
    let reader = thread::spawn(move || {
        let _bell = PanicNotice(sender.clone());
        terminal::read(&gate, |input| sender.send(input).is_ok());
    });
    let code = runtime::run(&mut canvas, &mut model, &mut Live { receiver }, &mut world)?;
    terminal::end(&reader);
    drop(listener);
    drop(hold);
    if let Some(Err(why)) = kept.map(|kept| memory::part(&model, &kept, start.as_of.as_ref(), begun)) {
        // Nobody may be there to read it, such as after a hang-up.
        drop(writeln!(io::stderr(), "{why}"));
    }
    match (code, model.loading) {
        (UNREADABLE, Loading::Failed(why)) => Err(anyhow::anyhow!(why)),
        _ => Ok(code),
    }
}

fn theme(start: &Start) -> Theme {
    if !start.colour {
        return Theme::new(Look::None, Depth::Mono);
    }
    Theme::from_env(start.look, |name| std::env::var(name).ok())
}

/// Inputs of all threads.
struct Live {
    receiver: Receiver<Input>,
}

impl Source for Live {
    fn next(&mut self) -> Option<Input> {
        self.receiver.recv().ok()
    }

    fn waiting(&mut self) -> Option<Input> {
        self.receiver.try_recv().ok()
    }
}

/// The thread that turns signals into inputs; ends when dropped.
struct Listener {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    fn new(sender: Sender<Input>) -> io::Result<Self> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
        let handle = signals.handle();
        let thread = thread::spawn(move || {
            for signal in signals.forever() {
                let input = match signal {
                    SIGTSTP => Input::Stop,
                    SIGCONT => Input::Continued,
                    // As shells count: 128 and the signal's number.
                    other => Input::End(128u8.saturating_add(other as u8)),
                };
                if sender.send(input).is_err() {
                    return;
                }
            }
        });
        Ok(Self { handle, thread: Some(thread) })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            // A listener that panicked has nothing more to tell.
            let _ = thread.join();
        }
    }
}

/// What is read, and as of when.
#[derive(Debug, Clone)]
struct Reading {
    inputs: Vec<StoreInput>,
    as_of: Option<AsOf>,
    no_cache: bool,
    /// What was there when the browser was last left.
    seen: Option<Known>,
    /// What was read last, as it stands.
    last: Arc<Mutex<Option<Timeline>>>,
}

impl Reading {
    /// Returns the timeline with only the edited records read again. It is `None` the first time, and if everything must be
    /// read again.
    fn renewed(&self) -> Option<Timeline> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        last?.renewed()
    }

    /// Keeps what was read, unless only reading everything again can tell what has changed.
    fn keep(&self, timeline: &Timeline) {
        if timeline.store().record_hashes.is_some() {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(timeline.clone());
        }
    }

    /// The timeline as of the date asked for, put in order here and not while somebody waits for a key.
    fn known(&self, timeline: Timeline) -> Timeline {
        let timeline = match &self.as_of {
            Some(at) => timeline.as_of(at),
            None => timeline,
        };
        let _ordered = timeline.order();
        timeline
    }
}

/// Reads the store on a thread of its own.
fn load(reading: Reading, sender: Sender<Input>) {
    thread::spawn(move || {
        let _bell = PanicNotice(sender.clone());
        // A receiver that is gone means that the browser is closing.
        let tell = |news: StoreNews| drop(sender.send(Input::Store(news)));
        let loaded = reading.renewed().map_or_else(|| read_all(&reading, &tell), Ok);
        match loaded {
            Ok(timeline) => {
                reading.keep(&timeline);
                let timeline = reading.known(timeline);
                timeline.prepare();
                let same = timeline.clone();
                match reading.seen.as_ref().map(|known| known.unseen(&timeline)) {
                    Some(Ok(unseen)) => tell(StoreNews::New(unseen)),
                    Some(Err(why)) => drop(sender.send(Input::Said(Notice::Warning(why)))),
                    None => {}
                }
                tell(StoreNews::Whole(Box::new(timeline)));
                // Folded here, the texts do not keep the first letter of a search waiting; both share them.
                let _made = same.texts();
            }
            Err(error) => tell(StoreNews::Failed(error.to_string())),
        }
    });
}

/// Reads everything, telling the first events and how far it is.
fn read_all(reading: &Reading, tell: &dyn Fn(StoreNews)) -> Result<Timeline, LoadError> {
    if let Some(store) = Store::newest(&reading.inputs) {
        tell(StoreNews::Partial(Box::new(reading.known(Timeline::new(store.shared(), None)))));
    }
    let mut percent = 0;
    let cache = if reading.no_cache { None } else { Cache::of_user() };
    Timeline::load(&reading.inputs, cache.as_ref(), &mut |progress| {
        let now = progress.bytes * 100 / progress.of_bytes.max(1);
        // A word for every piece would only keep the browser from its keys.
        if std::mem::replace(&mut percent, now) < now {
            tell(StoreNews::Progress { percent: now as u8, events: progress.events });
        }
    })
}

/// Ends the program when the thread that holds it panics: the terminal has been given back then.
struct PanicNotice(Sender<Input>);

impl Drop for PanicNotice {
    fn drop(&mut self) {
        if thread::panicking() {
            drop(self.0.send(Input::End(101)));
        }
    }
}

/// Tells of changes of the store's files; without a watch the browser works, and says that it has none.
fn watch(inputs: &[StoreInput], sender: Sender<Input>, model: &mut Model) -> Option<Watcher> {
    if !inputs.iter().any(|input| matches!(input, StoreInput::Path(_))) {
        return None;
    }
    match Watcher::new(inputs, move || drop(sender.send(Input::Changed))) {
        Ok(watcher) => Some(watcher),
        Err(error) => {
            model.notice = Some(Notice::Warning(error.to_string()));
            None
        }
    }
}
