//! Accounts: the user that a container's program runs as, and the domain account that a credential spec names.

use super::case::{Case, Found};
use super::cause::{Cause, Confidence};
use super::missing::Missing;
use super::program::{Base, base};

/// What Windows couldn't log on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Logon {
    /// A user that the image has made, in the Nano Server of Windows Server 2025.
    NanoOf2025,
    /// The user that the container's program is to run as.
    User,
    /// Somebody, somewhere.
    Unknown,
}

/// Which user it was, by the error's line and the image with its build. The Nano Server of 2025 has no domain for its own users:
/// <https://github.com/microsoft/Windows-Containers/issues/640> (R39).
pub(crate) fn logon_of(line: &str, reference: Option<&str>, build: Option<u16>) -> Logon {
    let line = line.to_ascii_lowercase();
    let domain = ["0x54b", "8007054b", "#1355", "specified domain either"].iter().any(|words| line.contains(words));
    match () {
        () if !line.contains("createprocess") => Logon::Unknown,
        () if domain && base(reference) == Some(Base::Nano) && build == Some(26100) => Logon::NanoOf2025,
        () => Logon::User,
    }
}

/// A user that Windows couldn't log on. Containers take users without a password only, and few of Windows' own:
/// <https://github.com/moby/moby/issues/28585>.
pub(super) fn logon(case: &Case<'_>, mut found: Found) -> Found {
    match logon_of(&case.incident.error.line, case.reference, case.image_build()) {
        Logon::NanoOf2025 => {
            found.title = "Nano Server 2025 can’t log on a user that the image has made".to_owned();
            found.text =
                "Nano Server ltsc2025 has an empty local domain, so Windows finds none for the image’s own user \
                          (0x54b). Nano Server ltsc2022 and Server Core have one."
                    .to_owned();
        }
        Logon::User => {
            found.title = "Windows couldn’t log on the container’s user".to_owned();
            found.text = "The container runs. Windows couldn’t log on the user that its program is to run as (USER in the \
                          Dockerfile, --user, runAsUserName): the image doesn’t have this user, the user has a password, or \
                          containers can’t use it."
                .to_owned();
        }
        Logon::Unknown if is_creation(&case.incident.error.line) => {
            return found.note(
                "If the container has a credential spec, it is the domain’s account (gMSA): on the host, test it with \
                 Test-ADServiceAccount.",
            );
        }
        Logon::Unknown => {}
    }
    found
}

/// Whether the container was only being made, so that nothing was started in it.
fn is_creation(line: &str) -> bool {
    ["CreateComputeSystem", "CreateContainer"].iter().any(|call| line.contains(call))
}

/// A number without a sentence, for a container with a domain account: what fetches the account keeps a log of its own
/// (<https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/gmsa-troubleshooting>).
pub(super) fn behind_number(mut found: Found) -> Found {
    found.cause = Cause::NotCompatibility;
    found.confidence = Confidence::Possible;
    found.title = "The container’s domain account (gMSA) comes first".to_owned();
    found.text =
        "Windows gives only a number. The container has a credential spec, so the host’s Container Credential Guard \
                  (CCG) fetches an account for it before it starts. The guard’s log says whether that failed."
            .to_owned();
    let found = found.not("a version mismatch (Windows gives a sentence for that, not just a number)");
    found
        .open(Missing::other(
            "What does the Container Credential Guard say? Run this on the host.",
            "Get-WinEvent -LogName Microsoft-Windows-Containers-CCG/Admin -MaxEvents 20",
        ))
        .open(Missing::other(
            "Is the plug-in that the credential spec names (PluginGUID) registered?",
            "Get-ChildItem HKLM:\\SYSTEM\\CurrentControlSet\\Control\\CCG\\COMClasses",
        ))
}
