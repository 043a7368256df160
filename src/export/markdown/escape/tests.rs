//! Our Markdown against a CommonMark parser: what it shows is what the store holds.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;

/// Everything the parser can do that could act on text: a hostile renderer.
fn options() -> Options {
    let changing = Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_OLD_FOOTNOTES;
    (Options::all() - changing) | Options::ENABLE_FOOTNOTES
}

/// The visible text, or what in it should not be there.
fn seen(markdown: &str) -> Result<String, String> {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(&t),
            Event::HardBreak => text.push('\n'),
            Event::Start(
                Tag::Paragraph | Tag::BlockQuote(None) | Tag::Heading { .. } | Tag::Item | Tag::List(None),
            ) => {}
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow) => {}
            Event::Start(Tag::TableCell) => text.push('¦'),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.to_lowercase().starts_with("http") => {}
            Event::End(_) => {}
            other => return Err(format!("{other:?} in {markdown:?}")),
        }
    }
    Ok(text)
}

const HOSTILE: &[&str] = &[
    "# not a heading",
    "#",
    "a #",
    "- item",
    "+ item",
    "* item",
    "1. one",
    "1) one",
    "123456789. x",
    "> quote",
    "---",
    "===",
    "***",
    "___",
    "a | b",
    "|",
    "||",
    "\\|",
    "a\\",
    "\\\\",
    "`code`",
    "``",
    "`",
    "\\`x`",
    "`a@b`",
    "[size=5]x[/size]",
    "[a](javascript:alert(1))",
    "![a](http://x)",
    "[^1]",
    "[^1]: note",
    "[a]: http://x",
    "<script>alert(1)</script>",
    "<b>",
    "<!-- x",
    "<https://x.y>",
    "&amp; &lt; &#35; &copy",
    "&",
    "a & b",
    "~~gone~~",
    "~sub~",
    "^sup^",
    "$x$",
    "$$y$$",
    "==mark==",
    "www.example.com",
    "https://example.com/a|b",
    "a@b.c",
    "@mention",
    ":smile:",
    "mailto:a@b.c",
    "xmpp:a@b/c",
    "**bold**",
    "_it_",
    "a_b_c",
    "snake_case",
    "{#id .class}",
    "# x {#id}",
    "- [ ] task",
    "| a |\n|---|",
    ": definition",
    "text  \nnext",
    "two\n\nparas",
    "\ttab",
    "    code",
    "~~~\nfence",
    "```\nfence",
    "a\u{202E}b",
    "\u{1b}[31m",
    "\0",
    "+++",
    "%%%",
    "Term\n: def",
    "||spoiler||",
    "[[wiki]]",
    "\u{a0}nbsp\u{a0}",
    "\u{3000}",
    "x\u{2028}y",
    "[!NOTE]",
    "http://",
    "1986\\. A",
    "\\1.",
    "``a@b``",
    "`:a:|`",
    "https://a`b",
    "1\n:`@",
    "www.|www.",
    "a\\@b",
];

fn check_all(raw: &str) -> Result<(), String> {
    let plain_line = plain(raw);
    let expect = |what: &str, markdown: &str, wanted: &str| match seen(markdown)? {
        text if text == wanted => Ok(()),
        text => Err(format!("{what}: saw {text:?}, wanted {wanted:?}, from {markdown:?}")),
    };
    expect("paragraph", &leading(raw), &plain_line)?;
    if !plain_line.is_empty() {
        expect("item", &format!("- {}", leading(raw)), &plain_line)?;
    }
    expect("heading", &format!("### {}\n\n", escaped(raw)), &plain_line)?;
    expect("after words", &format!("Said: {}", escaped(raw)), format!("Said: {plain_line}").trim_end())?;
    expect("list item", &format!("- x: {}", escaped(raw)), format!("x: {plain_line}").trim_end())?;
    let table = format!("| a | b |\n|---|---|\n| {} | z |\n", escaped(raw));
    expect("table", &table, &format!("¦a¦b¦{plain_line}¦z"))?;
    let mut quote = "> ".to_owned();
    lines(&mut quote, "> ", raw);
    let shown = visible(raw);
    let kept: Vec<Cow<'_, str>> = shown.lines().map(plain).filter(|l| !l.is_empty()).collect();
    expect("quotation", &quote, &kept.join("\n"))?;
    if !plain_line.is_empty() {
        let mut span = String::new();
        code(&mut span, raw);
        expect("code", &format!("Filter: {span}"), &format!("Filter: {plain_line}"))?;
    }
    let mut link = "at ".to_owned();
    url(&mut link, raw);
    expect("url", &link, format!("at {}", plain_url(raw)).trim_end())
}

