//! Components, mounted in a real browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};
use wincompat::page::Page as Shown;
use yew::AppHandle;

wasm_bindgen_test_configure!(run_in_browser);

/// The page for one test, in a corner of the test runner's own. Its address is the runner's.
struct Page {
    root: Element,
    app: Option<AppHandle<Shown>>,
    /// What is read out, which stands outside the app in `index.html`.
    live: Element,
}

impl Page {
    async fn open(query: &str) -> Self {
        let page = Self::open_at_once(query).await;
        settle().await;
        page
    }

    /// Without waiting for a frame.
    async fn open_at_once(query: &str) -> Self {
        address(query);
        thread_local!(static FRAME: () = wincompat::page::frame::attach());
        FRAME.with(|()| ());
        let document = gloo::utils::document();
        let live = document.create_element("p").unwrap();
        live.set_id("live");
        gloo::utils::body().append_child(&live).unwrap();
        let root = document.create_element("div").unwrap();
        gloo::utils::body().append_child(&root).unwrap();
        let app = yew::Renderer::<Shown>::with_root(root.clone()).render();
        yew::scheduler::flush().await;
        Self { root, app: Some(app), live }
    }

    #[track_caller]
    fn find(&self, selector: &str) -> Element {
        self.root
            .query_selector(selector)
            .unwrap()
            .unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    #[track_caller]
    fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    #[track_caller]
    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find(selector).get_attribute(name)
    }

    #[track_caller]
    fn input(&self, name: &str) -> HtmlInputElement {
        self.find(&format!("input[name={name}]")).unchecked_into()
    }

    /// The position of a knob.
    #[track_caller]
    fn select(&self, name: &str) -> String {
        let select = self.find(&format!("select[name={name}]"));
        js_sys::Reflect::get(&select, &"value".into()).unwrap().as_string().unwrap()
    }

    /// Turns a knob.
    async fn turn(&self, name: &str, to: &str) {
        let select = self.find(&format!("select[name={name}]"));
        js_sys::Reflect::set(&select, &"value".into(), &to.into()).unwrap();
        fire(&select, "change");
        settle().await;
    }

    #[track_caller]
    fn outcome(&self) -> String {
        self.attribute("[data-verdict]", "data-outcome").unwrap()
    }

    async fn click(&self, selector: &str) {
        self.find(selector).unchecked_into::<HtmlElement>().click();
        settle().await;
    }

    async fn write(&self, name: &str, text: &str) {
        let input = self.input(name);
        input.focus().unwrap();
        input.set_value(text);
        fire(&input, "input");
        settle().await;
    }

    async fn press(&self, selector: &str, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
        settle().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.root.remove();
        self.live.remove();
        address("");
    }
}

/// Until the verdict is painted, and all that comes after it.
async fn settle() {
    yew::scheduler::flush().await;
    for _ in 0..3 {
        let frame = js_sys::Promise::new(&mut |done, _| {
            let _ = gloo::utils::window().request_animation_frame(&done);
        });
        let _ = wasm_bindgen_futures::JsFuture::from(frame).await;
    }
    yew::scheduler::flush().await;
}

fn fire(target: &Element, kind: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    target.dispatch_event(&Event::new_with_event_init_dict(kind, &init).unwrap()).unwrap();
}

fn history() -> web_sys::History {
    gloo::utils::window().history().unwrap()
}

/// The back button.
async fn back() {
    let moved = js_sys::Promise::new(&mut |done, _| {
        let listener = gloo::events::EventListener::once(&gloo::utils::window(), "popstate", move |_| {
            let _ = done.call0(&JsValue::NULL);
        });
        listener.forget();
        history().back().unwrap();
    });
    let _ = wasm_bindgen_futures::JsFuture::from(moved).await;
    settle().await;
}

fn address(query: &str) {
    let url = if query.is_empty() { "?" } else { query };
    history().replace_state_with_url(&JsValue::NULL, "", Some(url)).unwrap();
}

fn query() -> String {
    gloo::utils::window().location().search().unwrap()
}

#[wasm_bindgen_test]
async fn without_a_question_there_are_examples_and_no_verdict() {
    let page = Page::open("").await;
    assert_eq!((page.count("main[data-ready]"), page.count("[data-verdict]")), (1, 0));
    assert_eq!((page.count("#answer *"), page.attribute("main", "data-asked").as_deref()), (2, Some("")));
    assert_eq!(page.count(".examples button"), 4);
    assert_eq!(page.count("fieldset:disabled"), 0);
}

