//! What each sign and word on the screen means: the one table behind the browser's help and `demarche explain`.

mod position;
mod table;

use crate::event::{Credibility, Kind, Reliability, Word};
use crate::text::fold;
use crate::text::signs::{drawn, in_ascii};

/// The part of the help that a sign belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Kind,
    Mark,
    Grade,
    /// A status, which says whether an event happened.
    Status,
    /// Any other word.
    Word,
}

impl Group {
    pub(crate) const ALL: [Self; 5] = [Self::Kind, Self::Mark, Self::Grade, Self::Status, Self::Word];

    /// Returns the heading of the part.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kind => "kinds",
            Self::Mark => "marks",
            Self::Grade => "grades",
            Self::Status => "status",
            Self::Word => "words",
        }
    }
}

/// A sign or word on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sign {
    pub(crate) group: Group,
    /// What is on the screen.
    pub(crate) shown: &'static str,
    /// Other forms and words that stand for it.
    also: &'static [&'static str],
    /// What it means in a few words, for the help of the browser.
    pub(crate) short: &'static str,
    /// What it means in sentences. Empty if the few words say everything.
    full: &'static str,
}

impl Sign {
    /// Returns what it means in sentences.
    pub(crate) fn meaning(&self) -> String {
        if self.is_code() {
            let of = if self.shown.starts_with(char::is_alphabetic) { "source" } else { "information" };
            format!("As part of a grade: {of} {}.", self.short)
        } else if self.full.is_empty() {
            format!("{}.", crate::text::capitalized(self.short))
        } else {
            self.full.to_owned()
        }
    }

    /// Returns whether it is one letter or digit of a grade.
    pub(crate) fn is_code(&self) -> bool {
        self.group == Group::Grade && self.shown.len() == 1
    }

    /// Returns all that stands for it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.shown).chain(self.also.iter().copied())
    }
}

/// Returns every sign and word, in the order of the groups.
pub(crate) fn all() -> Vec<Sign> {
    let kinds = Kind::ALL.iter().map(|kind| Sign {
        group: Group::Kind,
        shown: kind.glyph(),
        also: match kind {
            Kind::Meeting => &["meeting"],
            Kind::Statement => &["statement"],
            Kind::Strike => &["strike"],
            Kind::Other => &["other"],
        },
        short: kind.word(),
        full: match kind {
            Kind::Meeting => "A meeting: people in one room, or in one call.",
            Kind::Statement => "A statement: somebody said or published something.",
            Kind::Strike => "A strike. Under the bars, the sign points at the selected event.",
            Kind::Other => "Any other event.",
        },
    });
    let code = |sign, short| Sign { group: Group::Grade, shown: sign, also: &[], short, full: "" };
    let letters = Reliability::ALL.iter().map(|letter| code(letter.word(), letter.in_words()));
    let digits = Credibility::ALL.iter().map(|digit| code(digit.word(), digit.in_words()));
    let (marks, rest): (Vec<Sign>, Vec<Sign>) =
        table::TABLE.iter().partition(|sign| matches!(sign.group, Group::Mark | Group::Grade));
    kinds.chain(marks).chain(letters).chain(digits).chain(rest).collect()
}

/// Returns the signs that `text` stands for, as it is on the screen: `≠`, `–24 Jan`, `×2`, `order uncertain`.
pub(crate) fn found(text: &str) -> Vec<Sign> {
    let text = text.trim();
    let all = all();
    let named = |text: &str| -> Vec<Sign> {
        let same = |name: &str| {
            // A sign is found by its ASCII form too: `!=` for `≠`.
            name == text
                || !fold(text).is_empty() && fold(name) == fold(text)
                || !name.is_ascii() && in_ascii(|| drawn(name) == text)
        };
        // A sign is not one that only folds to the same: `−` is not `–`.
        let is_sign = !text.contains(char::is_alphanumeric);
        let exact = |sign: &&Sign| is_sign && sign.names().any(|name| name == text);
        let found: Vec<Sign> = all.iter().filter(exact).copied().collect();
        if !found.is_empty() {
            return found;
        }
        all.iter().filter(|sign| sign.names().any(same)).copied().collect()
    };
    let counts = (!text.is_empty() && text.chars().all(|c| c.is_ascii_digit())).then(|| named("links"));
    // In Lanes a digit is the number of events in one place.
    let digit = (text.len() == 1 && counts.is_some() && text != "0").then(|| named("1–9"));
    let letters = position::words(text).into_iter().flat_map(&named);
    let found: Vec<Sign> =
        counts.into_iter().chain(digit).flatten().chain(named(text)).chain(letters).collect();
    if !found.is_empty() {
        return found;
    }
    // A number with no upper end, and a probability: `635..`, `q 0.91`.
    if let Some(count) = text.strip_suffix("..").filter(|count| !count.is_empty())
        && count.chars().all(|c| c.is_ascii_digit() || c == ',')
    {
        return named("..");
    }
    // A number with its mark: `1!`, `9?`, `2n`, and the meetings that are not certain: `(+1)`.
    if let Some(mark) = ["!", "?", "n"].into_iter().find(|mark| is_number(text.strip_suffix(mark))) {
        return named(mark);
    }
    if is_number(text.strip_prefix("(+").and_then(|text| text.strip_suffix(')'))) {
        return named("?");
    }
    if let Some((letter @ ("p" | "q"), _)) = text.split_once(' ') {
        return named(letter);
    }
    // A mark stands before what it marks.
    let first = text.chars().next().filter(|c| !c.is_alphanumeric() && text.chars().count() > 1);
    let marked = first.filter(|_| !text.starts_with("--")).map(|mark| named(mark.encode_utf8(&mut [0; 4])));
    marked.unwrap_or_default()
}

