//! Handing an answer on, and what a reader keeps.

use serde_json::json;
use wincompat_e2e::field::{ENGINE, HOST, IMAGE};
use wincompat_e2e::{Page, View, built};

#[track_caller]
fn attribute(page: &Page, selector: &str, name: &str) -> String {
    let script = "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? '(none)'";
    page.browser.run(script, &[json!(selector), json!(name)]).as_str().unwrap().to_string()
}

#[track_caller]
fn shown(page: &Page, selector: &str) -> bool {
    let script = "return !!document.querySelector(arguments[0])?.getClientRects().length";
    page.browser.run(script, &[json!(selector)]) == true
}

#[test]
fn title_and_description_follow_the_question() {
    let page = Page::open("");
    let before = (page.browser.title(), attribute(&page, "meta[name=description]", "content"));
    page.choose(HOST, "Windows Server 2022");
    page.choose(IMAGE, "ltsc2019");
    assert_eq!(page.browser.title(), "ltsc2019 on Windows Server 2022: only with Hyper-V isolation · wincompat");
    let description = attribute(&page, "meta[name=description]", "content");
    assert!(description.contains("The image is too old to share this host’s kernel"), "{description}");
    page.go("");
    assert_eq!((page.browser.title(), attribute(&page, "meta[name=description]", "content")), before);
}

#[test]
fn an_answer_can_be_handed_on_in_five_ways() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    let link = format!("{}ws2022/ltsc2019/", page.server.url());
    page.click("Share");
    let text = |kind: &str| page.text(&format!("pre[data-share={kind}]"));
    assert_eq!(text("link"), link);
    assert_eq!(text("badge"), format!("[◆ ltsc2019 on Windows Server 2022: only with Hyper-V isolation]({link})"));
    assert!(text("markdown").contains("([R3](https://"), "{}", text("markdown"));
    assert!(text("embed").contains("&amp;embed=1\""), "{}", text("embed"));
    assert!(text("card").ends_with(&format!("({link}card.svg)]({link})")), "{}", text("card"));
    let card = built().reply("/ws2022/ltsc2019/card.svg");
    assert_eq!((card.status, card.kind), (200, "image/svg+xml"));
    let (name, saved) = page.save("Save the picture");
    assert_eq!((name.as_str(), saved.as_bytes()), ("wincompat-ws2022-ltsc2019.svg", card.body.as_slice()));
    page.click("Copy A line of Markdown");
    assert_eq!(page.clipboard(), text("badge"));
}

#[test]
fn a_question_without_a_page_of_its_own_is_handed_on_in_the_query() {
    let page = Page::open("?host=ws2022&image=ltsc2019&engine=docker");
    page.click("Share");
    assert_eq!(page.text("pre[data-share=link]"), page.browser.address());
    page.choose(ENGINE, "Any");
    assert_eq!(page.text("pre[data-share=link]"), format!("{}ws2022/ltsc2019/", page.server.url()));
}

#[test]
fn the_button_above_shares_the_page_of_the_question() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.browser.run("Object.defineProperty(navigator, 'share', { value: undefined })", &[]);
    let copied = |page: &Page, end: &str| {
        page.click("Share link");
        let expected = format!("{}{end}", page.server.url());
        assert_eq!(page.clipboard(), expected);
    };
    copied(&page, "ws2022/ltsc2019/");
    page.choose(ENGINE, "Docker");
    page.wait_for("[data-verdict]");
    copied(&page, "?host=ws2022&image=ltsc2019&engine=docker");
}

#[test]
fn a_private_name_is_never_handed_on() {
    let page = Page::open("?host=ws2022");
    page.paste("FROM registry.example.com/secret/app:1.0-windowsservercore-ltsc2019");
    page.click("Share");
    for kind in ["link", "badge", "markdown", "embed", "card"] {
        assert!(!page.text(&format!("pre[data-share={kind}]")).contains("secret"), "{kind}");
    }
}

#[test]
fn an_error_without_versions_is_shared_by_its_page() {
    let page = Page::open("");
    page.browser.run("Object.defineProperty(navigator, 'share', { value: undefined })", &[]);
    let mismatch = "The container operating system does not match the host operating system. (0xc0370101)";
    page.paste(mismatch);
    page.wait_for("[data-diagnosis]");
    page.click("Share link");
    assert_eq!(page.clipboard(), format!("{}error/0xc0370101/", page.server.url()));
    page.paste(&format!("{mismatch}\nMicrosoft Windows [Version 10.0.20348.2113]"));
    page.browser.wait_until("the host is read", "return location.search.includes('host=')", &[]);
    page.click("Share link");
    assert!(page.clipboard().contains("20348"), "versions go before: {}", page.clipboard());
}

#[test]
fn a_frame_shows_the_answer_alone_and_leads_to_the_page() {
    let view = View { width: 360, height: 620, ..View::DESKTOP };
    let page = Page::open_in(view, "?host=ws2022&image=ltsc2019&embed=1");
    page.expect("hyperv", "unsupported", "supported");
    assert!(page.text("[data-verdict] h2").starts_with("ltsc2019 on Windows Server 2022: "), "{}", page.text("h2"));
    assert!(
        shown(&page, "pre[data-target]") && page.text("[data-verdict]").contains("docker run"),
        "and the first thing to do"
    );
    for hidden in [".top", ".foot", ".ask", ".below", "#short"] {
        assert!(!shown(&page, hidden), "{hidden}");
    }
    let height = page.browser.run("return document.scrollingElement.scrollHeight", &[]).as_u64().unwrap();
    assert!(height <= 620, "the whole answer is seen in the frame that the page offers: {height}");
    let href = page.browser.run("return document.querySelector('.whole a').href", &[]);
    assert_eq!(href, page.browser.address().replace("&embed=1", ""));
    assert!(!page.server.asked().iter().any(|path| path.contains("update-")), "a reader of a wiki installs nothing");
}

#[test]
fn a_host_can_be_kept_and_a_link_does_not_change_it() {
    let page = Page::open("?host=ws2022");
    page.click("My host");
    assert_eq!(attribute(&page, "[data-keep-host]", "aria-pressed"), "true");
    page.go("");
    assert_eq!(page.query(), "?host=ws2022", "a visit begins with it");
    page.go("?host=ws2019&image=ltsc2019");
    page.click("More ways, by engine");
    assert_eq!(attribute(&page, "[data-keep-host]", "aria-pressed"), "false");
    page.go("");
    assert_eq!(page.query(), "?host=ws2022", "the question of a link is not kept");
    page.click("My host");
    page.go("");
    assert_eq!(page.query(), "", "and it can be let go");
}
