//! `demarche completions`: scripts that complete flags and subcommands in a shell, and ids from the store.
//!
//! clap writes the scripts. What only the store knows is added to them: they call the hidden command `__complete`,
//! which prints one candidate a line.

mod values;

use std::fmt::Write as _;

use clap::{CommandFactory as _, ValueEnum};

use super::flags::{CHOOSING, unlisted};
use super::{Cli, Outcome, Run};
use crate::error::Error;

pub use values::Args as ValuesArgs;
pub(super) use values::run as values;

const EXAMPLES: &str = "\
The scripts complete commands and flags, and from the store the ids of actors, venues, claims, views
and events, and the terms of a filter: -f actor:krem becomes -f actor:kremlin.

  bash   demarche completions bash > ~/.local/share/bash-completion/completions/demarche
  zsh    demarche completions zsh > ~/.zfunc/_demarche   where ~/.zfunc is in $fpath
  fish   demarche completions fish > ~/.config/fish/completions/demarche.fish

Examples:
  demarche completions bash > demarche.bash
  demarche completions zsh > _demarche
  demarche completions fish > demarche.fish";

/// Its own flags.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING))]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// A shell that has a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash 4.4 and later
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
}

/// A flag whose values the store knows, and which of them.
struct Flag {
    long: &'static str,
    short: Option<char>,
    kind: &'static str,
}

const FLAGS: [Flag; 6] = [
    Flag { long: "actor", short: Some('a'), kind: "actor" },
    Flag { long: "venue", short: None, kind: "venue" },
    Flag { long: "kind", short: Some('k'), kind: "kind" },
    Flag { long: "view", short: None, kind: "view" },
    Flag { long: "filter", short: Some('f'), kind: "filter" },
    Flag { long: "about", short: None, kind: "claim" },
];

/// Commands whose arguments are ids of events.
const OF_EVENTS: [&str; 2] = ["show", "log"];

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("completions writes a script and")?;
    std::io::Write::write_all(run.out, script(args.shell).as_bytes())?;
    Ok(Outcome::Matched)
}

/// Returns the commands of this program whose arguments are ids of events.
fn of_events() -> Vec<&'static str> {
    let program = Cli::command();
    OF_EVENTS.into_iter().filter(|name| program.find_subcommand(name).is_some()).collect()
}

