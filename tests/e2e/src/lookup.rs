//! What a test asks of the page's own script.

use crate::Page;
use serde_json::{Value, json};

impl Page {
    /// What an expression returns, as text.
    #[track_caller]
    pub fn told(&self, expression: &str) -> String {
        match self.browser.run(&format!("return {expression}"), &[]) {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// How many elements a selector finds.
    #[track_caller]
    pub fn count(&self, selector: &str) -> u64 {
        self.number("return document.querySelectorAll(arguments[0]).length", selector)
    }

    /// How many of them are seen.
    #[track_caller]
    pub fn count_seen(&self, selector: &str) -> u64 {
        let seen =
            "return [...document.querySelectorAll(arguments[0])].filter(one => one.getClientRects().length).length";
        self.number(seen, selector)
    }

    #[track_caller]
    fn number(&self, script: &str, selector: &str) -> u64 {
        self.browser.run(script, &[json!(selector)]).as_u64().unwrap()
    }
}
