//! `wincompat fix`.

use std::io::Write as _;
use std::path::Path;
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
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2022", "--unicode"], OLD));
    assert_eq!((code, out.as_str()), (Some(0), "FROM mcr.microsoft.com/windows/servercore:ltsc2022\r\nRUN dir\r\n"));
    let change =
        "line 1: mcr.microsoft.com/windows/servercore:ltsc2019 → mcr.microsoft.com/windows/servercore:ltsc2022";
    assert!(said.starts_with(&format!("wincompat: standard input: Fixed.\n  {change}\n    R5 ")), "{said}");
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
    assert_eq!(said, "wincompat: standard input: Everything already fits. Nothing to change.\n");
}

#[test]
fn a_dockerfile_for_linux_is_no_success() {
    let text = "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nRUN apt-get update\nFROM alpine\n";
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2022"], text));
    assert_eq!((code, out.as_str()), (Some(1), text));
    assert!(
        said.starts_with("wincompat: standard input: Nothing was changed: this Dockerfile is for Linux.\n"),
        "{said}"
    );
    assert!(said.contains("mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022") && !said.contains('`'), "{said}");
}

#[test]
fn places_to_decide_by_hand() {
    let text = "FROM registry.example.com/app:1.0\n";
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2022", "--unicode"], text));
    assert_eq!((code, out.as_str()), (Some(1), text));
    assert!(said.contains("line 1: ▲ "), "{said}");
}

