//! Reading, printing and asking references.

use wincompat::{Family, Reference};

use crate::reference;

#[test]
#[rustfmt::skip]
fn parts_of_a_reference() {
    let parts = |text: &str| {
        let r = reference(text);
        let part = |part: Option<&str>| part.unwrap_or("-").to_owned();
        format!("{} {} {} {}", r.registry(), r.path(), part(r.tag()), part(r.digest()))
    };
    let digest = format!("sha256:{}", "0a".repeat(32));
    assert_eq!(parts("mcr.microsoft.com/windows/servercore:ltsc2022"), "mcr.microsoft.com windows/servercore ltsc2022 -");
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
    assert_eq!(reference("docker.io/library/a/b").canonical(), "docker.io/library/a/b:latest");
    assert_eq!(reference("microsoft/iis").canonical(), "docker.io/microsoft/iis:latest");
    assert_eq!(reference("docker.io/library/golang:1").canonical(), "docker.io/library/golang:1");
    let digest = format!("localhost/app@sha256:{}", "0a".repeat(32));
    assert_eq!(reference(&digest).canonical(), digest);
    assert_eq!(reference("a.b/c:1").with_tag("2").map(|r| r.to_string()).as_deref(), Ok("a.b/c:2"));
    assert!(reference("a.b/c:1").with_tag("").is_err());
}

#[test]
#[rustfmt::skip]
fn errors_say_where_and_what() {
    let error = |text: &str| {
        let error = text.parse::<Reference>().expect_err("not a reference");
        format!("{}: {error}", error.position)
    };
    assert_eq!(error(""), "0: nothing here; expected an image such as mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(error(" \t"), "2: nothing here; expected an image such as mcr.microsoft.com/windows/servercore:ltsc2022");
    assert_eq!(error("https://mcr.microsoft.com/windows"), "0: an address with ://; expected the image alone, such as mcr.microsoft.com/windows:1809");
    assert_eq!(error(&"0f".repeat(32)), "0: an image ID, which says nothing elsewhere; expected the name and tag of the image");
    assert_eq!(error(&format!("sha256:{}", "0f".repeat(32))), "0: an image ID, which says nothing elsewhere; expected the name and tag of the image");
    assert_eq!(error("golang:${TAG}"), "7: a variable at character 8; expected its value");
    assert_eq!(error("Golang"), "0: found 'G' at character 1; the name of an image has no capital letters");
    assert_eq!(error("mcr.microsoft.com/windows/serverCore"), "32: found 'C' at character 33; the name of an image has no capital letters");
    assert_eq!(error("golang 1.24"), "6: an image name has no spaces (character 7)");
    assert_eq!(error("a..b"), "2: found '.' at character 3 in the image name; expected lower-case letters and digits, with single separators between them");
    assert_eq!(error("a/-b"), "2: found '-' at character 3 in the image name; expected lower-case letters and digits, with single separators between them");
    assert_eq!(error("a//b"), "2: found '/' at character 3 in the image name; expected lower-case letters and digits, with single separators between them");
    assert_eq!(error(":ltsc2022"), "0: found ':' at character 1 in the image name; expected lower-case letters and digits, with single separators between them");
    assert_eq!(error("mcr.microsoft.com/"), "18: ends at character 19 in the image name; expected lower-case letters and digits, with single separators between them");
    assert_eq!(error("golang:"), "7: ends at character 8 in the tag; expected letters, digits, '_', '.' or '-'");
    assert_eq!(error("golang:-1"), "7: found '-' at character 8 in the tag; expected letters, digits, '_', '.' or '-'");
    assert_eq!(error("golang:1:2"), "8: found ':' at character 9 in the tag; expected letters, digits, '_', '.' or '-'");
    assert_eq!(error("  golang:1 2"), "10: an image name has no spaces (character 11)");
    assert_eq!(error("a.b:x/c"), "4: found 'x' at character 5 in the port; expected digits");
    assert_eq!(error("a.b:/c"), "4: found '/' at character 5 in the port; expected digits");
    assert_eq!(error("a_b.c/d"), "1: found '_' at character 2 in the registry; expected a host name such as mcr.microsoft.com");
    assert_eq!(error("a@sha256"), "8: ends at character 9 in the digest; expected sha256: and 64 hexadecimal digits");
    assert_eq!(error("a@sha256:0f"), "11: ends at character 12 in the digest; expected sha256: and 64 hexadecimal digits");
    assert_eq!(error("a@sha256:0fx"), "11: found 'x' at character 12 in the digest; expected sha256: and 64 hexadecimal digits");
    assert_eq!(error(&format!("a:{}", "1".repeat(129))), "130: the tag is longer than 128 characters");
    assert_eq!(error(&format!("a/{}", "b".repeat(300))), "255: the image name is longer than 255 characters");
}

#[test]
#[rustfmt::skip]
fn what_else_a_reference_says() {
    let family = |text: &str| (reference(text).base_family(), reference(text).built_on());
    assert_eq!(family("mcr.microsoft.com/windows/servercore:ltsc2022"), (Some(Family::ServerCore), Some(Family::ServerCore)));
    assert_eq!(family("registry.example.com/mcr/windows/server:ltsc2022"), (Some(Family::Server), Some(Family::Server)));
    assert_eq!(family("golang:1.24-nanoserver-ltsc2022"), (None, Some(Family::NanoServer)));
    assert_eq!(family("mcr.microsoft.com/powershell:windowsserver-ltsc2022"), (None, Some(Family::Server)));
    assert_eq!(family("registry.example.com/windows/agent:1"), (None, None));
    let arch = |text: &str| reference(text).arch().map(|arch| arch.slug());
    assert_eq!(arch("mcr.microsoft.com/windows/nanoserver:ltsc2025-arm64"), Some("arm64"));
    assert_eq!(arch("mcr.microsoft.com/windows/nanoserver:1809-arm32v7"), Some("arm32v7"));
    assert_eq!(arch("mcr.microsoft.com/windows/nanoserver:1809"), None);
    for public in
        ["mcr.microsoft.com/anything:1", "golang", "nginx:1", "microsoft/iis", "microsoft/nanoserver", "windows:1809", "dotnet/framework:4.8", "powershell"]
    {
        assert!(reference(public).is_public(), "{public}");
    }
    for private in ["registry.example.com/windows/servercore:1809", "acme/golang", "acme-secret", "acme/servercore"] {
        assert!(!reference(private).is_public(), "{private}");
    }
    assert_eq!(reference("microsoft/nanoserver:1709").moved_to(), Some("mcr.microsoft.com/windows/nanoserver"));
    assert_eq!(reference("mcr.microsoft.com/windows/nanoserver").moved_to(), None);
    // What people call an image of .NET in short is one where the tag has a version of .NET and a base.
    for (short, now) in [
        ("aspnet:4.8-windowsservercore-ltsc2019", Some("mcr.microsoft.com/dotnet/framework/aspnet")),
        ("runtime:3.5-windowsservercore-ltsc2022", Some("mcr.microsoft.com/dotnet/framework/runtime")),
        ("aspnet:3.1-nanoserver-1809", Some("mcr.microsoft.com/dotnet/aspnet")),
        ("sdk:10.0-windowsservercore-ltsc2025", Some("mcr.microsoft.com/dotnet/sdk")),
        ("sdk:1.4-windowsservercore-ltsc2019", None),
        ("runtime:1.2", None),
        ("registry.example.com/aspnet:4.8-windowsservercore-ltsc2019", None),
    ] {
        assert_eq!(reference(short).moved_to(), now, "{short}");
    }
}
