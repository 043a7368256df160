//! What the charts say of a small store.

use super::*;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;
use crate::tui::action::View;
use crate::tui::keys::Keys;

const STORE: &str = "
actors:
- {id: russia, name: Russia, kind: state}
- {id: af, name: Air Force}
- {id: mayor, name: Mayor}
events:
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: {attacker: russia}, figures: [
    {metric: killed, count: 8, by: af}, {metric: killed, count: 6, by: mayor},
    {weapon: drone, metric: launched, count: 100, by: af}]}
- {id: b, kind: strike, date: 2025-12-18, title: b, actors: {attacker: russia}, figures: [
    {weapon: drone, metric: launched, count: 50, by: af}]}
- {id: c, kind: strike, date: 2025-12-30, title: c, actors: {attacker: russia}, figures: [
    {metric: killed, count: 0, by: mayor}, {weapon: drone, metric: launched, count: 10.., by: af}]}
- {id: d, kind: strike, date: 2026-01-14, title: d, actors: {attacker: russia}, figures: [{metric: injured, count: unknown, by: af}]}
- {id: e, kind: statement, date: 2025-12-21, title: e, actors: [mayor], figures: [
    {weapon: drone, metric: launched, count: ~300, period: 2025-12-15/2025-12-21}]}
";

fn now() -> Now {
    Now::parse("2026-01-31", chrono_tz::UTC).expect("a day")
}

fn picture(timeline: &Timeline, variant: usize) -> Strikes {
    let shown = timeline.order().to_vec();
    let filter = Filter::default();
    Strikes::new(&Scene {
        timeline: timeline.clone(),
        shown,
        now: now(),
        filter,
        view: View::Strikes,
        keys: Keys::usual(),
        variant,
    })
}

fn at(strikes: &Strikes, row: usize, date: (i64, u8, u8)) -> Place {
    assert!(row < strikes.charts.len(), "there is a chart {row}");
    Place { row, day: Some(Day::from_civil(date.0, date.1, date.2)), ..Place::default() }
}

/// Returns the row of the first chart of a name.
fn row(strikes: &Strikes, name: &str) -> usize {
    strikes.charts.iter().position(|chart| chart.name == name).expect(name)
}

fn chart<'a>(strikes: &'a Strikes, name: &str) -> &'a Chart {
    &strikes.charts[row(strikes, name)]
}

#[test]
fn claimants_of_the_same_strikes_make_a_span() {
    let timeline = of_yaml(STORE);
    let people = picture(&timeline, 1);
    let names: Vec<&str> = people.charts.iter().map(|chart| chart.name.as_str()).collect();
    assert_eq!(names, ["strikes logged", "killed", "injured"], "what the strikes did, not the weapons");
    let cell = &chart(&people, "killed").cells[&IsoWeek::of(Day::from_civil(2025, 12, 16))];
    assert_eq!((cell.ends(), cell.span.to_string()), (Some((6, 8)), "6..8".to_owned()), "never 7, never 14");
    assert_eq!(cell.others(), 0, "both counted this one strike");
    let zero = &chart(&people, "killed").cells[&IsoWeek::of(Day::from_civil(2025, 12, 30))];
    assert_eq!(zero.ends(), Some((0, 0)), "none is a number");
    let unknown = &chart(&people, "injured").cells[&IsoWeek::of(Day::from_civil(2026, 1, 14))];
    assert_eq!(unknown.ends(), None, "an unknown number is none");
}

#[test]
fn who_counted_other_strikes_is_not_compared() {
    let more = "- {id: f, kind: strike, date: 2025-12-19, title: f, actors: {attacker: russia}, figures: [
    {weapon: drone, metric: launched, count: 7, by: mayor}]}\n";
    let timeline = of_yaml(&(STORE.to_owned() + more));
    let weapons = picture(&timeline, 0);
    let cell = &chart(&weapons, "drones launched").cells[&IsoWeek::of(Day::from_civil(2025, 12, 16))];
    assert_eq!(cell.span.to_string(), "150", "the Air Force counted two strikes, and the Mayor a third");
    assert_eq!(cell.others(), 1, "which is named beside it");
    let events: Vec<&str> = cell.events.iter().map(|ix| timeline.event(*ix).id.as_str()).collect();
    assert_eq!(events, ["a", "b", "f"], "and counts among the events");
}

#[test]
fn a_total_over_a_period_is_in_no_bar() {
    let timeline = of_yaml(STORE);
    let weapons = picture(&timeline, 0);
    let of_period = weapons.charts.iter().find(|chart| !chart.apart.is_empty()).expect("the Mayor's total");
    assert!(of_period.cells.is_empty(), "a week's total is not a strike of the week");
    assert_eq!(of_period.apart[0].words, "drones launched: ~300 (15–21 Dec 2025), Mayor");
}

#[test]
fn weeks_without_strikes_differ_from_weeks_without_a_count() {
    let timeline = of_yaml(STORE);
    let weapons = picture(&timeline, 0);
    let said = |date| weapons.at(&at(&weapons, row(&weapons, "drones launched"), date));
    let Target::Several { narrow, what, events } = said((2025, 12, 17)) else { panic!("two strikes") };
    assert_eq!(narrow, "date:2025-12-15..2025-12-21 kind:strike metric:launched weapon:drone");
    assert_eq!(events.len(), 2, "{what}");
    let Target::Several { narrow, what, .. } = said((2026, 1, 14)) else {
        panic!("a strike without the count")
    };
    assert_eq!(narrow, "date:2026-01-12..2026-01-18 kind:strike");
    assert!(what.contains("none counted as drones launched"), "{what}");
    assert!(
        matches!(said((2026, 1, 6)), Target::Nothing(why) if why.contains("no strike of this side logged"))
    );
}

