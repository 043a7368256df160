//! The newest events of a large store, for a first screen: a log grows at its end.
//!
//! ```text
//! registries.yaml   whole: small files that do not begin with events register the names that others use
//! 2023.yaml
//! 2024.yaml         ┌ head   up to the key of its events: what it registers itself
//!                   ┆
//!                   └ tail   from the first item in its last bytes onwards
//! ```
//!
//! Files are taken from the last path backwards, until they reach the bytes that a first screen may cost.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::{Loaded, Walk};
use crate::store::yaml::split;
use crate::store::{Input, StoreFile};

/// The number of bytes that are read at the beginning of a large file.
const HEAD: u64 = 256 << 10;
/// The number of bytes that are read at its end.
const TAIL: u64 = 128 << 10;
/// The number of bytes that are read in all.
const ALL: u64 = 512 << 10;

/// Returns the newest events of a store of more than `large` bytes, as files that hold only these; `None` for a
/// smaller store.
pub(in crate::store) fn newest(inputs: &[Input], large: u64) -> Option<Vec<Loaded>> {
    let mut walk = Walk::default();
    for input in inputs {
        let Input::Path(path) = input else { return None };
        walk.input(path).ok()?;
    }
    let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let (files, _) = walk.found();
    let files: Vec<(u64, PathBuf)> = files.into_iter().map(|(path, _)| (size(&path), path)).collect();
    if files.iter().map(|(size, _)| size).sum::<u64>() <= large {
        return None;
    }
    let (mut events, mut others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(size, path)| *size > HEAD || begins_with_events(path));
    others.sort();
    events.sort_by(|a, b| b.1.cmp(&a.1));
    let mut budget = ALL;
    let mut loaded = Vec::new();
    for (size, path) in others.into_iter().chain(events) {
        let (whole, wanted) = if size > HEAD { (false, HEAD + TAIL) } else { (true, size) };
        let Some(rest) = budget.checked_sub(wanted) else { break };
        budget = rest;
        let mut file = File::open(&path).ok()?;
        let bytes = if whole { read(&mut file, size)? } else { end_of(&mut file, size)? };
        loaded.push(Loaded { file: StoreFile { path, on_disk: true }, bytes, whole });
    }
    loaded.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    Some(loaded)
}

fn read(file: &mut File, wanted: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(wanted as usize);
    file.take(wanted).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Returns whether the first key of a file is `events`, or the file has no keys.
fn begins_with_events(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(1 << 10).read_to_end(&mut start));
    let first = start.split(|b| *b == b'\n').find(|line| !matches!(line.first(), None | Some(b'#' | b'\r')));
    let first = first.unwrap_or_default();
    read.is_ok() && (first.starts_with(b"events:") || matches!(first.first(), Some(b'-' | b'{' | b'[')))
}

/// Returns the registries and the last events of a large file, or its beginning if they cannot be found.
fn end_of(file: &mut File, size: u64) -> Option<Vec<u8>> {
    let head = read(file, HEAD)?;
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL))).ok()?;
    let tail = read(file, TAIL)?;
    Some(last_events(&head, &tail).unwrap_or_else(|| split::whole_items(head)))
}

fn last_events(head: &[u8], tail: &[u8]) -> Option<Vec<u8>> {
    if head.first() == Some(&b'{') {
        // Each line of JSON lines is an event.
        let first = memchr::memchr(b'\n', tail)? + 1;
        return tail.get(first..).map(<[u8]>::to_vec);
    }
    let key = if head.starts_with(b"events:") { 0 } else { memchr::memmem::find(head, b"\nevents:")? + 1 };
    let line = memchr::memchr(b'\n', head.get(key..)?)? + key + 1;
    let items = head.get(line..)?;
    let indent = items.iter().take_while(|byte| **byte == b' ').count();
    let dash = [&b"\n"[..], &vec![b' '; indent], b"- "].concat();
    let first = memchr::memmem::find(tail, &dash)? + 1;
    let items = tail.get(first..)?;
    // Another list may follow the list of events.
    let is_key = |line: &[u8]| line.first().is_some_and(|b| !matches!(b, b' ' | b'-' | b'#' | b'\r'));
    let other = items.split_inclusive(|b| *b == b'\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let end =
        other.into_iter().find(|(_, line)| *line != b"\n" && is_key(line)).map_or(items.len(), |(at, _)| at);
    Some([head.get(..line)?, items.get(..end)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_events_stand_below_what_their_file_registers() {
        let head = b"actors:\n- {id: a}\nevents:\n  - id: one\n    title: t\n  - id: two\n";
        let tail = b"ry: >-\n      text\n  - id: eight\n    title: t\n  - id: nine\nviews:\n  - name: x\n";
        let found = last_events(head, tail).expect("events");
        assert_eq!(
            String::from_utf8_lossy(&found),
            "actors:\n- {id: a}\nevents:\n  - id: eight\n    title: t\n  - id: nine\n",
            "from the first whole item on, up to another list"
        );
        assert_eq!(
            last_events(b"{\"id\":\"a\"}\n", b"\"x\"}\n{\"id\":\"b\"}\n").as_deref(),
            Some(&b"{\"id\":\"b\"}\n"[..]),
            "lines of JSON have nothing before them"
        );
        assert_eq!(last_events(b"actors:\n- {id: a}\n", tail), None, "where no events begin in sight");
    }
}
