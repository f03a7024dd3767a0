//! Every sample text reads as it should.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wincompat::read::clue;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The lists of samples, and how many each has: a sample that is lost is a failure, not a shorter run.
const LISTS: [(&str, usize); 3] = [("expected.json", 32), ("more/expected.json", 111), ("fresh/expected.json", 179)];

/// The samples by name, with what they say.
fn samples() -> BTreeMap<String, (String, Value)> {
    let mut samples = BTreeMap::new();
    for (list, count) in LISTS {
        let path = folder().join(list);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let expected: BTreeMap<String, Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{list}: {error}"));
        assert_eq!(expected.len(), count, "{list}");
        for (name, value) in expected {
            let file = path.with_file_name(&name);
            let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            samples.insert(list.replace("expected.json", &name), (text, value));
        }
    }
    samples
}

/// Every text below the folder of samples belongs to a list.
#[test]
fn no_sample_is_left_out() {
    let texts = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        entries
            .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().extension().is_some_and(|end| end == "txt")))
            .count()
    };
    for (list, count) in LISTS {
        let path = folder().join(list);
        assert_eq!(texts(path.parent().expect("a folder")), count, "{list}");
    }
}

/// What a text says, without the spans and without the order of hosts and images.
fn reading(text: &str) -> Value {
    let mut value = serde_json::to_value(clue::read(text)).expect("clues are JSON");
    value.as_object_mut().expect("an object").remove("spans");
    unordered(value)
}

fn unordered(mut value: Value) -> Value {
    for list in ["hosts", "images"] {
        if let Some(list) = value[list].as_array_mut() {
            list.sort_by_key(Value::to_string);
        }
    }
    value
}

