use super::*;
use crate::event::date::Now;
use crate::report::document::{Block, Span};
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;

mod hostile;

fn now() -> Now {
    Now::parse("2026-01-31", chrono_tz::UTC).expect("a day")
}

/// Reports on every event of `timeline`, or on those whose ids are listed.
fn report(timeline: &Timeline, ids: &[&str]) -> Strikes {
    let inside = |ix: &EventIx| ids.is_empty() || ids.contains(&timeline.event(*ix).id.as_str());
    let shown: Vec<EventIx> = timeline.order().iter().copied().filter(inside).collect();
    Strikes::new(&Scope::new(timeline, &shown, &now()))
}

/// Returns the rows, one line each: `2025-W51 af drone launched 8`.
fn lines(timeline: &Timeline, rows: &[ClaimantCount]) -> Vec<String> {
    let registry = &timeline.store().registry;
    let line = |row: &ClaimantCount| {
        let by: Vec<&str> = row.account.by.iter().map(|a| &*registry.actor(*a).id).collect();
        let by = if by.is_empty() { "nobody".to_owned() } else { by.join("+") };
        let alleged = if row.account.alleged { " alleged" } else { "" };
        let weapon = row.what.weapon.as_deref().map(|w| format!(" {w}")).unwrap_or_default();
        let of = row.what.of.as_deref().map(|of| format!(" of {of}")).unwrap_or_default();
        format!("{}{alleged} {by}{weapon}{of} {} {}", row.account.when, row.what.metric, row.sum)
    };
    rows.iter().map(line).collect()
}

fn incidents(yaml: &str) -> Vec<String> {
    let timeline = of_yaml(yaml);
    let report = report(&timeline, &[]);
    lines(&timeline, &report.incidents)
}

const ACTORS: &str = "
actors:
- {id: af, name: Air force, kind: armed-force, part_of: ukraine}
- {id: mod, name: Ministry, kind: office, part_of: russia}
- {id: mayor, name: Mayor, kind: person, part_of: ukraine}
- {id: russia, name: Russia, kind: state}
- {id: ukraine, name: Ukraine, kind: state}
venues:
- {id: kyiv, name: Kyiv, timezone: Europe/Kyiv}
events:
";

fn store(events: &str) -> String {
    format!("{ACTORS}{events}")
}

#[test]
fn parts_are_not_added_to_their_whole() {
    let seen = incidents(&store(
        "- {id: a, kind: strike, date: 2025-12-15, title: A, figures: [{metric: killed, count: 5, by: af}, \
         {metric: killed of Maidan, count: 5, by: af}, {metric: killed of civilians, count: 2, by: af}]}
- {id: b, kind: strike, date: 2025-12-16, title: B, figures: [{metric: killed, count: 1, by: af}, \
         {metric: killed of civilians, count: 1, by: af}]}
",
    ));
    assert_eq!(
        seen,
        ["2025-W51 af killed 6", "2025-W51 af killed of Maidan 5", "2025-W51 af killed of civilians 3"]
    );
}

#[test]
fn one_claimant_is_added_up_over_the_strikes_of_a_week() {
    let seen = incidents(&store(
        "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 8, by: af}, {weapon: drone, metric: launched, count: 100, by: mayor}]}
- {id: b, kind: strike, date: 2025-12-21, title: b, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 7..9, by: af}]}
- {id: c, kind: strike, date: 2025-12-22, title: c, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 1, by: af}]}",
    ));
    let expected = [
        "2025-W51 af drone launched 15..17",
        "2025-W51 mayor drone launched 100",
        "2025-W52 af drone launched 1",
    ];
    assert_eq!(seen, expected, "Sunday ends the week; another claimant is another row, never added");
}

#[test]
fn who_else_counts_the_same_outside_the_filter_is_named() {
    let timeline = of_yaml(&store(
        "
- {id: raid, kind: strike, date: 2025-12-16, title: raid, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 8, by: af}, {metric: killed, count: 2, by: mod}]}
- {id: again, kind: strike, date: 2025-12-18, title: again, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 5, by: af}]}
- {id: before, kind: strike, date: 2025-12-10, title: before, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 5, by: mod}]}
- {id: other-side, kind: strike, date: 2025-12-16, title: theirs, actors: [ukraine], figures: [
    {weapon: drone, metric: launched, count: 5, by: mod}]}
- {id: says, kind: statement, date: 2025-12-17, title: says, actors: [mayor], links: {confirms: raid}, figures: [
    {weapon: drone, metric: launched, count: 30}]}
