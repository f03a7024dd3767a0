//! What containerd and Docker are told of single registries, in a folder for each: mirrors and certificates of authorities of
//! one's own ([hosts.toml](https://github.com/containerd/containerd/blob/main/docs/hosts.md),
//! [certs.d](https://docs.docker.com/engine/security/certificates/)).

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// How the other side of a connection is trusted, where the machine's own certificates don't decide alone.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Trust {
    /// Files with certificates of authorities, beside those of the machine.
    pub(super) authorities: Vec<PathBuf>,
    /// The files with the certificate and the key to show; both can be in one.
    pub(super) client: Option<(PathBuf, PathBuf)>,
    /// Whoever answers is believed.
    pub(super) anybody: bool,
}

/// One address of a registry.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct RegistryAddress {
    /// As it is written, with or without `https://`.
    pub(super) address: String,
    pub(super) trust: Trust,
    /// The address has the beginning of the protocol's paths in it, `/v2` or another one.
    pub(super) whole_path: bool,
}

/// What is known of a registry.
#[derive(PartialEq, Eq, Default, Debug)]
pub(super) struct KnownRegistry {
    /// Asked first, in this order.
    pub(super) mirrors: Vec<RegistryAddress>,
    /// The registry itself, where it is said to be elsewhere.
    pub(super) server: Option<RegistryAddress>,
    /// For the registry itself, where it is not.
    pub(super) trust: Trust,
}

/// A `hosts.toml`.
#[derive(Deserialize, Default)]
struct HostsToml {
    server: Option<String>,
    #[serde(default)]
    host: toml::Table,
    #[serde(flatten)]
    own: HostSection,
}

/// What is said of one address.
#[derive(Deserialize, Default)]
struct HostSection {
    capabilities: Option<Vec<String>>,
    ca: Option<OneOrMany>,
    client: Option<Clients>,
    #[serde(default)]
    skip_verify: bool,
    #[serde(default)]
    override_path: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

/// A file, files, or files in pairs. The first one is shown.
#[derive(Deserialize)]
#[serde(untagged)]
enum Clients {
    One(PathBuf),
    Many(Vec<PathBuf>),
    Pairs(Vec<(PathBuf, PathBuf)>),
}

/// The folders in which containerd and Docker look by themselves.
pub(super) fn folders() -> Vec<PathBuf> {
    let program_data = std::env::var_os("ProgramData").filter(|_| cfg!(windows)).map(PathBuf::from);
    let of_windows = program_data.into_iter().flat_map(|data| ["containerd", "docker"].map(|name| data.join(name)));
    let of_unix = ["/etc/containerd", "/etc/docker"].map(PathBuf::from);
    let of_client = super::credentials::folder();
    of_unix.into_iter().chain(of_windows).chain(of_client).map(|folder| folder.join("certs.d")).collect()
}

/// What is kept about a registry, in the first of the folders that has anything.
///
/// # Errors
///
/// A `hosts.toml` that can't be read: containerd doesn't go past it either.
pub(super) fn known(registry: &str, folders: &[PathBuf]) -> Result<KnownRegistry, String> {
    let names = names(registry);
    let folder = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    match folder.into_iter().find(|folder| folder.is_dir()) {
        Some(folder) => in_folder(&folder),
        None => Ok(KnownRegistry::default()),
    }
}

/// The names that the folder of a registry can have. Windows allows no colon in them.
fn names(registry: &str) -> Vec<String> {
    let with_port = registry.rsplit_once(':').map(|(host, port)| format!("{host}_{port}_"));
    let plain = if cfg!(windows) { registry.replace(':', "") } else { registry.to_owned() };
    with_port.into_iter().chain([plain, "_default".to_owned()]).collect()
}

fn in_folder(folder: &Path) -> Result<KnownRegistry, String> {
    let file = folder.join("hosts.toml");
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(KnownRegistry { trust: certificates(folder), ..KnownRegistry::default() });
        }
        Err(error) => return Err(format!("{}: {error}", file.display())),
    };
    let read: Result<HostsToml, _> = toml::from_str(&text);
    let bad = |why: String| format!("{}: {}", file.display(), why.lines().next().unwrap_or_default());
    let HostsToml { server, host, own } = read.map_err(|error| bad(error.message().to_owned()))?;
    let mut known = KnownRegistry::default();
    for (address, said) in host {
        let said: HostSection = said.try_into().map_err(|error: toml::de::Error| bad(error.message().to_owned()))?;
        // A tag is only read from where it may be resolved.
        if said.capabilities.as_ref().is_none_or(|can| can.iter().any(|one| one == "resolve")) {
            known.mirrors.push(said.at(address, folder));
        }
    }
    match server {
        Some(server) => known.server = Some(own.at(server, folder)),
        None => known.trust = own.trust(folder),
    }
    Ok(known)
}

impl HostSection {
    fn at(&self, address: String, folder: &Path) -> RegistryAddress {
        RegistryAddress { address, trust: self.trust(folder), whole_path: self.override_path }
    }

