//! What the built page costs a reader, measured in Chromium against the budgets: `cargo xtask measure`.
//!
//! Every visit is a fresh browser with a cold cache, served with brotli as real hosts do. A number is the median of several
//! runs; a busy machine still moves it, so compare within one report.

mod answer;
mod lighthouse;
mod report;
mod shift;
mod visit;

pub use report::{Row, print, write};

use crate::built;
use std::path::PathBuf;
use xtask::Result;
use xtask::site::{Server, Site};
use xtask::size;

/// How much slower than this machine the slow one is.
const SLOW: u32 = 4;

/// What is to be measured.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How often each visit is made.
    pub runs: usize,
    /// Node.js, if Lighthouse is to be run by it.
    pub node: Option<PathBuf>,
}

/// Measures everything, saying what it is at.
pub fn all(plan: &Plan) -> Result<Vec<Row>> {
    let server = serve(built())?;
    let mut rows = payload(&server)?;
    rows.extend(visit::rows(&server, plan.runs)?);
    rows.extend(answer::rows(&server, plan.runs));
    rows.extend(shift::rows(&server));
    if let Some(node) = &plan.node {
        rows.extend(lighthouse::rows(&server, node)?);
    }
    Ok(rows)
}

fn serve(site: Site) -> Result<Server> {
    let server = Server::start(Site { compressed: true, ..site }, 0);
    server.inspect(Server::compress).map_err(|error| format!("cannot serve the page: {error}"))
}

/// Bytes as the size check counts them, requests as the server sees them.
fn payload(server: &Server) -> Result<Vec<Row>> {
    println!("first visit …");
    visit::once(server, visit::Speed::Plain, "");
    let requests = server.asked().len();
    let mut rows = Vec::new();
    for visit in [size::START, size::ANSWER, size::PAIR, size::FIX, size::FLEET] {
        let bytes = size::brotli(&size::visit(&built().root, visit)?);
        rows.push(Row::new(format!("{}, brotli", visit.name), "bytes", bytes as f64).at_most(visit.budget as f64));
    }
    rows.push(Row::new("requests without a question", "", requests as f64).at_most(size::REQUESTS as f64));
    Ok(rows)
}

/// The middle one, or the mean of the middle two.
fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => (sorted[even / 2 - 1] + sorted[even / 2]) / 2.0,
    }
}

/// The value that so many of a hundred don't exceed.
fn percentile(values: &[f64], of_hundred: usize) -> f64 {
    let sorted = sorted(values);
    let rank = (sorted.len() * of_hundred).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_tail() {
        assert_eq!((median(&[3.0, 1.0, 2.0]), median(&[4.0, 1.0, 2.0, 3.0])), (2.0, 2.5));
        let hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((percentile(&hundred, 95), percentile(&[7.0], 95)), (95.0, 7.0));
        assert!(median(&[]).is_nan() && percentile(&[], 95).is_nan());
    }
}
