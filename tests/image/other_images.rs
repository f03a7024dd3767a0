//! Tags of images on top of the base images.

use crate::means;

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
        ("mcr.microsoft.com/dotnet/framework/runtime:3.5-windowsservercore-1709", "1709"),
        ("mcr.microsoft.com/windows/servercore/iis:windowsservercore-1903", "1903"),
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
        "registry.example.com/mssql/server:2022-latest",
        "registry.example.com/mssql/server:2019-latest",
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
        "registry.example.com/app:linux-windows-amd64",
        "registry.example.com/app",
        "registry.example.com/golang:1.24",
    ] {
        assert_eq!(means(text), "unknown", "{text}");
    }
}

#[test]
#[rustfmt::skip]
fn this_image_has_no_such_tag() {
    for (text, expected) in [
        ("mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2019", "other-word -> mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-1809", "other-word -> mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2019"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2016", "never-published"),
        ("mcr.microsoft.com/windows/servercore/iis:windowsservercore-1809", "other-word -> mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019"),
        ("golang:1.24-windowsservercore-ltsc2019", "other-word -> golang:1.24-windowsservercore-1809"),
        ("golang:1.10-nanoserver-ltsc2016", "other-word -> golang:1.10-nanoserver-sac2016"),
        ("python:3.13-windowsservercore-1903", "never-published"),
        ("mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2025", "never-published -> mcr.microsoft.com/dotnet/framework/runtime:4.8.1-windowsservercore-ltsc2025"),
        ("mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2019", "never-published -> mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019"),
    ] {
        assert_eq!(means(text), format!("no such tag: {expected}"), "{text}");
    }
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
    assert_eq!(means("golang:1.24-alpine"), "linux: in-tag");
    assert_eq!(means("mcr.microsoft.com/dotnet/sdk:6.0-alpine"), "linux: in-tag");
    assert_eq!(means("ubuntu:24.04"), "linux: distribution");
    assert_eq!(means("mcr.microsoft.com/mssql/server:2022-latest"), "linux: sql-server");
    assert_eq!(means("mcr.microsoft.com/azure-storage/azurite"), "linux: azurite");
    assert_eq!(means("mcr.microsoft.com/azure-cli:2.60.0"), "linux: azure-cli");
    assert_eq!(means("registry.example.com/mssql/server:2022-latest"), "unknown");
    assert_eq!(means("microsoft/mssql-server-windows-developer"), "unknown");
    assert_eq!(means("golang:1.24"), means("docker.io/library/golang:1.24"));
    assert_eq!(means("registry.example.com/app:1.24"), "unknown");
}

/// Docker has no official image of such a name, so nothing is there to run; somebody's own may be called so.
#[test]
fn a_base_image_without_its_registry_can_be_misspelt() {
    for (name, misspelt) in [
        ("servercor:ltsc2022", true),
        ("nanosever:1809", true),
        ("contoso/servercor:ltsc2022", false),
        ("servercore2022:ltsc2022", false),
    ] {
        let image = wincompat::Image::parse(name).unwrap();
        assert_eq!(image.no_such_tag().is_some(), misspelt, "{name}");
    }
}
