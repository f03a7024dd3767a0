//! Names that Microsoft's images had on Docker Hub. They are gone from there, and some never said for which Windows they were:
//! <https://github.com/docker/for-win/issues/3761>, <https://github.com/dotnet/announcements/issues/197>.

use super::grammar::Reference;
use super::repository;

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

impl Reference {
    /// Whether it has a name of Microsoft's from Docker Hub.
    pub fn is_former(&self) -> bool {
        repository::is_former(self)
    }

    /// Where the image of such a name is published now; `None` where that isn't known.
    pub fn published_now(&self) -> Option<&'static str> {
        let tag = self.effective_tag().unwrap_or_default();
        let named = || NAMES.iter().find(|(path, word, _)| *path == self.path() && tag.contains(word));
        self.is_former().then(|| self.moved_to().or_else(|| named().map(|(.., now)| *now)))?
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::reference::Reference;

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
            let reference: Reference = name.parse().expect("a name");
            assert_eq!(reference.published_now(), now, "{name}");
        }
    }
}
