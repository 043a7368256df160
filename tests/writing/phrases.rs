//! Sentences as newcomers type them: with citations, several sentences, months in other languages, titles without a verb,
//! counts.

use super::sentences::check_in;

const STORE: &str = "\
store: {title: Log}
actors:
- {id: ushakov, name: Yury Ushakov, aliases: [Ushakov]}
- {id: orban, name: Viktor Orbán, aliases: [Orbán]}
- {id: putin, name: Vladimir Putin, aliases: [Putin, Путин]}
- {id: rubio, name: Marco Rubio, aliases: [Rubio]}
- {id: lavrov, name: Sergey Lavrov, aliases: [Lavrov]}
- {id: witkoff, name: Steve Witkoff, aliases: [Witkoff, Уиткофф]}
- {id: zelensky, name: Volodymyr Zelensky, aliases: [Zelensky]}
- {id: kiper, name: Oleh Kiper, aliases: [Kiper]}
- {id: russia, name: Russia, kind: state, aliases: [Russian], metonyms: [Moscow]}
- {id: ukraine, name: Ukraine, kind: state}
- {id: turkey, name: Turkey, kind: state, metonyms: [Ankara]}
venues:
- {id: moscow, name: Moscow, timezone: Europe/Moscow}
- {id: ankara, name: Ankara, timezone: Europe/Istanbul}
- {id: istanbul, name: Istanbul, timezone: Europe/Istanbul}
- {id: geneva, name: Geneva, timezone: Europe/Zurich}
- {id: odesa, name: Odesa, timezone: Europe/Kyiv}
outlets:
- {id: interfax, name: Interfax}
- {id: reuters, name: Reuters, domains: [reuters.com]}
- {id: ukrainska-pravda, name: Ukrainska Pravda}
- {id: kommersant, name: Kommersant}
- {id: tass, name: TASS, domains: [tass.com]}
events:
- {kind: other, date: 2025-12-20, title: T}
";

#[test]
fn a_citation_in_parentheses_is_the_source() {
    check_in(
        STORE,
        &[
            (
                "Ushakov said on 2 Dec that no compromise was found (Interfax, 3 Dec 2025)",
                &[
                    "title: Ushakov said on 2 Dec that no compromise was found",
                    "outlet: interfax",
                    "published: 2025-12-03",
                    "actors: {speaker: ushakov}",
                ],
                &["\n  date:"],
                &["`2 Dec` has no year"],
            ),
            (
                "Ushakov said on 2 Dec that no compromise was found, 3 Dec 2025",
                &["title: Ushakov said on 2 Dec that no compromise was found"],
                &["\n  date:"],
                &["several dates, `2 Dec` and `3 Dec 2025`"],
            ),
            (
                "Ushakov said on 3 Dec that no compromise was found, 3 Dec 2025",
                &["date: 2025-12-03"],
                &[],
                &[],
            ),
            (
                "Rubio met Lavrov, 2 Dec 2025 (Reuters, https://www.reuters.com/x).",
                &[
                    "title: Rubio met Lavrov",
                    "outlet: reuters",
                    "url: https://www.reuters.com/x",
                    "date: 2025-12-02",
                ],
                &["("],
                &[],
            ),
            (
                "Rubio met Lavrov (Ukrainska Pravda), 2 Dec 2025",
                &["title: Rubio met Lavrov", "{outlet: ukrainska-pravda}"],
                &[],
                &[],
            ),
            (
                "Rubio met Lavrov, 2 Dec 2025 (Gazeta, Dec 3, 2025)",
                &["title: Rubio met Lavrov", "outlet: Gazeta", "published: 2025-12-03"],
                &[],
                &["`Gazeta` is not in `outlets`"],
            ),
            (
                "Rubio met Lavrov, 2 Dec 2025 (Interfax, 3 Dec)",
                &["{outlet: interfax}"],
                &["published"],
                &["`3 Dec`, when it was published, has no year"],
            ),
            (
                "Rubio met Lavrov in Geneva (Switzerland), 2 Dec 2025",
                &["title: Rubio met Lavrov in Geneva (Switzerland)", "venue: geneva"],
                &["sources"],
                &[],
            ),
        ],
    );
}

