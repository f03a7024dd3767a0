//! Lighthouse's marks, as it gives them to a page on a phone.

use super::Row;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use xtask::browsers::{self, Engine};
use xtask::command::{program, quietly, target_dir};
use xtask::site::Server;
use xtask::{Result, npm};

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// The start page, a link with an answer, and a page that was written ahead.
const PAGES: [(&str, &str); 3] =
    [("start page", ""), ("an answer", "?host=ws2022&image=ltsc2019"), ("page of a pair", "ws2022/ltsc2019/")];

pub(super) fn rows(server: &Server, node: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (name, query) in PAGES {
        println!("Lighthouse, {name} …");
        let report = run(node, name, &format!("{}{query}", server.url()))?;
        rows.extend(CATEGORIES.iter().map(|category| row(&report, category, name)));
    }
    Ok(rows)
}

fn run(node: &Path, name: &str, address: &str) -> Result<Value> {
    let file = target_dir().join(format!("lighthouse-{}.json", name.replace(' ', "-")));
    let browser = browsers::find(Engine::Chromium).ok_or("no Chromium was found")?;
    let mut command = program(node);
    command.arg(npm::file("lighthouse", "cli/index.js")).arg(address).env("CHROME_PATH", browser.program);
    command.args(["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"]);
    quietly(command.arg(output(&file)))?;
    let text = fs::read(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", file.display()))
}

fn output(file: &Path) -> PathBuf {
    PathBuf::from(format!("--output-path={}", file.display()))
}

fn row(report: &Value, category: &str, name: &str) -> Row {
    let score = report["categories"][category]["score"].as_f64().unwrap_or(f64::NAN);
    Row::new(format!("Lighthouse, {name}, {category}"), "", (score * 100.0).round())
        .at_least(100.0)
        .note(lost(report, category).join("; "))
}

/// The audits that cost marks.
fn lost(report: &Value, category: &str) -> Vec<String> {
    let references = report["categories"][category]["auditRefs"].as_array().into_iter().flatten();
    let weighed = references.filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0));
    weighed.filter_map(|audit| loss(&report["audits"][audit["id"].as_str()?])).collect()
}

fn loss(audit: &Value) -> Option<String> {
    let score = audit["score"].as_f64().filter(|score| *score < 1.0)?;
    let shown = audit["displayValue"].as_str().unwrap_or("failed");
    Some(format!("{} {:.0}: {shown}", audit["id"].as_str()?, score * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lost_marks_are_named() {
        let report = json!({
            "categories": { "seo": { "score": 0.91, "auditRefs": [
                { "id": "title", "weight": 1 }, { "id": "speed", "weight": 10 }, { "id": "hint", "weight": 0 },
            ] } },
            "audits": {
                "title": { "id": "title", "score": 1 }, "hint": { "id": "hint", "score": 0 },
                "speed": { "id": "speed", "score": 0.86, "displayValue": "2.1 s" },
            },
        });
        assert_eq!(lost(&report, "seo"), ["speed 86: 2.1 s"]);
        assert!(!row(&report, "seo", "x").is_kept() && !row(&report, "performance", "x").is_kept());
    }
}
