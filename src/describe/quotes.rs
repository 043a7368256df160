//! Who is quoted, and in which language.

use super::people::names;
use crate::event::{Event, Quote, Role};
use crate::registry::{ActorIx, Registry};

/// Returns who is quoted: the speaker of the quotation, else all speakers of the event.
pub(crate) fn quoted(event: &Event, quote: &Quote) -> Vec<ActorIx> {
    quote.speaker.map_or_else(|| event.in_role(Role::Speaker).collect(), |speaker| vec![speaker])
}

/// Returns the words that follow a quotation: `Steve Witkoff and Rustem Umerov, in English`.
pub(crate) fn credit(registry: &Registry, event: &Event, quote: &Quote) -> String {
    let mut credit = names(registry, &quoted(event, quote));
    if credit.is_empty() {
        credit.push_str("speaker not named");
    }
    let (lead, lang) = match (&quote.lang, quote.translated) {
        (Some(lang), true) => (", translation into ", language(lang)),
        (None, true) => (", translation", ""),
        (Some(lang), false) => (", in ", language(lang)),
        (None, false) => return credit,
    };
    credit.extend([lead, lang]);
    credit
}

/// Returns the English name of a language, or its tag if no name is known.
pub(crate) fn language(tag: &str) -> &str {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    match primary.to_ascii_lowercase().as_str() {
        "ar" => "Arabic",
        "az" => "Azerbaijani",
        "be" => "Belarusian",
        "bg" => "Bulgarian",
        "ca" => "Catalan",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "et" => "Estonian",
        "fa" => "Persian",
        "fi" => "Finnish",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "hr" => "Croatian",
        "hu" => "Hungarian",
        "hy" => "Armenian",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ka" => "Georgian",
        "kk" => "Kazakh",
        "ko" => "Korean",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "mk" => "Macedonian",
        "nl" => "Dutch",
        "no" | "nb" | "nn" => "Norwegian",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sl" => "Slovene",
        "sq" => "Albanian",
        "sr" => "Serbian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        _ => tag,
    }
}
