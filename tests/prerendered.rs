//! Components as they are written ahead of time and handed on: whole, escaped, and made of what the library says.
#![cfg(not(target_arch = "wasm32"))]

use wincompat::page::asked::{Asked, AskedProps, FirstView};
use wincompat::page::details::DETAILS;
use wincompat::page::half::HALF;
use wincompat::page::learn::{ErrorArticle, ErrorArticleProps, Sheet, SheetProps};
use wincompat::page::more::{Ways, share as handed_on};
use wincompat::page::pastes::PASTES;
use wincompat::page::{Page, PageProps, View};
use wincompat::teach::error_page::ERROR_PAGES;
use wincompat::{
    Catalogue, Choice, Question, RULES_AS_OF, judge, recommend,
    rules::{headline, lifecycle::Row, link, matrix},
    teach::{
        cheatsheet,
        question_page::QuestionPage,
        share::{self, Home},
    },
};
use yew::prelude::*;

/// What a component renders before any effect.
#[track_caller]
fn rendered<View: BaseComponent>(props: View::Properties) -> String {
    let html =
        futures_executor::block_on(yew::LocalServerRenderer::<View>::with_props(props).hydratable(false).render());
    assert_balanced(&html);
    html
}

/// Every tag that is opened is closed, in order.
#[track_caller]
fn assert_balanced(html: &str) {
    const VOID: [&str; 5] = ["input", "br", "img", "col", "wbr"];
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

/// What is between the tags.
fn text(html: &str) -> String {
    html.split('<').map(|tag| tag.split_once('>').map_or(tag, |(_, text)| text)).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

fn asked(query: &str, paste: Option<&str>) -> Asked {
    let question = link::decode(query);
    let asked = Asked {
        verdict: judge(&question),
        pasted: paste.map(|text| (PASTES.read)("", text, &question).into()),
        question: question.clone(),
        today: RULES_AS_OF,
        failed: None,
        act: Callback::noop(),
        jump: Callback::noop(),
        reply: Callback::noop(),
        refused: None,
    };
    let failed = (PASTES.failed)(&asked, &question);
    Asked { failed, ..asked }
}

#[component]
fn Beside(props: &AskedProps) -> Html {
    (DETAILS.beside)(&props.asked)
}

#[component]
fn Below(props: &AskedProps) -> Html {
    html! { <Ways asked={props.asked.clone()} /> }
}

#[component]
fn Diagnosis(props: &AskedProps) -> Html {
    (PASTES.diagnosis)(&props.asked)
}

#[component]
fn Found(props: &AskedProps) -> Html {
    (PASTES.found)(&props.asked)
}

fn sheet(errors: &'static str, end: &'static str) -> String {
    rendered::<Sheet>(SheetProps { errors, end, today: RULES_AS_OF, short: false })
}

#[test]
fn the_first_view_asks_and_offers_examples() {
    let page = rendered::<Page>(PageProps::default());
    for part in ["name=\"paste\"", "<select id=\"isolation\"", "name=\"host\"", "0xc0370101 from docker run"] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("data-verdict") && !page.contains("data-ready"), "nothing is answered ahead of time");
}

#[test]
fn the_sheet_says_what_the_rules_say() {
    let sheet = sheet("error/", "/");
    for (rule, line) in cheatsheet::RULES {
        assert!(sheet.contains(line) && sheet.contains(rule.source()), "{line}");
    }
    let links = sheet.split("<td data-tone=\"").skip(1).filter_map(|cell| {
        let (tone, rest) = cell.split_once("\"><a href=\"?")?;
        let word = rest.split_once("<span>")?.1.split_once('<')?.0;
        Some((tone, rest.split_once('"')?.0.replace("&amp;", "&"), word))
    });
    let links: Vec<_> = links.collect();
    assert!(links.len() >= 40, "{}", links.len());
    for (tone, query, text) in links {
        let verdict = judge(&link::decode(&query)).expect("a whole question");
        assert_eq!((tone, text), (verdict.outcome.slug(), verdict.cell().1), "{query}");
    }
}

#[test]
fn the_short_sheet_is_the_sheet_without_its_rules() {
    let short = rendered::<Sheet>(SheetProps { errors: "?view=errors#", end: "", today: RULES_AS_OF, short: true });
    assert!(!short.contains(cheatsheet::RULES[0].1) && text(&short).contains(cheatsheet::COMMANDS[0].text));
    assert!(short.contains("<mark title=\"Edit this\">IMAGE</mark>"), "what has to be edited is marked");
}

#[test]
fn every_error_is_reached_from_the_sheet_and_from_the_others() {
    let (sheet, view) = (sheet("error/", "/"), sheet("?view=errors#", ""));
    for page in &ERROR_PAGES {
        let (slug, word) = (page.slug, page.word());
        assert!(sheet.contains(&format!("<a href=\"error/{slug}/\">{word}</a>")), "{slug}");
        assert!(view.contains(&format!("<a href=\"?view=errors#{slug}\">{word}</a>")), "{slug}");
        let article = rendered::<ErrorArticle>(ErrorArticleProps { slug: page.slug, root: "../../" });
        for other in &ERROR_PAGES {
            let linked = article.contains(&format!("<a href=\"../{}/\">", other.slug));
            assert_eq!(linked, other.slug != page.slug, "{} to {}", page.slug, other.slug);
        }
    }
}

#[test]
fn pages_of_errors_have_all_their_parts() {
    for page in &ERROR_PAGES {
        let text = rendered::<ErrorArticle>(ErrorArticleProps { slug: page.slug, root: "../../" });
        let not_said = page.not_said();
        let parts = page.means().chain(page.fixes.iter().copied()).map(str::to_owned);
        for part in parts.chain([not_said]) {
            assert!(text.contains(&escaped(&part)), "{}: {part}", page.slug);
        }
        assert!(text.contains(&format!("href=\"../../?learn={}\"", page.lesson)), "{}", page.slug);
        assert_eq!(text.matches("<h1").count(), 1, "{}", page.slug);
    }
}

#[test]
fn an_answer_leads_to_the_lessons_about_its_rules() {
    let beside = |query: &str| rendered::<Beside>(AskedProps { asked: asked(query, None) });
    assert!(beside("host=ws2022&image=ltsc2019").contains("<a href=\"?learn=stable-abi\">"));
    assert!(beside("host=10.0.14393.1914&image=10.0.14393.1944").contains("<a href=\"?learn=server-2016\">"));
}

#[test]
fn an_answer_has_all_its_parts_and_names_what_was_pasted_in_its_texts_alone() {
    let image = "FROM registry.example.com/secret/app:1.0-windowsservercore-ltsc2019";
    let mut asked = asked("host=ws2022&engine=docker", Some(image));
    let image = asked.pasted.as_ref().and_then(|pasted| pasted.reading.image.clone()).expect("an image");
    asked.question = Question { image: Choice::Set(image), ..asked.question };
    asked.verdict = judge(&asked.question);
    let beside = rendered::<Beside>(AskedProps { asked: asked.clone() });
    for part in [
        "<section id=\"why\"",
        "<section id=\"gates\"",
        "<section id=\"do\"",
        "<section id=\"notices\"",
        "<section id=\"share\"",
        "<ol><li>",
    ] {
        assert!(beside.contains(part), "{part} is not in {beside}");
    }
    let below = rendered::<Below>(AskedProps { asked: asked.clone() });
    assert!(below.contains("registry.example.com/secret/app"), "{below}");
    for text in (DETAILS.called)(&asked, "") {
        assert!(
            text.contains("on Windows Server 2022, Docker: only with Hyper-V isolation") && !text.contains("secret"),
            "{text}"
        );
    }
}

#[test]
fn only_the_open_tab_is_made() {
    let below = |query: &str| rendered::<Below>(AskedProps { asked: asked(query, None) });
    let (any, swarm) = (below("host=ws2022&image=ltsc2019"), below("host=ws2022&image=ltsc2019&engine=swarm"));
    assert_eq!(any.matches("role=\"tab\"").count(), 6);
    assert!(any.contains("data-target=\"dockerfile\"") && !any.contains("data-target=\"docker\""), "{any}");
    assert_eq!(swarm.matches("role=\"tab\"").count(), 3, "those that apply: {swarm}");
    assert!(swarm.contains("data-target=\"swarm\"") && !swarm.contains("data-target=\"dockerfile\""), "{swarm}");
}

#[test]
fn a_pasted_error_leads_to_everything_about_it() {
    let diagnosed = rendered::<Diagnosis>(AskedProps {
        asked: asked("", Some("hcs::System::Start: exited unexpectedly. (0xc0370106)")),
    });
    assert!(diagnosed.contains("?view=errors#0xc0370106"), "{diagnosed}");
}

#[test]
fn what_failed_is_diagnosed_with_what_to_do() {
    let diagnosed = |query: &str, paste: &str| rendered::<Diagnosis>(AskedProps { asked: asked(query, Some(paste)) });
    let pair = "docker pull a.io/web:ltsc2022\na Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host";
    let shown = diagnosed("", pair);
    assert!(shown.contains("data-diagnosis=\"\" data-cause=\"image-newer\""), "{shown}");
    assert!(shown.contains("<code>") && shown.contains("class=\"source\""), "{shown}");
    let nothing = diagnosed("", "Microsoft Windows [Version 10.0.20348.2113]");
    assert!(!nothing.contains("data-diagnosis"), "{nothing}");
}

#[test]
fn what_was_pasted_is_shown_as_text() {
    let text = "<b>Microsoft Windows [Version 10.0.20348.2113]</b> <script>alert(1)</script>";
    let found = rendered::<Found>(AskedProps { asked: asked("", Some(text)) });
    assert!(found.contains("data-set-host") && !found.contains("<script") && !found.contains("<b>M"), "{found}");
    let found =
        rendered::<Found>(AskedProps { asked: asked("", Some("good morning, the printer is on fire at 10.0.0.1")) });
    assert!(found.contains("Nothing recognized") && found.contains("docker info"), "{found}");
}

#[derive(Clone, PartialEq, Properties)]
struct Query {
    query: &'static str,
}

#[component]
fn HandedOn(props: &Query) -> Html {
    let question = link::decode(props.query);
    let verdict = judge(&question).expect("a whole question");
    handed_on::texts(&question, &verdict, &Home::Site("https://example.org/x/".into()), false)
}

#[test]
fn what_is_handed_on_is_shown_as_text() {
    let query = "host=ws2022&image=ltsc2019";
    let shown = rendered::<HandedOn>(Query { query });
    let question = link::decode(query);
    let home = Home::Site("https://example.org/x/".into());
    let embed = share::embed(&question, &judge(&question).expect("a whole question"), &home);
    assert!(embed.starts_with("<iframe") && !shown.contains("<iframe"), "markup to copy is text here");
    assert!(shown.contains("https://example.org/x/ws2022/ltsc2019/"), "{shown}");
}

/// The first view of a page that is written ahead for a question.
fn answered(page: QuestionPage) -> String {
    let first = FirstView { question: page.question(), today: RULES_AS_OF, details: Some(&DETAILS), half: Some(&HALF) };
    rendered::<Page>(PageProps { view: View::Answer, first: Some(first) })
}

#[test]
fn every_pair_is_answered_ahead_as_the_rules_say() {
    for page in QuestionPage::all(&Catalogue::builtin()).filter(|page| page.image.is_some()) {
        let (question, html) = (page.question(), answered(page));
        let verdict = judge(&question).expect("a whole question");
        let [process, hyperv] = [&verdict.process, &verdict.hyperv].map(|finding| finding.support.slug());
        let hooks = format!(
            "data-verdict=\"\" data-outcome=\"{}\" data-process=\"{process}\" data-hyperv=\"{hyperv}\"",
            verdict.outcome.slug()
        );
        assert_eq!(html.matches(&hooks).count(), 1, "{}: {hooks}", page.path());
        assert!(html.contains(&escaped(headline::sentence(&question, &verdict))), "{}", page.path());
        for reason in verdict.reasons() {
            assert!(html.contains(&escaped(&reason.text(&verdict))), "{}: {}", page.path(), reason.text(&verdict));
            assert!(html.contains(&attribute(reason.source())), "{}: {}", page.path(), reason.source());
        }
        let line = recommend(&question, &Catalogue::builtin()).map(|recommended| recommended.from[0].reference());
        // Names may break between their parts.
        assert!(line.is_none_or(|line| text(&html).contains(&line)), "{}: the FROM line", page.path());
        assert!(!html.contains("data-ready"), "nobody listens yet");
    }
}

#[test]
fn every_host_says_ahead_until_when_and_what_runs_on_it() {
    for page in QuestionPage::all(&Catalogue::builtin()).filter(|page| page.image.is_none()) {
        let html = answered(page);
        let row = Row::of(page.host);
        assert!(text(&html).contains(&format!("{}. ", row.sentence_day(RULES_AS_OF))), "{html}");
        assert!(!html.contains(" days left"), "how many days are left is not known ahead: {html}");
        for image in matrix::images(&Catalogue::builtin()) {
            let verdict = judge(&matrix::question(page.host, image)).expect("a whole question");
            let slug = image.image_slug.expect("a release with images");
            let link = format!("href=\"{slug}/\" data-jump=\"\" data-tone=\"{}\"", verdict.outcome.slug());
            assert!(html.contains(&link), "{link} is not in {html}");
        }
    }
}
