//! Themes: every style of the screen by its role, for each depth of colour a terminal can have.
//!
//! Contrast is WCAG 2.1 AA (1.4.3: 4.5 to 1 for text, 1.4.11: 3 to 1 for frames) in true colour and in 256
//! colours, on the plain and on the selected background; a test computes it. That can only hold where the
//! background is ours, so these themes paint it. In 16 colours the palette is the user's and anything may be
//! unreadable on anything: there only default, bold, dim and reverse carry text, and colour only fills bars.

mod palette;

use ratatui::style::{Color, Modifier, Style};

use crate::event::Kind;
use palette::Palette;

/// Which theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// White on black, contrast 7 to 1 and more (WCAG AAA).
    HighContrast,
    /// The terminal's own colours and no other.
    None,
}

impl Look {
    /// All, in the order `T` walks them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::None];

    /// The name for configuration and messages: `high-contrast`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::None => "none",
        }
    }

    /// The one after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::HighContrast,
            Self::HighContrast => Self::None,
            Self::None => Self::Dark,
        }
    }
}

impl std::str::FromStr for Look {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|look| look.name() == text)
            .ok_or_else(|| format!("unknown theme `{text}`: dark, light, high-contrast or none"))
    }
}

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None.
    Mono,
    /// The 16 of ANSI, in a palette that the user chose.
    Sixteen,
    /// The cube and greys of xterm, 16-255, which are the same everywhere.
    Indexed,
    /// 24 bits.
    True,
}

impl Depth {
    /// What the environment says: `NO_COLOR`, `COLORTERM`, `TERM`.
    #[must_use]
    pub(crate) fn from_env(var: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| var(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        if set("NO_COLOR").is_some() || term.is_empty() || term == "dumb" {
            return Self::Mono;
        }
        let colour_term = set("COLORTERM").unwrap_or_default();
        if matches!(colour_term.as_str(), "truecolor" | "24bit") || term.ends_with("-direct") {
            return Self::True;
        }
        if term.contains("256color") { Self::Indexed } else { Self::Sixteen }
    }
}

/// The styles of the screen by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    look: Look,
    depth: Depth,
}

impl Theme {
    /// The theme `look` in `depth` colours.
    #[must_use]
    pub fn new(look: Look, depth: Depth) -> Self {
        Self { look, depth }
    }

    /// The theme for this environment: `asked`, else light where `COLORFGBG` says so, else dark;
    /// none where there is no colour.
    #[must_use]
    pub(crate) fn from_env(asked: Option<Look>, var: impl Fn(&str) -> Option<String>) -> Self {
        let depth = Depth::from_env(&var);
        let light = var("COLORFGBG").is_some_and(|v| matches!(v.rsplit(';').next(), Some("7" | "15")));
        let look = match (depth, asked) {
            (Depth::Mono, _) => Look::None,
            (_, Some(look)) => look,
            (_, None) => {
                if light {
                    Look::Light
                } else {
                    Look::Dark
                }
            }
        };
        Self { look, depth }
    }

    /// Which theme it is.
    #[must_use]
    pub fn look(self) -> Look {
        self.look
    }

    /// The theme after it; where there is no colour it stays the one without.
    #[must_use]
    pub fn next(self) -> Self {
        match self.depth {
            Depth::Mono => self,
            depth => Self { look: self.look.next(), depth },
        }
    }

