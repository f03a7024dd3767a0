//! The views that teach: the matrix with its dates, lessons, drills, words, errors, sources and the sheet.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fantoccini::key::Key;
use serde_json::{Value, json};
use wincompat_e2e::{Page, View};
use xtask::browsers::Engine;

/// What a script returns, as text.
#[track_caller]
fn told(page: &Page, script: &str) -> String {
    match page.browser.run(&format!("return {script}"), &[]) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// How many elements a selector finds.
#[track_caller]
fn count(page: &Page, selector: &str) -> u64 {
    page.browser.run("return document.querySelectorAll(arguments[0]).length", &[json!(selector)]).as_u64().unwrap()
}

#[test]
fn the_matrix_is_a_table_whose_cells_are_links() {
    let page = Page::open("?view=matrix&host=ws2022&image=ltsc2019");
    let (rows, columns) = (count(&page, ".grid tbody th[scope=row]"), count(&page, ".grid thead th[scope=col]"));
    assert!(
        (8..=14).contains(&rows) && (4..=5).contains(&columns),
        "only what gets updates: {rows} hosts, {columns} images"
    );
    assert_eq!(count(&page, ".grid td a[href]"), rows * columns);
    assert_eq!(told(&page, "document.querySelector('.grid td a[aria-current]').search"), "?host=ws2022&image=ltsc2019");
    assert_eq!(count(&page, "[aria-current=true]"), 1, "one cell is today’s question");
    let undocumented = count(&page, ".grid td .dot");
    assert!(undocumented > 0 && undocumented < rows * columns, "Microsoft’s cells are told apart: {undocumented}");
    page.browser.run("document.querySelector('.grid td a[aria-current]').click()", &[]);
    page.wait_for("[data-verdict]");
    page.expect("hyperv", "unsupported", "supported");
}

#[test]
fn learning_works_by_keyboard_alone() {
    let page = Page::open("?view=learn");
    let press = |key: Key| page.press(&char::from(key).to_string());
    page.tab_to(".path a");
    press(Key::Enter);
    page.wait_for(".lesson[data-waits]");
    page.tab_to(".answers button");
    press(Key::Enter);
    page.wait_for(".lesson:not([data-waits])");
    assert_eq!(told(&page, "document.activeElement.id"), "told", "the focus goes to what is told");
    page.tab_to(".turn a");
    press(Key::Enter);
    page.wait_for_text(".lesson .count", "Lesson 2");
    assert_eq!(told(&page, "document.activeElement.id"), "lesson");

    page.go("?learn=drills");
    page.tab_to(".drill .answers button");
    press(Key::Enter);
    page.wait_for(".revealed");
    assert_eq!(told(&page, "!!document.activeElement.closest('.revealed')"), "true", "the focus goes to the answer");

    page.go("?view=matrix");
    page.tab_to(".grid td a");
    press(Key::Right);
    press(Key::Down);
    assert_eq!(told(&page, "document.activeElement.id"), "cell-1-1");
    press(Key::Enter);
    page.wait_for("[data-verdict]");
    page.expect("process", "supported", "supported");
}

#[test]
fn an_answer_is_presented_without_what_is_around_it() {
    let page = Page::open("?host=ws2022&image=ltsc2019&present=1");
    page.expect("hyperv", "unsupported", "supported");
    let seen = |selector: &str| count_seen(&page, selector);
    assert_eq!((seen(".ask"), seen(".top"), seen(".foot"), seen(".sections")), (0, 0, 0, 0));
    assert_eq!((seen("[data-verdict] h2"), seen(".whole a")), (1, 1), "and a way out");
    page.go("?present=1");
    assert_eq!(seen(".ask"), 1, "there is no answer to present");
}

/// How many of the elements that a selector finds are seen.
#[track_caller]
fn count_seen(page: &Page, selector: &str) -> u64 {
    let script =
        "return [...document.querySelectorAll(arguments[0])].filter(one => one.getClientRects().length).length";
    page.browser.run(script, &[json!(selector)]).as_u64().unwrap_or_default()
}

#[test]
fn every_cell_of_the_matrix_says_what_the_answer_says() {
    let page = Page::open("?view=matrix&support=all");
    let cells = "return [...document.querySelectorAll('.grid td')].filter((_, at) => at % 23 === 3)\
                 .map(cell => [cell.dataset.tone, cell.querySelector('a').getAttribute('href')])";
    let cells = page.browser.run(cells, &[]);
    let cells = cells.as_array().expect("cells");
    assert!(cells.len() > 10);
    for cell in cells {
        page.go(cell[1].as_str().unwrap());
        assert_eq!(json!(page.verdict().outcome), cell[0], "{}", cell[1]);
    }
}

#[test]
fn filters_of_the_matrix_are_in_its_address() {
    let page = Page::open("?view=matrix");
    let all = count(&page, ".grid tbody tr");
    page.choose("Hosts", "Servers");
    page.choose("Isolation", "Process");
    let servers = count(&page, ".grid tbody tr");
    assert!(servers < all, "{servers} of {all}");
    assert_eq!(count(&page, ".grid [data-tone=hyperv]"), 0, "with process isolation alone nothing needs Hyper-V");
    assert_eq!(page.query(), "?view=matrix&hosts=server&isolation=process");
    page.browser.run("document.querySelector('input[name=support]').click()", &[]);
    page.settle();
    assert!(count(&page, ".grid tbody tr") > servers);
    page.browser.reload();
    page.ready();
    assert!(page.query().contains("support=all"), "{}", page.query());
    assert!(count(&page, ".grid tbody tr") > servers, "the address says it all");
    page.go("?view=matrix&engine=kubernetes");
    assert_eq!((count(&page, ".grid tbody tr"), count(&page, ".grid [data-tone=hyperv]")), (5, 0), "nodes are servers");
}

/// Nothing scrolls inside the page at 1280 pixels, with the ended releases or without, and on a phone the usual matrix doesn't either.
#[test]
fn the_matrix_does_not_scroll_within_the_page() {
    let inner = "return [...document.querySelectorAll('.matrix, .matrix *')].filter(one => /auto|scroll/.test(getComputedStyle(one).overflow) \
                 && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)).length";
    for (view, query) in [
        (View { width: 1280, ..View::DESKTOP }, "?view=matrix"),
        (View { width: 1280, ..View::DESKTOP }, "?view=matrix&support=all"),
        (View::PHONE, "?view=matrix"),
    ] {
        let page = Page::open_in(view, query);
        assert_eq!(page.browser.run(inner, &[]), 0, "{query} in {} px", view.width);
        assert_eq!(page.sideways(), 0, "{query} in {} px", view.width);
    }
}

#[test]
fn the_rule_of_a_cell_is_told_on_focus_and_arrow_keys_lead_on() {
    let page = Page::open("?view=matrix");
    page.browser.run("document.querySelector('.grid td a[tabindex=\"0\"]').focus()", &[]);
    page.settle();
    assert!(
        page.text("#told").contains("ltsc2025 on Windows Server 2025: Runs with process isolation"),
        "{}",
        page.text("#told")
    );
    page.press("\u{e015}");
    page.press("\u{e015}");
    assert!(page.text("#told").contains("ltsc2025 on Windows Server 2019: Won’t run"), "{}", page.text("#told"));
    assert!(page.text("#told").contains("R4"), "{}", page.text("#told"));
    page.press("\u{e010}");
    page.press("\u{e012}\u{e012}\u{e012}\u{e012}\u{e012}\u{e012}\u{e012}\u{e012}\u{e012}\u{e012}");
    let covered = "const box = document.activeElement.getBoundingClientRect(); \
                   return document.elementFromPoint(box.left + 4, box.top + 4) !== document.activeElement";
    assert_eq!(page.browser.run(covered, &[]), false, "no heading lies over the cell");
    assert_eq!(count(&page, ".grid td a[tabindex='0']"), 1, "one cell is in the order of the Tab key");
    assert_eq!(told(&page, "document.activeElement.id"), "cell-2-0", "keys that come fast are not lost");
    page.press("\u{e007}");
    page.wait_for("[data-verdict]");
    page.expect("none", "unsupported", "unsupported");
}

#[test]
fn old_links_to_the_timeline_lead_to_the_dates_below_the_matrix() {
    for query in ["?view=timeline", "?learn=timeline"] {
        let page = Page::open(query);
        let rows = count(&page, ".grid tbody th[scope=row]");
        assert_eq!(count(&page, "#support[open] tbody tr"), rows, "{query}");
        let first = page.text("#support tbody tr");
        assert!(first.contains("Windows Server 2025") && first.contains("until 20"), "a date at each bar: {first}");
        assert!(count(&page, "#support rect.mainstream") > 2);
        let opens =
            "document.querySelector('#support .years').innerText.trim().slice(0, 4) == new Date().getFullYear()";
        assert_eq!(told(&page, opens), "true", "it opens with today’s year");
    }
}

#[test]
fn a_lesson_asks_first_and_then_is_the_live_calculator() {
    let page = Page::open("?learn=isolation");
    assert_eq!(page.query(), "?host=ws2025&image=ltsc2019&learn=isolation");
    assert_eq!(page.text(".predict legend"), "ltsc2019 on Windows Server 2025: what happens?");
    let shown = "getComputedStyle(document.querySelector('#answer')).display !== 'none'";
    assert_eq!((count(&page, ".answers button"), told(&page, shown).as_str()), (4, "false"), "the answer waits");
    assert_eq!(count(&page, ".lesson .body p"), 0);
    page.click("Won’t run");
    assert!(page.text(".answers").contains("your answer: wrong"), "{}", page.text(".answers"));
    assert!(page.text("#live").starts_with("Not right"), "{}", page.text("#live"));
    assert_eq!(told(&page, "document.activeElement.id"), "told", "a screen reader goes on there");
    assert_eq!((count(&page, ".lesson svg.picture[aria-label]"), told(&page, shown).as_str()), (1, "true"));
    page.expect("hyperv", "unsupported", "supported");
    let before = told(&page, "performance.timeOrigin");
    page.click("The same without Hyper-V");
    page.expect("none", "unsupported", "unsupported");
    assert!(page.query().contains("learn=isolation"), "a try stays in the lesson: {}", page.query());
    page.click("The build rule →");
    page.wait_for_text("#lesson-title", "The build rule");
    page.expect("none", "unsupported", "unsupported");
    assert_eq!(count(&page, ".lesson[data-waits]"), 1, "the next lesson asks, too");
    page.browser.back();
    page.wait_for_text("#lesson-title", "Process isolation and Hyper-V isolation");
    assert_eq!(told(&page, "performance.timeOrigin"), before, "without loading the page again");
    page.go("?learn=nothing");
    assert_eq!(page.text("#lesson-title"), "What a build is", "an unknown lesson begins at the first");
    assert!(page.text("main .note.error").contains("“nothing”"), "{}", page.text("main .note.error"));
    assert!(page.query().contains("learn=nothing"), "and stays in the address: {}", page.query());
    page.go("?learn=isolation&host=ws2025&image=ltsc2019&hyperv=no");
    assert_eq!(count(&page, ".lesson[data-waits]"), 0, "whoever tries something has been asked");
}

#[test]
fn a_presentation_is_turned_by_keys() {
    let page = Page::open_in(View { width: 1600, ..View::DESKTOP }, "?learn=build&present=1");
    assert_eq!(told(&page, "getComputedStyle(document.querySelector('.top')).display"), "none");
    page.press("\u{e014}");
    assert_eq!(page.text("#lesson-title"), "What a build is", "a slide asks first and tells then");
    assert_eq!(count(&page, ".lesson[data-waits]"), 0);
    page.press("\u{e014}");
    assert_eq!(page.text("#lesson-title"), "Why Windows is not Linux here");
    assert_eq!(told(&page, "document.activeElement.id"), "lesson", "a screen reader hears which one it is");
    assert!(page.browser.title().starts_with("Why Windows is not Linux here · "), "{}", page.browser.title());
    assert!(page.query().contains("learn=not-linux") && page.query().contains("present=1"), "{}", page.query());
    page.expect("none", "unsupported", "supported");
    page.press("\u{e00c}");
    assert!(!page.query().contains("present"), "{}", page.query());
    assert_ne!(told(&page, "getComputedStyle(document.querySelector('.top')).display"), "none");
    page.click("Present");
    assert!(page.query().ends_with("present=1"), "{}", page.query());
    // What has no slides has no presentation.
    page.go("?view=matrix&present=1");
    assert_ne!(told(&page, "getComputedStyle(document.querySelector('.top')).display"), "none");
}

/// The two links that matter in front of a class do what their addresses say, without a reload.
#[test]
fn presenting_and_the_coachs_sheet_are_a_click_away() {
    let page = Page::open("?view=learn");
    page.click("Present from the first lesson");
    page.wait_for("#lesson-title");
    assert_eq!(told(&page, "getComputedStyle(document.querySelector('.top')).display"), "none");
    page.back();
    assert_ne!(told(&page, "getComputedStyle(document.querySelector('.top')).display"), "none", "back ends it");
    page.click("Incident drills");
    page.wait_for("#drill-title");
    page.click("Coach’s sheet: all drills with answers");
    page.wait_for(".coach [data-diagnosis]");
    page.click("Start a session");
    page.wait_for("#drill-title");
}

/// Every slide, asking and telling, fits a projector of 1280 by 720.
#[test]
fn slides_fit_a_projector() {
    let page = Page::open_in(View { width: 1280, height: 720, dark: false }, "?view=learn");
    let lessons =
        "return [...document.querySelectorAll('.path a[href^=\"?learn=\"]')].map(one => one.getAttribute('href'))";
    let lessons = page.browser.run(lessons, &[]);
    let lessons: Vec<&str> = lessons.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(lessons.len(), 10);
    for lesson in lessons {
        page.go(&format!("{lesson}&present=1"));
        let over = "document.documentElement.scrollHeight - innerHeight";
        let asking = told(&page, over);
        let size =
            |of: &str| told(&page, &format!("parseFloat(getComputedStyle(document.querySelector('{of}')).fontSize)"));
        assert!(
            size(".answers button").parse::<f64>().is_ok_and(|px| px >= 26.0),
            "{lesson}: {}",
            size(".answers button")
        );
        assert_eq!(count(&page, ".predict .link"), 1, "{lesson}: the lesson can be shown without an answer");
        assert_ne!(told(&page, "document.querySelector('.predict .link').getClientRects().length"), "0", "{lesson}");
        page.press("\u{e014}");
        assert_eq!(count(&page, ".lesson[data-waits]"), 0, "{lesson}");
        let telling = told(&page, over);
        assert!(size(".idea .body p:last-child").parse::<f64>().is_ok_and(|px| px >= 19.0), "{lesson}");
        let fits = |over: &str| over.parse::<i64>().is_ok_and(|over| over <= 0);
        assert!(fits(&asking) && fits(&telling), "{lesson}: {asking} and {telling} px too high");
    }
}

/// The reader chooses first; then the lines that prove it are marked, and the diagnosis says what it is and what it is not.
#[test]
fn a_drill_is_a_link_and_shows_its_answer_after_the_choice() {
    let page = Page::open("?drill=second-node");
    assert_eq!(page.text("#drill-title"), "A pod of a deployment can’t pull its image on one of the nodes.");
    assert_eq!(
        (count(&page, ".answers button"), count(&page, ".log mark"), count(&page, "[data-diagnosis]")),
        (4, 0, 0)
    );
    page.click("The tag does not exist");
    let revealed = page.text("#revealed");
    assert!(revealed.contains("Not “The tag does not exist”: For that, the log would have to show"), "{revealed}");
    assert!(revealed.contains("aksold000003") && revealed.contains("Ruled out: "), "{revealed}");
    assert_eq!(told(&page, "document.querySelector('[data-diagnosis]').dataset.cause"), "image-newer");
    assert!(
        count(&page, ".log .proof mark[data-what=error]") >= 1 && count(&page, ".log .proof mark[data-what=host]") >= 1
    );
    assert!(page.text(".proofs").contains("no match for platform in manifest"), "{}", page.text(".proofs"));
    assert!(page.text("#live").starts_with("Not right"), "{}", page.text("#live"));
    assert_eq!(told(&page, "document.activeElement.id"), "revealed", "a screen reader goes on there");
    assert_eq!(count(&page, ".answers button:disabled"), 4, "the first answer counts");
}

#[test]
fn ten_drills_are_a_session_with_a_result() {
    let page = Page::open("?drill=not-found");
    let mut seen = vec![page.query()];
    for at in 1..=10 {
        assert!(page.text(".drill .count").starts_with(&format!("Drill {at} of 10")), "{}", page.text(".drill"));
        page.browser.run("document.querySelector('.answers button').click()", &[]);
        page.wait_for("[data-diagnosis]");
        page.click("Next");
        page.settle();
        assert!(!seen.contains(&page.query()), "no drill comes twice: {}", page.query());
        seen.push(page.query());
    }
    assert!(page.text("#drill-title").contains("of 10 right"), "{}", page.text("#drill-title"));
    assert_eq!(count(&page, ".review a[href^='?drill=']"), 10);
    page.click("Another ten");
    page.wait_for(".answers button");
}

#[test]
fn back_leaves_the_drills() {
    let page = Page::open("?view=learn");
    page.go("?drill=not-found");
    page.browser.run("document.querySelector('.answers button').click()", &[]);
    page.wait_for("[data-diagnosis]");
    page.click("Next");
    page.settle();
    assert_ne!(page.query(), "?drill=not-found");
    page.browser.back();
    page.wait_for(".path");
}

#[test]
fn the_sheet_shows_its_whole_table() {
    for width in [360, 1000, 1280, 1920] {
        let page = Page::open_in(View { width, ..View::DESKTOP }, "?view=sheet");
        let cut = "document.querySelector('.sheet .small-matrix').scrollWidth - document.querySelector('.sheet .scroll').clientWidth";
        let cut: i64 = told(&page, cut).parse().unwrap();
        assert!(cut <= 0, "{width} px: {cut} px of the table are cut off");
    }
}

#[test]
fn the_coachs_sheet_has_every_drill_with_its_answer() {
    let page = Page::open("?learn=drills&coach=1");
    let drills = count(&page, ".coach .drill");
    assert!(drills >= 12, "{drills}");
    assert_eq!(count(&page, ".coach [data-diagnosis]"), drills);
    assert_eq!(count(&page, ".coach a[href^='?drill=']"), drills);
    assert!(pages(&page, false) <= 10, "{} sheets", pages(&page, false));
}

#[test]
fn a_drill_that_does_not_exist_is_shown_back() {
    let page = Page::open("?drill=nothing");
    assert!(page.text("main .note.error").contains("“nothing”"), "{}", page.text("main .note.error"));
    assert!(page.query().contains("nothing"), "{}", page.query());
}

#[test]
fn what_no_view_and_no_filter_is_called_is_shown_back() {
    let page = Page::open("?view=nothing&host=ws2022&image=ltsc2019");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.text("#strange").contains("“nothing”"), "{}", page.text("#strange"));
    page.go("?view=matrix&hosts=nonsense");
    assert!(page.text(".matrix > .note.error").contains("“nonsense”"), "{}", page.text(".matrix > .note.error"));
}

