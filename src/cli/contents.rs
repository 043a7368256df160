//! The list of commands in the help: together on one screen, or one on each line.

use std::fmt::Write as _;

use clap::Subcommand as _;

use super::Command;

/// The layout of the program's own help. `-h` and `--help` list different things.
pub(super) const TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} {usage}

{before-help}Options:
{options}{after-help}";

/// The commands grouped by purpose, for `-h`.
pub(super) const SHORT: &str = "\
Commands (for more: demarche COMMAND -h):
  list, show, stats, check   the timeline, an event, counts, what is wrong
  export, brief              documents: every event in full; two to three pages
  threads, positions, language, sources, shifts, strikes, encounters
                             reports; explain says what their numbers mean
  diff, log, dupes, import   changes, history, doubles; data of others into YAML
  new, fmt, schema, completions, man, config, merge-driver   writing and set-up";

/// Returns every command with its description, for `--help`.
pub(super) fn long() -> String {
    let mut out = "Commands:\n".to_owned();
    for command in Command::augment_subcommands(clap::Command::new("")).get_subcommands() {
        if command.is_hide_set() {
            continue;
        }
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "  {:<13}{about}", command.get_name());
    }
    out + "\nArguments:\n  [STORE]...  Files or directories to browse, `-` for standard input; several merge into one.\n              If none is given: $DEMARCHE_STORE, else ./data if it holds a store, else the\n              demonstration store inside the program. If standard output is not a terminal,\n              this does the same as `demarche list`"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::CommandFactory as _;

    #[test]
    fn the_short_help_names_every_command() {
        let words: Vec<&str> = SHORT.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        for command in Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            assert!(words.contains(&command.get_name()), "-h names {}", command.get_name());
        }
    }
}
