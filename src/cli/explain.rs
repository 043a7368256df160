//! `demarche explain`: what the numbers of a report and the signs on the screen mean and do not mean.

mod roots;
mod screen;

use clap::CommandFactory as _;

use super::flags::{CHOOSING, unlisted};
use super::{Cli, Outcome, Run};
use crate::error::Error;
use crate::event::{Credibility, Grade, Reliability, Word};
use crate::report::Method;
use crate::text::signs::drawn_page;
use crate::text::suggest::{did_you_mean, nearest};

const EXAMPLES: &str = "Examples:
  demarche explain
  demarche explain threads
  demarche explain grades
  demarche explain B1
  demarche explain order uncertain
  demarche explain roots 2025-12-21-ushakov-no-trilateral";

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING))]
pub struct Args {
    /// A report, or a word or sign on the screen such as `hedged` or `B1`; without one, all reports and pages are listed
    #[arg(value_name = "WORD")]
    pub(crate) topic: Option<String>,

    /// With `roots`: the id of an event, to see why it has its roots; the store comes from --store
    #[arg(value_name = "ID")]
    pub rest: Vec<String>,
}

/// Words that several reports and filters use: name, one-line summary, full text.
const WORDS: [(&str, &str, &str); 9] = [
    ("brief", "What a brief contains, and by which rules it picks", include_str!("explain/brief.txt")),
    ("roots", "What makes sources independent", include_str!("explain/roots.txt")),
    ("grades", "What B2 means: Admiralty codes", include_str!("explain/grades.txt")),
    ("screen", "What each sign and word on the screen means", ""),
    ("dates", "What ~ ? .. and [ ] mean in a date (EDTF)", include_str!("explain/dates.txt")),
    ("as-of", "What counts as known on a date", include_str!("explain/as-of.txt")),
    ("handling", "Who may read what, and what a document withholds", include_str!("explain/handling.txt")),
    ("dupes", "Which entries may be one event, and by which rule", include_str!("explain/dupes.txt")),
    ("check", "What each problem and warning is about", include_str!("explain/check.txt")),
];

/// Runs the command.
///
/// # Errors
/// No topic has that name.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("explain says what words mean and")?;
    let text = match (&args.topic, args.rest.as_slice()) {
        (Some(topic), []) => found(topic)?,
        (Some(topic), [id]) if found(topic).is_ok_and(|text| Some(text) == found("roots").ok()) => {
            return roots::of_event(run, id);
        }
        (Some(topic), rest) => several(topic, rest)?,
        (None, _) => contents(),
    };
    writeln!(run.out, "{}", drawn_page(text.trim_end()))?;
    Ok(Outcome::Matched)
}

/// Explains a topic of several words: `order uncertain`.
fn several(topic: &str, rest: &[String]) -> Result<String, Error> {
    let all = format!("{topic} {}", rest.join(" "));
    match (screen::of(&all), rest) {
        (Some(text), _) => Ok(text),
        (None, [id]) if found(topic).is_ok() => {
            let report = Error::new(format!("explain {topic} is not about one event"));
            Err(report.hint(format!("run demarche explain roots {id} to see where its sources come from")))
        }
        (None, _) => Err(unknown(&all)),
    }
}

fn found(topic: &str) -> Result<String, Error> {
    let name = topic.to_lowercase();
    if let Ok(method) = name.parse::<Method>() {
        return Ok(method.explained().to_owned());
    }
    let word = WORDS.iter().find(|(word, ..)| *word == name);
    // `root` and `grade` are as good as `roots`.
    let plural = || WORDS.iter().find(|(word, ..)| word.strip_suffix('s') == Some(&name));
    match word.or_else(plural) {
        Some(("roots", _, text)) => Ok(roots::with_tables(text)),
        Some(("screen", ..)) => Ok(screen::page()),
        Some((.., text)) => Ok((*text).to_owned()),
        None => grade(topic).or_else(|| screen::of(topic)).ok_or_else(|| unknown(topic)),
    }
}

/// Returns the error for a word that nothing explains, with the nearest that are explained.
fn unknown(topic: &str) -> Error {
    let pages = || Method::candidates().into_iter().chain(WORDS.iter().map(|(word, ..)| *word));
    let near = nearest(topic, pages().chain(screen::words()));
    let what = "report, sign or word";
    let hint = did_you_mean(&near).unwrap_or_else(|| {
        let pages = pages().map(|page| format!("`{page}`")).collect::<Vec<_>>().join(", ");
        format!("write one of {pages}, or a sign or word that demarche explain screen lists")
    });
    Error::new(format!("no {what} `{topic}`")).hint(hint)
}

/// Explains one Admiralty code, such as `B1`, with the page on grades below it.
fn grade(topic: &str) -> Option<String> {
    let grade: Grade = topic.to_uppercase().parse().ok()?;
    let (letter, digit) = (grade.reliability.in_words(), grade.credibility.in_words());
    let page = WORDS.iter().find(|(word, ..)| *word == "grades").map(|(.., text)| *text)?;
    // `F` and `6` are no grade of the source or the information: they say that none can be given.
    let source = match grade.reliability {
        Reliability::F => format!("the source: {letter}"),
        _ => format!("the source is {letter}"),
    };
    let information = match grade.credibility {
        Credibility::Six => format!("the information: {digit}"),
        _ => format!("the information is {digit}"),
    };
    Some(format!("{grade}: {source}, {information}.\n\n{page}"))
}

