mod outside;

use super::*;
use crate::event::date::Now;
use crate::store::Store;
use crate::timeline::sample::of_yaml;

const ACTORS: &str = "
actors:
- {id: aland, name: Aland, kind: state}
- {id: bland, name: Bland, kind: state}
- {id: palace, name: Palace, kind: office, part_of: aland}
- {id: ministry, name: Ministry, kind: office, part_of: aland}
- {id: anna, name: Anna Adams, kind: person, part_of: palace}
- {id: aron, name: Aron Ames, kind: person, part_of: ministry}
- {id: bob, name: Bob Best, kind: person, part_of: bland}
claims:
- {id: c, text: There is a plan.}
- {id: d, text: There is a truce.}
";

fn now() -> Now {
    Now::parse("2026-06-01", chrono_tz::UTC).expect("a day")
}

/// Creates a store of statements. Each has the title `said` unless its fields give another.
fn timeline(events: &[&str]) -> Timeline {
    let lines = events.iter().map(|event| format!("- {{kind: statement, title: said, {event}}}\n"));
    of_yaml(&format!("{ACTORS}events:\n{}", lines.collect::<Vec<_>>().concat()))
}

/// Returns every cell as `claim actor sign`, for the events that `keep` accepts.
fn cells_of(timeline: &Timeline, by: By, keep: impl Fn(&str) -> bool) -> Vec<String> {
    let shown: Vec<EventIx> =
        timeline.order().iter().copied().filter(|ix| keep(timeline.event(*ix).id.as_str())).collect();
    let now = now();
    let positions = Positions::by(&Scope::new(timeline, &shown, &now), by);
    let registry = &timeline.store().registry;
    let mut cells: Vec<String> = positions
        .claims
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row.claim, cell)))
        .map(|(claim, cell)| {
            format!("{} {} {}", registry.claim(claim).id, registry.actor(cell.actor).id, cell.short())
        })
        .collect();
    cells.sort();
    cells
}

fn cells(events: &[&str]) -> Vec<String> {
    cells_of(&timeline(events), By::State, |_| true)
}

fn report(timeline: &Timeline, by: By) -> (Positions, String, Value) {
    let now = now();
    let scope = Scope::new(timeline, timeline.order(), &now);
    let positions = Positions::by(&scope, by);
    let page = format!("{:?}", positions.page(&scope));
    let json = positions.json(&scope);
    (positions, page, json)
}

#[test]
fn every_stance_has_its_letter() {
    for (stance, letter) in [
        ("affirms", "A"),
        ("denies", "D"),
        ("supports", "S"),
        ("proposes", "S"),
        ("opposes", "O"),
        ("no-comment", "N"),
    ] {
        let event =
            format!("id: e1, date: 2025-01-01, actors: [anna], stance: {stance}, about: [{{claim: c}}]");
        assert_eq!(cells(&[&event]), [format!("c aland {letter}")], "{stance} is {letter}");
    }
}

#[test]
fn accusing_and_responding_are_no_positions() {
    let event = "id: e1, date: 2025-01-01, actors: [anna], stance: accuses, about: [{claim: c}]";
    assert_eq!(cells(&[event]), [] as [String; 0], "an accusation takes no position on a claim");
    let own =
        "id: e1, date: 2025-01-01, actors: [anna], stance: responds, about: [{claim: c, stance: denies}]";
    assert_eq!(cells(&[own]), ["c aland D"], "a response may take one by itself");
}

#[test]
fn a_letter_is_small_where_every_utterance_is_hedged() {
    let hedged =
        "id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c, hedged: true}]";
    assert_eq!(cells(&[hedged]), ["c aland d"], "one, hedged");
    let firm = "id: e2, date: 2025-01-02, actors: [anna], stance: denies, about: [{claim: c}]";
    assert_eq!(cells(&[hedged, firm]), ["c aland D×2"], "one of two is firm");
}

