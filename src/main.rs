//! In the browser: mounts the page. Natively: the command line.

fn main() {}
