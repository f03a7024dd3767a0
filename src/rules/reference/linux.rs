//! Images that are for Linux by their name: distributions, and official images without Windows entries.

use super::grammar::Reference;

/// [Official images of Docker](https://github.com/docker-library/official-images/tree/master/library) that never had Windows
/// entries; a name without a namespace is one of them or an image of one's own, so only known ones count. More are in `official`.
const OFFICIAL: [&str; 80] = [
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

/// Whether a repository names a distribution.
pub(super) fn names_distribution(reference: &Reference) -> bool {
    let is_part = |part: &str| is_word(part) || part.starts_with("ubi") && part.split('-').next().is_some_and(is_word);
    reference.path().split('/').any(is_part)
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
            "ubuntu",
            "docker.io/library/debian:12",
            "rust",
            "gcr.io/distroless/static",
            "redhat/ubi9-minimal:1",
            "mcr.microsoft.com/azurelinux/base/core",
            "registry.example.com/alpine",
        ] {
            assert!(is(linux), "{linux}");
        }
        for other in [
            "golang",
            "mcr.microsoft.com/windows/servercore:ltsc2022",
            "registry.example.com/app",
            "my-app",
            "python",
            "registry.example.com/ubuntu-to-windows",
        ] {
            assert!(!is(other), "{other}");
        }
    }
}
