//! `demarche man`: the manual page, drawn from the tables that help, schema and browser use.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::config::KeyRow;
use super::flags::{CHOOSING, unlisted};
use super::{About, Cli, Run};
use crate::error::Error;
use crate::store::schema::list::List;
use crate::store::schema::{Record, Shape, link_kinds, record, records, roles};

const EXAMPLES: &str = "Examples:
  demarche man | head -n 3
  demarche man > demarche.1     then: man -l demarche.1";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING))]
pub struct Args {}

/// Refuses what the command does not take. The page itself needs the keys of the browser; see [`write()`].
///
/// # Errors
/// A flag that chooses events is given.
pub fn run(run: &mut Run<'_>, _args: &Args) -> Result<About, Error> {
    run.nothing_chosen("man writes the manual page and")?;
    Ok(About::Man)
}

/// Writes the page.
///
/// # Errors
/// Any error of `out`.
pub fn write(keys: &[KeyRow], out: &mut dyn Write) -> io::Result<()> {
    let program = Cli::command();
    let whole = Man::new(alone(&program)).date("").manual("User commands").source(version());
    whole.render_title(out)?;
    whole.render_name_section(out)?;
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    for rest in [" [OPTIONS] [STORE]...", " COMMAND [OPTIONS] [STORE]..."] {
        roff.text([bold("demarche"), roman(rest)]).control("br", []);
    }
    roff.control("SH", ["DESCRIPTION"]);
    roff.text([roman(
        "Browses a diplomatic event timeline that is kept as YAML, and writes briefs from it. Without a command it opens \
         the browser. Every command prints what a view of the browser shows.",
    )]);
    roff.control("PP", []);
    roff.text([roman(
        "STORE is a file, a directory, or - for standard input; several merge into one. If none is given: \
         $DEMARCHE_STORE, else ./data if it holds a store, else the demonstration store inside the program.",
    )]);
    roff.to_writer(out)?;
    whole.render_options_section(out)?;
    commands(&program, out)?;
    let mut roff = Roff::new();
    store(&mut roff);
    filter(&mut roff);
    keys_of_browser(&mut roff, keys);
    configuration(&mut roff);
    rest(&mut roff, &program);
    roff.to_writer(out)
}

fn version() -> String {
    format!("demarche {}", env!("CARGO_PKG_VERSION"))
}

/// Returns the program with its own flags alone.
fn alone(program: &clap::Command) -> clap::Command {
    let about = program.get_about().cloned().unwrap_or_default();
    let shown = program.get_arguments().filter(|argument| !argument.is_hide_set());
    let shown = shown.cloned().map(in_full);
    clap::Command::new("demarche").version(env!("CARGO_PKG_VERSION")).about(about).args(shown)
}

/// Returns an argument with its help, also if the short help leaves it out.
fn in_full(argument: clap::Arg) -> clap::Arg {
    argument.hide_short_help(false)
}

fn commands(program: &clap::Command, out: &mut dyn Write) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    roff.to_writer(out)?;
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        let mut roff = Roff::new();
        let positionals = command.get_positionals().filter(|argument| !argument.is_hide_set());
        let names = positionals.map(|argument| {
            let name = argument.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str());
            let many = argument.get_num_args().is_some_and(|range| range.max_values() > 1)
                || matches!(argument.get_action(), clap::ArgAction::Append);
            let name = format!("{name}{}", if many { "..." } else { "" });
            if argument.is_required_set() { format!(" {name}") } else { format!(" [{name}]") }
        });
        let heading = format!("demarche {}{}", command.get_name(), names.collect::<String>());
        roff.control("SS", [heading.as_str()]);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
        roff.to_writer(out)?;
        // Its own options under its own heading, and no heading of their own.
        let mut options = Vec::new();
        Man::new(command.clone().disable_help_flag(true).mut_args(in_full))
            .render_options_section(&mut options)?;
        let options = String::from_utf8_lossy(&options).into_owned();
        out.write_all(options.replace(".SH OPTIONS\n", "").as_bytes())?;
        if let Some(after) = command.get_after_long_help() {
            let mut roff = Roff::new();
            as_written(&mut roff, &after.to_string());
            roff.to_writer(out)?;
        }
    }
    Ok(())
}

