//! Loading: files in, store out, with word of how far it is.

use std::path::PathBuf;

use super::input::Loaded;
use super::list::List;
use super::{Input, LoadError, Store, StoreFile, build, input, read};

/// How far a load is.
#[derive(Debug)]
#[non_exhaustive]
pub enum Progress {
    /// So much of what there is has been read.
    Read {
        /// Files read.
        files: usize,
        /// Files there are.
        of_files: usize,
        /// Bytes read.
        bytes: u64,
        /// Bytes there are.
        of_bytes: u64,
        /// Events found.
        events: usize,
    },
    /// A store of what has been read so far, for a first screen; its problems are not the last word.
    Partial(Box<Store>),
}

/// How many events make a first screen.
const FIRST: usize = 200;
/// Stores with more bytes than this yield a first screen before they are read whole.
const LARGE: u64 = 2 << 20;

impl Store {
    /// Reads a store.
    ///
    /// # Errors
    /// Nothing can be read at all; everything else is among the store's [`problems`](Store::problems).
    pub fn load(inputs: &[Input]) -> Result<Self, LoadError> {
        Self::load_with(inputs, &mut |_| {})
    }

    /// As [`Store::load`], telling how far it is.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn load_with(inputs: &[Input], progress: &mut dyn FnMut(Progress)) -> Result<Self, LoadError> {
        let mut problems = Vec::new();
        let loaded = input::read(inputs, &mut problems)?;
        Ok(assemble(inputs, &loaded, problems, progress))
    }

    /// A store of texts that are in memory, each under the path that its problems name.
    #[must_use]
    pub fn from_texts<P: Into<PathBuf>, B: Into<Vec<u8>>>(texts: impl IntoIterator<Item = (P, B)>) -> Self {
        let file = |path: P| StoreFile { path: path.into(), on_disk: false };
        let mut loaded: Vec<Loaded> =
            texts.into_iter().map(|(path, bytes)| Loaded { file: file(path), bytes: bytes.into() }).collect();
        loaded.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        assemble(&[], &loaded, Vec::new(), &mut |_| {})
    }

    /// The demonstration store inside the binary.
    #[must_use]
    pub fn builtin() -> Self {
        assemble(&[Input::BuiltIn], &super::builtin::files(), Vec::new(), &mut |_| {})
    }
}

fn assemble(
    inputs: &[Input],
    loaded: &[Loaded],
    problems: Vec<super::Problem>,
    progress: &mut dyn FnMut(Progress),
) -> Store {
    let size = |loaded: &Loaded| loaded.bytes.len() as u64;
    let of_bytes = loaded.iter().map(size).sum();
    let (mut items, mut findings) = (Vec::new(), Vec::new());
    let (mut bytes, mut events, mut shown) = (0, 0, of_bytes < LARGE);
    // Small files first: registries are small, and a first screen needs their names.
    let mut order: Vec<(u32, &Loaded)> = (0u32..).zip(loaded).collect();
    order.sort_by_key(|(_, one)| one.bytes.len());
    for (files, (file, one)) in (1..).zip(order) {
        let contents = read::read(file, &one.bytes);
        events += contents.items.iter().filter(|item| item.list == List::Events).count();
        items.extend(contents.items);
        findings.extend(contents.findings.into_iter().map(|finding| (file, finding)));
        bytes += size(one);
        progress(Progress::Read { files, of_files: loaded.len(), bytes, of_bytes, events });
        if !shown && events >= FIRST && files < loaded.len() {
            shown = true;
            items.sort_by_key(|item| item.file);
            let first = build::build(inputs, loaded, &items, Vec::new(), Vec::new());
            progress(Progress::Partial(Box::new(first)));
        }
    }
    // The order in which things are found must not show: the first by path stands.
    items.sort_by_key(|item| item.file);
    build::build(inputs, loaded, &items, findings, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_store_shows_its_first_events_early() {
        let dir = tempfile::tempdir().expect("a directory");
        let put = |name: &str, text: &str| {
            crate::store::write(&dir.path().join(name), text.as_bytes(), crate::store::Replace::Nothing)
                .expect("written");
        };
        let events = |year: u32, n: usize| -> String {
            let event =
                |i| format!("- {{id: e{year}-{i}, kind: other, date: {year}, title: t, actors: [x]}}\n");
            (0..n).map(event).collect()
        };
        put("1.yaml", &events(2001, 300));
        put("2.yaml", &events(2002, 400));
        put("3.yaml", &format!("{}# {}\n", events(2003, 5), "x".repeat(3 << 20)));
        put("4.yaml", "actors: [{id: x, name: X}]\n");
        let mut seen = Vec::new();
        let mut first = None;
        let whole = Store::load_with(&[Input::Path(dir.path().to_owned())], &mut |progress| match progress {
            Progress::Read { files, of_files, bytes, of_bytes, events } => {
                seen.push((files, events));
                assert!(files <= of_files && bytes <= of_bytes, "never more than all");
            }
            Progress::Partial(store) => first = Some(*store),
        })
        .expect("a store");
        assert_eq!(seen, [(1, 0), (2, 300), (3, 700), (4, 705)], "small files first, each told");
        let first = first.expect("a first screen");
        assert_eq!(first.events.len(), 300, "of the first events");
        assert!(first.problems.is_empty(), "with the names that they use: {:?}", first.problems);
        assert_eq!(whole.events.len(), 705, "then all");
        assert_eq!(whole.events[0].id.as_str(), "e2001-0", "in their own order");
    }
}
