//! Collects mistakes while records are read, each with its item and its field.

use std::collections::HashSet;

use crate::store::build::fault::{Fault, Path, Step};
use crate::store::schema::raw::Text;
use crate::store::schema::value::Wrong;
use crate::store::yaml::read::Item;
use crate::text::suggest::{SearchBudget, did_you_mean, nearest_within};

/// The mistakes of a store.
#[derive(Debug, Default)]
pub(super) struct Faults {
    item: usize,
    /// Path from the item to the record that is being read.
    prefix: Path,
    /// Whether the item must be left out.
    bad: bool,
    /// Items whose shape was inspected when they were read: its mistakes are already reported.
    inspected: HashSet<usize>,
    /// The item, whether inspecting the item's shape reports the same mistake, and the mistake.
    all: Vec<(usize, bool, Fault)>,
    patience: SearchBudget,
}

/// Returns a text without the line break that ends a block scalar, or `None` if it is blank.
pub(super) fn text(text: Option<&Text>) -> Option<String> {
    let text = text?;
    let trimmed = text.trim_end_matches(['\n', '\r']);
    (!trimmed.trim().is_empty()).then(|| trimmed.to_owned())
}

/// Returns the same as [`text`] without a copy.
pub(super) fn written(text: Option<&Text>) -> Option<&str> {
    text.map(|t| t.trim_end_matches(['\n', '\r'])).filter(|t| !t.trim().is_empty())
}

impl Faults {
    /// Ignores mistakes of shape in items that were broken when they were read: they are already reported.
    pub(super) fn skip_inspected(&mut self, items: &[Item]) {
        self.inspected = (0..items.len()).filter(|ix| items[*ix].broken).collect();
    }

    /// Ignores mistakes of shape in one item if it was broken when it was read.
    pub(super) fn skip_if_inspected(&mut self, ix: usize, item: &Item) {
        if item.broken {
            self.inspected.insert(ix);
        }
    }

    /// Takes all mistakes found so far.
    pub(super) fn take(&mut self) -> Vec<Fault> {
        self.all.drain(..).map(|(.., fault)| fault).collect()
    }

    /// Starts on another item: later mistakes belong to it.
    pub(super) fn begin_item(&mut self, item: usize) {
        self.item = item;
        self.prefix.clear();
        self.bad = false;
    }

    /// Discards all mistakes. Returns whether there was none.
    pub(super) fn forget(&mut self) -> bool {
        let none = self.all.is_empty();
        self.all.clear();
        none
    }

    /// Whether the item must be left out.
    pub(super) fn is_bad(&self) -> bool {
        self.bad
    }

    /// Marks the item as one that must be left out.
    pub(super) fn mark_bad(&mut self) {
        self.bad = true;
    }

    /// Enters an item of a list; [`Faults::leave`] goes back.
    pub(super) fn enter(&mut self, key: &'static str, index: usize) {
        self.prefix.push(key.into());
        self.prefix.push(index.into());
    }

    /// Enters an item of a list inside a mapping.
    pub(super) fn enter_key(&mut self, key: &'static str, inner: &Text, index: usize) {
        self.prefix.push(key.into());
        self.prefix.push(inner.into());
        self.prefix.push(index.into());
    }

    /// Goes back by that many steps.
    pub(super) fn leave(&mut self, steps: usize) {
        self.prefix.truncate(self.prefix.len().saturating_sub(steps));
    }

    /// Returns the path from the item to a field of the record that is being read.
    pub(super) fn path_to(&self, steps: impl IntoIterator<Item = Step>) -> Path {
        self.prefix.iter().cloned().chain(steps).collect()
    }

    /// Returns a hint with the id nearest to `text`.
    pub(super) fn suggest_id<'n>(
        &mut self,
        text: &str,
        ids: impl Iterator<Item = &'n Box<str>>,
    ) -> Option<String> {
        self.suggest(text, ids.map(|id| &**id), usize::MAX)
    }

    /// Returns a hint with the names nearest to `text`, at most `slips` edits away.
    pub(super) fn suggest<'n>(
        &mut self,
        text: &str,
        names: impl Iterator<Item = &'n str>,
        slips: usize,
    ) -> Option<String> {
        did_you_mean(&nearest_within(text, names, slips, &mut self.patience))
    }

    /// Adds a mistake of the item that is being read.
    pub(super) fn push(&mut self, fault: Fault) {
        self.all.push((self.item, false, fault));
    }

    /// Adds a mistake of another item.
    pub(super) fn push_to(&mut self, item: usize, fault: Fault) {
        self.all.push((item, false, fault));
    }

    /// Adds a mistake of the item's shape unless it is already reported. The item must be left out.
    fn shape(&mut self, fault: impl FnOnce() -> Fault) {
        self.bad = true;
        if !self.inspected.contains(&self.item) {
            self.all.push((self.item, true, fault()));
        }
    }

    /// Adds a value that cannot be read as a mistake of the item's shape. The item must be left out.
    pub(super) fn wrong(&mut self, at: Path, wrong: Wrong) {
        let (code, message, hint) = wrong.into_parts();
        self.shape(|| Fault::problem(at, code, message).hint(hint));
    }

    /// Reads a value if one is written.
    pub(super) fn read<T>(
        &mut self,
        text: Option<&Text>,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        match parse(written(text)?) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.wrong(self.path_to([key.into()]), wrong);
                None
            }
        }
    }

    /// Reads a text that is required.
    pub(super) fn required(&mut self, value: Option<&Text>, key: &'static str) -> Option<String> {
        let found = text(value);
        if found.is_none() {
            self.missing(key);
        }
        found
    }

    /// Adds the mistake that a required key is missing.
    pub(super) fn missing(&mut self, key: &'static str) {
        let at = self.path_to([key.into()]);
        self.shape(|| Fault::problem(at, "missing-key", format!("no `{key}`")));
    }

    /// Reads the values of a list.
    pub(super) fn read_list<T>(
        &mut self,
        list: Option<&Vec<Text>>,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for (index, text) in list.into_iter().flatten().enumerate() {
            let at = |faults: &Self| faults.path_to([key.into(), index.into()]);
            match written(Some(text)).map(&parse) {
                Some(Ok(value)) => values.push(value),
                Some(Err(wrong)) => self.wrong(at(self), wrong),
                None => self.empty(at(self), key),
            }
        }
        values
    }

    /// Reads the texts of a list.
    pub(super) fn texts(&mut self, list: Option<&Vec<Text>>, key: &'static str) -> Vec<String> {
        self.read_list(list, key, |text| Ok(text.to_owned()))
    }

    /// Adds the mistake that an item of a list is empty.
    pub(super) fn empty(&mut self, at: Path, key: &str) {
        self.shape(|| Fault::problem(at, "null", format!("an empty item in `{key}`")));
    }

    /// Returns the mistakes of each item in the order in which they were found.
    pub(super) fn into_items(mut self) -> impl Iterator<Item = (usize, Vec<(bool, Fault)>)> {
        self.all.sort_by_key(|(item, ..)| *item);
        let mut all = self.all.into_iter().peekable();
        std::iter::from_fn(move || {
            let (item, shape, fault) = all.next()?;
            let mut faults = vec![(shape, fault)];
            while let Some((_, shape, fault)) = all.next_if(|(other, ..)| *other == item) {
                faults.push((shape, fault));
            }
            Some((item, faults))
        })
    }
}
