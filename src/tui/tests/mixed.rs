//! Every view on a store in many scripts: columns hold, nothing overflows, no letter is halved.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use unicode_segmentation::UnicodeSegmentation;

use super::{Run, setup, timeline};
use crate::store::{Input as StoreInput, Store};
use crate::text::visible_line;
use crate::tui::action::View;
use crate::tui::message::StoreNews;
use crate::tui::runtime::Input;
use crate::tui::text::{graphemes, width};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
const STEPS: [&str; 4] = ["", "jjl", "+", "c"];

fn mixed() -> Store {
    let path = PathBuf::from("tests/data/mixed.yaml");
    let store = Store::load(&[StoreInput::Path(path)]).expect("the store is there");
    assert!(store.problems.is_empty(), "the store has no problem: {:?}", store.problems);
    store
}

/// Returns the letters of a row with the cells of each, the second half of a wide one left out.
fn row(buffer: &Buffer, y: u16) -> Result<Vec<String>, String> {
    let (mut x, mut row) = (0, Vec::new());
    while x < buffer.area.width {
        let symbol = buffer.cell((x, y)).map_or("", ratatui::buffer::Cell::symbol).to_owned();
        let cells = if symbol.len() == 1 { 1 } else { width(&symbol).max(1) as u16 };
        for half in 1..cells {
            match buffer.cell((x + half, y)).map(ratatui::buffer::Cell::symbol) {
                Some(" " | "") => {}
                other => return Err(format!("`{symbol}` at {x} is halved by {other:?}")),
            }
        }
        if symbol.graphemes(true).count() > 1 {
            return Err(format!("`{symbol}` at {x} is more than one letter"));
        }
        if symbol.ends_with('\u{200D}') || symbol.starts_with(|c: char| ('\u{300}'..'\u{370}').contains(&c)) {
            return Err(format!("`{symbol}` at {x} is part of a letter"));
        }
        row.push(symbol);
        x += cells;
    }
    if x == buffer.area.width { Ok(row) } else { Err(format!("{x} cells")) }
}

/// Returns the columns of the rules between panes, where the rule above begins them, and breaks of them below.
fn broken(buffer: &Buffer) -> Vec<String> {
    let at = |x: u16, y: u16| buffer.cell((x, y)).map_or("", ratatui::buffer::Cell::symbol);
    let mut found = Vec::new();
    for y in 0..buffer.area.height {
        for x in (0..buffer.area.width).filter(|x| at(*x, y) == "┬") {
            let end = (y + 1..buffer.area.height).find(|below| at(x, *below) == "┴");
            let end = end.unwrap_or(buffer.area.height);
            found.extend(
                (y + 1..end)
                    .filter(|below| !matches!(at(x, *below), "│" | "┤" | "├" | "┼"))
                    .map(|below| format!("the rule at {x} is broken in row {below}")),
            );
        }
    }
    found
}

/// Returns how a name is cut without a sign in a row, if it is.
fn cut_badly(row: &[String], name: &[String]) -> Option<String> {
    // A few letters may be those of another word.
    const SURE: usize = 6;
    for start in 0..row.len() {
        let rest = &row[start..];
        if rest.first() != name.first() {
            continue;
        }
        let same = rest.iter().zip(name).take_while(|(a, b)| a == b).count();
        if same < SURE || same == name.len() {
            continue;
        }
        let (last, next) = (&name[same - 1], &name[same]);
        let after = rest.get(same).map_or("", String::as_str);
        // Titles are broken into lines between words and beside wide letters.
        let is_broken = [last, next].iter().any(|at| *at == " " || *at == "-" || *at == "," || width(at) > 1);
        let ends_line = rest[same..].iter().take_while(|symbol| *symbol != "│").all(|symbol| symbol == " ");
        if after != "…" && !(is_broken || ends_line) {
            return Some(format!("`{}` is followed by `{after}`", name[..same].concat()));
        }
    }
    None
}

#[test]
fn every_view_holds_its_columns_in_every_script() {
    let read = timeline(mixed());
    let store = read.store();
    let titles = read.order().iter().map(|ix| read.event(*ix).title.clone());
    let names = store.registry.actors.iter().map(|actor| actor.name.clone());
    let names: Vec<Vec<String>> = titles
        .chain(names)
        .map(|name| graphemes(&visible_line(&name)).into_iter().map(|(letter, _)| letter).collect())
        .collect();
    let mut found = Vec::new();
    for view in View::ALL {
        for size in SIZES {
            let mut run = Run::start_empty(setup(size.0, size.1));
            run.inputs([Input::Store(StoreNews::Whole(Box::new(read.clone())))]);
            run.keys(&view.key().to_string());
            for step in STEPS {
                run.keys(step);
                // What is drawn, before the terminal leaves out what a wide letter hides.
                let drawn = run.terminal.draw(|frame| crate::tui::view::draw(&run.model, frame));
                let buffer = drawn.expect("a screen in memory never fails").buffer.clone();
                let place = format!("{} at {}x{} after `{step}`", view.name(), size.0, size.1);
                found.extend(broken(&buffer).into_iter().map(|why| format!("{place}: {why}")));
                for y in 0..buffer.area.height {
                    match row(&buffer, y) {
                        Ok(row) => found.extend(
                            names
                                .iter()
                                .filter_map(|name| cut_badly(&row, name))
                                .map(|why| format!("{place}, row {y}: {why}")),
                        ),
                        Err(why) => found.push(format!("{place}, row {y}: {why}")),
                    }
                }
            }
        }
    }
    found.dedup();
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}
