//! Files of other programs: reported once, by the name of the program, instead of for every key that a store does not
//! have.

use std::sync::Arc;

use super::{Contents, Finding};
use crate::store::schema::inspect::is_synonym_of_event_key;
use crate::store::schema::list::List;
use crate::store::schema::record;
use crate::store::yaml::bytes;
use crate::store::yaml::mark::Mark;
use crate::store::yaml::tree::{self, Node, Value};
use crate::text::suggest::nearest;
use crate::text::{counted, excerpt};

/// The size in bytes above which a file is not looked at a second time.
const MAX: usize = 1 << 20;

/// A kind of file of another program, and the keys that it has.
struct ForeignFile {
    name: &'static str,
    keys: &'static [&'static str],
    /// Keys of which the file also has at least one, unless the list is empty.
    any: &'static [&'static str],
}

const fn file(
    name: &'static str,
    keys: &'static [&'static str],
    any: &'static [&'static str],
) -> ForeignFile {
    ForeignFile { name, keys, any }
}

/// Files recognised by the keys at their top.
const FILES: &[ForeignFile] = &[
    file("a GitHub workflow", &["on", "jobs"], &[]),
    file("a GitHub action", &["name", "runs"], &[]),
    file("a GitHub issue form", &["name", "body"], &["description", "about", "labels", "title"]),
    file("a GitHub issue form", &["blank_issues_enabled"], &[]),
    file("a GitHub issue form", &["contact_links"], &[]),
    file("a Dependabot configuration", &["version", "updates"], &[]),
    file(
        "a Jekyll configuration",
        &[],
        &["baseurl", "permalink", "markdown", "kramdown", "remote_theme", "jekyll-archives"],
    ),
    file("a Jekyll configuration", &["plugins"], &["theme", "title", "url", "exclude"]),
    file("a Jekyll configuration", &["theme", "title"], &[]),
    file("a MkDocs configuration", &["site_name"], &[]),
    file("a Docker Compose file", &["services"], &[]),
    file("a Kustomize file", &["resources"], &["namePrefix", "nameSuffix", "namespace", "images", "patches"]),
    file("a Helm chart", &["apiVersion", "name", "version"], &[]),
    file("an OpenAPI description", &["openapi"], &[]),
    file("an OpenAPI description", &["swagger"], &[]),
    file("an Ansible inventory", &["all"], &[]),
    file("the front matter of a page", &["layout"], &[]),
    file(
        "the front matter of a page",
        &["title", "date"],
        &["categories", "permalink", "draft", "slug", "author", "authors"],
    ),
    file("a Kubernetes manifest", &["apiVersion", "kind"], &[]),
    file("a pre-commit configuration", &["repos"], &[]),
    file("a Sigma rule", &["logsource", "detection"], &[]),
    file("a Timesketch file", TIMESKETCH, &[]),
];

/// Files recognised by the keys of the items of their list.
const ITEMS: &[ForeignFile] = &[
    file("a Timesketch file", TIMESKETCH, &[]),
    file("a TimelineJS file", &["start_date", "text"], &[]),
    file("a TimelineJS file", &["start_date", "media"], &[]),
    file("an Ansible playbook", &["hosts"], &["tasks", "roles", "vars", "become", "gather_facts"]),
    file("an Ansible playbook", &["import_playbook"], &[]),
];

const TIMESKETCH: &[&str] = &["message", "timestamp_desc"];

/// Returns the only finding for a file of another program; `None` if the file holds anything of a store.
pub(super) fn named(bytes: &[u8], contents: &Contents) -> Option<Finding> {
    let nothing = contents.items.iter().all(|item| item.broken);
    if !nothing || contents.findings.is_empty() || bytes.len() > MAX {
        return None;
    }
    let text = bytes::text(bytes::without_mark(bytes).ok()?).ok()?;
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    // The first of several JSON lines is enough.
    let lines = line.starts_with('{') && line.trim_end().ends_with('}');
    let forest = tree::read(if lines { line } else { text }, 1);
    let root = forest.documents.first()?;
    let (message, hint) = match of_root(root) {
        Some(name) => (
            format!("{name}, not a file of a demarche store"),
            "move it out of the store's directory; a file of a store has keys such as `events`".to_owned(),
        ),
        None => of_nobody(root, contents.findings.len())?,
    };
    let mark = Mark { line: root.mark.line, column: 0 };
    Some(Finding { mark, code: "foreign-file", message, hint: Some(hint), fix: None })
}

/// So many findings are a wall, which one message replaces.
const WALL: usize = 2;

