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
        ("status: cancelld", "status: cancelled"),
        ("status: canceled", "status: cancelled"),
        ("status: rumored", "status: rumoured"),
        ("actors: {speeker: peskov}", "actors: {speaker: peskov}"),
        ("date: 5. Dezember 2025", "date: 2025-12-05"),
        ("date: 21 декабря 2025 года", "date: 2025-12-21"),
        (
            "figures: {killed: 3, injured: ~10}",
            "figures: [{metric: killed, count: 3}, {metric: injured, count: ~10}]",
        ),
        ("killed: 3 # so", "figures: [{metric: killed, count: 3}] # so"),
        ("actors: [speaker: peskov]", "actors: {speaker: peskov}"),
        ("actors: [speaker: a, mediator: b, speaker: c]", "actors: {speaker: [a, c], mediator: b}"),
        ("actors: peskov, ushakov # two", "actors: [peskov, ushakov] # two"),
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
        "status: cancd",
        "date: 21.12.25",
        "actors: Rubio, Marco",
        "killed: many",
        "figures: {a: 1, metric: killed}",
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
fn a_certain_fix_is_made_beside_one_that_is_not() {
    let wrong = event(&["kind: Meeting", "when: 3/12/2025", "grade: 2B", "tags: miami"]);
    let wrong = wrong.replace("  date: 2025-12-21\n", "");
    let right = event(&["kind: meeting", "date: 3/12/2025", "grade: B2", "tags: [miami]"]);
    assert_eq!(fix(&wrong), right, "the key, and all but its value");
    let all = problems(&texts(&wrong));
    let told = all.iter().find(|problem| problem.code.0 == "unknown-key").map(Problem::reported);
    let hint = ": unknown key `when` in an event | did you mean `date`? Then write 2025-12-03 or 2025-03-12";
    assert!(told.as_ref().is_some_and(|told| told.ends_with(hint)), "both are told: {told:?}");
    // A fix that would make another mistake stands back alone.
    let wrong = event(&["kind: Meeting", "role: {x: y}", "figures: {metrc: 1}", "grade: 2B"]);
    let fixed = fix(&wrong);
    assert!(fixed.contains("kind: meeting") && fixed.contains("grade: B2"), "{fixed}");
}

#[test]
fn tabs_become_spaces() {
    let wrong = "events:\n- id: a\n\tkind: other\n  date: 2025\n\ttitle: A\n\tactors:\n\t\tspeaker: x\n- {id: b, kind: other, date: 2025, title: \"a\\tb\"}\n";
    assert_eq!(fix(wrong), wrong.replace('\t', "  "), "where all lines read so");
    let text = "events:\n- id: a\n\tkind: other\n  date: 2025\n  title: A\n  note: |\n    a\n    \tb\n";
    assert_eq!(fix(text), text, "a tab may be part of a text");
}

#[test]
fn a_mapping_that_stands_for_a_list_gets_its_dash() {
    let lone = "# one\nid: a\nkind: statement\n\n# so\ndate: 21.12.2025\ntitle: |\n  A\n\n   b\nactors:\n- x\n# end\n";
    assert_eq!(
        fix(lone),
        "# one\n- id: a\n  kind: statement\n\n  # so\n  date: 2025-12-21\n  title: |\n    A\n\n     b\n  actors:\n  - x\n# end\n",
        "an event as a whole file; what was wrong in it is mended, too"
    );
    for (wrong, right) in [
        (
            "events:\n  kind: other\n  date: 2025\n  title: A # so\n# end\n",
            "events:\n  - kind: other\n    date: 2025\n    title: A # so\n# end\n",
        ),
        (
            "events: {kind: other, date: 2025, title: A} # so\n",
            "events: [{kind: other, date: 2025, title: A}] # so\n",
        ),
        (
            "event:\n  kind: other\n  date: 2025\n  title: A\n",
            "events:\n  - kind: other\n    date: 2025\n    title: A\n",
        ),
        (
            "actors:\n  id: x\n  name: X\nevents:\n- {kind: other, date: 2025, title: A}\n",
            "actors:\n  - id: x\n    name: X\nevents:\n- {kind: other, date: 2025, title: A}\n",
        ),
        (
            "\u{feff}kind: other\r\ndate: 2025\r\n\r\ntitle: A\r\n",
            "\u{feff}- kind: other\r\n  date: 2025\r\n\r\n  title: A\r\n",
        ),
        (
            "kind: other\ndate: 2025\ntitle: A\n---\nkind: other\ndate: 2025\ntitle: B\n",
            "- kind: other\n  date: 2025\n  title: A\n---\n- kind: other\n  date: 2025\n  title: B\n",
        ),
    ] {
        assert_eq!(fix(wrong), right);
        assert_eq!(problems(&texts(right)), [], "{right}");
    }
    let sources = event(&["sources:", "  url: https://a.b/c", "  # when", "  published: 2025-12-21"]);
    let listed = event(&["sources:", "  - url: https://a.b/c", "    # when", "    published: 2025-12-21"]);
    assert_eq!(fix(&sources), listed, "a list of an event");
    let one = event(&["sources: {url: 'https://a.b/c'}"]);
    assert_eq!(fix(&one), event(&["sources: [{url: 'https://a.b/c'}]"]), "in brackets");
    assert_eq!(fix(&event(&["sources: https://a.b/c"])), event(&["sources: [https://a.b/c]"]), "an address");
    for uncertain in [
        "events:\n  a: {kind: other, date: 2025, title: A}\n",
        "actors:\n  peskov: {name: P}\nevents: []\n",
        "event:\n  kind: other\n  date: 2025\n  title: A\nevents: []\n",
    ] {
        assert_eq!(fix(uncertain), uncertain, "what a name is to be is not certain");
    }
}

