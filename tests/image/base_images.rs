//! Tags of base images, those that exist and those that do not.

use wincompat::rules::release::RELEASES;
use wincompat::{TagMeaning, Updates};

use crate::TODAY;
use crate::means;
use crate::reference;

#[test]
fn base_images_by_word() {
    assert_eq!(means("mcr.microsoft.com/windows/servercore:ltsc2022"), "ltsc2022");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:ltsc2025-amd64"), "ltsc2025");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:ltsc2019"), "ltsc2019");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1809"), "ltsc2019");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1607"), "ltsc2016");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:20H2"), "20h2");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:2009"), "20h2");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:2004"), "2004");
    assert_eq!(means("mcr.microsoft.com/windows/nanoserver:ltsc2019"), "ltsc2019");
    assert_eq!(means("mcr.microsoft.com/windows/nanoserver:sac2016"), "ltsc2016");
    assert_eq!(means("mcr.microsoft.com/windows/nanoserver:1809-arm32v7"), "ltsc2019");
    assert_eq!(means("mcr.microsoft.com/windows:ltsc2019"), "ltsc2019");
    assert_eq!(means("mcr.microsoft.com/windows/server:ltsc2025"), "ltsc2025");
    assert_eq!(means("mcr.microsoft.com/windows/server:win10-21h1-preview"), "ltsc2022");
    assert_eq!(means("microsoft/windowsservercore:1709"), "1709");
    assert_eq!(means("microsoft/nanoserver:1803"), "1803");
    assert_eq!(means("windows/servercore:1909"), "1909");
    assert_eq!(means("registry.example.com/windows/nanoserver:2004"), "2004");
    assert_eq!(means("registry.example.com/mirror/windows:1809"), "ltsc2019");
}

#[test]
fn every_base_tag_of_the_catalogue_means_its_release() {
    for release in &RELEASES {
        for tag in release.tags {
            let text = format!("{}:{}", tag.family.repository(), tag.tag);
            assert_eq!(means(&text), release.image_slug.expect("has images"), "{text}");
        }
    }
}

#[test]
#[rustfmt::skip]
fn base_images_by_update() {
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1809-KB4493509"), "ltsc2019 KB4493509 10.0.17763.437");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1809-KB5059091-amd64"), "ltsc2019 KB5059091 10.0.17763.7249");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1607-KB5055521"), "ltsc2016 KB5055521 10.0.14393.7969");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:ltsc2022-KB5059092"), "ltsc2022 KB5059092 10.0.20348.3566");
    assert_eq!(means("microsoft/nanoserver:1709_KB4043961"), "1709 KB4043961 10.0.16299.19");
    assert_eq!(means("microsoft/windowsservercore:1803_KB4103721"), "1803 KB4103721 10.0.17134.48");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:ltsc2022-KB4493509"), "ltsc2022 KB4493509 unknown");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1809-KB9999999"), "ltsc2019 KB9999999 unknown");
    assert_eq!(means("registry.example.com/app:2.1-nanoserver-1809-KB4493509"), "ltsc2019 KB4493509 10.0.17763.437");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1809-KB99999999999"), "ltsc2019");
}

#[test]
fn base_images_by_version() {
    assert_eq!(means("mcr.microsoft.com/windows/servercore:10.0.17763.437"), "10.0.17763.437");
    assert_eq!(means("mcr.microsoft.com/windows/servercore:10.0.20348.169-amd64"), "10.0.20348.169");
    assert_eq!(means("microsoft/windowsservercore:10.0.14393.1066_ru-ru"), "10.0.14393.1066");
    assert_eq!(means("mcr.microsoft.com/windows/nanoserver:10.0.27000.1"), "10.0.27000.1");
    assert_eq!(means("mcr.microsoft.com/windows/nanoserver:10.0.26100.32230"), "10.0.26100.32230");
    assert_eq!(means("registry.example.com/jobs/worker:10.0.17763.2114"), "10.0.17763.2114");
    assert_eq!(means("mcr.microsoft.com/businesscentral:10.0.17763.1457-generic"), "10.0.17763.1457");
    assert_eq!(means("registry.example.com/app:windows10.0.20348"), "10.0.20348");
    assert_eq!(means("mcr.microsoft.com/windows/servercore/insider:10.0.20344.1"), "insider 10.0.20344.1");
    assert_eq!(means("mcr.microsoft.com/windows/insider:latest"), "insider ");
}

