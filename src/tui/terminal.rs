//! The terminal: it is taken over, read, and restored whatever happens.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossterm::cursor::{Hide, SetCursorStyle, Show};
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event,
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use crossterm::execute;
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::message::{Mouse, MouseAct};
use super::runtime::Input;
use crate::parallel;
use crate::tui::key::{Code, Key};

/// Whether the browser has the terminal now. The panic hook reads it.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal that the browser draws on.
pub(crate) type Canvas = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Holds the terminal. Dropping it restores the terminal.
#[derive(Debug)]
pub struct TerminalGuard;

impl TerminalGuard {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, and the mouse if wanted.
    ///
    /// # Errors
    /// There is no terminal, or it cannot be set. Then it is restored.
    pub fn take(mouse: bool) -> io::Result<Self> {
        let guard = Self;
        enter(mouse)?;
        Ok(guard)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        // A terminal that no longer exists needs no restoring.
        drop(leave());
    }
}

/// Returns a canvas on standard output.
///
/// # Errors
/// The size of the terminal cannot be read.
pub fn canvas() -> io::Result<Canvas> {
    Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())))
}

pub(super) fn enter(mouse: bool) -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    terminal::enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse { capture_mouse(true) } else { Ok(()) }
}

/// Restores the terminal. Does nothing if it is restored already.
pub(super) fn leave() -> io::Result<()> {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let mut out = io::stdout();
    let written = execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        SetCursorStyle::DefaultUserShape,
        Show,
        LeaveAlternateScreen
    );
    let raw = terminal::disable_raw_mode();
    drop(out.flush());
    written.and(raw)
}

/// Sets whether the terminal sends mouse events.
pub(super) fn capture_mouse(on: bool) -> io::Result<()> {
    if on { execute!(io::stdout(), EnableMouseCapture) } else { execute!(io::stdout(), DisableMouseCapture) }
}

/// From now on a panic restores the terminal before it is printed.
pub fn restore_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // A panic that becomes an error leaves the browser as it is.
        if !parallel::is_caught() {
            drop(leave());
        }
        report(panic);
    }));
}

/// Pauses the reading of the terminal while another program has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct InputPause {
    shared: Arc<(Mutex<Reading>, Condvar)>,
}

#[derive(Debug, Default)]
struct Reading {
    closed: bool,
    waits: bool,
}

impl InputPause {
    fn lock(&self) -> MutexGuard<'_, Reading> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the reader from the terminal; returns when it has let go.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        // The reader sleeps in a read that only input ends, or this signal, which it takes for a resize.
        drop(signal_hook::low_level::raise(signal_hook::consts::SIGWINCH));
        let reading = self.lock();
        drop(self.shared.1.wait_timeout_while(reading, Duration::from_secs(1), |r| !r.waits));
    }

    /// Lets the reader read again.
    pub(super) fn open(&self) {
        self.lock().closed = false;
        self.shared.1.notify_all();
    }

    fn pass(&self) {
        let mut reading = self.lock();
        while reading.closed {
            reading.waits = true;
            self.shared.1.notify_all();
            reading = self.shared.1.wait(reading).unwrap_or_else(PoisonError::into_inner);
        }
        reading.waits = false;
    }
}

/// Reads the terminal until it is gone or nobody listens.
pub(super) fn read(gate: &InputPause, mut send: impl FnMut(Input) -> bool) {
    // What is there already was typed before the terminal was taken.
    let mut early = true;
    loop {
        gate.pass();
        early = early && event::poll(Duration::ZERO).unwrap_or(false);
        let Ok(event) = event::read() else {
            send(Input::End(1));
            return;
        };
        let event = if early { as_typed(event) } else { event };
        if !input_of(event).is_none_or(&mut send) {
            return;
        }
    }
}

/// Returns what was typed as the terminal would send it now: before, it made an Enter a line feed.
fn as_typed(event: Event) -> Event {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char('j'), modifiers: KeyModifiers::CONTROL, .. }) => {
            Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE))
        }
        other => other,
    }
}

/// Waits for a reader that nobody listens to any more, so that the program ends in one step.
///
/// A reader that does not wake in a moment is left to the end of the program.
pub(super) fn end(reader: &JoinHandle<()>) {
    drop(signal_hook::low_level::raise(signal_hook::consts::SIGWINCH));
    let patience = Instant::now() + Duration::from_millis(50);
    while !reader.is_finished() && Instant::now() < patience {
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn input_of(event: Event) -> Option<Input> {
    Some(match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Input::Key(key_of(key)?),
        Event::Paste(text) => Input::Paste(text),
        Event::Mouse(mouse) => Input::Mouse(mouse_of(mouse)?),
        Event::Resize(width, height) => Input::Resize(width, height),
        _ => return None,
    })
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    Some(Key { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) })
}

fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let act = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAct::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseAct::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAct::Release,
        MouseEventKind::ScrollDown => MouseAct::ScrollDown,
        MouseEventKind::ScrollUp => MouseAct::ScrollUp,
        _ => return None,
    };
    Some(Mouse { act, x: event.column, y: event.row })
}