    /// Files are named from the folder on.
    fn trust(&self, folder: &Path) -> Trust {
        let authorities = match &self.ca {
            None => &[][..],
            Some(OneOrMany::One(file)) => core::slice::from_ref(file),
            Some(OneOrMany::Many(files)) => files,
        };
        let client = match &self.client {
            None => None,
            Some(Clients::One(file)) => Some((file, file)),
            Some(Clients::Many(files)) => files.first().map(|file| (file, file)),
            Some(Clients::Pairs(pairs)) => pairs
                .first()
                .map(|(certificate, key)| (certificate, if key.as_os_str().is_empty() { certificate } else { key })),
        };
        Trust {
            authorities: authorities.iter().map(|file| folder.join(file)).collect(),
            client: client.map(|(certificate, key)| (folder.join(certificate), folder.join(key))),
            anybody: self.skip_verify,
        }
    }
}

/// Docker's pattern: `*.crt` are authorities, `*.cert` and `*.key` of the same name belong together.
fn certificates(folder: &Path) -> Trust {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let with =
        |end: &'static str| files.iter().filter(move |file| file.extension().is_some_and(|own| own == end)).cloned();
    let client = with("cert").find_map(|certificate| {
        let key = certificate.with_extension("key");
        key.is_file().then_some((certificate, key))
    });
    Trust { authorities: with("crt").collect(), client, anybody: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files, and what is known of a registry from it.
    fn known_from(name: &str, registry: &str, files: &[(&str, &str)]) -> (PathBuf, Result<KnownRegistry, String>) {
        let folder = std::env::temp_dir().join(format!("wincompat-hosts-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for (file, text) in files {
            let file = folder.join(file);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(file, text).expect("a file");
        }
        let known = known(registry, std::slice::from_ref(&folder));
        let _ = std::fs::remove_dir_all(&folder);
        (folder, known)
    }

    fn addresses(known: &KnownRegistry) -> Vec<&str> {
        known.mirrors.iter().chain(&known.server).map(|place| place.address.as_str()).collect()
    }

    #[test]
    fn hosts_are_asked_in_their_order_and_only_those_that_resolve() {
        let text = "server = \"https://up.corp\"\n[host.\"https://b.corp\"]\n[host.\"https://a.corp\"]\n  capabilities = [\"pull\", \"resolve\"]\n  override_path = true\n[host.\"https://public\"]\n  capabilities = [\"pull\"]\n";
        let (_, known) = known_from("order", "docker.io", &[("docker.io/hosts.toml", text)]);
        let known = known.expect("read");
        assert_eq!(addresses(&known), ["https://b.corp", "https://a.corp", "https://up.corp"]);
        assert_eq!(known.mirrors.iter().map(|place| place.whole_path).collect::<Vec<_>>(), [false, true]);
        let (_, other) = known_from("other", "mcr.microsoft.com", &[("docker.io/hosts.toml", text)]);
        assert_eq!(other, Ok(KnownRegistry::default()));
    }

    #[test]
    fn a_port_and_the_default() {
        for name in ["r.corp_5000_", "_default"] {
            let text = "[host.'https://m.corp']\n";
            let (_, known) = known_from(name, "r.corp:5000", &[(&format!("{name}/hosts.toml"), text)]);
            assert_eq!(addresses(&known.expect("read")), ["https://m.corp"], "{name}");
        }
    }

    #[test]
    fn certificates_are_named_from_the_folder_on() {
        let text = "ca = [\"a.pem\", \"/etc/b.pem\"]\nclient = [[\"c.cert\", \"c.key\"]]\n[host.\"https://m\"]\nskip_verify = true\nclient = \"d.pem\"\n";
        let (folder, known) = known_from("ca", "r.corp", &[("r.corp/hosts.toml", text)]);
        let (known, own) = (known.expect("read"), folder.join("r.corp"));
        assert_eq!(known.trust.authorities, [own.join("a.pem"), own.join(Path::new("/etc/b.pem"))]);
        assert_eq!(known.trust.client, Some((own.join("c.cert"), own.join("c.key"))));
        assert!(!known.trust.anybody && known.mirrors[0].trust.anybody);
        assert_eq!(known.mirrors[0].trust.client, Some((own.join("d.pem"), own.join("d.pem"))));
    }

    #[test]
    fn dockers_files_count_where_there_is_no_hosts_toml() {
        let files = [("r.corp/ca.crt", ""), ("r.corp/a.cert", ""), ("r.corp/b.cert", ""), ("r.corp/b.key", "")];
        let (folder, known) = known_from("docker", "r.corp", &files);
        let (known, own) = (known.expect("read"), folder.join("r.corp"));
        assert_eq!(known.trust.authorities, [own.join("ca.crt")]);
        assert_eq!(known.trust.client, Some((own.join("b.cert"), own.join("b.key"))));
    }

    #[test]
    fn a_file_that_is_none_is_named() {
        for text in ["server = https\n", "[host]\n\"https://a\" = 1\n", "ca = 1\n"] {
            let (_, known) = known_from("broken", "r.corp", &[("r.corp/hosts.toml", text)]);
            assert!(known.expect_err(text).contains("hosts.toml: "), "{text}");
        }
    }
}
