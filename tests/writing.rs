//! The commands that change files: `check --fix`, `fmt` and `new`, on stores of their own.

#[path = "writing/known.rs"]
mod known;
#[path = "writing/phrases.rs"]
mod phrases;
#[path = "writing/sentences.rs"]
mod sentences;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// Writes a file, whatever it held.
fn put(path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> Result<(), demarche::store::WriteError> {
    demarche::store::write(path.as_ref(), text.as_ref(), demarche::store::Replace::Anything)
}

fn demarche(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(arguments)
        .current_dir(dir)
        .env("TZ", "UTC")
        .env_remove("DEMARCHE_STORE")
        .output()
        .expect("it runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const STORE: &str = "\
# a log
store: {title: Log, timezone: Europe/Kyiv}
actors:
- {id: peskov, name: Dmitry Peskov, aliases: [Peskov, Песков]}
- {id: rubio, name: Marco Rubio, aliases: [Rubio]}
- {id: lavrov, name: Sergey Lavrov, aliases: [Lavrov]}
venues:
- {id: moscow, name: Moscow, aliases: [Москва], timezone: Europe/Moscow}
- {id: nowhere, name: Nowhere}
outlets:
- {id: tass, name: TASS, domains: [tass.com]}
claims:
- {id: summit-planned, text: A summit in Budapest is planned.}
- {id: three-way-proposed, text: Three-way talks were proposed.}
- {id: three-way-wanted, text: Three-way talks are wanted.}
";

const EVENTS: &str = "\
events: # by hand
# about the first
- kind: meeting # in person
  date: 2025-12-20
  title: 'One: two'

- {kind: statement, date: 2025-12-21, title: \"Three\"} # flow
# after all
";

fn store() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a directory");
    let log = dir.path().join("log");
    fs::create_dir(&log).expect("a directory");
    put(log.join("names.yaml"), STORE).expect("written");
    put(log.join("2024.yaml"), "events:\n- {kind: other, date: 2024-06-01, title: Old}\n").expect("written");
    put(log.join("2025-12.yaml"), EVENTS).expect("written");
    (dir, log.join("2025-12.yaml"))
}

#[test]
fn a_sentence_is_shown_and_written_only_when_told() {
    let (dir, file) = store();
    let sentence = "Peskov denied three-way talks, Moscow, 21 Dec 2025 11:10, TASS https://tass.com/a/1";
    let shown = demarche(dir.path(), &["new", "-s", "log", sentence]);
    let event = "\
- id: 2025-12-21-peskov-denied-three-way-talks
  kind: statement
  date: 2025-12-21T11:10+03:00
  title: Peskov denied three-way talks
  actors: {speaker: peskov}
  venue: moscow
  stance: denies
  sources:
    - outlet: tass
      url: https://tass.com/a/1
";
    assert_eq!((shown.status.code(), out(&shown)), (Some(0), event.to_owned()), "{}", err(&shown));
    assert!(
        err(&shown).contains("perhaps --about three-way-proposed or --about three-way-wanted"),
        "{}",
        err(&shown)
    );
    assert!(
        err(&shown).contains("nothing is written: with --yes it is appended to log/2025-12.yaml"),
        "{}",
        err(&shown)
    );
    assert_eq!(fs::read_to_string(&file).expect("there"), EVENTS, "nothing is written");
    let written = demarche(dir.path(), &["new", "-s", "log", "-y", sentence]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let after = fs::read_to_string(&file).expect("there");
    let (head, tail) = EVENTS.split_once("# after all").expect("a tail");
    assert_eq!(after, format!("{head}\n{event}# after all{tail}"));
    let check = demarche(dir.path(), &["check", "log"]);
    assert_eq!(check.status.code(), Some(0), "{}", out(&check));
}

#[test]
fn what_is_not_certain_is_told_and_left_out() {
    let (dir, _) = store();
    for (sentence, absent, told) in [
        ("Peskov denied it, Nowhere, 2025-12-21 11:10", "11:10", "11:10 is left out: its zone is not known"),
        ("Peskov denied it, 11/12/2025", "date:", "may be 2025-12-11 or 2025-11-12"),
        ("Peskov has not denied it, 2025-12-21", "stance:", "give --kind and --stance"),
        ("Peskov denied it, Atlantis, 2025-12-21", "venue:", "not understood: `Atlantis`"),
        ("Peskov spoke, 2025-12-21", "kind:", "no verb that says a kind"),
        ("Ivanov denied it, 2025-12-21", "peskov", "actor `Ivanov` is not in `actors`"),
    ] {
        let shown = demarche(dir.path(), &["new", "-s", "log", sentence]);
        assert_eq!(shown.status.code(), Some(0), "{sentence}: {}", err(&shown));
        assert!(!out(&shown).contains(absent), "{sentence}: {}", out(&shown));
        let all = err(&shown);
        let other = told.replace("2025-12-11 or 2025-11-12", "2025-11-12 or 2025-12-11");
        assert!(all.contains(told) || all.contains(&other), "{sentence}: {all}");
    }
    let sentence = "Peskov denied talks in Nowhere, Moscow, 2025-12-21 11:10, Nowhere, TASS, tass";
    let shown = demarche(dir.path(), &["new", "-s", "log", sentence]);
    assert!(
        out(&shown).contains("date: 2025-12-21T11:10+03:00\n"),
        "a part names the venue: {}",
        out(&shown)
    );
    assert!(err(&shown).contains("a second venue is left out: `Nowhere`"), "{}", err(&shown));
    assert!(err(&shown).contains("a second outlet is left out: `tass`"), "{}", err(&shown));
    let clear =
        demarche(dir.path(), &["new", "-s", "log", "Песков опроверг summit in Budapest, Москва, 21.12.2025"]);
    assert!(
        out(&clear).contains("about:\n    - {claim: summit-planned}")
            || out(&clear).contains("about: [{claim: summit-planned}]"),
        "{}",
        out(&clear)
    );
}

#[test]
fn flags_give_fields_and_unknown_names_are_told() {
    let (dir, file) = store();
    let flags = [
        "new",
        "-s",
        "log",
        "--kind",
        "meeting",
        "--date",
        "2025-12-22",
        "--title",
        "A: talks",
        "--actor",
        "host=lavrov",
        "--actor",
        "party=Rubio,Nobody",
        "--venue",
        "Москва",
        "--source",
        "https://tass.com/b",
        "--grade",
        "B2",
        "--tag",
        "x",
        "--status",
        "scheduled",
        "--about",
        "summit-planned",
        "--quote",
        "no",
    ];
    let shown = demarche(dir.path(), &flags);
    assert_eq!(
        out(&shown),
        "- id: 2025-12-22-a-talks\n  kind: meeting\n  date: 2025-12-22\n  title: 'A: talks'\n  status: scheduled\n  actors: {host: lavrov, party: [rubio, Nobody]}\n  venue: moscow\n  quote: 'no'\n  about:\n    - {claim: summit-planned}\n  sources:\n    - outlet: tass\n      url: https://tass.com/b\n  grade: B2\n  tags: [x]\n",
        "{}",
        err(&shown)
    );
    assert!(err(&shown).contains("`Nobody` is not in `actors`"), "{}", err(&shown));
    for (wrong, told) in [
        (&["--kind", "meting"][..], "unknown kind `meting`; did you mean `meeting`?"),
        (&["--kind", "meeting", "--grade", "Z9"], "not an Admiralty code"),
        (&["--kind", "meeting", "--about", "sumit-planned"], "did you mean `summit-planned`?"),
        (&["--kind", "meeting", "--actor", "spaeker=peskov"], "no role `spaeker`"),
        (&["--kind", "meeting", "--source", "nobody.example"], "neither an address nor a source"),
        (&["--kind", "meeting", "--file", "nowhere/x.yaml"], "cannot write"),
    ] {
        let failed = demarche(
            dir.path(),
            &[&["new", "-s", "log", "-y", "--date", "2025-12-22", "--title", "A"], wrong].concat(),
        );
        assert_eq!(failed.status.code(), Some(2), "{wrong:?}: {}", err(&failed));
        assert!(err(&failed).contains(told), "{wrong:?}: {}", err(&failed));
    }
    assert_eq!(fs::read_to_string(&file).expect("there"), EVENTS);
    let nothing = demarche(dir.path(), &["new", "-s", "log"]);
    assert_eq!(nothing.status.code(), Some(2), "{}", err(&nothing));
}

#[test]
fn a_file_of_its_own_is_made_when_named() {
    let (dir, file) = store();
    let made = demarche(
        dir.path(),
        &["new", "-s", "log", "-y", "--file", "log/2026.yaml", "Rubio met Lavrov, Moscow, 2026-01-02"],
    );
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let text = fs::read_to_string(dir.path().join("log/2026.yaml")).expect("made");
    assert!(text.starts_with("events:\n- id: 2026-01-02-rubio-met-lavrov\n  kind: meeting\n"), "{text}");
    assert_eq!(fs::read_to_string(&file).expect("there"), EVENTS);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dir, file) = store();
    put(&file, EVENTS.replace("'One: two'", "One: two")).expect("written");
    let before = fs::read(&file).expect("there");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("permissions");
    put(dir.path().join("log/2026.yaml"), "events:\n- kind: Other\n  date: 2.1.2026\n  title: T\n")
        .expect("written");
    for arguments in [
        &["new", "-s", "log", "-y", "--file", "log/2025-12.yaml", "Rubio met Lavrov, Moscow, 2025-12-22"][..],
        &["check", "log", "--fix", "-y"],
    ] {
        let failed = demarche(dir.path(), arguments);
        assert_eq!(failed.status.code(), Some(2), "{arguments:?}: {}", err(&failed));
        assert_eq!(fs::read(&file).expect("there"), before, "{arguments:?}");
    }
    assert!(
        fs::read_dir(dir.path().join("log")).expect("a directory").count() == 4,
        "nothing is left beside it"
    );
}

#[test]
fn fixes_are_shown_first_and_written_when_told() {
    let (dir, file) = store();
    let wrong =
        EVENTS.replace("2025-12-20", "20.12.2025 # so").replace("title: 'One: two'", "titel: One: two");
    put(&file, &wrong).expect("written");
    let shown = demarche(dir.path(), &["check", "log", "--fix"]);
    assert_eq!(shown.status.code(), Some(1), "{}", err(&shown));
    for line in [
        "--- log/2025-12.yaml",
        "-  date: 20.12.2025 # so",
        "+  date: 2025-12-20 # so",
        "-  titel: One: two",
        "+  title: \"One: two\"",
        "@@ log/2025-12.yaml:4",
    ] {
        assert!(out(&shown).contains(line), "{line}: {}", out(&shown));
    }
    assert!(err(&shown).contains("nothing is written: there is no terminal to ask on"), "{}", err(&shown));
    assert_eq!(fs::read_to_string(&file).expect("there"), wrong, "nothing is written");
    let written = demarche(dir.path(), &["check", "log", "--fix", "--yes"]);
    assert_eq!(written.status.code(), Some(0), "{}\n{}", out(&written), err(&written));
    assert!(err(&written).contains("fixed: log/2025-12.yaml:5:3: unknown key `titel`"), "{}", err(&written));
    let right = EVENTS.replace("2025-12-20", "2025-12-20 # so").replace("'One: two'", "\"One: two\"");
    assert_eq!(fs::read_to_string(&file).expect("there"), right);
    let again = demarche(dir.path(), &["check", "log", "--fix"]);
    assert_eq!((again.status.code(), out(&again)), (Some(0), String::new()), "{}", err(&again));
}

#[test]
fn what_cannot_be_seen_is_named_in_the_difference() {
    let (dir, file) = store();
    put(&file, EVENTS.replace("title: 'One: two'", "title: \u{a0}One")).expect("written");
    let shown = demarche(dir.path(), &["check", "log", "--fix"]);
    assert!(
        out(&shown).contains("-  title: <U+00A0>One\n") && out(&shown).contains("+  title: One\n"),
        "{}",
        out(&shown)
    );
}

#[test]
fn an_event_as_a_whole_file_becomes_a_list_of_one() {
    let (dir, file) = store();
    let lone = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fix/single.yaml"))
        .expect("a case");
    put(&file, &lone).expect("written");
    let written = demarche(dir.path(), &["check", "log", "--fix", "--yes"]);
    assert_eq!(written.status.code(), Some(0), "{}{}", out(&written), err(&written));
    assert!(
        err(&written).contains("fixed: log/2025-12.yaml:1:1: an event that is not in a list"),
        "{}",
        err(&written)
    );
    let listed = demarche(dir.path(), &["list", "log", "--format", "jsonl"]);
    assert!(out(&listed).contains("\"id\":\"bans-pool-access\""), "it loads: {}", out(&listed));
    let after = fs::read_to_string(&file).expect("there");
    let moved: Vec<&str> = after.lines().map(|line| line.get(2..).unwrap_or_default()).collect();
    assert_eq!(moved, lone.lines().collect::<Vec<_>>(), "nothing but the dash and two spaces is new");
}

#[test]
fn form_is_checked_and_made() {
    let (dir, file) = store();
    let unordered = "events:\n# late\n- date: 2025-12-22\n  kind: other\n  title: B\n- {kind: other, date: 2025-12-21, title: A}\n";
    put(&file, unordered).expect("written");
    let check = demarche(dir.path(), &["fmt", "--check", "log"]);
    assert_eq!(
        (check.status.code(), out(&check)),
        (Some(1), "log/2025-12.yaml\n".to_owned()),
        "{}",
        err(&check)
    );
    assert_eq!(fs::read_to_string(&file).expect("there"), unordered);
    let made = demarche(dir.path(), &["fmt", "log"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let right = "events:\n- {kind: other, date: 2025-12-21, title: A}\n\n# late\n- kind: other\n  date: 2025-12-22\n  title: B\n";
    assert_eq!(fs::read_to_string(&file).expect("there"), right);
    let again = demarche(dir.path(), &["fmt", "--check", "log"]);
    assert_eq!((again.status.code(), out(&again)), (Some(0), String::new()));
}
