//! Editing an event in `$VISUAL` or `$EDITOR`: a template, notes at its top, and the program itself.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::Ordering;

use crate::cli::{Outcome, Run, writing};
use crate::compose::{Draft, Note};
use crate::error::Error;
use crate::store::{Replace, write};
use crate::text::visible_line;

/// The beginning of the lines that are notes and not part of the event.
const LEAD: &str = "#! ";

/// The fields that the template offers, as comments; those that the event has are left out.
const OFFERED: [(&str, &str); 15] = [
    ("kind", "kind: statement # meeting statement strike other"),
    (
        "date",
        "date: 2025-12-21 # when it happened; with a time 2025-12-21T11:10+03:00; a month 2025-12; about 2025-12-21~",
    ),
    ("title", "title: "),
    ("summary", "# summary: "),
    ("status", "# status: scheduled # rumoured proposed scheduled alleged cancelled; without it: occurred"),
    ("actors", "# actors: {speaker: peskov} # party speaker attacker target host mediator addressee subject"),
    ("venue", "# venue: moscow"),
    ("format", "# format: bilateral # of a meeting"),
    ("quote", "# quote: {text: the words, lang: en, translated: true}"),
    ("stance", "# stance: denies # affirms denies supports opposes proposes accuses responds no-comment"),
    ("about", "# about: [{claim: an-id, stance: denies}]"),
    ("sources", "# sources: [{url: https://…, published: 2025-12-21}]"),
    ("grade", "# grade: B2 # reliability A-F, credibility 1-6"),
    ("tags", "# tags: [a, b]"),
    ("links", "# links: {responds_to: an-id}"),
];

/// Returns the event to edit: what is known of it, and the other fields as comments.
pub(super) fn template(draft: &Draft) -> String {
    let mut out = String::new();
    for (key, value) in &draft.fields {
        out.push_str(&crate::store::yaml::emit::field(key, value, 0));
    }
    for (key, line) in OFFERED {
        if !draft.fields.contains_key(key) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Puts notes at the top of the text.
pub(super) fn with_notes(text: &str, notes: &[Note], wrong: &[String]) -> String {
    let usual =
        "Fill the fields in and save; take the # away from those you need. An empty file adds nothing.";
    let told = notes.iter().map(Note::with_flags);
    let lines = wrong.iter().map(String::as_str).chain(told).chain([usual]);
    let notes: String = lines
        .flat_map(|line| [LEAD.to_owned(), visible_line(line.trim_end()).into_owned(), "\n".to_owned()])
        .collect();
    format!("{notes}{text}")
}

/// Takes the notes out again.
pub(super) fn without_notes(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with(LEAD.trim_end())).flat_map(|line| [line, "\n"]).collect()
}

/// Returns whether the text says nothing.
pub(super) fn is_empty(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

/// Runs the editor on a text and returns what it left.
///
/// # Errors
/// There is no editor, or it fails.
pub(super) fn edit(run: &mut Run<'_>, text: &str) -> Result<String, Error> {
    run.out.flush()?;
    let editor = run.environment.editor.clone().unwrap_or_else(|| "vi".to_owned());
    let words = shell_words::split(&editor)
        .map_err(|_| Error::new(format!("`{editor}` is not a command")).hint("set VISUAL or EDITOR"))?;
    let (program, arguments) =
        words.split_first().ok_or_else(|| Error::new("no editor").hint("set VISUAL or EDITOR"))?;
    let mut file = tempfile::Builder::new().prefix("demarche-new-").suffix(".yaml").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let mut command = Command::new(program);
    command.args(arguments).arg(file.path());
    // Standard input may be the pipe that the store came through, and the editor needs the terminal.
    if !std::io::stdin().is_terminal()
        && let Some(terminal) = writing::terminal()
    {
        command.stdin(terminal);
    }
    // Ctrl-c in the editor is for the editor.
    let interrupts = &run.environment.interrupts;
    interrupts.store(false, Ordering::SeqCst);
    let status = command.status();
    interrupts.store(true, Ordering::SeqCst);
    let status = status.map_err(|error| {
        Error::new(format!("cannot run the editor {program}: {}", crate::store::input::reason(&error)))
            .hint("set VISUAL or EDITOR")
    })?;
    if !status.success() {
        return Err(Error::new(format!("the editor {program}: {status}; nothing is written")));
    }
    // Editors replace files, so it is opened anew.
    let bytes = std::fs::read(file.path()).map_err(|error| Error::io("read", file.path(), &error))?;
    String::from_utf8(bytes).map_err(|_| Error::new("what the editor left is not UTF-8; nothing is written"))
}

/// Keeps what was written in a file of its own in the current directory.
///
/// # Errors
/// The file cannot be written.
pub(super) fn keep(run: &mut Run<'_>, text: &str) -> Result<Outcome, Error> {
    let names = (1..100).map(|nth| match nth {
        1 => "demarche-new.yaml.txt".to_owned(),
        nth => format!("demarche-new-{nth}.yaml.txt"),
    });
    for name in names {
        match write(Path::new(&name), text.as_bytes(), Replace::Nothing) {
            Ok(()) => {
                writeln!(run.err, "kept in {name}; the store is as it was")?;
                return Ok(Outcome::Nothing);
            }
            Err(crate::store::WriteError::Exists) => {}
            Err(error) => return Err(Error::new(format!("cannot keep a copy in {name}: {error}"))),
        }
    }
    Err(Error::new("cannot keep a copy: there are too many already"))
}
