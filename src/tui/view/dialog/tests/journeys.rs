//! What dialogs do to the filter, the state and the world, key by key.

use super::*;

#[test]
fn the_picker_filters_by_who_is_typed_in_any_script() {
    let room = Room::new("kind:statement", (80, 24));
    for (text, filter) in [
        ("Кремль", "kind:statement actor:kremlin"),
        ("zelensky", "kind:statement actor:zelenskyy"),
        ("Зеленский", "kind:statement actor:zelenskyy"),
    ] {
        let mut dialog = room.open(DialogRequest::Actor);
        room.press(&mut dialog, &typed(text));
        assert_eq!(filter_of(room.press(&mut dialog, &[enter()])), filter, "`{text}` and Enter");
    }
    let mut dialog = room.open(DialogRequest::Venue);
    room.press(&mut dialog, &typed("miami"));
    room.press(&mut dialog, &[Key::plain(Code::BackTab)]);
    let filter = filter_of(room.press(&mut dialog, &[enter()]));
    assert_eq!(filter, "kind:statement -venue:miami", "Shift-Tab excludes");
}

#[test]
fn the_counts_follow_every_other_filter() {
    let count = |filter: &str| {
        let room = Room::new(filter, (80, 24));
        match room.open(DialogRequest::Actor) {
            Dialog::Picker(it) => it.rows.iter().find(|row| row.value == "kremlin").map(|row| row.count),
            other => panic!("{other:?} is no picker"),
        }
    };
    let (all, statements) = (count("").expect("a row"), count("kind:statement").expect("a row"));
    assert!(statements < all, "{statements} statements of {all} events");
    assert_eq!(count("actor:zelenskyy kind:statement"), Some(statements), "its own field does not count");
}

#[test]
fn days_are_marked_typed_and_preset() {
    let room = Room::new("", (120, 40));
    let mut dialog = room.open(DialogRequest::Date);
    room.press(&mut dialog, &typed("2025-12-19..2025-12-21"));
    assert_eq!(filter_of(room.press(&mut dialog, &[enter()])), "date:2025-12-19..2025-12-21", "as typed");

    let mut dialog = room.open(DialogRequest::Date);
    room.press(&mut dialog, &typed("2025-12-19"));
    let keys =
        [Code::Down, Code::Char(' '), Code::Char('l'), Code::Char('д'), Code::Char(' ')].map(Key::plain);
    room.press(&mut dialog, &keys);
    let marked = filter_of(room.press(&mut dialog, &[enter()]));
    assert!(marked.contains(".."), "a start and an end, with л and д as k and l on their places: {marked}");

    let mut dialog = room.open(DialogRequest::Date);
    room.press(&mut dialog, &typed("2025-13"));
    let outcome = room.press(&mut dialog, &[enter()]);
    assert!(matches!(outcome, Outcome::Stay), "what is no date is not applied");
    assert!(room.text(&dialog).contains("2025-13"), "and stays to be mended");

    let room = Room::new("date:2025-12 kind:statement", (120, 40));
    let mut dialog = room.open(DialogRequest::Date);
    room.press(&mut dialog, &[Key::plain(Code::Tab)]);
    assert_eq!(
        filter_of(room.press(&mut dialog, &[enter()])),
        "kind:statement",
        "any date takes the term out"
    );
}

#[test]
fn a_date_is_gone_to_without_losing_the_filter() {
    let room = Room::new("", (80, 24));
    let mut dialog = room.open(DialogRequest::GoToDate);
    room.press(&mut dialog, &typed("2025-12-21"));
    let outcome = room.press(&mut dialog, &[enter()]);
    let day = crate::event::date::Day::from_civil(2025, 12, 21);
    assert!(
        matches!(&outcome, Outcome::Finish(m) if matches!(**m, Message::GoToDay(to) if to == day)),
        "Enter goes to the day: {outcome:?}"
    );
    let mut dialog = room.open(DialogRequest::GoToDate);
    room.press(&mut dialog, &typed("2025-02-30"));
    assert!(matches!(room.press(&mut dialog, &[enter()]), Outcome::Stay), "no such day, no jump");
}

