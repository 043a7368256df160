//! Copies that other programs left beside the files of a store.

use std::path::Path;

use super::is_yaml;
use crate::store::problem::{Code, Problem, Severity};

/// Returns the problem for a copy that another program left beside a file of the store; `None` for any other file.
///
/// A sync program leaves such a copy if both sides changed, so it contains somebody's edit.
pub(super) fn copy_of(path: &Path) -> Option<Problem> {
    let name = path.file_name()?.to_str()?;
    let lower = name.to_lowercase();
    let is_store_file = |name: &str| is_yaml(Path::new(name));
    let backup = ["~", ".orig", ".bak"].iter().any(|end| lower.strip_suffix(end).is_some_and(is_store_file));
    let conflict =
        is_store_file(&lower) && ["sync-conflict", "conflicted copy"].iter().any(|word| lower.contains(word));
    let (severity, message, hint) = match (conflict, backup) {
        (true, _) => (
            Severity::Warning,
            "a conflicted copy left by a sync program: not read",
            "copy what is missing into the file beside it, then delete this copy",
        ),
        (false, true) => (Severity::Note, "a backup: not read", "delete it if it is no longer needed"),
        (false, false) => return None,
    };
    Some(Problem {
        severity,
        path: path.to_owned(),
        line: 0,
        column: 0,
        code: Code("copy"),
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
        fix: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::store::{Input, Severity, Store};

    const EVENTS: &[u8] = b"- {kind: other, date: 2025, title: t}\n";

    #[test]
    fn copies_that_other_programs_left_are_reported_and_not_read() {
        let dir = tempfile::tempdir().expect("a directory");
        let copies = [
            "a.sync-conflict-20251219-101112-ABCDEFG.yaml",
            "a (conflicted copy 2025-12-19).yaml",
            "a (Ann's conflicted copy 2025-12-19).yml",
            "a.yaml~",
            "a.yaml.orig",
        ];
        for name in copies.iter().chain(&["a.yaml", "notes.txt~"]) {
            crate::store::write(&dir.path().join(name), EVENTS, crate::store::Replace::Nothing)
                .expect("written");
        }
        let store = Store::load(&[Input::Path(dir.path().to_owned())]).expect("a store");
        assert_eq!(store.files.len(), 1, "only the file itself is read");
        let reported = |severity| {
            let all = store.problems.iter().filter(|p| p.code.0 == "copy" && p.severity == severity);
            all.filter_map(|p| p.path.file_name()).filter_map(|name| name.to_str()).collect::<Vec<_>>()
        };
        assert_eq!(
            reported(Severity::Warning),
            ["a (Ann's conflicted copy 2025-12-19).yml", "a (conflicted copy 2025-12-19).yaml", copies[0]],
            "with an edit in each"
        );
        assert_eq!(reported(Severity::Note), ["a.yaml.orig", "a.yaml~"], "backups");
        let named = Store::load(&[Input::Path(dir.path().join(copies[0]))]).expect("a store");
        assert_eq!(named.events.len(), 1, "what is named is read");
    }
}
