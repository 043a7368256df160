//! Files as they come: every kind of dirt on every format.
//!
//! Whatever the dirt, each row is imported or skipped with its line and a reason, what was imported loads without a
//! problem, and the same file again adds nothing. A file that cannot be read at all is refused with what to do.

mod lines;

use super::*;

/// A table that can be soiled.
#[derive(Clone)]
struct Sheet {
    rows: Vec<Vec<String>>,
    separator: char,
    quotes: bool,
    has_header: bool,
}

impl Sheet {
    fn of(name: &str, separator: char, quotes: bool, has_header: bool) -> Self {
        let bytes = excerpt(name);
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(separator as u8).quoting(quotes).has_headers(false).flexible(true);
        let rows = reader.from_reader(bytes.as_slice()).into_byte_records().map(|row| {
            row.expect("a row").iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
        });
        Self { rows: rows.collect(), separator, quotes, has_header }
    }

    fn column(&self, name: &str) -> usize {
        let own = |cell: &String| cell.eq_ignore_ascii_case(name);
        name.parse().ok().or_else(|| self.rows[0].iter().position(own)).expect(name)
    }

    fn first(&self) -> usize {
        usize::from(self.has_header)
    }

    fn bytes(&self) -> Vec<u8> {
        self.ended("\n")
    }

    fn ended(&self, end: &str) -> Vec<u8> {
        let cell = |cell: &String| {
            let special = cell.contains(['"', '\n', '\r', self.separator]);
            if self.quotes && special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let line = |row: &Vec<String>| {
            row.iter().map(cell).collect::<Vec<_>>().join(&self.separator.to_string()) + end
        };
        self.rows.iter().map(line).collect::<String>().into_bytes()
    }
}

struct Kind {
    format: Format,
    map: &'static [&'static str],
    sheet: Sheet,
    /// Columns of words, dates, numbers, degrees and codes, by name or number.
    words: &'static str,
    dates: &'static [&'static str],
    numbers: &'static [&'static str],
    degrees: &'static [&'static str],
    codes: &'static [&'static str],
}

const EVENTS: &[&str] = &[
    "kind=meeting",
    "date={when}",
    "title={what}",
    "actors={who}",
    "venue={where}",
    "figures.killed={dead}",
    "sources={from}",
    "links.follows={after}",
    "tags={tags}",
];

const TABLE: &str = "id,when,what,who,where,dead,from,after,tags
1,2025-12-20,Talks,A; B,Miami,3,https://example.org/1,,x
2,2025-12-21,\"More, talks\",A,Miami,,TASS; RIA,1,x; y
3,2025-12,Last,B,,about 10,,9,
";

fn kinds() -> Vec<Kind> {
    let acled = |name: &str| Kind {
        format: Format::Acled,
        map: &[],
        sheet: Sheet::of(name, ',', true, true),
        words: "notes",
        dates: &["event_date"],
        numbers: &["fatalities"],
        degrees: &["latitude", "longitude"],
        codes: &["time_precision", "geo_precision", "event_type", "country", "year", "event_id_cnty"],
    };
    let gdelt = |name: &str, lat: &'static [&'static str]| Kind {
        format: Format::Gdelt,
        map: &[],
        sheet: Sheet::of(name, '\t', false, false),
        words: "6",
        dates: &["1"],
        numbers: &["30", "31", "32", "33", "34"],
        degrees: lat,
        codes: &["0", "5", "7", "26", "51", "53"],
    };
    let parsed = |separator: char| {
        let mut sheet = Sheet { rows: Vec::new(), separator, quotes: true, has_header: true };
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).from_reader(TABLE.as_bytes());
        let row =
            |row: csv::Result<csv::StringRecord>| row.expect("a row").iter().map(str::to_owned).collect();
        sheet.rows = reader.into_records().map(row).collect();
        sheet
    };
    let table = |format: Format, separator: char| Kind {
        format,
        map: EVENTS,
        sheet: parsed(separator),
        words: "what",
        dates: &["when"],
        numbers: &["dead"],
        degrees: &["where"],
        codes: &["id", "from", "after", "who", "tags"],
    };
    vec![
        gdelt("gdelt2.export.CSV", &["56", "57"]),
        gdelt("gdelt1.tsv", &["53", "54"]),
        acled("acled-2015.csv"),
        acled("acled-2020.csv"),
        acled("acled-2023.csv"),
        Kind {
            format: Format::Ucdp,
            map: &[],
            sheet: Sheet::of("ucdp.csv", ',', true, true),
            words: "where_description",
            dates: &["date_start", "date_end"],
            numbers: &["best", "high", "low", "deaths_a"],
            degrees: &["latitude", "longitude"],
            codes: &[
                "date_prec",
                "where_prec",
                "type_of_violence",
                "country",
                "iso3",
                "id",
                "source_article",
            ],
        },
        Kind {
            format: Format::TimelineJs,
            map: &[],
            sheet: Sheet::of("timeline.csv", ',', true, true),
            words: "Text",
            dates: &["Year", "Month", "Day", "End Year", "End Month"],
            numbers: &["Time", "End Time"],
            degrees: &["Media"],
            codes: &["Type", "Group", "Headline"],
        },
        table(Format::Csv, ','),
        table(Format::Tsv, '\t'),
    ]
}

