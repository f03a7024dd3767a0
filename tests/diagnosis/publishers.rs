//! Images that somebody else publishes: names that are no more, tags that nobody here can build, and hosts that no entry is old
//! enough for.

use wincompat::diagnose::Cause::*;

use crate::kinds::{MISMATCH, ON_2022, cause, commands, titles};
use crate::laws::answer;

const ON_2019: &str = "Microsoft Windows [Version 10.0.17763.5458]";

/// <https://github.com/docker/for-win/issues/3761>.
#[test]
fn names_that_left_docker_hub_are_answered_with_those_of_today() {
    let missing =
        |name: &str| format!("Error response from daemon: manifest for {name} not found: manifest unknown\n{ON_2019}");
    for (name, now) in [
        ("microsoft/windowsservercore:latest", "mcr.microsoft.com/windows/servercore:ltsc2019"),
        ("microsoft/nanoserver:latest", "mcr.microsoft.com/windows/nanoserver:1809"),
        ("microsoft/iis:latest", "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019"),
        ("microsoft/aspnet:latest", "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019"),
    ] {
        assert_eq!(cause(&missing(name)), Some(NoSuchTag), "{name}");
        assert_eq!(commands(&missing(name))[0], format!("docker pull {now}"), "{name}");
        let without_host = missing(name).replace(ON_2019, "");
        assert!(commands(&without_host).iter().any(|command| command.starts_with("crane ls mcr.")), "{without_host}");
    }
    let build = format!("Step 1/2 : FROM microsoft/iis\n{}", missing("microsoft/iis:latest"));
    assert_eq!(commands(&build)[0], "FROM mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019");
    let said = |name: &str| answer(&missing(name))[0].diagnosis.title.clone();
    assert!(said("microsoft/dotnet:2.2-sdk").contains("doesn’t publish microsoft/dotnet on Docker Hub any more"));
    assert!(!said("microsofts/iis:latest").contains("Docker Hub"), "somebody else’s account");
}

/// <https://github.com/dotnet/core/issues/2997>: Windows 10 1703 is older than what the tag holds.
#[test]
fn a_host_that_no_entry_is_old_enough_for() {
    let pull = |name: &str, host: &str| {
        format!(
            "Step 1/14 : FROM {name} AS base\nno matching manifest for unknown in the manifest list entries\nMicrosoft Windows [Version 10.0.{host}]"
        )
    };
    let dotnet = "microsoft/dotnet:2.2-aspnetcore-runtime";
    assert_eq!(cause(&pull(dotnet, "15063")), Some(NoEntry));
    assert!(titles(&pull(dotnet, "15063")).starts_with("Update Windows"), "{}", titles(&pull(dotnet, "15063")));
    assert!(answer(&pull(dotnet, "15063"))[0].diagnosis.notes.concat().contains("mcr.microsoft.com/dotnet/aspnet"));
    for (name, host) in [(dotnet, "15063"), (dotnet, "18362"), (dotnet, "19045")] {
        assert!(!titles(&pull(name, host)).contains("Docker Desktop"), "{host}: the name had entries for Windows");
    }
    assert!(!titles(&pull(dotnet, "18362")).contains("Update Windows"));
    assert_eq!(cause(&pull("contoso/web:1", "15063")), Some(LinuxImage), "nothing says that it is for Windows");
}

/// <https://github.com/game-ci/unity-builder/issues/542>.
#[test]
fn nobody_rebuilds_the_image_of_a_publisher() {
    let refused =
        |image: &str| format!("{ON_2022}\nRunner Image\ndocker run {image}\nhcs::CreateComputeSystem web: {MISMATCH}");
    let published = refused("unityci/editor:windows-2022.3.1f1-universal-windows-platform-1");
    assert_eq!(commands(&published)[0], "crane ls unityci/editor");
    assert!(!titles(&published).contains("Rebuild"), "{}", titles(&published));
    let own = refused("contoso.azurecr.io/editor:1");
    assert_eq!(commands(&own)[0], "FROM mcr.microsoft.com/windows/servercore:ltsc2022");
}

/// <https://github.com/Azure/AKS/issues/1100>: the machine that builds is not the one that runs.
#[test]
fn the_tag_that_the_nodes_run_is_kept() {
    let build = |nodes: &str| {
        format!(
            "OS-IMAGE: \"Windows Server Datacenter\"\nKERNEL VERSION: \"{nodes}\"\nFROM mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019\n\
             a Windows version 10.0.17763-based image is incompatible with a 10.0.17134 host"
        )
    };
    assert!(titles(&build("10.0.17763.557")).starts_with("Keep this tag"), "{}", titles(&build("10.0.17763.557")));
    assert!(!titles(&build("10.0.17134.1")).contains("Keep this tag"), "{}", titles(&build("10.0.17134.1")));
}

/// <https://github.com/dapr/dapr/issues/5644>.
#[test]
fn a_pool_that_the_text_names_is_used() {
    let text = |pool: &str| {
        format!(
            "{pool}\nFailed to pull image \"docker.io/daprio/daprd:1.9.5\": rpc error: code = NotFound desc = failed to pull and unpack \
             image \"docker.io/daprio/daprd:1.9.5\": no match for platform in manifest: not found"
        )
    };
    let named = text("It fails on Windows 2022 Node Pool in AKS");
    assert!(answer(&named)[0].diagnosis.text.contains("Windows Server 2022 (build 20348)"));
    let step = |text: &str, words: &str| answer(text)[0].next.iter().position(|step| step.title.contains(words));
    assert!(step(&named, "10.0.20348") < step(&named, "Linux nodes"), "{}", titles(&named));
    assert!(!titles(&text("It fails")).contains("20348"));
}
