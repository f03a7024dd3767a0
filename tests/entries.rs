//! Which entry of a list each engine takes, one line a case (rules R20, R21, R31, R32).
#![cfg(not(target_arch = "wasm32"))]

use wincompat::Version;
use wincompat::rules::entries::{Entry, Taken, remarks, taken, taken_alone};
use wincompat::rules::question::Engine;
use wincompat::rules::reference::Arch;

/// `windows/amd64:10.0.17763.1`, as crane writes a platform; a list is several of them with blanks between.
fn entries(list: &str) -> Vec<Entry> {
    list.split_whitespace()
        .map(|text| {
            let (platform, version) = text.split_once(':').map_or((text, None), |(left, right)| (left, Some(right)));
            let (os, architecture) = platform.split_once('/').expect("os/architecture");
            Entry { os: os.into(), architecture: architecture.into(), os_version: version.map(str::to_owned) }
        })
        .collect()
}

fn version(text: &str) -> Version {
    text.parse().expect("a version")
}

/// Numbers as people count them, `-` for none: Docker, then containerd A, B and C.
fn numbers(taken: Taken) -> String {
    let [a, b, c] = taken.containerd;
    [taken.docker, a, b, c].map(|at| at.map_or("-".to_owned(), |at| (at + 1).to_string())).join(" ")
}

#[track_caller]
fn takes(host: &str, list: &str, expected: &str) {
    assert_eq!(numbers(taken(&entries(list), version(host), Arch::Amd64)), expected, "{host}: {list}");
}

const FOUR: &str = "windows/amd64:10.0.14393.7969 windows/amd64:10.0.17763.7249 windows/amd64:10.0.20348.3566 \
    windows/amd64:10.0.26100.3781";

#[test]
fn the_host_takes_its_own_build() {
    takes("10.0.14393.1", FOUR, "1 1 1 1");
    takes("10.0.17763", FOUR, "2 2 2 2");
    takes("10.0.20348.9999", FOUR, "3 3 3 3");
    takes("10.0.26100.1", FOUR, "4 4 4 4");
}

#[test]
fn without_its_own_build_docker_takes_the_first_and_containerd_the_newest_that_matches() {
    takes("10.0.22631", FOUR, "1 3 3 3");
    takes("10.0.26200", FOUR, "1 4 4 4");
    takes("10.0.19045", FOUR, "1 - - -");
    takes("10.0.10240", FOUR, "- - - -");
}

#[test]
fn variants_differ_above_26100() {
    takes("10.0.26200", "windows/amd64:10.0.20348.1", "1 1 - 1");
    takes("10.0.26100", "windows/amd64:10.0.20348.1", "1 1 1 1");
}

#[test]
fn newer_entries_are_never_taken() {
    takes("10.0.17763", "windows/amd64:10.0.20348.1 windows/amd64:10.0.26100.1", "- - - -");
    takes("10.0.20348", "windows/amd64:10.0.26100.1 windows/amd64:10.0.17763.1", "2 - - -");
}

#[test]
fn only_entries_of_the_hosts_architecture_count() {
    takes("10.0.26100", "windows/arm64:10.0.26100.1 windows/amd64:10.0.20348.1", "2 2 2 2");
    takes("10.0.26100", "windows/arm64:10.0.26100.1", "- - - -");
    takes("10.0.26100", "windows/x86_64:10.0.26100.1", "1 1 1 1");
    let list = entries("windows/amd64:10.0.26100.1 windows/arm64:10.0.26100.1");
    assert_eq!(numbers(taken(&list, version("26100"), Arch::Arm64)), "2 2 2 2");
}

#[test]
fn linux_entries_are_left_out() {
    takes("10.0.20348", "linux/amd64 windows/amd64:10.0.20348.1", "2 2 2 2");
    takes("10.0.20348", "linux/amd64", "- - - -");
    takes("10.0.20348", "Windows/amd64:10.0.20348.1", "1 1 1 1");
}

