//! A session of ten drills, and what was answered so far.

use super::{DRILLS, Drill};
use crate::diagnose::Cause;

/// So many drills make a session.
pub const ROUND: usize = 10;

/// A session.
#[derive(Clone, Debug)]
pub struct Round {
    drills: Vec<&'static Drill>,
    /// Which one is open.
    at: usize,
    /// Whether the answers so far were right, in the order of the drills.
    given: Vec<(Cause, bool)>,
}

impl Round {
    /// A session of [`ROUND`] drills drawn for a seed; it begins with `first`, if there is one.
    pub fn new(first: Option<&'static Drill>, seed: u64) -> Self {
        let mut random = Random(seed);
        let mut left: Vec<&'static Drill> =
            DRILLS.iter().filter(|drill| first.is_none_or(|first| first.id != drill.id)).collect();
        let mut drills: Vec<&'static Drill> = first.into_iter().collect();
        while drills.len() < ROUND && !left.is_empty() {
            drills.push(left.swap_remove(random.below(left.len())));
        }
        Self { drills, at: 0, given: Vec::new() }
    }

    /// The open drill; `None` after the last one.
    pub fn open(&self) -> Option<&'static Drill> {
        self.drills.get(self.at).copied()
    }

    /// What was answered to the open drill, and whether that was right.
    pub fn answered(&self) -> Option<(Cause, bool)> {
        self.given.get(self.at).copied()
    }

    /// Whether the first drill is open.
    pub fn is_new(&self) -> bool {
        self.at == 0
    }

    /// Answers the open drill; the first answer counts.
    pub fn answer(&mut self, cause: Cause, right: bool) {
        if self.answered().is_none() && self.open().is_some() {
            self.given.push((cause, right));
        }
    }

    /// Goes on to the next drill, once the open one is answered.
    pub fn next(&mut self) {
        if self.answered().is_some() {
            self.at += 1;
        }
    }

    /// The drills answered so far, and whether the answer was right.
    pub fn review(&self) -> impl Iterator<Item = (&'static Drill, bool)> + '_ {
        self.drills.iter().zip(&self.given).map(|(drill, (_, right))| (*drill, *right))
    }

    /// `3 of 4 right`; empty before the first answer.
    pub fn score(&self) -> String {
        let right = self.review().filter(|(_, right)| *right).count();
        if self.given.is_empty() { String::new() } else { format!("{right} of {} right", self.given.len()) }
    }

    /// `Drill 2 of 10`.
    pub fn place(&self) -> String {
        format!("Drill {} of {}", self.at + 1, self.drills.len())
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is at least 1. The bias is below `end` in 2^32.
    fn below(&mut self, end: usize) -> usize {
        (((self.next() >> 32) * end as u64) >> 32) as usize
    }
}
