//! Flags, streams, environment and exit codes of the real program, on a small store.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn weekend() -> PathBuf {
    root().join("tests/data/weekend")
}

/// The program with nothing of the surroundings that could change what it prints.
fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.env_clear().env("TZ", "UTC").current_dir(root());
    command
}

fn demarche(args: &[&str]) -> Command {
    let mut command = bare();
    command.args(args).arg("--store").arg(weekend());
    command
}

#[test]
fn something_matched_is_0_nothing_is_1_failure_is_2() {
    demarche(&["list"]).assert().code(0).stdout(contains("Talks in two rooms"));
    demarche(&["list", "-f", "actor:kremlin kind:meeting"]).assert().code(1).stdout(is_empty());
    demarche(&["list", "-f", "actor:kremlim"])
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("actor:kremlim\n        ^^^^^^^\nhint: did you mean `kremlin`?"));
    demarche(&["list", "--wrong"]).assert().code(2).stderr(contains("--wrong"));
    bare()
        .args(["list", "no/such/store"])
        .assert()
        .code(2)
        .stderr(contains("no file or directory `no/such/store`").and(contains("hint").not()));
    for (word, hint) in [
        ("kremlin", "to filter, write `-a kremlin` (an actor) or `-f kremlin` (text)"),
        ("Yury Ushakov", "to filter, write `-a 'Yury Ushakov'` (an actor) or `-f 'Yury Ushakov'` (text)"),
        ("moscow", "to filter, write `--venue moscow` (a venue) or `-f moscow` (text)"),
        ("actor:kremlin", "to filter, write `-f actor:kremlin`"),
        ("weather", "to filter, write `-f weather` (text) or `-a weather` (an actor)"),
        ("lst", "did you mean the command `list`?"),
    ] {
        bare().args(["list", "-s"]).arg(weekend()).arg(word).assert().code(2).stderr(contains(hint));
    }
    demarche(&["list", "-f", "kremlin", "-k", "statement"])
        .assert()
        .stderr(contains("note: kremlin is searched as text; actor:kremlin finds"));
    demarche(&["list", "-q", "-f", "kremlin"]).assert().stderr(is_empty());
}

#[test]
fn help_of_a_command_is_its_own_help() {
    for command in
        ["list", "show", "export", "brief", "check", "stats", "threads", "positions", "diff", "explain"]
    {
        let page = |args: &[&str]| bare().args(args).output().expect("it runs").stdout;
        assert_eq!(page(&["help", command]), page(&[command, "--help"]), "{command}");
    }
}

#[test]
fn a_mistyped_command_is_told_as_one() {
    bare().arg("exprot").assert().code(2).stderr(contains("hint: did you mean the command `export`?"));
}

#[test]
fn flags_are_sugar_for_the_filter() {
    let same = |sugar: &[&str], filter: &str| {
        let of = |args: &[&str]| demarche(args).output().expect("it runs").stdout;
        let (a, b) = (of(&[&["list"], sugar].concat()), of(&["list", "-f", filter]));
        assert_eq!(String::from_utf8_lossy(&a), String::from_utf8_lossy(&b), "{sugar:?} is {filter}");
        assert!(!a.is_empty(), "{filter} matches something");
    };
    same(&["-a", "ushakov", "-a", "zelenskyy"], "actor:ushakov,zelenskyy");
    same(&["-a", "Yury Ushakov", "-k", "statement"], "actor:\"Yury Ushakov\" kind:statement");
    same(&["--since", "2025-12-20", "--until", "2025-12-20"], "since:2025-12-20 until:2025-12-20");
    same(&["--venue", "kyiv"], "venue:kyiv");
    same(
        &["-f", "actor:usa OR actor:zelenskyy", "-f", "kind:statement"],
        "(actor:usa OR actor:zelenskyy) kind:statement",
    );
}

#[test]
fn saved_views_are_found_by_name_and_missed_with_candidates() {
    demarche(&["list", "--view", "denials"]).assert().code(0).stdout(contains("no one has seriously"));
    demarche(&["list", "--view", "denails"]).assert().code(2).stderr(contains("did you mean `Denials`?"));
}

