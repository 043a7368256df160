//! Reading again after an edit: only the records whose bytes changed are read, everything else is taken over.
//!
//! ```text
//! fingerprint      which files there are, their sizes, times and contents: is anything to be done at all?
//!   │
//! record_hashes    of every record its length, its hash and which event it became; a file is held against them from
//!   │              both ends, and what lies between the first and the last difference is the edit
//!   │
//! renew            the records of the edit that are nowhere else in it are read and built as new events among those
//!   │              that stay; where an edit may change more than itself (a registry, an id that is linked to, the
//!   │              first mention of a name that nobody registered), nothing is renewed and everything is read
//!   │
//! renumbering      where every event that stays was before: by it columns, postings, texts and the reader's place on
//!                  the screen are carried over
//! ```
//!
//! What comes out is what reading everything would give, to the last problem and its line; a property test edits
//! random stores and compares the two. [`Store::renewed`](super::Store::renewed) is the way in.

pub(in crate::store) mod fingerprint;
pub(in crate::store) mod record_hashes;
pub(in crate::store) mod renew;
pub(in crate::store) mod renumbering;