/// Checks what must hold for any file. Returns the import unless the file was refused as a whole.
fn sound(label: &str, format: Format, map: &[&str], bytes: &[u8]) -> Option<Imported> {
    let once = match import(format, map, &[bytes]) {
        Ok(once) => once,
        Err(ImportError::Unsuitable { what, hint, .. }) => {
            assert!(!what.is_empty() && hint.is_some(), "{label}: `{what}` says what to do");
            return None;
        }
        Err(error) => panic!("{label}: {error}"),
    };
    assert_eq!(once.tally.imported + once.tally.skipped, once.tally.rows, "{label}: every row is counted");
    assert_eq!(once.tally.imported, once.events.len(), "{label}: events");
    let mut skipped = 0;
    for (first, last, reason) in once.skipped() {
        assert!(first > 0 && last >= first && !reason.is_empty(), "{label}: {first}-{last} {reason}");
        skipped += 1;
    }
    assert_eq!(skipped > 0, once.tally.skipped > 0, "{label}: each skip is said");
    let (events, problems) = problems(&once.yaml);
    assert_eq!(problems, Vec::<String>::new(), "{label}: {}", String::from_utf8_lossy(&once.yaml));
    assert_eq!(events, once.tally.imported, "{label}: all load");
    let twice = import(format, map, &[bytes, bytes]).expect("it was read before");
    let added: Vec<_> = twice.events.iter().filter(|event| !once.events.contains(event)).collect();
    assert!(
        added.is_empty() && twice.events.len() == once.events.len(),
        "{label}: twice adds nothing: {added:?}"
    );
    Some(once)
}

