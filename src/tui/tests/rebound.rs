//! Texts name the keys in force, not those of the table.

use super::{Run, sample, setup};
use crate::config;
use crate::tui::preferences::Preferences;

/// Returns a run with a configuration.
fn configured(config: &str) -> Run {
    let (preferences, told) = Preferences::of(&config::read(config));
    assert_eq!(told, [], "the keys can be in force");
    Run::start(crate::tui::model::Setup { preferences, ..setup(120, 30) }, sample())
}

#[test]
fn notices_and_empty_views_name_the_keys_in_force() {
    let config = "keys: {toggle-filter: Z, widen: X, find: D, variant: C, timeline: Q, bookmark: P, save-view: U, enter: I}\n";
    for (keys, text) in [
        ("Z", "all filters off; Z puts them back"),
        ("X", "X takes it back"),
        ("n", "nothing to find yet; D asks what to find"),
        ("9", ""),
        ("5", ""),
        ("3", ""),
    ] {
        let mut run = configured(config);
        run.keys(if keys == "Z" { "/kind:strike<enter>Z" } else { keys });
        let screen = run.screen();
        if text.is_empty() {
            // Which of its texts a view shows depends on the store: none may name a key of the table.
            for old in ["F turns", "F shows", " c shows", " 1 opens", "Enter opens", "Enter narrows"] {
                assert!(!screen.contains(old), "{keys} names `{old}`:\n{screen}");
            }
        } else {
            assert!(screen.contains(text), "{keys} shows `{text}`:\n{screen}");
        }
    }
}

#[test]
fn an_action_without_a_key_is_in_the_palette() {
    let mut run = configured("keys: {toggle-filter: [], find: []}\n");
    run.keys("n");
    let screen = run.screen();
    assert!(screen.contains("the palette asks what to find"), "{screen}");
}
