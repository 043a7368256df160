//! Hostile text in every field: nothing but our own tags and attributes comes out, and the text shows as written.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;

use super::reader::{read, seen};
use crate::export::tests::document;
use crate::export::{Format, Options};
use crate::text::visible_line;
use crate::timeline::sample;

/// The store `one_wording.yaml` as JSON, which is YAML too.
const STORE: &str = include_str!("../../../../tests/data/page/every_field.json");
/// The fields of free text. Names in lists, ids and words of the program's own lists stay.
const TEXTS: [&str; 17] = [
    "title",
    "name",
    "text",
    "original",
    "summary",
    "note",
    "as",
    "channel",
    "value",
    "field",
    "cite",
    "outcome",
    "grade_note",
    "published_basis",
    "weapon",
    "of",
    "url",
];
/// Those of them that a page shows as a whole.
const SHOWN: [&str; 6] = ["summary", "text", "original", "outcome", "grade_note", "cite"];

/// Replaces each text by a placeholder and returns its field for each.
fn placed(value: &mut Value, fields: &mut Vec<String>) {
    match value {
        Value::Object(all) => {
            for (key, own) in all {
                match own {
                    Value::String(text) if TEXTS.contains(&key.as_str()) => {
                        *text = format!("P{:03}P", fields.len());
                        fields.push(key.clone());
                    }
                    other => placed(other, fields),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|own| placed(own, fields)),
        _ => {}
    }
}

/// Returns the store with these texts in turn, and the texts that a page must show.
fn filled(texts: &[String]) -> (String, Vec<String>) {
    let mut store: Value = serde_json::from_str(STORE).expect("JSON");
    let mut fields = Vec::new();
    placed(&mut store, &mut fields);
    let mut yaml = store.to_string();
    let mut shown = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let text = &texts[at % texts.len()];
        let mut quoted = String::new();
        for c in text.chars() {
            let _ = write!(quoted, "\\U{:08X}", c as u32);
        }
        yaml = yaml.replace(&format!("\"P{at:03}P\""), &format!("\"{quoted}\""));
        shown.extend(SHOWN.contains(&field.as_str()).then(|| text.clone()));
    }
    assert!(fields.len() > 50, "the store has many texts, and not {}", fields.len());
    (yaml, shown)
}

fn one_line(text: &str) -> String {
    visible_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check(texts: &[String]) -> Result<(), TestCaseError> {
    let (yaml, shown) = filled(texts);
    let timeline = sample::of_yaml(&yaml);
    let options = Options { title: texts.first().cloned(), notes: true };
    let page = one_line(&seen(&document(Format::Html, &timeline, &options)));
    for text in shown {
        prop_assert!(page.contains(&one_line(&text)), "the page shows {:?}", text);
    }
    read(&document(Format::BriefPage, &timeline, &options));
    Ok(())
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[<>&\"'`=/;#:!?\\-\\[\\](){}|*_~\\\\ a1]{1,12}",
        2 => "\\PC{1,8}",
        1 => proptest::char::any().prop_map(String::from),
        6 => proptest::sample::select(vec![
            "<script>alert(1)</script>",
            "</script><script>alert(1)//",
            "</style><style>*{display:none}",
            "<img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)",
            "' autofocus onfocus='alert(1)",
            "javascript:alert(1)",
            "[x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "![x](https://evil.example/x.png)",
            "https://evil.example/\"><script>",
            "http://o.org/a&lt;b c'd",
            "data:text/html,<script>alert(1)</script>",
            "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "&lt;", "&#60;script&#62;", "&amp;amp;", "&",
            "</article></main></body>", "<a name=q id=found>", "<base href=//evil.example>", "[^1]", "[^1]: note",
            "\u{202e}", "\u{2066}", "\u{200b}", "\u{feff}", "\0", "\u{1b}]8;;x\u{7}", "\u{85}", "\u{2028}",
            "\n# head\n", "\n```\n", "\n---\n", "| a | b |", "שלום", "العربية",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..4).prop_map(|all| format!("w{}", all.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn nothing_of_a_store_is_markup(texts in prop::collection::vec(pieces(), 1..24)) {
        check(&texts)?;
    }
}

#[test]
fn each_known_trick_is_text_in_every_field() {
    for trick in
        ["<script>alert(1)</script>", "javascript:alert(1)", "\"><img src=x onerror=alert(1)>", "x\u{202e}y"]
    {
        check(&[trick.to_owned()]).expect("it is text");
    }
}
