//! The Windows machine that runs containers.

use core::fmt;

use crate::rules::{
    place::{self, Place},
    reference::{Arch, nearest_all},
    release::{self, Kind, Release},
    version::{Version, VersionError, VersionErrorKind},
};

/// A container host: a version, and the release it belongs to where the catalogue knows it.
#[derive(Clone, Copy, Debug)]
pub struct Host {
    /// Its version.
    pub version: Version,
    /// The release, `None` for a build the catalogue does not know.
    pub release: Option<&'static Release>,
    /// Server or client. For an unknown build: as asked, else server.
    pub kind: Kind,
    /// A kind was asked for that this build never had.
    pub kind_conflict: bool,
    /// Somebody said whether it is a server or a client, so a shared build is not ambiguous.
    pub kind_settled: bool,
    /// Its processor, where somebody said it.
    pub arch: Option<Arch>,
    /// It is a Home edition, which has no containers (rule R35).
    pub home: bool,
    /// The name of its own that it was called by, such as that of a hosted runner (rule R36).
    pub place: Option<&'static Place>,
}

impl Host {
    /// The host with this version. Where a server and a client share the build, `kind` decides, then the revision, then the
    /// server is meant ([`release::of_version`]).
    pub fn new(version: Version, kind: Option<Kind>) -> Self {
        let release = release::of_version(version, kind);
        let resolved = release.map(|release| release.kind).or(kind).unwrap_or(Kind::Server);
        let kind_conflict = kind.is_some_and(|kind| kind != resolved);
        let kind_settled = kind.is_some() || release::kind_by_revision(version).is_some();
        Self { kind: resolved, kind_conflict, kind_settled, ..Self::bare(version, release) }
    }

    /// A host with this release, its revision not given.
    pub const fn of(release: &'static Release) -> Self {
        Self { kind: release.kind, kind_settled: true, ..Self::bare(release.of(), Some(release)) }
    }

    const fn bare(version: Version, release: Option<&'static Release>) -> Self {
        Self {
            version,
            release,
            kind: Kind::Server,
            kind_conflict: false,
            kind_settled: false,
            arch: None,
            home: false,
            place: None,
        }
    }

    /// The machine with a name of its own: a hosted runner, an Azure Local.
    pub fn at(place: &'static Place) -> Self {
        let kind = if place.client { Kind::Client } else { Kind::Server };
        let host = Self::new(Version::of_build(place.build), Some(kind));
        Self { arch: Some(place.arch), place: Some(place), ..host }
    }

    /// Reads a release's slug or name, the name of a hosted runner or another place, a version or a build. `-arm64` and `-home`
    /// behind a slug or a version name its processor and its edition.
    ///
    /// # Errors
    ///
    /// What was seen, where, and what was expected.
    pub fn parse(text: &str, kind: Option<Kind>) -> Result<Self, HostError> {
        let text = text.trim();
        if let Some(place) = place::named(text) {
            return Ok(Self::at(place));
        }
        if let Some(rest) = text.strip_suffix("-arm64") {
            return Self::parse(rest, kind).map(|host| Self { arch: Some(Arch::Arm64), ..host });
        }
        if let Some(rest) = text.strip_suffix("-home") {
            return Self::parse(rest, kind.or(Some(Kind::Client))).map(|host| Self { home: true, ..host });
        }
        let named = |release: &&Release| {
            [release.slug, release.name, release.also]
                .iter()
                .any(|name| name.eq_ignore_ascii_case(text) && !text.is_empty())
        };
        match release::RELEASES.iter().find(named) {
            Some(release) => {
                Ok(Self { kind_conflict: kind.is_some_and(|kind| kind != release.kind), ..Self::of(release) })
            }
            None => text
                .parse()
                .map(|version| Self::new(version, kind))
                .map_err(|error| HostError::of(text).unwrap_or(HostError::Version(error))),
        }
    }

    /// Whether the kind has to be said, because without it this version would mean the other release of the build.
    pub fn needs_kind(&self) -> bool {
        release::of_version(self.version, None).is_some_and(|default| default.kind != self.kind)
    }

    /// The release of the other kind that shares this host's build.
    pub fn twin(&self) -> Option<&'static Release> {
        release::with_build(self.version.build).find(|other| other.kind != self.kind)
    }

    /// The same where nothing says which of the two it is.
    pub fn open_twin(&self) -> Option<&'static Release> {
        self.twin().filter(|_| !self.kind_settled && !self.kind_conflict)
    }

    /// That this release was taken, and not the other one of the build.
    pub fn assumed(&self, other: &Release) -> String {
        format!("Build {} is {} and {}. {} was assumed.", other.build, self.name(), other.name, self.name())
    }

    /// The name of the release, with the edition and processor that matter, or "build …" where it is not known.
    pub fn name(&self) -> String {
        let mut name = match self.release {
            Some(release) => release.name.to_owned(),
            None => format!("Windows build {}", self.version.build),
        };
        if self.home {
            name.push_str(" Home");
        }
        if self.arch == Some(Arch::Arm64) {
            name.push_str(" on ARM64");
        }
        match self.place {
            Some(place) => format!("{}, {name}", place.name),
            None => name,
        }
    }
}

