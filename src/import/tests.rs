use std::io;
use std::path::Path;

mod dirty;
mod found;
mod round;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::repairs::Repair;
use super::*;
use crate::store::schema::list::List;
use crate::store::{Input, Severity, Store};

/// What an import gave.
struct Imported {
    events: Vec<Map<String, Value>>,
    tally: Tally,
    reports: Vec<Report>,
    yaml: Vec<u8>,
}

impl Imported {
    fn times(&self, repair: Repair) -> usize {
        self.tally.repairs.get(&repair).copied().unwrap_or_default()
    }

    /// The lines and the reasons of what was skipped.
    fn skipped(&self) -> Vec<(u32, u32, &str)> {
        let skipped = |report: &Report| match report {
            Report::Skipped { lines: (first, last), .. } => Some((*first, *last)),
            Report::Repaired { .. } | Report::Stored { .. } => None,
        };
        let reason = |report: &'_ Report| match report {
            Report::Skipped { .. } => true,
            Report::Repaired { .. } | Report::Stored { .. } => false,
        };
        let reasons = self.reports.iter().filter(|report| reason(report)).map(|report| match report {
            Report::Skipped { reason, .. } => reason.as_str(),
            Report::Repaired { .. } | Report::Stored { .. } => "",
        });
        self.reports.iter().filter_map(skipped).zip(reasons).map(|((a, b), reason)| (a, b, reason)).collect()
    }

    fn field(&self, event: usize, key: &str) -> Value {
        self.events.get(event).and_then(|event| event.get(key)).cloned().unwrap_or_default()
    }
}

/// Keeps events as they are, and writes them.
struct Both<'s> {
    stream: Stream<'s>,
    events: Vec<Map<String, Value>>,
}

impl Output for Both<'_> {
    fn zone(&mut self, zone: chrono_tz::Tz) -> bool {
        self.stream.zone(zone)
    }

    fn event(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.events.push(fields.clone());
        self.stream.event(fields)
    }

    fn record(&mut self, list: List, fields: Map<String, Value>) -> io::Result<()> {
        self.stream.record(list, fields)
    }
}

fn import(format: Format, map: &[&str], files: &[&[u8]]) -> Result<Imported, ImportError> {
    let map: Vec<String> = map.iter().map(|&text| text.to_owned()).collect();
    let columns = matches!(format, Format::Csv | Format::Tsv | Format::Jsonl);
    let mapping = Mapping::parse(&map, columns).expect("a mapping");
    let (mut yaml, mut reports) = (Vec::new(), Vec::new());
    let mut output = Both { stream: Stream::new(&mut yaml, &[], format.credit()), events: Vec::new() };
    let mut report = |one: Report| reports.push(one);
    let mut importer = Importer::new(format, mapping, None, &mut output, &mut report);
    for (nth, bytes) in files.iter().enumerate() {
        let path = PathBuf::from(format!("{nth}.txt"));
        let source = Source::over(&path, Box::new(io::Cursor::new(bytes.to_vec())), Box::new(|_| {}))?;
        read(source, &mut importer)?;
    }
    let tally = importer.finish()?;
    let Both { stream, events } = output;
    stream.finish()?;
    Ok(Imported { events, tally, reports, yaml })
}

fn imported(format: Format, map: &[&str], bytes: &[u8]) -> Imported {
    import(format, map, &[bytes]).expect("it can be imported")
}

fn excerpt(name: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    std::fs::read(root.join(name)).expect(name)
}

/// What the store says of the YAML of an import.
fn problems(yaml: &[u8]) -> (usize, Vec<String>) {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("store.yaml");
    crate::store::write(&path, yaml, crate::store::Replace::Nothing).expect("written");
    let store = Store::load(&[Input::Path(path)]).expect("it loads");
    let problems = store.problems.iter().filter(|problem| problem.severity == Severity::Problem);
    (store.events.len(), problems.map(|problem| format!("{}: {}", problem.line, problem.message)).collect())
}

const TRAVELS: [&str; 8] = [
    "kind=meeting",
    "id=us-travel-{id}",
    "date={start-date}/{end-date}",
    "title={name} in {locale}, {country}",
    "actors={name}",
    "venue={locale}, {country}",
    "summary={remarks}",
    "tags={role}",
];

