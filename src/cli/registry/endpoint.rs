//! Where a registry answers: its own address, the mirrors before it, and whether it speaks TLS.

use std::net::IpAddr;

use super::hosts::{KnownRegistry, RegistryAddress, Trust};
use crate::rules::reference::Reference;

/// Docker Hub's name in references, and the host that speaks its protocol.
const DOCKER_HUB: &str = "docker.io";
const DOCKER_HUB_HOST: &str = "registry-1.docker.io";
/// Where the protocol begins.
const PATH: &str = "/v2";

/// What the machine or the command line says about registries.
#[derive(Clone, Default, Debug)]
pub(super) struct Settings {
    /// Asked first, in this order: addresses, or hosts.
    pub(super) mirrors: Vec<Mirror>,
    /// Hosts with their port that are asked without TLS.
    pub(super) plain_http: Vec<String>,
    /// Every registry is asked without TLS.
    pub(super) all_plain: bool,
}

/// Another place that has the same images.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mirror {
    pub(super) address: String,
    /// Docker asks its mirrors for images of Docker Hub only
    /// ([documentation](https://docs.docker.com/docker-hub/image-library/mirror/)).
    pub(super) hub_only: bool,
}

/// One address to ask.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Endpoint {
    /// `https://registry-1.docker.io`, without a slash at the end.
    pub(super) base: String,
    /// Its host with the port, where one is written.
    pub(super) host: String,
    /// The name that credentials are kept under.
    pub(super) account: String,
    pub(super) trust: Trust,
    /// The path before that of the repository: `/v2`, unless the address has it already.
    pub(super) path: &'static str,
    /// The registry that a mirror stands in for, which containerd tells it.
    pub(super) of: Option<String>,
}

impl Endpoint {
    /// Whether what is sent can be read on the way.
    pub(super) fn is_plain(&self) -> bool {
        self.base.starts_with("http://")
    }
}

/// The addresses for a reference, in the order in which they are asked.
pub(super) fn endpoints(reference: &Reference, settings: &Settings, known: KnownRegistry) -> Vec<Endpoint> {
    let registry = reference.registry();
    let of_hub = registry == DOCKER_HUB;
    let mirrors = settings.mirrors.iter().filter(|mirror| of_hub || !mirror.hub_only);
    let mut endpoints: Vec<Endpoint> = mirrors.map(|mirror| address(&mirror.address, settings)).collect();
    endpoints.extend(known.mirrors.into_iter().map(|place| at(place, registry, settings)));
    endpoints.push(match known.server {
        Some(server) if !of_hub || !server.address.ends_with(DOCKER_HUB) => at(server, registry, settings),
        // `https://docker.io`, as many write, is no registry.
        Some(server) => hub(server.trust),
        None if of_hub => hub(known.trust),
        None => Endpoint { trust: known.trust, ..address(registry, settings) },
    });
    endpoints
}

fn hub(trust: Trust) -> Endpoint {
    let account = super::credentials::DOCKER_HUB.to_owned();
    let base = format!("https://{DOCKER_HUB_HOST}");
    Endpoint { base, host: DOCKER_HUB_HOST.to_owned(), account, trust, path: PATH, of: None }
}

/// An address of `hosts.toml`, which may end with the beginning of the protocol's paths.
fn at(place: RegistryAddress, registry: &str, settings: &Settings) -> Endpoint {
    let whole = place.address.trim_end_matches('/');
    let found = address(whole.strip_suffix(PATH).filter(|_| !place.whole_path).unwrap_or(whole), settings);
    let of = (found.host != registry && found.host != DOCKER_HUB_HOST).then(|| registry.to_owned());
    let account =
        if found.host == DOCKER_HUB_HOST { super::credentials::DOCKER_HUB } else { &found.account }.to_owned();
    Endpoint { trust: place.trust, path: if place.whole_path { "" } else { PATH }, of, account, ..found }
}

