use super::*;
use crate::event::date::Now;
use crate::report::document::Block;
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;

const REGISTRY: &str = "
actors:
- {id: aland, name: Aland, kind: state}
- {id: palace, name: Palace, kind: office, part_of: aland}
- {id: ministry, name: Ministry, kind: office, part_of: aland}
- {id: anna, name: Anna Adams, kind: person, part_of: palace}
- {id: aron, name: Aron Ames, kind: person, part_of: ministry}
terms:
- {id: group, name: working group, stems: {en: [working group], ru: [рабочая групп]}}
- {id: summit, name: summit, stems: {en: [summit]}}
";

fn now() -> Now {
    Now::parse("2100-01-01", chrono_tz::Tz::UTC).expect("a day")
}

fn timeline(events: &[&str]) -> Timeline {
    let lines = events.iter().map(|event| format!("- {{kind: statement, title: said, {event}}}\n"));
    of_yaml(&format!("{REGISTRY}events:\n{}", lines.collect::<Vec<_>>().concat()))
}

/// Returns the report as JSON, on the events that `keep` accepts.
fn data(timeline: &Timeline, by: By, keep: impl Fn(&str) -> bool) -> Value {
    let shown: Vec<EventIx> =
        timeline.order().iter().copied().filter(|ix| keep(timeline.event(*ix).id.as_str())).collect();
    let now = now();
    let scope = Scope::new(timeline, &shown, &now);
    Language::by(&scope, by).json(&scope)
}

/// Returns the fractions of one term: `actor 3/7`.
fn ratios(json: &Value, term: &str) -> Vec<String> {
    let terms = json["terms"].as_array().expect("terms");
    let term = terms.iter().find(|entry| entry["term"] == term).expect(term);
    let usage = |usage: &Value| {
        format!(
            "{} {}/{}",
            usage["actor"].as_str().unwrap_or_default(),
            usage["statements_with_term"],
            usage["statements_with_quotation"]
        )
    };
    term["actors"].as_array().expect("actors").iter().map(usage).collect()
}

fn all(events: &[&str]) -> Value {
    data(&timeline(events), By::Office, |_| true)
}

#[test]
fn statements_with_the_term_stand_over_statements_with_a_quotation() {
    let json = all(&[
        "id: e1, date: 2025-12-15, actors: [anna], quote: {text: A working group and a working group, lang: en}",
        "id: e2, date: 2025-12-16, actors: [anna], quote: {text: Nothing of the kind, lang: en}",
        "id: e3, date: 2025-12-17, actors: [anna], summary: no quotation of a working group",
        "id: e4, date: 2025-12-22, actors: [anna], quote: {text: The working group met, lang: en}",
        "id: e5, date: 2025-12-22, actors: [aron], quote: {text: Good morning to all, lang: en}",
    ]);
    assert_eq!(
        ratios(&json, "group"),
        ["palace 2/3"],
        "a statement counts once, without a quotation not at all"
    );
    let weeks = &json["terms"][0]["actors"][0]["weeks"];
    assert_eq!(
        (&weeks[0]["week"], &weeks[0]["statements_with_term"], &weeks[0]["statements_with_quotation"]),
        (&Value::from("2025-W51"), &Value::from(1), &Value::from(2)),
        "1/2 in the first week"
    );
    assert_eq!(weeks[1]["week"], "2025-W52", "and once in the next");
    assert_eq!(
        json["actors"][1]["statements_with_quotation"], 1,
        "who is quoted without the term is counted, too"
    );
}

#[test]
fn our_own_words_are_not_searched() {
    let json = all(&[
        "id: e1, date: 2025-12-15, actors: [anna], summary: a summit, note: a summit, tags: [summit], \
                      outcome: a summit, quote: {text: Good morning, lang: en}",
    ]);
    assert_eq!(ratios(&json, "summit"), [] as [String; 0], "summary, note, tags and outcome are the log's");
    let titled = of_yaml(&format!(
        "{REGISTRY}events:\n- {{id: e1, kind: statement, title: Summit, date: 2025-12-15, actors: [anna], \
         quote: Good morning}}\n"
    ));
    assert_eq!(ratios(&data(&titled, By::Office, |_| true), "summit"), [] as [String; 0], "nor is the title");
}

#[test]
fn agendas_are_searched_and_are_nobodys_words() {
    let timeline = of_yaml(&format!(
        "{REGISTRY}events:\n- {{id: m, kind: meeting, title: met, date: 2025-12-15, actors: [anna, aron], \
         agenda: [prisoners, a working group on borders]}}\n"
    ));
    let json = data(&timeline, By::Office, |_| true);
    assert_eq!(json["terms"][0]["agendas"][0], "m", "the meeting is listed");
    assert_eq!(ratios(&json, "group"), [] as [String; 0], "no party said it");
}