#[wasm_bindgen_test]
async fn a_link_is_answered() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    assert_eq!(page.outcome(), "hyperv");
    assert_eq!(page.attribute("[data-verdict]", "data-process").as_deref(), Some("unsupported"));
    assert_eq!(page.input("host").value(), "Windows Server 2022");
    assert!(
        page.live
            .text_content()
            .unwrap_or_default()
            .starts_with("ltsc2019 on Windows Server 2022: only with Hyper-V isolation. ")
    );
    assert!(gloo::utils::document().title().contains("ltsc2019 on Windows Server 2022"));
}

/// A link that is opened in a tab behind this one: nothing is painted there, and its title is all that is seen of it.
#[wasm_bindgen_test]
async fn a_tab_behind_is_named_after_its_answer() {
    gloo::utils::document().set_title("");
    let hide = "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); \
                globalThis.frames_of_old = requestAnimationFrame; globalThis.requestAnimationFrame = () => 0";
    js_sys::eval(hide).unwrap();
    let page = Page::open_at_once("?host=ws2022&image=ltsc2019").await;
    js_sys::eval("delete document.hidden; requestAnimationFrame = frames_of_old").unwrap();
    assert_eq!(page.outcome(), "hyperv");
    assert!(gloo::utils::document().title().contains("ltsc2019 on Windows Server 2022"));
}

#[wasm_bindgen_test]
async fn what_a_link_says_wrongly_is_shown_at_its_field() {
    let page = Page::open("?host=ws2077&image=ltsc2022&engine=podman").await;
    assert_eq!(page.input("host").value(), "ws2077");
    assert_eq!(page.attribute("input[name=host]", "aria-invalid").as_deref(), Some("true"));
    assert!(page.text("[data-error-for=host]").contains("ws2077"));
    assert!(page.text("[data-error-for=engine]").contains("podman"));
    assert_eq!(page.select("engine"), "");
    assert_eq!(page.count("[data-error-for=image]"), 0);
}

#[wasm_bindgen_test]
async fn typing_narrows_and_enter_takes_the_first() {
    let page = Page::open("").await;
    page.write("host", "server 2019").await;
    assert_eq!(page.count("#host-list [role=option]"), 1);
    assert_eq!(page.attribute("#host", "aria-expanded").as_deref(), Some("true"));
    page.press("#host", "Enter").await;
    assert_eq!(page.input("host").value(), "Windows Server 2019");
    assert_eq!(page.attribute("#host", "aria-expanded").as_deref(), Some("false"));
    assert_eq!(query(), "?host=ws2019");
}

#[wasm_bindgen_test]
async fn arrows_walk_the_suggestions_and_escape_gives_up() {
    let page = Page::open("?host=ws2022").await;
    page.press("#host", "ArrowDown").await;
    assert_eq!(page.attribute("#host", "aria-activedescendant").as_deref(), Some("host-option-1"), "the chosen one");
    page.press("#host", "ArrowDown").await;
    assert_eq!(page.text("#host-list [aria-selected=true] .name"), "Windows Server 2019");
    page.press("#host", "Escape").await;
    assert_eq!(page.count("#host-list [role=option]"), 0);
    page.write("host", "zzz").await;
    page.press("#host", "Escape").await;
    page.press("#host", "Escape").await;
    assert_eq!(page.input("host").value(), "Windows Server 2022");
}

#[wasm_bindgen_test]
async fn a_suggestion_is_picked_with_the_mouse() {
    let page = Page::open("?host=ws2022").await;
    page.write("image", "1809").await;
    page.click("#image-list [role=option]").await;
    assert_eq!((page.input("image").value().as_str(), page.outcome().as_str()), ("ltsc2019", "hyperv"));
}

#[wasm_bindgen_test]
async fn any_version_can_be_typed() {
    let page = Page::open("?image=ltsc2022").await;
    page.write("host", "10.0.20348.2113").await;
    page.input("host").blur().unwrap();
    settle().await;
    assert_eq!(query(), "?host=10.0.20348.2113&image=ltsc2022");
    assert_eq!(page.outcome(), "process");
}

#[wasm_bindgen_test]
async fn nonsense_stays_and_is_marked() {
    let page = Page::open("?image=ltsc2022").await;
    page.write("host", "nonsense").await;
    page.press("#host", "Enter").await;
    assert_eq!(page.input("host").value(), "nonsense");
    assert!(page.text("[data-error-for=host]").contains("nonsense"));
    page.write("host", "").await;
    page.press("#host", "Enter").await;
    assert_eq!(page.count("[data-error-for=host]"), 0);
}

