//! `demarche config`: what configuration is in force, and where each part comes from.

use std::io::{self, Write};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::flags::{CHOOSING, unlisted};
use super::{About, Flags, Outcome, Run, Switch, When};
use crate::config::{At, COLUMNS, Complaint, Config, path};
use crate::error::Error;
use crate::text::visible_line;

const EXAMPLES: &str = "\
The file is $XDG_CONFIG_HOME/demarche/config.yaml, by default ~/.config/demarche/config.yaml:
  theme: light              auto, dark, light, high-contrast, none
  view: lanes               the view that the browser opens with
  dates: iso                words, or 2025-12-21 over the events of a day
  columns: [time, actors]   of time, actors, links
  mouse: off
  keys: {down: [j, Down], filter: ['/']}

Names of actions are in the list that this command prints. What is not understood in the file is
told with its place and skipped.

Examples:
  demarche config
  demarche config --format json";

/// Its own flags.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING))]
pub struct Args {
    /// The form of the output
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: Format,
}

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Plain,
    /// For programs
    Json,
}

/// A binding of the browser's key table.
#[derive(Debug, Clone)]
pub struct KeyRow {
    /// The name by which the configuration binds it.
    pub action: &'static str,
    /// The group in the help.
    pub group: &'static str,
    /// What it does.
    pub description: &'static str,
    /// The part of the screen where it applies; empty: everywhere.
    pub place: &'static str,
    /// The keys, as they are written.
    pub keys: Vec<String>,
    /// Where the configuration sets them.
    pub at: Option<At>,
}

/// The configuration and the flags and variables that come before it.
#[derive(Debug)]
pub struct InForce {
    /// What the file says.
    pub config: Config,
    format: Format,
    quiet: bool,
    settings: Vec<Setting>,
}

