//! How a program, an address or the clipboard fails, in words.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

/// The reason why something outside the browser failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutsideError {
    /// The text is longer than terminals accept.
    #[error("{0} bytes are more than a terminal accepts for the clipboard")]
    TooLong(usize),
    /// The address is not a web address.
    #[error("`{0}` is not an http or https address")]
    NotWeb(String),
    /// The file to edit was deleted or moved: an editor would begin a new one.
    #[error("{0} no longer exists; the events shown are the last good ones")]
    Gone(String),
    /// A variable of the environment cannot be read as a command.
    #[error("${variable}: a quote is not closed in `{value}`")]
    Variable { variable: &'static str, value: String },
    /// None of the usual programs is installed, and the variable names none.
    #[error("no {what} found")]
    Missing { what: &'static str, variable: &'static str },
    /// The program could not be started.
    #[error("{what} {program} could not be started: {}", reason(error))]
    Start { what: &'static str, program: String, variable: &'static str, error: io::Error },
    /// The program ran and reported a failure.
    #[error("{what} {program} {}", ended(*status))]
    Failed { what: &'static str, program: String, status: ExitStatus },
    /// The program ran, but how it ended is unknown.
    #[error("{what} {program}: {}", reason(error))]
    Lost { what: &'static str, program: String, error: io::Error },
    /// Writing to the terminal failed.
    #[error("the terminal could not be written to: {}", reason(.0))]
    Write(#[from] io::Error),
}

impl OutsideError {
    /// Returns what the user can do.
    #[must_use]
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { variable, .. } => Some(format!("set ${variable}")),
            Self::Start { variable, error, .. } if error.kind() == io::ErrorKind::NotFound => {
                Some(match *variable {
                    "EDITOR" => "check $VISUAL and $EDITOR".to_owned(),
                    other => format!("check ${other}"),
                })
            }
            Self::TooLong(_) => Some("export to a file instead".to_owned()),
            _ => None,
        }
    }
}

/// Words an error of the operating system, without its number.
fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::NotFound {
        return "not found".to_owned();
    }
    crate::store::input::reason(error)
}

/// Words how a program ended: `exited with status 3`, `was killed by signal 9 (SIGKILL)`.
fn ended(status: ExitStatus) -> String {
    if let Some(code) = status.code() {
        return format!("exited with status {code}");
    }
    match status.signal() {
        Some(signal) => match signal_hook::low_level::signal_name(signal) {
            Some(name) => format!("was killed by signal {signal} ({name})"),
            None => format!("was killed by signal {signal}"),
        },
        None => status.to_string(),
    }
}