#[test]
fn limit_sort_and_zone_are_heard() {
    let newest = demarche(&["list", "--sort", "-date", "--limit", "1"]).output().expect("it runs").stdout;
    let newest = String::from_utf8_lossy(&newest);
    assert!(newest.contains("A summit") && !newest.contains("Talks"), "the newest alone: {newest}");
    demarche(&["list", "--timezone", "Kyiv"])
        .assert()
        .code(2)
        .stderr(contains("did you mean `Europe/Kyiv`?"));
    demarche(&["list", "--now", "yesterdays"]).assert().code(2).stderr(contains("error: "));
}

#[test]
fn the_store_comes_from_arguments_then_the_environment_then_here() {
    bare().args(["list"]).arg(weekend()).assert().code(0).stdout(contains("Talks in two rooms"));
    bare()
        .arg("list")
        .env("DEMARCHE_STORE", weekend())
        .assert()
        .code(0)
        .stdout(contains("Talks in two rooms"));
    let empty = tempfile::tempdir().expect("a directory");
    bare()
        .arg("list")
        .current_dir(&empty)
        .assert()
        .code(0)
        .stdout(contains("Russia begins its full-scale invasion"));
    let yaml = std::fs::read(weekend().join("store.yaml")).expect("the store is there");
    bare().args(["list", "-"]).write_stdin(yaml).assert().code(0).stdout(contains("Talks in two rooms"));
}

#[test]
fn problems_are_counted_in_one_line_and_stop_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("bad.yaml");
    let text = "events:\n- {kind: meetng, date: 2025, title: a}\n- {kind: other, date: 2025-02-30, title: b}\n- {kind: other, date: 2025, title: c}\n";
    write(&path, text);
    let line = "2 problems in the store; run demarche check\n";
    bare().arg("list").arg(&path).assert().code(0).stdout(contains("c")).stderr(line);
    bare().args(["list", "-q"]).arg(&path).assert().code(0).stderr(is_empty());
    bare().arg("check").arg(&path).assert().code(1).stdout(contains("meetng").and(contains("2025-02-30")));
}

#[test]
fn where_output_is_no_terminal_browsing_lists() {
    let list = demarche(&["list"]).output().expect("it runs").stdout;
    demarche(&[]).assert().code(0).stdout(String::from_utf8(list).expect("text"));
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let coloured = contains("\u{1b}[");
    demarche(&["list"]).assert().stdout(coloured.clone().not());
    demarche(&["list"]).env("CLICOLOR_FORCE", "1").assert().stdout(coloured.clone());
    demarche(&["list", "--color", "always"]).env("NO_COLOR", "1").assert().stdout(coloured.clone());
    demarche(&["list"]).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1").assert().stdout(coloured.not());
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let program = env!("CARGO_BIN_EXE_demarche");
    for command in ["list", "export", "stats", "list --format jsonl"] {
        let script = format!(
            "set -o pipefail; '{program}' {command} data | head -n 1 >/dev/null; echo \"${{PIPESTATUS[0]}}\""
        );
        Command::new("bash")
            .args(["-c", &script])
            .current_dir(root())
            .assert()
            .stdout("0\n")
            .stderr(is_empty());
    }
}

#[test]
fn a_document_is_reproducible_and_goes_to_standard_output() {
    let made =
        || demarche(&["export", "--now", "2026-01-10", "--no-commit"]).output().expect("it runs").stdout;
    let first = made();
    assert_eq!(first, made(), "the same bytes");
    let text = String::from_utf8(first).expect("text");
    assert!(
        text.starts_with("**TLP:AMBER**\n\n# A weekend in December\n"),
        "it begins with handling and title:\n{text}"
    );
    assert!(text.contains("response time 6 – 35 h"), "the answer's time:\n{text}");
    assert!(!text.contains("heard twice"), "the analyst's notes stay out");
}

#[test]
fn a_document_of_no_events_is_still_written_and_says_so_with_1() {
    demarche(&["export", "-f", "actor:usa kind:statement"])
        .assert()
        .code(1)
        .stdout(contains("- **Filter:** `actor:usa kind:statement`").and(contains("No event matches.")));
}

