//! Many nodes and many images.

use fantoccini::key::Key;
use wincompat_e2e::field::HOST;
use wincompat_e2e::{Page, View};

const NODES: &str = "NAME     STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION      CONTAINER-RUNTIME\n\
    sys0     Ready    <none>   88d   v1.27.3   10.224.0.4    <none>        Ubuntu 22.04.2 LTS               5.15.0-1042-azure   containerd://1.7.1\n\
    old0     Ready    <none>   61d   v1.27.3   10.224.0.62   <none>        Windows Server 2019 Datacenter   10.0.17763.4499     containerd://1.6.21\n\
    new0     Ready    <none>   2d    v1.27.3   10.224.0.91   <none>        Windows Server 2022 Datacenter   10.0.20348.1850     containerd://1.6.21\n\
    new1     Ready    <none>   2d    v1.27.3   10.224.0.92   <none>        Windows Server 2022 Datacenter   10.0.20348.1850     containerd://1.6.21\n";

const IMAGES: &str =
    "mcr.microsoft.com/windows/servercore:ltsc2019 *3\nregistry.example.com/app:1.0-ltsc2022\nnginx:1.27-alpine\n";

#[track_caller]
fn pasted(view: View) -> Page {
    let page = Page::open_in(view, "?view=fleet");
    page.paste_into("nodes", NODES);
    page.paste_into("images", IMAGES);
    page
}

/// The words of the grid, row by row.
#[track_caller]
fn cells(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.grid td[data-tone]')].map(cell => cell.dataset.tone + ' ' + cell.innerText.trim())";
    let words = page.browser.run(script, &[]);
    words.as_array().into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_string())).collect()
}

