//! *In short*: each fact keeps to what the fields of the log show.

use super::written;
use crate::event::EventIx;
use crate::export::Format;
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;

/// Actors of two states, and outlets.
const WORLD: &str = "
actors:
- {id: oslo, name: Oslo State, kind: state}
- {id: rome, name: Rome State, kind: state}
- {id: bonn, name: Bonn State, kind: state}
- {id: ann, name: Ann, kind: person, part_of: oslo}
- {id: ben, name: Ben, kind: person, part_of: rome}
- {id: many, name: All of them, kind: bloc}
outlets: [{id: open, name: Open Paper, kind: media}, {id: feed, name: Feed, kind: aggregator}]
claims: [{id: c, text: Talks are held}]
";

/// Events that keep a view from being told event by event.
const REST: &str = "
- {id: z1, kind: other, date: 2024-01-01, title: Z1}
- {id: z2, kind: other, date: 2024-01-02, title: Z2}
- {id: z3, kind: other, date: 2024-01-03, title: Z3}
- {id: z4, kind: other, date: 2024-01-04, title: Z4}
";

/// The facts of a view, a line each; now is the 10th of January 2026.
fn facts_of(timeline: &Timeline, keep: impl Fn(EventIx) -> bool) -> Vec<String> {
    facts_at("2026-01-10", timeline, keep)
}

