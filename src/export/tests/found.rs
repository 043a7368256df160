//! What newcomers found in documents.

use super::*;
use crate::store::{Input, Store};

#[test]
fn no_document_says_where_the_store_is() {
    let dir = tempfile::Builder::new().prefix("strange-Home-name").tempdir().expect("a directory");
    let inside = dir.path().join("store").join("years");
    std::fs::create_dir_all(&inside).expect("a directory");
    let yaml =
        "events: [{id: e, kind: strike, date: 2025-12-21T11:10, title: T, sources: [https://e.org/1]}]\n";
    let file = inside.join("2025.yaml");
    crate::store::write::whole(&file, false, |out| out.write_all(yaml.as_bytes())).expect("it is written");
    for (input, path) in [(dir.path().join("store"), "years/2025.yaml"), (file, "2025.yaml")] {
        assert!(input.is_absolute(), "{}", input.display());
        let store = Store::load(&[Input::Path(input)]).expect("it can be read");
        let timeline = Timeline::new(store.shared(), None);
        for format in Format::ALL {
            let text = document(format, &timeline, &Options { title: None, notes: true });
            assert!(!text.contains("strange-Home-name"), "{format:?}:\n{text}");
            if matches!(format, Format::Json | Format::Jsonl) {
                assert!(
                    text.contains(&format!("\"path\":\"{path}\""))
                        || text.contains(&format!("\"path\": \"{path}\"")),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn a_diagram_is_readable_as_text() {
    let yaml = "store: {title: 'Log: one'}\nactors: [{id: u, name: Ukraine}]\nevents:\n\
        - {id: e, kind: strike, date: 2025-04-19T18:00/2025-04-21T00:00, title: T, status: alleged, actors: [u]}\n\
        - {id: f, kind: strike, date: 2025-05-01, title: T, actors: [u]}\n";
    let timeline = sample::of_yaml(yaml);
    let text = plainly(Format::Mermaid, &timeline);
    assert!(text.contains("%% Filter: none, every event"), "a comment needs no codes:\n{text}");
    assert!(text.contains("    title Log#58; one"), "a title does:\n{text}");
    let (_, events) = diagram(&text);
    let said: Vec<(&str, &str)> =
        events.iter().map(|(_, date, line)| (date.as_str(), line.as_str())).collect();
    assert_eq!(
        said,
        [
            ("19 Apr 2025, 18:00 – 21 Apr, 00:00", "Alleged: T, attributed to Ukraine, grade F6, no source"),
            ("1 May 2025", "T, by Ukraine, grade F6, no source"),
        ]
    );
    let hostile = titled("%%{init: x}%% ``` <b>");
    let own = Options { title: Some("%%{init: x}%%\n``` <b>".to_owned()), notes: false };
    for line in document(Format::Mermaid, &hostile, &own).lines() {
        assert!(!line.contains("%%{") && !line.contains('`') && !line.contains('<'), "{line}");
    }
}