/// A value in force.
#[derive(Debug)]
struct Setting {
    name: &'static str,
    value: Value,
    from: From,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    Default,
    File(At),
    Flag(&'static str),
    Variable(&'static str),
}

/// Returns whether the browser takes the mouse: the flag decides, then the configuration.
pub(super) fn mouse(flags: &Flags, config: &Config) -> bool {
    match flags.mouse {
        Some(switch) => switch == Switch::On,
        None => config.mouse.as_ref().is_none_or(|set| set.value),
    }
}

/// Gathers what is in force. The keys are known to the browser alone; see [`write()`].
///
/// # Errors
/// A flag that chooses events is given, other than `--view`.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<About, Error> {
    run.nothing_chosen("config shows the settings and")?;
    let config = crate::config::of_user();
    let settings = settings(run, &config);
    Ok(About::Config(Box::new(InForce { config, format: args.format, quiet: run.flags.quiet, settings })))
}

fn settings(run: &Run<'_>, config: &Config) -> Vec<Setting> {
    let word = |set: Option<&crate::config::Set<String>>, default: &str| match set {
        Some(set) => (json!(set.value), From::File(set.at)),
        None => (json!(default), From::Default),
    };
    let theme = match (run.flags.color, run.environment.no_color) {
        (When::Never, _) => (json!("none"), From::Flag("--color")),
        (When::Auto, true) => (json!("none"), From::Variable("NO_COLOR")),
        _ => word(config.theme.as_ref(), "auto"),
    };
    let columns = match &config.columns {
        Some(set) => (json!(set.value), From::File(set.at)),
        None => (json!(COLUMNS), From::Default),
    };
    let from = match (&run.flags.mouse, &config.mouse) {
        (Some(_), _) => From::Flag("--mouse"),
        (None, Some(set)) => From::File(set.at),
        (None, None) => From::Default,
    };
    let mouse = (json!(mouse(run.flags, config)), from);
    let store = match (run.flags.store.as_slice(), &run.environment.store) {
        ([], Some(path)) => Some((json!(path.display().to_string()), From::Variable("DEMARCHE_STORE"))),
        ([], None) => None,
        (paths, _) => {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            Some((json!(paths), From::Flag("--store")))
        }
    };
    let all = [
        ("theme", theme),
        ("view", word(config.view.as_ref(), "timeline")),
        ("dates", word(config.dates.as_ref(), "words")),
        ("columns", columns),
        ("mouse", mouse),
    ];
    let store = store.map(|store| ("store", store));
    all.into_iter().chain(store).map(|(name, (value, from))| Setting { name, value, from }).collect()
}

/// Writes what is in force to `out`, and what of the file is not to `err`.
///
/// # Errors
/// Any error of the streams.
pub fn write(
    in_force: &InForce,
    keys: &[KeyRow],
    refused: &[Complaint],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let config = &in_force.config;
    let complaints: Vec<String> =
        config.complaints.iter().chain(refused).map(|complaint| config.told(complaint)).collect();
    match in_force.format {
        Format::Plain => plain(in_force, keys, out)?,
        Format::Json => {
            let text = serde_json::to_string_pretty(&document(in_force, keys, &complaints))?;
            writeln!(out, "{text}")?;
        }
    }
    if !in_force.quiet && in_force.format == Format::Plain {
        out.flush()?;
        for complaint in &complaints {
            writeln!(err, "warning: {complaint}")?;
        }
    }
    Ok(Outcome::Matched)
}

fn origin(config: &Config, from: &From) -> String {
    match from {
        From::Default => "default".to_owned(),
        From::Flag(flag) => (*flag).to_owned(),
        From::Variable(name) => format!("${name}"),
        From::File(at) => {
            let path = config.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
            format!("{path}:{}", at.line)
        }
    }
}

fn plain(in_force: &InForce, keys: &[KeyRow], out: &mut dyn Write) -> io::Result<()> {
    let config = &in_force.config;
    match (&config.path, path()) {
        (Some(path), _) => writeln!(out, "{}", visible_line(&path.display().to_string()))?,
        (None, Some(path)) => {
            writeln!(out, "{} (no such file)", visible_line(&path.display().to_string()))?;
        }
        (None, None) => writeln!(out, "no configuration directory")?,
    }
    writeln!(out)?;
    for setting in &in_force.settings {
        let value = match &setting.value {
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                format!("[{}]", items.join(", "))
            }
            other => other.to_string(),
        };
        let from = origin(config, &setting.from);
        writeln!(out, "{:<10}{:<24}{}", setting.name, visible_line(&value), visible_line(&from))?;
    }
    let mut group = "";
    for row in keys {
        if row.group != group {
            group = row.group;
            writeln!(out, "\nkeys: {group}")?;
        }
        let from = row.at.map_or(From::Default, From::File);
        let written = if row.keys.is_empty() { "none".to_owned() } else { row.keys.join(" ") };
        let place = if row.place.is_empty() { String::new() } else { format!(" ({})", row.place) };
        let about = format!("{}{place}", row.description);
        let line = format!("  {:<16}{written:<18}{about}", row.action);
        match from {
            From::Default => writeln!(out, "{line}")?,
            from => writeln!(out, "{line}  {}", visible_line(&origin(config, &from)))?,
        }
    }
    Ok(())
}

fn document(in_force: &InForce, keys: &[KeyRow], complaints: &[String]) -> Value {
    let config = &in_force.config;
    let settings = in_force.settings.iter().map(|setting| {
        let from = origin(config, &setting.from);
        (setting.name.to_owned(), json!({ "value": setting.value, "from": from }))
    });
    let keys = keys.iter().map(|row| {
        let from = origin(config, &row.at.map_or(From::Default, From::File));
        let mut all =
            json!({ "action": row.action, "keys": row.keys, "does": row.description, "from": from });
        if !row.place.is_empty() {
            all["place"] = json!(row.place);
        }
        all
    });
    json!({
        "path": config.path.clone().or_else(path).map(|path| path.display().to_string()),
        "exists": config.path.is_some(),
        "settings": settings.collect::<serde_json::Map<_, _>>(),
        "keys": keys.collect::<Vec<_>>(),
        "problems": complaints,
    })
}
