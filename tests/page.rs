//! The page and the brief in programs that are not ours: headless Chromium opens and prints the page, pandoc makes a
//! document for Word of the brief. What needs a program that is missing says so and is not run.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const STORE: &str = "
store: {title: Log, handling: amber, timezone: Europe/Moscow}
actors:
- {id: russia, name: Russia, kind: state}
- {id: kremlin, name: The Kremlin, kind: office, part_of: russia}
- {id: peskov, name: Dmitry Peskov, kind: person, part_of: kremlin}
- {id: usa, name: United States, kind: state}
- {id: turkiye, name: Türkiye, kind: state}
events:
- {id: said, kind: statement, date: 2025-12-21, title: Peskov denies talks, actors: [peskov], links: {denies: met}}
- {id: met, kind: meeting, date: 2025-12-20, title: Talks in Miami, actors: [usa, russia]}
- {id: hit, kind: strike, date: 2025-12-21, title: Strike on Odesa, actors: {attacker: russia}}
- {id: host, kind: meeting, date: 2025-12-22, title: İstanbul hosts a round, actors: [turkiye, usa]}
";

/// What a script that is added to a page finds wrong with it for readers who need more than eyes and a mouse.
const FAULTS: &str = include_str!("data/page/faults.js");

#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn is_installed(program: &str) -> bool {
    let tried = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if tried.is_err() {
        eprintln!("not run: {program} is not installed");
    }
    tried.is_ok()
}

fn write(path: &Path, text: &str) {
    demarche::store::write(path, text.as_bytes(), demarche::store::Replace::Anything).expect("written");
}

