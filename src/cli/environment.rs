//! The environment of the process, read once in `main` and passed on as plain data.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono_tz::Tz;

use super::flags::When;
use super::pager::Paging;
use crate::text::suggest::{did_you_mean, nearest};

/// Environment variables and properties of the terminal that this program uses.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the surroundings, not a state")]
pub struct Environment {
    /// The value of `DEMARCHE_STORE`.
    pub store: Option<PathBuf>,
    /// Whether `NO_COLOR` is set and not empty (no-color.org).
    pub(crate) no_color: bool,
    /// Whether `CLICOLOR_FORCE` is set and not `0`.
    pub(crate) force_color: bool,
    /// Whether `TERM` is `dumb`.
    pub dumb: bool,
    /// Whether the locale has no UTF-8.
    pub(crate) ascii_locale: bool,
    /// The value of `COLUMNS`, else the width of the terminal that is standard output.
    pub columns: Option<usize>,
    /// The value of `PAGER`, which may be empty.
    pub pager: Option<OsString>,
    /// The height of the terminal that is standard output.
    pub rows: Option<usize>,
    /// The value of `TZ`, else the machine's zone, if it is an IANA zone.
    pub zone: Option<Tz>,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether somebody can answer: standard output is a terminal, and so is standard input or what controls the
    /// process.
    pub answers: bool,
    /// Whether an interrupt ends the program: not while another has the terminal.
    pub interrupts: Arc<AtomicBool>,
    /// The value of `VISUAL`, else of `EDITOR`.
    pub editor: Option<String>,
}

impl Environment {
    /// Reads the environment of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        let text = |name: &str| set(name).and_then(|v: OsString| v.into_string().ok());
        Self {
            store: set("DEMARCHE_STORE").map(PathBuf::from),
            no_color: set("NO_COLOR").is_some(),
            force_color: text("CLICOLOR_FORCE").is_some_and(|v| v != "0"),
            dumb: text("TERM").is_some_and(|v| v == "dumb"),
            ascii_locale: super::locale::locale_without_utf8(text),
            columns: text("COLUMNS").and_then(|v| v.parse().ok()).filter(|n| *n > 0).or_else(terminal_width),
            pager: std::env::var_os("PAGER"),
            rows: terminal_height(),
            zone: text("TZ").map_or_else(machine_zone, |v| zone_named(v.trim_start_matches(':'))),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            answers: std::io::stdout().is_terminal()
                && (std::io::stdin().is_terminal() || super::writing::terminal().is_some()),
            interrupts: Arc::new(AtomicBool::new(true)),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
        }
    }

    /// Returns whether results are coloured. The flag decides, then `NO_COLOR`, then `CLICOLOR_FORCE`, then the terminal.
    #[must_use]
    pub fn coloured(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::Never => false,
            When::Auto if self.no_color => false,
            When::Auto => self.force_color || (self.stdout_is_terminal && !self.dumb),
        }
    }

    /// Returns the pager for results that are longer than the screen. `None` if there is no screen.
    #[must_use]
    pub fn paging(&self) -> Option<Paging> {
        let rows = self.rows.filter(|_| self.stdout_is_terminal && !self.dumb)?;
        Paging::of(self.pager.clone(), rows, terminal_width().or(self.columns)?)
    }

    /// Returns the reader's zone, which decides which day *today* is.
    #[must_use]
    pub(crate) fn reader_zone(&self) -> Tz {
        self.zone.unwrap_or(Tz::UTC)
    }
}

/// Returns the width of the terminal that is standard output, if it reports one.
fn terminal_width() -> Option<usize> {
    let (terminal_size::Width(width), _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width)).filter(|n| *n > 0)
}

/// Returns the height of the terminal that is standard output, if it reports one.
fn terminal_height() -> Option<usize> {
    let (_, terminal_size::Height(height)) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(height)).filter(|n| *n > 0)
}

/// Returns the machine's zone, taken from the symbolic link `/etc/localtime`.
fn machine_zone() -> Option<Tz> {
    let target = std::fs::canonicalize("/etc/localtime").ok()?;
    zone_named(target.to_str()?.split_once("zoneinfo/")?.1)
}

/// Returns an IANA zone by its name, ignoring case.
fn zone_named(name: &str) -> Option<Tz> {
    let same = |zone: &&Tz| zone.name().eq_ignore_ascii_case(name);
    name.parse().ok().or_else(|| chrono_tz::TZ_VARIANTS.iter().find(same).copied())
}

/// Reads `--timezone`.
///
/// # Errors
/// Gives a hint with the nearest names if no zone has this name.
pub(super) fn zone(name: &str) -> Result<Tz, crate::error::Error> {
    if let Some(zone) = zone_named(name) {
        return Ok(zone);
    }
    let names: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|z| z.name()).collect();
    let report = crate::error::Error::new(format!("unknown time zone `{name}`"));
    let hint = did_you_mean(&nearest(name, names.iter().copied()));
    Err(report.hint(hint.unwrap_or_else(|| "write an IANA name, such as Europe/Kyiv".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_the_environment() {
        let env = Environment { no_color: true, stdout_is_terminal: true, ..Environment::default() };
        assert!(env.coloured(When::Always), "--color always is heard under NO_COLOR");
        assert!(!env.coloured(When::Auto), "NO_COLOR is heard by default");
        let env = Environment { force_color: true, ..Environment::default() };
        assert!(env.coloured(When::Auto), "CLICOLOR_FORCE colours a pipe");
        assert!(!env.coloured(When::Never), "--color never wins over CLICOLOR_FORCE");
    }

    #[test]
    fn a_dumb_terminal_has_no_colour() {
        let env = Environment { dumb: true, stdout_is_terminal: true, ..Environment::default() };
        assert!(!env.coloured(When::Auto), "TERM=dumb");
    }

    #[test]
    fn a_city_finds_its_zone() {
        assert!(matches!(zone("europe/kyiv"), Ok(Tz::Europe__Kyiv)), "case does not matter");
        let message = zone("Kyiv").err().map(|r| r.to_string()).unwrap_or_default();
        assert!(message.contains("did you mean `Europe/Kyiv`?"), "got {message}");
    }
}
