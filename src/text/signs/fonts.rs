//! What every common terminal font draws, for tests.

use std::ops::RangeInclusive;

/// Windows Glyph List 4, which DejaVu Sans Mono, Liberation Mono, Menlo, Consolas and Cascadia have.
const WGL4: &str = include_str!("../../../tests/data/wgl4.txt");

/// Signs of WGL4 that are emoji too, which some terminals draw as pictures, two cells wide.
const EMOJI: &str = "©®‼™↔↕▪▫☺♀♂♠♣♥♦";

/// Box and block elements and braille, which terminals draw themselves.
const DRAWN_BY_TERMINALS: [RangeInclusive<char>; 2] = ['\u{2500}'..='\u{259F}', '\u{2800}'..='\u{28FF}'];

fn in_wgl4(c: char) -> bool {
    let code = u32::from(c);
    WGL4.lines().filter(|line| !line.starts_with('#')).any(|line| {
        let (first, last) = line.split_once('-').unwrap_or((line, line));
        let read = |hex: &str| u32::from_str_radix(hex, 16).expect("a code point");
        (read(first)..=read(last)).contains(&code)
    })
}

/// Returns whether every common terminal font draws `c`, one cell wide and never as an emoji.
pub(crate) fn is_in_every_font(c: char) -> bool {
    c.is_ascii()
        || DRAWN_BY_TERMINALS.iter().any(|range| range.contains(&c))
        || (in_wgl4(c) && !EMOJI.contains(c))
}

#[test]
fn the_list_is_that_of_common_fonts() {
    let has = |text: &str| text.chars().all(is_in_every_font);
    assert!(has("a●»▲■≠≤≥√×…–—“”›‹↑↓←→·−┃█⠿Жїґ"), "signs of the list");
    for c in "✓✗▸☰⚠♥↕�".chars() {
        assert!(!is_in_every_font(c), "{c} is missing from a font or is an emoji");
    }
}

#[test]
fn every_sign_is_in_every_font() {
    for (sign, _) in super::TABLE {
        assert!(is_in_every_font(sign), "{sign} is not in every font");
    }
}
