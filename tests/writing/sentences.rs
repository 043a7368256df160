//! Sentences as people type them: what is certain is filled in, nobody is put into a role that he may not have, and what
//! was not understood is told.

use super::{demarche, err, out, put};

const STORE: &str = "\
store: {title: Log, timezone: Europe/Kyiv}
actors:
- {id: peskov, name: Dmitry Peskov, aliases: [Peskov]}
- {id: rubio, name: Marco Rubio, aliases: [Rubio]}
- {id: lavrov, name: Sergey Lavrov, aliases: [Lavrov, Лавров]}
- {id: zelensky, name: Volodymyr Zelensky, aliases: [Zelensky]}
- {id: witkoff, name: Steve Witkoff, aliases: [Witkoff]}
- {id: kremlin, name: Kremlin, kind: office}
- {id: russia, name: Russia, kind: state, aliases: [Russian]}
- {id: usa, name: United States, kind: state, aliases: [US]}
- {id: putin, name: Vladimir Putin, aliases: [Putin]}
venues:
- {id: moscow, name: Moscow, aliases: [Москва], timezone: Europe/Moscow}
- {id: kyiv, name: Kyiv, timezone: Europe/Kyiv}
- {id: odesa, name: Odesa, timezone: Europe/Kyiv}
- {id: budapest, name: Budapest, timezone: Europe/Budapest}
- {id: spaso, name: Spaso House, part_of: moscow}
outlets:
- {id: tass, name: TASS, domains: [tass.com]}
- {id: reuters, name: Reuters, domains: [reuters.com]}
events:
- {kind: other, date: 2025-12-20, title: T}
";

/// A sentence, the lines that the event has, what it has not, and what is told.
pub(super) type Sentence<'t> = (&'t str, &'t [&'t str], &'t [&'t str], &'t [&'t str]);

