//! What demarche exports, it reads back: from the demonstration store, from every excerpt, and from hostile texts.

use std::collections::BTreeSet;

use super::*;
use crate::event::date::Now;
use crate::export::{self, Options, Request, json};
use crate::timeline::{Timeline, sample};

fn exported(format: export::Format, timeline: &Timeline, shown: &[crate::event::EventIx]) -> Vec<u8> {
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let options = Options { notes: true, ..Options::default() };
    let mut out = Vec::new();
    export::write(format, &Request::of(timeline, shown, &now, &options), &mut out).expect("memory");
    out
}

/// The formats that carry the whole event, with the format that reads each.
const WHOLE: [(export::Format, Format); 3] = [
    (export::Format::Jsonl, Format::Jsonl),
    (export::Format::Ics, Format::Ics),
    (export::Format::Timelinejs, Format::TimelineJs),
];

const TABLES: [(export::Format, Format); 2] =
    [(export::Format::Csv, Format::Csv), (export::Format::Tsv, Format::Tsv)];

fn demonstration() -> Timeline {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    Timeline::new(Store::load(&[Input::Path(path)]).expect("the store is there").shared(), None)
}

fn loaded(yaml: &[u8]) -> Timeline {
    sample::of_yaml(std::str::from_utf8(yaml).expect("text"))
}

/// The stores that are exported: the demonstration, every excerpt as imported, and hostile texts.
fn stores() -> Vec<(String, Timeline)> {
    let mut all = vec![("data".to_owned(), demonstration())];
    for (name, format, map, _) in EXCERPTS {
        all.push((name.to_owned(), loaded(&imported(format, map, &excerpt(name)).yaml)));
    }
    all
}

fn records(timeline: &Timeline) -> Vec<Map<String, Value>> {
    let store = timeline.store();
    timeline.order().iter().map(|ix| json::record(store, timeline.event(*ix))).collect()
}

fn read_back(format: Format, bytes: &[u8]) -> (Imported, Timeline) {
    let import = imported(format, &[], bytes);
    let (_, problems) = problems(&import.yaml);
    assert_eq!(problems, Vec::<String>::new(), "{format:?}: {}", String::from_utf8_lossy(&import.yaml));
    let timeline = loaded(&import.yaml);
    (import, timeline)
}

#[test]
fn whole_events_come_back_from_lines_calendars_and_slides() {
    for (name, timeline) in stores() {
        for (to, from) in WHOLE {
            let (import, back) = read_back(from, &exported(to, &timeline, timeline.order()));
            assert_eq!(import.tally.skipped, 0, "{name} as {to:?}: {:?}", import.skipped());
            assert_eq!(import.tally.repairs.get(&Repair::Changed), None, "{name} as {to:?}");
            let (old, new) = (records(&timeline), records(&back));
            assert_eq!(old.len(), new.len(), "{name} as {to:?}");
            for (old, new) in old.iter().zip(&new) {
                assert_eq!(new, old, "{name} as {to:?}");
            }
            let named = |timeline: &Timeline| -> Vec<String> {
                let registry = &timeline.store().registry;
                let all = timeline.order().iter().map(|ix| {
                    let event = timeline.event(*ix);
                    let names = event.everyone().into_iter().map(|ix| registry.actor(ix).name.clone());
                    let places = event.everywhere().into_iter().map(|ix| registry.venue(ix).name.clone());
                    names.chain(places).collect::<Vec<_>>().join("; ")
                });
                all.collect()
            };
            assert_eq!(named(&back), named(&timeline), "{name} as {to:?}: names come along");
        }
    }
}

