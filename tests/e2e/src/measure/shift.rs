//! Nothing moves while the page loads.

use super::visit::{Speed, browser, shifts};
use super::{Row, answer};
use crate::View;
use std::thread;
use std::time::Duration;
use xtask::site::Server;

/// The start page, an answer, an answer to a name that is read behind a door, pages that were written ahead, and a view.
const PAGES: [(&str, &str); 6] = [
    ("start page", ""),
    ("an answer", "?host=ws2022&image=ltsc2019"),
    ("a link with a name", "?host=ws2022&image=mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809"),
    ("the page of a pair", "ws2022/ltsc2019/"),
    ("the page of a host", "ws2022/"),
    ("a fleet", "?view=fleet"),
];

/// For what comes late.
const PATIENCE: Duration = Duration::from_millis(500);

pub(super) fn rows(server: &Server) -> Vec<Row> {
    PAGES.iter().map(|(name, query)| row(server, name, query)).collect()
}

/// The worst of two windows: slow, so that every state in between is painted.
fn row(server: &Server, name: &str, query: &str) -> Row {
    println!("layout shift, {name} …");
    let mut notes = Vec::new();
    let mut sums = Vec::new();
    for view in [View::DESKTOP, View::PHONE] {
        let browser = browser(view, Speed::Slow);
        answer::open(&browser, server, query);
        thread::sleep(PATIENCE);
        let shifts = shifts(&browser);
        sums.push(shifts.iter().map(|(value, _)| value).sum::<f64>());
        notes.extend(shifts.into_iter().map(|(value, place)| format!("{value:.4} at {} px: {place}", view.width)));
    }
    let worst = sums.iter().copied().fold(0.0, f64::max);
    Row::new(format!("layout shift, {name}"), "", worst).at_most(0.0).runs(sums).note(notes.join("; "))
}
