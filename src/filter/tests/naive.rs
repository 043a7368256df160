//! The documentation page of the filter implemented literally: slow, on strings, sharing no code with the
//! filter.

mod links;

use super::wish::Wish;
use super::world::{
    ACTORS, ARCHIVED, CLAIMS, DATES, Located, MEMBERS, Named, OUTLETS, PAGES, SOURCES, TERMS, VENUES, WEAPONS,
};
use crate::event::{Event, EventIx, LinkKind, Word};
use crate::registry::{ActorIx, ActorKind, VenueIx};
use crate::timeline::{Timeline, sitting};

const TODAY: &str = "2025-12-20";

impl Wish {
    pub(super) fn matches(&self, timeline: &Timeline, ix: EventIx) -> bool {
        let event = timeline.event(ix);
        match self {
            Self::Term(..) => group(std::slice::from_ref(self), timeline, ix, event),
            Self::All(parts) => group(parts, timeline, ix, event),
            Self::Any(parts) => parts.iter().any(|p| p.matches(timeline, ix)),
            Self::Not(inner) => !inner.matches(timeline, ix),
        }
    }

    /// Returns whether every value that must be in use is in use in the store.
    pub(super) fn is_answerable(&self, timeline: &Timeline) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().all(|p| p.is_answerable(timeline)),
            Self::Not(inner) => inner.is_answerable(timeline),
            Self::Term(field, values) => {
                let checked = [
                    "kind", "subtype", "status", "format", "track", "stance", "tag", "lang", "id",
                    "handling", "country", "weapon", "metric", "thread", "chain",
                ];
                !checked.contains(field)
                    || values.iter().filter(|v| !v.contains('*')).all(|value| {
                        let one = [value.clone()];
                        timeline.order().iter().any(|ix| match *field {
                            "weapon" | "metric" => rows(timeline.event(*ix))
                                .any(|row| row_holds(row, field, &one, timeline.event(*ix))),
                            _ => holds(field, &one, timeline, *ix, timeline.event(*ix)),
                        })
                    })
            }
        }
    }
}
const OF_FIGURES: &[&str] = &["weapon", "metric", "launched", "killed", "count", "by"];

/// Evaluates one AND group: figure terms apply to one row; `stance:` and `is:hedged` apply to each `about:`
/// beside them.
fn group(parts: &[Wish], timeline: &Timeline, ix: EventIx, event: &Event) -> bool {
    let of = |wanted: &dyn Fn(&str, &[String]) -> bool| -> Vec<(&'static str, &Vec<String>)> {
        let term = |p| match p {
            &Wish::Term(field, ref values) if wanted(field, values) => Some((field, values)),
            _ => None,
        };
        parts.iter().filter_map(term).collect()
    };
    let figures = of(&|field, _| OF_FIGURES.contains(&field));
    let row = |row: &crate::event::Figure| {
        figures.iter().all(|(field, values)| row_holds(row, field, values, event))
    };
    if !figures.is_empty() && !rows(event).any(row) {
        return false;
    }
    let met = of(&|field, _| field == "met");
    if !met.is_empty() && !sat_together(&met, timeline, event) {
        return false;
    }
    let abouts = of(&|field, _| field == "about");
    let names_stance = |value: &String| value.trim_end_matches("/hedged").contains('/');
    let open = abouts.iter().any(|(_, values)| values.iter().any(|v| !names_stance(v)));
    let is_position = |values: &[String]| !values.iter().any(|v| v == "accuses" || v == "responds");
    let bound = |field: &str, values: &[String]| open && field == "stance" && is_position(values);
    let stances: Vec<&Vec<String>> = of(&bound).into_iter().map(|(_, values)| values).collect();
    let hedge = |field: &str, values: &[String]| field == "is" && values == ["hedged"] && !abouts.is_empty();
    let hedged = !of(&hedge).is_empty();
    for (_, values) in &abouts {
        let with = |stance: Option<&Vec<String>>| values.iter().any(|v| position(v, stance, hedged, event));
        let bind = values.iter().any(|v| !names_stance(v)) && !stances.is_empty();
        if !(if bind { stances.iter().all(|s| with(Some(s))) } else { with(None) }) {
            return false;
        }
    }
    parts.iter().all(|part| match part {
        Wish::Term(field, values) => {
            OF_FIGURES.contains(field)
                || *field == "met"
                || *field == "about"
                || bound(field, values)
                || hedge(field, values)
                || holds(field, values, timeline, ix, event)
        }
        other => other.matches(timeline, ix),
    })
}

