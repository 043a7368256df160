//! The real program in a real pseudo-terminal: whatever ends it, the terminal is as it was.

#[path = "terminal/early.rs"]
mod early;
#[path = "terminal/import.rs"]
mod import;
#[path = "terminal/pipe.rs"]
mod pipe;
#[path = "terminal/resume.rs"]
mod resume;
#[path = "terminal/writing.rs"]
mod writing;

use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use demarche::tui::terminal;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than any machine needs; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

struct Session {
    screen: Arc<Mutex<vt100::Parser>>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    /// What it remembers, unless a variable says where.
    _state: tempfile::TempDir,
}

impl Session {
    fn start(program: &str, args: &[&str], vars: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        let state = tempfile::tempdir().expect("a folder");
        command.env("XDG_STATE_HOME", state.path());
        command.env("XDG_CONFIG_HOME", state.path());
        for (name, value) in vars {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).expect("it starts");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(24, 80, 0)));
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let keys = pty.master.take_writer().expect("a writer");
        let shown = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                shown.lock().expect("no panic").process(&bytes[..read]);
            }
        });
        Self { screen, child, keys, master: pty.master, _state: state }
    }

    fn browser() -> Self {
        Self::start(env!("CARGO_BIN_EXE_demarche"), &["tests/data/browser.yaml", "--now", "2025-12-22"], &[])
    }

    fn shows(&self) -> String {
        self.screen.lock().expect("no panic").screen().contents()
    }

    fn wait_for(&self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.shows().contains(text) {
            assert!(Instant::now() < until, "no `{text}` on the screen:\n{}", self.shows());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the store of [`Self::browser`] is shown; while it is read only its numbers are.
    fn is_open(&self) {
        self.wait_until("the browser opens", |screen| {
            let shown = screen.contents();
            shown.contains("Test talks") && shown.contains("8 events")
        });
    }

    fn wait_until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds(self.screen.lock().expect("no panic").screen()) {
            assert!(Instant::now() < until, "{what}:\n{}", self.shows());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the program reads");
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = Command::new("kill").args([name, &id]).status().expect("kill");
        assert!(sent.success(), "the signal is sent");
    }

    fn end(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "the program still runs:\n{}", self.shows());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn is_as_it_was(&self) {
        self.wait_until("the terminal is not as it was", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}

#[test]
fn quitting_restores_the_terminal() {
    let mut session = Session::browser();
    session.is_open();
    session.wait_until("the browser takes the terminal", |screen| {
        screen.alternate_screen()
            && screen.bracketed_paste()
            && screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
    });
    session.press("q");
    assert_eq!(session.end(), 0, "a good end");
    session.is_as_it_was();
}

#[test]
fn signals_restore_the_terminal() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let mut session = Session::browser();
        session.is_open();
        session.signal(signal);
        assert_eq!(session.end(), code, "{signal} has its own code");
        session.is_as_it_was();
    }
}

#[test]
fn suspending_gives_the_terminal_back_and_resuming_takes_it_again() {
    let mut session = Session::browser();
    session.is_open();
    session.press("\x1a");
    session.is_as_it_was();
    session.signal("-CONT");
    session.wait_until("it comes back", |screen| {
        screen.alternate_screen() && screen.contents().contains("8 events")
    });
    session.press("/kind:strike\r");
    session.wait_for("1 of 8 events");
    session.press("q");
    assert_eq!(session.end(), 0, "keys still reach it");
    session.is_as_it_was();
}

#[test]
fn the_editor_has_the_terminal_to_itself() {
    let script =
        "#!/bin/sh\nprintf 'editing at %s\\n' \"$1\"\nread line\nprintf 'read %s\\n' \"$line\"\nread line\n";
    let folder = tempfile::tempdir().expect("a folder");
    let editor = folder.path().join("vi");
    demarche::store::write(&editor, script.as_bytes(), demarche::store::Replace::Nothing).expect("written");
    let made = Command::new("chmod").arg("+x").arg(&editor).status().expect("chmod");
    assert!(made.success(), "the editor can run");
    let name = editor.display().to_string();
    let args = ["tests/data/browser.yaml", "--now", "2025-12-22"];
    let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, &[("VISUAL", &name)]);
    session.is_open();
    session.press("E");
    session.wait_for("editing at +");
    session.is_as_it_was();
    session.press("every letter\n");
    session.wait_for("read every letter");
    session.press("\n");
    session.wait_until("the browser is back", vt100::Screen::alternate_screen);
    session.press("q");
    assert_eq!(session.end(), 0, "and goes on");
}