/// Runs demarche in the root of the repository and returns what it writes.
fn demarche(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DEMARCHE_STORE")
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// A web browser with a profile of its own.
struct Browser(TempDir);

impl Browser {
    fn installed() -> Option<Self> {
        is_installed("chromium").then(|| Self(tempfile::tempdir().expect("a directory")))
    }

    fn page(&self, name: &str, html: &str) -> PathBuf {
        let path = self.0.path().join(name);
        write(&path, html);
        path
    }

    /// Opens an address and returns what the browser writes.
    fn open(&self, path: &Path, fragment: &str, flags: &[&str]) -> String {
        let out = self.0.path().join("out");
        let mut running = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--disable-background-networking", "--disable-component-update", "--no-proxy-server"])
            .arg("--virtual-time-budget=4000")
            .arg(format!("--user-data-dir={}", self.0.path().join("profile").display()))
            .args(flags)
            .arg(format!("file://{}{fragment}", path.display()))
            .stdout(File::create(&out).expect("a file"))
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let begun = Instant::now();
        let ended = loop {
            match running.try_wait().expect("it can be waited for") {
                Some(ended) => break ended,
                None if begun.elapsed() > Duration::from_secs(150) => {
                    running.kill().expect("it can be ended");
                    panic!("chromium does not end");
                }
                None => std::thread::sleep(Duration::from_millis(50)),
            }
        };
        assert!(ended.success(), "chromium ends well: {ended}");
        std::fs::read_to_string(&out).expect("text")
    }

    fn dom(&self, path: &Path, fragment: &str) -> String {
        self.open(path, fragment, &["--dump-dom"])
    }

    /// Runs a script in the page, under the page's own policy, and returns what it tells.
    fn told(&self, html: &str, script: &str, flags: &[&str]) -> Value {
        let script = format!(
            "addEventListener('load', async () => {{ const told = await (async () => {{ {script} }})(); const pre = document.createElement('pre'); pre.id = 'told'; pre.textContent = JSON.stringify(told); document.body.append(pre); }});"
        );
        let html = if html.contains("script-src '") {
            html.replacen("script-src '", "script-src 'nonce-test' '", 1)
        } else {
            html.replacen("; base-uri", "; script-src 'nonce-test'; base-uri", 1)
        };
        let html = html.replacen("</body>", &format!("<script nonce=\"test\">{script}</script></body>"), 1);
        let path = self.page("told.html", &html);
        let dom = self.open(&path, "", &[&["--dump-dom"], flags].concat());
        let (_, told) =
            dom.split_once("<pre id=\"told\">").unwrap_or_else(|| panic!("the script tells: {dom:.2000}"));
        let told = told.split("</pre>").next().unwrap_or_default();
        let told = told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        serde_json::from_str(&told).expect("JSON")
    }
}

/// Returns the page of a small store.
fn small() -> String {
    page_of(STORE)
}

fn page_of(store: &str) -> String {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("log.yaml");
    write(&path, store);
    demarche(&["export", "--format", "html", "--now", "2026-01-10", &path.display().to_string()])
}

fn of_the_demonstration(what: &[&str]) -> String {
    demarche(&[what, &["--format", "html", "--now", "2026-01-10", "data"]].concat())
}

/// Returns the ids of the events that are not hidden.
fn shown(dom: &str) -> Vec<&str> {
    let articles = dom.split("<article id=\"e-").skip(1).filter_map(|rest| rest.split_once('"'));
    let visible = articles.filter(|(_, rest)| !rest.split('>').next().unwrap_or_default().contains("hidden"));
    visible.map(|(id, _)| id).collect()
}

#[test]
fn an_address_with_a_search_opens_a_filtered_page() {
    let Some(browser) = Browser::installed() else { return };
    let path = browser.page("page.html", &small());
    for (fragment, events, words) in [
        ("", vec!["met", "said", "hit", "host"], ""),
        ("#q=ODESA", vec!["hit"], "1 of the 4 events on this page, with “ODESA”"),
        ("#q=talks+miami", vec!["met", "said"], "2 of the 4 events on this page, with “talks miami”"),
        ("#q=istanbul", vec!["host"], "1 of the 4 events on this page, with “istanbul”"),
        ("#actor=russia", vec!["met", "said", "hit"], "3 of the 4 events on this page, of Russia"),
        (
            "#actor=usa&kind=meeting",
            vec!["met", "host"],
            "2 of the 4 events on this page, of United States, of kind meeting",
        ),
        (
            "#kind=strike,statement",
            vec!["said", "hit"],
            "2 of the 4 events on this page, of kind statement or strike",
        ),
        ("#q=nothing", vec![], "0 of the 4 events on this page, with “nothing”"),
        ("#actor=nobody", vec![], "0 of the 4 events on this page, with “nobody”"),
    ] {
        let dom = browser.dom(&path, fragment);
        assert_eq!(shown(&dom), events, "{fragment} shows these events");
        assert!(
            dom.contains(&format!("<p id=\"found\" role=\"status\">{words}</p>")),
            "{fragment} says so: {dom}"
        );
        assert!(!dom.contains("aria-label=\"Search this page\" hidden"), "the search is there");
    }
}

#[test]
fn the_search_answers_each_key_and_click() {
    let Some(browser) = Browser::installed() else { return };
    let script = "
      const steps = [];
      const step = async (what) => {
        await new Promise((done) => setTimeout(done, 20));
        const events = [...document.querySelectorAll('article:not([hidden])')].map((e) => e.id);
        const days = document.querySelectorAll('section.day:not([hidden])').length;
        steps.push([what, events.join(' '), days, location.hash, document.getElementById('found').textContent]);
      };
      const q = document.getElementById('q'), actor = document.getElementById('actor');
      const kinds = [...document.querySelectorAll('input[name=kind]')];
      await step('opened');
      q.value = 'miami'; q.dispatchEvent(new Event('input', {bubbles: true})); await step('typed');
      q.value = ''; q.dispatchEvent(new Event('input', {bubbles: true})); await step('emptied');
      actor.value = 'usa'; actor.dispatchEvent(new Event('change', {bubbles: true})); await step('chose');
      kinds.find((kind) => kind.value === 'meeting').click(); await step('unticked');
      document.querySelector('button[type=reset]').click(); await step('reset');
      actor.value = 'peskov'; actor.dispatchEvent(new Event('change', {bubbles: true})); await step('chose again');
      document.querySelector('#e-said a[href=\"#e-met\"]').click(); await step('followed a link');
      return steps;";
    let told = browser.told(&small(), script, &[]);
    let wanted = serde_json::json!([
        ["opened", "e-met e-said e-hit e-host", 3, "", ""],
        ["typed", "e-met e-said", 2, "#q=miami", "2 of the 4 events on this page, with “miami”"],
        ["emptied", "e-met e-said e-hit e-host", 3, "", ""],
        ["chose", "e-met e-host", 2, "#actor=usa", "2 of the 4 events on this page, of United States"],
        [
            "unticked",
            "",
            0,
            "#actor=usa&kind=statement%2Cstrike",
            "0 of the 4 events on this page, of United States, of kind statement or strike"
        ],
        ["reset", "e-met e-said e-hit e-host", 3, "", ""],
        ["chose again", "e-said", 1, "#actor=peskov", "1 of the 4 events on this page, of Dmitry Peskov"],
        ["followed a link", "e-met e-said e-hit e-host", 3, "#e-met", ""],
    ]);
    assert_eq!(told, wanted, "after each step: the events, the days, the address, and what is said");
}

/// A server that hangs up on everyone at once, so that no browser waits for it, and counts them.
struct Server(String, Receiver<()>);

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = format!("http://{}", listener.local_addr().expect("an address"));
        let (asking, asked) = channel();
        std::thread::spawn(move || while listener.accept().is_ok_and(|_| asking.send(()).is_ok()) {});
        Self(at, asked)
    }

    fn asked(&self) -> usize {
        self.1.try_iter().count()
    }

    /// Returns markup that makes a browser ask for more, and forges the title of the page. No frame is among it: Chromium
    /// connects before it finds that the policy forbids one, though it asks nothing.
    fn tricks(&self) -> String {
        let at = &self.0;
        format!(
            "<img src=\"{at}/a.png\"><link rel=\"stylesheet\" href=\"{at}/b.css\">\
             <script>document.title = 'forged';</script><script src=\"{at}/d.js\"></script>\
             <img src=\"x\" onerror=\"document.title = 'forged'\"><p style=\"background:url({at}/e)\">x</p></main>"
        )
    }
}

