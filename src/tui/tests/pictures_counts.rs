//! Positions, Encounters and Sources: what counts look like, and what opens what.

use super::{Run, setup};
use crate::timeline::sample::of_yaml;
use crate::tui::action::View;
use crate::tui::message::{Mouse, MouseAct, StoreNews};
use crate::tui::pane::Pane;
use crate::tui::picture::Target;
use crate::tui::runtime::Input;

fn run(timeline: crate::timeline::Timeline, width: u16, height: u16) -> Run {
    let mut run = Run::start_empty(setup(width, height));
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline)))]);
    run
}

fn demonstration(view: View, width: u16, height: u16) -> Run {
    let mut run = super::pictures::demonstration(width, height);
    run.keys(&format!("{}g", view.key()));
    run
}

const STORE: &str = "
store: {title: t, coverage: [2025-01-01/2025-12-31]}
actors:
- {id: kremlin, name: Kremlin, kind: office, part_of: russia}
- {id: peskov, name: Dmitry Peskov, kind: person, part_of: russia}
- {id: ushakov, name: Yuri Ushakov, kind: person, part_of: russia}
- {id: wang, name: 王毅, kind: person, part_of: china}
- {id: araghchi, name: عباس عراقچی, kind: person, part_of: iran}
- {id: lindstrom, name: \"🇸🇪 Åsa Lindstro\\u0308m\", kind: person, part_of: sweden}
- {id: russia, name: Russia, kind: state}
- {id: china, name: 中国, kind: state}
- {id: iran, name: ایران, kind: state}
- {id: sweden, name: Sverige, kind: state}
claims:
- {id: talks, text: Talks are planned.}
- {id: pause, text: A pause is near.}
- {id: plan, text: The plan is dead.}
outlets:
- {id: xinhua, name: 新华社, kind: agency}
- {id: irna, name: خبرگزاری جمهوری اسلامی, kind: agency}
- {id: tass, name: TASS, kind: agency}
events:
- {id: a, kind: statement, date: 2025-04-11, title: a, actors: [peskov], stance: affirms, about: [{claim: talks}], sources: [{outlet: xinhua, url: 'https://x.cn/1'}]}
- {id: b, kind: statement, date: 2025-05-11, title: b, actors: [peskov], stance: denies, about: [{claim: talks}], sources: [{outlet: irna, url: 'https://irna.ir/1'}]}
- {id: c, kind: statement, date: 2025-06-11, title: c, actors: [peskov], stance: affirms, about: [{claim: pause}], sources: [{outlet: tass, url: 'https://tass.com/1'}]}
- {id: d, kind: statement, date: 2025-07-11, title: d, actors: [ushakov], stance: denies, about: [{claim: pause}], sources: [{outlet: tass, url: 'https://tass.com/2'}]}
- {id: e, kind: statement, date: 2025-08, title: e, actors: [peskov], stance: affirms, about: [{claim: plan}], sources: [{outlet: tass, url: 'https://tass.com/3'}]}
- {id: f, kind: statement, date: 2025-08-20, title: f, actors: [peskov], stance: denies, about: [{claim: plan}], sources: [{outlet: tass, url: 'https://tass.com/4'}]}
- {id: m, kind: meeting, date: 2025-09-01, title: The only room, actors: [wang, araghchi]}
- {id: n, kind: meeting, date: 2025-09-02, title: n, actors: [wang, lindstrom]}
- {id: o, kind: meeting, date: 2025-10, title: o, actors: [wang, lindstrom]}
";

#[test]
fn a_voice_that_changed_sides_shows_both_letters_in_their_order() {
    let mut run = run(of_yaml(STORE), 120, 40);
    run.keys("6g");
    let screen = run.screen();
    let row = |claim: &str| screen.lines().find(|line| line.contains(claim)).unwrap_or_default().to_owned();
    assert!(row("Talks are planned.").contains("A→D×2"), "one voice, first for it: {screen}");
    assert!(row("A pause is near.").contains("M×2"), "two voices differ: {screen}");
    assert!(row("The plan is dead.").contains("M×2"), "August leaves open which came first: {screen}");
    run.keys("Gl");
    let screen = run.screen();
    assert!(screen.contains("one voice: first affirms, denies since 11 May 2025"), "{screen}");
}

#[test]
fn a_claim_takes_the_lines_it_needs() {
    let long = format!("A long claim {} ends.", "that goes on and on".repeat(4));
    let store = STORE.replace("Talks are planned.", &long);
    let mut run = run(of_yaml(&store), 120, 40);
    run.keys("6g");
    let screen = run.screen();
    let top = |claim: &str| screen.lines().position(|line| line.contains(claim)).expect("the claim");
    assert_eq!(top("A pause is near.") - top("The plan is dead."), 1, "one line is enough: {screen}");
    assert!(screen.contains("A long claim that goes"), "{screen}");
    assert!(!screen.lines().any(|line| line.contains("A long") && line.contains('…')), "whole: {screen}");
    // A click on its last line is a click on it.
    let y = screen.lines().position(|line| line.contains("ends.")).expect("its end") as u16;
    run.inputs([Input::Mouse(Mouse { act: MouseAct::Press, x: 6, y })]);
    assert_eq!(run.model.place().row, 2);
}

#[test]
fn enter_on_a_pair_that_met_once_opens_the_meeting() {
    let mut run = run(of_yaml(STORE), 120, 40);
    run.keys("0Gl");
    let Target::Event(ix) = run.model.picture().expect("made").at(&run.model.place()) else {
        panic!("{}", run.screen())
    };
    assert!(run.screen().contains("The only room"), "{}", run.screen());
    run.keys("<enter>");
    assert_eq!((run.model.selected_event(), run.model.pane), (Some(ix), Pane::Detail));
    assert!(run.model.filter.to_string().is_empty(), "nothing is narrowed");
    run.keys("<esc>0g");
    assert!(matches!(run.model.picture().expect("made").at(&run.model.place()), Target::Several { .. }));
}

#[test]
fn columns_keep_their_place_in_every_script() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut run = run(of_yaml(STORE), width, height);
        run.keys("8g");
        let buffer = run.terminal.backend().buffer().clone();
        let axis = |y: u16| (0..60).find(|x| buffer[(*x, y)].symbol() == "│");
        let top = (0..height).find(|y| buffer[(1, *y)].symbol() == "O").expect("the head");
        let first = axis(top);
        assert!(first.is_some(), "{}", run.screen());
        for y in top..top + 4 {
            assert_eq!(axis(y), first, "the axis is straight: {}", run.screen());
        }
        run.keys("0g");
        let buffer = run.terminal.backend().buffer().clone();
        let screen = run.screen();
        let code = (0..60).find(|x| (0..height).any(|y| buffer[(*x, y)].symbol() == "王" && *x > 10));
        assert!(code.is_some(), "the code of a column: {screen}");
    }
}

