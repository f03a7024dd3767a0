//! A virtual screen, for the browser that can't do without one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use xtask::command::which;

/// A running X server that nobody sees. One for each browser: they would share their clipboard otherwise.
pub struct Screen {
    process: Child,
    /// What `DISPLAY` has to be.
    pub name: String,
}

impl Screen {
    /// Starts one, where the program for it is there; else the screen of whoever sits here has to do.
    pub fn start() -> Option<Self> {
        let mut command = Command::new(which("Xvfb")?);
        // It takes the first free number and says which.
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1600x1200x24"]);
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut number = String::new();
        BufReader::new(process.stdout.take()?).read_line(&mut number).ok()?;
        Some(Self { process, name: format!(":{}", number.trim()) })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