fn facts_at(now: &str, timeline: &Timeline, keep: impl Fn(EventIx) -> bool) -> Vec<String> {
    let shown: Vec<EventIx> = timeline.order().iter().copied().filter(|ix| keep(*ix)).collect();
    let text = written(Format::Brief, timeline, &shown, now);
    let facts = text.split("## In short\n\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    facts.unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The facts of [`WORLD`] with `events`, in a view of many.
fn facts(events: &str) -> Vec<String> {
    facts_of(&of_yaml(&format!("{WORLD}events:\n{events}{REST}")), |_| true)
}

/// The one fact with this label.
fn fact(facts: &[String], label: &str) -> String {
    let label = format!("- **{label}:** ");
    let found: Vec<&String> = facts.iter().filter(|fact| fact.starts_with(&label)).collect();
    assert_eq!(found.len(), 1, "one fact is {label} in {facts:#?}");
    found[0].clone()
}

fn said(id: &str, date: &str, stance: &str, who: &str) -> String {
    format!(
        "- {{id: {id}, kind: statement, date: {date}, title: '{id}', actors: {who}, about: [{{claim: c, stance: {stance}}}]}}\n"
    )
}

#[test]
fn both_sides_have_an_order_only_where_the_dates_show_it() {
    let two = |before: &str, after: &str| {
        let events = said("no", before, "denies", "[oslo]") + &said("yes", after, "affirms", "[oslo]");
        fact(&facts(&events), "On record on both sides")
    };
    let sure = two("2025-01-01", "2025-01-02");
    assert!(sure.contains("“Talks are held”: Oslo State denies (1 Jan 2025, "), "{sure}");
    assert!(sure.contains("), then affirms (2 Jan 2025, "), "{sure}");
    for (before, after) in
        [("2025", "2025-01-02"), ("2025-01-02", "2025-01-02"), ("2025-01-01~", "2025-01-02")]
    {
        let unsure = two(before, after);
        assert!(unsure.contains("which came first is not known") && !unsure.contains("then"), "{unsure}");
    }
}

#[test]
fn a_joint_statement_is_told_of_all_who_made_it() {
    let events = said("no", "2025-01-01", "denies", "[oslo, rome]")
        + &said("mine", "2025-01-02", "opposes", "[bonn]")
        + &said("yes", "2025-01-05", "affirms", "[oslo, rome, bonn]");
    let told = fact(&facts(&events), "On record on both sides");
    assert!(told.contains("Oslo State and Rome State deny (1 Jan 2025, "), "{told}");
    assert!(told.contains("”: Bonn State opposes (2 Jan 2025, "), "{told}");
}

#[test]
fn two_of_one_state_who_turn_together_are_told_and_who_differ_are_not() {
    let people = WORLD.replace("- {id: ben", "- {id: al, name: Al, kind: person, part_of: oslo}\n- {id: ben");
    let told = |before: &str, after: &str| {
        let events =
            said("no", "2025-01-01", "denies", before) + &said("yes", "2025-01-05", "affirms", after);
        facts_of(&of_yaml(&format!("{people}events:\n{events}{REST}")), |_| true)
    };
    let joint = fact(&told("[ann, al]", "[al, ann]"), "On record on both sides");
    assert!(
        joint.contains("Ann and Al of Oslo State deny (1 Jan 2025, F6, no source), then affirm ("),
        "{joint}"
    );
    let apart = told("[ann]", "[al]");
    assert!(!apart.iter().any(|fact| fact.contains("both sides")), "{apart:#?}");
}

#[test]
fn who_is_on_both_sides_is_told_once_among_those_who_oppose() {
    let events = said("no", "2025-01-01", "denies", "[oslo]")
        + &said("yes", "2025-01-05", "affirms", "[oslo]")
        + &said("rome", "2025-01-06", "affirms", "[rome]");
    let told = fact(&facts(&events), "Opposed");
    assert!(
        told.contains("Rome State affirms (6 Jan 2025, F6, no source); Oslo State on both sides ("),
        "{told}"
    );
    assert_eq!(told.matches("Oslo State on both sides").count(), 1, "{told}");
    let against = facts(&(events + &said("bonn", "2025-01-07", "opposes", "[bonn]")));
    let told = fact(&against, "Opposed");
    assert_eq!(told.matches("Oslo State on both sides").count(), 1, "{told}");
    assert!(told.ends_with("; Bonn State opposes (7 Jan 2025, F6, no source)."), "{told}");
}

#[test]
fn two_counts_of_one_claimant_and_moment_are_both_told() {
    let raid = "- {id: raid, kind: strike, date: 2025-01-01, title: Raid, actors: {attacker: oslo}, figures: [{metric: launched, \
                weapon: drone, count: 10, by: rome}, {metric: launched, weapon: drone, count: 14, by: rome}]}\n";
    let told = fact(&facts(raid), "Strike as claimed");
    assert!(
        told.contains(": 10 drones launched and 14 drones launched, claimed by Rome State (F6)"),
        "{told}"
    );
}

#[test]
fn what_another_reports_of_an_actor_is_no_side_of_its_own() {
    let reported = "- {id: r, kind: statement, date: 2025-01-03, title: R, actors: {speaker: oslo, claimant: rome}, \
                    about: [{claim: c, stance: denies}]}\n";
    let events = said("no", "2025-01-01", "denies", "[oslo]")
        + reported
        + &said("yes", "2025-01-02", "affirms", "[oslo]");
    let told = fact(&facts(&events), "On record on both sides");
    assert!(told.contains("denies (1 Jan 2025, ") && !told.contains("3 Jan"), "{told}");
}

fn met(id: &str, date: &str, rest: &str) -> String {
    format!("- {{id: {id}, kind: meeting, date: {date}, title: 'Meeting {id}'{rest}}}\n")
}

#[test]
fn a_first_meeting_is_first_by_its_dates() {
    let of = |a: &str, b: &str| {
        let events = met("a", a, ", actors: [ann, ben]") + &met("b", b, ", actors: [ann, ben]");
        fact(&facts(&events), "First in one room in this log")
    };
    assert!(!of("2025-01-01", "2025-01-02").contains("not known"), "a day later is later");
    for (a, b) in [("2025-01-02", "2025-01-02"), ("2025", "2025-01-02"), ("2025-01", "2025-01-20")] {
        let told = of(a, b);
        assert!(told.contains("; which of their meetings came first is not known"), "{a} and {b}: {told}");
    }
    let events = met("a", "2025-01-02", ", actors: [ann, ben]")
        + &met("b", "2025-01-02", ", actors: [ann, ben], links: {part_of: a}");
    let told = fact(&facts(&events), "First in one room in this log");
    assert!(!told.contains("not known"), "a part of a meeting is no other meeting: {told}");
}

#[test]
fn a_name_for_many_meets_nobody_and_sessions_say_who_met() {
    let events = met("a", "2025-01-01", ", actors: [oslo, rome, many]");
    let told = fact(&facts(&events), "First in one room in this log");
    assert!(
        told.contains("Oslo State with Rome State – Meeting a (1 Jan 2025"),
        "one pair, and who met: {told}"
    );
    let alone = facts(&met("a", "2025-01-01", ", actors: [oslo, many]"));
    assert!(!alone.iter().any(|fact| fact.contains("First in")), "{alone:#?}");
    let apart = met(
        "a",
        "2025-01-01",
        ", actors: [oslo, rome, bonn], sessions: [{actors: [oslo, bonn]}, {actors: [rome, bonn]}]",
    );
    let told = fact(&facts(&apart), "First in one room in this log");
    assert!(
        !told.contains("Oslo State with Rome State") && !told.contains("Rome State with Oslo State"),
        "{told}"
    );
    assert!(!told.contains("more pair"), "two pairs: {told}");
}

#[test]
fn what_is_dated_after_now_has_not_happened() {
    let events = met("soon", "2026-03-01", ", actors: [ann, ben]")
        + "- {id: raid, kind: strike, date: 2026-03-01, title: Raid, actors: {attacker: oslo}, figures: [{metric: launched, \
           weapon: drone, count: 9, by: oslo}]}\n\
           - {id: split, kind: other, date: 2026-03-01, title: Split, conflicts: [{field: place, values: [{value: A}, \
           {value: B}]}]}\n"
        + &said("was", "2025-12-01", "affirms", "[ann]")
        + "- {id: denial, kind: statement, date: 2025-12-02, title: No, actors: [ben], links: {denies: was}}\n"
        + &met("proof", "2026-02-01", ", actors: [ann], links: {confirms: was}");
    let all = facts(&events);
    let text = all.join("\n");
    assert!(!text.contains("Meeting soon") && !text.contains("Raid") && !text.contains("Denied"), "{text}");
    let told = fact(&all, "Accounts differ");
    assert!(told.contains("(1 Mar 2026, F6, dated in the future)"), "{told}");
}

#[test]
fn what_nobody_reports_independently_is_marked_and_goes_last() {
    let source = |outlet: &str| format!("sources: [{{outlet: {outlet}, url: 'https://{outlet}.example/1'}}]");
    let place = "conflicts: [{field: place, values: [{value: A}, {value: B}]}]";
    let more = "conflicts: [{field: place, values: [{value: A}, {value: B}, {value: C}]}]";
    let events = format!(
        "- {{id: a, kind: other, date: 2025-01-01, title: Fed, {more}, {}}}\n- {{id: b, kind: other, date: 2025-01-02, title: \
         Printed, {place}, {}}}\n",
        source("feed"),
        source("open")
    );
    let all = facts(&events);
    assert!(all[0].contains("Printed") && all[1].contains("Fed"), "{all:#?}");
    assert!(all[1].contains(", rests on an aggregator alone: Feed)"), "{all:#?}");
    assert!(!all[0].contains("rests"), "{all:#?}");
}

#[test]
fn each_count_has_its_own_date_grade_and_source() {
    let raid = "- {id: raid, kind: strike, date: 2025-01-01, title: Raid, grade: B2, actors: {attacker: oslo}, sources: \
                [{outlet: open, url: 'https://open.example/1'}], figures: [{metric: launched, weapon: drone, count: 9, \
                by: oslo, grade: C4}, {metric: launched, weapon: drone, count: 5, by: bonn}, {metric: launched, weapon: \
                drone, count: 3, by: ann}]}\n\
                - {id: later, kind: strike, date: 2025-01-03, title: Recount, grade: A1, actors: {attacker: oslo}, links: \
                {supersedes: raid}, sources: [{outlet: open, url: 'https://open.example/2'}], figures: [{metric: launched, \
                weapon: drone, count: 40, by: rome}]}\n\
                - {id: words, kind: statement, date: 2025-01-04, title: Words, actors: [ann], figures: [{metric: killed, \
                count: 900}]}\n";
    let told = fact(&facts(raid), "Strike as claimed");
    assert!(told.contains("Raid – Oslo State (1 Jan 2025, B2)[^1]: 40 drones launched, "), "{told}");
    assert!(told.contains("claimed by Rome State (3 Jan 2025, A1[^2])"), "{told}");
    assert!(told.contains("; 9 drones launched, claimed by Oslo State (C4)"), "{told}");
    assert!(told.ends_with(" and 2 more claimants."), "{told}");
    assert!(!facts(raid).iter().any(|fact| fact.contains("900")), "a number of a statement is no strike");
}

#[test]
fn a_denied_event_that_came_later_is_told_with_hedge_and_basis() {
    let events = "- {id: denial, kind: statement, date: 2025-01-01, title: No talks, actors: [ann], about: [{claim: c, stance: \
                  denies, hedged: true}], links: {denies: {to: talks, basis: inferred}}}\n"
        .to_owned()
        + &met("talks", "2025-02-01", ", actors: [ann, ben]");
    let told = fact(&facts(&events), "Denied, then occurred");
    assert!(
        told.contains(
            "No talks – Ann (1 Jan 2025, F6), no source, hedged; the link is inferred – Meeting talks"
        ),
        "{told}"
    );
    let before = events.replace("2025-02-01", "2024-12-01");
    assert!(
        !facts(&before).iter().any(|fact| fact.contains("Denied")),
        "what was denied afterwards did not then occur"
    );
    let proof = said("was", "2025-01-01", "affirms", "[ann]")
        + "- {id: denial, kind: statement, date: 2025-01-02, title: No, actors: [ben], links: {denies: was}}\n"
        + &met("proof", "2025-02-01", ", actors: [ann], links: {confirms: {to: was, basis: claimed}}");
    let told = fact(&facts(&proof), "Denied, then occurred");
    assert!(told.ends_with("; the link is claimed by one side."), "{told}");
}

#[test]
fn nothing_is_told_twice_while_there_is_something_else() {
    let events = said("was", "2024-12-01", "affirms", "[oslo]")
        + "- {id: denial, kind: statement, date: 2025-01-01, title: No talks, actors: [ann], links: {denies: was}}\n"
        + &met("talks", "2025-02-01", ", actors: [ann, ben], links: {confirms: was}");
    let told = facts(&events);
    let text = told.join("\n");
    assert!(told[0].starts_with("- **Denied, then occurred:** No talks"), "{text}");
    assert_eq!(text.matches("No talks").count(), 1, "what a fact names fills no more:\n{text}");
    assert!(
        text.contains("- **First in one room in this log:** Oslo State with Rome State – Meeting talks"),
        "when nothing is left:\n{text}"
    );
    let more: String =
        (1..=4).map(|n| met(&format!("m{n}"), &format!("2025-03-0{n}"), ", actors: [bonn]")).collect();
    let text = facts(&(events + &more)).join("\n");
    assert_eq!(text.matches("Meeting talks").count(), 1, "not while something else is:\n{text}");
    assert_eq!(text.matches("Meeting m").count(), 4, "{text}");
}

#[test]
fn accounts_on_whether_it_happened_go_first_and_every_field_is_named() {
    let events = "- {id: a, kind: other, date: 2025-01-01, title: A raid, status: alleged, grade: E5, conflicts: [{field: drones, \
                  values: [{value: '1'}, {value: '2'}, {value: '3'}]}, {field: did_it_happen, values: [{value: 'yes'}, {value: \
                  'no'}]}, {field: place, values: [{value: X}, {value: Y}]}]}\n";
    let told = fact(&facts(events), "Accounts differ");
    assert!(told.starts_with("- **Accounts differ:** Alleged: A raid (1 Jan 2025, E5)"), "{told}");
    assert!(
        told.contains(", on the question “did it happen”: yes; no (and on 2 more: drones and place)."),
        "{told}"
    );
}

#[test]
fn a_view_of_few_events_tells_each_whole() {
    let yaml = format!(
        "{WORLD}venues: [{{id: hall, name: Old Hall, kind: building}}]\nevents:\n- {{id: a, kind: meeting, date: 2025-01-01, title: \
         Round, format: bilateral, subtype: '*talks*', status: alleged, actors: {{party: [ann, ben], mediator: bonn}}, venue: hall, \
         outcome: A list., about: [{{claim: c, stance: affirms, hedged: true}}], figures: [{{metric: freed, count: 7, by: ann, grade: \
         C4}}, {{metric: missing, count: 2, by: ann}}], summary: \"They sat\\n down.\"}}\n"
    );
    let told = facts_of(&of_yaml(&yaml), |_| true);
    let whole = "- **Meeting (bilateral, \\*talks\\*):** Alleged: Round – Ann and Ben (1 Jan 2025, F6), no source; alleged, \
                 not established; parties, as alleged: Ann and Ben; mediator, as alleged: Bonn State; where: Old Hall; position, as alleged, on “Talks are held”: affirms, hedged; 7 freed (C4) and 2 missing (F6), claimed by Ann. Outcome, \
                 as alleged: A list. Summary, as alleged: They sat down.";
    assert_eq!(told, [whole]);
    let yaml = format!(
        "{WORLD}events:\n- {{id: a, kind: meeting, date: 2025-01-01, title: Round, actors: [ann, ben], sessions: [{{title: Morning, \
         actors: [ann], minutes: 30}}, {{status: cancelled, actors: [ben]}}]}}\n"
    );
    let told = facts_of(&of_yaml(&yaml), |_| true).join("\n");
    assert!(
        told.contains("; session: Morning, Ann, 30 minutes; session: cancelled, did not take place, Ben"),
        "who sat where: {told}"
    );
}

#[test]
fn a_document_says_that_records_are_left_out() {
    let store = Store::from_texts([(
        "s.yaml",
        "events:\n- {id: a, kind: other, date: 2025, title: t}\n- {id: b, kind: other, date: 2025-02-30, title: t}\n",
    )]);
    let timeline = Timeline::new(store.shared(), None);
    let shown = timeline.order().to_vec();
    for format in [Format::Markdown, Format::Brief] {
        let text = written(format, &timeline, &shown, "2026-01-10");
        assert!(text.contains("- **Left out:** what 1 problem in the store made unreadable"), "{text}");
    }
}

#[test]
fn a_word_of_what_is_alleged_carries_it_everywhere() {
    let events = "- {id: raid, kind: strike, date: 2025-01-01, title: Proposed raid is held, status: proposed, actors: {attacker: \
                  oslo}, conflicts: [{field: place, values: [{value: A}, {value: B}]}]}\n";
    let told = fact(&facts(events), "Accounts differ");
    assert!(told.starts_with("- **Accounts differ:** Proposed: raid is held – Oslo State ("), "{told}");
}

#[test]
fn in_short_tells_what_was_denied_and_later_occurred_first() {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let kremlin = |ix: EventIx| {
        let event = timeline.event(ix);
        let registry = &timeline.store().registry;
        let of_kremlin = |actor| {
            let over = registry.belongs_to(actor, &event.date);
            over.into_iter().chain([actor]).any(|actor| *registry.actor(actor).id == *"kremlin")
        };
        event.id.as_str().starts_with("2025-12") && event.everyone().into_iter().any(of_kremlin)
    };
    let facts = facts_at("2026-03-01", &timeline, kremlin);
    let first = &facts[0];
    assert!(
        first.starts_with("- **Denied, then occurred:** Ushakov: no one has seriously discussed"),
        "{first}"
    );
    assert!(first.contains("(21 Dec 2025, B1)[^1]"), "with date, grade and sources: {first}");
    assert!(first.contains(", outside the filter, B1)"), "and what is outside says so: {first}");
    assert!((5..=8).contains(&facts.len()), "five to eight: {facts:#?}");
    let early = facts_at("2026-01-10", &timeline, kremlin);
    assert!(!early[0].contains("Denied"), "before it occurred it had not: {early:#?}");
    let accounts = fact(&facts, "Accounts differ");
    assert!(
        accounts.contains(", on the question “did it happen”: yes ("),
        "whether it happened at all goes first: {accounts}"
    );
}
