//! Operators of other search boxes beside a term with a field: here they are words that are searched for.

use super::Filter;
use super::field::Field;
use super::parse::is_quote;

impl Filter {
    /// What to write in place of each operator of another language, each once: `` `or` is searched as a word; … ``.
    ///
    /// Only beside a term with a field: between words they may well be what is searched for.
    #[must_use]
    pub fn operators_of_others(&self) -> Vec<String> {
        let tokens = tokens(&self.text);
        let mut all: Vec<String> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let Some(right) = meant(token) else { continue };
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            if [before, tokens.get(at + 1)].into_iter().flatten().any(|token| has_field(token)) {
                let told = format!("`{token}` is searched as a word; {right}");
                if !all.contains(&told) {
                    all.push(told);
                }
            }
        }
        all
    }
}

/// How it is written here.
fn meant(token: &str) -> Option<&'static str> {
    Some(match token {
        "or" | "Or" | "|" | "||" => "write `OR`, or a comma between values of one field: `kind:a,b`",
        "and" | "And" | "&" | "&&" | "+" => "write a space, or `AND`",
        "not" | "Not" | "!" => "write `NOT`, or `-` before the term",
        _ => return None,
    })
}

fn has_field(token: &str) -> bool {
    let name = token.trim_start_matches('-').split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| {
        name.parse::<Field>().is_ok()
            || name.eq_ignore_ascii_case("no")
            || name.eq_ignore_ascii_case("figure")
    })
}

/// The words and terms of a filter, without its brackets; what is quoted is part of one.
fn tokens(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        if is_quote(c) {
            quoted = !quoted;
        } else if !quoted && (c.is_whitespace() || matches!(c, '(' | ')')) {
            all.push(text.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
    }
    all.push(text.get(start..).unwrap_or_default());
    all.retain(|token| !token.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        Filter::parse(text).expect("a filter").operators_of_others()
    }

    #[test]
    fn operators_of_others_are_told_beside_a_field() {
        for (text, right) in [
            (
                "actor:kremlin or actor:zelenskyy",
                "`or` is searched as a word; write `OR`, or a comma between values of one field: `kind:a,b`",
            ),
            (
                "actor:kremlin || zelenskyy",
                "`||` is searched as a word; write `OR`, or a comma between values of one field: `kind:a,b`",
            ),
            (
                "(actor:kremlin | kind:meeting)",
                "`|` is searched as a word; write `OR`, or a comma between values of one field: `kind:a,b`",
            ),
            ("talks and actor:kremlin", "`and` is searched as a word; write a space, or `AND`"),
            ("actor:kremlin && no:source", "`&&` is searched as a word; write a space, or `AND`"),
            ("not kind:strike", "`not` is searched as a word; write `NOT`, or `-` before the term"),
            ("! kind:strike", "`!` is searched as a word; write `NOT`, or `-` before the term"),
        ] {
            assert_eq!(told(text), [right], "{text}");
        }
    }

    #[test]
    fn words_of_the_text_are_none() {
        for text in [
            "war and peace",
            "not",
            "actor:kremlin OR kind:meeting",
            "kind:meeting \"and\"",
            "title:\"this or that\" kind:meeting",
            "sink or swim kind:meeting",
            "kind:meeting text:and",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn curly_quotes_are_quotes() {
        for (curly, straight) in [
            ("text:“trilateral meeting”", "text:\"trilateral meeting\""),
            ("„trilateral meeting“ kind:meeting", "\"trilateral meeting\" kind:meeting"),
            ("actor:”White House”,kremlin", "actor:\"White House\",kremlin"),
            ("“mixed\"", "\"mixed\""),
        ] {
            assert_eq!(Filter::parse(curly).ok(), Filter::parse(straight).ok(), "{curly}");
            assert!(Filter::parse(straight).is_ok(), "{straight}");
        }
        let kept = Filter::parse("\"a “b” c\"").expect("a filter");
        assert_eq!(Filter::parse(&kept.to_string()).ok(), Some(kept), "inside straight quotes they are text");
    }

    #[test]
    fn an_exclamation_mark_before_a_field_is_told() {
        let told = Filter::parse("!kind:strike").expect_err("no field");
        assert_eq!(told.hints(), ["write `-kind:`"], "with what excludes here");
    }
}
