use proptest::prelude::*;

use super::*;
use crate::store::schema::{HOUSE_ORDER, record};

fn formatted(text: &str) -> FormattedFile {
    FormattedFile::of(PathBuf::from("log.yaml"), text.as_bytes().to_vec())
}

fn fmt(text: &str) -> String {
    String::from_utf8(formatted(text).after).expect("text")
}

#[test]
fn the_house_order_has_every_field_of_an_event() {
    let mut fields: Vec<&str> = record(List::Events).fields.iter().map(|field| field.key).collect();
    let mut order = HOUSE_ORDER.to_vec();
    fields.sort_unstable();
    order.sort_unstable();
    assert_eq!(order, fields);
}

#[test]
fn events_are_put_in_date_order_with_their_comments() {
    let text = "\
# about the log

events:
# about this list

# about the second
- id: b
  title: B # behind B
  # about the kind
  kind: other
  date: 2025-12-22

  # inside, at its end
# about the first
# over two lines
-   date: 2025-12-21
    id: a
    kind: other
    title: >-
      folded

      text


    summary: x
# after everything
actors:
- {id: x, name: X}
";
    let right = "\
# about the log

events:
# about this list

# about the first
# over two lines
- id: a
  kind: other
  date: 2025-12-21
  title: >-
    folded

    text
  summary: x

# about the second
- id: b
  # about the kind
  kind: other
  date: 2025-12-22
  # inside, at its end
  title: B # behind B
# after everything
actors:
- {id: x, name: X}
";
    assert_eq!(fmt(text), right);
}

#[test]
fn dashes_go_to_the_margin_and_times_in_order() {
    let text = "\
events:
    - kind: other
      date: 2025-12-21T11:10+03:00
      title: Late
    - kind: other
      date: 2025-12-21
      title: That day
    - kind: other
      date: 2025-12-21T09:00+03:00
      title: Early
    - {kind: other, date: 2025-12, title: That month}
";
    let right = "\
events:
- {kind: other, date: 2025-12, title: That month}

- kind: other
  date: 2025-12-21T09:00+03:00
  title: Early

- kind: other
  date: 2025-12-21
  title: That day

- kind: other
  date: 2025-12-21T11:10+03:00
  title: Late
";
    assert_eq!(fmt(text), right);
}

#[test]
fn what_cannot_be_parsed_is_left_and_told() {
    let text = "events:\n- kind: other\n  date: 2025-12-22\n  title: B\n\n- title: no: yaml\n\n- title: C\n  kind: other\n\n- kind: other\n  date: 2025-12-21\n  title: A\n";
    let file = formatted(text);
    assert_eq!(
        String::from_utf8_lossy(&file.after),
        "events:\n- kind: other\n  date: 2025-12-21\n  title: A\n\n- kind: other\n  date: 2025-12-22\n  title: B\n\n- title: no: yaml\n\n- kind: other\n  title: C\n"
    );
    assert_eq!(
        file.left,
        [(6, "left as it is: this event is not YAML"), (8, "left where it stands: its date cannot be read")]
    );
    for (text, why) in [
        ("events: [{kind: other, date: 2025, title: A}]\n", "left as it is: not a plain list of events"),
        ("{\"kind\": \"other\", \"date\": \"2025\", \"title\": \"A\"}\n", "left as it is: JSON lines"),
        (
            "events:\n<<<<<<< a\n- {kind: other, date: 2025, title: A}\n=======\n>>>>>>> b\n",
            "left as it is: unresolved git conflict",
        ),
    ] {
        let file = formatted(text);
        assert_eq!(
            (String::from_utf8_lossy(&file.after).as_ref(), file.left.as_slice()),
            (text, &[(0, why)][..])
        );
    }
}

#[test]
fn an_anchor_stays_before_what_repeats_it() {
    let text = "events:\n- {kind: other, date: 2025-12-22, title: &t B}\n\n- {kind: other, date: 2025-12-21, title: *t}\n";
    let file = formatted(text);
    assert_eq!(String::from_utf8_lossy(&file.after), text, "{:?}", file.left);
}

