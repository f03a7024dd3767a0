//! One address of a registry: requests, the way in, and errors in words.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use ureq::http::{HeaderMap, Response};
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body};

use super::auth::{Challenge, Token, challenges};
use super::credentials::Credential;
use super::endpoint::{Endpoint, is_loopback};
use super::hosts::Trust;
use super::problem::{Account, RegistryProblem};

/// Docker’s own limit for a manifest
/// ([moby](https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2.go)).
const LARGEST: u64 = 4 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// An address that is asked, and what it was shown so far.
pub(super) struct Client<'a> {
    agent: Agent,
    /// One that trusts what is kept for this address alone, and whether that is what it takes.
    own: Option<Agent>,
    own_fits: Cell<bool>,
    endpoint: &'a Endpoint,
    repository: &'a str,
    /// The image’s name without its tag, for messages.
    name: &'a str,
    credential: Option<Credential>,
    account: Account,
    /// The `Authorization` that the address accepted.
    shown: RefCell<Option<String>>,
}

/// A document and the digest of its bytes.
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    pub(super) digest: String,
}

/// Which document: a manifest by tag or digest, or the configuration of an image.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    Tag(&'a str),
    Manifest(&'a str),
    Config(&'a str),
}

impl Wanted<'_> {
    fn path(self) -> String {
        match self {
            Self::Tag(reference) | Self::Manifest(reference) => format!("manifests/{reference}"),
            Self::Config(digest) => format!("blobs/{digest}"),
        }
    }

    fn title(self) -> String {
        match self {
            Self::Tag(tag) => format!("tag {tag}"),
            Self::Manifest(digest) => format!("manifest {digest}"),
            Self::Config(digest) => format!("configuration {digest}"),
        }
    }
}

impl<'a> Client<'a> {
    pub(super) fn new(
        endpoint: &'a Endpoint,
        repository: &'a str,
        name: &'a str,
        credential: Result<Option<Credential>, String>,
    ) -> Result<Self, RegistryProblem> {
        let (credential, account) = match credential {
            Ok(Some(credential)) => (Some(credential), Account::Kept),
            Ok(None) => (None, Account::None),
            Err(why) => (None, Account::Unreadable(why)),
        };
        let machines = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let own = match endpoint.trust == Trust::default() {
            true => None,
            false => Some(agent(&endpoint.host, tls(&endpoint.trust)?)),
        };
        Ok(Self {
            agent: agent(&endpoint.host, machines),
            own,
            own_fits: Cell::new(true),
            endpoint,
            repository,
            name,
            credential,
            account,
            shown: RefCell::default(),
        })
    }

    /// Fetches a document, whole and checked against its digest where it is asked for by one.
    pub(super) fn fetch(&self, wanted: Wanted<'_>) -> Result<Fetched, RegistryProblem> {
        let Endpoint { base, path, of, .. } = self.endpoint;
        let of = of.as_ref().map(|registry| format!("?ns={registry}")).unwrap_or_default();
        let url = format!("{base}{path}/{}/{}{of}", self.repository, wanted.path());
        let mut response = self.get(&url)?;
        if response.status() == 401 {
            let shown = self.enter(response.headers())?;
            *self.shown.borrow_mut() = Some(shown);
            response = self.get(&url)?;
        }
        if response.status() != 200 {
            return Err(self.refused(response, wanted));
        }
        let bytes = self.read(&mut response)?;
        let digest = sha256(&bytes);
        match wanted {
            Wanted::Manifest(expected) | Wanted::Config(expected)
                if expected.starts_with("sha256:") && *expected != digest =>
            {
                Err(RegistryProblem::WrongDigest { expected: expected.to_owned(), actual: digest })
            }
            _ => Ok(Fetched { bytes, digest }),
        }
    }

    fn get(&self, url: &str) -> Result<Response<Body>, RegistryProblem> {
        let call = |agent: &Agent| {
            let request = agent.get(url).header("Accept", super::manifest::ACCEPT);
            let request = match self.shown.borrow().as_deref() {
                Some(shown) => request.header("Authorization", shown),
                None => request,
            };
            request.call().map_err(|error| self.failed(error))
        };
        // Authorities of one's own come beside those of the machine, and the HTTP client knows one kind at a time.
        match self.own().map(call) {
            Some(Err(RegistryProblem::Tls { .. })) => self.own_fits.set(false),
            Some(answered) => return answered,
            None => {}
        }
        call(&self.agent)
    }

    fn own(&self) -> Option<&Agent> {
        self.own.as_ref().filter(|_| self.own_fits.get())
    }

    fn read(&self, response: &mut Response<Body>) -> Result<Vec<u8>, RegistryProblem> {
        response.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(|error| self.failed(error))
    }

