use std::fmt::Write as _;

use super::*;

const EVENTS: usize = 12_000;

struct Home {
    directory: tempfile::TempDir,
    cache: Cache,
    inputs: Vec<Input>,
}

fn put(path: &Path, bytes: &[u8]) {
    crate::store::write(path, bytes, crate::store::Replace::Anything).expect("written");
}

fn yaml(first: &str) -> String {
    let mut text =
        "actors:\n- {id: a, name: An actor}\noutlets:\n- {id: o, name: An outlet}\nevents:\n".to_owned();
    let padding = "word ".repeat(130);
    for event in 0..EVENTS {
        let title = if event == 0 { first } else { "Talks" };
        let _ = write!(
            text,
            "- id: e{event:05}\n  kind: meeting\n  date: 2001-{:02}-{:02}\n  title: {title}\n  summary: {padding}\n  \
             actors: [a]\n  sources: [{{outlet: o, url: \"https://example.org/{event}\"}}]\n  links: {{follows: e{:05}}}\n",
            event % 12 + 1,
            event % 28 + 1,
            (event + 1) % EVENTS,
        );
    }
    text
}

impl Home {
    fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let store = directory.path().join("store.yaml");
        put(&store, yaml("First").as_bytes());
        let cache = Cache::at(directory.path().join("cache"));
        Self { cache, inputs: vec![Input::Path(store)], directory }
    }

    fn load(&self) -> Timeline {
        Timeline::load(&self.inputs, Some(&self.cache), &mut |_| {}).expect("a store")
    }

    fn read_whole(&self) -> Timeline {
        Timeline::load(&self.inputs, None, &mut |_| {}).expect("a store")
    }

    fn snapshot(&self) -> PathBuf {
        let entries = fs::read_dir(self.directory.path().join("cache")).expect("a cache");
        entries.map(|entry| entry.expect("an entry").path()).next().expect("a snapshot")
    }
}

fn content(timeline: &Timeline) -> String {
    let store = timeline.store();
    let events: Vec<String> = store.events.each().map(|(_, event)| format!("{event:?}")).collect();
    let words: Vec<String> =
        timeline.index().words(crate::timeline::IndexKey::Property).map(|w| format!("{w:?}")).collect();
    format!("{:?} {} {}", store.registry.actors, events.join("\n"), words.join(" "))
}

#[test]
fn a_snapshot_holds_what_the_files_hold_and_is_never_older() {
    let home = Home::new();
    let read = content(&home.load());
    let again = home.cache.read(&home.inputs).expect("a snapshot is there and right");
    assert_eq!(content(&again), read, "it gives the same timeline");
    assert!(again.store().find("e00007").is_some(), "and finds events by id");
    assert!(
        matches!(again.store().registry.find_actor("An actor"), crate::registry::Lookup::One(_)),
        "and actors by name"
    );

    let Input::Path(store) = &home.inputs[0] else { panic!("a file") };
    put(store, yaml("Other").as_bytes());
    let renewed = home.cache.read(&home.inputs).expect("the rest is as it was");
    assert_eq!(renewed.store().events[0].title, "Other", "a change that keeps the size is seen");
    assert_eq!(content(&renewed), content(&home.read_whole()), "and nothing else is");
}

#[test]
fn a_snapshot_is_replaced_after_a_large_change() {
    let home = Home::new();
    home.load();
    let Input::Path(store) = &home.inputs[0] else { panic!("a file") };
    let before = fs::read(home.snapshot()).expect("a snapshot");
    let edited = |events: usize| {
        let text = yaml("First").replacen("title: Talks", "title: Tolks", events);
        put(store, text.as_bytes());
        assert_eq!(content(&home.load()), content(&home.read_whole()), "{events} events edited");
        fs::read(home.snapshot()).expect("a snapshot") == before
    };
    assert!(edited(3), "a small edit leaves the snapshot unchanged");
    assert!(!edited(1_003), "a large edit replaces it");
}