- {id: week, kind: statement, date: 2025-12-21, title: week, actors: [mayor], figures: [
    {weapon: drone, metric: launched, count: 100, period: 2025-12-15/2025-12-21}]}",
    ));
    let others_and_notes = |ids: &[&str]| {
        let inside = |ix: &EventIx| ids.contains(&timeline.event(*ix).id.as_str());
        let shown: Vec<EventIx> = timeline.order().iter().copied().filter(inside).collect();
        let now = now();
        let scope = Scope::new(&timeline, &shown, &now);
        let report = Strikes::new(&scope);
        let notes = report.page(&scope).blocks.into_iter().filter_map(|block| match block {
            Block::Note(line) => Some(
                line.iter()
                    .map(|span| match span {
                        Span::Text(text) => text.clone(),
                        _ => String::new(),
                    })
                    .collect::<String>(),
            ),
            _ => None,
        });
        let note = notes.filter(|note| note.starts_with("Other claimants count")).collect::<String>();
        (note, report.json(&scope)["others_outside_filter"].clone())
    };
    let lead = "Other claimants count the same in these weeks, outside the filter and in no row here: ";
    let (note, json) = others_and_notes(&["says"]);
    assert_eq!(note, format!("{lead}Air force (2 events)."), "of that strike and of its week");
    assert_eq!(json, serde_json::json!([{"claimants": ["af"], "events": ["raid", "again"]}]));
    let (note, _) = others_and_notes(&["week"]);
    assert_eq!(
        note,
        format!("{lead}Air force (2 events) and Ministry (1 event)."),
        "of no side that is named"
    );
    assert_eq!(
        others_and_notes(&["raid"]).0,
        format!("{lead}Mayor (2 events)."),
        "not of who counts another thing"
    );
    assert_eq!(others_and_notes(&["raid", "again", "says"]).0, "", "nor of who stands in a row");
    let (note, _) = others_and_notes(&["before", "week", "raid", "again"]);
    assert_eq!(note, format!("{lead}Ministry (1 event)."), "a row of another week is none of this one");
}

#[test]
fn what_differs_in_kind_is_never_added() {
    let seen = incidents(&store(
        "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [
    {weapon: missile, metric: launched, count: 9, by: af},
    {weapon: kh-101, of: missile, metric: launched, count: 7, by: af},
    {metric: launched, count: 20, by: af},
    {weapon: missile, metric: launched, count: 50, by: af, period: 2025-12-15/2025-12-21},
    {weapon: missile, metric: launched, count: 3, by: [af, mayor]},
    {weapon: missile, metric: launched, count: 2}]}
- {id: b, kind: strike, status: alleged, date: 2025-12-17, title: b, actors: [russia], figures: [
    {weapon: missile, metric: launched, count: 4, by: af}]}
- {id: c, kind: strike, status: cancelled, date: 2025-12-17, title: c, actors: [russia], figures: [
    {weapon: missile, metric: launched, count: 40, by: af}]}
- {id: d, kind: strike, date: 2025-12-17, title: d, actors: [ukraine], figures: [
    {weapon: missile, metric: launched, count: 5, by: af}]}",
    ));
    let expected = [
        "2025-W51 af launched 20",
        "2025-W51 af missile launched 9",
        "2025-W51 af kh-101 of missile launched 7",
        "2025-W51 alleged af missile launched 4",
        "2025-W51 af missile launched 5",
        "2025-W51 af+mayor missile launched 3",
        "2025-W51 nobody missile launched 2",
    ];
    assert_eq!(
        seen, expected,
        "all, parts, alleged, the other side's, joint claims and a period each by themselves"
    );
}

#[test]
fn totals_over_a_period_stand_apart() {
    let timeline = of_yaml(&store(
        "
- {id: s, kind: statement, date: 2025-12-21, title: s, actors: [mayor], figures: [
    {weapon: drone, metric: launched, count: ~1300, period: 2025-12-15/2025-12-21}]}
- {id: t, kind: statement, date: 2025-12-28, title: t, actors: [mayor], figures: [
    {weapon: drone, metric: launched, count: 1270, period: 2025-12-15/2025-12-21},
    {weapon: drone, metric: launched, count: 900, period: 2025-12-22/2025-12-28}]}
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [
    {weapon: drone, metric: launched, count: 8, by: mayor}]}",
    ));
    let report = report(&timeline, &[]);
    assert_eq!(lines(&timeline, &report.incidents), ["2025-W51 mayor drone launched 8"], "the strike alone");
    let periods = ["15–21 Dec 2025 mayor drone launched 1270", "22–28 Dec 2025 mayor drone launched 900"];
    assert_eq!(
        lines(&timeline, &report.periods),
        periods,
        "of one period the later statement stands; its speaker claims"
    );
    assert_eq!(report.replaced, 1, "and what it replaced is told");
}