#[test]
fn pasted_nodes_and_images_make_a_grid() {
    let page = pasted(View::DESKTOP);
    assert_eq!(cells(&page), ["process process", "none no", "none no", "process process"]);
    let summary = page.text("[data-summary]");
    assert!(summary.contains("3 Windows nodes") && summary.contains("1 Linux node ignored"), "{summary}");
    assert_eq!(
        page.query(),
        "?view=fleet&nodes=10.0.20348.1850*2,10.0.17763.4499,linux&images=ltsc2022,ltsc2019*3,linux&kubernetes=1.27.3&engine=kubernetes"
    );
    assert!(page.text("[data-left]").contains("not the names of nodes and images"));
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn a_link_shows_the_same_fleet_without_names() {
    let page = pasted(View::DESKTOP);
    let (query, before) = (page.query(), cells(&page));
    let summary = page.text("[data-summary]");
    page.go(&query);
    assert_eq!((cells(&page), page.text("[data-summary]")), (before, summary));
    assert_eq!(page.query(), query);
    assert!(!page.text("main").contains("old0"));
    assert_eq!(page.browser.run("return document.querySelectorAll('.unread:not([hidden])').length", &[]), 0);
}

#[test]
fn an_upgrade_is_planned_and_taken_along() {
    let page = pasted(View::DESKTOP);
    page.choose("Move hosts to", "Windows Server 2025");
    let plan = page.text("[data-plan]");
    for words in ["Moving 3 nodes to Windows Server 2025", "rebuild", "keeps running", "Windows Server 2019"] {
        assert!(plan.contains(words), "no {words:?} in {plan}");
    }
    assert!(page.query().contains("&target=ws2025"), "{}", page.query());
    let (name, text) = page.save("Save CSV");
    assert_eq!(name, "fleet.csv");
    assert!(
        text.starts_with("image,version,uses,fate,") && text.contains("servercore:ltsc2019,ltsc2019,3,rebuild"),
        "{text}"
    );
    page.click("Copy Markdown");
    let report = page.clipboard();
    assert!(
        report.starts_with("# Fleet\n") && report.contains("| registry.example.com/app:1.0-ltsc2022 |"),
        "{report}"
    );
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn the_plan_is_a_checklist_with_its_commands() {
    let page = pasted(View::DESKTOP);
    page.choose("Move hosts to", "Windows Server 2025");
    let script = "return [...document.querySelectorAll('[data-plan] .steps > li')].map(step => \
        [step.querySelector('h4 input[type=checkbox]')?.checked, step.querySelector('h4').innerText.trim(), step.querySelector('pre')?.textContent ?? ''])";
    let steps = page.browser.run(script, &[]);
    let steps = steps.as_array().cloned().unwrap_or_default();
    assert!(steps.len() >= 4 && steps.iter().all(|step| step[0] == false), "each can be ticked: {steps:?}");
    let commands = steps.iter().filter_map(|step| step[2].as_str()).collect::<Vec<_>>().join("\n");
    for command in
        ["kubectl set image", "kubectl cordon old0", "kubectl drain new0", "node.kubernetes.io/windows-build"]
    {
        assert!(commands.contains(command), "no {command:?} in {commands}");
    }
    let tick = "const box = document.querySelector('[data-plan] .steps input'); box.click(); return box.checked";
    assert_eq!(page.browser.run(tick, &[]), true);
    page.browser.run("document.querySelector('input[name=hyperv]').click()", &[]);
    page.settle();
    let ticked = "return [...document.querySelectorAll('[data-plan] .steps input')].map(box => box.checked)";
    let ticked = page.browser.run(ticked, &[]);
    assert_eq!(ticked[0], true, "what is done stays so while the plan is refined: {ticked}");
    assert_eq!(ticked[1], false);
}

#[test]
fn a_fleet_is_planned_by_keyboard_alone() {
    let page = Page::open("?view=fleet");
    page.tab_to("#nodes");
    page.press("ws2019 *2");
    page.tab_to("#images");
    page.press("ltsc2019");
    page.wait_for("[data-summary]");
    page.tab_to("input[name=engine]");
    page.press(&char::from(Key::Right).to_string());
    page.browser.wait_until("the engine", "return location.search.includes('engine=docker')", &[]);
    page.tab_to("#target");
    page.press(&char::from(Key::Down).to_string());
    page.wait_for("[data-plan]");
    page.tab_to("[data-plan] .steps input");
    page.press(" ");
    assert_eq!(page.browser.run("return document.activeElement.checked", &[]), true);
    page.tab_to("[data-plan] .copy");
    page.press(&char::from(Key::Enter).to_string());
    page.browser.wait_until("that it is copied", "return 'done' in document.activeElement.dataset", &[]);
    assert!(page.clipboard().contains("docker"), "{}", page.clipboard());
}

#[test]
fn what_a_person_decides_is_told_from_what_is_only_run() {
    let page = Page::open("?view=fleet&nodes=ws2019&images=ltsc2019&target=ws2022&engine=kubernetes");
    page.wait_for("[data-plan]");
    let decisions = "return document.querySelectorAll('[data-plan] [data-decision]').length";
    assert_eq!(page.browser.run(decisions, &[]), 0, "all is known");
    page.paste_into("images", "registry.example.com/billing:5.2");
    page.wait_for("[data-step=find-out][data-decision]");
    assert_eq!(
        page.browser.run("return document.querySelectorAll('[data-step=add-hosts][data-decision]').length", &[]),
        0
    );
}

#[test]
fn each_image_has_the_selector_of_its_nodes() {
    let page = pasted(View::DESKTOP);
    page.click("ltsc2019");
    let script = "return [...document.querySelectorAll('details[open] pre[data-target=kubernetes]')].map(pre => pre.textContent)";
    let shown = page.browser.run(script, &[]).to_string();
    assert!(shown.contains("10.0.17763"), "{shown}");
}

#[test]
fn pickers_add_lines_and_problems_can_be_filtered() {
    let page = Page::open("?view=fleet&nodes=ws2022&images=ltsc2022");
    assert_eq!(cells(&page).len(), 1);
    page.choose(HOST, "Windows Server 2019");
    assert_eq!(cells(&page).len(), 2);
    assert_eq!(page.query(), "?view=fleet&nodes=ws2022,ws2019&images=ltsc2022");
    page.browser.run("document.querySelector('input[name=problems]').click()", &[]);
    page.settle();
    assert_eq!(cells(&page), ["none no"]);
}

#[test]
fn lines_that_are_not_understood_are_shown_with_their_numbers() {
    let page = Page::open("?view=fleet&nodes=ws2022,ws2077");
    let unread = page.text("#nodes-note");
    assert!(unread.contains("Line 2") && unread.contains("ws2077"), "{unread}");
    assert_eq!(page.query(), "?view=fleet&nodes=ws2022,ws2077", "never dropped silently");
}

#[test]
fn a_large_fleet_stays_smooth() {
    let builds = ["17763.7314", "20348.3692", "20348.3807", "26100.4061"];
    let node = |at: usize| format!("node{at:03} 10.0.{}\n", builds[at % builds.len()]);
    let tags = ["ltsc2019", "ltsc2022", "ltsc2025", "1809"];
    let image = |at: usize| format!("registry.example.com/team{}/app{at:03}:{at}-{}\n", at % 7, tags[at % tags.len()]);
    let nodes: String = (0..500).map(node).collect();
    let images: String = (0..200).map(image).collect();
    let page = Page::open("?view=fleet&target=ws2025");
    page.paste_into("nodes", &nodes);
    let script = "const done = arguments[1], box = document.querySelector('textarea[name=images]'); box.focus(); \
                  const start = performance.now(), took = () => Math.round(performance.now() - start); \
                  document.execCommand('insertText', false, arguments[0]); const typed = took(); \
                  const look = () => /200 images/.test(document.querySelector('[data-summary]')?.innerText) ? \
                  setTimeout(() => done([typed, took()])) : requestAnimationFrame(look); look();";
    let took = page.browser.run_later(script, &[images.into()]);
    println!("200 images pasted beside 500 nodes: [input, shown] in {took} ms");
    assert!(took[1].as_u64().is_some_and(|took| took < 5_000), "{took} ms");
    assert!(page.text("[data-summary]").contains("500 Windows nodes"), "{}", page.text("[data-summary]"));
    assert_eq!(page.sideways(), 0);
}

#[test]
fn nothing_scrolls_sideways_on_a_phone() {
    for view in [View::PHONE, View::PHONE.wide(320).dark()] {
        let page = pasted(view);
        page.choose("Move hosts to", "Windows Server 2025");
        page.browser.run("document.querySelectorAll('details').forEach(one => one.open = true)", &[]);
        assert!(page.sideways() <= 0, "{} px", page.sideways());
    }
}
