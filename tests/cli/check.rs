//! `wincompat check`.

use serde_json::{Value, json};

use crate::{check, in_order, shown, wincompat};

#[test]
fn check_prints_the_object_of_the_contract() {
    let (report, status) = check("10.0.17763.973", "ltsc2022", &[]);
    assert_eq!(status, 2);
    assert_eq!(report["host"], json!({"version": "10.0.17763.973", "release": "ws2019", "kind": "server"}));
    assert_eq!(report["image"], json!({"reference": null, "version": "10.0.20348", "release": "ltsc2022"}));
    assert_eq!(report["outcome"], "none");
    assert_eq!(report["process"], json!({"support": "unsupported", "reasons": ["R4"]}));
    assert_eq!(report["hyperv"], json!({"support": "unsupported", "reasons": ["R4"]}));
    assert_eq!(report["gates"]["documented"]["edition"], "2025-09-17");
    assert_eq!(report["gates"]["documented"]["process"], false);
    assert_eq!(report["gates"]["docker_pull"], false);
    assert_eq!(report["gates"]["containerd"], json!({"a": false, "b": false, "c": false}));
    assert_eq!(report["reasons"][0]["id"], "R4");
    assert!(report["reasons"][0]["source"].as_str().expect("source").starts_with("https://"));
    assert_eq!(
        report["from"][0],
        json!({
            "repository": "mcr.microsoft.com/windows/servercore",
            "tag": "ltsc2019",
            "pinned": ["1809-KB4534273", "10.0.17763.973"]
        })
    );
    assert_eq!(report["advice"][0]["id"], "rebuild");
    assert!(report["notices"].as_array().expect("notices").iter().any(|notice| notice["id"] == "behind"));
}

#[test]
fn the_exit_status_is_the_answer() {
    for (host, image, more, outcome, status) in [
        ("ws2022", "ltsc2022", &[][..], "process", 0),
        ("ws2022", "ltsc2019", &[], "hyperv", 1),
        ("ws2016", "ltsc2016", &[], "depends", 1),
        ("ws2019", "ltsc2022", &[], "none", 2),
        ("ws2022", "ltsc2019", &["--no-hyperv"], "none", 2),
        ("ws2022", "ltsc2019", &["--engine", "kubernetes"], "none", 2),
        ("ws2022", "ltsc2019", &["--isolation", "process"], "none", 2),
        ("ws2022", "ltsc2022", &["--isolation", "hyperv"], "hyperv", 1),
        ("10.0.27999", "ltsc2019", &[], "unknown", 3),
        ("ws2022", "contoso/app:1.0", &[], "unknown", 3),
        ("17763", "17763", &["--kind", "client"], "process", 0),
    ] {
        let (report, code) = check(host, image, more);
        assert_eq!((report["outcome"].as_str(), code), (Some(outcome), status), "{host} {image} {more:?}");
    }
}

#[test]
fn support_ends_are_notices_that_depend_on_the_day() {
    let ids = |today: &str| {
        let output = wincompat(&["check", "--host", "ws2016", "--image", "ltsc2016", "--today", today, "--json"]);
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        report["notices"]
            .as_array()
            .expect("notices")
            .iter()
            .map(|n| n["id"].as_str().expect("id").to_owned())
            .collect::<Vec<_>>()
    };
    assert!(!ids("2021-06-01").iter().any(|id| id.ends_with("support") || id.starts_with("mainstream")));
    assert!(ids("2024-06-01").contains(&"mainstream-ended".to_owned()));
    assert!(ids("2027-06-01").contains(&"end-of-support".to_owned()));
}

#[test]
fn text_says_the_same_as_json() {
    let check = ["check", "ws2022", "ltsc2019", "--today", "2026-08-23"];
    let (text, status) = shown(&check);
    assert_eq!(status, 1);
    in_order(
        &text,
        &[
            "◆ ltsc2019 on Windows Server 2022: only with Hyper-V isolation\n",
            "docker run --rm --isolation=hyperv ",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
            "image      10.0.17763",
            "process    ✖",
            "Hyper-V    ✔",
            "--verbose",
        ],
    );
    assert!(text.lines().count() <= 24 && !text.contains("https://"), "it fits a screen: {text}");
    let (all, _) = shown(&[&check[..], &["--verbose"]].concat());
    for part in
        ["◆ ltsc2019 on Windows Server 2022", "R5", "2025-09-17", "servercore:ltsc2022-KB", "nested virtualization"]
    {
        assert!(all.contains(part), "{part} in {all}");
    }
}

#[test]
fn check_fits_a_screen_and_names_the_readers_own_image() {
    let aspnet = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019";
    let (text, _) = shown(&["check", "w11-24h2", aspnet]);
    assert!(text.contains("runs with Hyper-V isolation, Docker’s default there"), "{text}");
    assert!(
        text.contains("Rebuild on aspnet:4.8.1-windowsservercore-ltsc2025") && !text.contains("servercore:"),
        "{text}"
    );
    for host in ["ws2016", "ws2019", "ws2022", "ws2025", "w10-22h2", "w11-25h2"] {
        for image in ["ltsc2016", "ltsc2019", "ltsc2022", "ltsc2025", aspnet, "nginx", "a.example/web:1"] {
            let (text, _) = shown(&["check", host, image]);
            assert!(text.lines().count() <= 24, "{host} {image}: {text}");
            assert!(text.lines().next().is_some_and(|line| line.contains(" on Windows ")), "{text}");
        }
    }
}

