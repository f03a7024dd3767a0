//! From an address to a painted and usable page.

use super::{Row, SLOW, median, serve};
use crate::Browser;
use crate::View;
use crate::built;
use serde_json::{Value, json};
use std::fs;
use xtask::Result;
use xtask::command::target_dir;
use xtask::site::{Server, Site};

/// How fast the processor is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Speed {
    /// As fast as it is.
    Plain,
    /// Slowed down as a phone is slower.
    Slow,
}

/// Runs before anything of the page does, and notes when what happens.
const WATCH: &str = "window.seen = { ready: null, shifts: [] }; \
    new MutationObserver((_, observer) => { \
        if (document.querySelector('main[data-ready]')) { seen.ready = performance.now(); observer.disconnect(); } \
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] }); \
    const corner = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' '); \
    const place = ({ node, previousRect, currentRect }) => \
        `${node?.id ? `#${node.id}` : node?.className || node?.nodeName} from ${corner(previousRect)} to ${corner(currentRect)}`; \
    new PerformanceObserver(list => { for (const shift of list.getEntries()) { \
        if (!shift.hadRecentInput) seen.shifts.push([shift.value, shift.sources.map(place).join(', ')]); \
    } }).observe({ type: 'layout-shift', buffered: true });";

/// A fresh browser that watches the pages it opens.
pub(super) fn browser(view: View, speed: Speed) -> Browser {
    let browser = Browser::start(view);
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }));
    if speed == Speed::Slow {
        browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOW }));
    }
    browser
}

/// Times of one visit in milliseconds since it began.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    paint: f64,
    /// Nothing without scripts.
    ready: Option<f64>,
}

/// One visit with a cold cache, to a path below the site.
pub(super) fn once(server: &Server, speed: Speed, path: &str) -> Visit {
    let browser = browser(View::DESKTOP, speed);
    browser.goto(&(server.url() + path));
    let paint =
        browser.wait_until("the first paint", "return performance.getEntriesByName('first-paint')[0]?.startTime", &[]);
    // The page without scripts has the same marks but never gets ready.
    let script = "return seen.ready ?? (document.readyState === 'complete' && !document.scripts.length && 'never')";
    let ready = browser.wait_until("the page to be usable", script, &[]);
    Visit { paint: paint.as_f64().unwrap_or(f64::NAN), ready: ready.as_f64() }
}

/// What is opened: the first page, and one that was written ahead with its answer.
const PAGES: [(&str, &str); 2] = [("the first page", ""), ("the page of a pair", PAIR)];
const PAIR: &str = "ws2022/ltsc2019/";

/// First paint against the same page without its scripts, and the time until it can be used.
pub(super) fn rows(server: &Server, runs: usize) -> Result<Vec<Row>> {
    let bare = serve(without_scripts()?)?;
    Ok(PAGES.iter().flat_map(|(name, path)| of_page(server, &bare, runs, name, path)).collect())
}

fn of_page(server: &Server, bare: &Server, runs: usize, name: &str, path: &str) -> Vec<Row> {
    let [mut plain, mut slow, mut silent] = [const { Vec::new() }; 3];
    for run in 1..=runs {
        println!("visits to {name}, {run} of {runs} …");
        // In turns: what else the machine does then falls on all of them.
        plain.push(once(server, Speed::Plain, path));
        slow.push(once(server, Speed::Slow, path));
        silent.push(once(bare, Speed::Slow, path));
    }
    let paints = |visits: &[Visit]| visits.iter().map(|visit| visit.paint).collect::<Vec<_>>();
    let ready = |visits: &[Visit]| visits.iter().filter_map(|visit| visit.ready).collect::<Vec<_>>();
    let row = |what: &str, values: Vec<f64>| Row::new(format!("{name}, {what}"), "ms", median(&values)).runs(values);
    let ratio = median(&paints(&slow)) / median(&paints(&silent));
    vec![
        row("first paint", paints(&plain)),
        row(&format!("first paint, CPU {SLOW}× slower"), paints(&slow)),
        row(&format!("first paint without scripts, CPU {SLOW}× slower"), paints(&silent)),
        Row::new(format!("{name}, first paint with scripts to without"), "×", ratio).at_most(1.3),
        row("usable", ready(&plain)),
        row(&format!("usable, CPU {SLOW}× slower"), ready(&slow)),
    ]
}

/// A copy of the site whose pages have no scripts, and load none for later.
fn without_scripts() -> Result<Site> {
    let (from, to) = (built().root, target_dir().join("without-scripts"));
    let copied = fs::create_dir_all(&to).and_then(|()| {
        for entry in fs::read_dir(&from)?
            .flatten()
            .filter(|entry| !entry.path().is_dir() && entry.path().extension().is_some_and(|kind| kind != "wasm"))
        {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
        for (_, path) in PAGES {
            let page = fs::read_to_string(from.join(path).join("index.html"))?;
            fs::create_dir_all(to.join(path))?;
            fs::write(to.join(path).join("index.html"), silent(&page))?;
        }
        Ok(())
    });
    copied.map(|()| Site::new(to)).map_err(|error| format!("cannot copy the site without its scripts: {error}"))
}

fn silent(page: &str) -> String {
    let page = without(page, "<script", "</script>");
    let page = without(&page, "<link rel=\"modulepreload\"", ">");
    without(&page, "<link rel=\"preload\"", ">")
}

/// A text without everything from one mark to the next other one.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut parts = text.split(from);
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(to).map_or("", |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

/// What moved without being asked to, and by how much.
pub(super) fn shifts(browser: &Browser) -> Vec<(f64, String)> {
    let seen = browser.run("return seen.shifts", &[]);
    let shift = |one: &Value| Some((one[0].as_f64()?, one[1].as_str()?.to_string()));
    seen.as_array().into_iter().flatten().filter_map(shift).collect()
}

#[cfg(test)]
mod tests {
    use super::silent;

    #[test]
    fn scripts_and_what_loads_them_go() {
        let page = "<script>1</script><link rel=\"icon\"><script type=\"module\">2</script>\
                    <link rel=\"modulepreload\" href=\"a.js\"><link rel=\"preload\" href=\"b.wasm\"><p>text</p>";
        assert_eq!(silent(page), "<link rel=\"icon\"><p>text</p>");
    }
}