#[test]
fn files_are_written_whole_and_never_over_another_unasked() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("brief.md");
    let to = |more: &[&str]| {
        let file = path.to_str().expect("text");
        let mut args = vec!["export", "--now", "2026-01-10", "-o", file];
        args.extend(more);
        demarche(&args).assert()
    };
    to(&["--notes"]).code(0).stdout(is_empty()).stderr(contains("4 events written to"));
    let first = std::fs::read_to_string(&path).expect("it is there");
    assert!(first.contains("- **Analyst's note:** heard twice"), "with notes:\n{first}");
    to(&[]).code(2).stderr(contains("already exists\nhint: add --force to replace it"));
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), first, "the file stands");
    to(&["--force", "--max-handling", "TLP:GREEN", "--title", "For the minister"])
        .code(0)
        .stderr(contains("3 events written to").and(contains("1 event of the store withheld for handling")));
    let second = std::fs::read_to_string(&path).expect("it is there");
    assert!(second.starts_with("# For the minister\n"), "the title asked for:\n{second}");
    assert_eq!(std::fs::read_dir(&dir).expect("a directory").count(), 1, "nothing is left beside it");
}

#[test]
fn a_file_that_cannot_be_written_is_a_failure() {
    demarche(&["export", "-o", "/nonexistent/brief.md"])
        .assert()
        .code(2)
        .stderr(contains("cannot write /nonexistent/brief.md"));
}

