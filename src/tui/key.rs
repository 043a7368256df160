//! A key, independent of the terminal library.

mod layout;

use std::fmt;

use crate::text::signs::is_ascii;
pub use layout::latin;

/// A key without its modifiers, independent of the terminal library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, shift applied.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Tabulator with shift.
    BackTab,
    /// Deletes what is before.
    Backspace,
    /// Deletes what is after.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Page.
    PageUp,
    /// Page.
    PageDown,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A function key.
    F(u8),
}

/// A key as pressed: what dialogs and text fields get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// With control.
    pub ctrl: bool,
    /// With alt (option, meta).
    pub alt: bool,
}

impl Key {
    /// `code` alone.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character alone.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with control.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false }
    }

    /// `code` with alt.
    #[must_use]
    pub const fn alt(code: Code) -> Self {
        Self { code, ctrl: false, alt: true }
    }

    /// Returns the Latin key at the same place, if it is a key of a Russian or Ukrainian layout.
    #[must_use]
    pub(crate) fn at_its_place(self) -> Self {
        match self.code {
            Code::Char(c) => Self { code: Code::Char(latin(c).unwrap_or(c)), ..self },
            _ => self,
        }
    }

    /// Returns the character that a text field takes for it.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self {
            Self { code: Code::Char(c), ctrl: false, alt: false } => Some(c),
            _ => None,
        }
    }
}

/// Formats it as the help writes it: `Ctrl-d`, `Alt-↓`, `Space`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::Enter => f.write_str("Enter"),
            Code::Esc => f.write_str("Esc"),
            Code::Tab => f.write_str("Tab"),
            Code::BackTab => f.write_str("Shift-Tab"),
            Code::Backspace => f.write_str("Backspace"),
            Code::Delete => f.write_str("Delete"),
            Code::Up => f.write_str(if is_ascii() { "Up" } else { "↑" }),
            Code::Down => f.write_str(if is_ascii() { "Down" } else { "↓" }),
            Code::Left => f.write_str(if is_ascii() { "Left" } else { "←" }),
            Code::Right => f.write_str(if is_ascii() { "Right" } else { "→" }),
            Code::PageUp => f.write_str("PgUp"),
            Code::PageDown => f.write_str("PgDn"),
            Code::Home => f.write_str("Home"),
            Code::End => f.write_str("End"),
            Code::F(n) => write!(f, "F{n}"),
        }
    }
}