#[test]
fn words_belong_to_who_is_quoted() {
    let json = all(&[
        "id: e1, date: 2025-12-15, actors: [anna], quote: {text: He wants a summit, lang: en, speaker: aron}",
        "id: e2, date: 2025-12-15, actors: [anna, aron], quote: {text: We want a summit soon, lang: en}",
    ]);
    let mut found = ratios(&json, "summit");
    found.sort();
    assert_eq!(found, ["ministry 2/2", "palace 1/1"], "the quotation's speaker, else all of the event's");
}

#[test]
fn a_meeting_that_quotes_somebody_is_a_statement_of_theirs() {
    let timeline = of_yaml(&format!(
        "{REGISTRY}events:\n- {{id: m, kind: meeting, title: met, date: 2025-12-15, actors: [anna, aron], \
         quote: {{text: The summit is on, lang: en, speaker: anna}}}}\n"
    ));
    assert_eq!(ratios(&data(&timeline, By::Office, |_| true), "summit"), ["palace 1/1"], "whoever is quoted");
}

#[test]
fn copies_collapse_to_their_original() {
    let json = all(&[
        "id: e1, date: 2025-12-15, actors: [anna], quote: {text: The summit will be held, lang: en}",
        "id: e2, date: 2025-12-22, actors: [anna], quote: {text: The summit will be held, lang: en}",
        "id: e3, date: 2025-12-29, actors: [anna], quote: {text: Again the summit, lang: en}, links: {amplifies: e1}",
    ]);
    assert_eq!(ratios(&json, "summit"), ["palace 1/1"], "republished and amplified, it is one statement");
    let usage = &json["terms"][1]["actors"][0];
    assert_eq!(usage["uses"].as_array().map(Vec::len), Some(1), "one use");
    assert_eq!(
        (&usage["weeks"][0]["week"], &usage["uses"][0]["event"]),
        (&"2025-W51".into(), &"e1".into()),
        "in the week of the original"
    );
}

#[test]
fn an_original_that_is_dated_after_its_copy_still_stands() {
    let timeline = timeline(&[
        "id: e1, date: 2025-12-15, actors: [anna], quote: {text: No word of it here, lang: en}, links: {amplifies: e2}",
        "id: e2, date: 2025-12-22, actors: [anna], quote: {text: The summit will be held, lang: en}",
    ]);
    let json = data(&timeline, By::Office, |_| true);
    assert_eq!(ratios(&json, "summit"), ["palace 1/1"], "the words are the original's");
    let json = data(&timeline, By::Office, |id| id == "e1");
    assert_eq!(ratios(&json, "summit"), ["palace 1/1"], "also where the filter keeps the copy alone");
}

#[test]
fn what_is_only_reported_is_listed_and_not_counted() {
    let json = all(&[
        "id: e1, date: 2025-12-15, status: alleged, actors: [anna], quote: {text: A summit it is, lang: en}",
        "id: e2, date: 2025-12-16, actors: {speaker: anna, claimant: ministry}, \
         quote: {text: The summit is dead, lang: en}",
        "id: e3, date: 2025-12-17, actors: [anna], quote: {text: Good morning, lang: en}",
    ]);
    assert_eq!(ratios(&json, "summit"), [] as [String; 0], "nothing of it is on record");
    assert_eq!(json["terms"][1]["only_reported"], serde_json::json!(["e1", "e2"]), "but it is named");
    assert_eq!(json["actors"][0]["statements_with_quotation"], 1, "nor does it stand below the stroke");
}

#[test]
fn the_stroke_and_first_use_reach_beyond_the_filter() {
    let timeline = timeline(&[
        "id: e0, date: 2025-06-02, actors: [anna], quote: {text: A summit in June, lang: en}",
        "id: e1, date: 2025-12-15, actors: [anna], quote: {text: The summit is near, lang: en}",
        "id: e2, date: 2025-12-16, actors: [anna], quote: {text: Nothing new today, lang: en}",
        "id: e3, date: 2025-12-29, actors: [anna], quote: {text: A summit in another week, lang: en}",
    ]);
    let json = data(&timeline, By::Office, |id| id == "e1");
    assert_eq!(ratios(&json, "summit"), ["palace 1/2"], "of two statements of the week one is kept");
    let usage = &json["terms"][1]["actors"][0];
    assert_eq!(usage["first"]["event"], "e0", "the first use of the whole log");
    assert_eq!(usage["first_outside_filter"], true, "which says that the filter left it out");
    assert_eq!(json["actors"][0]["of_these_shown"], 1, "one of the two is shown");
    let now = now();
    let shown = [timeline.store().find("e1").expect("e1")];
    let scope = Scope::new(&timeline, &shown, &now);
    let page = format!("{:?}", Language::new(&scope).page(&scope));
    assert!(page.contains("Palace 1 of 2"), "the page names what is outside the filter: {page}");
}