#[test]
fn words_errors_and_rules_are_reached_by_their_names() {
    let page = Page::open("?view=glossary#floor");
    assert_eq!(told(&page, "document.activeElement.id"), "floor");
    page.go("?view=errors#0x490");
    assert_eq!(told(&page, "document.activeElement.closest('details').open"), "true");
    assert!(page.text("[id='0x490']").contains("same revision"), "{}", page.text("[id='0x490']"));
    page.go("?view=sheet");
    page.go("?view=errors#-1073741502");
    assert_eq!(told(&page, "document.activeElement.id"), "0xc0000142", "any of its codes and numbers");
    page.go("?view=sources#D1");
    assert_eq!(told(&page, "document.activeElement.id"), "D1");
    assert_eq!(count(&page, ".all-rules li"), 40);
}

#[test]
fn the_sheet_has_table_rules_and_commands_and_fits_paper() {
    let page = Page::open("?view=sheet");
    assert_eq!((count(&page, ".sheet .rules li"), count(&page, ".sheet .offer")), (10, 10));
    assert!(count(&page, ".small-matrix td") >= 40);
    assert!(page.text("#sheet .small-matrix").contains("Hyper-V"), "{}", page.text("#sheet .small-matrix"));
    assert_eq!([A4, LETTER].map(|paper| pages_of(&page, paper, false)), [1, 1], "one page of A4, and one of Letter");
    // Nothing lies over anything else, and nothing is cut: every part is as wide as its place.
    let wide = "return [...document.querySelectorAll('#sheet .card, #sheet table')].filter(one => one.scrollWidth > one.clientWidth + 1).length";
    assert_eq!(page.browser.run(wide, &[]), 0);
}

