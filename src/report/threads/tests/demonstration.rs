//! Threads of the demonstration store, checked by hand against its files.

use std::sync::{Arc, LazyLock};

use super::*;
use crate::store::Store;

static TIMELINE: LazyLock<Timeline> = LazyLock::new(|| Timeline::new(Arc::new(Store::builtin()), None));

/// Returns the thread of an event as it is drawn, without headings and tables.
fn drawn(of: &str) -> String {
    let ix = TIMELINE.store().find(of).expect("the event is in the store");
    let tied = TIMELINE.threads().thread(ix);
    let (text, _) =
        report(&TIMELINE, |id| tied.contains(&TIMELINE.store().find(id.as_str()).expect("its id")));
    let lines: Vec<&str> = text.lines().skip(1).skip_while(|line| line.starts_with('#')).collect();
    lines.split(|line| line.starts_with('#')).next().unwrap_or_default().join("\n")
}

/// The zones are: Kyiv UTC+2, Moscow UTC+3, Miami UTC−5, Washington UTC−5, Abu Dhabi UTC+4.
#[test]
fn three_way_talks() {
    let wanted = "\
● US envoys meet Umerov and British, French and German security advisers in Miami
  responds to 0 – 41 h later, order uncertain: » Zelenskyy: Washington has proposed three-way talks at security-adviser level — denied, confirmed (inferred), contradicted (inferred)
    contradicts (inferred) 0 – 9 h later, order uncertain: » Russian source rules out contact between Dmitriev and Ukrainians in Miami · Unnamed Russian source
    denies and responds to 0 – 35 h later, order uncertain: » Ushakov: no one has seriously discussed a trilateral meeting — contradicted (inferred)
      contradicts (inferred): » [alleged] Claim: Kremlin press office denied trilateral talks on 12 December · Kremlin press service
        amplifies: » [alleged] Claim: Belarus and China backed the Kremlin denial and NATO members changed their outreach · Belarus, China
      contradicts (inferred) 33 – 34 days later: ● First Russia-US-Ukraine talks, Abu Dhabi
    confirms (inferred) 32 – 35 days later: » Ushakov: first trilateral working group on security meets in Abu Dhabi today
    + also contradicts (inferred) Ushakov: no one has seriously discussed a trilateral meeting, 32 – 34 days later";
    assert_eq!(drawn("2025-12-21-ushakov-no-trilateral"), wanted, "from Kyiv's report to the meeting");
}

#[test]
fn the_28_points() {
    let wanted = "\
» Axios: US and Russia have quietly drafted a 28-point plan · Axios, Unnamed officials to Axios, Kirill Dmitriev — confirmed
  responds to 0 – 45 h later, order uncertain: » Peskov: nothing new beyond Anchorage, nothing to share about a US plan
  confirms 45 h – 4 days later: » Putin: the 28 points could form the basis of a final settlement
  responds to (inferred) 3 – 6 days later: » US senators: Rubio told us the plan is a Russian wish list · Angus King, Mike Rounds — denied
    denies and responds to 0 – 25 h later, order uncertain: » State Department and Rubio: the senators' account is false, the US wrote the plan · Tommy Pigott, Marco Rubio
  responds to (inferred) 4 – 6 days later: » Reuters publishes a European counter-text to the US plan · Reuters, Unnamed source of Reuters — denied
    denies 0 – 23 h later, order uncertain: » Rubio: what counter-plan?
    responds to 0 – 45 h later, order uncertain: » Ushakov: the European text is wholly unconstructive and does not suit us
  responds to (inferred) 6 – 9 days later: » Kallas: the draft contains no concession from Russia";
    assert_eq!(drawn("2025-11-18-axios-28-points"), wanted, "nine events under the first report");
}

#[test]
fn the_budapest_summit() {
    let wanted = "\
» Trump: will meet Putin in Budapest within about two weeks — confirmed, contradicted
  confirms 0 – 41 h later, order uncertain: » Peskov: summit within two weeks or a little later; much to prepare — contradicted (inferred)
  contradicts 5 – 7 days later: » Trump cancels the Budapest meeting · Donald Trump
    responds to 65 h – 5 days later: » Lavrov: the invitation was withdrawn; everything depends on the initiator
● [cancelled] Rubio-Lavrov meeting in person, reported for 23 October: not held
  responds to though dated before it: » Peskov: what was never scheduled cannot be postponed
  + also contradicts (inferred) Peskov: summit within two weeks or a little later; much to prepare, 3 – 5 days later";
    assert_eq!(
        drawn("2025-10-22-trump-cancels-budapest"),
        wanted,
        "an answer to what was still to come has no time"
    );
}

