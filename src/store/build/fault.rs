//! A mistake in one record: the field, the message and the hint. Line and column are found later in the record's
//! tree.

use compact_str::CompactString;

use crate::store::problem::{Code, Severity};
use crate::store::schema::raw::Text;
use crate::store::yaml::mark::Mark;
use crate::store::yaml::tree::{Node, Value};

/// One step from a record to a value in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Step {
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

/// Creates the path to a field: `steps!["links", "denies", 0, "to"]`.
macro_rules! steps {
    ($($step:expr),* $(,)?) => { vec![$($crate::store::build::fault::Step::from($step)),*] };
}
pub(crate) use steps;

/// The path from a record to a field.
pub(in crate::store) type Path = Vec<Step>;

/// A mistake in a record, before its line and column are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Fault {
    pub(in crate::store) severity: Severity,
    pub(in crate::store) code: Code,
    pub(in crate::store) message: String,
    pub(in crate::store) hint: Option<String>,
    pub(in crate::store) at: Path,
}

impl Fault {
    /// Creates a fault for a value or record that is left out.
    pub(in crate::store) fn problem(at: Path, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Problem, code: Code(code), message: message.into(), hint: None, at }
    }

    /// Creates a fault for something that is retained but deserves a look.
    pub(in crate::store) fn warning(at: Path, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::problem(at, code, message) }
    }

    /// Creates a fault for something that is retained and is reported only on request.
    pub(in crate::store) fn note(at: Path, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::problem(at, code, message) }
    }

    /// Adds what to do about it.
    pub(in crate::store) fn hint(mut self, hint: impl Into<Option<String>>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// Returns the position of the value at the end of `path`, or of its nearest parent in the tree.
///
/// Short forms have no nodes for what they abbreviate. A single value in place of a list counts as the list's first
/// item, and a plain text counts as every field of the record that it abbreviates.
pub(in crate::store) fn locate(root: &Node, path: &[Step]) -> Mark {
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
