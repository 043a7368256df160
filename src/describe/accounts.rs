//! Accounts that differ: what they differ on, and the remarks on each.

use std::borrow::Cow;

use super::sources;
use crate::event::{Account, Event};
use crate::registry::Registry;
use crate::text::signs::sign;

/// The first words of a question that can be answered with yes or no.
const ASKS: [&str; 12] =
    ["did", "does", "do", "was", "were", "is", "are", "has", "have", "had", "will", "would"];

/// Returns what accounts differ on, as part of a sentence: `killed`, `the question “was there a plan”`.
pub(crate) fn field(field: &str) -> Cow<'_, str> {
    // The name may be written as in programs: `did_it_happen`.
    let letters = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
    let words: Cow<'_, str> = if field.contains('_') && field.split('_').all(letters) {
        field.replace('_', " ").into()
    } else {
        field.into()
    };
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    if ASKS.contains(&first.as_str()) && words.trim().contains(' ') {
        return format!("the question {}{}{}", sign("“"), words.trim().trim_end_matches('?'), sign("”"))
            .into();
    }
    words
}

/// Returns the remark on an account, such as whose it is or that it was withdrawn. It follows the source in brackets.
pub(crate) fn remark(account: &Account) -> Option<&str> {
    account.note.as_deref().map(str::trim).filter(|note| !note.is_empty())
}

/// Returns an account with who gives it: `16:30 GMT — NewsX [1] (later withdrawn)`.
pub(crate) fn attributed(registry: &Registry, event: &Event, account: &Account) -> String {
    let cited = |text: &String| match sources::cited(registry, event, text) {
        Some(ix) => sources::reference(registry, event, ix),
        None => text.clone(),
    };
    let by =
        account.source.as_ref().map(|text| format!(" {} {}", sign("—"), cited(text))).unwrap_or_default();
    let remark = remark(account).map(|remark| format!(" ({remark})")).unwrap_or_default();
    format!("{}{by}{remark}", account.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_told_as_one() {
        assert_eq!(field("did it happen"), "the question “did it happen”", "as it was asked");
        assert_eq!(field("was_there_a_plan"), "the question “was there a plan”", "in words");
        assert_eq!(field("whose plan"), "whose plan", "what stands in a sentence as it is stays");
        assert_eq!(field("is it so?"), "the question “is it so”", "one sign of a question is enough");
        assert_eq!(field("killed_in_Kyiv"), "killed in Kyiv", "names are words");
        assert_eq!(field("_so_ it is"), "_so_ it is", "whatever else is written stays");
        assert_eq!(field("will"), "will", "one word asks nothing");
    }
}