/// Writes lines as they are.
fn as_written(roff: &mut Roff, text: &str) {
    roff.control("PP", []).control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

fn entry(roff: &mut Roff, head: &str, form: &str, about: &str) {
    roff.control("TP", []);
    roff.text([bold(head), roman(" "), italic(form)]);
    roff.text([roman(about)]);
}

fn store(roff: &mut Roff) {
    roff.control("SH", ["STORE FILES"]);
    roff.text([roman(
        "A store is a YAML file, a directory that is read recursively for *.yaml and *.yml, or several of both. A file is a \
         mapping with any of these keys, or a bare list, which means events.",
    )]);
    for list in List::ALL {
        entry(roff, list.key(), "", list.about());
    }
    for record in in_order() {
        roff.control("SS", [heading(record).as_str()]);
        for field in record.fields {
            let required = if field.required { ", required" } else { "" };
            entry(
                roff,
                field.key,
                &format!("({}{required})", form(field.shape)),
                &format!("{}.", field.about),
            );
        }
    }
    roff.control("SS", ["Roles and links"]);
    entry(roff, "roles", "", &roles().join(" "));
    entry(roff, "link types", "", &link_kinds().join(" "));
}

/// Returns every record, those of the top of a file first.
fn in_order() -> Vec<&'static Record> {
    let mut all: Vec<&'static Record> = List::ALL.into_iter().rev().map(record).collect();
    for other in records() {
        if !all.iter().any(|known| known.name == other.name) {
            all.push(other);
        }
    }
    all
}

fn heading(record: &Record) -> String {
    let mut chars = record.name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Returns the form of a value; the words of a closed list.
fn form(shape: Shape) -> String {
    match shape {
        Shape::Word(words) => (words.words)().join(" | "),
        Shape::List(Shape::Word(words)) => format!("list of {}", (words.words)().join(" | ")),
        shape => shape.in_words(),
    }
}

fn filter(roff: &mut Roff) {
    roff.control("SH", ["FILTER"]);
    roff.text([roman("--filter, and / in the browser, take terms of this language.")]);
    for (form, meaning) in crate::filter::syntax() {
        entry(roff, form, "", meaning);
    }
    roff.control("SS", ["Fields"]);
    for (field, matches, example) in crate::filter::reference() {
        entry(roff, &field, &format!("as {example}"), matches);
    }
}

fn keys_of_browser(roff: &mut Roff, keys: &[KeyRow]) {
    roff.control("SH", ["KEYS"]);
    roff.text([roman(
        "The keys of the browser, each with the name under which the configuration rebinds it. A letter typed on a Russian \
         or Ukrainian layout acts as the Latin key at its place.",
    )]);
    let mut group = "";
    for row in keys {
        if row.group != group {
            group = row.group;
            roff.control("SS", [group]);
        }
        let place = if row.place.is_empty() { String::new() } else { format!(" ({})", row.place) };
        entry(roff, &row.keys.join(" "), row.action, &format!("{}{place}", row.description));
    }
}

fn configuration(roff: &mut Roff) {
    roff.control("SH", ["CONFIGURATION"]);
    roff.text([roman(
        "$XDG_CONFIG_HOME/demarche/config.yaml, by default ~/.config/demarche/config.yaml. What is not understood in it is \
         told and skipped. demarche config prints what is in force.",
    )]);
    for (key, values, about) in crate::config::reference() {
        entry(roff, key, &values, about);
    }
}

fn rest(roff: &mut Roff, program: &clap::Command) {
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, about) in ENVIRONMENT {
        entry(roff, name, "", about);
    }
    roff.control("SH", ["EXIT STATUS"]);
    for (code, about) in EXIT {
        entry(roff, code, "", about);
    }
    if let Some(after) = program.get_after_long_help() {
        roff.control("SH", ["EXAMPLES"]);
        as_written(roff, after.to_string().trim_start_matches("Examples:\n"));
    }
}

const ENVIRONMENT: [(&str, &str); 8] = [
    ("DEMARCHE_STORE", "the store that is read if none is named"),
    (
        "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME",
        "where configuration, sessions and snapshots are kept",
    ),
    ("NO_COLOR, CLICOLOR_FORCE", "no colour; colour on a pipe too"),
    ("COLUMNS", "the width of reports"),
    ("TZ", "the reader's zone, which decides what today is"),
    ("VISUAL, EDITOR", "the editor that E opens"),
    ("PAGER", "the pager of long results; empty or cat: none"),
    ("BROWSER", "the program that opens addresses"),
];

const EXIT: [(&str, &str); 4] = [
    ("0", "done, something matched"),
    ("1", "done, nothing matched, or check found problems"),
    ("2", "usage, an unreadable store, a bad filter, an unknown id, a file not written"),
    ("130", "interrupted"),
];
