//! The table, and the same as JSON.

use serde_json::{Value, json};
use std::path::Path;
use std::{fs, iter};
use xtask::Result;

/// A number, and what it may be.
#[derive(Clone, Debug)]
pub struct Row {
    what: String,
    unit: &'static str,
    measured: f64,
    budget: Budget,
    /// What the number was made of.
    runs: Vec<f64>,
    /// What explains it.
    note: String,
}

/// What a number may be.
#[derive(Clone, Copy, Debug)]
enum Budget {
    /// It explains another one.
    None,
    AtMost(f64),
    AtLeast(f64),
}

impl Row {
    /// A number without a budget.
    pub fn new(what: impl Into<String>, unit: &'static str, measured: f64) -> Self {
        Self { what: what.into(), unit, measured, budget: Budget::None, runs: Vec::new(), note: String::new() }
    }

    pub(super) fn at_most(self, most: f64) -> Self {
        Self { budget: Budget::AtMost(most), ..self }
    }

    pub(super) fn at_least(self, least: f64) -> Self {
        Self { budget: Budget::AtLeast(least), ..self }
    }

    pub(super) fn runs(self, runs: Vec<f64>) -> Self {
        Self { runs, ..self }
    }

    pub(super) fn note(self, note: String) -> Self {
        Self { note, ..self }
    }

    /// Whether the budget is kept. What could not be measured is not.
    pub fn is_kept(&self) -> bool {
        match self.budget {
            Budget::None => true,
            Budget::AtMost(most) => self.measured <= most,
            Budget::AtLeast(least) => self.measured >= least,
        }
    }

    fn words(&self) -> [String; 4] {
        let (budget, word) = match self.budget {
            Budget::None => (String::new(), ""),
            Budget::AtMost(most) => (format!("≤ {}", number(most, self.unit)), "ok"),
            Budget::AtLeast(least) => (format!("≥ {}", number(least, self.unit)), "ok"),
        };
        let word = if self.is_kept() { word } else { "OVER" };
        [self.what.clone(), budget, number(self.measured, self.unit), word.into()]
    }

    fn json(&self) -> Value {
        let budget = match self.budget {
            Budget::None => Value::Null,
            Budget::AtMost(most) => json!({ "at_most": most }),
            Budget::AtLeast(least) => json!({ "at_least": least }),
        };
        json!({ "what": self.what, "unit": self.unit, "budget": budget, "measured": self.measured, "ok": self.is_kept(),
                "runs": self.runs, "note": self.note })
    }
}

/// Whole numbers as they are, milliseconds to the whole, the rest with as much as tells them apart.
fn number(value: f64, unit: &str) -> String {
    let digits = match unit {
        "ms" => format!("{value:.0}"),
        _ if value.fract() == 0.0 => format!("{value}"),
        "×" => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    };
    [digits.as_str(), unit].join(" ").trim_end().to_string()
}

/// The table.
pub fn print(rows: &[Row]) {
    let heads = ["what", "budget", "measured", ""].map(String::from);
    let lines: Vec<[String; 4]> = iter::once(heads).chain(rows.iter().map(Row::words)).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    println!();
    for [what, budget, measured, word] in &lines {
        let line = format!("{what:0$}  {budget:>1$}  {measured:>2$}  {word}", widths[0], widths[1], widths[2]);
        println!("   {}", line.trim_end());
    }
    println!();
    for row in rows.iter().filter(|row| !row.note.is_empty()) {
        println!("   {}: {}", row.what, row.note);
    }
}

/// Everything, for those who compare reports.
pub fn write(rows: &[Row], file: &Path) -> Result {
    let rows: Vec<Value> = rows.iter().map(Row::json).collect();
    let text = serde_json::to_string_pretty(&rows).map_err(|error| error.to_string())?;
    let folder = file.parent().unwrap_or(file);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(file, text + "\n"));
    written.map_err(|error| format!("can’t write {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_are_kept_or_not() {
        let row = |measured| Row::new("x", "ms", measured);
        assert!(row(50.0).at_most(50.0).is_kept() && !row(50.1).at_most(50.0).is_kept());
        assert!(row(100.0).at_least(100.0).is_kept() && !row(99.0).at_least(100.0).is_kept());
        assert!(row(9e9).is_kept() && !row(f64::NAN).at_most(1.0).is_kept());
        assert_eq!(row(51.2).at_most(50.0).words(), ["x", "≤ 50 ms", "51 ms", "OVER"]);
    }

    #[test]
    fn numbers_read_well() {
        let numbers = [(99_700.0, "bytes"), (1.2345, "×"), (0.0, ""), (0.00049, "")];
        assert_eq!(numbers.map(|(value, unit)| number(value, unit)), ["99700 bytes", "1.23 ×", "0", "0.0005"]);
    }
}
