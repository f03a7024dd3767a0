//! Image references, what their tags mean, and which entry of a tag over several Windows versions a host gets.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use wincompat::image::{self, Found, Listing, resolve, sibling_tag};
use wincompat::release::{RELEASES, by_slug};
use wincompat::{Date, Family, Reference, TagMeaning, Updates};

const TODAY: Date = Date::new(2026, 8, 22);

#[track_caller]
fn reference(text: &str) -> Reference {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What a reference means, in a line.
#[track_caller]
fn on(today: &str, text: &str) -> String {
    let today = today.parse().expect("a day");
    say(&image::meaning(&reference(text), Updates::builtin(), today))
}

#[track_caller]
fn means(text: &str) -> String {
    say(&image::meaning(&reference(text), Updates::builtin(), TODAY))
}

fn say(meaning: &TagMeaning) -> String {
    let slug = |release: &wincompat::Release| release.image_slug.unwrap_or(release.slug).to_owned();
    match meaning {
        TagMeaning::Version(version) => version.to_string(),
        TagMeaning::Release(release) => slug(release),
        TagMeaning::Update { release, kb, update: None } => format!("{} KB{kb} unknown", slug(release)),
        TagMeaning::Update { release, kb, update: Some(update) } => {
            format!("{} KB{kb} {}", slug(release), update.version())
        }
        TagMeaning::Several(several) => {
            let slugs: Vec<String> = several.releases.iter().map(|release| slug(release)).collect();
            let until = several.until.map(|until| format!(" until {until}")).unwrap_or_default();
            format!("several {}{until}", slugs.join(" "))
        }
        TagMeaning::NoSuchTag(no) => {
            let why = serde_json::to_value(no.why).expect("a word");
            let instead = no.instead.as_ref().map(|instead| format!(" -> {instead}")).unwrap_or_default();
            format!("no such tag: {}{instead}", why.as_str().expect("a word"))
        }
        TagMeaning::LinuxOnly(why) => {
            format!("linux: {}", serde_json::to_value(why).expect("a word").as_str().expect("a word"))
        }
        TagMeaning::Insider(version) => {
            format!("insider {}", version.map(|version| version.to_string()).unwrap_or_default())
        }
        TagMeaning::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn parts_of_a_reference() {
    let parts = |text: &str| {
        let r = reference(text);
        let part = |part: Option<&str>| part.unwrap_or("-").to_owned();
        format!("{} {} {} {}", r.registry(), r.path(), part(r.tag()), part(r.digest()))
    };
    let digest = format!("sha256:{}", "0a".repeat(32));
    assert_eq!(
        parts("mcr.microsoft.com/windows/servercore:ltsc2022"),
        "mcr.microsoft.com windows/servercore ltsc2022 -"
    );
    assert_eq!(parts("hello-world"), "docker.io hello-world - -");
    assert_eq!(parts("docker.io/library/golang:1.24"), "docker.io golang 1.24 -");
    assert_eq!(parts("index.docker.io/microsoft/nanoserver"), "docker.io microsoft/nanoserver - -");
    assert_eq!(parts("microsoft/nanoserver:sac2016"), "docker.io microsoft/nanoserver sac2016 -");
    assert_eq!(parts("localhost/app"), "localhost app - -");
    assert_eq!(parts("localhost:5000/a/b_c/d-e.f__g:v1"), "localhost:5000 a/b_c/d-e.f__g v1 -");
    assert_eq!(parts("localhost:5000"), "docker.io localhost 5000 -");
    assert_eq!(parts("[2001:db8::1]:5000/app:1"), "[2001:db8::1]:5000 app 1 -");
    assert_eq!(parts("registry.example.com/library/app"), "registry.example.com library/app - -");
    assert_eq!(parts(&format!("  a/b@{digest}\n")), format!("docker.io a/b - {digest}"));
    assert_eq!(parts(&format!("a:1@{digest}")), format!("docker.io a 1 {digest}"));
}

#[test]
fn printed_as_typed_or_in_full() {
    assert_eq!(reference(" hello-world ").to_string(), "hello-world");
    assert_eq!(reference("hello-world").canonical(), "docker.io/library/hello-world:latest");
    assert_eq!(reference("microsoft/iis").canonical(), "docker.io/microsoft/iis:latest");
    assert_eq!(reference("docker.io/library/golang:1").canonical(), "docker.io/library/golang:1");
    let digest = format!("localhost/app@sha256:{}", "0a".repeat(32));
    assert_eq!(reference(&digest).canonical(), digest);
    assert_eq!(reference("a.b/c:1").with_tag("2").map(|r| r.to_string()).as_deref(), Ok("a.b/c:2"));
    assert!(reference("a.b/c:1").with_tag("").is_err());
}

#[test]
fn errors_say_where_and_what() {
    let error = |text: &str| {
        let error = text.parse::<Reference>().expect_err("not a reference");
        format!("{}: {error}", error.position)
    };
    assert_eq!(error(""), "0: nothing here; expected an image such as mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(
        error(" \t"),
        "2: nothing here; expected an image such as mcr.microsoft.com/windows/servercore:ltsc2022"
    );
    assert_eq!(
        error("https://mcr.microsoft.com/windows"),
        "0: an address with ://; expected the image alone, such as mcr.microsoft.com/windows:1809"
    );
    assert_eq!(
        error(&"0f".repeat(32)),
        "0: an image ID, which says nothing elsewhere; expected the name and tag of the image"
    );
    assert_eq!(
        error(&format!("sha256:{}", "0f".repeat(32))),
        "0: an image ID, which says nothing elsewhere; expected the name and tag of the image"
    );
    assert_eq!(error("golang:${TAG}"), "7: a variable at character 8; expected its value");
    assert_eq!(error("Golang"), "0: found 'G' at character 1; the name of an image has no capital letters");
    assert_eq!(
        error("mcr.microsoft.com/windows/serverCore"),
        "32: found 'C' at character 33; the name of an image has no capital letters"
    );
    assert_eq!(
        error("golang 1.24"),
        "6: found ' ' at character 7 in the image name; expected lower-case letters and digits, with single separators between them"
    );
    assert_eq!(
        error("a..b"),
        "2: found '.' at character 3 in the image name; expected lower-case letters and digits, with single separators between them"
    );
    assert_eq!(
        error("a/-b"),
        "2: found '-' at character 3 in the image name; expected lower-case letters and digits, with single separators between them"
    );
    assert_eq!(
        error("a//b"),
        "2: found '/' at character 3 in the image name; expected lower-case letters and digits, with single separators between them"
    );
    assert_eq!(
        error(":ltsc2022"),
        "0: found ':' at character 1 in the image name; expected lower-case letters and digits, with single separators between them"
    );
    assert_eq!(
        error("mcr.microsoft.com/"),
        "18: ends at character 19 in the image name; expected lower-case letters and digits, with single separators between them"
    );
    assert_eq!(error("golang:"), "7: ends at character 8 in the tag; expected letters, digits, '_', '.' or '-'");
    assert_eq!(error("golang:-1"), "7: found '-' at character 8 in the tag; expected letters, digits, '_', '.' or '-'");
    assert_eq!(
        error("golang:1:2"),
        "8: found ':' at character 9 in the tag; expected letters, digits, '_', '.' or '-'"
    );
    assert_eq!(
        error("  golang:1 2"),
        "10: found ' ' at character 11 in the tag; expected letters, digits, '_', '.' or '-'"
    );
    assert_eq!(error("a.b:x/c"), "4: found 'x' at character 5 in the port; expected digits");
    assert_eq!(error("a.b:/c"), "4: found '/' at character 5 in the port; expected digits");
    assert_eq!(
        error("a_b.c/d"),
        "1: found '_' at character 2 in the registry; expected a host name such as mcr.microsoft.com"
    );
    assert_eq!(error("a@sha256"), "8: ends at character 9 in the digest; expected sha256: and 64 hexadecimal digits");
    assert_eq!(
        error("a@sha256:0f"),
        "11: ends at character 12 in the digest; expected sha256: and 64 hexadecimal digits"
    );
    assert_eq!(
        error("a@sha256:0fx"),
        "11: found 'x' at character 12 in the digest; expected sha256: and 64 hexadecimal digits"
    );
    assert_eq!(error(&format!("a:{}", "1".repeat(129))), "130: the tag is longer than 128 characters");
    assert_eq!(error(&format!("a/{}", "b".repeat(300))), "255: the image name is longer than 255 characters");
}

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
fn base_images_by_update() {
    assert_eq!(means("mcr.microsoft.com/windows/servercore:1809-KB4493509"), "ltsc2019 KB4493509 10.0.17763.437");
    assert_eq!(
        means("mcr.microsoft.com/windows/servercore:1809-KB5059091-amd64"),
        "ltsc2019 KB5059091 10.0.17763.7249"
    );
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
    assert_eq!(
        no("/nanoserver:ltsc2016"),
        "no such tag: word-of-other-family -> mcr.microsoft.com/windows/nanoserver:sac2016"
    );
    assert_eq!(
        no("/servercore:sac2016"),
        "no such tag: word-of-other-family -> mcr.microsoft.com/windows/servercore:ltsc2016"
    );
    assert_eq!(
        no("/servercore:ltsc2016-KB5055521"),
        "no such tag: pinned-word -> mcr.microsoft.com/windows/servercore:1607-KB5055521"
    );
    assert_eq!(
        no("/servercore:ltsc2019-KB5059091"),
        "no such tag: pinned-word -> mcr.microsoft.com/windows/servercore:1809-KB5059091"
    );
    assert_eq!(no("/servercore:2022"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(no("/servercore:2016"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2016");
    assert_eq!(no("/servercore:21H2"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(no("/servercore:24H2"), "no such tag: not-a-word -> mcr.microsoft.com/windows/servercore:ltsc2025");
    assert_eq!(no("/servercore:23H2"), "no such tag: no-base-image -> mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(
        no("/nanoserver:10.0.25398.887"),
        "no such tag: no-base-image -> mcr.microsoft.com/windows/nanoserver:ltsc2022"
    );
    assert_eq!(no("/servercore:21H1"), "no such tag: no-base-image");
    assert_eq!(no("/nanoserver:1703"), "no such tag: no-base-image");
    assert_eq!(means("windows:ltsc2022"), "no such tag: windows-ends -> mcr.microsoft.com/windows/server:ltsc2022");
    assert_eq!(means("microsoft/nanoserver"), "no such tag: latest -> mcr.microsoft.com/windows/nanoserver:ltsc2025");
    assert_eq!(means("registry.example.com/windows/servercore"), "unknown");
    assert_eq!(no("/servercore:foo"), "unknown");
    assert_eq!(no(&format!("/servercore@sha256:{}", "0a".repeat(32))), "unknown");
}

#[test]
fn words_in_the_tags_of_other_images() {
    for (text, expected) in [
        ("mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019", "ltsc2019"),
        ("mcr.microsoft.com/dotnet/framework/aspnet:4.8-20250909-windowsservercore-ltsc2019", "ltsc2019"),
        ("mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-1903", "1903"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809", "ltsc2019"),
        ("mcr.microsoft.com/dotnet/sdk:8.0.11-nanoserver-ltsc2022-amd64", "ltsc2022"),
        ("mcr.microsoft.com/dotnet/sdk:10.0.100-nanoserver-ltsc2025", "ltsc2025"),
        ("mcr.microsoft.com/dotnet/core/sdk:3.1-nanoserver-2009", "20h2"),
        ("mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019", "ltsc2019"),
        ("mcr.microsoft.com/powershell:lts-nanoserver-1809", "ltsc2019"),
        ("mcr.microsoft.com/powershell:7.4-windowsserver-ltsc2022", "ltsc2022"),
        ("mcr.microsoft.com/businesscentral/onprem:15.4.41023.41345-w1-ltsc2019", "ltsc2019"),
        ("golang:1.24-windowsservercore-1809", "ltsc2019"),
        ("golang:1.10-nanoserver-sac2016", "ltsc2016"),
        ("hello-world:nanoserver-1709", "1709"),
        ("haxe:4.3-windowsservercore-ltsc2019", "ltsc2019"),
        ("microsoft/dotnet-framework:4.7.2-runtime-windowsservercore-ltsc2016", "ltsc2016"),
        ("microsoft/iis:windowsservercore-1709", "1709"),
        ("registry.example.com/ledger/api:3.8.2-nanoserver-ltsc2022", "ltsc2022"),
        ("registry.example.com/batch/importer:5.0-ltsc2022", "ltsc2022"),
        ("registry.example.com/app:LTSC2022", "ltsc2022"),
        ("registry.example.com/app:2.0.ltsc2019", "ltsc2019"),
        ("registry.example.com/app:servercore1809", "ltsc2019"),
        ("registry.example.com/app:1.2-servercore21H2", "ltsc2022"),
        ("registry.example.com/app:nanoserver21H2", "ltsc2022"),
        ("registry.example.com/app:nanoserver-21H2", "ltsc2022"),
        ("registry.example.com/app:windows-ltsc2022", "ltsc2022"),
        ("registry.example.com/app:windowsltsc2022-amd64", "ltsc2022"),
        ("registry.example.com/app:windows-1809-amd64", "ltsc2019"),
        ("registry.example.com/app:windows1809-amd64", "ltsc2019"),
        ("registry.example.com/app:1.2-windows-amd64-20H2", "20h2"),
        ("registry.example.com/app:windowsservercore-2019", "ltsc2019"),
        ("registry.example.com/app:servercore-2022", "ltsc2022"),
    ] {
        assert_eq!(means(text), expected, "{text}");
    }
}

#[test]
fn words_that_only_look_like_windows() {
    for text in [
        "unityci/editor:windows-2022.3.18f1-base-3",
        "unityci/editor:windows-2022.3.18f1",
        "mcr.microsoft.com/mssql/server:2022-latest",
        "mcr.microsoft.com/mssql/server:2019-latest",
        "unityci/editor:2019.3",
        "registry.example.com/app:windows-2022",
        "registry.example.com/app:21H2",
        "registry.example.com/app:windows-21H2",
        "registry.example.com/app:20H2",
        "registry.example.com/app:1809",
        "registry.example.com/app:2004-beta",
        "registry.example.com/app:ltsc20222",
        "registry.example.com/app:ltsc2021",
        "registry.example.com/app:winrm-1809",
        "registry.example.com/app:10.0.100",
        "registry.example.com/app:10.0.1000.17763",
        "registry.example.com/app:nanoserver-1809-windowsservercore-ltsc2022",
        "registry.example.com/app:KB4493509",
        "registry.example.com/app",
        "registry.example.com/golang:1.24",
    ] {
        assert_eq!(means(text), "unknown", "{text}");
    }
}

#[test]
fn this_image_has_no_such_tag() {
    for (text, expected) in [
        (
            "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2019",
            "other-word -> mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809",
        ),
        (
            "mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-1809",
            "other-word -> mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2019",
        ),
        ("mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2016", "never-published"),
        (
            "mcr.microsoft.com/windows/servercore/iis:windowsservercore-1809",
            "other-word -> mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019",
        ),
        ("golang:1.24-windowsservercore-ltsc2019", "other-word -> golang:1.24-windowsservercore-1809"),
        ("golang:1.10-nanoserver-ltsc2016", "other-word -> golang:1.10-nanoserver-sac2016"),
        ("python:3.13-windowsservercore-1903", "never-published"),
        (
            "mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2025",
            "never-published -> mcr.microsoft.com/dotnet/framework/runtime:4.8.1-windowsservercore-ltsc2025",
        ),
        (
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2019",
            "never-published -> mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019",
        ),
    ] {
        assert_eq!(means(text), format!("no such tag: {expected}"), "{text}");
    }
}

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
    let TagMeaning::Several(several) = image::meaning(&reference(framework), Updates::builtin(), TODAY) else {
        panic!("several")
    };
    assert_eq!((several.since, several.until), (Some(Date::new(2025, 10, 14)), None));
}

#[test]
fn linux_only() {
    assert_eq!(means("mcr.microsoft.com/dotnet/sdk:8.0"), "linux: dotnet-plain");
    assert_eq!(means("mcr.microsoft.com/dotnet/sdk"), "linux: dotnet-plain");
    assert_eq!(means("mcr.microsoft.com/dotnet/aspnet:9.0-alpine"), "linux: dotnet-plain");
    assert_eq!(means("mcr.microsoft.com/dotnet/runtime:10.0.100"), "linux: dotnet-plain");
    assert_eq!(means("node:20-windowsservercore"), "linux: never-windows");
    assert_eq!(means("nginx"), "linux: never-windows");
    assert_eq!(means("redis:7"), "linux: redis");
    assert_eq!(means("redis:3.2-windowsservercore"), "ltsc2016");
    assert_eq!(means("docker:27-dind"), "linux: plain-tag");
    assert_eq!(means("traefik:v3"), "linux: plain-tag");
    assert_eq!(means("hello-world:linux"), "linux: in-tag");
    assert_eq!(means("golang:1.24-alpine"), "unknown");
    assert_eq!(means("mcr.microsoft.com/dotnet/sdk:6.0-alpine"), "unknown");
}

#[test]
fn which_entry_a_host_gets() {
    let picks = |builds: &[u16], host| {
        let resolution = resolve(builds, host);
        (resolution.build, resolution.found)
    };
    let iis = [26100, 20348, 17763, 14393];
    assert_eq!(picks(&iis, 20348), (Some(20348), Found::Equal));
    assert_eq!(picks(&iis, 14393), (Some(14393), Found::Equal));
    assert_eq!(picks(&iis, 26200), (Some(26100), Found::Stable));
    assert_eq!(picks(&iis, 25398), (Some(20348), Found::Stable));
    assert_eq!(picks(&iis, 22631), (Some(20348), Found::Stable));
    assert_eq!(picks(&iis, 19045), (Some(17763), Found::Older));
    assert_eq!(picks(&iis, 10240), (None, Found::AllNewer));
    assert_eq!(picks(&[17763, 14393], 20348), (Some(17763), Found::Older));
    assert_eq!(picks(&[26100, 20348], 17763), (None, Found::AllNewer));
    assert_eq!(picks(&[20348, 17763], 26100), (Some(20348), Found::Stable));
    assert_eq!(picks(&[], 26100), (None, Found::AllNewer));
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

#[track_caller]
fn sibling(text: &str, slug: &str) -> String {
    let release = by_slug(slug).expect("a release");
    match sibling_tag(&reference(text), release, TODAY) {
        None => "none".to_owned(),
        Some(sibling) => {
            let listing = match sibling.listing {
                Listing::Current => "current".to_owned(),
                Listing::Until(day) => format!("until {day}"),
                Listing::ByName => "by name".to_owned(),
            };
            format!("{} {listing}{}", sibling.reference, if sibling.other_version { ", other version" } else { "" })
        }
    }
}

#[test]
fn the_same_image_on_another_windows_version() {
    for (text, slug, expected) in [
        (
            "mcr.microsoft.com/windows/servercore:ltsc2019",
            "ws2022",
            "mcr.microsoft.com/windows/servercore:ltsc2022 current",
        ),
        (
            "mcr.microsoft.com/windows/servercore:1809-KB4493509",
            "ws2025",
            "mcr.microsoft.com/windows/servercore:ltsc2025 current",
        ),
        (
            "mcr.microsoft.com/windows/servercore:ltsc2019-amd64",
            "ws2022",
            "mcr.microsoft.com/windows/servercore:ltsc2022-amd64 current",
        ),
        (
            "mcr.microsoft.com/windows/nanoserver:1809-arm32v7",
            "ws2022",
            "mcr.microsoft.com/windows/nanoserver:ltsc2022 current",
        ),
        (
            "mcr.microsoft.com/windows/nanoserver:1809",
            "ws2016",
            "mcr.microsoft.com/windows/nanoserver:sac2016 until 2018-10-09",
        ),
        ("mcr.microsoft.com/windows:1809", "ws2022", "mcr.microsoft.com/windows/server:ltsc2022 current"),
        ("mcr.microsoft.com/windows/server:ltsc2022", "ws2019", "mcr.microsoft.com/windows:1809 current"),
        ("mcr.microsoft.com/windows/servercore:ltsc2019", "ws23h2", "none"),
        ("mcr.microsoft.com/windows/server:ltsc2022", "ws2016", "none"),
        ("microsoft/windowsservercore:1709", "ws2019", "mcr.microsoft.com/windows/servercore:ltsc2019 current"),
        (
            "registry.example.com/windows/servercore:ltsc2019",
            "ws2022",
            "registry.example.com/windows/servercore:ltsc2022 by name",
        ),
        (
            "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809",
            "ws2022",
            "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022 current",
        ),
        (
            "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022",
            "ws2019",
            "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809 current",
        ),
        (
            "mcr.microsoft.com/dotnet/sdk:8.0.11-nanoserver-1809",
            "ws2025",
            "mcr.microsoft.com/dotnet/sdk:8.0.11-nanoserver-ltsc2025 by name",
        ),
        (
            "mcr.microsoft.com/dotnet/sdk:6.0-windowsservercore-ltsc2019",
            "ws2022",
            "mcr.microsoft.com/dotnet/sdk:6.0-windowsservercore-ltsc2022 until 2025-01-14",
        ),
        ("mcr.microsoft.com/dotnet/sdk:6.0-nanoserver-1809", "ws2025", "none"),
        ("mcr.microsoft.com/dotnet/sdk:8.0", "ws2022", "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022 current"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-alpine", "ws2022", "none"),
        ("mcr.microsoft.com/dotnet/sdk", "ws2022", "none"),
        (
            "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019",
            "ws2025",
            "mcr.microsoft.com/dotnet/framework/sdk:4.8.1-windowsservercore-ltsc2025 current, other version",
        ),
        (
            "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2022",
            "ws2022",
            "mcr.microsoft.com/dotnet/framework/sdk:4.8.1-windowsservercore-ltsc2022 current, other version",
        ),
        (
            "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019",
            "ws2016",
            "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2016 current",
        ),
        (
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8-20250909-windowsservercore-ltsc2019",
            "ws2016",
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2016 current",
        ),
        (
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8",
            "ws2022",
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022 current, other version",
        ),
        (
            "mcr.microsoft.com/dotnet/framework/aspnet:3.5-windowsservercore-ltsc2019",
            "ws2022",
            "mcr.microsoft.com/dotnet/framework/aspnet:3.5-windowsservercore-ltsc2022 until 2025-10-14",
        ),
        (
            "microsoft/dotnet-framework:4.7.2-sdk-windowsservercore-ltsc2016",
            "ws2019",
            "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019 current, other version",
        ),
        (
            "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019",
            "ws2025",
            "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2025 current",
        ),
        (
            "mcr.microsoft.com/windows/servercore/iis",
            "ws2022",
            "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022 current",
        ),
        (
            "microsoft/iis:windowsservercore-1709",
            "ws2019",
            "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019 current",
        ),
        (
            "mcr.microsoft.com/powershell:lts-nanoserver-1809",
            "ws2022",
            "mcr.microsoft.com/powershell:lts-nanoserver-ltsc2022 by name",
        ),
        ("mcr.microsoft.com/powershell:lts-nanoserver-1809", "ws2025", "none"),
        ("golang:1.24-windowsservercore-ltsc2022", "ws2025", "golang:1.24-windowsservercore-ltsc2025 current"),
        ("golang:1.24-windowsservercore-ltsc2022", "ws2019", "golang:1.24-windowsservercore-1809 until 2025-05-30"),
        ("golang", "ws2022", "golang:windowsservercore-ltsc2022 current"),
        ("golang:1.24-nanoserver", "ws2022", "golang:1.24-nanoserver-ltsc2022 current"),
        ("nats:2.10", "ws2025", "none"),
        ("eclipse-temurin:17-jdk", "ws2022", "eclipse-temurin:17-jdk-windowsservercore-ltsc2022 current"),
        ("golang:1.24-alpine", "ws2022", "none"),
        ("nginx", "ws2022", "none"),
        (
            "registry.example.com/app:2.1-nanoserver-1809",
            "ws2022",
            "registry.example.com/app:2.1-nanoserver-ltsc2022 by name",
        ),
        ("registry.example.com/app:2.1-ltsc2019-eu", "ws2022", "registry.example.com/app:2.1-ltsc2022-eu by name"),
        ("registry.example.com/app:servercore1809", "ws2022", "registry.example.com/app:servercore21H2 by name"),
        (
            "registry.example.com/app:windowsservercore-2019",
            "ws2022",
            "registry.example.com/app:windowsservercore-2022 by name",
        ),
        ("registry.example.com/app:2.1", "ws2022", "none"),
        ("registry.example.com/app:10.0.17763.2114", "ws2022", "none"),
    ] {
        assert_eq!(sibling(text, slug), expected, "{text} on {slug}");
    }
}

#[test]
fn whether_a_tag_is_maintained() {
    let listing = |text: &str| image::listing(&reference(text), TODAY);
    assert_eq!(listing("mcr.microsoft.com/windows/servercore:ltsc2022"), Some(Listing::Current));
    assert_eq!(listing("mcr.microsoft.com/windows/servercore:20H2"), Some(Listing::Until(Date::new(2022, 8, 9))));
    assert_eq!(listing("golang:1.24-windowsservercore-1809"), Some(Listing::Until(Date::new(2025, 5, 30))));
    assert_eq!(listing("golang:1.24-windowsservercore-ltsc2022"), Some(Listing::Current));
    assert_eq!(listing("mcr.microsoft.com/dotnet/sdk:8.0.11-nanoserver-1809"), None);
    assert_eq!(listing("registry.example.com/app:ltsc2022"), None);
}

#[test]
fn what_else_a_reference_says() {
    let family = |text: &str| (reference(text).base_family(), reference(text).built_on());
    assert_eq!(
        family("mcr.microsoft.com/windows/servercore:ltsc2022"),
        (Some(Family::ServerCore), Some(Family::ServerCore))
    );
    assert_eq!(
        family("registry.example.com/mcr/windows/server:ltsc2022"),
        (Some(Family::Server), Some(Family::Server))
    );
    assert_eq!(family("golang:1.24-nanoserver-ltsc2022"), (None, Some(Family::NanoServer)));
    assert_eq!(family("mcr.microsoft.com/powershell:windowsserver-ltsc2022"), (None, Some(Family::Server)));
    assert_eq!(family("registry.example.com/windows/agent:1"), (None, None));
    let arch = |text: &str| reference(text).arch().map(|arch| arch.slug());
    assert_eq!(arch("mcr.microsoft.com/windows/nanoserver:ltsc2025-arm64"), Some("arm64"));
    assert_eq!(arch("mcr.microsoft.com/windows/nanoserver:1809-arm32v7"), Some("arm32v7"));
    assert_eq!(arch("mcr.microsoft.com/windows/nanoserver:1809"), None);
    for public in
        ["mcr.microsoft.com/anything:1", "golang", "nginx:1", "microsoft/iis", "microsoft/nanoserver", "windows:1809"]
    {
        assert!(reference(public).is_public(), "{public}");
    }
    for private in ["registry.example.com/windows/servercore:1809", "acme/golang", "acme-secret", "acme/servercore"] {
        assert!(!reference(private).is_public(), "{private}");
    }
    assert_eq!(reference("microsoft/nanoserver:1709").moved_to(), Some("mcr.microsoft.com/windows/nanoserver"));
    assert_eq!(reference("mcr.microsoft.com/windows/nanoserver").moved_to(), None);
}

proptest! {
    #[test]
    fn reads_back_what_it_prints(text in "([a-z0-9.-]{1,9}(:[0-9]{1,4})?/)?[a-z0-9_-]{1,8}(/[a-z0-9._-]{1,8})?(:[A-Za-z0-9_.-]{1,20})?(@sha256:[0-9a-f]{64})?") {
        if let Ok(first) = text.parse::<Reference>() {
            prop_assert_eq!(first.to_string(), text);
            prop_assert_eq!(&first.to_string().parse::<Reference>().expect("was read before"), &first);
            let full: Reference = first.canonical().parse().expect("is a reference too");
            prop_assert_eq!((full.registry(), full.path(), full.effective_tag(), full.digest()), (first.registry(), first.path(), first.effective_tag(), first.digest()));
        }
    }

    #[test]
    fn errors_point_into_the_text(text in "\\PC{0,60}") {
        if let Err(error) = text.parse::<Reference>() {
            prop_assert!(text.is_char_boundary(error.position), "{} in {text:?}", error.position);
        }
    }

    #[test]
    fn no_tag_makes_it_panic(
        name in "(golang|hello-world|redis|openjdk|mcr.microsoft.com/(windows(/server|/servercore|/nanoserver|/servercore/iis|/insider)?|dotnet/(sdk|framework/sdk)|powershell)|microsoft/(iis|nanoserver|dotnet-framework)|a.b/c)",
        tag in "((ltsc20(16|22)|1809|4\\.8(\\.1)?|[68]\\.0|KB[0-9]{5,12}|10\\.0\\.[0-9]{1,6}(\\.[0-9]{1,11})?|nanoserver|windows(servercore)?|[0-9.]{1,5}|latest|amd64|[A-Za-z0-9]{1,6})[-_.]?){1,5}",
        year in 2015u16..2030, month in 1u8..13, slug in 0..RELEASES.len(),
    ) {
        let Ok(reference) = format!("{name}:{tag}").parse::<Reference>() else { return Ok(()) };
        let today = Date::new(year, month, 15);
        let meaning = image::meaning(&reference, Updates::builtin(), today);
        if let TagMeaning::Several(several) = &meaning {
            prop_assert!(several.releases.windows(2).all(|pair| pair[0].build > pair[1].build));
        }
        let _ = image::listing(&reference, today);
        if let Some(sibling) = sibling_tag(&reference, &RELEASES[slug], today) {
            let meaning = image::meaning(&sibling.reference, Updates::builtin(), today);
            let version = meaning.version().map(|version| version.build);
            prop_assert_eq!(version, Some(RELEASES[slug].build), "{} for {}", sibling.reference, reference);
        }
    }
}