#[test]
fn refuses() {
    let (code, out, said) = printed(&wincompat(&["fix", "--host", "ws2022"], "services:\n\tweb:\n"));
    assert_eq!((code, out.as_str()), (Some(64), ""));
    assert_eq!(
        said,
        "wincompat: standard input: line 2: a tab in the indentation; YAML must be indented with spaces\n"
    );
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

/// A folder of its own, gone afterwards.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let path = std::env::temp_dir().join(format!("wincompat-fix-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        for (file, bytes) in files {
            let file = path.join(file);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(file, bytes).expect("a file");
        }
        Self(path)
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_wincompat"))
            .args(["fix", "--host", "ws2022", "--today", "2026-08-23"])
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::null())
            .output()
            .expect("starts");
        printed(&output)
    }

    fn read(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.0.join(file)).expect("a file")
    }

    /// What git says to a diff.
    fn git(&self, folder: &str, arguments: &[&str], input: &str) {
        let mut child = Command::new("git")
            .args(arguments)
            .current_dir(self.0.join(folder))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("git");
        child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("written");
        let output = child.wait_with_output().expect("ends");
        assert!(output.status.success(), "{arguments:?}: {output:?}\n{input}");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  nodeSelector: {kubernetes.io/os: windows, node.kubernetes.io/windows-build: \"10.0.20348\"}\n  containers:\n  - name: a\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\n";

#[test]
fn folders_are_changed_in_place() {
    let folder = Folder::new(
        "write",
        &[
            ("k8s/a.yaml", POD.as_bytes()),
            ("k8s/deep/b.yml", POD.replace("ltsc2019", "ltsc2022").as_bytes()),
            ("k8s/package.json", b"{\"name\": \"x\"}"),
            ("k8s/notes.md", OLD.as_bytes()),
            ("k8s/node_modules/a.yaml", POD.as_bytes()),
            (".devcontainer/Dockerfile", OLD.as_bytes()),
        ],
    );
    let (code, out, said) = folder.run(&["--check", "k8s", ".devcontainer"]);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{said}");
    assert!(
        said.ends_with("wincompat: 3 files: 2 would change, 1 with nothing to do (1 other file skipped)\n"),
        "{said}"
    );
    let changed = format!("{}: 1 place would change.\n", Path::new("k8s").join("a.yaml").display());
    assert!(said.contains(&changed) && !said.contains("ixed"), "{said}");
    assert_eq!(folder.read("k8s/a.yaml"), POD.as_bytes());
    let (code, out, said) = folder.run(&["--write", "k8s", ".devcontainer/Dockerfile"]);
    assert_eq!((code, out.as_str()), (Some(0), ""), "{said}");
    assert!(said.contains("wincompat: 3 files: 2 changed, 1 with nothing to do"), "{said}");
    assert_eq!(folder.read("k8s/a.yaml"), POD.replace("ltsc2019", "ltsc2022").as_bytes());
    assert_eq!(folder.read(".devcontainer/Dockerfile"), OLD.replace("ltsc2019", "ltsc2022").as_bytes());
    assert_eq!(folder.read("k8s/node_modules/a.yaml"), POD.as_bytes());
    assert_eq!(folder.read("k8s/notes.md"), OLD.as_bytes());
    let (code, _, said) = folder.run(&["--check", "."]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn what_is_left_to_decide_shows_in_the_status() {
    let broken = POD.replace("    image", "   image");
    let open = "FROM registry.example.com/app:1\n";
    let folder =
        Folder::new("status", &[("a/Dockerfile", open.as_bytes()), ("b/x.yaml", broken.as_bytes()), ("c/x.txt", b"a")]);
    let (code, _, said) = folder.run(&["--write", "a"]);
    assert!(code == Some(1) && said.contains("1 file: 1 needs a decision\n"), "{said}");
    let (code, _, said) = folder.run(&["--write", "--unicode", "b"]);
    let said = said.replace('\\', "/");
    assert!(code == Some(1) && said.contains("1 that can’t be read") && said.contains("b/x.yaml: line 8: "), "{said}");
    // A file that was named is meant.
    assert_eq!(folder.run(&["--write", "a", "b/x.yaml"]).0, Some(64));
    for arguments in
        [&["c"][..], &["c", "--write"], &["a/Dockerfile", "b/x.yaml"], &["--write", "-"], &["--write"], &["no"]]
    {
        let (code, out, said) = folder.run(arguments);
        assert_eq!((code, out.as_str()), (Some(64), ""), "{arguments:?} {said}");
    }
}

#[test]
fn diffs_are_for_git() {
    // Windows has no such names.
    let quoted = if cfg!(windows) { "it's b/Dockerfile" } else { "it's \"b\"/Dockerfile" };
    let names = [".devcontainer/Dockerfile", "a b/Dockerfile", quoted, "ü/x.yaml", "sub/deep/Dockerfile"];
    let content = |name: &str| if name.ends_with("yaml") { POD } else { OLD }.as_bytes();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, content(name))).collect();
    let folder = Folder::new("diff", &files);
    std::fs::create_dir(folder.0.join(".git")).expect("a folder");
    let (code, diff, said) = folder.run(&["--diff", "."]);
    assert_eq!(code, Some(0), "{said}");
    for name in [".devcontainer/Dockerfile", "sub/deep/Dockerfile"] {
        assert!(diff.contains(&format!("--- a/{name}\n+++ b/{name}\n")), "{diff}");
    }
    // From a folder below, up and down.
    let below = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_wincompat"))
            .args(["fix", "--host", "ws2022", "--today", "2026-08-23", "--diff"])
            .args(arguments)
            .current_dir(folder.0.join("sub"))
            .output()
            .expect("starts");
        printed(&output).1
    };
    let (outside, inside) = (below(&["../.devcontainer/Dockerfile"]), below(&["./deep/../deep/Dockerfile"]));
    assert!(outside.contains("+++ b/.devcontainer/Dockerfile\n"), "{outside}");
    assert!(inside.contains("+++ b/deep/Dockerfile\n"), "{inside}");
    if cfg!(windows) && Command::new("git").arg("--version").output().is_err() {
        return println!("git apply is not tried: Wine has no git");
    }
    folder.git(".", &["init", "-q"], "");
    folder.git(".", &["apply", "-"], &diff);
    for name in names {
        assert!(String::from_utf8_lossy(&folder.read(name)).contains("ltsc2022"), "{name}\n{diff}");
        std::fs::write(folder.0.join(name), content(name)).expect("written");
    }
    folder.git(".", &["apply", "-"], &outside);
    folder.git("sub", &["apply", "-"], &inside);
    for name in [".devcontainer/Dockerfile", "sub/deep/Dockerfile"] {
        assert!(String::from_utf8_lossy(&folder.read(name)).contains("ltsc2022"), "{name}");
    }
}

#[test]
fn encodings_stay() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let new = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("ltsc2019", "ltsc2022").into_bytes();
    let files: [(&str, Vec<u8>); 5] = [
        ("utf16.Dockerfile", utf16(&format!("\u{feff}# für\r\n{OLD}"))),
        ("bare.Dockerfile", utf16(OLD)),
        ("mark.Dockerfile", format!("\u{feff}{OLD}").into_bytes()),
        ("ansi.Dockerfile", [b"# f\xfcr\r\n", OLD.as_bytes()].concat()),
        ("cr.yaml", POD.replace('\n', "\r").into_bytes()),
    ];
    for (name, bytes) in &files {
        let folder = Folder::new(&format!("encoding-{name}"), &[(name, bytes)]);
        let (code, _, said) = folder.run(&["--write", name]);
        assert_eq!(code, Some(0), "{name}: {said}");
        let expected = match *name {
            "utf16.Dockerfile" => utf16(&format!("\u{feff}# für\r\n{}", OLD.replace("2019", "2022"))),
            "bare.Dockerfile" => utf16(&OLD.replace("2019", "2022")),
            "ansi.Dockerfile" => [b"# f\xfcr\r\n", OLD.replace("2019", "2022").as_bytes()].concat(),
            _ => new(bytes),
        };
        assert_eq!(folder.read(name), expected, "{name}");
    }
}

