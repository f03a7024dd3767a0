//! The version of a cluster, as its nodes tell it.

use core::fmt;
use core::str::FromStr;

/// A version of Kubernetes 1, as a kubelet reports it: `v1.23.8`, `v1.29.3-eks-ae9a62a`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Kubernetes {
    /// 23 of 1.23.8.
    pub minor: u16,
    /// 8 of 1.23.8; `None` where only 1.23 is said.
    pub patch: Option<u16>,
}

/// The text is no version of Kubernetes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoVersion;

impl FromStr for Kubernetes {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Self, NoVersion> {
        let number = text.strip_prefix('v').unwrap_or(text).split(['-', '+']).next().unwrap_or_default();
        let mut parts = number.split('.').map(|part| part.parse::<u16>().map_err(|_| NoVersion));
        let (Some(Ok(1)), Some(minor)) = (parts.next(), parts.next()) else { return Err(NoVersion) };
        let version = Self { minor: minor?, patch: parts.next().transpose()? };
        if parts.next().is_some() { Err(NoVersion) } else { Ok(version) }
    }
}

impl fmt::Display for Kubernetes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.patch {
            Some(patch) => write!(f, "1.{}.{patch}", self.minor),
            None => write!(f, "1.{}", self.minor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kubernetes;

    #[test]
    fn versions_of_kubelets() {
        for (text, expected) in [
            ("v1.23.8", Some("1.23.8")),
            ("v1.29.3-eks-ae9a62a", Some("1.29.3")),
            ("v1.30.2+k3s1", Some("1.30.2")),
            ("1.32", Some("1.32")),
            ("v1", None),
            ("v10.0.20348", None),
            ("v1.30.", None),
            ("1.x", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok().map(|version: Kubernetes| version.to_string()).as_deref(), expected, "{text}");
        }
        let order = |one: &str, other: &str| one.parse::<Kubernetes>().unwrap().cmp(&other.parse().unwrap());
        assert!(order("v1.9.11", "v1.32.0").is_lt() && order("1.32", "1.32.1").is_lt());
    }
}
