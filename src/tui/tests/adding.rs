//! Adding an event: typed into the form, written behind the last event of a file on the disk, read back.

mod walk;

use std::fs;
use std::path::{Path, PathBuf};

use super::{Run, Script, keys, setup, timeline};
use crate::filter::Filter;
use crate::store::{Input as StoreInput, Replace, Store, write};
use crate::tui::dialog::Dialog;
use crate::tui::dialog::event_form::What;
use crate::tui::message::{self, Effect, Message, StoreNews};
use crate::tui::model::{Focus, Model};
use crate::tui::runtime::{self, Aftermath, Input, Performer};

const NAMES: &str = "\
store: {title: Log, timezone: Europe/Kyiv}
actors:
- {id: peskov, name: Dmitry Peskov, aliases: [Peskov, Песков]}
- {id: rubio, name: Marco Rubio, aliases: [Rubio]}
- {id: lavrov, name: Sergey Lavrov, aliases: [Lavrov]}
venues:
- {id: moscow, name: Moscow, aliases: [Москва], timezone: Europe/Moscow}
outlets:
- {id: tass, name: TASS, domains: [tass.com]}
claims:
- {id: summit-planned, text: A summit in Budapest is planned.}
- {id: three-way-proposed, text: Three-way talks were proposed.}
";

const EVENTS: &str = "\
events: # by hand
# about the first
- kind: meeting # in person
  date: 2025-12-20
  title: 'One: two'
  tags: [envoys]

- {id: the-claim, kind: statement, date: 2025-12-21, title: \"Zelenskyy says talks were offered\"} # flow
# after all
";

/// A store on the disk, and the browser on it.
struct Desk {
    dir: tempfile::TempDir,
    run: Run,
}

/// Writes events and reads the store again, as the world does; the rest is only recorded.
struct Writer<'a> {
    root: PathBuf,
    effects: &'a mut Vec<Effect>,
}

impl Performer for Writer<'_> {
    fn perform(&mut self, effect: Effect, _: &Model) -> Aftermath {
        let message = match &effect {
            Effect::Append(addition) => Some(message::append(addition)),
            Effect::Reload => {
                let store = Store::load(&[StoreInput::Path(self.root.clone())]).expect("it is there");
                Some(Message::Store(StoreNews::Whole(Box::new(timeline(store)))))
            }
            _ => None,
        };
        self.effects.push(effect);
        Aftermath { message, redraw: false }
    }
}

fn put(path: &Path, text: &str) {
    write(path, text.as_bytes(), Replace::Anything).expect("it is written");
}

impl Desk {
    fn new(width: u16, height: u16) -> Self {
        Self::filtered("", width, height)
    }

