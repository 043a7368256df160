use chrono_tz::Tz;

use super::*;
use crate::event::date::Now;
use crate::store::Input as StoreInput;

fn start(filter: &str) -> Start {
    Start {
        inputs: vec![StoreInput::BuiltIn],
        filter: vec![filter.to_owned()],
        view: None,
        reversed: None,
        now: Now::parse("2025-12-22", Tz::UTC).expect("a day"),
        reader_zone: Tz::UTC,
        as_of: None,
        no_cache: true,
        zone: None,
        colour: true,
        look: None,
        mouse: true,
        preferences: Preferences::default(),
        complaints: Vec::new(),
        fresh: true,
    }
}

fn shot(view: &str, size: (u16, u16), form: Form) -> Shot {
    Shot { view: view.to_owned(), size, form, max_handling: None }
}

#[test]
fn every_view_is_printed_with_its_filter() {
    for view in View::ALL {
        let text = screenshot(&start("actor:kremlin"), &shot(view.name(), (120, 40), Form::Text));
        let text = text.expect("it is drawn");
        assert!(text.contains("actor:kremlin"), "{}: {text}", view.name());
        assert!(text.contains(view.name()), "{}: its tab: {text}", view.name());
        assert_eq!(text.lines().count(), 40, "{}: all of the screen", view.name());
        assert!(!text.contains('\u{1b}'), "{}: no colours in text", view.name());
    }
}

#[test]
fn a_picture_is_drawn_in_colours_and_escaped() {
    let svg = screenshot(&start("text:\"<b>\" OR kind:strike"), &shot("shifts", (80, 24), Form::Svg));
    let svg = svg.expect("it is drawn");
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"432\""),
        "{svg}"
    );
    assert!(svg.ends_with("</svg>\n"), "whole");
    assert!(svg.contains("&lt;b&gt;") && !svg.contains("<b>"), "the text of the filter is text");
    assert!(svg.matches("fill=\"#").count() > 20, "there are colours");
    let plain = Start { colour: false, ..start("kind:strike") };
    let plain = screenshot(&plain, &shot("shifts", (80, 24), Form::Svg)).expect("it is drawn");
    assert_ne!(plain, svg, "without colours it is another");
}

#[test]
fn what_is_wrong_is_told_in_words() {
    let told = |filter: &str, view: &str| {
        let failed = screenshot(&start(filter), &shot(view, (80, 24), Form::Text));
        failed.expect_err("it cannot be drawn").to_string()
    };
    assert!(told("", "calender").contains("calender"), "{}", told("", "calender"));
    assert!(told("actor:kremlim", "calendar").contains("kremlim"), "{}", told("actor:kremlim", "calendar"));
}
