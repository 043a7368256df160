//! Reading YAML: from the bytes of a file to its records, each with its place, in whatever style they are written.
//!
//! A file is cut into items without being read. Each item is then read by the first step that is sure of it:
//!
//! ```text
//! bytes     encoding, control characters, git's conflict markers             bytes, read/conflict
//!   │
//! split     documents at `---`, lists at the keys of the margin,             split, split/json
//!   │       items at their dashes; JSON lines and lists of JSON objects
//!   │
//!   ├─ 1    plain block style and JSON, straight from the text                plain        ~2 µs an event
//!   ├─ 2    the YAML library, into the same structs                           library      ~20 µs
//!   ├─ 3    a tree with the place of every value: for an item that 2        tree         ~60 µs
//!   │       refuses, or to find and place all its mistakes
//!   └─ 4    the whole document as a tree, where items only make sense         read
//!           together; the items that are intact are saved                   read/mend
//! ```
//!
//! A step that refuses costs time and is never wrong: 1 reads nothing that 2 would read differently (a fuzz target and
//! a property test compare the two), and 3 knows every place that 2 does not report. Anchors are collected first, so that
//! an item with aliases can still be read alone (`read/anchors`). Guards run before 2, which would need minutes for two
//! hundred kilobytes of brackets. Only `library` names that library.
//!
//! Large files are cut at once and their items are left unread: [`build`](super::build) has them read on all cores.

pub(in crate::store) mod bytes;
pub(crate) mod emit;
pub(in crate::store) mod library;
pub(crate) mod mark;
pub(in crate::store) mod plain;
pub(in crate::store) mod read;
pub(in crate::store) mod spans;
pub(in crate::store) mod split;
pub(in crate::store) mod syntax;
pub(crate) mod tree;