#[test]
fn no_version_matches_every_host_and_comes_last() {
    takes("10.0.17763", "windows/amd64 windows/amd64:10.0.17763.1", "2 2 2 2");
    takes("10.0.17763", "windows/amd64 windows/amd64:10.0.20348.1", "1 1 1 1");
    takes("10.0.26100", "windows/amd64 windows/amd64:10.0.17763.1", "1 1 1 1");
    takes("10.0.19045", "windows/amd64:10.0.17763.1 windows/amd64", "1 2 2 2");
}

#[test]
fn a_version_that_cannot_be_read_is_pulled_by_docker_and_matched_by_nobody() {
    takes("10.0.20348", "windows/amd64:ltsc2022", "1 - - -");
    takes("10.0.20348", "windows/amd64:20348", "1 - - -");
    takes("10.0.20348", "windows/amd64:6.3.9600.1", "1 - - -");
    takes("10.0.20348", "windows/amd64:10.0.20348.fe_release", "1 1 1 1");
}

#[test]
fn three_parts_are_not_preferred_by_docker() {
    takes("10.0.20348", "windows/amd64:10.0.17763.1 windows/amd64:10.0.20348", "1 2 2 2");
    takes("10.0.20348", "windows/amd64:10.0.20348 windows/amd64:10.0.17763.1", "1 1 1 1");
}

#[test]
fn containerd_compares_versions_as_text() {
    takes("10.0.26100", "windows/amd64:10.0.26100.32230 windows/amd64:10.0.26100.7462", "1 2 2 2");
    takes("10.0.26100", "windows/amd64:10.0.26100.1 windows/amd64:10.0.26100.1", "1 1 1 1");
}

#[test]
fn a_single_manifest_is_not_filtered_by_containerd() {
    let alone = |entry: &str, host: &str| numbers(taken_alone(&entries(entry)[0], version(host)));
    assert_eq!(alone("windows/amd64:10.0.20348.1", "10.0.26200"), "1 1 1 1");
    assert_eq!(alone("windows/amd64:10.0.20348.1", "10.0.17763"), "- 1 1 1");
    assert_eq!(alone("windows/amd64", "10.0.17763"), "1 1 1 1");
    assert_eq!(alone("linux/amd64", "10.0.17763"), "- - - -");
}

#[test]
fn the_engine_says_whose_choice_counts() {
    let reckoned = |host: &str, list: &str, engine| taken(&entries(list), version(host), Arch::Amd64).reckoned(engine);
    assert_eq!(reckoned("10.0.22631", FOUR, None), Some(2));
    assert_eq!(reckoned("10.0.22631", FOUR, Some(Engine::Docker)), Some(0));
    assert_eq!(reckoned("10.0.19045", FOUR, Some(Engine::Kubernetes)), None);
    assert_eq!(reckoned("10.0.19045", FOUR, None), Some(0));
}

#[test]
fn who_takes_what_is_said_in_few_words() {
    let said = |host: &str, list: &str| taken(&entries(list), version(host), Arch::Amd64).text();
    assert_eq!(said("10.0.17763", FOUR), "entry 2");
    assert_eq!(said("10.0.10240", FOUR), "no entry");
    assert_eq!(said("10.0.22631", FOUR), "Docker 1, containerd 3");
    assert_eq!(said("10.0.19045", FOUR), "Docker 1, containerd none");
    assert_eq!(said("10.0.26200", "windows/amd64:10.0.20348.1"), "Docker 1, containerd A 1, B none, C 1");
}

#[test]
fn peculiar_lists_are_said() {
    let rules =
        |list: &str| remarks(&entries(list)).iter().map(|remark| remark.rule.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(rules(FOUR), "");
    assert_eq!(rules("windows/amd64 linux/amd64"), "R32");
    assert_eq!(rules("linux/amd64"), "R29");
    assert_eq!(rules("windows/amd64:10.0.20348"), "R38");
    assert_eq!(rules("windows/amd64:10.0.26100.7462 windows/amd64:10.0.26100.32230"), "R21");
    assert_eq!(rules("windows/amd64:10.0.26100.7462 windows/arm64:10.0.26100.32230"), "");
    let text = &remarks(&entries("windows/amd64 windows/amd64:10.0.20348.1 windows/arm64"))[0].text;
    assert!(text.starts_with("Entries 1 and 3 have no os.version. containerd takes such an entry"), "{text}");
}
