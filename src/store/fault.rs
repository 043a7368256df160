//! A mistake in one record: which field, what, and what to do; placed once the record's tree is at hand.

use compact_str::CompactString;

use super::problem::{Code, Severity};
use super::raw::Text;
use super::tree::{Mark, Node, Value};

/// One step from a record to a value in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of a key.
    Key(CompactString),
    /// An item of a list, from 0.
    Index(usize),
}

impl From<&'static str> for Step {
    fn from(key: &'static str) -> Self {
        Self::Key(CompactString::const_new(key))
    }
}

impl From<&Text> for Step {
    fn from(key: &Text) -> Self {
        Self::Key(CompactString::new(&**key))
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The way to a field: `steps!["links", "denies", 0, "to"]`.
macro_rules! steps {
    ($($step:expr),* $(,)?) => { vec![$($crate::store::fault::Step::from($step)),*] };
}
pub(crate) use steps;

/// A way to a field.
pub(super) type Path = Vec<Step>;

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    pub(super) at: Path,
}

impl Fault {
    /// Something that was left out.
    pub(super) fn problem(at: Path, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Problem, code: Code(code), message: message.into(), hint: None, at }
    }

    /// Something kept that deserves a look.
    pub(super) fn warning(at: Path, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::problem(at, code, message) }
    }

    /// Something kept, told only when asked for.
    pub(super) fn note(at: Path, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::problem(at, code, message) }
    }

    /// With what to do about it.
    pub(super) fn hint(mut self, hint: impl Into<Option<String>>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// Where the value at the end of `path` stands, as near as the tree goes.
///
/// Short forms have no place of their own for what they stand for: one where many may stand is its own first
/// item, and a bare text is every field of the record that it abbreviates.
pub(super) fn locate(root: &Node, path: &[Step]) -> Mark {
    let mut node = root;
    for step in path {
        match (step, &node.value) {
            (Step::Key(key), Value::Map(pairs)) => match pairs.iter().find(|(k, _)| k.text() == Some(key)) {
                Some((_, value)) => node = value,
                None => break,
            },
            (Step::Index(index), Value::Seq(items)) => match items.get(*index) {
                Some(item) => node = item,
                None => break,
            },
            _ => {}
        }
    }
    node.mark
}
