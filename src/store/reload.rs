//! Reloads a store after an edit: reads only the records whose bytes changed and reuses everything else.
//!
//! ```text
//! fingerprint      the files, their sizes and contents: has anything changed at all?
//!   │
//! record_hashes    for every record its length, its hash and the event it became. A file is compared with them from
//!   │              both ends; everything between the first and the last difference is the edit
//!   │
//! renew            records of the edit that were not there before are read and built as new events among the
//!   │              retained ones. If an edit may change more than itself (a registry, an id that others link to, the
//!   │              first mention of an unregistered name), nothing is renewed and everything is read
//!   │
//! renumbering      the new position of every retained event, by which columns, postings, texts and the reader's
//!                  position on the screen are carried over
//! ```
//!
//! The result equals what reading everything would give, to the last problem and its line. A property test edits
//! random stores and compares the two. [`Store::renewed`](super::Store::renewed) is the entry point.

pub(in crate::store) mod fingerprint;
pub(in crate::store) mod record_hashes;
pub(in crate::store) mod renew;
pub(in crate::store) mod renumbering;
