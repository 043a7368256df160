use super::*;
use crate::timeline::sample::of_yaml;

#[test]
fn the_tables_are_those_that_the_rule_reads() {
    let page = with_tables("Roots");
    for (name, host, others) in address::platforms() {
        assert!(page.contains(&format!("  {name} ")), "{name}");
        assert!(std::iter::once(&host).chain(others).all(|host| page.contains(*host)), "hosts of {name}");
    }
    for (name, hosts) in address::archives() {
        assert!(page.contains(name) && hosts.iter().all(|host| page.contains(host)), "{name}");
    }
}

#[test]
fn an_event_is_drawn_within_eighty_columns() {
    let timeline = of_yaml(
        "events:
- id: e
  kind: other
  date: 2025
  title: A title of an event that is so long that one line of eighty columns cannot hold it whole
  sources:
  - https://twitter.com/a/status/1
  - https://x.com/a/status/1
",
    );
    let event = timeline.event(timeline.order()[0]);
    let mut out = Vec::new();
    write(event, &why(timeline.store(), event), WIDTH, &mut out).expect("memory takes all");
    let text = String::from_utf8(out).expect("text");
    insta::assert_snapshot!(text);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "fits:\n{text}");
}