fn position(value: &str, beside: Option<&Vec<String>>, hedge: bool, event: &Event) -> bool {
    let parts: Vec<&str> = value.split('/').collect();
    let hedged = hedge || parts.contains(&"hedged");
    let own = parts[1..].iter().find(|p| **p != "hedged");
    event.about.iter().any(|about| {
        let stance =
            about.stance.or(event.stance).map(Word::word).filter(|s| !["accuses", "responds"].contains(s));
        let fits = |wanted: &str| stance.is_some_and(|s| like(wanted, s));
        CLAIMS[about.claim.index()] == parts[0]
            && (!hedged || about.hedged)
            && match (own, beside) {
                (Some(own), _) => fits(own),
                (None, Some(all)) => all.iter().any(|s| fits(s)),
                (None, None) => true,
            }
    })
}

fn rows(event: &Event) -> impl Iterator<Item = &crate::event::Figure> {
    event.sessions.iter().flat_map(|s| s.figures.iter()).chain(event.figures.iter())
}

fn row_holds(row: &crate::event::Figure, field: &str, values: &[String], event: &Event) -> bool {
    match field {
        "by" => {
            let speakers = event.actors.iter().filter(|p| p.role.word() == "speaker").map(|p| p.actor);
            let unnamed = row.by.is_empty() && event.kind.word() == "statement";
            let mut all = row.by.iter().copied().chain(speakers.filter(|_| unnamed));
            all.any(|a| values.iter().any(|v| is_actor(v, a.index(), event.date.text())))
        }
        "weapon" => row.weapon.as_ref().is_some_and(|w| values.iter().any(|v| like(v, w))),
        "metric" => values.contains(&row.metric),
        _ if field != "count" && field != row.metric => false,
        _ => values.iter().any(|value| {
            let (low, high) = match row.count.to_string().trim_start_matches('~').split_once("..") {
                Some(("", high)) => (0, high.parse().expect("a number")),
                Some((low, "")) => (low.parse().expect("a number"), u64::MAX),
                Some((low, high)) => (low.parse().expect("a number"), high.parse().expect("a number")),
                None => match row.count.to_string().trim_start_matches('~').parse::<u64>() {
                    Ok(n) => (n, n),
                    Err(_) => return false,
                },
            };
            compares(value, low) && compares(value, high)
        }),
    }
}

/// Returns whether a number matches `8`, `>=8`, `<8` or `7..9`.
fn compares(value: &str, n: u64) -> bool {
    let parse = |t: &str| t.parse::<u64>().expect("a number");
    if let Some((low, high)) = value.split_once("..") {
        return n >= parse(low) && n <= parse(high);
    }
    let digits = value.trim_start_matches(['<', '>', '=']);
    match value.trim_end_matches(digits) {
        ">=" => n >= parse(digits),
        ">" => n > parse(digits),
        "<=" => n <= parse(digits),
        "<" => n < parse(digits),
        _ => n == parse(digits),
    }
}

/// Returns whether a word equals a pattern with `*` as a wildcard at one end.
fn like(pattern: &str, word: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => word.ends_with(end),
        (_, Some(start)) => word.starts_with(start),
        _ => pattern == word,
    }
}

