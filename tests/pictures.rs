//! The pictures of the README and of `docs/` are what the program draws.
//!
//! `INSTA_UPDATE=always cargo test --test pictures` draws them anew.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

const README: &str = "README.md";
/// The views that have a picture in `docs/`.
const VIEWS: [&str; 10] = [
    "lanes",
    "calendar",
    "map",
    "threads",
    "positions",
    "language",
    "sources",
    "strikes",
    "encounters",
    "shifts",
];
/// What begins a picture in the README: the command that draws it.
const COMMAND: &str = "```sh\ndemarche --screenshot ";
/// What is between the command and the text that it prints.
const BETWEEN: &str = "\n```\n\n```text\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn updates() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|mode| mode == "always")
}

/// Runs the rest of a line that begins with [`COMMAND`] on the demonstration store, in a directory of its own.
fn draw(line: &str) -> (TempDir, String) {
    let dir = tempfile::tempdir().expect("a directory");
    let words = shell_words::split(line).expect("words");
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .arg("--screenshot")
        .args(words)
        .args(["--store".as_ref(), root().join("data").as_os_str()])
        .env_remove("DEMARCHE_STORE")
        .env_remove("NO_COLOR")
        .env("LC_ALL", "C.UTF-8")
        .current_dir(&dir)
        .output()
        .expect("it runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{line}` ends with 0: {errors}");
    (dir, String::from_utf8(output.stdout).expect("text"))
}

/// The rest of each command in the README that draws a picture, and where what it prints begins, if it is printed.
fn commands(readme: &str) -> Vec<(&str, Option<usize>)> {
    let starts = readme.match_indices(COMMAND).map(|(at, _)| at + COMMAND.len());
    starts
        .map(|at| {
            let line = readme.split_at(at).1.lines().next().expect("the rest of the line");
            let end = at + line.len();
            let printed = readme.split_at(end).1.starts_with(BETWEEN).then_some(end + BETWEEN.len());
            (line, printed)
        })
        .collect()
}

/// The SVG file that a command writes.
fn written(line: &str) -> Option<String> {
    let words = shell_words::split(line).expect("words");
    let at = words.iter().position(|word| word == "-o")?;
    words.get(at + 1).cloned()
}

/// Holds a file against what it should be, or rewrites it.
fn hold(path: &Path, expected: &str, what: &str) {
    if updates() {
        let replaced = demarche::store::write(path, expected.as_bytes(), demarche::store::Replace::Anything);
        replaced.expect("the file is written");
        return;
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(found == expected, "{what} is what the program draws now; INSTA_UPDATE=always draws it anew");
}

#[test]
fn the_screens_in_the_readme_are_what_their_commands_print() {
    let path = root().join(README);
    let readme = fs::read_to_string(&path).expect("there is a README");
    let (mut expected, mut rest, mut screens) = (String::new(), 0, 0);
    for (line, printed) in commands(&readme) {
        let Some(at) = printed else { continue };
        let end = at + readme.split_at(at).1.find("```").expect("the end of the screen");
        expected += readme.get(rest..at).expect("screens in order");
        expected += &draw(line).1;
        (rest, screens) = (end, screens + 1);
    }
    expected += readme.split_at(rest).1;
    assert!(screens >= 3, "three views are shown as text, not {screens}");
    hold(&path, &expected, "each screen in the README");
}

#[test]
fn the_pictures_in_docs_are_what_the_command_of_the_readme_draws() {
    let readme = fs::read_to_string(root().join(README)).expect("there is a README");
    let all = commands(&readme);
    let (line, name) =
        all.iter().find_map(|(line, _)| Some((line, written(line)?))).expect("a command with -o");
    let view = name.strip_suffix(".svg").expect("a picture in SVG");
    let mut expected = Vec::new();
    for other in VIEWS {
        let (dir, _) = draw(&line.replace(view, other));
        let name = format!("{other}.svg");
        let picture = fs::read_to_string(dir.path().join(&name)).expect("the picture was written");
        hold(&root().join("docs").join(&name), &picture, &format!("docs/{name}"));
        expected.push(name);
    }
    let files = fs::read_dir(root().join("docs")).expect("there is docs/").filter_map(Result::ok);
    let mut found: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "docs/ has a picture of each view and nothing else");
    let shown = expected.iter().filter(|name| readme.contains(&format!("](docs/{name})"))).count();
    assert!(shown >= 3, "three of the pictures are in the README, not {shown}");
}
