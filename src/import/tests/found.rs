//! What newcomers found: nothing of the source is read otherwise than it is meant, or left out, in silence.

use super::*;

fn table(map: &[&str], rows: &str) -> Imported {
    imported(Format::Csv, &[&["kind=other", "title={title}"], map].concat(), rows.as_bytes())
}

/// Imports into a store and returns what was added, and the counts.
fn into(store: &str, format: Format, bytes: &[u8]) -> (Vec<Map<String, Value>>, Tally, String, Vec<Report>) {
    let store = Store::from_texts([("store.yaml", store.as_bytes())]);
    let (mut yaml, mut reports) = (Vec::new(), Vec::new());
    let mut output = Both { stream: Stream::new(&mut yaml, &[], None), events: Vec::new() };
    let mut report = |one: Report| reports.push(one);
    let mut importer = Importer::new(format, Mapping::default(), Some(&store), &mut output, &mut report);
    let source = Source::over(Path::new("x"), Box::new(io::Cursor::new(bytes.to_vec())), Box::new(|_| {}));
    read(source.expect("it opens"), &mut importer).expect("it is read");
    let tally = importer.finish().expect("it ends");
    let Both { stream, events } = output;
    stream.finish().expect("memory takes all");
    (events, tally, String::from_utf8(yaml).expect("text"), reports)
}

#[test]
fn times_without_a_zone_are_counted_and_can_be_given_one() {
    let rows = "date,title\n2025-12-21T11:10,A\n2025-12-21T11:10/2025-12-21T12:00,B\n2025-12-21T11:10Z,C\n2025-12-21,D\n";
    let import = table(&[], rows);
    assert_eq!(import.times(Repair::Floating), 3, "each time, and none that has a zone");
    assert!(import.tally.zone.starts_with("as UTC; give --timezone ZONE"), "{}", import.tally.zone);
    assert_eq!(import.field(0, "date"), "2025-12-21T11:10");

    let mut output = Kept::default();
    let mut report = |_: Report| {};
    let map = Mapping::parse(&["kind=other".to_owned()], true).expect("a mapping");
    let importer = Importer::new(Format::Csv, map, None, &mut output, &mut report);
    let mut importer = importer.in_zone(Some(chrono_tz::Europe::Kyiv));
    let source =
        Source::over(Path::new("x"), Box::new(io::Cursor::new(rows.as_bytes().to_vec())), Box::new(|_| {}));
    read(source.expect("it opens"), &mut importer).expect("it is read");
    assert_eq!(importer.finish().expect("it ends").zone, "in Europe/Kyiv");
    assert_eq!(
        output.0,
        [
            "2025-12-21T11:10+02:00",
            "2025-12-21T11:10+02:00/2025-12-21T12:00+02:00",
            "2025-12-21T11:10Z",
            "2025-12-21"
        ],
        "the zone of the command line stands behind times alone"
    );
}

#[derive(Default)]
struct Kept(Vec<String>);

impl Output for Kept {
    fn event(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.0.push(fields["date"].as_str().unwrap_or_default().to_owned());
        Ok(())
    }

