//! Tokens, passwords, helpers and mirrors.

use super::registry::{Access, Registry, descriptor, platform};
use super::{Client, json, refused, run};

/// `ann:secret`
const ANN: &str = "Basic YW5uOnNlY3JldA==";

fn with_app(access: Access) -> Registry {
    let registry = Registry::new(access);
    let platform = platform("windows", "amd64", Some("10.0.20348.1"));
    let image = registry.image("app", &platform);
    registry.list("app", "1", &[descriptor(&image, &platform)]);
    registry
}

fn app(registry: &Registry) -> String {
    format!("{}/app:1", registry.address())
}

fn accounts(registry: &Registry) -> String {
    format!(r#"{{"auths": {{"{}": {{"auth": "YW5uOnNlY3JldA=="}}}}}}"#, registry.address())
}

#[track_caller]
fn is_read(output: &std::process::Output) {
    assert_eq!(json(output)["entries"][0]["os_version"], "10.0.20348.1");
}

#[test]
fn a_public_image_needs_a_token_that_everybody_gets() {
    let registry = with_app(Access::Token { of: None });
    is_read(&run(&["inspect", &app(&registry), "--json"]));
    let asked = registry.asked();
    let targets: Vec<&str> = asked.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(targets.len(), 3, "{targets:?}");
    assert!(targets[1].starts_with("/token?") && targets[1].contains("service=test"), "{targets:?}");
    assert!(targets[1].contains("scope=repository%3Aapp%3Apull") || targets[1].contains("scope=repository:app:pull"));
    assert!(!asked[1].headers.contains_key("authorization"));
}

#[test]
fn a_private_image_is_read_with_the_account_of_docker_login() {
    let registry = with_app(Access::Token { of: Some(ANN) });
    let message = refused(&run(&["inspect", &app(&registry)]));
    assert!(message.contains("it is private or doesn’t exist. Log in with docker login 127.0.0.1:"), "{message}");
    is_read(&Client::new("token", &accounts(&registry)).run(&["inspect", &app(&registry), "--json"]));
}

#[test]
fn a_registry_with_passwords_is_read_as_well() {
    let registry = with_app(Access::Basic(ANN));
    assert!(refused(&run(&["inspect", &app(&registry)])).contains("Log in with docker login"));
    is_read(&Client::new("basic", &accounts(&registry)).run(&["inspect", &app(&registry), "--json"]));
    let wrong = accounts(&registry).replace("YW5uOnNlY3JldA==", "YW5uOndyb25n");
    let message = refused(&Client::new("wrong", &wrong).run(&["inspect", &app(&registry)]));
    assert!(message.contains("the account saved by docker login"), "{message}");
    assert!(!message.contains("wrong") && !message.contains("YW5u"), "{message}");
}

#[test]
fn an_identity_token_is_exchanged() {
    let registry = with_app(Access::Token { of: Some(ANN) });
    let config = format!(r#"{{"auths": {{"{}": {{"identitytoken": "id-1"}}}}}}"#, registry.address());
    is_read(&Client::new("identity", &config).run(&["inspect", &app(&registry), "--json"]));
    let exchange = registry.asked().into_iter().find(|request| request.method == "POST").expect("an exchange");
    assert!(exchange.body.contains("grant_type=refresh_token") && exchange.body.contains("refresh_token=id-1"));
}

#[cfg(unix)]
#[test]
fn helpers_are_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let registry = with_app(Access::Token { of: Some(ANN) });
    let config = format!(r#"{{"credHelpers": {{"{}": "wincompat-test"}}}}"#, registry.address());
    let client = Client::new("helper", &config);
    let script = "#!/bin/sh\nread server\necho \"{\\\"ServerURL\\\":\\\"$server\\\",\\\"Username\\\":\\\"ann\\\",\\\"Secret\\\":\\\"secret\\\"}\"\n";
    let program = client.0.join("docker-credential-wincompat-test");
    std::fs::write(&program, script).expect("a script");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("may run");
    let path = format!("{}:{}", client.0.display(), std::env::var("PATH").unwrap_or_default());
    is_read(&client.command(&["inspect", &app(&registry), "--json"]).env("PATH", path).output().expect("runs"));
}

#[test]
fn a_helper_that_is_missing_is_named_where_it_matters() {
    let open = with_app(Access::Public);
    let store = Client::new("missing-helper", r#"{"credsStore": "wincompat-is-not-there"}"#);
    is_read(&store.run(&["inspect", &app(&open), "--json"]));
    let closed = with_app(Access::Token { of: Some(ANN) });
    let message = refused(&store.run(&["inspect", &app(&closed)]));
    assert!(
        message.contains("the saved account can’t be read: docker-credential-wincompat-is-not-there: "),
        "{message}"
    );
}

#[test]
fn passwords_do_not_follow_a_redirect_to_another_host() {
    let elsewhere = with_app(Access::Public);
    let registry = with_app(Access::Basic(ANN));
    let to = format!("http://{}/v2/app/manifests/1", elsewhere.address());
    registry.instead("app/manifests/1", 307, &[("Location", &to)], "");
    is_read(&Client::new("redirect", &accounts(&registry)).run(&["inspect", &app(&registry), "--json"]));
    assert!(elsewhere.asked().iter().all(|request| !request.headers.contains_key("authorization")));
}

#[test]
fn mirrors_are_asked_first_and_may_fail() {
    let registry = with_app(Access::Public);
    let mirror = with_app(Access::Public);
    let address = format!("http://{}", mirror.address());
    is_read(&run(&["inspect", &app(&registry), "--mirror", &address, "--json"]));
    assert_eq!((mirror.asked().len(), registry.asked().len()), (1, 0));
    let empty = Registry::new(Access::Public);
    let address = format!("http://{}", empty.address());
    is_read(&run(&["inspect", &app(&registry), "--mirror", &address, "--json"]));
    assert_eq!((empty.asked().len(), registry.asked().len()), (1, 1));
}

#[test]
fn the_engines_own_mirrors_are_for_docker_hub() {
    let mirror = Registry::new(Access::Public);
    let platform = platform("windows", "amd64", Some("10.0.20348.1"));
    let image = mirror.image("library/golang", &platform);
    mirror.list("library/golang", "1", &[descriptor(&image, &platform)]);
    let daemon = format!(r#"{{"registry-mirrors": ["http://{}/"]}}"#, mirror.address());
    let client = Client::new("mirror", "{}").with_daemon(&daemon);
    is_read(&client.run(&["inspect", "golang:1", "--json"]));
    let other = with_app(Access::Public);
    is_read(&client.run(&["inspect", &app(&other), "--json"]));
    assert_eq!(mirror.asked().len(), 1);
}
