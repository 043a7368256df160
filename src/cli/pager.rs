//! Results that are longer than the screen go through a pager, where standard output is a terminal.
//!
//! What fits the screen is written as it is: whether it does shows only at its end, so that lines are held back until
//! they are one too many. Who leaves the pager early has seen enough: the rest is dropped, and the exit code stays the
//! command's.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What `PAGER` stands for where it is not set.
const USUAL: &str = "less";
/// What `LESS` stands for where it is not set: end where all fits, let colours through, leave the screen.
const USUAL_OPTIONS: &str = "FRX";

/// Which pager, and for how long a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// Lines that fit the screen.
    pub rows: usize,
}

impl Paging {
    /// The pager that `PAGER` names; none where it is empty, `cat`, or no list of words.
    #[must_use]
    pub fn of(pager: Option<OsString>, rows: usize) -> Option<Self> {
        let text = pager.map_or_else(|| Some(USUAL.to_owned()), |pager| pager.into_string().ok())?;
        let command = shell_words::split(&text).ok()?;
        let name = command.first()?;
        (name != "cat").then_some(Self { command, rows })
    }
}

/// Where results go: to standard output, or to a pager once there are too many lines.
pub struct Pager<W: Write> {
    out: W,
    paging: Option<Paging>,
    held: Vec<u8>,
    lines: usize,
    child: Option<Child>,
    /// Whether an interrupt ends this program: not while a pager has the terminal, which it is meant for.
    armed: Arc<AtomicBool>,
}

impl<W: Write> Pager<W> {
    /// Writes to `out`, by way of a pager where `paging` says so.
    pub fn new(out: W, paging: Option<Paging>, armed: Arc<AtomicBool>) -> Self {
        Self { out, paging, held: Vec::new(), lines: 0, child: None, armed }
    }

    /// Starts the pager and hands it what was held back; where it cannot be started, everything is written as it is.
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
        // Without a pipe the pager was left, and nobody wants the rest.
        if pipe.is_some_and(|pipe| pipe.write_all(bytes).is_err())
            && let Some(child) = &mut self.child
        {
            child.stdin = None;
        }
    }

    /// Writes what was held back, or waits until the pager is left.
    ///
    /// # Errors
    /// As the operating system tells.
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

    /// What comes out where `text` is written in pieces of seven bytes, beside what the pager writes itself.
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
