//! The views that teach: the matrix with its dates, lessons, drills, words, errors, sources and the sheet.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use wincompat_e2e::{Page, View};
use xtask::browsers::Engine;

#[test]
fn the_matrix_is_a_table_whose_cells_are_links() {
    let page = Page::open("?view=matrix&host=ws2022&image=ltsc2019");
    let (rows, columns) = (page.count(".grid tbody th[scope=row]"), page.count(".grid thead th[scope=col]"));
    assert!(
        (8..=14).contains(&rows) && (4..=5).contains(&columns),
        "only what gets updates: {rows} hosts, {columns} images"
    );
    assert_eq!(page.count(".grid td a[href]"), rows * columns);
    assert_eq!(page.told("document.querySelector('.grid td a[aria-current]').search"), "?host=ws2022&image=ltsc2019");
    assert_eq!(page.count("[aria-current=true]"), 1, "one cell is today’s question");
    let undocumented = page.count(".grid td .dot");
    assert!(undocumented > 0 && undocumented < rows * columns, "Microsoft’s cells are told apart: {undocumented}");
    page.browser.run("document.querySelector('.grid td a[aria-current]').click()", &[]);
    page.wait_for("[data-verdict]");
    page.expect("hyperv", "unsupported", "supported");
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
    let all = page.count(".grid tbody tr");
    page.choose("Hosts", "Servers");
    page.choose("Isolation", "Process");
    let servers = page.count(".grid tbody tr");
    assert!(servers < all, "{servers} of {all}");
    assert_eq!(page.count(".grid [data-tone=hyperv]"), 0, "with process isolation alone nothing needs Hyper-V");
    assert_eq!(page.query(), "?view=matrix&hosts=server&isolation=process");
    page.browser.run("document.querySelector('input[name=support]').click()", &[]);
    page.settle();
    assert!(page.count(".grid tbody tr") > servers);
    page.browser.reload();
    page.ready();
    assert!(page.query().contains("support=all"), "{}", page.query());
    assert!(page.count(".grid tbody tr") > servers, "the address says it all");
    page.go("?view=matrix&engine=kubernetes");
    assert_eq!((page.count(".grid tbody tr"), page.count(".grid [data-tone=hyperv]")), (5, 0), "nodes are servers");
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
    assert_eq!(page.count(".grid td a[tabindex='0']"), 1, "one cell is in the order of the Tab key");
    assert_eq!(page.told("document.activeElement.id"), "cell-2-0", "keys that come fast are not lost");
    page.press("\u{e007}");
    page.wait_for("[data-verdict]");
    page.expect("none", "unsupported", "unsupported");
    assert_eq!(page.told("document.activeElement.id"), "answer", "the cell is gone, and the focus is at its answer");
}

#[test]
fn old_links_to_the_timeline_lead_to_the_dates_below_the_matrix() {
    for query in ["?view=timeline", "?learn=timeline"] {
        let page = Page::open(query);
        let rows = page.count(".grid tbody th[scope=row]");
        assert_eq!(page.count("#support[open] tbody tr"), rows, "{query}");
        let first = page.text("#support tbody tr");
        assert!(first.contains("Windows Server 2025") && first.contains("until 20"), "a date at each bar: {first}");
        assert!(page.count("#support rect.mainstream") > 2);
        let opens =
            "document.querySelector('#support .years').innerText.trim().slice(0, 4) == new Date().getFullYear()";
        assert_eq!(page.told(opens), "true", "it opens with today’s year");
    }
}