/// Evaluates a term on its own.
fn holds(field: &str, values: &[String], timeline: &Timeline, ix: EventIx, event: &Event) -> bool {
    let any = |words: Vec<&str>| words.iter().any(|word| values.iter().any(|v| like(v, word)));
    let word = |w: Option<&'static str>| any(w.into_iter().collect());
    match field {
        "actor" => {
            let sessions = event.sessions.iter().flat_map(|s| &s.actors);
            let mut named: Vec<usize> =
                event.actors.iter().chain(sessions).map(|p| p.actor.index()).collect();
            named.extend(event.quotes.iter().filter_map(|q| q.speaker).map(ActorIx::index));
            named.extend(rows(event).flat_map(|r| &r.by).map(|a| a.index()));
            named.iter().any(|a| values.iter().any(|v| is_actor(v, *a, event.date.text())))
        }
        "speaker" | "target" | "mediator" | "party" => event.actors.iter().any(|p| {
            p.role.word() == field && values.iter().any(|v| is_actor(v, p.actor.index(), event.date.text()))
        }),
        "role" => any(event.actors.iter().map(|p| p.role.word()).collect()),
        "venue" => places(event).iter().any(|place| values.iter().any(|v| is_venue(v, *place))),
        "country" => places(event).iter().any(|place| {
            let country = path(*place).into_iter().find_map(|p| VENUES[p].3);
            country.is_some_and(|c| values.iter().any(|v| v.to_uppercase() == c))
        }),
        "date" | "during" | "since" | "until" => values.iter().any(|v| dated(field, v, event.date.text())),
        "kind" => any(vec![event.kind.word()]),
        "subtype" => any(event.subtype.iter().map(String::as_str).collect()),
        "status" => any(vec![event.status.word()]),
        "format" => word(event.format.map(Word::word)),
        "track" => word(event.track.map(Word::word)),
        "stance" => {
            let own = event.about.iter().filter_map(|a| {
                a.stance.or(event.stance).map(Word::word).filter(|s| !["accuses", "responds"].contains(s))
            });
            any(own.chain(event.stance.map(Word::word)).collect())
        }
        "tag" => any(event.tags.iter().map(String::as_str).collect()),
        "lang" => any(event.quotes.iter().filter_map(|q| q.lang.as_deref()).collect()),
        "id" => any(vec![event.id.as_str()]),
        "handling" => word(event.handling.map(Word::word)),
        "source" => event.sources.iter().chain(&event.disputed_by).any(|s| {
            let (id, name, _) = OUTLETS[SOURCES[s.index()].0];
            values.iter().any(|v| v == id || v.to_lowercase() == name.to_lowercase())
        }),
        "source-kind" => any(event.sources.iter().map(|s| OUTLETS[SOURCES[s.index()].0].2.word()).collect()),
        "rel" => values.iter().any(|v| letter(v, event.grade.reliability.word())),
        "cred" => values.iter().any(|v| digit(v, event.grade.credibility.word())),
        "sources" => {
            // Each of the world's sources is a page of its own; if cited twice, it counts once.
            let pages: std::collections::HashSet<_> = event.sources.iter().collect();
            values.iter().any(|v| compares(v, pages.len() as u64))
        }
        "roots" => values.iter().any(|v| links::roots(v, event)),
        "lag" => values.iter().any(|v| links::lag(v, timeline, ix)),
        "thread" | "chain" => values.iter().any(|v| links::tied(v, field == "chain", timeline, ix)),
        "has" => values.iter().any(|v| has(v, timeline, ix, event)),
        "is" => values.iter().any(|v| is(v, timeline, ix, event)),
        "title" => values.iter().any(|v| plain(&event.title).contains(&plain(v))),
        "quote" => quotes(event).iter().any(|q| values.iter().any(|v| plain(q).contains(&plain(v)))),
        "" => texts(event).iter().any(|t| values.iter().any(|v| plain(t).contains(&plain(v)))),
        "term" => values.iter().any(|v| has_term(v, event)),
        "logged" => event.logged.as_ref().is_some_and(|d| values.iter().any(|v| dated("date", v, d.text()))),
        "published" => {
            let dates = event.sources.iter().map(|s| PAGES[s.index()].2).filter(|text| !text.is_empty());
            let first = dates.min_by_key(|text| span(text));
            first.is_some_and(|text| values.iter().any(|v| dated("date", v, text)))
        }
        "url" => event.sources.iter().chain(&event.disputed_by).any(|s| {
            let archived = if SOURCES[s.index()].2 { ARCHIVED } else { "" };
            [PAGES[s.index()].0, archived].iter().any(|t| values.iter().any(|v| plain(t).contains(&plain(v))))
        }),
        "cite" => event
            .sources
            .iter()
            .chain(&event.disputed_by)
            .any(|s| values.iter().any(|v| plain(PAGES[s.index()].1).contains(&plain(v)))),
        other => panic!("the page has no field {other}"),
    }
}

/// Returns whether a quotation or the agenda has a word that begins with a stem in its language, or in any
/// language if it has none.
fn has_term(id: &str, event: &Event) -> bool {
    let (_, stems) = TERMS.iter().find(|term| term.0 == id).expect("a term of this world");
    let spaced = |text: &str| format!(" {}", plain(text).replace('-', " "));
    let found = |text: &str, lang: Option<&str>| {
        let stems = stems.iter().filter(|(of, _)| lang.is_none_or(|lang| lang == *of));
        stems.map(|(_, stem)| spaced(stem)).any(|stem| spaced(text).contains(&stem))
    };
    event.agenda.iter().any(|item| found(item, None))
        || event.quotes.iter().any(|quote| {
            found(&quote.text, quote.lang.as_deref())
                || quote.original.as_ref().is_some_and(|original| found(original, None))
        })
}

