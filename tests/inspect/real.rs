//! The same against the registry that everybody runs ([distribution](https://github.com/distribution/distribution)), where it
//! is installed: `cargo xtask test` installs Debian’s docker-registry and then insists on it.

use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::registry::{CONFIG, LIST, MANIFEST, descriptor, digest, platform};
use super::{Client, json, refused};

/// `ann` and `secret`, as htpasswd writes them.
const USERS: &str = "ann:$2b$04$tlpm1AYUJD9YeYHsjR5Gs.QuUVCwDWM6voQ02eHEhNw6KTOgnTpG6\n";
const ANN: &str = "Basic YW5uOnNlY3JldA==";

/// A registry of one test; it ends with it.
struct Real {
    child: Child,
    address: String,
    authorization: Option<&'static str>,
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Real {
    /// `None` where none is installed.
    fn start(name: &str, private: bool) -> Option<Self> {
        Self::start_with(name, private, None)
    }

    /// The same with a certificate and its key.
    fn start_with(name: &str, private: bool, secure: Option<&Path>) -> Option<Self> {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("real-registry").join(name);
        if secure.is_none() {
            let _ = std::fs::remove_dir_all(&folder);
        }
        std::fs::create_dir_all(&folder).expect("a folder");
        let config = folder.join("config.yml");
        let address = free_address();
        let text = configuration(&folder, &address, private);
        let text = match secure {
            Some(certificates) => secured(&text, certificates),
            None => text,
        };
        std::fs::write(&config, text).expect("a file");
        let mut command = Command::new("docker-registry");
        let child = command.arg("serve").arg(config).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let insist = std::env::var_os("WINCOMPAT_REAL_REGISTRY").is_some();
        let mut real = match child {
            Ok(child) => Self { child, address, authorization: private.then_some(ANN) },
            Err(error) if insist => panic!("docker-registry: {error}"),
            Err(error) => {
                eprintln!("docker-registry: {error}; the registry of these tests stands in for it");
                return None;
            }
        };
        real.wait();
        Some(real)
    }

    fn wait(&mut self) {
        let patience = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(&self.address).is_err() {
            if Instant::now() > patience || self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                let _ = self.child.kill();
                let mut said = String::new();
                let _ = self.child.stderr.take().map(|mut stderr| stderr.read_to_string(&mut said));
                panic!("docker-registry does not answer: {said}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn request(&self, method: &str, url: &str, media_type: &str, body: &str) -> ureq::http::Response<ureq::Body> {
        let request = ureq::http::Request::builder().method(method).uri(url).header("Content-Type", media_type);
        let request = match self.authorization {
            Some(shown) => request.header("Authorization", shown),
            None => request,
        };
        let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
        agent
            .run(request.body(body.to_owned()).expect("a request"))
            .unwrap_or_else(|error| panic!("{method} {url}: {error}"))
    }

    fn push_blob(&self, repository: &str, content: &str) -> String {
        let digest = digest(content.as_bytes());
        let begun = self.request("POST", &format!("http://{}/v2/{repository}/blobs/uploads/", self.address), "", "");
        let location = begun.headers()["location"].to_str().expect("an address").to_owned();
        let separator = if location.contains('?') { '&' } else { '?' };
        self.request("PUT", &format!("{location}{separator}digest={digest}"), "application/octet-stream", content);
        digest
    }

    fn push(&self, repository: &str, tag: &str, media_type: &str, manifest: &str) -> String {
        let url = format!("http://{}/v2/{repository}/manifests/{tag}", self.address);
        self.request("PUT", &url, media_type, manifest);
        digest(manifest.as_bytes())
    }

    /// Pushes an image of this platform; gives its digest and its size.
    fn push_image(&self, repository: &str, tag: &str, config: &str) -> (String, usize) {
        let of_config = self.push_blob(repository, config);
        let layer = self.push_blob(repository, "no layer is ever fetched");
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"{CONFIG}","digest":"{of_config}","size":{}}},"layers":[{{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","digest":"{layer}","size":24}}]}}"#,
            config.len()
        );
        (self.push(repository, tag, MANIFEST, &manifest), manifest.len())
    }

    fn push_list(&self, repository: &str, tag: &str, platforms: &[(String, String)]) {
        let entries: Vec<String> = platforms
            .iter()
            .enumerate()
            .map(|(at, (stated, config))| {
                let (digest, size) = self.push_image(repository, &format!("{tag}-{at}"), config);
                descriptor(&digest, stated).replace(r#""size":1"#, &format!(r#""size":{size}"#))
            })
            .collect();
        let list = format!(r#"{{"schemaVersion":2,"mediaType":"{LIST}","manifests":[{}]}}"#, entries.join(","));
        self.push(repository, tag, LIST, &list);
    }
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").to_string()
}

fn configuration(folder: &Path, address: &str, private: bool) -> String {
    let mut config = format!(
        "version: 0.1\nlog: {{level: warn}}\nstorage:\n  filesystem: {{rootdirectory: {}}}\nhttp: {{addr: '{address}'}}\n",
        folder.join("data").display()
    );
    if private {
        let users = folder.join("htpasswd");
        std::fs::write(&users, USERS).expect("a file");
        config += &format!("auth:\n  htpasswd: {{realm: test, path: {}}}\n", users.display());
    }
    config
}

fn windows(version: Option<&str>) -> String {
    platform("windows", "amd64", version)
}

#[test]
fn lists_single_manifests_and_what_is_missing() {
    let Some(real) = Real::start("public", false) else { return };
    let same = |version: &str| (windows(Some(version)), windows(Some(version)));
    real.push_list("win/app", "1.0", &[same("10.0.17763.7249"), same("10.0.20348.3566")]);
    real.push_list("win/app", "bare", &[(windows(None), windows(Some("10.0.26100.3781")))]);
    real.push_image("win/app", "alone", &windows(Some("10.0.20348.3566")));
    let inspect = |image: &str| {
        let image = format!("{}/win/app:{image}", real.address);
        Client::new("real-public", "{}").run(&["inspect", &image, "--host", "ws2022", "--json"])
    };

    let list = json(&inspect("1.0"));
    assert_eq!(list["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!((&list["hosts"][0]["docker"], &list["hosts"][0]["outcome"]), (&1.into(), &"process".into()));

    let alone = json(&inspect("alone"));
    assert_eq!((&alone["list"], &alone["entries"][0]["os_version"]), (&false.into(), &"10.0.20348.3566".into()));

    let bare = json(&inspect("bare"));
    assert_eq!(bare["entries"][0]["os_version_in_config"], "10.0.26100.3781");
    assert_eq!(bare["remarks"][0]["rule"], "R32");

    assert_eq!(
        refused(&inspect("2.0")),
        format!("{}/win/app has no tag 2.0. Check the tag and the name", real.address)
    );
    let unknown = Client::new("real-public", "{}").run(&["inspect", &format!("{}/other:1", real.address)]);
    assert_eq!(refused(&unknown), format!("{}/other has no tag 1. Check the tag and the name", real.address));
}

#[test]
fn a_private_repository() {
    let Some(real) = Real::start("private", true) else { return };
    real.push_image("app", "1", &windows(Some("10.0.20348.1")));
    let image = format!("{}/app:1", real.address);
    let message = refused(&Client::new("real-none", "{}").run(&["inspect", &image]));
    assert!(message.contains("private or doesn’t exist. Log in with docker login 127.0.0.1:"), "{message}");
    let config = format!(r#"{{"auths": {{"{}": {{"auth": "YW5uOnNlY3JldA=="}}}}}}"#, real.address);
    let report = json(&Client::new("real-ann", &config).run(&["inspect", &image, "--json"]));
    assert_eq!(report["entries"][0]["os_version"], "10.0.20348.1");
}

/// The configuration with the certificate `server.crt` and its key from this folder.
fn secured(configuration: &str, folder: &Path) -> String {
    let file = |name: &str| folder.join(name).display().to_string();
    let tls = format!(", tls: {{certificate: {}, key: {}}}}}", file("server.crt"), file("server.key"));
    configuration.replace("'}", &format!("'{tls}"))
}

/// An authority `ca.crt`, and a certificate of it for this machine, made by openssl.
fn certificates(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    let openssl = |arguments: &str| {
        let mut command = Command::new("openssl");
        let output = command.args(arguments.split(' ')).current_dir(folder).output().expect("openssl");
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    };
    std::fs::write(folder.join("names"), "subjectAltName=IP:127.0.0.1\n").expect("a file");
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(&format!("req -x509 {key} -keyout ca.key -out ca.crt -days 2 -subj /CN=authority"));
    openssl(&format!("req {key} -keyout server.key -out server.csr -subj /CN=registry"));
    openssl("x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.crt");
}

#[test]
fn an_authority_of_its_own() {
    let Some(plain) = Real::start("secure", false) else { return };
    plain.push_image("app", "1", &windows(Some("10.0.20348.1")));
    drop(plain);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("real-registry").join("certificates");
    certificates(&folder);
    let Some(real) = Real::start_with("secure", false, Some(&folder)) else { return };
    let inspect = |name: &str, text: &str| {
        let hosts = folder.join(name);
        std::fs::create_dir_all(hosts.join("registry.corp")).expect("a folder");
        let text = format!("server = 'https://{}'\n{text}", real.address);
        std::fs::write(hosts.join("registry.corp").join("hosts.toml"), text).expect("a file");
        let hosts = hosts.to_str().expect("a path").to_owned();
        Client::new("real-secure", "{}").run(&["inspect", "registry.corp/app:1", "--hosts-dir", &hosts, "--json"])
    };
    for (name, text) in [("with", "ca = '../../ca.crt'\n"), ("skipped", "skip_verify = true\n")] {
        assert_eq!(json(&inspect(name, text))["entries"][0]["os_version"], "10.0.20348.1", "{name}");
    }
    let said = super::unanswered(&inspect("without", ""));
    assert!(said.contains("no secure connection") && said.contains("certs.d"), "{said}");
}