/// Returns message and hint for a file of an unknown program in which nothing resembles a store.
fn of_nobody(root: &Node, findings: usize) -> Option<(String, String)> {
    if findings < WALL {
        return None;
    }
    match &root.value {
        Value::Map(pairs) => {
            let keys: Vec<&str> = pairs.iter().filter_map(|(key, _)| key.text()).collect();
            // One misspelt key of a store, or one field of an event, makes the rest worth telling.
            let known = List::ALL.map(List::key);
            let resembles =
                |key: &str| known.contains(&key) || !nearest(key, known).is_empty() || is_of_event(key);
            if keys.is_empty() || keys.iter().any(|key| resembles(key)) {
                return None;
            }
            let message = format!("not a file of a demarche store: its keys are {}", some_of(&keys));
            let hint = format!(
                "move it out of the store's directory, or write keys of a store: {}",
                known.join(", ")
            );
            Some((message, hint))
        }
        Value::Seq(items)
            if items.len() > 1 && items.iter().all(|item| matches!(item.value, Value::Text(_))) =>
        {
            let hint = "move it out of the store's directory, or write each event as keys and values: `kind`, `date`, `title`";
            Some(("a list of text, not of events".to_owned(), hint.to_owned()))
        }
        Value::Seq(items) if items.len() > 1 && items.iter().all(|item| !resembles_event(item)) => {
            let Value::Map(pairs) = &items.first()?.value else { return None };
            let keys: Vec<&str> = pairs.iter().filter_map(|(key, _)| key.text()).collect();
            let message = format!("a list in which no item is an event: the first has {}", some_of(&keys));
            let hint = "move it out of the store's directory; an event has `kind`, `date` and `title`";
            Some((message, hint.to_owned()))
        }
        _ => None,
    }
}

fn is_of_event(key: &str) -> bool {
    let event = record(List::Events);
    event.fields.iter().any(|field| field.key == key) || is_synonym_of_event_key(key)
}

/// Returns whether an item has two fields of an event or more, under their own names or others.
fn resembles_event(item: &Node) -> bool {
    let Value::Map(pairs) = &item.value else { return false };
    pairs.iter().filter_map(|(key, _)| key.text()).filter(|key| is_of_event(key)).count() > 1
}

/// Returns the first keys in words.
fn some_of(keys: &[&str]) -> String {
    let mut shown: Vec<String> = keys.iter().take(4).map(|key| format!("`{}`", excerpt(key, 40))).collect();
    if keys.len() > shown.len() {
        shown.push(counted(keys.len() - shown.len(), "other"));
    }
    shown.join(", ")
}

fn of_root(root: &Node) -> Option<&'static str> {
    match &root.value {
        Value::Seq(items) => of_items(items),
        Value::Map(pairs) => {
            let events = pairs.iter().find(|(key, _)| key.text() == Some("events"));
            if let Some((_, events)) = events {
                return if let Value::Seq(items) = &events.value { of_items(items) } else { None };
            }
            of_keys(root, FILES)
        }
        _ => None,
    }
}

fn of_items(items: &[Arc<Node>]) -> Option<&'static str> {
    of_keys(items.first()?, ITEMS)
}

fn of_keys(node: &Node, files: &[ForeignFile]) -> Option<&'static str> {
    let Value::Map(pairs) = &node.value else { return None };
    let has = |key: &&str| pairs.iter().any(|(k, _)| k.text() == Some(key));
    let found = files
        .iter()
        .find(|file| file.keys.iter().all(has) && (file.any.is_empty() || file.any.iter().any(has)));
    found.map(|file| file.name)
}

#[cfg(test)]
mod tests {
    use crate::store::{Problem, Store};

    fn reported(text: &str) -> Vec<String> {
        let store = Store::from_texts([("s.yaml", text)]);
        store.problems.iter().map(Problem::reported).collect()
    }

    #[test]
    fn a_file_of_another_program_is_reported_once_by_name() {
        for (name, text) in [
            ("a GitHub workflow", "name: CI\non:\n  push:\njobs:\n  build:\n    runs-on: ubuntu\n"),
            ("a GitHub issue form", "name: Bug\ndescription: A bug\nlabels: [bug]\nbody:\n- type: input\n"),
            ("a Jekyll configuration", "title: Site\nbaseurl: ''\nurl: https://example.org\n"),
            ("a Jekyll configuration", "title: Site\ndescription: A site\nplugins: [jekyll-feed]\n"),
            (
                "a TimelineJS file",
                r#"{"title": {"text": {"headline": "x"}}, "events": [{"start_date": {"year": "2025"}, "text": {"headline": "y"}}]}"#,
            ),
            ("a TimelineJS file", "events:\n- start_date: {year: 2025}\n  text: {headline: x}\n"),
            (
                "a Timesketch file",
                "{\"message\": \"a\", \"datetime\": \"2025-01-01T00:00:00\", \"timestamp_desc\": \"t\"}\n{\"message\": \"b\", \"datetime\": \"2025-01-01T00:00:00\", \"timestamp_desc\": \"t\"}\n",
            ),
        ] {
            let reported = reported(text);
            assert!(
                matches!(reported.as_slice(), [one] if one.contains(&format!(": {name}, not a file of a demarche store"))),
                "{name}: {reported:?}"
            );
        }
    }

