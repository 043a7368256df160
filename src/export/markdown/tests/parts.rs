//! The parts of the document: what they say and what they leave out.

use super::{document, document_for};
use crate::event::Handling;
use crate::export::Options;

const STORE: &str = "
store: {title: Talks, coverage: [2025-12-01/2025-12-19]}
actors:
- {id: af, name: Air Force, kind: armed-force}
claims:
- {id: c, text: Talks are prepared.}
events:
- id: raid
  kind: strike
  date: 2025-12-19T21:04+02:00
  title: A raid
  actors: {attacker: russia, claimant: [af]}
  figures:
  - {weapon: drone, metric: launched, count: 574, by: af}
  - {metric: launched, count: 600, by: russia}
  sources: [https://a.example/1, https://b.example/2]
  grade: B2
- id: leak
  kind: meeting
  date: 2025-12
  title: A secret meeting
  status: alleged
  handling: red
  note: from a friend
- id: denial
  kind: statement
  date: 2025-12-21
  title: No such meeting
  actors: [peskov]
  quote: {text: Нет, lang: ru}
  stance: denies
  about: [{claim: c}]
  sources: [https://a.example/1]
  links: {denies: leak}
  note: note of ours
  grade_note: why so
";

fn whole() -> String {
    document(STORE, "actor:peskov", &Options::default()).0
}

#[test]
fn the_head_says_what_was_asked_and_of_what() {
    let text = whole();
    for line in [
        "**TLP:RED**\n\n# Peskov: Talks\n",
        "- **Filter:** `actor:peskov`\n",
        "- **Dates:** Friday 19 December 2025 to Sunday 21 December 2025, and 1 event not known to the day; times local",
        "- **Shown:** 3 of 3 events\n",
        "- **Generated:** 2026-01-10\n",
        "- **Store:** Talks, commit `abc1234+`\n",
    ] {
        assert!(text.contains(line), "`{line}` is in\n{text}");
    }
}

#[test]
fn a_month_stands_under_its_month_and_a_claim_is_no_fact() {
    let text = whole();
    let month =
        text.find("## December 2025\n\n### Alleged: A secret meeting").expect("the month has its heading");
    assert!(month < text.find("## Friday 19 December 2025").expect("a day"), "before its days");
    assert!(text.contains("**Alleged, not established** · Meeting"), "alleged is said in words");
    assert!(text.contains("- **Claimed by Air Force:** 574 drones launched"), "a number has its claimant");
    assert!(text.contains("- **Attacker, as claimed:** russia"), "so has an attribution");
}

#[test]
fn times_are_local_and_utc() {
    assert!(
        whole().contains("Strike · 21:04 UTC+2 (19:04 UTC) · grade **B2** (usually reliable"),
        "in\n{}",
        whole()
    );
}

#[test]
fn a_change_of_position_shows_both() {
    let yaml = "
actors: [{id: u, name: U}]
claims: [{id: c, text: It is so.}]
events:
- {id: a, kind: statement, date: 2025-12-01, title: A, actors: [u], about: [{claim: c, stance: denies, hedged: true}]}
- {id: b, kind: statement, date: 2026-01-01, title: B, actors: [u], about: [{claim: c, stance: affirms}]}
";
    let (text, _) = document(yaml, "", &Options::default());
    let row = "| Position of U | affirms: It is so ([1 Jan 2026](#b)), before that denies (hedged) ([1 Dec 2025](#a)) | F6 |\n";
    assert!(text.contains(row), "the last stance, and the one before it:\n{text}");
}

#[test]
fn a_source_of_two_events_is_one_footnote() {
    let text = whole();
    assert_eq!(text.matches("[^1]: ").count(), 1, "defined once");
    assert_eq!(text.matches("<https://a.example/1>").count(), 1, "however often it is cited");
    assert!(text.contains("2 sources cited, 2 independent"), "and counted once:\n{text}");
    assert!(
        !text.contains("**not archived**") && text.contains(", 2 not archived."),
        "the rule is told once"
    );
}

#[test]
fn what_is_the_exception_is_marked() {
    let source = |n: u8, more: &str| format!("{{url: 'https://paper{n}.example/1'{more}}}");
    let of = |sources: &[String]| {
        let yaml = format!(
            "events: [{{id: a, kind: other, date: 2025-12-01, title: A, sources: [{}]}}]",
            sources.join(", ")
        );
        document(&yaml, "", &Options::default()).0
    };
    let copied = ", archive: 'https://web.archive.org/web/2025/https://paper.example/1'";
    let mostly = of(&[source(1, copied), source(2, copied), source(3, "")]);
    assert_eq!(mostly.matches("**not archived**").count(), 1, "one of three:\n{mostly}");
    let hardly = of(&[source(1, copied), source(2, ""), source(3, "")]);
    assert_eq!(hardly.matches("**not archived**").count(), 0, "two of three are the rule:\n{hardly}");
    assert!(
        hardly.contains(", archived at ") && hardly.contains("2 not archived."),
        "and counted:\n{hardly}"
    );
    let host = of(&["{url: 'https://archive.ph/abcde'}".to_owned()]);
    assert!(host.contains("all archived."), "an address on an archive's host is archived:\n{host}");
}

#[test]
fn gaps_are_told() {
    let text = whole();
    assert!(text.contains("**No source:**\n\n- [Alleged: A secret meeting]"), "no source:\n{text}");
    assert!(text.contains("**Single source:**\n\n- [No such meeting]"), "a single source:\n{text}");
    assert!(
        text.contains("**Not fully logged**, according to the store: 20 Dec 2025 to 21 Dec 2025."),
        "uncovered days:\n{text}"
    );
}

#[test]
fn the_analysts_notes_stay_out_unless_asked_for() {
    let text = whole();
    assert!(!text.contains("note of ours") && !text.contains("why so"), "left out:\n{text}");
    let (with, _) = document(STORE, "", &Options { notes: true, ..Options::default() });
    assert!(with.contains("- **Analyst's note:** note of ours\n"), "labelled as the analyst's:\n{with}");
    assert!(with.contains("- **Analyst's note on the grade:** why so\n"), "the grade's too:\n{with}");
}

fn up_to_green(yaml: &str) -> (String, usize) {
    let (text, written) = document_for(yaml, "", &Options::default(), Some(Handling::Green));
    (text, written.events)
}

#[test]
fn nothing_of_a_stricter_event_leaks() {
    let (text, events) = up_to_green(STORE);
    assert_eq!(events, 2, "one is withheld");
    assert!(text.contains("- **Shown:** 2 of 2 events\n"), "it counts nowhere:\n{text}");
    assert!(
        text.contains("- **Withheld:** 1 event of the store, stricter than TLP:GREEN:"),
        "but where the whole store is counted:\n{text}"
    );
    assert!(!text.contains("secret"), "not even as the other end of a link:\n{text}");
    let links = text.lines().filter(|line| line.starts_with("- Denies") || line.contains("inked with"));
    assert_eq!(links.count(), 0, "that there is one is not told of the event that denies it:\n{text}");
    assert!(!text.contains("TLP:RED"), "and the head is not stricter than what is shown");
}

#[test]
fn a_title_is_as_strict_as_its_store() {
    let of = |handling: &str| {
        let events = "events: [{id: a, kind: other, date: 2025-01-01, title: Open, handling: clear}]";
        up_to_green(&format!("store: {{title: Operation Overlord, handling: {handling}}}\n{events}")).0
    };
    let (strict, open) = (of("red"), of("green"));
    assert!(open.contains("# Operation Overlord\n") && open.contains("- **Store:** Operation Overlord"));
    assert!(!strict.contains("Overlord"), "{strict}");
    assert!(
        strict.contains("# Timeline\n") && strict.contains("- **Store:** its title is withheld"),
        "{strict}"
    );
}

#[test]
fn a_preview_is_the_beginning_and_a_copied_event_a_part() {
    let store = super::store(STORE);
    let timeline = crate::timeline::Timeline::new(store.shared(), None);
    let shown = timeline.order().to_vec();
    let now = crate::event::date::Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let options = Options::default();
    let request = crate::export::Request {
        timeline: &timeline,
        shown: &shown,
        matched: shown.len(),
        filter: "actor:peskov",
        now: &now,
        commit: Some("abc1234+"),
        options: &options,
    };
    let first = crate::export::preview(crate::export::Format::Markdown, &request, 9);
    assert_eq!(first.lines().count(), 9, "as many lines as asked for");
    assert!(whole().starts_with(&first), "the document's own");
    let denial = timeline.store().find("denial").expect("it is there");
    let copied = crate::export::event(&timeline, denial, false);
    assert!(copied.starts_with("### No such meeting\n"), "its heading:\n{copied}");
    assert!(copied.ends_with("[^1]: outlet not named, date of publication not known, <https://a.example/1>, **not archived**\n\n"), "its source:\n{copied}");
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    assert_eq!(whole(), whole(), "byte for byte");
}

#[test]
fn the_demonstration_links_only_to_headings_it_has() {
    let store = crate::store::Store::builtin();
    let timeline = crate::timeline::Timeline::new(store.shared(), None);
    let shown = timeline.order().to_vec();
    let now = crate::event::date::Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let options = Options::default();
    let request = crate::export::Request::of(&timeline, &shown, &now, &options);
    let mut out = Vec::new();
    crate::export::write(crate::export::Format::Markdown, &request, &mut out).expect("memory takes all");
    let text = String::from_utf8(out).expect("Markdown is text");
    let mut slugs = std::collections::HashSet::new();
    let mut targets = Vec::new();
    let mut heading: Option<String> = None;
    for event in pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES) {
        use pulldown_cmark::{Event, Tag, TagEnd};
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let slug = super::super::anchors::github_slug(&heading.take().unwrap_or_default());
                assert!(slugs.insert(slug.clone()), "no two headings of the demonstration are alike: {slug}");
            }
            Event::Text(t) | Event::Code(t) => heading.iter_mut().for_each(|h| h.push_str(&t)),
            Event::Start(Tag::Link { dest_url, .. }) => {
                targets.extend(dest_url.strip_prefix('#').map(str::to_owned));
            }
            _ => {}
        }
    }
    assert!(targets.len() > 200, "there are links to check");
    for target in targets {
        assert!(slugs.contains(&target), "#{target} is the slug of a heading");
    }
}

