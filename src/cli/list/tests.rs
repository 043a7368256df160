use chrono_tz::Tz;

use super::*;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::timeline::{Timeline, sample};

const YAML: &str = include_str!("../../timeline/sample.yaml");

fn opened(timeline: Timeline, reversed: bool) -> Opened {
    let mut shown = timeline.order().to_vec();
    if reversed {
        shown.reverse();
    }
    Opened {
        matched: shown.len(),
        shown,
        filter: Filter::default(),
        filter_text: String::new(),
        reversed,
        now: Now::parse("2025-12-22", Tz::UTC).expect("a day"),
        timeline,
    }
}

fn listed(format: Format, width: Option<usize>, paint: Paint) -> String {
    let mut out = Vec::new();
    let opened = opened(sample::of_yaml(YAML), false);
    write(&opened, format, Look { paint, width }, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn plain_is_one_line_an_event_under_headings() {
    assert_eq!(
        listed(Format::Plain, None, Paint::Plain),
        "\
December 2025
~       ▲ strike    =SUM(A1) and ␛[31mred (about Dec 2025) · Russia, Zelensky · F6 · unsourced

Saturday 20 December 2025
        » statement Zelensky: talks in three are proposed · Zelensky · A2

Sunday 21 December 2025
≤11:28  » statement Ushakov: no one has discussed it · Yury Ushakov, Zelensky, Russia · Moscow · B1

Monday 22 December 2025
…24 Dec ● meeting   [scheduled] A round · F6 · unsourced
"
    );
}

#[test]
fn a_terminal_gets_one_line_an_event_that_fits_and_a_pipe_the_whole() {
    assert_eq!(
        listed(Format::Plain, Some(80), Paint::Plain),
        "\
December 2025
~       ▲ strike    =SUM(A1) and ␛[31mred (about Dec 2025) · … · F6 · unsourced

Saturday 20 December 2025
        » statement Zelensky: talks in three are proposed · Zelensky · A2

Sunday 21 December 2025
≤11:28  » statement Ushakov: no one has discussed it · Yury Ushakov +2 · … · B1

Monday 22 December 2025
…24 Dec ● meeting   [scheduled] A round · F6 · unsourced
"
    );
    for width in [10, 24, 40, 60, 100] {
        for paint in [Paint::Plain, Paint::Colour] {
            let narrow = uncoloured(listed(Format::Plain, Some(width), paint));
            assert!(narrow.lines().all(|line| crate::text::columns(line) <= width), "{width}:\n{narrow}");
        }
    }
}

fn uncoloured(mut text: String) -> String {
    for code in ["1", "31", "33", "36", "0"] {
        text = text.replace(&format!("\u{1b}[{code}m"), "");
    }
    text
}

#[test]
fn colour_adds_sequences_and_nothing_else() {
    let colour = listed(Format::Plain, None, Paint::Colour);
    assert_eq!(
        uncoloured(colour.clone()),
        listed(Format::Plain, None, Paint::Plain),
        "the same text under the colour"
    );
    assert!(colour.contains("\u{1b}[1mDecember 2025\u{1b}[0m"), "headings are bold");
}

#[test]
fn tsv_has_a_header_and_nine_cells_a_row() {
    let tsv = listed(Format::Tsv, Some(40), Paint::Colour);
    let mut lines = tsv.lines();
    assert_eq!(
        lines.next(),
        Some("id\tdate\tkind\tstatus\ttitle\tactors\tvenue\tgrade\tsources"),
        "the header names the columns"
    );
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 9), "tabs in cells became spaces: {rows:?}");
    assert_eq!(
        rows[0],
        [
            "strike",
            "2025-12~",
            "strike",
            "occurred",
            "'=SUM(A1) and ␛[31mred",
            "russia,Zelensky",
            "",
            "F6",
            ""
        ],
        "a formula is guarded, an escape made visible"
    );
    assert_eq!(rows[2][8], "tass-1; Blog, page 3", "sources by id, address or citation");
}

#[test]
fn no_events_are_no_lines_but_a_header() {
    let list = |format| {
        let mut out = Vec::new();
        let opened = opened(sample::Sample::new().timeline(), false);
        let look = Look { paint: Paint::Plain, width: None };
        write(&opened, format, look, &mut out).expect("memory can be written");
        out.len()
    };
    assert_eq!((list(Format::Plain), list(Format::Jsonl)), (0, 0), "nothing to say");
    assert!(list(Format::Tsv) > 0, "columns are named all the same");
}

#[test]
fn newest_first_reverses_headings_and_lines() {
    let opened = opened(sample::of_yaml(YAML), true);
    let mut out = Vec::new();
    let look = Look { paint: Paint::Plain, width: None };
    write(&opened, Format::Plain, look, &mut out).expect("memory can be written");
    let text = String::from_utf8(out).expect("UTF-8");
    let headings: Vec<&str> = text.split("\n\n").filter_map(|group| group.lines().next()).collect();
    assert_eq!(
        headings,
        ["Monday 22 December 2025", "Sunday 21 December 2025", "Saturday 20 December 2025", "December 2025"],
        "newest first"
    );
}

#[test]
fn what_is_to_come_says_so() {
    let mut sample = sample::Sample::new();
    sample.event("later", crate::event::Kind::Other, "2030-01-01");
    let opened = opened(sample.timeline(), false);
    let mut out = Vec::new();
    let look = Look { paint: Paint::Plain, width: None };
    write(&opened, Format::Plain, look, &mut out).expect("memory can be written");
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(text.contains("[future] later"), "in words, not by colour: {text}");
}
