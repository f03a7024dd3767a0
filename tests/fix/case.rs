//! The files in `cases/`: a first line with options as on the command line, then the text.

use std::path::PathBuf;

use wincompat::remedy::fix::diff;
use wincompat::{Catalogue, Date, Engine, FixError, FixTarget, Fixed, Host, Isolation, fix};

pub const TODAY: Date = Date::new(2026, 8, 23);

/// A text and what it has to run on.
#[derive(Clone, Default)]
pub struct Case {
    pub name: String,
    pub options: String,
    pub text: String,
    pub hosts: Vec<Host>,
    pub engine: Option<Engine>,
    pub isolation: Option<Isolation>,
    pub no_hyperv: bool,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl Case {
    #[track_caller]
    pub fn new(options: &str, text: &str) -> Self {
        let mut case = Self { options: options.to_owned(), text: text.to_owned(), ..Self::default() };
        let mut words = options.split_whitespace();
        while let Some(word) = words.next() {
            let mut value = || words.next().expect("a value");
            match word {
                "--host" => case.hosts.push(Host::parse(value(), None).expect("a host")),
                "--engine" => case.engine = Engine::from_slug(value()),
                "--isolation" => case.isolation = Isolation::from_slug(value()),
                "--no-hyperv" => case.no_hyperv = true,
                other => panic!("{other}"),
            }
        }
        case
    }

    pub fn fix(&self) -> Result<Fixed, FixError> {
        self.fix_text(&self.text)
    }

    pub fn fix_text(&self, text: &str) -> Result<Fixed, FixError> {
        let catalogue = Catalogue::builtin();
        fix(
            text,
            &FixTarget {
                hosts: &self.hosts,
                engine: self.engine,
                isolation: self.isolation,
                hyperv: !self.no_hyperv,
                today: TODAY,
                catalogue: &catalogue,
            },
        )
    }

    #[track_caller]
    pub fn fixed(&self) -> Fixed {
        self.fix().unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// The diff and what is said about it.
    pub fn report(&self) -> String {
        let fixed = self.fixed();
        let mut report = format!("{}\n{}: {}\n", self.options, fixed.kind.title(), fixed.summary());
        for edit in &fixed.edits {
            let check = if edit.certain { "" } else { " (suggestion)" };
            report += &format!("line {}: {} {}{check}\n", edit.line, edit.rule, edit.why);
        }
        for note in &fixed.notes {
            let whole = format!("{} {}", note.text, note.command);
            let mark = if note.open { "open:" } else { "note:" };
            report += &format!("line {}: {mark} {}\n", note.line, whole.trim_end());
        }
        report += &diff::unified(&self.text, &fixed, fixed.kind.file_name());
        report
    }
}

/// All cases, by name.
pub fn all() -> Vec<Case> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fix/cases");
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(directory).expect("the cases") {
        let path = entry.expect("an entry").path();
        // Tests of line ends make their own, also in a checkout with those of Windows.
        let whole = std::fs::read_to_string(&path).expect("text").replace("\r\n", "\n");
        let (options, text) = whole.split_once('\n').expect("options and text");
        let case = Case::new(options.strip_prefix("#! ").expect("options"), text);
        cases.push(Case { name: path.file_name().expect("a name").to_string_lossy().into_owned(), ..case });
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() >= 60, "{}", cases.len());
    cases
}