#[test]
fn an_editor_that_fails_is_an_error() {
    for (editor, expected) in [
        ("nvimx", "× error: editor nvimx could not be started: not found"),
        ("sh -c 'exit 3'", "× error: editor sh exited with status 3"),
        ("sh -c 'kill -9 $$'", "× error: editor sh was killed by signal 9 (SIGKILL)"),
    ] {
        let args = ["tests/data/browser.yaml", "--now", "2025-12-22"];
        let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, &[("VISUAL", editor)]);
        session.is_open();
        session.press("E");
        session.wait_for(expected);
        // Longer than a reload of eight events takes: it would say so in the same place.
        thread::sleep(Duration::from_millis(300));
        assert!(session.shows().contains(expected), "it stays to be read:\n{}", session.shows());
        session.press("q");
        assert_eq!(session.end(), 0, "the browser goes on after `{editor}`");
    }
}

#[test]
fn pasted_text_goes_into_the_filter() {
    let mut session = Session::browser();
    session.is_open();
    session.press("/");
    session.press("\x1b[200~kind:strike\x1b[201~");
    session.wait_for("kind:strike");
    session.press("\r");
    session.wait_for("1 of 8 events");
    session.press("q");
    assert_eq!(session.end(), 0, "a good end");
}

#[test]
fn a_resize_is_followed() {
    let mut session = Session::browser();
    session.is_open();
    assert!(!session.shows().contains("STATUS"), "two panes on 80 columns");
    session.screen.lock().expect("no panic").screen_mut().set_size(40, 120);
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    session.master.resize(size).expect("a new size");
    session.wait_for("STATUS");
    session.press("q");
    assert_eq!(session.end(), 0, "a good end");
}

#[test]
fn a_filter_of_the_command_line_is_applied() {
    let mut session = Session::start(
        env!("CARGO_BIN_EXE_demarche"),
        &["tests/data/browser.yaml", "--now", "2025-12-22", "-f", "kind:strike"],
        &[],
    );
    session.wait_for("1 of 8 events");
    session.press("q");
    assert_eq!(session.end(), 0, "a good end");
}

#[test]
fn the_browser_shows_what_was_known_then() {
    let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &["data", "--as-of", "2025-12-10"], &[]);
    session.wait_for("188 events");
    session.wait_for("as of 10 Dec 2025");
    session.press("q");
    assert_eq!(session.end(), 0, "a good end");
}

/// A program that shows the beginning of what it gets, then waits for a key and leaves with 3.
fn pager(dir: &tempfile::TempDir) -> String {
    let path = dir.path().join("pager.sh");
    let script = "head -n 3\nprintf 'THE PAGER WAITS\\n'\nread key </dev/tty\nexit 3\n";
    demarche::store::write(&path, script.as_bytes(), demarche::store::Replace::Nothing).expect("written");
    format!("sh '{}'", path.display())
}

/// Longer than any pipe holds, so that who leaves early breaks it.
const REPORT: [&str; 4] = ["export", "data", "--now", "2026-02-01"];

#[test]
fn a_long_report_goes_through_the_pager_which_may_be_left_early() {
    let dir = tempfile::tempdir().expect("a directory");
    let pager = pager(&dir);
    let program = env!("CARGO_BIN_EXE_demarche");
    let mut session = Session::start(program, &REPORT, &[("PAGER", &pager)]);
    session.wait_for("THE PAGER WAITS");
    let shown = session.shows();
    assert!(shown.lines().count() < 8, "no more than the pager shows:\n{shown}");
    session.press("q\r");
    assert_eq!(
        session.end(),
        0,
        "the exit code is the command's, whatever the pager's:\n{}",
        session.shows()
    );
    let after = session.shows().to_lowercase();
    assert!(
        !after.contains("pipe") && !after.contains("error"),
        "nothing is told of the broken pipe:\n{after}"
    );
    session.is_as_it_was();

    let nothing = ["list", "data", "-f", "kind:strike kind:meeting"];
    let mut session = Session::start(program, &nothing, &[("PAGER", &pager)]);
    assert_eq!(
        session.end(),
        1,
        "what fits the screen asks for no key, and nothing matched:\n{}",
        session.shows()
    );
}

