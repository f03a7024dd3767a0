//! From an action to the painted verdict.

use super::visit::{Speed, browser};
use super::{Row, SLOW, median, percentile};
use crate::{Browser, View};
use serde_json::json;
use xtask::site::Server;

/// Notes how long the browser itself says that it took from an event to the next frame on the screen. It rounds to 8 ms and
/// leaves out what takes less than 16.
const WATCH: &str = "window.took = []; new PerformanceObserver(list => { \
    for (const event of list.getEntries()) if (event.name === arguments[0]) took.push(event.duration); \
    }).observe({ type: 'event', durationThreshold: 16 });";

/// Opens a picker and hands over one of its suggestions, counted round and round, once the list has been painted.
const OPEN: &str = "const [name, at, done] = arguments, input = document.getElementById(name); \
    window.before = document.querySelector('[data-verdict]')?.textContent; \
    input.focus(); input.click(); \
    requestAnimationFrame(() => setTimeout(() => { \
        const options = document.querySelectorAll(`#${name}-list [role=option]`), option = options[at % options.length]; \
        option.scrollIntoView({ block: 'center' }); \
        took.length = 0; done(option); \
    }, 50));";

/// What the browser said, if the answer is another one; less than it notes is as good as what it notes at least.
const TOOK: &str = "const done = arguments[0]; setTimeout(() => done( \
    document.querySelector('[data-verdict]')?.textContent === before ? null : Math.max(16, ...took)), 250)";

/// Puts a text into the box and hands over how long it took until the new verdict was painted. From the event of the page on:
/// Chromium itself takes minutes to insert a megabyte as if it were typed.
const PASTE: &str = "const [text, done] = arguments, box = document.querySelector('textarea[name=paste]'); \
    const verdict = () => document.querySelector('[data-verdict]').dataset.outcome; \
    window.annex().then(() => { \
        box.value = text; const before = verdict(), from = performance.now(); \
        box.dispatchEvent(new InputEvent('input', { bubbles: true })); \
        const look = () => verdict() === before ? requestAnimationFrame(look) : setTimeout(() => done(performance.now() - from)); \
        requestAnimationFrame(look); \
    });";

/// At least so many choices, for a tail that means something.
const CHOICES: usize = 60;

pub(super) fn rows(server: &Server, runs: usize) -> Vec<Row> {
    println!("choices …");
    let choices = choices(server);
    println!("pastes …");
    let pastes: Vec<f64> = (0..runs).map(|_| paste(server)).collect();
    vec![
        Row::new(format!("choice to painted verdict, CPU {SLOW}× slower"), "ms", median(&choices)),
        Row::new(format!("the same, 95 of 100 of {} choices", choices.len()), "ms", percentile(&choices, 95))
            .at_most(50.0)
            .runs(choices),
        Row::new("1 MB paste to painted verdict", "ms", median(&pastes)).at_most(100.0).runs(pastes),
    ]
}

fn choices(server: &Server) -> Vec<f64> {
    let browser = browser(View::DESKTOP, Speed::Slow);
    open(&browser, server, "?host=ws2022&image=ltsc2019");
    browser.run(WATCH, &[json!("click")]);
    let pick = |at| {
        // Five further each time: neighbours in a list can mean the same build.
        let option = browser.run_later(OPEN, &[json!(["image", "host"][at % 2]), json!(5 * at + 1)]);
        browser.click(&option);
        browser.run_later(TOOK, &[]).as_f64()
    };
    (0..2 * CHOICES).filter_map(pick).take(CHOICES).collect()
}

fn paste(server: &Server) -> f64 {
    let line = "2026-08-23T10:00:00.0000000Z worker 17 finished job 4711 in 12 ms, nothing to report\n";
    let text =
        line.repeat(1_000_000 / line.len()) + "Microsoft Windows [Version 10.0.20348.2113]\nFROM servercore:ltsc2019\n";
    let browser = browser(View::DESKTOP, Speed::Plain);
    open(&browser, server, "?host=ws2019&image=ltsc2022");
    browser.run_later(PASTE, &[json!(text)]).as_f64().unwrap_or(f64::NAN)
}

/// Opens a link and waits until the second module has written its part.
pub(super) fn open(browser: &Browser, server: &Server, query: &str) {
    browser.goto(&format!("{}{query}", server.url()));
    let script = "return seen.ready && (!/host=/.test(location.search) || document.querySelector('#do')?.childElementCount > 0 \
                  || /view=/.test(location.search))";
    browser.wait_until("the whole answer", script, &[]);
    browser.settle();
}
