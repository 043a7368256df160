//! What stands around the events: the policy, the head lines, the search, and the script.

use super::markup::Html;
use super::policy::hash;
use crate::describe::nature;
use crate::event::{Kind, Word};
use crate::export::Request;
use crate::export::markdown::{self, NOTHING, Piece};
use crate::text::{capitalized, thousands};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Returns the page up to the first day.
pub(super) fn begin(request: &Request<'_>) -> Html {
    let (head, kinds) = markdown::head(request);
    let mut html = Html::with_room(16 * 1024);
    html.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
    html.text(&hash(STYLE)).tag("'; script-src '").text(&hash(SCRIPT));
    html.tag("'; base-uri 'none'; form-action 'none'\">\n");
    html.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.tag("<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.tag("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").text(&head.title);
    html.tag("</title>\n<style>").tag(STYLE).tag("</style>\n</head>\n<body>\n");
    html.tag("<a class=\"skip\" href=\"#events\">Skip to the events</a>\n<header>\n");
    if let Some(handling) = &head.handling {
        html.tag("<p class=\"handling\"><strong>").text(handling).tag("</strong></p>\n");
    }
    html.tag("<h1 dir=\"auto\">").text(&head.title).tag("</h1>\n<dl>\n");
    for line in &head.lines {
        html.tag("<div><dt>").tag(line.label).tag("</dt> <dd>");
        for piece in &line.pieces {
            match piece {
                Piece::Words(words) => html.text(words),
                Piece::Text(text) => html.bdi(text),
                Piece::Code(text) => html.tag("<code dir=\"auto\">").text(text).tag("</code>"),
            };
        }
        html.tag("</dd></div>\n");
    }
    html.tag("</dl>\n</header>\n");
    if !request.shown.is_empty() {
        search(&mut html, &kinds);
    }
    html.tag("<main id=\"events\" tabindex=\"-1\">\n");
    if request.shown.is_empty() {
        html.tag("<p>").tag(NOTHING).tag("</p>\n");
    }
    html
}

/// Appends the search, which stays hidden until the script shows it.
fn search(html: &mut Html, kinds: &[usize; 4]) {
    html.tag("<form id=\"find\" role=\"search\" aria-label=\"Search this page\" hidden>\n");
    html.tag("<p><label for=\"q\">Search</label> ");
    html.tag("<input type=\"search\" id=\"q\" autocomplete=\"off\" spellcheck=\"false\"></p>\n");
    html.tag("<fieldset><legend>Kinds</legend>\n");
    for kind in Kind::ALL.iter().filter(|kind| kinds[**kind as usize] > 0) {
        html.tag("<label><input type=\"checkbox\" name=\"kind\" value=\"").text(kind.word());
        html.tag("\" checked> ").text(&capitalized(nature::kind(*kind)));
        html.tag(" <span class=\"count\">").text(&thousands(kinds[*kind as usize] as u64));
        html.tag("</span></label>\n");
    }
    html.tag("</fieldset>\n<p><button type=\"reset\">Show all</button></p>\n</form>\n");
    html.tag("<p id=\"found\" role=\"status\"></p>\n");
}

/// Returns the page after the last event.
pub(super) fn end(request: &Request<'_>) -> Html {
    let mut html = Html::default();
    if !request.shown.is_empty() {
        html.tag("</section>\n");
    }
    html.tag("</main>\n<script>").tag(SCRIPT).tag("</script>\n</body>\n</html>\n");
    html
}