#[test]
fn the_same_claimants_later_count_replaces_the_earlier() {
    let by = |figures: &str| {
        incidents(&store(&format!(
            "\n- {{id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [{figures}]}}"
        )))
    };
    let dated = by(
        "{metric: killed, count: 7, by: af, as_of: 2025-12-17}, {metric: killed, count: 8, by: af, as_of: 2025-12-18}",
    );
    assert_eq!(dated, ["2025-W51 af killed 8"], "the later `as_of` stands");
    let turned = by(
        "{metric: killed, count: 8, by: af, as_of: 2025-12-18}, {metric: killed, count: 7, by: af, as_of: 2025-12-17}",
    );
    assert_eq!(turned, ["2025-W51 af killed 8"], "in whatever order they are written");
    let first =
        by("{metric: killed, count: 8, by: af, as_of: 2025-12-18}, {metric: killed, count: 2, by: af}");
    assert_eq!(first, ["2025-W51 af killed 8"], "a count without a date is as old as its event");
    let tied = by("{metric: killed, count: 8, by: af}, {metric: killed, count: 2, by: af}");
    assert_eq!(
        tied,
        ["2025-W51 af killed 2..8"],
        "of two that nothing orders both stand, as a span and not added"
    );
    let others = by(
        "{metric: killed, count: 7, by: af, as_of: 2025-12-17}, {metric: killed, count: 8, by: mayor, as_of: 2025-12-18}",
    );
    assert_eq!(
        others,
        ["2025-W51 af killed 7", "2025-W51 mayor killed 8"],
        "nobody replaces another's count"
    );
}

#[test]
fn a_sources_publication_dates_a_count_without_as_of() {
    let seen = incidents(&format!(
        "sources:
- {{id: late, title: late, published: 2025-12-20}}
{}",
        store(
            "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], sources: [late], figures: [
    {metric: killed, count: 9, by: af, source: late}, {metric: killed, count: 8, by: af, as_of: 2025-12-18}]}"
        )
    ));
    assert_eq!(
        seen,
        ["2025-W51 af killed 9"],
        "the page of the 20th is later than what was known on the 18th"
    );
}

const ACCOUNTS: &str = "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [{metric: killed, count: 7, by: mayor}]}
- {id: b, kind: statement, date: 2025-12-24, title: b, actors: [mayor], links: {supersedes: a}, figures: [
    {metric: killed, count: 8}, {metric: injured, count: 3}]}
- {id: c, kind: statement, date: 2025-12-24, title: c, actors: [mayor], links: {follows: a}, figures: [
    {metric: killed, count: 100}]}";

#[test]
fn a_statement_about_a_strike_counts_for_the_strike() {
    let timeline = of_yaml(&store(ACCOUNTS));
    let all = report(&timeline, &[]);
    let expected = ["2025-W51 mayor injured 3", "2025-W51 mayor killed 8", "2025-W52 mayor killed 100"];
    assert_eq!(
        lines(&timeline, &all.incidents),
        expected,
        "in the strike's week; one that only follows it is another"
    );
}

#[test]
fn a_later_count_outside_the_filter_still_replaces_one_inside() {
    let timeline = of_yaml(&store(ACCOUNTS));
    let inside = report(&timeline, &["a"]);
    assert_eq!(
        lines(&timeline, &inside.incidents),
        ["2025-W51 mayor killed 8"],
        "7 no longer stands; injured is not asked for"
    );
    assert!(inside.incidents[0].claims[0].outside, "and that it comes from outside is told");
    assert!(!report(&timeline, &[]).incidents[0].claims[0].outside, "without a filter nothing is outside");
}

#[test]
fn a_strike_that_is_part_of_another_is_not_counted_twice() {
    let timeline = of_yaml(&store(
        "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [{metric: killed, count: 7, by: af}]}
- {id: b, kind: strike, date: 2025-12-16, title: b, actors: [russia], links: {part_of: a}, figures: [
    {metric: killed, count: 4, by: af}, {metric: injured, count: 1, by: af}]}",
    ));
    let report = report(&timeline, &[]);
    let expected = ["2025-W51 af injured 1", "2025-W51 af killed 7"];
    assert_eq!(lines(&timeline, &report.incidents), expected, "four of the seven were killed in the part");
    assert_eq!(report.in_the_whole, 1, "and that one was left out is told");
}