#[cfg(unix)]
#[test]
fn a_dumb_terminal_is_refused_with_the_way_out() {
    // `script` gives the program a terminal; without it there is nothing to refuse.
    let has_script =
        std::process::Command::new("script").arg("--version").output().is_ok_and(|o| o.status.success());
    if has_script {
        let program = format!("{} data", env!("CARGO_BIN_EXE_demarche"));
        Command::new("script")
            .args(["-qec", &program, "/dev/null"])
            .env("TERM", "dumb")
            .current_dir(root())
            .assert()
            .code(2)
            .stdout(contains("run demarche list to print the timeline as lines"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_ends_with_130() {
    use std::process::{Command, Stdio};
    // It waits for its store on standard input, which does not end.
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["list", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    // Waiting for a child closes its input, unless somebody holds it.
    let held = child.stdin.take();
    let pid = child.id().to_string();
    // The handler is set once the program runs.
    let ready = || {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        caught.and_then(|hex| u64::from_str_radix(hex.trim(), 16).ok()).is_none_or(|bits| bits & 2 != 0)
    };
    while !ready() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    Command::new("kill").args(["-INT", &pid]).status().expect("kill runs");
    let code = child.wait().expect("it ends").code();
    drop(held);
    assert_eq!(code, Some(130), "interrupted");
}

#[expect(clippy::disallowed_methods, reason = "a test's own file need not be written whole")]
fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("the file is written");
}

#[test]
fn every_flag_for_a_term_may_be_repeated_and_is_or() {
    let of = |args: &[&str]| demarche(args).output().expect("it runs").stdout;
    let twice = of(&["list", "--until", "2025-12-19", "--until", "2025-12-31"]);
    let last = of(&["list", "--until", "2025-12-31"]);
    assert_eq!(twice, last, "the later end holds what either holds");
    demarche(&["list", "--since", "2025 OR kind:strike"])
        .assert()
        .code(2)
        .stderr(contains("2025 OR kind:strike is not a date"));
}

#[test]
fn a_limit_of_nothing_is_refused() {
    demarche(&["list", "--limit", "0"]).assert().code(2).stderr(contains("leave --limit out"));
}

#[test]
fn flags_that_choose_are_refused_where_nothing_is_chosen() {
    demarche(&["check", "-f", "kind:meeting"]).assert().code(2).stderr(contains("takes no --filter"));
    demarche(&["show", "-a", "ushakov", "x"]).assert().code(2).stderr(contains("takes no --actor"));
}

#[test]
fn help_lists_no_flag_that_the_command_refuses() {
    for command in ["check", "show", "explain", "diff", "list"] {
        let help = |long: &str| {
            let output = bare().args([command, long]).output().expect("it runs");
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        for text in [help("-h"), help("--help")] {
            let listed = |flag: &str| text.contains(&format!("{flag} <"));
            assert_eq!(listed("--view"), command == "list", "{command} takes a view or not:\n{text}");
            assert_eq!(listed("--filter"), ["list", "diff"].contains(&command), "{command}:\n{text}");
        }
        assert_eq!(help("--help").contains("--as-of <"), command != "check", "{command} and --as-of");
        assert_eq!(help("--help").contains("--limit <"), command == "list", "{command} and --limit");
    }
}

#[test]
fn kinds_are_words_in_a_document() {
    let of = |format: &str| {
        let output = bare().args(["threads", "data", "--format", format]).output().expect("it runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let (plain, markdown) = (of("plain"), of("markdown"));
    assert!(plain.contains("» Ushakov"), "a terminal shows signs:\n{plain}");
    assert!(!markdown.contains(['●', '»', '▲', '■']), "a document does not:\n{markdown}");
    assert!(markdown.contains(": *statement* Ushakov"), "it has the word:\n{markdown}");
}

/// A store of nine events, every second too strict for a document up to green.
fn half_strict() -> tempfile::NamedTempFile {
    let event = |n: usize| {
        let handling = if n.is_multiple_of(2) { "amber" } else { "clear" };
        format!(
            "- {{id: e{n}, kind: other, date: 2025-01-0{n}, title: Event {n}, handling: {handling}, links: {{follows: e{}}}}}\n",
            n % 9 + 1
        )
    };
    let file = tempfile::Builder::new().suffix(".yaml").tempfile().expect("a file");
    write(file.path(), &(1..=9).map(event).collect::<String>());
    file
}

#[test]
fn a_limit_counts_what_may_be_told() {
    let store = half_strict();
    let of = |args: &[&str]| {
        let output = bare().arg("export").arg(store.path()).args(args).output().expect("it runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let green = ["--max-handling", "green", "--limit", "3"];
    let text = of(&green);
    let headings = |text: &str| text.lines().filter(|line| line.starts_with("### Event")).count();
    assert_eq!(headings(&text), 3, "three that may be told:\n{text}");
    assert!(
        text.contains(
            "- **Shown:** 3 of 5 events, the first of 5 that match\n- **Withheld:** 4 events of the store"
        ),
        "and all that is withheld is counted:\n{text}"
    );
    let last = of(&[&green[..], &["--sort", "-date"]].concat());
    assert!(last.contains("### Event 9") && !last.contains("### Event 3"), "from the other end too:\n{last}");
    assert_eq!(headings(&of(&["--limit", "4"])), 4, "without a level every event counts");
}

/// A store whose open events hang on events that only few may know.
const HALF_SECRET: &str = "\
- {id: claim, kind: statement, date: 2025-03-01T10:00Z, title: A claim, actors: [oslo]}
- {id: denial, kind: statement, date: 2025-03-01T12:00Z, title: A denial, actors: [rome], handling: red, links: {denies: claim}}
- {id: late, kind: statement, date: 2025-03-02T12:00Z, title: A confirmation, actors: [rome], handling: red, links: {confirms: claim}, sources: ['https://a.example/2']}
- {id: plan, kind: meeting, date: 2025-03-05, title: A plan, status: scheduled, actors: [oslo, rome]}
- {id: met, kind: meeting, date: 2025-03-05, title: The room, actors: [oslo, rome], handling: red, links: {confirms: plan}}
- {id: cited, kind: other, date: 2025-03-06, title: Cited, links: {follows: met}, sources: ['https://a.example/1']}
";

#[test]
fn no_filter_finds_what_only_a_withheld_event_makes_true() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = dir.path().join("s.yaml");
    write(&store, HALF_SECRET);
    let run = |command: &str, filter: &str, level: &[&str]| {
        let mut run = bare();
        run.args([command, "--now", "2025-06-01", "-f", filter]).arg(&store).args(level);
        let output = run.output().expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for filter in
        ["is:denied", "is:confirmed", "has:response", "lag:<24h", "chain:claim kind:statement -id:claim"]
    {
        for command in ["export", "brief"] {
            assert_eq!(run(command, filter, &[]).0, Some(0), "{filter} finds something in the whole store");
            let (code, text) = run(command, filter, &["--max-handling", "green"]);
            assert_eq!(code, Some(1), "{filter}: nothing that may be told is so:\n{text}");
            assert!(
                text.contains("- **Withheld:** 3 events of the store"),
                "{filter}: as in any filter:\n{text}"
            );
        }
    }
    let (_, text) = run("export", "", &["--max-handling", "green", "--as-of", "2025-03-03"]);
    assert!(text.contains("1 of 3 events was known then"), "nor is it counted among what was known:\n{text}");
    assert!(!text.contains("without a date"), "nor are its sources:\n{text}");
    assert!(text.contains("- **Withheld:** 3 events of the store"), "as at any date:\n{text}");
    let (code, _) = run("export", "thread:denial", &["--max-handling", "green"]);
    assert_eq!(code, Some(2), "what is withheld is as unknown as what is not there");
    for command in ["export", "brief"] {
        let (_, text) = run(command, "", &["--max-handling", "green"]);
        assert!(text.contains("A plan"), "the plan is told:\n{text}");
        assert!(
            !text.to_lowercase().contains("lapsed:") && !text.contains("outcome is logged"),
            "not as lapsed:\n{text}"
        );
    }
    let (_, whole) = run("brief", "-handling:red", &["--full"]);
    assert!(!whole.contains("Withheld"), "where all may be told nothing is withheld:\n{whole}");
    let (_, full) = run("brief", "", &["--full", "--max-handling", "green"]);
    for word in ["denial", "confirmation", "The room", "TLP:RED"] {
        assert!(!full.contains(word), "{word} is in no part:\n{full}");
    }
}

#[test]
fn export_writes_json_lines_that_name_nothing_withheld() {
    let store = half_strict();
    let run = |args: &[&str]| {
        bare().args(["export", "--format", "jsonl"]).arg(store.path()).args(args).output().expect("it runs")
    };
    let list = bare().args(["list", "--format", "jsonl"]).arg(store.path()).output().expect("it runs").stdout;
    assert_eq!(run(&[]).stdout, list, "as list has them");
    let green = String::from_utf8_lossy(&run(&["--max-handling", "green"]).stdout).into_owned();
    assert_eq!(green.lines().count(), 5, "without what is stricter:\n{green}");
    assert!(!green.contains("\"e2\"") && green.contains("\"e1\""), "not even as the end of a link:\n{green}");
    bare().args(["check", "-"]).write_stdin(green).assert().code(0);
    let titled = run(&["--title", "x"]);
    assert_eq!(titled.status.code(), Some(2), "what has no head takes no title");
}

#[test]
fn verbose_tells_the_normal_form_of_the_filter() {
    demarche(&["list", "-v", "-f", "NOT (kind:meeting) AND actor:Ushakov"])
        .assert()
        .code(0)
        .stderr(contains("filter: -kind:meeting actor:Ushakov\n").and(contains(" events matches\n")));
    demarche(&["list", "-f", "actor:ushakov"]).assert().code(0).stderr(is_empty());
}

#[test]
fn a_bad_now_is_told_by_its_flag() {
    demarche(&["list", "--now", "garbage"])
        .assert()
        .code(2)
        .stderr(contains("error: --now: garbage is not a date"));
}

#[test]
fn an_unknown_view_lists_those_there_are() {
    let list = |name: &str| bare().args(["list", "--view", name]).assert().code(2);
    list("kremlin").stderr(contains("did you mean `Kremlin statements`?"));
    list("zzzz").stderr(contains("`Fit for a briefing`"));
}

#[test]
fn json_lines_are_a_store_again() {
    let lines = demarche(&["list", "--format", "jsonl"]).output().expect("it runs").stdout;
    let again =
        bare().args(["list", "-", "--format", "tsv"]).write_stdin(lines.clone()).output().expect("it runs");
    let ids = |tsv: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(tsv).into_owned();
        text.lines().filter_map(|row| row.split('\t').next()).map(str::to_owned).collect()
    };
    let before = demarche(&["list", "--format", "tsv"]).output().expect("it runs").stdout;
    assert_eq!(
        ids(&again.stdout),
        ids(&before),
        "the same events: {}",
        String::from_utf8_lossy(&again.stderr)
    );
    let one =
        String::from_utf8_lossy(&lines).lines().next().unwrap_or_default().replace("\"title\"", "\"titel\"");
    bare()
        .args(["check", "-"])
        .write_stdin(format!("\n{one}\n"))
        .assert()
        .code(1)
        .stdout(contains("<stdin>:2:").and(contains("titel")));
}
