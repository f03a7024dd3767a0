//! axe-core finds nothing, in any state of the page, at any width, on light and on dark ground.

use std::fs;
use wincompat_e2e::scene::{SCENES, Scene};
use wincompat_e2e::{Page, View};
use xtask::npm;

/// A small phone, a phone, and a laptop.
const WIDTHS: [u32; 3] = [320, 360, 1280];

/// Every rule of these kinds.
const ALL: &str = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

/// The rules whose result can be another one in the other theme: nothing but colours differs.
const COLOURS: &str = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }";

/// Each violated rule with the elements that violate it and why; and whether a rule that always applies did.
fn run(page: &Page, rules: &str) -> Vec<String> {
    let script = format!(
        "const done = arguments[0], node = n => `${{n.target.join(' ')}} (${{n.failureSummary.replace(/\\s+/g, ' ')}})`; \
         axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }}).then(found => done([ \
            ...found.violations.map(v => `${{v.id}}: ${{v.nodes.map(node).join('; ')}}`), \
            ...found.passes.some(rule => rule.id === 'color-contrast') ? [] : ['nothing was looked at'], \
         ]), error => done([String(error)]))"
    );
    let found = page.browser.run_later(&script, &[]);
    found.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(String::from)).collect()
}

/// The page's policy refuses scripts of others; what WebDriver runs is exempt from it.
fn axe() -> String {
    let file = npm::file("axe-core", "axe.min.js");
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}; cargo xtask test installs it, or: npm ci", file.display()))
}

#[track_caller]
fn check(scenes: &[Scene], dark: bool, rules: &str) {
    let (page, axe) = (Page::open(""), axe());
    let mut wrong = Vec::new();
    for scene in scenes {
        scene.set(&page);
        page.browser.run(&axe, &[]);
        for width in WIDTHS {
            let view = View { dark, ..View::DESKTOP.wide(width) };
            page.browser.look(view);
            page.settle();
            let found = run(&page, rules).into_iter();
            wrong.extend(found.map(|fault| format!("{}, {width} px, {}: {fault}", scene.name, view.theme())));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

// Two halves, because two browsers are faster than one.

#[test]
fn nothing_is_found_in_the_first_half() {
    check(&SCENES[..SCENES.len() / 2], false, ALL);
}

#[test]
fn nothing_is_found_in_the_second_half() {
    check(&SCENES[SCENES.len() / 2..], false, ALL);
}

#[test]
fn nothing_is_found_on_dark_ground() {
    check(SCENES, true, COLOURS);
}

/// A check that finds nothing must be able to find something.
#[test]
fn faults_are_found() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.browser.run(&axe(), &[]);
    let spoil = "document.querySelector('label[for=host]').remove(); document.documentElement.lang = ''; \
                 document.querySelector('h2').style.color = '#aaa'; \
                 document.querySelectorAll('.tools button').forEach(button => { \
                     button.replaceChildren('x'); \
                     button.style.cssText = 'all: unset; width: 9px; height: 9px; overflow: hidden'; \
                 }); \
                 document.querySelector('.tools').style.gap = 0";
    page.browser.run(spoil, &[]);
    let found = run(&page, ALL).join("\n");
    for rule in ["color-contrast", "html-has-lang", "label-title-only", "target-size"] {
        assert!(found.contains(&format!("{rule}: ")), "no {rule} in {found}");
    }
}
