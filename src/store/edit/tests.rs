use std::path::Path;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

fn edit(text: &str) -> FileEdit {
    FileEdit::of(Path::new("log.yaml"), text.as_bytes().to_vec()).expect("it is YAML")
}

fn result(edit: &FileEdit) -> String {
    String::from_utf8(edit.result().expect("nothing else changes")).expect("text")
}

fn record(value: &Value) -> Map<String, Value> {
    value.as_object().expect("an object").clone()
}

fn event(title: &str) -> Map<String, Value> {
    record(
        &json!({"kind": "statement", "date": "2025-12-21", "title": title, "actors": {"speaker": "peskov"}}),
    )
}

const STORE: &str = "\
# a log
events:
# the first
- kind: meeting # in Miami
  date: 2025-12-20
  title: 'One: two'
  note: |
    - not an item

- {kind: statement, date: 2025-12-21, title: Three}
actors:
- id: peskov
  name: Dmitry Peskov
";

#[test]
fn an_event_is_appended_to_its_list_and_nothing_else_changes() {
    let mut file = edit(STORE);
    file.append(List::Events, &event("Four # five")).expect("there is a place");
    let added =
        "\n- kind: statement\n  date: 2025-12-21\n  title: 'Four # five'\n  actors: {speaker: peskov}\n";
    let (head, tail) = STORE.split_once("actors:\n").expect("a list below");
    assert_eq!(result(&file), format!("{head}{added}actors:\n{tail}"));
}

#[test]
fn lists_are_made_where_there_is_none() {
    for (text, expected) in [
        ("", "events:\n- kind: statement"),
        ("# nothing yet\n", "# nothing yet\n\nevents:\n- kind: statement"),
        (
            "actors:\n- {id: peskov, name: Peskov}",
            "actors:\n- {id: peskov, name: Peskov}\n\nevents:\n- kind: statement",
        ),
        ("events: []\n", "events: [{\"kind\":\"statement\""),
        ("events:\n", "events:\n- kind: statement"),
        (
            "- kind: other\n  date: 2025\n  title: A\n",
            "- kind: other\n  date: 2025\n  title: A\n\n- kind: statement",
        ),
    ] {
        let mut file = edit(text);
        file.append(List::Events, &event("New")).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let found = result(&file);
        assert!(found.starts_with(expected), "{text:?} becomes\n{found}");
    }
}

#[test]
fn two_events_are_appended_in_order_also_to_a_new_list() {
    for text in [
        "",
        "events:\n- {kind: other, date: 2025, title: Old}\n",
        "{\"kind\":\"other\",\"date\":\"2025\",\"title\":\"Old\"}\n",
        "events: []\n",
        "[{\"kind\":\"other\",\"date\":\"2025\",\"title\":\"Old\"}]\n",
    ] {
        let mut file = edit(text);
        file.append(List::Events, &event("First")).expect("there is a place");
        file.append(List::Events, &event("Second")).expect("there is a place");
        let found = result(&file);
        let (first, second) = (found.find("First"), found.find("Second"));
        assert!(first.is_some() && first < second, "{text:?} becomes\n{found}");
    }
}

#[test]
fn a_field_is_set_added_where_the_schema_has_it_and_removed() {
    let mut file = edit(STORE);
    file.unset(4, "note").expect("it is there");
    file.set(4, "title", &json!("Two: three")).expect("it is there");
    file.set(4, "status", &json!("cancelled")).expect("it has a place");
    file.set(10, "title", &json!("Four")).expect("it is there");
    file.set(10, "grade", &json!("B2")).expect("it has a place");
    let expected = STORE
        .replace("'One: two'\n  note: |\n    - not an item\n", "'Two: three'\n  status: cancelled\n")
        .replace("title: Three}", "title: \"Four\", \"grade\": \"B2\"}");
    assert_eq!(result(&file), expected);
}

#[test]
fn the_first_field_gives_its_place_beside_the_dash_to_the_next() {
    let mut file = edit("events:\n- id: a\n  kind: other\n  date: 2025\n  title: A\n");
    file.unset(2, "id").expect("it is there");
    assert_eq!(result(&file), "events:\n- kind: other\n  date: 2025\n  title: A\n");
}

#[test]
fn a_change_that_would_change_another_record_is_refused() {
    let mut file =
        edit("events:\n- {kind: other, date: 2025, title: A}\n- {kind: other, date: 2025, title: B}\n");
    let bytes = file.at_line(3).expect("the second").bytes();
    // It says that the first record is changed, but changes the second.
    file.replace(2, bytes, "{kind: other, date: 2025, title: C}");
    assert!(matches!(file.result(), Err(EditError::OtherRecord(3))), "{:?}", file.result());
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let text = "\u{feff}events:\r\n- kind: other\r\n  date: 2025\r\n  title: A\r\n";
    let mut file = edit(text);
    file.append(List::Events, &event("B")).expect("there is a place");
    file.set(2, "grade", &json!("B2")).expect("it has a place");
    let found = result(&file);
    assert_eq!(found.matches("\r\n").count(), found.matches('\n').count(), "{found:?}");
    assert!(found.starts_with(text.trim_end()), "{found:?}");
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_written() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("log.yaml");
    write::write(&path, STORE.as_bytes(), Replace::Nothing).expect("the file is new");
    let mut file = FileEdit::open(&path).expect("it is there");
    file.append(List::Events, &event("Mine")).expect("there is a place");
    write::write(&path, b"events: []\n", Replace::Anything).expect("somebody else saves");
    assert!(matches!(file.save(), Err(EditError::Write(WriteError::Changed))), "theirs stands");
    assert_eq!(std::fs::read(&path).expect("it is there"), b"events: []\n");
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 :#,'\"\\[\\]{}&*!|>%@`=~?.+-]{0,40}",
        "(word |слово |\u{200f}שלום |– ){0,40}end",
        "([a-z:# -]{0,12}\n){0,4}[a-z ]{0,8}\n{0,3}",
        any::<String>(),
        prop::sample::select(vec![
            "no",
            "null",
            "~",
            "1e3",
            "0x1f",
            "12:30",
            "2025-12-21",
            "",
            " ",
            "-",
            "<<",
            "y",
            ".5",
            "010",
            "=",
            "---",
            "...",
            "- a"
        ])
        .prop_map(str::to_owned),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let scalar = any_text().prop_map(Value::from);
    scalar.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z_]{1,8}", inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// A value as the reader of spans sees it.
