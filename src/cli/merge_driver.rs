//! `demarche merge-driver`: merges two versions of a file for git, by record and field.

use std::path::{Path, PathBuf};

use super::flags::{CHOOSING, unlisted};
use super::{Outcome, Run};
use crate::error::Error;
use crate::store::{Replace, merge, write};
use crate::text::{counted, visible_line};

const EXAMPLES: &str = "\
To have git merge the files of a store by event and field, run once in each clone:

  git config merge.demarche.name 'events by id and field'
  git config merge.demarche.driver 'demarche merge-driver %O %A %B %P'

and put this line into the file .gitattributes at the top of the repository:

  data/**/*.yaml merge=demarche

What one side changed is taken, what both changed alike is taken once, lists of
sources, tags and links are merged by item, events that either side added are
kept. Where both changed a field otherwise, it keeps ours, and a comment above it
says what theirs is: `# CONFLICT theirs: grade: B1`. demarche check reports these
comments until they are gone. An event that one side removed and the other changed
is kept, with such a comment. Comments are merged like fields, each where it
stands. A file that cannot be taken apart into records is merged line by line, as
git does itself.

Exit codes: 0 merged, 1 merged with conflicts, 2 failed.

Examples:
  demarche merge-driver data/terms.yaml $(mktemp) data/terms.yaml data/terms.yaml";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING), args = unlisted(&["as-of", "store"]))]
pub struct Args {
    /// The version that both came from: git's %O
    #[arg(value_name = "BASE")]
    pub base: PathBuf,

    /// Our version, which the result is written to: git's %A
    #[arg(value_name = "OURS")]
    pub ours: PathBuf,

    /// Their version: git's %B
    #[arg(value_name = "THEIRS")]
    pub theirs: PathBuf,

    /// The path of the file in the repository, for messages: git's %P
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// A version cannot be read, or the result not written.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("merge-driver merges three files and")?;
    if !run.flags.store.is_empty() {
        return Err(Error::new("merge-driver merges three files and takes no --store"));
    }
    let read = |path: &Path| match path.as_os_str() {
        // No version, as the other side added the file.
        nothing if nothing == "/dev/null" => Ok(Vec::new()),
        _ => crate::store::regular(path).map_err(|e| Error::io("read", path, &e)),
    };
    let (base, ours, theirs) = (read(&args.base)?, read(&args.ours)?, read(&args.theirs)?);
    let shown = args.path.as_ref().unwrap_or(&args.ours).display().to_string();
    let shown = visible_line(&shown);
    match merge::merge(&base, &ours, &theirs) {
        Ok(merged) => {
            if merged.bytes != ours {
                write(&args.ours, &merged.bytes, Replace::Only(&ours))
                    .map_err(|e| Error::new(format!("cannot write {}: {e}", args.ours.display())))?;
            }
            if !run.flags.quiet {
                for conflict in &merged.conflicts {
                    let record =
                        conflict.record.as_ref().map(|record| format!("{record}: ")).unwrap_or_default();
                    let told = format!("{record}{}", conflict.text);
                    writeln!(run.err, "{shown}:{}: {}", conflict.line, visible_line(&told))?;
                }
                if !merged.conflicts.is_empty() {
                    let count = counted(merged.conflicts.len(), "conflict");
                    writeln!(
                        run.err,
                        "{shown}: {count}; keep one of the two at each, delete its comment, and git add the file"
                    )?;
                }
            }
            Ok(Outcome::matched(merged.conflicts.is_empty()))
        }
        Err(reason) => {
            if !run.flags.quiet {
                writeln!(run.err, "{shown}: merged line by line, not by record; {}", visible_line(&reason))?;
            }
            let clean = merge::by_lines(&args.base, &args.ours, &args.theirs)
                .map_err(|e| Error::io("merge", &args.ours, &e).hint("the file is as it was"))?;
            Ok(Outcome::matched(clean))
        }
    }
}
