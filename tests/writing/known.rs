//! Flags of `demarche new`, and events that the store has already.

use std::fs;

use super::{demarche, err, out, put};

const STORE: &str = "\
store: {title: Log}
actors:
- {id: rubio, name: Marco Rubio, aliases: [Rubio]}
- {id: lavrov, name: Sergey Lavrov, aliases: [Lavrov]}
- {id: kiper, name: Oleh Kiper, aliases: [Kiper]}
venues:
- {id: geneva, name: Geneva, timezone: Europe/Zurich}
outlets:
- {id: tass, name: TASS, domains: [tass.com]}
events:
- id: the-talks
  kind: meeting
  date: 2025-12-20
  title: Rubio met Lavrov in Geneva
  actors: [rubio, lavrov]
  venue: geneva
  sources:
  - {outlet: tass, url: https://tass.com/a/1}
";

fn store() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    put(dir.path().join("log.yaml"), STORE).expect("written");
    dir
}

fn new(dir: &tempfile::TempDir, arguments: &[&str]) -> std::process::Output {
    demarche(dir.path(), &[&["new", "-s", "log.yaml", "--now", "2025-12-22"], arguments].concat())
}

#[test]
fn a_time_in_date_without_a_zone_is_never_one_of_utc() {
    let dir = store();
    let flags = ["--kind", "meeting", "--title", "A meeting", "--date", "2025-12-21T11:10"];
    let refused = new(&dir, &flags);
    assert_eq!(refused.status.code(), Some(2), "{}", out(&refused));
    assert!(err(&refused).contains("the zone of 11:10 is not known"), "{}", err(&refused));
    assert!(err(&refused).contains("2025-12-21T11:10+03:00"), "{}", err(&refused));
    let placed = new(&dir, &[&flags[..], &["--venue", "geneva"]].concat());
    assert!(out(&placed).contains("date: 2025-12-21T11:10+01:00\n"), "{}{}", out(&placed), err(&placed));
    let range = ["--date", "2025-12-21T11:10:30/2025-12-21T12:00Z", "--venue", "geneva", "--kind", "meeting"];
    let range = new(&dir, &[&range[..], &["--title", "A meeting"]].concat());
    let date = "date: 2025-12-21T11:10:30+01:00/2025-12-21T12:00Z\n";
    assert!(out(&range).contains(date), "{}{}", out(&range), err(&range));
    let stated = STORE.replace("{title: Log}", "{title: Log, timezone: Europe/Kyiv}");
    put(dir.path().join("log.yaml"), stated).expect("written");
    let own = new(&dir, &flags);
    assert!(out(&own).contains("date: 2025-12-21T11:10+02:00\n"), "{}", err(&own));
    assert!(err(&own).contains("the store's own zone, Europe/Kyiv"), "{}", err(&own));
}

#[test]
fn the_source_and_the_figures_have_flags() {
    let dir = store();
    let flags = [
        "Rubio met Lavrov, 22 Dec 2025",
        "--source",
        "tass",
        "--published",
        "2025-12-22",
        "--summary",
        "In short.",
        "--figure",
        "killed=3 by Kiper",
        "--figure",
        "drone launched=about 60",
        "--figure",
        "{metric: injured, count: 11}",
    ];
    let shown = new(&dir, &flags);
    let event = out(&shown);
    for line in [
        "summary: In short.",
        "- {metric: killed, count: 3, by: kiper}",
        "- {weapon: drone, metric: launched, count: ~60}",
        "- {metric: injured, count: 11}",
        "outlet: tass\n      published: 2025-12-22",
    ] {
        assert!(event.contains(line), "no `{line}` in\n{event}{}", err(&shown));
    }
    assert!(!err(&shown).contains("problem"), "{}", err(&shown));
    let outlet =
        new(&dir, &["Rubio met Lavrov, 22 Dec 2025", "--outlet", "TASS", "--source", "https://x.org/1"]);
    assert!(out(&outlet).contains("outlet: tass\n      url: https://x.org/1"), "{}", out(&outlet));
    let bad = new(&dir, &["Rubio met Lavrov, 22 Dec 2025", "--figure", "killed=few"]);
    assert!(err(&bad).contains("`killed=few` is not a count"), "{}", err(&bad));
}

#[test]
fn an_event_that_the_store_has_already_is_told_before_it_is_written() {
    let dir = store();
    let told = "may be the event `the-talks`: ";
    let rule = new(&dir, &["Rubio met Lavrov, Geneva, 20 Dec 2025"]);
    assert!(err(&rule).contains(told) && err(&rule).contains("(demarche show the-talks)"), "{}", err(&rule));
    let page = new(&dir, &["Rubio denied talks, 27 Dec 2025, https://tass.com/a/1"]);
    assert!(err(&page).contains(&format!("{told}same URL")), "{}", err(&page));
    let other = new(&dir, &["Rubio met Lavrov, Geneva, 27 Dec 2025"]);
    assert!(!err(&other).contains("may be the event"), "{}", err(&other));
    let written = new(&dir, &["-y", "Rubio met Lavrov, Geneva, 20 Dec 2025"]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert!(err(&written).contains(told), "{}", err(&written));
    let text = fs::read_to_string(dir.path().join("log.yaml")).expect("there");
    assert_eq!(text.matches("Rubio met Lavrov").count(), 2, "{text}");
}
