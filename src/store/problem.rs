//! Problems of a store: where something is wrong, what it is, and what to do about it.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize};

/// The severity of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something was left out of the store.
    Problem,
    /// Nothing was left out, but the analyst should take a look.
    Warning,
    /// A remark that is only shown on request (`-v`).
    Note,
}

impl Severity {
    /// Returns the word for people and for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The sort of mistake, a word that stays stable for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Code(pub &'static str);

impl Code {
    /// Ranks causes before their consequences: what cannot be read, then what is wrong in itself, then references to what
    /// is therefore missing.
    #[must_use]
    pub(crate) fn rank_as_cause(self) -> u8 {
        match self.0 {
            "unreadable" | "syntax" => 0,
            code if code.starts_with("dangling-") => 2,
            _ => 1,
        }
    }
}

/// The codes read from snapshots. There are some dozens, and each is kept once.
static CODES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
        let existing = codes.get(text.as_str()).copied();
        Ok(Self(existing.unwrap_or_else(|| {
            let code: &'static str = text.leak();
            codes.insert(code);
            code
        })))
    }
}

/// A change of the text that makes a problem go away. It is at the place of the problem and adds and removes no line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Fix {
    /// The key there is written like this.
    Key(String),
    /// The value there is this text.
    Value(String),
    /// The value there is the only item of a list.
    List,
    /// The characters of the line from this column, counted from 1, up to another are this YAML.
    Line(u32, u32, String),
    /// The value there, on one line, is this YAML.
    Yaml(String),
    /// Each tab before the text of a line of the record is two spaces.
    Tabs,
    /// The mapping there is the only item of a list: it gets a dash, or brackets if it is in brackets itself.
    Item,
}

/// One thing that is wrong with a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How severe it is.
    pub severity: Severity,
    /// The file, as the store shows it.
    pub path: PathBuf,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// The column in characters, from 1; 0 for the line as a whole.
    pub column: u32,
    /// The sort of mistake.
    pub code: Code,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What the user can do about it.
    pub hint: Option<String>,
    /// The change of the text that the hint asks for, where only one is possible.
    pub(crate) fix: Option<Fix>,
}

#[cfg(test)]
impl Problem {
    /// Formats it as tests compare it: `line:col: message | hint`.
    pub(crate) fn reported(&self) -> String {
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