fn seen(node: &Spanned) -> Value {
    match &node.value {
        Part::Scalar(text) => text.clone().into(),
        Part::Alias => Value::Null,
        Part::Seq(items, _) => items.iter().map(seen).collect::<Vec<_>>().into(),
        Part::Map(pairs, _) => Value::Object(
            pairs
                .iter()
                .map(|(key, value)| (key.text().unwrap_or_default().to_owned(), seen(value)))
                .collect(),
        ),
    }
}

/// Items with comments, some of them broken, as people write them.
fn any_items() -> impl Strategy<Value = String> {
    let item = prop_oneof![
        Just("- kind: other # why\n  date: 2025-12-21\n  # about the title\n  title: 'A: b'\n".to_owned()),
        Just("- {kind: other, date: 2025, title: \"B\"} # flow\n".to_owned()),
        Just("-\n  kind: other\n  date: 2025\n  title: |\n    # text\n\n    more\n".to_owned()),
        Just("- date: nonsense\n  kind: what\n".to_owned()),
        "# [a-z ]{0,12}\n",
        "\n{1,3}",
        "  # [a-z ]{0,12}\n",
    ];
    prop::collection::vec(item, 0..7).prop_map(|items| items.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_reads_back(fields in prop::collection::vec(("[a-z_]{1,8}", any_value()), 1..6), margin in 0..4_usize) {
        let fields: Map<String, Value> = fields.into_iter().collect();
        let text = emit::item(&fields, margin);
        let roots = crate::store::yaml::spans::read(&text);
        let back = roots.as_deref().and_then(|roots| roots.first()).and_then(|root| root.items().first()).map(seen);
        prop_assert_eq!(back, Some(Value::Object(fields)), "{}", text);
    }

    #[test]
    fn appending_keeps_every_byte(head in any_items(), tail in prop::sample::select(vec!["", "# tail", "\nactors:\n- {id: a, name: A}\n", "---\nvenues:\n- {id: v}\n"])) {
        let text = format!("# about\nevents:\n{head}{tail}");
        // A file that is not YAML as a whole is refused, and stays.
        if let Ok(mut file) = FileEdit::of(Path::new("log.yaml"), text.as_bytes().to_vec())
            && file.append(List::Events, &event("New")).is_ok()
            && let Ok(after) = file.result()
        {
            let same = |(a, b): &(&u8, &u8)| a == b;
            let before = text.as_bytes();
            let front = before.iter().zip(&after).take_while(same).count();
            let back = before[front..].iter().rev().zip(after.iter().rev()).take_while(same).count();
            prop_assert_eq!(front + back, before.len(), "{}", String::from_utf8_lossy(&after));
            let again = FileEdit::of(Path::new("log.yaml"), after).expect("it is YAML");
            prop_assert!(again.entries().iter().filter(|entry| entry.text("title") == Some("New")).count() == 1);
        }
    }

    #[test]
    fn a_title_of_any_text_is_appended_and_set(title in any_text(), other in any_text()) {
        prop_assume!(!title.trim().is_empty() && !title.contains('\0') && !other.contains('\0'));
        let mut file = edit(STORE);
        file.append(List::Events, &event(&title)).expect("there is a place");
        file.set(4, "summary", &Value::from(other.as_str())).expect("it has a place");
        let after = file.result();
        prop_assert!(after.is_ok(), "{:?}", after);
        let again = FileEdit::of(Path::new("log.yaml"), after.expect("just seen"));
        let again = again.expect("it is YAML");
        let titles: Vec<&str> = again.entries().iter().filter_map(|entry| entry.text("title")).collect();
        prop_assert_eq!(titles, ["One: two", "Three", title.as_str()]);
        prop_assert_eq!(again.entries()[0].text("summary"), Some(other.as_str()));
    }
}

#[test]
fn a_dash_at_the_end_is_quoted_inside_brackets() {
    let fields: Map<String, Value> =
        [("a".to_owned(), serde_json::json!({"b": "c -"}))].into_iter().collect();
    assert_eq!(emit::item(&fields, 0), "- a: {b: 'c -'}\n");
}

#[test]
fn a_file_that_was_removed_since_it_was_read_has_changed() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("log.yaml");
    write::write(&path, STORE.as_bytes(), Replace::Nothing).expect("the file is new");
    let mut file = FileEdit::open(&path).expect("it is there");
    file.append(List::Events, &event("Mine")).expect("there is a place");
    std::fs::remove_file(&path).expect("somebody else removes it");
    assert!(matches!(file.save(), Err(EditError::Write(WriteError::Changed))), "it is not made again");
    assert!(!path.exists(), "it stays removed");
    let mut file = FileEdit::new_file(&path).expect("a new file");
    file.append(List::Events, &event("Mine")).expect("there is a place");
    assert!(file.save().expect("it is new"), "a file that was not there is made");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("pipe.yaml");
    let fifo = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(fifo.is_ok_and(|status| status.success()), "mkfifo runs");
    assert!(matches!(FileEdit::open(&path), Err(EditError::Io(_))), "nobody writes to it");
}