    /// Answers a 401: the header to show from now on.
    fn enter(&self, headers: &HeaderMap) -> Result<String, RegistryProblem> {
        let texts = headers.get_all("www-authenticate").iter().filter_map(|header| header.to_str().ok());
        let offered: Vec<Challenge> = texts.flat_map(challenges).collect();
        let bearer = offered.iter().find(|challenge| matches!(challenge, Challenge::Bearer { .. }));
        match (bearer, &self.credential) {
            (Some(Challenge::Bearer { realm, service, scope }), _) => {
                self.token(realm, service.as_deref(), scope.as_deref()).map(|token| format!("Bearer {token}"))
            }
            (None, Some(Credential::Password { user, password })) if offered.contains(&Challenge::Basic) => {
                Ok(basic(user, password))
            }
            (None, _) if offered.is_empty() => Err(RegistryProblem::NotARegistry { host: self.endpoint.host.clone() }),
            _ => Err(self.denied(None)),
        }
    }

    fn token(&self, realm: &str, service: Option<&str>, scope: Option<&str>) -> Result<String, RegistryProblem> {
        if !realm.starts_with("https://") && !self.endpoint.is_plain() {
            return Err(RegistryProblem::UnsafeRealm { host: self.endpoint.host.clone(), realm: realm.to_owned() });
        }
        // What is trusted for this address says nothing of another one.
        let here = realm.split("://").nth(1).is_some_and(|rest| rest.split('/').next() == Some(&self.endpoint.host));
        let agent = self.own().filter(|_| here).unwrap_or(&self.agent);
        let pull = format!("repository:{}:pull", self.repository);
        let scope = scope.unwrap_or(&pull);
        let answer = match &self.credential {
            Some(Credential::Identity(token)) => {
                let form = [("grant_type", "refresh_token"), ("client_id", "wincompat"), ("refresh_token", token)];
                let more = [("scope", scope), ("service", service.unwrap_or_default())];
                agent.post(realm).send_form(form.into_iter().chain(more))
            }
            other => {
                let request = agent.get(realm).query("scope", scope);
                let request = match service {
                    Some(service) => request.query("service", service),
                    None => request,
                };
                match other {
                    Some(Credential::Password { user, password }) => {
                        request.header("Authorization", basic(user, password)).call()
                    }
                    _ => request.call(),
                }
            }
        };
        let mut answer = answer.map_err(|error| self.failed(error))?;
        match answer.status().as_u16() {
            200 => {}
            429 => return Err(self.limited(answer.headers())),
            // Some services refuse a refresh token with 400.
            400 | 401 | 403 => return Err(self.denied(said(&self.read(&mut answer)?))),
            status => return Err(self.odd(status, said(&self.read(&mut answer)?))),
        }
        let token: Option<Token> = serde_json::from_slice(&self.read(&mut answer)?).ok();
        token
            .and_then(Token::into_text)
            .ok_or_else(|| RegistryProblem::NotARegistry { host: self.endpoint.host.clone() })
    }

    /// What a status other than 200 means.
    fn refused(&self, mut response: Response<Body>, wanted: Wanted<'_>) -> RegistryProblem {
        let status = response.status().as_u16();
        let body = self.read(&mut response).unwrap_or_default();
        match status {
            401 | 403 => self.denied(said(&body)),
            404 => RegistryProblem::NotFound {
                name: self.name.to_owned(),
                wanted: wanted.title(),
                repository: codes(&body).iter().any(|code| code == "NAME_UNKNOWN"),
            },
            429 => self.limited(response.headers()),
            status => self.odd(status, said(&body)),
        }
    }

    fn denied(&self, said: Option<String>) -> RegistryProblem {
        let (host, name) = (self.endpoint.account.clone(), self.name.to_owned());
        let host = if host == super::credentials::DOCKER_HUB { "docker.io".to_owned() } else { host };
        RegistryProblem::Denied { host, name, account: self.account.clone(), said }
    }

    fn odd(&self, status: u16, said: Option<String>) -> RegistryProblem {
        RegistryProblem::Status { host: self.endpoint.host.clone(), status, said }
    }

    fn limited(&self, headers: &HeaderMap) -> RegistryProblem {
        let after = headers.get("retry-after").and_then(|header| header.to_str().ok());
        // Seconds, or a date.
        let after = after.map(|text| if text.parse::<u32>().is_ok() { format!("{text} s") } else { text.to_owned() });
        RegistryProblem::RateLimited {
            host: self.endpoint.host.clone(),
            retry_after: after,
            account: self.account.clone(),
        }
    }

