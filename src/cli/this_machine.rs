//! `--host this`: the Windows that this program runs on, as its registry has it
//! ([documentation](https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility#querying-version)).

use crate::rules::host::Host;
use crate::rules::release::Kind;
use crate::rules::rule::architecture;
use crate::rules::version::Version;

/// The words for it. `localhost` and the dot are what other tools take.
pub(super) fn is_meant(text: &str) -> bool {
    ["this", "local", "localhost", "."].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// What the registry says.
#[derive(Clone, Default, Debug)]
pub(super) struct Values {
    /// `CurrentBuild`
    pub(super) build: Option<String>,
    /// `UBR`
    pub(super) revision: Option<u32>,
    /// `InstallationType`: `Server`, `Server Core`, `Client`.
    pub(super) installation: Option<String>,
    /// `EditionID`: `ServerDatacenter`, `Professional`.
    pub(super) edition: Option<String>,
    /// Of the machine, whatever this program was compiled for: `AMD64`, `ARM64`.
    pub(super) architecture: Option<String>,
    /// There is a `ContainerType`: this is no machine but a container.
    pub(super) in_container: bool,
}

/// The host that these values name.
pub(super) fn host(values: &Values, kind: Option<Kind>) -> Result<Host, String> {
    if values.in_container {
        // Its registry is that of the image (https://github.com/ocurrent/docker-base-images/pull/348).
        return Err(
            "this is a container, so it would describe its image. Run this on the host, or name the host".to_owned()
        );
    }
    let build = values.build.as_deref().and_then(|build| build.trim().parse::<u16>().ok());
    let build = build.ok_or("this machine’s Windows registry has no build. Give --host the output of cmd /c ver")?;
    let version = Version { revision: values.revision, ..Version::of_build(build) };
    let found = values.installation.as_deref().map(|installation| match installation {
        "Client" => Kind::Client,
        // Server, Server Core, Nano Server.
        _ => Kind::Server,
    });
    let arch = values.architecture.as_deref().and_then(architecture::of_machine);
    Ok(Host { arch, ..Host::new(version, kind.or(found)) })
}

/// The registry of this machine.
#[cfg(windows)]
pub(super) fn values() -> Result<Values, String> {
    use winreg::RegKey;
    use winreg::enums::HKEY_LOCAL_MACHINE;
    let machine = RegKey::predef(HKEY_LOCAL_MACHINE);
    let version = machine
        .open_subkey(r"SOFTWARE\Microsoft\Windows NT\CurrentVersion")
        .map_err(|error| format!("can’t read this machine’s Windows registry: {error}"))?;
    let control = machine.open_subkey(r"SYSTEM\CurrentControlSet\Control");
    Ok(Values {
        build: version.get_value("CurrentBuild").ok(),
        revision: version.get_value("UBR").ok(),
        installation: version.get_value("InstallationType").ok(),
        edition: version.get_value("EditionID").ok(),
        architecture: machine
            .open_subkey(r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment")
            .and_then(|environment| environment.get_value("PROCESSOR_ARCHITECTURE"))
            .ok(),
        in_container: control.is_ok_and(|control| control.get_raw_value("ContainerType").is_ok()),
    })
}

/// There is none.
#[cfg(not(windows))]
pub(super) fn values() -> Result<Values, String> {
    Err("this machine doesn’t run Windows. Name the host, such as ws2022, or give its cmd /c ver output".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(build: &str, revision: u32, installation: &str) -> Values {
        let (build, installation) = (Some(build.to_owned()), Some(installation.to_owned()));
        Values { build, revision: Some(revision), installation, ..Values::default() }
    }

    #[test]
    fn the_registry_names_release_revision_and_kind() {
        for (build, revision, installation, version, slug) in [
            ("20348", 2700, "Server", "10.0.20348.2700", "ws2022"),
            ("17763", 6893, "Server Core", "10.0.17763.6893", "ws2019"),
            ("17763", 6893, "Client", "10.0.17763.6893", "w10-1809"),
            ("26100", 4061, "Client", "10.0.26100.4061", "w11-24h2"),
            ("26100", 4061, "Server", "10.0.26100.4061", "ws2025"),
        ] {
            let host = host(&values(build, revision, installation), None).expect("a host");
            assert_eq!(
                (host.version.to_string().as_str(), host.release.map(|release| release.slug)),
                (version, Some(slug))
            );
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let without = Values { build: None, ..values("", 0, "Server") };
        assert!(host(&without, None).unwrap_err().contains("has no build"));
        assert!(host(&values("ten", 1, "Server"), None).unwrap_err().contains("has no build"));
        let container = Values { in_container: true, ..values("20348", 1, "Server Core") };
        assert!(host(&container, None).unwrap_err().starts_with("this is a container"));
    }

    #[test]
    fn words_for_this_machine() {
        assert!(
            is_meant("this")
                && is_meant("LOCALHOST")
                && is_meant(" . ")
                && !is_meant("ws2022")
                && !is_meant("this one")
        );
    }
}