    fn filtered(filter: &str, width: u16, height: u16) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        put(&dir.path().join("names.yaml"), NAMES);
        put(&dir.path().join("2024.yaml"), "events:\n- {kind: other, date: 2024-06-01, title: Old}\n");
        put(&dir.path().join("2025-12.yaml"), EVENTS);
        let store = Store::load(&[StoreInput::Path(dir.path().to_owned())]).expect("it is there");
        assert!(store.problems.is_empty(), "{:?}", store.problems);
        let mut setup = setup(width, height);
        setup.filter = Filter::parse(filter).expect("a filter");
        Self { run: Run::start(setup, store), dir }
    }

    fn inputs(&mut self, inputs: impl IntoIterator<Item = Input>) -> &mut Self {
        let mut script = Script(inputs.into_iter().collect());
        let mut world = Writer { root: self.dir.path().to_owned(), effects: &mut self.run.effects };
        runtime::run(&mut self.run.terminal, &mut self.run.model, &mut script, &mut world)
            .expect("a screen in memory never fails");
        self
    }

    fn keys(&mut self, script: &str) -> &mut Self {
        self.inputs(keys(script).into_iter().map(Input::Key))
    }

    fn screen(&self) -> String {
        // The path of a directory that is made for the test is another each time.
        self.run.screen()
    }

    fn words(&self) -> String {
        self.screen().replace(['│', '─'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The lines of the form and what is said about each, without the preview.
    fn form(&self) -> String {
        let Focus::Dialog(dialog) = &self.run.model.focus else { return String::new() };
        let Dialog::EventForm(form) = &**dialog else { return String::new() };
        let rows = form.rows(120).into_iter().map(|row| match row.what {
            What::Field => format!("{}: {}", row.part.name(), form.line(row.part).text()),
            What::Said(tone, said) => format!("  {tone:?} {said}"),
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.dir.path().join(name)).expect("it is there")
    }

    fn untouched(&self) -> bool {
        self.file("2025-12.yaml") == EVENTS && self.file("names.yaml") == NAMES
    }

    fn is_open(&self) -> bool {
        matches!(&self.run.model.focus, Focus::Dialog(dialog) if matches!(**dialog, Dialog::EventForm(_)))
    }
}

const SENTENCE: &str =
    "APeskov denied three-way talks, Moscow, 21 Dec 2025 11:10, TASS https://tass.com/a/1<enter>";

const WRITTEN: &str = "\
- id: 2025-12-21-peskov-denied-three-way-talks
  kind: statement
  date: 2025-12-21T11:10+03:00
  title: Peskov denied three-way talks
  actors: {speaker: peskov}
  venue: moscow
  stance: denies
  about:
    - {claim: three-way-proposed}
  sources:
    - outlet: tass
      url: https://tass.com/a/1
";

#[test]
fn a_sentence_fills_the_form_and_the_event_is_written_behind_the_last() {
    let mut desk = Desk::new(120, 40);
    desk.keys(SENTENCE);
    let words = desk.words();
    assert!(words.contains("Sunday 21 December 2025, 11:10 Moscow (08:10 UTC)"), "its date is read: {words}");
    assert!(desk.untouched(), "nothing is written while it is typed");
    desk.keys("<c-s>");
    assert!(!desk.is_open(), "saved, it closes:\n{}", desk.screen());
    let (head, tail) = EVENTS.split_once("# after all").expect("a tail");
    assert_eq!(desk.file("2025-12.yaml"), format!("{head}{}\n{WRITTEN}# after all{tail}", ""));
    assert_eq!(desk.file("names.yaml"), NAMES, "no other file changes");
    assert_eq!(desk.run.selected(), "2025-12-21-peskov-denied-three-way-talks", "it is selected");
    assert!(desk.words().contains("added `2025-12-21-peskov-denied-three-way-talks`"), "{}", desk.screen());
}

#[test]
fn the_fields_alone_make_the_same_event_as_the_command_line() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<tab>state<tab><enter>Rubio met Lavrov<enter>20.12.2025 9:05<enter>");
    assert!(desk.form().contains("Date: 20.12.2025 9:05"), "a time without a zone stays: {}", desk.form());
    assert!(desk.form().contains("Note 09:05 is left out: its zone is not known"), "{}", desk.form());
    desk.keys("Москва<enter>");
    assert!(desk.form().contains("Date: 2025-12-20T09:05+03:00"), "the venue has one: {}", desk.form());
    desk.keys("rubio; subject=Lavrov<enter>sched<tab><enter><enter><enter>Words: said<enter><enter>");
    desk.keys(
        "https://tass.com/b<enter>21 Dec 2025<enter>B2<enter>denies=the-cl<tab><enter>In short.<enter>",
    );
    desk.keys("new, envoys<c-s>");
    let written = "\
- id: 2025-12-20-rubio-met-lavrov
  kind: statement
  date: 2025-12-20T09:05+03:00
  title: Rubio met Lavrov
  summary: In short.
  status: scheduled
  actors: {speaker: rubio, subject: lavrov}
  venue: moscow
  quote: 'Words: said'
  sources:
    - outlet: tass
      url: https://tass.com/b
      published: 2025-12-21
  grade: B2
  tags: [new, envoys]
  links: {denies: the-claim}
";
    let file = desk.file("2025-12.yaml");
    let own = file.split("# flow\n").nth(1).and_then(|rest| rest.strip_suffix("# after all\n"));
    assert_eq!(own.map(str::trim_start), Some(written), "{}", desk.screen());
    let store = Store::load(&[StoreInput::Path(desk.dir.path().to_owned())]).expect("it is there");
    assert_eq!(store.problems, [], "it loads");
}

/// The text of a line of the form after keys typed into it.
fn completed(stops: usize, typed: &str) -> String {
    let mut desk = Desk::new(120, 40);
    desk.keys("A");
    for _ in 0..stops {
        desk.keys("<down>");
    }
    desk.keys(typed);
    let Focus::Dialog(dialog) = &desk.run.model.focus else { panic!("the form is open") };
    let Dialog::EventForm(form) = &**dialog else { panic!("the form is open") };
    form.line(form.part).text().to_owned()
}

#[test]
fn each_sort_of_value_is_completed_from_the_store() {
    for (stops, typed, whole) in [
        (1, "sta<tab>", "statement"),
        (4, "mosc<tab>", "moscow"),
        (4, "Моск<tab>", "moscow"),
        (5, "lav<tab>", "lavrov"),
        (5, "speaker=pes<tab>, rub<tab>", "speaker=peskov, rubio"),
        (5, "addr<tab>", "addressee="),
        (6, "sch<tab>", "scheduled"),
        (7, "aff<tab>", "affirms"),
        (8, "budapest<tab>", "summit-planned"),
        (8, "three<tab>/den<tab>", "three-way-proposed/denies"),
        (10, "tas<tab>", "tass"),
        (14, "resp<tab>zelenskyy off<tab>", "responds_to=the-claim"),
        (14, "follows=the-cl<tab>", "follows=the-claim"),
        (16, "new, env<tab>", "new, envoys"),
    ] {
        assert_eq!(completed(stops, typed), whole, "`{typed}` is completed");
    }
    assert_eq!(completed(6, "c<down><enter>"), "cancelled", "one of several is lit and taken");
    assert_eq!(completed(5, "x<left>pes<tab>"), "peskovx", "what is behind the cursor stays");
    assert_eq!(
        completed(5, "pes<down><down>sched"),
        "sched",
        "behind the last candidate comes the next line"
    );
}

#[test]
fn what_is_wrong_is_said_at_its_field_while_it_is_typed() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<down>statemnt<enter>A title<enter>2025-02-30<enter>Atlantis<enter>");
    let form = desk.form();
    let said = "Kind: statemnt\n  Problem unknown kind `statemnt`; did you mean `statement`?\nTitle";
    assert!(form.contains(said), "{form}");
    desk.keys("<up><up><c-u>2025-12-21<enter>");
    assert!(
        desk.form().contains("  Reading Sunday 21 December 2025"),
        "a date is read alone: {}",
        desk.form()
    );
    desk.keys("<up><c-u>2025-02-30<enter><enter>");
    assert!(form.contains("Date: 2025-02-30\n  Problem 2025-02-30 is not a day in the calendar"), "{form}");
    desk.keys("<c-s>");
    assert!(desk.is_open() && desk.untouched(), "it is not saved");
    assert!(desk.words().contains("not saved: the event would be left out, see Kind"), "{}", desk.screen());
    desk.keys("<c-u>other<enter><enter><c-u>2025-12-21<enter><c-s>");
    assert!(!desk.is_open(), "a venue that is not registered is said and not refused: {}", desk.screen());
    assert!(desk.file("2025-12.yaml").contains("venue: Atlantis\n"), "it stands as it was typed");
}

#[test]
fn a_venue_that_is_not_registered_is_said() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<down>other<enter>A title<enter>2025-12-21<enter>Moskow<enter>");
    let form = desk.form();
    assert!(form.contains("  Warning venue `Moskow` is not in `venues`; did you mean `moscow`?"), "{form}");
    desk.keys("<up><up><up><up><up><c-u>Ivanof spoke, 2025-12-21<enter>");
    let form = desk.form();
    assert_eq!(form.matches("`Ivanof` is not in `actors`").count(), 0, "no verb, no actor: {form}");
    desk.keys("<up><c-u>Ivanof denied it, 2025-12-21<enter>");
    assert_eq!(desk.form().matches("`Ivanof` is not in `actors`").count(), 1, "said once: {}", desk.form());
}