/// The path of the repository within the registry, as the protocol has it: `library/golang`.
pub(super) fn repository(reference: &Reference) -> String {
    match reference.path() {
        path if reference.registry() == DOCKER_HUB && !path.contains('/') => format!("library/{path}"),
        path => path.to_owned(),
    }
}

fn address(text: &str, settings: &Settings) -> Endpoint {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, text),
    };
    let rest = rest.trim_end_matches('/');
    let host = rest.split('/').next().unwrap_or_default().to_owned();
    let plain = match scheme {
        Some(scheme) => scheme.eq_ignore_ascii_case("http"),
        None => settings.all_plain || is_loopback(&host) || settings.plain_http.contains(&host),
    };
    let base = format!("{}://{rest}", if plain { "http" } else { "https" });
    Endpoint { base, account: host.clone(), host, trust: Trust::default(), path: PATH, of: None }
}

/// Whether a host, with or without a port, is this machine: engines ask it without TLS
/// ([Docker](https://github.com/moby/moby/blob/b985e2313a/daemon/pkg/registry/config.go)).
pub(super) fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn asks(reference: &str, settings: &Settings, expected: &[&str]) {
        let reference = reference.parse().expect("a reference");
        let bases: Vec<String> =
            endpoints(&reference, settings, KnownRegistry::default()).into_iter().map(|one| one.base).collect();
        assert_eq!(bases, expected, "{reference}");
    }

    #[test]
    fn a_registry_is_asked_at_its_own_name() {
        let none = Settings::default();
        asks("mcr.microsoft.com/windows/servercore:ltsc2022", &none, &["https://mcr.microsoft.com"]);
        asks("golang", &none, &["https://registry-1.docker.io"]);
        asks("index.docker.io/library/golang", &none, &["https://registry-1.docker.io"]);
        asks("registry.example.com:5000/app", &none, &["https://registry.example.com:5000"]);
    }

    #[test]
    fn this_machine_is_asked_without_tls() {
        let none = Settings::default();
        asks("localhost:5000/app", &none, &["http://localhost:5000"]);
        asks("127.0.0.1:5000/app", &none, &["http://127.0.0.1:5000"]);
        asks("127.example.com/app", &none, &["https://127.example.com"]);
        assert!(is_loopback("[::1]:5000") && is_loopback("127.8.8.8") && !is_loopback("[::2]:5000"));
    }

    #[test]
    fn plain_http_is_for_the_host_it_is_allowed_for() {
        let settings = Settings { plain_http: vec!["10.1.2.3:5000".to_owned()], ..Settings::default() };
        asks("10.1.2.3:5000/app", &settings, &["http://10.1.2.3:5000"]);
        asks("10.1.2.3:5001/app", &settings, &["https://10.1.2.3:5001"]);
        let all = Settings { all_plain: true, ..Settings::default() };
        asks("registry.corp/app", &all, &["http://registry.corp"]);
    }

    #[test]
    fn the_engines_mirrors_are_for_docker_hub_only() {
        let mirror = |address: &str, hub_only| Mirror { address: address.to_owned(), hub_only };
        let mirrors = vec![mirror("https://mirror.corp/hub/", true), mirror("http://cache:5000", false)];
        let settings = Settings { mirrors, ..Settings::default() };
        asks("golang", &settings, &["https://mirror.corp/hub", "http://cache:5000", "https://registry-1.docker.io"]);
        asks(
            "mcr.microsoft.com/windows/nanoserver:1809",
            &settings,
            &["http://cache:5000", "https://mcr.microsoft.com"],
        );
    }

    #[test]
    fn official_images_live_under_library_on_docker_hub_only() {
        let path = |text: &str| repository(&text.parse().expect("a reference"));
        assert_eq!(path("golang"), "library/golang");
        assert_eq!(path("library/golang"), "library/golang");
        assert_eq!(path("contoso/app"), "contoso/app");
        assert_eq!(path("localhost:5000/golang"), "golang");
    }
}
