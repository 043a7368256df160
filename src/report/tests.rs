//! Tests of properties that every report must have.

use proptest::prelude::*;
use serde_json::Value;

use super::{Method, Scope, report};
use crate::event::Word;
use crate::event::date::Now;
use crate::timeline::sample::of_yaml;

/// A store in which several actors speak, claim and are quoted together. `LISTn` stands for a list of names.
const STORE: &str = "
actors:
- {id: aland, name: Aland, kind: state}
- {id: bland, name: Bland, kind: state}
- {id: anna, name: Anna Adams, kind: person, part_of: aland}
- {id: bob, name: Bob Best, kind: person, part_of: bland}
- {id: cora, name: Cora Chase, kind: person, part_of: bland}
claims: [{id: c, text: There is a plan.}, {id: d, text: There is a truce.}]
terms: [{id: truce, name: truce, stems: {en: [truce]}}]
events:
- {id: s1, kind: statement, date: 2025-01-01, title: S1, actors: {speaker: LIST0}, about: [{claim: c, stance: affirms}], quote: {text: We shall keep the truce for ever, lang: en}}
- {id: s2, kind: statement, date: 2025-01-03, title: S2, actors: {speaker: LIST1}, about: [{claim: c, stance: denies}], quote: {text: We shall keep the truce for ever, lang: en}, links: {denies: s1}}
- {id: s3, kind: statement, date: 2025-01-04, title: S3, actors: {speaker: LIST2}, about: [{claim: d, stance: supports}], links: {responds_to: s2}}
- {id: m1, kind: meeting, date: 2025-01-05, title: M1, actors: {party: LIST3}, links: {confirms: s1}}
- {id: k1, kind: strike, date: 2025-01-06, title: K1, actors: {attacker: aland}, figures: [{weapon: drone, metric: launched, count: 40, by: LIST4}, {weapon: drone, metric: intercepted, count: 30, by: LIST5}]}
- {id: s4, kind: statement, date: 2025-01-07, title: S4, actors: {speaker: LIST6}, links: {supersedes: k1}, figures: [{weapon: drone, metric: launched, count: 44}]}
";

/// The names in each list.
const LISTS: [&[&str]; 7] = [
    &["anna", "bob"],
    &["bob", "anna", "cora"],
    &["cora", "anna"],
    &["anna", "bob", "cora"],
    &["anna", "bob"],
    &["bob", "anna"],
    &["anna", "bob"],
];

/// Sorts lists of names. The order in which they are written is kept in the output and does not matter here.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(all) => {
            let mut all: Vec<Value> = all.into_iter().map(sorted).collect();
            if all.iter().all(Value::is_string) {
                all.sort_by_key(ToString::to_string);
            }
            Value::Array(all)
        }
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, sorted(value))).collect(),
        other => other,
    }
}

fn reports(lists: &[Vec<&str>]) -> Vec<(Method, Value)> {
    let fill = |yaml: String, (at, names): (usize, &Vec<&str>)| {
        yaml.replace(&format!("LIST{at}"), &format!("[{}]", names.join(", ")))
    };
    let timeline = of_yaml(&lists.iter().enumerate().fold(STORE.to_owned(), fill));
    let now = Now::parse("2025-02-01", chrono_tz::Tz::UTC).expect("a day");
    let scope = Scope::new(&timeline, timeline.order(), &now);
    Method::ALL.iter().map(|method| (*method, sorted(report(*method, &scope).json(&scope)))).collect()
}

proptest! {
    #[test]
    fn the_order_in_which_several_are_written_changes_no_report(
        keys in proptest::collection::vec(proptest::array::uniform3(0_u32..100), LISTS.len())
    ) {
        let shuffled: Vec<Vec<&str>> = LISTS.iter().zip(&keys).map(|(names, keys)| {
            let mut keyed: Vec<(u32, &str)> = keys.iter().copied().zip(names.iter().copied()).collect();
            keyed.sort_by_key(|(key, _)| *key);
            keyed.into_iter().map(|(_, name)| name).collect()
        }).collect();
        let plain: Vec<Vec<&str>> = LISTS.iter().map(|names| names.to_vec()).collect();
        for ((method, one), (_, other)) in reports(&plain).into_iter().zip(reports(&shuffled)) {
            prop_assert_eq!(one, other, "{} of {:?}", method, shuffled);
        }
    }
}