#[test]
fn a_date_without_a_week_counts_in_none() {
    let json = all(&[
        "id: e1, date: 2025-12, actors: [anna], quote: {text: A summit some day, lang: en}",
        "id: e2, date: 2025-12-16, actors: [anna], quote: {text: Good morning, lang: en}",
    ]);
    assert_eq!(ratios(&json, "summit"), ["palace 1/2"], "it counts in the total");
    assert_eq!(json["terms"][1]["actors"][0]["weeks"], serde_json::json!([]), "and in no week");
}

#[test]
fn a_translation_and_a_negation_are_marked() {
    let json = all(&[
        "id: e1, date: 2025-12-15, actors: [anna], quote: {text: There will be no summit, lang: en, translated: true}",
        "id: e2, date: 2025-12-16, actors: [aron], quote: {text: Рабочая группа готова, lang: ru}",
    ]);
    let first = &json["terms"][1]["actors"][0]["first"];
    assert_eq!(
        (&first["negated"], &first["in_translation"]),
        (&Value::from(true), &Value::from(true)),
        "{first}"
    );
    let own = &json["terms"][0]["actors"][0]["first"];
    assert_eq!(
        (&own["negated"], &own["in_translation"]),
        (&Value::from(false), &Value::from(false)),
        "{own}"
    );
}

#[test]
fn the_words_before_translation_are_searched_too() {
    let json =
        all(&["id: e1, date: 2025-12-15, actors: [anna], quote: {text: The team is ready, lang: en, \
                      translated: true, original: Рабочая группа готова}"]);
    assert_eq!(ratios(&json, "group"), ["palace 1/1"], "found in the original");
    assert_eq!(json["terms"][0]["actors"][0]["in_translation"], 0, "so it is no translator's word");
}

#[test]
fn languages_that_no_term_knows_are_named() {
    let json = all(&["id: e1, date: 2025-12-15, actors: [anna], quote: {text: Zirve olacak, lang: tr}"]);
    assert_eq!(json["languages_without_stems"]["tr"], 1, "a quotation that nothing can be found in");
}

/// Returns the row of signs of a page on these events, week by week.
fn signs(events: &[String]) -> Option<Vec<String>> {
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    let timeline = timeline(&events);
    let now = now();
    let scope = Scope::new(&timeline, timeline.order(), &now);
    let blocks = Language::new(&scope).page(&scope).blocks;
    blocks.into_iter().find_map(|block| if let Block::Plot(lines) = block { Some(lines) } else { None })
}

#[test]
fn signs_stand_where_a_term_is_used_in_many_weeks() {
    let events: Vec<String> = (0..6)
        .map(|n| {
            let text = if n == 2 { "Nothing new at all" } else { "A summit, again" };
            format!(
                "id: e{n}, date: 2025-11-{:02}, actors: [anna], quote: {{text: '{text} {n}', lang: en}}",
                3 + 4 * n
            )
        })
        .collect();
    // 3 and 7 November are in week 45, 11 November in week 46 without the term, 15 in 46, 19 in 47 and 23 in 47.
    // These are only three weeks.
    assert_eq!(signs(&events), None, "three weeks read better as numbers");
}

#[test]
fn a_sign_stands_for_each_week() {
    let days = ["2025-11-03", "2025-11-10", "2025-11-11", "2025-11-17", "2025-12-01", "2025-12-08"];
    let events: Vec<String> = days
        .iter()
        .enumerate()
        .map(|(n, day)| {
            let text = if n == 3 { "Nothing new at all" } else { "A summit, again" };
            format!("id: e{n}, date: {day}, actors: [anna], quote: {{text: '{text} {n}', lang: en}}")
        })
        .collect();
    let lines = signs(&events).expect("used in four weeks");
    assert_eq!(lines[0], "summit", "under the name of the term");
    assert!(
        lines[1].ends_with(" ▁▂· ▁▁"),
        "one, two, quoted without it, nothing logged, one, one: {lines:?}"
    );
}

