//! A store through a pipe, while keys come from the terminal.

use super::Session;

/// Runs a line of shell whose `$D` is the program.
fn shell(line: &str, vars: &[(&str, &str)]) -> Session {
    let mut all = vec![("D", env!("CARGO_BIN_EXE_demarche"))];
    all.extend_from_slice(vars);
    Session::start("sh", &["-c", line], &all)
}

#[test]
fn a_store_comes_through_a_pipe_and_keys_from_the_terminal() {
    for (form, line) in [
        ("YAML", "cat tests/data/browser.yaml | $D - --now 2025-12-22"),
        ("JSON lines", "$D list tests/data/browser.yaml --format jsonl | $D - --now 2025-12-22"),
        ("a file", "$D - --now 2025-12-22 < tests/data/browser.yaml"),
    ] {
        let mut session = shell(line, &[]);
        session.wait_for("8 events");
        session.press("/kind:strike\r");
        session.wait_for("1 of 8 events");
        session.press("q");
        assert_eq!(session.end(), 0, "{form}: {}", session.shows());
        session.is_as_it_was();
    }
}

#[test]
fn rows_of_json_in_one_list_are_a_store() {
    let rows = "[{\"id\":\"a\",\"kind\":\"other\",\"date\":\"2025-12-21\",\"title\":\"Talks in Miami\"},\n\
                {\"id\":\"b\",\"kind\":\"other\",\"date\":\"2025-12-20\",\"title\":\"More talks\"}]";
    let mut session = shell("printf '%s' \"$ROWS\" | $D - --now 2025-12-22", &[("ROWS", rows)]);
    session.wait_for("2 events");
    session.wait_for("Talks in Miami");
    session.press("q");
    assert_eq!(session.end(), 0, "{}", session.shows());
}

#[test]
fn keys_of_the_configuration_work_and_are_shown() {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::create_dir_all(dir.path().join("demarche")).expect("a directory");
    let path = dir.path().join("demarche/config.yaml");
    let config = "keys: {filter: s, quit: Z, down: [Q, x]}\n";
    demarche::store::write(&path, config.as_bytes(), demarche::store::Replace::Nothing).expect("written");
    let home = dir.path().display().to_string();
    let args = ["tests/data/browser.yaml", "--now", "2025-12-22"];
    let mut session = Session::start(env!("CARGO_BIN_EXE_demarche"), &args, &[("XDG_CONFIG_HOME", &home)]);
    session.wait_for("8 events");
    session.wait_for("would mean");
    session.press("skind:strike\r");
    session.wait_for("1 of 8 events");
    session.wait_for("Z quit");
    session.press("?");
    session.wait_for("type to find a key");
    session.press("\x1b");
    // Together with a letter the terminal would send it as Alt.
    session.wait_until("the help closes", |screen| !screen.contents().contains("type to find a key"));
    session.press("Z");
    assert_eq!(session.end(), 0, "{}", session.shows());
}
