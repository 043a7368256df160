//! Names of months in other languages, in the forms in which dates have them.

/// Twelve names in order, apart by spaces; several forms of one are apart by a stroke.
const NAMES: [&str; 10] = [
    "januar|jänner|jaenner februar märz|maerz|marz april mai juni juli august september oktober|okt november dezember|dez",
    "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março|marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август сентября|сентябрь октября|октябрь ноября|ноябрь декабря|декабрь",
    "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень серпня|серпень вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень",
    "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec sierpnia|sierpień września|wrzesień października|październik - grudnia|grudzień",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září října|říjen - prosince|prosinec",
];

/// Returns the months that a word means; several if languages differ.
pub(super) fn of_other_languages(word: &str) -> Option<&'static [u8]> {
    const ALL: [u8; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    // November in Polish and Czech, October in Croatian.
    if matches!(word, "listopada" | "listopad") {
        return Some(&[11, 10]);
    }
    let of = |names: &str| names.split(' ').position(|forms| forms.split('|').any(|form| form == word));
    let nth = NAMES.iter().find_map(|names| of(names))?;
    ALL.get(nth..=nth)
}

/// Returns whether a word stands in a date and says nothing: `5 de diciembre de 2025`.
pub(super) fn is_between(word: &str) -> bool {
    matches!(word, "of" | "the" | "de" | "del" | "di" | "года" | "г" | "року" | "р")
}