#[test]
fn at_every_width_the_legend_is_whole_and_no_heading_is_cut() {
    let said = [
        (View::Positions, "", "≠ opposed"),
        (View::Encounters, "", "· none"),
        (View::Encounters, "c", "1! no independent source"),
        (View::Encounters, "cc", "· none"),
        (View::Encounters, "ccc", "1! no independent source"),
        (View::Sources, "", "█ confirmed"),
    ];
    for (width, height) in [(60, 24), (80, 24), (100, 30), (110, 30), (120, 40), (142, 40), (200, 60)] {
        for (view, keys, last) in said {
            let mut run = demonstration(view, width, height);
            run.keys(keys);
            let screen = run.screen();
            assert!(screen.contains(last), "{} {keys} {width}: {screen}", view.name());
            let head = screen.lines().find(|line| {
                [" sat in one room", " claims, ", " sources: "].iter().any(|words| line.contains(words))
            });
            let head: String = head.unwrap_or_else(|| panic!("{screen}")).chars().take(80).collect();
            assert!(width < 80 || !head.contains('…'), "{}: {head}", view.name());
        }
    }
}

#[test]
fn every_outlet_has_an_interval_or_says_why_not() {
    let run = demonstration(View::Sources, 120, 40);
    let screen = run.screen();
    let rows = screen.lines().skip_while(|line| !line.contains("│Events")).skip(1);
    for row in rows.take_while(|line| !line.contains("Contradicted means")) {
        let says = ["too few (", "none settled", "●"].iter().any(|words| row.contains(words));
        assert!(says, "{row}");
    }
}

#[test]
fn c_and_a_head_sort_the_outlets() {
    let mut run = demonstration(View::Sources, 120, 40);
    let first = |run: &Run| {
        let screen = run.screen();
        screen.lines().skip_while(|line| !line.contains("│Events")).nth(1).unwrap_or_default().to_owned()
    };
    assert!(first(&run).contains("Kyiv Independent"));
    run.keys("cg");
    assert!(run.screen().contains("Alone↓"), "{}", run.screen());
    assert!(!first(&run).contains("Kyiv Independent"), "{}", first(&run));
    let screen = run.screen();
    let y = screen.lines().position(|line| line.contains("│Events")).expect("heads") as u16;
    let line = screen.lines().nth(usize::from(y)).unwrap_or_default();
    let x = line.split("Events").next().unwrap_or_default().chars().count() as u16;
    run.inputs([Input::Mouse(Mouse { act: MouseAct::Press, x, y })]);
    assert!(run.screen().contains("Events ↓"), "{}", run.screen());
    assert!(first(&run).contains("Kyiv Independent"));
}