#[test]
fn a_view_is_kept_by_the_user_not_the_store() {
    let mut room = Room::new("actor:kremlin", (80, 24));
    let mut dialog = room.open(DialogRequest::SaveView);
    assert!(matches!(room.press(&mut dialog, &[enter()]), Outcome::Stay), "a view has a name");
    room.press(&mut dialog, &typed("Kremlin lines"));
    let view = View {
        name: "Kremlin lines".into(),
        filter: "actor:kremlin".into(),
        view: Some("timeline".into()),
        sort: Some("date".into()),
        ..View::default()
    };
    match room.press(&mut dialog, &[enter()]) {
        Outcome::Finish(message) => match *message {
            Message::Do(Effect::Remember(change)) => {
                assert_eq!(change, Change::Save(view.clone()), "in the state");
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    room.remembered.apply(Change::Save(view));
    let mut dialog = room.open(DialogRequest::Places);
    room.press(&mut dialog, &typed("kremlin lines"));
    assert_eq!(filter_of(room.press(&mut dialog, &[enter()])), "actor:kremlin", "and opened from the menu");
    let mut dialog = room.open(DialogRequest::SaveView);
    room.press(&mut dialog, &typed("Kremlin lines"));
    assert!(room.text(&dialog).contains("replaced"), "the same name again is told");
}

#[test]
fn an_export_asks_before_it_replaces() {
    let room = Room::new("actor:kremlin", (120, 40));
    let dir = tempfile::tempdir().expect("a directory");
    let mut dialog = room.open(DialogRequest::Export);
    let shown = room.text(&dialog);
    assert!(shown.contains("actor-kremlin-2026-01-05.md"), "the name says what and when:\n{shown}");
    assert!(shown.contains("# "), "the first lines are shown:\n{shown}");
    let path = dir.path().join("brief.md");
    std::fs::File::create(&path).expect("a file");
    room.press(&mut dialog, &[Key::ctrl('u')]);
    room.press(&mut dialog, &typed(&path.to_string_lossy()));
    assert!(matches!(room.press(&mut dialog, &[enter()]), Outcome::Stay), "it asks");
    assert!(room.text(&dialog).contains("replace it"), "in words:\n{}", room.text(&dialog));
    room.press(&mut dialog, &typed("n"));
    room.press(&mut dialog, &[enter()]);
    match room.press(&mut dialog, &typed("y")) {
        Outcome::Finish(message) => match *message {
            Message::Do(Effect::Write { path: to, text, overwrite }) => {
                assert_eq!((to, overwrite), (path, true), "it was asked");
                assert!(text.contains("Kremlin"), "the document is whole");
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_name_of_an_export_follows_its_format() {
    let room = Room::new("actor:kremlin", (120, 40));
    let mut dialog = room.open(DialogRequest::Export);
    let (tab, right) = (Key::plain(Code::Tab), Key::plain(Code::Right));
    room.press(&mut dialog, &[tab, right]);
    let shown = room.text(&dialog);
    assert!(
        shown.contains("brief, two") && shown.contains("2026-01-05-brief.md"),
        "the brief is Markdown, and another file than the events':\n{shown}"
    );
    assert!(shown.contains("## In short"), "and begins with what matters:\n{shown}");
    room.press(&mut dialog, &[right, tab]);
    for (words, ending, line) in [
        ("CSV", ".csv", "id,date,"),
        ("tab-separated", ".tsv", "earliest"),
        ("JSON, one document", ".json", "\"filter\": \"actor:kremlin\""),
        ("JSON lines", ".jsonl", "{\"id\":"),
        ("YAML, a store again", ".yaml", "store:"),
        ("iCalendar", ".ics", "BEGIN:VCALENDAR"),
        ("GeoJSON", ".geojson", "FeatureCollection"),
        ("TimelineJS", ".timeline.json", "\"title\""),
        ("Mermaid", ".mmd", "timeline"),
        // Its preview is the text of the page, not its markup.
        ("web page (HTML)", ".html", "# The Kremlin"),
    ] {
        room.press(&mut dialog, &[right]);
        let shown = room.text(&dialog);
        let name = format!("2026-01-05{ending} ");
        assert!(shown.contains(words) && shown.contains(&name), "both become {ending}:\n{shown}");
        assert!(shown.contains(line), "and so do the first lines:\n{shown}");
    }
    let back = Key::plain(Code::BackTab);
    room.press(&mut dialog, &[right, back, back]);
    room.press(&mut dialog, &typed(".txt"));
    room.press(&mut dialog, &[tab, tab, right]);
    assert!(room.text(&dialog).contains(".md.txt"), "a name of the reader's own stays");
}

#[test]
fn an_export_asks_the_filter_again_of_what_may_be_told() {
    let timeline = crate::timeline::sample::of_yaml(
        "
events:
- {id: claim, kind: statement, date: 2025-03-01, title: A claim, actors: [oslo]}
- {id: no, kind: statement, date: 2025-03-02, title: A denial, actors: [rome], handling: red, links: {denies: claim}}
",
    );
    let told = |filter: &str| {
        let room = Room::of(timeline.clone(), filter, (120, 40));
        let mut dialog = room.open(DialogRequest::Export);
        let whole = room.text(&dialog);
        let tab = Key::plain(Code::Tab);
        room.press(&mut dialog, &[tab, tab, tab, tab, Key::plain(Code::Right)]);
        (whole, room.text(&dialog))
    };
    let (whole, clear) = told("is:denied");
    assert!(whole.contains("1 of 2 events") && whole.contains("A claim"), "it is denied:\n{whole}");
    assert!(clear.contains("0 of 1 event") && clear.contains("1 stricter event of the store"), "{clear}");
    assert!(
        !clear.contains("A claim") && !clear.contains("A denial"),
        "not where the denial is withheld:\n{clear}"
    );
    let (_, clear) = told("thread:no");
    assert!(clear.contains("0 of 1 event"), "what is withheld is unknown:\n{clear}");
}

#[test]
fn the_palette_does_what_keys_do() {
    let room = Room::new("", (80, 24));
    let mut dialog = room.open(DialogRequest::Palette);
    room.press(&mut dialog, &typed("reverse"));
    let outcome = room.press(&mut dialog, &[enter()]);
    let reverse = crate::tui::action::Action::Reverse;
    assert!(
        matches!(&outcome, Outcome::Finish(m) if matches!(**m, Message::Act(action) if action == reverse)),
        "by name: {outcome:?}"
    );
}

#[test]
fn escape_and_a_press_outside_leave() {
    let room = Room::new("", (80, 24));
    for ask in ASKS {
        for key in [Key::plain(Code::Esc), Key::ctrl('c')] {
            let outcome = room.press(&mut room.open(ask), &[key]);
            assert!(matches!(outcome, Outcome::Close), "{key} leaves {ask:?}");
        }
        let press = Input::Mouse(Mouse { act: MouseAct::Press, x: 0, y: 0 });
        let outcome = room.open(ask).handle(&press, room.desk());
        let covered = room.open(ask).frame(room.size).outer.holds(0, 0);
        assert!(covered || matches!(outcome, Outcome::Close), "a press outside leaves {ask:?}");
    }
}

#[test]
fn a_reload_keeps_what_was_typed_marked_and_selected() {
    let empty = Store::from_texts([("empty.yaml", "")]).shared();
    let mut room = Room::new("", (100, 30));
    let full = std::mem::replace(&mut room.timeline, Timeline::new(empty, None));
    room.matches = EventSet::none(0);
    let shown = std::mem::take(&mut room.shown);
    let mut dialogs: Vec<Dialog> = ASKS.iter().map(|ask| room.open(*ask)).collect();
    for dialog in &mut dialogs {
        room.press(dialog, &typed("20"));
    }
    room.timeline = full;
    room.matches = EventSet::all(room.timeline.order().len());
    room.shown = shown;
    for (ask, dialog) in ASKS.iter().zip(&mut dialogs) {
        dialog.reload(room.desk());
        room.press(dialog, &[Key::plain(Code::Down), Key::plain(Code::Up)]);
        let text = room.text(dialog);
        assert!(text.contains("20"), "{ask:?} keeps what was typed:\n{text}");
    }
    match &dialogs[0] {
        Dialog::Picker(picker) => assert_eq!(picker.rows.len(), 240, "the actors are there now"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_view_is_forgotten_only_when_asked_twice() {
    let mut room = Room::new("", (80, 24));
    room.remembered.apply(Change::Save(View {
        name: "Mine".into(),
        filter: "kind:strike".into(),
        ..View::default()
    }));
    let mut dialog = room.open(DialogRequest::Places);
    let delete = Key::plain(Code::Delete);
    assert!(matches!(room.press(&mut dialog, &[delete]), Outcome::Stay), "the first press asks");
    assert!(room.text(&dialog).contains("Del again deletes `Mine`"), "in words:\n{}", room.text(&dialog));
    match room.press(&mut dialog, &[delete]) {
        Outcome::Send(message) => match *message {
            Message::Do(Effect::Remember(change)) => assert_eq!(change, Change::Forget("Mine".into())),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    assert!(!room.text(&dialog).contains("Mine"), "the row is gone");
    let outcome = room.press(&mut dialog, &[delete, delete]);
    assert!(matches!(outcome, Outcome::Stay), "what the store keeps is not forgotten here");
}

#[test]
fn the_calendar_turns_to_what_is_typed() {
    let room = Room::new("", (80, 24));
    let mut dialog = room.open(DialogRequest::Date);
    room.press(&mut dialog, &typed("2022-03"));
    assert!(room.text(&dialog).contains("March 2022"), "the month is shown:\n{}", room.text(&dialog));
    room.press(&mut dialog, &typed("-29..-44713"));
    for text in ["9999-12-31", "-9999-01-01", "Y170000002"] {
        let mut dialog = room.open(DialogRequest::Date);
        dialog.handle(&Input::Paste(text.into()), room.desk());
        room.press(
            &mut dialog,
            &[Key::plain(Code::Tab), Key::plain(Code::PageDown), Key::plain(Code::Right)],
        );
        room.text(&dialog);
    }
}

/// Where `needle` stands on the screen.
fn place_of(room: &Room, dialog: &Dialog, needle: &str) -> (u16, u16) {
    let text = room.text(dialog);
    let (y, line) = (0u16..).zip(text.lines()).find(|(_, line)| line.contains(needle)).expect(needle);
    let (before, _) = line.split_once(needle).expect(needle);
    (crate::tui::text::width(before) as u16, y)
}

#[test]
fn the_mouse_picks_what_is_drawn_under_it() {
    let room = Room::new("", (120, 40));
    let mouse = |dialog: &mut Dialog, act, (x, y): (u16, u16)| {
        dialog.handle(&Input::Mouse(Mouse { act, x, y }), room.desk())
    };
    let mut dialog = room.open(DialogRequest::Actor);
    let at = place_of(&room, &dialog, "White House");
    mouse(&mut dialog, MouseAct::Press, at);
    let filter = filter_of(room.press(&mut dialog, &[enter()]));
    assert_eq!(filter, "actor:white-house-office", "a press marks the row under it");

    let mut dialog = room.open(DialogRequest::Palette);
    let at = place_of(&room, &dialog, "next pane");
    let outcome = mouse(&mut dialog, MouseAct::Press, at);
    assert!(matches!(outcome, Outcome::Finish(_)), "a press does what stands there: {outcome:?}");

    let mut dialog = room.open(DialogRequest::Date);
    room.press(&mut dialog, &typed("2025-12-31"));
    let from = place_of(&room, &dialog, "19");
    mouse(&mut dialog, MouseAct::Press, from);
    mouse(&mut dialog, MouseAct::Drag, (from.0 + 10, from.1));
    mouse(&mut dialog, MouseAct::Release, (from.0 + 10, from.1));
    let filter = filter_of(room.press(&mut dialog, &[enter()]));
    assert!(filter.starts_with("date:") && filter.contains(".."), "a drag marks days: {filter}");
    let days = filter
        .trim_start_matches("date:")
        .split("..")
        .map(|day| day.rsplit('-').next().unwrap_or_default().parse::<u8>());
    let days: Vec<u8> = days.map(|day| day.expect("a day")).collect();
    assert_eq!((days[0], days[1]), (19, 21), "those under it: {filter}");
}

#[test]
fn the_zones_of_the_store_come_first_the_most_used_before_the_rest() {
    let room = Room::new("", (100, 40));
    let rows = |dialog: &Dialog| match dialog {
        Dialog::Zone(picker) => picker.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let mut dialog = room.open(DialogRequest::Zone);
    let all = rows(&dialog);
    assert_eq!(all[0], "each event in its own zone", "as written is the first");
    let at = |name: &str| all.iter().position(|zone| zone == name).expect(name);
    assert!(at("Europe/Moscow") < at("Europe/Zurich"), "more events are in Moscow: {:?}", &all[..12]);
    assert!(at("Europe/Zurich") < at("Africa/Abidjan"), "all of the store before all others");
    room.press(&mut dialog, &typed("new"));
    let first = room.text(&dialog);
    let found = first.lines().find(|line| line.contains("+0") || line.contains("−0")).expect("a zone");
    assert!(found.contains("America/New_York"), "a zone of the store is found first:\n{first}");
    let outcome = room.press(&mut dialog, &[enter()]);
    let set = Some(Tz::America__New_York);
    assert!(
        matches!(&outcome, Outcome::Finish(m) if matches!(&**m, Message::SetZone(zone) if *zone == set)),
        "{outcome:?}"
    );
    let mut dialog = room.open(DialogRequest::Zone);
    let outcome = room.press(&mut dialog, &[enter()]);
    assert!(
        matches!(&outcome, Outcome::Finish(m) if matches!(**m, Message::SetZone(None))),
        "none is each event's own: {outcome:?}"
    );
}

#[test]
fn the_help_begins_with_the_pane_and_finds_words() {
    let room = Room::new("", (120, 40));
    for (scope, heading, key) in [
        (Scope::View, "IN THE TIMELINE", "next burst or gap"),
        (Scope::Facets, "IN THE FACETS", "exclude the value"),
        (Scope::Detail, "IN THE DETAIL", "copy a source's URL"),
    ] {
        let text = room.text(&room.open(DialogRequest::Help(scope)));
        let first = text.lines().find(|line| line.contains("IN THE")).unwrap_or_default();
        assert!(first.contains(heading), "{first}");
        let (own, _) = text.split_once("VIEWS").expect("the groups follow");
        assert!(own.contains(key), "{scope:?} has `{key}` at the top:\n{own}");
    }
    let find = |text: &str| {
        let mut dialog = room.open(DialogRequest::Help(Scope::View));
        room.press(&mut dialog, &typed(text));
        room.text(&dialog)
    };
    for (text, found) in [
        ("B1", "the source is usually reliable"),
        ("≠", "accounts differ"),
        ("roots", "roots:"),
        ("bookmark", "saved views and bookmarks"),
        ("Ctrl-r", "redo"),
        ("z", "time zone"),
        ("?", "the date is uncertain"),
    ] {
        let shown = find(text);
        assert!(shown.contains(found), "`{text}` finds `{found}`:\n{shown}");
    }
    assert!(find("xyzzy").contains("nothing here about xyzzy"), "what is not there is said");
    let shown = find("time zone");
    assert!(!shown.contains("next pane"), "what does not fit is left out:\n{shown}");
}

#[test]
fn the_palette_has_every_action_with_its_key() {
    let room = Room::new("", (120, 40));
    let Dialog::Palette(palette) = room.open(DialogRequest::Palette) else { panic!("no palette") };
    for binding in crate::tui::keys::BINDINGS {
        use crate::tui::action::Action;
        if matches!(binding.action, Action::Palette | Action::Leave) {
            continue;
        }
        let row = palette.rows.iter().find(|row| row.label == binding.description);
        let keys = row.map(|row| row.keys.clone()).unwrap_or_default();
        assert!(keys.contains(&binding.keys[0].to_string()), "{}: {keys}", binding.description);
    }
}
