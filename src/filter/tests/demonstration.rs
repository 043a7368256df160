//! The filter on the demonstration store: the questions of its documentation page, names, mistakes and
//! completion.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use chrono_tz::Tz;

use crate::event::EventId;
use crate::event::date::Now;
use crate::filter::{Completion, Context, Field, Filter, FilterError, complete, facet, reference};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::report::language::Language;
use crate::store::Store;
use crate::timeline::claims::claimant;
use crate::timeline::facets::Facet;
use crate::timeline::{EventSet, Timeline, sitting};

static TIMELINE: LazyLock<Timeline> = LazyLock::new(|| Timeline::new(Arc::new(Store::builtin()), None));
static NOW: LazyLock<Now> = LazyLock::new(|| Now::parse("2025-12-22", Tz::UTC).expect("a day"));
static BOOKMARKS: LazyLock<HashSet<EventId>> = LazyLock::new(HashSet::new);

fn context() -> Context<'static> {
    Context { now: &NOW, bookmarks: &BOOKMARKS, unseen: &BOOKMARKS }
}

fn try_count(text: &str) -> Result<usize, FilterError> {
    let query = Filter::parse(text)?.bind(&TIMELINE, context())?;
    Ok(query.run(&TIMELINE).len())
}

fn count(text: &str) -> usize {
    try_count(text).unwrap_or_else(|error| panic!("{error}"))
}

fn mistake(text: &str) -> String {
    try_count(text).map_or_else(|error| error.to_string(), |n| format!("{n} events"))
}

fn completed(text: &str) -> Vec<String> {
    at_end(text).candidates.into_iter().map(|c| c.insert).collect()
}

fn at_end(text: &str) -> Completion {
    complete(text, text.len(), &TIMELINE, context())
}

#[test]
fn the_questions_of_the_page_are_one_line_each() {
    let questions = [
        (
            "Kremlin statements this month outside Miami",
            "actor:kremlin kind:statement date:2025-12 -venue:miami",
        ),
        ("any Russian quote with trilateral", "speaker:russia quote:trilateral"),
        ("that weekend", "date:2025-12-20..2025-12-21"),
        ("who denied a claim", "about:three-way-talks-in-preparation/denies"),
        ("the whole exchange around an event", "thread:2025-12-21-ushakov-no-trilateral"),
        ("slow denials", "stance:denies lag:>24h"),
        ("claims nobody answered", "kind:statement stance:affirms,accuses no:response"),
        ("when two sides last sat together", "met:russia met:ukraine"),
        ("what Witkoff mediated", "mediator:witkoff"),
        ("meetings that fell through", "kind:meeting status:cancelled"),
        ("what is coming", "is:future"),
        ("thinly sourced claims", "is:single-source kind:statement"),
        ("what can be briefed", "roots:>=2 rel:>=B"),
        ("unarchived sources", "has:source no:archive"),
        ("conflicting tolls", "kind:strike is:conflicted killed:>0"),
        ("drone totals over 1,000", "weapon:drone launched:>1000"),
        ("strikes in a region and the places inside it", "kind:strike venue:kyiv"),
        ("hedged denials", "stance:denies is:hedged"),
        ("back channels of the last three months", "track:1.5 since:3m"),
    ];
    for (question, line) in questions {
        assert!(count(line) > 0, "`{line}` answers: {question}");
    }
}

#[test]
fn names_reach_one_actor_in_any_script() {
    assert_eq!(count("actor:Кремль"), count("actor:kremlin"), "Cyrillic alias");
    assert_eq!(count("actor:zelensky"), count("actor:zelenskyy"), "transliterations are aliases");
    assert_eq!(count("actor:\"Yury Ushakov\""), count("actor:ushakov"), "whole name");
    assert!(count("actor:=kremlin") < count("actor:kremlin"), "`=` leaves out who sits in it");
    assert!(count("actor:ushakov -actor:kremlin") < count("actor:ushakov"), "Ushakov sat in the Kremlin");
}