#[test]
#[rustfmt::skip]
fn tags_that_do_not_exist() {
    let windows = "mcr.microsoft.com/windows";
    let no = |text: &str| means(&format!("{windows}{text}"));
    assert_eq!(no("/servercore"), "no such tag: latest -> mcr.microsoft.com/windows/servercore:ltsc2025");
    assert_eq!(no("/nanoserver:latest"), "no such tag: latest -> mcr.microsoft.com/windows/nanoserver:ltsc2025");
    assert_eq!(no(":latest"), "no such tag: latest -> mcr.microsoft.com/windows:20H2");
    assert_eq!(no(":ltsc2022"), "no such tag: windows-ends -> mcr.microsoft.com/windows/server:ltsc2022");
    assert_eq!(no(":ltsc2025"), "no such tag: windows-ends -> mcr.microsoft.com/windows/server:ltsc2025");
    assert_eq!(no(":10.0.20348.169"), "no such tag: windows-ends -> mcr.microsoft.com/windows/server:10.0.20348.169");
    assert_eq!(no(":win10-21h1-preview"), "no such tag: windows-ends -> mcr.microsoft.com/windows/server:ltsc2022");
    assert_eq!(no("/server:ltsc2019"), "no such tag: server-starts -> mcr.microsoft.com/windows:1809");
    assert_eq!(no("/server:20H2"), "no such tag: server-starts -> mcr.microsoft.com/windows:20H2");
    assert_eq!(no(":1803"), "no such tag: other-family -> mcr.microsoft.com/windows/servercore:1803");
    assert_eq!(no(":ltsc2016"), "no such tag: other-family -> mcr.microsoft.com/windows/servercore:ltsc2016");
    assert_eq!(no("/nanoserver:ltsc2016"), "no such tag: word-of-other-family -> mcr.microsoft.com/windows/nanoserver:sac2016");
    assert_eq!(no("/servercore:sac2016"), "no such tag: word-of-other-family -> mcr.microsoft.com/windows/servercore:ltsc2016");
    assert_eq!(no("/servercore:ltsc2016-KB5055521"), "no such tag: pinned-word -> mcr.microsoft.com/windows/servercore:1607-KB5055521");
    assert_eq!(no("/servercore:ltsc2019-KB5059091"), "no such tag: pinned-word -> mcr.microsoft.com/windows/servercore:1809-KB5059091");
    assert_eq!(no("/servercore:2022"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(no("/servercore:2016"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2016");
    assert_eq!(no("/servercore:21H2"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(no("/servercore:24H2"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2025");
    assert_eq!(no("/servercore:23H2"), "no such tag: no-base-image -> mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(no("/nanoserver:10.0.25398.887"), "no such tag: no-base-image -> mcr.microsoft.com/windows/nanoserver:ltsc2022");
    assert_eq!(no("/servercore:21H1"), "no such tag: no-base-image");
    assert_eq!(no("/nanoserver:1703"), "no such tag: no-base-image");
    assert_eq!(means("windows:ltsc2022"), "no such tag: windows-ends -> mcr.microsoft.com/windows/server:ltsc2022");
    assert_eq!(means("microsoft/nanoserver"), "no such tag: latest -> mcr.microsoft.com/windows/nanoserver:ltsc2025");
    assert_eq!(means("registry.example.com/windows/servercore"), "unknown");
    assert_eq!(no("/servercore:foo"), "unknown");
    assert_eq!(no(&format!("/servercore@sha256:{}", "0a".repeat(32))), "unknown");
}

#[test]
fn latest_once_meant_2016() {
    let meant = |text: &str| match reference::meaning(&reference(text), Updates::builtin(), TODAY) {
        TagMeaning::NoSuchTag(no) => no.meant.map(|release| release.slug),
        other => panic!("{other:?}"),
    };
    assert_eq!(meant("microsoft/nanoserver"), Some("ws2016"));
    assert_eq!(meant("mcr.microsoft.com/windows/nanoserver"), None);
    assert_eq!(meant("mcr.microsoft.com/windows:ltsc2022"), Some("ws2022"));
}
