//! What the Map and the Threads show beside what holds in every view.

use super::{Run, open, target};

use crate::text::signs::{in_ascii, in_full};
use crate::tui::action::View;
use crate::tui::picture::map::{Map, Shown};
use crate::tui::picture::{Content, Target};
use crate::tui::text;

/// The first columns of a screen, where the view is.
fn view(screen: &str, columns: usize) -> Vec<String> {
    screen.lines().map(|line| line.chars().take(columns).collect()).collect()
}

#[test]
fn the_mark_of_the_cursor_tells_its_venues_and_kinds() {
    let mut run = open(View::Map, "", 120, 40);
    run.keys("g");
    let Target::Several { events, .. } = target(&run) else { panic!("a mark stands for its events") };
    let screen = run.screen();
    let moscow = screen.lines().find(|line| line.contains("Moscow 4")).expect("the venues of the mark");
    let counts = moscow.split("Moscow").next().unwrap_or_default();
    let sum: usize =
        counts.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).sum();
    assert_eq!(sum, events.len(), "every event is of one kind: {moscow}");
}

#[test]
fn land_is_of_blocks_in_colour_and_of_dots_in_ascii_and_never_of_braille() {
    let land = |ascii: bool| {
        let draw = || open(View::Map, "", 120, 40).screen();
        let screen = if ascii { in_ascii(draw) } else { in_full(draw) };
        view(&screen, 80).get(8..26).unwrap_or_default().join("\n")
    };
    let (full, plain) = (land(false), land(true));
    assert!(!full.chars().any(|c| ('\u{2800}'..='\u{28ff}').contains(&c)), "{full}");
    assert!(full.matches(['█', '·']).count() > 100, "{full}");
    assert!(plain.matches('.').count() > 100, "{plain}");
}

fn map(run: &Run) -> (&Map, std::sync::Arc<Shown>) {
    let Some(Content::Map(map)) = run.model.content() else { panic!("the map is open") };
    (map, map.shown(&run.model.place()))
}

#[test]
fn a_name_stands_directly_beside_its_own_mark() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        for keys in ["", "=", "++++", "jjj+"] {
            let mut run = open(View::Map, "", width, height);
            run.keys(keys);
            let (map, shown) = map(&run);
            let rows = view(&run.screen(), shown.layout.map.width);
            let top = rows.iter().position(|row| row.contains(" venues  ")).expect("the head") + 1;
            let mut named = 0;
            for stop in shown.drawn.iter().map(|at| &shown.stops[*at]) {
                let (x, y) = stop.cell.expect("it is on the map");
                let name = map.name(stop);
                if map.named(stop).1 == 0 {
                    continue;
                }
                for (row, line) in rows.iter().skip(top).take(shown.layout.map.height).enumerate() {
                    let Some((before, _)) = line.split_once(&name) else { continue };
                    let at = text::width(before) as i64;
                    let is_beside = [x + stop.width() + 1, x - text::width(&name) as i64 - 1].contains(&at);
                    let others = shown.stops.iter().filter(|other| map.name(other).contains(&name)).count();
                    assert!(
                        others > 1 || row as i64 == y && is_beside,
                        "{name} of {x},{y} is at {at},{row} at {width}×{height} after `{keys}`:\n{}",
                        run.screen()
                    );
                    named += 1;
                }
            }
            assert!(named > 0 || !keys.is_empty(), "{width}×{height} after `{keys}`:\n{}", run.screen());
        }
    }
}

#[test]
fn the_capitals_have_marks_of_their_own_and_the_rest_is_one_key_away() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut run = open(View::Map, "", width, height);
        let (map, shown) = map(&run);
        let of =
            |venue: &str| shown.stops.iter().position(|stop| map.venues(stop).any(|spot| spot.name == venue));
        assert!(of("Moscow").is_some() && of("Moscow") != of("Kyiv"), "{width}×{height}:\n{}", run.screen());
        assert!(run.screen().contains(" outside, = shows all"), "{}", run.screen());
        run.keys("=");
        assert!(run.screen().contains("= shows where most are"), "{}", run.screen());
    }
}