#[test]
fn an_image_that_does_not_say_its_windows_is_asked_by_name() {
    let (text, status) = shown(&["check", "ws2022", "myacr.azurecr.io/so99:860"]);
    assert_eq!(status, 3);
    in_order(
        &text,
        &[
            "docker image inspect --format \"{{.OsVersion}}\" myacr.azurecr.io/so99:860",
            "check again with --image",
            "--online",
        ],
    );
    let (text, status) = shown(&["check", "--image", "myacr.azurecr.io/so99:860"]);
    assert!(
        status == 3 && text.contains("docker image inspect --format \"{{.OsVersion}}\" myacr.azurecr.io/so99:860"),
        "{text}"
    );
}

#[test]
fn a_near_miss_is_one_line() {
    for args in [
        &["check", "ws2022", "ltsc2109"][..],
        &["check", "ltsc2109"],
        &["check", "--host", "ws2022", "--image", "ltsc2109"],
    ] {
        assert_eq!(shown(args), ("? We don’t know “ltsc2109”. Did you mean ltsc2019?\n".to_owned(), 3), "{args:?}");
    }
    let output = wincompat(&["check", "ws2202", "ltsc2022"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), said.lines().count()), (Some(64), 1));
    assert!(said.contains("Did you mean ws2022"), "{said}");
}

#[test]
fn half_a_question_is_answered() {
    let (host, status) = shown(&["check", "--host", "ws2022", "--today", "2026-08-23"]);
    assert_eq!(status, 3);
    in_order(
        &host,
        &[
            "? Which image should run on Windows Server 2022?\n",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
            "✔ ltsc2022  runs with process isolation",
            "◆ ltsc2019  only with Hyper-V isolation",
        ],
    );
    assert!(!host.contains("1903") && shown(&["check", "ws2022", "--verbose"]).0.contains("1903"), "{host}");
    let (image, status) = shown(&["check", "ltsc2022", "--today", "2026-08-23"]);
    assert_eq!(status, 3);
    in_order(
        &image,
        &[
            "? Which host should run ltsc2022?\n",
            "✔ Windows Server 2025 ",
            "✔ Windows Server 2022 ",
            "✖ Windows Server 2019 ",
        ],
    );
    let (cluster, _) = shown(&["check", "ltsc2019", "--engine", "aks"]);
    assert!(cluster.contains("✖ Windows Server 2022 ") && !cluster.contains('◆'), "{cluster}");
    let (linux, status) = shown(&["check", "--image", "nginx"]);
    assert!(status == 3 && linux.contains("Linux") && !linux.contains("Windows Server 2022"), "{linux}");
}

#[test]
fn half_a_question_has_an_object_too() {
    let report = |args: &[&str]| -> Value {
        let output = wincompat(&[&["check", "--json"], args].concat());
        assert_eq!(output.status.code(), Some(3));
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let host = report(&["--host", "ws2022"]);
    assert_eq!(
        (&host["outcome"], &host["host"]["release"], &host["image"]),
        (&json!("unknown"), &json!("ws2022"), &Value::Null)
    );
    assert_eq!(host["from"][0]["tag"], "ltsc2022");
    let pairs = host["pairs"].as_array().expect("pairs");
    assert!(pairs.contains(&json!({"host": null, "image": "ltsc2019", "outcome": "hyperv"})), "{host}");
    let image = report(&["ltsc2022"]);
    assert_eq!(
        (&image["host"], &image["image"]["release"], &image["from"]),
        (&Value::Null, &json!("ltsc2022"), &json!([]))
    );
    let pairs = image["pairs"].as_array().expect("pairs");
    assert!(pairs.contains(&json!({"host": "ws2025", "image": null, "outcome": "process"})), "{image}");
}

#[test]
fn two_words_are_a_host_and_an_image() {
    let named = shown(&["check", "--host", "ws2022", "--image", "ltsc2019"]);
    for args in [
        &["check", "ws2022", "ltsc2019"][..],
        &["check", "ltsc2019", "ws2022"],
        &["check", "--host", "ws2022", "ltsc2019"],
        &["check", "ws2022", "--image", "ltsc2019"],
    ] {
        assert_eq!(shown(args), named, "{args:?}");
    }
}

#[test]
fn a_host_can_be_any_text_that_names_one() {
    for text in ["Microsoft Windows [Version 10.0.20348.1787]", "\r\nMicrosoft Windows [Version 10.0.20348.1787]\r\n"] {
        assert_eq!(check(text, "ltsc2019", &[]).0["host"]["version"], "10.0.20348.1787");
    }
    let winver = "Windows 10 Version 1809 (OS Build 17763.2565)";
    assert_eq!(check(winver, "ltsc2019", &[]).0["host"]["kind"], "client");
    assert_eq!(check(winver, "ltsc2019", &["--kind", "server"]).0["host"]["kind"], "server");
    let two = "[Version 10.0.20348.1] [Version 10.0.17763.1]: Microsoft Windows [Version 10.0.20348.1]\nMicrosoft Windows [Version 10.0.17763.1]";
    for (text, told) in [("nonsense", "the output of cmd /c ver"), (two, "this can be 10.0.20348.1, 10.0.17763.1")] {
        let output = wincompat(&["check", "--host", text, "--image", "ltsc2019"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(64), 0));
        assert!(String::from_utf8_lossy(&output.stderr).contains(told), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
