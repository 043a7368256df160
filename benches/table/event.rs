//! An event of a generated store, and the forms that it is written in.

use std::fmt::Write as _;

/// An event before it is written in one form or another.
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) date: String,
    /// Its first instant, `2025-12-21T11:10:00.000`, for programs that want one.
    pub(crate) instant: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) folded: bool,
    pub(crate) actors: Vec<(&'static str, String)>,
    pub(crate) venue: Option<String>,
    pub(crate) sources: Vec<(String, String, String)>,
    pub(crate) grade: String,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) status: Option<&'static str>,
    pub(crate) stance: Option<(&'static str, String)>,
    pub(crate) quote: Option<(&'static str, &'static str)>,
    pub(crate) answers: Option<String>,
    pub(crate) launched: Option<(usize, usize)>,
    pub(crate) flaw: Option<Flaw>,
}

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It names somebody whom no registry has.
    Stranger,
    /// A source is dated before it: a warning.
    Early,
    /// Its date is none: it does not stand.
    Broken,
}

impl Event {
    /// The head of the CSV.
    pub(crate) const CSV: &str = "ts,id,date,kind,title,summary,actors,venue,sources,grade,tags";

    /// Whether it is not broken.
    pub(crate) fn stands(&self) -> bool {
        self.flaw != Some(Flaw::Broken)
    }

    /// Whether `actor` is among its actors.
    pub(crate) fn names(&self, actor: &str) -> bool {
        self.actors.iter().any(|(_, id)| id == actor)
    }

    /// Writes it as an item of a list.
    pub(crate) fn yaml(&self, out: &mut String) {
        self.yaml_or_fail(out).unwrap_or_default();
    }

    fn yaml_or_fail(&self, out: &mut String) -> std::fmt::Result {
        writeln!(
            out,
            "- id: {}\n  kind: {}\n  date: {}\n  title: {}",
            self.id, self.kind, self.date, self.title
        )?;
        if let Some(status) = self.status {
            writeln!(out, "  status: {status}")?;
        }
        if self.folded {
            let middle = self.summary.len() / 2;
            let cut = self.summary.char_indices().find(|(at, c)| *at >= middle && *c == ' ');
            let (first, second) = self.summary.split_at(cut.map_or(self.summary.len(), |(at, _)| at));
            writeln!(out, "  summary: >-\n    {first}\n    {}", second.trim_start())?;
        } else {
            writeln!(out, "  summary: {}", self.summary)?;
        }
        write!(out, "  actors: {{")?;
        for (at, (role, id)) in self.actors.iter().enumerate() {
            let same =
                at.checked_sub(1).and_then(|before| self.actors.get(before)).is_some_and(|(r, _)| r == role);
            let next = self.actors.get(at + 1).is_some_and(|(r, _)| r == role);
            match (same, next) {
                (false, true) => write!(out, "{role}: [{id}, ")?,
                (true, true) => write!(out, "{id}, ")?,
                (true, false) => write!(out, "{id}]")?,
                (false, false) => write!(out, "{role}: {id}")?,
            }
            if !next && at + 1 < self.actors.len() {
                write!(out, ", ")?;
            }
        }
        writeln!(out, "}}")?;
        if let Some(venue) = &self.venue {
            writeln!(out, "  venue: {venue}")?;
        }
        if let Some((words, original)) = self.quote {
            writeln!(
                out,
                "  quote: {{text: \"{words}\", lang: en, translated: true, original: \"{original}\"}}"
            )?;
        }
        if let Some((stance, claim)) = &self.stance {
            writeln!(out, "  stance: {stance}\n  about: [{{claim: {claim}}}]")?;
        }
        if let Some((launched, intercepted)) = self.launched {
            writeln!(out, "  figures:\n    - {{weapon: drone, metric: launched, count: {launched}}}")?;
            writeln!(out, "    - {{weapon: drone, metric: intercepted, count: ~{intercepted}}}")?;
        }
        writeln!(out, "  sources:")?;
        for (outlet, url, published) in &self.sources {
            writeln!(out, "    - {{outlet: {outlet}, url: \"{url}\", published: {published}, lang: en}}")?;
        }
        writeln!(out, "  grade: {}\n  tags: [{}]", self.grade, self.tags.join(", "))?;
        if let Some(id) = &self.answers {
            writeln!(out, "  links: {{responds_to: {id}}}")?;
        }
        Ok(())
    }

    /// Writes it as a line of JSON.
    pub(crate) fn json(&self, out: &mut String) {
        let actors: Vec<&str> = self.actors.iter().map(|(_, id)| id.as_str()).collect();
        let sources: Vec<_> = self.sources.iter().map(|(outlet, url, published)| {
            serde_json::json!({"outlet": outlet, "url": url, "published": published, "lang": "en"})
        }).collect();
        let quote =
            self.quote.map(|(text, original)| serde_json::json!({"text": text, "original": original}));
        let line = serde_json::json!({
            "ts": self.instant, "id": self.id, "date": self.date, "kind": self.kind, "title": self.title,
            "summary": self.summary, "actors": actors, "venue": self.venue, "quote": quote, "sources": sources,
            "grade": self.grade, "tags": self.tags,
        });
        let _ = writeln!(out, "{line}");
    }

    /// Writes it as a line of CSV.
    pub(crate) fn csv(&self, out: &mut String) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let actors: Vec<&str> = self.actors.iter().map(|(_, id)| id.as_str()).collect();
        let sources: Vec<&str> = self.sources.iter().map(|(_, url, _)| url.as_str()).collect();
        let _ = writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{}",
            self.instant,
            self.id,
            quoted(&self.date),
            self.kind,
            quoted(&self.title),
            quoted(&self.summary),
            quoted(&actors.join(";")),
            self.venue.as_deref().unwrap_or_default(),
            quoted(&sources.join(" ")),
            self.grade,
            quoted(&self.tags.join(";")),
        );
    }
}
