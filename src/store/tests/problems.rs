//! Mistakes in the shape of a record: each at its own place, with what to do.

use super::{ids, problems, reported, store};

/// An event with these lines more.
fn event(lines: &str) -> String {
    format!("events:\n- kind: meeting\n  date: 2025-12-20\n  title: t\n{lines}")
}

macro_rules! tells {
    ($($name:ident: $text:expr => $reported:expr, $why:literal;)+) => {
        $(#[test] fn $name() { assert_eq!(problems(&$text), $reported, $why); })+
    };
}

tells! {
    unknown_words_are_told_with_the_nearest:
        "events:\n- kind: meetng\n  date: 2025\n  title: t\n"
        => ["2:9: unknown kind `meetng` | did you mean `meeting`?"], "place of the value, and the word";
    words_far_from_all_list_all:
        event("  status: zzzz\n")
        => ["5:11: unknown status `zzzz` | write one of occurred, rumoured, proposed, scheduled, alleged, cancelled"],
        "few candidates are all reported";
    unknown_keys_are_told_with_the_nearest:
        event("  sumary: x\n  rating: B2\n  url: x\n")
        => ["5:3: unknown key `sumary` in an event | did you mean `summary`?",
            "6:3: unknown key `rating` in an event | did you mean `grade`?",
            "7:3: unknown key `url` in an event | `url` belongs to a source, under `sources`"],
        "by spelling, by meaning, by where it belongs";
    bad_dates_are_told:
        "events:\n- kind: meeting\n  date: 2024-02-30\n  title: t\n"
        => ["3:9: 2024-02-30 is not a day in the calendar | February 2024 has 29 days"], "in words";
    a_set_without_quotes_is_told_with_them:
        "events:\n- kind: meeting\n  date: [2025-12-19..2025-12-21]\n  title: t\n- kind: meeting\n  date: {2025, 2026}\n  title: t\n"
        => ["3:9: a set of dates without quotes | quote it: \"[2025-12-19..2025-12-21]\"",
            "6:9: a set of dates without quotes | quote it: \"{2025,2026}\""],
        "YAML reads it as a list";
    a_repeated_key_is_told_at_its_second_place:
        event("  note: a\n  note: b\n")
        => ["6:3: `note` appears here for the second time | keep one of them"], "not at the start of the event";
    what_is_missing_is_told:
        "events:\n- kind: meeting\n  title:\n"
        => ["2:3: no `date` in an event", "3:3: `title` in an event is empty"], "all of it";
    null_in_a_list_is_no_text:
        event("  tags: [a, ~, null]\n")
        => ["5:13: an empty item in `tags` | remove it, or quote it if you mean the text `~` or `null`",
            "5:16: an empty item in `tags` | remove it, or quote it if you mean the text `~` or `null`"],
        "the YAML library would read text";
    quoted_null_is_text: event("  tags: ['~', \"null\"]\n") => [""; 0], "quotes make text";
    empty_is_absent: event("  note:\n  status: ~\n  tags:\n  links:\n") => [""; 0], "as a template leaves them";
    text_where_a_list_should_stand:
        event("  tags: talks\n  actors: russia\n  sources: x\n")
        => ["5:9: `tags` is text, not a list in which each item is text | write a list: [talks]",
            "6:11: `actors` is text, not a list of actors, or a mapping from role to actors | write a list: [russia]",
            "7:12: `sources` is text, not a list in which each item is text or a source written as keys and values | write a list: [x]"],
        "with the list to write";
    text_of_several_items:
        event("  actors: \"A B; C\"\n")
        => ["5:11: `actors` is text, not a list of actors, or a mapping from role to actors | write a list: [\"A B\", \"C\"]"],
        "each on its own";
    roles_and_link_types_are_words:
        event("  actors: {mediater: [a]}\n  links: {denys: x}\n")
        => ["5:12: unknown role `mediater` | did you mean `mediator`?",
            "6:11: unknown link type `denys` | did you mean `denies`?",],
        "closed lists";
    grades_and_counts_are_told:
        event("  grade: G9\n  figures:\n  - {metric: killed, count: 12 000}\n  - {count: 1}\n")
        => ["5:10: `G9` is not an Admiralty code: a letter A-F and a digit 1-6, such as B2",
            "7:29: `12 000` is not a count: write 8, ~1300, 7..9, 1000.., ..1200 or unknown | write 12000",
            "8:5: no `metric` in a figure"],
        "all in one pass";
    all_mistakes_of_an_event_are_told_with_its_references:
        event("  status: ocurred\n  links: {denies: nothing}\n  about: [{claim: none, stance: accuses}]\n")
        => ["5:11: unknown status `ocurred` | did you mean `occurred`?",
            "6:19: no event `nothing`",
            "7:19: no claim `none`",
            "7:33: `accuses` is not a position on a claim | write one of affirms, denies, supports, opposes, proposes, no-comment"],
        "one pass finds shape and meaning";
    values_of_registries_are_told:
        "venues:\n- {id: Kyiv City, lat: 95, lon: x, timezone: Europe/Kyivv, country: ua}\nactors:\n- {id: a, wikidata: 'https://www.wikidata.org/wiki/Q1'}\n"
        => ["2:8: `Kyiv City` is not an id: use small letters, digits, `.`, `_` and `-`, and begin with a letter or a digit | write `kyiv-city`",
            "2:24: 95 is not between -90 and 90 degrees | check whether `lat` and `lon` are swapped: latitude comes first",
            "2:33: `x` is not a number of degrees | write it in decimal degrees, such as 55.7517",
            "2:46: unknown time zone `Europe/Kyivv` | did you mean `Europe/Kyiv`?",
            "2:69: `ua` is not a country code | write UA",
            "4:21: `https://www.wikidata.org/wiki/Q1` is not a Wikidata item | write Q1"],
        "each with what to write";
    unknown_views_and_sorts_are_told:
        "views:\n- {name: a, filter: x, view: timelin, sort: up}\n- {name: b, filter: x, view: strikes, sort: -date}\n"
        => ["2:30: unknown view `timelin` | did you mean `timeline`?", "2:45: unknown sort `up` | write one of date, -date"],
        "closed lists too";
    unknown_lists_are_told:
        "evnts:\n- {kind: meeting, date: 2025, title: t}\n"
        => ["1:1: unknown key `evnts` at the top of a file | did you mean `events`?"], "with the nearest";
    an_event_alone_is_told:
        "kind: meeting\ndate: 2025\ntitle: t\n"
        => ["1:1: an event that is not in a list | an event is an item of a list: write `- ` before its first key"],
        "once for all its keys";
    tags_have_no_meaning:
        event("  note: !!binary aGk=\n  summary: !x y\n  subtype: !!str 010\n")
        => ["5:9: the tag `!!binary` has no meaning here | write the value without it",
            "6:12: the tag `!x` has no meaning here | write the value without it"],
        "but text may be called text";
    merge_keys_are_not_read:
        "events:\n- &a {kind: meeting, date: 2025, title: t}\n- <<: *a\n  id: b\n"
        => ["3:3: unknown key `<<` in an event | write the fields out: merge keys are not read"],
        "they would hide what an event says; what they would have brought is not missing besides";
    a_required_field_under_another_name_is_one_mistake:
        event("  links: {denies: [{too: x}]}\n  figures: [{metrc: killed, coutn: 1}]\n  conflicts: [{feld: a}]\n")
        => ["5:21: unknown key `too` in a link | did you mean `to`?",
            "6:14: unknown key `metrc` in a figure | did you mean `metric`?",
            "6:29: unknown key `coutn` in a figure | did you mean `count`?",
            "7:15: no `values` in a conflict",
            "7:16: unknown key `feld` in a conflict | did you mean `field`?"],
        "that it is missing too would be reported twice";
    truth_is_true_or_false:
        event("  quote: [{text: a, translated: yes}]\n")
        => ["5:33: `yes` is neither true nor false | write true"], "YAML 1.2 knows no yes";
    a_file_that_describes_the_store_twice_is_told_once:
        "store: {title: a}\nstore: {title: b}\n"
        => ["2:8: `store` appears twice in this store | the one at s.yaml:1 is used"], "one mistake";
    several_stores_describe_themselves_once:
        "store: {title: a}\n---\nstore: {title: b}\n"
        => ["3:8: `store` appears twice in this store | the one at s.yaml:1 is used"], "the second is a problem";
}

#[test]
fn a_bad_event_is_left_out_whole_and_the_rest_loads() {
    let store = store(
        "events:\n- {id: a, kind: meeting, date: 2025, title: t}\n- {id: b, kind: meeting, date: 2025, title: t, status: cancelld}\n- {id: c, kind: meeting, date: 2025, title: t}\n",
    );
    assert_eq!(ids(&store), ["a", "c"], "dropping the bad field alone would have made it occurred");
}

#[test]
fn a_syntax_error_costs_one_event() {
    let text = "events:\n- {id: a, kind: meeting, date: 2025, title: t}\n- id: b\n  kind: meeting\n   date: 2025\n  title: t\n- {id: c, kind: meeting, date: 2025, title: t}\n";
    assert_eq!(ids(&store(text)), ["a", "c"], "the events around it load");
    assert_eq!(problems(text).len(), 1, "and it is reported once: {:?}", problems(text));
    assert!(problems(text)[0].starts_with("5:"), "in its own line: {:?}", problems(text));
}

#[test]
fn columns_count_characters() {
    let text = "events:\n- {title: 'Зеленський 👩 é', kind: meetng, date: 2025}\n";
    assert_eq!(problems(text), ["2:35: unknown kind `meetng` | did you mean `meeting`?"], "not bytes");
}

#[test]
fn a_call_that_says_so_only_by_subtype_or_venue_is_asked_for_its_format() {
    let of = |fields: &str| {
        let text = format!(
            "venues: [{{id: line, name: By telephone, kind: virtual}}]\nevents:\n- {{kind: meeting, date: 2025-08-15, \
             title: They speak, {fields}}}\n"
        );
        reported(&store(&text))
    };
    let asked =
        "a call without a format: nobody counts as having met | write `format: call` or `format: video`";
    assert_eq!(
        of("subtype: phone-call"),
        [format!("3:65: warning: {asked}")],
        "by its subtype, with the place"
    );
    assert_eq!(of("venue: line"), [format!("3:63: warning: {asked}")], "by its venue");
    let session = of("sessions: [{venue: line}]");
    assert_eq!(session.len(), 1, "a session at no place is asked, too: {session:?}");
    assert_eq!(
        of("subtype: video-call, format: bilateral"),
        [
            "3:85: warning: a call, but its format is bilateral: nobody counts as having met | write `format: call` or \
          `format: video`"
        ],
        "bilateral says how many, not that they met"
    );
    for fields in
        ["subtype: phone-call, format: call", "venue: line, format: video", "venue: line, format: mixed"]
    {
        assert_eq!(of(fields), [""; 0], "{fields}: the format is there");
    }
}
