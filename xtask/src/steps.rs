//! A run of steps: each announced, timed, and the last one if it fails.

use crate::Result;
use std::time::{Duration, Instant};

/// The steps done so far.
pub struct Steps {
    started: Instant,
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// No step yet.
    #[expect(clippy::new_without_default, reason = "starting the clock is not a default")]
    pub fn new() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Announces a step, runs it and notes how long it took.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result) -> Result {
        println!("\n== {name}");
        let started = Instant::now();
        work().map_err(|message| format!("{name}: {message}"))?;
        let took = started.elapsed();
        println!("== {name}: done in {}", seconds(took));
        self.done.push((name.to_string(), took));
        Ok(())
    }

    /// Every step with its duration.
    pub fn summary(&self) {
        let width = self.done.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        println!();
        for (name, took) in &self.done {
            println!("   {name:width$}  {:>9}", seconds(*took));
        }
        println!("All of it held, in {}.", seconds(self.started.elapsed()));
    }
}

/// A duration for people.
pub fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        whole @ 0..60 => format!("{whole}.{} s", duration.subsec_millis() / 100),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_failed_step_names_itself() {
        assert_eq!(Steps::new().step("size", || Err("too big".into())).unwrap_err(), "size: too big");
    }
}
