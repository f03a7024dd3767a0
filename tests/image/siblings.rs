//! The same image on another Windows version.

use wincompat::Date;
use wincompat::rules::reference::{Listing, sibling_tag};
use wincompat::rules::release::by_slug;

use crate::TODAY;
use crate::reference;

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
#[rustfmt::skip]
fn the_same_image_on_another_windows_version() {
    for (text, slug, expected) in [
        ("mcr.microsoft.com/windows/servercore:ltsc2019", "ws2022", "mcr.microsoft.com/windows/servercore:ltsc2022 current"),
        ("mcr.microsoft.com/windows/servercore:1809-KB4493509", "ws2025", "mcr.microsoft.com/windows/servercore:ltsc2025 current"),
        ("mcr.microsoft.com/windows/servercore:ltsc2019-amd64", "ws2022", "mcr.microsoft.com/windows/servercore:ltsc2022-amd64 current"),
        ("mcr.microsoft.com/windows/nanoserver:1809-arm32v7", "ws2022", "mcr.microsoft.com/windows/nanoserver:ltsc2022 current"),
        ("mcr.microsoft.com/windows/nanoserver:1809", "ws2016", "mcr.microsoft.com/windows/nanoserver:sac2016 until 2018-10-09"),
        ("mcr.microsoft.com/windows:1809", "ws2022", "mcr.microsoft.com/windows/server:ltsc2022 current"),
        ("mcr.microsoft.com/windows/server:ltsc2022", "ws2019", "mcr.microsoft.com/windows:1809 current"),
        ("mcr.microsoft.com/windows/servercore:ltsc2019", "ws23h2", "none"),
        ("mcr.microsoft.com/windows/server:ltsc2022", "ws2016", "none"),
        ("microsoft/windowsservercore:1709", "ws2019", "mcr.microsoft.com/windows/servercore:ltsc2019 current"),
        ("registry.example.com/windows/servercore:ltsc2019", "ws2022", "registry.example.com/windows/servercore:ltsc2022 by name"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809", "ws2022", "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022 current"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022", "ws2019", "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809 current"),
        ("mcr.microsoft.com/dotnet/sdk:8.0.11-nanoserver-1809", "ws2025", "mcr.microsoft.com/dotnet/sdk:8.0.11-nanoserver-ltsc2025 by name"),
        ("mcr.microsoft.com/dotnet/sdk:6.0-windowsservercore-ltsc2019", "ws2022", "mcr.microsoft.com/dotnet/sdk:6.0-windowsservercore-ltsc2022 until 2025-01-14"),
        ("mcr.microsoft.com/dotnet/sdk:6.0-nanoserver-1809", "ws2025", "none"),
        ("mcr.microsoft.com/dotnet/sdk:8.0", "ws2022", "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022 current"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-alpine", "ws2022", "none"),
        ("mcr.microsoft.com/dotnet/sdk", "ws2022", "none"),
        ("mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019", "ws2025", "mcr.microsoft.com/dotnet/framework/sdk:4.8.1-windowsservercore-ltsc2025 current, other version"),
        ("mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2022", "ws2022", "mcr.microsoft.com/dotnet/framework/sdk:4.8.1-windowsservercore-ltsc2022 current, other version"),
        ("mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019", "ws2016", "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2016 current"),
        ("mcr.microsoft.com/dotnet/framework/aspnet:4.8-20250909-windowsservercore-ltsc2019", "ws2016", "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2016 current"),
        ("mcr.microsoft.com/dotnet/framework/aspnet:4.8", "ws2022", "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022 current, other version"),
        ("mcr.microsoft.com/dotnet/framework/aspnet:3.5-windowsservercore-ltsc2019", "ws2022", "mcr.microsoft.com/dotnet/framework/aspnet:3.5-windowsservercore-ltsc2022 until 2025-10-14"),
        ("microsoft/dotnet-framework:4.7.2-sdk-windowsservercore-ltsc2016", "ws2019", "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019 current, other version"),
        ("mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019", "ws2025", "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2025 current"),
        ("mcr.microsoft.com/windows/servercore/iis", "ws2022", "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022 current"),
        ("microsoft/iis:windowsservercore-1709", "ws2019", "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019 current"),
        ("microsoft/iis:windowsservercore-10.0.14393.1715", "ws2019", "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019 current"),
        ("microsoft/aspnet:4.7.1-windowsservercore-10.0.14393.1715", "ws2022", "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022 current, other version"),
        ("contoso/web:1.2-windowsservercore-10.0.14393.1715", "ws2019", "contoso/web:1.2-windowsservercore-ltsc2019 by name"),
        ("contoso/web:10.0.1-beta", "ws2019", "none"),
        ("mcr.microsoft.com/powershell:lts-nanoserver-1809", "ws2022", "mcr.microsoft.com/powershell:lts-nanoserver-ltsc2022 by name"),
        ("mcr.microsoft.com/powershell:lts-nanoserver-1809", "ws2025", "none"),
        ("golang:1.24-windowsservercore-ltsc2022", "ws2025", "golang:1.24-windowsservercore-ltsc2025 current"),
        ("golang:1.24-windowsservercore-ltsc2022", "ws2019", "golang:1.24-windowsservercore-1809 until 2025-05-30"),
        ("golang:1.25-nanoserver-ltsc2022", "ws2025", "golang:1.25-nanoserver-ltsc2025 current"),
        ("golang:1.27-windowsservercore-ltsc2022", "ws2025", "golang:1.27-windowsservercore-ltsc2025 current"),
        ("golang:1.15.10-nanoserver-1809", "ws2022", "golang:1.15.10-nanoserver-ltsc2022 by name"),
        ("golang:1.24.9-windowsservercore-ltsc2022", "ws2025", "golang:1.24.9-windowsservercore-ltsc2025 current"),
        ("golang:1.24.2-windowsservercore-ltsc2022", "ws2025", "golang:1.24.2-windowsservercore-ltsc2025 by name"),
        ("python:3.8-windowsservercore-1809", "ws2022", "python:3.8-windowsservercore-ltsc2022 by name"),
        ("python:3.13-windowsservercore-ltsc2022", "ws2025", "python:3.13-windowsservercore-ltsc2025 current"),
        ("python:3-windowsservercore-1809", "ws2022", "python:3-windowsservercore-ltsc2022 current"),
        ("python:2-windowsservercore-1809", "ws2022", "python:2-windowsservercore-ltsc2022 by name"),
        ("mongo:4.2-windowsservercore-1809", "ws2022", "mongo:4.2-windowsservercore-ltsc2022 by name"),
        ("mongo:8.0-windowsservercore-ltsc2022", "ws2025", "mongo:8.0-windowsservercore-ltsc2025 current"),
        ("julia:1.6-windowsservercore-1809", "ws2022", "julia:1.6-windowsservercore-ltsc2022 by name"),
        ("mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2022", "ws2019", "none"),
        ("mcr.microsoft.com/dotnet/aspnet:10.0-preview-nanoserver-ltsc2022", "ws2019", "mcr.microsoft.com/dotnet/aspnet:10.0-preview-nanoserver-1809 until 2025-07-15"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-preview-nanoserver-ltsc2022", "ws2025", "mcr.microsoft.com/dotnet/sdk:8.0-preview-nanoserver-ltsc2025 by name"),
        ("mcr.microsoft.com/oss/kubernetes/pause:3.9-windows-ltsc2022-amd64", "ws2019", "mcr.microsoft.com/oss/kubernetes/pause:3.9-windows-1809-amd64 by name"),
        ("mcr.microsoft.com/oss/kubernetes/pause:3.9-windows-1809-amd64", "ws2022", "mcr.microsoft.com/oss/kubernetes/pause:3.9-windows-ltsc2022-amd64 by name"),
        ("fluent/fluent-bit:windows-2019-3.1.9", "ws2022", "fluent/fluent-bit:windows-2022-3.1.9 by name"),
        ("golang", "ws2022", "golang:windowsservercore-ltsc2022 current"),
        ("golang:1.24-nanoserver", "ws2022", "golang:1.24-nanoserver-ltsc2022 current"),
        ("nats:2.10", "ws2025", "none"),
        ("eclipse-temurin:17-jdk", "ws2022", "eclipse-temurin:17-jdk-windowsservercore-ltsc2022 current"),
        ("golang:1.24-alpine", "ws2022", "none"),
        ("golang:ltsc2016_nanoserver", "ws2019", "none"),
        ("nginx", "ws2022", "none"),
        ("registry.example.com/app:2.1-nanoserver-1809", "ws2022", "registry.example.com/app:2.1-nanoserver-ltsc2022 by name"),
        ("registry.example.com/app:2.1-ltsc2019-eu", "ws2022", "registry.example.com/app:2.1-ltsc2022-eu by name"),
        ("registry.example.com/app:servercore1809", "ws2022", "registry.example.com/app:servercore21H2 by name"),
        ("registry.example.com/app:windowsservercore-2019", "ws2022", "registry.example.com/app:windowsservercore-2022 by name"),
        ("registry.example.com/app:2.1", "ws2022", "none"),
        ("registry.example.com/app:10.0.17763.2114", "ws2022", "none"),
    ] {
        assert_eq!(sibling(text, slug), expected, "{text} on {slug}");
    }
}

#[test]
fn whether_a_tag_is_maintained() {
    let listing = |text: &str| reference::listing(&reference(text), TODAY);
    assert_eq!(listing("mcr.microsoft.com/windows/servercore:ltsc2022"), Some(Listing::Current));
    assert_eq!(listing("mcr.microsoft.com/windows/servercore:20H2"), Some(Listing::Until(Date::new(2022, 8, 9))));
    assert_eq!(listing("golang:1.24-windowsservercore-1809"), Some(Listing::Until(Date::new(2025, 5, 30))));
    assert_eq!(listing("golang:1.24-windowsservercore-ltsc2022"), Some(Listing::Current));
    assert_eq!(listing("mcr.microsoft.com/dotnet/sdk:8.0.11-nanoserver-1809"), None);
    assert_eq!(
        listing("mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2022"),
        Some(Listing::Until(Date::new(2025, 10, 14)))
    );
    assert_eq!(listing("mcr.microsoft.com/dotnet/framework/sdk:4.8-20250909-windowsservercore-ltsc2019"), None);
    assert_eq!(listing("mcr.microsoft.com/windows/servercore:ltsc2022-KB5059092"), None);
    assert_eq!(listing("mcr.microsoft.com/windows/servercore:10.0.17763.437"), None);
    assert_eq!(listing("registry.example.com/app:ltsc2022"), None);
}
