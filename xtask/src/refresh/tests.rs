//! Saved answers in the formats of the sources. The updates of October 2026 in them are made up.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Answers, Folder, Held, propose};
use crate::Result;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/refresh")
}

fn text(file: &str) -> String {
    let path = data().join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn held() -> Held {
    Held::new(&text("held.csv"), &text("compat.json")).expect("the held data")
}

fn lines(rows: impl Iterator<Item = super::proposal::Row>) -> Vec<String> {
    rows.map(|row| row.line()).collect()
}

#[test]
fn exactly_the_expected_rows() {
    let proposal = propose(&held(), &Folder(data().join("october")));
    assert_eq!(
        lines(proposal.certain().cloned()),
        [
            "20348,5800,KB5190001,2026-10-13,B,image-seen",
            "26100,9600,KB5190004,2026-10-13,B,",
            "26100,33600,KB5190002,2026-10-13,B,image-seen",
            "26200,9600,KB5190004,2026-10-13,B,",
            "26200,9700,KB5190005,2026-10-27,preview,",
        ]
    );
    assert_eq!(
        lines(proposal.pending().cloned()),
        ["17763,9300,KB5190003,2026-10-13,B,", "26100,9700,KB5190005,2026-10-27,preview,"],
        "one source each"
    );
    let look = proposal.look().join("\n");
    for part in [
        "17763.9245 is KB5190009 in",
        "build 29600, that the catalogue does not know",
        "build 26300, whose updates the table does not hold",
        "ws2022: extended_end is 2031-10-21",
        "an edition of 2026-10-20",
        "Windows Server 2019 on Windows Server 2025: Hyper-V isolation yes, process isolation yes; here: Hyper-V isolation yes, process isolation no",
        "a tab “Windows Server 2028”, which is the name of no release here",
        "containerd 2.2.9 (2026-10-14) carries containerd/platforms v1.0.0-rc.2",
    ] {
        assert!(look.contains(part), "{part} in\n{look}");
    }
    assert_eq!(proposal.look().len(), 8, "{look}");
    let unread = proposal.unread().join("\n");
    for part in ["nanoserver/tags?reg=mar: no JSON", "2d67e9fb", "c7b7e227", "docker-v28.5.3/go.mod"] {
        assert!(unread.contains(part), "{part} in\n{unread}");
    }
    assert_eq!(proposal.unread().len(), 4, "{unread}");
}

#[test]
fn the_printed_proposal() {
    let printed = propose(&held(), &Folder(data().join("october"))).to_string();
    assert_eq!(printed, text("october/expected.txt"));
    assert_eq!(printed, propose(&held(), &Folder(data().join("october"))).to_string(), "the same again");
}

/// Answers by file name; what is not there cannot be read.
struct Few(&'static [(&'static str, &'static str)]);

impl Answers for Few {
    fn get(&self, file: &str, _: &str) -> Result<String> {
        self.0
            .iter()
            .find(|(name, _)| *name == file)
            .map(|(_, text)| (*text).to_owned())
            .ok_or_else(|| "not there".to_owned())
    }
}

#[test]
fn nothing_is_proposed_where_nothing_is_read() {
    let proposal = propose(&held(), &Few(&[]));
    assert_eq!((proposal.certain().count(), proposal.pending().count(), proposal.look().len()), (0, 0, 0));
    assert_eq!(proposal.unread().len(), 12, "every source is named");
}

/// Cut off, empty, in another shape, of last year: an error or nothing, never a row.
#[test]
fn damaged_answers_make_no_rows() {
    for (file, answer) in [
        (
            "mcr-servercore.json",
            "[{\"name\": \"ltsc2022-KB5190001\", \"digest\": \"sha256:aa\"}, {\"name\": \"10.0.20348",
        ),
        ("mcr-servercore.json", "[]"),
        ("mcr-servercore.json", "{\"tags\": [{\"tag\": \"10.0.20348.5800\"}]}"),
        ("release-health-server.html", ""),
        ("release-health-server.html", "<table><tr><td>2026-10-13</td><td>20348</td><td>KB5190001</td></tr></table>"),
        ("release-health-server.html", "<table><tr><th>Build</th></tr></table>"),
        ("update-history-2022.xml", "<feed><entry><title>October 13, 2026—KB5190001 (OS Build 20348"),
        ("endoflife-windows-server.json", "{\"result\": {}}"),
        ("version-compatibility.md", "ms.date: yesterday"),
        ("containerd-releases.json", "{\"message\": \"API rate limit exceeded\"}"),
    ] {
        let few: &'static [(&'static str, &'static str)] = Box::leak(Box::new([(file, answer)]));
        let proposal = propose(&held(), &Few(few));
        assert_eq!((proposal.certain().count(), proposal.pending().count()), (0, 0), "{answer}");
        assert!(proposal.look().is_empty(), "{answer}");
        assert_eq!(proposal.unread().len(), 12, "{answer}");
    }
}

/// Two sources that copy from each other are one witness.
#[test]
fn one_pipeline_is_one_witness() {
    const ROW: &str =
        "<table><tr><td>2026-10 B</td><td>2026-10-13</td><td>20348.5800</td><td>KB5190001</td></tr></table>";
    let proposal = propose(&held(), &Few(&[("release-health-server.html", ROW), ("release-health-11.html", ROW)]));
    assert_eq!((proposal.certain().count(), proposal.pending().count()), (0, 1));
}

/// Where two sources name two KB numbers, neither is certain.
#[test]
fn a_contradiction_is_not_certain() {
    const HEALTH: &str =
        "<table><tr><td>2026-10 B</td><td>2026-10-13</td><td>20348.5800</td><td>KB5190001</td></tr></table>";
    const TAGS: &str =
        r#"[{"name":"ltsc2022-KB5190002","digest":"sha256:a"},{"name":"10.0.20348.5800","digest":"sha256:a"}]"#;
    let proposal = propose(&held(), &Few(&[("release-health-server.html", HEALTH), ("mcr-servercore.json", TAGS)]));
    assert_eq!((proposal.certain().count(), proposal.pending().count()), (0, 2));
    assert!(proposal.look().concat().contains("20348.5800 is KB5190001 in one source and KB5190002 in another"));
}

/// `--write` adds the certain rows in their place and moves the date wherever it is shown; what is held stays.
#[test]
fn writing_adds_rows_and_moves_the_date() {
    let root = std::env::temp_dir().join(format!("wincompat-refresh-{}", std::process::id()));
    let files = [
        ("static/data/kb-builds.csv", text("held.csv")),
        (
            "src/rules/update.rs",
            "//! Newest row 2026-09-22.\npub const UPDATES_AS_OF: Date = Date::new(2026, 9, 22);\n".to_owned(),
        ),
        ("src/teach/sources.rs", "\"40d3028; newest update of 2026-09-22\"\n".to_owned()),
        ("index.html", "updates as of <time>2026-09-22</time>.\n".to_owned()),
        ("README.md", "Rules as of 2026-11-26, updates as of 2026-09-22.\n".to_owned()),
    ];
    for (file, text) in &files {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let held = Held::read(&root, &text("compat.json")).expect("held");
    held.write(&root, &propose(&held, &Folder(data().join("october")))).expect("written");
    let read = |file: &str| fs::read_to_string(root.join(file)).expect(file);
    let table = read("static/data/kb-builds.csv");
    assert_eq!(table.lines().count(), text("held.csv").lines().count() + 5);
    assert!(text("held.csv").lines().all(|line| table.contains(line)), "{table}");
    assert!(
        read("src/rules/update.rs").contains("Date::new(2026, 10, 27)")
            && read("src/rules/update.rs").contains("Newest row 2026-10-27.")
    );
    assert!(
        read("index.html").contains("<time>2026-10-27</time>")
            && read("README.md").contains("updates as of 2026-10-27.")
    );
    fs::remove_dir_all(root).expect("removed");
}
