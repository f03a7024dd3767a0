//! A file in, the file that runs out.

use wincompat_e2e::field::HOST;
use wincompat_e2e::{Page, View};

const DOCKERFILE: &str = "# the build\nARG CORE=ltsc2019\nFROM mcr.microsoft.com/windows/servercore:${CORE} AS build\nRUN dir\n\
                          FROM mcr.microsoft.com/windows/nanoserver:1809\nCOPY --from=build C:\\\\out C:\\\\app\n";

const COMPOSE: &str = "services:\n  web:\n    image: \"mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019\"  # the \
                       site\n    ports: ['8080:80']\n";

const MANIFEST: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  nodeSelector:\n    kubernetes.io/os: windows\n  \
                        containers:\n  - name: web\n    image: mcr.microsoft.com/windows/servercore:ltsc2022  # newest\n";

/// The lines of the diff that a mark stands before.
#[track_caller]
fn marked(page: &Page, mark: char) -> Vec<String> {
    let diff = page.snippet("diff").expect("a diff is shown");
    diff.lines().filter_map(|line| line.strip_prefix(mark)).map(|line| line.trim().to_string()).collect()
}

#[test]
fn a_dockerfile_is_fixed() {
    let page = Page::open("?view=fix&host=ws2022");
    page.paste_into("file", DOCKERFILE);
    assert!(page.text("[data-fixed]").contains("Dockerfile"), "{}", page.text("[data-fixed]"));
    let new = ["ARG CORE=ltsc2022", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022"];
    assert_eq!(marked(&page, '+'), new);
    assert_eq!(marked(&page, '−'), ["ARG CORE=ltsc2019", "FROM mcr.microsoft.com/windows/nanoserver:1809"]);
    let fixed = DOCKERFILE.replace("ltsc2019", "ltsc2022").replace("nanoserver:1809", "nanoserver:ltsc2022");
    page.click("Copy fixed file");
    assert_eq!(page.clipboard(), fixed);
    assert_eq!(page.save("Download"), ("Dockerfile".to_string(), fixed));
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

/// More than a page can show is changed all the same, and said.
#[test]
fn a_file_with_very_many_changes_is_whole() {
    let page = Page::open("?view=fix&host=ws2022");
    let file = |tag: &str| {
        (0..700).map(|at| format!("FROM mcr.microsoft.com/windows/servercore:{tag} AS s{at}\n")).collect::<String>()
    };
    page.paste_into("file", &file("ltsc2019"));
    let listed = page.browser.run("return document.querySelectorAll('[data-edit]').length", &[]);
    assert_eq!(listed.as_u64(), Some(1), "one reason is told once");
    let text = page.text("[data-fixed]");
    assert!(
        text.contains("700 changes.") && text.contains("lines 1, 2, 3,") && text.contains("and 688 more"),
        "{text}"
    );
    assert!(text.contains("400 more lines of the diff aren’t shown here"), "{text}");
    assert_eq!(marked(&page, '−').len() + marked(&page, '+').len(), 1_000);
    page.click("Copy fixed file");
    assert_eq!(page.clipboard(), file("ltsc2022"));
}

#[test]
fn a_compose_file_is_fixed() {
    let page = Page::open("?view=fix");
    page.paste_into("file", COMPOSE);
    page.choose(HOST, "Windows Server 2022");
    let new = "image: \"mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022\"  # the site";
    assert_eq!(marked(&page, '+'), [new]);
    page.click("Copy diff");
    let diff = page.clipboard();
    assert!(diff.starts_with("--- a/compose.yaml\n+++ b/compose.yaml\n@@ -1,4 +1,4 @@\n"), "{diff}");
    assert_eq!(page.query(), "?view=fix&host=ws2022", "nothing of the file is in the link");
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn a_manifest_is_fixed_for_several_hosts() {
    let page = Page::open("?view=fix&host=ws2022,ws2025&engine=kubernetes");
    page.paste_into("file", MANIFEST);
    let new = marked(&page, '+').join("\n");
    for build in ["10.0.20348", "10.0.26100"] {
        assert!(new.contains(build), "{new}");
    }
    let (name, text) = page.save("Download");
    assert_eq!(name, "manifest.yaml");
    assert!(text.contains("image: mcr.microsoft.com/windows/servercore:ltsc2022  # newest\n"), "{text}");
    page.click("Remove Windows Server 2025");
    assert_eq!(page.query(), "?view=fix&host=ws2022&engine=kubernetes");
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

#[test]
fn a_file_that_is_not_understood_is_refused_with_its_line() {
    let page = Page::open("?view=fix&host=ws2022");
    page.paste_into("file", "services:\n  web:\n    image: [\n");
    let refused = page.text("[data-refused]");
    assert!(refused.contains("line "), "{refused}");
    assert_eq!(page.snippet("diff"), None);
}

#[test]
fn a_link_that_is_not_understood_says_so() {
    let page = Page::open("?view=fix&host=ws2077");
    let error = page.error(HOST).expect("the host is marked as wrong");
    assert!(error.contains("ws2077"), "{error}");
    assert_eq!(page.query(), "?view=fix&host=ws2077");
}

#[test]
fn nothing_scrolls_sideways_on_a_phone() {
    for view in [View::PHONE, View::PHONE.wide(320).dark()] {
        let page = Page::open_in(view, "?view=fix&host=ws2022");
        assert!(page.sideways() <= 0, "{} px", page.sideways());
        page.paste_into("file", MANIFEST);
        page.paste_into("file", COMPOSE);
        assert!(page.sideways() <= 0, "{} px", page.sideways());
    }
}

#[test]
fn the_views_lead_to_each_other() {
    let page = Page::open("?host=ws2022&image=ltsc2019");
    page.click("Fix a file");
    page.wait_for("textarea[name=file]");
    page.ready();
    assert_eq!(page.text(".views [aria-current]"), "Fix a file");
    page.click("Answer");
    page.wait_for("textarea[name=paste]");
    page.ready();
    assert_eq!(page.text(".views [aria-current]"), "Answer");
    assert_eq!(page.browser.console_errors(), [""; 0]);
}

/// What was typed is there again after a look at another view: it is kept in memory, not in the link.
#[test]
fn a_file_and_a_fleet_outlast_a_look_elsewhere() {
    let page = Page::open("?view=fix&host=ws2022");
    page.paste_into("file", DOCKERFILE);
    page.click("Matrix");
    page.wait_for(".grid");
    page.back();
    page.wait_for("[data-fixed]");
    assert_eq!(page.told("document.querySelector('#file').value"), DOCKERFILE);
    page.click("Fleet");
    page.wait_for("#nodes");
    page.paste_into("nodes", "web-1 Windows Server 2019\n");
    page.browser.wait_until("the link follows", "return location.search.includes('ws2019')", &[]);
    let query = page.query();
    page.click("Matrix");
    page.wait_for(".grid");
    page.back();
    page.wait_for("#nodes");
    assert_eq!(
        (page.told("document.querySelector('#nodes').value"), page.query()),
        ("web-1 Windows Server 2019\n".to_owned(), query)
    );
    page.click("Matrix");
    page.wait_for(".grid");
    page.click("Fleet");
    page.wait_for("#nodes");
    assert_eq!(
        page.told("document.querySelector('#nodes').value"),
        "web-1 Windows Server 2019\n",
        "by the tab as well"
    );
}