#[test]
fn mistakes_on_the_store_are_told() {
    let message = mistake("actor:kremlim kind:statement");
    let wanted = "error: no actor `kremlim`\n  actor:kremlim kind:statement\n        ^^^^^^^\nhint: did you mean `kremlin`?";
    assert_eq!(message, wanted, "as filter.md shows it");
    assert!(mistake("venue:kremlim").contains("no venue `kremlim`"), "{}", mistake("venue:kremlim"));
    assert!(mistake("tag:no-such-tag").contains("no event has tag `no-such-tag`"), "free words are checked");
    assert!(mistake("handling:red").contains("no event has handling `red`"), "closed words are checked");
    assert_eq!(mistake("tag:no-such-*"), "0 events", "a wildcard may match nothing");
    assert!(mistake("date:2025-02-30").contains("2025-02-30"), "{}", mistake("date:2025-02-30"));
    assert!(
        mistake("thread:2025-12-21-ushakov-no-trilaterl").contains("`2025-12-21-ushakov-no-trilateral`"),
        "ids have candidates: {}",
        mistake("thread:2025-12-21-ushakov-no-trilaterl")
    );
    assert!(
        mistake("chain:2025-12-21-ushakv")
            .contains("`2025-12-21-ushakov-eu-changes` or `2025-12-21-ushakov-no"),
        "so have beginnings of ids: {}",
        mistake("chain:2025-12-21-ushakv")
    );
    assert!(
        mistake("about:tree-way-talks-wanted").contains("`three-way-talks-wanted`"),
        "claims have candidates"
    );
}

#[test]
fn a_term_that_nobody_tracks_is_told() {
    let message = mistake("term:trilaterl");
    assert!(
        message.contains("no term `trilaterl`") && message.contains("`trilateral`"),
        "candidates: {message}"
    );
    assert!(message.contains("     ^^^^^^^^^"), "underlined: {message}");
    assert!(
        mistake("term:zzzzzz").contains("tracked terms: "),
        "else what there is: {}",
        mistake("term:zzzzzz")
    );
    assert!(mistake("met:kremlim met:usa").contains("`kremlin`"), "as in every field of actors");
    assert!(mistake("by:kremlim killed:>0").contains("`kremlin`"), "also within a row of figures");
    assert!(mistake("logged:2025-02-30").contains("2025-02-30"), "dates are checked");
    assert!(mistake("url:").contains("nothing after `url:`"), "a text is wanted");
}

#[test]
fn saved_views_and_the_reference_bind() {
    for view in &TIMELINE.store().views {
        assert!(count(&view.filter) > 0, "the view {} answers", view.name);
    }
    let examples = reference().map(|(_, _, example)| example);
    let mistakes: Vec<String> =
        examples.filter_map(|e| try_count(e).err()).map(|error| error.to_string()).collect();
    assert!(mistakes.is_empty(), "every example can be pasted:\n{}", mistakes.join("\n"));
}

#[test]
fn names_complete_in_any_script() {
    assert!(completed("actor:Кре").contains(&"kremlin".to_owned()), "{:?}", completed("actor:Кре"));
    assert!(completed("actor:ушак").contains(&"ushakov".to_owned()), "{:?}", completed("actor:ушак"));
    let list = at_end("kind:statement -actor:kremlin,\"Yury U");
    assert_eq!(list.span, 30..37, "inside a list only the last value is replaced");
    assert_eq!(list.candidates[0].insert, "ushakov", "quotes do not hinder");
    assert_eq!(list.candidates[0].label, "Yury Ushakov · ushakov", "name and id are shown");
    let under = count("kind:statement actor:ushakov") as u32;
    assert_eq!(list.candidates[0].count, Some(under), "with its count under the rest of the filter");
    assert_eq!(completed("actor:=krem")[0], "=kremlin", "`=` stays");
}

#[test]
fn every_sort_of_value_completes() {
    let cases = [
        ("ki", "kind:"),
        ("-kind:me", "meeting"),
        ("no:ar", "archive"),
        ("is:si", "single-source"),
        ("venue:mia", "miami"),
        ("source:reut", "reuters"),
        ("about:three", "three-way-talks-in-preparation"),
        ("about:three-way-talks-in-preparation/de", "denies"),
        ("date:2025-1", "2025-12"),
        ("date:2025-12-19..tod", "today"),
        ("since:", "7d"),
        ("weapon:dr", "drone"),
        ("rel:>", ">=B"),
        ("roots:>", ">=2"),
        ("lag:>2", ">24h"),
        ("no:re", "response"),
        ("is:la", "lapsed"),
        ("thread:2025-12-21-ush", "2025-12-21-ushakov-no-trilateral"),
        ("chain:2025-12-21-ush", "2025-12-21-ushakov-no-trilateral"),
        ("mediator:wit", "witkoff"),
        ("met:wit", "witkoff"),
        ("by:ukr", "ukraine"),
        ("term:tri", "trilateral"),
        ("logged:2025-1", "2025-12"),
        ("published:2025-12-19..tod", "today"),
        ("кремл", "actor:kremlin"),
    ];
    for (typed, wanted) in cases {
        let found = completed(typed);
        assert!(found.contains(&wanted.to_owned()), "`{typed}` offers {wanted}: {found:?}");
    }
    for ix in 0..30 {
        let completion = complete("актор:Ґ \"x", ix, &TIMELINE, context());
        assert!(completion.span.end <= "актор:Ґ \"x".len(), "any cursor is answered");
    }
}

