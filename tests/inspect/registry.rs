//! A registry on loopback that speaks the protocol, so that the tests need nothing installed. The real one is in `real.rs`.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use sha2::{Digest as _, Sha256};

/// Who may read.
#[derive(Clone)]
pub enum Access {
    Public,
    /// A token from this registry itself, for everybody or for those with this `Authorization`.
    Token {
        of: Option<&'static str>,
    },
    /// This `Authorization` with each request.
    Basic(&'static str),
}

/// One request as it came in.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

type Answer = (u16, Vec<(String, String)>, Vec<u8>);

struct Shared {
    documents: Mutex<BTreeMap<String, (String, Vec<u8>)>>,
    /// Answers that are given instead of a document.
    instead: Mutex<BTreeMap<String, Answer>>,
    asked: Mutex<Vec<Request>>,
    access: Access,
    address: String,
}

/// It runs until the test ends.
pub struct Registry(Arc<Shared>);

pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

impl Registry {
    pub fn new(access: Access) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let shared = Arc::new(Shared {
            documents: Mutex::default(),
            instead: Mutex::default(),
            asked: Mutex::default(),
            access,
            address,
        });
        let registry = Self(Arc::clone(&shared));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || serve(&shared, stream));
            }
        });
        registry
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        &self.0.address
    }

    /// Keeps a document under a path below `/v2/`; gives its digest.
    pub fn put(&self, path: &str, media_type: &str, body: &str) -> String {
        let entry = (media_type.to_owned(), body.as_bytes().to_vec());
        self.0.documents.lock().expect("no panic").insert(path.to_owned(), entry);
        digest(body.as_bytes())
    }

    /// Keeps an image of a platform, by its digest; gives the digest of its manifest.
    pub fn image(&self, repository: &str, config: &str) -> String {
        let of_config = digest(config.as_bytes());
        self.put(&format!("{repository}/blobs/{of_config}"), "application/octet-stream", config);
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"{MANIFEST}","config":{{"mediaType":"{CONFIG}","digest":"{of_config}","size":{}}},"layers":[{{"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":99}}]}}"#,
            config.len()
        );
        let of_manifest = digest(manifest.as_bytes());
        self.put(&format!("{repository}/manifests/{of_manifest}"), MANIFEST, &manifest)
    }

    /// Names what is kept by digest.
    pub fn tag(&self, repository: &str, tag: &str, digest: &str) {
        let mut documents = self.0.documents.lock().expect("no panic");
        let document = documents[&format!("{repository}/manifests/{digest}")].clone();
        documents.insert(format!("{repository}/manifests/{tag}"), document);
    }

    /// Keeps a list under a tag: descriptors in JSON.
    pub fn list(&self, repository: &str, tag: &str, descriptors: &[String]) -> String {
        let body = format!(r#"{{"schemaVersion":2,"mediaType":"{LIST}","manifests":[{}]}}"#, descriptors.join(","));
        self.put(&format!("{repository}/manifests/{tag}"), LIST, &body)
    }

    /// Answers a path with something else than a document.
    pub fn instead(&self, path: &str, status: u16, headers: &[(&str, &str)], body: &str) {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.0.instead.lock().expect("no panic").insert(path.to_owned(), (status, headers, body.as_bytes().to_vec()));
    }

    /// What came in so far.
    pub fn asked(&self) -> Vec<Request> {
        self.0.asked.lock().expect("no panic").clone()
    }
}

pub const MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
pub const LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
pub const CONFIG: &str = "application/vnd.docker.container.image.v1+json";

/// An entry of a list.
pub fn descriptor(digest: &str, platform: &str) -> String {
    format!(r#"{{"mediaType":"{MANIFEST}","size":1,"digest":"{digest}","platform":{platform}}}"#)
}

/// The platform of an entry, and the configuration of an image: the same words.
pub fn platform(os: &str, architecture: &str, version: Option<&str>) -> String {
    let version = version.map(|version| format!(r#","os.version":"{version}""#)).unwrap_or_default();
    format!(r#"{{"os":"{os}","architecture":"{architecture}"{version}}}"#)
}

fn serve(shared: &Shared, mut stream: TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    // Connections are kept open between requests.
    loop {
        let request = read(&mut reader)?;
        shared.asked.lock().ok()?.push(request.clone());
        let (status, headers, body) = answer(shared, &request);
        let mut head = format!("HTTP/1.1 {status} Whatever\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).ok()?;
        stream.write_all(&body).ok()?;
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or_default();
    let mut body = vec![0; length];
    std::io::Read::read_exact(reader, &mut body).ok()?;
    Some(Request { method, target, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

fn answer(shared: &Shared, request: &Request) -> Answer {
    let shown = request.headers.get("authorization").map(String::as_str);
    let (path, _) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let denied = |challenge: String| {
        let body = r#"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}"#;
        (401, vec![("WWW-Authenticate".to_owned(), challenge)], body.as_bytes().to_vec())
    };
    if path == "/token" {
        return match shared.access {
            Access::Token { of: Some(wanted) } if shown != Some(wanted) && request.method == "GET" => {
                denied("Basic realm=\"tokens\"".to_owned())
            }
            _ => (200, vec![], br#"{"token":"t0k3n"}"#.to_vec()),
        };
    }
    match shared.access {
        Access::Token { .. } if shown != Some("Bearer t0k3n") => {
            let address = &shared.address;
            return denied(format!(
                "Bearer realm=\"http://{address}/token\",service=\"test\",scope=\"repository:app:pull\""
            ));
        }
        Access::Basic(wanted) if shown != Some(wanted) => return denied("Basic realm=\"test\"".to_owned()),
        _ => {}
    }
    let path = path.strip_prefix("/v2/").unwrap_or_default();
    if let Some(answer) = shared.instead.lock().expect("no panic").get(path) {
        return answer.clone();
    }
    let documents = shared.documents.lock().expect("no panic");
    match documents.get(path) {
        Some((media_type, body)) => {
            let headers = vec![
                ("Content-Type".to_owned(), media_type.clone()),
                ("Docker-Content-Digest".to_owned(), digest(body)),
            ];
            (200, headers, body.clone())
        }
        None => {
            let repository = path.split("/manifests/").next().unwrap_or_default();
            let known = documents.keys().any(|key| key.starts_with(&format!("{repository}/")));
            let code = if known { "MANIFEST_UNKNOWN" } else { "NAME_UNKNOWN" };
            (404, vec![], format!(r#"{{"errors":[{{"code":"{code}","message":"unknown"}}]}}"#).into_bytes())
        }
    }
}
