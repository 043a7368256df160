//! The programs beside the browser: the clipboard of the terminal, the web browser, the editor.
//!
//! No shell is ever involved: a command of the environment is split into words and run with the file or
//! address as one more argument. Only http(s) addresses are opened, since any text may stand in a store.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// What most terminals take at least in one OSC 52 (xterm's limit, before base64).
pub(crate) const CLIPBOARD_LIMIT: usize = 74_994;

/// Why something outside could not be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutsideError {
    /// The text is longer than terminals take.
    #[error("{0} bytes are more than a terminal accepts for the clipboard")]
    TooLong(usize),
    /// The address is none of the web's.
    #[error("`{0}` is not an http or https address")]
    NotWeb(String),
    /// A variable of the environment cannot be read as a command.
    #[error("${variable}: a quote is not closed in `{value}`")]
    Variable { variable: &'static str, value: String },
    /// None of the programs is there.
    #[error("no {what} found")]
    Missing { what: &'static str, variable: &'static str },
    /// The program could not be started.
    #[error("{program}: {error}")]
    Start { program: String, error: io::Error },
    /// Writing to the terminal failed.
    #[error(transparent)]
    Write(#[from] io::Error),
}

impl OutsideError {
    /// What the user can do.
    #[must_use]
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { variable, .. } => Some(format!("set ${variable}")),
            Self::TooLong(_) => Some("export to a file instead".to_owned()),
            _ => None,
        }
    }
}

/// Puts `text` into the clipboard of the terminal (OSC 52), which works over SSH as well.
///
/// # Errors
/// [`OutsideError::TooLong`] before anything is written.
pub(crate) fn copy(out: &mut impl Write, text: &str) -> Result<(), OutsideError> {
    if text.len() > CLIPBOARD_LIMIT {
        return Err(OutsideError::TooLong(text.len()));
    }
    execute!(out, CopyToClipboard::to_clipboard_from(text))?;
    Ok(())
}

/// Who reads the terminal while a program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    /// The program needs it: leave the alternate screen first, come back after.
    Program,
    /// The browser keeps it.
    Browser,
}

/// A program to run, words already split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Program {
    /// A name on `PATH` or a path.
    pub name: String,
    pub args: Vec<String>,
    /// Whether it needs the terminal.
    pub screen: Screen,
}

impl Program {
    fn command(&self) -> Command {
        let mut command = Command::new(&self.name);
        command.args(&self.args);
        command
    }

    /// Runs it in this terminal until it ends.
    ///
    /// # Errors
    /// As the operating system tells; [`io::ErrorKind::NotFound`] where there is no such program.
    pub(crate) fn run(&self) -> io::Result<ExitStatus> {
        self.command().status()
    }

    /// Starts it away from this terminal; `ended` hears, on another thread, how it ended.
    ///
    /// # Errors
    /// As [`Program::run`].
    pub(crate) fn start(
        &self,
        ended: impl FnOnce(io::Result<ExitStatus>) + Send + 'static,
    ) -> io::Result<()> {
        let mut command = self.command();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        std::thread::spawn(move || ended(child.wait()));
        Ok(())
    }
}

/// Whether `url` may be opened: http or https, a host, no space or control character in it.
#[must_use]
pub(crate) fn is_web(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '[');
    web && host && crate::text::visible(url) == url && !url.contains(char::is_whitespace)
}

/// The programs that may open `url`, best first: those of `$BROWSER`, then the desktop's own.
///
/// `$BROWSER` is a list joined by colons; `%s` in an entry stands for the address.
///
/// # Errors
/// [`OutsideError::NotWeb`], and a `$BROWSER` that is no list of commands.
pub(crate) fn browsers(
    url: &str,
    var: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Program>, OutsideError> {
    if !is_web(url) {
        return Err(OutsideError::NotWeb(url.to_owned()));
    }
    let mut programs = Vec::new();
    for entry in var("BROWSER").unwrap_or_default().split(':').filter(|entry| !entry.trim().is_empty()) {
        let words = split_words("BROWSER", entry)?;
        programs.extend(browser(words, url));
    }
    let own: &[&str] = if cfg!(target_os = "macos") { &["open"] } else { &["xdg-open", "wslview"] };
    let graphic = cfg!(target_os = "macos")
        || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]
            .iter()
            .any(|v| var(v).is_some_and(|v| !v.is_empty()));
    if graphic {
        programs.extend(own.iter().filter_map(|name| browser(vec![(*name).to_owned()], url)));
    }
    Ok(programs)
}

