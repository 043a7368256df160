//! Loading: files in, store out, with word of how far it is.

use std::path::PathBuf;

use super::input::Loaded;
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
    for (files, (file, one)) in (1..).zip((0u32..).zip(loaded)) {
        let contents = read::read(file, &one.bytes);
        events += contents.items.iter().filter(|item| item.list == super::list::List::Events).count();
        items.extend(contents.items);
        findings.extend(contents.findings.into_iter().map(|finding| (file, finding)));
        bytes += size(one);
        progress(Progress::Read { files, of_files: loaded.len(), bytes, of_bytes, events });
        if !shown && events >= FIRST && files < loaded.len() {
            shown = true;
            let first = build::build(inputs, loaded, &items, Vec::new(), Vec::new());
            progress(Progress::Partial(Box::new(first)));
        }
    }
    build::build(inputs, loaded, &items, findings, problems)
}