/// What happens to whole files.
fn files(kind: &Kind) -> Vec<(&'static str, Vec<u8>)> {
    let (sheet, first) = (&kind.sheet, kind.sheet.first());
    let words = sheet.column(kind.words);
    let plain = sheet.bytes();
    let changed = |change: &dyn Fn(&mut Sheet)| {
        let mut sheet = sheet.clone();
        change(&mut sheet);
        sheet.bytes()
    };
    let word = |text: &str| changed(&|sheet| sheet.rows[first][words] = text.to_owned());
    let wide = |big: bool| {
        let text = String::from_utf8_lossy(&plain).into_owned();
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect::<Vec<u8>>()
    };
    let mixed: Vec<u8> = plain
        .split_inclusive(|byte| *byte == b'\n')
        .enumerate()
        .flat_map(|(at, line)| {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            [line, if at % 2 == 0 { b"\r\n" } else { b"\n" }].concat()
        })
        .collect();
    let half = plain.len() * 2 / 3;
    vec![
        ("CRLF", sheet.ended("\r\n")),
        ("mixed line ends", mixed),
        ("line ends of old Macs", sheet.ended("\r")),
        ("a byte order mark", [b"\xEF\xBB\xBF".as_slice(), &plain].concat()),
        ("UTF-16 with mark, little", [b"\xFF\xFE".as_slice(), &wide(false)].concat()),
        ("UTF-16 with mark, big", [b"\xFE\xFF".as_slice(), &wide(true)].concat()),
        ("UTF-16 without mark", wide(false)),
        ("Latin-1", plain.iter().copied().chain(*b"\xE9\xFC").collect()),
        ("no-break spaces", word("a\u{a0}b\u{202f}c")),
        ("zero-width and bidi", word("a\u{200b}b\u{202e}c\u{feff}d\u{2066}e")),
        ("control characters", word("a\0b\u{1b}[2Jc\u{7f}d\u{85}e")),
        (
            "not available",
            changed(&|sheet| sheet.rows.iter_mut().skip(first).for_each(|row| row[words] = "NA".to_owned())),
        ),
        ("a line break in a cell", word("one\ntwo")),
        ("a CRLF in a cell", word("one\r\ntwo\r\n\r\nthree")),
        ("quotes in a cell", word("she said \"no\", 'twice'")),
        ("a megabyte in a cell", word(&"x".repeat(1 << 20))),
        ("YAML in a cell", word("- {a: [b, *c, &d, !!e, \"f\"]} # g\n...\n---\n%TAG ! tag:x")),
        ("a formula", word("=HYPERLINK(\"http://x\")")),
        (
            "the first row again",
            changed(&|sheet| {
                let row = sheet.rows[0].clone();
                sheet.rows.insert(2, row.clone());
                sheet.rows.push(row);
            }),
        ),
        (
            "a row again",
            changed(&|sheet| {
                let row = sheet.rows[first].clone();
                sheet.rows.push(row);
            }),
        ),
        (
            "empty rows",
            changed(&|sheet| {
                let empty = vec![String::new(); sheet.rows[0].len()];
                sheet.rows.insert(2, empty.clone());
                sheet.rows.push(empty);
            }),
        ),
        (
            "rows of spaces",
            changed(&|sheet| {
                let empty = vec!["  ".to_owned(); sheet.rows[0].len()];
                sheet.rows.push(empty);
            }),
        ),
        (
            "short rows",
            changed(&|sheet| {
                let half = sheet.rows[0].len() / 2;
                sheet.rows[first].truncate(half);
            }),
        ),
        ("a row of one cell", changed(&|sheet| sheet.rows.push(vec!["Total: 3".to_owned()]))),
        ("cells too many", changed(&|sheet| sheet.rows[first].push("more".to_owned()))),
        (
            "separators at the ends",
            changed(&|sheet| sheet.rows.iter_mut().for_each(|row| row.push(String::new()))),
        ),
        (
            "an unknown column",
            changed(&|sheet| sheet.rows.iter_mut().for_each(|row| row.insert(0, "new".to_owned()))),
        ),
        ("columns in another order", changed(&|sheet| sheet.rows.iter_mut().for_each(|row| row.reverse()))),
        ("a missing column", changed(&|sheet| sheet.rows.iter_mut().for_each(|row| drop(row.pop())))),
        (
            "a column twice",
            changed(&|sheet| {
                sheet.rows.iter_mut().for_each(|row| {
                    let cell = row[words].clone();
                    row.push(cell);
                });
            }),
        ),
        (
            "upper case in the header",
            changed(&|sheet| {
                if sheet.has_header {
                    sheet.rows[0].iter_mut().for_each(|cell| *cell = cell.to_uppercase());
                }
            }),
        ),
        (
            "spaces in the header",
            changed(&|sheet| {
                if sheet.has_header {
                    sheet.rows[0].iter_mut().for_each(|cell| *cell = format!(" {cell} "));
                }
            }),
        ),
        ("semicolons", {
            let mut other = sheet.clone();
            other.separator = ';';
            other.bytes()
        }),
        ("a line above", [b"Exported on 1 January 2026\n".as_slice(), &plain].concat()),
        ("empty lines above", [b"\n\n".as_slice(), &plain].concat()),
        ("an end in a row", plain[..half].to_vec()),
        ("an open quote", [plain.as_slice(), b"\"open"].concat()),
        ("no line break at the end", plain[..plain.len() - 1].to_vec()),
        ("the first row alone", changed(&|sheet| sheet.rows.truncate(1))),
        ("nothing", Vec::new()),
        ("a line break alone", b"\n".to_vec()),
        ("zeros", vec![0; 4096]),
        ("zip", b"PK\x03\x04\x14\0\0\0\x08\0data.csv".to_vec()),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0".to_vec()),
        ("a workbook", b"PK\x03\x04\x14\0\x06\0[Content_Types].xml".to_vec()),
        ("a web page", b"\n<!DOCTYPE html><html><body>404</body></html>".to_vec()),
        ("a PDF", b"%PDF-1.7\n".to_vec()),
    ]
}