/// What can be explained, in a line each.
fn contents() -> String {
    let commands = Cli::command();
    let about = |method: Method| {
        let command = commands.find_subcommand(method.word());
        command.and_then(clap::Command::get_about).map(ToString::to_string).unwrap_or_default()
    };
    let mut out = "Reports:\n".to_owned();
    for method in Method::ALL {
        out.push_str(&entry(method.word(), &about(*method)));
    }
    out.push_str("\nWords:\n");
    for (word, line, _) in WORDS {
        out.push_str(&entry(word, line));
    }
    out + "\ndemarche explain NAME says what its numbers mean and do not mean. Any sign or word on\nthe screen is explained too: demarche explain B1, demarche explain hedged.\n"
}

fn entry(name: &str, line: &str) -> String {
    format!("  {name:<12}{line}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Credibility, Reliability};

    #[test]
    fn every_topic_has_a_text_that_fits_a_terminal() {
        let topics = Method::candidates().into_iter().chain(WORDS.iter().map(|(word, ..)| *word));
        for topic in topics {
            let text = found(topic).expect("a topic");
            assert!(contents().contains(&format!("  {topic} ")), "{topic} is listed");
            let long = text.lines().find(|line| line.chars().count() > 80);
            assert_eq!(long, None, "{topic} fits 80 columns");
        }
    }

    #[test]
    fn what_stands_on_the_screen_is_explained() {
        for kind in crate::event::Kind::ALL {
            assert!(found(kind.glyph()).is_ok_and(|text| text.starts_with(kind.glyph())), "{kind}");
        }
        for word in
            ["≠", "≤", "hedged", "Burst", "links", "√", "~", "?", "*", "–", "alleged", "single source"]
        {
            let text = found(word).expect("a word of the screen");
            assert!(
                text.lines().count() <= 4 && text.starts_with(&word.to_lowercase()),
                "{word} alone: {text}"
            );
        }
        for (word, sign) in
            [("planned", "scheduled"), ("×2", "×"), ("7", "links"), ("reported by", "≤"), ("–24 Jan", "–")]
        {
            let text = found(word).expect("a word of the screen");
            assert!(text.starts_with(sign), "{word} is {sign}: {text}");
        }
        assert!(
            found("2").is_ok_and(|text| text.contains("how many links") && text.contains("probably true")),
            "both"
        );
        assert_eq!(found("!=").ok(), found("≠").ok(), "a sign is found by its ASCII form");
        let text = found("b1").expect("a grade");
        let own = "B1: the source is usually reliable, the information is confirmed by other sources.";
        assert!(
            text.starts_with(own) && text.contains("not the worst grades"),
            "the code, then the page: {text}"
        );
        assert!(found("G1").is_err(), "no such code");
        assert!(found("the").is_err(), "a word of the text is no entry");
    }

    #[test]
    fn the_grades_are_told_in_their_own_words() {
        let text = found("grades").expect("a topic");
        for grade in Reliability::ALL {
            assert!(text.contains(&format!("{grade}  {}", grade.in_words())), "{grade} in\n{text}");
        }
        for grade in Credibility::ALL {
            assert!(text.contains(&format!("{grade}  {}", grade.in_words())), "{grade} in\n{text}");
        }
    }

    /// Every code that the sources write, tests left out: behind what makes a problem, its first word that is a code.
    fn codes() -> std::collections::BTreeSet<String> {
        fn walk(directory: &std::path::Path, all: &mut String) {
            for entry in
                std::fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry"))
            {
                let path = entry.path();
                let name = entry.file_name().into_string().expect("a name");
                if path.is_dir() && name != "tests" {
                    walk(&path, all);
                } else if path.extension().is_some_and(|end| end == "rs") && name != "tests.rs" {
                    let text = std::fs::read_to_string(&path).expect("a source");
                    all.push_str(text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default());
                }
            }
        }
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut source = std::fs::read_to_string(root.join("cli/check.rs")).expect("a source");
        walk(&root.join("store"), &mut source);
        // The way to a field is in words, too.
        let way = regex::Regex::new(r"steps!\[[^\]]*\]").expect("a pattern");
        let source = way.replace_all(&source, "_");
        let makers = [
            r#"(?:Code\(|code: |Wrong::new\(\s*)"([a-z-]+)""#,
            r#"(?:Fault::(?:problem|warning|note)|self\.add|self\.find)\([^;"]*?"([a-z]+(?:-[a-z]+)*)","#,
            r#""([a-z]+(?:-[a-z]+)+)",\s*(?:format!|message)"#,
            r#"Some\(\("[a-z]+", "([a-z]+-[a-z]+)""#,
        ];
        let found = |maker: &str| {
            let maker = regex::Regex::new(maker).expect("a pattern");
            maker.captures_iter(&source).map(|found| found[1].to_owned()).collect::<Vec<_>>()
        };
        makers.into_iter().flat_map(found).collect()
    }

    #[test]
    fn every_code_of_check_is_explained() {
        let text = found("check").expect("a topic");
        let codes = codes();
        assert!(codes.len() > 50, "the codes are found: {codes:?}");
        let lines =
            text.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
        let explained: std::collections::BTreeSet<String> =
            lines.filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
        assert_eq!(explained, codes, "each in a line, and no other");
    }

    #[test]
    fn a_mistyped_topic_is_told_the_nearest() {
        let message = found("postions").err().map(|report| report.to_string()).unwrap_or_default();
        assert!(
            message.contains("no report, sign or word `postions`\nhint: did you mean `positions`?"),
            "got {message}"
        );
        let ungraded =
            "F6: the source: reliability cannot be judged, the information: truth cannot be judged.";
        assert!(found("F6").is_ok_and(|text| text.starts_with(ungraded)), "no grade is no adjective");
        let message = found("weather").err().map(|report| report.to_string()).unwrap_or_default();
        assert!(message.contains("write one of `threads`, ") && message.contains("`as-of`"), "got {message}");
        assert!(found("Root").is_ok_and(|text| text.starts_with("Roots:")), "a root is one of the roots");
    }
}