#[test]
fn no_pager_is_asked_for_by_flag_or_variable() {
    let dir = tempfile::tempdir().expect("a directory");
    let own = pager(&dir);
    let flagged = [&REPORT[..], &["--no-pager"]].concat();
    for (args, pager) in [(&flagged[..], own.as_str()), (&REPORT[..], ""), (&REPORT[..], "cat")] {
        let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), args, &[("PAGER", pager)]);
        assert_eq!(session.end(), 0, "`{pager}` waits for nobody:\n{}", session.shows());
        session.wait_for("independent (copies");
        assert!(!session.shows().contains("THE PAGER WAITS"), "{args:?} with `{pager}` is no pager");
    }
}

#[test]
fn every_command_with_long_results_goes_through_the_pager() {
    let dir = tempfile::tempdir().expect("a directory");
    let pager = pager(&dir);
    for line in [
        "list data",
        "show -s data 2025-12-21-ushakov-no-trilateral 2025-12-23-mass-strike",
        "stats data",
        "threads data",
        "positions data",
        "sources data",
        "strikes data",
        "encounters data",
        "brief data",
        "diff tests/data/browser.yaml data",
        "explain screen",
        "list data --format jsonl",
        "list data --wide",
    ] {
        let args: Vec<&str> = line.split(' ').chain(["--now", "2026-02-01"]).collect();
        let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, &[("PAGER", &pager)]);
        session.wait_for("THE PAGER WAITS");
        session.press("q\r");
        let code = session.end();
        assert_eq!(code, u32::from(line.starts_with("diff")), "{line} keeps its code:\n{}", session.shows());
    }
}

#[test]
fn a_pager_that_cannot_start_is_told_once_and_the_results_are_printed() {
    let args = ["export", "data", "--now", "2026-02-01"];
    let missing = [("PAGER", "no-such-pager --really")];
    let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, &missing);
    assert_eq!(session.end(), 0, "the command is done:\n{}", session.shows());
    session.wait_for("note: the pager no-such-pager did not start");
    let shown = session.shows();
    assert!(shown.contains("independent (copies"), "everything is printed before:\n{shown}");
    assert_eq!(shown.matches("did not start").count(), 1, "told once:\n{shown}");
}

#[test]
fn the_timeline_on_a_terminal_is_one_line_an_event() {
    let pager = [("PAGER", "cat"), ("NO_COLOR", "1")];
    let args = ["list", "data", "-f", "date:2025-12-21 kind:statement", "--limit", "8"];
    let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, &pager);
    assert_eq!(session.end(), 0, "done:\n{}", session.shows());
    session.wait_for("Ushakov");
    let shown = session.shows();
    let events: Vec<&str> = shown.lines().filter(|line| line.contains("statement")).collect();
    assert_eq!(events.len(), 8, "a line each:\n{shown}");
    assert!(events.iter().all(|line| line.chars().count() <= 80), "none is wrapped:\n{shown}");
    let graded = regex::Regex::new(r" [A-F][1-6]( · unsourced)?$").expect("a pattern");
    assert!(events.iter().all(|line| graded.is_match(line.trim_end())), "the grade ends each:\n{shown}");
    assert!(shown.contains('…'), "what is cut says so:\n{shown}");
}

#[test]
fn a_bad_filter_is_told_before_the_terminal_is_taken() {
    let args = ["tests/data/browser.yaml", "-f", "knd:x"];
    let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, &[]);
    assert_eq!(session.end(), 2, "a bad filter");
    session.wait_for("error");
    session.is_as_it_was();
}

#[test]
fn a_panic_restores_the_terminal_before_it_is_told() {
    let this = std::env::current_exe().expect("this program").display().to_string();
    let args = ["--exact", "a_program_that_panics", "--nocapture"];
    let mut session = Session::start(&this, &args, &[("DEMARCHE_TEST_PANIC", "1"), ("RUST_BACKTRACE", "0")]);
    assert_ne!(session.end(), 0, "a panic is a failure");
    session.wait_for("a panic on purpose");
    session.is_as_it_was();
}

/// What [`a_panic_restores_the_terminal_before_it_is_told`] runs; alone it does nothing.
#[test]
fn a_program_that_panics() {
    if std::env::var_os("DEMARCHE_TEST_PANIC").is_none() {
        return;
    }
    terminal::restore_on_panic();
    let hold = terminal::TerminalGuard::take(true).expect("a terminal");
    let mut canvas = terminal::canvas().expect("a canvas");
    canvas.draw(|_| {}).expect("it draws");
    // Kept over the panic, so that only the hook can restore in time for the message.
    std::mem::forget(hold);
    panic!("a panic on purpose");
}
