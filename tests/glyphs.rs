//! What the headless commands draw themselves: signs that every terminal font has, and with `--ascii` ASCII alone.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

const WGL4: &str = include_str!("data/wgl4.txt");

/// Every command that draws for a person. `ID` is an event of the store.
const COMMANDS: [&[&str]; 26] = [
    &["list"],
    &["list", "--timezone", "America/New_York", "--sort=-date"],
    &["show", "2025-12-21-ushakov-no-trilateral"],
    &["stats"],
    &["stats", "--top", "2"],
    &["check", "--strict"],
    &["threads"],
    &["positions"],
    &["positions", "--by", "office"],
    &["language"],
    &["sources"],
    &["shifts"],
    &["strikes"],
    &["encounters"],
    &["explain"],
    &["explain", "threads"],
    &["explain", "positions"],
    &["explain", "language"],
    &["explain", "screen"],
    &["explain", "brief"],
    &["explain", "dates"],
    &["explain", "B1"],
    &["-h"],
    &["--help"],
    &["list", "--help"],
    &["diff", "--help"],
];

fn in_wgl4(c: char) -> bool {
    WGL4.lines().filter(|line| !line.starts_with('#')).any(|line| {
        let (first, last) = line.split_once('-').unwrap_or((line, line));
        let read = |hex| u32::from_str_radix(hex, 16).expect("a code point");
        (read(first)..=read(last)).contains(&u32::from(c))
    })
}

/// Copies the demonstration store with an `x` for every letter outside ASCII, so that any that is printed is the
/// program's own.
#[expect(clippy::disallowed_methods, reason = "a test's own file need not be written whole")]
fn plain_store(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the store is there") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            plain_store(&entry.path(), &target);
        } else {
            let text = fs::read_to_string(entry.path()).expect("text");
            let text: String = text.chars().map(|c| if c.is_ascii() { c } else { 'x' }).collect();
            fs::write(target, text).expect("a file");
        }
    }
}

/// Returns what the program prints with these variables set, on both streams.
fn printed(arguments: &[&str], variables: &[(&str, &str)], store: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.env_clear().envs([("TZ", "UTC"), ("COLUMNS", "80")]).envs(variables.iter().copied());
    command.env("DEMARCHE_STORE", store).args(arguments).args(["--now", "2026-01-05", "--no-cache"]);
    let output = command.output().expect("it runs");
    assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

fn others(text: &str, allowed: impl Fn(char) -> bool) -> String {
    text.lines().filter(|line| !line.chars().all(&allowed)).take(5).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_commands_draw_is_in_every_font_and_with_ascii_is_ascii() {
    let folder = tempfile::tempdir().expect("a folder");
    plain_store(Path::new("data"), folder.path());
    for command in COMMANDS {
        let text = printed(command, &[], folder.path());
        let strange = others(&text, |c| c.is_ascii() || in_wgl4(c) || ('\u{2500}'..='\u{259F}').contains(&c));
        assert!(strange.is_empty(), "{command:?} draws what some fonts lack:\n{strange}");
        let ascii = printed(&[command, &["--ascii"]].concat(), &[], folder.path());
        let strange = others(&ascii, |c| c.is_ascii());
        assert!(strange.is_empty(), "{command:?} --ascii draws:\n{strange}");
    }
    let ascii = printed(&["list", "--ascii"], &[], folder.path());
    let locale = printed(&["list"], &[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")], folder.path());
    assert_eq!(locale, ascii, "the locale C does as --ascii does");
}

#[test]
fn names_and_documents_keep_their_letters() {
    let data = Path::new("data");
    let shown = printed(&["list", "--ascii"], &[], data);
    assert!(shown.contains("Çavuşoğlu: Lavrov and Kuleba"), "a title stays as it is");
    for document in
        [&["export"][..], &["brief"], &["threads", "--format", "markdown"], &["threads", "--format", "json"]]
    {
        let plain = printed(&[document, &["--no-pager"]].concat(), &[], data);
        let ascii = printed(&[document, &["--ascii"]].concat(), &[], data);
        assert_eq!(plain, ascii, "{document:?} is for other readers");
    }
}
