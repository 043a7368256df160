//! The parser's words that the rules look for: after an update of saphyr-parser, this test lists those that no longer
//! occur.

use std::collections::BTreeSet;

use saphyr_parser::Parser;

/// A text and the words with which the parser refuses it.
const SAID: &[(&str, &[&str])] = &[
    ("a:\n\tb: 1", &["tab"]),
    ("a: @x", &["unexpected character: `"]),
    ("- *x", &["unknown anchor"]),
    ("a: ]", &["misplaced bracket"]),
    ("a: [1,\n2]\n", &["invalid indentation in flow construct", "flow construct", "invalid indentation"]),
    ("a: [x", &["expected ',' or"]),
    ("a: [1, 2\nb: 3", &["illegal placement of ':'"]),
    ("'x", &["scanning a quoted scalar", "stream"]),
    ("a: [1,,2]", &["expected node content"]),
    ("x: y: z", &["mapping values are not allowed"]),
    ("a: 1\nb\n", &["simple key expect"]),
    ("a: - b", &["block sequence entries are not allowed"]),
    ("a:\n  - x\n - y", &["did not find expected key"]),
    ("- a: 1\n b: 2", &["expected '-' indicator"]),
    ("a: |2\n x", &["wrongly indented"]),
    ("a: \"x\" y", &["trailing content"]),
    ("a: \"\\q\"", &["unknown escape"]),
    ("a: \"\\uD800\"", &["escape code"]),
    ("a: | x", &["block scalar, did not find expected comment"]),
    ("a: !!!x", &["tag"]),
    ("a: &", &["anchor or alias"]),
];

fn refusal(text: &str) -> String {
    let refused = Parser::new_from_str(text).find_map(Result::err);
    refused.unwrap_or_else(|| panic!("{text:?} is no YAML")).info().to_owned()
}

#[test]
fn the_parser_still_says_what_hints_are_known_by() {
    let deep = "[".repeat(300);
    let deep = (deep.as_str(), ["recursion limit"].as_slice());
    let all = || SAID.iter().copied().chain([deep]);
    let missing: Vec<String> = all()
        .flat_map(|(text, words)| words.iter().map(move |words| (text, *words)))
        .filter(|(text, words)| !refusal(text).contains(words))
        .map(|(text, words)| format!("`{words}` is missing: of {text:.20?} it says `{}`", refusal(text)))
        .collect();
    assert_eq!(missing, [""; 0], "{} of the words of hints are missing from saphyr-parser", missing.len());

    let known: BTreeSet<&str> = all().flat_map(|(_, words)| words.iter().copied()).collect();
    let asked = recognised(include_str!("../syntax.rs"));
    assert_eq!(asked, known, "every message that a hint is known by has its text here, and no other");
}

/// The words that the rules look for: each `says("…")`, the prefix, and the lists of `words`.
fn recognised(source: &str) -> BTreeSet<&str> {
    let mut all = BTreeSet::new();
    for before in ["says(\"", "info.strip_prefix(\""] {
        all.extend(source.split(before).skip(1).filter_map(|rest| rest.split("\")").next()));
    }
    for list in ["let unclosed =", "let unlike ="] {
        let lines = source.split(list).nth(1).and_then(|rest| rest.split("];").next());
        all.extend(lines.into_iter().flat_map(|lines| lines.split('"').skip(1).step_by(2)));
    }
    all
}