#[test]
fn a_page_loads_nothing_whatever_is_in_it() {
    let Some(browser) = Browser::installed() else { return };
    let page = small();
    // Without the policy all that would be loaded and run, so the test would see it.
    let server = Server::new();
    let rest = page.split_once("<meta http-equiv").expect("a policy").1;
    let policy = rest.split_once(">\n").expect("its end").0;
    let open = page.replacen(&format!("<meta http-equiv{policy}>\n"), "", 1);
    let open = open.replacen("</main>", &server.tricks(), 1);
    let dom = browser.dom(&browser.page("open.html", &open), "");
    assert!(dom.contains("<title>forged</title>"), "without the policy the script runs");
    assert!(server.asked() > 0, "and the network is asked");
    let server = Server::new();
    let kept = page.replacen("</main>", &server.tricks(), 1);
    let dom = browser.dom(&browser.page("kept.html", &kept), "");
    assert!(dom.contains("<title>Log</title>"), "the policy lets no other script run: {dom:.600}");
    assert_eq!(server.asked(), 0, "nor anything be loaded");
    // The page as it is, of a store that tries the same.
    let dir = tempfile::tempdir().expect("a directory");
    let store = dir.path().join("log.yaml");
    let (tricks, at) = (server.tricks(), &server.0);
    let hostile = serde_json::json!({"events": [{
        "id": "e", "kind": "other", "date": "2025-12-21", "title": tricks, "summary": tricks,
        "sources": [{"url": format!("{at}/page"), "title": tricks, "archive": format!("{at}/copy")}],
    }]});
    write(&store, &hostile.to_string());
    for what in ["export", "brief"] {
        let page = demarche(&[what, "--format", "html", &store.display().to_string()]);
        let loaded = browser.told(&page, "return performance.getEntriesByType('resource').length;", &[]);
        assert_eq!((loaded, server.asked()), (0.into(), 0), "{what}: nothing is loaded, nobody asked");
    }
}

#[test]
fn the_pages_are_accessible() {
    let Some(browser) = Browser::installed() else { return };
    let dark = "--blink-settings=preferredColorScheme=0";
    let pages = [
        ("events", of_the_demonstration(&["export", "-f", "date:2025-12"])),
        ("brief", of_the_demonstration(&["brief"])),
        ("full brief", of_the_demonstration(&["brief", "--full", "-f", "date:2025-12-15..2025-12-31"])),
        ("marked", small()),
    ];
    for (name, page) in &pages {
        let mut papers = Vec::new();
        for flags in
            [&["--window-size=1200,900"][..], &["--window-size=400,900"], &["--window-size=1200,900", dark]]
        {
            let told = browser.told(page, FAULTS, flags);
            assert_eq!(told["faults"], serde_json::json!([]), "{name}, {flags:?}");
            let seen = told["texts"].as_u64().unwrap_or_default();
            assert!(seen > 20, "{name}, {flags:?}: the contrast of many texts was measured, {seen}");
            papers.push(told["paper"].clone());
        }
        assert_ne!(papers[0], papers[2], "{name}: dark where the reader wants it");
    }
}

