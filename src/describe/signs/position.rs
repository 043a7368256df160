//! The letters of Positions.

/// Returns the entries that a cell of Positions stands for: `A`, `d×2`, `D!`, `(A)`, `A→D`. A lower-case letter is a
/// hedged position.
pub(super) fn words(text: &str) -> Vec<&'static str> {
    let cell = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    let (before, after) = cell.split_once('→').or_else(|| cell.split_once("->")).unwrap_or(("", cell));
    let mut chars = after.chars();
    let letters: Vec<char> = before.chars().chain(chars.next()).collect();
    let rest = chars.as_str();
    let rest = rest.strip_prefix('!').unwrap_or(rest);
    let times = rest.strip_prefix(['×', 'x']).filter(|n| !n.is_empty()).unwrap_or(rest);
    if letters.is_empty() || letters.len() > 2 || !times.chars().all(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut words = Vec::new();
    for letter in &letters {
        let Some(word) = word(letter.to_ascii_uppercase()) else { return Vec::new() };
        words.push(word);
    }
    if letters.iter().any(char::is_ascii_lowercase) {
        words.push("hedged");
    }
    words
}

fn word(letter: char) -> Option<&'static str> {
    Some(match letter {
        'A' => "affirms",
        'D' => "denies",
        'S' => "supports",
        'O' => "opposes",
        'N' => "no comment",
        'M' => "both sides",
        'R' => "only another party reports it",
        _ => return None,
    })
}
