use super::*;
use crate::timeline::sample::of_yaml;

#[test]
fn each_source_stands_under_its_publisher_with_the_reasons() {
    let timeline = of_yaml(
        "outlets:
- {id: tass, name: TASS, kind: state-agency, domains: [tass.ru]}
- {id: menafn, name: MENAFN, kind: aggregator}
events:
- id: e
  kind: other
  date: 2025
  title: t
  sources:
  - {outlet: TASS, title: Wire}
  - https://tass.ru/1
  - https://web.archive.org/web/2025/https://tass.ru/1
  - {outlet: Paper, url: 'https://paper.org/1', derived_from: tass}
  - https://archive.ph/AbC
  - {outlet: MENAFN, url: 'https://menafn.com/1'}
  - https://t.me/a/1
",
    );
    let why = why(timeline.store(), timeline.event(timeline.order()[0]));
    assert_eq!(why.count, "2 independent roots of 7 sources");
    let numbers: Vec<(&str, Vec<usize>)> = why
        .roots
        .iter()
        .map(|(root, lines)| (root.as_str(), lines.iter().map(|line| line.number).collect()))
        .collect();
    assert_eq!(numbers, [("TASS", vec![1, 2, 3, 4]), ("t.me/a", vec![7]), (NONE, vec![5, 6])]);
    let reasons: Vec<String> =
        why.roots.iter().flat_map(|(_, lines)| lines).flat_map(|line| line.reasons.clone()).collect();
    assert_eq!(
        reasons,
        [
            "names the outlet TASS",
            "its address is at a domain of TASS",
            "its address is at a domain of TASS",
            "a copy of https://tass.ru/1, or an address that leads there",
            "the same page as [2]",
            "at the domain paper.org; Paper is not in `outlets`",
            "says that it copies TASS: the root is there",
            "by the account t.me/a",
            "an archived copy or short address that does not say of what: it adds no root",
            "names the outlet MENAFN",
            "an aggregator that does not say what it copies",
        ]
    );
}
