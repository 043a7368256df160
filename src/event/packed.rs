//! Compact storage for many records: each is kept as a few bytes and decoded when it is needed.
//!
//! A decoded record takes about ten times as much memory as its bytes, and most records of a large store are never
//! read. A record that was borrowed once stays decoded, because somebody may hold the reference.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Size in bytes at which a block is full and the next one is begun.
const BLOCK: usize = 1 << 18;

/// Number of records in a page of decoded records. A page without any takes no memory.
const PAGE: usize = 64;

/// A list of records, each stored as bytes.
///
/// Serialization leaves the bytes out: [`Packed::blocks`] returns them and [`Packed::attach`] takes them back.
pub struct Packed<T> {
    blocks: Vec<Bytes>,
    positions: Vec<RecordPosition>,
    decoded: Vec<Page<T>>,
}

/// The bytes of a block: a whole buffer, or a part of a buffer that holds other blocks too.
#[derive(Clone, Default)]
struct Bytes {
    buffer: Arc<Vec<u8>>,
    part: Option<Range<usize>>,
}

impl Bytes {
    fn as_slice(&self) -> &[u8] {
        match &self.part {
            None => &self.buffer,
            Some(part) => &self.buffer[part.clone()],
        }
    }

    /// Returns the buffer for writing, if nothing else shares it.
    fn own(&mut self) -> Option<&mut Vec<u8>> {
        if self.part.is_none() { Arc::get_mut(&mut self.buffer) } else { None }
    }
}

type Page<T> = OnceLock<Box<[OnceLock<Box<T>>; PAGE]>>;

/// Returns empty pages for this many records.
fn pages<T>(records: usize) -> Vec<Page<T>> {
    (0..records.div_ceil(PAGE)).map(|_| OnceLock::new()).collect()
}

/// The position where a record's bytes begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordPosition {
    pub block: u32,
    /// Byte in the block.
    pub start: u32,
}

/// A block under construction: the bytes of some records.
#[derive(Debug, Clone)]
pub(crate) struct Block<T> {
    pub bytes: Vec<u8>,
    /// Byte at which each record begins.
    pub starts: Vec<u32>,
    record: PhantomData<fn() -> T>,
}

impl<T> Default for Block<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), starts: Vec::new(), record: PhantomData }
    }
}

impl<T: Serialize> Block<T> {
    /// Adds a record and returns the byte at which it begins.
    ///
    /// # Panics
    /// Panics if the record refuses to be written: otherwise the records already in the block would be lost silently.
    pub(crate) fn push(&mut self, record: &T) -> u32 {
        let start = self.bytes.len() as u32;
        write(record, &mut self.bytes);
        self.starts.push(start);
        start
    }
}

/// Appends the bytes of a record. Writing to memory cannot fail, so only the record itself can refuse.
fn write<T: Serialize>(record: &T, bytes: &mut Vec<u8>) {
    let written = postcard::to_extend(record, std::mem::take(bytes));
    *bytes = written.unwrap_or_else(|error| panic!("a record cannot be packed: {error}"));
}

impl<T> Packed<T> {
    /// Returns the number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Returns whether there are no records.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// Adds a block and returns its number. Its records get their numbers from [`Packed::push_position`].
    pub(crate) fn add_block(&mut self, bytes: Vec<u8>) -> u32 {
        self.blocks.push(Bytes { buffer: Arc::new(bytes), part: None });
        self.blocks.len() as u32 - 1
    }

    /// Gives the next number to the record at `position`.
    pub(crate) fn push_position(&mut self, position: RecordPosition) {
        self.positions.push(position);
        if self.decoded.len() * PAGE < self.positions.len() {
            self.decoded.push(OnceLock::new());
        }
    }

    /// Returns the records at `positions`, numbered in that order. The bytes are shared.
    #[must_use]
    pub(crate) fn at_positions(&self, positions: Vec<RecordPosition>) -> Self {
        Self { blocks: self.blocks.clone(), decoded: pages(positions.len()), positions }
    }