/// Every excerpt with its format, its mapping, and how many rows it has.
const EXCERPTS: [(&str, Format, &[&str], usize); 10] = [
    ("gdelt2.export.CSV", Format::Gdelt, &[], 19),
    ("gdelt1.tsv", Format::Gdelt, &[], 10),
    ("ucdp.csv", Format::Ucdp, &[], 12),
    ("us-travels.tsv", Format::Tsv, &TRAVELS, 9),
    ("acled-2015.csv", Format::Acled, &[], 3),
    ("acled-2020.csv", Format::Acled, &[], 2),
    ("acled-2023.csv", Format::Acled, &[], 5),
    ("timeline.json", Format::TimelineJs, &[], 4),
    ("timeline.csv", Format::TimelineJs, &[], 4),
    ("calendar.ics", Format::Ics, &[], 5),
];

#[test]
fn every_excerpt_loads_without_a_problem() {
    for (name, format, map, rows) in EXCERPTS {
        let import = imported(format, map, &excerpt(name));
        assert_eq!(import.tally.rows, rows, "{name}: every row is counted: {:?}", import.reports);
        assert_eq!(import.tally.imported + import.tally.skipped, rows, "{name}: nothing is lost");
        assert_eq!(import.tally.imported, import.events.len(), "{name}");
        let (events, problems) = problems(&import.yaml);
        assert_eq!(problems, Vec::<String>::new(), "{name}: {}", String::from_utf8_lossy(&import.yaml));
        assert_eq!(events, import.tally.imported, "{name}: all events load");
    }
}

#[test]
fn a_file_twice_adds_nothing() {
    for (name, format, map, rows) in EXCERPTS {
        let bytes = excerpt(name);
        let twice = import(format, map, &[&bytes, &bytes]).expect(name);
        let once = imported(format, map, &bytes);
        assert_eq!(twice.tally.rows, 2 * rows, "{name}");
        assert_eq!(twice.events, once.events, "{name}: the second adds no event");
        assert_eq!(twice.yaml, once.yaml, "{name}: and registers nobody");
        assert_eq!(
            twice.times(Repair::Repeats),
            once.times(Repair::Repeats),
            "{name}: the same row repeats none"
        );
    }
}

#[test]
fn gdelt_codes_become_kinds_roles_and_iso_countries() {
    let import = imported(Format::Gdelt, &[], &excerpt("gdelt2.export.CSV"));
    let by_code =
        |code: &str| import.events.iter().find(|event| event["subtype"] == code).cloned().unwrap_or_default();
    let kinds = [
        ("043", "meeting"),
        ("010", "statement"),
        ("051", "statement"),
        ("190", "strike"),
        ("173", "other"),
        ("186", "other"),
    ];
    for (code, kind) in kinds {
        assert_eq!(by_code(code)["kind"], kind, "{code}");
    }
    let threat = by_code("130");
    assert_eq!(threat["id"], "gdelt-719024876");
    assert_eq!(threat["actors"], json!({"speaker": ["cop-police"], "addressee": ["aus-melbourne"]}));
    assert_eq!(threat["title"], "POLICE, MELBOURNE: Threaten, not specified below");
    assert_eq!(threat["first_seen"], "2018-01-01T00:00Z", "when GDELT read it");
    let yaml = String::from_utf8(import.yaml.clone()).expect("text");
    assert!(yaml.contains("- id: brunswick-west-victoria-australia\n  name: Brunswick West, Victoria, Australia\n  kind: city\n  country: AU\n  lat: -37.7833\n  lon: 144.933\n"), "FIPS AS is Australia:\n{yaml}");
    assert!(yaml.contains("# Data: The GDELT Project"), "with credit");
    assert!(yaml.contains("subtype: '010'"), "codes stay text");
    assert_eq!(import.times(Repair::UnknownCountry), 1, "the ocean has no country");
    let older = imported(Format::Gdelt, &[], &excerpt("gdelt1.tsv"));
    let page = |source: &Value| source.get("url").is_some();
    let cites =
        |event: &&Map<String, Value>| event["sources"].as_array().is_some_and(|all| all.iter().any(page));
    let with_page = older.events.iter().filter(cites).count();
    assert_eq!((older.events.len(), with_page), (10, 6), "rows of 57 columns have no address");
}

#[test]
fn gdelt_headers_and_broken_rows_are_told_apart() {
    let bytes = excerpt("gdelt1.tsv");
    let first = bytes.split(|byte| *byte == b'\n').next().expect("a row").to_vec();
    let header = ["GLOBALEVENTID"; 58].join("\t");
    let file = [header.as_bytes(), &first, header.as_bytes(), b"1\t2\t3", &first].join(&b"\r\n"[..]);
    let import = imported(Format::Gdelt, &[], &file);
    assert_eq!((import.tally.rows, import.tally.imported), (4, 1));
    let skipped = import.skipped();
    assert_eq!(skipped[0], (3, 3, "the header row again"));
    assert_eq!(skipped[1], (4, 4, "3 columns where GDELT has 57, 58 or 61"));
    assert_eq!((skipped[2].0, skipped[2].2), (5, "`gdelt-564111644` again, which line 2 has"));
}