    fn palette(self) -> Option<&'static Palette> {
        palette::of(self.look, self.depth)
    }

    /// Foreground from the palette; without one the terminal's own, dim.
    fn pale(self, colour: fn(&Palette) -> Color) -> Style {
        match self.palette() {
            Some(p) => Style::new().fg(colour(p)),
            None => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// Foreground from the palette; without one the terminal's own.
    fn ink(self, colour: fn(&Palette) -> Color) -> Style {
        self.palette().map_or_else(Style::new, |p| Style::new().fg(colour(p)))
    }

    /// The ground of the whole screen: set it first, everything else lies on it.
    #[must_use]
    pub(crate) fn base(self) -> Style {
        match self.palette() {
            Some(p) => Style::new().fg(p.text).bg(p.ground),
            None => Style::new().fg(Color::Reset).bg(Color::Reset),
        }
    }

    /// Running text.
    #[must_use]
    pub fn text(self) -> Style {
        self.ink(|p| p.text)
    }

    /// What stands out in running text: a title, a name.
    #[must_use]
    pub(crate) fn strong(self) -> Style {
        self.ink(|p| p.strong).add_modifier(Modifier::BOLD)
    }

    /// What matters less; still legible.
    #[must_use]
    pub(crate) fn dim(self) -> Style {
        self.pale(|p| p.dim)
    }

    /// Headings: of days, panes and dialogs.
    #[must_use]
    pub(crate) fn heading(self) -> Style {
        self.ink(|p| p.strong).add_modifier(Modifier::BOLD)
    }

    /// Text of a kind: its glyph, its word.
    #[must_use]
    pub(crate) fn accent(self, kind: Kind) -> Style {
        match self.palette() {
            Some(p) => Style::new().fg(p.kind(kind)),
            None => Style::new().add_modifier(Modifier::BOLD),
        }
    }

    /// The sign of a kind in a legend, which explains the colour of its bars. Its word stands beside it.
    #[must_use]
    pub(crate) fn legend(self, kind: Kind) -> Style {
        self.bar(kind).add_modifier(self.accent(kind).add_modifier)
    }

    /// Bars and marks of a kind, which are no text.
    #[must_use]
    pub(crate) fn bar(self, kind: Kind) -> Style {
        match (self.palette(), self.look, self.depth) {
            (Some(p), ..) => Style::new().fg(p.kind(kind)),
            (None, Look::None, _) | (None, _, Depth::Mono) => Style::new(),
            // On a dark ground the plain blue and red of many terminals cannot be seen.
            (None, Look::Dark | Look::HighContrast, _) => Style::new().fg(match kind {
                Kind::Meeting => Color::LightBlue,
                Kind::Statement => Color::LightYellow,
                Kind::Strike => Color::LightRed,
                Kind::Other => Color::LightGreen,
            }),
            (None, ..) => Style::new().fg(match kind {
                Kind::Meeting => Color::Blue,
                Kind::Statement => Color::Yellow,
                Kind::Strike => Color::Red,
                Kind::Other => Color::Green,
            }),
        }
    }

    /// Laid over a row that is selected in the pane that has the focus.
    #[must_use]
    pub fn selected(self) -> Style {
        match self.palette() {
            Some(p) => Style::new().bg(p.selected),
            None => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// A selected cell of a picture, drawn in `style` if it is not selected.
    #[must_use]
    pub(crate) fn selected_cell(style: Style) -> Style {
        let style = style.add_modifier(Modifier::REVERSED | Modifier::BOLD);
        // One of the user's 16 colours may be unreadable under black or white.
        match style.fg {
            None | Some(Color::Rgb(..) | Color::Indexed(_)) => style,
            Some(_) => style.fg(Color::Reset),
        }
    }

    /// Laid over a row that is selected in a pane that has not.
    #[must_use]
    pub(crate) fn selected_elsewhere(self) -> Style {
        match self.palette() {
            Some(p) => Style::new().bg(p.selected),
            None => Style::new().add_modifier(Modifier::BOLD),
        }
    }

    /// Letters that a search or a fuzzy match hit.
    #[must_use]
    pub fn matched(self) -> Style {
        self.ink(|p| p.matched).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Where attention is: the prompt's sign, the focused pane's heading, a ticked box.
    #[must_use]
    pub(crate) fn focus(self) -> Style {
        self.ink(|p| p.focus).add_modifier(Modifier::BOLD)
    }

    /// A key in a hint.
    #[must_use]
    pub fn key(self) -> Style {
        self.ink(|p| p.focus).add_modifier(Modifier::BOLD)
    }

    /// Something to look at: a sign or a word always says so too.
    #[must_use]
    pub fn warning(self) -> Style {
        self.ink(|p| p.warning).add_modifier(Modifier::BOLD)
    }

    /// Something failed: a word always says so too.
    #[must_use]
    pub fn error(self) -> Style {
        self.ink(|p| p.strike).add_modifier(Modifier::BOLD)
    }

    /// An address that can be opened.
    #[must_use]
    pub fn link(self) -> Style {
        self.ink(|p| p.focus)
    }

    /// Land on a map; `None` where it must be drawn with signs.
    #[must_use]
    pub(crate) fn land(self) -> Option<Color> {
        self.palette().map(|p| p.land)
    }

    /// Lines between things, which carry no meaning alone.
    #[must_use]
    pub fn rule(self) -> Style {
        self.pale(|p| p.rule)
    }

    /// The frame of a dialog, which tells where it ends.
    #[must_use]
    pub fn frame(self) -> Style {
        self.ink(|p| p.frame)
    }

    /// The cell under the cursor of a text field.
    #[must_use]
    pub(crate) fn cursor() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests;
