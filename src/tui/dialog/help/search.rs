//! Finding a key, a sign or a word in every page of the help.

use super::{Page, Section};
use crate::event::Grade;
use crate::text::fold;

/// Returns the rows of all pages that hold every word of `text`, under their headings. Rows whose key, sign or name begins
/// with it come first.
pub(super) fn sections(text: &str, pages: &[(Page, Vec<Section>)]) -> Vec<Section> {
    let mut found: Vec<Section> = grade(text).into_iter().collect();
    let wanted: Vec<String> = text.split_whitespace().map(searched).collect();
    let holds = |row: &(String, String, String)| {
        let all = searched(&format!("{} {} {}", row.0, row.1, row.2));
        wanted.iter().all(|word| all.contains(word))
    };
    let begins = |row: &(String, String, String)| {
        let text = searched(text.trim());
        row.0.split(' ').any(|name| searched(name) == text) || searched(&row.0).starts_with(&text)
    };
    for (page, sections) in pages {
        for section in sections {
            let mut rows: Vec<_> = section.rows.iter().filter(|row| holds(row)).cloned().collect();
            rows.sort_by_key(|row| !begins(row));
            if !rows.is_empty() {
                let heading = match page {
                    Page::Keys => format!("keys: {}", section.heading),
                    Page::Filter => format!("filter: {}", section.heading),
                    Page::Signs => section.heading.clone(),
                };
                found.push(Section { heading, rows });
            }
        }
    }
    found.sort_by_key(|section| !section.rows.iter().any(begins));
    found
}

/// Folds a word, and keeps a sign that folding would take away.
fn searched(text: &str) -> String {
    let folded = fold(text);
    if folded.trim().is_empty() { text.to_owned() } else { folded }
}

/// Explains a whole grade, such as `B1`.
fn grade(text: &str) -> Option<Section> {
    let grade: Grade = text.trim().to_uppercase().parse().ok()?;
    let (source, news) = (grade.reliability.in_words(), grade.credibility.in_words());
    let means = format!("the source is {source}, the information is {news}");
    Some(Section { heading: "grade".to_owned(), rows: vec![(grade.to_string(), means, String::new())] })
}
