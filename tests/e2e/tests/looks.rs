//! What holds for every state of the page, however it is shown: narrow, enlarged, printed, in the system's colours, by keyboard.

use fantoccini::key::Key;
use serde_json::Value;
use wincompat_e2e::field::{HOST, IMAGE};
use wincompat_e2e::scene::{SCENES, Scene};
use wincompat_e2e::{Page, View};

/// Looks at a page.
const LOOK: &str = include_str!("looks.js");

fn look(page: &Page, call: &str) -> Value {
    page.browser.run(&format!("{LOOK}\nreturn look.{call};"), &[])
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|item| item.as_str().map(String::from)).collect()
}

/// Brings one page into every state, and collects what is wrong there.
#[track_caller]
fn everywhere(page: &Page, scenes: impl Iterator<Item = Scene>, check: impl Fn(&Page) -> Vec<String>) {
    let mut wrong = Vec::new();
    for scene in scenes {
        page.browser.look(View::DESKTOP);
        scene.set(page);
        wrong.extend(check(page).into_iter().map(|fault| format!("{}: {fault}", scene.name)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn scenes() -> impl Iterator<Item = Scene> {
    SCENES.iter().copied()
}

/// The states that show a verdict.
fn answers() -> impl Iterator<Item = Scene> {
    scenes().filter(|scene| {
        scene.address.contains("host=") && scene.address.contains("&image=") && !scene.address.contains("ws2077")
    })
}

#[test]
fn nothing_scrolls_sideways() {
    everywhere(&Page::open(""), scenes(), |page| {
        let width = |width| {
            page.browser.look(View::DESKTOP.wide(width));
            page.settle();
            let by = page.sideways();
            (by > 0).then(|| format!("{by} px at {width}: {}", look(page, "beyond()")))
        };
        [320, 360, 800, 1280].into_iter().filter_map(width).collect()
    });
}

#[test]
fn the_verdict_and_the_focus_are_seen_in_the_systems_colours() {
    everywhere(&Page::open(""), answers(), |page| {
        let theme = |theme| {
            page.browser.media("", &[("forced-colors", "active"), ("prefers-color-scheme", theme)]);
            page.settle();
            let rings = ["#host", "#theme", ".brand", "summary", "[data-copy]"].into_iter();
            let blind = rings.filter(|selector| look(page, &format!("ring({selector:?})")) == false);
            let blind = blind.map(|selector| format!("{selector} shows no focus"));
            let faint = strings(&look(page, "faint()")).into_iter().map(|part| format!("{part} is not seen"));
            faint.chain(blind).map(|fault| format!("{theme}: {fault}")).collect::<Vec<_>>()
        };
        ["light", "dark"].into_iter().flat_map(theme).collect()
    });
}

#[test]
fn nothing_moves_for_those_who_want_it_still() {
    let page = Page::open("");
    assert!(!strings(&look(&page, "moving()")).is_empty(), "transitions are recognized");
    everywhere(&page, scenes(), |page| {
        page.browser.media("", &[("prefers-reduced-motion", "reduce")]);
        strings(&look(page, "moving()"))
    });
}

#[test]
fn a_print_has_the_answer_and_its_reasons_but_no_navigation() {
    // What is shown in a frame is for the page around it.
    let pages = answers().filter(|scene| !scene.address.contains("embed"));
    everywhere(&Page::open(""), pages, |page| {
        page.browser.media("print", &[]);
        page.settle();
        // A build that no release is known for has no end either.
        let until = if page.browser.address().contains("29999") { "#why li" } else { ".until" };
        let wanted = ["[data-verdict] h2", "[data-verdict] .headline p", ".isolations .cell", "#why li", until];
        let unwanted = [".views", ".tools", ".skip", ".fold", "textarea[name=paste]", "button[data-copy]"];
        let is = |selector: &&str| look(page, &format!("shown({selector:?})")) == true;
        let missing = wanted.iter().filter(|selector| !is(selector)).map(|selector| format!("no {selector}"));
        missing
            .chain(unwanted.iter().filter(|selector| is(selector)).map(|selector| format!("{selector} is printed")))
            .collect()
    });
}

/// Presses Tab until the focus leaves the page.
fn walk(page: &Page) -> Vec<String> {
    page.browser.media("", &[("prefers-reduced-motion", "reduce")]);
    page.browser.run("document.activeElement?.blur(); scrollTo(0, 0); window.focusedBefore = null", &[]);
    let tab = char::from(Key::Tab).to_string();
    let (mut wrong, mut reached) = (Vec::new(), Vec::new());
    for _ in 0..200 {
        page.press(&tab);
        let step = look(page, "step()");
        wrong.extend(strings(&step["wrong"]));
        let Some(name) = step["name"].as_str() else { break };
        reached.push(name.to_string());
    }
    let fields = ["#theme", "Copy", "Dockerfile", "#host", "summary"];
    println!("{} stops with Tab", reached.len());
    if reached.len() >= 200 {
        wrong.push("the focus never leaves the page".into());
    }
    if !fields.iter().any(|field| reached.iter().any(|name| name.contains(field))) {
        wrong.push(format!("only {reached:?} are reached"));
    }
    wrong
}

#[test]
fn the_focus_is_seen_on_everything_that_tab_reaches() {
    let chosen = ["start", "only with Hyper-V isolation", "a wrong value", "a fleet", "a file"];
    everywhere(&Page::open(""), scenes().filter(|scene| chosen.contains(&scene.name)), walk);
}

#[test]
fn the_focus_is_seen_on_a_phone() {
    let chosen = ["only with Hyper-V isolation", "a pasted error"];
    everywhere(&Page::open(""), scenes().filter(|scene| chosen.contains(&scene.name)), |page| {
        page.browser.look(View::PHONE.dark());
        walk(page)
    });
}

#[test]
fn a_verdict_is_announced_once_for_every_change() {
    let page = Page::open("");
    assert_eq!(look(&page, "listen()"), 1, "there is one live region");
    let said = |page: &Page| {
        page.settle();
        strings(&look(page, "said()"))
    };
    page.choose(HOST, "Windows Server 2022");
    assert_eq!(said(&page), [""; 0], "half a question has no verdict");
    for (image, verdict) in
        [("ltsc2019", "only with Hyper-V isolation"), ("ltsc2022", "runs"), ("ltsc2025", "won’t run")]
    {
        page.choose(IMAGE, image);
        let said = said(&page);
        assert!(
            said.len() == 1 && said[0].starts_with(&format!("{image} on Windows Server 2022: {verdict}")),
            "{image}: {said:#?}"
        );
    }
}

/// The line beside the name: the first heading says it better, to those who zoom as well.
const CLAIM: &str = "Windows container compatibility";

/// A window of 1280 pixels at 200 % has 640 to lay out in.
#[test]
fn nothing_is_lost_at_twice_the_size() {
    everywhere(&Page::open(""), scenes(), |page| {
        let at = |width| {
            page.browser.look(View::DESKTOP.wide(width));
            page.settle();
            strings(&look(page, "texts()"))
        };
        let (plain, enlarged) = (at(1280), at(640));
        let lost = plain.into_iter().filter(|text| text != CLAIM && !enlarged.contains(text));
        let lost = lost.map(|text| format!("{text:?} is lost"));
        let cut = strings(&look(page, "cut()")).into_iter().map(|name| format!("{name} is cut off"));
        lost.chain(cut).collect()
    });
}

/// A check that finds nothing must be able to find something.
#[test]
fn faults_are_found() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    let spoil = |rules: &str| {
        let script =
            "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); document.adoptedStyleSheets = [sheet]";
        page.browser.run(script, &[rules.into()]);
        page.settle();
    };
    let found = |call: &str| strings(&look(&page, call));
    spoil("h2 { width: 40px !important; overflow: hidden !important; white-space: nowrap !important }");
    assert!(found("cut()").iter().any(|name| name.starts_with("h2")), "{:?}", found("cut()"));
    spoil(
        "h2 { forced-color-adjust: none; color: red !important; background: red !important } .tile .shape { color: blue; background: blue }",
    );
    assert_eq!(found("faint()").len(), 2, "{:?}", found("faint()"));
    spoil(":focus-visible { outline: none !important }");
    assert_eq!(look(&page, "ring('#theme')"), false);
    assert!(walk(&page).iter().any(|fault| fault.ends_with("shows no focus")));
    spoil(".foot { position: fixed; inset: 0; z-index: 9; background: red }");
    assert!(walk(&page).iter().any(|fault| fault.contains("is covered by")));
    spoil("main { min-width: 2000px }");
    assert!(page.sideways() > 0 && !look(&page, "beyond()").to_string().is_empty());
}