#[test]
fn the_demonstration_store_is_in_form() {
    for (path, bytes) in crate::store::builtin::files() {
        let file = FormattedFile::of(path.clone(), bytes.to_vec());
        assert_eq!(
            String::from_utf8_lossy(&file.after),
            String::from_utf8_lossy(bytes),
            "{}",
            path.display()
        );
        assert_eq!(file.left, [], "{}", path.display());
    }
}

fn any_field() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "[a-z]{1,8}( [a-z]{1,5}){0,2}",
        prop::sample::select(vec![
            "|\n    one\n\n    # not a comment\n    two\n",
            "|+\n    kept\n\n",
            ">-\n    folded\n      deeper\n",
            "'quoted # so'",
            "\"two\n    lines\"",
            "[a, b]",
            "[a,\n    b]",
            "{x: y}",
            "\n  - a\n  - b # c",
            "\n    - a\n    # d\n    - b",
            "",
            "~",
            "&a x",
            "*a",
            "!t x",
            "x: y",
            "- z",
            "@x",
        ])
        .prop_map(str::to_owned),
    ];
    let keys = prop::sample::select(vec![
        "id", "kind", "subtype", "summary", "note", "grade", "tags", "venue", "xyz", "actors", "quote",
    ]);
    (
        keys,
        value,
        prop::sample::select(vec![
            "",
            " # behind",
            "\n",
            "\n  # over",
            "\n\n  # over",
            "\n    # far",
            "\n# margin",
        ]),
    )
        .prop_map(|(key, value, behind)| {
            let behind = if value.contains('\n') { behind.trim_start_matches(' ') } else { behind };
            let joint = if value.ends_with('\n') { behind.trim_start_matches('\n') } else { behind };
            let open = if value.ends_with('\n') && joint.is_empty() { "" } else { "\n" };
            format!("{key}: {value}{joint}{open}")
        })
}

fn any_item() -> impl Strategy<Value = String> {
    let date = prop::sample::select(vec![
        "2025-12-21",
        "2025-12-20",
        "2025-12",
        "2025",
        "2025-12-21T11:10+03:00",
        "2025-12-21T09:00+03:00",
        "nonsense",
        "2025-12-20/2025-12-22",
        "../2025-07",
    ]);
    let block = (
        date.clone(),
        prop::collection::vec(any_field(), 0..5),
        0..3_usize,
        prop::sample::select(vec!["- ", "-   "]),
    )
        .prop_map(|(date, mut fields, at, dash)| {
            fields.insert(at.min(fields.len()), format!("date: {date}\n"));
            let body = fields.join("  ");
            let deeper = " ".repeat(dash.len() - 2);
            let text: Vec<String> = body
                .lines()
                .enumerate()
                .map(|(nth, line)| {
                    if nth == 0 || line.is_empty() {
                        format!("{line}\n")
                    } else {
                        format!("{deeper}{line}\n")
                    }
                })
                .collect();
            format!("{dash}{}", text.concat())
        });
    let air = prop::sample::select(vec![
        "",
        "\n",
        "\n\n\n",
        "# above\n",
        "\n# section\n\n",
        "# one\n\n# two\n",
        "  # far in\n",
    ]);
    let flow = date.prop_map(|date| format!("- {{kind: other, date: '{date}', title: T}} # flow\n"));
    (air, prop_oneof![4 => block, 1 => flow]).prop_map(|(air, item)| format!("{air}{item}"))
}

fn comments_of(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .lines()
        .filter_map(|line| line.find('#').map(|at| line.split_at(at).1.trim().to_owned()))
        .collect();
    found.sort();
    found
}

/// What is above the events of a file.
fn any_head() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "# head\nevents:\n",
        "# head\nevents:\n",
        "\u{feff}# head\nevents: # a\ttab\n",
        "store: {title: Log, timezone: Europe/Kyiv} # so\n\nevents:\n",
        "store: {title: Log,\n  # inside\n  timezone: Europe/Kyiv}\nactors: []\nevents:\n",
        "---\nstore: {title: Log}\n--- # second\nevents:\n",
        "%YAML 1.2\n---\nevents:\n",
        "# a list alone\n",
    ])
}