    #[test]
    fn a_file_of_whatever_else_gives_one_message() {
        for (text, message) in [
            ("services:\n  web: {image: nginx}\n", "a Docker Compose file, not a file"),
            (
                "apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Pod\n",
                "a Kubernetes manifest, not a file",
            ),
            (
                "---\nlayout: post\ntitle: Talks\ndate: 2025-12-20\n---\n",
                "the front matter of a page, not a file",
            ),
            (
                "---\ntitle: Talks\ndate: 2025-12-20\ncategories: [a]\n---\n\nText.\n\n- one\n- two\n",
                "the front matter of a page",
            ),
            (
                "- name: web\n  hosts: all\n  tasks: []\n- name: db\n  hosts: db\n  roles: [x]\n",
                "an Ansible playbook, not a file",
            ),
            (
                "- name: nginx\n  apt: {name: nginx}\n  when: x\n- include_tasks: y\n",
                "a list in which no item is an event: the first has `name`, `apt`, `when`",
            ),
            (
                "replicas: 1\nimage: a\nservice: {}\ningress: {}\nfoo: 1\n",
                "not a file of a demarche store: its keys are `replicas`, `image`, `service`, `ingress`, 1 other",
            ),
            ("- apple\n- pear\n- plum\n", "a list of text, not of events"),
        ] {
            let reported = reported(text);
            assert!(
                matches!(reported.as_slice(), [one] if one.contains(message) && one.contains("move it out")),
                "{message}: {reported:#?}"
            );
        }
        for (text, least) in [
            ("evnts:\n- {kind: other}\nfoo: 1\n", 2),
            ("- {when: 2025, headline: x}\n- {when: 2025, headline: y}\n", 4),
        ] {
            let reported = reported(text);
            assert!(reported.len() >= least, "what resembles a store is told key by key: {reported:#?}");
        }
    }

    #[test]
    fn a_file_with_anything_of_a_store_is_none_of_another_program() {
        let reported = reported("events:\n- {kind: other, date: 2025, title: t}\njobs: []\non: x\n");
        assert_eq!(reported.len(), 2, "both keys are reported: {reported:?}");
    }

    #[test]
    fn an_event_that_is_no_item_is_reported_how_to_become_one() {
        let hint = "| an event is an item of a list: write `- ` before its first key";
        for text in [
            "id: a\ntitle: t\ndate: '2025-02-11'\nkind: statement\nsummary: s\nactors:\n- White House\nsources:\n- https://www.example.org/one\n",
            "title: t\ndate: 2025\n",
            "headline: t\nyear: 2025\ntags: [x]\n",
            "kind: strike\nactors: [x]\n",
            "events:\n  kind: other\n  date: 2025\n  title: t\n",
            "events:\n  a:\n    kind: other\n    date: 2025\n",
            "event:\n  kind: other\n  date: 2025\n",
        ] {
            let reported = reported(text);
            assert!(matches!(reported.as_slice(), [one] if one.ends_with(hint)), "{text}: {reported:?}");
        }
        let reported = reported("title: My log\nevents:\n- {kind: other, date: 2025, title: t}\n");
        assert_eq!(
            reported,
            [
                "1:1: unknown key `title` at the top of a file | `title` belongs to the store's description, under `store`"
            ],
            "but a title of the store is one"
        );
    }

    #[test]
    fn keys_of_other_logs_are_known() {
        for (text, hint) in [
            ("- {kind: other, date: 2025, title: t, citations: [x]}", "did you mean `sources`?"),
            ("- {kind: other, date: 2025, title: t, references: [x]}", "did you mean `sources`?"),
            ("- {kind: other, year: 2025, title: t}", "did you mean `date`?"),
            ("- {kind: other, start_date: 2025, title: t}", "did you mean `date`?"),
            ("- {kind: other, Jahr: 2025, title: t}", "did you mean `date`?"),
            (
                "- {kind: other, date: 2025, title: t, sources: [{url: 'https://a.b/c', date: 2025}]}",
                "did you mean `published`?",
            ),
            ("- {date: 2025, title: t}", "write one of meeting, statement, strike, other"),
        ] {
            let reported = reported(text);
            assert!(
                matches!(reported.as_slice(), [one] if one.ends_with(&format!("| {hint}"))),
                "{text}: {reported:?}"
            );
        }
    }
}
