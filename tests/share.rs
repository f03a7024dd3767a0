//! Texts to hand on.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use wincompat::{
    Question, Verdict, judge,
    rules::{link, release},
    teach::share,
};

const PAGE: &str = "https://example.org/wincompat/?host=ws2016#top";

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
    assert_eq!(share::url(PAGE, &link::decode("host=ws2022")), "https://example.org/wincompat/?host=ws2022");
    assert_eq!(share::url(PAGE, &Question::default()), "https://example.org/wincompat/");
}

#[test]
fn a_badge_is_one_line() {
    assert_eq!(
        of("host=ws2022&image=ltsc2022", |question, verdict| share::badge(question, verdict, PAGE)),
        "[✔ ltsc2022 on Windows Server 2022: runs with process isolation](https://example.org/wincompat/?host=ws2022&image=ltsc2022)"
    );
}

#[test]
fn a_block_for_a_ticket() {
    let block = of("host=ws2022&image=ltsc2019", |question, verdict| share::markdown(question, verdict, PAGE));
    let lines: Vec<&str> = block.lines().collect();
    assert_eq!(lines[0], "**◆ Runs only with Hyper-V isolation**: ltsc2019 on Windows Server 2022");
    assert_eq!(lines[2], "The image is too old to share this host’s kernel. With Hyper-V isolation it brings its own.");
    assert!(lines[4].starts_with("- Process isolation: ✖ not supported. Hosts from build 20348"), "{block}");
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
        of(query, |question, verdict| share::markdown(question, verdict, PAGE)),
        of(query, |question, verdict| share::embed(question, verdict, PAGE)),
    ] {
        assert!(!text.contains("secret") && !text.contains("corp"), "{text}");
    }
}

#[test]
fn a_frame_for_a_wiki() {
    assert_eq!(
        of("host=ws2022&image=ltsc2019", |question, verdict| share::embed(question, verdict, PAGE)),
        "<iframe src=\"https://example.org/wincompat/?host=ws2022&amp;image=ltsc2019&amp;embed=1\" title=\"ltsc2019 on Windows \
         Server 2022: only with Hyper-V isolation\" width=\"100%\" height=\"620\" loading=\"lazy\" style=\"border:0\"></iframe>"
    );
    let quoted =
        of("host=ws2022&image=ltsc2019", |question, verdict| share::embed(question, verdict, "https://e.org/\"><b"));
    assert!(!quoted.contains("\"><b"), "{quoted}");
}
