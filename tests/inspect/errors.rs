//! What is said where a registry has no answer.

use std::io::Write as _;
use std::net::TcpListener;

use super::registry::{Access, Registry, platform};
use super::{refused, run, unanswered};

fn said(registry: &Registry, image: &str) -> String {
    refused(&run(&["inspect", &format!("{}/{image}", registry.address())]))
}

/// The same where nobody knows what the registry has.
fn failed(registry: &Registry, image: &str) -> String {
    unanswered(&run(&["inspect", &format!("{}/{image}", registry.address())]))
}

fn with_app() -> Registry {
    let registry = Registry::new(Access::Public);
    let digest = registry.image("app", &platform("windows", "amd64", Some("10.0.20348.1")));
    registry.tag("app", "1", &digest);
    registry
}

#[test]
fn what_is_not_there() {
    let registry = with_app();
    let address = registry.address();
    assert_eq!(said(&registry, "app:2"), format!("{address}/app has no tag 2. Check the tag and the name"));
    assert_eq!(said(&registry, "app"), format!("{address}/app has no tag latest. Check the tag and the name"));
    assert_eq!(
        said(&registry, "ap:1"),
        format!("{address}/ap isn’t in the registry (asked for tag 1). Check the name")
    );
}

#[test]
fn rate_limits() {
    let registry = with_app();
    registry.instead("app/manifests/1", 429, &[("Retry-After", "60")], r#"{"errors":[{"code":"TOOMANYREQUESTS"}]}"#);
    let expected = format!(
        "{}: too many requests from this address; it answers again in 60 s. Wait, or log in with docker login, or ask a mirror with --mirror",
        registry.address()
    );
    assert_eq!(failed(&registry, "app:1"), expected);
}

#[test]
fn closed_doors() {
    let registry = with_app();
    registry.instead("app/manifests/1", 403, &[], r#"{"errors":[{"code":"DENIED","message":"not for you"}]}"#);
    let message = said(&registry, "app:1");
    assert!(message.contains("private or doesn’t exist") && message.ends_with("It says: not for you"), "{message}");
}

#[test]
fn servers_in_trouble_and_pages_of_proxies() {
    let registry = with_app();
    registry.instead("app/manifests/1", 503, &[], "<html>");
    assert_eq!(failed(&registry, "app:1"), format!("{} answered with status 503", registry.address()));
    registry.instead("app/manifests/1", 200, &[("Content-Type", "text/html")], "<html>Please log in</html>");
    let page = failed(&registry, "app:1");
    assert!(page.contains("doesn’t answer like a registry") && page.contains("proxy"), "{page}");
    registry.instead("app/manifests/1", 200, &[], "{\"manifests\": 7}");
    assert!(said(&registry, "app:1").contains("can’t read the registry’s manifest"));
    registry.instead("app/manifests/1", 401, &[], "");
    assert!(failed(&registry, "app:1").contains("doesn’t answer like a registry"));
}

#[test]
fn other_things_than_images() {
    let registry = with_app();
    let chart =
        r#"{"schemaVersion":2,"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","digest":"sha256:1"}}"#;
    registry.put("app/manifests/chart", "application/vnd.oci.image.manifest.v1+json", chart);
    assert!(
        said(&registry, "app:chart")
            .ends_with("is \"application/vnd.cncf.helm.config.v1+json\", not a container image")
    );
    registry.put(
        "app/manifests/old",
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
        r#"{"schemaVersion":1}"#,
    );
    assert!(said(&registry, "app:old").contains("oldest format"));
}

#[test]
fn changed_content_is_refused() {
    let registry = with_app();
    let promised = registry.image("app", &platform("windows", "amd64", Some("10.0.17763.1")));
    registry.put(&format!("app/manifests/{promised}"), super::registry::MANIFEST, r#"{"manifests":[]}"#);
    let message = failed(&registry, &format!("app@{promised}"));
    assert!(message.contains("it was changed on the way"), "{message}");
}

#[test]
fn too_much_is_not_read() {
    let registry = with_app();
    registry.put("app/manifests/big", super::registry::MANIFEST, &"x".repeat(5_000_000));
    assert!(failed(&registry, "app:big").contains("too much for a manifest"));
}

#[test]
fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let image = format!("{address}/app:1");
    let message = unanswered(&run(&["inspect", &image]));
    assert!(message.contains("no connection: ") && !message.contains("PROXY"), "no proxy stands here: {message}");
    let online = unanswered(&run(&["check", "ws2022", &image, "--online"]));
    assert!(online.contains("no connection: "), "{online}");
}

#[test]
fn no_such_host() {
    let message = unanswered(&run(&["inspect", "registry.invalid/app:1"]));
    assert!(message.starts_with("registry.invalid: this name can’t be resolved"), "{message}");
}

#[test]
fn no_tls_where_it_is_wanted() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        }
    });
    let empty = Registry::new(Access::Public);
    let mirror = format!("https://{address}");
    let message = refused(&run(&["inspect", &format!("{}/app:1", empty.address()), "--mirror", &mirror]));
    let (of_mirror, of_registry) = message.split_once('\n').expect("two lines");
    assert_eq!(of_mirror, format!("{address} doesn’t use TLS. Ask it with --plain-http"));
    assert!(of_registry.contains("isn’t in the registry"), "{of_registry}");
}

#[test]
fn a_name_that_is_none() {
    assert!(refused(&run(&["inspect", "App:1"])).starts_with("\"App:1\": "));
    assert!(refused(&run(&["inspect", "localhost:1/app:1", "--host", "xp"])).contains("--host \"xp\""));
}
