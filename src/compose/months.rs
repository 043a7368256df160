//! The names of months in the languages that agencies write, as Unicode CLDR has them: nominative, genitive, what stands
//! behind `in`, and abbreviations.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;
use crate::text::suggest::nearest;

/// The months in English, as dates are read.
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// For each month, its names: English, Russian, Ukrainian, French, German, Spanish, Italian, Polish, Turkish.
const NAMES: [&str; 12] = [
    "january январь января январе січень січня січні janvier januar jänner enero gennaio styczeń stycznia styczniu ocak",
    "february февраль февраля феврале лютий лютого лютому février februar febrero febbraio luty lutego lutym şubat",
    "march март марта марте березень березня березні mars märz marzo marzec marca marcu mart",
    "april апрель апреля апреле квітень квітня квітні avril abril aprile kwiecień kwietnia kwietniu nisan",
    "may май мая мае травень травня травні mai mayo maggio maj maja maju mayıs",
    "june июнь июня июне червень червня червні juin juni junio giugno czerwiec czerwca czerwcu haziran",
    "july июль июля июле липень липня липні juillet juli julio luglio lipiec lipca lipcu temmuz",
    "august август августа августе серпень серпня серпні août agosto sierpień sierpnia sierpniu ağustos",
    "september сентябрь сентября сентябре вересень вересня вересні septembre septiembre setiembre settembre wrzesień września wrześniu eylül",
    "october октябрь октября октябре жовтень жовтня жовтні octobre oktober octubre ottobre październik października październiku ekim",
    "november ноябрь ноября ноябре листопад листопада листопаді novembre noviembre listopad listopada listopadzie kasım",
    "december декабрь декабря декабре грудень грудня грудні décembre dezember diciembre dicembre grudzień grudnia grudniu aralık",
];

/// For each month, its abbreviations. Some are words, too: beside a day they are months.
const SHORT: [&str; 12] = [
    "jan янв січ janv jän ene gen sty oca",
    "feb фев февр лют févr fév lut şub",
    "mar мар берез бер mär",
    "apr апр квіт кві avr abr kwi nis",
    "май трав mag",
    "jun июн черв giu cze haz",
    "jul июл лип juil lug lip tem",
    "aug авг серп ago sie ağu",
    "sep sept сен сент верес вер set wrz eyl",
    "oct окт жовт жов okt ott paź eki",
    "nov ноя нояб лист лис lis kas",
    "dec дек груд гру déc dez dic gru ara",
];

/// Words behind a year that only say that it is one.
const YEARS: [&str; 11] = ["г", "год", "года", "году", "р", "рік", "року", "році", "roku", "yılı", "yılında"];

/// Folded names, each with its month and whether it is an abbreviation.
static MONTHS: LazyLock<HashMap<String, (usize, bool)>> = LazyLock::new(|| {
    let all = |lists: &'static [&'static str; 12], short: bool| {
        let names =
            lists.iter().enumerate().flat_map(|(month, names)| names.split(' ').map(move |n| (month, n)));
        names.map(move |(month, name)| (fold(name), (month, short)))
    };
    all(&SHORT, true).chain(all(&NAMES, false)).collect()
});

static YEAR_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| YEARS.iter().map(|word| fold(word)).collect());

/// Returns a word without the signs around it.
fn core(word: &str) -> &str {
    word.trim_matches(['.', ',', '(', ')', ';', ':', '!', '?'])
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Returns the number of a day that is written with an ending: `22-го`, `1º`, `22.`; `1st` is read as it is.
fn day(word: &str) -> Option<&str> {
    let word = core(word);
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = word.get(digits.len()..)?;
    let endings = ["", "-го", "-е", "-го", "го", "-ше", "-те", "º", "°"];
    ((1..=2).contains(&digits.len()) && is_digits(digits) && endings.contains(&ending)).then_some(digits)
}

/// Returns whether a folded word is the name of a month, in any of the languages.
pub(super) fn is_month(folded: &str) -> bool {
    MONTHS.contains_key(core(folded))
}

/// Returns whether a folded word is nearly the name of a month: one with a slip in it.
pub(super) fn is_nearly_month(folded: &str) -> bool {
    let word = core(folded);
    let names = MONTHS.iter().filter(|(_, (_, short))| !short).map(|(name, _)| name.as_str());
    word.chars().count() > 4 && !nearest(word, names.filter(|name| name.chars().count() > 4)).is_empty()
}

/// Returns a text with its months as English has them, and without words that only say `year`.
pub(super) fn in_english(text: &str) -> Cow<'_, str> {
    let words: Vec<&str> = text.split(' ').collect();
    let month = |at: usize| {
        let (month, short) = MONTHS.get(&fold(core(words[at]))).copied()?;
        let beside =
            at.checked_sub(1).is_some_and(|before| words[before].starts_with(|c: char| c.is_ascii_digit()));
        (beside || !short).then_some(month)
    };
    let is_foreign = (0..words.len()).any(|at| month(at).is_some_and(|_| true));
    let mut out: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let year = |at: usize| is_digits(core(words[at])) && core(words[at]).len() == 4;
        if at > 0 && year(at - 1) && YEAR_WORDS.contains(&fold(core(word))) {
            continue;
        }
        match month(at) {
            Some(month) => out.push(ENGLISH[month]),
            None if is_foreign && ["de", "del", "di"].contains(word) => {}
            None if is_foreign && !word.contains(',') => out.push(day(word).unwrap_or(word)),
            None => out.push(word),
        }
    }
    let read = out.join(" ");
    if read == text { Cow::Borrowed(text) } else { Cow::Owned(read) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_the_languages_of_the_agencies() {
        for text in [
            "22 января 2026",
            "22-го января 2026 года",
            "22 янв. 2026 г.",
            "22 січня 2026 року",
            "22 janvier 2026",
            "22. Januar 2026",
            "22 de enero de 2026",
            "22 gennaio 2026",
            "22 stycznia 2026 roku",
            "22 Ocak 2026",
            "22 January 2026",
        ] {
            assert_eq!(in_english(text), "22 January 2026", "{text}");
        }
        assert_eq!(in_english("Gen. 2026"), "Gen. 2026", "an abbreviation that is a word");
        assert_eq!(in_english("в декабре 2025"), "в December 2025");
        assert!(is_month("грудня") && is_month("dec") && !is_month("deal"));
        assert!(is_nearly_month("janury") && !is_nearly_month("moscow"));
    }
}
