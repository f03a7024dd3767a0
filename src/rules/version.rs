//! Windows versions: `major.minor.build[.revision]`.

use core::fmt;
use core::str::FromStr;

/// A Windows version as Microsoft writes it: `10.0.17763` or `10.0.17763.973`.
///
/// All Windows releases that run containers are 10.0; the *build* names the release and the *revision* (also called UBR,
/// update build revision) the cumulative update. Both container runtimes parse the build as an unsigned 16-bit number
/// ([hcsshim](https://github.com/microsoft/hcsshim/blob/7c9ff7f48138/osversion/osversion_windows.go)); the revision is a
/// registry `DWORD`.
///
/// Ordering is by release, then by revision, with "revision not given" before every given one.
///
/// ```
/// use wincompat::Version;
/// let host: Version = "10.0.17763.973".parse()?;
/// assert_eq!((host.build, host.revision), (17763, Some(973)));
/// assert_eq!("17763.973".parse::<Version>()?, host);
/// assert!(host < "10.0.20348".parse()?);
/// # Ok::<(), wincompat::VersionError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version {
    /// 10 on every release that runs Windows containers.
    pub major: u16,
    /// 0 on every release that runs Windows containers.
    pub minor: u16,
    /// Names the release: 14393 is Windows Server 2016, 26100 is Windows Server 2025.
    pub build: u16,
    /// The cumulative update; `None` where it is not known, which is not the same as 0.
    pub revision: Option<u32>,
}

impl Version {
    /// A 10.0 version without a revision.
    pub const fn of_build(build: u16) -> Self {
        Self { major: 10, minor: 0, build, revision: None }
    }

    /// The same version with this revision.
    pub const fn with_revision(self, revision: u32) -> Self {
        Self { revision: Some(revision), ..self }
    }

    /// The three-part version, which names the release.
    pub const fn release(self) -> Self {
        Self { revision: None, ..self }
    }

    /// Whether this is a 10.0 version (rule R1).
    pub const fn is_windows_10(self) -> bool {
        self.major == 10 && self.minor == 0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.build)?;
        match self.revision {
            Some(revision) => write!(f, ".{revision}"),
            None => Ok(()),
        }
    }
}

impl serde::Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why a text is not a version, and where in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VersionError {
    /// Byte offset of the first character that does not fit; the length of the text where it ends too early.
    pub position: usize,
    /// What was wrong there.
    pub kind: VersionErrorKind,
}

/// What was wrong with a version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionErrorKind {
    /// Nothing there but blanks.
    Empty,
    /// A character that is not a digit where a number was expected.
    ExpectedDigit(Option<char>),
    /// A number larger than Windows gives to that part.
    OutOfRange {
        /// The part's name: `major`, `minor`, `build` or `revision`.
        part: &'static str,
        /// The largest number that part can hold.
        max: u32,
    },
    /// More than four parts, or text after the last one.
    ExpectedEnd(char),
    /// Two parts are `build.revision`, one is `build`; this first number is too small for a build.
    NotABuild(u32),
}

impl fmt::Display for VersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use VersionErrorKind::*;
        match self.kind {
            Empty => f.write_str("nothing here; expected a version such as 10.0.17763 or 10.0.17763.973"),
            ExpectedDigit(None) => write!(f, "ends at character {} where a number was expected", self.position + 1),
            ExpectedDigit(Some(seen)) => {
                write!(f, "found '{}' at character {}, expected a digit", seen.escape_debug(), self.position + 1)
            }
            OutOfRange { part, max } => {
                write!(
                    f,
                    "the {part} number at character {} is larger than {max}, the largest one Windows has",
                    self.position + 1
                )
            }
            ExpectedEnd(seen) => {
                write!(
                    f,
                    "found '{}' at character {}, expected the end of the version",
                    seen.escape_debug(),
                    self.position + 1
                )
            }
            NotABuild(number) => write!(
                f,
                "{number} at character {} is not a Windows build; expected a build such as 17763 or a version such as 10.0.17763",
                self.position + 1
            ),
        }
    }
}

impl core::error::Error for VersionError {}

/// Windows 10 started at build 10240; a smaller lone number is something else.
const FIRST_BUILD: u32 = 10240;

impl FromStr for Version {
    type Err = VersionError;

    /// Reads `10.0.17763`, `10.0.17763.973`, `17763` or `17763.973`, with blanks around it allowed.
    fn from_str(text: &str) -> Result<Self, VersionError> {
        let start = text.len() - text.trim_start().len();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(VersionError { position: start, kind: VersionErrorKind::Empty });
        }
        let mut parts = [(0u32, 0usize); 4];
        let mut count = 0;
        let mut at = start;
        let end = start + trimmed.len();
        loop {
            let (number, next) = digits(text, at, end)?;
            parts[count] = (number, at);
            count += 1;
            at = next;
            if at == end {
                break;
            }
            let seen = text[at..].chars().next().expect("before the end");
            if seen != '.' || count == 4 {
                return Err(VersionError { position: at, kind: VersionErrorKind::ExpectedEnd(seen) });
            }
            at += 1;
        }
        let (major, minor, build, revision) = match count {
            1 | 2 if parts[0].0 < FIRST_BUILD => {
                return Err(VersionError { position: parts[0].1, kind: VersionErrorKind::NotABuild(parts[0].0) });
            }
            1 => ((10, start), (0, start), parts[0], None),
            2 => ((10, start), (0, start), parts[0], Some(parts[1].0)),
            3 => (parts[0], parts[1], parts[2], None),
            _ => (parts[0], parts[1], parts[2], Some(parts[3].0)),
        };
        Ok(Self {
            major: narrow(major, "major")?,
            minor: narrow(minor, "minor")?,
            build: narrow(build, "build")?,
            revision,
        })
    }
}

fn digits(text: &str, at: usize, end: usize) -> Result<(u32, usize), VersionError> {
    let run = text[at..end].bytes().take_while(u8::is_ascii_digit).count();
    if run == 0 {
        let seen = text[at..end].chars().next();
        return Err(VersionError { position: at, kind: VersionErrorKind::ExpectedDigit(seen) });
    }
    let number = text[at..at + run].parse().map_err(|_| VersionError {
        position: at,
        kind: VersionErrorKind::OutOfRange { part: "version", max: u32::MAX },
    })?;
    Ok((number, at + run))
}

fn narrow((number, position): (u32, usize), part: &'static str) -> Result<u16, VersionError> {
    u16::try_from(number)
        .map_err(|_| VersionError { position, kind: VersionErrorKind::OutOfRange { part, max: u32::from(u16::MAX) } })
}