#[test]
fn what_is_alleged_is_said_so_of_positions_too() {
    let store = "
claims:
- {id: c, text: Talks are prepared.}
events:
- {id: a, kind: statement, date: 2025-12-21, title: A, status: alleged, actors: [peskov], stance: denies, about: [{claim: c}]}
- {id: b, kind: statement, date: 2025-12-21, title: B, actors: [peskov], stance: no-comment}
";
    let (text, _) = document(store, "", &Options::default());
    assert!(text.contains("- **Position, as alleged:** denies: Talks are prepared.\n"), "alleged:\n{text}");
    assert!(
        text.contains("- **Stance:** no comment, neither denial nor confirmation\n"),
        "a stance on no registered claim is told too:\n{text}"
    );
    assert!(text.ends_with("No source is cited.\n"), "nothing is counted where nothing is cited:\n{text}");
}

#[test]
fn tallies_keep_about_and_say_what_is_a_total() {
    let raid = |id: &str, drones: &str, all: &str| {
        format!(
            "- {{id: {id}, kind: strike, date: 2025-12-2{id}, title: Raid, figures: [{{weapon: drone, metric: launched, count: {drones}, by: af}}, {{metric: launched, count: {all}, by: af}}]}}\n"
        )
    };
    let store = format!("events:\n{}{}", raid("1", "~500", "704"), raid("2", "650..", "559"));
    let (text, _) = document(&store, "", &Options::default());
    let row =
        "drones launched: 2 strikes, at least about 500 each; launched in all: 2 strikes, 559 to 704 each";
    assert!(text.contains(row), "`{row}` is in\n{text}");
}