    /// Returns the bytes of the records, block by block.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.blocks.iter().map(Bytes::as_slice)
    }

    /// Attaches the bytes after deserializing: the blocks follow each other in `buffer` from `start` on. Returns their
    /// end.
    #[must_use]
    pub(crate) fn attach(&mut self, buffer: &Arc<Vec<u8>>, start: usize) -> usize {
        let mut at = start;
        for block in &mut self.blocks {
            let length = block.part.as_ref().map_or(0, Range::len);
            *block = Bytes { buffer: Arc::clone(buffer), part: Some(at..at + length) };
            at += length;
        }
        at
    }

    /// Returns the positions of the records, by number.
    #[must_use]
    pub(crate) fn positions(&self) -> &[RecordPosition] {
        &self.positions
    }

    /// Returns the size of all records in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.blocks().map(<[u8]>::len).sum()
    }
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Adds a record.
    ///
    /// # Panics
    /// Panics if the record refuses to be written.
    pub fn push(&mut self, record: &T) {
        // A block that a copy shares must not change.
        let full = |block: &mut Bytes| block.own().is_none_or(|bytes| bytes.len() >= BLOCK);
        if self.blocks.last_mut().is_none_or(full) {
            self.blocks.push(Bytes::default());
        }
        let bytes = self.blocks.last_mut().and_then(Bytes::own).expect("a block that nobody shares");
        let start = bytes.len() as u32;
        write(record, bytes);
        self.push_position(RecordPosition { block: self.blocks.len() as u32 - 1, start });
    }

    /// Decodes a record without keeping it, for passes over many records that must not fill the memory.
    #[must_use]
    pub fn fresh(&self, number: usize) -> T {
        self.view(number)
    }

    /// Decodes the beginning of a record. The fields of `V` must be the record's first fields, and may borrow its
    /// bytes.
    #[must_use]
    pub fn view<'p, V: Deserialize<'p>>(&'p self, number: usize) -> V {
        self.take(number).0
    }

    /// Decodes a record if the record `at` of `other` has the same bytes, else returns `None`.
    #[must_use]
    pub fn alike(&self, number: usize, other: &Self, at: usize) -> Option<T> {
        let (record, length) = self.take(number);
        (self.bytes_from(number).get(..length) == other.bytes_from(at).get(..length)).then_some(record)
    }

    /// Returns the bytes from the beginning of a record to the end of its block.
    fn bytes_from(&self, number: usize) -> &[u8] {
        let RecordPosition { block, start } = self.positions[number];
        &self.blocks[block as usize].as_slice()[start as usize..]
    }

    /// Decodes the beginning of a record and returns how many bytes that took.
    fn take<'p, V: Deserialize<'p>>(&'p self, number: usize) -> (V, usize) {
        let bytes = self.bytes_from(number);
        // All bytes were written here or checked against their hash, so they decode.
        postcard::take_from_bytes(bytes)
            .map(|(view, rest)| (view, bytes.len() - rest.len()))
            .expect("the beginning of a record as it was put in")
    }

    /// Returns a record, decoded on first use; `finish` completes it then.
    #[must_use]
    pub(crate) fn get_with(&self, number: usize, finish: impl FnOnce(&mut T)) -> &T {
        let page =
            self.decoded[number / PAGE].get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        page[number % PAGE].get_or_init(|| {
            let mut record = self.fresh(number);
            finish(&mut record);
            Box::new(record)
        })
    }

    /// Decodes all records in order without keeping them.
    pub fn each(&self) -> impl ExactSizeIterator<Item = T> + '_ {
        (0..self.len()).map(|number| self.fresh(number))
    }

    /// Returns a record, decoded on first use.
    #[must_use]
    pub fn get(&self, number: usize) -> &T {
        self.get_with(number, |_| {})
    }
}

impl<T: Serialize + DeserializeOwned> FromIterator<T> for Packed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        let mut packed = Self::default();
        for record in records {
            packed.push(&record);
        }
        packed
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { blocks: Vec::new(), positions: Vec::new(), decoded: Vec::new() }
    }
}