#[test]
fn a_key_with_brackets_beside_it_does_not_keep_events_from_their_order() {
    let text = "store: {title: 'A: log', timezone: Europe/Kyiv} # so\nactors: [{id: a,\n  name: A}]\nevents:\n- {kind: other, date: 2025-12-22, title: B}\n- {kind: other, date: 2025-12-21, title: A}\n";
    let head = text.split("- {kind").next().expect("a head");
    assert_eq!(
        fmt(text),
        format!(
            "{head}- {{kind: other, date: 2025-12-21, title: A}}\n\n- {{kind: other, date: 2025-12-22, title: B}}\n"
        )
    );
    let flow =
        "events: [{kind: other, date: 2025-12-22, title: B}, {kind: other, date: 2025-12-21, title: A}]\n";
    let file = formatted(flow);
    assert_eq!((String::from_utf8_lossy(&file.after).into_owned(), file.left.len()), (flow.to_owned(), 1));
}

#[test]
fn a_byte_order_mark_before_a_bare_list_stays_in_front() {
    let text =
        "\u{feff}- {kind: other, date: 2025-12-22, title: B}\n- {kind: other, date: 2025-12-21, title: A}\n";
    assert_eq!(
        fmt(text),
        "\u{feff}- {kind: other, date: 2025-12-21, title: A}\n\n- {kind: other, date: 2025-12-22, title: B}\n"
    );
}

#[test]
fn an_event_that_takes_a_value_from_another_is_told_as_such() {
    let file = formatted(
        "events:\n- {kind: other, date: 2025-12-22, title: &t B}\n\n- {kind: other, date: 2025-12-21, title: *t}\n",
    );
    assert_eq!(file.left, [(4, "left as it is: this event takes values from another one through `*`")]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn form_is_stable_and_loses_nothing(items in prop::collection::vec(any_item(), 0..6), margin in prop::sample::select(vec![0, 2]), tail in prop::sample::select(vec!["", "# tail\n", "\nactors:\n- {id: a, name: A}\n", "---\n- {kind: other, date: 2025-12-02, title: D}\n# of it\n- {kind: other, date: 2025-12-01, title: C}\n"]), head in any_head(), crlf in any::<bool>(), open in any::<bool>()) {
        let body: String = items.concat();
        let body: String = body.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{}{line}\n", " ".repeat(margin)) }).collect();
        let text = format!("{head}{body}{tail}");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let text = if open { text.trim_end_matches(['\r', '\n']).to_owned() } else { text };
        let once = fmt(&text);
        prop_assert_eq!(&fmt(&once), &once, "a second time, from\n{}", text);
        prop_assert_eq!(comments_of(&once), comments_of(&text), "comments of\n{}\nfrom\n{}", once, text);
        let (old, new) = (Store::from_texts([("a.yaml", text.clone())]), Store::from_texts([("a.yaml", once.clone())]));
        let events = |store: &Store| {
            let mut all: Vec<String> = store.iter().map(|(_, event)| {
                format!("{:?}", (event.kind, &event.title, event.date.text(), &event.summary, &event.note, &event.tags))
            }).collect();
            all.sort();
            all
        };
        prop_assert_eq!(events(&old), events(&new));
        prop_assert_eq!(old.problems.len(), new.problems.len(), "problems of\n{}\nfrom\n{}", once, text);
    }
}

#[test]
fn what_may_not_be_in_form_is_left() {
    for (text, is_left) in [
        ("events: [{kind: other, date: 2025, title: A}]\n", true),
        ("{\"kind\": \"other\", \"date\": \"2025\", \"title\": \"A\"}\n", false),
        ("events:\n- date: 2025\n  kind: other\n  title: A\n", false),
        ("events:\n- kind: other\n  date: soon\n  title: A\n", false),
        ("terms: {}\n", false),
    ] {
        assert_eq!(formatted(text).is_left(), is_left, "{text}");
    }
    let broken = FormattedFile::of(PathBuf::from("log.yaml"), b"events:\n- title: \xff\n".to_vec());
    assert!(broken.is_left(), "not UTF-8");
}
