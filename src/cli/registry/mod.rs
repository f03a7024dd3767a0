//! What a registry says about an image, asked without pulling it: the
//! [Docker Registry HTTP API v2](https://distribution.github.io/distribution/spec/api/). Native only; the page asks nobody.

mod auth;
mod client;
mod credentials;
mod endpoint;
mod hosts;
mod manifest;
mod problem;

use clap::Args;

use crate::rules::entries::Entry;
use crate::rules::host::Host;
use crate::rules::reference::{Arch, Reference};
use client::{Client, Wanted};
use credentials::Config;
use endpoint::{Endpoint, Mirror, Settings};
use manifest::{Descriptor, ManifestDocument, NotAnImage, Platform};
pub(super) use problem::RegistryProblem;

/// How registries are asked.
#[derive(Args, Clone)]
pub(super) struct RegistryAccess {
    /// A registry that has the same images, asked first; once for each
    #[arg(long, value_name = "URL")]
    mirror: Vec<String>,
    /// A folder with hosts.toml and certificates of registries, as ctr and nerdctl have it, instead of the usual certs.d of
    /// containerd and Docker; once for each
    #[arg(long, value_name = "DIR")]
    hosts_dir: Vec<std::path::PathBuf>,
    /// Ask without TLS, as localhost and Docker’s insecure-registries always are
    #[arg(long)]
    plain_http: bool,
    /// The architecture of the hosts, where their names don’t say; amd64 without it
    #[arg(long, value_name = "amd64|arm64", value_parser = architecture)]
    arch: Option<Arch>,
}

impl RegistryAccess {
    /// The architecture of a host.
    pub(super) fn architecture_of(&self, host: &Host) -> Arch {
        self.arch.or(host.arch).unwrap_or(Arch::Amd64)
    }
}

fn architecture(text: &str) -> Result<Arch, String> {
    let known = [Arch::Amd64, Arch::Arm64].into_iter().find(|arch| arch.slug() == text);
    known.ok_or_else(|| "expected amd64 or arm64".to_owned())
}

/// What a registry has under a name.
#[derive(Debug)]
pub(super) struct FoundImage {
    /// Who answered.
    pub(super) host: String,
    /// The digest of the manifest or the list.
    pub(super) digest: String,
    /// Its entries, one where there is no list.
    pub(super) entries: Vec<FoundEntry>,
    /// Whether it is a list: engines choose from a list only.
    pub(super) is_list: bool,
    /// Entries that are no images: provenance and signatures.
    pub(super) attestations: usize,
}

/// One image of a tag.
#[derive(Debug)]
pub(super) struct FoundEntry {
    /// As engines see it.
    pub(super) entry: Entry,
    /// The `os.version` in the configuration of the image, where the list gives none.
    pub(super) in_config: Option<String>,
    /// Its digest.
    pub(super) digest: String,
}

/// More lookups than any list needs: most are complete, and each costs two requests.
const MOST_LOOKUPS: usize = 20;

/// Asks for an image: the mirrors first, then the registry itself.
pub(super) fn ask(reference: &Reference, options: &RegistryAccess) -> Result<FoundImage, RegistryProblem> {
    let settings = settings(options);
    let config = docker_config();
    let known =
        hosts::known(reference.registry(), &folders(options)).map_err(|why| RegistryProblem::Settings { why })?;
    let endpoints = endpoint::endpoints(reference, &settings, known);
    let mut problems = Vec::new();
    for endpoint in &endpoints {
        match ask_one(reference, endpoint, &config) {
            Ok(found) => return Ok(found),
            Err(problem) => problems.push(problem),
        }
    }
    Err(RegistryProblem::of_all(problems))
}

fn ask_one(
    reference: &Reference,
    endpoint: &Endpoint,
    config: &Result<Config, String>,
) -> Result<FoundImage, RegistryProblem> {
    let repository = endpoint::repository(reference);
    let credential = match config {
        Ok(config) => config.credential(&endpoint.account, &credentials::run_helper),
        Err(why) => Err(why.clone()),
    };
    let client = Client::new(endpoint, &repository, reference.name(), credential)?;
    let wanted = match (reference.digest(), reference.effective_tag()) {
        (Some(digest), _) => Wanted::Manifest(digest),
        (None, tag) => Wanted::Tag(tag.unwrap_or("latest")),
    };
    let fetched = client.fetch(wanted)?;
    // A page to log in on, say.
    let is_json = fetched.bytes.trim_ascii_start().starts_with(b"{");
    let not_an_image = |what| match is_json {
        true => RegistryProblem::NotAnImage { name: reference.to_string(), what },
        false => RegistryProblem::NotARegistry { host: endpoint.host.clone() },
    };
    let (entries, is_list, attestations) = match manifest::parse(&fetched.bytes).map_err(not_an_image)? {
        ManifestDocument::List(all) => {
            let (attestations, images): (Vec<_>, Vec<_>) = all.into_iter().partition(Descriptor::is_attestation);
            (list(&client, &images).map_err(|error| error.into_problem(reference))?, true, attestations.len())
        }
        ManifestDocument::One { config } => {
            let platform = configuration(&client, &config.digest).map_err(|error| error.into_problem(reference))?;
            let entry = FoundEntry { entry: entry(platform), in_config: None, digest: fetched.digest.clone() };
            (vec![entry], false, 0)
        }
    };
    Ok(FoundImage { host: endpoint.host.clone(), digest: fetched.digest, entries, is_list, attestations })
}

