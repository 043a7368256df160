//! Codes of three letters for the heads of the columns.

use std::collections::HashSet;

use crate::tui::text::graphemes;

/// The columns of a code.
pub(crate) const CODE: usize = 3;

/// Returns a code for each name: the initials of several words with capitals, else the first three letters from the
/// first such word on; where two names would have the same, the later one has other letters of the name, or a number.
pub(super) fn codes<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken = HashSet::new();
    names.map(|name| code(name, &mut taken)).collect()
}

fn code(name: &str, taken: &mut HashSet<String>) -> String {
    let is_head = |word: &&str| !word.chars().next().is_some_and(char::is_lowercase);
    let from = name.split(' ').find(is_head).and_then(|word| name.find(word)).unwrap_or(0);
    let letters: Vec<(String, usize)> = graphemes(name.get(from..).unwrap_or(name))
        .into_iter()
        .filter(|(letter, _)| letter.chars().any(char::is_alphanumeric))
        .map(|(letter, _)| letter.to_uppercase())
        .flat_map(|letter| graphemes(&letter))
        .collect();
    let third = (2..letters.len()).map(|at| [0, 1, at]);
    let second = (1..letters.len()).flat_map(|one| (one + 1..letters.len()).map(move |two| [0, one, two]));
    let chosen = third.chain(second).take(64).map(|at| fit(at.iter().filter_map(|at| letters.get(*at))));
    let capitals = || name.split(' ').filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()));
    let initials: String =
        if capitals().count() > 1 { capitals().take(CODE).collect() } else { String::new() };
    let short = [initials, fit(letters.iter())].into_iter();
    let numbered = (2..1000).map(|n| {
        let n = n.to_string();
        let room = CODE.saturating_sub(n.len());
        let mut used = 0;
        let kept = letters.iter().take_while(|(_, cells)| {
            used += cells;
            used <= room
        });
        kept.map(|(letter, _)| letter.as_str()).chain([n.as_str()]).collect()
    });
    let free = |code: &String| !code.is_empty() && !taken.contains(code);
    let found = short.chain(chosen).chain(numbered).find(free).unwrap_or_default();
    taken.insert(found.clone());
    found
}

/// Returns as many letters as a code has room for.
fn fit<'l>(letters: impl Iterator<Item = &'l (String, usize)>) -> String {
    let mut used = 0;
    let kept = letters.take_while(|(_, cells)| {
        used += cells;
        used <= CODE
    });
    kept.map(|(letter, _)| letter.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::text::width;

    #[test]
    fn each_name_has_a_code_of_its_own() {
        let names = [
            "Rubio",
            "von der Leyen",
            "bin Salman",
            "Rubin",
            "Al-Aiban",
            "Li",
            "Li",
            "王毅",
            "عراقچی",
            "United States",
        ];
        let codes = codes(names.into_iter());
        assert_eq!(codes[..7], ["RUB", "LEY", "SAL", "RUI", "ALA", "LI", "LI2"], "the second Rub… is RUI");
        assert_eq!(codes[7], "王", "a wide letter takes two columns");
        assert_eq!(codes[9], "US", "initials");
        assert!(codes.iter().all(|code| (1..=CODE).contains(&width(code))), "{codes:?}");
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
    }
}