    fn failed(&self, error: ureq::Error) -> RegistryProblem {
        let host = self.endpoint.host.clone();
        match error {
            ureq::Error::HostNotFound => RegistryProblem::NoSuchHost { host },
            ureq::Error::Timeout(_) => RegistryProblem::TimedOut { host },
            ureq::Error::BodyExceedsLimit(limit) => RegistryProblem::TooLarge { host, limit },
            ureq::Error::Rustls(why) => RegistryProblem::Tls { host, why: why.to_string() },
            ureq::Error::Tls(why) => RegistryProblem::Tls { host, why: why.to_owned() },
            ureq::Error::Io(why) if is_unknown_name(&why) => RegistryProblem::NoSuchHost { host },
            // rustls wraps what is wrong with a certificate or with the handshake.
            ureq::Error::Io(why) if why.kind() == std::io::ErrorKind::InvalidData => {
                RegistryProblem::Tls { host, why: why.to_string() }
            }
            ureq::Error::Io(why) => RegistryProblem::Unreachable { host, why: why.to_string() },
            ureq::Error::Protocol(_) => RegistryProblem::NotARegistry { host },
            other => RegistryProblem::Unreachable { host, why: other.to_string() },
        }
    }
}

/// What is kept for one address, from its files.
fn tls(trust: &Trust) -> Result<TlsConfig, RegistryProblem> {
    let mut authorities = Vec::new();
    for file in &trust.authorities {
        authorities.extend(pem(file)?.0);
    }
    let client = match &trust.client {
        None => None,
        Some((certificate, key)) => {
            let missing =
                || RegistryProblem::Settings { why: format!("{}: there is no private key in it", key.display()) };
            let key = pem(key)?.1.ok_or_else(missing)?;
            Some(ClientCert::new_with_certs(&pem(certificate)?.0, key))
        }
    };
    let roots = match authorities.is_empty() {
        true => RootCerts::PlatformVerifier,
        false => RootCerts::new_with_certs(&authorities),
    };
    Ok(TlsConfig::builder().root_certs(roots).client_cert(client).disable_verification(trust.anybody).build())
}

/// The certificates and the first key of a file.
fn pem(file: &Path) -> Result<(Vec<Certificate<'static>>, Option<PrivateKey<'static>>), RegistryProblem> {
    let bad = |why: String| RegistryProblem::Settings { why: format!("{}: {why}", file.display()) };
    let bytes = std::fs::read(file).map_err(|error| bad(error.to_string()))?;
    let (mut certificates, mut key) = (Vec::new(), None);
    for item in parse_pem(&bytes) {
        match item.map_err(|error| bad(error.to_string()))? {
            PemItem::Certificate(one) => certificates.push(one),
            PemItem::PrivateKey(one) => key = key.or(Some(one)),
            _ => {}
        }
    }
    Ok((certificates, key))
}

/// One for each address: requests to this machine go past any proxy, as everywhere.
fn agent(host: &str, tls: TlsConfig) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("wincompat/", env!("CARGO_PKG_VERSION")))
        .tls_config(tls);
    match is_loopback(host) {
        true => config.proxy(None).build().into(),
        false => config.build().into(),
    }
}

/// The standard library has no kind for it: these are the words of `getaddrinfo` on Unix and the numbers of Winsock.
fn is_unknown_name(error: &std::io::Error) -> bool {
    matches!(error.raw_os_error(), Some(11001 | 11004)) && cfg!(windows)
        || error.to_string().starts_with("failed to lookup address information")
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

/// The list of errors that the protocol prescribes.
fn errors(body: &[u8]) -> Vec<serde_json::Value> {
    let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    body["errors"].as_array().cloned().unwrap_or_default()
}

fn codes(body: &[u8]) -> Vec<String> {
    errors(body).iter().filter_map(|error| error["code"].as_str().map(str::to_owned)).collect()
}

/// The registry’s own words, in one line.
fn said(body: &[u8]) -> Option<String> {
    const LONGEST: usize = 200;
    let errors = errors(body);
    let text = errors.first().and_then(|error| error["message"].as_str())?;
    let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST);
    Some(printable.collect::<String>().trim().trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_registries() {
        // The digest of no bytes, which every tool prints.
        assert_eq!(sha256(b""), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn the_registrys_words_are_one_printable_line() {
        let body = |message: &str| serde_json::json!({"errors": [{"code": "DENIED", "message": message}]}).to_string();
        assert_eq!(
            said(body("access\nto it\u{1b}[31m is denied.").as_bytes()).as_deref(),
            Some("access to it [31m is denied")
        );
        assert_eq!(said(b"<html>"), None);
        assert_eq!(codes(body("x").as_bytes()), ["DENIED"]);
    }
}
