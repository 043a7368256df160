//! The signs and words of the screen, as a page and one by one.

use crate::describe::signs::{self, Group, Sign};

const HEAD: &str = "Signs and words on the screen, in lists and in documents.\n";
/// The columns before the meaning, the margin included.
const MARGIN: usize = 19;
const WIDTH: usize = 80;

/// Returns every sign and word with its meaning. The single codes of a grade have a page of their own.
pub(super) fn page() -> String {
    let all = signs::all();
    let mut out = HEAD.to_owned();
    for group in Group::ALL {
        out.push('\n');
        for sign in all.iter().filter(|sign| sign.group == group && !sign.is_code()) {
            out.push_str(&entry(sign, "  "));
        }
        if group == Group::Grade {
            out.push_str("  More about grades: demarche explain grades\n");
        }
    }
    out
}

/// Returns what `text` means, if it is on the screen.
pub(super) fn of(text: &str) -> Option<String> {
    let found = signs::found(text);
    let mut out: String = found.iter().map(|sign| entry(sign, "")).collect();
    if found.iter().any(Sign::is_code) {
        out.push_str("\nMore about grades: demarche explain grades\n");
    }
    (!found.is_empty()).then_some(out)
}

/// Returns the words that can be looked up, without signs.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let names = signs::all().into_iter().flat_map(|sign| sign.names().collect::<Vec<_>>());
    names.filter(|name| name.chars().all(|c| c.is_alphabetic() || c == ' ') && name.len() > 1)
}

fn entry(sign: &Sign, margin: &str) -> String {
    let wide = MARGIN - "  ".len();
    let lead = format!("{margin}{:<wide$}", sign.shown);
    let rest = " ".repeat(margin.len() + wide);
    let meaning = sign.meaning();
    if lead.ends_with(' ') {
        let options = textwrap::Options::new(WIDTH).initial_indent(&lead).subsequent_indent(&rest);
        return textwrap::fill(&meaning, unbroken(options)) + "\n";
    }
    let options = textwrap::Options::new(WIDTH).initial_indent(&rest).subsequent_indent(&rest);
    format!("{lead}\n{}\n", textwrap::fill(&meaning, unbroken(options)))
}

fn unbroken(options: textwrap::Options<'_>) -> textwrap::Options<'_> {
    options
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
}
