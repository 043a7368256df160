//! What became of denied claims.

use super::*;

/// Returns the outcome of a claim that is denied on 10 December, with the other events that `make` adds.
fn fate(make: impl FnOnce(&mut Sample)) -> Value {
    let mut sample = statements(&[("claim", "09"), ("denial", "10")]);
    sample.link("denial", LinkKind::Denies, "claim");
    make(&mut sample);
    let timeline = sample.timeline();
    let (_, json) = report(&timeline, |id| id.as_str() == "denial");
    json["denied_claims"][0]["cases"][0].clone()
}

fn meeting<'s>(sample: &'s mut Sample, id: &str, date: &str, status: Status) -> &'s mut crate::event::Event {
    let event = sample.event(id, Kind::Meeting, date);
    event.status = status;
    event
}

#[test]
fn only_a_later_event_that_occurred_shows_that_it_came() {
    let held = fate(|sample| {
        meeting(sample, "held", "2025-12-20", Status::Occurred);
        sample.link_as("held", LinkKind::Confirms, "claim", Basis::Inferred);
    });
    assert_eq!(
        (&held["fate"], &held["by"]),
        (&"later_occurred".into(), &"held".into()),
        "a meeting confirms it"
    );
    assert_eq!(held["basis"], "inferred", "and how the link is known");
    assert_eq!(held["after_denial"]["min_seconds"], 9 * 24 * 3600, "from the end of the denial's day");
    assert_eq!(held["after_denial"]["max_seconds"], 11 * 24 * 3600, "from its beginning");
    let against = fate(|sample| {
        meeting(sample, "held", "2025-12-20", Status::Occurred);
        sample.link("held", LinkKind::Contradicts, "denial");
    });
    assert_eq!(against["fate"], "later_occurred", "it cannot be true together with the denial");
    for (date, status, why) in [
        ("2025-12-09", Status::Occurred, "what was before the denial decides nothing"),
        ("2025-12-20", Status::Alleged, "what is only alleged decides nothing"),
        ("2025-12-20", Status::Scheduled, "nor what is only planned"),
    ] {
        let open = fate(|sample| {
            meeting(sample, "held", date, status);
            sample.link("held", LinkKind::Confirms, "claim");
        });
        assert_eq!(open["fate"], "open", "{why}");
        assert_eq!(open.get("by"), None, "{why}");
    }
}

#[test]
fn a_statement_that_confirms_is_a_voice_and_no_proof() {
    let said = fate(|sample| {
        sample.event("voice", Kind::Statement, "2025-12-11");
        meeting(sample, "held", "2025-12-30", Status::Occurred);
        sample.link("voice", LinkKind::Confirms, "claim");
        sample.link("voice", LinkKind::Contradicts, "denial");
    });
    assert_eq!(
        (&said["fate"], &said["by"]),
        (&"later_confirmed".into(), &"voice".into()),
        "somebody says so"
    );
    let shown = fate(|sample| {
        sample.event("voice", Kind::Statement, "2025-12-11");
        meeting(sample, "held", "2025-12-30", Status::Occurred);
        sample.link("voice", LinkKind::Confirms, "claim");
        sample.link("held", LinkKind::Asserts, "claim");
    });
    assert_eq!(
        (&shown["fate"], &shown["by"]),
        (&"later_occurred".into(), &"held".into()),
        "a fact outweighs it"
    );
    let rival = fate(|sample| {
        sample.event("voice", Kind::Statement, "2025-12-11");
        sample.link("voice", LinkKind::Contradicts, "denial");
    });
    assert_eq!(rival["fate"], "open", "one statement against another decides nothing");
}

#[test]
fn what_fell_through_or_was_replaced_did_not_come_and_what_occurred_later_did() {
    let refuted = fate(|sample| {
        meeting(sample, "other", "2025-12-20", Status::Occurred);
        sample.link("other", LinkKind::Contradicts, "claim");
    });
    assert_eq!(
        (&refuted["fate"], &refuted["by"]),
        (&"not".into(), &"other".into()),
        "a fact stands against it"
    );
    let replaced = fate(|sample| {
        sample.event("new", Kind::Statement, "2025-12-12");
        sample.link("new", LinkKind::Supersedes, "claim");
    });
    assert_eq!(replaced["fate"], "not", "superseded");
    let void = fate(|sample| {
        sample.event("news", Kind::Statement, "2025-12-12");
        sample.link("claim", LinkKind::OvertakenBy, "news");
    });
    assert_eq!((&void["fate"], &void["by"]), (&"not".into(), &"news".into()), "overtaken");
    for (date, status, wanted) in [
        ("2025-12-20", Status::Cancelled, "not"),
        ("2025-12-20", Status::Scheduled, "not"),
        ("2026-03-20", Status::Scheduled, "open"),
        ("2025-12-20", Status::Alleged, "open"),
        ("2025-12-20", Status::Occurred, "later_occurred"),
        ("2026-03-20", Status::Occurred, "open"),
        ("2025-12-10", Status::Occurred, "open"),
        ("2025-12-09", Status::Occurred, "open"),
    ] {
        let mut sample = statements(&[("denial", "10")]);
        meeting(&mut sample, "plan", date, status);
        sample.link("denial", LinkKind::Denies, "plan");
        let timeline = sample.timeline();
        let (_, json) = whole(&timeline);
        let case = &json["denied_claims"][0]["cases"][0];
        assert_eq!(case["fate"], wanted, "a meeting of {date} that is {status}");
    }
}

#[test]
fn each_denier_has_each_claim_once() {
    let mut sample = statements(&[("claim", "01"), ("other", "01")]);
    let (a, b) = (sample.actor("a", ActorKind::Person), sample.actor("b", ActorKind::Person));
    for (id, day, who) in [("one", "02", &[a, b][..]), ("again", "03", &[a][..])] {
        cast(sample.event(id, Kind::Statement, &format!("2025-12-{day}")), Role::Speaker, who);
        sample.link(id, LinkKind::Denies, "claim");
    }
    sample.event("nobody", Kind::Statement, "2025-12-04");
    sample.link("nobody", LinkKind::Denies, "claim");
    sample.link("again", LinkKind::Denies, "other");
    meeting(&mut sample, "held", "2025-12-20", Status::Occurred);
    sample.link("held", LinkKind::Confirms, "claim");
    let timeline = sample.timeline();
    let (text, json) = whole(&timeline);
    let rows = "A | 2 | 1 | 0 | 0 | 1 | 17 – 19 days\nB | 1 | 1 | 0 | 0 | 0 | 17 – 19 days\nno speaker named | 1 | 1 | 0 | 0 | 0 | 15 – 17 days\n";
    assert!(text.contains(rows), "from the first denial of each:\n{text}");
    let denials: Vec<&Value> = json["denied_claims"][0]["cases"].as_array().expect("cases").iter().collect();
    assert_eq!((&denials[0]["denial"], &denials[1]["denial"]), (&"one".into(), &"again".into()), "in order");
    assert!(
        text.contains(
            "- claim, denied by A in one: later occurred, by held, 17 – 19 days after the denial\n"
        ),
        "{text}"
    );
}
