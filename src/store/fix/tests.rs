use proptest::prelude::*;

use super::*;

fn texts(text: &str) -> Texts {
    Texts::from([(PathBuf::from("log.yaml"), text.as_bytes().to_vec())])
}

fn fix(text: &str) -> String {
    match fixed(&texts(text)).as_slice() {
        [] => text.to_owned(),
        [file] => String::from_utf8(file.after.clone()).expect("text"),
        more => panic!("{} files", more.len()),
    }
}

/// An event with one line in place of its date, title and kind where these are given.
fn event(lines: &[&str]) -> String {
    let mut text = "events:\n- id: a\n".to_owned();
    for (key, line) in [("kind", "  kind: other"), ("date", "  date: 2025-12-21"), ("title", "  title: A")] {
        if !lines.iter().any(|line| line.trim_start().starts_with(key)) {
            text.push_str(line);
            text.push('\n');
        }
    }
    for line in lines {
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    }
    text + "# between\n- {id: b, kind: other, date: '2025-12-22', title: 'B'} # behind\n"
}

#[test]
fn what_is_certain_is_fixed() {
    for (wrong, right) in [
        ("date: [2025-12-19..2025-12-21] # a set", "date: '[2025-12-19..2025-12-21]' # a set"),
        ("date: 21.12.2025", "date: 2025-12-21"),
        ("date: \"21 December 2025\" # so", "date: \"2025-12-21\" # so"),
        ("date: “2025-12-21”", "date: 2025-12-21"),
        ("title: Talks: round one # so", "title: \"Talks: round one\" # so"),
        ("title: [Update] talks", "title: \"[Update] talks\""),
        ("title:Talks", "title: Talks"),
        ("title: @home", "title: \"@home\""),
        ("kind: Meeting", "kind: meeting"),
        ("tags: miami", "tags: [miami]"),
        ("actors: 'russia'", "actors: [russia]"),
        ("grade: 2B", "grade: B2"),
        ("participants: [russia]", "actors: [russia]"),
        ("summry: text", "summary: text"),
        ("stance: No Comment", "stance: no-comment"),
        (
            "sources: [{url: 'https://a.b/c', date: 21.12.2025}]",
            "sources: [{url: 'https://a.b/c', published: 2025-12-21}]",
        ),
    ] {
        assert_eq!(fix(&event(&[wrong])), event(&[right]), "{wrong}");
    }
}

#[test]
fn a_right_key_shows_what_is_wrong_with_its_value() {
    let text = "events:\n- kind: other\n  when: 21.12.2025\n  title: A\n";
    assert_eq!(fix(text), "events:\n- kind: other\n  date: 2025-12-21\n  title: A\n");
}

#[test]
fn what_is_not_certain_stays() {
    for line in [
        "date: 11/12/2025",
        "date: 2025-02-30",
        "date: 2025-12-21/2025-12-20",
        "tags: miami, talks",
        "status: cancelld",
        "venue: moscw",
        "id: 'Not An Id'",
        "links: {denies: c}",
        "wherefore: x",
        "title: Talks date: 2025-12-21 kind: x",
    ] {
        if line.starts_with("title") {
            let text = "events:\n- kind: meeting\n  title: Talks date: 2025-12-21\n";
            assert_eq!(fix(text), text, "two keys on a line are no title");
        } else {
            assert_eq!(fix(&event(&[line])), event(&[line]), "{line}");
        }
    }
}

#[test]
fn names_are_not_respelt() {
    let text = "actors:\n- {id: peskov, name: Peskov}\nevents:\n- {kind: statement, date: 2025, title: A, actors: [peskof], stance: denys}\n";
    assert_eq!(fix(text), text, "did-you-mean is a guess");
}

#[test]
fn a_fix_that_makes_a_problem_is_not_made() {
    // Without its mistake it would be the second record of that id.
    let text = "actors:\n- {id: a, nam: A}\n- {id: a, name: B}\n";
    assert_eq!(problems(&texts(&fix(text))).len(), problems(&texts(text)).len());
    let twice = "events:\n- {kind: other, date: 2025-12-21, title: A, when: 2025}\n";
    assert_eq!(fix(twice), twice, "the key is there already");
}

