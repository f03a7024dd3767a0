use super::*;

fn found(text: &str) -> (Vec<String>, Vec<String>) {
    let Meant { hosts, images, .. } = meant(text);
    (
        hosts.iter().map(ToString::to_string).collect(),
        images.iter().map(|image| image.reference_text().unwrap_or_else(|| image.to_string())).collect(),
    )
}

#[track_caller]
fn means(text: &str, hosts: &[&str], images: &[&str]) {
    let words = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(found(text), (words(hosts), words(images)), "{text:?}");
}

#[test]
fn a_question_of_several_sentences() {
    const CORE_2016: &str = "mcr.microsoft.com/windows/servercore:ltsc2016";
    means("Can I use a windowsservercore-ltsc2016 image?", &[], &[CORE_2016]);
    let linked = "Can I use a windowsservercore-ltsc2016 image? Per the virtualization [guide](https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility?tabs=windows-server-2019) it seems possible.";
    means(linked, &[], &[CORE_2016]);
    let long = "I notice that the latest-nanoserver-sac2016 tag was from more than a year ago and that the repo has nothing newer. Has support been removed? Or is that an oversight of somebody?\n\nI would like to run it on WS2016-LTSB as 2019 hasn't been authorized for us yet.";
    means(long, &["ws2016"], &["mcr.microsoft.com/windows/nanoserver:sac2016"]);
    means("Can I use a windowsservercore-alpha image?", &[], &[]);
    means("see https://example.com/windows-server-2022", &[], &[]);
}

#[test]
fn a_host_is_known_by_its_name() {
    means("Windows Server 2022", &["ws2022"], &[]);
    means("Microsoft Windows Server 2022 Datacenter", &["ws2022"], &[]);
    means("windows server 2019 standard edition", &["ws2019"], &[]);
    means("Windows Server 2022 Datacenter: Azure Edition (Server Core)", &["ws2022"], &[]);
    means("Windows Server, version 23H2", &["ws23h2"], &[]);
    means("server 2016", &["ws2016"], &[]);
    means("ws2025", &["ws2025"], &[]);
    means("ws22", &["ws2022"], &[]);
    means("windows-2019", &["ws2019"], &[]);
    means("hyper-v server 2019", &["ws2019"], &[]);
    means("Server 2k19", &["ws2019"], &[]);
    means("Win2k16", &["ws2016"], &[]);
    means("Server 2019 Std (1809)", &["ws2019"], &[]);
    means("Win2k161", &[], &[]);
    means("win server 2019 dc", &["ws2019"], &[]);
    means("AKS Windows 2022", &["ws2022"], &[]);
    means("Windows_Server-2022-English-Full-ECS_Optimized", &["ws2022"], &[]);
    means("Hyper-V", &[], &[]);
    means("EKS 1.29", &[], &[]);
    means("Windows2022", &["ws2022"], &[]);
    means("Windows 11 Pro 24H2", &["w11-24h2"], &[]);
    means("Windows 11 Enterprise, version 25H2", &["w11-25h2"], &[]);
    means("win11-25h2", &["w11-25h2"], &[]);
    means("win10 22h2", &["w10-22h2"], &[]);
    means("Windows 11 26H2", &["w11-26h2"], &[]);
    means("Windows Server 2022 LTSC", &["ws2022"], &[]);
    means("Windows 10 Enterprise LTSC 2021", &["w10-21h2"], &[]);
    means("Windows 10 IoT Enterprise LTSC 2021", &["w10-21h2"], &[]);
    means("Windows 11 IoT Enterprise LTSC 2024", &["w11-24h2"], &[]);
    means("Windows 10 Enterprise 2016 LTSB", &["w10-1607"], &[]);
    means("Windows 10 Enterprise LTSC 2022", &[], &[]);
    means("Windows 11 Version 24H2 (OS Build 26100.1742)", &["10.0.26100.1742"], &[]);
    means("Windows 11 Home 24H2", &["w11-24h2-home"], &[]);
    means("Windows 11 24H2 ARM64", &["w11-24h2-arm64"], &[]);
    means("windows-2022", &["windows-2022"], &[]);
    means("windows 2022", &["ws2022"], &[]);
    means("windows-latest", &["windows-2025"], &[]);
    means("Azure Stack HCI 22H2", &["azure-stack-hci-22h2"], &[]);
    means("Windows Server 2012 R2", &[], &[]);
}

#[test]
fn a_sentence_names_releases() {
    means("is server 2019 still supported?", &["ws2019"], &[]);
    means("windows server 2016 end of support", &["ws2016"], &[]);
    means("Windows 11 24H2 eol", &["w11-24h2"], &[]);
    means("is server 2019 and windows 10 22H2 still supported?", &["ws2019", "w10-22h2"], &[]);
    means("w11-24h2 or ws2025?", &["w11-24h2", "ws2025"], &[]);
    means("11 nodes with 24H2 runners", &[], &[]);
    means("We have 40 servers with 2016 and 2019. Is that still OK?", &["ws2016", "ws2019"], &[]);
    means("Can we go from Windows Server 2019 to 2025?", &["ws2025"], &["ltsc2019"]);
    means("Upgrade laptops from Windows 10 22H2 to Windows 11 24H2", &["w11-24h2"], &[]);
    let windows_11 = ["w11-26h1", "w11-26h2", "w11-25h2", "w11-24h2"];
    means("Which base image for my Win11 laptop?", &windows_11, &[]);
    means("Which base image for 11 laptops?", &[], &[]);
    means("since the update of May 2022 the server is slow", &[], &[]);
    means("we have had that since 2019 and it is no server", &[], &[]);
}

