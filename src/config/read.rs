//! Reading the file: every mistake is told at its place, and everything else is kept.

use std::sync::Arc;

use super::{At, COLUMNS, Complaint, Config, DATES, KeySetting, Set, THEMES};
use crate::store::schema::{Shape, VIEWS};
use crate::store::yaml::mark::Mark;
use crate::store::yaml::tree::{self, Node, Value};
use crate::text::excerpt;
use crate::text::suggest::{did_you_mean, did_you_mean_one_of, nearest};

/// The keys of the file.
const KEYS: [&str; 6] = ["theme", "view", "dates", "columns", "mouse", "keys"];

/// Reads the text of a configuration.
#[must_use]
pub fn read(text: &str) -> Config {
    let mut config = Config::default();
    let forest = tree::read(text, 1);
    if let Some(error) = forest.error {
        config.tell(error.mark, error.message, error.hint);
        return config;
    }
    let Some(root) = forest.documents.first() else { return config };
    let Value::Map(pairs) = &root.value else {
        config.tell(
            root.mark,
            "not a mapping of settings".to_owned(),
            Some("write `theme: light`".to_owned()),
        );
        return config;
    };
    let mut seen: Vec<&str> = Vec::new();
    for (key, value) in pairs {
        let Some(name) = key.text() else {
            config.tell(key.mark, "a list or a mapping as a key".to_owned(), None);
            continue;
        };
        if !KEYS.contains(&name) {
            let message = format!("unknown key `{}`", excerpt(name, 60));
            let hint = did_you_mean(&nearest(name, KEYS)).unwrap_or_else(|| one_of(&KEYS));
            config.tell(key.mark, message, Some(hint));
            continue;
        }
        if seen.contains(&name) {
            let hint = Some("keep one of them".to_owned());
            config.tell(key.mark, format!("`{name}` appears here for the second time"), hint);
            continue;
        }
        seen.push(name);
        config.set(name, value);
    }
    config
}

impl From<Mark> for At {
    fn from(mark: Mark) -> Self {
        Self { line: mark.line, column: mark.column }
    }
}

fn one_of(words: &[&str]) -> String {
    format!("write one of {}", words.join(", "))
}

impl Config {
    fn tell(&mut self, mark: Mark, message: String, hint: Option<String>) {
        self.complaints.push(Complaint { at: Some(At::from(mark)), message, hint });
    }

    fn set(&mut self, name: &str, value: &Arc<Node>) {
        if matches!(value.value, Value::Null) {
            return;
        }
        match name {
            "theme" => self.theme = self.word("theme", value, &THEMES),
            "view" => {
                let Shape::Word(words) = VIEWS else { return };
                self.view = self.word("view", value, &(words.words)());
            }
            "dates" => self.dates = self.word("date style", value, &DATES),
            "mouse" => {
                let on = self.word("answer", value, &["true", "false", "on", "off"]);
                let truth = |word: String| word == "true" || word == "on";
                self.mouse = on.map(|set| Set { value: truth(set.value), at: set.at });
            }
            "columns" => {
                let at = value.mark.into();
                let Some(items) = self.several("columns", value) else { return };
                let mut columns = Vec::new();
                for item in items {
                    columns.extend(self.word("column", &item, &COLUMNS).map(|set| set.value));
                }
                self.columns = Some(Set { value: columns, at });
            }
            _ => self.bindings(value),
        }
    }

    fn word(&mut self, list: &str, node: &Node, words: &[&str]) -> Option<Set<String>> {
        let Some(text) = node.text() else {
            let message = format!("a list or a mapping instead of one {list}");
            self.tell(node.mark, message, Some(one_of(words)));
            return None;
        };
        // `high_contrast` and `Light` are clear enough.
        let plain = text.trim().to_lowercase().replace('_', "-");
        if let Some(word) = words.iter().find(|word| **word == plain) {
            return Some(Set { value: (*word).to_owned(), at: node.mark.into() });
        }
        let hint = did_you_mean_one_of(text, words);
        self.tell(node.mark, format!("unknown {list} `{}`", excerpt(text, 60)), hint);
        None
    }

    /// Returns the items of a list, or one value as the only item.
    fn several(&mut self, what: &str, node: &Arc<Node>) -> Option<Vec<Arc<Node>>> {
        match &node.value {
            Value::Seq(items) => Some(items.clone()),
            Value::Text(_) => Some(vec![Arc::clone(node)]),
            Value::Null => Some(Vec::new()),
            Value::Map(_) => {
                self.tell(node.mark, format!("`{what}` is a mapping, not a list"), None);
                None
            }
        }
    }

