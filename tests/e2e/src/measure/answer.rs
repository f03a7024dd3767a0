//! From an action to the painted verdict.

use super::visit::{Speed, browser};
use super::{Row, SLOW, median, percentile};
use crate::Browser;
use crate::View;
use fantoccini::key::Key;
use serde_json::json;
use xtask::site::Server;

/// Notes how long it took from a click to the end of the page's own painting of what it did, and, as the browser says itself, to
/// the next frame on the screen. The browser rounds to 8 ms and leaves out what takes less than 16; without a graphics card its
/// figure is mostly the drawing of pixels in software, which no page can change. The names must not be those of the script in `index.html`.
const WATCH: &str = "window.took = []; window.drawn = []; \
    new PerformanceObserver(list => { \
        for (const event of list.getEntries()) if (event.name === 'click') took.push(event.duration); \
    }).observe({ type: 'event', durationThreshold: 16 }); \
    addEventListener('click', ({ timeStamp }) => requestAnimationFrame(() => { \
        const { port1, port2 } = new MessageChannel(); \
        port2.onmessage = () => drawn.push(performance.now() - timeStamp); \
        port1.postMessage(0); \
    }), true); \
    const probe = window.probe = document.createElement('button'); \
    probe.append('0'); probe.addEventListener('click', () => { probe.firstChild.data = probe.firstChild.data * 1 + 1; }); \
    document.body.prepend(probe);";

/// Gets ready for a click on a button that changes its own text and nothing else: what a change of this page costs at least.
const PROBE: &str = "const done = arguments[0]; took.length = drawn.length = 0; scrollTo(0, 0); \
    requestAnimationFrame(() => setTimeout(() => done(probe), 50));";

/// What a click took, once that is known: on a busy machine it may be a while. Nothing after five seconds.
const SEEN: &str = "const seen = (then, left = 100) => \
    drawn.length || !left ? setTimeout(then, 250) : setTimeout(() => seen(then, left - 1), 50);";

/// The time of such a click.
const PROBED: &str = "const done = arguments[0]; seen(() => done(drawn.length ? Math.max(...drawn) : null))";

/// Opens a picker and hands over one of its suggestions, counted round and round, once the list has been painted.
const OPEN: &str = "const [name, at, done] = arguments, input = document.getElementById(name); \
    window.before = document.querySelector('[data-verdict]')?.textContent; \
    input.focus(); input.click(); \
    const options = () => document.querySelectorAll(`#${name}-list [role=option]`); \
    const hand = () => { \
        if (!options().length) return setTimeout(hand, 50); \
        const option = options()[at % options().length]; \
        option.scrollIntoView({ block: 'center' }); \
        took.length = drawn.length = 0; done(option); \
    }; \
    requestAnimationFrame(() => setTimeout(hand, 400));"; // The second click of a double one picks nothing.

/// Both, if the answer is another one; less than the browser notes is as good as what it notes at least.
const TOOK: &str = "const done = arguments[0]; seen(() => done( \
    !drawn.length || document.querySelector('[data-verdict]')?.textContent === before ? null : [Math.max(...drawn), Math.max(16, ...took)]))";

/// Puts a long text on the clipboard, and notes how long it takes from its paste to the painted verdict.
const CLIP: &str = "const [bytes, end, done] = arguments, box = document.querySelector('textarea[name=paste]'); \
    const line = '2026-08-23T10:00:00.0000000Z worker 17 finished job 4711 in 12 ms, nothing to report\\n'; \
    const verdict = () => document.querySelector('[data-verdict]').dataset.outcome, before = verdict(); \
    window.pasted = null; \
    addEventListener('paste', ({ timeStamp }) => { \
        const look = () => verdict() === before ? requestAnimationFrame(look) : setTimeout(() => window.pasted = performance.now() - timeStamp); \
        requestAnimationFrame(look); \
    }, true); \
    box.focus(); box.select(); \
    navigator.clipboard.writeText(line.repeat(bytes / line.length) + end).then(() => done('there'), error => done(String(error)))";

