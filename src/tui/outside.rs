//! The programs beside the browser: the clipboard of the terminal, the web browser, the editor.
//!
//! No shell is ever involved: a command of the environment is split into words and run with the file or
//! address as one more argument. Only http(s) addresses are opened, since a store may contain any text.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

mod failure;

pub(crate) use failure::OutsideError;

/// The number of bytes that most terminals accept in one OSC 52 (xterm's limit, before base64).
pub(crate) const CLIPBOARD_LIMIT: usize = 74_994;

/// Copies `text` to the clipboard of the terminal (OSC 52), which also works over SSH.
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

/// The reader of the terminal while a program runs.
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
    pub origin: Origin,
}

/// Who chose a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A variable of the environment names it.
    Named,
    /// It is one of the usual programs, tried in turn.
    Usual,
}

/// What a program is for, and the variable that names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Purpose {
    pub what: &'static str,
    pub variable: &'static str,
}

/// Programs that edit a file.
pub(crate) const EDITOR: Purpose = Purpose { what: "editor", variable: "EDITOR" };
/// Programs that open an address.
pub(crate) const BROWSER: Purpose = Purpose { what: "web browser", variable: "BROWSER" };

impl Program {
    fn command(&self) -> Command {
        let mut command = Command::new(&self.name);
        command.args(&self.args);
        command
    }

    /// Runs it in this terminal until it ends.
    ///
    /// # Errors
    /// Returns the error of the operating system: [`io::ErrorKind::NotFound`] if there is no such program.
    pub(crate) fn run(&self) -> io::Result<ExitStatus> {
        let mut command = self.command();
        // Standard input may be the pipe that the store came through, and the program needs the terminal.
        if !io::stdin().is_terminal()
            && let Ok(terminal) = std::fs::File::open("/dev/tty")
        {
            command.stdin(terminal);
        }
        command.status()
    }

    /// Starts it without this terminal. `ended` is called on another thread when it ends.
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

/// Returns whether `url` may be opened: it is http or https, has a host, and has no space or control character.
#[must_use]
pub(crate) fn is_web(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '[');
    web && host && crate::text::visible(url) == url && !url.contains(char::is_whitespace)
}

/// Returns the programs that may open `url`, best first: those of `$BROWSER`, then those of the desktop.
///
/// `$BROWSER` is a list joined by colons. `%s` in an entry is replaced by the address.
///
/// # Errors
/// [`OutsideError::NotWeb`], or `$BROWSER` is not a list of commands.
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
        programs.extend(browser(words, url, Origin::Named));
    }
    let own: &[&str] = if cfg!(target_os = "macos") { &["open"] } else { &["xdg-open", "wslview"] };
    let graphic = cfg!(target_os = "macos")
        || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]
            .iter()
            .any(|v| var(v).is_some_and(|v| !v.is_empty()));
    if graphic {
        programs.extend(own.iter().filter_map(|name| browser(vec![(*name).to_owned()], url, Origin::Usual)));
    }
    Ok(programs)
}

fn browser(words: Vec<String>, url: &str, origin: Origin) -> Option<Program> {
    let mut words = words.into_iter();
    let name = words.next()?;
    let mut args: Vec<String> = words.map(|word| word.replace("%s", url)).collect();
    if !args.iter().any(|arg| arg.contains(url)) {
        args.push(url.to_owned());
    }
    let textual = ["w3m", "lynx", "links", "links2", "elinks", "browsh", "www-browser"];
    let screen = if textual.contains(&base(&name)) { Screen::Program } else { Screen::Browser };
    Some(Program { name, args, screen, origin })
}

/// Splits the command that a variable holds into words as a shell would (POSIX shell, 2.2 Quoting), without being one.
fn split_words(variable: &'static str, value: &str) -> Result<Vec<String>, OutsideError> {
    shell_words::split(value).map_err(|_| OutsideError::Variable { variable, value: value.to_owned() })
}

/// Returns the programs that may edit `file` at the 1-based `line` (0: no line), best first:
/// `$VISUAL` or `$EDITOR`, else the usual ones.
///
/// # Errors
/// A variable cannot be read as a command.
pub(crate) fn editors(
    file: &Path,
    line: u32,
    var: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Program>, OutsideError> {
    for variable in ["VISUAL", "EDITOR"] {
        let Some(value) = var(variable).filter(|value| !value.trim().is_empty()) else { continue };
        let words = split_words(variable, &value)?;
        return Ok(editor(words, file, line, Origin::Named).into_iter().collect());
    }
    let usual = ["sensible-editor", "vi", "nano"];
    Ok(usual.iter().filter_map(|name| editor(vec![(*name).to_owned()], file, line, Origin::Usual)).collect())
}

fn editor(words: Vec<String>, file: &Path, line: u32, origin: Origin) -> Option<Program> {
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
    Some(Program { name, args, screen: Screen::Program, origin })
}

/// Returns whether an editor takes `+LINE` before the file.
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

/// Starts the first of `programs` that is installed, through `start`.
///
/// # Errors
/// [`OutsideError::Start`] if one could not be started, or if none is installed and a variable named one.
/// [`OutsideError::Missing`] if none of the usual programs is installed.
pub(crate) fn first<T>(
    programs: &[Program],
    purpose: Purpose,
    mut start: impl FnMut(&Program) -> io::Result<T>,
) -> Result<(&Program, T), OutsideError> {
    let Purpose { what, variable } = purpose;
    let failed = |program: &Program, error| OutsideError::Start {
        what,
        program: program.name.clone(),
        variable,
        error,
    };
    let mut missing = OutsideError::Missing { what, variable };
    for program in programs {
        match start(program) {
            Ok(done) => return Ok((program, done)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(program, error)),
            Err(error)
                if program.origin == Origin::Named && matches!(missing, OutsideError::Missing { .. }) =>
            {
                missing = failed(program, error);
            }
            Err(_) => {}
        }
    }
    Err(missing)
}

/// Checks how a program ended.
///
/// # Errors
/// [`OutsideError::Failed`] unless it reports success.
pub(crate) fn succeeded(program: &Program, purpose: Purpose, status: ExitStatus) -> Result<(), OutsideError> {
    if status.success() {
        return Ok(());
    }
    Err(OutsideError::Failed { what: purpose.what, program: program.name.clone(), status })
}

#[cfg(test)]
mod tests;
