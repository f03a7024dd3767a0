//! The project's own commands: `cargo xtask serve | build | test | bench | measure | shots`.

use std::process::ExitCode;
use xtask::{Result, bench, browsers, command, finish, install, manifests, options::Options, refresh, serve, test};

const USAGE: &str = "\
cargo xtask serve [--port N] [--no-build]    build the page, serve it on 127.0.0.1 and print the address
cargo xtask build [--site-url URL]           the release site in dist/; with its address, also canonical links and a sitemap
cargo xtask test [--only PART[,PART]] [--browser chromium|firefox|webkit] [--no-build]
                                             everything that has to hold; PART: lint native web size syntax docs e2e
cargo xtask test --target x86_64-pc-windows-gnu
                                             the native tests as Windows programs, where Wine is installed
cargo xtask bench [--no-run]                 benchmarks against their budgets
cargo xtask measure [--no-lighthouse]        dist/ in Chromium against its budgets (more: cargo xtask measure --help)
cargo xtask refresh [--from FOLDER] [--write]  what public sources say that the data does not, as a proposal
cargo xtask shots [QUERY ...]                screenshots of dist/ in target/shots/ (more: cargo xtask shots --help)

What is missing (wasm target, Trunk, wasm-bindgen, Chromium) is installed where that can be done.
";

fn main() -> ExitCode {
    match run(Options::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut options: Options) -> Result {
    match options.command().as_deref() {
        Some("serve") => serve::run(options),
        Some("build") => {
            let site = options.value("--site-url")?;
            options.finish().and_then(|()| install::build_site_at(site.as_deref()))
        }
        Some("test") => test::run_all(options),
        Some("bench") => bench::run_all(options),
        // Not in the usage: the release workflow calls it.
        Some("manifests") => manifests::run(options),
        // Nor this: Trunk calls it.
        Some("finish") => options.finish().and_then(|()| finish::run()),
        Some("measure") => with_browser("measure", options),
        Some("refresh") => refresh::run(options),
        Some("shots") => with_browser("shots", options),
        Some("help" | "--help" | "-h") | None => {
            print!("{USAGE}");
            Ok(())
        }
        Some(other) => Err(format!("no command named {other:?}\n\n{USAGE}")),
    }
}

/// The camera and the stop watch live with the end-to-end tests, whose browser they share.
fn with_browser(name: &str, mut options: Options) -> Result {
    if options.flag("--build") {
        install::build_site()?;
    }
    let browser = browsers::chromium()?;
    let tool = command::cargo(["run", "--quiet", "--package", "wincompat-e2e", "--bin", name, "--"]);
    // What goes wrong there is said in words.
    command::quietly(browser.environment(tool).env("RUST_BACKTRACE", "0").args(options.rest()))
}
