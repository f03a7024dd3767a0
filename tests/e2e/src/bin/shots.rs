//! `cargo xtask shots`: pictures of the built page at several widths in both themes, from one browser session.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use wincompat_e2e::{Browser, View, camera};
use xtask::options::Options;
use xtask::site::Server;
use xtask::{Result, serve};

const USAGE: &str = "\
cargo xtask shots [OPTION ...] [QUERY ...]   pictures of dist/; QUERY: \"?host=ws2022&image=ltsc2019\", \"\", a path

  --build            build the page first
  --width N[,N...]   widths in pixels (360,1280)
  --theme T[,T...]   light, dark (both)
  --run JAVASCRIPT   run this before the picture, to open or fill something
  --paste FILE       put the text of FILE into the paste box
  --click NAME       click the first button, link, tab or summary whose text contains NAME
  --print            as it would be printed
  --window           only what the window shows, not the whole page
  --name NAME        start file names with NAME in place of the query
  --out DIR          write to DIR in place of target/shots/
";

/// What is photographed where no query is given: nothing chosen, and each kind of answer.
const QUERIES: [&str; 5] = [
    "",
    "?host=ws2022&image=ltsc2022",
    "?host=ws2022&image=ltsc2019",
    "?host=ws2019&image=ltsc2022",
    "?host=ws2016&image=ltsc2016",
];

struct Plan {
    views: Vec<View>,
    scripts: Vec<String>,
    print: bool,
    whole: bool,
    name: Option<String>,
    folder: PathBuf,
    queries: Vec<String>,
}

fn main() -> ExitCode {
    match plan(Options::from_env()).and_then(|plan| plan.map_or(Ok(()), |plan| take(&plan))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What to photograph; nothing if only help was asked for.
fn plan(mut options: Options) -> Result<Option<Plan>> {
    if options.flag("--help") || options.flag("-h") {
        print!("{USAGE}");
        return Ok(None);
    }
    let widths = options.value("--width")?.unwrap_or_else(|| "360,1280".into());
    let themes = options.value("--theme")?.unwrap_or_else(|| "light,dark".into());
    let plan = Plan {
        views: views(&widths, &themes)?,
        scripts: scripts(&mut options)?,
        print: options.flag("--print"),
        whole: !options.flag("--window"),
        name: options.value("--name")?,
        folder: options.value("--out")?.map_or_else(camera::folder, PathBuf::from),
        queries: options.rest(),
    };
    match plan.queries.iter().find(|query| query.starts_with("--")) {
        Some(word) => Err(format!("{word:?} is not understood here\n\n{USAGE}")),
        None => Ok(Some(plan)),
    }
}

fn views(widths: &str, themes: &str) -> Result<Vec<View>> {
    let width = |text: &str| text.parse().map_err(|_| format!("--width must be a number of pixels, not {text:?}"));
    let dark = |text: &str| match text {
        "light" => Ok(false),
        "dark" => Ok(true),
        _ => Err(format!("--theme must be light or dark, not {text:?}")),
    };
    let mut views = Vec::new();
    for text in widths.split(',') {
        let view = View::DESKTOP.wide(width(text)?);
        for theme in themes.split(',') {
            views.push(View { dark: dark(theme)?, ..view });
        }
    }
    Ok(views)
}

/// What is done on the page before its picture is taken.
fn scripts(options: &mut Options) -> Result<Vec<String>> {
    let mut scripts = Vec::new();
    if let Some(file) = options.value("--paste")? {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("cannot read {file}: {error}"))?;
        let text = serde_json::Value::from(text);
        scripts.push(format!(
            "const box = document.querySelector('textarea[name=paste]'); box.focus(); box.select(); \
             document.execCommand('insertText', false, {text}); box.blur();"
        ));
    }
    if let Some(name) = options.value("--click")? {
        let name = serde_json::Value::from(name.to_lowercase());
        scripts.push(format!(
            "[...document.querySelectorAll('button, a[href], summary, [role=tab], [role=button]')]\
             .find(node => (node.ariaLabel || node.innerText).toLowerCase().includes({name})).click();"
        ));
    }
    scripts.extend(options.value("--run")?);
    Ok(scripts)
}

fn take(plan: &Plan) -> Result {
    let server = Server::start(serve::site()?, 0).map_err(|error| format!("cannot serve the page: {error}"))?;
    let browser = Browser::start(plan.views[0]);
    let standard = QUERIES.map(String::from);
    let queries = if plan.queries.is_empty() { &standard[..] } else { &plan.queries };
    for query in queries {
        browser.goto(&format!("{}{query}", server.url()));
        wait(&browser);
        for script in &plan.scripts {
            browser.run(script, &[]);
            browser.settle();
        }
        for view in &plan.views {
            photograph(&browser, plan, query, *view);
        }
        for error in browser.console_errors() {
            println!("console: {error}");
        }
    }
    Ok(())
}

/// A page without the hook (an error page, say) is photographed all the same.
fn wait(browser: &Browser) {
    for _ in 0..100 {
        if browser.run("return !!document.querySelector('main[data-ready]')", &[]) == true {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    println!("no main[data-ready] after 2 s: {}", browser.address());
}

fn photograph(browser: &Browser, plan: &Plan, query: &str, view: View) {
    browser.look(view);
    let medium = if plan.print { "print" } else { "" };
    // Nothing may be caught half way through a transition.
    browser.media(medium, &[("prefers-color-scheme", view.theme()), ("prefers-reduced-motion", "reduce")]);
    browser.settle();
    let name = camera::name(plan.name.as_deref().unwrap_or(query), view);
    let sideways = "const page = document.scrollingElement; return page.scrollWidth - page.clientWidth";
    let wider = browser.run(sideways, &[]).as_i64().unwrap_or(0);
    let note = if wider > 0 { format!("   scrolls sideways by {wider} px") } else { String::new() };
    println!("{}{note}", camera::take(browser, plan.folder.clone(), &name, plan.whole).display());
}
