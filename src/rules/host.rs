//! The Windows machine that runs containers.

use core::fmt;

use crate::rules::{
    release::{self, Kind, Release},
    version::Version,
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
}

impl Host {
    /// The host with this version. Where a server and a client share the build, `kind` decides, then the revision, then the
    /// server is meant ([`release::of_version`]).
    pub fn new(version: Version, kind: Option<Kind>) -> Self {
        let release = release::of_version(version, kind);
        let resolved = release.map(|release| release.kind).or(kind).unwrap_or(Kind::Server);
        let kind_conflict = kind.is_some_and(|kind| kind != resolved);
        let kind_settled = kind.is_some() || release::kind_by_revision(version).is_some();
        Self { version, release, kind: resolved, kind_conflict, kind_settled }
    }

    /// A host with this release, its revision not given.
    pub const fn of(release: &'static Release) -> Self {
        Self {
            version: release.of(),
            release: Some(release),
            kind: release.kind,
            kind_conflict: false,
            kind_settled: true,
        }
    }

    /// Reads a release's slug or name, a version or a build.
    ///
    /// # Errors
    ///
    /// What was seen, where, and what was expected.
    pub fn parse(text: &str, kind: Option<Kind>) -> Result<Self, HostError> {
        let text = text.trim();
        let named = |release: &&Release| {
            [release.slug, release.name, release.also]
                .iter()
                .any(|name| name.eq_ignore_ascii_case(text) && !text.is_empty())
        };
        match release::RELEASES.iter().find(named) {
            Some(release) => {
                Ok(Self { kind_conflict: kind.is_some_and(|kind| kind != release.kind), ..Self::of(release) })
            }
            None => text.parse().map(|version| Self::new(version, kind)).map_err(HostError),
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

    /// The name of the release, or "build …" where it is not known.
    pub fn name(&self) -> String {
        match self.release {
            Some(release) => release.name.to_owned(),
            None => format!("Windows build {}", self.version.build),
        }
    }
}

/// A text that names no host.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HostError(
    /// Why it is not a version either.
    pub crate::rules::version::VersionError,
);

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. A host is a release such as ws2022 or w11-24h2, or a version such as 10.0.20348.2113", self.0)
    }
}

impl core::error::Error for HostError {}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        (self.version, self.kind, self.release.map(|r| r.slug))
            == (other.version, other.kind, other.release.map(|r| r.slug))
    }
}

impl Eq for Host {}

impl fmt::Display for Host {
    /// The shortest text that means this host again (together with its kind where [`Host::needs_kind`]): the slug, or the
    /// version where the revision or an unknown build has to be kept.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.release {
            Some(release) if self.version.revision.is_none() => f.write_str(release.slug),
            _ => self.version.fmt(f),
        }
    }
}