#[test]
fn the_valdai_claim() {
    let wanted = "\
▲ [alleged] Alleged drone attack on Putin's Valdai residence — contradicted
  asserts 0 – 48 h later: » Lavrov: targets for retaliation chosen, negotiating position to be revised — denied
    denies and responds to 0 – 25 h later, order uncertain: » Zelenskyy: another lie to prepare strikes on Kyiv
    amplifies 24 h – 3 days later: » Russian defence ministry shows map and drone video for its Valdai claim · Ministry of Defence of Russia
    denies 27 h – 4 days later: » CIA assessment, as reported: no attack on Putin's residence · John Ratcliffe, Central Intelligence Agency
    + also contradicts [alleged] Alleged drone attack on Putin's Valdai residence, 51 h – 5 days later
  responds to (claimed) 10 – 13 days later: ▲ Oreshnik fired at Lviv region in a wider night attack; four killed in Kyiv — confirmed
    confirms 0 – 47 h later, order uncertain: » Russian defence ministry: Oreshnik strike answers the alleged Valdai attack
    + also responds to (claimed) [alleged] Alleged drone attack on Putin's Valdai residence, 11 – 13 days later
    + also amplifies Lavrov: targets for retaliation chosen, negotiating position to be revised, 10 – 12 days later";
    assert_eq!(
        drawn("2025-12-29-claimed-valdai-drone-attack"),
        wanted,
        "the alleged attack stays alleged everywhere"
    );
}

#[test]
fn the_truces_on_energy() {
    let january = "\
» Trump: Putin agreed not to fire on Kyiv and towns for a week — confirmed, contradicted
  responds to and contradicts 0 – 17 h later, order uncertain: » Zelenskyy: raised in Abu Dhabi, but no direct agreement with Russia
  confirms 0 – 30 h later, order uncertain: » Peskov confirms: a request not to strike Kyiv until 1 February · Dmitry Peskov";
    assert_eq!(drawn("2026-01-29-trump-week-without-strikes"), january, "of January 2026");
    let doha = "\
● [alleged] Reported Doha meeting on energy strikes: not held — denied
  denies 0 – 18 days later, order uncertain, date in doubt: » Zakharova: nothing was broken off because there was nothing to break off
  + also denies Washington Post: indirect Doha talks on energy strikes upset by the Kursk incursion, 0 – 41 h later, order uncertain
» Washington Post: indirect Doha talks on energy strikes upset by the Kursk incursion · The Washington Post, Unnamed officials to the Washington Post — denied";
    assert_eq!(drawn("2024-08-17-wp-doha-talks"), doha, "of August 2024");
}

#[test]
fn the_whole_store_in_numbers() {
    let (text, json) = whole(&TIMELINE);
    assert!(
        text.starts_with("54 threads of 166 events; the store holds 264 events.\n"),
        "{}",
        text.lines().next().unwrap_or_default()
    );
    assert!(
        text.contains("\nDmitry Peskov | 22 | 0 | 3 | 16 | 3 | 0 – 46 h | 1\n"),
        "as worked out apart:\n{text}"
    );
    assert!(text.contains("\nYury Ushakov | 8 | 0 | 0 | 5 | 3 | 12 – 60 h | 0\n"), "as worked out apart");
    assert!(
        text.contains("\nAll answers | 87 | 0 | 16 | 50 | 21 | 0 – 48 h | 2\n"),
        "89 answers that occurred, two before the event, and one that is alleged"
    );
    assert_eq!(json["response_times"]["all"]["order_uncertain"], 38, "of these the order is not known");
    assert_eq!(json["unanswered"].as_array().map(Vec::len), Some(50), "of 78 claims");
    let ushakov =
        json["denied_claims"].as_array().and_then(|all| all.iter().find(|d| d["actor"] == "ushakov"));
    let case = &ushakov.expect("Ushakov denied something")["cases"][0];
    assert_eq!(
        case["by"], "2026-01-23-abu-dhabi-trilateral",
        "the meeting that he had denied was in preparation"
    );
    // The denial was made by 08:28 UTC on 21 December. The meeting began at 15:30 UTC on 23 January.
    assert_eq!(
        case["after_denial"]["min_seconds"],
        (33 * 24 + 7) * 3600 + 2 * 60,
        "33 days, 7 hours and 2 minutes at least"
    );
    let open =
        json["denied_claims"].as_array().map(|all| all.iter().filter(|d| d["open"] == d["denied"]).count());
    assert_eq!(open, Some(15), "of the 16 others' denials nothing is decided by links");
}
