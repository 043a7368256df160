//! Mistakes as they are found, each with its item and its field.

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
    /// The way from the item to the record that is being read.
    prefix: Path,
    /// Whether the item cannot stand.
    bad: bool,
    /// Items whose shape was inspected when they were read: what is wrong with it has been told.
    inspected: HashSet<usize>,
    /// Item; whether inspecting the item's shape tells it too; the mistake.
    all: Vec<(usize, bool, Fault)>,
    patience: SearchBudget,
}

/// A text without the line break that ends a block scalar; none where nothing is written.
pub(super) fn text(text: Option<&Text>) -> Option<String> {
    let text = text?;
    let kept = text.trim_end_matches(['\n', '\r']);
    (!kept.trim().is_empty()).then(|| kept.to_owned())
}

/// As [`text`], without a copy.
pub(super) fn written(text: Option<&Text>) -> Option<&str> {
    text.map(|t| t.trim_end_matches(['\n', '\r'])).filter(|t| !t.trim().is_empty())
}

impl Faults {
    /// Mistakes of shape are told already where an item was broken when it was read.
    pub(super) fn shapes_told(&mut self, items: &[Item]) {
        self.inspected = (0..items.len()).filter(|ix| items[*ix].broken).collect();
    }

    /// As [`Faults::shapes_told`], of an item that was read since.
    pub(super) fn shape_told(&mut self, ix: usize, item: &Item) {
        if item.broken {
            self.inspected.insert(ix);
        }
    }

    /// Takes the mistakes that were found.
    pub(super) fn take(&mut self) -> Vec<Fault> {
        self.all.drain(..).map(|(.., fault)| fault).collect()
    }

    pub(super) fn item(&mut self, item: usize) {
        self.item = item;
        self.prefix.clear();
        self.bad = false;
    }

    /// Forgets all mistakes; whether there was none.
    pub(super) fn forget(&mut self) -> bool {
        let none = self.all.is_empty();
        self.all.clear();
        none
    }

    /// Whether the item cannot stand.
    pub(super) fn is_bad(&self) -> bool {
        self.bad
    }

    /// The item cannot stand.
    pub(super) fn spoil(&mut self) {
        self.bad = true;
    }

    /// Goes into an item of a list; [`Faults::leave`] goes back.
    pub(super) fn enter(&mut self, key: &'static str, index: usize) {
        self.prefix.push(key.into());
        self.prefix.push(index.into());
    }

    /// Goes into a mapping's list.
    pub(super) fn enter_key(&mut self, key: &'static str, inner: &Text, index: usize) {
        self.prefix.push(key.into());
        self.prefix.push(inner.into());
        self.prefix.push(index.into());
    }

    /// Goes back by so many steps.
    pub(super) fn leave(&mut self, steps: usize) {
        self.prefix.truncate(self.prefix.len().saturating_sub(steps));
    }

    /// The way to a field of the record that is being read.
    pub(super) fn at(&self, steps: impl IntoIterator<Item = Step>) -> Path {
        self.prefix.iter().cloned().chain(steps).collect()
    }

    /// The hint with the id nearest to `text`.
    pub(super) fn near<'n>(&mut self, text: &str, ids: impl Iterator<Item = &'n Box<str>>) -> Option<String> {
        self.meant(text, ids.map(|id| &**id), usize::MAX)
    }

    /// The hint with the names nearest to `text`, at most so many slips away.
    pub(super) fn meant<'n>(
        &mut self,
        text: &str,
        names: impl Iterator<Item = &'n str>,
        slips: usize,
    ) -> Option<String> {
        did_you_mean(&nearest_within(text, names, slips, &mut self.patience))
    }

    /// A mistake of the item that is being read.
    pub(super) fn push(&mut self, fault: Fault) {
        self.all.push((self.item, false, fault));
    }

    /// A mistake of another item.
    pub(super) fn push_to(&mut self, item: usize, fault: Fault) {
        self.all.push((item, false, fault));
    }

    /// A mistake of the item's shape that nobody has told: it cannot stand.
    fn shape(&mut self, fault: impl FnOnce() -> Fault) {
        self.bad = true;
        if !self.inspected.contains(&self.item) {
            self.all.push((self.item, true, fault()));
        }
    }

    /// A mistake of the item's shape: it cannot stand.
    pub(super) fn wrong(&mut self, at: Path, wrong: Wrong) {
        let (code, message, hint) = wrong.into_parts();
        self.shape(|| Fault::problem(at, code, message).hint(hint));
    }

    /// A value, if one is written.
    pub(super) fn read<T>(
        &mut self,
        text: Option<&Text>,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        match parse(written(text)?) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.wrong(self.at([key.into()]), wrong);
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, value: Option<&Text>, key: &'static str) -> Option<String> {
        let found = text(value);
        if found.is_none() {
            self.missing(key);
        }
        found
    }

    /// A key that must be there is not.
    pub(super) fn missing(&mut self, key: &'static str) {
        let at = self.at([key.into()]);
        self.shape(|| Fault::problem(at, "missing-key", format!("no `{key}`")));
    }

    /// The values of a list.
    pub(super) fn read_list<T>(
        &mut self,
        list: Option<&Vec<Text>>,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, Wrong>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for (index, text) in list.into_iter().flatten().enumerate() {
            let at = |faults: &Self| faults.at([key.into(), index.into()]);
            match written(Some(text)).map(&parse) {
                Some(Ok(value)) => values.push(value),
                Some(Err(wrong)) => self.wrong(at(self), wrong),
                None => self.empty(at(self), key),
            }
        }
        values
    }

    /// The texts of a list.
    pub(super) fn texts(&mut self, list: Option<&Vec<Text>>, key: &'static str) -> Vec<String> {
        self.read_list(list, key, |text| Ok(text.to_owned()))
    }

    /// An item of a list is empty.
    pub(super) fn empty(&mut self, at: Path, key: &str) {
        self.shape(|| Fault::problem(at, "null", format!("an empty item in `{key}`")));
    }

    /// The mistakes, item by item, each in the order in which they were found.
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
