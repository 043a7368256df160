//! The brief as a page: its Markdown, read by a Markdown parser and written as HTML in the frame of all pages.
//!
//! So the page says what the Markdown says, in the same words. Whatever the parser takes for HTML is written as text.

use std::io::{self, Write};

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::frame;
use super::markup::{Html, anchor};
use crate::describe::nature::tlp;
use crate::event::{Handling, Word};
use crate::export::head::title;
use crate::export::markdown::Slugger;
use crate::export::web::target;
use crate::export::{Request, Written};
use crate::text::visible_line;

/// Writes what `brief` writes in Markdown as a page.
///
/// # Errors
/// Any error of `out`.
pub(in crate::export) fn write(
    request: &Request<'_>,
    brief: impl Fn(&Request<'_>, &mut dyn Write) -> io::Result<Written>,
    out: &mut dyn Write,
) -> io::Result<Written> {
    let mut markdown = Vec::new();
    let written = brief(request, &mut markdown)?;
    let markdown = String::from_utf8(markdown).map_err(io::Error::other)?;
    let mut html = Html::with_room(markdown.len() * 2);
    frame::open(&mut html, &visible_line(&title(request)), handling(&markdown), None);
    html.append(&Prose::default().of(&markdown));
    frame::close(&mut html, None);
    out.write_all(html.finish().as_bytes())?;
    Ok(written)
}

/// Returns the level with which the Markdown begins.
fn handling(markdown: &str) -> Option<Handling> {
    let first = markdown.lines().next()?;
    Handling::ALL.iter().copied().find(|level| first == format!("**{}**", tlp(*level)))
}

/// The part of the page that is being written.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
enum Part {
    /// Handling, title, and the lines about the view.
    #[default]
    Header,
    /// The same after the title.
    Titled,
    /// Everything else.
    Main,
}

/// A row of a table.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
enum Row {
    Head,
    #[default]
    Body,
}

/// A page in the making.
#[derive(Debug, Default)]
struct Prose {
    html: Html,
    part: Part,
    /// How many lists, quotations and notes are open.
    depth: usize,
    slugger: Slugger,
    /// The words of the open heading.
    heading: Option<String>,
    /// The words of the last one.
    under: String,
    /// What was written before the open heading or cell.
    before: Html,
    /// The number of the open cell in its row, from 0.
    cell: usize,
    aligned: Vec<Alignment>,
    row: Row,
    /// Whether the list of notes is open.
    notes: bool,
    /// Whether the last thing written is the number of a note.
    after_note: bool,
    /// Whether the text of an address is being skipped, because its host stands for it.
    is_address: bool,
}

impl Prose {
    fn of(mut self, markdown: &str) -> Html {
        self.html.tag("<header>\n");
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
            self.event(event);
        }
        self.close_notes();
        self.enter_main();
        self.html.tag("</main>\n");
        self.html
    }

    fn event(&mut self, event: Event<'_>) {
        let after_note = std::mem::take(&mut self.after_note);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ if self.is_address => {}
            // The comma between two numbers stands as high as they do.
            Event::Text(text) if after_note && &*text == "," => {
                self.html.tag("<sup>,</sup>");
            }
            // HTML in Markdown can only be text of a store that was not escaped, so it is text here too.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::Code(text) => {
                self.html.tag("<code dir=\"auto\">");
                self.text(&text);
                self.html.tag("</code>");
            }
            Event::FootnoteReference(label) => {
                self.html.tag("<sup><a href=\"#n-").text(&anchor(&label)).tag("\" aria-label=\"Source ");
                self.html.text(&label).tag("\">").text(&label).tag("</a></sup>");
                self.after_note = true;
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => {
                self.html.tag("<br>\n");
            }
            Event::Rule => {
                self.html.tag("<hr>\n");
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.html.text(text);
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if !matches!(tag, Tag::FootnoteDefinition(_)) && self.depth == 0 {
            self.close_notes();
        }
        match tag {
            Tag::Heading { level, .. } => {
                if level == HeadingLevel::H1 {
                    self.part = self.part.max_titled();
                } else {
                    self.enter_main();
                }
                self.heading = Some(String::new());
                self.before = std::mem::take(&mut self.html);
            }
            Tag::Paragraph => {
                if self.part == Part::Titled && self.depth == 0 {
                    self.enter_main();
                }
                let is_handling = self.part == Part::Header;
                self.html.tag(if is_handling { "<p class=\"handling\">" } else { "<p dir=\"auto\">" });
            }
            Tag::List(start) => {
                self.depth += 1;
                match start {
                    Some(1) => self.html.tag("<ol>\n"),
                    Some(start) => self.html.tag("<ol start=\"").text(&start.to_string()).tag("\">\n"),
                    None => self.html.tag("<ul>\n"),
                };
            }
            Tag::Item => {
                self.html.tag("<li dir=\"auto\">");
            }
            Tag::FootnoteDefinition(label) => {
                if !std::mem::replace(&mut self.notes, true) {
                    self.html.tag("<ol class=\"notes\">\n");
                }
                self.depth += 1;
                self.html.tag("<li id=\"n-").text(&anchor(&label));
                if label.bytes().all(|b| b.is_ascii_digit()) {
                    self.html.tag("\" value=\"").text(&label);
                }
                self.html.tag("\">");
            }
            Tag::Table(aligned) => {
                self.aligned = aligned;
                self.html.tag("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Table: ");
                self.html.text(&self.under).tag("\">\n<table>\n");
            }
            Tag::TableHead => {
                (self.cell, self.row) = (0, Row::Head);
                self.html.tag("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html.tag("<tr>");
            }
            Tag::TableCell => self.before = std::mem::take(&mut self.html),
            Tag::Emphasis => {
                self.html.tag("<em>");
            }
            Tag::Strong => {
                self.html.tag("<strong>");
            }
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            Tag::BlockQuote(_) => {
                self.depth += 1;
                self.html.tag("<blockquote>\n");
            }
            Tag::CodeBlock(_) => {
                self.html.tag("<pre tabindex=\"0\">");
            }
            // The program writes no others. What is in them stays as text.
            _ => {}
        }
    }

    fn link(&mut self, kind: LinkType, to: &CowStr<'_>) {
        if kind == LinkType::Autolink {
            self.html.address(to);
            self.is_address = true;
        } else if let Some(inside) = to.strip_prefix('#') {
            self.html.tag("<a href=\"#h-").text(&anchor(inside)).tag("\">");
        } else if let Some(outside) = target(to) {
            self.html.tag("<a rel=\"noopener noreferrer nofollow\" href=\"").text(&outside).tag("\">");
        } else {
            // An anchor without a target is plain text.
            self.html.tag("<a>");
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph => {
                self.html.tag("</p>\n");
            }
            TagEnd::List(ordered) => {
                self.depth -= 1;
                self.html.tag(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => {
                self.html.tag("</li>\n");
            }
            TagEnd::FootnoteDefinition => {
                self.depth -= 1;
                self.html.tag("</li>\n");
            }
            TagEnd::Table => {
                self.html.tag("</tbody>\n</table>\n</div>\n");
            }
            TagEnd::TableHead => {
                self.row = Row::Body;
                self.html.tag("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => {
                self.html.tag("</tr>\n");
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => {
                self.html.tag("</em>");
            }
            TagEnd::Strong => {
                self.html.tag("</strong>");
            }
            // The host of an address is a link already.
            TagEnd::Link if std::mem::take(&mut self.is_address) => {}
            TagEnd::Link => {
                self.html.tag("</a>");
            }
            TagEnd::BlockQuote(_) => {
                self.depth -= 1;
                self.html.tag("</blockquote>\n");
            }
            TagEnd::CodeBlock => {
                self.html.tag("</pre>\n");
            }
            _ => {}
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let words = std::mem::replace(&mut self.html, std::mem::take(&mut self.before));
        self.under = self.heading.take().unwrap_or_default();
        let (open, close) = match level {
            HeadingLevel::H1 => ("<h1 id=\"h-", "</h1>\n"),
            HeadingLevel::H2 => ("<h2 id=\"h-", "</h2>\n"),
            HeadingLevel::H3 => ("<h3 id=\"h-", "</h3>\n"),
            HeadingLevel::H4 => ("<h4 id=\"h-", "</h4>\n"),
            HeadingLevel::H5 => ("<h5 id=\"h-", "</h5>\n"),
            HeadingLevel::H6 => ("<h6 id=\"h-", "</h6>\n"),
        };
        let own = self.slugger.slug(&self.under);
        self.html.tag(open).text(&anchor(&own)).tag("\" dir=\"auto\">").append(&words).tag(close);
    }

    /// Writes a cell. One with text is a head of its column or its row.
    fn end_cell(&mut self) {
        let words = std::mem::replace(&mut self.html, std::mem::take(&mut self.before));
        let is_right = self.aligned.get(self.cell) == Some(&Alignment::Right);
        let (open, close) = match (self.row, self.cell, words.is_empty()) {
            (Row::Head, _, false) => ("<th scope=\"col\" dir=\"auto\"", "</th>"),
            (Row::Body, 0, false) => ("<th scope=\"row\" dir=\"auto\"", "</th>"),
            _ => ("<td dir=\"auto\"", "</td>"),
        };
        self.html.tag(open).tag(if is_right { " class=\"right\">" } else { ">" });
        self.html.append(&words).tag(close);
        self.cell += 1;
    }

    fn enter_main(&mut self) {
        if self.part != Part::Main {
            self.part = Part::Main;
            self.html.tag("</header>\n<main id=\"main\" tabindex=\"-1\">\n");
        }
    }

    fn close_notes(&mut self) {
        if std::mem::take(&mut self.notes) {
            self.html.tag("</ol>\n");
        }
    }
}

impl Part {
    fn max_titled(self) -> Self {
        if self == Self::Main { self } else { Self::Titled }
    }
}