#[test]
fn one_sentence_is_read_and_the_others_are_told() {
    check_in(
        STORE,
        &[
            (
                "Orbán visited Moscow 28–29 Nov 2025 and met Putin. Kommersant reported on 30 Nov.",
                &[
                    "kind: meeting",
                    "date: 2025-11-28/2025-11-29",
                    "title: Orbán visited Moscow and met Putin",
                    "actors: [orban, putin]",
                    "venue: moscow",
                    "{outlet: kommersant}",
                ],
                &[],
                &["`30 Nov`, when it was published, has no year"],
            ),
            (
                "Rubio met Lavrov in Geneva, 2 Dec 2025. The next round begins in Istanbul on 5 Dec 2025.",
                &["title: Rubio met Lavrov in Geneva", "date: 2025-12-02", "venue: geneva"],
                &[],
                &["not read: `The next round begins in Istanbul on 5 Dec 2025.`"],
            ),
            (
                "Rubio met Lavrov. Geneva, 2 Dec 2025. TASS. https://tass.com/a/1",
                &["title: Rubio met Lavrov", "venue: geneva", "date: 2025-12-02", "outlet: tass"],
                &[],
                &[],
            ),
            (
                "Rubio met U.S. Gen. J. D. Kellogg and Lavrov in St. Petersburg on 28 Nov – 2 Dec 2025",
                &["date: 2025-11-28/2025-12-02"],
                &[],
                &[],
            ),
            (
                "Rubio and Lavrov held talks, 2 Dec 2025; they discussed Ankara",
                &["title: Rubio and Lavrov held talks"],
                &["venue"],
                &["not understood: `they discussed Ankara`"],
            ),
            (
                "Putin visited Ankara on 2 Dec 2025, where he met Rubio and Witkoff, Reuters",
                &[
                    "title: Putin visited Ankara, where he met Rubio and Witkoff",
                    "actors: [putin, rubio, witkoff]",
                    "venue: ankara",
                ],
                &[],
                &[],
            ),
            (
                "Putin visited Moscow, 2 Dec 2025",
                &["venue: moscow"],
                &["kind"],
                &["no verb that says a kind"],
            ),
        ],
    );
}

#[test]
fn months_are_read_in_other_languages_and_a_year_is_not_taken_alone() {
    check_in(
        STORE,
        &[
            (
                "В Москве Путин встретился с Уиткоффом 22 января 2026",
                &["date: 2026-01-22", "kind: meeting"],
                &["- Уиткоффом", "[Уиткоффом"],
                &["not read as an actor: `Уиткоффом`"],
            ),
            ("Rubio met Lavrov, 22 січня 2026 року", &["date: 2026-01-22"], &[], &[]),
            ("Rubio met Lavrov, le 22 janvier 2026", &["date: 2026-01-22"], &[], &[]),
            ("Rubio met Lavrov, 22. März 2025", &["date: 2025-03-22"], &[], &[]),
            ("Rubio met Lavrov, 22 de enero de 2026", &["date: 2026-01-22"], &[], &[]),
            ("Rubio met Lavrov, 22 gennaio 2026", &["date: 2026-01-22"], &[], &[]),
            ("Rubio met Lavrov, 22 stycznia 2026", &["date: 2026-01-22"], &[], &[]),
            ("Rubio met Lavrov, 22 Ağustos 2025", &["date: 2025-08-22"], &[], &[]),
            ("Rubio met Lavrov в декабре 2025 года", &["date: 2025-12", "title: Rubio met Lavrov"], &[], &[]),
            (
                "Rubio met Lavrov, 22 Kislev 2026",
                &[],
                &["\n  date:"],
                &["`22 Kislev 2026` is not read as a date"],
            ),
            ("Rubio met Lavrov, Janury 2026", &[], &["\n  date:"], &["`Janury 2026` is not read as a date"]),
            ("Rubio met Lavrov in Geneva in 2026", &["date: 2026"], &[], &[]),
        ],
    );
}

#[test]
fn a_time_has_the_zone_of_the_venue_or_of_a_store_that_states_one() {
    let sentence = "Rubio met Lavrov, 2 Dec 2025 11:10";
    check_in(
        STORE,
        &[(sentence, &["date: 2025-12-02"], &["11:10"], &["11:10 is left out: its zone is not known"])],
    );
    let stated = STORE.replace("{title: Log}", "{title: Log, timezone: Europe/Kyiv}");
    check_in(
        &stated,
        &[(
            sentence,
            &["date: 2025-12-02T11:10+02:00"],
            &[],
            &["11:10 is taken as a time of the store's own zone, Europe/Kyiv"],
        )],
    );
}