#[test]
fn claimants_on_one_strike_make_a_span() {
    let timeline = of_yaml(&store(
        "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [
    {metric: killed, count: 8, by: af}, {metric: killed, count: 7, by: mayor},
    {metric: injured, count: 5, by: af}, {metric: injured, count: 5, by: mayor},
    {weapon: drone, metric: launched, count: 127, by: af}, {weapon: drone, metric: launched, count: 100.., by: mod}]}
- {id: b, kind: strike, date: 2025-12-17, title: b, actors: [russia], figures: [{metric: killed, count: 90, by: mayor}]}",
    ));
    let report = report(&timeline, &[]);
    let spans: Vec<_> =
        report.differences.iter().map(|d| (d.what.metric.as_str(), d.span.to_string())).collect();
    let expected = [("killed", "7..8".to_owned()), ("launched", "100..".to_owned())];
    assert_eq!(spans, expected, "from the least to the most; who agree make none, nor do two strikes");
}

#[test]
fn rates_are_of_strikes_of_which_both_were_counted() {
    let timeline = of_yaml(&store(
        "
- {id: a, kind: strike, date: 2025-12-16, title: a, actors: [russia], figures: [
    {weapon: missile, metric: launched, count: 38, by: af}, {weapon: missile, metric: intercepted, count: 34, by: af},
    {weapon: drone, metric: launched, count: 50, by: af}, {weapon: drone, metric: intercepted, count: 40, by: mayor}]}
- {id: b, kind: strike, date: 2025-12-17, title: b, actors: [russia], figures: [
    {weapon: missile, metric: intercepted, count: 29, by: af}]}",
    ));
    let report = report(&timeline, &[]);
    let words: Vec<String> = report.rates.iter().map(Rate::in_words).collect();
    assert_eq!(
        words,
        ["34/38, 89 %"],
        "neither over two claimants nor with a strike of which nobody says how many came"
    );
    let text = page_text(&report, &timeline);
    assert!(
        text.contains("63; 34/38, 89 %"),
        "the sum of both strikes stands before the rate of one:\n{text}"
    );
    assert!(
        text.contains("launched counted in 1"),
        "and the row says that launches were counted once:\n{text}"
    );
}

fn page_text(report: &Strikes, timeline: &Timeline) -> String {
    let shown = timeline.order().to_vec();
    let page = report.page(&Scope::new(timeline, &shown, &now()));
    let line = |line: &Vec<Span>| -> String {
        let piece = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) => text.clone(),
            Span::Kind(kind) => kind.to_string(),
            Span::Event(ix) => timeline.event(*ix).id.to_string(),
            Span::Standing(standing) => standing.word().to_owned(),
            Span::Outside => "outside".to_owned(),
        };
        line.iter().map(piece).collect::<String>()
    };
    let mut out = String::new();
    for block in &page.blocks {
        match block.whole() {
            Block::Heading(of) | Block::Text(of) | Block::Note(of) | Block::Nothing(of) => {
                out.extend([line(of), "\n".to_owned()]);
            }
            Block::List(lines) => out.extend(lines.iter().map(|of| line(of) + "\n")),
            Block::Plot(lines) => out.extend(lines.iter().map(|of| of.clone() + "\n")),
            Block::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(line).collect();
                    out.push_str(&(cells.join(" | ") + "\n"));
                }
            }
            Block::Tree(_) | Block::Long(..) => {}
        }
    }
    out
}

#[test]
fn figures_that_are_of_no_strike_are_left_out() {
    let seen = incidents(&store(
        "
- {id: a, kind: other, date: 2025-12-16, title: a, actors: [russia, ukraine], figures: [
    {metric: exchanged, count: 390, by: af}]}
- {id: b, kind: statement, date: 2025-12-16, title: b, actors: [mayor], figures: [{metric: killed, count: 3}]}
- {id: c, kind: strike, date: 2025-12-16, title: c, actors: [russia], figures: [{metric: roofs, count: 2, by: af}]}",
    ));
    let expected = ["2025-W51 af roofs 2", "2025-W51 mayor killed 3"];
    assert_eq!(
        seen, expected,
        "an exchange of prisoners is none; a strike's figures all are, whatever they count"
    );
}

#[test]
fn weeks_are_of_the_place_that_was_struck() {
    let seen = incidents(&store(
        "
- {id: a, kind: strike, date: '2025-12-21T23:30Z', title: a, venue: kyiv, actors: [russia], figures: [
    {metric: killed, count: 1, by: af}]}
- {id: b, kind: strike, date: 2025-12-22, title: b, venue: kyiv, actors: [russia], figures: [
    {metric: killed, count: 2, by: af}]}
- {id: c, kind: strike, date: 2025-12, title: c, actors: [russia], figures: [{metric: killed, count: 4, by: af}]}",
    ));
    let expected = ["Dec 2025 af killed 4", "2025-W51 af killed 1", "2025-W52 af killed 2"];
    assert_eq!(seen, expected, "a time is read by its own clock, a month is put into no week");
}

