//! Decides whether a command draws with ASCII alone.

use super::{Cli, Command, Environment, check, dupes, list, reports};

impl Cli {
    /// Returns whether the program's own signs and rules are drawn in ASCII: `--ascii` or a locale without UTF-8 says so.
    ///
    /// Markdown, JSON and tables for other programs keep their signs, because other readers and other machines read them.
    #[must_use]
    pub fn draws_in_ascii(&self, environment: &Environment) -> bool {
        (self.flags.ascii || environment.ascii_locale) && self.draws()
    }

    /// Returns whether the command draws for a person at a terminal, and does not write for another reader.
    fn draws(&self) -> bool {
        let report = |args: &reports::Args| args.format == reports::Format::Plain;
        match &self.command {
            Some(
                Command::Export(_)
                | Command::Brief(_)
                | Command::Import(_)
                | Command::Fmt(_)
                | Command::New(_)
                | Command::Schema(_)
                | Command::Completions(_)
                | Command::Complete(_)
                | Command::Man(_),
            ) => false,
            Some(Command::List(args)) => args.format == list::Format::Plain,
            Some(Command::Check(args)) => args.format == check::Format::Human,
            Some(Command::Diff(args)) => args.format == reports::Format::Plain,
            Some(Command::Log(args)) => args.format == reports::Format::Plain,
            Some(Command::Dupes(args)) => args.format == dupes::Format::Plain,
            Some(Command::MergeDriver(_)) => false,
            Some(
                Command::Threads(args)
                | Command::Sources(args)
                | Command::Shifts(args)
                | Command::Strikes(args),
            ) => report(args),
            Some(Command::Positions(args)) => report(&args.report),
            Some(Command::Language(args)) => report(&args.report),
            Some(Command::Encounters(args)) => report(&args.report),
            Some(Command::Show(_) | Command::Stats(_) | Command::Explain(_) | Command::Config(_)) | None => {
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[test]
    fn documents_keep_their_signs() {
        let draws = |arguments: &[&str]| {
            let cli = Cli::try_parse_from([&["demarche", "--ascii"], arguments].concat()).expect("arguments");
            cli.draws_in_ascii(&Environment::default())
        };
        assert!(draws(&[]) && draws(&["list"]) && draws(&["positions"]) && draws(&["show", "x"]));
        assert!(!draws(&["export"]) && !draws(&["threads", "--format", "markdown"]));
        assert!(!draws(&["list", "--format", "jsonl"]) && !draws(&["check", "--format", "json"]));
    }
}