fn is_number(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Basis, LinkKind, Stance, Status};

    /// Words of `src/describe` and of the views that are on the screen beside those of the store's own lists.
    const SEEN: [&str; 27] = [
        "future",
        "lapsed",
        "burst",
        "gap",
        "hedged",
        "single source",
        "unsourced",
        "independent root",
        "reported by",
        "order uncertain",
        "in sequence only",
        "response time",
        "as alleged",
        "as claimed",
        "assumed",
        "withdrawn",
        "corrected",
        "outside",
        "planned",
        "bold",
        "no comment",
        "TLP",
        "too few",
        "none settled",
        "alone",
        "├●┤",
        "both sides",
    ];

    #[test]
    fn every_word_of_the_screen_has_an_entry() {
        let lists = Status::candidates().into_iter().chain(Stance::candidates()).chain(Basis::candidates());
        let links = LinkKind::ALL.iter().flat_map(|kind| [kind.in_words(), kind.back_in_words()]);
        let kinds = Kind::ALL.iter().flat_map(|kind| [kind.word(), kind.glyph()]);
        let marks = [
            "~",
            "?",
            "*",
            "≠",
            "≤",
            "–",
            "…",
            "√",
            "×2",
            "7",
            "–24 Jan",
            "≤11:28+3",
            "+3",
            "▌",
            "═",
            "○",
            "◊",
            "░",
            "▒",
            "▓",
            "×",
            "f",
            "n",
            "F",
            "635..",
            "q 0.91",
            "p 0.014",
        ];
        for word in lists.chain(links).chain(kinds).chain(marks).chain(SEEN) {
            assert!(!found(word).is_empty(), "`{word}` is explained");
        }
        for word in ["", "the", "weather", "--", "24 Jan"] {
            assert_eq!(found(word), [], "`{word}` is not");
        }
    }

    #[test]
    fn words_and_signs_of_the_counts_have_the_sense_of_their_views() {
        for (shown, sense) in [
            ("contradicted", "not that the outlet erred"),
            ("Contr", "not that the outlet erred"),
            ("confirmed", "`confirms`"),
            ("Conf", "`confirms`"),
            ("Open", "open, not true"),
            ("Both", "not among the settled"),
            ("Alone", "rest on the outlet alone"),
            ("settled", "either confirmed or contradicted"),
            ("copies", "they copy another"),
            ("archived", "archived copy"),
            ("≠", "In Positions"),
            ("!", "In Positions"),
            ("1!", "in Encounters"),
            ("×2", "distinct utterances"),
            ("?", "In Encounters"),
            ("9?", "In Encounters"),
            ("(+1)", "In Encounters"),
            ("·", "In Positions"),
            ("▒", "In Sources"),
            ("▓", "In Encounters"),
            ("()", "In Positions"),
            ("1n", "negated"),
        ] {
            let said: Vec<String> = found(shown).iter().map(Sign::meaning).collect();
            assert!(said.iter().any(|said| said.contains(sense)), "{shown}: {said:?}");
        }
    }

    #[test]
    fn letters_of_positions_are_answered_beside_those_of_grades() {
        let found = |text: &str| found(text).iter().map(|sign| sign.shown).collect::<Vec<_>>();
        assert_eq!(found("A"), ["A", "affirms"], "a grade has an A too");
        assert_eq!(found("d"), ["D", "denies", "hedged"]);
        for (cell, words) in [
            ("O×3", &["opposes"] as &[&str]),
            ("m", &["both sides", "hedged"]),
            ("(N)", &["no comment"]),
            ("R!", &["only another party reports it"]),
            ("S!x2", &["supports"]),
            ("A→D×2", &["affirms", "denies"]),
            ("a->O", &["affirms", "opposes", "hedged"]),
        ] {
            assert_eq!(found(cell), words, "{cell}");
        }
        assert_eq!(found("Q×2"), [] as [&str; 0]);
        assert_eq!(found("3"), ["links", "1–9", "3"], "a number of links, of events in Lanes, a grade");
    }

    #[test]
    fn a_sign_is_itself_and_not_one_like_it() {
        let found = |text: &str| found(text).iter().map(|sign| sign.shown).collect::<Vec<_>>();
        assert_eq!(found("−"), ["−"], "the sign of an unfolded thread is no range");
        assert_eq!(found("–"), ["–"]);
        assert!(["–", "−"].iter().all(|sign| found("-").contains(sign)), "both have this ASCII form");
        assert_eq!(found("outside the filter"), ["outside"]);
    }

    #[test]
    fn no_two_entries_share_a_name_and_the_short_ones_are_short() {
        let mut seen = std::collections::BTreeSet::new();
        for sign in all() {
            // A letter of a grade may be a mark of a view, too.
            for name in sign.names().filter(|_| !sign.is_code()) {
                assert!(seen.insert(fold(name) + name), "`{name}` twice");
            }
            assert!(sign.short.chars().count() <= 48, "the help has two columns: {}", sign.short);
            assert!(sign.meaning().ends_with('.'), "sentences: {}", sign.meaning());
        }
    }
}