#[test]
fn nothing_is_said_of_a_store_without_strikes() {
    let timeline = of_yaml(&store("\n- {id: a, kind: meeting, date: 2025-12-16, title: a}"));
    let report = report(&timeline, &[]);
    assert!(report.is_empty(), "no figure, no report");
    let said = "No event shown counts anything in a strike.\n";
    assert_eq!(page_text(&report, &timeline), said, "it says so, and no word about how they were counted");
}

/// The numbers were checked against `data/events/*.yaml` by an independent script.
#[test]
fn the_demonstration_store_adds_up() {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let report = report(&timeline, &[]);
    let all = lines(&timeline, &report.incidents);
    let hand_checked = [
        "2025-W52 air-force-ukraine drone launched 1154",
        "2025-W52 air-force-ukraine drone intercepted 1061",
        "2025-W52 air-force-ukraine launched 1232",
        "2025-W52 air-force-ukraine missile intercepted 63",
        "2025-W52 zelenskyy drone launched ~1150..",
        "2025-W52 alleged russian-mod drone intercepted 41",
        "2024-W34 air-force-ukraine drone launched 109",
        "2025-W51 nobody missile launched unknown",
    ];
    for line in hand_checked {
        assert!(all.iter().any(|seen| seen == line), "{line} is not among\n{}", all.join("\n"));
    }
    let periods = [
        "15–21 Dec 2025 zelenskyy bomb launched ~1200",
        "15–21 Dec 2025 zelenskyy drone launched ~1300",
        "15–21 Dec 2025 zelenskyy missile launched 9",
    ];
    assert_eq!(lines(&timeline, &report.periods), periods, "the week's totals stand alone");
    assert_eq!(report.replaced, 1, "only the count over Novgorod region was replaced");
}

#[test]
fn what_is_dated_after_now_has_struck_nobody() {
    let strike = |id: &str, date: &str, n: u32| {
        format!(
            "- {{id: {id}, kind: strike, date: {date}, title: '{id}', figures: [{{metric: launched, count: {n}, by: af}}]}}\n"
        )
    };
    let timeline = of_yaml(&store(&(strike("was", "2026-01-31", 3) + &strike("soon", "2026-02-01", 1000))));
    let report = report(&timeline, &[]);
    assert_eq!(lines(&timeline, &report.incidents), ["2026-W05 af launched 3"]);
    assert_eq!(report.to_come, 1, "one is left out");
    let text = page_text(&report, &timeline);
    assert!(text.contains("1 count dated in the future, left out."), "and told:\n{text}");
    let timeline = of_yaml(&store(&strike("soon", "2026-02-01", 1000)));
    let text = page_text(&self::report(&timeline, &[]), &timeline);
    assert!(text.contains("1 count dated in the future"), "also where nothing else is:\n{text}");
}

#[test]
fn what_only_withdrawn_sources_count_enters_no_sum() {
    let yaml = store(
        "
- {id: a, kind: strike, date: 2025-12-15, title: A, sources: [{url: 'https://a.org/1'}], figures: [
   {metric: killed, count: 3, by: af}]}
- {id: b, kind: strike, date: 2025-12-16, title: B, sources: [
   {url: 'https://b.org/1', withdrawn: 2025-12-20}], figures: [{metric: killed, count: 900, by: af}]}
- {id: c, kind: strike, date: 2025-12-17, title: C, sources: [
   {url: 'https://b.org/2', withdrawn: 2025-12-20}, {url: 'https://a.org/2'}], figures: [{metric: killed, count: 5, by: af}]}
- {id: d, kind: statement, date: 2025-12-18, title: D, actors: [af], links: {supersedes: [a]}, sources: [
   {url: 'https://b.org/3', withdrawn: 2025-12-20}], figures: [{metric: killed, count: 90}]}
",
    );
    assert_eq!(incidents(&yaml), ["2025-W51 af killed 8"], "3 and 5: of the 5 one source stands");
    let timeline = of_yaml(&yaml);
    let report = report(&timeline, &[]);
    assert_eq!(report.withdrawn, 2, "the 900, and the 90 that replaces nothing");
    let now = now();
    let scope = Scope::new(&timeline, timeline.order(), &now);
    assert_eq!(report.json(&scope)["of_withdrawn_sources"], 2, "told as data");
    let page = format!("{:?}", report.page(&scope));
    assert!(page.contains("Left out: 2 counts of withdrawn sources."), "told in words: {page}");
}
