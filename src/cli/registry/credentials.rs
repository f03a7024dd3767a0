//! The account for a registry, from where `docker login` keeps it: `config.json` and the helpers that it names
//! ([documentation](https://docs.docker.com/reference/cli/docker/login/#credential-stores)).

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

/// The name under which `docker login` keeps the account of Docker Hub.
pub(super) const DOCKER_HUB: &str = "https://index.docker.io/v1/";

/// What is presented to a registry. Its text never reaches a message.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Credential {
    Password {
        user: String,
        password: String,
    },
    /// A token that stands for a login, to be exchanged.
    Identity(String),
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}

/// The part of `config.json` that is about accounts.
#[derive(Deserialize, Default)]
pub(super) struct Config {
    #[serde(default)]
    auths: BTreeMap<String, HelperLogin>,
    #[serde(default, rename = "credsStore")]
    store: Option<String>,
    #[serde(default, rename = "credHelpers")]
    helpers: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
struct HelperLogin {
    /// `user:password` in Base64.
    #[serde(default)]
    auth: Option<String>,
    #[serde(default)]
    username: Option<String>,
    #[serde(default)]
    password: Option<String>,
    #[serde(default, rename = "identitytoken")]
    identity: Option<String>,
}

/// What a helper prints.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct HelperAnswer {
    username: String,
    secret: String,
}

/// Runs a helper: its name, and the name of the registry. Gives what it prints, or why it failed.
pub(super) type RunHelper<'a> = &'a dyn Fn(&str, &str) -> Result<String, String>;

/// The folder of Docker’s client: `DOCKER_CONFIG`, else `.docker` in the home folder.
pub(super) fn folder() -> Option<PathBuf> {
    match std::env::var_os("DOCKER_CONFIG") {
        Some(folder) if !folder.is_empty() => Some(folder.into()),
        _ => std::env::home_dir().map(|home| home.join(".docker")),
    }
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Why it is no such file.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())
    }

    /// The account for a registry; none is no error, because most images are public.
    ///
    /// # Errors
    ///
    /// A helper that cannot be run, or an entry that cannot be read.
    pub(super) fn credential(&self, server: &str, run: RunHelper<'_>) -> Result<Option<Credential>, String> {
        let wanted = hostname(server);
        let of_server = |(name, _): &(&String, &String)| hostname(name) == wanted;
        let helper = self.helpers.iter().find(of_server).map(|(_, helper)| helper).or(self.store.as_ref());
        if let Some(helper) = helper.filter(|helper| !helper.is_empty())
            && let Some(credential) = ask(helper, server, run)?
        {
            return Ok(Some(credential));
        }
        match self.auths.iter().find(|(name, _)| hostname(name) == wanted) {
            Some((_, account)) => account.credential().map_err(|why| format!("the account of {wanted} {why}")),
            None => Ok(None),
        }
    }
}

impl HelperLogin {
    fn credential(&self) -> Result<Option<Credential>, &'static str> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        if let Some(token) = given(&self.identity) {
            return Ok(Some(Credential::Identity(token)));
        }
        if let (Some(user), Some(password)) = (given(&self.username), given(&self.password)) {
            return Ok(Some(Credential::Password { user, password }));
        }
        // With a store, `docker login` leaves an empty entry behind.
        let Some(auth) = given(&self.auth) else { return Ok(None) };
        let bytes = STANDARD.decode(auth.trim()).map_err(|_| "is not Base64")?;
        let text = String::from_utf8(bytes).map_err(|_| "is not UTF-8")?;
        let (user, password) = text.split_once(':').ok_or("has no colon between name and password")?;
        // Docker’s client pads with zero bytes.
        Ok(Some(Credential::Password { user: user.into(), password: password.trim_matches('\0').into() }))
    }
}

/// Keys of the file are hosts or addresses: only the host counts, and Docker Hub has several.
fn hostname(key: &str) -> &str {
    let host = key.split_once("://").map_or(key, |(_, rest)| rest).split('/').next().unwrap_or_default();
    match host {
        "docker.io" | "registry-1.docker.io" => "index.docker.io",
        host => host,
    }
}