/// Returns whether each term finds a different person in one room, with at least two people in it.
fn sat_together(terms: &[(&str, &Vec<String>)], timeline: &Timeline, event: &Event) -> bool {
    fn seat(remaining: &[(&str, &Vec<String>)], room: &[usize], date: &str) -> bool {
        let Some(((_, values), remaining)) = remaining.split_first() else { return true };
        (0..room.len()).any(|at| {
            let mut others = room.to_vec();
            let actor = others.remove(at);
            values.iter().any(|v| is_actor(v, actor, date)) && seat(remaining, &others, date)
        })
    }
    let registry = &timeline.store().registry;
    let rooms = sitting::rooms(registry, event);
    let seated =
        rooms.iter().flat_map(|room| [sitting::seated_perhaps(registry, event, room), room.actors.clone()]);
    seated.filter(|room| room.len() > 1).any(|room| {
        let room: Vec<usize> = room.into_iter().map(ActorIx::index).collect();
        seat(terms, &room, event.date.text())
    })
}

fn letter(value: &str, letter: &str) -> bool {
    let wanted = value.trim_start_matches(['<', '>', '=']);
    let (a, b) = (letter, wanted);
    match value.trim_end_matches(wanted) {
        "" => a == b,
        _ if a == "F" => false,
        ">=" => a <= b,
        ">" => a < b,
        "<=" => a >= b,
        _ => a > b,
    }
}

fn digit(value: &str, digit: &str) -> bool {
    let compared = value.starts_with(['<', '>']);
    (digit != "6" || !compared) && compares(value, digit.parse().expect("a digit"))
}

/// Returns the text in lower case without the diacritical marks that this world's words have.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .replace('ł', "l")
        .replace('ó', "o")
        .replace('ź', "z")
        .replace('ё', "е")
        .replace('й', "и")
}

fn quotes(event: &Event) -> Vec<&str> {
    event
        .quotes
        .iter()
        .flat_map(|q| [Some(&q.text), q.original.as_ref()])
        .flatten()
        .map(String::as_str)
        .collect()
}

fn texts(event: &Event) -> Vec<&str> {
    let mut all = quotes(event);
    all.push(&event.title);
    all.extend(event.summary.iter().chain(&event.note).chain(&event.tags).map(String::as_str));
    for actor in event.everyone() {
        let (_, name, aliases, ..) = ACTORS[actor.index()];
        all.push(name);
        all.extend(aliases);
    }
    all.extend(places(event).into_iter().map(|v| VENUES[v].1));
    all
}

fn places(event: &Event) -> Vec<usize> {
    let sessions = event.sessions.iter().filter_map(|s| s.venue);
    event
        .venue
        .into_iter()
        .chain(event.other_venues.iter().copied())
        .chain(sessions)
        .map(VenueIx::index)
        .collect()
}

fn path(venue: usize) -> Vec<usize> {
    std::iter::successors(Some(venue), |v| VENUES[*v].2).collect()
}

fn is_venue(value: &str, venue: usize) -> bool {
    let name = value.trim_start_matches('=').to_lowercase();
    let one = |(id, full, ..): &Located| {
        *id == name || full.to_lowercase() == name || full.to_lowercase().starts_with(&name)
    };
    let by_id = VENUES.iter().position(|v| v.0 == name);
    let meant = by_id.or_else(|| VENUES.iter().position(one)).expect("a venue of this world");
    if value.starts_with('=') { venue == meant } else { path(venue).contains(&meant) }
}

fn is_actor(value: &str, actor: usize, date: &str) -> bool {
    let name = value.trim_start_matches('=').to_lowercase();
    let whole = |(_, full, aliases, metonyms, _): &Named| {
        [*full].iter().chain(*aliases).chain(*metonyms).any(|n| plain(n) == plain(&name))
    };
    let worded = |(_, full, ..): &Named| full.to_lowercase().split(' ').any(|w| w == name);
    let meant = ACTORS
        .iter()
        .position(|a| a.0 == name)
        .or_else(|| ACTORS.iter().position(whole))
        .or_else(|| ACTORS.iter().position(worded))
        .expect("an actor of this world");
    actor == meant || (!value.starts_with('=') && belongs(actor, meant, date, 0))
}

fn belongs(actor: usize, to: usize, date: &str, depth: usize) -> bool {
    let (first, last) = span(date);
    depth < 9
        && MEMBERS.iter().any(|(member, of, from, until)| {
            let lists_only = ACTORS[*member].4 == ActorKind::State && ACTORS[*of].4 == ActorKind::Bloc;
            let begun = from.is_empty() || span(from).0 <= last;
            let over = !until.is_empty() && span(until).1 < first;
            *member == actor
                && !lists_only
                && begun
                && !over
                && (*of == to || belongs(*of, to, date, depth + 1))
        })
}