#[test]
fn the_check_of_accessibility_finds_what_is_wrong() {
    let Some(browser) = Browser::installed() else { return };
    let page = small();
    for (from, to, fault) in [
        ("<html lang=\"en\">", "<html>", "no language"),
        ("<h1", "<h4", "not one h1"),
        ("<label for=\"q\">Search</label>", "Search", "no label: input#q"),
        ("--soft: #565c64", "--soft: #a0a6ad", "contrast"),
        ("max-width: 50rem", "min-width: 90rem", "wider than the window"),
    ] {
        let broken = page.replacen(from, to, 1);
        assert_ne!(page, broken, "{from} is there");
        // The policy names the style by its hash, so a broken style needs a broken policy.
        let style =
            broken.split("style-src '").nth(1).and_then(|rest| rest.split('\'').next()).expect("a hash");
        let broken = broken.replacen(&format!("'{style}'"), "'unsafe-inline'", 1);
        let told = browser.told(&broken, FAULTS, &["--window-size=1200,900"])["faults"].to_string();
        assert!(told.contains(fault), "{to}: {told}");
    }
}

#[test]
fn a_page_prints_with_its_handling_on_every_sheet() {
    let Some(browser) = Browser::installed() else { return };
    let path = browser.page("page.html", &of_the_demonstration(&["export", "-f", "date:2025-12-21"]));
    let more = |n: usize| {
        format!("- {{id: n{n}, kind: other, date: 2025-11-{:02}, title: One of many}}\n", n % 30 + 1)
    };
    let many = STORE.to_owned() + &(0..60).map(more).collect::<Vec<_>>().concat();
    let marked = browser.page("marked.html", &page_of(&many));
    for (path, marking) in [(path, None), (marked, Some("TLP:AMBER"))] {
        let pdf = path.with_extension("pdf");
        browser.open(&path, "", &[&format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer"]);
        let bytes = std::fs::read(&pdf).expect("it printed");
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 10_000, "a PDF");
        if !is_installed("pdftotext") {
            continue;
        }
        let read =
            Command::new("pdftotext").args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]).output();
        let text = String::from_utf8(read.expect("it runs").stdout).expect("text");
        let sheets: Vec<&str> = text.split('\u{c}').filter(|sheet| !sheet.trim().is_empty()).collect();
        assert!(sheets.len() > 1, "several sheets: {text}");
        assert!(!text.contains("Show all"), "without the search");
        for (number, sheet) in (1..).zip(&sheets) {
            assert!(
                sheet.contains(&format!("{number} of {}", sheets.len())),
                "sheet {number} is numbered: {sheet}"
            );
            let first = sheet.trim().lines().next().unwrap_or_default().trim();
            assert!(marking.is_none_or(|marking| first == marking), "sheet {number} is marked: {sheet}");
        }
        if marking.is_none() {
            assert!(text.contains("https://"), "addresses are printed in full: {text}");
        }
    }
}

#[test]
fn pandoc_makes_a_document_for_word_by_the_command_of_the_help() {
    let help = demarche(&["brief", "--help"]);
    let line = help.lines().find(|line| line.contains("| pandoc")).expect("the help has the command").trim();
    if !is_installed("pandoc") {
        return;
    }
    let dir = tempfile::tempdir().expect("a directory");
    let root = env!("CARGO_MANIFEST_DIR");
    let bin = Path::new(env!("CARGO_BIN_EXE_demarche")).parent().expect("a directory");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let bash = |script: &str| {
        let output = Command::new("bash")
            .args(["-c", &format!("set -o pipefail; {script}")])
            .current_dir(&dir)
            .env("PATH", &path)
            .env_remove("DEMARCHE_STORE")
            .output()
            .expect("bash runs");
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    bash(&format!("ln -s '{root}/data' data && {line}"));
    let brief = bash(line.split(" | ").next().unwrap_or_default());
    // Read back, each note of the brief is a note of the document, and each heading a heading.
    let back = bash("pandoc -f docx -t markdown --wrap=none brief.docx");
    let count = |text: &str, begins: &str| text.lines().filter(|line| line.starts_with(begins)).count();
    let headings = |text: &str| {
        let heading = |line: &str| {
            let words = line.strip_prefix("## ")?;
            Some(words.split(" {#").next().unwrap_or(words).trim().to_owned())
        };
        text.lines().filter_map(heading).collect::<Vec<_>>()
    };
    assert!(headings(&brief).len() > 3, "the brief has parts: {brief}");
    assert_eq!(headings(&back), headings(&brief), "the parts");
    assert!(count(&brief, "[^") > 5, "the brief has notes: {brief}");
    // A note that is cited twice is two notes in Word.
    let cited = brief.matches("[^").count() - count(&brief, "[^");
    assert_eq!(count(&back, "[^"), cited, "each citation is a note: {back}");
}
