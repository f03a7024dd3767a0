//! A static file server for `dist/`: what any plain host does, and a record of what was asked for.

use crate::compress::Encoding;
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How a site is served; the default is `dist/` at the root of a free port.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The folder of files.
    pub root: PathBuf,
    /// The path that the site lives under, without slashes around it: `""` or `team/tools`.
    pub under: String,
    /// Header lines that every answer carries, as a host might add them.
    pub headers: Vec<(String, String)>,
    /// Answers to paths with this ending wait this long.
    pub slow: Option<(String, Duration)>,
    /// Pages come a kilobyte at a time, with this pause after each, as from far away.
    pub in_pieces: Option<Duration>,
    /// Paths with this ending are answered with status 500.
    pub broken: Option<String>,
    /// Files with this ending are said to be of this type.
    pub called: Option<(String, &'static str)>,
    /// Text and WebAssembly are compressed for callers that understand it.
    pub compressed: bool,
}

/// An answer, before it is written to the wire.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The content type.
    pub kind: &'static str,
    /// Where to go instead, for a redirect.
    pub location: Option<String>,
    /// How the content is compressed.
    pub encoding: Option<Encoding>,
    /// The content.
    pub body: Vec<u8>,
}

impl Site {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), ..Self::default() }
    }

    /// The answer to a request for this path and query.
    pub fn reply(&self, target: &str) -> Reply {
        let (path, query) = target.split_once('?').map_or((target, ""), |(path, query)| (path, query));
        let ends = |ending: &String| path.ends_with(ending.as_str());
        if self.broken.as_ref().is_some_and(ends) {
            return Reply::text(500, "broken on purpose");
        }
        let Some(file) = self.file(path) else { return self.missing() };
        if !file.is_dir() {
            let reply = fs::read(&file).map_or_else(|_| self.missing(), |body| Reply::content(200, &file, body));
            let called = self.called.as_ref().filter(|(ending, _)| ends(ending) && reply.status == 200);
            return Reply { kind: called.map_or(reply.kind, |(_, kind)| kind), ..reply };
        }
        if !path.ends_with('/') {
            let query = if query.is_empty() { String::new() } else { format!("?{query}") };
            return Reply { location: Some(format!("{path}/{query}")), ..Reply::text(301, "moved") };
        }
        let index = file.join("index.html");
        fs::read(&index).map_or_else(|_| self.missing(), |body| Reply::content(200, &index, body))
    }

    /// The file that a path names, if it stays inside the site.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let path = percent_decode(path)?;
        let inside = path.strip_prefix('/')?.strip_prefix(self.under.as_str())?;
        let inside = if self.under.is_empty() { inside } else { inside.strip_prefix('/')? };
        let plain = |part: &str| !matches!(part, "." | "..") && !part.contains(['\\', ':', '\0']);
        // A path that is still absolute would replace the root.
        (!inside.starts_with('/') && inside.split('/').all(plain)).then(|| self.root.join(inside))
    }

    /// The site's own page for a wrong address, else a sentence.
    fn missing(&self) -> Reply {
        let page = self.root.join("404.html");
        fs::read(&page)
            .map_or_else(|_| Reply::text(404, "there is no such page"), |body| Reply::content(404, &page, body))
    }
}

impl Reply {
    fn content(status: u16, file: &Path, body: Vec<u8>) -> Self {
        Self { status, kind: content_type(file), location: None, encoding: None, body }
    }

    fn text(status: u16, sentence: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            location: None,
            encoding: None,
            body: format!("{status}: {sentence}\n").into(),
        }
    }
}

/// What has been compressed so far: full effort takes too long to do it twice.
type Packed = Mutex<HashMap<(String, Encoding), Vec<u8>>>;

/// Compresses an answer, if it is of a kind that gets smaller.
fn pack(reply: Reply, encoding: Encoding, target: &str, packed: &Packed) -> Reply {
    let text = ["text/", "application/json", "application/manifest+json", "application/wasm", "image/svg+xml"];
    if reply.status != 200 || !text.iter().any(|kind| reply.kind.starts_with(kind)) {
        return reply;
    }
    let path = target.split('?').next().unwrap_or(target).to_string();
    let mut packed = packed.lock().expect("no request panics");
    let body = packed.entry((path, encoding)).or_insert_with(|| encoding.compress(&reply.body)).clone();
    Reply { encoding: Some(encoding), body, ..reply }
}

