mod demonstration;
mod edit;
mod naive;
mod property;
mod wish;
mod world;

use super::*;

fn normal(text: &str) -> String {
    match Filter::parse(text) {
        Ok(filter) => filter.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn filters_print_in_one_normal_form() {
    let cases = [
        ("", ""),
        ("  kremlin   talks ", "kremlin talks"),
        ("a AND b", "a b"),
        ("a OR b c", "a OR b c"),
        ("(a OR b) c", "(a OR b) c"),
        ("NOT kind:strike", "-kind:strike"),
        ("no:archive", "-has:archive"),
        ("-no:archive", "has:archive"),
        ("-(a b)", "-(a b)"),
        ("--a", "a"),
        ("Kind:Meeting,STRIKE", "kind:meeting,strike"),
        ("actor:\"Yury Ushakov\",=kremlin", "actor:\"Yury Ushakov\",=kremlin"),
        ("\"three-way talks\"", "\"three-way talks\""),
        ("\"trilateral\"", "trilateral"),
        ("\"12:30\"", "\"12:30\""),
        ("text:kremlin", "kremlin"),
        ("title:/a\\/b c/", "title:/a\\/b c/"),
        ("quote:\"/x/\"", "quote:\"/x/\""),
        ("rel:b", "rel:B"),
        ("launched:1000..", "launched:>=1000"),
        ("weapon:drone launched:>=1000", "figure:(weapon:drone launched:>=1000)"),
        ("weapon:drone kind:strike launched:>=1000", "figure:(weapon:drone launched:>=1000) kind:strike"),
        ("weapon:drone OR launched:>=1000", "weapon:drone OR launched:>=1000"),
        ("about:x stance:denies", "about:x/denies"),
        ("is:hedged stance:denies about:x about:y", "about:x/denies/hedged about:y/denies/hedged"),
        ("about:x is:hedged", "about:x/hedged"),
        ("about:x/hedged,x stance:denies is:hedged", "about:x/denies/hedged"),
        ("about:x/hedged/denies", "about:x/denies/hedged"),
        ("about:x,y stance:denies,opposes", "about:x/denies,x/opposes,y/denies,y/opposes"),
        ("about:x stance:accuses", "about:x stance:accuses"),
        ("stance:denies", "stance:denies"),
        ("or and not", "or and not"),
        ("\"OR\"", "\"OR\""),
        ("a (b (c d))", "a b c d"),
        ("a a", "a"),
        ("country:ua", "country:UA"),
        ("lag:<=24Hours,<24h", "lag:<24h"),
        ("lag:>1d12h roots:2..", "lag:>1d12h roots:>=2"),
        ("thread:2025-12-21-Ushakov", "thread:2025-12-21-ushakov"),
        ("no:response is:denied,lapsed", "-has:response is:denied,lapsed"),
        ("met:a met:b kind:meeting met:a", "met:a met:b kind:meeting"),
        ("launched:>0 kind:strike by:ukraine,=russia", "figure:(launched:>0 by:ukraine,=russia) kind:strike"),
        ("by:ukraine", "by:ukraine"),
        ("Term:Trilateral", "term:trilateral"),
        ("url:https://kremlin.ru/events", "url:https://kremlin.ru/events"),
        ("cite:/no\\. [0-9]+/", "cite:/no\\. [0-9]+/"),
        ("logged:today published:>=2025-12", "logged:today published:>=2025-12"),
        ("date:{2025-12-01,2025-12-03},today", "date:\"{2025-12-01,2025-12-03}\",today"),
    ];
    for (typed, wanted) in cases {
        assert_eq!(normal(typed), wanted, "the normal form of `{typed}`");
        assert_eq!(normal(wanted), wanted, "`{wanted}` is stable");
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    let cases = [
        ("12:30", "unknown field `12`", "12"),
        ("exchanged:>10", "unknown field `exchanged`", "exchanged"),
        ("actr:x", "unknown field `actr`", "actr"),
        ("kind:meetng", "unknown kind `meetng`", "meetng"),
        ("lag:24h", "`24h` is an exact time, and no response time is known that precisely", "24h"),
        ("lag:<24", "`24` has no unit", "<24"),
        ("roots:many", "`many` is not a number", "many"),
        ("is:denyed", "unknown `is:` word `denyed`", "denyed"),
        ("a OR", "`OR` needs a term on both sides", "OR"),
        ("OR a", "`OR` needs a term on both sides", "OR"),
        ("a AND OR b", "`AND` needs a term on both sides", "AND"),
        ("(a", "the group is not closed", "("),
        ("a)", "no group is open for this `)`", ")"),
        ("()", "nothing in the group", "()"),
        ("\"a", "the quote is not closed", "\""),
        ("actor: x", "nothing after `actor:`", ":"),
        ("kind:a,", "unknown kind `a`", "a"),
        ("tag:a,,b", "nothing after the comma", ","),
        ("rel:>=F", "`F` cannot be judged, so nothing is better or worse", ">=F"),
        ("sources:1,000", "`000` is not a number", "000"),
        ("title:/(/", "bad regular expression: unclosed group", "/(/"),
        ("about:x/accuses", "`accuses` is not a position on a claim", "x/accuses"),
        ("figure:(kind:strike)", "`figure:` needs figure terms in brackets", "kind:strike"),
    ];
    for (typed, message, wrong) in cases {
        let Err(error) = Filter::parse(typed) else { panic!("`{typed}` is a mistake") };
        assert_eq!(error.message, message, "what is wrong with `{typed}`");
        assert_eq!(typed.get(error.span.clone()), Some(wrong), "where `{typed}` is wrong");
    }
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let deep = "(".repeat(60_000);
    assert!(Filter::parse(&deep).is_err(), "no stack is exhausted");
    let minus = format!("{}a", "-".repeat(60_000));
    assert_eq!(normal(&minus), "a", "an even number of signs cancels out");
}

#[test]
fn a_name_that_fits_several_lists_them() {
    let mut sample = world::registered();
    sample.event("e0", crate::event::Kind::Meeting, "2025-12-20");
    let timeline = sample.timeline();
    let now = Now::parse("2025-12-22", chrono_tz::Tz::UTC).expect("a day");
    let context = Context { now: &now, bookmarks: &HashSet::new(), unseen: &HashSet::new() };
    let result = |text: &str| match Filter::parse(text).and_then(|f| f.bind(&timeline, context)) {
        Ok(query) => format!("{} events", query.run(&timeline).len()),
        Err(error) => error.to_string(),
    };
    assert_eq!(
        result("speaker:ivanov"),
        "error: `ivanov` fits several actors\n  speaker:ivanov\n          ^^^^^^\nhint: did you mean `ivanov-s` or `ivanov-i`?",
        "all are listed"
    );
    assert_eq!(
        result("venue:brussels"),
        "error: no venue `brussels`\n  venue:brussels\n        ^^^^^^^^\nhint: it is known as an actor: `actor:eu`",
        "metonyms match actors, never venues"
    );
    assert_eq!(result("actor:france"), "0 events", "a known actor without an event is no mistake");
    assert_eq!(
        result("kind:strike"),
        "error: no event has kind `strike`\n  kind:strike\n       ^^^^^^\nhint: in use: meeting",
        "a value that no event uses is one"
    );
}

#[test]
fn hostile_filters_are_answered_at_once() {
    let started = std::time::Instant::now();
    let many = |count: u32, make: fn(u32) -> String| (0..count).map(make).collect::<Vec<_>>().join(" ");
    assert!(Filter::parse(&many(10_000, |n| format!("w{n}"))).is_ok(), "ten thousand words are read");
    assert!(
        Filter::parse(&many(3_000, |n| format!("launched:>{n}"))).is_ok(),
        "three thousand figure terms are read"
    );
    assert!(
        Filter::parse(&many(1_000, |n| format!("about:c{n} stance:s{n}*"))).is_err(),
        "a million positions are refused"
    );
    assert!(Filter::parse(&"a ".repeat(100_000)).is_err(), "so is a text without end");
    assert!(Filter::parse("title:/((a{100}){100}){100}/").is_err(), "and a regular expression without end");
    assert!(started.elapsed().as_secs() < 20, "none takes long, even unoptimised: {:?}", started.elapsed());
}