#[test]
fn samples_read_as_expected() {
    let mut wrong = String::new();
    for (name, (text, expected)) in samples() {
        let (found, expected) = (reading(&text), unordered(expected));
        if found != expected {
            wrong += &format!("{name}\n  expected {expected}\n  found    {found}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Texts that people posted, each with what it says; `read` may leave out what is open to argument.
#[test]
fn field_cases_read_as_expected() {
    let path = folder().join("field/expected.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cases: BTreeMap<String, Value> = serde_json::from_str(&text).expect("a list of cases");
    assert_eq!(cases.len(), 45);
    let mut wrong = String::new();
    for (name, case) in &cases {
        let text = fs::read_to_string(path.with_file_name(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (found, expected) = (reading(&text), unordered(case["read"].clone()));
        for key in case["read"].as_object().expect("what it says").keys() {
            if found[key] != expected[key] {
                wrong += &format!("{name}: {key}\n  expected {}\n  found    {}\n", expected[key], found[key]);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// In a large log only the surroundings of telling words are read: what stands there says as much as alone.
#[test]
fn samples_in_a_large_log_read_the_same() {
    // A build without any word beside it is not looked for in a log.
    const BARE: &str = "more/a09-prose.txt";
    let noise = "2024-05-12T10:11:12Z INFO request 17 from 10.0.1.5 took 13 ms\n".repeat(1200);
    let mut wrong = String::new();
    for (name, (text, _)) in samples().into_iter().filter(|(name, _)| name != BARE) {
        let (alone, inside) = (reading(&text), reading(&[noise.as_str(), &text, "\n", &noise].concat()));
        if alone != inside {
            wrong += &format!("{name}\n  alone  {alone}\n  inside {inside}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A way of copying that changes characters but not what they say.
type Damage = (&'static str, fn(&str) -> String);

const DAMAGES: &[Damage] = &[
    ("CR LF", |text| text.replace("\r\n", "\n").replace('\n', "\r\n")),
    ("byte order mark", |text| format!("\u{feff}{text}")),
    ("quoted mail", |text| each_line(text, "> ")),
    ("mail quoted twice", |text| each_line(text, "> > ")),
    ("timestamps", |text| each_line(text, "2025-02-18T11:20:05.3381920Z ")),
    ("timestamps of a log", |text| each_line(text, "[2023-11-14 09:02:11,123] ")),
    ("name of a container", |text| each_line(text, "builder-1  | ")),
    ("error marks", |text| each_line(text, "2025-02-18T11:20:05.3381920Z ##[error]")),
    ("indented", |text| each_line(text, "    ")),
    ("fenced", |text| format!("Output:\n\n```console\n{text}\n```\nThanks!\n")),
    ("coloured lines", |text| text.lines().map(|line| format!("\x1b[36;1m{line}\x1b[0m\n")).collect()),
    ("coloured numbers", |text| text.replace("10.0.", "\x1b[31m10.0.\x1b[0m")),
    ("trailing blanks", |text| text.lines().map(|line| format!("{line}   \n")).collect()),
    ("no-break spaces", |text| text.replace(' ', "\u{a0}")),
    ("zero-width spaces", |text| text.replace('.', ".\u{200b}")),
    ("HTML", |text| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")),
    ("HTML with tags", |text| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<pre>{}</pre>", text.replace('\n', "<br/>\n"))
    }),
    ("smart quotes", |text| text.replace(" \"", " “").replace('"', "”").replace(" --", " —")),
    ("JSON", |text| serde_json::to_string(&text.replace('\r', "")).expect("a string")),
    ("JSON in JSON", |text| {
        let once = serde_json::to_string(&text.replace('\r', "")).expect("a string");
        format!("{{\"log\":{}}}", serde_json::to_string(&once).expect("a string"))
    }),
    ("cut at 80", |text| cut(text, 80)),
    ("cut at 100", |text| cut(text, 100)),
    ("cut at 120", |text| cut(text, 120)),
    ("cut at 120, then timestamps", |text| each_line(&cut(text, 120), "2025-02-18T11:20:05.3381920Z ")),
    ("cut at 80, then quoted", |text| each_line(&cut(text, 80), "> ")),
    ("last line without end", |text| text.trim_end().to_string()),
];

fn each_line(text: &str, prefix: &str) -> String {
    text.lines().map(|line| format!("{prefix}{line}\n")).collect()
}

/// What a terminal of this width does: it cuts the line, and colours take up no room.
fn cut(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let (mut column, mut escape) = (0, false);
        for character in line.chars() {
            escape |= character == '\u{1b}';
            if !escape && column == width {
                out.push('\n');
                column = 0;
            }
            out.push(character);
            column += usize::from(!escape);
            escape &= !(character.is_ascii_alphabetic());
        }
        out.push('\n');
    }
    out
}

#[test]
fn damaged_samples_read_the_same() {
    let mut wrong = String::new();
    let mut count = 0;
    for (name, (text, _)) in samples() {
        let whole = reading(&text);
        // In a checkout with the line ends of Windows, a tag would come between their two characters.
        let text = text.replace("\r\n", "\n");
        for (damage, apply) in DAMAGES {
            let found = reading(&apply(&text));
            if found != whole {
                count += 1;
                wrong += &format!("{name}, {damage}\n  expected {whole}\n  found    {found}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}{count} differ");
}

mod any_text {
    use proptest::prelude::*;
    use wincompat::read::clue;

    /// Pieces that readers look for, in any order and between anything.
    fn pieces() -> impl Strategy<Value = String> {
        let known = prop::sample::select(vec![
            "10.0.17763",
            "10.0.17763.973",
            "10.0 14393 (14393.1.amd64fre.x",
            "Microsoft Windows [Version ",
            "]",
            "OS Build 19045.1",
            "\n",
            "\r\n",
            "  ",
            "\t",
            "\"",
            "\\\"",
            "\\n",
            "{",
            "}",
            "[",
            ":",
            "=",
            "docker run ",
            "docker image inspect ",
            "a.io/b:1",
            "FROM ",
            "\nARG X=",
            "$X",
            "${X",
            "image: ",
            "Image:",
            "NAME  ",
            "IMAGE ID   TAG   REPOSITORY  \n",
            "container ",
            " encountered an error during ",
            "CreateComputeSystem ",
            "does not match the operating system of the host",
            "no matching manifest for ",
            "in the manifest list",
            "(0xc0370101)",
            "\"os.version\"",
            "\"OsVersion\": ",
            "\"RepoTags\": [",
            "\"Labels\": {",
            "CurrentBuild",
            "UBR",
            "REG_DWORD 0x",
            "AKSWindows-2019-",
            ".230808",
            "Name:",
            "metadata:",
            "Node: ",
            "kubelet, ",
            "Successfully assigned a to ",
            "isolation",
            "--isolation=",
            "hyperv",
            "HvPartition\":",
            "\u{1b}[31m",
            "&quot;",
            "<br>",
            "\u{200b}",
            "\u{a0}",
            "…",
            "> ",
            "2025-02-18T11:20:05Z ",
            "##[error]",
            "| ",
            "`",
            "**",
            "KB5055526",
            "build ",
            "Major Minor Build Revision\n",
            "PS C:\\> ",
            "exit\n",
            "ver\n",
            "é",
            "版本",
        ]);
        prop::collection::vec(prop_oneof![4 => known.prop_map(str::to_string), 1 => "\\PC{0,6}"], 0..60)
            .prop_map(|pieces| pieces.concat())
    }

    fn spans_fit(text: &str) {
        let clues = clue::read(text);
        let hosts = clues.hosts.iter().flat_map(|host| &host.evidence);
        let images = clues.images.iter().flat_map(|image| &image.evidence);
        let single = [
            clues.container.as_ref().map(|clue| &clue.1),
            clues.isolation.as_ref().map(|clue| &clue.1),
            clues.engine.as_ref().map(|clue| &clue.1),
        ];
        let error = clues.error.iter().flat_map(|error| &error.evidence);
        for evidence in hosts.chain(images).chain(error).chain(single.into_iter().flatten()) {
            let span = evidence.span;
            assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        #[test]
        fn anything_can_be_read(text in any::<String>()) {
            spans_fit(&text);
        }

        #[test]
        fn pieces_can_be_read_in_any_order(text in pieces()) {
            spans_fit(&text);
        }

        #[test]
        fn large_texts_read_like_small_ones_within(text in pieces()) {
            let noise = "an ordinary line of a log with nothing in it\n".repeat(1600);
            spans_fit(&[noise.as_str(), &text, &noise].concat());
        }
    }
}