fn script(shell: Shell) -> String {
    let generate = |of: clap_complete::Shell| {
        let mut bytes = Vec::new();
        let mut program = shown();
        clap_complete::generate(of, &mut program, "demarche", &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    match shell {
        Shell::Bash => bash(&generate(clap_complete::Shell::Bash)),
        Shell::Zsh => zsh(&generate(clap_complete::Shell::Zsh)),
        Shell::Fish => fish(&generate(clap_complete::Shell::Fish)),
    }
}

/// Returns the program without hidden commands and flags.
fn shown() -> clap::Command {
    let all = Cli::command();
    clap::Command::new("demarche")
        .version(env!("CARGO_PKG_VERSION"))
        .args(all.get_arguments().filter(|argument| !argument.is_hide_set()).cloned())
        .subcommands(all.get_subcommands().filter(|command| !command.is_hide_set()).cloned())
}

fn bash(generated: &str) -> String {
    let mut flags = String::new();
    for flag in &FLAGS {
        let short = flag.short.map(|short| format!("-{short}|")).unwrap_or_default();
        let _ = writeln!(flags, "        {short}--{}) kind={} ;;", flag.long, flag.kind);
    }
    let events = of_events().join("|");
    generated.to_owned()
        + &include_str!("completions/bash.sh").replace("@FLAGS@\n", &flags).replace("@EVENTS@", &events)
}

fn zsh(generated: &str) -> String {
    let kind = |line: &str| {
        let flag = FLAGS.iter().find(|flag| {
            let long = format!("--{}=[", flag.long);
            let short = flag.short.map(|short| format!("-{short}+["));
            line.contains(&long) || short.is_some_and(|short| line.contains(&short))
        });
        flag.map(|flag| flag.kind)
    };
    let mut command = String::new();
    let mut out = String::new();
    for line in generated.lines() {
        // A command's arguments follow its name as a pattern of `case`.
        if let Some(name) = line.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            name.clone_into(&mut command);
        }
        let takes_ids = line.starts_with("'*::ids ") || line.starts_with("':id ");
        let events = takes_ids && of_events().contains(&command.as_str());
        let wanted = if events { Some("event") } else { kind(line) };
        match (wanted, line.rfind(":_default'")) {
            (Some(kind), Some(at)) => {
                out.push_str(line.get(..at).unwrap_or_default());
                let _ = write!(out, ":_demarche_values {kind}'");
                out.push_str(line.get(at + ":_default'".len()..).unwrap_or_default());
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    let out = dispatched(&out);
    // The function must be defined before the script, which may be run as it is loaded.
    match out.split_once("autoload -U is-at-least\n") {
        Some((head, rest)) => {
            format!("{head}autoload -U is-at-least\n\n{}{rest}", include_str!("completions/zsh.sh"))
        }
        None => out,
    }
}

/// Returns the script with the stores of the program itself left out where the line has a command.
///
/// clap takes the command for a store, and the word behind it for the command.
fn dispatched(script: &str) -> String {
    let names: Vec<String> = shown().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let start = "    local context curcontext=\"$curcontext\" state line\n";
    let choose = format!(
        "{start}    local -a stores=('::stores:_files')\n    local each\n    \
         for each in \"${{(@)words[2,CURRENT-1]}}\"; do\n        \
         [[ \"$each\" == ({}) ]] && stores=()\n    done\n",
        names.join("|") + "|help"
    );
    let mut out = String::new();
    for line in script.replacen(start, &choose, 1).lines() {
        if line.starts_with("'::stores ") {
            out.push_str("\"${stores[@]}\" \\");
        } else {
            out.push_str(&line.replace("$line[2]", "$line[1]"));
        }
        out.push('\n');
    }
    out
}

fn fish(generated: &str) -> String {
    let mut out = generated.to_owned();
    out.push_str(include_str!("completions/fish.sh"));
    for flag in &FLAGS {
        let short = flag.short.map(|short| format!(" -s {short}")).unwrap_or_default();
        let (long, kind) = (flag.long, flag.kind);
        let _ = writeln!(out, "complete -c demarche{short} -l {long} -x -a '(__demarche_values {kind})'");
    }
    for command in of_events() {
        let _ = writeln!(
            out,
            "complete -c demarche -n '__fish_seen_subcommand_from {command}' -f -a '(__demarche_values event)'"
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_asks_the_program_for_what_the_store_knows() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let text = script(shell);
            for flag in &FLAGS {
                let asks = match shell {
                    Shell::Bash => text.contains(&format!("--{}) kind={} ;;", flag.long, flag.kind)),
                    Shell::Zsh => text.contains(&format!(":_demarche_values {}'", flag.kind)),
                    Shell::Fish => text.contains(&format!("-l {} -x -a '(__demarche_values", flag.long)),
                };
                assert!(asks, "{shell:?} asks for the values of --{}", flag.long);
            }
            assert!(text.contains("__complete"), "{shell:?} calls the hidden command");
            assert!(!text.contains("@FLAGS@") && !text.contains("@EVENTS@"), "no placeholder is left");
        }
        let zsh = script(Shell::Zsh);
        assert!(
            zsh.contains("\"${stores[@]}\"") && zsh.contains("|show|") && !zsh.contains("$line[2]"),
            "{zsh}"
        );
        let asked = script(Shell::Zsh).matches("_demarche_values event'").count();
        assert_eq!(asked, of_events().len(), "zsh completes the ids of each command that takes them");
    }
}
