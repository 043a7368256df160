//! Snapshots of whole screens.

use super::screen_after;

#[test]
fn it_opens_on_the_last_event_that_is_not_in_the_future() {
    insta::assert_snapshot!("opening_80x24", screen_after("", 80, 24));
    insta::assert_snapshot!("opening_120x40", screen_after("", 120, 40));
    insta::assert_snapshot!("opening_200x60", screen_after("", 200, 60));
}

#[test]
fn a_filter_narrows_and_the_selection_moves_on() {
    insta::assert_snapshot!("filtered_120x40", screen_after("/kremlin<enter>jj", 120, 40));
}

#[test]
fn an_unfinished_term_leaves_the_events_and_is_hinted_at() {
    insta::assert_snapshot!("unfinished_80x24", screen_after("/kind:meet", 80, 24));
}

#[test]
fn candidates_stand_under_the_filter() {
    insta::assert_snapshot!("candidates_80x24", screen_after("/actor:<tab>", 80, 24));
}

#[test]
fn on_a_narrow_screen_the_detail_lies_over_the_view() {
    insta::assert_snapshot!("narrow_view_60x20", screen_after("", 60, 20));
    insta::assert_snapshot!("narrow_detail_60x20", screen_after("<enter>", 60, 20));
}

#[test]
fn on_a_middling_screen_the_facets_are_a_drawer() {
    insta::assert_snapshot!("drawer_80x24", screen_after("<backtab>", 80, 24));
}

#[test]
fn a_strike_shows_figures_and_conflicting_accounts() {
    insta::assert_snapshot!("strike_120x40", screen_after("/kind:strike<enter>", 120, 40));
}

#[test]
fn a_meeting_shows_agenda_sessions_and_outcome() {
    insta::assert_snapshot!("meeting_120x40", screen_after("/id:berlin-talks<enter>", 120, 40));
}

#[test]
fn a_screen_too_small_says_so() {
    insta::assert_snapshot!("too_small", screen_after("", 30, 6));
}