/// In inches.
type Paper = [f64; 2];
const A4: Paper = [8.27, 11.69];
const LETTER: Paper = [8.5, 11.0];

/// How many sheets of A4 the page fills.
#[track_caller]
fn pages(page: &Page, landscape: bool) -> usize {
    pages_of(page, A4, landscape)
}

/// How many sheets of paper the page fills.
#[track_caller]
fn pages_of(page: &Page, [width, height]: Paper, landscape: bool) -> usize {
    if page.browser.engine() != Engine::Chromium {
        return 1;
    }
    let wanted = json!({ "paperWidth": width, "paperHeight": height, "landscape": landscape, "preferCSSPageSize": true, "printBackground": true });
    let pdf = page.browser.devtools("Page.printToPDF", wanted);
    let pdf = BASE64_STANDARD.decode(pdf["data"].as_str().unwrap()).unwrap();
    // The pages of a document are objects of their own, and never compressed by Chromium.
    let text = String::from_utf8_lossy(&pdf);
    text.matches("/Type /Page\n").count() + text.matches("/Type /Page /").count() + text.matches("/Type/Page/").count()
}

#[test]
fn the_matrix_fits_a_sheet_of_paper() {
    let page = Page::open("?view=matrix");
    assert_eq!(pages(&page, true), 1);
    page.go("?view=matrix&support=all");
    assert_eq!(pages(&page, true), 1, "with the ended releases");
}

