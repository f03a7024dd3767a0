//! `wincompat fleet`.

use std::io::Write as _;
use std::process::{Command, Stdio};

const TODAY: [&str; 2] = ["--today", "2026-08-23"];

/// Exit status, standard output and standard error for a text on standard input.
fn run(input: &str, args: &[&str]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wincompat"))
        .arg("fleet")
        .args(TODAY)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    // It may refuse its arguments without reading anything.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

#[test]
fn exit_status() {
    for (input, args, expected) in [
        ("ws2022\nltsc2022", &[][..], 0),
        ("ws2022\nltsc2022", &["-"], 0),
        ("ws2022\nltsc2019", &[], 1),
        ("ws2022\nltsc2019", &["--no-hyperv"], 2),
        ("ws2022\nltsc2019", &["--engine", "kubernetes"], 2),
        ("ws2019\nltsc2022", &[], 2),
        ("ws2019\nregistry.example.com/app:1", &[], 3),
        ("ws2022\nltsc2022", &["--target", "ws2025"], 0),
        ("ws2019\nltsc2019", &["--target", "ws2025"], 1),
        ("ws2019\nltsc2019", &["--target", "20348", "--engine", "aks"], 2),
        ("ltsc2022", &["--target", "ws2025"], 0),
        ("linux", &[], 0),
        ("ws2022", &[], 0),
        ("ltsc2022", &[], 64),
        ("linux\nltsc2022", &[], 64),
        ("", &[], 64),
        ("nothing here", &[], 64),
        ("ws2022", &["--target", "ws1999"], 64),
        ("ws2022", &["--format", "html"], 64),
        ("ws2022", &["--json", "--format", "csv"], 64),
        ("ws2022", &["no-such-file.txt"], 64),
    ] {
        let (status, stdout, stderr) = run(input, args);
        assert_eq!(status, expected, "{input:?} {args:?}\n{stdout}{stderr}");
        assert_eq!(stdout.is_empty(), expected == 64, "{input:?} {args:?}");
        assert_eq!(stderr.is_empty(), expected != 64, "{input:?} {args:?}");
    }
}

#[test]
fn several_files() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = |name: &str, text: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("web-1 ws2022\r\n?".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (nodes, images) = (file("nodes.txt", &utf16), file("images.txt", b"10.0.20348\nwhat is this\n"));
    let (status, stdout, stderr) = run("", &[&nodes, "--images", &images, "--format", "csv"]);
    assert_eq!(
        (status, stdout.as_str()),
        (0, "host,version,kind,nodes,names,ltsc2022\r\nWindows Server 2022,10.0.20348,server,1,web-1,process\r\n")
    );
    let expected = format!("wincompat: {nodes}: line 2 (?): no Windows version and no image found");
    assert!(stderr.starts_with(&expected), "{stderr}");
    assert!(stderr.contains(&format!("{images}: line 2 (what is this): no image found")), "{stderr}");
}

#[test]
fn every_encoding_of_windows_says_the_same() {
    let list = "NAME  STATUS  OS-IMAGE                        KERNEL-VERSION\n\
                w1    Ready   Windows Server 2022 Datacenter  10.0.20348.2113\n\
                l1    Ready   Ubuntu 22.04                    5.15.0\n";
    let (of_units, little, big) =
        (list.encode_utf16(), u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes as fn(u16) -> [u8; 2]);
    let encoded = |order: fn(u16) -> [u8; 2]| of_units.clone().flat_map(order).collect::<Vec<u8>>();
    let texts = [
        ("utf8", list.as_bytes().to_vec()),
        ("le", [&[0xff, 0xfe][..], &encoded(little)].concat()),
        ("be", [&[0xfe, 0xff][..], &encoded(big)].concat()),
        ("bare-le", encoded(little)),
        ("bare-be", encoded(big)),
    ];
    for (name, bytes) in texts {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("nodes-{name}.txt"));
        std::fs::write(&path, bytes).expect("a file");
        let (_, stdout, _) = run("", &[&path.to_string_lossy()]);
        assert!(
            stdout.contains("1 Linux node ignored.") && stdout.contains("Windows Server 2022 (1 node)"),
            "{name}: {stdout}"
        );
    }
}

#[test]
fn json() {
    let input = "a 10.0.17763.4499\nb ws2022\nlinux*2\nregistry.example.com/web:1-ltsc2019*3\nnginx:1.27\nwhat is this";
    let (status, stdout, _) = run(input, &["--json", "--target", "ws2025", "--engine", "kubernetes"]);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!(status, 2);
    assert_eq!(report["linux_nodes"], 2);
    assert_eq!(report["linux_images"], 1);
    assert_eq!(report["hosts"][1]["names"][0], "a");
    assert_eq!(report["images"][0]["runs"], "somewhere");
    assert_eq!(report["images"][0]["process"], serde_json::json!([1]));
    assert_eq!(report["cells"].as_array().map(Vec::len), Some(2));
    assert_eq!(report["cover"][0]["word"], "ltsc2022");
    assert_eq!(report["plan"]["order"], "images-first");
    assert_eq!(report["plan"]["moves"][0]["base"], "ltsc2022");
    assert_eq!(report["plan"]["moves"][0]["tags"][0]["to"], "registry.example.com/web:1-ltsc2022");
    assert_eq!(report["unread"][0]["line"], 6);
    let link =
        "view=fleet&nodes=ws2022,10.0.17763.4499,linux*2&images=ltsc2019*3,linux&target=ws2025&engine=kubernetes";
    assert_eq!(report["link"], link);
}

#[test]
fn the_help_says_what_the_status_means() {
    let (status, stdout, _) = run("", &["--help"]);
    assert_eq!(status, 0);
    assert!(stdout.contains("Exit status: 0 every Windows image runs with process isolation"), "{stdout}");
}