#[wasm_bindgen_test]
async fn every_control_asks_its_own_question() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    page.turn("engine", "kubernetes").await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("none", "?host=ws2022&image=ltsc2019&engine=kubernetes"));
    page.turn("engine", "any").await;
    page.click("input[name=hyperv]").await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("none", "?host=ws2022&image=ltsc2019&hyperv=no"));
    page.click("input[name=hyperv]").await;
    page.turn("isolation", "hyperv").await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("hyperv", "?host=ws2022&image=ltsc2019&isolation=hyperv"));
}

#[wasm_bindgen_test]
async fn the_family_changes_the_from_line() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    page.click("[aria-controls=do]").await;
    page.click("input[name=family][value=nanoserver]").await;
    assert_eq!(page.text(".offer code"), "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022");
    assert_eq!(query(), "?host=ws2022&image=ltsc2019&family=nanoserver");
}

#[wasm_bindgen_test]
async fn a_choice_is_a_step_and_leaves_the_rest_of_the_address() {
    let page = Page::open("?embed=1&host=ws2022").await;
    page.write("image", "ltsc2022").await;
    page.press("#image", "Enter").await;
    assert_eq!(query(), "?host=ws2022&image=ltsc2022&embed=1");
    back().await;
    assert_eq!((query().as_str(), page.count("[data-verdict]")), ("?embed=1&host=ws2022", 0));
    assert_eq!(
        (page.input("host").value().as_str(), page.input("image").value().as_str()),
        ("Windows Server 2022", "")
    );
}

#[wasm_bindgen_test]
async fn the_way_back_to_a_question_that_nobody_asked_here_reads_the_address() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    // What the back button does: the address first, then the event.
    address("?host=ws2019&image=ltsc2022");
    gloo::utils::window().dispatch_event(&Event::new("popstate").unwrap()).unwrap();
    settle().await;
    assert_eq!((page.outcome().as_str(), query().as_str()), ("none", "?host=ws2019&image=ltsc2022"));
    assert_eq!(page.input("host").value(), "Windows Server 2019");
}

/// A paste that came at once, as the clipboard brings it.
async fn paste(page: &Page, text: &str) {
    let area: web_sys::HtmlTextAreaElement = page.find("textarea[name=paste]").unchecked_into();
    area.set_value(text);
    fire(&area, "input");
    settle().await;
}

fn pasted(page: &Page) -> String {
    page.find("textarea[name=paste]").unchecked_into::<web_sys::HtmlTextAreaElement>().value()
}

#[wasm_bindgen_test]
async fn a_paste_can_be_taken_back_and_is_there_again_on_the_way_forward() {
    let page = Page::open("").await;
    paste(&page, "The container operating system does not match the host operating system.").await;
    assert_eq!((page.count("[data-diagnosis]"), query().as_str()), (1, ""));
    paste(&page, "Microsoft Windows [Version 10.0.17763.5458]").await;
    assert_eq!(query(), "?host=10.0.17763.5458");
    back().await;
    assert_eq!((page.count("[data-diagnosis]"), query().as_str()), (1, ""));
    assert!(pasted(&page).starts_with("The container"), "{}", pasted(&page));
    back().await;
    assert_eq!((page.count("[data-diagnosis]"), pasted(&page).as_str()), (0, ""));
}

#[wasm_bindgen_test]
async fn another_view_and_back_keep_the_paste() {
    let page = Page::open("").await;
    paste(
        &page,
        "docker run a.io/web:ltsc2022\nThe container operating system does not match the host operating system.",
    )
    .await;
    page.click("[data-diagnosis] a[href^='?view=errors']").await;
    assert_eq!((page.count("[data-diagnosis]"), page.count(".errors")), (0, 1));
    back().await;
    assert_eq!((page.count("[data-diagnosis]"), page.count(".errors")), (1, 0));
    assert!(pasted(&page).contains("a.io/web"), "{}", pasted(&page));
}

#[wasm_bindgen_test]
async fn what_a_new_paste_does_not_say_is_gone_and_what_was_chosen_stays() {
    let page = Page::open("").await;
    let nodes = "NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE   KERNEL-VERSION   CONTAINER-RUNTIME\n\
        win-1  Ready    <none>   9d    v1.29.2   10.0.26.7     <none>        Windows Server 2022 Datacenter   10.0.20348.2340   containerd://1.7.13\n";
    paste(&page, nodes).await;
    assert_eq!(page.select("engine"), "kubernetes");
    paste(&page, "docker run mcr.microsoft.com/windows/servercore:ltsc2019\nThe container operating system does not match the host operating system. (0xc0370101)\nMicrosoft Windows [Version 10.0.20348.2113]").await;
    assert_eq!((page.select("engine").as_str(), page.outcome().as_str()), ("any", "hyperv"));
    page.turn("engine", "swarm").await;
    page.write("host", "server 2025").await;
    page.press("#host", "Enter").await;
    paste(&page, &(pasted(&page) + " ")).await;
    assert_eq!((page.input("host").value().as_str(), page.select("engine").as_str()), ("Windows Server 2025", "swarm"));
}

