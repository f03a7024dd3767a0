//! Whose registry a name is on, and what to know of it before a pull.

use super::grammar::Reference;
use super::lookalike::is_lookalike;
use super::repository::{self, Repository};

/// Something to know before an image is pulled: its name says more than its registry can promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// The registry, or the account on Docker Hub, only looks like Microsoft's.
    Lookalike,
    /// It has the name of a base image and is on somebody else's registry.
    Copy,
}

impl Doubt {
    /// The doubt in a sentence.
    pub fn sentence(self, reference: &Reference) -> String {
        let registry = owner(reference);
        match self {
            Self::Lookalike => format!(
                "{registry} only looks like Microsoft’s registry, which is mcr.microsoft.com. Check the name before you pull from it."
            ),
            Self::Copy => format!(
                "This is pulled from {registry}, not from Microsoft’s registry: whoever runs that decides what is in the image."
            ),
        }
    }
}

/// Registries where anybody publishes; an image on any other one is most likely the reader's own.
const SHARED: [&str; 14] = [
    "docker.io",
    "registry-1.docker.io",
    "mcr.microsoft.com",
    "ghcr.io",
    "quay.io",
    "gcr.io",
    "k8s.gcr.io",
    "registry.k8s.io",
    "public.ecr.aws",
    "registry.gitlab.com",
    "docker.elastic.co",
    "lscr.io",
    "nvcr.io",
    "container-registry.oracle.com",
];

impl Reference {
    /// Whether its registry is none of those that many publishers share.
    pub fn is_of_own_registry(&self) -> bool {
        !SHARED.contains(&self.registry().to_ascii_lowercase().as_str())
    }

    /// Whether it was built where it is used: a name without a registry or an account that is none of Docker's official ones.
    pub fn is_local(&self) -> bool {
        self.registry() == "docker.io" && !self.path().contains('/') && !self.is_public()
    }

    /// Whether somebody else makes it, most likely: it has an account's name on a registry that many share, or an official one, or
    /// is one of the images that AWS has for EKS (<https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html>).
    pub fn is_made_by_others(&self) -> bool {
        const OF_EKS: &str = "602401143452.dkr.ecr.";
        !self.is_local() && (self.registry().starts_with(OF_EKS) || !self.is_of_own_registry())
    }

    /// Whether its publisher is known to have Windows entries under some of its tags.
    pub fn has_windows_tags(&self) -> bool {
        let windows =
            !matches!(repository::of(self), Repository::Other | Repository::NeverWindows | Repository::Distribution);
        windows || repository::is_microsoft(self) && self.path().starts_with("oss/")
    }

    /// What to know about its registry before it is pulled; `None` for Microsoft's own and for names that claim nothing.
    pub fn doubt(&self) -> Option<Doubt> {
        if is_lookalike(self) {
            return Some(Doubt::Lookalike);
        }
        matches!(repository::of(self), Repository::Base { copy: true, .. }).then_some(Doubt::Copy)
    }
}

/// The registry, on Docker Hub with the account.
fn owner(reference: &Reference) -> String {
    match (reference.registry(), reference.path().split_once('/')) {
        ("docker.io", Some((account, _))) => format!("docker.io/{account}"),
        (registry, _) => registry.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_an_image_is() {
        let own = |text: &str| text.parse::<Reference>().expect("a reference").is_of_own_registry();
        for text in
            ["myacr.azurecr.io/shop:1.4", "localhost:5000/a:1", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1"]
        {
            assert!(own(text), "{text}");
        }
        for text in ["docker/getting-started", "ghcr.io/a/b:1", "nginx", "mcr.microsoft.com/mssql/server:2022-latest"] {
            assert!(!own(text), "{text}");
        }
    }

    #[test]
    fn who_publishes_for_windows() {
        let windows = |text: &str| text.parse::<Reference>().expect("a reference").has_windows_tags();
        for text in ["golang:1.25", "mcr.microsoft.com/dotnet/aspnet:8.0", "mcr.microsoft.com/oss/kubernetes/pause:3.9"]
        {
            assert!(windows(text), "{text}");
        }
        for text in ["docker/getting-started", "ghcr.io/nginx/nginx-gateway-fabric:2.0.2", "nginx", "python/x:1"] {
            assert!(!windows(text), "{text}");
        }
    }

    #[track_caller]
    fn doubt(text: &str, expected: Option<Doubt>) {
        assert_eq!(text.parse::<Reference>().expect("a reference").doubt(), expected, "{text}");
    }

    #[test]
    fn names_that_only_look_like_microsofts() {
        for registry in [
            "mcr.micros0ft.com",
            "mcr.rnicrosoft.com",
            "mcr.microsoft.com.evil.example",
            "mcr.microsoft.com.evil.example:5000",
            "MCR.MICR0SOFT.COM",
            "mcr-microsoft.com",
            "mcr-microsoft-com.example.org",
            "mcr.mircosoft.com",
            "mcr.microsft.com",
            "mcr.microsoftt.com",
            "mcr.microsoft.co",
            "notmicrosoft.com",
            "docker.io/micros0ft",
            "rnicrosoft",
        ] {
            for path in ["windows/servercore:ltsc2022", "nanoserver:1809", "web:1.0"] {
                let text = format!("{registry}/{path}");
                doubt(&text, Some(Doubt::Lookalike));
                assert_eq!(text.parse::<Reference>().expect("one").base_family(), None, "{text}");
            }
        }
    }

    #[test]
    fn names_that_do_not() {
        for text in [
            "mcr.microsoft.com/windows/servercore:ltsc2022",
            "MCR.microsoft.com/windows/servercore:ltsc2022",
            "eastus.data.mcr.microsoft.com/app:1",
            "microsoft/nanoserver",
            "servercore:ltsc2022",
            "contoso.azurecr.io/web:1.0",
            "registry.example.com/microsoft/web:1.0",
            "contoso/web:1.0",
            "openjdk:21-windowsservercore",
        ] {
            doubt(text, None);
        }
    }

    #[test]
    fn a_copy_says_where_it_is() {
        let text = "contoso.azurecr.io/windows/servercore:ltsc2022";
        doubt(text, Some(Doubt::Copy));
        let reference: Reference = text.parse().expect("a reference");
        assert!(Doubt::Copy.sentence(&reference).contains("pulled from contoso.azurecr.io, not from Microsoft’s"));
        let account: Reference = "micros0ft/nanoserver:1809".parse().expect("a reference");
        assert!(Doubt::Lookalike.sentence(&account).starts_with("docker.io/micros0ft only looks like"));
    }
}