#[test]
fn ucdp_precision_and_counts_are_kept() {
    let import = imported(Format::Ucdp, &[], &excerpt("ucdp.csv"));
    let event = |id: &str| import.events.iter().find(|event| event["id"] == id).cloned().unwrap_or_default();
    assert_eq!(event("ucdp-147997")["date"], "2014-01-22", "date_prec 1 is a day");
    assert_eq!(event("ucdp-149249")["date"], "[2014-02-18..2014-02-20]", "date_prec 2 is one of these days");
    assert_eq!(event("ucdp-419757")["date"], "[2014-04-14..2014-04-30]", "date_prec 4 too");
    let by = "uppsala-conflict-data-program";
    let figures = event("ucdp-154734")["figures"].clone();
    assert_eq!(figures, json!([{"metric": "killed", "count": "0..12", "by": by, "note": "best estimate 0"}]));
    let figures = event("ucdp-147997")["figures"].clone();
    assert_eq!(
        figures,
        json!([{"metric": "killed", "count": 5, "by": by}, {"metric": "killed of Maidan", "count": 5, "by": by}]),
        "the parts are told apart from the total"
    );
    let sources = event("ucdp-147997")["sources"].as_array().map(Vec::len);
    assert_eq!(sources, Some(6), "each article is a source, and the data set");
    let yaml = String::from_utf8(import.yaml.clone()).expect("text");
    let credit =
        "- id: ucdp-data\n  outlet: ucdp\n  cite: Georeferenced Event Dataset, ucdp.uu.se, CC BY 4.0\n";
    assert!(yaml.contains(credit), "with its licence:\n{yaml}");
    assert_eq!(import.times(Repair::Hxl), 1, "the tags are no row");
    assert_eq!(import.times(Repair::Hidden), 1, "zero-width spaces are said");
    // Without the tags it is the same.
    let bytes = excerpt("ucdp.csv");
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    lines.remove(1);
    assert_eq!(imported(Format::Ucdp, &[], &lines.concat()).events, import.events, "with and without tags");
}

#[test]
fn acled_has_three_eras() {
    let first = imported(Format::Acled, &[], &excerpt("acled-2015.csv"));
    let dates: Vec<Value> = (0..3).map(|event| first.field(event, "date")).collect();
    assert_eq!(dates, ["2015-01-01", "2015-01-05~", "2015-02"], "precision 1, 2 and 3");
    let kinds: Vec<Value> = (0..3).map(|event| first.field(event, "kind")).collect();
    assert_eq!(kinds, ["strike", "other", "other"]);
    let party = json!({"party": ["military-forces-of-example-1999", "example-front", "example-youth"]});
    assert_eq!(first.field(0, "actors"), party, "in a battle neither side is the attacker");

    let second = imported(Format::Acled, &[], &excerpt("acled-2020.csv"));
    assert_eq!(second.field(0, "date"), "2020-05-09", "9-May-20");
    assert_eq!(second.field(0, "kind"), "other", "an abduction is no strike");
    assert_eq!(second.field(0, "summary"), "Invented row\nwith a break\nand another, and a space");
    assert_eq!(second.field(1, "id"), "acled-7002", "an empty id falls back to the row's");
    assert_eq!(second.field(1, "figures")[0]["count"], 236, "236.0 is a whole number");
    assert_eq!(second.field(1, "summary"), "Invented row with a bad byte \u{fffd}");
    for repair in [Repair::InvalidUtf8, Repair::NoBreakSpace, Repair::LineBreaks, Repair::Fraction] {
        assert_eq!(second.times(repair), 1, "{repair:?} is said");
    }

    let third = imported(Format::Acled, &[], &excerpt("acled-2023.csv"));
    let kinds: Vec<Value> = (0..3).map(|event| third.field(event, "kind")).collect();
    assert_eq!(kinds, ["strike", "meeting", "other"], "shelling, agreement, protest");
    assert_eq!(
        third.field(0, "actors")["target"],
        json!(["civilians-example", "farmers-example", "workers-example"])
    );
    let skipped = third.skipped();
    assert_eq!(
        skipped,
        [(5, 5, "the header row again"), (6, 6, "`2022-02-30` is not a day in the calendar")]
    );
    for repair in [Repair::NoId, Repair::BadPoint] {
        assert_eq!(third.times(repair), 1, "{repair:?} is said");
    }
    assert_eq!(third.times(Repair::SizeMark), 2, "the sizes of crowds are said");
}