#[test]
fn a_sentence_names_what_runs_them() {
    assert_eq!(meant("is windows server 2019 still supported on AKS?").engine, Some(Engine::Aks));
    means("until when is 2022 supported on AKS?", &["ws2022"], &[]);
    means("does EKS support 2025?", &["ws2025"], &[]);
    means("our AKS cluster from May 2022", &[], &[]);
    means("server 2024", &[], &[]);
    means("Windows Server 2023", &[], &[]);
    means("Windows 11 2024 Update", &["w11-24h2"], &[]);
    means("Which Kubernetes versions does AKS support from 2025 on?", &[], &[]);
    means("supported on AKS since 2022", &[], &[]);
    assert_eq!(meant("clamav/clamav:1.4.2_base").images.len(), 1, "an image that no rule knows");
    for other in ["src/main.rs:12", "clamav/clamav", "see clamav/clamav:1.4.2_base", "10.0.0.1/a"] {
        assert!(meant(other).images.is_empty(), "{other}");
    }
    assert_eq!(meant("server 2022 nodes of EKS").engine, Some(Engine::Kubernetes));
    assert_eq!(meant("is windows server 2019 still supported?").engine, None);
    assert_eq!(meant("is windows server 2019 still supported in Docker?").engine, None);
}

#[test]
fn a_name_of_several_releases_offers_them() {
    means("22H2", &["w11-22h2", "w10-22h2"], &[]);
}

#[test]
fn an_image_is_known_by_its_name() {
    means("mcr.microsoft.com/windows/servercore:ltsc2019", &[], &["mcr.microsoft.com/windows/servercore:ltsc2019"]);
    means("servercore:ltsc2022", &[], &["servercore:ltsc2022"]);
    means("python:3.12-windowsservercore-ltsc2022", &[], &["python:3.12-windowsservercore-ltsc2022"]);
    means("'nginx:latest'", &[], &["nginx:latest"]);
    means("golang", &[], &["golang"]);
    means("ltsc2022", &[], &["ltsc2022"]);
    means("when does ltsc2019 support end?", &[], &["ltsc2019"]);
}

#[test]
fn a_bare_version_may_be_of_either() {
    means("10.0.20348.2113", &["10.0.20348.2113"], &["10.0.20348.2113"]);
    means("Windows Server 2022\nltsc2019", &["ws2022"], &["ltsc2019"]);
}

/// R1: the kernel is that of the host.
#[test]
fn another_system_runs_no_windows_containers() {
    let said = |text: &str| meant(text).without_containers.unwrap_or_default();
    for (text, system) in [
        ("How do I run a windows container on Ubuntu?", "Linux can’t run Windows containers"),
        ("can I run servercore:ltsc2022 on linux", "Linux can’t run Windows containers"),
        ("windows docker container on an M1 Mac", "macOS can’t run Windows containers"),
        ("run Windows images in WSL2", "Linux can’t run Windows containers"),
    ] {
        assert!(said(text).starts_with(system), "{text}: {}", said(text));
    }
    for text in [
        "can I build windows images on linux?",
        "linux containers on windows server 2022",
        "windows containers on server 2022 from a mac",
        "windows containers and linux containers side by side",
        "schedule windows containers in a cluster with linux nodes",
        "mac",
    ] {
        assert_eq!(said(text), "", "{text}");
    }
}

#[test]
fn what_means_one_thing_is_not_asked_about() {
    for (text, question) in [
        ("Windows Server 2022", None),
        ("Windows Server 2022\nltsc2019", None),
        ("22H2", Some("Several releases match. Choose one.")),
        ("10.0.20348.2113", Some("A version alone: of the host, or of the image?")),
    ] {
        assert_eq!(meant(text).question(), question, "{text}");
    }
    assert_eq!(meant("10.0.20348.2113").host(), None);
}

#[test]
fn a_windows_without_containers_is_said_to_be_one() {
    for (text, name) in [
        ("Microsoft Windows [Version 6.3.9600]", "Windows 6.3 (Windows Server 2012 R2, Windows 8.1)"),
        ("Windows Server 2012 R2 Standard", "Windows Server 2012 R2"),
    ] {
        let said = meant(text).without_containers.unwrap_or_default();
        assert!(said.starts_with(&format!("{name} can’t run Windows containers.")), "{text}: {said}");
    }
    assert_eq!(meant("Microsoft Windows [Version 10.0.17763.1]").without_containers, None);
}

#[test]
fn the_name_of_the_tool_is_no_image() {
    means("docker", &[], &[]);
    means("docker:27-dind", &[], &["docker:27-dind"]);
    means("alpine:3.20", &[], &["alpine:3.20"]);
}

#[test]
fn other_words_mean_nothing() {
    for text in ["", "hello", "Windows", "it does not work", "10.0.0.17", "the printer is on fire", "a: b", "1", "x.y"]
    {
        means(text, &[], &[]);
    }
    means(&"ltsc2022\n".repeat(9), &[], &[]);
}