#[test]
fn line_ends_and_marks_stay() {
    let text = "\u{feff}events:\r\n- kind: Other\r\n  date: 21.12.2025\r\n  title: A\r\n";
    let right = "\u{feff}events:\r\n- kind: other\r\n  date: 2025-12-21\r\n  title: A\r\n";
    assert_eq!(fix(text), right);
    let json = "{\"kind\":\"other\",\"date\":\"21.12.2025\",\"title\":\"A\"}\n{\"kind\":\"other\",\"date\":\"2025\",\"title\":\"B\"}\n";
    assert_eq!(fix(json), json.replace("21.12.2025", "2025-12-21"));
}

fn any_line() -> impl Strategy<Value = String> {
    let keys = prop::sample::select(vec![
        "id",
        "kind",
        "date",
        "when",
        "title",
        "titel",
        "headline",
        "actors",
        "participants",
        "tags",
        "venue",
        "grade",
        "status",
        "stance",
        "summary",
        "sources",
        "links",
        "figures",
        "quote",
        "xyz",
        "Date",
    ]);
    let values = prop_oneof![
        prop::sample::select(vec![
            "2025-12-21",
            "21.12.2025",
            "11/12/2025",
            "[2025-12-19..2025-12-21]",
            "{2025-12-19,2025-12-21}",
            "%2025",
            "20 Dec 2025",
            "2025-12",
            "Meeting",
            "meeting",
            "other",
            "russia",
            "[russia]",
            "a, b",
            "Talks: one",
            "'it's",
            "[Update] talks",
            "2B",
            "b2",
            "|",
            ">-",
            "&a x",
            "*a",
            "x # y",
            "\"q\": r",
            "{claim: x}",
            "- a",
            "yes",
            "",
            "~",
            "@x",
            "“2025-12-21”",
            "2025\u{200b}-12-21",
            "[a: b]",
            "[[a]]",
        ])
        .prop_map(str::to_owned),
        "[a-zA-Z0-9 :#,'\"\\[\\]{}&*!|>%@.-]{0,16}",
    ];
    (keys, prop::sample::select(vec![": ", ":", ":  "]), values, prop::sample::select(vec!["", " # c"]))
        .prop_map(|(key, colon, value, comment)| format!("{key}{colon}{value}{comment}"))
}

fn any_event() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(any_line(), 1..6)
            .prop_map(|lines| format!("- {}\n", lines.join("\n  "))),
        1 => prop::collection::vec(any_line(), 1..5).prop_map(|lines| format!("- {{{}}}\n", lines.join(", "))),
        1 => Just("- {id: good, kind: other, date: 2025-12-21, title: Good}\n".to_owned()),
        1 => Just("# a comment\n".to_owned()),
        1 => Just("\n".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixes_make_no_problem_and_change_no_other_record(items in prop::collection::vec(any_event(), 1..6)) {
        let text = format!("events:\n{}", items.concat());
        let old = problems(&texts(&text));
        let bad: Vec<Home> = old.iter().map(|problem| home(problem, text.as_bytes())).collect();
        let mut good = records(text.as_bytes());
        good.retain(|(_, line, _)| !bad.iter().any(|(_, other)| other == line));
        for file in fixed(&texts(&text)) {
            let after = String::from_utf8(file.after.clone()).expect("text");
            let new = problems(&texts(&after));
            for problem in &new {
                prop_assert!(
                    old.iter().any(|other| other.message == problem.message),
                    "{} is new in\n{}\nfrom\n{}", problem.reported(), after, text
                );
            }
            prop_assert!(new.len() + file.fixed.len() >= old.len() || !new.is_empty() || !file.fixed.is_empty());
            let read = records(after.as_bytes());
            for record in &good {
                prop_assert!(read.contains(record), "a record reads otherwise in\n{}\nfrom\n{}", after, text);
            }
            prop_assert_eq!(after.matches('\n').count(), text.matches('\n').count());
            let again = fixed(&texts(&after));
            prop_assert!(again.is_empty() || again.iter().all(|file| file.after != file.before));
        }
    }
}