#[test]
fn hostile_texts_show_as_written() {
    let failures: Vec<String> = HOSTILE.iter().filter_map(|raw| check_all(raw).err()).collect();
    assert!(failures.is_empty(), "every text shows as written:\n{}", failures.join("\n"));
}

#[test]
fn urls_become_links_only_where_they_are_http() {
    let link = |raw: &str| {
        let mut out = String::new();
        url(&mut out, raw);
        out
    };
    assert_eq!(link("https://a.b/c?d=e&f"), "<https://a.b/c?d=e&f>", "a clean URL stays as it is");
    assert_eq!(
        link("HTTP://a.b/x y<z>|"),
        "<HTTP://a.b/x%20y%3Cz%3E%7C>",
        "what cannot stand in a URL is encoded"
    );
    assert_eq!(link("https://a.b/кремль"), "<https://a.b/кремль>", "other scripts can be read");
    assert_eq!(link("https://a.b/\u{202E}x"), "<https://a.b/%E2%80%AEx>", "bidi controls are encoded");
    assert_eq!(link("https://a.b/?x&copy;y"), "<https://a.b/?x&copy%3By>", "no entity in a link");
    for raw in ["javascript:alert(1)", "data:text/html,x", "https://", "https:///x", "ftp://a.b", "//a.b"] {
        assert!(!link(raw).contains("](") && !link(raw).starts_with('<'), "{raw} is no link: {}", link(raw));
    }
}

#[test]
fn what_github_would_link_stands_in_code() {
    for raw in ["see https://x.y now", "mail a@b.c", "WWW.x.y", "(www.x.y)", "@user", "x :smile: y"] {
        let markdown = escaped(raw);
        let text_only: String = Parser::new_ext(&markdown, options())
            .filter_map(|e| if let Event::Text(t) = e { Some(t.to_string()) } else { None })
            .collect();
        assert!(!could_link(&text_only), "nothing to link is left in the text of {markdown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_text_shows_as_written(raw in "\\PC{0,40}") {
        prop_assert_eq!(check_all(&raw), Ok(()));
    }

    #[test]
    fn text_is_only_let_through_where_nothing_would_be_done_to_it(
        raw in "([-#*_`|:.&;@+%/ \t\u{a0}\u{ad}\u{200b}\u{2028}“—…аЯé!0-9(\"]|www|mailto|[A-Z]|[a-z]{1,3} ?){0,12}",
    ) {
        let slowly = |start| {
            let mut out = String::new();
            words(&mut out, &visible_line(&raw), start);
            out
        };
        prop_assert_eq!(escaped(&raw), slowly(false), "behind words of ours");
        prop_assert_eq!(leading(&raw), slowly(true), "where it may begin a block");
        prop_assert_eq!(blank(&raw), plain(&raw).is_empty(), "nothing shows of what is blank");
    }

    #[test]
    fn any_markup_shows_as_written(raw in "[-#*_`|<>\\[\\]()!~^$={}:.&;@+%\\\\/ \n\t1aw#\"']{0,24}") {
        prop_assert_eq!(check_all(&raw), Ok(()));
    }

    #[test]
    fn hostile_pieces_in_any_order_show_as_written(pieces in prop::collection::vec(prop::sample::select(HOSTILE), 0..5),
                                                   glue in prop::sample::select(vec!["", " ", "\n", "|"])) {
        prop_assert_eq!(check_all(&pieces.join(glue)), Ok(()));
    }
}
