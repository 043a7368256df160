//! The configuration: `$XDG_CONFIG_HOME/demarche/config.yaml`, read once at the start.
//!
//! ```yaml
//! theme: light
//! view: lanes
//! keys: {down: [j, Down], filter: ['/']}
//! ```
//!
//! The surprising policy: nothing in it is fatal. What is not understood is told with its place and a hint, and the
//! rest counts. This module knows the keys of the file and the words that each allows. Which keys of the keyboard and
//! which actions there are the browser knows, so the bindings are only carried here with their places.

mod read;

use std::fmt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

pub use read::read;

/// A place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// From 1.
    pub line: u32,
    /// In characters, from 1; 0 for the whole line.
    pub column: u32,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub at: At,
}

/// Something in the file that is not in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Where it is; `None`: the whole file.
    pub at: Option<At>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// Keys for an action, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// The name of the action.
    pub action: Set<String>,
    /// The keys; none unbinds the action.
    pub keys: Vec<Set<String>>,
}

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The file, if there is one.
    pub path: Option<PathBuf>,
    /// The theme: one of [`THEMES`], of which `auto` is the one that the terminal suggests.
    pub theme: Option<Set<String>>,
    /// The view that the browser opens with.
    pub view: Option<Set<String>>,
    /// How days are written over the events: one of [`DATES`].
    pub dates: Option<Set<String>>,
    /// The columns of the Timeline that may show: some of [`COLUMNS`].
    pub columns: Option<Set<Vec<String>>>,
    /// Whether the browser takes the mouse.
    pub mouse: Option<Set<bool>>,
    /// The keys, in the order of the file.
    pub keys: Vec<KeySetting>,
    /// What is not understood.
    pub complaints: Vec<Complaint>,
}

/// The themes.
pub const THEMES: [&str; 5] = ["auto", "dark", "light", "high-contrast", "none"];
/// The ways to write days over the events.
pub const DATES: [&str; 2] = ["words", "iso"];
/// The columns of the Timeline that can be left out.
pub const COLUMNS: [&str; 3] = ["time", "actors", "links"];

/// Every key of the file, the words that it allows, and what it does. Help and the manual are drawn from it.
#[must_use]
pub fn reference() -> Vec<(&'static str, String, &'static str)> {
    let views = || match crate::store::schema::VIEWS {
        crate::store::schema::Shape::Word(words) => (words.words)().join(" "),
        _ => String::new(),
    };
    vec![
        ("theme", THEMES.join(" "), "the colours; auto is light or dark, as the terminal suggests"),
        ("view", views(), "the view that the browser opens with; a resumed session and --view come first"),
        (
            "dates",
            DATES.join(" "),
            "how the Timeline writes the days over its events: Sun 21 Dec 2025 or 2025-12-21",
        ),
        (
            "columns",
            format!("[{}]", COLUMNS.join(", ")),
            "which columns of the Timeline may show; a time without a column stands before the title",
        ),
        ("mouse", "true false".to_owned(), "whether the browser takes the mouse; --mouse comes first"),
        ("keys", "{action: [key, …]}".to_owned(), "the keys of an action, instead of those it has"),
    ]
}

/// Returns the path of the file: `$XDG_CONFIG_HOME/demarche/config.yaml`, by default below `~/.config`.
#[must_use]
pub fn path() -> Option<PathBuf> {
    let base = etcetera::base_strategy::Xdg::new().ok()?;
    Some(base.config_dir().join("demarche").join("config.yaml"))
}

/// Reads the configuration of the user. A file that does not exist says nothing.
#[must_use]
pub fn of_user() -> Config {
    path().map_or_else(Config::default, |path| of_file(&path))
}

/// Reads a configuration.
#[must_use]
pub fn of_file(path: &Path) -> Config {
    let text = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Config::default(),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            let complaint = Complaint { at: None, message, hint: None };
            return Config { path: Some(path.to_owned()), complaints: vec![complaint], ..Config::default() };
        }
    };
    let mut config = read(&String::from_utf8_lossy(&text));
    config.path = Some(path.to_owned());
    config
}

impl Config {
    /// Returns a complaint in words: `path:line:column: message; hint`.
    #[must_use]
    pub fn told(&self, complaint: &Complaint) -> String {
        let path = self.path.as_deref().unwrap_or(Path::new("config.yaml")).display();
        let place = complaint.at.map(|at| at.to_string()).unwrap_or_default();
        let hint = complaint.hint.as_ref().map(|hint| format!("; hint: {hint}")).unwrap_or_default();
        crate::text::visible_line(&format!("{path}{place}: {}{hint}", complaint.message)).into_owned()
    }
}

/// Writes `:3` or `:3:5`, to stand behind a path.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            0 => write!(f, ":{}", self.line),
            column => write!(f, ":{}:{column}", self.line),
        }
    }
}