const SAID: &str = "
store: {title: t, coverage: [2025-01-01/2025-12-31]}
actors:
- {id: ushakov, name: Yuri Ushakov, kind: person, part_of: russia}
- {id: russia, name: Russia, kind: state}
claims:
- {id: talks, text: Talks are planned.}
- {id: other, text: Something else.}
events:
- {id: a, kind: statement, status: alleged, date: 2025-11-11, title: The alleged one, actors: [ushakov], stance: affirms, about: [{claim: talks}]}
- {id: b, kind: statement, date: 2025-12-20, title: The first denial, actors: [ushakov], stance: denies, about: [{claim: talks, hedged: true}]}
- {id: c, kind: statement, date: 2025-12-21, title: The last denial, actors: [ushakov], stance: denies, about: [{claim: talks, hedged: true}]}
- {id: f, kind: statement, date: 2026-01-21, title: The one to come, actors: [ushakov], stance: denies, about: [{claim: talks}]}
- {id: z, kind: statement, date: 2025-12-01, title: z, actors: [ushakov], stance: denies, about: [{claim: other}]}
";

#[test]
fn a_letter_selects_the_last_event_that_it_counts_and_says_what_it_does_not() {
    let mut run = run(of_yaml(SAID), 120, 40);
    run.keys("6gj");
    run.keys("k");
    let titled = |run: &Run| {
        let ix = run.model.selected_event().expect("an event");
        run.model.timeline.event(ix).id.to_string()
    };
    let screen = run.screen();
    assert!(screen.contains("4 events on this claim (1 dated in the future, 1 only alleged)"), "{screen}");
    assert_eq!(titled(&run), "c", "a letter goes before what none counts");
    run.keys("jkl");
    assert_eq!(titled(&run), "c", "the letter counts two, this one last: {}", run.screen());
    let screen = run.screen();
    assert!(screen.contains("denies, hedged, 2 utterances, first 20 Dec 2025, last 21 Dec 2025"), "{screen}");
    assert!(screen.contains("3 events of Russia on this claim (1 only alleged)"), "{screen}");
}

#[test]
fn few_rows_have_one_line_for_a_claim_and_the_signs_on_the_screen() {
    let mut run = demonstration(View::Positions, 80, 24);
    run.keys("g");
    let screen = run.screen();
    assert!(screen.contains("claims 1–9 of "), "{screen}");
    assert!(!screen.contains("N no comment"), "no N is on the screen: {screen}");
    let mut run = demonstration(View::Positions, 120, 40);
    run.keys("g");
    assert!(run.screen().contains("N no comment"), "with room for it the legend is whole: {}", run.screen());
}

#[test]
fn letters_have_no_colour_of_16() {
    let mut plan = setup(120, 40);
    plan.theme =
        crate::tui::theme::Theme::new(crate::tui::theme::Look::Dark, crate::tui::theme::Depth::Sixteen);
    let mut run = Run::start_empty(plan);
    run.inputs([Input::Store(StoreNews::Whole(Box::new(of_yaml(STORE))))]);
    run.keys("6g");
    let buffer = run.terminal.backend().buffer();
    let letters = buffer.content().iter().filter(|cell| cell.symbol().chars().all(char::is_alphanumeric));
    let coloured: Vec<&str> = letters
        .filter(|cell| cell.fg != ratatui::style::Color::Reset)
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(coloured, [] as [&str; 0], "{}", run.screen());
}

#[test]
fn the_actor_of_the_filter_has_the_first_row_and_his_partners_a_form() {
    let mut run = demonstration(View::Encounters, 80, 24);
    run.keys("/actor:witkoff<enter><esc>g");
    let line = |run: &Run, words: &str| {
        let screen = run.screen();
        screen.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {screen}"))
    };
    let heads = line(&run, "DMI ");
    assert_eq!(line(&run, "WIT Witkoff"), heads + 1, "{}", run.screen());
    assert!(!run.screen().contains("Days are counted"), "no column has days: {}", run.screen());
    run.keys("cg");
    assert!(run.screen().contains("Witkoff sat with "), "{}", run.screen());
    assert!(run.screen().lines().any(|line| line.contains("   Dmitriev ")), "{}", run.screen());
}

#[test]
fn sources_opens_at_its_top_and_says_what_contradicted_means() {
    for (width, height) in [(60, 24), (80, 24), (120, 40)] {
        let mut run = super::pictures::demonstration(width, height);
        run.keys("kkk8");
        assert_eq!((run.model.place().row, run.model.place().top), (0, 0), "it opens at its top");
        let screen = run.screen();
        assert!(screen.contains("Contradicted means that another account exists,"), "{screen}");
        assert!(screen.contains("not that the outlet erred"), "{screen}");
        let all = screen.contains(" of 387") && screen.contains("1–");
        assert!(all, "which rows: {screen}");
        run.keys("jjj78");
        assert_eq!(run.model.place().row, 3, "where it was left");
    }
}

#[test]
fn what_a_source_also_disputes_is_excluded_by_its_id() {
    let mut run = demonstration(View::Sources, 120, 40);
    run.keys("g");
    let Target::Several { narrow, .. } = run.model.picture().expect("made").at(&run.model.place()) else {
        panic!("{}", run.screen())
    };
    assert!(narrow.starts_with("source:kyiv-independent -id:"), "{narrow}");
}
