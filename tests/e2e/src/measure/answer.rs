//! From an action to the painted verdict.

use super::visit::{Speed, browser};
use super::{Row, SLOW, median, percentile};
use crate::{Browser, View};
use serde_json::json;
use xtask::site::Server;

/// Picks a suggestion and hands over how long it took until the new answer was painted; nothing if the answer is the same.
const PICK: &str = "const [name, at, done] = arguments, verdict = () => document.querySelector('[data-verdict]')?.textContent; \
    const pause = ms => new Promise(next => setTimeout(next, ms)), frame = () => new Promise(requestAnimationFrame); \
    const pick = async () => { \
        const input = document.getElementById(name); \
        input.focus(); input.click(); await frame(); await pause(50); \
        const options = [...document.querySelectorAll(`#${name}-list [role=option]`)]; \
        const before = verdict(), from = performance.now(); \
        options[at % options.length].click(); \
        do await frame(); while (verdict() === before && performance.now() < from + 1000); \
        await pause(0); \
        return verdict() === before ? null : performance.now() - from; \
    }; \
    pick().then(done);";

/// Puts a text into the box and hands over how long it took until the next frame was painted.
const PASTE: &str = "const [text, done] = arguments, box = document.querySelector('textarea[name=paste]'); \
    window.annex().then(() => { box.value = text; const from = performance.now(); \
    box.dispatchEvent(new InputEvent('input', { bubbles: true })); \
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); });";

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
    // Five further each time: neighbours in a list can mean the same build.
    let picks =
        (0..2 * CHOICES).map(|at| browser.run_later(PICK, &[json!(["image", "host"][at % 2]), json!(5 * at + 1)]));
    picks.filter_map(|took| took.as_f64()).take(CHOICES).collect()
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
