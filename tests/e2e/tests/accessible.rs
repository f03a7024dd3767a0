//! axe-core finds nothing, in any state of the page, at any width, on light and on dark ground.

use serde_json::{Value, json};
use std::fs;
use wincompat_e2e::scene::SCENES;
use wincompat_e2e::{Page, View};
use xtask::npm;

/// A small phone, a phone, and a laptop.
const WIDTHS: [u32; 3] = [320, 360, 1280];

/// Each violated rule with the elements that violate it and why; and every rule that was applied.
const RUN: &str = "const done = arguments[0]; \
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']; \
    const node = n => `${n.target.join(' ')} (${n.failureSummary.replace(/\\s+/g, ' ')})`; \
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(found => done({ \
        violations: found.violations.map(v => `${v.id}: ${v.nodes.map(node).join('; ')}`), \
        applied: found.passes.map(rule => rule.id), \
    }), error => done({ violations: [String(error)], applied: [] }))";

/// The page's policy refuses scripts of others; what WebDriver runs is exempt from it.
fn axe() -> String {
    let file = npm::file("axe-core", "axe.min.js");
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; cargo xtask test installs it, or: npm ci", file.display()))
}

#[track_caller]
fn check(page: &Page, axe: &str, views: impl Iterator<Item = View> + Clone) {
    let mut wrong = Vec::new();
    for scene in SCENES {
        scene.set(page);
        page.browser.run(axe, &[]);
        for view in views.clone() {
            page.browser.look(view);
            page.browser.settle();
            let found = page.browser.run_later(RUN, &[]);
            let where_ = format!("{}, {} px, {}", scene.name, view.width, view.theme());
            let applied = found["applied"].as_array().is_some_and(|rules| rules.contains(&json!("target-size")));
            wrong.extend((!applied).then(|| format!("{where_}: rules were left out")));
            let violations = found["violations"].as_array().into_iter().flatten().filter_map(Value::as_str);
            wrong.extend(violations.map(|violation| format!("{where_}: {violation}")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_found_on_light_ground() {
    let page = Page::open("");
    check(&page, &axe(), WIDTHS.into_iter().map(|width| View::DESKTOP.wide(width)));
}

#[test]
fn nothing_is_found_on_dark_ground() {
    let page = Page::open("");
    check(&page, &axe(), WIDTHS.into_iter().map(|width| View::DESKTOP.wide(width).dark()));
}

/// A check that finds nothing must be able to find something.
#[test]
fn faults_are_found() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.browser.run(&axe(), &[]);
    let spoil = "document.querySelector('label[for=host]').remove(); document.documentElement.lang = ''; \
                 document.querySelector('h2').style.color = '#aaa'";
    page.browser.run(spoil, &[]);
    let found = page.browser.run_later(RUN, &[])["violations"].to_string();
    for rule in ["color-contrast", "html-has-lang", "label"] {
        assert!(found.contains(rule), "no {rule} in {found}");
    }
}
