//! Tags over several Windows versions, and what a host gets of them.

use wincompat::rules::reference::{EntryMatch, resolve};
use wincompat::{Date, TagMeaning, Updates};

use crate::TODAY;
use crate::means;
use crate::on;
use crate::reference;

#[test]
fn tags_over_several_windows_versions() {
    for (text, expected) in [
        ("mcr.microsoft.com/windows/servercore/iis", "several ltsc2025 ltsc2022 ltsc2019 ltsc2016"),
        ("mcr.microsoft.com/dotnet/framework/runtime:4.8", "several ltsc2019 ltsc2016"),
        ("mcr.microsoft.com/dotnet/framework/aspnet", "several ltsc2019 ltsc2016"),
        ("dotnet/framework:4.8", "several ltsc2019 ltsc2016"),
        ("mcr.microsoft.com/dotnet/framework/sdk:4.8.1", "several ltsc2025 ltsc2022"),
        ("mcr.microsoft.com/dotnet/framework/sdk:3.5", "several ltsc2022 ltsc2019 ltsc2016 until 2025-10-14"),
        ("mcr.microsoft.com/dotnet/framework/sdk:4.8-3.5", "several ltsc2022 ltsc2019 ltsc2016 until 2025-10-14"),
        ("mcr.microsoft.com/dotnet/framework/wcf:3.5", "unknown"),
        ("mcr.microsoft.com/dotnet/framework/runtime:4.7.2", "several ltsc2019 ltsc2016 until 2025-10-14"),
        ("mcr.microsoft.com/dotnet/framework/sdk:4.7.2", "several ltsc2019 ltsc2016 until 2019-11-12"),
        ("mcr.microsoft.com/dotnet/framework/runtime:4.6.2", "several ltsc2016 until 2025-10-14"),
        ("mcr.microsoft.com/dotnet/sdk:6.0", "several ltsc2022 ltsc2019 until 2025-01-14"),
        ("mcr.microsoft.com/dotnet/aspnet:7.0.20", "several ltsc2022 ltsc2019 until 2024-06-11"),
        ("mcr.microsoft.com/dotnet/core/sdk:3.1", "several ltsc2022 ltsc2019 until 2023-01-10"),
        ("mcr.microsoft.com/dotnet/core/runtime:2.1", "several 20h2 2004 ltsc2019 until 2021-08-24"),
        ("mcr.microsoft.com/powershell:lts", "several ltsc2022"),
        ("mcr.microsoft.com/powershell", "several ltsc2022"),
        ("golang", "several ltsc2025 ltsc2022"),
        ("golang:1.24.5", "several ltsc2025 ltsc2022"),
        ("golang:1.24-windowsservercore", "several ltsc2025 ltsc2022"),
        ("golang:1.24-nanoserver", "several ltsc2025 ltsc2022"),
        ("mongo:8.0", "several ltsc2025 ltsc2022"),
        ("mongo:8.0-nanoserver", "several ltsc2022"),
        ("openjdk:28-ea", "several ltsc2025 ltsc2022"),
        ("eclipse-temurin:17-jdk", "several ltsc2025 ltsc2022"),
        ("eclipse-temurin:8u422-b05-jre", "several ltsc2025 ltsc2022"),
        ("nats:2.10", "several ltsc2022"),
        ("hello-world", "several ltsc2025 ltsc2022"),
        ("docker:27-windowsservercore", "several ltsc2025 ltsc2022"),
        ("adoptopenjdk:11-windowsservercore", "several ltsc2019 ltsc2016 until 2021-10-08"),
    ] {
        assert_eq!(means(text), expected, "{text}");
    }
}