#[test]
fn a_dash_that_begins_no_item_gets_its_space() {
    for (wrong, right) in [
        (
            "events:\n-kind: other\n  date: 2025\n  title: A\n",
            "events:\n- kind: other\n  date: 2025\n  title: A\n",
        ),
        (
            "events:\n- kind: other\n  date: 2025\n  title: A\n-kind: other # so\n  date: 2025\n  title: B\n",
            "events:\n- kind: other\n  date: 2025\n  title: A\n- kind: other # so\n  date: 2025\n  title: B\n",
        ),
        (
            "events:\n– kind: other\n  date: 2025\n  title: A\n",
            "events:\n- kind: other\n  date: 2025\n  title: A\n",
        ),
    ] {
        assert_eq!(fix(wrong), right);
    }
    let listed = event(&["actors:", "- ukraine", "-russia"]);
    assert_eq!(fix(&listed), event(&["actors:", "- ukraine", "- russia"]));
    for uncertain in
        [event(&["tags:", "  -a"]), event(&["tags:", "  -a", "  -b"]), event(&["note: a", "  -b"])]
    {
        assert_eq!(fix(&uncertain), uncertain);
    }
}

#[test]
fn what_a_broken_record_hid_shows_once_it_is_fixed() {
    let text = "events:\n- kind: other\n  date: 2025-12-21\n  title: A: b\n  grade: Z9\n  tags: x, y\n";
    assert_eq!(fix(text), text.replace("A: b", "\"A: b\""), "the rest can be read now, and is reported");
    assert_eq!(problems(&texts(&fix(text))).len(), 2);
}

#[test]
fn prose_is_quoted_whatever_it_begins_with() {
    for (wrong, right) in [
        ("title: - dash first", "title: \"- dash first\""),
        ("title: 'It's his line'", "title: 'It''s his line'"),
        ("title: \"Quoted\" then more", "title: '\"Quoted\" then more'"),
        ("title: *starred*", "title: \"*starred*\""),
        ("title: Order #500 withdrawn", "title: \"Order #500 withdrawn\""),
        ("title: \u{a0}Talks", "title: Talks"),
        ("title:\u{a0}Talks", "title: Talks"),
    ] {
        assert_eq!(fix(&event(&[wrong])), event(&[right]), "{wrong}");
    }
    for uncertain in [
        "tags: - dash first",
        "title: 'It's 'his' line'",
        "title: \"Quoted\" then \"more\"",
        "title: \"Unbalanced",
        "venue: *moscow",
        "title: *t",
        "title: Fine # five",
        "date: 2025-12-21 #checked",
        "sources: ['https://a.b/c', https://a.b/page #section",
    ] {
        assert_eq!(fix(&event(&[uncertain])), event(&[uncertain]), "{uncertain}");
    }
}