#[test]
fn whatever_completes_can_be_read() {
    for field in Field::all() {
        let head = format!("{field}:");
        for value in completed(&head).into_iter().take(20) {
            let typed = format!("{head}{value}");
            assert!(try_count(&typed).is_ok(), "{}", mistake(&typed));
        }
    }
}

#[test]
fn links_are_read_from_the_whole_store() {
    let alone = "id:2025-12-20-zelenskyy-us-proposes-trilateral";
    assert_eq!(
        count(&format!("{alone} is:denied is:confirmed has:response")),
        1,
        "by events outside the filter"
    );
    assert_eq!(count(&format!("{alone} thread:2026-01-23-abu-dhabi-trilateral")), 1, "over events outside");
    let one = count("thread:2025-12-21-ushakov-no-trilateral");
    assert_eq!(one, 8, "as counted by hand in the files");
    assert_eq!(count("thread:2025-12-20-reuters-no-threeway"), one, "from any event of a thread");
    assert_eq!(count("thread:2025-12-21-ushakov*"), 8 + 7, "a wildcard takes several threads");
    assert_eq!(count("thread:2025-12-14-berlin-talks"), 1, "an event that nothing is tied to is its own");
    assert_eq!(
        count("chain:2025-12-21-ushakov-no-trilateral"),
        95,
        "with follows and part_of: the largest knot"
    );
}

#[test]
fn response_times_match_only_for_certain() {
    let ushakov = "id:2025-12-21-ushakov-no-trilateral";
    // Zelenskyy spoke on the 20th in Kyiv, Ushakov on the 21st in Moscow, first seen at 11:28 Moscow time.
    assert_eq!(count(&format!("{ushakov} lag:<24h")), 0, "at most 34 h 28 after it");
    assert_eq!(count(&format!("{ushakov} lag:>24h")), 0, "at least nothing");
    assert_eq!(count(&format!("{ushakov} lag:<34h28m")), 1, "but surely not more than that");
    assert_eq!(count(&format!("{ushakov} lag:<34h27m")), 0, "to the minute");
    let announced = "id:2026-01-23-ushakov-announces-trilateral";
    assert_eq!(count(&format!("{announced} lag:>4w")), 1, "a month later");
    // On 21 October Peskov spoke about a meeting that had been reported for the 23rd.
    let before = "id:2025-10-21-peskov-cannot-postpone";
    assert_eq!(
        count(&format!("{before} lag:<9w,>=0m")),
        0,
        "what came before its event has no response time"
    );
    assert_eq!(count("kind:meeting,strike,other lag:>=0m"), 0, "only statements answer by the clock");
    assert_eq!(count("lag:<24h"), 16, "as worked out apart: 16 answers of 16 statements");
}

#[test]
fn facets_count_under_every_other_filter() {
    let filter = Filter::parse("actor:kremlin kind:statement").expect("a filter");
    let rows = facet(&filter, Facet::Kind, &TIMELINE, context()).expect("it binds");
    for row in rows {
        let alone = count(&format!("actor:kremlin kind:{}", row.value));
        assert_eq!(row.count as usize, alone, "{} is counted as if it were chosen", row.value);
    }
}

#[test]
fn bare_words_that_name_something_are_told() {
    let names_beside = |text: &str, rest: &str| {
        let rest = Filter::parse(rest).expect("a filter");
        let named = Filter::parse(text).expect("a filter").words_that_name(&rest, &TIMELINE, context());
        named.into_iter().map(|n| format!("{} {} {}", n.word, n.filter, n.count)).collect::<Vec<_>>()
    };
    let names = |text: &str| names_beside(text, "");
    let kremlin = format!("kremlin actor:kremlin {}", count("actor:kremlin"));
    assert_eq!(names("kremlin"), [kremlin.as_str()], "an actor, with what its field finds");
    assert_eq!(
        names("-(Kremlin OR talks) kremlin"),
        [
            format!("Kremlin actor:kremlin {}", count("actor:kremlin")),
            format!("kremlin actor:kremlin {}", count("actor:kremlin -(kremlin OR talks)"))
        ],
        "wherever it stands, once as it is written"
    );
    let statements = format!("kremlin actor:kremlin {}", count("actor:kremlin kind:statement"));
    assert_eq!(names("kremlin kind:statement"), [statements.as_str()], "under the terms beside it");
    assert_eq!(names_beside("kremlin", "kind:statement"), [statements.as_str()], "and those of other flags");
    assert_eq!(names("kremlin OR kind:strike"), [kremlin.as_str()], "an alternative is not beside it");
    assert_eq!(names("miami"), [format!("miami venue:miami {}", count("venue:miami"))], "a venue");
    assert_eq!(names("ceasefire"), [format!("ceasefire tag:ceasefire {}", count("tag:ceasefire"))], "a tag");
    let none: [&str; 0] = [];
    for text in ["text:kremlin", "title:kremlin", "actor:kremlin", "\"three-way talks\"", "kind:strike"] {
        assert_eq!(names(text), none, "`{text}` says what it means, or names nothing");
    }
}