#[test]
fn key_facts_of_strikes_mix_nothing_that_is_not_one() {
    let raid = |id: &str, rest: &str| {
        format!(
            "- {{id: {id}, kind: strike, date: 2025-12-2{id}, title: Raid, actors: {{attacker: russia}}, {rest}}}\n"
        )
    };
    let count = |n: &str, by: &str| format!("{{weapon: drone, metric: launched, count: {n}, by: {by}}}");
    let rows = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.contains("trikes"));
        rows.filter(|line| line.starts_with("| Strikes") || line.starts_with("| Alleged"))
            .map(str::to_owned)
            .collect()
    };
    let told = |events: &[String]| {
        rows(&document(&format!("events:\n{}", events.concat()), "", &Options::default()).0)
    };

    let alleged = raid("1", &format!("status: alleged, figures: [{}]", count("90", "af")));
    let occurred = raid("2", &format!("figures: [{}]", count("10", "af")));
    assert_eq!(
        told(&[alleged, occurred]),
        [
            "| Strikes by russia, claimed by af | 10 drones launched | F6 |",
            "| Alleged strikes by russia, claimed by af | 90 drones launched | F6 |"
        ],
        "what is alleged makes no span with what occurred"
    );
    let first = raid("1", &format!("figures: [{}]", count("18", "af")));
    let later = "- {id: 5, kind: statement, date: 2025-12-25, title: More, links: {supersedes: 1}, figures: [{weapon: drone, metric: launched, count: 41, by: af}]}\n";
    assert_eq!(
        told(&[first, later.to_owned()]),
        ["| Strikes by russia, claimed by af | 41 drones launched | F6 |"],
        "a count that its claimant replaced is no second one"
    );
    let known = raid("1", &format!("figures: [{}]", count("40", "af")));
    let unknown = raid("2", &format!("figures: [{}]", count("unknown", "af")));
    assert_eq!(
        told(&[known, unknown]),
        [
            "| Strikes by russia, claimed by af | drones launched: 2 strikes, 40 each, 1 of them unknown | F6 |"
        ],
        "what is not known is no nought"
    );
}

