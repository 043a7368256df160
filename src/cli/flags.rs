//! Flags that every command takes.

use std::path::PathBuf;

use clap::{Arg, Args, Command, ValueEnum};

/// Flags everywhere.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the command line")]
pub struct Flags {
    /// Read this file or directory, `-` for standard input; repeatable
    #[arg(
        short,
        long = "store",
        value_name = "PATH",
        global = true,
        display_order = 101,
        hide_short_help = true
    )]
    pub store: Vec<PathBuf>,

    /// Keep events that match: `actor:kremlin date:2025-12`; repeat for AND
    #[arg(short, long, value_name = "TEXT", global = true, display_order = 102, allow_hyphen_values = true)]
    pub filter: Vec<String>,

    /// Keep events with this actor or its members; repeat for OR
    #[arg(short, long, value_name = "NAME", global = true, display_order = 103)]
    pub actor: Vec<String>,

    /// Keep events at or in this venue; repeat for OR
    #[arg(long, value_name = "NAME", global = true, display_order = 104)]
    pub venue: Vec<String>,

    /// Keep one kind: meeting, statement, strike, other; repeat for OR
    #[arg(short, long, value_name = "KIND", global = true, display_order = 105)]
    pub kind: Vec<String>,

    /// Keep events from this date on, as 2025-12 or 7d
    #[arg(long, value_name = "DATE", global = true, display_order = 106)]
    pub since: Vec<String>,

    /// Keep events up to this date
    #[arg(long, value_name = "DATE", global = true, display_order = 107)]
    pub until: Vec<String>,

    /// Keep the events of a saved view of the store
    #[arg(long, value_name = "NAME", global = true, display_order = 108)]
    pub view: Option<String>,

    /// Order: `date` is oldest first, `-date` is newest first
    #[arg(
        long,
        value_name = "ORDER",
        global = true,
        display_order = 109,
        hide_short_help = true,
        allow_hyphen_values = true
    )]
    pub sort: Option<Sort>,

    /// Stop after the first N events
    #[arg(
        long,
        value_name = "N",
        global = true,
        display_order = 110,
        hide_short_help = true,
        value_parser = at_least_one
    )]
    pub limit: Option<usize>,

    /// Show times of day in this IANA zone instead of each event's own; dates without a time do not change. import reads
    /// times without a zone in it
    #[arg(long, value_name = "ZONE", global = true, display_order = 111, hide_short_help = true)]
    pub timezone: Option<String>,

    /// What `today` means, and when documents say they were made; makes output reproducible
    #[arg(long, value_name = "DATE", global = true, display_order = 112, hide_short_help = true)]
    pub now: Option<String>,

    /// Use only what was published or logged by this date, and what no date shows to be later: 2025-12-21, 2025-12-21T11:10Z
    #[arg(long, value_name = "DATE", global = true, display_order = 112, hide_short_help = true)]
    pub as_of: Option<String>,

    /// Forget the last session: the browser opens at today, without its filter (bookmarks stay)
    #[arg(long, global = true, display_order = 113, hide_short_help = true)]
    pub fresh: bool,

    /// When to colour results
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        display_order = 114,
        hide_short_help = true,
        default_value = "auto"
    )]
    pub color: When,

    /// Draw signs, rules and bars with ASCII alone; the store's text does not change
    ///
    /// A locale without UTF-8 does the same: the first of $LC_ALL, $LC_CTYPE and $LANG that is set decides, and if none
    /// is, UTF-8 is assumed. Markdown, JSON and other output for programs keep their signs.
    #[arg(long, global = true, display_order = 114, hide_short_help = true)]
    pub ascii: bool,

    /// Write results directly, however long, not through $PAGER
    #[arg(long, global = true, display_order = 114, hide_short_help = true)]
    pub no_pager: bool,

    /// Whether the browser uses the mouse; by default it does, unless the configuration says otherwise
    #[arg(long, value_name = "SWITCH", global = true, display_order = 115, hide_short_help = true)]
    pub mouse: Option<Switch>,

    /// Print nothing except results and errors
    #[arg(short, long, global = true, display_order = 116, hide_short_help = true)]
    pub quiet: bool,

    /// Print how the filter was read and how many events match; with `check`, print notes too
    #[arg(short, long, global = true, display_order = 117, hide_short_help = true)]
    pub(crate) verbose: bool,

    /// Read every file again, without the snapshot that a large store leaves in the cache directory
    #[arg(long, global = true, display_order = 118, hide_short_help = true)]
    pub no_cache: bool,
}

/// The order of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Sort {
    /// Oldest first
    #[default]
    Date,
    /// Newest first
    #[value(name = "-date")]
    Reverse,
}