#[test]
fn a_damaged_snapshot_is_not_trusted() {
    let home = Home::new();
    let read = content(&home.load());
    let path = home.snapshot();
    let bytes = fs::read(&path).expect("a snapshot");
    for (what, broken) in [
        ("empty", Vec::new()),
        ("cut", bytes[..bytes.len() / 2].to_vec()),
        ("another program's", [&bytes[..16], &[0; 8], &bytes[24..]].concat()),
        ("longer", [&bytes[..], b"x"].concat()),
    ] {
        put(&path, &broken);
        assert!(home.cache.read(&home.inputs).is_none(), "{what}");
    }
    let mut flipped = bytes.clone();
    for at in (0..bytes.len()).step_by(bytes.len() / 37) {
        flipped[at] ^= 0x10;
        put(&path, &flipped);
        assert!(home.cache.read(&home.inputs).is_none(), "one bit at {at}");
        flipped[at] ^= 0x10;
    }
    assert_eq!(content(&home.load()), read, "the files are read instead");
}

#[test]
fn a_store_is_read_even_if_no_snapshot_can_be_written() {
    let home = Home::new();
    let file = home.directory.path().join("no-directory");
    put(&file, b"");
    let cache = Cache::at(file);
    let timeline = Timeline::load(&home.inputs, Some(&cache), &mut |_| {}).expect("a store");
    assert_eq!(timeline.order().len(), EVENTS, "the store is read without an error");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_snapshot_does_not_block() {
    let home = Home::new();
    home.load();
    let path = home.cache.path(FoundFiles::of(&home.inputs).expect("files").paths);
    fs::remove_file(&path).expect("the snapshot");
    let status = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo");
    assert!(status.success(), "a pipe that nobody writes to");
    assert!(home.cache.read(&home.inputs).is_none(), "no snapshot, and no wait for one");
}

#[test]
fn a_file_of_another_program_is_not_read_to_its_end() {
    let home = Home::new();
    home.load();
    let path = home.cache.path(FoundFiles::of(&home.inputs).expect("files").paths);
    let mut bytes = fs::read(&path).expect("a snapshot");
    let length = bytes.len() as u64;
    bytes.truncate(HEADER_LEN);
    put(&path, &bytes);
    let file = fs::OpenOptions::new().write(true).open(&path).expect("the snapshot");
    file.set_len(length * 64 + (1 << 30)).expect("longer than any");
    let opened = File::open(&path).expect("the snapshot");
    assert!(decode(opened, &home.inputs).is_none(), "the file is longer than its header allows");
    assert_eq!(home.load().order().len(), EVENTS, "the store is read");
}

#[test]
fn a_snapshot_holds_the_problems_of_its_store() {
    let home = Home::new();
    let Input::Path(store) = &home.inputs[0] else { panic!("a file") };
    let broken_events =
        "- {id: x, kind: nothing}\n- {id: y, kind: other, date: 2001, title: t, actors: [nobody]}\n";
    put(store, format!("{}{broken_events}", yaml("First")).as_bytes());
    let read = home.load();
    let again = home.cache.read(&home.inputs).expect("a snapshot is there and right");
    let codes: Vec<&str> = again.store().problems.iter().map(|problem| problem.code.0).collect();
    assert!(codes.contains(&"unregistered") && codes.contains(&"missing-key"), "{codes:?}");
    assert_eq!(again.store().problems, read.store().problems, "word for word");
    assert_eq!(content(&again), content(&read), "and everything else");
    let at = crate::store::AsOf::parse("2001-06-01", chrono_tz::UTC).expect("a day");
    let as_of = |timeline: &Timeline| content(&Timeline::new(timeline.store().as_of(&at).shared(), None));
    assert_eq!(as_of(&again), as_of(&read), "also as of a day");
}

#[test]
fn a_snapshot_reports_files_that_cannot_be_read() {
    let home = Home::new();
    let directory = home.directory.path().join("store");
    fs::create_dir(&directory).expect("made");
    put(&directory.join("all.yaml"), yaml("First").as_bytes());
    fs::create_dir(directory.join("odd.yaml")).expect("made");
    let home = Home { inputs: vec![Input::Path(directory.clone())], ..home };
    let read = home.load();
    assert_eq!(read.store().problems.len(), 1, "{:?}", read.store().problems);
    let again = home.cache.read(&home.inputs).expect("a snapshot is there and right");
    assert_eq!(again.store().problems, read.store().problems, "word for word");
    fs::remove_dir(directory.join("odd.yaml")).expect("removed");
    let mended = home.load();
    assert!(mended.store().problems.is_empty(), "a problem that is fixed is no longer reported");
}
