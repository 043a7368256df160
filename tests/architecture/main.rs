//! The import rule, who may name which library, and how long a file may be.

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up: a module may name those before it and itself.
const ORDER: [(&str, u8); 18] = [
    ("ids", 0),
    ("parallel", 0),
    ("text", 0),
    ("event", 1),
    ("registry", 2),
    ("store", 3),
    ("timeline", 4),
    ("compose", 4),
    ("snapshot", 5),
    ("filter", 5),
    ("describe", 6),
    ("report", 7),
    ("export", 8),
    ("import", 8),
    ("error", 9),
    ("config", 9),
    ("tui", 10),
    ("cli", 10),
];

/// The house style says about 400; this is where a file is plainly too long.
const LONGEST: usize = 550;

struct Source {
    /// Below `src`, with `/`.
    path: String,
    /// Without comments and without the tests at its end.
    code: Vec<(usize, String)>,
    /// Every line as it stands.
    all: Vec<String>,
}

impl Source {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs")
    }

    fn naming<'s>(&'s self, what: &'s str) -> impl Iterator<Item = String> + 's {
        self.code
            .iter()
            .filter(move |(_, line)| line.contains(what))
            .map(|(at, line)| format!("{}:{at}: {line}", self.path))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut all = Vec::new();
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("src can be read") {
            let path: PathBuf = entry.expect("src can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("source is text");
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                let code = code
                    .lines()
                    .enumerate()
                    .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default().trim().to_owned()))
                    .collect();
                let path = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                all.push(Source { path, code, all: text.lines().map(str::to_owned).collect() });
            }
        }
    }
    assert!(all.len() > 20, "the sources are where this test looks");
    all
}

fn rank(module: &str) -> Option<u8> {
    ORDER.iter().find(|(name, _)| *name == module).map(|(_, rank)| *rank)
}

#[test]
fn nothing_points_back() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !s.is_test()) {
        let Some(own) = rank(source.module()) else { continue };
        for (at, line) in &source.code {
            for named in line.split("crate::").skip(1) {
                let module =
                    named.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                let Some(other) = rank(module) else { continue };
                let back = other > own || (other == own && module != source.module());
                if back {
                    wrong.push(format!("{}:{at}: {line}", source.path));
                }
            }
        }
    }
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "ids, parallel, text ← event ← registry ← store ← timeline, compose ← snapshot, filter ← describe ← report ← export, import ← tui, cli"
    );
}

#[test]
fn every_module_has_its_place_in_the_order() {
    for source in sources() {
        let module = source.module().to_owned();
        let known = rank(&module).is_some() || ["main", "lib"].contains(&module.as_str());
        assert!(known, "{module} stands in the order of imports");
    }
}

#[test]
fn no_files_of_a_room_import_each_other_in_a_circle() {
    let files: Vec<(String, String)> = sources()
        .into_iter()
        .filter(|source| !source.is_test())
        .map(|source| (source.path, source.all.join("\n")))
        .collect();
    assert_eq!(circles::circles(&files), Vec::<String>::new(), "what both need stands in a file of its own");
}

#[test]
fn libraries_stay_behind_their_doors() {
    let mut wrong = Vec::new();
    for source in sources() {
        let path = source.path.as_str();
        if source.module() != "tui" {
            for library in ["ratatui::", "crossterm::"] {
                wrong.extend(source.naming(library));
            }
        }
        if path.starts_with("tui/update") && !source.is_test() {
            for library in ["ratatui::", "crossterm::"] {
                wrong.extend(source.naming(library));
            }
        }
        if path.starts_with("tui/view") {
            wrong.extend(source.naming("tui::update"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "only tui draws, and its update draws nothing");
}

#[test]
fn one_file_names_the_yaml_library() {
    let naming = |source: &Source| {
        let lines = source.all.iter().zip(1..).filter(|(line, _)| line.contains("serde_yaml"));
        lines.map(|(line, at)| format!("{}:{at}: {line}", source.path)).collect::<Vec<_>>()
    };
    let (own, others): (Vec<_>, Vec<_>) =
        sources().into_iter().partition(|s| s.path == "store/yaml/library.rs");
    assert!(
        own.iter().any(|source| !naming(source).is_empty()),
        "store/yaml/library.rs reads with serde_yaml"
    );
    let wrong: Vec<String> = others.iter().flat_map(naming).collect();
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "all others go by store::yaml::library, in tests and in comments too"
    );
}

#[test]
fn threads_for_computing_have_one_home() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !s.is_test() && s.path != "parallel.rs") {
        // Threads that wait for the terminal, a signal, a change or a child are no computing.
        for what in ["thread::scope", "available_parallelism"] {
            wrong.extend(source.naming(what));
        }
        // What a thread came to is not replaced by nothing where it panicked.
        for what in ["join().unwrap_or", "join().ok()", "extend(record, bytes).unwrap_or"] {
            wrong.extend(source.naming(what));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "parallel.rs passes panics on");
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|s| s.all.len() > LONGEST)
        .map(|s| format!("{}: {} lines", s.path, s.all.len()))
        .collect();
    assert_eq!(long, Vec::<String>::new(), "files stay short");
}

#[test]
fn no_module_is_called_mod() {
    let mods: Vec<String> = sources().into_iter().map(|s| s.path).filter(|p| p.ends_with("mod.rs")).collect();
    assert_eq!(mods, Vec::<String>::new(), "foo.rs stands beside foo/");
}