/// A line is added with the one line end that the text has left.
#[test]
fn a_text_cut_between_cr_and_lf_gets_no_third_line_end() {
    let cut = "services:\r\n  c:\r\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\r";
    let arguments = ["fix", "--host", "ws2022", "--isolation", "hyperv"];
    let (_, out, said) = printed(&wincompat(&arguments, cut));
    assert!(out.contains("isolation: hyperv") && !out.contains("\r\r"), "{out:?} {said}");
    let (code, again, said) = printed(&wincompat(&arguments, &out));
    assert_eq!((code, again), (Some(0), out), "its own output is read: {said}");
}

/// A name that would colour a terminal, or begin a command of GitHub’s runner, does neither. Windows allows no such names.
#[cfg(unix)]
#[test]
fn odd_names_are_shown_and_not_obeyed() {
    let folder = std::env::temp_dir().join(format!("wincompat-odd-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("a\u{1b}[31m\n::error::b\r.Dockerfile");
    std::fs::write(&file, OLD).expect("writes");
    let path = file.to_str().expect("UTF-8");
    for more in [&["--check", "--format", "github"][..], &["--check", "--format", "text"], &["--check"], &["--diff"]] {
        let output = wincompat(&[&["fix", "--host", "ws2022", "--unicode", path], more].concat(), "");
        let (_, out, said) = printed(&output);
        let all = [out, said].concat();
        assert!(!all.contains('\u{1b}') && !all.contains("\n::error::b"), "{more:?}: {all:?}");
    }
    let missing = [path, ".none"].concat();
    let (code, _, said) = printed(&wincompat(&["fix", "--host", "ws2022", &missing], ""));
    assert_eq!((code, said.lines().count()), (Some(64), 1), "{said:?}");
    assert!(said.contains("a\\x1b[31m\\n::error::b\\r.Dockerfile.none"), "{said:?}");
    std::fs::remove_dir_all(&folder).expect("is there");
}

#[test]
fn a_file_with_changes_and_decisions_counts_as_both() {
    let mixed = format!("{OLD}FROM registry.example.com/app:1\n");
    let folder = Folder::new("both", &[("a/Dockerfile", mixed.as_bytes()), ("b/Dockerfile", OLD.as_bytes())]);
    let (code, _, said) = folder.run(&["--check", "."]);
    assert_eq!(code, Some(1));
    assert!(said.contains("1 place would change. 1 place needs your decision.\n"), "{said}");
    let end = "2 files: 2 would change; 1 has places to decide by hand\n";
    assert!(said.ends_with(end), "{said}");
    let (_, _, said) = folder.run(&["--write", "."]);
    assert!(said.ends_with(&end.replace("would change", "changed")), "{said}");
}

#[test]
fn a_place_is_one_finding_with_the_fix_first() {
    let compose =
        "services:\n  web:\n    image: mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019\n";
    let folder = Folder::new("finding", &[("compose.yml", compose.as_bytes())]);
    let old = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019";
    let whole = "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022";
    let (_, out, _) = folder.run(&["--check", "--format", "github", "."]);
    let start = format!(
        "::error file=compose.yml,line=3,title=wincompat R5::Change {old} → {whole}. Without Hyper-V isolation, "
    );
    assert!(out.starts_with(&start) && out.lines().count() == 1, "{out}");
    let (_, out, _) = folder.run(&["--unicode", "--check", "--format", "text", "."]);
    assert!(
        out.starts_with(&format!("compose.yml:3: error: Change {old} → {whole}. "))
            && out.contains("1 finding in 1 file"),
        "{out}"
    );
}
