//! What stands around the content of a page: the policy, the head lines, the search, and the script.

use super::markup::Html;
use super::policy::hash;
use super::survey::Survey;
use crate::describe::nature;
use crate::event::{Handling, Kind, Word};
use crate::export::Request;
use crate::export::head::{Head, NOTHING};
use crate::text::{capitalized, thousands};

const STYLE: &str = include_str!("page.css");
pub(super) const SCRIPT: &str = include_str!("page.js");

/// Returns the rule that prints the handling at the top of every sheet.
fn on_each_sheet(handling: Option<Handling>) -> &'static str {
    match handling {
        None => "",
        Some(Handling::Red) => "@page { @top-center { content: \"TLP:RED\"; } }\n",
        Some(Handling::AmberStrict) => "@page { @top-center { content: \"TLP:AMBER+STRICT\"; } }\n",
        Some(Handling::Amber) => "@page { @top-center { content: \"TLP:AMBER\"; } }\n",
        Some(Handling::Green) => "@page { @top-center { content: \"TLP:GREEN\"; } }\n",
        Some(Handling::Clear) => "@page { @top-center { content: \"TLP:CLEAR\"; } }\n",
    }
}

/// Opens a page up to the start of its body. Its policy allows its own style and `script`, and nothing else.
pub(super) fn open(html: &mut Html, title: &str, handling: Option<Handling>, script: Option<&'static str>) {
    let sheet = on_each_sheet(handling);
    html.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
    html.text(&hash(&[STYLE, sheet].concat()));
    if let Some(script) = script {
        html.tag("'; script-src '").text(&hash(script));
    }
    html.tag("'; base-uri 'none'; form-action 'none'\">\n");
    html.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.tag("<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.tag("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").text(title);
    html.tag("</title>\n<style>").tag(STYLE).tag(sheet).tag("</style>\n</head>\n<body>\n");
    html.tag("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
}

/// Closes a page after the end of its main part.
pub(super) fn close(html: &mut Html, script: Option<&'static str>) {
    if let Some(script) = script {
        html.tag("<script>").tag(script).tag("</script>\n");
    }
    html.tag("</body>\n</html>\n");
}

/// Returns the page of events up to the first day.
pub(super) fn begin(request: &Request<'_>, survey: &Survey) -> Html {
    let mut head = Head::of(request);
    head.cover(survey.covered.in_words(request));
    let mut html = Html::with_room(32 * 1024);
    open(&mut html, &head.title, head.handling, Some(SCRIPT));
    html.tag("<header>\n");
    if let Some(handling) = head.handling {
        html.tag("<p class=\"handling\"><strong>").text(&nature::tlp(handling)).tag("</strong></p>\n");
    }
    html.tag("<h1 dir=\"auto\">").text(&head.title).tag("</h1>\n<dl>\n");
    for (label, text) in head.facts() {
        html.tag("<div><dt>").tag(label).tag("</dt> <dd>").bdi(text).tag("</dd></div>\n");
    }
    html.tag("</dl>\n</header>\n");
    if !request.shown.is_empty() {
        search(&mut html, request, survey);
    }
    html.tag("<main id=\"main\" tabindex=\"-1\">\n");
    if request.shown.is_empty() {
        html.tag("<p>").tag(NOTHING).tag("</p>\n");
    }
    html
}

/// Appends the search, which stays hidden until the script shows it.
fn search(html: &mut Html, request: &Request<'_>, survey: &Survey) {
    html.tag("<form id=\"find\" role=\"search\" aria-label=\"Search this page\" hidden>\n");
    html.tag("<p><label for=\"q\">Search</label> ");
    html.tag("<input type=\"search\" id=\"q\" autocomplete=\"off\" spellcheck=\"false\"></p>\n");
    if !survey.actors.is_empty() {
        html.tag("<p><label for=\"actor\">Actor</label> <select id=\"actor\" autocomplete=\"off\">\n");
        html.tag("<option value=\"\">anyone</option>\n");
        for (ix, count) in &survey.actors {
            let actor = request.timeline.store().registry.actor(*ix);
            html.tag("<option value=\"").text(&actor.id).tag("\" data-number=\"");
            html.text(&ix.0.to_string()).tag("\">").text(&actor.name);
            html.tag(" (").text(&thousands(*count as u64)).tag(")</option>\n");
        }
        html.tag("</select></p>\n");
    }
    html.tag("<div id=\"kinds\" role=\"group\" aria-labelledby=\"kind\"><span id=\"kind\">Kinds</span>\n");
    for kind in Kind::ALL.iter().filter(|kind| survey.kinds[**kind as usize] > 0) {
        html.tag("<label><input type=\"checkbox\" name=\"kind\" value=\"").text(kind.word());
        html.tag("\" autocomplete=\"off\" checked> ").text(&capitalized(nature::kind(*kind)));
        html.tag(" <span class=\"count\">").text(&thousands(survey.kinds[*kind as usize] as u64));
        html.tag("</span></label>\n");
    }
    html.tag("</div>\n<p><button type=\"reset\">Show all</button></p>\n</form>\n");
    html.tag("<p id=\"found\" role=\"status\"></p>\n");
}

/// Returns the page of events after the last one.
///
/// `unarchived`: say once that sources without a copy have none, instead of at each.
pub(super) fn end(request: &Request<'_>, unarchived: bool) -> Html {
    let mut html = Html::default();
    if !request.shown.is_empty() {
        html.tag("</section>\n");
        if unarchived {
            html.tag("<p>Sources are not archived, except those with the address of a copy.</p>\n");
        }
    }
    html.tag("</main>\n");
    close(&mut html, Some(SCRIPT));
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_has_the_handling_in_the_words_of_the_head() {
        for handling in Handling::ALL.iter().copied() {
            let rule = on_each_sheet(Some(handling));
            assert!(rule.contains(&format!("\"{}\"", nature::tlp(handling))), "{handling:?}: {rule}");
        }
    }
}