fn check(sentences: &[Sentence<'_>]) {
    check_in(STORE, sentences);
}

pub(super) fn check_in(store: &str, sentences: &[Sentence<'_>]) {
    let dir = tempfile::tempdir().expect("a directory");
    put(dir.path().join("log.yaml"), store).expect("written");
    let mut wrong = Vec::new();
    for (sentence, has, lacks, told) in sentences {
        let shown = demarche(dir.path(), &["new", "-s", "log.yaml", "--now", "2025-12-22", sentence]);
        let (event, notes) = (out(&shown), err(&shown));
        let line =
            |text: &&&str| !event.lines().any(|line| line.trim_start().trim_start_matches("- ") == **text);
        wrong.extend(
            has.iter().filter(line).map(|text| format!("{sentence}: no `{text}` in\n{event}{notes}")),
        );
        let there = lacks.iter().filter(|text| event.contains(**text));
        wrong.extend(there.map(|text| format!("{sentence}: `{text}` in\n{event}{notes}")));
        let silent = told.iter().filter(|text| !notes.contains(**text));
        wrong.extend(silent.map(|text| format!("{sentence}: `{text}` is not told in\n{notes}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_order_of_words_does_not_matter() {
    let denied = ["kind: statement", "date: 2025-12-21", "actors: {speaker: peskov}", "stance: denies"];
    check(&[
        ("Peskov denied talks, 21 Dec 2025", &denied, &[], &[]),
        ("21.12.2025 Peskov denied talks", &denied, &[], &[]),
        ("\"Peskov denied talks, 21 Dec 2025\"", &denied, &["'\""], &[]),
        (
            "Peskov denied talks; 21/12/2025; at least for now",
            &denied,
            &[],
            &["not understood: `at least for now`"],
        ),
        ("On 21 Dec 2025, Peskov denied talks", &["title: Peskov denied talks"], &[], &[]),
        (
            "Peskov denied talks on December 21, 2025.",
            &["title: Peskov denied talks", "date: 2025-12-21"],
            &[],
            &[],
        ),
        (
            "Moscow, 21 Dec 2025: Peskov denied talks",
            &["title: Peskov denied talks", "venue: moscow", "date: 2025-12-21"],
            &[],
            &[],
        ),
        (
            "TASS: Peskov denied talks, yesterday",
            &["title: Peskov denied talks", "{outlet: tass}", "date: 2025-12-21"],
            &[],
            &[],
        ),
        (
            "Peskov has again categorically denied talks, 21 December 2025, B2",
            &["actors: {speaker: peskov}", "grade: B2"],
            &[],
            &[],
        ),
        ("peskov denied talks (https://t.me/x/12), 2025-12-21", &["{url: https://t.me/x/12}"], &[], &[]),
        (
            "Peskov denied talks t.me/rian_ru/123 21.12.2025",
            &["{url: https://t.me/rian_ru/123}", "title: Peskov denied talks"],
            &[],
            &["the address is read as https://t.me/rian_ru/123"],
        ),
        (
            "Лавров заявил, что переговоры идут, Москва, 21.12.2025",
            &["title: Лавров заявил, что переговоры идут", "venue: moscow", "actors: {speaker: lavrov}"],
            &[],
            &[],
        ),
    ]);
}

#[test]
fn words_are_put_into_nobodys_mouth() {
    let unsure = "who said it is not certain";
    check(&[
        (
            "Zelensky's spokesman denied talks, 21 Dec 2025",
            &["stance: denies"],
            &["actors"],
            &["`Zelensky's spokesman`", unsure],
        ),
        ("Zelensky adviser denied talks, 21 Dec 2025", &[], &["actors"], &["`Zelensky adviser`", unsure]),
        (
            "Spokesman for Zelensky denied talks, 21 Dec 2025",
            &[],
            &["actors"],
            &["`Spokesman for Zelensky`", unsure],
        ),
        ("He denied talks, 21 Dec 2025", &[], &["actors"], &["`He`", unsure]),
        (
            "Kremlin spokesman Peskov denied talks, 21 Dec 2025",
            &["actors: {speaker: peskov}"],
            &["speaker: ["],
            &[],
        ),
        (
            "Peskov, the Kremlin spokesman, denied talks, 21 Dec 2025",
            &["actors: {speaker: peskov}"],
            &["speaker: [", "venue"],
            &[],
        ),
        (
            "After talks with Rubio, Lavrov rejected the plan, 21 Dec 2025",
            &["actors: {speaker: lavrov}"],
            &["rubio"],
            &["not understood: `After talks with Rubio`"],
        ),
        (
            "Peskov and Ivanov denied talks, 21 Dec 2025",
            &["actors: {speaker: [peskov, Ivanov]}"],
            &[],
            &["`Ivanov` is not in `actors`"],
        ),
        (
            "Peskov neither confirmed nor denied talks, 21.12.2025",
            &[],
            &["stance", "kind"],
            &["can mean either"],
        ),
        (
            "Putin told us he met Rubio, 21.12.2025",
            &["actors: {speaker: putin}"],
            &["usa", "meeting"],
            &["named behind the verb, in no role: rubio"],
        ),
        (
            "Lavrov said \"Rubio denied talks on 20 Dec 2025\", 22.12.2025",
            &["actors: {speaker: lavrov}", "date: 2025-12-22", "quote: Rubio denied talks on 20 Dec 2025"],
            &["stance", "subject"],
            &[],
        ),
        (
            "Peskov said \"we have no plans, none at all\", 21.12.2025, Reuters",
            &["title: Peskov said \"we have no plans, none at all\"", "quote: we have no plans, none at all"],
            &["venue"],
            &[],
        ),
        (
            "\"We will not meet\", said Peskov, 21 Dec 2025",
            &["kind: statement", "actors: {speaker: peskov}", "quote: We will not meet"],
            &["stance"],
            &[],
        ),
        (
            "Peskov denied talks in Budapest, 21 Dec 2025",
            &["stance: denies"],
            &["venue"],
            &["give --venue budapest"],
        ),
    ]);
}

#[test]
fn who_met_is_who_is_named_as_such() {
    let apart = "named further on, in no role";
    check(&[
        (
            "Zelensky and Rubio spoke by phone, 21 Dec 2025",
            &["kind: meeting", "actors: [zelensky, rubio]"],
            &[],
            &[],
        ),
        (
            "Witkoff and Putin meet at the Spaso House, 21 Dec 2025",
            &["actors: [witkoff, putin]", "venue: spaso"],
            &[],
            &[],
        ),
        ("Rubio to meet Lavrov in Budapest, 25 Dec 2025", &[], &["kind", "actors"], &["can mean either"]),
        ("Rubio will meet Lavrov in Budapest, 25 Dec 2025", &[], &["kind", "actors"], &["can mean either"]),
        (
            "Lavrov, Rubio and Witkoff met in Moscow, 21 Dec 2025",
            &["actors: [lavrov, rubio, witkoff]", "venue: moscow"],
            &[],
            &[],
        ),
        (
            "Rubio met Lavrov, Witkoff and Putin, Spaso House, 2025-12-21",
            &["actors: [rubio, lavrov, witkoff, putin]", "venue: spaso"],
            &[],
            &[],
        ),
        ("Putin's envoy Witkoff met Rubio, 21 Dec 2025", &["actors: [witkoff, rubio]"], &[], &[]),
        ("US envoy Witkoff met Putin, 21 Dec 2025", &["actors: [witkoff, putin]"], &[], &[]),
        (
            "Rubio met Russian foreign minister Lavrov at Spaso House, 21 Dec 2025 9:30",
            &["actors: [rubio, lavrov]", "date: 2025-12-21T09:30+03:00"],
            &[],
            &[],
        ),
        ("Rubio met Lavrov without Zelensky, 21 Dec 2025", &["actors: [rubio, lavrov]"], &[], &[apart]),
        ("Putin met Witkoff according to Peskov, 21 Dec 2025", &["actors: [putin, witkoff]"], &[], &[apart]),
        (
            "According to Peskov, Putin met Witkoff in Moscow, 21 Dec 2025",
            &["actors: [putin, witkoff]"],
            &[],
            &["not understood: `According to Peskov`"],
        ),
        (
            "Rubio met with Lavrov in Budapest to discuss Zelensky's plan, Dec 2025",
            &["actors: [rubio, lavrov]", "venue: budapest"],
            &[],
            &[apart],
        ),
        (
            "Rubio met Ivanov in Kyiv, 21 Dec 2025",
            &["actors: [rubio, Ivanov]"],
            &[],
            &["`Ivanov` is not in `actors`"],
        ),
        ("Lavrov received a letter from Rubio, 21 Dec 2025", &[], &["kind", "actors"], &["can mean either"]),
    ]);
}

#[test]
fn only_what_was_struck_is_a_strike() {
    check(&[
        (
            "Russia hit a school in Odesa, 13 Dec 2025",
            &["kind: strike", "actors: {attacker: russia}", "venue: odesa"],
            &[],
            &[],
        ),
        ("Russia struck an oil depot at Odesa, 13 Dec 2025", &["kind: strike", "venue: odesa"], &[], &[]),
        (
            "Russia struck Odesa with 12 drones and 3 missiles, 3 killed, 13 Dec 2025",
            &["kind: strike", "actors: {attacker: russia}", "venue: odesa", "{metric: killed, count: 3}"],
            &["weapon"],
            &["in the title alone: `12 drones`, `3 missiles`"],
        ),
        (
            "Russian drones hit a port in Odesa, 2025-12-13T03:20+02:00",
            &["kind: strike", "venue: odesa", "date: 2025-12-13T03:20+02:00"],
            &["actors"],
            &["`Russian drones`"],
        ),
        ("Rubio struck a deal with Putin, 21 Dec 2025", &[], &["kind", "target"], &["can mean either"]),
        ("Lavrov hit back at Rubio, 21 Dec 2025", &[], &["kind", "target"], &["can mean either"]),
    ]);
}

#[test]
fn days_and_times_are_those_that_are_certain() {
    check(&[
        ("Peskov denied talks, 21 Dec", &[], &["date:"], &["`21 Dec` has no year"]),
        ("Peskov denied talks tomorrow", &[], &["date:"], &["`tomorrow` is not read as a date"]),
        (
            "Rubio and Lavrov met last week in Budapest",
            &["venue: budapest"],
            &["date:"],
            &["`last week` is not read as a date"],
        ),
        ("Peskov denied talks, 9/12/2025", &[], &["date:"], &["may be 2025-12-09 or 2025-09-12"]),
        (
            "Peskov denied talks before 21 Dec 2025",
            &[],
            &["date:"],
            &["`before 21 Dec 2025` does not say when it was"],
        ),
        ("Peskov denied the talks of 20 Dec 2025", &[], &["date:"], &["does not say when it was"]),
        (
            "Lavrov rejected on 22 Dec 2025 the plan of 20 Dec 2025",
            &["actors: {speaker: lavrov}"],
            &["date:"],
            &["several dates, `22 Dec 2025` and `20 Dec 2025`"],
        ),
        (
            "Talks were held in Budapest, 19-21 Dec 2025",
            &["date: 2025-12-19/2025-12-21"],
            &["kind"],
            &["no verb"],
        ),
        ("Peskov denied talks, Kyiv, 21 Dec 2025 11:10 MSK", &["date: 2025-12-21T11:10+03:00"], &[], &[]),
        (
            "Peskov denied talks, Kyiv, 21 Dec 2025 at 11:10 UTC+3",
            &["date: 2025-12-21T11:10+03:00", "title: Peskov denied talks"],
            &[],
            &[],
        ),
        (
            "Peskov denied talks, Kyiv, 21 Dec 2025 11:10 XYZT",
            &["date: 2025-12-21"],
            &[],
            &["11:10 is left out: the zone `XYZT` is not known"],
        ),
        (
            "Peskov denied talks, Kyiv, today 5pm Moscow time",
            &["date: 2025-12-22T17:00+03:00", "venue: kyiv"],
            &[],
            &[],
        ),
        (
            "Peskov denied talks, Kyiv, 21 Dec 2025 11:10 local time",
            &["date: 2025-12-21T11:10+02:00"],
            &[],
            &[],
        ),
        ("Peskov denied talks, Moscow, 21 Dec 2025 10:00-11:30", &[], &["10:00", "11:30"], &["span of time"]),
        (
            "Peskov denied talks, Moscow, today 10:00-11:30",
            &["date: 2025-12-22"],
            &["10:00"],
            &["may be a span of time or a time with an offset"],
        ),
        (
            "Peskov denied talks, Moscow, today 10:00 and 11:30",
            &["date: 2025-12-22"],
            &["T10:00"],
            &["several times"],
        ),
        (
            "Peskov denied talks, Moscow, 21 Dec 2025 11:10, AFP",
            &["date: 2025-12-21T11:10+03:00"],
            &[],
            &["not understood: `AFP`"],
        ),
    ]);
}

#[test]
fn what_another_tells_is_put_to_nobody() {
    let none = ["kind:", "stance:", "speaker", "actors:"];
    let told = ["it is told by another"];
    check(&[
        ("Lavrov claims Zelensky rejected the plan, 21 Dec 2025", &[], &none, &told),
        ("According to Lavrov, Zelensky rejected the plan, 21 Dec 2025", &[], &["speaker", "opposes"], &[]),
        ("Zelensky rejected the plan, Lavrov said, 21 Dec 2025", &[], &["opposes", "speaker"], &[]),
        ("Zelensky, Lavrov said, rejected the plan, 21 Dec 2025", &[], &["opposes", "speaker"], &[]),
        ("In Lavrov's words, Zelensky rejected the plan, 21 Dec 2025", &[], &["opposes", "speaker"], &[]),
        ("Lavrov: Zelensky rejected the plan, 21 Dec 2025", &[], &none, &["behind the colon"]),
        (
            "Lavrov said that Zelensky rejected the plan, 21 Dec 2025",
            &["actors: {speaker: lavrov}"],
            &["opposes"],
            &[],
        ),
        (
            "Peskov denied talks, TASS reported, 21 Dec 2025",
            &["actors: {speaker: peskov}", "stance: denies"],
            &[],
            &[],
        ),
    ]);
}

#[test]
fn negations_questions_and_conditions_say_no_event() {
    let none = ["kind:", "stance:", "actors:"];
    check(&[
        ("It is not true that Witkoff met Lavrov in Budapest, 21 Dec 2025", &[], &none, &["not so"]),
        ("It is false that Witkoff met Lavrov, 21 Dec 2025", &[], &none, &["`false`"]),
        ("Rumours that Witkoff met Lavrov, 21 Dec 2025", &[], &none, &["told by another"]),
        ("Did Witkoff meet Lavrov in Budapest, 21 Dec 2025?", &[], &none, &["question"]),
        ("Had Witkoff met Lavrov in Budapest, 21 Dec 2025", &[], &none, &["question"]),
        ("If Putin agrees, Witkoff met Lavrov in Budapest, 21 Dec 2025", &[], &["kind:", "actors:"], &[]),
        ("Lavrov supports neither Putin nor Zelensky, 21 Dec 2025", &[], &none, &["`neither`"]),
        ("Peskov confirmed nothing, 21 Dec 2025", &[], &none, &["`nothing`"]),
        ("Peskov proposes nothing, 21 Dec 2025", &[], &none, &["`nothing`"]),
        ("No one from the Kremlin confirmed the talks, 21 Dec 2025", &[], &none, &["not so"]),
        ("Claims that Zelensky rejected the plan are fake, 21 Dec 2025", &[], &none, &["`fake`"]),
    ]);
}

#[test]
fn who_is_left_open_is_nobody() {
    let none = ["kind:", "stance:", "actors:"];
    check(&[
        (
            "Witkoff met neither Rubio nor Zelensky in Budapest on 20 December 2025",
            &[],
            &none,
            &["`neither`"],
        ),
        ("Witkoff met Rubio or Zelensky on 20 December 2025", &[], &none, &["`or`"]),
        ("Witkoff met Lavrov minus Rubio, 20 December 2025", &[], &none, &["`minus`"]),
        ("Everyone except Witkoff met Lavrov, 20 December 2025", &[], &none, &["`except`"]),
        ("Witkoff met Lavrov and possibly Rubio, 20 December 2025", &[], &none, &["`possibly`"]),
        ("Rubio denied by Peskov on 20 December 2025", &[], &none, &["done to"]),
        ("Peskov did not deny on 20 December 2025 that Witkoff met Lavrov", &[], &none, &["not so"]),
    ]);
}

#[test]
fn another_person_of_the_surname_is_not_the_one_of_the_store() {
    check(&[
        (
            "Ivan Lavrov met Rubio, 21 Dec 2025",
            &["actors: [Ivan Lavrov, rubio]"],
            &["[lavrov"],
            &["`Ivan Lavrov` is not in `actors`"],
        ),
        ("Foreign Minister Lavrov met Rubio, 21 Dec 2025", &["actors: [lavrov, rubio]"], &[], &[]),
        ("US envoy Witkoff met Lavrov, 21 Dec 2025", &["actors: [witkoff, lavrov]"], &[], &[]),
        ("Yury Peskov denied talks, 21 Dec 2025", &["actors: {speaker: Yury Peskov}"], &[], &[]),
    ]);
}

#[test]
fn a_host_is_no_party_and_a_way_is_no_venue() {
    check(&[
        (
            "US hosted talks between Russia and Zelensky, Budapest, 21 Dec 2025",
            &["actors: {host: usa, party: [russia, zelensky]}", "venue: budapest"],
            &[],
            &[],
        ),
        (
            "Rubio met Lavrov, then flew to Moscow, Budapest, 21 Dec 2025",
            &["venue: budapest"],
            &["moscow"],
            &["then flew to Moscow"],
        ),
    ]);
}

#[test]
fn a_date_of_something_else_is_not_taken() {
    for (sentence, told) in [
        ("Rubio met Lavrov between 19 and 21 December 2025", "does not say when it was"),
        ("Rubio met Lavrov on 19 or 20 December 2025", "does not say when it was"),
        ("Rubio met Lavrov no later than 15 December 2025", "does not say when it was"),
        ("Rubio met Lavrov not on 15 December 2025", "does not say when it was"),
        ("Peskov said talks may take place on 15 January 2026", "does not say when it was"),
        ("Peskov denied that talks took place on 14 December 2025", "does not say when it was"),
        ("Peskov said that on 19 November 2025 talks failed", "does not say when it was"),
    ] {
        check(&[(sentence, &[], &["date:"], &[told])]);
    }
}
