//! Words for the tests: `server("17763").image("20348")` is a verdict.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::ops::Deref;
use wincompat::{Choice, Date, Engine, Host, Image, Isolation, Kind, Question, Verdict, Version, judge};

/// The day all tests are run on.
pub const TODAY: Date = Date::new(2026, 11, 26);

/// A file below `tests/`.
#[track_caller]
pub fn text(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The same as JSON.
#[track_caller]
pub fn json(path: &str) -> serde_json::Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[track_caller]
fn version(text: &str) -> Version {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[track_caller]
pub fn judge_versions(host: &str, kind: Option<Kind>, image: &str) -> Verdict {
    let question = Question::new(Host::new(version(host), kind), Image::of_version(version(image)));
    judge(&question).expect("both are given")
}

pub struct OnHost(Host);

#[track_caller]
pub fn host(text: &str) -> OnHost {
    OnHost(Host::new(version(text), None))
}

#[track_caller]
pub fn server(text: &str) -> OnHost {
    OnHost(Host::new(version(text), Some(Kind::Server)))
}

#[track_caller]
pub fn client(text: &str) -> OnHost {
    OnHost(Host::new(version(text), Some(Kind::Client)))
}

impl OnHost {
    #[track_caller]
    pub fn image(self, text: &str) -> Asked {
        Asked::new(Question::new(self.0, Image::of_version(version(text))))
    }
}

/// A question and its verdict.
pub struct Asked {
    pub question: Question,
    pub verdict: Verdict,
}

impl Asked {
    pub fn new(question: Question) -> Self {
        let verdict = judge(&question).expect("both are given");
        Self { question, verdict }
    }

    pub fn hyperv_only(mut self) -> Self {
        self.question.isolation = Choice::Set(Isolation::Hyperv);
        Self::new(self.question)
    }

    pub fn without_hyperv(mut self) -> Self {
        self.question.hyperv = Choice::Set(false);
        Self::new(self.question)
    }

    pub fn on(mut self, engine: &str) -> Self {
        self.question.engine = Engine::from_slug(engine).into();
        Self::new(self.question)
    }
}

impl Deref for Asked {
    type Target = Verdict;
    fn deref(&self) -> &Verdict {
        &self.verdict
    }
}

/// Every text below `src/`, by its path from there with `/` between folders.
pub fn texts() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                texts.push((name, text));
            }
        }
    }
    assert!(texts.len() > 100, "{} files", texts.len());
    texts.sort();
    texts
}

/// Those of them that are Rust.
pub fn sources() -> impl Iterator<Item = (String, String)> {
    texts().into_iter().filter(|(name, _)| name.ends_with(".rs"))
}