#[test]
fn a_store_without_terms_says_so() {
    let timeline = of_yaml("events:\n- {id: e1, kind: statement, title: said, date: 2025-12-15}\n");
    let now = now();
    let scope = Scope::new(&timeline, timeline.order(), &now);
    let language = Language::new(&scope);
    assert!(language.is_empty(), "nothing to report");
    assert!(format!("{:?}", language.page(&scope)).contains("no terms"), "and the page says why");
}

/// *Technical*, *working group*, *summit* and *trilateral* as used by the Kremlin were counted by hand from
/// data/events.
#[test]
fn the_kremlin_says_working_group_where_others_say_summit() {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let json = data(&timeline, By::Office, |_| true);
    let of = |term, actor: &str| {
        ratios(&json, term)
            .into_iter()
            .find_map(|line| line.strip_prefix(actor).map(|rest| rest.trim().to_owned()))
    };
    let kremlin =
        json["actors"].as_array().and_then(|all| all.iter().find(|entry| entry["actor"] == "kremlin"));
    assert_eq!(
        kremlin.map(|entry| &entry["statements_with_quotation"]),
        Some(&Value::from(35)),
        "35 quoted statements: Peskov 15, Putin 9, Ushakov 7, Dmitriev 3, Medinsky 1"
    );
    assert_eq!(of("working-group", "kremlin").as_deref(), Some("1/35"), "Ushakov on 23 January 2026");
    assert_eq!(of("trilateral", "kremlin").as_deref(), Some("1/35"), "in the same sentence");
    assert_eq!(of("technical", "kremlin"), None, "never");
    assert_eq!(of("summit", "kremlin"), None, "never");
    assert_eq!(of("preparation", "kremlin").as_deref(), Some("2/35"), "both negated");
    let trilateral =
        json["terms"].as_array().and_then(|all| all.iter().find(|term| term["term"] == "trilateral"));
    let first = trilateral.map(|term| &term["actors"][0]["first"]);
    assert_eq!(
        first.map(|first| (&first["event"], &first["week"], &first["in_translation"])),
        Some((
            &Value::from("2026-01-23-ushakov-announces-trilateral"),
            &Value::from("2026-W04"),
            &Value::from(true)
        )),
        "first on 23 January, and in a translator's words"
    );
}

#[test]
fn a_term_that_nobody_uses_is_named_and_has_no_row_of_zeros() {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let now = now();
    let month = |ix: &EventIx| timeline.event(*ix).id.as_str().starts_with("2025-12");
    let shown: Vec<EventIx> = timeline.order().iter().copied().filter(month).collect();
    let scope = Scope::new(&timeline, &shown, &now);
    let report = Language::new(&scope);
    let page = report.page(&scope);
    let rows = page.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table.rows.len()),
        _ => None,
    });
    let found = report.terms.iter().filter(|term| term.is_found()).count();
    assert!(found < report.terms.len(), "some are not used");
    assert_eq!(rows, Some(found), "a row for each that is");
    assert!(format!("{page:?}").contains("Used by nobody in view: "), "the others are named");
}

#[test]
fn what_is_dated_after_now_is_in_no_fraction_and_no_first_use() {
    let yaml = "actors: [{id: palace, name: Palace, kind: office}]
terms: [{id: summit, name: summit, stems: {en: [summit]}}]
events:
- {id: a, kind: statement, title: a, date: 2025-12-16, actors: [palace], quote: {text: Nothing, lang: en}}
- {id: b, kind: statement, title: b, date: 2025-12-17, actors: [palace], quote: {text: A summit, lang: en}}
- {id: c, kind: statement, title: c, date: 2025-12-30, actors: [palace], quote: {text: The summit, lang: en}}
";
    let timeline = of_yaml(yaml);
    let told = |now: &str| {
        let now = Now::parse(now, chrono_tz::Tz::UTC).expect("a day");
        let scope = Scope::new(&timeline, timeline.order(), &now);
        let report = Language::new(&scope);
        let uses: Vec<usize> = report.terms[0].actors.iter().map(|usage| usage.uses.len()).collect();
        (uses, report.actors[0].statements, report.to_come, format!("{:?}", report.page(&scope)))
    };
    let (uses, statements, to_come, page) = told("2025-12-24");
    assert_eq!((uses, statements, to_come), (vec![1], 2, 1));
    assert!(page.contains("1 quoted statement dated in the future, in no fraction"), "{page}");
    let (uses, statements, to_come, page) = told("2026-01-31");
    assert_eq!((uses, statements, to_come), (vec![2], 3, 0));
    assert!(!page.contains("in the future"), "{page}");
    assert_eq!(told("2025-12-16").0, Vec::<usize>::new(), "nobody has used it yet");
}
