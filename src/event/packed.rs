//! Many records in little room: each as a few bytes, taken out when it is asked for.
//!
//! A record in memory is some ten times as large as its bytes here, and most records of a large store are never
//! looked at. One that is asked for stays taken out, so that a reference to it can be given.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So many bytes are begun before another block is.
const BLOCK: usize = 1 << 18;

/// So many records that were taken out lie together; a page without any takes no room.
const PAGE: usize = 64;

/// Records by number.
///
/// Serialized without their bytes: [`Packed::blocks`] gives these, [`Packed::lie_in`] takes them back.
pub struct Packed<T> {
    blocks: Vec<Bytes>,
    places: Vec<RecordPosition>,
    taken: Vec<Page<T>>,
}

/// The bytes of a block: all of a buffer's, or some of one that holds others too.
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

    /// The buffer to write on, where it is no one else's.
    fn own(&mut self) -> Option<&mut Vec<u8>> {
        if self.part.is_none() { Arc::get_mut(&mut self.buffer) } else { None }
    }
}

type Page<T> = OnceLock<Box<[OnceLock<Box<T>>; PAGE]>>;

/// Empty pages for so many records.
fn pages<T>(records: usize) -> Vec<Page<T>> {
    (0..records.div_ceil(PAGE)).map(|_| OnceLock::new()).collect()
}

/// Where a record's bytes begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordPosition {
    pub block: u32,
    /// Which byte of it.
    pub start: u32,
}

/// The bytes of some records.
#[derive(Debug, Clone)]
pub(crate) struct Block<T> {
    pub bytes: Vec<u8>,
    /// Where each record begins.
    pub starts: Vec<u32>,
    of: PhantomData<fn() -> T>,
}

impl<T> Default for Block<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), starts: Vec::new(), of: PhantomData }
    }
}

impl<T: Serialize> Block<T> {
    /// Adds a record; gives where it begins.
    ///
    /// # Panics
    /// The record refuses to be written: what stands in the block already is not lost for it in silence.
    pub(crate) fn push(&mut self, record: &T) -> u32 {
        let start = self.bytes.len() as u32;
        write(record, &mut self.bytes);
        self.starts.push(start);
        start
    }
}

/// Adds the bytes of a record; memory takes everything, so that only a record itself can refuse.
fn write<T: Serialize>(record: &T, bytes: &mut Vec<u8>) {
    let written = postcard::to_extend(record, std::mem::take(bytes));
    *bytes = written.unwrap_or_else(|error| panic!("a record cannot be packed: {error}"));
}

impl<T> Packed<T> {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Takes over a block; its records get numbers by [`Packed::adopt`].
    pub(crate) fn add_block(&mut self, bytes: Vec<u8>) -> u32 {
        self.blocks.push(Bytes { buffer: Arc::new(bytes), part: None });
        self.blocks.len() as u32 - 1
    }

    /// Gives the next number to the record at `spot`.
    pub(crate) fn adopt(&mut self, spot: RecordPosition) {
        self.places.push(spot);
        if self.taken.len() * PAGE < self.places.len() {
            self.taken.push(OnceLock::new());
        }
    }

    /// The same records under other numbers: those of `spots`, in their order.
    #[must_use]
    pub(crate) fn arranged(&self, spots: Vec<RecordPosition>) -> Self {
        Self { blocks: self.blocks.clone(), taken: pages(spots.len()), places: spots }
    }

