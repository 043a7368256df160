//! Sources: what they may say about the event that cites them, and about their own withdrawal.

use super::*;

#[test]
fn whom_a_source_disputes_is_said_where_it_is_cited() {
    let registered = "sources:\n- {id: a, url: 'https://a.example', disputes: true}\n";
    assert_eq!(
        problems(registered),
        [
            "2:47: `disputes` does not belong in a registered source: a source is cited against an event | write `{id: a, \
          disputes: true}` in the `sources` of that event"
        ],
        "a registered source disputes no event by itself"
    );
}

#[test]
fn a_registered_source_is_cited_against_one_event() {
    let text = "sources:\n- {id: a, url: 'https://a.example'}\nevents:\n\
                - {id: e, kind: other, date: 2025, title: t, sources: [{id: a, disputes: true}]}\n\
                - {id: f, kind: other, date: 2025, title: u, sources: [a, {id: a, disputes: false}]}\n";
    let store = store(text);
    assert_eq!(reported(&store), [""; 0], "both forms are right");
    let count = |id: &str| {
        let event = store.event(store.find(id).unwrap_or(EventIx(u32::MAX)));
        (event.sources.len(), event.disputed_by.len())
    };
    assert_eq!((count("e"), count("f")), ((0, 1), (1, 0)), "against the one, for the other");
}

#[test]
fn bad_words_about_sources_are_problems_at_their_place() {
    let event = |source: &str| {
        format!("events:\n- {{id: e, kind: other, date: 2025, title: t, sources: [{source}]}}\n")
    };
    assert_eq!(
        problems(&event("{url: 'https://a.example', disputes: perhaps}")),
        ["2:93: `perhaps` is neither true nor false"],
        "it disputes or it does not"
    );
    let missing = problems(&event("{id: b, disputes: true}"));
    assert_eq!(missing.len(), 1, "an id alone names a registered source: {missing:?}");
    let withdrawn = problems(&event("{url: 'https://a.example', withdrawn: soon, note: n}"));
    assert_eq!(withdrawn.len(), 1, "the date of a withdrawal is a date: {withdrawn:?}");
    let both = "sources:\n- {id: a, url: 'https://a.example'}\nevents:\n\
                - {id: e, kind: other, date: 2025, title: t, sources: [a, {id: a, disputes: true}]}\n";
    assert_eq!(
        problems(both),
        ["4:59: `a` is cited both for and against the event | keep one of the two: the first one counts"],
        "not both"
    );
}

#[test]
fn a_withdrawal_without_a_word_is_warned_of() {
    let text = "sources:\n- {id: a, url: 'https://a.example', withdrawn: 2026-01-01}\n\
                - {id: b, url: 'https://b.example', corrected: 2026-01-01, note: the number}\n";
    assert_eq!(
        reported(&store(text)),
        ["2:48: warning: a withdrawal without a `note` | say what was wrong in the source's `note`"],
        "why is half of the news"
    );
}