#[test]
fn what_is_missing_is_said_and_gone_to() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<down>other<c-s>");
    assert!(desk.words().contains("not saved: date and title are missing"), "{}", desk.screen());
    desk.keys("2025-12-21<up>Talks<c-s>");
    assert!(!desk.is_open(), "the first that is missing has the keys: {}", desk.screen());
    assert!(desk.file("2025-12.yaml").contains("title: Talks\n"));
}

#[test]
fn leaving_asks_and_what_was_typed_comes_back() {
    let mut desk = Desk::new(80, 24);
    desk.keys("A<esc>");
    assert!(!desk.is_open(), "an empty form is left without a question");
    desk.keys("A<down><down>Half a title<esc>");
    assert!(desk.words().contains("Leave? y keeps"), "{}", desk.screen());
    desk.keys("n more<esc>y");
    assert!(!desk.is_open() && desk.words().contains("not saved; A goes on"), "{}", desk.screen());
    desk.keys("A");
    assert!(desk.words().contains("Half a title more"), "it is there again: {}", desk.screen());
    desk.keys("<c-c>A<esc>");
    assert!(desk.words().contains("Half a title more"), "Ctrl-c keeps it too: {}", desk.screen());
    desk.keys("d");
    assert!(desk.words().contains("thrown away"), "{}", desk.screen());
    desk.keys("A");
    assert!(!desk.words().contains("Half a title"), "thrown away, it is gone: {}", desk.screen());
    assert!(desk.untouched());
}

