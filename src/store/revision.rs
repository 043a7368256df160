//! Stores in git revisions: `REV:PATH`, read from the repository of the working directory without a checkout.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::git::command;
use super::input::is_yaml;
use super::{LoadError, Store};

/// A file of a revision: the hash of its blob, and its path below the requested one.
pub(super) struct Blob {
    pub(super) hash: String,
    pub(super) path: PathBuf,
}

impl Store {
    /// Reads `REV:PATH` as `git show` does: from the top of the repository that holds `directory`, or from `directory`
    /// if the path starts with `./`. The path is a directory, which is read with all its YAML files, or one file.
    ///
    /// # Errors
    /// Fails without git, repository, revision, path or a YAML file in it.
    pub(crate) fn at_revision(spec: &str, directory: &Path) -> Result<Self, LoadError> {
        let (revision, path) = spec.split_once(':').unwrap_or((spec, ""));
        let hash = object(directory, spec, revision, path)?;
        let kind = text(directory, &["cat-file", "-t", &hash])?;
        let blobs = match kind.trim() {
            "tree" => tree(&text(directory, &["ls-tree", "-r", "-z", &hash])?),
            _ => vec![Blob { hash, path: PathBuf::new() }],
        };
        if blobs.is_empty() {
            let hint = "give a directory with *.yaml or *.yml files, or one such file".to_owned();
            return Err(error(format!("{spec}: no YAML file in this directory"), Some(hint)));
        }
        let bytes = contents(directory, &blobs)?;
        let shown = |blob: &Blob| {
            let below = blob.path.display();
            if blob.path.as_os_str().is_empty() {
                PathBuf::from(spec)
            } else {
                PathBuf::from(format!("{}/{below}", spec.trim_end_matches('/')))
            }
        };
        Ok(Self::from_texts(blobs.iter().map(shown).zip(bytes)))
    }
}

pub(super) fn error(message: String, hint: Option<String>) -> LoadError {
    LoadError { message, hint }
}

/// Returns the hash of the object that `spec` names. The error names the first part of `spec` that is wrong.
fn object(directory: &Path, spec: &str, revision: &str, path: &str) -> Result<String, LoadError> {
    let named = |what: &str| text(directory, &["rev-parse", "--verify", "--quiet", "--end-of-options", what]);
    text(directory, &["rev-parse", "--git-dir"]).map_err(|failed| match failed.hint {
        None => error(
            format!("{spec}: {} is not in a git repository", directory.display()),
            Some("run demarche inside the repository: a git revision is read from the repository of the working directory".to_owned()),
        ),
        Some(_) => failed,
    })?;
    // Nothing that begins with a hyphen is a revision: git could take it for an option.
    let known = !revision.is_empty() && !revision.starts_with('-');
    if !known || named(&format!("{revision}^{{tree}}")).is_err() {
        let hint = "write a branch, a tag, a commit, or a revision such as HEAD~3".to_owned();
        return Err(error(format!("{spec}: no revision `{revision}` in this repository"), Some(hint)));
    }
    let hash = named(spec).map_err(|_| {
        let hint = format!(
            "write the path from the top of the repository; git ls-tree -r {revision} lists all paths"
        );
        error(format!("{spec}: nothing at `{path}` in {revision}"), Some(hint))
    })?;
    Ok(hash.trim().to_owned())
}

/// Lists the YAML files in the output of `git ls-tree -r -z`, without hidden names, links and submodules.
fn tree(listing: &str) -> Vec<Blob> {
    let entry = |line: &str| {
        let (head, path) = line.split_once('\t')?;
        let mut head = head.split(' ');
        let (mode, kind, hash) = (head.next()?, head.next()?, head.next()?);
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        let path = PathBuf::from(path);
        let wanted = kind == "blob" && mode != "120000" && !hidden && is_yaml(&path);
        wanted.then(|| Blob { hash: hash.to_owned(), path })
    };
    listing.split('\0').filter_map(entry).collect()
}

/// Runs git and returns its output as text.
pub(super) fn text(directory: &Path, arguments: &[&str]) -> Result<String, LoadError> {
    let output = command(directory).args(arguments).output().map_err(|e| no_git(&e))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(error(format!("git {} failed", arguments.first().unwrap_or(&"")), None))
}

fn no_git(failed: &std::io::Error) -> LoadError {
    let hint = "install git: a git revision is read with the git program".to_owned();
    error(format!("cannot run git: {}", super::input::reason(failed)), Some(hint))
}