/// Values that a cell has by mistake, for each kind of column.
const DATES: &[&str] = &[
    "",
    "NA",
    "0",
    "-1",
    "99999999",
    "2022-02-30",
    "2022-2-3",
    "23/02/2022",
    "44615",
    "2022",
    "2022-02-23T00:00:00Z",
    "2022-02-23 13:45",
    "0000-00-00",
    "20220230",
    "23 Feb 2022",
    "Feb-22",
    "tomorrow",
    "2022-02-23/2022-02-20",
    "１２",
    "1e9",
    "999999999999999999999",
    "2025.0",
    "12.0",
    "13",
    " 5 ",
];
const NUMBERS: &[&str] = &[
    "",
    "NA",
    "236.0",
    "236.5",
    "-5",
    "1,300",
    "1.2E+05",
    "many",
    "10-20",
    "99999999999999999999",
    "~7",
    "9:5",
    "25:00",
    "9pm",
    "12:61",
];
const DEGREES: &[&str] = &[
    "", "NA", "-91", "181", "50,1", "50.1N", "0", "-0.0", "1e300", "inf", "nan", "50°27'", "+5", ".5", "5.",
    "144.963",
];
const CODES: &[&str] = &[
    "",
    "NA",
    "0",
    "9",
    "-1",
    "1.0",
    "2.50",
    "XX",
    "010",
    "10",
    "Unknown",
    "UKR 1/2",
    "Ärger; ;;",
    "a;b",
    "'",
    "{x}",
    "?",
    "null",
    "true",
    "- x",
    "SF",
];

#[test]
fn dirty_tables_lose_no_row_and_load_without_a_problem() {
    for kind in kinds() {
        let clean = sound("clean", kind.format, kind.map, &kind.sheet.bytes()).expect("clean files are read");
        assert!(clean.tally.imported > 0, "{:?}", kind.format);
        let all = files(&kind);
        assert!(all.len() > 30, "many kinds of dirt");
        for (dirt, bytes) in all {
            sound(&format!("{:?} with {dirt}", kind.format), kind.format, kind.map, &bytes);
        }
    }
}

#[test]
fn dirty_cells_lose_no_row_and_load_without_a_problem() {
    for kind in kinds() {
        let columns =
            [(kind.dates, DATES), (kind.numbers, NUMBERS), (kind.degrees, DEGREES), (kind.codes, CODES)];
        for (columns, values) in columns {
            for column in columns {
                let at = kind.sheet.column(column);
                // One file for each column: every row has another value.
                let mut sheet = kind.sheet.clone();
                let row = sheet.rows[sheet.first()].clone();
                for (nth, value) in values.iter().enumerate() {
                    let mut row = row.clone();
                    row[0] = format!("9{nth}");
                    row[at] = (*value).to_owned();
                    sheet.rows.push(row);
                }
                let label = format!("{:?} with values of {column}", kind.format);
                let import = sound(&label, kind.format, kind.map, &sheet.bytes()).expect("a sound header");
                assert!(import.tally.rows >= values.len(), "{label}: {} rows", import.tally.rows);
            }
        }
    }
}