#[test]
fn both_sides_are_mixed_and_listed() {
    let events = [
        "id: e1, date: 2025-01-01, actors: [anna], stance: supports, about: [{claim: c}]",
        "id: e2, date: 2025-01-02, actors: [aron], stance: denies, about: [{claim: c}]",
    ];
    assert_eq!(cells(&events), ["c aland M×2"], "for and against, whatever the letters");
    let (positions, page, _) = report(&timeline(&events), By::State);
    assert!(positions.claims[0].cells[0].voices_differ(), "two persons took the two sides");
    assert!(positions.claims[0].opposed().is_none(), "nobody is opposed to himself");
    assert!(page.contains("Both sides inside one state") && page.contains("several voices"), "{page}");
    let by_office = cells_of(&timeline(&events), By::Office, |_| true);
    assert_eq!(by_office, ["c ministry D", "c palace S"], "by office they oppose each other");
}

#[test]
fn one_voice_that_changes_its_word_is_told_from_two() {
    let (positions, page, _) = report(
        &timeline(&[
            "id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c}]",
            "id: e2, date: 2025-02-01, actors: [anna], stance: affirms, about: [{claim: c}]",
        ]),
        By::State,
    );
    assert!(!positions.claims[0].cells[0].voices_differ(), "the same person, later");
    assert!(page.contains("one voice"), "{page}");
}

#[test]
fn letters_of_one_side_do_not_mix() {
    let events = [
        "id: e1, date: 2025-01-01, actors: [anna], stance: supports, about: [{claim: c}]",
        "id: e2, date: 2025-01-02, actors: [anna], stance: affirms, about: [{claim: c}]",
    ];
    assert_eq!(cells(&events), ["c aland A×2"], "the latest of one side stands");
}

#[test]
fn no_comment_neither_counts_nor_mixes_beside_a_position() {
    let silent = "id: e1, date: 2025-01-03, actors: [anna], stance: no-comment, about: [{claim: c}]";
    let denial = "id: e2, date: 2025-01-02, actors: [aron], stance: denies, about: [{claim: c}]";
    assert_eq!(cells(&[silent]), ["c aland N"], "alone it is its own letter");
    let timeline = timeline(&[silent, denial]);
    let (positions, page, _) = report(&timeline, By::State);
    let cell = &positions.claims[0].cells[0];
    assert_eq!(cell.short(), "D", "the denial stands");
    assert_eq!(timeline.event(cell.latest).id.as_str(), "e2", "with its own date");
    assert_eq!(cell.utterances.len(), 2, "the refusal is listed");
    assert!(page.contains("no comment"), "{page}");
}

#[test]
fn amplified_copies_are_not_counted() {
    let events = [
        "id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c}]",
        "id: e2, date: 2025-01-02, actors: [aron], stance: denies, about: [{claim: c}], links: {amplifies: e1}",
        "id: e3, date: 2025-01-03, actors: [bob], stance: denies, about: [{claim: c}], links: {amplifies: e1}",
        "id: e4, date: 2025-01-04, actors: [bob], stance: denies, about: [{claim: c}], links: {amplifies: e1}",
    ];
    let timeline = timeline(&events);
    assert_eq!(
        cells_of(&timeline, By::State, |_| true),
        ["c aland D", "c bland D"],
        "a copy of one's own is none; whoever repeats another takes the position, once"
    );
    let (positions, _, json) = report(&timeline, By::State);
    let aland = &positions.claims[0].cells[0];
    assert_eq!(timeline.event(aland.latest).id.as_str(), "e1", "the date is the original's");
    assert_eq!(json["claims"][0]["cells"][0]["said"][0]["copies"][0], "e2", "the copy is named");
    assert_eq!(json["claims"][0]["cells"][1]["said"][0]["repeats"], "e1", "so is what is repeated");
}

#[test]
fn a_text_that_is_republished_is_not_counted() {
    let events = [
        "id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c}], quote: We know of no plan.",
        "id: e2, date: 2025-01-09, actors: [anna], stance: denies, about: [{claim: c}], quote: We know of no plan.",
    ];
    assert_eq!(cells(&events), ["c aland D"], "the same words, a week later");
}

