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
        (View::Encounters, "c", "· none"),
        (View::Encounters, "cc", "1! no independent source"),
        (View::Sources, "", "too few under 5 settled"),
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
    let rows = screen.lines().skip_while(|line| !line.contains("Outlet")).skip(1);
    for row in rows.take_while(|line| !line.contains("confirmed")) {
        let says = ["too few (", "none settled", "●"].iter().any(|words| row.contains(words));
        assert!(says, "{row}");
    }
}

#[test]
fn c_and_a_head_sort_the_outlets() {
    let mut run = demonstration(View::Sources, 120, 40);
    let first = |run: &Run| {
        let screen = run.screen();
        screen.lines().skip_while(|line| !line.contains("Outlet")).nth(1).unwrap_or_default().to_owned()
    };
    assert!(first(&run).contains("Kyiv Independent"));
    run.keys("cg");
    assert!(run.screen().contains("Alone↓"), "{}", run.screen());
    assert!(!first(&run).contains("Kyiv Independent"), "{}", first(&run));
    let screen = run.screen();
    let y = screen.lines().position(|line| line.contains("Outlet")).expect("heads") as u16;
    let line = screen.lines().nth(usize::from(y)).unwrap_or_default();
    let x = line.split("Events").next().unwrap_or_default().chars().count() as u16;
    run.inputs([Input::Mouse(Mouse { act: MouseAct::Press, x, y })]);
    assert!(run.screen().contains("Events ↓"), "{}", run.screen());
    assert!(first(&run).contains("Kyiv Independent"));
}
