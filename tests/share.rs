//! Texts to hand on.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use wincompat::{
    Catalogue, Question, RULES_AS_OF, Verdict, judge,
    rules::{link, release},
    teach::{
        question_page::QuestionPage,
        share::{self, Home},
    },
};

/// A page alone, as the single file is, and a site.
fn page() -> Home {
    Home::Page("https://example.org/wincompat/?host=ws2016#top".into())
}

fn site() -> Home {
    Home::Site("https://example.org/wincompat/".into())
}

fn of<T>(query: &str, text: impl Fn(&Question, &Verdict) -> T) -> T {
    let question = link::decode(query);
    let verdict = judge(&question).expect("a whole question");
    text(&question, &verdict)
}

#[test]
fn titles() {
    let title = |query| of(query, share::title);
    assert_eq!(title("host=ws2022&image=ltsc2019"), "ltsc2019 on Windows Server 2022: only with Hyper-V isolation");
    assert_eq!(title("host=ws2022&image=ltsc2019&engine=aks"), "ltsc2019 on Windows Server 2022, AKS: won’t run");
    assert_eq!(
        title("host=10.0.17763.1039&image=10.0.17763.973"),
        "10.0.17763.973 on Windows Server 2019 (10.0.17763.1039): may fail because of the February 2020 updates"
    );
}

#[test]
fn descriptions_fit_search_results() {
    assert_eq!(
        of("host=ws2019&image=ltsc2022", share::description),
        "ltsc2022 on Windows Server 2019: won’t run. The image is newer than the host. Neither process nor Hyper-V isolation can run it."
    );
    for host in &release::RELEASES {
        for image in release::RELEASES.iter().filter_map(|release| release.image_slug) {
            let text = of(&format!("host={}&image={image}", host.slug), share::description);
            assert!(text.chars().count() <= 220 && !text.contains('\n'), "{text}");
        }
    }
}

#[test]
fn links_replace_the_question_of_the_page() {
    assert_eq!(share::url(&page(), &link::decode("host=ws2022")), "https://example.org/wincompat/?host=ws2022");
    assert_eq!(share::url(&page(), &Question::default()), "https://example.org/wincompat/");
}

#[test]
fn a_question_with_a_page_of_its_own_is_linked_by_its_path() {
    let url = |query| share::url(&site(), &link::decode(query));
    assert_eq!(url("host=ws2022&image=ltsc2019"), "https://example.org/wincompat/ws2022/ltsc2019/");
    assert_eq!(url("host=ws2022"), "https://example.org/wincompat/ws2022/");
    assert_eq!(url(""), "https://example.org/wincompat/");
    for query in ["image=ltsc2019", "host=ws2022&image=ltsc2019&engine=aks", "host=10.0.17763.973&image=ltsc2019"] {
        assert_eq!(url(query), format!("https://example.org/wincompat/?{query}"));
    }
    let shared = |query| share::url_of_query(&site(), query);
    assert_eq!(
        shared("?host=ws2022&image=ltsc2019").as_deref(),
        Some("https://example.org/wincompat/ws2022/ltsc2019/")
    );
    for query in ["", "?view=matrix", "?host=ws2022&view=matrix", "?host=ws2022&image=ltsc2019&embed=1"] {
        assert_eq!(shared(query), None, "{query}: the address itself is shared");
    }
    assert_eq!(share::url_of_query(&page(), "?host=ws2022"), None);
}

#[test]
fn a_host_alone_says_until_when_and_what_runs_on_it() {
    let described = |query| share::page_description(&link::decode(query), None, RULES_AS_OF);
    assert_eq!(
        described("host=ws2022"),
        "Windows Server 2022. Updates until 2031-10-14. Runs with process isolation: ltsc2022. Runs only with Hyper-V isolation: \
         ltsc2019, ltsc2016. Won’t run: ltsc2025."
    );
    assert!(described("host=ws23h2").starts_with("Windows Server, version 23H2. Updates ended 2026-05-12."));
    for page in QuestionPage::all(&Catalogue::releases_only()).filter(|page| page.image.is_none()) {
        let text = share::page_description(&page.question(), None, RULES_AS_OF);
        assert!(text.chars().count() <= 250 && text.starts_with(page.host.name), "{text}");
    }
    let title = |query| share::page_title(&link::decode(query), None);
    assert_eq!(title("host=ws2022"), "Windows Server 2022: which Windows container images run on it");
    assert_eq!(share::window_title("", &link::decode("host=ws2022"), None), title("host=ws2022") + " · wincompat");
    let lesson = share::window_title("The build rule", &link::decode("host=ws2022"), None);
    assert_eq!(lesson, "The build rule · wincompat", "a lesson asks before it tells");
    assert_eq!(title("host=30000"), title(""), "of a build that nobody knows there is nothing to say");
}

#[test]
fn a_badge_is_one_line() {
    assert_eq!(
        of("host=ws2022&image=ltsc2022", |question, verdict| share::badge(question, verdict, &page())),
        "[✔ ltsc2022 on Windows Server 2022: runs with process isolation](https://example.org/wincompat/?host=ws2022&image=ltsc2022)"
    );
}

#[test]
fn a_block_for_a_ticket() {
    let block = of("host=ws2022&image=ltsc2019", |question, verdict| share::markdown(question, verdict, &page()));
    let lines: Vec<&str> = block.lines().collect();
    assert_eq!(lines[0], "**◆ Runs only with Hyper-V isolation**: ltsc2019 on Windows Server 2022");
    assert_eq!(lines[2], "The image is too old to share this host’s kernel. With Hyper-V isolation it brings its own.");
    assert!(
        lines[4].starts_with(
            "- Process isolation: ✖ not supported. Without Hyper-V isolation, hosts from build 20348 on run only"
        ),
        "{block}"
    );
    assert!(lines[4].contains("([R5](https://"), "{block}");
    assert!(lines[5].starts_with("- Hyper-V isolation: ✔ supported. "), "{block}");
    assert_eq!(lines[7], "Rules as of 2026-11-26: https://example.org/wincompat/?host=ws2022&image=ltsc2019");
    assert_eq!(lines.len(), 8);
}

#[test]
fn private_names_stay_private() {
    let query = "host=ws2022&image=registry.corp.example/team/secret-app:1.0-windowsservercore-ltsc2019";
    for text in [
        of(query, share::title),
        of(query, share::description),
        of(query, |question, verdict| share::markdown(question, verdict, &page())),
        of(query, |question, verdict| share::embed(question, verdict, &page())),
    ] {
        assert!(!text.contains("secret") && !text.contains("corp"), "{text}");
    }
}

#[test]
fn a_frame_for_a_wiki() {
    assert_eq!(
        of("host=ws2022&image=ltsc2019", |question, verdict| share::embed(question, verdict, &page())),
        "<iframe src=\"https://example.org/wincompat/?host=ws2022&amp;image=ltsc2019&amp;embed=1\" title=\"ltsc2019 on Windows \
         Server 2022: only with Hyper-V isolation\" width=\"100%\" height=\"620\" loading=\"lazy\" style=\"border:0\"></iframe>"
    );
    let quoted = of("host=ws2022&image=ltsc2019", |question, verdict| {
        share::embed(question, verdict, &Home::Page("https://e.org/\"><b".into()))
    });
    assert!(!quoted.contains("\"><b"), "{quoted}");
}