/// Returns the bytes of `blobs`, all from one process.
pub(super) fn contents(directory: &Path, blobs: &[Blob]) -> Result<Vec<Vec<u8>>, LoadError> {
    let mut child = command(directory)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| no_git(&e))?;
    let asked: String = blobs.iter().flat_map(|blob| [blob.hash.as_str(), "\n"]).collect();
    let writer = child.stdin.take().map(|mut stdin| {
        // Written on a thread of its own: once the pipes are full, each side would wait for the other.
        std::thread::spawn(move || stdin.write_all(asked.as_bytes()))
    });
    let output = child.wait_with_output().map_err(|e| no_git(&e))?;
    // A hash that could not be written has no answer, which is reported below.
    drop(writer.map(std::thread::JoinHandle::join));
    let mut rest = output.stdout.as_slice();
    blobs.iter().map(|blob| next(&mut rest).ok_or_else(|| missing(blob))).collect()
}

fn missing(blob: &Blob) -> LoadError {
    error(format!("git has no object {} for {}", blob.hash, blob.path.display()), None)
}

/// Takes the next answer of `git cat-file --batch`: `HASH blob SIZE`, then that many bytes and a line feed.
fn next(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|b| *b == b'\n')?;
    let (head, body) = rest.split_at_checked(end)?;
    let size: usize = std::str::from_utf8(head).ok()?.rsplit(' ').next()?.parse().ok()?;
    let (bytes, after) = body.get(1..)?.split_at_checked(size)?;
    *rest = after.get(1..)?;
    Some(bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Replace, write};

    fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a directory");
        commit(&dir, files, true);
        dir
    }

    fn commit(dir: &tempfile::TempDir, files: &[(&str, &str)], first: bool) {
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
            write(&path, text.as_bytes(), Replace::Anything).expect("written");
        }
        let run = |arguments: &[&str]| {
            let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
            text(dir.path(), &[&who, arguments].concat()).expect("git runs");
        };
        if first {
            run(&["init", "-q"]);
        }
        run(&["add", "."]);
        run(&["commit", "-q", "-m", "more"]);
    }

    const ONE: &str = "events:\n- {id: one, kind: other, date: 2025, title: t}\n";
    const TWO: &str = "events:\n- {id: two, kind: other, date: 2025, title: Zwei “Ü”}\n";

    #[test]
    fn a_directory_and_a_file_are_read_as_they_were() {
        let dir = repository(&[("data/a.yaml", ONE), ("data/.b.yaml", TWO), ("data/sub/c.txt", "x")]);
        commit(&dir, &[("data/a.yaml", "events: []\n"), ("data/sub/c.yml", TWO)], false);
        let ids = |spec: &str| {
            let store = Store::at_revision(spec, dir.path()).unwrap_or_else(|e| panic!("{spec}: {e}"));
            store.iter().map(|(_, event)| event.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ids("HEAD~1:data"), ["one"], "before, hidden files left out");
        assert_eq!(ids("HEAD:data/"), ["two"], "now");
        assert_eq!(ids("HEAD:"), ["two"], "from the top");
        assert_eq!(ids("HEAD:data/sub/c.yml"), ["two"], "a file");
        let store = Store::at_revision("HEAD:data", dir.path()).expect("a store");
        let paths: Vec<String> = store.files.iter().map(|f| f.path.display().to_string()).collect();
        assert_eq!(
            paths,
            ["HEAD:data/a.yaml", "HEAD:data/sub/c.yml"],
            "files are reported with their revision"
        );
    }

    #[test]
    fn what_is_not_there_is_reported_by_its_part() {
        let dir = repository(&[("data/a.yaml", ONE), ("c.txt", "x"), ("none/d.txt", "x")]);
        let reported = |spec: &str| {
            let failed = Store::at_revision(spec, dir.path()).expect_err(spec);
            failed.message
        };
        assert_eq!(reported("HEDA:data"), "HEDA:data: no revision `HEDA` in this repository", "the revision");
        assert_eq!(reported("HEAD:dota"), "HEAD:dota: nothing at `dota` in HEAD", "the path");
        assert_eq!(reported("HEAD:none"), "HEAD:none: no YAML file in this directory", "no store there");
        assert_eq!(
            reported("--output=x:data"),
            "--output=x:data: no revision `--output=x` in this repository",
            "never an option"
        );
        let bare = tempfile::tempdir().expect("a directory");
        let failed = Store::at_revision("HEAD:data", bare.path()).expect_err("no repository");
        assert!(failed.message.ends_with("is not in a git repository"), "got {}", failed.message);
    }
}