    /// The bytes of the records, block by block.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.blocks.iter().map(Bytes::as_slice)
    }

    /// After deserializing: the blocks lie in `buffer` one behind the other, from `start` on. Gives where they end.
    #[must_use]
    pub(crate) fn lie_in(&mut self, buffer: &Arc<Vec<u8>>, start: usize) -> usize {
        let mut at = start;
        for block in &mut self.blocks {
            let length = block.part.as_ref().map_or(0, Range::len);
            *block = Bytes { buffer: Arc::clone(buffer), part: Some(at..at + length) };
            at += length;
        }
        at
    }

    /// Where the records are, by number.
    #[must_use]
    pub(crate) fn spots(&self) -> &[RecordPosition] {
        &self.places
    }

    /// How many bytes the records take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.blocks().map(<[u8]>::len).sum()
    }
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Adds a record.
    ///
    /// # Panics
    /// The record refuses to be written.
    pub fn push(&mut self, record: &T) {
        // A block that is shared with a copy of this is left as it is.
        let full = |block: &mut Bytes| block.own().is_none_or(|bytes| bytes.len() >= BLOCK);
        if self.blocks.last_mut().is_none_or(full) {
            self.blocks.push(Bytes::default());
        }
        let bytes = self.blocks.last_mut().and_then(Bytes::own).expect("a block that nobody shares");
        let start = bytes.len() as u32;
        write(record, bytes);
        self.adopt(RecordPosition { block: self.blocks.len() as u32 - 1, start });
    }

    /// The record of that number, taken out anew: for passes over many, which shall not fill the memory.
    #[must_use]
    pub fn fresh(&self, number: usize) -> T {
        self.view(number)
    }

    /// What stands first in the record of that number: the fields of `V` are the first of its own, and may borrow.
    #[must_use]
    pub fn view<'p, V: Deserialize<'p>>(&'p self, number: usize) -> V {
        self.take(number).0
    }

    /// The record of that number, where the record `at` of `other` is the same bytes.
    #[must_use]
    pub fn alike(&self, number: usize, other: &Self, at: usize) -> Option<T> {
        let (record, length) = self.take(number);
        (self.bytes_from(number).get(..length) == other.bytes_from(at).get(..length)).then_some(record)
    }

    /// The bytes from the record of that number on.
    fn bytes_from(&self, number: usize) -> &[u8] {
        let RecordPosition { block, start } = self.places[number];
        &self.blocks[block as usize].as_slice()[start as usize..]
    }

    /// What stands first in the record of that number, and how many bytes that is.
    fn take<'p, V: Deserialize<'p>>(&'p self, number: usize) -> (V, usize) {
        let bytes = self.bytes_from(number);
        // Only what was put in here, or was checked against its hash, is taken out.
        postcard::take_from_bytes(bytes)
            .map(|(view, rest)| (view, bytes.len() - rest.len()))
            .expect("the beginning of a record as it was put in")
    }

    /// The record of that number; `finish` completes it the first time.
    #[must_use]
    pub(crate) fn get_with(&self, number: usize, finish: impl FnOnce(&mut T)) -> &T {
        let page =
            self.taken[number / PAGE].get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new())));
        page[number % PAGE].get_or_init(|| {
            let mut record = self.fresh(number);
            finish(&mut record);
            Box::new(record)
        })
    }

    /// All records in order, each taken out anew.
    pub fn each(&self) -> impl ExactSizeIterator<Item = T> + '_ {
        (0..self.len()).map(|number| self.fresh(number))
    }

    /// The record of that number.
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
        Self { blocks: Vec::new(), places: Vec::new(), taken: Vec::new() }
    }
}

impl<T> Clone for Packed<T> {
    /// Shares the bytes; nothing is taken out of the copy yet.
    fn clone(&self) -> Self {
        self.arranged(self.places.clone())
    }
}

/// As it is serialized: how long the blocks are, and places as numbers.
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
        let places = self.places.iter().flat_map(|spot| [spot.block, spot.start]).collect();
        Written { blocks, places }.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { blocks, places } = Written::deserialize(deserializer)?;
        let places: Vec<RecordPosition> = places
            .as_chunks()
            .0
            .iter()
            .map(|[block, start]| RecordPosition { block: *block, start: *start })
            .collect();
        let awaited = |length: u32| Bytes { buffer: Arc::default(), part: Some(0..length as usize) };
        Ok(Self { blocks: blocks.into_iter().map(awaited).collect(), taken: pages(places.len()), places })
    }
}

/// Columns of numbers as their bytes, least first: many times faster than one by one.
pub(crate) mod numbers {
    use serde::{Deserialize, Deserializer, Serializer};

    /// A number of a column.
    pub(crate) trait Number: Sized {
        /// All of them as bytes.
        fn to_bytes(numbers: &[Self]) -> Vec<u8>;
        /// The numbers that such bytes stand for.
        fn of_bytes(bytes: &[u8]) -> Vec<Self>;
    }

    macro_rules! number {
        ($number:ty) => {
            impl Number for $number {
                fn to_bytes(numbers: &[Self]) -> Vec<u8> {
                    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
                }

                fn of_bytes(bytes: &[u8]) -> Vec<Self> {
                    bytes.as_chunks().0.iter().map(|bytes| Self::from_le_bytes(*bytes)).collect()
                }
            }
        };
    }

    number!(u32);
    number!(u64);

    /// Writes the bytes.
    ///
    /// # Errors
    /// Those of `serializer`.
    pub(crate) fn serialize<N: Number, S: Serializer>(
        numbers: &[N],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&N::to_bytes(numbers))
    }

    /// Reads them.
    ///
    /// # Errors
    /// Those of `deserializer`.
    pub(crate) fn deserialize<'de, N: Number, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<N>, D::Error> {
        let bytes = serde_bytes::ByteBuf::deserialize(deserializer)?;
        Ok(N::of_bytes(&bytes))
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

    /// A record that refuses to be written where it says so.
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

    /// What is said where a record refuses.
    fn refusal(write: impl FnOnce()) -> String {
        crate::parallel::caught(write).expect_err("nothing is lost in silence").message
    }

    #[test]
    fn a_record_that_cannot_be_packed_empties_no_block() {
        let mut block = Block::default();
        assert_eq!((block.push(&Stubborn(false)), block.push(&Stubborn(false))), (0, 1), "two that can");
        let told = refusal(|| {
            block.push(&Stubborn(true));
        });
        assert!(told.starts_with("a record cannot be packed: "), "told: {told}");
        let mut packed: Packed<Stubborn> = [Stubborn(false)].into_iter().collect();
        let told = refusal(|| packed.push(&Stubborn(true)));
        assert!(told.starts_with("a record cannot be packed: "), "told: {told}");
    }
}