/// Returns the events that a filter finds.
fn found(text: &str) -> EventSet {
    let filter = Filter::parse(text).unwrap_or_else(|error| panic!("{error}"));
    filter.bind(&TIMELINE, context()).unwrap_or_else(|error| panic!("{error}")).run(&TIMELINE)
}

#[test]
fn whoever_sat_together_is_found_by_met() {
    let store = TIMELINE.store();
    let mut asked = HashSet::new();
    for (ix, event) in store.iter() {
        for room in sitting::rooms(&store.registry, event) {
            let sides = room.sides(&store.registry, event);
            for (nth, one) in sides.iter().enumerate() {
                for other in &sides[nth + 1..] {
                    let id = |actor: &ActorIx| store.registry.actor(*actor).id.clone();
                    let text = format!("met:{} met:{}", id(one), id(other));
                    assert!(found(&text).contains(ix), "`{text}` finds {}", event.id);
                    asked.insert((*one.min(other), *one.max(other)));
                }
            }
        }
    }
    assert!(asked.len() > 20, "the store has many pairs: {}", asked.len());
    let call = "2025-08-18-trump-putin-call";
    if let Some(ix) = store.find(call) {
        assert!(!found("met:usa met:russia").contains(ix), "a call is no room");
    }
    assert_eq!(found("met:ushakov met:=ushakov").len(), 0, "nobody meets himself");
    assert!(found("met:witkoff met:ushakov").len() < found("met:witkoff").len(), "a pair is fewer");
    assert_eq!(found("met:witkoff met:ushakov"), found("met:ushakov met:witkoff"), "in either order");
}

#[test]
fn every_use_of_a_term_is_found_by_it() {
    let shown = TIMELINE.order().to_vec();
    let scope = Scope::new(&TIMELINE, &shown, &NOW);
    let language = Language::new(&scope);
    let mut cells = 0;
    for term in &language.terms {
        let id = &TIMELINE.store().registry.terms[term.number].id;
        let events = found(&format!("term:{id}"));
        let uses = term.actors.iter().flat_map(|usage| &usage.uses).map(|used| used.event);
        for ix in uses.chain(term.agendas.iter().copied()).chain(term.reported.iter().copied()) {
            assert!(events.contains(ix), "term:{id} finds {}", TIMELINE.event(ix).id);
            cells += 1;
        }
    }
    assert!(cells > 20, "the report has many uses: {cells}");
}

#[test]
fn every_claimant_of_a_figure_is_found_by_it() {
    let store = TIMELINE.store();
    let mut claims = 0;
    for (ix, event) in store.iter() {
        for row in &event.figures {
            for actor in claimant(row, event) {
                let id = &store.registry.actor(actor).id;
                assert!(
                    found(&format!("by:={id} metric:{}", row.metric)).contains(ix),
                    "{} claims in {}",
                    id,
                    event.id
                );
                claims += 1;
            }
        }
    }
    assert!(claims > 50, "many figures are claimed: {claims}");
    assert!(count("by:ukraine launched:>=500") < count("by:ukraine"), "terms of one row");
    assert!(count("by:ukraine") > count("by:=ukraine"), "members claim for it");
}

#[test]
fn sources_are_found_by_where_they_stand_and_when_they_came_out() {
    let store = TIMELINE.store();
    for (ix, event) in store.iter().step_by(7) {
        for source in event.sources.iter().map(|source| store.registry.source(*source)) {
            if let Some(url) = &source.url {
                let filter = Filter::default().toggle(Field::Url, url, false);
                assert!(found(&filter.to_string()).contains(ix), "{filter} finds {}", event.id);
            }
        }
        if let Some(date) = TIMELINE.published(event) {
            let text = format!("published:\"{}\"", date.text());
            assert!(found(&text).contains(ix), "{text} finds {}", event.id);
        }
        if let Some(date) = &event.logged {
            let text = format!("logged:\"{}\"", date.text());
            assert!(found(&text).contains(ix), "{text} finds {}", event.id);
        }
    }
    assert_eq!(count("url:TASS.com"), count("url:/tass\\.com/"), "folded, or as an expression");
    assert!(count("url:tass.com") > 20, "the store cites it");
}
