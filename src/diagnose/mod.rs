//! What went wrong: what an error means, what it leaves open, and what would decide it.

pub mod explain;