/// What the long texts end with: another answer.
const END: &str = "Microsoft Windows [Version 10.0.20348.2113]\nFROM servercore:ltsc2019\n";

/// Long texts: how many bytes, and what a paste of one may take.
const PASTES: [(&str, usize, f64); 2] = [("1 MB", 1_000_000, 100.0), ("5 MB", 5_000_000, 500.0)];

/// At least so many choices, for a tail that means something.
const CHOICES: usize = 60;

pub(super) fn rows(server: &Server, runs: usize) -> Vec<Row> {
    println!("choices …");
    let choices = choices(server);
    let own: Vec<f64> = choices.iter().map(|choice| choice.own).collect();
    let pixels: Vec<f64> = choices.iter().map(|choice| choice.pixels).collect();
    let text: Vec<f64> = choices.iter().map(|choice| choice.text).collect();
    let ratio = percentile(&own, 95) / percentile(&text, 95);
    println!("pastes …");
    let pastes = PASTES.map(|(name, bytes, budget)| {
        let times: Vec<f64> = (0..runs).map(|_| paste(server, bytes)).collect();
        Row::new(format!("{name} paste to painted verdict"), "ms", median(&times)).at_most(budget).runs(times)
    });
    let choices = [
        Row::new(format!("choice to painted verdict, CPU {SLOW}× slower"), "ms", median(&own)),
        Row::new(format!("the same, 95 of 100 of {} choices", own.len()), "ms", percentile(&own, 95)).runs(own),
        Row::new("one changed text, 95 of 100", "ms", percentile(&text, 95)).runs(text),
        Row::new("choice to one changed text, 95 of 100 each", "×", ratio).at_most(2.0),
        Row::new("choice to pixels drawn in software, median", "ms", median(&pixels)).runs(pixels),
    ];
    choices.into_iter().chain(pastes).collect()
}

/// Milliseconds from a click to its end.
struct Choice {
    own: f64,
    pixels: f64,
    /// The same, as `own`, for a click that changes one text of the page.
    text: f64,
}

fn choices(server: &Server) -> Vec<Choice> {
    let browser = browser(View::DESKTOP, Speed::Slow);
    open(&browser, server, "?host=ws2022&image=ltsc2019");
    browser.run(WATCH, &[]);
    let pick = |at| {
        // Five further each time: neighbours in a list can mean the same build.
        let option = browser.run_later(OPEN, &[json!(["image", "host"][at % 2]), json!(5 * at + 1)]);
        browser.click(&option);
        let took = browser.run_later(&[SEEN, TOOK].concat(), &[]);
        let probe = browser.run_later(PROBE, &[]);
        browser.click(&probe);
        let text = browser.run_later(&[SEEN, PROBED].concat(), &[]).as_f64()?;
        Some(Choice { own: took[0].as_f64()?, pixels: took[1].as_f64()?, text })
    };
    (0..2 * CHOICES).filter_map(pick).take(CHOICES).collect()
}

/// From the clipboard, with the keys that people press.
fn paste(server: &Server, bytes: usize) -> f64 {
    let browser = browser(View::DESKTOP, Speed::Plain);
    browser.allow_clipboard(&server.origin());
    open(&browser, server, "?host=ws2019&image=ltsc2022");
    // Keeping the site for when there is no network is work of its own, on every core of a small machine.
    browser.wait_until("the site to be kept", "return !!navigator.serviceWorker.controller", &[]);
    assert_eq!(browser.run_later(CLIP, &[json!(bytes), json!(END)]), "there");
    browser.press(&format!("{}v{}", char::from(Key::Control), char::from(Key::Null)));
    browser.wait_until("the answer to the paste", "return window.pasted", &[]).as_f64().unwrap_or(f64::NAN)
}

/// Opens a link and waits until what goes with the answer is there.
pub(super) fn open(browser: &Browser, server: &Server, query: &str) {
    browser.goto(&format!("{}{query}", server.url()));
    let script = "return seen.ready && !document.querySelector('main[aria-busy=true]')";
    browser.wait_until("the whole answer", script, &[]);
    browser.settle();
}
