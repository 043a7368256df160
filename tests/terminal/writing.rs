//! The commands that write, on a terminal: what they ask, and the editor that they open.

use std::fs;
use std::path::{Path, PathBuf};

use super::Session;

const LOG: &str = "\
store: {title: Log}
actors:
- {id: peskov, name: Peskov}
venues:
- {id: moscow, name: Moscow, timezone: Europe/Moscow}
events:
- {kind: statement, date: 2025-12-20, title: One} # kept
# after all
";
const SENTENCE: &str = "Peskov denied it, Moscow, 21.12.2025 11:10";

fn put(path: &Path, text: &str) {
    demarche::store::write(path, text.as_bytes(), demarche::store::Replace::Anything).expect("written");
}

/// A directory with a store, in which commands run.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(log: &str) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        put(&dir.path().join("log.yaml"), log);
        Self(dir)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.path("log.yaml")).expect("the store")
    }

    /// Makes an editor that leaves the texts one after the other; where a text is nothing, it fails.
    fn editor(&self, texts: &[Option<&str>]) -> String {
        for (nth, text) in (1..).zip(texts) {
            if let Some(text) = text {
                put(&self.path(&format!("text{nth}")), text);
            }
        }
        let script = "#!/bin/sh\nd=$(dirname \"$0\")\nn=$(cat \"$d/n\" 2>/dev/null || echo 0)\nn=$((n+1))\n\
            echo $n > \"$d/n\"\ncp \"$1\" \"$d/seen$n\"\n[ -e \"$d/text$n\" ] || exit 3\ncat \"$d/text$n\" > \"$1\"\n";
        self.script("editor", script)
    }

    fn script(&self, name: &str, script: &str) -> String {
        let path = self.path(name);
        put(&path, script);
        let made = std::process::Command::new("chmod").arg("+x").arg(&path).status().expect("chmod");
        assert!(made.success(), "it can run");
        path.display().to_string()
    }

    /// Runs a line of shell in the directory, in which `$D` is the program and `$S` the sentence.
    fn run(&self, line: &str, editor: &str) -> Session {
        let line = format!("cd '{}' && {line}", self.0.path().display());
        let vars =
            [("D", env!("CARGO_BIN_EXE_demarche")), ("S", SENTENCE), ("VISUAL", editor), ("TZ", "UTC")];
        Session::start("sh", &["-c", &line], &vars)
    }
}

#[test]
fn the_question_of_a_sentence_is_answered_each_way() {
    for (keys, code, written) in [
        ("y\r", 0, true),
        ("Yes\r", 0, true),
        ("n\r", 1, false),
        ("\r", 1, false),
        ("what\r", 1, false),
        ("\x04", 1, false),
        ("\x03", 130, false),
    ] {
        let desk = Desk::new(LOG);
        let mut session = desk.run("exec $D new -s log.yaml \"$S\"", "false");
        session.wait_for("write to log.yaml? [y/N/e]");
        assert!(session.shows().contains("stance: denies"), "shown first: {}", session.shows());
        session.press(keys);
        assert_eq!(session.end(), code, "{keys:?}: {}", session.shows());
        if written {
            let event =
                "- id: 2025-12-21-peskov-denied-it\n  kind: statement\n  date: 2025-12-21T11:10+03:00\n";
            let (before, after) = LOG.split_once("# after").expect("a comment");
            assert!(
                desk.log().starts_with(before) && desk.log().ends_with(&format!("# after{after}")),
                "{}",
                desk.log()
            );
            assert!(desk.log().contains(event), "{}", desk.log());
        } else {
            assert_eq!(desk.log(), LOG, "{keys:?}");
        }
    }
}

#[test]
fn an_editor_that_leaves_a_broken_event_is_opened_again() {
    let desk = Desk::new(LOG);
    let broken = "kind: meting\ndate: 2025-13-40\ntitle: 'Two\n";
    let mended = "kind: meeting\ndate: 2025-12-22\ntitle: Two # really\n";
    let editor =
        desk.editor(&[Some(broken), Some("kind: meting\ndate: 2025-12-22\ntitle: Two\n"), Some(mended)]);
    let mut session = desk.run("exec $D new -s log.yaml", &editor);
    session.wait_for("a quote that is not closed");
    session.wait_for("[e]dit again, [k]eep a copy, [d]iscard:");
    assert_eq!(desk.log(), LOG, "nothing is written");
    session.press("\r");
    session.press("e\r");
    session.wait_for("unknown kind `meting`");
    session.press("e\r");
    assert_eq!(session.end(), 0, "{}", session.shows());
    assert!(
        desk.log().contains("\n- id: 2025-12-22-two\n  kind: meeting\n  date: 2025-12-22\n  title: Two\n"),
        "{}",
        desk.log()
    );
    let seen = |nth: u8| fs::read_to_string(desk.path(&format!("seen{nth}"))).expect("what it was given");
    assert!(seen(1).contains("\ntitle: ") && seen(1).contains("# stance: denies"), "a template: {}", seen(1));
    assert!(
        seen(2).starts_with("#! line 3") && seen(2).ends_with(broken),
        "what was typed is there: {}",
        seen(2)
    );
    assert!(seen(3).starts_with("#! problem: unknown kind"), "{}", seen(3));
}