/// When to do something that suits terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum When {
    /// On a terminal unless NO_COLOR is set; on a pipe if CLICOLOR_FORCE is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Switch {
    /// On
    #[default]
    On,
    /// Off
    Off,
}

impl Sort {
    /// Reads the order of a saved view. Anything except `-date` means oldest first.
    #[must_use]
    pub(crate) fn from_view(text: Option<&str>) -> Self {
        if text == Some("-date") { Self::Reverse } else { Self::Date }
    }
}

/// The flags that choose events.
pub(super) const CHOOSING: [&str; 9] =
    ["filter", "actor", "venue", "kind", "since", "until", "view", "sort", "limit"];

/// Returns hidden copies of these flags for a command that refuses them. Its help does not list them, but anyone who uses
/// one gets an error that says why.
pub(super) fn unlisted(names: &[&str]) -> Vec<Arg> {
    let flags = Flags::augment_args(Command::new("flags"));
    let refused =
        flags.get_arguments().filter(|flag| flag.get_long().is_some_and(|name| names.contains(&name)));
    refused.map(|flag| flag.clone().hide(true)).collect()
}

impl Flags {
    /// Returns the first given flag that chooses events. A command that chooses nothing must not ignore it silently.
    #[must_use]
    pub(crate) fn chooses(&self) -> Option<&'static str> {
        let given = [
            ("--filter", !self.filter.is_empty()),
            ("--actor", !self.actor.is_empty()),
            ("--venue", !self.venue.is_empty()),
            ("--kind", !self.kind.is_empty()),
            ("--since", !self.since.is_empty()),
            ("--until", !self.until.is_empty()),
            ("--view", self.view.is_some()),
            ("--sort", self.sort.is_some()),
            ("--limit", self.limit.is_some()),
        ];
        given.into_iter().find_map(|(name, given)| given.then_some(name))
    }

    /// Returns every `--filter` and the filter terms that the other flags stand for, each to be parsed separately.
    ///
    /// One flag repeated is OR (`-a x -a y` is `actor:x,y`), different flags are AND.
    #[must_use]
    pub(crate) fn filter_terms(&self) -> Vec<String> {
        let sugar = |field: &str, values: &[String]| {
            let values: Vec<String> = values.iter().map(|v| quoted(v)).collect();
            (!values.is_empty()).then(|| format!("{field}:{}", values.join(",")))
        };
        let written = self.filter.iter().filter(|f| !f.trim().is_empty()).cloned();
        written
            .chain(sugar("actor", &self.actor))
            .chain(sugar("venue", &self.venue))
            .chain(sugar("kind", &self.kind))
            .chain(sugar("since", &self.since))
            .chain(sugar("until", &self.until))
            .collect()
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("nothing would be shown; leave --limit out to see everything".to_owned()),
        Ok(n) => Ok(n),
        Err(_) => Err("write a number such as 10".to_owned()),
    }
}

/// Returns a flag's value in filter syntax, quoted if the filter would read it as more than a name.
///
/// A comma is not quoted, so `-k meeting,strike` means OR as it does in the filter. The same holds for a leading `=`.
fn quoted(value: &str) -> String {
    let (exact, name) = value.strip_prefix('=').map_or(("", value), |name| ("=", name));
    // A time of day contains a colon, but cannot be mistaken for a field's name.
    let timed = name.starts_with(|c: char| c.is_ascii_digit());
    let special = |c: char| c.is_whitespace() || "()\"/".contains(c) || (c == ':' && !timed);
    let plain = !name.is_empty() && !name.contains(special);
    if plain || (name.starts_with('"') && name.ends_with('"') && name.len() > 1) {
        return value.to_owned();
    }
    format!("{exact}\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_sugar_for_terms() {
        let flags = Flags {
            filter: vec!["has:quote OR has:figures".into(), " ".into()],
            actor: vec!["kremlin".into(), "Yury Ushakov".into()],
            kind: vec!["statement".into()],
            since: vec!["7d".into()],
            until: vec!["2025-12".into(), "2025 OR kind:strike".into()],
            ..Flags::default()
        };
        assert_eq!(
            flags.filter_terms(),
            [
                "has:quote OR has:figures",
                "actor:kremlin,\"Yury Ushakov\"",
                "kind:statement",
                "since:7d",
                "until:2025-12,\"2025 OR kind:strike\""
            ],
            "one flag repeated is OR, different flags are AND, names with spaces are quoted"
        );
    }

    #[test]
    fn exact_names_stay_exact() {
        assert_eq!(quoted("=Kremlin press"), "=\"Kremlin press\"", "the = stands before the quotes");
        assert_eq!(quoted("=kremlin"), "=kremlin", "plain names are not quoted");
    }
}
