//! Images that are for Linux by their name: distributions, and official images without Windows entries.

use super::grammar::Reference;
use super::meaning::LinuxOnly;

/// [Official images of Docker](https://github.com/docker-library/official-images/tree/master/library) that never had Windows
/// entries; a name without a namespace is one of them or an image of one's own, so only known ones count. More are in `official`.
const OFFICIAL: [&str; 81] = [
    "adminer",
    "aerospike",
    "amazoncorretto",
    "arangodb",
    "bash",
    "bonita",
    "buildpack-deps",
    "cassandra",
    "chronograf",
    "clickhouse",
    "clojure",
    "composer",
    "couchbase",
    "couchdb",
    "crate",
    "dart",
    "drupal",
    "eclipse-mosquitto",
    "eggdrop",
    "elasticsearch",
    "elixir",
    "emqx",
    "erlang",
    "flink",
    "friendica",
    "gcc",
    "ghost",
    "gradle",
    "groovy",
    "haproxy",
    "haskell",
    "ibmjava",
    "influxdb",
    "irssi",
    "jetty",
    "joomla",
    "jruby",
    "kapacitor",
    "kibana",
    "kong",
    "liquibase",
    "logstash",
    "mariadb",
    "matomo",
    "mediawiki",
    "memcached",
    "mongo-express",
    "neo4j",
    "nextcloud",
    "odoo",
    "open-liberty",
    "opensuse",
    "percona",
    "perl",
    "phpmyadmin",
    "plone",
    "r-base",
    "rabbitmq",
    "redmine",
    "rethinkdb",
    "rocket.chat",
    "ros",
    "rust",
    "sapmachine",
    "solr",
    "sonarqube",
    "spark",
    "storm",
    "swipl",
    "tomee",
    "unit",
    "varnish",
    "websphere-liberty",
    "wordpress",
    "xwiki",
    "yourls",
    "znc",
    "zookeeper",
    "satosa",
    "spiped",
    "hitch",
];

/// Distributions, whose names stand in those of repositories and tags.
const DISTRIBUTIONS: [&str; 33] = [
    "alpine",
    "almalinux",
    "amazonlinux",
    "archlinux",
    "azurelinux",
    "bionic",
    "bookworm",
    "bullseye",
    "busybox",
    "buster",
    "cbl-mariner",
    "centos",
    "debian",
    "distroless",
    "fedora",
    "focal",
    "jammy",
    "jessie",
    "linux",
    "mariner",
    "noble",
    "opensuse",
    "oraclelinux",
    "photon",
    "rhel",
    "rockylinux",
    "stretch",
    "trixie",
    "ubi",
    "ubuntu",
    "wolfi",
    "xenial",
    "sles",
];

/// Whether a word is the name of a distribution, with or without its version: `alpine3.19`, `ubi9`, `ubuntu22.04`.
pub(super) fn is_word(word: &str) -> bool {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    DISTRIBUTIONS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a repository is one of the official images above.
pub(super) fn is_official(reference: &Reference) -> bool {
    reference.registry() == "docker.io" && OFFICIAL.contains(&reference.path())
}

/// Registries of vendors, where the name of a distribution in that of a repository means it. Elsewhere anybody chooses names.
const VENDORS: [&str; 6] =
    ["cgr.dev", "gcr.io", "mcr.microsoft.com", "public.ecr.aws", "registry.access.redhat.com", "registry.redhat.io"];

/// Whether a repository of a vendor names a distribution.
pub(super) fn names_distribution(reference: &Reference) -> bool {
    let is_part = |part: &str| is_word(part) || part.starts_with("ubi") && part.split('-').next().is_some_and(is_word);
    VENDORS.contains(&reference.registry()) && reference.path().split('/').any(is_part)
}

/// Why an image of Microsoft whose name says nothing is for Linux only.
pub(super) fn of_microsoft(reference: &Reference) -> Option<LinuxOnly> {
    let path = reference.path();
    let known = match path {
        "mssql/server" => LinuxOnly::SqlServer,
        "azure-storage/azurite" => LinuxOnly::Azurite,
        "azure-cli" => LinuxOnly::AzureCli,
        _ => return None,
    };
    (reference.registry() == "mcr.microsoft.com").then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories() {
        let is = |name: &str| {
            let reference = name.parse().expect("a reference");
            is_official(&reference) || names_distribution(&reference)
        };
        for linux in [
            "wordpress",
            "docker.io/library/haproxy:3",
            "rust",
            "gcr.io/distroless/static",
            "registry.access.redhat.com/ubi9-minimal:1",
            "mcr.microsoft.com/azurelinux/base/core",
        ] {
            assert!(is(linux), "{linux}");
        }
        for other in [
            "golang",
            "mcr.microsoft.com/windows/servercore:ltsc2022",
            "registry.example.com/app",
            "my-app",
            "python",
            "registry.example.com/ubuntu",
        ] {
            assert!(!is(other), "{other}");
        }
    }
}
