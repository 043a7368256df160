//! Files of one megabyte that mean harm: what it takes to refuse them, in time and in memory.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::measure::{Cell, middle, spelt};
use crate::process::{self, Watched};
use crate::report::Report;

type Failure = Box<dyn std::error::Error>;

/// Every file is filled up to this.
const BYTES: usize = 1 << 20;
/// What an answer may take.
const TIME: Duration = Duration::from_secs(1);
/// What an answer may hold, in bytes.
const MEMORY: u64 = 256_000_000;
/// A program that has not answered by then is stopped.
const PATIENCE: Duration = Duration::from_secs(60);
/// Times are medians of so many runs, memory is the most of them.
const RUNS: usize = 3;

/// Name, head, what is repeated until the file is full, tail.
type Hostile = (&'static str, &'static str, fn(usize) -> String, &'static str);

const ACTOR: &str =
    "actors:\n- {id: volodymyr-zelenskyy, name: Volodymyr Zelenskyy, kind: person}\nevents:\n";
const EVENT: &str = "- id: e\n  kind: other\n  date: 2025-12-20\n  title: t\n";

const FILES: [Hostile; 41] = [
    ("[[[[…", "", |_| "[".to_owned(), ""),
    ("]]]]…", "", |_| "]".to_owned(), ""),
    ("{a: {a: …", "", |_| "{a: ".to_owned(), ""),
    ("- - - -…", "", |_| "- ".to_owned(), ""),
    ("? ? ? ?…", "", |_| "? ".to_owned(), ""),
    ("- ? - ?…", "", |_| "- ? ".to_owned(), ""),
    ("block maps, nested", "", |n| format!("{}a:\n", " ".repeat(n)), ""),
    ("a scalar of half a megabyte, aliased", "", aliased_scalar, ""),
    ("aliases of aliases of aliases", "a0: &a0 [lol]\n", laughs, ""),
    ("anchors", "", |n| format!("- &a{n} x\n"), ""),
    ("a list of nothing, [~, ~, …]", "events: [", |_| "~,".to_owned(), "]\n"),
    ("a list of empty maps, [{}, {}, …]", "events: [", |_| "{},".to_owned(), "]\n"),
    ("bare items, `-`", "", |_| "-\n".to_owned(), ""),
    ("bare items, `- `", "", |_| "- \n".to_owned(), ""),
    ("items that are a word, `- id`", "", |_| "- id\n".to_owned(), ""),
    ("items that are empty maps, `- {}`", "", |_| "- {}\n".to_owned(), ""),
    ("items of one key, `- id:`", "", |_| "- id:\n".to_owned(), ""),
    ("items of an id alone, `- id: a`", "", |_| "- id: a\n".to_owned(), ""),
    ("actors of an id alone", "actors:\n", |n| format!("- id: a{n}\n"), ""),
    ("items of an unknown key", "", |n| format!("- k{n}: v\n"), ""),
    ("NUL bytes", "", |_| "\0".to_owned(), ""),
    ("a lone CR after each item", "", |_| "- {kind: other, date: 2025, title: t}\r".to_owned(), ""),
    ("line breaks", "", |_| "\n".to_owned(), ""),
    ("documents", "", |_| "---\n- {kind: x}\n".to_owned(), ""),
    ("unknown actors near a known one", ACTOR, strangers, ""),
    ("unknown sources, venues, claims", "", unknown, ""),
    ("a chain of part_of", "actors:\n", chain, ""),
    ("one line of a megabyte", "- {kind: other, date: 2025, title: \"", |_| "x".to_owned(), "\"}\n"),
    (
        "a title of a megabyte, folded",
        "- kind: other\n  date: 2025\n  title: >\n",
        |_| "    x y\n".to_owned(),
        "",
    ),
    ("tags of one event", "- {kind: other, date: 2025, title: t, tags: [", |n| format!("t{n}, "), "]}\n"),
    ("sources of one event", SOURCES, |n| format!("  - {{url: \"https://e.org/{n}\"}}\n"), ""),
    ("one id again and again", "", |_| EVENT.to_owned(), ""),
    ("one date and title again and again", "", |_| "- {kind: other, date: 2025, title: t}\n".to_owned(), ""),
    ("links to nowhere", "", links, ""),
    ("dates that are none", "", |n| format!("- {{kind: other, date: 2025-13-{n}, title: t}}\n"), ""),
    ("tabs", "events:\n", |_| "\t".to_owned(), ""),
    ("keys of 900 letters", "- kind: other\n", |n| format!("  {}{n}: v\n", "k".repeat(900)), ""),
    ("one key of a megabyte", "- ", |_| "k".to_owned(), ": v\n"),
    ("U+2028", "- {kind: other, date: 2025, title: t}\n", |_| "\u{2028}".to_owned(), ""),
    (
        "bidi marks and zero widths",
        "",
        |_| "- {kind: other, date: 2025, title: \"\u{202e}\u{200b}\"}\n".to_owned(),
        "",
    ),
    ("quotes that never end", "", |_| "- \"\n".to_owned(), ""),
];

const SOURCES: &str = "- kind: other\n  date: 2025\n  title: t\n  sources:\n";

fn aliased_scalar(n: usize) -> String {
    match n {
        0 => format!("- &a \"{}\"\n", "x".repeat(BYTES / 2)),
        _ => "- {kind: other, date: 2025, title: *a}\n".to_owned(),
    }
}

/// Each names the one before nine times.
fn laughs(n: usize) -> String {
    format!("a{}: &a{} [{}]\n", n + 1, n + 1, vec![format!("*a{n}"); 9].join(", "))
}

fn strangers(n: usize) -> String {
    let known = "volodymyr-zelenskyy";
    let actors: Vec<String> = (0..20).map(|k| format!("{known}{}", n * 20 + k)).collect();
    format!("- {{kind: other, date: 2025, title: t, actors: [{}]}}\n", actors.join(", "))
}

fn unknown(n: usize) -> String {
    format!(
        "- {{kind: other, date: 2025, title: t, venue: v{n}, sources: [s{n}], about: [{{claim: c{n}}}]}}\n"
    )
}

fn chain(n: usize) -> String {
    format!(
        "- {{id: an-office-of-an-office-of-an-office-{}, name: An office, kind: office, part_of: an-office-of-an-office-of-an-office-{n}}}\n",
        n + 1
    )
}

fn links(n: usize) -> String {
    format!("- {{kind: other, date: 2025, title: t, links: {{denies: [x{n}, y{n}], follows: [z{n}]}}}}\n")
}

fn text(file: &Hostile) -> Vec<u8> {
    let (_, head, piece, tail) = file;
    let mut text = (*head).to_owned();
    for n in 0.. {
        let piece = piece(n);
        if text.len() + piece.len() + tail.len() > BYTES {
            break;
        }
        text.push_str(&piece);
    }
    text.push_str(tail);
    text.into_bytes()
}

/// What is no text at all.
fn no_text() -> Vec<(&'static str, Vec<u8>)> {
    let utf_16 = "- {kind: other, date: 2025, title: t}\n".encode_utf16().flat_map(u16::to_le_bytes);
    vec![
        ("invalid UTF-8", vec![0xFF; BYTES]),
        ("half of each letter", [0xD0, b'\n'].repeat(BYTES / 2)),
        ("UTF-16", [0xFF, 0xFE].into_iter().chain(utf_16.collect::<Vec<_>>().repeat(BYTES / 76)).collect()),
    ]
}

/// Checks and lists each of the files.
pub(crate) fn measure(data: &Path, report: &mut Report) -> Result<(), Failure> {
    let folder = data.join("hostile");
    fs::create_dir_all(&folder)?;
    let files = FILES.iter().map(|file| (file.0, text(file))).chain(no_text());
    let (mut worst, mut over, mut all) = (Worst::default(), 0, 0);
    for (number, (name, bytes)) in files.enumerate() {
        let path = folder.join(format!("{number:02}.yaml"));
        File::create(&path)?.write_all(&bytes)?;
        for command in ["check", "list"] {
            let answer = Answer::of(command, &path, &folder)?;
            let row = format!("hostile, {command}: {name}");
            all += 1;
            over += usize::from(!answer.is_within());
            worst.see(&row, &answer);
            report.add_once(&row, answer.cell());
        }
    }
    let note = format!(
        "time: {}; processors: {}; memory: {}; {over} of {all} are beyond 1 s or 256 MB",
        worst.slow, worst.busy, worst.fat
    );
    report.add_once(
        "hostile, the worst of all",
        Cell { peak: worst.peak, ..Cell::time(worst.time) }.note(note),
    );
    Ok(())
}

/// How one command took one file.
struct Answer {
    time: Duration,
    peak: Option<u64>,
    /// The least that any run took of the processors, in hundredths of a second.
    ticks: u64,
    code: Option<i32>,
}

impl Answer {
    fn of(command: &str, path: &Path, home: &Path) -> io::Result<Self> {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let mut demarche = Command::new(env!("CARGO_BIN_EXE_demarche"));
            demarche.arg(command).arg(path).args(["--now", "2025-12-31", "--no-cache"]);
            demarche.env("XDG_CONFIG_HOME", home).env("XDG_STATE_HOME", home);
            runs.push(process::watch(&mut demarche, PATIENCE)?);
        }
        let mut times: Vec<Duration> = runs.iter().map(|run| run.time).collect();
        let peak = runs.iter().filter_map(|run| run.peak).max();
        // The worst of the codes: a signal is none.
        let code = runs.iter().map(|run: &Watched| run.code).max_by_key(|code| code.unwrap_or(i32::MAX));
        let ticks = runs.iter().map(|run| run.ticks).min().unwrap_or_default();
        Ok(Self { time: middle(&mut times), peak, ticks, code: code.flatten() })
    }

    fn is_within(&self) -> bool {
        self.time < TIME && self.peak.is_none_or(|peak| peak < MEMORY) && self.is_an_answer()
    }

    /// Whether the program ended as it says it does: done, or done and something is wrong.
    fn is_an_answer(&self) -> bool {
        matches!(self.code, Some(0 | 1))
    }

    fn cell(&self) -> Cell {
        let note = match self.code {
            Some(code @ (0 | 1)) => format!("exit code {code}"),
            Some(code) => format!("EXIT CODE {code}"),
            None => "ENDED BY A SIGNAL".to_owned(),
        };
        let note = format!("{note}; processors {}", processors(self.ticks));
        let note = if self.is_within() { note } else { format!("{note}; TOO MUCH") };
        Cell { peak: self.peak, ..Cell::time(self.time) }.note(note)
    }
}

/// What a command took of the processors: on a busy machine it waits for them for longer than that.
fn processors(ticks: u64) -> String {
    format!("{:.2} s", ticks as f64 / 100.0)
}

/// The slowest and the largest answer.
#[derive(Default)]
struct Worst {
    time: Duration,
    slow: String,
    ticks: u64,
    busy: String,
    peak: Option<u64>,
    fat: String,
}

impl Worst {
    fn see(&mut self, row: &str, answer: &Answer) {
        let row = row.trim_start_matches("hostile, ");
        if answer.time > self.time {
            (self.time, self.slow) = (answer.time, format!("{row}, {}", spelt(answer.time)));
        }
        if answer.ticks > self.ticks {
            (self.ticks, self.busy) = (answer.ticks, format!("{row}, {}", processors(answer.ticks)));
        }
        if answer.peak > self.peak {
            (self.peak, self.fat) = (answer.peak, row.to_owned());
        }
    }
}
