//! What is read of lists and single manifests, and the verdicts for it.

use super::registry::{Access, Registry, descriptor, platform};
use super::{json, run};
use serde_json::{Value, json as value};

const DAY: &str = "2026-08-23";

/// A list as dotnet/framework has it, with a Linux entry and an attestation.
fn listed(access: Access) -> Registry {
    let registry = Registry::new(access);
    let entries = [("windows", Some("10.0.17763.7249")), ("windows", Some("10.0.20348.3566")), ("linux", None)].map(
        |(os, version)| {
            let platform = platform(os, "amd64", version);
            descriptor(&registry.image("app", &platform), &platform)
        },
    );
    let attestation = descriptor(&registry.image("app", "{}"), &platform("unknown", "unknown", None));
    registry.list("app", "1.0", &[entries.as_slice(), &[attestation]].concat());
    registry
}

fn inspected(registry: &Registry, image: &str, more: &[&str]) -> Value {
    let image = format!("{}/{image}", registry.address());
    let output = run(&[&["inspect", &image, "--today", DAY, "--json"], more].concat());
    assert_eq!(output.status.code(), Some(0));
    json(&output)
}

fn versions(report: &Value) -> Vec<Value> {
    report["entries"].as_array().expect("entries").iter().map(|entry| entry["os_version"].clone()).collect()
}

#[test]
fn a_list_is_read_and_nothing_is_pulled() {
    let registry = listed(Access::Public);
    let report = inspected(&registry, "app:1.0", &[]);
    assert_eq!((&report["list"], &report["attestations"]), (&value!(true), &value!(1)));
    assert_eq!(versions(&report), [value!("10.0.17763.7249"), value!("10.0.20348.3566"), Value::Null]);
    assert_eq!(report["registry"], registry.address());
    assert_eq!(report["remarks"], value!([]));
    let asked: Vec<String> = registry.asked().into_iter().map(|request| request.target).collect();
    assert_eq!(asked, ["/v2/app/manifests/1.0"], "the list is complete, so nothing else is asked for");
}

#[test]
fn each_host_takes_its_entry() {
    let hosts = ["--host", "ws2019", "--host", "ws2022", "--host", "ws2025", "--host", "ws2016", "--host", "w11-25h2"];
    let report = inspected(&listed(Access::Public), "app:1.0", &hosts);
    let rows: Vec<_> = report["hosts"]
        .as_array()
        .expect("hosts")
        .iter()
        .map(|host| {
            let containerd = &host["containerd"];
            value!([host["docker"], containerd["a"], containerd["b"], containerd["c"], host["outcome"]])
        })
        .collect();
    assert_eq!(
        rows,
        [
            value!([0, 0, 0, 0, "process"]),
            value!([1, 1, 1, 1, "process"]),
            value!([0, 1, 1, 1, "process"]),
            value!([null, null, null, null, "none"]),
            value!([0, 1, null, 1, "depends"]),
        ]
    );
}

