//! Random filters, as the test represents them and as a person may type them.

use super::world::{CLAIMS, Draw, METRICS, TAGS, WORDS};
use crate::event::Word;

/// A filter as the test represents it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wish {
    /// A field with values; without a field it searches text.
    Term(&'static str, Vec<String>),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

impl Wish {
    pub(super) fn draw(draw: &mut Draw, depth: usize) -> Self {
        if depth == 0 {
            return term(draw);
        }
        match draw.below(9) {
            4 => Self::All(bound(draw, &[29, 27, 38, 28, 29, 9])),
            5 => Self::All(bound(draw, &[20, 14, 31, 20, 14])),
            0 | 1 => Self::All(parts(draw, depth, |p| !matches!(p, Self::All(_)))),
            2 => Self::Any(parts(draw, depth, |p| !matches!(p, Self::Any(_)))),
            3 => match Self::draw(draw, depth - 1) {
                Self::Not(inner) => *inner,
                inner => Self::Not(Box::new(inner)),
            },
            7 => Self::All(bound(draw, &[37, 37, 9, 37])),
            // Links are queried as often as everything else together, because few events have any.
            6 => {
                let nth = 33 + draw.below(4);
                term_of(draw, nth)
            }
            _ => term(draw),
        }
    }

    /// Returns the filter as a person may type it.
    pub(super) fn typed(&self, draw: &mut Draw) -> String {
        match self {
            Self::Term(field, values) => {
                let no = *field == "has" && draw.one_in(4);
                let values: Vec<String> = values.iter().map(|v| quoted(v, field, draw)).collect();
                let colon = if field.is_empty() { "" } else { ":" };
                let plain = format!("{field}{colon}{}", values.join(","));
                if no { format!("-no{colon}{}", values.join(",")) } else { plain }
            }
            Self::All(parts) => {
                let mut out = String::new();
                for (i, part) in parts.iter().enumerate() {
                    if i > 0 {
                        out.push_str(["", " AND", " "][draw.below(3)]);
                        out.push(' ');
                    }
                    match part {
                        Self::Any(_) => {
                            out.push('(');
                            out.push_str(&part.typed(draw));
                            out.push(')');
                        }
                        _ => out.push_str(&part.typed(draw)),
                    }
                }
                out
            }
            Self::Any(parts) => {
                let parts: Vec<String> = parts.iter().map(|p| p.typed(draw)).collect();
                parts.join(" OR ")
            }
            Self::Not(inner) => {
                let sign = draw.pick(&["-", "NOT "]);
                match **inner {
                    Self::Term(..) => format!("{sign}{}", inner.typed(draw)),
                    _ => format!("{sign}({})", inner.typed(draw)),
                }
            }
        }
    }
}

fn parts(draw: &mut Draw, depth: usize, fits: impl Fn(&Wish) -> bool) -> Vec<Wish> {
    let mut all: Vec<Wish> = Vec::new();
    for _ in 0..2 + draw.below(3) {
        let part = Wish::draw(draw, depth - 1);
        if fits(&part) && !all.contains(&part) {
            all.push(part);
        }
    }
    while all.len() < 2 {
        let extra = Wish::Term("", vec![format!("filler{}", all.len())]);
        all.push(extra);
    }
    all
}

/// Returns terms that apply to each other.
fn bound(draw: &mut Draw, fields: &[usize]) -> Vec<Wish> {
    let mut all: Vec<Wish> = Vec::new();
    for nth in fields.iter().take(2 + draw.below(4)) {
        let term = term_of(draw, *nth);
        if !all.contains(&term) {
            all.push(term);
        }
    }
    if all.len() < 2 {
        all.push(Wish::Term("kind", vec!["s*".into()]));
    }
    all
}

fn quoted(value: &str, field: &str, draw: &mut Draw) -> String {
    let (exact, name) = value.strip_prefix('=').map_or(("", value), |name| ("=", name));
    let must = name.contains([' ', ',']) || (field.is_empty() && name.contains(':'));
    if must || draw.one_in(5) { format!("{exact}\"{name}\"") } else { value.to_owned() }
}

fn term(draw: &mut Draw) -> Wish {
    let nth = draw.below(45);
    term_of(draw, nth)
}

fn term_of(draw: &mut Draw, nth: usize) -> Wish {
    let actors = [
        "russia",
        "=russia",
        "Кремль",
        "kremlin",
        "yury ushakov",
        "Ушаков",
        "moscow",
        "eu",
        "=eu",
        "macron",
        "france",
        "Zelensky",
        "ukraine",
        "kallas",
        "igor",
    ];
    let words = |all: &[&str]| all.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let all_of = |candidates: Vec<&'static str>| words(&candidates);
    let numbers = words(&[">=1000", ">0", "<=1200", "8", "7..9", "<9", "0"]);
    let (field, values): (&'static str, Vec<String>) = match nth {
        0 | 1 => ("actor", words(&actors)),
        2 => (*draw.pick(&["speaker", "target", "mediator", "party"]), words(&actors)),
        3 => ("role", all_of(crate::event::Role::candidates())),
        4 => ("venue", words(&["usa", "miami", "=miami", "shell bay", "moscow", "florida", "train"])),
        5 => ("country", words(&["US", "ru", "UA"])),
        6 | 7 => {
            let mut ranges =
                words(&["2025-12-19..2025-12-20", "..2025-12-20", "2026..", ">=2025-12-21", "today"]);
            ranges.extend(words(&["2025-12", "2025-12-20", "2025", "2024-02-29"]));
            (*draw.pick(&["date", "during"]), ranges)
        }
        8 => (*draw.pick(&["since", "until"]), words(&["2025-12-20", "2025-12", "2025", "1d", "today"])),
        9 => ("kind", words(&["meeting", "statement", "s*", "strike"])),
        10 => ("subtype", words(&["phone-call", "summit", "*call", "x*"])),
        11 => ("status", all_of(crate::event::Status::candidates())),
        12 => ("format", words(&["bilateral", "call", "*lateral"])),
        13 => ("track", words(&["1", "1.5", "2"])),
        14 | 15 => ("stance", words(&["denies", "affirms", "no-comment", "accuses", "*s"])),
        16 => ("tag", words(TAGS)),
        17 => ("lang", words(&["ru", "en"])),
        18 => ("id", words(&["e0", "e1", "e*"])),
        19 => ("handling", words(&["red", "amber*", "clear"])),
        20 | 21 => {
            let claim = *draw.pick(CLAIMS);
            let tails = ["", "", "/denies", "/affirms/hedged", "/hedged"];
            ("about", tails.iter().map(|t| format!("{claim}{t}")).collect())
        }
        22 => ("source", words(&["reuters", "kremlin.ru", "feed"])),
        23 => ("source-kind", words(&["agency", "official", "aggregator", "media"])),
        24 => ("rel", words(&[">=B", "B", "F", "<B", ">C", "<=E"])),
        25 => ("cred", words(&["<=2", "2", "6", ">1", ">=3", "<3"])),
        26 => ("sources", words(&[">=2", "0", "1", "<2", "1..2"])),
        27 => ("weapon", words(&["drone", "missile", "d*"])),
        28 => ("metric", words(METRICS)),
        29 => (*draw.pick(&["launched", "killed", "count"]), numbers),
        30 => {
            let has = [
                "quote", "venue", "source", "archive", "figures", "about", "link", "response", "conflict",
                "note", "end",
            ];
            ("has", words(&has))
        }
        31 => {
            let is = [
                "unsourced",
                "single-source",
                "withdrawn",
                "conflicted",
                "hedged",
                "denied",
                "confirmed",
                "lapsed",
                "future",
                "ranged",
                "uncertain",
                "bookmarked",
                "new",
            ];
            (if draw.one_in(2) { "is" } else { return Wish::Term("is", vec!["hedged".into()]) }, words(&is))
        }
        32 => (*draw.pick(&["title", "quote"]), words(WORDS)),
        33 => ("lag", words(&["<24h", "<=24h", ">24h", ">=1d", "<2d", "<36h", ">6h", "0h..48h", "2d..90d"])),
        34 => ("roots", words(&[">=2", "0", "1", "<2", "1..2"])),
        35 => (*draw.pick(&["thread", "chain"]), words(&["e0", "e1", "e2", "e*"])),
        36 if draw.one_in(2) => ("has", words(&["response"])),
        36 => ("is", words(&["denied", "confirmed", "lapsed"])),
        37 => ("met", words(&actors)),
        38 => ("by", words(&actors)),
        39 => ("term", words(&["trilateral", "talking"])),
        40 => (
            *draw.pick(&["logged", "published"]),
            words(&["2025-12-19..2025-12-20", "..2025-12-20", ">=2025-12-21", "2025-12", "2026", "today"]),
        ),
        41 => ("url", words(&["reuters", "KREMLIN.example", "three-way", "archive", "talks", "https://"])),
        42 => ("cite", words(&["lodz", "трехсторонние", "talks, in", "reuters"])),
        _ => {
            let mut all = words(WORDS);
            all.extend(words(&["no comment", "Kremlin", "drone talks", "lodz", "paris", "florida", "shell"]));
            ("", all)
        }
    };
    let mut chosen: Vec<String> = Vec::new();
    for _ in 0..=draw.below(2) {
        let value = draw.pick(&values).clone();
        if !chosen.contains(&value) {
            chosen.push(value);
        }
    }
    Wish::Term(field, chosen)
}