#[test]
fn the_keys_of_the_question_are_where_they_are_on_a_cyrillic_keyboard() {
    let mut desk = Desk::new(80, 24);
    desk.keys("Ф<down><down>Название<esc>");
    assert!(desk.words().contains("Leave?"), "{}", desk.screen());
    desk.keys("в");
    assert!(!desk.is_open() && desk.words().contains("thrown away"), "{}", desk.screen());
}

#[test]
fn a_file_that_changed_meanwhile_is_left_as_it_is_and_the_form_stays() {
    let mut desk = Desk::new(120, 40);
    desk.keys(SENTENCE);
    let theirs = format!("{EVENTS}- {{kind: other, date: 2025-12-22, title: Theirs}}\n");
    put(&desk.dir.path().join("2025-12.yaml"), &theirs);
    desk.keys("<c-s>");
    assert_eq!(desk.file("2025-12.yaml"), theirs, "what somebody else wrote stands");
    assert!(desk.is_open() && desk.words().contains("has changed since it was read"), "{}", desk.screen());
    desk.keys("<c-s>");
    assert_eq!(desk.file("2025-12.yaml"), format!("{theirs}{WRITTEN}"), "now it is behind theirs");
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_said_and_the_form_stays() {
    let mut desk = Desk::new(120, 40);
    let path = desk.dir.path().join("2025-12.yaml");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("they can be set");
    desk.keys(SENTENCE).keys("<c-s>");
    assert!(desk.is_open() && desk.untouched(), "{}", desk.screen());
    assert!(desk.words().contains("not saved: cannot write"), "{}", desk.screen());
    assert!(
        desk.words().contains("Peskov denied three-way talks"),
        "what was typed stays: {}",
        desk.screen()
    );
}

#[test]
fn a_store_that_is_in_no_file_of_ours_is_said() {
    let mut run = Run::start(setup(120, 40), Store::from_texts([("a.yaml", NAMES), ("b.yaml", EVENTS)]));
    run.keys("A<down>other<down>Talks<down>2025-12-21<c-s>");
    assert!(run.screen().contains("not saved: the store was read from standard input"), "{}", run.screen());
    let mut run = Run::start(setup(120, 40), Store::builtin());
    run.keys("A");
    assert!(run.screen().contains("the demonstration store is inside the program"), "{}", run.screen());
    assert!(run.effects.iter().all(|effect| !matches!(effect, Effect::Append(_))));
}

#[test]
fn an_event_that_the_filter_hides_is_said_with_the_key_that_shows_it() {
    let mut desk = Desk::filtered("kind:meeting", 120, 40);
    desk.keys(SENTENCE).keys("<c-s>");
    let words = desk.words();
    assert!(words.contains("the filter hides it, F takes the filter off"), "{words}");
    desk.inputs([Input::Changed]);
    assert!(desk.words().contains("the filter hides it"), "the watch does not cover it: {}", desk.screen());
    desk.keys("F");
    assert!(desk.words().contains("Peskov denied three-way talks"), "{}", desk.screen());
}

#[test]
fn it_goes_to_the_file_whose_events_are_nearest() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<down>other<down>Talks<down>2024-05<down>");
    assert!(desk.screen().contains("2024.yaml"), "the file is named before:\n{}", desk.screen());
    desk.keys("<c-s>");
    assert!(
        desk.file("2024.yaml").ends_with("  date: 2024-05\n  title: Talks\n"),
        "{}",
        desk.file("2024.yaml")
    );
    assert!(desk.untouched());
}

