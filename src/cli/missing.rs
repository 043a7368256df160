//! A path that does not exist: it may be a mistyped command, or a filter without its flag.

use std::path::Path;

use clap::CommandFactory as _;

use crate::error::Error;
use crate::filter::Filter;
use crate::filter::bare::named_by_word;
use crate::store::{Input, Store};
use crate::text::suggest::nearest;
use crate::timeline::Timeline;

/// Returns whether there is something to read at `path`, which may be standard input.
pub(super) fn is_there(path: &Path) -> bool {
    path.as_os_str() == "-" || std::fs::symlink_metadata(path).is_ok()
}

/// Returns the error for a path that does not exist.
///
/// `store` is what the command reads without it. If the path is a name in that store, the hint says so.
pub(super) fn told(path: &Path, store: Option<&[Input]>) -> Error {
    let error = Error::new(format!("no file or directory `{}`", path.display()));
    let Some(word) = path.to_str().filter(|word| !word.is_empty()) else { return error };
    match filter_hint(word, store).or_else(|| command_hint(word)).or_else(|| word_hint(word)) {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// Returns how to filter by a term with a field, or by something that the store knows by this name.
fn filter_hint(word: &str, store: Option<&[Input]>) -> Option<String> {
    let shell = shell_words::quote(word);
    if word.contains(':') {
        return Filter::parse(word).ok().map(|_| format!("to filter, write `-f {shell}`"));
    }
    if word.contains(['/', '\\', '.']) {
        return None;
    }
    let timeline = Timeline::new(Store::load_once(store?).ok()?.shared(), None);
    let term = named_by_word(word, &timeline)?.filter().to_string();
    Some(match term.split(':').next() {
        Some("actor") => format!("to filter, write `-a {shell}` (an actor) or `-f {shell}` (text)"),
        Some("venue") => format!("to filter, write `--venue {shell}` (a venue) or `-f {shell}` (text)"),
        _ => format!("to filter, write `-f {}` or `-f {shell}` (text)", shell_words::quote(&term)),
    })
}

fn command_hint(word: &str) -> Option<String> {
    let commands: Vec<String> =
        super::Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let near = nearest(word, commands.iter().map(String::as_str));
    (!near.is_empty()).then(|| format!("did you mean the command `{}`?", near.join("` or `")))
}

/// Returns how to filter by a word that is probably no path.
fn word_hint(word: &str) -> Option<String> {
    let is_word = word.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_word.then(|| format!("to filter, write `-f {word}` (text) or `-a {word}` (an actor)"))
}
