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

use crate::text;

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
    /// The number of columns of the screen. A longer line takes several rows.
    pub columns: usize,
}

impl Paging {
    /// Returns the pager that `PAGER` names. `None` if it is empty, `cat` or not valid shell words.
    #[must_use]
    pub fn of(pager: Option<OsString>, rows: usize, columns: usize) -> Option<Self> {
        let text = pager.map_or_else(|| Some(USUAL.to_owned()), |pager| pager.into_string().ok())?;
        let command = shell_words::split(&text).ok()?;
        let name = command.first()?;
        (name != "cat").then_some(Self { command, rows, columns })
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
    /// Why the pager did not start.
    complaint: Option<String>,
}

impl<W: Write> Pager<W> {
    /// Returns a writer to `out` that goes through a pager if `paging` names one.
    pub fn new(out: W, paging: Option<Paging>, armed: Arc<AtomicBool>) -> Self {
        Self { out, paging, held: Vec::new(), lines: 0, child: None, armed, complaint: None }
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
            Err(error) => {
                let error = crate::store::input::reason(&error);
                self.complaint =
                    Some(format!("the pager {name} did not start: {error}; set PAGER, or use --no-pager"));
                self.out.write_all(&held)
            }
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

    /// Writes the lines held back, or waits until the user leaves the pager. Returns what went wrong with the pager, if
    /// one was wanted and did not start, or failed.
    ///
    /// # Errors
    /// Any error of the output or of the pager process.
    pub fn finish(mut self) -> io::Result<Option<String>> {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            let status = child.wait()?;
            self.armed.store(true, Ordering::SeqCst);
            // A pager that failed may have shown nothing.
            let failed =
                (!status.success()).then(|| format!("the pager: {status}; set PAGER, or use --no-pager"));
            return Ok(failed);
        }
        self.out.write_all(&self.held)?;
        self.out.flush()?;
        Ok(self.complaint)
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
        // No character takes more columns than bytes, so lines are measured only if they may be too many.
        let most = self.lines + self.held.len() / paging.columns.max(1);
        if self.lines >= paging.rows || most >= paging.rows && rows(&self.held, paging.columns) >= paging.rows
        {
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

/// Returns the number of rows that `text` takes on a screen of this many columns.
fn rows(text: &[u8], columns: usize) -> usize {
    let text = String::from_utf8_lossy(text);
    let row_count = |line: &str| text::columns(&uncoloured(line)).div_ceil(columns.max(1)).max(1);
    text.lines().map(row_count).sum()
}

/// Returns a line without colour sequences.
fn uncoloured(line: &str) -> String {
    let mut pieces = line.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    first + &pieces.map(|piece| piece.split_once('m').map_or("", |(_, rest)| rest)).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(pager: Option<&str>) -> Option<Vec<String>> {
        Paging::of(pager.map(OsString::from), 24, 80).map(|paging| paging.command)
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

    #[test]
    fn a_pager_that_failed_is_told() {
        let (_, told) = written_and_told(&"line\n".repeat(20), &["sh", "-c", "cat >/dev/null; exit 3"]);
        assert!(told.is_some_and(|text| text.contains("exit status: 3")), "it may have shown nothing");
        let (_, told) = written_and_told(&"line\n".repeat(20), &["sh", "-c", "cat >/dev/null"]);
        assert_eq!(told, None, "a pager that worked is not");
    }

    /// Returns the output for `text`, written in pieces of seven bytes. What the pager itself writes is not included.
    fn written(text: &str, command: &[&str]) -> String {
        written_and_told(text, command).0
    }

    fn written_and_told(text: &str, command: &[&str]) -> (String, Option<String>) {
        let mut out = Vec::new();
        let command = command.iter().map(|word| (*word).to_owned()).collect();
        let armed = Arc::new(AtomicBool::new(true));
        let mut pager =
            Pager::new(&mut out, Some(Paging { command, rows: 4, columns: 20 }), Arc::clone(&armed));
        for piece in text.as_bytes().chunks(7) {
            pager.write_all(piece).expect("written");
            pager.flush().expect("nothing is lost by it");
        }
        let told = pager.finish().expect("finished");
        assert!(armed.load(Ordering::SeqCst), "afterwards an interrupt ends the program again");
        (String::from_utf8(out).expect("text"), told)
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
    fn a_long_line_takes_several_rows() {
        let dir = tempfile::tempdir().expect("a directory");
        let copy = dir.path().join("paged");
        let command = ["dd", "status=none", &format!("of={}", copy.display())];
        let long = format!("{}\n", "a line ".repeat(12));
        assert_eq!(written(&long, &command), "", "84 columns are five rows of twenty");
        assert!(copy.exists(), "so they go through the pager");
        let coloured = format!("{}\n", "\u{1b}[31mé\u{1b}[0m".repeat(20));
        assert_eq!(written(&coloured, &["false"]), coloured, "colours take no columns");
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
        let (all, told) = written_and_told(&text, &["no-such-pager-anywhere"]);
        assert_eq!(all, text, "without one everything is written");
        let told = told.unwrap_or_default();
        assert!(
            told.starts_with("the pager no-such-pager-anywhere did not start: "),
            "and it is told: {told}"
        );
    }
}
