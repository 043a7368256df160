//! The changes that clicks make to a filter.

use crate::filter::{Field, Filter};

fn read(text: &str) -> Filter {
    Filter::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

fn strings(all: &[&str]) -> Vec<String> {
    all.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn clicks_make_ordinary_filter_text() {
    let filter = read("kind:statement").toggle(Field::Actor, "kremlin", false);
    assert_eq!(filter.to_string(), "kind:statement actor:kremlin", "included");
    let two = filter.toggle(Field::Actor, "ushakov", false);
    assert_eq!(two.to_string(), "kind:statement actor:kremlin,ushakov", "values of one field join");
    let without = two.toggle(Field::Venue, "miami", true).toggle(Field::Venue, "kyiv", true);
    assert_eq!(without.to_string(), "kind:statement actor:kremlin,ushakov -venue:miami,kyiv", "excluded");
    assert_eq!(
        without.toggle(Field::Venue, "miami", true).toggle(Field::Venue, "kyiv", true),
        two,
        "and back"
    );
    let turned = filter.toggle(Field::Actor, "kremlin", true);
    assert_eq!(turned.to_string(), "kind:statement -actor:kremlin", "excluding what is included turns it");
    let quoted = Filter::default().toggle(Field::Tag, "a, b", false);
    assert_eq!(quoted.to_string(), "tag:\"a, b\"", "what needs quotes gets them");
    let grouped = read("a OR b").toggle(Field::Kind, "strike", false);
    assert_eq!(grouped.to_string(), "(a OR b) kind:strike", "the whole filter is narrowed");
    assert_eq!(
        read("kind:strike").toggle(Field::Kind, "nonsense", false),
        read("kind:strike"),
        "no such kind"
    );
}

#[test]
fn pickers_set_and_clear_a_field() {
    let filter = read("actor:a kind:strike -actor:b (actor:c OR x)");
    assert_eq!(filter.values(Field::Actor), (strings(&["a"]), strings(&["b"])), "only the top level");
    assert_eq!(
        filter.set(Field::Actor, &strings(&["d", "=e"])).to_string(),
        "actor:d,=e kind:strike (actor:c OR x)"
    );
    assert_eq!(filter.set(Field::Actor, &[]), filter.without(Field::Actor), "none takes the field out");
    assert_eq!(filter.without(Field::Actor).to_string(), "kind:strike (actor:c OR x)", "the rest stays");
    assert!(read("date:2025").without(Field::Date).is_empty(), "the last term leaves the empty filter");
}

#[test]
fn a_bound_stance_is_still_a_stance() {
    let bound = read("about:x").toggle(Field::Stance, "denies", false);
    assert_eq!(bound.to_string(), "about:x/denies", "it binds to the claim beside it");
    assert_eq!(bound.values(Field::Stance).0, ["denies"], "and is found there");
    let both = bound.toggle(Field::Stance, "affirms", false);
    assert_eq!(both.to_string(), "about:x/denies,x/affirms", "values join there too");
    assert_eq!(
        both.toggle(Field::Stance, "denies", false).toggle(Field::Stance, "affirms", false),
        read("about:x")
    );
    assert_eq!(bound.without(Field::Stance), read("about:x"), "a facet counts without it");
    let excluded = read("about:x/denies -stance:accuses");
    assert_eq!(excluded.without(Field::Stance), read("about:x"), "exclusions go too");
}

#[test]
fn filters_join_as_if_written_side_by_side() {
    assert_eq!(read("about:x").and(&read("stance:denies")).to_string(), "about:x/denies", "positions bind");
    let rows = Filter::all([read("weapon:drone"), read("launched:>5"), read("killed:>0")]);
    assert_eq!(rows, read("weapon:drone launched:>5 killed:>0"), "figure terms speak of one row");
    assert_eq!(read("a OR b").and(&read("c")).to_string(), "(a OR b) c", "an OR keeps its brackets");
    assert_eq!(read("a").and(&Filter::default()), read("a"), "nothing added, nothing changed");
}
