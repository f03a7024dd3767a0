//! The server, asked without a browser.

use super::{Encoding, Server, Site};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

/// A site of a few files in a folder of its own.
fn site(name: &str) -> Site {
    let root = std::env::temp_dir().join(format!("wincompat-site-{}", std::process::id())).join(name);
    fs::create_dir_all(root.join("error")).unwrap();
    for (file, text) in [("index.html", "home"), ("a b.wasm", "wasm"), ("error/index.html", "errors"), ("x.css", "")] {
        fs::write(root.join(file), text).unwrap();
    }
    fs::write(root.parent().unwrap().join("secret.txt"), "secret").unwrap();
    Site::new(root)
}

#[track_caller]
fn check(site: &Site, target: &str, status: u16, kind: &str, body: &str) {
    let reply = site.reply(target);
    assert_eq!((reply.status, reply.kind.split(';').next().unwrap()), (status, kind));
    assert!(String::from_utf8(reply.body).unwrap().starts_with(body));
}

#[test]
fn files_have_their_types() {
    let site = site("types");
    check(&site, "/", 200, "text/html", "home");
    check(&site, "/?host=ws2022", 200, "text/html", "home");
    check(&site, "/a%20b.wasm", 200, "application/wasm", "wasm");
    check(&site, "/x.css", 200, "text/css", "");
    check(&site, "/error/", 200, "text/html", "errors");
}

#[test]
fn wrong_addresses_are_said_to_be_wrong() {
    let site = site("wrong");
    for target in ["/none", "/../secret.txt", "/%2e%2e/secret.txt", "/..%5csecret.txt", "//etc/passwd", "x", "/%zz"] {
        check(&site, target, 404, "text/plain", "404");
    }
    fs::write(site.root.join("404.html"), "lost").unwrap();
    check(&site, "/none", 404, "text/html", "lost");
}

#[test]
fn a_folder_gets_its_slash_and_keeps_its_query() {
    let reply = site("slash").reply("/error?x=1");
    assert_eq!((reply.status, reply.location.as_deref()), (301, Some("/error/?x=1")));
}

#[test]
fn a_site_may_live_under_a_path() {
    let site = Site { under: "team/tools".into(), ..site("under") };
    check(&site, "/team/tools/", 200, "text/html", "home");
    check(&site, "/team/toolsx", 404, "text/plain", "404");
    check(&site, "/", 404, "text/plain", "404");
    assert_eq!(site.reply("/team/tools/error").location.as_deref(), Some("/team/tools/error/"));
}

/// What a server says to a request.
fn ask(server: &Server, request: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(server.origin().trim_start_matches("http://")).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

#[test]
fn the_server_answers_and_remembers() {
    let site = Site { headers: vec![("X-Host".into(), "plain".into())], broken: Some(".css".into()), ..site("server") };
    let server = Server::start(site, 0).unwrap();
    let ask = |request: &str| String::from_utf8(ask(&server, request)).unwrap();
    let page = ask("GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n\r\n");
    assert!(
        page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("X-Host: plain\r\n") && page.ends_with("\r\n\r\nhome")
    );
    assert!(ask("HEAD / HTTP/1.1\r\n\r\n").ends_with("\r\n\r\n"));
    assert!(ask("GET /x.css HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 500"));
    assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
    assert_eq!(server.asked(), ["/", "/", "/x.css", "/"]);
}

#[test]
fn a_site_can_be_compressed() {
    let server = Server::start(Site { compressed: true, ..site("compressed") }, 0).unwrap();
    for _ in 0..2 {
        let packed = ask(&server, "GET /?x=1 HTTP/1.1\r\naccept-encoding: gzip, br\r\n\r\n");
        assert!(String::from_utf8_lossy(&packed).contains("Content-Encoding: br\r\n"));
        assert!(packed.ends_with(&Encoding::Brotli.compress(b"home")));
    }
    let plain = ask(&server, "GET / HTTP/1.1\r\n\r\n");
    assert!(plain.ends_with(b"\r\n\r\nhome") && !String::from_utf8_lossy(&plain).contains("Content-Encoding"));
    let missing = ask(&server, "GET /none HTTP/1.1\r\nAccept-Encoding: br\r\n\r\n");
    assert!(!String::from_utf8_lossy(&missing).contains("Content-Encoding"));
}
