//! What every command that changes the files of a store has in common: it shows the difference, asks, and writes.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, IsTerminal, Write};
use std::path::Path;

use similar::{ChangeTag, TextDiff};

use super::Run;
use crate::error::Error;
use crate::store::edit::EditError;
use crate::store::{Replace, WriteError};
use crate::text::{invisible_name, visible_line};

/// The lines shown around a change.
const CONTEXT: usize = 2;

/// Writes the difference between two texts of a file as a unified diff; each hunk names the line of its first change.
///
/// # Errors
/// Any error of `out`.
pub(super) fn difference(path: &Path, old: &[u8], new: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let name = visible_line(&path.display().to_string()).into_owned();
    let diff = TextDiff::from_lines(&*old, &*new);
    writeln!(out, "--- {name}\n+++ {name}")?;
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        let first = hunk.iter_changes().find(|change| change.tag() != ChangeTag::Equal);
        let line = first.and_then(|change| change.old_index().or(change.new_index())).unwrap_or(0) + 1;
        writeln!(out, "{} {name}:{line}", hunk.header())?;
        for change in hunk.iter_changes() {
            let text = change.value().trim_end_matches(['\n', '\r']);
            let text = visible_line(text);
            // Two lines that look the same differ in what cannot be seen.
            let unseen = |c: char| {
                invisible_name(c).map_or_else(|| c.to_string(), |_| format!("<U+{:04X}>", c as u32))
            };
            let text = match change.tag() {
                ChangeTag::Equal => text,
                _ if text.is_ascii() => text,
                _ => text.chars().map(unseen).collect::<String>().into(),
            };
            writeln!(out, "{}{text}", change.tag())?;
        }
    }
    Ok(())
}

/// An answer on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// The first letter, in lower case.
    Letter(char),
    /// An empty line.
    Empty,
    /// The end of the input.
    End,
}

/// Opens the terminal that controls this process. Standard input may be a pipe.
pub(super) fn terminal() -> Option<File> {
    File::open("/dev/tty").ok().filter(IsTerminal::is_terminal)
}

impl Run<'_> {
    /// Asks a question on the terminal.
    ///
    /// # Errors
    /// Any error of the terminal.
    pub(super) fn ask(&mut self, question: &str) -> Result<Answer, Error> {
        self.out.flush()?;
        write!(self.err, "{question} ")?;
        self.err.flush()?;
        let mut answer = String::new();
        let read = match terminal().filter(|_| !io::stdin().is_terminal()) {
            // Byte by byte: what is typed ahead is for the next question.
            Some(terminal) => BufReader::with_capacity(1, terminal).read_line(&mut answer)?,
            None => io::stdin().lock().read_line(&mut answer)?,
        };
        if read == 0 {
            writeln!(self.err)?;
            return Ok(Answer::End);
        }
        let letter = answer.trim().chars().next().map(|c| c.to_ascii_lowercase());
        Ok(letter.map_or(Answer::Empty, Answer::Letter))
    }
}

/// Writes a file over the bytes that were read, whole or not at all.
///
/// # Errors
/// The file has changed since, or cannot be written.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Error> {
    crate::store::write(path, new, Replace::Only(old)).map_err(|error| not_written(path, &error))
}

/// Words an error of the editor.
pub(super) fn not_edited(path: &Path, error: EditError) -> Error {
    match error {
        EditError::Write(error) => not_written(path, &error),
        EditError::Io(error) => Error::io("read", path, &error),
        other => Error::new(format!("{}: {other}", path.display())),
    }
}

fn not_written(path: &Path, error: &WriteError) -> Error {
    let said = Error::new(error.in_words(path));
    if matches!(error, WriteError::Changed) { said.hint("run the command again") } else { said }
}
