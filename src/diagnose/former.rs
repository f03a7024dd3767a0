//! Names that Microsoft's images had on Docker Hub. They are gone from there, and some never said for which Windows they were:
//! <https://github.com/docker/for-win/issues/3761>, <https://github.com/dotnet/announcements/issues/197>.

use super::case::{Case, Found};
use super::cause::Cause::NoEntry;
use super::cause::Confidence::Likely;
use crate::rules::reference::Reference;

/// Repositories below `microsoft/` that are no base image, IIS or .NET Framework, with the word of a tag that decides, and where
/// they are now.
const NAMES: [(&str, &str, &str); 7] = [
    ("microsoft/dotnet", "sdk", "mcr.microsoft.com/dotnet/sdk"),
    ("microsoft/dotnet", "aspnetcore", "mcr.microsoft.com/dotnet/aspnet"),
    ("microsoft/dotnet", "runtime", "mcr.microsoft.com/dotnet/runtime"),
    ("microsoft/dotnet", "", "mcr.microsoft.com/dotnet/sdk"),
    ("microsoft/aspnetcore", "", "mcr.microsoft.com/dotnet/aspnet"),
    ("microsoft/aspnetcore-build", "", "mcr.microsoft.com/dotnet/sdk"),
    ("microsoft/powershell", "", "mcr.microsoft.com/powershell"),
];

/// Whether a reference has a name of Microsoft's from Docker Hub.
pub(crate) fn is_former(reference: &Reference) -> bool {
    reference.registry() == "docker.io" && reference.path().starts_with("microsoft/")
}

/// Where the image of such a name is published now; `None` where that isn't known.
pub(crate) fn published_now(reference: &Reference) -> Option<&'static str> {
    let tag = reference.effective_tag().unwrap_or_default();
    let named = || NAMES.iter().find(|(path, word, _)| *path == reference.path() && tag.contains(word));
    is_former(reference).then(|| reference.moved_to().or_else(|| named().map(|(.., now)| *now)))?
}

/// Builds such as that of Windows 10 1703 (R30): newer than the first images, older than the next ones.
pub(crate) const BETWEEN: core::ops::Range<u16> = 14394..16299;

impl Case<'_> {
    fn parsed(&self) -> Option<Reference> {
        self.reference?.parse().ok()
    }

    /// Whether the image has a former name of Microsoft's: all of them had entries for Windows.
    pub(super) fn has_former_name(&self) -> bool {
        self.parsed().is_some_and(|name| is_former(&name))
    }

    /// Of an image with entries for Windows, none is old enough for this host.
    pub(super) fn too_old_a_host(&self) -> Option<Found> {
        let name = self.parsed()?;
        let between = self.host_build().is_some_and(|build| BETWEEN.contains(&build));
        if !between || !(is_former(&name) || name.has_windows_tags()) {
            return None;
        }
        let text = format!(
            "Docker takes no entry that is newer than the host. For {} that leaves images for Windows Server 2016 (build 14393), \
             and this tag has none.",
            self.host_with_build()
        );
        let title = format!("{} has nothing old enough for {}", self.image_name(), self.host_name());
        Some(Found::new(NoEntry, Likely, title, text).not("a wrong name or a missing login (the registry answered)"))
    }

    /// Adds where an image with a former name is published now.
    pub(super) fn moved(&self, found: Found) -> Found {
        match self.parsed().as_ref().and_then(published_now) {
            Some(now) if self.has_former_name() => found.note(format!(
                "{} is a former name: Microsoft publishes this image as {now} now, not on Docker Hub.",
                self.image_name()
            )),
            _ => found,
        }
    }

    /// The tag is missing because the whole repository moved.
    pub(super) fn moved_away(&self, mut found: Found) -> Found {
        let Some(name) = self.parsed().filter(is_former) else { return found };
        found.title = format!("Microsoft doesn’t publish {} on Docker Hub any more", name.path());
        found.text = match published_now(&name) {
            Some(now) => format!("Microsoft’s images moved to its own registry. This one is {now} now."),
            None => "Microsoft’s images moved to its own registry, mcr.microsoft.com.".to_owned(),
        };
        found
    }
}

#[cfg(test)]
mod tests {
    use super::published_now;

    #[test]
    fn where_former_names_are_now() {
        for (name, now) in [
            ("microsoft/windowsservercore", Some("mcr.microsoft.com/windows/servercore")),
            ("microsoft/iis:nanoserver", Some("mcr.microsoft.com/windows/servercore/iis")),
            ("microsoft/dotnet-framework:4.7.2-runtime", Some("mcr.microsoft.com/dotnet/framework/runtime")),
            ("microsoft/dotnet:2.2-aspnetcore-runtime", Some("mcr.microsoft.com/dotnet/aspnet")),
            ("microsoft/dotnet:2.1-runtime", Some("mcr.microsoft.com/dotnet/runtime")),
            ("microsoft/dotnet:2.1-sdk", Some("mcr.microsoft.com/dotnet/sdk")),
            ("microsoft/aspnetcore:2.0", Some("mcr.microsoft.com/dotnet/aspnet")),
            ("microsoft/oms", None),
            ("contoso/iis", None),
            ("nanoserver:1809", None),
        ] {
            assert_eq!(published_now(&name.parse().expect("a name")), now, "{name}");
        }
    }
}
