//! The commit of a store that is kept in git.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Input, Store};

/// Returns the short commit of the repository that holds the store, with `+` if the store's files differ from it.
///
/// `None` if there is no repository or no git, if the inputs lie in several, and for inputs that are not on disk.
#[must_use]
pub fn commit(store: &Store) -> Option<String> {
    let mut commits = store.inputs.iter().map(|input| match input {
        Input::Path(path) => commit_of(path),
        Input::Pipe(_) | Input::Stdin | Input::BuiltIn => None,
    });
    let first = commits.next()??;
    let plain = |commit: &str| commit.trim_end_matches('+').to_owned();
    let mut modified = first.ends_with('+');
    for other in commits {
        let other = other?;
        modified |= other.ends_with('+');
        if plain(&other) != plain(&first) {
            return None;
        }
    }
    Some(format!("{}{}", plain(&first), if modified { "+" } else { "" }))
}

fn commit_of(path: &Path) -> Option<String> {
    let real = std::fs::canonicalize(path).ok()?;
    let directory = if real.is_dir() { real.as_path() } else { real.parent()? };
    let head = git(directory, &["rev-parse", "--short", "HEAD"])?;
    let real = real.to_str()?;
    let changes = git(directory, &["status", "--porcelain", "--untracked-files=normal", "--", real])?;
    let head = head.trim();
    (!head.is_empty()).then(|| format!("{head}{}", if changes.trim().is_empty() { "" } else { "+" }))
}

/// Returns a git command in `directory`. The repository's settings cannot make it run programs, take locks or prompt.
pub(super) fn command(directory: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(directory)
        .args(["-c", "core.fsmonitor=false", "-c", "core.pager=cat"])
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn git(directory: &Path, arguments: &[&str]) -> Option<String> {
    let output = command(directory).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_store_is_marked() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("events.yaml");
        let write = |text: &str| {
            crate::store::write(&file, text.as_bytes(), crate::store::Replace::Anything).expect("written");
        };
        write("events: []\n");
        let store_with =
            |inputs| Store { inputs, ..Store::load(&[Input::Path(file.clone())]).expect("a store") };
        let store = store_with(vec![Input::Path(file.clone())]);
        assert_eq!(commit(&store), None, "outside a repository there is no commit");
        let run = |arguments: &[&str]| {
            let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
            git(dir.path(), &[&who, arguments].concat()).expect("git runs");
        };
        run(&["init", "-q"]);
        run(&["add", "."]);
        run(&["commit", "-q", "-m", "first"]);
        let clean = commit(&store).expect("a commit");
        assert!(
            clean.bytes().all(|b| b.is_ascii_hexdigit()),
            "an unchanged store has a bare commit: {clean}"
        );
        write("events: []\n# more\n");
        assert_eq!(commit(&store), Some(format!("{clean}+")), "a changed one is marked");
        assert_eq!(
            commit(&store_with(vec![Input::BuiltIn])),
            None,
            "the store in the binary is in no repository"
        );
    }
}