#[test]
fn the_cursor_passes_over_weeks_in_which_nothing_is_logged() {
    let timeline = of_yaml(STORE);
    let weapons = picture(&timeline, 0);
    let mut place = at(&weapons, 1, (2026, 1, 14));
    weapons.go(&mut place, Step::Columns(-1));
    assert_eq!(
        place.day,
        Some(Day::from_civil(2025, 12, 29)),
        "from the 14th of January to the 30th of December"
    );
    weapons.go(&mut place, Step::Columns(-9));
    assert_eq!(place.day, Some(Day::from_civil(2025, 12, 15)), "and no further than the first");
}

const SIDES: &str = "
actors:
- {id: russia, name: Russia, kind: state}
- {id: ukraine, name: Ukraine, kind: state}
- {id: af, name: Air Force}
- {id: z, name: President}
events:
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: {attacker: russia}, figures: [
    {weapon: drone, metric: launched, count: 635, by: af}, {weapon: drone, metric: launched, count: 650.., by: z}]}
- {id: b, kind: strike, date: 2025-12-17, title: b, actors: {attacker: ukraine}}
- {id: c, kind: strike, date: 2025-12-23, title: c, actors: {attacker: russia}}
- {id: d, kind: strike, status: alleged, date: 2025-12-24, title: d, actors: {attacker: ukraine}, figures: [
    {weapon: drone, metric: intercepted, count: 91, by: af}]}
- {id: e, kind: strike, status: alleged, date: 2025-12-18, title: e, actors: {attacker: ukraine}}
- {id: f, kind: strike, status: scheduled, date: 2025-12-18, title: f, actors: {attacker: ukraine}}
";

#[test]
fn a_week_lists_only_the_strikes_of_the_side_and_nature_of_its_row() {
    let timeline = of_yaml(SIDES);
    let weapons = picture(&timeline, 0);
    let alleged = chart(&weapons, "drones intercepted");
    assert_eq!(alleged.whose, "alleged strikes by Ukraine");
    let ids = |date: (i64, u8, u8)| -> Vec<String> {
        let week = IsoWeek::of(Day::from_civil(date.0, date.1, date.2));
        alleged.events(week).iter().map(|ix| timeline.event(*ix).id.to_string()).collect()
    };
    assert_eq!(ids((2025, 12, 18)), ["e"], "neither Russia's nor what Ukraine did");
    assert_eq!(ids((2025, 12, 23)), ["d"]);
    let target = weapons.at(&at(&weapons, row(&weapons, "drones intercepted"), (2025, 12, 18)));
    assert_eq!(target.events().len(), 1, "{target:?}");
    let launched = at(&weapons, row(&weapons, "drones launched"), (2025, 12, 23));
    let Target::Several { narrow, .. } = weapons.at(&launched) else { panic!("Russia's strike c") };
    assert_eq!(narrow, "date:2025-12-22..2025-12-28 kind:strike status:occurred");
}

#[test]
fn the_first_chart_counts_the_strikes_and_what_is_alleged_is_apart() {
    let timeline = of_yaml(SIDES);
    let weapons = picture(&timeline, 0);
    let week = IsoWeek::of(Day::from_civil(2025, 12, 16));
    let (first, place) = (&weapons.charts[0], at(&weapons, 0, (2025, 12, 16)));
    assert_eq!((first.name.as_str(), first.whose.as_str()), ("strikes logged", "that happened"));
    let cell = &first.cells[&week];
    assert_eq!(
        (cell.ends(), cell.in_words()),
        (Some((2, 2)), "2".to_owned()),
        "a and b; e is alleged, f planned"
    );
    let by: Vec<&str> = cell.claims.iter().map(|claim| claim.by.as_str()).collect();
    assert_eq!(by, ["by Russia", "by Ukraine"]);
    assert_eq!(weapons.alleged_in(week), 1, "which the list tells of");
    let Target::Several { narrow, what, .. } = weapons.at(&place) else { panic!("two strikes") };
    assert_eq!(narrow, "date:2025-12-15..2025-12-21 kind:strike status:occurred", "{what}");
    let apart = weapons.charts.iter().find(|chart| chart.is_alleged).expect("a chart of its own");
    assert_eq!((apart.name.as_str(), apart.cells.len()), ("strikes logged", 2));
    assert_eq!(picture(&timeline, 1).charts[0].name, "strikes logged", "and with the other charts");
}

#[test]
fn the_number_of_a_week_names_the_highest_claim_and_that_it_has_no_end() {
    let timeline = of_yaml(SIDES);
    let weapons = picture(&timeline, 0);
    let cell = &chart(&weapons, "drones launched").cells[&IsoWeek::of(Day::from_civil(2025, 12, 16))];
    assert_eq!(cell.in_words(), crate::text::signs::drawn_owned("635 – 650 or more".to_owned()));
    let claims: Vec<String> = cell.claims.iter().map(Claimed::in_words).collect();
    assert_eq!(claims, ["650 or more", "635"], "nobody said 635 or more");
    let launched = at(&weapons, row(&weapons, "drones launched"), (2025, 12, 16));
    let Target::Several { what, .. } = weapons.at(&launched) else { panic!("one strike") };
    assert_eq!(what, "drones launched 2025-W51: 650 or more (President), 635 (Air Force); 1 event");
}

#[test]
fn the_scale_is_that_of_the_weeks_on_the_screen() {
    let timeline = of_yaml(STORE);
    let weapons = picture(&timeline, 0);
    let launched = chart(&weapons, "drones launched");
    let week = IsoWeek::of(Day::from_civil(2025, 12, 30));
    assert_eq!((launched.scale.peak, launched.scale_in(week, week).peak), (150, 10));
}