/// A server that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    site: Arc<(Site, Packed)>,
    asked: Arc<Mutex<Vec<String>>>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// Serves a site on this port of 127.0.0.1; 0 is any free port.
    pub fn start(site: Site, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let server = Self {
            address: listener.local_addr()?,
            site: Arc::new((site, Packed::default())),
            asked: Arc::default(),
            stopped: Arc::default(),
        };
        let (site, asked, stopped) = (server.site.clone(), server.asked.clone(), server.stopped.clone());
        thread::spawn(move || serve(&listener, &site, &asked, &stopped));
        Ok(server)
    }

    /// The address of the site, with a slash at its end.
    pub fn url(&self) -> String {
        let under = &self.site.0.under;
        let under = if under.is_empty() { String::new() } else { format!("{under}/") };
        format!("http://{}/{under}", self.address)
    }

    /// Compresses the files of the site now, so that nobody waits for it later.
    pub fn compress(&self) {
        let (site, packed) = &*self.site;
        let under = if site.under.is_empty() { String::new() } else { format!("/{}", site.under) };
        let entries = fs::read_dir(&site.root).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        for target in names.chain([String::new()]).map(|name| format!("{under}/{name}")) {
            pack(site.reply(&target), Encoding::Brotli, &target, packed);
        }
    }

    /// Scheme, address and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every path that was asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no request panics").clone()
    }

    /// Takes the site off the net.
    pub fn stop(&self) {
        if !self.stopped.swap(true, Ordering::SeqCst) {
            // The listener sees the flag only when somebody calls.
            let _ = TcpStream::connect(self.address);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn serve(
    listener: &TcpListener,
    site: &Arc<(Site, Packed)>,
    asked: &Arc<Mutex<Vec<String>>>,
    stopped: &Arc<AtomicBool>,
) {
    for stream in listener.incoming() {
        if stopped.load(Ordering::SeqCst) {
            return;
        }
        let (Ok(stream), site, asked, stopped) = (stream, site.clone(), asked.clone(), stopped.clone()) else {
            continue;
        };
        thread::spawn(move || answer(stream, &site.0, &site.1, &asked, &stopped));
    }
}

/// Reads one request and writes its answer. A caller that hangs up early is no concern of ours.
fn answer(
    mut stream: TcpStream,
    site: &Site,
    packed: &Packed,
    asked: &Mutex<Vec<String>>,
    stopped: &AtomicBool,
) -> Option<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let Request { method, target, encoding } = read_request(&stream)?;
    // Browsers connect ahead of time: this one may have called before the site went off the net.
    if stopped.load(Ordering::SeqCst) {
        return None;
    }
    asked.lock().expect("no request panics").push(target.clone());
    if let Some((_, pause)) = site.slow.as_ref().filter(|(ending, _)| target.ends_with(ending.as_str())) {
        thread::sleep(*pause);
    }
    let reply = match method.as_str() {
        "GET" | "HEAD" => site.reply(&target),
        _ => Reply::text(405, "only reading is possible here"),
    };
    let reply = match encoding.filter(|_| site.compressed) {
        Some(encoding) => pack(reply, encoding, &target, packed),
        None => reply,
    };
    stream.write_all(head(&reply, &site.headers).as_bytes()).ok()?;
    if method != "HEAD" {
        write_body(&mut stream, &reply, site.in_pieces).ok()?;
    }
    stream.flush().ok()
}

fn write_body(stream: &mut TcpStream, reply: &Reply, pause: Option<Duration>) -> io::Result<()> {
    let Some(pause) = pause.filter(|_| reply.kind.starts_with("text/html")) else {
        return stream.write_all(&reply.body);
    };
    for piece in reply.body.chunks(1024) {
        stream.write_all(piece)?;
        thread::sleep(pause);
    }
    Ok(())
}

struct Request {
    method: String,
    target: String,
    encoding: Option<Encoding>,
}

fn read_request(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream.take(64 * 1024)).lines();
    let first = lines.next()?.ok()?;
    let mut encoding = None;
    // Of the headers only one matters here, but all have to be read before the answer is written.
    loop {
        let line = lines.next()?.ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        if name.eq_ignore_ascii_case("accept-encoding") {
            encoding = Encoding::accepted(value);
        }
    }
    let mut words = first.split(' ').map(String::from);
    Some(Request { method: words.next()?, target: words.next()?, encoding })
}

fn head(reply: &Reply, extra: &[(String, String)]) -> String {
    let (status, kind, length) = (reply.status, reply.kind, reply.body.len());
    let mut head =
        format!("HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n", reason(status));
    // A rebuilt page must never meet an old file; a wrong content type must never be repaired by guessing.
    head += "Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
    let location = reply.location.iter().map(|to| ("Location", to.as_str()));
    let encoding = reply.encoding.iter().map(|encoding| ("Content-Encoding", encoding.name()));
    for (name, value) in
        location.chain(encoding).chain(extra.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    {
        head += &format!("{name}: {value}\r\n");
    }
    head + "\r\n"
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Internal Server Error",
    }
}

/// The types that the site publishes; browsers compile WebAssembly while it loads only with its own type.
fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "text/xml; charset=utf-8",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' { 16 * hex(bytes.next()?)? + hex(bytes.next()?)? } else { byte });
    }
    String::from_utf8(decoded).ok()
}

fn hex(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests;