    fn bindings(&mut self, node: &Node) {
        let Value::Map(pairs) = &node.value else {
            let hint = Some("write keys: {down: [j, Down]}".to_owned());
            self.tell(node.mark, "`keys` is not a mapping from action to keys".to_owned(), hint);
            return;
        };
        for (action, keys) in pairs {
            let Some(name) = action.text() else {
                self.tell(action.mark, "a list or a mapping instead of an action".to_owned(), None);
                continue;
            };
            let Some(items) = self.several(name, keys) else { continue };
            let mut all = Vec::new();
            for item in items {
                match item.text() {
                    // A space alone is the key of that name.
                    Some(text) => all.push(Set { value: text.to_owned(), at: item.mark.into() }),
                    None => self.tell(item.mark, format!("a key of `{name}` is no text"), None),
                }
            }
            // Of keys that are all no text nothing is left, which is not the same as none.
            if all.is_empty() && !matches!(&keys.value, Value::Null) && !empty(keys) {
                continue;
            }
            self.keys.push(KeySetting {
                action: Set { value: name.to_owned(), at: action.mark.into() },
                keys: all,
            });
        }
    }
}

fn empty(node: &Node) -> bool {
    matches!(&node.value, Value::Seq(items) if items.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let config = read(text);
        config.complaints.iter().map(|complaint| config.told(complaint)).collect()
    }

    #[test]
    fn a_good_file_is_read_whole() {
        let text = "# mine\ntheme: Light\nview: lanes\ndates: iso\ncolumns: [time]\nmouse: off\nkeys:\n  down: [n, Down]\n  \
                    filter: s\n  quit: []\n";
        let config = read(text);
        assert_eq!(config.complaints, [], "nothing is wrong");
        assert_eq!(config.theme, Some(Set { value: "light".into(), at: At { line: 2, column: 8 } }));
        assert_eq!(config.mouse.map(|set| set.value), Some(false));
        assert_eq!(config.columns.map(|set| set.value), Some(vec!["time".to_owned()]));
        let keys: Vec<(String, usize)> =
            config.keys.into_iter().map(|s| (s.action.value, s.keys.len())).collect();
        assert_eq!(keys, [("down".to_owned(), 2), ("filter".to_owned(), 1), ("quit".to_owned(), 0)]);
        assert_eq!(read(""), Config::default(), "an empty file says nothing");
        assert_eq!(read("theme:\n"), Config::default(), "nor does a key without a value");
    }

    #[test]
    fn a_mistake_is_told_at_its_place_and_the_rest_counts() {
        let text = "thme: light\ntheme: ligth\nview: lanes\nmouse: [a]\nview: map\ncolumns: [time, grade]\nkeys: j\n";
        assert_eq!(
            told(text),
            [
                "config.yaml:1:1: unknown key `thme`; hint: did you mean `theme`?",
                "config.yaml:2:8: unknown theme `ligth`; hint: did you mean `light`?",
                "config.yaml:4:8: a list or a mapping instead of one answer; hint: write one of true, false, on, off",
                "config.yaml:5:1: `view` appears here for the second time; hint: keep one of them",
                "config.yaml:6:17: unknown column `grade`; hint: write one of time, actors, links",
                "config.yaml:7:7: `keys` is not a mapping from action to keys; hint: write keys: {down: [j, Down]}",
            ]
        );
        assert_eq!(read(text).view.map(|set| set.value), Some("lanes".to_owned()), "what is right counts");
    }

    #[test]
    fn a_file_that_is_no_yaml_is_told_once() {
        let told = told("theme: [light\nview: lanes\n");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("config.yaml:"), "{told:?}");
    }

    #[test]
    fn every_beginning_of_a_configuration_is_reported_on_a_line_that_it_has() {
        let whole =
            "theme: light # so\ncolumns: [kind, grade]\nkeys: {down: [x, \"y\"], filter: 's'}\nviews:\n- a\n";
        for (end, _) in whole.char_indices().chain([(whole.len(), 'x')]) {
            let begun = whole.get(..end).expect("a beginning");
            for complaint in read(begun).complaints {
                let lines = begun.lines().count().max(1);
                assert!(complaint.at.is_none_or(|at| at.line as usize <= lines), "{complaint:?} of\n{begun}");
            }
        }
        assert_eq!(told("theme: ["), ["config.yaml:1:8: a bracket that is not closed"], "and no comma");
        assert_eq!(
            told("theme: [\n"),
            ["config.yaml:1:8: a bracket that is not closed"],
            "nor a second line"
        );
    }
}