fn ask(helper: &str, server: &str, run: RunHelper<'_>) -> Result<Option<Credential>, String> {
    if !helper.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) {
        return Err(format!("the name of the helper, {helper:?}, is no name of a program"));
    }
    let printed = match run(helper, server) {
        Ok(printed) => printed,
        // The words of every helper for "there is none"
        // (https://github.com/docker/docker-credential-helpers/blob/v0.9.3/credentials/error.go).
        Err(why) if why.contains("credentials not found") => return Ok(None),
        Err(why) => return Err(format!("docker-credential-{helper}: {why}")),
    };
    let answer: HelperAnswer = serde_json::from_str(&printed)
        .map_err(|_| format!("docker-credential-{helper} printed something else than credentials"))?;
    Ok(match answer.username.as_str() {
        "" if answer.secret.is_empty() => None,
        "<token>" => Some(Credential::Identity(answer.secret)),
        _ => Some(Credential::Password { user: answer.username, password: answer.secret }),
    })
}

/// Runs `docker-credential-NAME get` with the registry on standard input.
pub(super) fn run_helper(helper: &str, server: &str) -> Result<String, String> {
    let mut child = Command::new(format!("docker-credential-{helper}"))
        .arg("get")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    if let Some(mut input) = child.stdin.take() {
        // A helper that ends without reading says why below.
        let _ = input.write_all(server.as_bytes());
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    // Helpers print their errors on standard output.
    if output.status.success() { Ok(printed) } else { Err(printed.trim().to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = r#"{
        "auths": {
            "https://index.docker.io/v1/": {"auth": "am9lOnNlY3JldA=="},
            "registry.example.com": {"auth": "YW5uOmE6Yg=="},
            "token.example.com": {"identitytoken": "t-1", "auth": "MDAwOg=="},
            "empty.example.com": {},
            "broken.example.com": {"auth": "%%%"}
        },
        "credHelpers": {"gcr.example.com": "gcloud"},
        "HttpHeaders": {"User-Agent": "Docker-Client"}
    }"#;

    fn password(user: &str, password: &str) -> Result<Option<Credential>, String> {
        Ok(Some(Credential::Password { user: user.to_owned(), password: password.to_owned() }))
    }

    fn of(config: &str, server: &str) -> Result<Option<Credential>, String> {
        let helper = |helper: &str, server: &str| match (helper, server) {
            ("gcloud", "gcr.example.com") => Ok(r#"{"ServerURL":"x","Username":"oauth","Secret":"s"}"#.to_owned()),
            ("desktop", DOCKER_HUB) => Ok(r#"{"ServerURL":"x","Username":"<token>","Secret":"id"}"#.to_owned()),
            ("desktop", _) => Err("credentials not found in native keychain".to_owned()),
            _ => Err("No such file or directory (os error 2)".to_owned()),
        };
        Config::parse(config).expect("a config").credential(server, &helper)
    }

    #[test]
    fn accounts_are_found_by_host() {
        assert!(of(CONFIG, DOCKER_HUB) == password("joe", "secret"));
        assert!(of(CONFIG, "registry.example.com") == password("ann", "a:b"));
        assert!(of(CONFIG, "token.example.com") == Ok(Some(Credential::Identity("t-1".to_owned()))));
        assert!(of(CONFIG, "empty.example.com") == Ok(None));
        assert!(of(CONFIG, "example.com") == Ok(None));
        assert!(of(CONFIG, "registry.example.com:5000") == Ok(None));
    }

    #[test]
    fn helpers_are_asked_first() {
        assert!(of(CONFIG, "gcr.example.com") == password("oauth", "s"));
        let store = r#"{"auths": {"a.example.com": {"auth": "YTpi"}}, "credsStore": "desktop"}"#;
        assert!(of(store, DOCKER_HUB) == Ok(Some(Credential::Identity("id".to_owned()))));
        assert!(of(store, "a.example.com") == password("a", "b"));
        assert!(of(store, "b.example.com") == Ok(None));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_secret() {
        assert_eq!(of(CONFIG, "broken.example.com").unwrap_err(), "the account of broken.example.com is not Base64");
        let missing = of(r#"{"credsStore": "pass"}"#, "a.example.com").unwrap_err();
        assert_eq!(missing, "docker-credential-pass: No such file or directory (os error 2)");
        let odd = of(r#"{"credsStore": "../../bin/sh"}"#, "a.example.com").unwrap_err();
        assert_eq!(odd, "the name of the helper, \"../../bin/sh\", is no name of a program");
        assert_eq!(format!("{:?}", Credential::Identity("t-1".to_owned())), "Credential(…)");
    }

    #[test]
    fn a_file_of_another_kind_is_an_error() {
        assert!(Config::parse("7").is_err());
        assert!(Config::parse("\u{feff}{}").is_ok());
    }
}