fn browser(words: Vec<String>, url: &str) -> Option<Program> {
    let mut words = words.into_iter();
    let name = words.next()?;
    let mut args: Vec<String> = words.map(|word| word.replace("%s", url)).collect();
    if !args.iter().any(|arg| arg.contains(url)) {
        args.push(url.to_owned());
    }
    let textual = ["w3m", "lynx", "links", "links2", "elinks", "browsh", "www-browser"];
    let screen = if textual.contains(&base(&name)) { Screen::Program } else { Screen::Browser };
    Some(Program { name, args, screen })
}

/// Splits the command that a variable holds into words as a shell would (POSIX shell, 2.2 Quoting), without being one.
fn split_words(variable: &'static str, value: &str) -> Result<Vec<String>, OutsideError> {
    shell_words::split(value).map_err(|_| OutsideError::Variable { variable, value: value.to_owned() })
}

/// The programs that may edit `file` at the 1-based `line` (0: nowhere in particular), best first:
/// `$VISUAL` or `$EDITOR`, else what is usual.
///
/// # Errors
/// A variable that is no command.
pub(crate) fn editors(
    file: &Path,
    line: u32,
    var: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Program>, OutsideError> {
    for variable in ["VISUAL", "EDITOR"] {
        let Some(value) = var(variable).filter(|value| !value.trim().is_empty()) else { continue };
        let words = split_words(variable, &value)?;
        return Ok(editor(words, file, line).into_iter().collect());
    }
    let usual = ["sensible-editor", "vi", "nano"];
    Ok(usual.iter().filter_map(|name| editor(vec![(*name).to_owned()], file, line)).collect())
}

fn editor(words: Vec<String>, file: &Path, line: u32) -> Option<Program> {
    let mut words = words.into_iter();
    let name = words.next()?;
    let mut args: Vec<String> = words.collect();
    let path = file.to_string_lossy();
    // A name that an editor could take for an option or a command is given as a path.
    let path = if path.starts_with(['-', '+']) { format!("./{path}") } else { path.into_owned() };
    match (line, base(&name)) {
        (0, _) => args.push(path),
        (_, "code" | "code-insiders" | "code-oss" | "codium" | "vscodium" | "cursor" | "windsurf") => {
            args.extend(["--goto".to_owned(), format!("{path}:{line}")]);
        }
        (_, "subl" | "sublime_text" | "hx" | "helix" | "zed" | "zeditor" | "lapce") => {
            args.push(format!("{path}:{line}"));
        }
        (_, "kate" | "idea" | "pycharm" | "clion" | "rustrover" | "mate" | "kwrite") => {
            args.extend(["--line".to_owned(), line.to_string(), path]);
        }
        (_, program) if takes_plus(program) => args.extend([format!("+{line}"), path]),
        _ => args.push(path),
    }
    Some(Program { name, args, screen: Screen::Program })
}

/// Editors that take `+LINE` before the file.
fn takes_plus(program: &str) -> bool {
    matches!(
        program,
        "vi" | "vim"
            | "nvim"
            | "gvim"
            | "view"
            | "vim.basic"
            | "vim.tiny"
            | "nvi"
            | "elvis"
            | "ex"
            | "nano"
            | "pico"
            | "rnano"
            | "emacs"
            | "emacsclient"
            | "mg"
            | "zile"
            | "jove"
            | "kak"
            | "micro"
            | "joe"
            | "jed"
            | "ne"
            | "gedit"
            | "gnome-text-editor"
            | "editor"
            | "sensible-editor"
    )
}

fn base(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    name.strip_suffix(".exe").unwrap_or(name)
}

/// Starts the first of `programs` that is there, by `start`.
///
/// # Errors
/// [`OutsideError::Missing`] where none is there, [`OutsideError::Start`] where one could not be started.
pub(crate) fn first<T>(
    programs: &[Program],
    what: &'static str,
    variable: &'static str,
    mut start: impl FnMut(&Program) -> io::Result<T>,
) -> Result<T, OutsideError> {
    for program in programs {
        match start(program) {
            Ok(done) => return Ok(done),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(OutsideError::Start { program: program.name.clone(), error }),
        }
    }
    Err(OutsideError::Missing { what, variable })
}

#[cfg(test)]
mod tests;
