//! `cargo xtask serve`: from a fresh clone to an address to open.

use crate::Result;
use crate::command::workspace;
use crate::install;
use crate::options::Options;
use crate::site::{Server, Site};
use std::io::ErrorKind;

/// The first port that is tried; the next free one is taken.
const PORT: u16 = 8080;

/// Builds the page and serves it until the user has seen enough.
pub fn run(mut options: Options) -> Result {
    let port = options.value("--port")?.map(|text| port(&text)).transpose()?;
    let built = options.flag("--no-build");
    options.finish()?;
    if !built {
        install::build_site()?;
    }
    let server = start(&site()?, port)?;
    println!("\nThe page is at {}\nStop with Ctrl+C.", server.url());
    loop {
        std::thread::park();
    }
}

/// The built page.
pub fn site() -> Result<Site> {
    let root = std::env::var_os("WINCOMPAT_DIST").map_or_else(|| workspace().join("dist"), Into::into);
    if root.join("index.html").is_file() {
        return Ok(Site::new(root));
    }
    Err(format!("there is no page in {}; build it with: cargo xtask build", root.display()))
}

fn port(text: &str) -> Result<u16> {
    text.parse().map_err(|_| format!("--port must be a number from 0 to 65535, not {text:?}"))
}

/// On the port asked for, or else on the first free one.
fn start(site: &Site, asked: Option<u16>) -> Result<Server> {
    let mut port = asked.unwrap_or(PORT);
    loop {
        match Server::start(site.clone(), port) {
            Ok(server) => return Ok(server),
            Err(error) if taken(error.kind()) && port < u16::MAX => port += 1,
            Err(error) => return Err(format!("cannot serve on port {port}: {error}")),
        }
    }
}

/// Windows refuses a port that something has reserved in its own way.
fn taken(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::AddrInUse | ErrorKind::PermissionDenied)
}