#[test]
fn titles_without_a_verb_are_whole_and_say_their_kind() {
    check_in(
        STORE,
        &[
            (
                "Meeting of Rubio, Wang Yi and Lavrov, Kuala Lumpur, 11 Jul 2025",
                &[
                    "kind: meeting",
                    "title: Meeting of Rubio, Wang Yi and Lavrov, Kuala Lumpur",
                    "actors: [rubio, Wang Yi, lavrov]",
                ],
                &[],
                &["stays in the title: `Kuala Lumpur`", "`Wang Yi` is not in `actors`"],
            ),
            (
                "Talks between Rubio and Lavrov, Geneva, 2 Dec 2025, TASS",
                &[
                    "kind: meeting",
                    "title: Talks between Rubio and Lavrov",
                    "venue: geneva",
                    "{outlet: tass}",
                ],
                &[],
                &[],
            ),
            (
                "Phone call between Putin and Orbán on Ukraine, 2 Dec 2025",
                &["kind: meeting", "actors: [putin, orban]"],
                &[],
                &["named further on, in no role: ukraine"],
            ),
            (
                "Moscow, 2 Dec 2025: Meeting with Putin",
                &["kind: meeting", "title: Meeting with Putin", "venue: moscow"],
                &[],
                &["who else met is not certain"],
            ),
            (
                "Meeting of Rubio and Lavrov cancelled, 2 Dec 2025",
                &["title: Meeting of Rubio and Lavrov cancelled"],
                &["kind"],
                &["may not have happened"],
            ),
            (
                "Russian drone attack on Odesa, 3 killed, 11 injured, says Kiper, 2 Dec 2025",
                &[
                    "kind: strike",
                    "title: Russian drone attack on Odesa",
                    "venue: odesa",
                    "{metric: killed, count: 3, by: kiper}",
                    "{metric: injured, count: 11, by: kiper}",
                ],
                &["attacker"],
                &["not read as an actor: `Russian`"],
            ),
            ("Strike of railway workers, 2 Dec 2025", &[], &["kind"], &["no verb that says a kind"]),
            ("Attack on his policy, 2 Dec 2025", &[], &["kind"], &["what was attacked is not"]),
        ],
    );
}

#[test]
fn counts_are_figures_where_the_words_are_certain() {
    check_in(
        STORE,
        &[
            (
                "Russia struck Odesa, at least 3 killed and 11 wounded, according to Kiper, 2 Dec 2025",
                &["{metric: killed, count: 3.., by: kiper}", "{metric: injured, count: 11, by: kiper}"],
                &[],
                &[],
            ),
            (
                "Russia attacked Odesa and Ukraine downed 45 of 60 drones, 2 Dec 2025",
                &[
                    "{weapon: drone, metric: launched, count: 60}",
                    "{weapon: drone, metric: intercepted, count: 45}",
                ],
                &["by:"],
                &[],
            ),
            (
                "Russia struck Odesa with 12 drones, 2 Dec 2025",
                &[],
                &["figures"],
                &["in the title alone: `12 drones`"],
            ),
            (
                "Russian drones struck Odesa, killing 3 people, 2 Dec 2025",
                &["{metric: killed, count: 3}"],
                &["attacker", "actors"],
                &["not read as an actor: `Russian drones`"],
            ),
        ],
    );
}

#[test]
fn what_is_obeyed_is_not_told_as_not_understood() {
    check_in(
        STORE,
        &[
            (
                "According to TASS, Putin met Witkoff in Moscow, 2 Dec 2025",
                &["title: Putin met Witkoff in Moscow", "{outlet: tass}"],
                &[],
                &[],
            ),
            (
                "Putin met Witkoff, according to Interfax, in Moscow on 2 Dec 2025",
                &["{outlet: interfax}", "venue: moscow"],
                &["According", ", in"],
                &[],
            ),
            ("Ushakov, 2 Dec 2025, denied talks", &["title: Ushakov denied talks"], &[], &[]),
        ],
    );
    let dir = tempfile::tempdir().expect("a directory");
    super::put(dir.path().join("log.yaml"), STORE).expect("written");
    for (sentence, noise) in [
        ("According to TASS, Putin met Witkoff in Moscow, 2 Dec 2025", "not understood"),
        ("Rubio met Lavrov in Ankara, 2 Dec 2025", "turkey"),
        ("Rubio met Lavrov after a flight to Ankara, 2 Dec 2025", "turkey"),
        ("Ushakov denied talks in Ankara, 2 Dec 2025", "turkey"),
    ] {
        let shown = super::demarche(dir.path(), &["new", "-s", "log.yaml", "--now", "2025-12-22", sentence]);
        assert!(!super::err(&shown).contains(noise), "{sentence}: {}", super::err(&shown));
    }
}
