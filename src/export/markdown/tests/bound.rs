//! A brief keeps to its pages whatever its store holds: long texts are cut with a sign, many things are counted.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::brief_of;
use crate::export::Options;

/// The words of a brief.
const WORDS: usize = 1_300;

/// How long each kind of text is, and how many there are of each kind of thing.
#[derive(Debug, Clone)]
struct Shape {
    name: usize,
    claim: usize,
    account: usize,
    summary: usize,
    title: usize,
    events: usize,
    actors: usize,
    accounts: usize,
    figures: usize,
    glue: &'static str,
}

impl Shape {
    fn text(&self, lead: &str, words: usize) -> String {
        (0..words.max(1)).map(|nth| format!("{lead}{nth}")).collect::<Vec<_>>().join(self.glue)
    }

    fn store(&self) -> String {
        let name = |nth: usize| self.text(&format!("name{nth}x"), self.name);
        let mut yaml = format!("store: {{title: \"{}\"}}\nactors:\n", self.text("store", self.title));
        for nth in 0..self.actors {
            let _ = writeln!(yaml, "- {{id: a{nth}, name: \"{}\", kind: state}}", name(nth));
        }
        yaml.push_str("outlets:\n");
        for nth in 0..3 {
            let _ =
                writeln!(yaml, "- {{id: o{nth}, name: \"{}\", kind: media}}", self.text("outlet", self.name));
        }
        yaml.push_str("terms:\n");
        let _ =
            writeln!(yaml, "- {{id: t, name: \"{}\", stems: {{en: [fake]}}}}", self.text("term", self.name));
        yaml.push_str("claims:\n");
        for nth in 0..12 {
            let _ = writeln!(
                yaml,
                "- {{id: c{nth}, text: \"{}\"}}",
                self.text(&format!("claim{nth}x"), self.claim)
            );
        }
        yaml.push_str("events:\n");
        for nth in 0..self.events {
            let (kind, role) =
                [("statement", "speaker"), ("meeting", "party"), ("strike", "attacker")][nth % 3];
            let actors: Vec<String> = (0..self.actors.min(if nth % 3 == 0 { 2 } else { 9 }))
                .map(|of| format!("a{}", (nth + of) % self.actors))
                .collect();
            let _ = write!(
                yaml,
                "- id: e{nth}\n  kind: {kind}\n  date: 2025-{:02}-{:02}\n  title: \"{}\"\n  summary: \"{}\"\n  \
                 actors: {{{role}: [{}]}}\n  grade: C3\n  status: {}\n  sources:\n",
                nth / 28 % 12 + 1,
                nth % 28 + 1,
                self.text(&format!("title{nth}x"), self.title),
                self.text("summary", self.summary),
                actors.join(", "),
                ["occurred", "occurred", "occurred", "cancelled", "alleged"][nth % 5],
            );
            for of in 0..2 {
                let _ = writeln!(yaml, "  - {{outlet: o{of}, url: \"https://example.org/{nth}/{of}\"}}");
            }
            if nth % 3 == 0 {
                let _ = writeln!(
                    yaml,
                    "  quote: {{text: \"fake {}\", lang: en, speaker: {}}}\n  about: [{{claim: c{}, stance: {}}}, {{claim: c{}, stance: affirms}}]",
                    self.text("quote", self.summary),
                    actors[0],
                    nth / 3 % 12,
                    ["affirms", "denies", "supports"][nth / 3 % 3],
                    (nth / 3 + 5) % 12,
                );
            }
            if nth > 0 {
                let _ = writeln!(
                    yaml,
                    "  links: {{{}: e{}}}",
                    ["denies", "responds_to", "confirms"][nth % 3],
                    nth / 2
                );
            }
            if self.accounts > 0 {
                yaml.push_str("  conflicts:\n");
            }
            for field in 0..self.accounts.min(6) {
                let _ = writeln!(
                    yaml,
                    "  - field: \"{}\"\n    values:",
                    self.text(&format!("field{field}x"), self.name)
                );
                for value in 0..self.accounts {
                    let _ = writeln!(
                        yaml,
                        "    - {{value: \"{}\", source: o{}, note: \"{}\"}}",
                        self.text(&format!("value{value}x"), self.account),
                        value % 4,
                        self.text("note", self.account),
                    );
                }
            }
            if nth % 3 == 2 && self.figures > 0 {
                yaml.push_str("  figures:\n");
                for row in 0..self.figures {
                    let _ = writeln!(
                        yaml,
                        "  - {{weapon: \"{}\", metric: launched, count: {row}, by: a{}}}",
                        self.text(&format!("weapon{}x", row / 2), self.name),
                        row % self.actors,
                    );
                }
            }
        }
        yaml
    }
}

/// The brief of such a store before its sources, and how many words it fills: a long token fills the room of several.
fn filled(shape: &Shape) -> (String, usize) {
    let options = Options { title: Some(shape.text("own", shape.title)), ..Options::default() };
    let text = brief_of(&shape.store(), &shape.text("filter", shape.claim), &options);
    let told = text.split("\n## Sources").next().unwrap_or_default().to_owned();
    let marks = |word: &str| word.split("[^").next().unwrap_or_default().chars().count() / 100;
    let n = told.split_whitespace().map(|word| 1 + marks(word)).sum();
    (told, n)
}

fn shapes() -> impl Strategy<Value = Shape> {
    let long = || prop_oneof![1..4_usize, 10..20_usize, 40..60_usize];
    (long(), long(), long(), long(), long(), 1..60_usize, 1..20_usize, 0..6_usize, 0..9_usize).prop_flat_map(
        |(name, claim, account, summary, title, events, actors, accounts, figures)| {
            let shape = move |glue| Shape {
                name,
                claim,
                account,
                summary,
                title,
                events,
                actors,
                accounts,
                figures,
                glue,
            };
            prop_oneof![3 => Just(" "), 1 => Just("x")].prop_map(shape)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::with_cases(4) })]

    #[test]
    fn a_brief_of_any_store_keeps_to_its_words(shape in shapes()) {
        let (told, n) = filled(&shape);
        prop_assert!(n <= WORDS, "{n} words of {shape:?}\n{told}");
    }
}

#[test]
fn long_texts_of_every_kind_are_cut_with_a_sign() {
    let all = Shape {
        name: 60,
        claim: 150,
        account: 60,
        summary: 200,
        title: 150,
        events: 40,
        actors: 25,
        accounts: 6,
        figures: 12,
        glue: " ",
    };
    let (told, n) = filled(&all);
    assert!(n <= WORDS, "{n} words of\n{told}");
    assert!(told.matches('…').count() > 20, "what is cut has a sign:\n{told}");
    for part in ["In short", "Chronology", "Positions", "Conflicts and gaps"] {
        assert!(told.contains(&format!("\n## {part}\n")), "and {part} is there:\n{told}");
    }
    let (told, n) = filled(&Shape { glue: "x", ..all });
    assert!(n <= WORDS, "without a blank too: {n} words of\n{told}");
}
