//! Errors as the user sees them: what failed, where, and what to do about it.

use std::fmt;
use std::io;

use crate::event::date::DateError;
use crate::filter::FilterError;
use crate::store::LoadError;
use crate::store::input::reason;
use crate::text::suggest::{did_you_mean, nearest};
use crate::text::visible;

/// The reason that a command ended without a result.
#[derive(Debug)]
pub enum Error {
    /// A failure, which is reported.
    Failed {
        /// The message: what failed and where, in lower case without a full stop. It may have several lines.
        what: String,
        /// Advice on what to do.
        hint: Option<String>,
    },
    /// A closed pipe: the program that read the output has ended. This is not a failure.
    PipeClosed,
    /// An interruption by the user.
    Interrupted,
}

impl Error {
    /// Creates a failure without a hint.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self::Failed { what: what.into(), hint: None }
    }

    /// Returns the same failure with a hint. The other variants are returned unchanged.
    #[must_use]
    pub fn hint(self, text: impl Into<String>) -> Self {
        match self {
            Self::Failed { what, .. } => Self::Failed { what, hint: Some(text.into()) },
            other => other,
        }
    }

    /// Returns the same failure with `subject: ` before its message. The other variants are returned unchanged.
    #[must_use]
    pub fn about(self, subject: &str) -> Self {
        match self {
            Self::Failed { what, hint } => Self::Failed { what: format!("{subject}: {what}"), hint },
            other => other,
        }
    }

    /// Creates the failure ``no KIND `text` ``. The hint names the nearest `candidates`, or all of them if they are
    /// few.
    #[must_use]
    pub fn unknown<'a>(kind: &str, text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let all: Vec<&str> = candidates.into_iter().collect();
        let what = Self::new(format!("no {kind} `{text}`"));
        match did_you_mean(&nearest(text, all.iter().copied())) {
            Some(hint) => what.hint(hint),
            None if all.is_empty() => what,
            None if all.len() <= 20 => what.hint(format!("write one of {}", listed(&all))),
            None => what,
        }
    }

    /// Creates a failure from an input or output error at a path: `cannot DOING PATH: reason`.
    #[must_use]
    pub fn io(doing: &str, path: &std::path::Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {doing} {}: {}", path.display(), reason(error)))
    }

    /// Returns the exit code: 2 for a failure, 0 for a closed pipe, 130 for an interruption.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Failed { .. } => 2,
            Self::PipeClosed => 0,
            Self::Interrupted => 130,
        }
    }
}

fn listed(all: &[&str]) -> String {
    let quoted: Vec<String> = all.iter().map(|c| format!("`{c}`")).collect();
    quoted.join(", ")
}

/// Writes `error: …` and, on its own line, `hint: …`. A closed pipe or an interruption writes nothing.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { what, hint } => {
                writeln!(f, "error: {}", visible(what))?;
                hint.iter().try_for_each(|hint| writeln!(f, "hint: {}", visible(hint)))
            }
            Self::PipeClosed | Self::Interrupted => Ok(()),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::PipeClosed,
            _ => Self::new(format!("cannot write: {}", reason(&error))),
        }
    }
}

impl From<FilterError> for Error {
    fn from(error: FilterError) -> Self {
        let hints = error.hints();
        let hint = (!hints.is_empty()).then(|| hints.join("\nhint: "));
        Self::Failed { what: error.what(), hint }
    }
}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        Self::Failed { what: error.message, hint: error.hint }
    }
}

impl From<DateError> for Error {
    fn from(error: DateError) -> Self {
        Self::Failed { what: error.message, hint: error.hint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_writes_message_and_hint_on_separate_lines() {
        let report = Error::unknown("view", "kremln", ["kremlin", "strikes"]);
        assert_eq!(
            report.to_string(),
            "error: no view `kremln`\nhint: did you mean `kremlin`?\n",
            "one fact a line"
        );
        assert_eq!(report.exit_code(), 2, "a failure is 2");
    }

    #[test]
    fn nothing_near_lists_what_there_is() {
        let report = Error::unknown("view", "zzz", ["kremlin", "strikes"]);
        assert!(report.to_string().contains("write one of `kremlin`, `strikes`"), "got {report}");
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let report = Error::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!((report.exit_code(), report.to_string().as_str()), (0, ""), "quietly 0");
    }

    #[test]
    fn escapes_in_an_error_do_not_reach_the_terminal() {
        assert!(!Error::new("no file `\u{1b}[31m`").to_string().contains('\u{1b}'), "made visible");
    }
}
