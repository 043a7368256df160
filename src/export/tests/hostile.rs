//! Texts that would break out of a format, or act on its reader.

use super::*;
use crate::text::{visible, visible_line};

const TITLES: [&str; 16] = [
    "plain",
    "one, two; three",
    "she said \"no\", twice",
    "a \"quote",
    "first\nsecond",
    "first\r\nsecond",
    "a\rb",
    "tab\there",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)> & &amp;",
    "right\u{202e}to left\u{200b}",
    "#58; : ; %%{init: {}}%% # comment",
    "section forged : event",
    "\u{1b}[2J\u{7}bell",
    "Ушаков: никто не обсуждал — 'трёхсторонний' формат, совсем никто, и больше семидесяти пяти октетов в строке",
];

fn one_line(text: &str) -> String {
    visible_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_title_comes_back_from_every_format() {
    for title in TITLES {
        let timeline = titled(title);
        let shown = visible(title);
        let table = rows(&plainly(Format::Csv, &timeline), b',');
        assert_eq!((table.len(), table[0]["title"].as_str()), (1, &*shown), "CSV");
        let text = plainly(Format::Tsv, &timeline);
        assert_eq!(text.lines().count(), 2, "a line an event: {text}");
        assert_eq!(rows(&text, b'\t')[0]["title"], visible_line(title), "TSV");
        for format in [Format::Json, Format::Geojson, Format::Timelinejs, Format::Jsonl] {
            let text = plainly(format, &timeline);
            assert!(
                text.chars().all(|c| c == '\n' || crate::text::is_plain(c)),
                "{format:?} is inert: {text:?}"
            );
        }
        assert_eq!(parsed(&plainly(Format::Json, &timeline))["events"][0]["title"], title, "JSON");
        let map = parsed(&plainly(Format::Geojson, &timeline));
        assert_eq!(map["features"][0]["properties"]["title"], title, "GeoJSON");
        let slides = parsed(&plainly(Format::Timelinejs, &timeline));
        let headline = slides["events"][0]["text"]["headline"].as_str().expect("a headline");
        assert!(!headline.contains(['<', '>', '"', '\'']), "no HTML: {headline}");
        let read =
            headline.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        assert_eq!(read.replace("&amp;", "&"), shown, "TimelineJS");
        let events = calendar(&plainly(Format::Ics, &timeline));
        assert_eq!(events.len(), 1, "one event: {title:?}");
        assert_eq!(events[0]["SUMMARY"], shown.replace('\t', " "), "iCalendar");
        let (_, events) = diagram(&plainly(Format::Mermaid, &timeline));
        assert_eq!(events.len(), 1, "one event: {title:?}");
        let wanted = format!("{}, grade F6, no source", one_line(title));
        assert_eq!(events[0], ("December 2025".into(), "21 Dec 2025".into(), wanted), "Mermaid");
    }
}

#[test]
fn a_backslash_is_a_backslash_in_a_calendar() {
    // The crate reads `\\n` as a line break, so this looks at the line itself.
    let text = plainly(Format::Ics, &titled("a\\nb \\, c\\"));
    assert!(text.contains("SUMMARY:a\\\\nb \\\\\\, c\\\\\r\n"), "{text}");
}

#[test]
fn no_cell_is_a_formula() {
    for title in ["=cmd()", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1"] {
        let timeline = titled(title);
        for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
            let table = rows(&plainly(format, &timeline), delimiter);
            let cell = &table[0]["title"];
            assert!(cell.starts_with('\''), "{title:?} is text: {cell:?}");
            let shown = if format == Format::Csv { visible(title) } else { visible_line(title) };
            assert_eq!(cell.strip_prefix('\''), Some(&*shown), "and nothing else of it changes");
        }
    }
    let table = rows(&plainly(Format::Csv, &titled("fine")), b',');
    assert_eq!(table[0]["title"], "fine", "other text has no apostrophe");
}

#[test]
fn coordinates_are_no_formulas_and_years_before_christ_are_guarded() {
    let timeline = sample::of_yaml(
        "venues: [{id: v, name: V, lat: -1.5, lon: -70.25}]\nevents: [{id: e, kind: other, date: -0043-03-15, title: T, venue: v}]",
    );
    let row = &rows(&plainly(Format::Csv, &timeline), b',')[0];
    assert_eq!(
        [&row["lat"], &row["lon"], &row["date"]],
        ["-1.5", "-70.25", "'-0043-03-15"],
        "a year is guarded"
    );
}

#[test]
fn only_web_addresses_act() {
    let yaml = |url: &str| {
        format!(
            "events: [{{id: e, kind: other, date: 2025, title: T, sources: [{{url: {}, cite: c}}]}}]",
            Value::from(url)
        )
    };
    for url in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://"] {
        let timeline = sample::of_yaml(&yaml(url));
        let slides = parsed(&plainly(Format::Timelinejs, &timeline));
        assert!(slides["events"][0].get("media").is_none(), "{url}: {slides}");
        assert!(!calendar(&plainly(Format::Ics, &timeline))[0].contains_key("URL"), "{url}");
        let map = parsed(&plainly(Format::Geojson, &timeline));
        assert_eq!(map["features"][0]["properties"]["urls"], serde_json::json!([]), "{url}");
    }
    let timeline = sample::of_yaml(&yaml("https://o.org/a b\"c\r\nX:1"));
    let events = calendar(&plainly(Format::Ics, &timeline));
    assert_eq!(events[0]["URL"], "https://o.org/a%20b%22c%0D%0AX:1", "one address");
}