#[test]
fn a_word_in_a_lesson_leads_to_its_meaning() {
    let page = Page::open("?learn=isolation");
    page.click("Show the lesson without an answer");
    page.click("nested virtualization");
    page.wait_for(".glossary");
    assert_eq!(told(&page, "document.activeElement.id"), "nested-virtualization");
}

#[test]
fn every_view_says_which_one_it_is() {
    let page = Page::open("?view=matrix");
    for (query, title, current) in [
        ("?view=matrix", "Matrix", "Matrix"),
        ("?view=learn", "Learn", "Learn"),
        ("?view=timeline", "Matrix", "Matrix"),
        ("?learn=drills", "Incident drills", "Learn"),
        ("?view=quiz", "Incident drills", "Learn"),
        ("?quiz=ws2022_ltsc2019", "Incident drills", "Learn"),
        ("?learn=glossary", "Glossary", "Learn"),
        ("?view=sheet", "Cheat sheet", "Learn"),
        ("?view=sources", "Sources and disagreements", "Learn"),
        ("?view=fleet", "Fleet", "Fleet"),
        ("?view=nothing", "wincompat", "Answer"),
    ] {
        page.go(query);
        assert!(page.browser.title().starts_with(title), "{query}: {}", page.browser.title());
        assert_eq!(page.text(".views [aria-current=page]"), current, "{query}");
        assert_eq!(page.browser.console_errors(), [""; 0], "{query}");
    }
}