/// Returns the first and last day as texts that compare like days; open ends are extremes.
fn span(date: &str) -> (String, String) {
    let date = date.trim_end_matches(['~', '?']);
    if let Some((from, to)) = date.split_once('/') {
        let first = if from == ".." { "0000".to_owned() } else { span(from).0 };
        let last = if to == ".." { "9999".to_owned() } else { span(to).1 };
        return (first, last);
    }
    match date.len() {
        4 => (format!("{date}-01-01"), format!("{date}-12-31")),
        7 => {
            let days = match date.get(5..) {
                Some("02") => 28,
                Some("04" | "06" | "09" | "11") => 30,
                _ => 31,
            };
            (format!("{date}-01"), format!("{date}-{days}"))
        }
        _ => (date.to_owned(), date.to_owned()),
    }
}

fn dated(field: &str, value: &str, date: &str) -> bool {
    let value = match value {
        "today" => TODAY,
        "1d" => "2025-12-19",
        other => other,
    };
    let open = |text: &str, end: &str| if text.is_empty() { end.to_owned() } else { text.to_owned() };
    let (from, to) = if let Some((from, to)) = value.split_once("..") {
        (span(&open(from, "0000-01-01")).0, span(&open(to, "9999-12-31")).1)
    } else if let Some(from) = value.strip_prefix(">=") {
        (span(from).0, "9999-12-31".to_owned())
    } else {
        span(value)
    };
    let (from, to) = match field {
        "since" => (from, "9999-12-31".to_owned()),
        "until" => ("0000-01-01".to_owned(), to),
        _ => (from, to),
    };
    let (first, last) = span(date);
    if field == "during" {
        let first_open = first == "0000" && from != "0000-01-01";
        let last_open = last == "9999" && to != "9999-12-31";
        !date.ends_with(['~', '?'])
            && !first_open
            && !last_open
            && (first == "0000" || first >= from)
            && (last == "9999" || last <= to)
    } else {
        first <= to && last >= from
    }
}

fn has(value: &str, timeline: &Timeline, ix: EventIx, event: &Event) -> bool {
    match value {
        "quote" => !event.quotes.is_empty(),
        "venue" => !places(event).is_empty(),
        "source" => !event.sources.is_empty(),
        "archive" => !event.sources.is_empty() && event.sources.iter().all(|s| SOURCES[s.index()].2),
        "figures" => rows(event).count() > 0,
        "about" => !event.about.is_empty(),
        "link" => {
            let points_here = |e: &Event| e.links.iter().any(|l| l.to == ix);
            !event.links.is_empty() || timeline.store().events.iter().any(points_here)
        }
        "response" => links::answered(timeline, ix),
        "conflict" => !event.conflicts.is_empty(),
        "note" => event.note.is_some(),
        "end" => event.date.text().contains('/'),
        other => panic!("the page has no has:{other}"),
    }
}

fn is(value: &str, timeline: &Timeline, ix: EventIx, event: &Event) -> bool {
    let date = event.date.text();
    match value {
        "unsourced" => event.sources.is_empty(),
        "single-source" => {
            let mut roots: Vec<&str> = event.sources.iter().filter_map(|s| SOURCES[s.index()].3).collect();
            roots.sort_unstable();
            roots.dedup();
            roots.len() == 1
        }
        "conflicted" => !event.conflicts.is_empty(),
        "hedged" => event.about.iter().any(|a| a.hedged),
        "denied" => links::pointed_at(timeline, ix, &[LinkKind::Denies]),
        "confirmed" => links::pointed_at(timeline, ix, &[LinkKind::Confirms]),
        "withdrawn" => event.sources.iter().any(|s| s.index() == SOURCES.len() - 1),
        "lapsed" => links::lapsed(timeline, ix),
        "future" => span(date).0.as_str() > TODAY,
        "ranged" => date.contains('/'),
        "uncertain" => date.contains(['~', '?']),
        "bookmarked" => event.id.as_str() == "e0",
        "new" => event.id.as_str() == "e1",
        other => panic!("the page has no is:{other}"),
    }
}

#[test]
fn the_naive_reading_knows_its_world() {
    assert_eq!(span("2025-11"), ("2025-11-01".into(), "2025-11-30".into()), "a month has its days");
    assert!(is_actor("Кремль", 2, "2025-12-21") && !is_actor("Кремль", 2, "2025-12-19"), "as of the date");
    assert!(!is_actor("eu", 7, "2025-12") && is_actor("eu", 8, "2025-12"), "states are only listed");
    assert_eq!(DATES.len() + WEAPONS.len(), 15, "what is drawn from is here");
}
