//! `cargo xtask bench`: criterion's medians against the budgets.

use crate::Result;
use crate::command::{cargo, run, target_dir};
use crate::options::Options;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What a benchmark must keep to.
#[derive(Clone, Copy)]
enum Budget {
    /// Median time of one iteration.
    Nanoseconds(f64),
    /// Input read per second.
    MegabytesPerSecond(f64),
}

/// The budgets, by the name of a benchmark or of its group: every member has to keep it.
const BUDGETS: &[(&str, Budget)] = &[
    ("judge", Budget::Nanoseconds(300.0)),
    ("matrix", Budget::Nanoseconds(100_000.0)),
    ("clue/large log, read", Budget::MegabytesPerSecond(200.0)),
];

/// A benchmark's result.
struct Measured {
    name: String,
    nanoseconds: f64,
    bytes: Option<f64>,
}

/// Runs the benchmarks, then prints every result and what it may be.
pub fn run_all(mut options: Options) -> Result {
    let only_print = options.flag("--no-run");
    options.finish()?;
    if !only_print {
        run(&mut cargo(["bench", "--package", "wincompat", "--bench", "*"]))?;
    }
    let mut results = Vec::new();
    collect(&target_dir().join("criterion"), &mut results);
    results.sort_by(|a, b| a.name.cmp(&b.name));
    report(&results)
}

/// Prints a line for every result; over budget, or a budget without a result, is an error.
fn report(results: &[Measured]) -> Result {
    println!();
    let mut wrong = Vec::new();
    for result in results {
        let budget = budget(&result.name);
        let kept = budget.is_none_or(|budget| result.keeps(budget));
        println!(
            "   {:40} {:>14}   {}{}",
            result.name,
            result.text(budget),
            limit(budget),
            if kept { "" } else { "  OVER" }
        );
        if !kept {
            wrong.push(format!("{} is over its budget", result.name));
        }
    }
    let measured = |name: &str| results.iter().any(|result| belongs(&result.name, name));
    wrong
        .extend(BUDGETS.iter().filter(|(name, _)| !measured(name)).map(|(name, _)| format!("{name} was not measured")));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n       ")) }
}

impl Measured {
    fn keeps(&self, budget: Budget) -> bool {
        match budget {
            Budget::Nanoseconds(most) => self.nanoseconds <= most,
            Budget::MegabytesPerSecond(least) => self.rate().is_some_and(|rate| rate >= least),
        }
    }

    /// Megabytes per second: bytes per microsecond.
    fn rate(&self) -> Option<f64> {
        Some(self.bytes? / self.nanoseconds * 1e3)
    }

    fn text(&self, budget: Option<Budget>) -> String {
        match (budget, self.rate()) {
            (Some(Budget::MegabytesPerSecond(_)), Some(rate)) => format!("{rate:.0} MB/s"),
            _ => time(self.nanoseconds),
        }
    }
}

fn budget(name: &str) -> Option<Budget> {
    BUDGETS.iter().find(|(group, _)| belongs(name, group)).map(|(_, budget)| *budget)
}

fn belongs(name: &str, group: &str) -> bool {
    name.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn limit(budget: Option<Budget>) -> String {
    match budget {
        None => String::new(),
        Some(Budget::Nanoseconds(most)) => format!("at most {}", time(most)),
        Some(Budget::MegabytesPerSecond(least)) => format!("at least {least:.0} MB/s"),
    }
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        small if small < 1e3 => format!("{small:.1} ns"),
        middle if middle < 1e6 => format!("{:.1} us", middle / 1e3),
        large => format!("{:.1} ms", large / 1e6),
    }
}

/// Criterion keeps each benchmark's newest result in a folder named `new`.
fn collect(folder: &Path, results: &mut Vec<Measured>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.ends_with("new") {
            results.extend(measured(&path));
        } else if path.is_dir() {
            collect(&path, results);
        }
    }
}

fn measured(folder: &Path) -> Option<Measured> {
    let read = |file: &str| serde_json::from_slice::<Value>(&fs::read(folder.join(file)).ok()?).ok();
    let (about, estimates) = (read("benchmark.json")?, read("estimates.json")?);
    Some(Measured {
        name: about["full_id"].as_str()?.to_string(),
        nanoseconds: estimates["median"]["point_estimate"].as_f64()?,
        bytes: about["throughput"]["Bytes"].as_f64(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(name: &str, nanoseconds: f64, bytes: Option<f64>) -> Measured {
        Measured { name: name.into(), nanoseconds, bytes }
    }

    #[test]
    fn budgets_are_kept_or_named() {
        let log = |nanoseconds| result("clue/large log, read", nanoseconds, Some(1e6));
        let good = [result("judge/same", 120.0, None), result("matrix", 9e4, None), log(4e6)];
        assert!(report(&good).is_ok());
        assert!(log(6e6).rate().unwrap() < 200.0);
        let message = report(&[result("judge", 301.0, None), log(6e6)]).unwrap_err();
        let lines: Vec<&str> = message.lines().map(str::trim).collect();
        let expected =
            ["judge is over its budget", "clue/large log, read is over its budget", "matrix was not measured"];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_group_is_not_a_prefix_of_letters() {
        assert!(belongs("judge/one", "judge/one") && belongs("judge/one/x", "judge/one"));
        assert!(!belongs("judge/one-more", "judge/one"));
    }

    #[test]
    fn times_read_well() {
        assert_eq!([12.34, 45_600.0, 7.8e6].map(time), ["12.3 ns", "45.6 us", "7.8 ms"]);
    }
}
