//! Reading a file: bytes counted for the progress, rows of tables with their lines.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use csv::ByteRecord;

use super::ImportError;
use super::cells::{self, Missing, clean};
use super::header::Header;
use super::importer::Importer;
use super::repairs::Repair;
use crate::text::counted;

/// A file that is read from its start to its end.
pub(crate) struct Source {
    path: PathBuf,
    inner: Box<dyn Read>,
    /// Bytes that were looked at and are still to be read.
    ahead: io::Cursor<Vec<u8>>,
}

/// Returns whether reading a path may never end: the kernel makes what is in it.
fn is_device(path: &Path, metadata: &std::fs::Metadata) -> bool {
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is_terminal = ["/dev/stdin", "/dev/tty"].iter().any(|own| path.as_os_str() == *own);
    let is_generated = metadata.is_file() && (real.starts_with("/proc") || real.starts_with("/sys"));
    is_generated || (!is_terminal && real.starts_with("/dev") && !metadata.is_file() && !is_pipe(metadata))
}

#[cfg(unix)]
fn is_pipe(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    metadata.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_: &std::fs::Metadata) -> bool {
    false
}

impl Source {
    /// Opens a file; `-` is standard input. `progress` is called with the bytes read so far.
    ///
    /// # Errors
    /// Fails if the file cannot be opened or is a directory.
    pub(crate) fn open(path: &Path, progress: Box<dyn FnMut(u64)>) -> io::Result<Self> {
        let inner: Box<dyn Read> = if path.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            if is_device(path, &metadata) {
                return Err(io::Error::other("a device or a system file: not read"));
            }
            if metadata.is_dir() {
                return Err(io::Error::from(io::ErrorKind::IsADirectory));
            }
            Box::new(file)
        };
        Self::over(path, inner, progress)
    }

    /// Reads from anything.
    ///
    /// # Errors
    /// Fails if the first bytes cannot be read.
    pub(crate) fn over(path: &Path, inner: Box<dyn Read>, progress: Box<dyn FnMut(u64)>) -> io::Result<Self> {
        let mut inner = BufReader::with_capacity(1 << 16, Counting { inner, bytes: 0, progress });
        let mut ahead = Vec::new();
        (&mut inner).take(1 << 14).read_to_end(&mut ahead)?;
        if ahead.starts_with(&[0xEF, 0xBB, 0xBF]) {
            ahead.drain(..3);
        }
        Ok(Self { path: path.to_owned(), inner: Box::new(inner), ahead: io::Cursor::new(ahead) })
    }

    /// Returns the path as it was given.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the first bytes of the file.
    pub(super) fn start(&self) -> &[u8] {
        self.ahead.get_ref()
    }

    /// Returns the separator that the first line has most of, outside of quotes.
    fn separator(&self) -> u8 {
        let mut quoted = false;
        let mut counts = [0usize; 3];
        for byte in self.start() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => break,
                b',' if !quoted => counts[0] += 1,
                b';' if !quoted => counts[1] += 1,
                b'\t' if !quoted => counts[2] += 1,
                _ => {}
            }
        }
        match counts {
            [commas, semicolons, tabs] if tabs > commas && tabs >= semicolons => b'\t',
            [commas, semicolons, _] if semicolons > commas => b';',
            _ => b',',
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.ahead.read(buffer)? {
            0 => self.inner.read(buffer),
            some => Ok(some),
        }
    }
}

struct Counting {
    inner: Box<dyn Read>,
    bytes: u64,
    progress: Box<dyn FnMut(u64)>,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes += read as u64;
        (self.progress)(self.bytes);
        Ok(read)
    }
}

/// The line breaks of what was read ahead: the byte of each, and whether it is `\n` and not `\r`.
type LineBreaks = Rc<RefCell<VecDeque<(u64, bool)>>>;

/// Remembers where the lines end: the csv library counts a line too few after `\r\n` and before empty lines.
struct Tracked {
    inner: Source,
    bytes: u64,
    breaks: LineBreaks,
}

impl Read for Tracked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        let mut breaks = self.breaks.borrow_mut();
        breaks.extend(
            memchr::memchr2_iter(b'\n', b'\r', bytes)
                .map(|at| (self.bytes + at as u64, bytes.get(at) == Some(&b'\n'))),
        );
        self.bytes += read as u64;
        Ok(read)
    }
}

