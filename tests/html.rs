//! What is written ahead of time, and what is handed on: whole, escaped, and made of what the library says.
#![cfg(not(target_arch = "wasm32"))]

use wincompat::teach::error_page::ERROR_PAGES;
use wincompat::{
    Outcome, judge,
    page::html,
    rules::link,
    teach::{cheatsheet, share, sources},
};

/// Every tag that is opened is closed, in order.
#[track_caller]
fn assert_balanced(html: &str) {
    const VOID: [&str; 3] = ["input", "br", "img"];
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if tag.ends_with('/') => {}
            None => {
                let name = tag.split(' ').next().unwrap_or_default();
                open.extend((!VOID.contains(&name)).then_some(name));
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_sheet_says_what_the_rules_say() {
    let sheet = html::sheet("error/", "/");
    assert_balanced(&sheet);
    for (rule, line) in cheatsheet::RULES {
        assert!(sheet.contains(line) && sheet.contains(rule.source()), "{line}");
    }
    let links = sheet.split("<td data-tone=\"").skip(1).filter_map(|cell| {
        let (tone, rest) = cell.split_once("\"><a href=\"?")?;
        Some((tone, rest.split_once('"')?.0.replace("&amp;", "&"), rest.split_once('>')?.1.split_once('<')?.0))
    });
    let links: Vec<_> = links.collect();
    assert!(links.len() >= 40, "{}", links.len());
    for (tone, query, text) in links {
        let outcome: Outcome = judge(&link::decode(&query)).expect("a whole question").outcome;
        assert_eq!(
            (tone, text),
            (outcome.slug(), [outcome.symbol(), " ", outcome.word()].concat().as_str()),
            "{query}"
        );
    }
}

#[test]
fn the_short_sheet_is_the_sheet_without_its_rules() {
    let short = html::short_sheet("?view=errors#", "");
    assert_balanced(&short);
    assert!(!short.contains(cheatsheet::RULES[0].1) && short.contains(cheatsheet::COMMANDS[0].text));
}

#[test]
fn every_error_is_reached_from_the_sheet_and_from_the_others() {
    let (sheet, view) = (html::sheet("error/", "/"), html::sheet("?view=errors#", ""));
    for page in &ERROR_PAGES {
        assert!(sheet.contains(&format!("<a href=\"error/{0}/\">{0}</a>", page.slug)), "{}", page.slug);
        assert!(view.contains(&format!("<a href=\"?view=errors#{0}\">{0}</a>", page.slug)), "{}", page.slug);
        for other in &ERROR_PAGES {
            let linked = html::error_page(page, "../../").contains(&format!("<a href=\"../{}/\">", other.slug));
            assert_eq!(linked, other.slug != page.slug, "{} to {}", page.slug, other.slug);
        }
    }
}

#[test]
fn an_answer_leads_to_the_lessons_about_its_rules() {
    let why = |query: &str| html::why(&judge(&link::decode(query)).expect("a whole question"));
    assert!(why("host=ws2022&image=ltsc2019").contains("<a href=\"?learn=stable-abi\">"));
    assert!(why("host=10.0.14393.1914&image=10.0.14393.1944").contains("<a href=\"?learn=server-2016\">"));
}

#[test]
fn a_pasted_error_leads_to_everything_about_it() {
    let reading = wincompat::page::reading::Reading::of("hcs::System::Start: exited unexpectedly. (0xc0370106)");
    assert!(reading.html.contains("?view=errors#0xc0370106"), "{}", reading.html);
}

#[test]
fn pages_of_errors_have_all_their_parts() {
    for page in &ERROR_PAGES {
        let text = html::error_page(page, "../../");
        assert_balanced(&text);
        for part in page.means.iter().chain(page.fixes).chain([&page.not_said]) {
            let escaped = part.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            assert!(text.contains(&escaped), "{}: {part}", page.slug);
        }
        assert!(text.contains(&format!("href=\"../../?learn={}\"", page.lesson)), "{}", page.slug);
        assert!(!html::error_body(page).contains("<h1"), "{}", page.slug);
    }
}

#[test]
fn what_is_handed_on_is_shown_as_text() {
    let question = link::decode("host=ws2022&image=ltsc2019");
    let verdict = judge(&question).expect("a whole question");
    let shown = html::share(&question, &verdict, "https://example.org/x/");
    assert_balanced(&shown);
    let embed = share::embed(&question, &verdict, "https://example.org/x/");
    assert!(embed.starts_with("<iframe") && !shown.contains("<iframe"), "markup to copy is text here");
    assert!(shown.contains("https://example.org/x/?host=ws2022&amp;image=ltsc2019"), "{shown}");
}

#[test]
fn a_source_is_called_by_its_place() {
    let place = sources::place;
    assert_eq!(place("https://github.com/moby/moby/issues/34079"), "moby/moby");
    assert_eq!(place("https://learn.microsoft.com/virtualization/x"), "learn.microsoft.com");
    assert_eq!(place("https://github.com/moby"), "moby");
    assert_eq!(place(""), "");
    for one in &sources::DISAGREEMENTS {
        assert!(one.links.iter().all(|link| !place(link).is_empty()), "{}", one.id);
    }
}
