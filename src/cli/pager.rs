//! Sends results that are longer than the screen through a pager, if standard output is a terminal.
//!
//! Results that fit the screen are written directly. That is only known at their end, so lines are held back until there
//! are too many. If the user leaves the pager early, the rest is dropped and the exit code stays that of the
//! command.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The pager if `PAGER` is not set.
const USUAL: &str = "less";
/// The value of `LESS` if it is not set: exit if everything fits, pass colours through, leave the screen unchanged.
const USUAL_OPTIONS: &str = "FRX";

/// The pager, and the number of lines above which it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// The number of lines that fit the screen.
    pub rows: usize,
}

impl Paging {
    /// Returns the pager that `PAGER` names. `None` if it is empty, `cat` or not valid shell words.
    #[must_use]
    pub fn of(pager: Option<OsString>, rows: usize) -> Option<Self> {
        let text = pager.map_or_else(|| Some(USUAL.to_owned()), |pager| pager.into_string().ok())?;
        let command = shell_words::split(&text).ok()?;
        let name = command.first()?;
        (name != "cat").then_some(Self { command, rows })
    }
}

/// A writer that passes results to standard output, or to a pager once there are too many lines.
pub struct Pager<W: Write> {
    out: W,
    paging: Option<Paging>,
    held: Vec<u8>,
    lines: usize,
    child: Option<Child>,
    /// Whether an interrupt ends this program. It does not while a pager has the terminal, because it is meant for the
    /// pager.
    armed: Arc<AtomicBool>,
}

impl<W: Write> Pager<W> {
    /// Returns a writer to `out` that goes through a pager if `paging` names one.
    pub fn new(out: W, paging: Option<Paging>, armed: Arc<AtomicBool>) -> Self {
        Self { out, paging, held: Vec::new(), lines: 0, child: None, armed }
    }

    /// Starts the pager and sends it the lines held back. If it cannot start, they are written directly.
    fn start(&mut self, paging: &Paging) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        let Some((name, arguments)) = paging.command.split_first() else { return self.out.write_all(&held) };
        let mut command = Command::new(name);
        command.args(arguments).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", USUAL_OPTIONS);
        }
        match command.spawn() {
            Ok(child) => {
                self.armed.store(false, Ordering::SeqCst);
                self.child = Some(child);
                self.hand_over(&held);
                Ok(())
            }
            Err(_) => self.out.write_all(&held),
        }
    }

    fn hand_over(&mut self, bytes: &[u8]) {
        let pipe = self.child.as_mut().and_then(|child| child.stdin.as_mut());
        // A closed pipe means that the user left the pager, so the rest is dropped.
        if pipe.is_some_and(|pipe| pipe.write_all(bytes).is_err())
            && let Some(child) = &mut self.child
        {
            child.stdin = None;
        }
    }

    /// Writes the lines held back, or waits until the user leaves the pager.
    ///
    /// # Errors
    /// Any error of the output or of the pager process.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            child.wait()?;
            self.armed.store(true, Ordering::SeqCst);
            return Ok(());
        }
        self.out.write_all(&self.held)?;
        self.out.flush()
    }
}

impl<W: Write> Write for Pager<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.child.is_some() {
            self.hand_over(bytes);
            return Ok(bytes.len());
        }
        let Some(paging) = self.paging.take() else { return self.out.write(bytes) };
        self.held.extend_from_slice(bytes);
        self.lines += memchr::memchr_iter(b'\n', bytes).count();
        if self.lines >= paging.rows {
            self.start(&paging)?;
        } else {
            self.paging = Some(paging);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.child {
            Some(_) => Ok(()),
            None if self.paging.is_some() => Ok(()),
            None => self.out.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(pager: Option<&str>) -> Option<Vec<String>> {
        Paging::of(pager.map(OsString::from), 24).map(|paging| paging.command)
    }

    #[test]
    fn the_variable_names_the_pager() {
        assert_eq!(paging(None), Some(vec!["less".to_owned()]), "less where nothing is said");
        let words = ["most", "-s", "a b"].map(str::to_owned).to_vec();
        assert_eq!(paging(Some("most -s 'a b'")), Some(words), "words as a shell has them, without one");
        for none in ["", " ", "cat", "'open"] {
            assert_eq!(paging(Some(none)), None, "`{none}` is no pager");
        }
    }

    /// Returns the output for `text`, written in pieces of seven bytes. What the pager itself writes is not included.
    fn written(text: &str, command: &[&str]) -> String {
        let mut out = Vec::new();
        let command = command.iter().map(|word| (*word).to_owned()).collect();
        let armed = Arc::new(AtomicBool::new(true));
        let mut pager = Pager::new(&mut out, Some(Paging { command, rows: 4 }), Arc::clone(&armed));
        for piece in text.as_bytes().chunks(7) {
            pager.write_all(piece).expect("written");
            pager.flush().expect("nothing is lost by it");
        }
        pager.finish().expect("finished");
        assert!(armed.load(Ordering::SeqCst), "afterwards an interrupt ends the program again");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn what_fits_the_screen_is_written_as_it_is() {
        let dir = tempfile::tempdir().expect("a directory");
        let copy = dir.path().join("paged").display().to_string();
        let text = "one\ntwo\nthree\n";
        assert_eq!(written(text, &["tee", &copy]), text, "three lines of four");
        assert!(!dir.path().join("paged").exists(), "no pager was started");
    }

    #[test]
    fn what_is_longer_goes_through_the_pager_whole() {
        let dir = tempfile::tempdir().expect("a directory");
        let copy = dir.path().join("paged");
        let text = "a line\n".repeat(5_000);
        let command = ["dd", "status=none", &format!("of={}", copy.display())];
        assert_eq!(written(&text, &command), "", "nothing beside the pager");
        assert_eq!(std::fs::read_to_string(copy).expect("the pager wrote"), text, "all of it");
    }

    #[test]
    fn a_pager_that_is_left_early_or_missing_is_no_error() {
        let text = "a line\n".repeat(50_000);
        assert_eq!(written(&text, &["true"]), "", "who leaves it has seen enough");
        assert_eq!(written(&text, &["no-such-pager-anywhere"]), text, "without one everything is written");
    }
}