#[test]
fn what_only_others_report_is_told_apart() {
    let alleged =
        "id: e1, date: 2025-01-01, status: alleged, actors: [anna], stance: denies, about: [{claim: c}]";
    let told = "id: e2, date: 2025-01-02, actors: {speaker: anna, claimant: bob}, stance: denies, \
                about: [{claim: c, hedged: true}]";
    let own = "id: e3, date: 2025-01-03, actors: [anna], stance: affirms, about: [{claim: c}]";
    assert_eq!(cells(&[alleged]), ["c aland R"], "alleged");
    assert_eq!(cells(&[told]), ["c aland r"], "claimed by another, hedged");
    let timeline = timeline(&[alleged, told, own]);
    let (positions, _, json) = report(&timeline, By::State);
    assert_eq!(positions.claims[0].cells[0].short(), "A", "what is on record goes before");
    assert_eq!(json["claims"][0]["cells"][0]["said"][0]["reported"], true, "the report is still listed");
    assert_eq!(json["claims"][0]["cells"][0]["said"][1]["claimants"][0], "bob", "with who tells of it");
}

#[test]
fn a_reported_position_is_held_against_nobody() {
    let (positions, ..) = report(
        &timeline(&[
            "id: e1, date: 2025-01-01, status: alleged, actors: [anna], stance: denies, about: [{claim: c}]",
            "id: e2, date: 2025-01-02, actors: [bob], stance: affirms, about: [{claim: c}]",
        ]),
        By::State,
    );
    assert!(positions.claims[0].opposed().is_none(), "nobody is on record against it");
}

#[test]
fn a_statement_that_is_yet_to_come_takes_no_position() {
    let event =
        "id: e1, date: 2025-01-01, status: scheduled, actors: [anna], stance: denies, about: [{claim: c}]";
    assert_eq!(cells(&[event]), [] as [String; 0], "nothing was said");
}

#[test]
fn opposition_needs_two_actors() {
    let (positions, page, json) = report(
        &timeline(&[
            "id: e1, date: 2025-01-01, actors: [anna], stance: opposes, about: [{claim: c}]",
            "id: e2, date: 2025-01-02, actors: [bob], stance: affirms, about: [{claim: c}]",
            "id: e3, date: 2025-01-03, actors: [bob], stance: affirms, about: [{claim: d}]",
        ]),
        By::State,
    );
    let opposed: Vec<bool> = positions.claims.iter().map(|row| row.opposed().is_some()).collect();
    assert_eq!(opposed, [false, true], "the claim spoken of last stands first, and only one is in dispute");
    assert_eq!(json["claims"][1]["opposed"]["for"][0], "bland", "who is for it");
    assert_eq!(json["claims"][1]["opposed"]["against"][0], "aland", "who is against it");
    assert!(page.contains("Opposed to each other"), "{page}");
}

#[test]
fn silence_is_having_spoken_on_something_else() {
    let timeline = timeline(&[
        "id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c}]",
        "id: e2, date: 2025-01-02, actors: [bob], stance: denies, about: [{claim: d}]",
        "id: e3, date: 2025-01-02, status: alleged, actors: [ministry], stance: denies, about: [{claim: d}]",
    ]);
    let now = now();
    let scope = Scope::new(&timeline, timeline.order(), &now);
    let positions = Positions::by(&scope, By::Office);
    let signs: Vec<Vec<String>> = positions
        .page(&scope)
        .blocks
        .iter()
        .find_map(|block| match block {
            crate::report::document::Block::Table(table) => Some(
                table
                    .rows
                    .iter()
                    .map(|row| {
                        row.cells[1..]
                            .iter()
                            .map(|cell| match &cell[0] {
                                crate::report::document::Span::Text(text) => text.clone(),
                                _ => String::new(),
                            })
                            .collect()
                    })
                    .collect(),
            ),
            _ => None,
        })
        .expect("a matrix");
    let heads: Vec<&str> =
        positions.actors.iter().map(|actor| &*timeline.store().registry.actor(*actor).id).collect();
    assert_eq!(heads, ["bland", "ministry", "palace"], "by name, each with one position");
    assert_eq!(
        signs,
        [["D", "R", "·"], ["·", "", "D"]],
        "· spoke, but not on this; blank: of the ministry nothing is on record"
    );
}

