//! Logs as people write them, and the edits people make to them.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index as Pick;

/// An event as written in the file.
#[derive(Debug, Clone)]
pub(super) struct Written {
    above: &'static str,
    pub(super) id: Option<usize>,
    date: usize,
    title: String,
    pub(super) link: Option<(&'static str, usize)>,
    tag: Option<String>,
    pub(super) sources: usize,
    launched: Option<usize>,
    summary: Option<&'static str>,
    pub(super) actor: &'static str,
    pub(super) outlet: &'static str,
    /// A line that may be faulty.
    pub(super) extra: &'static str,
}

/// A store of several event files and one file of names.
#[derive(Debug, Clone)]
pub(super) struct Log {
    pub(super) files: Vec<Vec<Written>>,
    /// The text after the events of the first file.
    behind: &'static str,
    indent: usize,
    crlf: bool,
    ends: bool,
}

const DATES: [&str; 6] =
    ["2025-12-21", "2025-12", "2025-12-20/2025-12-22", "2025-12-21T11:28+03:00", "2024-02-29", "2026"];
const ACTORS: [&str; 4] = ["kremlin", "ushakov", "Zelenskyy", "usa"];
const OUTLETS: [&str; 5] = ["tass", "Reuters", "Kyodo", "Tas", "ria"];
pub(super) const EARLY: &str = "first_seen: 1999-01-01\n";
const NAMES: &str = "store: {title: A log}
actors:
- {id: kremlin, name: The Kremlin, kind: office}
- {id: ushakov, name: Yury Ushakov, part_of: [{actor: kremlin, until: 2025-12-21}]}
- {id: zelenskyy, name: Zelenskyy}
- {id: usa, name: United States}
venues: [{id: moscow, name: Moscow, timezone: Europe/Moscow}]
outlets: [{id: tass, name: TASS, kind: agency}]
sources: [{id: s1, outlet: tass, url: 'https://example.org/s1'}]
";

impl Log {
    pub(super) fn new(events: usize, files: usize, indent: usize, behind: &'static str) -> Self {
        let mut log = Self { files: vec![Vec::new(); files], behind, indent, crlf: false, ends: true };
        for n in 0..events {
            log.files[n % files].push(Written {
                above: if n % 7 == 0 { "# a week\n" } else { "" },
                id: (n % 5 != 0).then_some(n),
                date: n,
                title: format!("Event {n}"),
                link: (n % 3 == 0 && n > 4).then(|| ("follows", n - n % 5 - 4)),
                tag: (n % 4 == 0).then(|| format!("tag{}", n % 8)),
                sources: n % 3,
                launched: (n % 4 == 3).then_some(n),
                summary: (n % 6 == 0).then_some("|\n  two\n  lines"),
                actor: ACTORS[n % ACTORS.len()],
                outlet: "tass",
                extra: "",
            });
        }
        log
    }

    /// Returns the same log with unregistered names, notes, warnings, and events that cannot be read.
    pub(super) fn flawed(events: usize, files: usize, indent: usize, behind: &'static str) -> Self {
        let mut log = Self::new(events, files, indent, behind);
        for n in 0..events {
            let event = &mut log.files[n % files][n / files];
            event.outlet = OUTLETS[n % OUTLETS.len()];
            match n % 12 {
                1 => event.extra = EARLY,
                4 => event.extra = "knd: x\n",
                7 => event.extra = "note: 'open\n",
                10 => event.actor = "a stranger",
                _ => {}
            }
        }
        log
    }

    pub(super) fn begins_a_file(&self, pick: Pick) -> bool {
        position(self, pick).is_some_and(|(_, at)| at == 0)
    }

