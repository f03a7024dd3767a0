//! Answers as pictures: whole XML with a name, in the colours of the page, and what comes from a link stays text.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use roxmltree::{Document, Node};
use wincompat::{
    Catalogue, Outcome, judge,
    rules::{headline, link},
    teach::{
        card,
        question_page::QuestionPage,
        share::{self, Home},
    },
};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What is drawn for a question.
#[track_caller]
fn drawn(query: &str) -> String {
    let question = link::decode(query);
    card::svg(&question, &judge(&question).expect("a whole question"))
}

fn named<'a>(document: &'a Document<'a>, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name((SVG, name))).collect()
}

/// Everything that is written on it, in order.
fn lines(document: &Document<'_>) -> String {
    let texts = named(document, "text").into_iter().map(|text| text.text().unwrap_or_default().to_owned());
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_pair_has_a_picture_that_says_its_answer() {
    for page in QuestionPage::all(&Catalogue::builtin()).filter(|page| page.image.is_some()) {
        let question = page.question();
        let verdict = judge(&question).expect("a whole question");
        let svg = card::svg(&question, &verdict);
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
        let (title, says) = (share::title(&question, &verdict), headline::sentence(&question, &verdict));
        let text = lines(&document);
        assert!(text.starts_with(&format!("{title} {says} Process isolation: ")), "{text}");
        assert!(text.ends_with("wincompat, rules as of 2026-11-26"), "{text}");
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert_eq!(root.attribute("aria-labelledby"), Some("title says"));
        let of =
            |name| named(&document, name).into_iter().map(|node| node.text().unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(of("title"), [title.as_str()]);
        assert!(of("desc").iter().all(|text| text.starts_with(says)) && of("desc").len() == 1);
        assert!(svg.len() < 3_000, "{} bytes", svg.len());
    }
}

#[test]
fn it_asks_for_nothing_and_runs_nothing() {
    let svg = drawn("host=ws2022&image=ltsc2019");
    let document = Document::parse(&svg).expect("XML");
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(["svg", "title", "desc", "style", "rect", "path", "text"].contains(&name), "{name}");
        assert!(node.attributes().all(|one| !one.name().starts_with("on") && !one.name().contains("href")), "{name}");
    }
    assert!(!svg.contains("url(") && !svg.contains("@import"), "{svg}");
}

#[test]
fn its_colours_are_those_of_the_page_by_day_and_by_night() {
    let style = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/static/style.css")).expect("the style");
    let tones = Outcome::ALL.into_iter().map(card::tone);
    for (name, [day, night]) in card::COLOURS.into_iter().chain(tones) {
        let rule = format!("--{name}: light-dark({day}, {night});");
        assert!(style.contains(&rule), "{rule}");
    }
    for outcome in ["host=ws2022&image=ltsc2022", "host=ws2022&image=ltsc2019", "host=ws2019&image=ltsc2022"] {
        let svg = drawn(outcome);
        let (day, night) = svg.split_once("@media (prefers-color-scheme:dark)").expect("a style for the night");
        let [by_day, by_night] = card::tone(judge(&link::decode(outcome)).expect("a whole question").outcome).1;
        assert!(
            day.contains(&format!(".tone{{fill:{by_day}}}")) && night.contains(&format!(".tone{{fill:{by_night}}}"))
        );
    }
}

#[test]
fn a_long_name_makes_more_lines() {
    let long = format!("host=ws2022&image=mcr.microsoft.com/windows/servercore:ltsc2019-{}", "a".repeat(100));
    let height = |query: &str| -> usize {
        let svg = drawn(query);
        let document = Document::parse(&svg).expect("XML");
        document.root_element().attribute("height").and_then(|height| height.parse().ok()).expect("a height")
    };
    assert!(height(&long) > height("host=ws2022&image=ltsc2019") + 20);
}

#[test]
fn markdown_shows_the_picture_of_the_site_or_the_saved_one() {
    let markdown = |query: &str, home: &Home| {
        let question = link::decode(query);
        card::markdown(&question, &judge(&question).expect("a whole question"), home)
    };
    let (site, alone) = (Home::Site("https://e.org/x/".into()), Home::Page("https://e.org/w.html".into()));
    assert_eq!(
        markdown("host=ws2022&image=ltsc2019", &site),
        "[![ltsc2019 on Windows Server 2022: only with Hyper-V isolation](https://e.org/x/ws2022/ltsc2019/card.svg)]\
         (https://e.org/x/ws2022/ltsc2019/)"
    );
    assert_eq!(
        markdown("host=ws2022&image=ltsc2019&engine=aks", &site),
        "[![ltsc2019 on Windows Server 2022, AKS: won’t run](wincompat-ws2022-ltsc2019-aks.svg)]\
         (https://e.org/x/?host=ws2022&image=ltsc2019&engine=aks)"
    );
    let alone = markdown("host=ws2022&image=ltsc2019", &alone);
    assert!(
        alone.ends_with("(wincompat-ws2022-ltsc2019.svg)](https://e.org/w.html?host=ws2022&image=ltsc2019)"),
        "{alone}"
    );
}

#[test]
fn a_private_name_is_not_on_it() {
    let svg = drawn("host=ws2022&image=registry.corp.example/team/secret-app:1.0-windowsservercore-ltsc2019");
    assert!(!svg.contains("secret") && !svg.contains("corp"), "{svg}");
}

proptest! {
    #[test]
    fn whatever_a_link_says_it_is_whole(image in "[ -~\u{0}-\u{1f}\u{80}-\u{10ffff}]{0,40}", host in "[ -~]{0,20}") {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        for query in [
            format!("host=ws2022&image={}", encode(&image)),
            format!("host={}&image=ltsc2019", encode(&host)),
            format!("host=ws2022&image=mcr.microsoft.com/windows/servercore:{}", encode(&image)),
        ] {
            let question = link::decode(&query);
            let Some(verdict) = judge(&question) else { continue };
            let svg = card::svg(&question, &verdict);
            let document = Document::parse(&svg);
            prop_assert!(document.is_ok(), "{}", svg);
            prop_assert_eq!(document.iter().flat_map(|one| one.descendants()).filter(|one| one.has_tag_name((SVG, "rect"))).count(), 2);
            let name = card::file_name(&question);
            prop_assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)), "{}", name);
        }
    }
}
