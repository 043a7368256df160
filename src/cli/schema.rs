//! `demarche schema`: the JSON Schema of a file of the store, for editors.

use super::flags::{CHOOSING, unlisted};
use super::{Outcome, Run};
use crate::error::Error;
use crate::store::schema;

const EXAMPLES: &str = "\
Editors check and complete YAML with it. For the YAML language server (VS Code, Neovim, Helix,
Emacs), keep the schema beside the files and write this as the first line of each:
  # yaml-language-server: $schema=demarche.schema.json

The schema knows keys, forms and closed lists of words. Whether a date exists, an id is registered or
a link leads in a circle, demarche check tells.

Examples:
  demarche schema > demarche.schema.json
  demarche schema | head -n 3";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING))]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// See [`Error`].
pub fn run(run: &mut Run<'_>, _args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("schema prints the form of a store and")?;
    let text = serde_json::to_string_pretty(&schema::json::schema()).map_err(std::io::Error::from)?;
    writeln!(run.out, "{text}")?;
    Ok(Outcome::Matched)
}
