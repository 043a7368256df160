//! Streams: standard input and named pipes, read to their end, which some do not have.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::ops::Range;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::super::StoreFile;
use super::{LoadError, Loaded, MAX_FILE, reason};
use crate::text::{thousands, visible_line};

/// The size in bytes of the parts that are read one after another.
const PART: u64 = 1 << 20;
/// The length in bytes from which on a line is no line of a store.
const LONGEST: usize = 1 << 28;
/// The longest run of lines that repeats.
const PERIODS: usize = 8;
/// How many lines in a row may be those before them again.
const AGAIN: u32 = 100_000;
/// How long a pipe may say nothing before that is told.
const PATIENCE: Duration = Duration::from_secs(1);

/// Reads a stream to its end.
///
/// # Errors
/// Fails if it cannot be read, is too large, or seems to have no end.
pub(super) fn stream(path: &Path, from: &mut dyn Read) -> Result<Loaded, LoadError> {
    let (mut bytes, mut repeats) = (Vec::new(), Repeats::default());
    loop {
        match Read::take(&mut *from, PART).read_to_end(&mut bytes) {
            Ok(0) => return Ok(Loaded::new(StoreFile { path: path.to_owned(), on_disk: false }, bytes)),
            Ok(_) => {}
            Err(error) => return Err(LoadError::new(path, reason(&error), None)),
        }
        let endless = repeats.found(&bytes);
        let what = match endless {
            Some(what) => what,
            None if bytes.len() as u64 > MAX_FILE => "larger than 2 GiB".to_owned(),
            None => continue,
        };
        let hint = Some("end the input, or name a file".to_owned());
        return Err(LoadError::new(path, what, hint));
    }
}

/// Reads a named pipe. One that nobody writes to waits, which is said.
///
/// # Errors
/// Fails like [`stream`], or if the pipe cannot be opened.
pub(super) fn pipe(path: &Path) -> Result<Loaded, LoadError> {
    let (begun, waits) = mpsc::channel::<()>();
    let name = visible_line(&path.display().to_string()).into_owned();
    let waiting = std::thread::spawn(move || {
        if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            let _ = writeln!(io::stderr(), "waiting for {name}, a pipe that nothing has come out of yet");
        }
    });
    let first = File::open(path).and_then(|mut file| {
        let mut byte = [0];
        let read = file.read(&mut byte)?;
        Ok((byte.get(..read).unwrap_or_default().to_vec(), file))
    });
    // Whoever waits to tell is told that there is nothing to tell.
    drop(begun);
    drop(waiting.join());
    let (byte, file) = first.map_err(|error| LoadError::new(path, reason(&error), None))?;
    stream(path, &mut byte.as_slice().chain(file))
}

/// Finds lines that come again and again: the input of a program that never ends.
#[derive(Debug, Default)]
struct Repeats {
    /// Where the next line begins.
    at: usize,
    /// The number of lines so far.
    lines: u64,
    /// The last lines, each with its line break.
    last: [Range<usize>; PERIODS],
    /// For each distance, how many lines in a row are the same as the one that far before.
    again: [u32; PERIODS],
}

impl Repeats {
    /// Looks at the lines that are new, and says where the input seems to have no end.
    fn found(&mut self, bytes: &[u8]) -> Option<String> {
        while let Some(end) = memchr::memchr(b'\n', bytes.get(self.at..)?) {
            let line = self.at..self.at + end + 1;
            self.at = line.end;
            let slot = (self.lines % PERIODS as u64) as usize;
            self.lines += 1;
            let text = bytes.get(line.clone());
            for (back, again) in (1..=PERIODS).zip(&mut self.again) {
                let before = self.last.get((slot + PERIODS - back) % PERIODS).cloned().unwrap_or_default();
                *again = if bytes.get(before) == text { *again + 1 } else { 0 };
                if *again >= AGAIN {
                    let (line, times) = (thousands(self.lines), thousands(u64::from(AGAIN)));
                    return Some(format!(
                        "line {line}: the same lines {times} times in a row; the input seems to have no end"
                    ));
                }
            }
            if let Some(last) = self.last.get_mut(slot) {
                *last = line;
            }
        }
        let rest = bytes.len() - self.at;
        (rest > LONGEST).then(|| {
            format!("line {}: longer than 256 MiB; the input seems to have no end", thousands(self.lines + 1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line that comes again for ever.
    struct Forever(&'static [u8], usize);

    impl Read for Forever {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            for byte in buffer.iter_mut() {
                *byte = self.0[self.1 % self.0.len()];
                self.1 += 1;
            }
            Ok(buffer.len())
        }
    }

    fn endless(line: &'static str) -> String {
        let read = stream(Path::new("<stdin>"), &mut Forever(line.as_bytes(), 0));
        read.map(|_| ()).expect_err(line).message
    }

    #[test]
    fn input_without_an_end_is_refused_with_its_place() {
        for line in ["events: []\n", "\n", "- a: b\n  c: d\n"] {
            let message = endless(line);
            assert!(message.contains("<stdin>: line 100,00"), "{line:?}: {message}");
        }
    }

    #[test]
    fn lines_that_differ_are_read_to_the_end() {
        let lines: Vec<String> = (0..200_000).map(|n| format!("- {n}\n\n")).collect();
        let text = lines.concat();
        let read = stream(Path::new("x"), &mut text.as_bytes()).expect("it ends");
        assert_eq!(read.bytes, text.as_bytes());
    }
}