#[test]
fn timelinejs_keeps_precision_in_both_forms() {
    let json = imported(Format::TimelineJs, &[], &excerpt("timeline.json"));
    let sheet = imported(Format::TimelineJs, &[], &excerpt("timeline.csv"));
    for import in [&json, &sheet] {
        assert_eq!(import.field(0, "date"), "2025-12-20T09:05/2025-12-21");
        assert_eq!(import.field(0, "kind"), "meeting", "a group that is a kind");
        assert_eq!(import.field(0, "sources")[0]["url"], "https://example.org/x");
        assert_eq!(import.field(1, "tags"), json!(["Talks"]), "any other group is a tag");
    }
    assert_eq!((json.field(0, "id"), json.field(1, "date")), (json!("a1"), json!("2025")));
    assert_eq!(sheet.field(1, "date"), "2025-12", "a month stays a month");
    assert_eq!(
        json.skipped(),
        [(4, 4, "no start date"), (5, 5, "`2025-02-30` is not a date")],
        "with their lines"
    );
    let broken = br#"{"events": [{"start_date": {"year": 2025}, "text": {"headline": "A"}},
        {"start_date": {"#;
    let broken = imported(Format::TimelineJs, &[], broken);
    assert_eq!((broken.tally.rows, broken.tally.imported), (2, 1), "what stands before the damage is kept");
    assert_eq!(broken.skipped()[0].0, 2);
}

#[test]
fn calendars_keep_days_zones_and_their_own_ends() {
    let import = imported(Format::Ics, &[], &excerpt("calendar.ics"));
    let dates: Vec<Value> = (0..4).map(|event| import.field(event, "date")).collect();
    assert_eq!(
        dates,
        [
            "2025-12-20/2025-12-21",
            "2025-12-21T11:10+02:00/2025-12-21T12:00+02:00",
            "2025-12-21T09:10Z/2025-12-21T09:40Z",
            "2025-12-21"
        ],
        "the end of a day event is the day after it"
    );
    assert_eq!(import.field(0, "title"), "Talks in Miami, second round", "unfolded, without escapes");
    assert_eq!(import.field(0, "summary"), "One\nTwo", "and not the alarm's");
    assert_eq!(import.field(2, "status"), "cancelled");
    assert_eq!(import.skipped(), [(36, 36, "no DTSTART")]);
}

#[test]
fn tables_are_mapped_by_templates() {
    let import = imported(Format::Tsv, &TRAVELS, &excerpt("us-travels.tsv"));
    assert_eq!(
        Value::Object(import.events[0].clone()),
        json!({
            "id": "us-travel-4113", "kind": "meeting", "date": "2021-06-09/2021-06-13",
            "title": "Joseph R. Biden in London, Cornwall, United Kingdom",
            "summary": "Met with Prime Minister Boris Johnson and Queen Elizabeth II. Attended the G7 Summit.",
            "actors": ["Joseph R. Biden"], "venue": "London, Cornwall, United Kingdom", "tags": ["president"],
        })
    );
    assert_eq!(import.field(1, "date"), "2021-10-29", "equal ends are one day");
    assert_eq!(
        (import.field(1, "title"), import.field(1, "venue")),
        (json!("Joseph R. Biden in Vatican City"), json!("Vatican City")),
        "an empty column leaves its part out"
    );
    assert_eq!(
        import.field(3, "summary"),
        "Attended ceremonies commemorating the first anniversary of the \"Velvet Revolution.\" Addressed the Federal Assembly."
    );
}

#[test]
fn lists_roles_sources_and_figures_come_from_columns() {
    let table = b"when;who;to;url;outlet;dead\n21 December 2025;A, B;C;https://example.org/1;TASS;1,300\n";
    let map = [
        "kind=statement",
        "date={when}",
        "title={who} to {to}",
        "actors.speaker={who}",
        "actors.addressee={to}",
        "sources.url={url}",
        "sources.outlet={outlet}",
        "figures.killed={dead}",
    ];
    let import = imported(Format::Csv, &map, table);
    let event = &import.events[0];
    assert_eq!(event["date"], "2025-12-21", "in another notation");
    assert_eq!(event["actors"], json!({"speaker": ["A, B"], "addressee": ["C"]}));
    assert_eq!(event["sources"], json!([{"url": "https://example.org/1", "outlet": "TASS"}]));
    assert_eq!(event["figures"], json!([{"metric": "killed", "count": 1300}]));
    for repair in [Repair::Separator, Repair::DateNotation, Repair::Fraction] {
        assert_eq!(import.times(repair), 1, "{repair:?} is said");
    }
    let ambiguous =
        imported(Format::Csv, &["kind=other"], b"date,title\n05/06/2025,A\n2025-06-07/2025-06-05,B\n");
    assert_eq!(
        ambiguous.tally.skipped, 2,
        "a date with two meanings, or that runs backwards, is not guessed at"
    );
    let wrong = import_error(Format::Csv, &["kind=other", "date={whn}"], b"when,title\n2025,A\n");
    assert!(wrong.contains("no column `whn`"), "{wrong}");
    let none = import_error(Format::Csv, &[], b"when,what\n2025,A\n");
    assert!(none.contains("nothing is mapped to `kind`"), "{none}");
}

fn import_error(format: Format, map: &[&str], bytes: &[u8]) -> String {
    import(format, map, &[bytes]).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn json_lines_are_events_or_are_mapped() {
    let own = br#"{"id":"a","kind":"meeting","date":"2025-12-21","title":"A","computed":{"line":4}}
not json
[1]
{"kind":"meeting","date":"2025-12-21","title":"A"}
"#;
    let import = imported(Format::Jsonl, &[], own);
    assert_eq!((import.tally.rows, import.tally.imported), (4, 2));
    assert_eq!(import.times(Repair::Repeats), 1, "the same event under another id is kept and said");
    assert!(import.skipped()[0].2.starts_with("not JSON: "), "{:?}", import.skipped());
    let map = ["kind=other", "date={at.day}", "title={name}", "actors={people}"];
    let import =
        imported(Format::Jsonl, &map, br#"{"at":{"day":"2025-12-21"},"name":"A","people":["x","y"]}"#);
    assert_eq!(import.field(0, "actors"), json!(["x", "y"]));
}

#[test]
fn rows_that_repeat_an_event_are_kept_and_said() {
    let table = b"id,date,title,kind\n1,2025-12-21,A,other\n2,2025-12-21,A,other\n2,2025-12-21,B,other\n";
    let import = imported(Format::Csv, &[], table);
    assert_eq!((import.tally.imported, import.tally.skipped, import.times(Repair::Repeats)), (2, 1, 1));
    assert_eq!(import.skipped(), [(4, 4, "`2` again, which line 3 has")], "one id is one event");
}

/// Damage that files meet: bytes changed, cut out, doubled, or the end missing.
#[derive(Debug, Clone)]
enum Damage {
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    End(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let index = any::<prop::sample::Index>;
    let byte =
        prop_oneof![any::<u8>(), Just(b'"'), Just(b'\t'), Just(b','), Just(b'\n'), Just(b'\r'), Just(0xFF)];
    let one = prop_oneof![
        4 => (index(), byte).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        2 => (index(), 1..40usize).prop_map(|(at, n)| Damage::Cut(at, n)),
        2 => (index(), 1..400usize).prop_map(|(at, n)| Damage::Double(at, n)),
        1 => index().prop_map(Damage::End),
    ];
    prop::collection::vec(one, 1..6)
}

fn damaged(mut bytes: Vec<u8>, all: &[Damage]) -> Vec<u8> {
    for one in all {
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        match one {
            Damage::Byte(at, byte) => bytes[at.index(length)] = *byte,
            Damage::Cut(at, n) => drop(bytes.drain(at.index(length)..(at.index(length) + n).min(length))),
            Damage::Double(at, n) => {
                let part = bytes[at.index(length)..(at.index(length) + n).min(length)].to_vec();
                let at = at.index(length);
                bytes.splice(at..at, part);
            }
            Damage::End(at) => bytes.truncate(at.index(length)),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn damaged_files_lose_no_row_and_load_without_a_problem(which in 0..EXCERPTS.len(), damage in damage()) {
        let (name, format, map, _) = EXCERPTS[which];
        // A file whose head is damaged is refused as a whole.
        let Ok(import) = import(format, map, &[&damaged(excerpt(name), &damage)]) else { return Ok(()) };
        prop_assert_eq!(import.tally.imported + import.tally.skipped, import.tally.rows, "{}", name);
        prop_assert_eq!(import.tally.imported, import.events.len(), "{}", name);
        let (events, problems) = problems(&import.yaml);
        prop_assert_eq!(problems, Vec::<String>::new(), "{}: {}", name, String::from_utf8_lossy(&import.yaml));
        prop_assert_eq!(events, import.tally.imported, "{}: all events load", name);
    }
}