#[test]
fn a_paste_of_several_lines_is_one_line_or_several_values() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<down><down>");
    desk.inputs([Input::Paste("Two\nlines\n".to_owned())]);
    assert!(desk.words().contains("Title › Two lines"), "{}", desk.screen());
    desk.keys("<up><up><up><up>");
    desk.inputs([Input::Paste("one\ntwo\n".to_owned())]);
    desk.keys("<up>");
    assert!(desk.words().contains("tags: [one, two]"), "{}", desk.screen());
}

#[test]
fn while_the_store_is_read_it_is_said_to_wait() {
    let mut run = Run::start_empty(setup(80, 24));
    run.keys("A");
    assert!(matches!(run.model.focus, Focus::Panes), "it does not open");
    assert!(run.screen().contains("still reading the store"), "{}", run.screen());
}

#[test]
fn it_draws_at_every_size() {
    for (width, height) in [(40, 10), (80, 24), (120, 40)] {
        let mut run = Run::new(width, height);
        run.keys("AUshakov denied three-way talks, Moscow, 21 Dec 2025 11:10, TASS<enter><down><down><down>");
        insta::assert_snapshot!(format!("new_event_{width}x{height}"), run.screen());
    }
    let mut run = Run::new(80, 24);
    run.keys("A<down><down><down><down><down>speaker=u");
    insta::assert_snapshot!("new_event_candidates_80x24", run.screen());
    for (width, height) in [(1, 1), (2, 40), (16, 5), (41, 11), (60, 13), (95, 17), (200, 60), (300, 90)] {
        let mut run = Run::new(width, height);
        run.keys("AUshakov denied it, Moscow, 2025-12-21<enter>zz<backtab><backtab><down>");
        assert_eq!(run.code, 0, "it draws at {width}×{height}");
    }
}

#[test]
fn a_time_gets_the_zone_of_the_store_only_when_no_venue_gives_one() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<tab>meeting<enter>A meeting<enter>2025-12-20T09:05<enter>");
    assert!(desk.form().contains("Date: 2025-12-20T09:05\n"), "the venue may still come: {}", desk.form());
    assert!(desk.form().contains("the zone of 09:05 is not known"), "{}", desk.form());
    desk.keys("<enter>");
    assert!(desk.form().contains("Date: 2025-12-20T09:05+02:00"), "{}", desk.form());
    assert!(desk.form().contains("the store's own zone, Europe/Kyiv"), "{}", desk.form());
}

#[test]
fn an_event_that_the_store_has_already_is_said_above_the_key_that_saves() {
    let mut desk = Desk::new(120, 40);
    desk.keys("A<tab>statement<enter>Zelenskyy says talks were offered<enter>2025-12-21<enter>");
    let said = "may be the event `the-claim`: same day, same kind, same title";
    assert!(desk.words().contains(said), "{}", desk.screen());
    let mut desk = Desk::new(120, 40);
    desk.keys("A<tab>statement<enter><enter>2025-12-21<backtab>Zelenskyy says talks were offered");
    desk.keys("<c-s>");
    let is_first = desk.is_open() && desk.untouched();
    assert!(is_first, "what was not seen is not saved: {}", desk.screen());
}

#[test]
fn the_counts_of_a_sentence_are_written() {
    let mut desk = Desk::new(120, 40);
    desk.keys("ARubio hit Moscow, 3 killed, 21 Dec 2025<enter>");
    assert!(desk.words().contains("- {metric: killed, count: 3}"), "{}", desk.screen());
}
