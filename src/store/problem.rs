//! What is wrong with a store: where, what, and what to do.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something was left out.
    Problem,
    /// Everything was kept, but look.
    Warning,
    /// Shown only when asked for (`-v`).
    Note,
}

impl Severity {
    /// The word for people and for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What sort of mistake, stable for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Code(pub &'static str);

/// The codes that were read out of snapshots: there are some dozens, each is kept once.
static CODES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
        let known = codes.get(text.as_str()).copied();
        Ok(Self(known.unwrap_or_else(|| {
            let code: &'static str = text.leak();
            codes.insert(code);
            code
        })))
    }
}

/// One thing wrong with the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// Which file, as the store shows it.
    pub path: PathBuf,
    /// 1-based; 0: the file as a whole.
    pub line: u32,
    /// 1-based, in characters; 0: the line as a whole.
    pub column: u32,
    /// What sort.
    pub code: Code,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

#[cfg(test)]
impl Problem {
    /// Tells it as tests compare it: `line:col: message | hint`.
    pub(crate) fn told(&self) -> String {
        let hint = self.hint.as_ref().map(|hint| format!(" | {hint}")).unwrap_or_default();
        format!("{}:{}: {}{hint}", self.line, self.column, self.message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {}", self.message)
    }
}