#[wasm_bindgen_test]
async fn the_missing_half_is_asked_for_in_the_answer() {
    let page = Page::open("?host=w11-24h2").await;
    assert!(page.text("#answer h2").contains("Which image should run on Windows 11 24H2?"));
    assert!(page.text(".reply code").starts_with("docker image inspect"));
    assert!(!page.text(".reply").contains("kubectl"), "one command first");
    page.click(".collect summary").await;
    let all = page.text(".collect");
    assert!(all.contains("Get-ItemProperty") && all.contains("kubectl get nodes -o wide; kubectl get pods"), "{all}");
    let field: HtmlInputElement = page.find("input[name=reply]").unchecked_into();
    field.set_value("10.0.26100.2314");
    page.press("input[name=reply]", "Enter").await;
    assert_eq!(query(), "?host=w11-24h2&image=10.0.26100.2314");
    assert_eq!(page.count(".reply"), 0, "what is known is not asked for");
    let page = Page::open("?image=").await;
    assert_eq!((page.count("[aria-invalid]"), page.count("[data-verdict]")), (0, 0));
}

#[wasm_bindgen_test]
async fn a_chosen_half_answers_for_what_failed() {
    let page = Page::open("").await;
    paste(&page, "docker run a.io/web:2-ltsc2025\nhcs::CreateComputeSystem 0123456789ab: The container operating system does not match the host operating system.").await;
    assert!(page.attribute("[data-diagnosis]", "data-confidence").is_some_and(|word| word != "certain"));
    page.write("host", "server 2022").await;
    page.press("#host", "Enter").await;
    assert_eq!(page.attribute("[data-diagnosis]", "data-cause").as_deref(), Some("image-newer"));
    assert_eq!(page.count("#answer h2"), 1, "the diagnosis is the headline");
}

#[wasm_bindgen_test]
async fn a_pick_by_hand_gives_way_to_a_link() {
    let page = Page::open("").await;
    page.write("host", "server 2025").await;
    page.press("#host", "Enter").await;
    page.turn("engine", "aks").await;
    address("?host=w11-24h2");
    gloo::utils::window().dispatch_event(&Event::new("popstate").unwrap()).unwrap();
    settle().await;
    assert_eq!(page.input("host").value(), "Windows 11 24H2");
    assert_eq!(page.select("engine"), "any");
}

#[wasm_bindgen_test]
async fn the_other_release_of_a_shared_build_is_one_click_away() {
    let page = Page::open("?host=10.0.26100.4061&image=ltsc2022").await;
    page.click("[data-notice=shared-build] a[data-jump]").await;
    assert!(query().contains("kind=client"), "{}", query());
    assert_eq!(page.count("[data-notice=shared-build]"), 0);
}

#[wasm_bindgen_test]
async fn tabs_follow_the_arrow_keys_and_the_engine() {
    let page = Page::open("?host=ws2022&image=ltsc2019").await;
    page.click("[aria-controls=do]").await;
    let selected = || page.text("[role=tab][aria-selected=true]");
    assert_eq!(selected(), "Dockerfile");
    page.press("#tab-dockerfile", "ArrowRight").await;
    assert_eq!((selected().as_str(), page.count("[role=tabpanel]"), page.count("#panel-docker")), ("Docker", 1, 1));
    page.press("#tab-docker", "End").await;
    assert_eq!(selected(), "AKS");
    page.turn("engine", "swarm").await;
    assert_eq!((selected().as_str(), page.count("#tab-docker")), ("Swarm", 0));
    assert_eq!(page.count(".steps > li:not(:has(pre))"), 0, "no step is empty");
}

#[wasm_bindgen_test]
async fn the_anatomy_marks_what_does_not_match() {
    let page = Page::open("?host=10.0.14393.1914&image=10.0.14393.1944").await;
    assert_eq!(page.text(".between[data-mark=mismatch]"), "revisions differ");
    assert_eq!(page.text(".side:last-child .version"), "10.0.14393.1914");
    page.click("[aria-controls=why]").await;
    assert_eq!(page.count(".anatomy .marks [data-mark=match]"), 3);
    assert_eq!(page.text(".anatomy .marks [data-mark=mismatch]").trim(), "mismatch: revisions differ");
    assert_eq!(page.text(".anatomy .host td:last-child"), "1914");
}