#[test]
fn enter_on_a_mark_of_several_venues_comes_closer_until_they_part() {
    let mut run = open(View::Map, "", 80, 24);
    run.keys("g");
    let mut degrees = f64::MAX;
    for _ in 0..6 {
        if map(&run).1.stops[0].spots.len() == 1 {
            break;
        }
        run.keys("<enter>g");
        let now = map(&run).1.sight.degrees();
        assert!(now <= degrees * 1.01, "never further away: {}", run.screen());
        degrees = now;
    }
    assert_eq!(map(&run).1.stops[0].spots.len(), 1, "they have parted: {}", run.screen());
    assert!(degrees < 10.0, "{degrees}: {}", run.screen());
}

#[test]
fn the_keys_of_the_threads_are_named_wherever_the_list_is_scrolled() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut run = open(View::Threads, "", width, height);
        run.keys("g");
        let screen = run.screen();
        assert!(screen.contains("c longest first") && screen.contains("folds all"), "{screen}");
        assert!(screen.contains(" rows below") && !screen.contains(" above"), "{screen}");
        run.keys("<c-d><c-d>");
        while !matches!(target(&run), Target::Event(_)) {
            run.keys("j");
        }
        let screen = run.screen();
        for words in ["Enter opens", " rows above, ", " below", "c longest first"] {
            assert!(screen.contains(words), "{words}: {screen}");
        }
        run.keys("G");
        let screen = run.screen();
        assert!(screen.contains(" rows above") && !screen.contains(" below"), "{screen}");
    }
}

#[test]
fn response_times_stand_at_the_right_edge_and_dates_take_few_cells() {
    let mut run = open(View::Threads, "", 120, 40);
    run.keys("g");
    let screen = run.screen();
    let lines = view(&screen, 82);
    let is_timed = |line: &&String| {
        [" later", " later, order uncertain"].iter().any(|end| line.trim_end().ends_with(end))
    };
    let timed: Vec<&String> = lines.iter().filter(is_timed).collect();
    assert!(timed.len() > 3, "{screen}");
    for line in timed {
        assert_eq!(text::width(line.trim_end()), 81, "the times end below each other: {line}");
    }
    let arrow = lines.iter().find(|line| line.contains("─ confirms ")).expect("an arrow");
    assert!(arrow.contains('●') || arrow.contains('»') || arrow.contains('▲'), "with its event: {arrow}");
    let start = arrow.find(['├', '└']).expect("an arm");
    assert!(start <= 24, "the dates take few cells: {arrow}");
}

#[test]
fn a_thread_says_what_happened_in_it_and_what_it_is_about() {
    let mut run = open(View::Threads, "", 120, 40);
    run.keys("g");
    assert!(run.screen().contains("events  "), "open: {}", run.screen());
    assert!(
        !view(&run.screen(), 82).iter().any(|line| line.contains(" − ") && line.contains('…')),
        "{}",
        run.screen()
    );
    let open = run.screen().lines().filter(|line| line.contains(" response") && line.contains(": ")).count();
    assert!(open > 0, "the arrows are counted: {}", run.screen());
    run.keys("-");
    let screen = run.screen();
    let folded: Vec<&str> =
        screen.lines().filter(|line| line.starts_with("▌+") || line.starts_with(" +")).collect();
    assert!(folded.len() > 10, "{screen}");
    assert!(folded.iter().all(|line| line.contains(['●', '»', '▲', '■'])), "each with its title: {screen}");
}

#[test]
fn a_map_without_marks_says_whose_numbers_it_tells() {
    let yaml = "venues: [{id: kyiv, name: Kyiv}]\nevents:\n- {id: a, kind: meeting, date: 2025-12-01, title: A, venue: kyiv}\n";
    let store = crate::store::Store::from_texts([("x.yaml", yaml.as_bytes().to_vec())]);
    let mut run = Run::start(crate::tui::tests::setup(120, 40), store);
    run.keys("4");
    let screen = in_full(|| run.screen());
    assert!(screen.contains("Kyiv: ● 1 meeting"), "{screen}");
}
