//! Which image a repository holds, as far as its name says.

use super::grammar::Reference;
use super::lookalike::is_lookalike;
use super::official::{self, Official};
use crate::rules::release::Family;

/// Microsoft's registry.
const MICROSOFT: &str = "mcr.microsoft.com";
pub(super) const DOCKER: &str = "docker.io";

/// The images of .NET Framework: one repository each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Framework {
    Runtime,
    Aspnet,
    Sdk,
    Wcf,
}

/// What a repository holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Repository {
    /// Base images; a copy is in somebody's own registry, where other tags may exist.
    Base {
        family: Family,
        copy: bool,
    },
    /// Base images of pre-release builds.
    Insider,
    /// Internet Information Services.
    Iis,
    Framework(Framework),
    /// .NET, formerly .NET Core.
    DotNet,
    PowerShell,
    /// A former name on Docker Hub of one of the images above; its plain tags are not on record.
    Former(FormerImage),
    /// An official image of Docker with Windows entries.
    Official(&'static Official),
    /// An official image of Docker that never had any.
    NeverWindows,
    /// A distribution of Linux.
    Distribution,
    /// Had Windows entries for half a year.
    Redis,
    Other,
}

/// What a former repository held, apart from base images.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FormerImage {
    Iis,
    Framework,
}

impl Repository {
    /// The image whose tags follow the same convention.
    pub(super) fn convention(self) -> Self {
        match self {
            Self::Former(FormerImage::Iis) => Self::Iis,
            Self::Former(FormerImage::Framework) => Self::Framework(Framework::Runtime),
            other => other,
        }
    }
}

/// Names that Microsoft's images have, or had on Docker Hub until 2018 and 2019, and where they are now.
static MICROSOFT_NAMES: [(&str, &str, Repository); 22] = {
    use Repository::*;
    const fn base(family: Family) -> Repository {
        Base { family, copy: false }
    }
    const IIS: &str = "mcr.microsoft.com/windows/servercore/iis";
    const RUNTIME: &str = "mcr.microsoft.com/dotnet/framework/runtime";
    const ASPNET: &str = "mcr.microsoft.com/dotnet/framework/aspnet";
    const WCF: &str = "mcr.microsoft.com/dotnet/framework/wcf";
    [
        ("windows/servercore", Family::ServerCore.repository(), base(Family::ServerCore)),
        ("windows/nanoserver", Family::NanoServer.repository(), base(Family::NanoServer)),
        ("windows/server", Family::Server.repository(), base(Family::Server)),
        ("windows", Family::Windows.repository(), base(Family::Windows)),
        ("servercore", Family::ServerCore.repository(), base(Family::ServerCore)),
        ("nanoserver", Family::NanoServer.repository(), base(Family::NanoServer)),
        ("microsoft/windowsservercore", Family::ServerCore.repository(), base(Family::ServerCore)),
        ("microsoft/nanoserver", Family::NanoServer.repository(), base(Family::NanoServer)),
        ("windows/servercore/iis", IIS, Iis),
        ("iis", IIS, Iis),
        ("microsoft/iis", IIS, Former(FormerImage::Iis)),
        ("dotnet/framework", RUNTIME, Framework(self::Framework::Runtime)),
        ("dotnet/framework/runtime", RUNTIME, Framework(self::Framework::Runtime)),
        ("dotnet/framework/aspnet", ASPNET, Framework(self::Framework::Aspnet)),
        ("dotnet/framework/sdk", "mcr.microsoft.com/dotnet/framework/sdk", Framework(self::Framework::Sdk)),
        ("dotnet/framework/wcf", WCF, Framework(self::Framework::Wcf)),
        ("microsoft/dotnet-framework", RUNTIME, Former(FormerImage::Framework)),
        ("microsoft/aspnet", ASPNET, Former(FormerImage::Framework)),
        ("microsoft/wcf", WCF, Former(FormerImage::Framework)),
        ("dotnet/runtime", "mcr.microsoft.com/dotnet/runtime", DotNet),
        ("dotnet/aspnet", "mcr.microsoft.com/dotnet/aspnet", DotNet),
        ("dotnet/sdk", "mcr.microsoft.com/dotnet/sdk", DotNet),
    ]
};