/// A document further down could not be had, or is none.
enum Below {
    Problem(RegistryProblem),
    What(NotAnImage),
}

impl Below {
    fn into_problem(self, reference: &Reference) -> RegistryProblem {
        match self {
            Self::Problem(problem) => problem,
            Self::What(what) => RegistryProblem::NotAnImage { name: reference.to_string(), what },
        }
    }
}

/// The entries of a list. Where it leaves out what decides, the image itself is looked up.
fn list(client: &Client<'_>, images: &[Descriptor]) -> Result<Vec<FoundEntry>, Below> {
    let mut lookups = MOST_LOOKUPS;
    let mut entries = Vec::new();
    for image in images {
        let stated = image.platform.clone();
        let lacking = stated.as_ref().is_none_or(|platform| {
            platform.os.eq_ignore_ascii_case("windows") && platform.os_version.as_deref().unwrap_or_default().is_empty()
        });
        let looked_up = match lacking && lookups > 0 {
            true => {
                lookups -= 1;
                Some(image_platform(client, &image.digest)?)
            }
            false => None,
        };
        let in_config = looked_up.as_ref().and_then(|platform| platform.os_version.clone());
        // containerd reads the configuration where the entry has no platform at all
        // (https://github.com/containerd/containerd/blob/301026e58c/core/images/image.go).
        let platform = stated.or(looked_up).unwrap_or_default();
        let in_config = in_config.filter(|version| platform.os_version.as_ref() != Some(version));
        entries.push(FoundEntry { entry: entry(platform), in_config, digest: image.digest.clone() });
    }
    Ok(entries)
}

fn image_platform(client: &Client<'_>, digest: &str) -> Result<Platform, Below> {
    let fetched = client.fetch(Wanted::Manifest(digest)).map_err(Below::Problem)?;
    match manifest::parse(&fetched.bytes).map_err(Below::What)? {
        ManifestDocument::One { config } => configuration(client, &config.digest),
        ManifestDocument::List(_) => Err(Below::What(NotAnImage::Unreadable("a list within a list".to_owned()))),
    }
}

fn configuration(client: &Client<'_>, digest: &str) -> Result<Platform, Below> {
    let fetched = client.fetch(Wanted::Config(digest)).map_err(Below::Problem)?;
    manifest::parse_config(&fetched.bytes).map_err(Below::What)
}

fn entry(platform: Platform) -> Entry {
    let version = platform.os_version.filter(|version| !version.is_empty());
    Entry { os: platform.os, architecture: platform.architecture, os_version: version }
}

/// Where mirrors and certificates of single registries are kept.
fn folders(options: &RegistryAccess) -> Vec<std::path::PathBuf> {
    match options.hosts_dir.is_empty() {
        true => hosts::folders(),
        false => options.hosts_dir.clone(),
    }
}

/// What the engine on this machine is set to, and the command line.
fn settings(options: &RegistryAccess) -> Settings {
    let daemon = daemon_json().unwrap_or_default();
    let given = options.mirror.iter().map(|address| Mirror { address: address.clone(), hub_only: false });
    let set = daemon.mirrors.into_iter().map(|address| Mirror { address, hub_only: true });
    Settings { mirrors: given.chain(set).collect(), plain_http: daemon.insecure, all_plain: options.plain_http }
}

/// The part of `daemon.json` that is about registries
/// ([documentation](https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file)).
#[derive(serde::Deserialize, Default)]
struct Daemon {
    #[serde(default, rename = "registry-mirrors")]
    mirrors: Vec<String>,
    #[serde(default, rename = "insecure-registries")]
    insecure: Vec<String>,
}

/// The first of the places where Docker Desktop and the engine keep it.
fn daemon_json() -> Option<Daemon> {
    let desktop = credentials::folder().map(|folder| folder.join("daemon.json"));
    let engine = match std::env::var_os("ProgramData").filter(|_| cfg!(windows)) {
        Some(data) => std::path::Path::new(&data).join("docker").join("config").join("daemon.json"),
        None => std::path::PathBuf::from("/etc/docker/daemon.json"),
    };
    let text = desktop.into_iter().chain([engine]).find_map(|path| std::fs::read_to_string(path).ok())?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// A file that is not there means no accounts; one that cannot be read is said where it matters.
fn docker_config() -> Result<Config, String> {
    let Some(path) = credentials::folder().map(|folder| folder.join("config.json")) else {
        return Ok(Config::default());
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => Config::parse(&text).map_err(|why| format!("{}: {why}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}