#[test]
fn a_joint_statement_stands_once() {
    let (positions, page, _) = report(
        &timeline(&["id: e1, date: 2025-01-01, actors: [anna, bob], stance: proposes, about: [{claim: c}]"]),
        By::State,
    );
    assert_eq!(positions.claims[0].cells.len(), 2, "both hold it");
    assert!(page.contains("Aland, Bland S, "), "in one line: {page}");
}

#[test]
fn a_matrix_keeps_its_dates_for_where_there_is_room() {
    let timeline =
        timeline(&["id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c}]"]);
    let now = now();
    let scope = Scope::new(&timeline, timeline.order(), &now);
    let page = Positions::new(&scope).page(&scope);
    let table = page.blocks.iter().find_map(|block| match block {
        crate::report::document::Block::Table(table) => Some(table),
        _ => None,
    });
    let table = table.expect("a matrix");
    let text = |table: &crate::report::document::Table| format!("{:?}", table.rows[0].cells[1]);
    assert_eq!(text(table), r#"[Text("D")]"#, "the letter alone");
    assert_eq!(
        table.whole().map(|whole| text(&whole)).as_deref(),
        Some(r#"[Text("D"), Text(" 1 Jan 2025")]"#)
    );
}

#[test]
fn positions_without_a_speaker_belong_to_nobody() {
    let timeline = timeline(&[
        "id: e1, date: 2025-01-01, actors: {subject: anna}, stance: denies, about: [{claim: c}]",
        "id: e2, date: 2025-01-02, actors: {subject: anna}, stance: denies, about: [{claim: c}], \
         quote: {text: There is none, speaker: bob}",
    ]);
    assert_eq!(cells_of(&timeline, By::State, |_| true), ["c bland D"], "the quoted one, not the subject");
    let (_, page, json) = report(&timeline, By::State);
    assert_eq!(json["without_speaker"][0], "e1", "an event without a voice is named");
    assert!(page.contains("Positions without a named speaker"), "{page}");
}

#[test]
fn several_speakers_of_one_state_make_one_utterance() {
    let event = "id: e1, date: 2025-01-01, actors: [anna, aron, bob], stance: affirms, about: [{claim: c}]";
    assert_eq!(cells(&[event]), ["c aland A", "c bland A"], "one statement, two states");
    let by_person = cells_of(&timeline(&[event]), By::Person, |_| true);
    assert_eq!(by_person, ["c anna A", "c aron A", "c bob A"], "by person each speaks");
}

#[test]
fn a_store_without_positions_says_so() {
    let (positions, page, _) = report(&timeline(&["id: e1, date: 2025-01-01, actors: [anna]"]), By::State);
    assert!(positions.is_empty(), "nothing to report");
    assert!(page.contains("No event shown takes a position"), "{page}");
}

/// The cells were counted by hand from data/events, and again by an independent script.
#[test]
fn the_demonstration_store_has_these_cells() {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let cells = cells_of(&timeline, By::State, |_| true);
    assert_eq!(cells.len(), 133, "133 cells on 52 claims");
    for cell in [
        "three-way-talks-in-preparation russia M×2",
        "three-way-talks-in-preparation russian-source-reuters D",
        "three-way-talks-proposed ukraine A",
        "three-way-talks-wanted unnamed-institute-claimed r!",
        "valdai-attack russia A",
        "valdai-attack usa R",
        "foreign-troops russia O×4",
        "foreign-troops france S×2",
        "20-points-a-basis russia O",
        "28-points-a-basis russia s×3",
        "30-day-ceasefire russia M×4",
        "russian-hand-in-28-points russia M×2",
        "putin-wants-all-of-ukraine usa M×2",
        "talks-with-putin ukraine M×3",
        "energy-truce russia N",
        "ukraine-without-nato ukraine s",
        "june-2024-terms nato O",
    ] {
        assert!(cells.iter().any(|c| c == cell), "{cell} is not in {cells:#?}");
    }
    let by_office = cells_of(&timeline, By::Office, |_| true);
    for cell in ["valdai-attack mfa-russia A", "valdai-attack russian-mod A", "20-points-a-basis kremlin N×2"]
    {
        assert!(by_office.iter().any(|c| c == cell), "{cell} is not in {by_office:#?}");
    }
}
