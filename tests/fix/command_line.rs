//! `wincompat fix`.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

fn wincompat(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wincompat"))
        .args(arguments)
        .args(["--today", "2026-08-23"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("ends")
}

fn printed(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const OLD: &str = "FROM mcr.microsoft.com/windows/servercore:ltsc2019\r\nRUN dir\r\n";

#[test]
fn prints_the_file() {
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2022"], OLD));
    assert_eq!((code, out.as_str()), (Some(0), "FROM mcr.microsoft.com/windows/servercore:ltsc2022\r\nRUN dir\r\n"));
    assert!(said.starts_with("wincompat: standard input: Fixed.\n  line 1: ltsc2022\n    R5 "), "{said}");
}

#[test]
fn prints_the_diff() {
    let (code, out, _) = printed(&wincompat(&["fix", "--host", "ws2022", "--diff", "-"], OLD));
    let expected = "--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,2 @@\n-FROM mcr.microsoft.com/windows/servercore:ltsc2019\r\n+FROM mcr.microsoft.com/windows/servercore:ltsc2022\r\n RUN dir\r\n";
    assert_eq!((code, out.as_str()), (Some(0), expected));
}

#[test]
fn nothing_to_change() {
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2019", "--diff"], OLD));
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert_eq!(said, "wincompat: standard input: Everything already fits; nothing to change.\n");
}

#[test]
fn places_to_decide_by_hand() {
    let text = "FROM registry.example.com/app:1.0\n";
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2022"], text));
    assert_eq!((code, out.as_str()), (Some(1), text));
    assert!(said.contains("line 1: ▲ "), "{said}");
}

#[test]
fn refuses() {
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2022"], "services:\n\tweb:\n"));
    assert_eq!((code, out.as_str()), (Some(64), ""));
    assert_eq!(said, "wincompat: standard input: line 2: a tab in the indentation; YAML is indented with blanks\n");
    for arguments in [&["fix", "--host", "no"][..], &["fix"], &["fix", "--host", "ws2022", "/no/such/file"]] {
        let (code, out, said) = printed(&wincompat(arguments, OLD));
        assert_eq!((code, out.as_str()), (Some(64), ""), "{said}");
    }
}

#[test]
fn a_fleet_from_a_file() {
    let path = std::env::temp_dir().join(format!("wincompat-fix-{}", std::process::id()));
    std::fs::write(&path, OLD).expect("a file");
    let name = path.to_str().expect("a name");
    let (code, out, _) = printed(&wincompat(&["fix", "--host", "ws2022", "--host", "10.0.26100", name], ""));
    let _ = std::fs::remove_file(&path);
    assert_eq!((code, out), (Some(0), OLD.replace("ltsc2019", "ltsc2022")));
}