    pub(super) fn put(&self, directory: &Path) {
        put(&directory.join("a.yaml"), NAMES);
        for (number, events) in self.files.iter().enumerate() {
            let mut text = "# A file of events\nevents:\n".to_owned();
            for event in events {
                event.write(self.indent, &mut text);
            }
            if number == 0 {
                text.push_str(self.behind);
            }
            if self.crlf {
                text = text.replace('\n', "\r\n");
            }
            if !self.ends {
                text.truncate(text.trim_end().len());
            }
            put(&directory.join(format!("e{number}.yaml")), &text);
        }
    }
}

fn put(path: &Path, text: &str) {
    crate::store::write(path, text.as_bytes(), crate::store::Replace::Anything).expect("written");
}

impl Written {
    fn write(&self, indent: usize, into: &mut String) {
        into.push_str(self.above);
        let mut text = String::new();
        if let Some(id) = self.id {
            let _ = writeln!(text, "id: e{id}");
        }
        let date = DATES[self.date % DATES.len()];
        let _ = writeln!(text, "kind: meeting\ndate: {date}\ntitle: {}\nvenue: moscow", self.title);
        if let Some((kind, to)) = self.link {
            let _ = writeln!(text, "links: {{{kind}: e{to}}}");
        }
        if let Some(tag) = &self.tag {
            let _ = writeln!(text, "tags: [{tag}, common]");
        }
        let source = |n| match n {
            1 => "s1".to_owned(),
            _ => format!("{{outlet: {}, url: 'https://example.org/{}/{n}'}}", self.outlet, self.date),
        };
        let sources: Vec<String> = (0..self.sources).map(source).collect();
        let _ = writeln!(text, "sources: [{}]\nactors: [{}]", sources.join(", "), self.actor);
        if let Some(launched) = self.launched {
            let _ = writeln!(text, "figures: [{{weapon: drone, metric: launched, count: {launched}}}]");
        }
        if let Some(summary) = self.summary {
            let _ = writeln!(text, "summary: {summary}");
        }
        text.push_str(self.extra);
        for (at, line) in text.lines().enumerate() {
            let dash = if at == 0 { "- " } else { "  " };
            let _ = writeln!(into, "{:indent$}{dash}{line}", "");
        }
    }
}

/// An edit that somebody makes to a log.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    Title(Pick),
    Date(Pick, usize),
    Delete(Pick),
    Insert(Pick, usize),
    Move(Pick, Pick),
    Comment(Pick),
    Bare(Pick),
    Tag(Pick, Option<usize>),
    Sources(Pick, usize),
    Launched(Pick, Option<usize>),
    Link(Pick, &'static str, usize),
    Unlink(Pick),
    Actor(Pick, &'static str),
    Outlet(Pick, &'static str),
    Copy(Pick),
    NoId(Pick),
    Odd(Pick, &'static str),
    Summary(Pick),
    Crlf,
    Ends,
    Behind(&'static str),
}

const ODD: [&str; 16] = [
    EARLY,
    EARLY,
    "status: ocurred\n",
    "about: [{claim: nothing}]\n",
    "id: e3\n",
    "quote: {text: x, speaker: a friend}\n",
    "",
    "",
    "kind: meeting\n",
    "knd: x\n",
    "note: 'open\n",
    "note: &a x\n",
    "note: [\n",
    "links: {follows: nobody}\n",
    "agenda:\n- x\n",
    "",
];

impl Edit {
    pub(super) fn any() -> impl Strategy<Value = Self> {
        let pick = any::<Pick>;
        let word = |words: &[&'static str]| prop::sample::select(words.to_vec());
        prop_oneof![
            4 => pick().prop_map(Self::Title),
            3 => (pick(), 0..6usize).prop_map(|(at, date)| Self::Date(at, date)),
            2 => pick().prop_map(Self::Delete),
            3 => (pick(), 0..90usize).prop_map(|(at, id)| Self::Insert(at, id)),
            3 => (pick(), pick()).prop_map(|(from, to)| Self::Move(from, to)),
            2 => pick().prop_map(Self::Comment),
            2 => pick().prop_map(Self::Bare),
            3 => (pick(), prop::option::of(0..9usize)).prop_map(|(at, tag)| Self::Tag(at, tag)),
            3 => (pick(), 0..4usize).prop_map(|(at, n)| Self::Sources(at, n)),
            2 => (pick(), prop::option::of(0..9usize)).prop_map(|(at, n)| Self::Launched(at, n)),
            3 => (pick(), word(&["answers", "supersedes", "part_of"]), 0..30usize)
                .prop_map(|(at, kind, to)| Self::Link(at, kind, to)),
            1 => pick().prop_map(Self::Unlink),
            2 => (pick(), word(&["kremlin", "Yury Ushakov", "a stranger", "a friend"]))
                .prop_map(|(at, who)| Self::Actor(at, who)),
            2 => (pick(), word(&OUTLETS)).prop_map(|(at, who)| Self::Outlet(at, who)),
            1 => pick().prop_map(Self::Copy),
            1 => pick().prop_map(Self::NoId),
            3 => (pick(), word(&ODD)).prop_map(|(at, extra)| Self::Odd(at, extra)),
            2 => pick().prop_map(Self::Summary),
            1 => Just(Self::Crlf),
            1 => Just(Self::Ends),
            1 => word(&["", "claims: [{id: c, text: A claim}]\n", "...\n", "# the end\n"])
                .prop_map(Self::Behind),
        ]
    }

    pub(super) fn apply(&self, log: &mut Log) {
        let mut change = |pick: &Pick, change: &dyn Fn(&mut Written)| {
            if let Some((file, at)) = position(log, *pick) {
                change(&mut log.files[file][at]);
            }
        };
        match self {
            Self::Title(at) => change(at, &|event| event.title.push_str(" again")),
            Self::Date(at, date) => change(at, &|event| event.date = *date),
            Self::Comment(at) => change(at, &|event| event.above = "# a remark\n"),
            Self::Bare(at) => change(at, &|event| event.above = ""),
            Self::Tag(at, tag) => change(at, &|event| event.tag = tag.map(|n| format!("tag{n}"))),
            Self::Sources(at, n) => change(at, &|event| event.sources = *n),
            Self::Launched(at, n) => change(at, &|event| event.launched = *n),
            Self::Link(at, kind, to) => change(at, &|event| event.link = Some((kind, *to))),
            Self::Unlink(at) => change(at, &|event| event.link = None),
            Self::Actor(at, who) => change(at, &|event| event.actor = who),
            Self::Outlet(at, who) => change(at, &|event| event.outlet = who),
            Self::NoId(at) => change(at, &|event| event.id = None),
            Self::Odd(at, extra) => change(at, &|event| event.extra = extra),
            Self::Summary(at) => change(at, &|event| event.summary = Some(">\n  - id: no item\n\n  # text")),
            Self::Crlf => log.crlf = !log.crlf,
            Self::Ends => log.ends = !log.ends,
            Self::Behind(behind) => log.behind = behind,
            Self::Delete(at) => {
                if let Some((file, at)) = position(log, *at) {
                    log.files[file].remove(at);
                }
            }
            // The copy has no id, so that one is derived from the same date and title.
            Self::Copy(at) => {
                if let Some((file, at)) = position(log, *at) {
                    let event = Written { id: None, ..log.files[file][at].clone() };
                    log.files[file].push(event);
                }
            }
            Self::Insert(at, id) => {
                if let Some((file, at)) = position(log, *at) {
                    let title = format!("New {id}");
                    let event = Written { id: Some(40 + id), title, ..log.files[file][at].clone() };
                    log.files[file].insert(at, event);
                }
            }
            Self::Move(from, to) => {
                if let Some((file, at)) = position(log, *from) {
                    let event = log.files[file].remove(at);
                    let (file, at) = position(log, *to).unwrap_or((0, 0));
                    log.files[file].insert(at, event);
                }
            }
        }
    }
}

/// Returns the file and the position of an event.
fn position(log: &Log, pick: Pick) -> Option<(usize, usize)> {
    let all: Vec<(usize, usize)> = log
        .files
        .iter()
        .enumerate()
        .flat_map(|(file, events)| (0..events.len()).map(move |at| (file, at)))
        .collect();
    (!all.is_empty()).then(|| all[pick.index(all.len())])
}