/// How the cells of a table are separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Commas, or what the first line shows, with quotes.
    Commas,
    /// Tabs, with quotes.
    Tabs,
    /// Tabs; a quote is a character like others.
    PlainTabs,
}

/// A row of a table with a header.
pub(super) struct Row<'t> {
    pub(super) header: &'t Header,
    pub(super) cells: &'t [String],
}

impl Row<'_> {
    /// Returns the cell of the first of these columns that has something in it.
    pub(super) fn get(&self, names: &[&str]) -> &str {
        let columns = names.iter().filter_map(|name| self.header.column(name));
        columns
            .filter_map(|column| self.cells.get(column))
            .map(String::as_str)
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
    }
}

/// A table that is read row by row.
pub(super) struct Table {
    reader: csv::Reader<Tracked>,
    breaks: LineBreaks,
    /// The line of the bytes that are looked at.
    line: u64,
    record: ByteRecord,
    missing: Missing,
    pub(super) cells: Vec<String>,
}

impl Table {
    pub(super) fn new(
        source: Source,
        dialect: Dialect,
        missing: Missing,
        importer: &mut Importer<'_>,
    ) -> Self {
        let separator = match dialect {
            Dialect::Commas => source.separator(),
            Dialect::Tabs | Dialect::PlainTabs => b'\t',
        };
        if dialect == Dialect::Commas && separator != b',' {
            importer.repaired(Repair::Separator, if separator == b';' { "semicolons" } else { "tabs" });
        }
        let breaks = LineBreaks::default();
        let reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .quoting(dialect != Dialect::PlainTabs)
            .has_headers(false)
            .flexible(true)
            .from_reader(Tracked { inner: source, bytes: 0, breaks: Rc::clone(&breaks) });
        Self { reader, breaks, line: 1, record: ByteRecord::new(), missing, cells: Vec::new() }
    }

    /// Says that the table is our own: its cells are as they are.
    pub(super) fn is_own(&mut self) {
        self.missing = Missing::Nothing;
    }

    /// Reads the next row into `cells`. Returns whether there was one.
    pub(super) fn advance(&mut self, importer: &mut Importer<'_>) -> Result<bool, ImportError> {
        let read =
            self.reader.read_byte_record(&mut self.record).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(error) => error,
                kind => io::Error::other(format!("{kind:?}")),
            })?;
        if !read {
            return Ok(false);
        }
        importer.at(self.line_at(self.record.position().map_or(0, csv::Position::byte)));
        self.cells.truncate(self.record.len());
        self.cells.resize(self.record.len(), String::new());
        for (cell, bytes) in self.cells.iter_mut().zip(&self.record) {
            let text = match self.missing {
                Missing::Nothing => cells::valid(bytes, importer),
                missing => clean(bytes, missing, importer),
            };
            cell.clear();
            cell.push_str(&text);
        }
        Ok(true)
    }

    /// Returns the line of a record that begins at a byte, or behind the line breaks there.
    fn line_at(&mut self, mut byte: u64) -> u64 {
        let mut breaks = self.breaks.borrow_mut();
        while let Some((at, is_feed)) = breaks.front().copied().filter(|(at, _)| *at <= byte) {
            breaks.pop_front();
            self.line += u64::from(is_feed);
            byte = byte.max(at + 1);
        }
        self.line
    }

    /// Reads the header; `None` if the file is empty.
    pub(super) fn header(&mut self, importer: &mut Importer<'_>) -> Result<Option<Header>, ImportError> {
        Ok(self.advance(importer)?.then(|| Header::of(self.cells.clone())))
    }

    /// Reads the next row that is no repeated header, empty row or row with too many cells. Those are skipped.
    pub(super) fn row(&mut self, header: &Header, importer: &mut Importer<'_>) -> Result<bool, ImportError> {
        while self.advance(importer)? {
            if header.is_repeated(&self.cells) {
                importer.skip("the header row again");
            } else if self.cells.iter().all(String::is_empty) {
                importer.skip("an empty row");
            } else if self.cells.len() > header.names.len()
                && self.cells.iter().skip(header.names.len()).any(|cell| !cell.is_empty())
            {
                let cells = counted(self.cells.len(), "cell");
                importer.skip(format!("{cells} where the header has {}", header.names.len()));
            } else {
                if self.cells.len() < header.names.len() {
                    importer.repaired(Repair::ShortRow, &counted(self.cells.len(), "cell"));
                }
                return Ok(true);
            }
        }
        Ok(false)
    }
}