    fn record(&mut self, _: List, _: Map<String, Value>) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_demarche_wrote_has_a_zone() {
    let own = br#"{"id":"a","kind":"other","date":"2025-12-21T11:10","title":"A","computed":{"line":4}}"#;
    assert_eq!(imported(Format::Jsonl, &[], own).times(Repair::Floating), 0);
    let other = br#"{"id":"a","kind":"other","date":"2025-12-21T11:10","title":"A"}"#;
    assert_eq!(imported(Format::Jsonl, &[], other).times(Repair::Floating), 1);
}

#[test]
fn numbers_are_no_dates() {
    for (cell, what) in [
        ("45000", "a spreadsheet's serial day, 2023-03-15"),
        ("45000.5", "a spreadsheet's serial day, 2023-03-15"),
        ("1766311800", "seconds since 1970, 2025-12-21T10:10Z"),
        ("1766311800000", "thousandths of a second since 1970, 2025-12-21T10:10Z"),
        ("1766311800123", "thousandths of a second since 1970, 2025-12-21T10:10Z"),
        ("12345", "the year Y12345, which is written with its Y"),
        ("99999999", "the year Y99999999, which is written with its Y"),
    ] {
        let import = table(&[], &format!("date,title\n{cell},A\n"));
        let reason = format!("`{cell}` may be {what}");
        assert_eq!(import.skipped(), [(2, 2, reason.as_str())], "{cell}");
        let lines = format!("{{\"kind\":\"other\",\"title\":\"A\",\"date\":{cell}}}");
        let import = imported(Format::Jsonl, &[], lines.as_bytes());
        assert_eq!(import.skipped(), [(1, 1, reason.as_str())], "{cell} in JSON");
    }
    for (cell, date) in [
        ("20251221", "2025-12-21"),
        ("202512", "2025-12"),
        ("202512211110", "2025-12-21T11:10"),
        ("2025", "2025"),
        ("Y45000", "Y45000"),
        ("21.12.2025", "2025-12-21"),
    ] {
        assert_eq!(table(&[], &format!("date,title\n{cell},A\n")).field(0, "date"), date, "{cell}");
    }
    let slide = br#"{"events": [{"start_date": {"year": 45000}, "text": {"headline": "A"}}]}"#;
    let slide = imported(Format::TimelineJs, &[], slide);
    assert_eq!(slide.skipped()[0].2, "`45000` may be a spreadsheet's serial day, 2023-03-15");
    let acled =
        String::from_utf8(excerpt("acled-2015.csv")).expect("text").replacen("01-January-2015", "42005", 1);
    let acled = imported(Format::Acled, &[], acled.as_bytes());
    assert_eq!(acled.skipped()[0].2, "`42005` may be a spreadsheet's serial day, 2015-01-01");
}

#[test]
fn a_calendar_says_what_it_keeps_and_what_it_leaves_out() {
    let calendar = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Kyiv\r\n\
        BEGIN:VTODO\r\nUID:t\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VTODO\r\n\
        BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nCLASS:CONFIDENTIAL\r\nDTSTART:20251221T111000\r\n\
        ATTENDEE:mailto:x\r\nATTENDEE:mailto:y\r\nRRULE:FREQ=DAILY\r\nEXDATE:20251222T111000\r\nPRIORITY:1\r\n\
        BEGIN:VALARM\r\nDESCRIPTION:no\r\nEND:VALARM\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:B\r\nCLASS:PUBLIC\r\nDTSTART;VALUE=DATE:20251221\r\nEND:VEVENT\r\n\
        BEGIN:VJOURNAL\r\nEND:VJOURNAL\r\nEND:VCALENDAR\r\n";
    let import = imported(Format::Ics, &[], calendar.as_bytes());
    assert_eq!(import.field(0, "date"), "2025-12-21T11:10+02:00", "the calendar's own zone");
    assert_eq!((import.times(Repair::CalendarZone), import.times(Repair::Floating)), (1, 0));
    assert_eq!((import.field(0, "handling"), import.field(1, "handling")), (json!("red"), Value::Null));
    assert_eq!(import.times(Repair::Class), 1);
    let left: Vec<(&str, usize)> =
        import.tally.left_out.iter().map(|(name, times)| (name.as_str(), *times)).collect();
    assert_eq!(left, [("ATTENDEE", 2), ("EXDATE", 1), ("PRIORITY", 1), ("VALARM", 1)]);
    assert_eq!(import.times(Repair::NotRead), 5);
    assert_eq!(
        import.skipped(),
        [(3, 3, "a task (VTODO) is no event"), (28, 28, "a journal entry (VJOURNAL) is no event")]
    );
}

#[test]
fn names_that_the_store_calls_otherwise_are_said() {
    let store = "actors: [{id: cabinet, name: Cabinet, aliases: [Government of Ukraine]}]\n";
    let rows = r#"{"id":"a","kind":"other","date":"2025","title":"A","actors":["Government of Ukraine"]}
{"id":"b","kind":"other","date":"2025","title":"B","actors":["Cabinet"]}
{"id":"c","kind":"other","date":"2025","title":"C","actors":["cabinet"]}
{"id":"d","kind":"other","date":"2025","title":"D","actors":["Government of Ukraine"]}
{"id":"d","kind":"other","date":"2025","title":"D","actors":["Government of Ukraine"]}
"#;
    let (_, tally, ..) = into(store, Format::Jsonl, rows.as_bytes());
    let said: Vec<_> =
        tally.matched.iter().map(|(m, n)| (m.name.as_str(), m.id.as_str(), m.how, *n)).collect();
    assert_eq!(
        said,
        [("Government of Ukraine", "cabinet", "its alias", 2)],
        "once, and not that of a skipped row"
    );
}

#[test]
fn countries_of_the_data_are_those_of_the_store() {
    let store =
        "venues: [{id: mexico-country, name: Mexico, kind: country, country: MX, lat: 19.4, lon: -99.1}]\n";
    let (events, tally, yaml, _) = into(store, Format::Gdelt, &excerpt("gdelt2.export.CSV"));
    assert!(!yaml.contains("- id: mexico\n"), "no second Mexico:\n{yaml}");
    assert!(events.iter().any(|event| event.get("venue") == Some(&json!("mexico-country"))), "{yaml}");
    assert!(tally.matched.is_empty(), "its name is the same: {:?}", tally.matched);
}

#[test]
fn bytes_that_are_not_utf8_are_counted_with_their_encoding() {
    let latin = imported(
        Format::Csv,
        &["kind=other"],
        b"date,title\n2025,caf\xe9 \xe0 c\xf4t\xe9\n2025,ok\n2025,\xe9t\xe9\n",
    );
    assert_eq!((latin.tally.replaced.letters, latin.tally.replaced.rows), (6, 2));
    assert_eq!(latin.tally.replaced.encoding(), "WINDOWS-1252");
    let cyrillic = imported(
        Format::Csv,
        &["kind=other"],
        b"date,title\n2025,\xcf\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb\n",
    );
    assert_eq!(cyrillic.tally.replaced.encoding(), "WINDOWS-1251");
}