/// The text of `inspect` from a line on.
fn text_from(registry: &Registry, image: &str, more: &[&str], start: &str) -> String {
    let image = format!("{}/{image}", registry.address());
    let output = run(&[&["inspect", &image, "--today", DAY], more].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text[text.find(start).unwrap_or_else(|| panic!("{start}: {text}"))..].to_owned()
}

#[test]
fn where_engines_take_different_entries_both_verdicts_are_told() {
    let registry = listed(Access::Public);
    let hosts = ["--host", "ws2019", "--host", "ws2025"];
    assert_eq!(
        text_from(&registry, "app:1.0", &hosts, "Which"),
        "Which entry a host takes (amd64)\n  Windows Server 2019  entry 1                 ✔ Runs with process isolation\n  \
         Windows Server 2025  Docker 1, containerd 2  ✔ Runs with process isolation; with Docker ◆ Hyper-V\n"
    );
    let of_docker =
        text_from(&registry, "app:1.0", &[&hosts[2..], &["--engine", "docker"]].concat(), "  Windows Server 2025");
    assert!(of_docker.ends_with("◆ Runs only with Hyper-V isolation\n"), "{of_docker}");
}

#[test]
fn a_single_image_has_no_entries_to_take() {
    let registry = Registry::new(Access::Public);
    for (tag, version) in [("old", Some("10.0.17763.7249")), ("bare", None)] {
        registry.tag("app", tag, &registry.image("app", &platform("windows", "amd64", version)));
    }
    let hosts = ["--host", "ws2016", "--host", "ws2019"];
    assert_eq!(
        text_from(&registry, "app:old", &hosts, "Where"),
        "Where it runs (amd64)\n  Windows Server 2016  Docker doesn’t pull it  ✖ Won’t run\n  \
         Windows Server 2019                          ✔ Runs with process isolation\n"
    );
    let bare = text_from(&registry, "app:bare", &hosts, "Where");
    assert!(bare.contains("R32 Its configuration has no os.version") && !bare.contains("entry"), "{bare}");
}

#[test]
fn a_list_for_other_processors_says_which() {
    let registry = Registry::new(Access::Public);
    let arm = platform("windows", "arm64", Some("10.0.26100.3781"));
    registry.list("app", "arm", &[descriptor(&registry.image("app", &arm), &arm)]);
    let remarks = |more: &[&str]| inspected(&registry, "app:arm", more)["remarks"].clone();
    assert_eq!(
        remarks(&["--host", "ws2025"]),
        value!([{"rule": "R31", "text": "No Windows entry is for amd64, only for arm64."}])
    );
    assert_eq!(remarks(&["--host", "windows-11-arm"]), value!([]));
}

#[test]
fn a_host_takes_entries_of_its_own_architecture() {
    let registry = Registry::new(Access::Public);
    let entries = ["amd64", "arm64"].map(|architecture| {
        let platform = platform("windows", architecture, Some("10.0.26100.3781"));
        descriptor(&registry.image("app", &platform), &platform)
    });
    registry.list("app", "4", &entries);
    let hosts = ["--host", "windows-11-arm", "--host", "windows-2025"];
    let taken = |more: &[&str]| {
        let report = inspected(&registry, "app:4", &[&hosts, more].concat());
        let hosts = report["hosts"].as_array().expect("hosts").clone();
        hosts.iter().map(|host| (host["architecture"].clone(), host["docker"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(taken(&[]), [(value!("arm64"), value!(1)), (value!("amd64"), value!(0))]);
    assert_eq!(taken(&["--arch", "arm64"]), [(value!("arm64"), value!(1)), (value!("arm64"), value!(1))]);
}

#[test]
fn hosts_that_microsoft_supports_are_shown_by_default() {
    let report = inspected(&listed(Access::Public), "app:1.0", &[]);
    let names: Vec<&str> =
        report["hosts"].as_array().expect("hosts").iter().filter_map(|host| host["name"].as_str()).collect();
    assert!(names.contains(&"Windows Server 2022") && !names.iter().any(|name| name.contains("20H2")), "{names:?}");
}

#[test]
fn a_single_manifest_has_its_version_in_the_configuration() {
    let registry = Registry::new(Access::Public);
    let digest = registry.image("win/app", &platform("windows", "amd64", Some("10.0.20348.3566")));
    registry.tag("win/app", "ltsc2022-amd64", &digest);
    let report = inspected(&registry, "win/app:ltsc2022-amd64", &["--host", "ws2019", "--host", "ws2022"]);
    assert_eq!((&report["list"], &report["digest"]), (&value!(false), &value!(digest)));
    assert_eq!(versions(&report), [value!("10.0.20348.3566")]);
    assert_eq!(report["hosts"][0]["docker"], Value::Null);
    assert_eq!(report["hosts"][0]["containerd"]["a"], 0, "containerd does not filter it");
    assert_eq!(report["hosts"][0]["outcome"], "none");
    assert_eq!(report["hosts"][1]["outcome"], "process");
    let by_digest = inspected(&registry, &format!("win/app@{digest}"), &[]);
    assert_eq!(versions(&by_digest), versions(&report));
}

#[test]
fn an_entry_without_a_version_is_looked_up_and_remarked() {
    let registry = Registry::new(Access::Public);
    let image = registry.image("app", &platform("windows", "amd64", Some("10.0.26100.3781")));
    registry.list("app", "2", &[descriptor(&image, &platform("windows", "amd64", None))]);
    let report = inspected(&registry, "app:2", &["--host", "ws2022"]);
    assert_eq!(report["entries"][0]["os_version"], Value::Null);
    assert_eq!(report["entries"][0]["os_version_in_config"], "10.0.26100.3781");
    assert_eq!(report["remarks"][0]["rule"], "R32");
    let host = &report["hosts"][0];
    assert_eq!(
        (&host["docker"], &host["containerd"]["c"], &host["outcome"]),
        (&value!(0), &value!(0), &value!("none"))
    );
    let text = String::from_utf8(run(&["inspect", &format!("{}/app:2", registry.address())]).stdout).expect("UTF-8");
    assert!(text.contains("no os.version (its configuration says 10.0.26100.3781)"), "{text}");
}

#[test]
fn an_entry_without_a_platform_is_what_its_configuration_says() {
    let registry = Registry::new(Access::Public);
    let image = registry.image("app", &platform("windows", "amd64", Some("10.0.20348.1")));
    registry.list("app", "3", &[format!(r#"{{"digest":"{image}"}}"#)]);
    let report = inspected(&registry, "app:3", &[]);
    assert_eq!(report["entries"][0]["os"], "windows");
    assert_eq!(versions(&report), [value!("10.0.20348.1")]);
}

#[test]
fn the_text_shows_the_same() {
    let registry = listed(Access::Public);
    let image = format!("{}/app:1.0", registry.address());
    let output = run(&["inspect", &image, "--host", "ws2022", "--host", "w11-23h2", "--today", DAY]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.starts_with(&format!("{image}\n{} has a list with 3 entries\nsha256:", registry.address())), "{text}");
    assert!(text.contains("   2  windows/amd64  10.0.20348.3566    sha256:"), "{text}");
    assert!(text.contains("left out: 1 with provenance or signatures"), "{text}");
    assert!(text.contains("Windows Server 2022"), "{text}");
    assert!(text.contains("  Docker 1, containerd 2  "), "{text}");
}

#[test]
fn check_online_judges_what_the_registry_has() {
    let registry = listed(Access::Public);
    let image = format!("{}/app:1.0", registry.address());
    for (host, more, outcome, version, status) in [
        ("ws2022", &[][..], "process", value!("10.0.20348.3566"), 0),
        ("ws2016", &[], "none", value!("10.0.17763"), 2),
        ("w10-22h2", &[], "hyperv", value!("10.0.17763.7249"), 1),
        ("w10-22h2", &["--engine", "kubernetes"], "none", value!("10.0.17763"), 2),
        ("ws2022", &["--arch", "arm64"], "none", Value::Null, 2),
    ] {
        let args = ["check", "--host", host, "--image", &image, "--online", "--today", DAY, "--json"];
        let output = run(&[&args, more].concat());
        let report = json(&output);
        let seen = (report["outcome"].as_str(), &report["image"]["version"], output.status.code());
        assert_eq!(seen, (Some(outcome), &version, Some(status)), "{host} {more:?}");
        assert_eq!(report["registry"]["entries"], 3);
        // The answer comes first, as without the registry, and what the registry said is last.
        let text = String::from_utf8_lossy(&output.stdout);
        let places = ["\"host\":", "\"image\":", "\"outcome\":", "\"registry\":"].map(|key| text.find(key));
        assert!(places.is_sorted() && places[0].is_some(), "{text}");
    }
    let offline = run(&["check", "--host", "ws2022", "--image", &image, "--json"]);
    assert_eq!(json(&offline)["outcome"], "unknown", "the name alone says nothing");
}

#[test]
fn check_online_needs_a_name() {
    let message = super::refused(&run(&["check", "--host", "ws2022", "--image", "ltsc2022", "--online"]));
    assert!(message.starts_with("--online needs an image reference"), "{message}");
}

#[test]
fn containerd_of_old_wants_the_hosts_own_build() {
    let registry = listed(Access::Public);
    let hosts = ["--host", "ws2022", "--host", "ws2025"];
    let report = inspected(&registry, "app:1.0", &[&hosts[..], &["--engine", "kubernetes"]].concat());
    let containerd = |at: usize| report["hosts"][at]["containerd"].clone();
    assert_eq!(containerd(0)["equal_builds"], 1);
    assert_eq!((&containerd(1)["a"], &containerd(1)["equal_builds"]), (&value!(1), &Value::Null));
    let remark = report["remarks"][0]["text"].as_str().expect("a remark");
    assert!(remark.contains("up to 1.6.22") && remark.ends_with("no entry for Windows Server 2025."), "{remark}");
    // Docker never asked for that, and hosts with their own build lack nothing.
    assert_eq!(inspected(&registry, "app:1.0", &hosts)["remarks"], value!([]));
    let own = inspected(&registry, "app:1.0", &["--host", "ws2022", "--engine", "aks"]);
    assert_eq!(own["remarks"], value!([]));
}