#[test]
fn tables_bring_back_what_their_cells_say() {
    for (name, timeline) in stores() {
        for (to, from) in TABLES {
            let (import, back) = read_back(from, &exported(to, &timeline, timeline.order()));
            assert_eq!(import.tally.skipped, 0, "{name} as {to:?}: {:?}", import.skipped());
            let facts = |timeline: &Timeline| -> Vec<Value> {
                let store = timeline.store();
                let registry = &store.registry;
                let all = timeline.order().iter().map(|ix| {
                    let event = timeline.event(*ix);
                    let actors: Vec<_> = event
                        .actors
                        .iter()
                        .map(|part| format!("{} {}", part.role, registry.actor(part.actor).name))
                        .collect::<BTreeSet<_>>()
                        .into_iter()
                        .collect();
                    let urls: Vec<_> =
                        event.cited().filter_map(|(ix, _)| registry.fresh_source(ix).url).collect();
                    let links: BTreeSet<String> = event
                        .links
                        .iter()
                        .filter(|link| link.basis != crate::event::Basis::Sequence)
                        .map(|link| format!("{} {} {}", link.kind, store.events.id(link.to), link.basis))
                        .collect();
                    let place = event.venue.map(|venue| crate::describe::people::place(registry, venue));
                    let quotes: Vec<_> = event.quotes.iter().map(|quote| quote.text.clone()).collect();
                    json!({
                        "id": event.id.as_str(), "date": event.date.text(), "kind": event.kind.to_string(),
                        "title": one_line(&event.title), "status": event.status.to_string(), "actors": actors, "place": place,
                        "urls": urls, "sources": event.cited().count(), "links": links, "tags": event.tags,
                        "grade": event.grade.to_string(), "quotes": quotes.iter().map(|text| one_line(text)).collect::<Vec<_>>(),
                        "summary": event.summary.as_deref().map(one_line), "subtype": event.subtype,
                        "handling": store.handling(event).map(|level| level.to_string()),
                    })
                });
                let mut all: Vec<Value> = all.collect();
                // The order of one day depends on the clocks of places, which a table does not have.
                all.sort_by_key(|event| event["id"].to_string());
                all
            };
            for (old, new) in facts(&timeline).iter().zip(facts(&back)) {
                assert_eq!(&new, old, "{name} as {to:?}");
            }
            if name == "data" {
                assert!(import.times(Repair::InWords) > 100, "what is not read is said");
            }
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_part_of_a_log_comes_back_and_what_it_cites_elsewhere_is_counted() {
    let timeline = demonstration();
    let part: Vec<_> = timeline.order().iter().copied().step_by(3).collect();
    for (to, from) in WHOLE.into_iter().chain(TABLES) {
        let (import, back) = read_back(from, &exported(to, &timeline, &part));
        assert_eq!(back.order().len(), part.len(), "{to:?}");
        assert!(import.times(Repair::Elsewhere) > 10, "{to:?}: links to events that are not there are said");
    }
}

#[test]
fn a_store_takes_nothing_of_its_own_again() {
    let timeline = demonstration();
    for (to, from) in WHOLE.into_iter().chain(TABLES) {
        let bytes = exported(to, &timeline, timeline.order());
        let mapping = Mapping::parse(&[], true).expect("none");
        let (mut yaml, mut report) = (Vec::new(), |_: Report| {});
        let mut stream = Stream::new(&mut yaml, &[], None);
        let mut importer = Importer::new(from, mapping, Some(timeline.store()), &mut stream, &mut report);
        let source = Source::over(Path::new("x"), Box::new(io::Cursor::new(bytes)), Box::new(|_| {}));
        read(source.expect("it opens"), &mut importer).expect("it is read");
        let tally = importer.finish().expect("memory");
        stream.finish().expect("memory");
        let count = timeline.order().len();
        assert_eq!((tally.imported, tally.stored), (0, count), "{to:?}: every event is there already");
        let yaml = String::from_utf8(yaml).expect("text");
        assert!(yaml.ends_with("events: []\n"), "{to:?}: and nothing is registered: {yaml}");
    }
}

#[test]
fn hidden_characters_and_breaks_come_back_as_they_were() {
    let title = "right\u{202e}to left\u{200b} soft\u{ad}hyphen nb\u{a0}sp bell\u{7} z\u{200d}wj \"q\" \\ back, semi; \u{1f468}\u{200d}\u{1f469}";
    let summary = "one\ntwo\r\nthree\ttab\u{85}next\u{2028}line";
    let yaml = format!(
        "events: [{{id: e, kind: other, date: 2025-12-21, title: {}, summary: {}}}]",
        Value::from(title),
        Value::from(summary)
    );
    let timeline = sample::of_yaml(&yaml);
    let whole = records(&timeline);
    assert_eq!(whole[0]["title"], title, "the store has it as it is");
    for (to, from) in WHOLE {
        let (_, back) = read_back(from, &exported(to, &timeline, timeline.order()));
        assert_eq!(records(&back), whole, "{to:?}");
    }
    for (to, from) in TABLES {
        let cells = exported(to, &timeline, timeline.order());
        assert!(String::from_utf8_lossy(&cells).contains("<U+202E>"), "{to:?}: cells are for eyes");
        let (import, back) = read_back(from, &cells);
        assert_eq!(import.tally.imported, 1, "{to:?}");
        assert_eq!(records(&back)[0]["title"], title, "{to:?}: and they are ours");
    }
}

#[test]
fn apostrophes_against_formulas_are_taken_off_again() {
    for title in ["=1+1", "'=1", "''=x", "'Tis", "-5", " =x", "@a", "a'=b"] {
        let yaml =
            format!("events: [{{id: e, kind: other, date: 2025-12-21, title: {}}}]", Value::from(title));
        let timeline = sample::of_yaml(&yaml);
        for (to, from) in TABLES {
            let (_, back) = read_back(from, &exported(to, &timeline, timeline.order()));
            assert_eq!(records(&back)[0]["title"], records(&timeline)[0]["title"], "{to:?} of {title:?}");
        }
    }
}

#[test]
fn a_document_that_was_edited_is_read_as_it_now_is() {
    let timeline = sample::of_yaml(
        "events: [{id: e, kind: meeting, date: 2025-12, title: Talks, actors: [A], grade: B2}]",
    );
    let text = |format| String::from_utf8(exported(format, &timeline, timeline.order())).expect("text");
    let ics = text(export::Format::Ics);
    let kept = imported(Format::Ics, &[], ics.as_bytes());
    assert_eq!(kept.field(0, "date"), "2025-12", "a month stays a month");
    // Other programs fold lines elsewhere, and end them otherwise.
    let unfolded = ics.replace("\r\n ", "").replace("\r\n", "\n");
    assert_eq!(imported(Format::Ics, &[], unfolded.as_bytes()).events, kept.events);
    let moved = unfolded.replace("DTSTART;VALUE=DATE:20251201", "DTSTART;VALUE=DATE:20251202");
    let moved = imported(Format::Ics, &[], moved.as_bytes());
    assert_eq!(moved.field(0, "date"), "2025-12-02/2025-12-31", "the day that it was moved to");
    assert_eq!(moved.times(Repair::Changed), 1, "and it is said");
    let slides = text(export::Format::Timelinejs);
    let renamed = slides.replace("\"headline\":\"Talks\"", "\"headline\":\"Other talks\"");
    let renamed = imported(Format::TimelineJs, &[], renamed.as_bytes());
    assert_eq!((renamed.field(0, "title"), renamed.times(Repair::Changed)), (json!("Other talks"), 1));
    assert_eq!(imported(Format::TimelineJs, &[], slides.as_bytes()).field(0, "grade"), "B2");
}

#[test]
fn times_keep_their_moment_in_a_store_of_another_zone() {
    let timeline = sample::of_yaml(
        "store: {timezone: Europe/Moscow, handling: amber}
events:
- {id: a, kind: other, date: 2025-12-21T01:30, title: A, first_seen: 2025-12-21T02:00, sources: [{cite: c, published: 2025-12-21T03:00}]}
- {id: b, kind: other, date: 2025-12-21T23:00/2025-12-22T01:00, title: B}
- {id: c, kind: other, date: 2025-12-21, title: C}
",
    );
    let moments = |timeline: &Timeline| -> Vec<_> {
        let all = timeline.order().iter().map(|ix| timeline.event(*ix));
        all.map(|event| (event.id.to_string(), event.date.earliest(), event.date.latest())).collect()
    };
    for (to, from) in WHOLE.into_iter().chain(TABLES) {
        // What has no store is read in UTC.
        let (_, back) = read_back(from, &exported(to, &timeline, timeline.order()));
        let (old, new) = (moments(&timeline), moments(&back));
        assert_eq!(new[..2], old[..2], "{to:?}: the same moments");
        let c = back.event(back.store().find("c").expect("c"));
        assert_eq!(c.date.text(), "2025-12-21", "{to:?}: and a day is that day");
        assert!(
            back.store().events.fresh(back.order()[0]).handling.is_some(),
            "{to:?}: the store's level comes along"
        );
        if WHOLE.iter().any(|(format, _)| *format == to) {
            let seen = |timeline: &Timeline| {
                let a = timeline.event(timeline.store().find("a").expect("a"));
                a.first_seen.as_ref().map(crate::event::EventDate::earliest)
            };
            assert_eq!(seen(&back), seen(&timeline), "{to:?}: other times do, too");
        }
    }
}

#[test]
fn calendars_of_other_programs_keep_their_moments() {
    let calendar = |event: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\n\
             TZOFFSETTO:+0430\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VTIMEZONE\r\nTZID:Two\r\nBEGIN:STANDARD\r\nTZOFFSETTO:+0100\r\n\
             END:STANDARD\r\nBEGIN:DAYLIGHT\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n\
             BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:A\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    for (event, date, repair) in [
        ("DTSTART;TZID=Russian Standard Time:20251221T111000", "2025-12-21T11:10+03:00", None),
        ("DTSTART;TZID=\"W. Europe Standard Time\":20250721T111000", "2025-07-21T11:10+02:00", None),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Kyiv:20251221T111000",
            "2025-12-21T11:10+02:00",
            None,
        ),
        ("DTSTART;TZID=Mine:20251221T111000", "2025-12-21T11:10+04:30", None),
        ("DTSTART;TZID=Two:20251221T111000", "2025-12-21T11:10", Some(Repair::Zone)),
        ("DTSTART;TZID=Nowhere:20251221T111000", "2025-12-21T11:10", Some(Repair::Zone)),
        ("DTSTART:20251221T111000", "2025-12-21T11:10", Some(Repair::Floating)),
        ("DTSTART;VALUE=DATE:20251221\r\nRRULE:FREQ=DAILY;COUNT=3", "2025-12-21", Some(Repair::Recurring)),
        ("DTSTART;VALUE=DATE:20251221\r\nDTEND;VALUE=DATE:20251221", "2025-12-21", None),
        (
            "DTSTART;VALUE=DATE:20251221\r\nDTEND;VALUE=DATE:20251220",
            "2025-12-21",
            Some(Repair::EndBeforeStart),
        ),
        ("DTSTART;VALUE=DATE:20251221\r\nDURATION:P2D", "2025-12-21/2025-12-22", None),
        (
            "DTSTART:20251221T111000Z\r\nDTEND:20251221T101000Z",
            "2025-12-21T11:10Z",
            Some(Repair::EndBeforeStart),
        ),
        ("DTSTART;TZID=Europe/Kyiv:20250330T033000", "2025-03-30T03:30", Some(Repair::Zone)),
    ] {
        let import = imported(Format::Ics, &[], calendar(event).as_bytes());
        assert_eq!(import.field(0, "date"), date, "{event}: {:?}", import.reports);
        let said = import.tally.repairs.keys().copied();
        // A time that is kept without an offset names no zone any more.
        let said: Vec<_> =
            said.filter(|own| repair != Some(Repair::Zone) || *own != Repair::Floating).collect();
        assert_eq!(said, repair.into_iter().collect::<Vec<_>>(), "{event}");
        assert_eq!(problems(&import.yaml).1, Vec::<String>::new(), "{event}");
    }
    // Two of one series, one of them moved.
    let series = calendar("DTSTART;VALUE=DATE:20251221\r\nRRULE:FREQ=DAILY").replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;VALUE=DATE:20251222\r\nDTSTART;VALUE=DATE:20251223\r\nSUMMARY:A\r\nEND:VEVENT\r\nEND:VCALENDAR",
    );
    let import = imported(Format::Ics, &[], series.as_bytes());
    assert_eq!((import.tally.imported, import.field(1, "date")), (2, json!("2025-12-23")));
    for wrong in ["DTSTART:yesterday", "DTSTART:20251341", "DTSTART;VALUE=DATE:20250230", "DTSTART:", "X:1"] {
        assert_eq!(imported(Format::Ics, &[], calendar(wrong).as_bytes()).tally.skipped, 1, "{wrong}");
    }
}

#[test]
fn a_time_without_a_single_instant_stays_one() {
    let store = "store: {timezone: Europe/Berlin}
events:
- {id: gap, kind: other, status: alleged, date: '2025-03-30T02:30', title: T}
- {id: plain, kind: other, status: alleged, date: '2025-06-01T02:30', title: T}
- {id: fold, kind: other, status: alleged, date: '2025-10-26T02:30', title: T}
";
    let timeline = sample::of_yaml(store);
    let bounds = |timeline: &Timeline| {
        let date = |ix: &crate::event::EventIx| {
            let date = &timeline.event(*ix).date;
            (date.earliest(), date.latest(), date.clock_change())
        };
        timeline.order().iter().map(date).collect::<Vec<_>>()
    };
    for (to, from) in WHOLE.into_iter().chain(TABLES) {
        let (import, back) = read_back(from, &exported(to, &timeline, timeline.order()));
        assert_eq!(bounds(&back), bounds(&timeline), "{to:?}: {}", String::from_utf8_lossy(&import.yaml));
    }
}

#[test]
fn a_time_of_a_venue_s_clocks_stays_one() {
    let timeline = sample::of_yaml(
        "venues: [{id: v, name: V, timezone: Europe/Berlin}]
events:
- {id: fold, kind: other, status: alleged, date: '2025-10-26T02:30', title: T, venue: v}
",
    );
    for (to, from) in WHOLE {
        let (import, back) = read_back(from, &exported(to, &timeline, timeline.order()));
        let date = |timeline: &Timeline| {
            let date = &timeline.event(timeline.order()[0]).date;
            (date.earliest(), date.latest(), date.text().to_owned())
        };
        assert_eq!(date(&back), date(&timeline), "{to:?}: {}", String::from_utf8_lossy(&import.yaml));
    }
}

#[test]
fn texts_of_a_table_come_back_as_they_were() {
    let titles = [
        "null",
        "NA",
        "None",
        "'=1",
        "=1",
        "''-x",
        "'Tis",
        "a\u{200b}b",
        "x<U+200B>y",
        "␛ of a key",
        "a; b",
        " spaced ",
        "-1",
        "\u{feff}begun",
    ];
    let mut store = "actors:\n- {id: k, name: 'Smith; Sons \\\\ Co'}\nevents:\n".to_owned();
    for (nth, title) in titles.iter().enumerate() {
        let title = Value::from(*title);
        let event = format!(
            "- {{id: e{nth}, kind: other, status: alleged, date: '2025-12-{:02}', title: {title}, actors: [k], tags: ['a; b', c]}}\n",
            nth + 1
        );
        store.push_str(&event);
    }
    store.push_str("- {id: old, kind: other, status: alleged, date: '-0500-01-01', title: T}\n");
    let timeline = sample::of_yaml(&store);
    for (to, from) in TABLES {
        let bytes = exported(to, &timeline, timeline.order());
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("'-0500-01-01"), "{to:?} guards a year that looks like a formula: {text}");
        let (import, back) = read_back(from, &bytes);
        assert_eq!(import.tally.skipped, 0, "{to:?}: {:?}", import.skipped());
        let names = |timeline: &Timeline| {
            let one = |ix: &crate::event::EventIx| {
                let event = timeline.event(*ix);
                let actor =
                    event.actors.first().map(|who| timeline.store().registry.actor(who.actor).name.clone());
                (event.title.clone(), event.date.text().to_owned(), event.tags.clone(), actor)
            };
            timeline.order().iter().map(one).collect::<Vec<_>>()
        };
        assert_eq!(names(&back), names(&timeline), "{to:?}");
    }
}
