//! An event that did not occur answers, denies, confirms and contradicts nothing, and is reported separately.

use super::*;

/// Reports on a denied claim and, three days after the denial, an event that links to the claim and to the denial.
fn text_and_json(status: Status, kind: LinkKind, other: Kind) -> (String, Value) {
    let mut sample = statements(&[("claim", "01"), ("denial", "02")]);
    sample.link("denial", LinkKind::Denies, "claim");
    sample.event("other", other, "2025-12-05").status = status;
    sample.link("other", kind, "claim");
    sample.link("other", kind, "denial");
    whole(&sample.timeline())
}

#[test]
fn no_time_no_status_and_no_fate_rests_on_what_did_not_occur() {
    for status in Status::ALL.iter().copied().filter(|status| *status != Status::Occurred) {
        for kind in LinkKind::ALL.iter().copied() {
            for other in [Kind::Statement, Kind::Meeting] {
                let (text, json) = text_and_json(status, kind, other);
                let what = format!("a {other} that is {status} and {kind}");
                assert_eq!(
                    json["response_times"]["all"]["n"], 1,
                    "only the denial has a time: {what}\n{text}"
                );
                let case = &json["denied_claims"][0]["cases"][0];
                assert_eq!((&case["fate"], case.get("by")), (&"open".into(), None), "{what}");
                let events = json["threads"][0]["events"].as_array().expect("events");
                let of = |id: &str| events.iter().find(|event| event["id"] == id);
                for id in ["claim", "denial"] {
                    let event = of(id).expect("in the thread");
                    let marks = ["denied", "confirmed", "contradicted"].map(|mark| event[mark] == true);
                    assert_eq!(marks, [id == "claim", false, false], "{id} by {what}");
                    let beside = event["not_counted"].as_array().expect("a list").len();
                    assert_eq!(beside, usize::from(kind.answers() || kind.decides()), "told beside: {what}");
                }
                for link in of("other").map_or(&Vec::new(), |other| other["links"].as_array().expect("links"))
                {
                    assert_eq!(link.get("lag"), None, "no time stands on its arrow: {what}");
                }
            }
        }
    }
}

#[test]
fn what_would_answer_is_told_as_what_it_is() {
    let (text, json) = text_and_json(Status::Alleged, LinkKind::Contradicts, Kind::Statement);
    for wanted in [
        "» claim · no speaker named — denied, contradicted only by what is alleged\n",
        "  denies 0 – 48 h later: » denial · no speaker named — contradicted only by what is alleged\n",
        "contradicts: » [alleged] other",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is told:\n{text}");
    }
    assert_eq!(
        json["threads"][0]["events"][0]["not_counted"],
        serde_json::json!([{"by": "other", "type": "contradicts", "status": "alleged"}]),
        "and in data"
    );
    let (text, json) = text_and_json(Status::Cancelled, LinkKind::RespondsTo, Kind::Statement);
    assert!(
        text.contains(
            "Listed without a time, because alleged, rumoured, planned or cancelled:\n- » [cancelled] other"
        ),
        "{text}"
    );
    assert_eq!(json["response_times"]["not_occurred"], serde_json::json!(["other"]), "{json}");
    let (text, _) = text_and_json(Status::Alleged, LinkKind::Denies, Kind::Statement);
    assert!(
        text.contains("» claim · no speaker named — denied\n"),
        "where one that occurred says the same it needs no remark:\n{text}"
    );
}

#[test]
fn the_denial_itself_must_have_occurred() {
    for status in Status::ALL.iter().copied() {
        let mut sample = statements(&[("claim", "01")]);
        sample.event("denial", Kind::Statement, "2025-12-02").status = status;
        sample.link("denial", LinkKind::Denies, "claim");
        let (_, json) = whole(&sample.timeline());
        let deniers = json["denied_claims"].as_array().map(Vec::len);
        assert_eq!(deniers, Some(usize::from(status == Status::Occurred)), "a denial that is {status}");
    }
}

#[test]
fn an_answer_only_alleged_leaves_its_claim_unanswered() {
    let mut sample = statements(&[("claim", "01")]);
    sample.event("reply", Kind::Statement, "2025-12-02").status = Status::Alleged;
    sample.event("said", Kind::Statement, "2025-12-01").stance = Some(Stance::Accuses);
    sample.link("reply", LinkKind::RespondsTo, "said");
    let (text, json) = whole(&sample.timeline());
    assert_eq!(json["unanswered"], serde_json::json!(["said"]), "{text}");
    assert!(text.contains("answered only by what is alleged"), "which is told:\n{text}");
}

#[test]
fn the_time_to_what_was_called_off_runs_to_its_date() {
    let mut sample = statements(&[("denial", "02")]);
    sample.event("plan", Kind::Meeting, "2025-12-20").status = Status::Cancelled;
    sample.link("denial", LinkKind::Denies, "plan");
    let (text, json) = whole(&sample.timeline());
    let case = &json["denied_claims"][0]["cases"][0];
    assert_eq!(case["fate"], "not", "it was called off");
    assert_eq!(case["after_denial"]["min_seconds"], 17 * 24 * 3600, "from the end of the 2nd to the 20th");
    assert!(text.contains("not, 17 – 19 days after the denial\n"), "{text}");
}