#[test]
fn a_file_of_another_format_is_refused_with_the_right_one() {
    let seems = |name: &str, format: Format| match import(format, &[], &[&excerpt(name)]) {
        Err(ImportError::Unsuitable { hint, .. }) => hint.unwrap_or_default(),
        Err(error) => panic!("{name} as {format:?}: {error}"),
        Ok(import) => format!("read, {:?}", import.tally),
    };
    for (name, own, _, _) in EXCERPTS {
        for format in [
            Format::Gdelt,
            Format::Acled,
            Format::Ucdp,
            Format::TimelineJs,
            Format::Csv,
            Format::Jsonl,
            Format::Ics,
        ] {
            // Journeys are a table like any other.
            if format == own || own == Format::Tsv {
                continue;
            }
            let hint = seems(name, format);
            assert!(hint.contains(&format!("import {}", own.name())), "{name} as {format:?}: {hint}");
        }
    }
    let page = b"<!DOCTYPE html>".as_slice();
    for (bytes, wanted) in [
        (page, "download"),
        (b"PK\x03\x04[Content_Types].xml", "save its sheet as CSV"),
        (b"PK\x03\x04data", "unzip"),
        (b"\x1f\x8b\x08", "gunzip"),
        (b"\xff\xfeI\0d\0", "iconv -f UTF-16"),
        (b"I\0d\0,\0k\0i\0n\0d\0", "iconv"),
        (b"[{\"id\": 1}]", "jq -c '.[]'"),
        (b"{\"type\": \"FeatureCollection\"}", "GeoJSON"),
        (b"store: {}\nevents:\n- {}\n", "copy it into the folder"),
    ] {
        for format in [Format::Csv, Format::Jsonl, Format::Acled, Format::Gdelt, Format::Ics] {
            let Err(ImportError::Unsuitable { hint, .. }) = import(format, &[], &[bytes]) else {
                panic!("{format:?} reads {bytes:?}")
            };
            assert!(hint.clone().is_some_and(|hint| hint.contains(wanted)), "{format:?} {wanted}: {hint:?}");
        }
    }
}

#[test]
fn a_date_is_rewritten_only_where_it_is_certain() {
    let map = ["kind=other", "title={t}", "date={s}/{e}"];
    let table = "t,s,e
a,2025-11/12,
b,2025-1/2,
c,\"Sunday 22 December 2025\",
d,2025-12-21T11,
e,12345,
f,,2025-12-21
g,2025-12/01,
";
    let done = imported(Format::Csv, &map, table.as_bytes());
    let dates: Vec<&str> = done.events.iter().filter_map(|event| event["date"].as_str()).collect();
    assert_eq!(dates, ["2025-11/2025-12", "2025-12-21T11:00/2025-12-21T11:59", "/2025-12-21"]);
    let lines: Vec<u32> = done.skipped().iter().map(|(first, ..)| *first).collect();
    assert_eq!(lines, [3, 4, 6, 8], "the others are skipped: {:?}", done.skipped());
    assert_eq!((done.times(Repair::HourAlone), done.times(Repair::NoStart)), (1, 1), "and both are said");
}

#[test]
fn the_minutes_of_a_slide_are_not_made_up() {
    let slides = json!({"events": [
        {"start_date": {"year": 2025, "month": 12, "day": 21, "hour": 11}, "text": {"headline": "A"}},
        {"start_date": {"year": 2025, "month": 12, "day": 21, "hour": 11},
         "end_date": {"year": 2025, "month": 12, "day": 22, "hour": 9}, "text": {"headline": "B"}},
        {"start_date": {"year": 2025, "month": 12, "day": 21, "hour": 11, "minute": 0}, "text": {"headline": "C"}},
    ]});
    let done = imported(Format::TimelineJs, &[], slides.to_string().as_bytes());
    let dates: Vec<&str> = done.events.iter().filter_map(|event| event["date"].as_str()).collect();
    assert_eq!(dates, ["2025-12-21T11:00/2025-12-21T11:59", "2025-12-21/2025-12-22", "2025-12-21T11:00"]);
    assert_eq!((done.times(Repair::HourAlone), done.times(Repair::HourLeftOut)), (1, 1));
}

#[test]
fn a_separator_of_lines_becomes_a_space() {
    let table = "kind,date,title\nother,2025,x\u{2028}y\u{85}z\u{2029}w\n";
    let done = imported(Format::Csv, &[], table.as_bytes());
    assert_eq!(done.field(0, "title"), json!("x y z w"));
}