impl<T> Clone for Packed<T> {
    /// Shares the bytes. No record of the copy is decoded yet.
    fn clone(&self) -> Self {
        self.at_positions(self.positions.clone())
    }
}

/// The serialized form: the lengths of the blocks, and the positions as numbers.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(with = "numbers")]
    blocks: Vec<u32>,
    #[serde(with = "numbers")]
    places: Vec<u32>,
}

impl<T> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let blocks = self.blocks().map(|bytes| bytes.len() as u32).collect();
        let positions = self.positions.iter().flat_map(|position| [position.block, position.start]).collect();
        Written { blocks, places: positions }.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { blocks, places } = Written::deserialize(deserializer)?;
        let positions: Vec<RecordPosition> = places
            .as_chunks()
            .0
            .iter()
            .map(|[block, start]| RecordPosition { block: *block, start: *start })
            .collect();
        let unattached = |length: u32| Bytes { buffer: Arc::default(), part: Some(0..length as usize) };
        Ok(Self {
            blocks: blocks.into_iter().map(unattached).collect(),
            decoded: pages(positions.len()),
            positions,
        })
    }
}

/// Serializes columns of numbers as bytes in little-endian order: many times faster than one by one.
pub(crate) mod numbers {
    use serde::{Deserialize, Deserializer, Serializer};

    /// A number type that a column may have.
    pub(crate) trait Number: Sized {
        /// Returns all numbers as bytes.
        fn to_bytes(numbers: &[Self]) -> Vec<u8>;
        /// Reads the numbers back from such bytes.
        fn from_bytes(bytes: &[u8]) -> Vec<Self>;
    }

    macro_rules! number {
        ($number:ty) => {
            impl Number for $number {
                fn to_bytes(numbers: &[Self]) -> Vec<u8> {
                    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
                }

                fn from_bytes(bytes: &[u8]) -> Vec<Self> {
                    bytes.as_chunks().0.iter().map(|bytes| Self::from_le_bytes(*bytes)).collect()
                }
            }
        };
    }

    number!(u32);
    number!(u64);

    /// Writes the numbers as bytes.
    ///
    /// # Errors
    /// Returns the errors of `serializer`.
    pub(crate) fn serialize<N: Number, S: Serializer>(
        numbers: &[N],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&N::to_bytes(numbers))
    }

    /// Reads numbers that were written as bytes.
    ///
    /// # Errors
    /// Returns the errors of `deserializer`.
    pub(crate) fn deserialize<'de, N: Number, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<N>, D::Error> {
        let bytes = serde_bytes::ByteBuf::deserialize(deserializer)?;
        Ok(N::from_bytes(&bytes))
    }
}

impl<T> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} records in {} bytes", self.len(), self.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record that refuses to be written if its field is true.
    struct Stubborn(bool);

    impl Serialize for Stubborn {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if self.0 {
                return Err(serde::ser::Error::custom("it refuses"));
            }
            serializer.serialize_u8(1)
        }
    }

    impl<'de> Deserialize<'de> for Stubborn {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            u8::deserialize(deserializer).map(|_| Self(false))
        }
    }

    /// Returns the message of the panic when a record refuses.
    fn refusal(write: impl FnOnce()) -> String {
        crate::parallel::catch_panic(write).expect_err("nothing is lost in silence").message
    }

    #[test]
    fn a_record_that_cannot_be_packed_empties_no_block() {
        let mut block = Block::default();
        assert_eq!((block.push(&Stubborn(false)), block.push(&Stubborn(false))), (0, 1), "two that can");
        let message = refusal(|| {
            block.push(&Stubborn(true));
        });
        assert!(message.starts_with("a record cannot be packed: "), "the message is: {message}");
        let mut packed: Packed<Stubborn> = [Stubborn(false)].into_iter().collect();
        let message = refusal(|| packed.push(&Stubborn(true)));
        assert!(message.starts_with("a record cannot be packed: "), "the message is: {message}");
    }
}