/// A text that names no host.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HostError {
    /// Neither a name nor a version; why it is no version.
    Version(VersionError),
    /// A Windows that has no containers.
    WithoutContainers(&'static str),
    /// Docker Desktop, which runs on several Windows releases.
    DockerDesktop,
    /// Nearly the name of one release, or of two.
    Near(&'static Release, Option<&'static Release>),
}

impl HostError {
    /// What is known of a name that is no host's, beyond that it is no version.
    fn of(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        if let Some(name) = without_containers(text) {
            return Some(Self::WithoutContainers(name));
        }
        if lower.contains("docker desktop") || lower.contains("docker for windows") {
            return Some(Self::DockerDesktop);
        }
        let names = release::RELEASES.iter().flat_map(|release| [release.slug, release.name]);
        let near = nearest_all(text, names);
        let called = |name: &str| release::RELEASES.iter().find(|release| release.slug == name || release.name == name);
        match near.as_slice() {
            [only] => Some(Self::Near(called(only)?, None)),
            [one, other] => Some(Self::Near(called(one)?, called(other))),
            _ => None,
        }
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // A word, not a version that was mistyped.
            Self::Version(VersionError { kind: VersionErrorKind::ExpectedDigit(Some(_)), position: 0 }) => {
                f.write_str("This isn’t a Windows release we know")?;
            }
            Self::Version(error) => error.fmt(f)?,
            Self::WithoutContainers(name) => write!(
                f,
                "{name} can’t run Windows containers. They need Windows Server 2016 or Windows 10 version 1607, or later"
            )?,
            Self::DockerDesktop => f.write_str(
                "Docker Desktop runs on Windows 10 and 11: name the Windows release, or paste the output of cmd /c ver",
            )?,
            Self::Near(one, None) => write!(f, "No release has this name. Did you mean {} ({})?", one.slug, one.name)?,
            Self::Near(one, Some(other)) => {
                write!(f, "No release has this name. Did you mean {} or {}?", one.slug, other.slug)?;
            }
        }
        if matches!(self, Self::Near(..) | Self::WithoutContainers(_)) {
            return Ok(());
        }
        f.write_str(". A host is a release such as ws2022 or w11-24h2, or a version such as 10.0.20348.2113")
    }
}

/// Windows from before containers, the longer names first.
const WITHOUT_CONTAINERS: [(&str, &str); 11] = [
    ("server2012r2", "Windows Server 2012 R2"),
    ("server2012", "Windows Server 2012"),
    ("server2008r2", "Windows Server 2008 R2"),
    ("server2008", "Windows Server 2008"),
    ("ws2012r2", "Windows Server 2012 R2"),
    ("ws2012", "Windows Server 2012"),
    ("2012r2", "Windows Server 2012 R2"),
    ("2008r2", "Windows Server 2008 R2"),
    ("windows81", "Windows 8.1"),
    ("windows8", "Windows 8"),
    ("windows7", "Windows 7"),
];

/// What `ver` prints before Windows 10: <https://learn.microsoft.com/windows/win32/sysinfo/operating-system-version>.
const VERSIONS_BEFORE: [(&str, &str); 3] = [
    ("Version 6.1.", "Windows 6.1 (Windows Server 2008 R2, Windows 7)"),
    ("Version 6.2.", "Windows 6.2 (Windows Server 2012, Windows 8)"),
    ("Version 6.3.", "Windows 6.3 (Windows Server 2012 R2, Windows 8.1)"),
];

/// The Windows from before containers that a name or the output of `ver` means, if it does: `Windows Server 2012 R2 Datacenter`.
pub fn without_containers(name: &str) -> Option<&'static str> {
    if let Some((_, name)) = VERSIONS_BEFORE.into_iter().find(|(version, _)| name.contains(version)) {
        return Some(name);
    }
    // In ASCII, as all these names are: the tables of Unicode would weigh as much as all releases.
    let squeezed: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let squeezed = squeezed.strip_prefix("microsoft").unwrap_or(&squeezed);
    let starts = |word: &str| {
        let rest = squeezed
            .strip_prefix("windows")
            .filter(|_| word.starts_with("server"))
            .unwrap_or(squeezed)
            .strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    WITHOUT_CONTAINERS.into_iter().find(|(word, _)| starts(word)).map(|(_, name)| name)
}

impl core::error::Error for HostError {}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        let key = |host: &Self| {
            let place = host.place.map(|place| place.name);
            (host.version, host.kind, host.release.map(|release| release.slug), host.arch, host.home, place)
        };
        key(self) == key(other)
    }
}

impl Eq for Host {}

impl fmt::Display for Host {
    /// The shortest text that means this host again (together with its kind where [`Host::needs_kind`]): the slug, or the
    /// version where the revision or an unknown build has to be kept.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.release, self.place) {
            (_, Some(place)) if self.version == Version::of_build(place.build) => return f.write_str(place.name),
            (Some(release), _) if self.version.revision.is_none() => f.write_str(release.slug)?,
            _ => self.version.fmt(f)?,
        }
        if self.arch == Some(Arch::Arm64) {
            f.write_str("-arm64")?;
        }
        if self.home { f.write_str("-home") } else { Ok(()) }
    }
}