#[test]
fn a_lesson_asks_first_and_then_is_the_live_calculator() {
    let page = Page::open("?learn=isolation");
    assert_eq!(page.query(), "?host=ws2025&image=ltsc2019&learn=isolation");
    assert_eq!(page.text(".predict legend"), "ltsc2019 on Windows Server 2025: what happens?");
    let shown = "getComputedStyle(document.querySelector('#answer')).display !== 'none'";
    assert_eq!((page.count(".answers button"), page.told(shown).as_str()), (4, "false"), "the answer waits");
    assert_eq!(page.count(".lesson .body p"), 0);
    page.click("Won’t run");
    assert!(page.text(".answers").contains("your answer: wrong"), "{}", page.text(".answers"));
    assert!(page.text("#live").starts_with("Wrong"), "{}", page.text("#live"));
    assert_eq!(page.told("document.activeElement.id"), "told", "a screen reader goes on there");
    assert_eq!((page.count(".lesson svg.picture[aria-label]"), page.told(shown).as_str()), (1, "true"));
    page.expect("hyperv", "unsupported", "supported");
    let before = page.told("performance.timeOrigin");
    page.click("The same without Hyper-V");
    page.expect("none", "unsupported", "unsupported");
    assert!(page.query().contains("learn=isolation"), "a try stays in the lesson: {}", page.query());
    page.click("The build rule →");
    page.wait_for_text("#lesson-title", "The build rule");
    page.expect("none", "unsupported", "unsupported");
    assert_eq!(page.count(".lesson[data-waits]"), 1, "the next lesson asks, too");
    page.browser.back();
    page.wait_for_text("#lesson-title", "Process isolation and Hyper-V isolation");
    assert_eq!(page.told("performance.timeOrigin"), before, "without loading the page again");
    page.go("?learn=nothing");
    assert_eq!(page.text("#lesson-title"), "What a build is", "an unknown lesson begins at the first");
    assert!(page.text("main .note.error").contains("“nothing”"), "{}", page.text("main .note.error"));
    assert!(page.query().contains("learn=nothing"), "and stays in the address: {}", page.query());
    page.go("?learn=isolation&host=ws2025&image=ltsc2019&hyperv=no");
    assert_eq!(page.count(".lesson[data-waits]"), 0, "whoever tries something has been asked");
}

/// The reader chooses first; then the lines that prove it are marked, and the diagnosis says what it is and what it is not.
#[test]
fn a_drill_is_a_link_and_shows_its_answer_after_the_choice() {
    let page = Page::open("?drill=second-node");
    assert_eq!(page.text("#drill-title"), "A pod of a deployment can’t pull its image on one of the nodes.");
    assert_eq!((page.count(".answers button"), page.count(".log mark"), page.count("[data-diagnosis]")), (4, 0, 0));
    page.click("The tag does not exist");
    let revealed = page.text("#revealed");
    assert!(revealed.contains("Not “The tag does not exist”: For that, the log would have to show"), "{revealed}");
    assert!(revealed.contains("aksold000003") && revealed.contains("Ruled out: "), "{revealed}");
    assert_eq!(page.told("document.querySelector('[data-diagnosis]').dataset.cause"), "image-newer");
    assert!(
        page.count(".log .proof mark[data-what=error]") >= 1 && page.count(".log .proof mark[data-what=host]") >= 1
    );
    assert!(page.text(".proofs").contains("no match for platform in manifest"), "{}", page.text(".proofs"));
    assert!(page.text("#live").starts_with("Wrong"), "{}", page.text("#live"));
    assert_eq!(page.told("document.activeElement.id"), "revealed", "a screen reader goes on there");
    assert_eq!(page.count(".answers button:disabled"), 4, "the first answer counts");
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
    assert_eq!(page.count(".review a[href^='?drill=']"), 10);
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
        let cut: i64 = page.told(cut).parse().unwrap();
        assert!(cut <= 0, "{width} px: {cut} px of the table are cut off");
    }
}

#[test]
fn the_coachs_sheet_has_every_drill_with_its_answer() {
    let page = Page::open("?learn=drills&coach=1");
    let drills = page.count(".coach .drill");
    assert!(drills >= 12, "{drills}");
    assert_eq!(page.count(".coach [data-diagnosis]"), drills);
    assert_eq!(page.count(".coach a[href^='?drill=']"), drills);
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
    assert_eq!(page.told("document.activeElement.id"), "floor");
    page.go("?view=errors#0x490");
    assert_eq!(page.told("document.activeElement.closest('details').open"), "true");
    assert!(page.text("[id='0x490']").contains("same revision"), "{}", page.text("[id='0x490']"));
    page.go("?view=sheet");
    page.go("?view=errors#-1073741502");
    assert_eq!(page.told("document.activeElement.id"), "0xc0000142", "any of its codes and numbers");
    page.go("?view=sources#D1");
    assert_eq!(page.told("document.activeElement.id"), "D1");
    assert_eq!(page.count(".all-rules li"), 40);
}

#[test]
fn the_sheet_has_table_rules_and_commands_and_fits_paper() {
    let page = Page::open("?view=sheet");
    assert_eq!((page.count(".sheet .rules li"), page.count(".sheet .offer")), (10, 10));
    assert!(page.count(".small-matrix td") >= 40);
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
    assert_eq!(page.told("document.activeElement.id"), "nested-virtualization");
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
