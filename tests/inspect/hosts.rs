//! Mirrors and certificates of single registries, as containerd keeps them.

use std::path::PathBuf;

use super::registry::{Access, Registry, descriptor, platform};
use super::{json, refused, run};

/// A folder for `--hosts-dir` with the `hosts.toml` of one registry.
fn hosts_dir(name: &str, registry: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hosts").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let own = folder.join(registry);
    std::fs::create_dir_all(&own).expect("a folder");
    std::fs::write(own.join("hosts.toml"), text).expect("a file");
    folder.to_str().expect("a path").to_owned()
}

fn with_app() -> Registry {
    let registry = Registry::new(Access::Public);
    let windows = platform("windows", "amd64", Some("10.0.20348.1"));
    let image = registry.image("app", &windows);
    registry.list("app", "1", &[descriptor(&image, &windows)]);
    registry
}

fn targets(registry: &Registry) -> Vec<String> {
    registry.asked().into_iter().map(|request| request.target).collect()
}

#[test]
fn a_mirror_is_told_for_whom_it_stands_in() {
    let mirror = with_app();
    let folder = hosts_dir("ns", "registry.corp_5000_", &format!("[host.\"http://{}\"]\n", mirror.address()));
    let report = json(&run(&["inspect", "registry.corp:5000/app:1", "--hosts-dir", &folder, "--json"]));
    assert_eq!(report["entries"][0]["os_version"], "10.0.20348.1");
    assert_eq!(targets(&mirror), ["/v2/app/manifests/1?ns=registry.corp:5000"]);
}

#[test]
fn a_path_of_its_own_and_a_server_instead() {
    let server = with_app();
    let text = format!("server = \"http://{}/v2\"\n", server.address());
    let folder = hosts_dir("server", "registry.corp", &text);
    json(&run(&["inspect", "registry.corp/app:1", "--hosts-dir", &folder, "--json"]));
    let text = format!("server = \"http://{}/v2/\"\noverride_path = true\n", server.address());
    let folder = hosts_dir("path", "registry.corp", &text);
    json(&run(&["inspect", "registry.corp/app:1", "--hosts-dir", &folder, "--json"]));
    assert_eq!(targets(&server), ["/v2/app/manifests/1?ns=registry.corp"; 2]);
    // Other registries are asked as ever.
    let other = format!("{}/app:1", server.address());
    json(&run(&["inspect", &other, "--hosts-dir", &folder, "--json"]));
    assert_eq!(targets(&server).pop().as_deref(), Some("/v2/app/manifests/1"));
}

#[test]
fn what_can_not_be_read_is_said() {
    let folder = hosts_dir("broken", "registry.corp", "server = https://a\n");
    let said = refused(&run(&["inspect", "registry.corp/app:1", "--hosts-dir", &folder]));
    assert!(said.contains("hosts.toml: "), "{said}");
    let folder = hosts_dir("no-ca", "registry.corp", "ca = \"ca.crt\"\n");
    let said = refused(&run(&["inspect", "registry.corp/app:1", "--hosts-dir", &folder]));
    assert!(said.contains("ca.crt: "), "{said}");
}