#[test]
fn what_was_typed_is_kept_or_thrown_away_as_told() {
    let broken = "kind: meting\ndate: 2025-12-22\ntitle: Two\n";
    for (keys, kept) in [("k\r", true), ("d\r", false), ("\r\r\x04", true)] {
        let desk = Desk::new(LOG);
        let editor = desk.editor(&[Some(broken)]);
        let mut session = desk.run("exec $D new -s log.yaml", &editor);
        session.wait_for("[e]dit again, [k]eep a copy, [d]iscard:");
        session.press(keys);
        assert_eq!(session.end(), 1, "{keys:?}: {}", session.shows());
        assert_eq!(desk.log(), LOG, "{keys:?}");
        let copy = fs::read_to_string(desk.path("demarche-new.yaml.txt")).ok();
        assert_eq!(copy.as_deref(), kept.then_some(broken), "{keys:?}: {}", session.shows());
    }
}

#[test]
fn an_editor_that_fails_writes_nothing_and_loses_nothing() {
    for (editor, told) in [
        ("sh -c 'exit 3'", "the editor sh: exit status: 3; nothing is written"),
        ("nvimx --wait", "cannot run the editor nvimx: no such file or directory"),
        ("'unclosed", "is not a command"),
    ] {
        let desk = Desk::new(LOG);
        let mut session = desk.run("exec $D new -s log.yaml", editor);
        session.wait_for(told);
        assert_eq!(session.end(), 2, "{editor}: {}", session.shows());
        assert_eq!(desk.log(), LOG, "{editor}");
    }
    // At the second round something was typed already.
    let desk = Desk::new(LOG);
    let broken = "kind: meting\ndate: 2025-12-22\ntitle: Two\n";
    let editor = desk.editor(&[Some(broken), None]);
    let mut session = desk.run("exec $D new -s log.yaml", &editor);
    session.wait_for("unknown kind");
    session.press("e\r");
    session.wait_for("exit status: 3");
    session.press("k\r");
    assert_eq!(session.end(), 1, "{}", session.shows());
    assert_eq!(fs::read_to_string(desk.path("demarche-new.yaml.txt")).ok().as_deref(), Some(broken));
}

#[test]
fn an_empty_file_and_an_untouched_template_add_nothing() {
    let desk = Desk::new(LOG);
    let editor = desk.editor(&[Some("# nothing\n\n")]);
    let mut session = desk.run("exec $D new -s log.yaml", &editor);
    session.wait_for("nothing is written");
    assert_eq!(session.end(), 1, "{}", session.shows());
    let mut session = desk.run("exec $D new -s log.yaml", "true");
    session.wait_for("[d]iscard:");
    session.press("d\r");
    assert_eq!(session.end(), 1, "{}", session.shows());
    assert_eq!(desk.log(), LOG);
}

#[test]
fn the_editor_has_the_terminal_when_standard_input_is_a_pipe() {
    let desk = Desk::new(LOG);
    let script = "#!/bin/sh\nprintf 'a title? '\nread title\nprintf 'kind: meting\\ndate: 2025-12-22\\ntitle: %s\\n' \"$title\" > \"$1\"\n";
    let editor = desk.script("asks", script);
    let mut session = desk.run("printf 'from the pipe\\n' | $D new -s log.yaml", &editor);
    session.wait_for("a title?");
    session.press("From the keys\r");
    session.wait_for("[d]iscard:");
    session.press("k\r");
    assert_eq!(session.end(), 1, "{}", session.shows());
    let copy = fs::read_to_string(desk.path("demarche-new.yaml.txt")).unwrap_or_default();
    assert!(copy.contains("title: From the keys"), "{copy}");
}

#[test]
fn an_interrupt_in_the_editor_is_for_the_editor() {
    let desk = Desk::new(LOG);
    let script = "#!/bin/sh\ntrap 'echo caught' INT\nprintf 'editing '\nread line || read line\n\
        printf 'kind: other\\ndate: 2025-12-22\\ntitle: Two\\n' > \"$1\"\n";
    let editor = desk.script("traps", script);
    let mut session = desk.run("exec $D new -s log.yaml", &editor);
    session.wait_for("editing");
    session.press("\x03");
    session.wait_for("caught");
    session.press("\r\r");
    session.wait_for("appended to log.yaml");
    assert_eq!(session.end(), 0, "{}", session.shows());
    assert!(desk.log().contains("title: Two"), "{}", desk.log());
}

#[test]
fn fixes_are_written_if_they_are_wanted() {
    let wrong = LOG.replace("2025-12-20", "20.12.2025");
    for (keys, code, written) in
        [("y\r", 0, true), ("n\r", 1, false), ("\x04", 1, false), ("\x03", 130, false)]
    {
        let desk = Desk::new(&wrong);
        let mut session = desk.run("exec $D check log.yaml --fix", "false");
        session.wait_for("write this 1 change to 1 file? [y/N]");
        assert!(session.shows().contains("date: 2025-12-20"), "the difference first: {}", session.shows());
        session.press(keys);
        assert_eq!(session.end(), code, "{keys:?}: {}", session.shows());
        assert_eq!(desk.log(), if written { LOG } else { &wrong }, "{keys:?}");
    }
}
