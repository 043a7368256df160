use super::*;
use crate::event::Word;

/// The 8-bit channels of a colour that is the same on every terminal.
fn channels(colour: Color) -> [u8; 3] {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match colour {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(n @ 232..) => [8 + 10 * (n - 232); 3],
        Color::Indexed(n @ 16..) => {
            let at = usize::from(n - 16);
            [STEPS[at / 36], STEPS[at / 6 % 6], STEPS[at % 6]]
        }
        other => panic!("{other:?} is the user's to choose, so its contrast is unknown"),
    }
}

/// Relative luminance, WCAG 2.1.
fn luminance(colour: Color) -> f64 {
    let linear = channels(colour).map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// Contrast ratio, WCAG 2.1.
fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn text_roles(theme: Theme) -> Vec<(String, Style)> {
    let mut roles = vec![
        ("text".to_owned(), theme.text()),
        ("strong".to_owned(), theme.strong()),
        ("dim".to_owned(), theme.dim()),
        ("heading".to_owned(), theme.heading()),
        ("matched".to_owned(), theme.matched()),
        ("focus".to_owned(), theme.focus()),
        ("key".to_owned(), theme.key()),
        ("warning".to_owned(), theme.warning()),
        ("error".to_owned(), theme.error()),
        ("link".to_owned(), theme.link()),
    ];
    roles.extend(Kind::ALL.iter().map(|kind| (format!("accent of {kind}"), theme.accent(*kind))));
    roles
}

#[test]
fn text_is_legible_on_both_grounds() {
    for look in [Look::Dark, Look::Light, Look::HighContrast] {
        for depth in [Depth::True, Depth::Indexed] {
            let theme = Theme::new(look, depth);
            let ground = theme.base().bg.expect("a coloured theme paints its ground");
            let selected = theme.selected().bg.expect("a selected row has a ground");
            let least = if look == Look::HighContrast { 7.0 } else { 4.5 };
            for (role, style) in text_roles(theme) {
                let ink = style.fg.expect("a role has a colour");
                let ratio = contrast(ink, ground);
                assert!(ratio >= least, "{role} on the ground of {look:?} {depth:?}: {ratio:.2} to 1");
                let ratio = contrast(ink, theme.land().expect("land has a colour"));
                assert!(ratio >= least, "{role} on land of {look:?} {depth:?}: {ratio:.2} to 1");
                let ratio = contrast(ink, selected);
                assert!(ratio >= least, "{role} on a selected row of {look:?} {depth:?}: {ratio:.2} to 1");
            }
            let ratio = contrast(theme.frame().fg.expect("a frame has a colour"), ground);
            assert!(ratio >= 3.0, "the frame of {look:?} {depth:?}: {ratio:.2} to 1");
        }
    }
}

#[test]
fn the_contrast_of_black_and_white_is_known() {
    let ratio = contrast(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
    assert!((ratio - 21.0).abs() < 1e-9, "the formula is WCAG's: {ratio}");
    let ratio = contrast(Color::Indexed(244), Color::Rgb(255, 255, 255));
    assert!((ratio - 3.94).abs() < 0.02, "#808080 on white is 3.95 to 1: {ratio}");
}

#[test]
fn sixteen_colours_carry_no_text() {
    for look in Look::ALL {
        for depth in [Depth::Sixteen, Depth::Mono] {
            let theme = Theme::new(look, depth);
            for (role, style) in text_roles(theme).into_iter().chain([("selected".into(), theme.selected())])
            {
                let plain = |c: Option<Color>| matches!(c, None | Some(Color::Reset));
                assert!(plain(style.fg) && plain(style.bg), "{role} of {look:?} {depth:?} has a colour");
            }
        }
    }
}

#[test]
fn sixteen_colours_are_bright_on_a_dark_ground_and_none_is_under_the_cursor() {
    let theme = Theme::new(Look::Dark, Depth::Sixteen);
    for kind in Kind::ALL {
        let dull = [Color::Blue, Color::Red, Color::Green, Color::Yellow];
        let style = theme.bar(*kind);
        assert!(style.fg.is_some_and(|fg| !dull.contains(&fg)), "{kind:?}");
        assert_eq!(Theme::selected_cell(style).fg, Some(Color::Reset), "{kind:?}");
    }
    let style = Theme::new(Look::Dark, Depth::True).bar(Kind::Meeting);
    assert_eq!(Theme::selected_cell(style).fg, style.fg, "where the ground is ours the colour stays");
}

#[test]
fn without_colour_nothing_is_coloured() {
    for (look, depth) in [(Look::None, Depth::True), (Look::Dark, Depth::Mono)] {
        for kind in Kind::ALL {
            assert_eq!(
                Theme::new(look, depth).bar(*kind).fg,
                None,
                "bars of {look:?} {depth:?} have no colour"
            );
        }
    }
}

#[test]
fn kinds_differ_from_each_other() {
    for look in [Look::Dark, Look::Light, Look::HighContrast] {
        for depth in [Depth::True, Depth::Indexed] {
            let theme = Theme::new(look, depth);
            let colours: std::collections::HashSet<_> =
                Kind::ALL.iter().map(|k| theme.accent(*k).fg).collect();
            assert_eq!(colours.len(), Kind::ALL.len(), "one accent per kind in {look:?} {depth:?}");
        }
    }
}

#[test]
fn the_environment_chooses() {
    let theme = |vars: &'static [(&str, &str)]| {
        Theme::from_env(None, |name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    };
    let is = |theme: Theme, look, depth| theme == Theme::new(look, depth);
    assert!(
        is(theme(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Look::Dark, Depth::True),
        "COLORTERM tells of true colour"
    );
    assert!(is(theme(&[("TERM", "tmux-256color")]), Look::Dark, Depth::Indexed), "TERM tells of 256 colours");
    assert!(is(theme(&[("TERM", "linux")]), Look::Dark, Depth::Sixteen), "anything else has 16");
    assert!(
        is(theme(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]), Look::None, Depth::Mono),
        "NO_COLOR is obeyed"
    );
    assert!(
        is(theme(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]), Look::Dark, Depth::Indexed),
        "an empty NO_COLOR is none"
    );
    assert!(is(theme(&[]), Look::None, Depth::Mono), "no TERM, no colour");
    assert!(
        is(theme(&[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")]), Look::Light, Depth::Indexed),
        "a light terminal gets the light theme"
    );
    let mono = Theme::new(Look::None, Depth::Mono);
    assert_eq!(mono.next(), mono, "without colour there is nothing to choose");
}
