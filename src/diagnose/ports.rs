//! A port that can't be had: which one, and who may have it.

use super::case::{Case, Found};

/// The port of the host that an error's line names: `listen tcp 0.0.0.0:8080: bind`, `Bind for 0.0.0.0:80 failed`.
pub(crate) fn named(line: &str) -> Option<u16> {
    const BEFORE: [&str; 9] = [
        "exposing port TCP ",
        "exposing port UDP ",
        "ind for ",
        "bind host port for ",
        "listen tcp4 ",
        "listen tcp ",
        "listen udp4 ",
        "listen udp ",
        "address already in use ",
    ];
    let address = BEFORE.iter().find_map(|before| line.split_once(before))?.1.split_whitespace().next()?;
    let port = address.trim_end_matches([':', ',', '.', '"']).rsplit_once(':')?.1;
    port.parse().ok().filter(|port| *port > 0)
}

/// Whether Windows keeps the port back, rather than that somebody listens there.
pub(crate) fn is_refused(line: &str) -> bool {
    line.contains("forbidden by its access permissions")
}

/// What the error means for this port.
pub(super) fn port(case: &Case<'_>, mut found: Found) -> Found {
    let line = &case.incident.error.line;
    let number = named(line).or(case.evidence.engine.published_port).map(|port| format!(" {port}")).unwrap_or_default();
    if is_refused(line) {
        let port = if number.is_empty() { "this port".to_owned() } else { format!("port{number}") };
        found.title = format!("Windows doesn’t give {port} away");
        found.text = "The port lies in a range that Windows has reserved, mostly for Hyper-V and its NAT, or a program has it for itself."
            .to_owned();
    } else if !number.is_empty() {
        found.title = format!("Port{number} is already in use");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_port_that_a_line_names() {
        let listen = "Ports are not available: listen tcp 0.0.0.0:8080: bind: Only one usage of each socket address";
        assert_eq!(named(listen), Some(8080));
        assert_eq!(named("exposing port TCP 0.0.0.0:50051 -> 0.0.0.0:0: listen tcp"), Some(50051));
        assert_eq!(named("Bind for 0.0.0.0:80 failed: port is already allocated"), Some(80));
        assert_eq!(named("Error: listen EADDRINUSE: address already in use :::3000"), Some(3000));
        assert_eq!(named("dial tcp 10.0.0.5:6443: connect: refused"), None);
        assert_eq!(named("exposing port TCP 0.0.0.0:0 -> 0.0.0.0:0"), None);
    }
}