#[test]
fn what_is_alleged_replaces_no_position_on_record() {
    let says = |id: &str, status: &str, stance: &str| {
        format!(
            "- {{id: {id}, kind: statement, date: 2025-12-0{id}, title: S{id}, status: {status}, actors: [u], about: [{{claim: c, stance: {stance}}}]}}\n"
        )
    };
    let claims = "claims: [{id: c, text: It is so}]\n";
    let row = |events: &[String]| {
        let (text, _) = document(&format!("{claims}events:\n{}", events.concat()), "", &Options::default());
        text.lines().find(|line| line.starts_with("| Position of u")).map(str::to_owned)
    };
    let on_record = says("1", "occurred", "affirms");
    let alleged = says("2", "alleged", "denies");
    let later = says("3", "occurred", "denies");
    let told = "| Position of u | affirms: It is so ([1 Dec 2025](#s1)) | F6 |";
    assert_eq!(row(&[on_record, alleged.clone()]).as_deref(), Some(told), "an alleged word changes nothing");
    let told = "| Position of u | denies: It is so ([3 Dec 2025](#s3)) | F6 |";
    assert_eq!(row(&[alleged, later]).as_deref(), Some(told), "and is replaced by one on record");
}

#[test]
fn who_acts_most_has_a_row_and_who_has_none_is_named() {
    let says = |id: usize, who: &str| {
        format!("- {{id: s{id}, kind: statement, date: 2025-12-01, title: S{id}, actors: [{who}]}}\n")
    };
    let mut events: Vec<String> = (0..12).map(|n| says(n, &format!("agency{n}"))).collect();
    events.push(says(20, "peskov"));
    events
        .push("- {id: m, kind: meeting, date: 2025-12-02, title: M, actors: [peskov, russia]}\n".to_owned());
    let actors = "actors: [{id: peskov, name: Peskov, kind: person}]\n";
    let (text, _) = document(&format!("{actors}events:\n{}", events.concat()), "", &Options::default());
    let position = |name: &str| text.find(&format!("| Position of {name} |"));
    assert!(position("Peskov").is_some(), "a person who acts has a row before agencies:\n{text}");
    let also = text.lines().find(|line| line.starts_with("| Also spoke |")).expect("some have none");
    for n in 0..12 {
        let name = format!("agency{n}");
        let named = position(&name).is_some() != also.split([' ', ',']).any(|word| word == name);
        assert!(named, "{name} has a row or is named:\n{text}");
    }
}

#[test]
fn nothing_shown_has_no_dates() {
    let (text, _) = document("events: []", "", &Options::default());
    assert!(text.contains("- **Dates:** none\n"), "no zone of no times:\n{text}");
}