#[test]
fn what_a_tag_holds_changes_with_the_day() {
    let framework = "mcr.microsoft.com/dotnet/framework/runtime:4.8";
    assert_eq!(on("2019-04-17", framework), "unknown");
    assert_eq!(on("2019-04-18", framework), "several ltsc2019 1803 ltsc2016");
    assert_eq!(on("2020-12-08", framework), "several 20h2 2004 1909 1903 ltsc2019 ltsc2016");
    assert_eq!(on("2021-08-18", framework), "several ltsc2022 20h2 2004 ltsc2019 ltsc2016");
    assert_eq!(on("2022-08-10", framework), "several ltsc2022 ltsc2019 ltsc2016");
    assert_eq!(on("2025-10-13", framework), "several ltsc2022 ltsc2019 ltsc2016");
    assert_eq!(on("2025-10-14", framework), "several ltsc2019 ltsc2016");
    assert_eq!(on("2024-12-31", "mcr.microsoft.com/dotnet/framework/sdk:4.8.1"), "several ltsc2022");
    assert_eq!(on("2024-11-11", "mcr.microsoft.com/windows/servercore/iis"), "several ltsc2022 ltsc2019 ltsc2016");
    assert_eq!(on("2025-01-01", "mcr.microsoft.com/dotnet/sdk:6.0"), "several ltsc2022 ltsc2019");
    assert_eq!(on("2023-04-10", "mcr.microsoft.com/dotnet/sdk:8.0"), "several ltsc2022 ltsc2019");
    assert_eq!(on("2023-04-11", "mcr.microsoft.com/dotnet/sdk:8.0"), "linux: dotnet-plain");
    assert_eq!(on("2023-08-01", "mcr.microsoft.com/dotnet/sdk"), "unknown");
    assert_eq!(on("2025-05-29", "golang:1.24"), "several ltsc2025 ltsc2022 ltsc2019");
    let TagMeaning::Several(several) = reference::meaning(&reference(framework), Updates::builtin(), TODAY) else {
        panic!("several")
    };
    assert_eq!((several.since, several.until), (Some(Date::new(2025, 10, 14)), None));
}

#[test]
fn which_entry_a_host_gets() {
    let picks = |builds: &[u16], host| {
        let resolution = resolve(builds, host);
        (resolution.build, resolution.found)
    };
    let iis = [26100, 20348, 17763, 14393];
    assert_eq!(picks(&iis, 20348), (Some(20348), EntryMatch::Equal));
    assert_eq!(picks(&iis, 14393), (Some(14393), EntryMatch::Equal));
    assert_eq!(picks(&iis, 26200), (Some(26100), EntryMatch::Stable));
    assert_eq!(picks(&iis, 25398), (Some(20348), EntryMatch::Stable));
    assert_eq!(picks(&iis, 22631), (Some(20348), EntryMatch::Stable));
    assert_eq!(picks(&iis, 19045), (Some(17763), EntryMatch::Older));
    assert_eq!(picks(&iis, 10240), (None, EntryMatch::AllNewer));
    assert_eq!(picks(&[17763, 14393], 20348), (Some(17763), EntryMatch::Older));
    assert_eq!(picks(&[26100, 20348], 17763), (None, EntryMatch::AllNewer));
    assert_eq!(picks(&[20348, 17763], 26100), (Some(20348), EntryMatch::Stable));
    assert_eq!(picks(&[], 26100), (None, EntryMatch::AllNewer));
}

#[test]
fn engines_that_disagree_on_an_entry() {
    let older = resolve(&[17763, 14393], 20348);
    assert_eq!((older.docker, older.docker_certain, older.containerd), (Some(17763), false, [None; 3]));
    let newer_than_26100 = resolve(&[20348, 17763], 26200);
    assert_eq!(newer_than_26100.containerd, [Some(20348), None, Some(20348)]);
    assert_eq!(newer_than_26100.build, Some(20348));
    let stable = resolve(&[26100, 20348], 25398);
    assert_eq!((stable.docker, stable.docker_certain, stable.containerd), (Some(20348), true, [Some(20348); 3]));
    let equal = resolve(&[26100, 20348], 26100);
    assert_eq!((equal.docker, equal.docker_certain, equal.containerd), (Some(26100), true, [Some(26100); 3]));
}
