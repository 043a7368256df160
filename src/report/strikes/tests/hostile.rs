//! Logs that contradict themselves: alleged beside occurred, counts replaced, joint claimants, unknown counts.

use super::*;

#[test]
fn a_count_of_an_alleged_strike_is_alleged_whoever_gives_it() {
    let seen = incidents(&store(
        "
- {id: o, kind: strike, date: 2025-12-16, title: o, actors: [russia], figures: [{metric: killed, count: 40, by: af}]}
- {id: al, kind: strike, date: 2025-12-16, status: alleged, title: al, actors: [russia], figures: [
    {metric: killed, count: 7, by: af}]}
- {id: s, kind: statement, date: 2025-12-17, title: s, actors: {speaker: [af]}, links: {confirms: al}, figures: [
    {metric: killed, count: 9}]}
- {id: t, kind: statement, date: 2025-12-18, status: alleged, title: t, actors: {speaker: [af]}, links: {confirms: o},
   figures: [{metric: killed, count: 41}]}
",
    ));
    assert_eq!(
        seen,
        ["2025-W51 af killed 40", "2025-W51 alleged af killed 50"],
        "the later 9 replaces the 7; neither they nor the alleged 41 are added to what occurred"
    );
}

#[test]
fn a_strike_that_turns_out_to_have_occurred_is_alleged_no_more() {
    let yaml = store(
        "
- {id: al, kind: strike, date: 2025-12-16, status: alleged, title: al, actors: [russia], figures: [
    {metric: killed, count: 7, by: af}]}
- {id: o, kind: strike, date: 2025-12-16T12:00, title: o, actors: [russia], links: {supersedes: al}, figures: [
    {metric: killed, count: 5, by: af}]}
",
    );
    assert_eq!(incidents(&yaml), ["2025-W51 af killed 5"], "the later account replaces the alleged one");
    let timeline = of_yaml(&yaml);
    let seen = report(&timeline, &["al"]);
    assert_eq!(lines(&timeline, &seen.incidents), ["2025-W51 af killed 5"], "outside the filter, too");
    assert!(seen.incidents[0].claims[0].outside, "and is told to stand there");
}

#[test]
fn an_account_is_later_than_those_that_it_supersedes() {
    let seen = incidents(&store(
        "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], links: {supersedes: b}, figures: [
    {metric: killed, count: 5, by: af}]}
- {id: b, kind: strike, date: 2025-12-16, title: b, actors: [russia], figures: [{metric: killed, count: 7, by: af}]}
",
    ));
    assert_eq!(seen, ["2025-W51 af killed 5"], "of one day, and first by name");
}

#[test]
fn what_was_cancelled_has_no_counts() {
    let seen = incidents(&store(
        "
- {id: c, kind: strike, date: 2025-12-16, status: cancelled, title: c, actors: [russia], figures: [
    {metric: killed, count: 3, by: af}]}
- {id: s, kind: statement, date: 2025-12-17, title: s, actors: {speaker: [af]}, links: {confirms: c}, figures: [
    {metric: killed, count: 4}]}
",
    ));
    assert!(seen.is_empty(), "nobody was killed in a strike that was not: {seen:?}");
}

#[test]
fn joint_claimants_replace_their_count_in_either_order() {
    let seen = incidents(&store(
        "
- {id: o, kind: strike, date: 2025-12-16, title: o, actors: [russia], figures: [
    {metric: killed, count: unknown, by: [mayor, af]}, {metric: killed, count: ~30, by: af}]}
- {id: s, kind: statement, date: 2025-12-17, title: s, actors: {speaker: [af, mayor]}, links: {confirms: o}, figures: [
    {metric: killed, count: 40}]}
",
    ));
    assert_eq!(
        seen,
        ["2025-W51 af killed ~30", "2025-W51 af+mayor killed 40"],
        "both together are one claimant, and another than one of them"
    );
}

#[test]
fn a_count_that_says_nothing_makes_no_rate_and_no_difference() {
    let timeline = of_yaml(&store(
        "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 480, by: af}, {weapon: drone, metric: intercepted, count: ~40, by: af},
    {metric: killed, count: ~40, by: af}, {metric: killed, count: 40, by: mod},
    {metric: killed, count: unknown, by: mayor}]}
- {id: b, kind: strike, date: 2025-12-17, title: b, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: unknown, by: af}, {weapon: drone, metric: intercepted, count: 12, by: af},
    {metric: killed, count: 470.., by: af}, {metric: killed, count: 470, by: mod}]}
",
    ));
    let seen = report(&timeline, &[]);
    let rates: Vec<String> = seen.rates.iter().map(Rate::in_words).collect();
    assert_eq!(rates, ["~40/480, ~8 %"], "of the second strike it is not known how many were launched");
    let differences: Vec<&str> =
        seen.differences.iter().map(|one| timeline.event(one.incident).id.as_str()).collect();
    assert_eq!(differences, ["b"], "about 40 and 40 are one number, at least 470 and 470 are not");
}