/// The cases that people sent, each with what it is to become: only lines that are named change.
#[test]
fn known_cases_load_after_their_fixes() {
    for (name, left, lines) in [
        ("hash", 0, &["  title: \"Order #500 withdrawn, says the ministry\"", "  note: \"see PR #12\""][..]),
        ("nbsp", 0, &["  title: Leading NBSP", "  note: nbsp indent", "- kind: statement"][..]),
        (
            "quotes",
            1,
            &[
                "  note: \"‘He said: it’s over’\"",
                "  title: \"Three: with a colon\"",
                "  title: \"Ends with hash #tag\"",
                "  title: \"@handle posts\"",
                "  title: \"% percent\"",
                "  title: \"- dash first\"",
                "  title: \"[bracketed] remark\"",
                "  title: 'It''s his line'",
                "  title: \"*starred*\"",
                "  title: \"{braced} remark\"",
                "  title: '\"Quoted\" then more'",
            ][..],
        ),
        (
            "single",
            0,
            &["- id: bans-pool-access", "  title: Officials bar an agency from the pool", "  - White House"]
                [..],
        ),
        ("hints", 1, &[][..]),
        (
            "years",
            5,
            &["- {kind: strike, date: 2025-09~, title: ca, actors: {attacker: russia, target: ukraine}}"][..],
        ),
    ] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/fix/{name}.yaml"));
        let before = std::fs::read(&path).expect("a case");
        let texts = Texts::from([(PathBuf::from("log.yaml"), before.clone())]);
        let after = fixed(&texts).pop().map_or(before, |file| file.after);
        let again = Texts::from([(PathBuf::from("log.yaml"), after.clone())]);
        let problems: Vec<String> = problems(&again)
            .iter()
            .filter(|one| one.severity == Severity::Problem)
            .map(Problem::reported)
            .collect();
        assert_eq!(problems.len(), left, "{name}: {problems:#?}");
        assert_eq!(fixed(&again), [], "{name}: once is enough");
        let after = String::from_utf8(after).expect("text");
        for line in lines {
            assert!(after.lines().any(|one| one == *line), "{name}: {line}\nin\n{after}");
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
            for problem in new.iter().filter(|problem| problem.severity == Severity::Problem) {
                // What nobody could read says nothing; what can be read shows what else is wrong with it.
                let hidden = |other: &&Problem| {
                    matches!(other.code.0, "syntax" | "invisible-character" | "alias" | "wrong-shape")
                        && home(other, text.as_bytes()) == home(problem, after.as_bytes())
                };
                let renamed = |other: &&Problem| other.code.0 == "unknown-key" && other.line == problem.line;
                let revealed = problem.code.0 != "syntax" && old.iter().any(|other| hidden(&other))
                    || is_readable(problem) && file.fixed.iter().any(|other| renamed(&other));
                prop_assert!(
                    revealed || old.iter().any(|other| other.message == problem.message),
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

fn any_field() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("id: a\n".to_owned()),
        Just("grade: B2 # so\n".to_owned()),
        Just("tags: [a,\n  b]\n".to_owned()),
        Just("actors:\n- x\n# between\n- y\n".to_owned()),
        Just("actors:\n  speaker: x\n  # inside\n  party: [y]\n".to_owned()),
        Just("sources:\n  - url: https://a.b/c\n    published: 2025\n".to_owned()),
        Just("note: 'it''s\n\n  so'\n".to_owned()),
        Just("summary: a\n  b\n\n  c\n".to_owned()),
        ("[|>][-+]?", "( {2,4}[a-z#: -]{1,8}\n|\n| {3}\n){0,4}")
            .prop_map(|(sign, lines)| format!("quote: {sign}\n  a\n{lines}")),
        Just("# a comment\n".to_owned()),
        Just("  # further in\n".to_owned()),
        Just("\n".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_dash_moves_lines_and_changes_nothing_else(
        fields in prop::collection::vec(any_field(), 0..6),
        below in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let mut lone = "kind: other\ndate: 2025-12-21\n".to_owned();
        lone.extend(fields);
        lone.push_str("title: T\n");
        let indented = |text: &str, by: &str| {
            let line = |line: &str| if line == "\n" { line.to_owned() } else { format!("{by}{line}") };
            text.split_inclusive('\n').map(line).collect::<String>()
        };
        let text = if below { format!("events:\n{}", indented(&lone, "  ")) } else { lone };
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let as_read = |text: &str| {
            let root = spans::read(text).unwrap_or_default().into_iter().next()?;
            if below { root.field("events").map(|(_, value)| value.clone()) } else { Some(root) }
        };
        prop_assume!(as_read(&text).is_some());
        let after = fix(&text);
        prop_assume!(after != text);
        for (old, new) in text.lines().zip(after.lines()) {
            let moved = new.strip_prefix("  ").or_else(|| new.strip_prefix("- ")).unwrap_or(new);
            let moved = if below && new.trim_start().starts_with("- kind") { new.replacen("- ", "", 1) } else { moved.to_owned() };
            prop_assert!(old == new || old.trim() == moved.trim(), "{:?} became {:?}", old, new);
        }
        prop_assert_eq!(text.lines().count(), after.lines().count());
        let (old, new) = (as_read(&text), as_read(&after));
        let item = new.as_ref().and_then(|new| new.items().first());
        let same = old.as_ref().zip(item).is_some_and(|(old, item)| spans::is_alike(old, item));
        prop_assert!(same && new.is_some_and(|new| new.items().len() == 1), "{}", after);
        prop_assert_eq!(fix(&after), after, "once is enough");
    }
}
