//! `cargo xtask measure`: what the built page costs a reader, against the budgets.

use std::process::ExitCode;
use wincompat_e2e::measure::{self, Plan};
use xtask::command::target_dir;
use xtask::options::Options;
use xtask::{Result, npm};

const USAGE: &str = "\
cargo xtask measure [OPTION ...]   dist/ against its budgets: size, first paint, answers, layout shift, Lighthouse

  --build           build the page first
  --runs N          visits of each kind (7)
  --no-lighthouse   leave Lighthouse out
";

fn main() -> ExitCode {
    match run(Options::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut options: Options) -> Result {
    if options.flag("--help") || options.flag("-h") {
        print!("{USAGE}");
        return Ok(());
    }
    let runs = options.value("--runs")?.map_or(Ok(7), |text| text.parse()).ok().filter(|runs| *runs > 0);
    let runs = runs.ok_or("--runs must be a number, at least 1")?;
    let left_out = options.flag("--no-lighthouse");
    options.finish()?;
    let rows = measure::all(&Plan { runs, node: if left_out { None } else { lighthouse() } })?;
    let file = target_dir().join("measure.json");
    measure::write(&rows, &file)?;
    measure::print(&rows);
    println!("   with every run in {}", file.display());
    let over = rows.iter().filter(|row| !row.is_kept()).count();
    if over == 0 { Ok(()) } else { Err(format!("{over} over budget")) }
}

/// Node.js with Lighthouse, where they can be had.
fn lighthouse() -> Option<std::path::PathBuf> {
    npm::lighthouse().inspect_err(|message| println!("Going on without Lighthouse: {message}")).ok()
}