fn named(reference: &Reference) -> Option<&'static (&'static str, &'static str, Repository)> {
    let path = reference.path();
    MICROSOFT_NAMES.iter().find(|(name, ..)| *name == path || is_last_part(name, reference))
}

/// Whether it is written by the last part of a name of .NET, `aspnet:4.8-windowsservercore-ltsc2019`, as people shorten it. Its tag
/// has to say that it is one of those: `runtime:1.2` may be anybody's.
fn is_last_part(name: &str, reference: &Reference) -> bool {
    const FRAMEWORK: [&str; 7] = ["3.5", "4.6.2", "4.7", "4.7.1", "4.7.2", "4.8", "4.8.1"];
    const CORE: [&str; 9] = ["2.1", "3.1", "5.0", "6.0", "7.0", "8.0", "9.0", "10.0", "11.0"];
    let Some((version, base)) = reference.tag().and_then(|tag| tag.split_once('-')) else { return false };
    let [core, nano] = ["windowsservercore", "nanoserver"].map(|name| base.starts_with(name));
    let parent = match () {
        () if core && FRAMEWORK.contains(&version) => "dotnet/framework/",
        () if (core || nano) && CORE.contains(&version) => "dotnet/",
        () => return false,
    };
    name.strip_prefix(parent) == Some(reference.path())
}

/// Whether the reference is in Microsoft's registry.
pub(super) fn is_microsoft(reference: &Reference) -> bool {
    reference.registry().eq_ignore_ascii_case(MICROSOFT)
}

/// Whether the reference is beside the base images, in a namespace where Microsoft alone publishes.
pub(super) fn is_base_namespace(reference: &Reference) -> bool {
    is_microsoft(reference) && reference.path().starts_with("windows/")
}

/// Whether the name is one from before Microsoft had a registry of its own, when `latest` was Windows Server 2016.
pub(super) fn is_former(reference: &Reference) -> bool {
    reference.registry() == DOCKER && reference.path().starts_with("microsoft/")
}

/// Whether a name on Docker Hub is what people write for an image of Microsoft: without its registry, or as it was.
pub(super) fn is_short(reference: &Reference) -> bool {
    reference.registry() == DOCKER && (named(reference).is_some() || reference.path() == "powershell")
}

/// What the repository of a reference holds.
pub(super) fn of(reference: &Reference) -> Repository {
    if is_lookalike(reference) {
        return Repository::Other;
    }
    let path = reference.path();
    let docker = reference.registry() == DOCKER;
    if is_microsoft(reference) || docker {
        if let Some((.., repository)) = named(reference) {
            return *repository;
        }
        if path.starts_with("windows/") && path.ends_with("/insider") {
            return Repository::Insider;
        }
        if matches!(path, "dotnet/core/runtime" | "dotnet/core/aspnet" | "dotnet/core/sdk") {
            return Repository::DotNet;
        }
        if path == "powershell" {
            return Repository::PowerShell;
        }
    }
    if docker && official::DISTRIBUTIONS.contains(&path) {
        return Repository::Distribution;
    }
    if docker && !path.contains('/') {
        if let Some(official) = official::named(path) {
            return Repository::Official(official);
        }
        if official::NEVER_WINDOWS.contains(&path) {
            return Repository::NeverWindows;
        }
        if path == "redis" {
            return Repository::Redis;
        }
    }
    match copied_family(path) {
        Some(family) => Repository::Base { family, copy: true },
        None => Repository::Other,
    }
}

/// The family that a copy of a base image keeps in its name.
fn copied_family(path: &str) -> Option<Family> {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "servercore" | "windowsservercore" => Some(Family::ServerCore),
        "nanoserver" => Some(Family::NanoServer),
        "server" if parent == "windows" || parent.ends_with("/windows") => Some(Family::Server),
        _ => None,
    }
}

/// Where an image of Microsoft is published, if the reference writes it another way.
pub(super) fn moved_to(reference: &Reference) -> Option<&'static str> {
    if reference.registry() != DOCKER {
        return None;
    }
    if reference.path() == "powershell" {
        return Some("mcr.microsoft.com/powershell");
    }
    named(reference).map(|(_, now, _)| *now)
}

/// The name to write for a reference's image: where it is published now, or else as typed.
pub(super) fn current_name(reference: &Reference) -> &str {
    moved_to(reference).unwrap_or(reference.name())
}
