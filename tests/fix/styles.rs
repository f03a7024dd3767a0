//! The same file in every style of YAML is fixed to the same meaning: generated pods, compose files and values, written in
//! block and flow style, as JSON, with quotes, anchors, tags, comments, folded texts and keys after `?`.
//!
//! `WINCOMPAT_CASES=100000 cargo test --test fix styles` runs more of them.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde::Deserialize as _;
use serde_norway::Value;

use crate::case::Case;
use crate::invariants::only_edits;

/// A value without a style.
#[derive(Clone, Debug)]
enum Data {
    Text(String),
    Map(Vec<(String, Data)>),
    List(Vec<Data>),
}

fn text(text: &str) -> Data {
    Data::Text(text.to_owned())
}

fn map(entries: Vec<(&str, Data)>) -> Data {
    Data::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Writes data with choices that are given from outside.
struct Writer<'c> {
    choices: &'c [u8],
    at: usize,
    anchors: usize,
    out: String,
}

impl Writer<'_> {
    /// One of so many ways; the first where no choices are left.
    fn choose(&mut self, ways: u8) -> u8 {
        let choice = self.choices.get(self.at).map_or(0, |choice| choice % ways);
        self.at += 1;
        choice
    }

    fn properties(&mut self, scalar: bool) -> String {
        match self.choose(12) {
            1 => {
                self.anchors += 1;
                format!("&a{} ", self.anchors)
            }
            2 if scalar => "!!str ".to_owned(),
            _ => String::new(),
        }
    }

    fn comment(&mut self, indent: usize) {
        if self.choose(9) == 1 {
            let _ = writeln!(self.out, "{:indent$}# a: \"comment\" é", "");
        }
    }

    fn line_end(&mut self) {
        let end = ["\n", " # why\n", "   \n", "\n\n"][usize::from(self.choose(4))];
        self.out.push_str(end);
    }

    fn flow_key(&mut self, key: &str, json: bool) {
        let quote = if json { "\"" } else { ["", "'", "\""][usize::from(self.choose(3))] };
        let _ = write!(self.out, "{quote}{key}{quote}");
    }

    fn flow_text(&mut self, text: &str, json: bool) {
        let ways = if json { 2 } else { self.choose(3) };
        // A number is a text here.
        let plain = !text.starts_with(|c: char| c.is_ascii_digit());
        match ways {
            0 if plain => self.out.push_str(text),
            1 => {
                let _ = write!(self.out, "'{text}'");
            }
            _ => {
                let _ = write!(self.out, "\"{text}\"");
            }
        }
    }

    fn flow(&mut self, data: &Data, json: bool, indent: usize) {
        let blank = match self.choose(3) {
            1 => format!("\n{:width$}", "", width = indent + 2),
            2 => " ".to_owned(),
            _ => String::new(),
        };
        let comma = format!(",{}", if blank.is_empty() && !json { " " } else { &blank });
        let properties = if json { String::new() } else { self.properties(matches!(data, Data::Text(_))) };
        self.out.push_str(&properties);
        match data {
            Data::Text(text) => self.flow_text(text, json),
            Data::Map(entries) => {
                let _ = write!(self.out, "{{{blank}");
                for (at, (key, value)) in entries.iter().enumerate() {
                    self.out.push_str(if at > 0 { &comma } else { "" });
                    self.flow_key(key, json);
                    self.out.push_str(": ");
                    self.flow(value, json, indent + 2);
                }
                let _ = write!(self.out, "{blank}}}");
            }
            Data::List(items) => {
                let _ = write!(self.out, "[{blank}");
                for (at, item) in items.iter().enumerate() {
                    self.out.push_str(if at > 0 { &comma } else { "" });
                    self.flow(item, json, indent + 2);
                }
                let _ = write!(self.out, "{blank}]");
            }
        }
    }

    fn block_text(&mut self, text: &str, indent: usize) {
        let plain = !text.starts_with(|c: char| c.is_ascii_digit());
        let deeper = indent + 2;
        let half = text.len() / 2;
        let written = match self.choose(9) {
            1 => format!("'{text}'"),
            2 => format!("\"{text}\""),
            3 => format!(">-\n{:deeper$}{text}", ""),
            4 => format!("|-\n{:deeper$}{text}\n", ""),
            5 => format!("\"{}\\\n{:deeper$}{}\"", &text[..half], "", &text[half..]),
            6 => format!("\"\\x{:02x}{}\"", text.as_bytes()[0], &text[1..]),
            7 if plain => format!("\n{:deeper$}{text}", ""),
            _ if plain => text.to_owned(),
            _ => format!("\"{text}\""),
        };
        self.out.push_str(&written);
        if written.starts_with(['>', '|']) { self.out.push('\n') } else { self.line_end() }
    }

    /// A value behind `key:` or a dash, up to the end of its last line.
    fn behind(&mut self, data: &Data, indent: usize, item: bool) {
        match data {
            Data::Text(text) => {
                self.out.push(' ');
                let properties = self.properties(true);
                self.out.push_str(&properties);
                self.block_text(text, indent);
            }
            _ if self.choose(5) == 1 => {
                self.out.push(' ');
                let json = self.choose(2) == 1;
                self.flow(data, json, indent);
                self.line_end();
            }
            Data::Map(_) if item && self.choose(3) > 0 => {
                // In the line of the dash.
                self.out.push(' ');
                self.entries(data, indent + 2, true);
            }
            _ => {
                let properties = self.properties(false);
                if !properties.is_empty() {
                    let _ = write!(self.out, " {}", properties.trim_end());
                }
                self.line_end();
                let step = [2, 4, 3][usize::from(self.choose(3))];
                let list = matches!(data, Data::List(_)) && !item && self.choose(2) == 1;
                self.block(data, if list { indent } else { indent + step });
            }
        }
    }

    fn block(&mut self, data: &Data, indent: usize) {
        match data {
            Data::Map(_) => self.entries(data, indent, false),
            Data::List(items) => {
                for item in items {
                    self.comment(indent);
                    let _ = write!(self.out, "{:indent$}-", "");
                    self.behind(item, indent, true);
                }
            }
            Data::Text(_) => {}
        }
    }

    fn entries(&mut self, data: &Data, indent: usize, mut started: bool) {
        let Data::Map(entries) = data else { return };
        for (key, value) in entries {
            if !core::mem::take(&mut started) {
                self.comment(indent);
                let _ = write!(self.out, "{:indent$}", "");
            }
            match self.choose(14) {
                1 => {
                    let _ = write!(self.out, "\"{key}\":");
                }
                2 => {
                    let _ = write!(self.out, "'{key}' :");
                }
                3 => {
                    let _ = write!(self.out, "? {key}\n{:indent$}:", "");
                }
                4 => {
                    let _ = write!(self.out, "!!str {key}:");
                }
                _ => {
                    let _ = write!(self.out, "{key}:");
                }
            }
            self.behind(value, indent, false);
        }
    }
}

fn write(data: &Data, choices: &[u8]) -> String {
    let mut writer = Writer { choices, at: 0, anchors: 0, out: String::new() };
    match writer.choose(10) {
        1 => writer.flow(data, true, 0),
        2 => writer.flow(data, false, 0),
        _ => writer.block(data, 0),
    }
    let ends = ["", "\n", "\n...\n"][usize::from(writer.choose(3))];
    writer.out.push_str(ends);
    let breaks = ["\n", "\r\n"][usize::from(writer.choose(2))];
    writer.out.replace('\n', breaks)
}

const IMAGES: &[&str] = &[
    "mcr.microsoft.com/windows/servercore:ltsc2019",
    "mcr.microsoft.com/windows/nanoserver:1809",
    "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
    "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809",
    "registry.example.com/app:2.4-ltsc2019",
    "registry.example.com/tool:1",
    "postgres:16",
];

fn images() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(IMAGES), 1..4)
}

fn pods() -> impl Strategy<Value = Data> {
    let selector = proptest::sample::subsequence(
        vec![("kubernetes.io/os", "linux"), ("node.kubernetes.io/windows-build", "10.0.17763"), ("pool", "a")],
        0..=3,
    );
    (images(), selector, any::<bool>(), any::<bool>()).prop_map(|(images, selector, tolerates, deployment)| {
        let mut spec = Vec::new();
        if !selector.is_empty() {
            spec.push(("nodeSelector", map(selector.into_iter().map(|(key, value)| (key, text(value))).collect())));
        }
        if tolerates {
            spec.push(("tolerations", Data::List(vec![map(vec![("key", text("a")), ("operator", text("Exists"))])])));
        }
        let container = |image: &&str| {
            map(vec![("name", text("a")), ("image", text(image)), ("args", Data::List(vec![text("x")]))])
        };
        spec.push(("containers", Data::List(images.iter().map(container).collect())));
        let spec = map(spec);
        let spec = if deployment { map(vec![("template", map(vec![("spec", spec)]))]) } else { spec };
        let (version, kind) = if deployment { ("apps/v1", "Deployment") } else { ("v1", "Pod") };
        map(vec![
            ("apiVersion", text(version)),
            ("kind", text(kind)),
            ("metadata", map(vec![("name", text("a"))])),
            ("spec", spec),
        ])
    })
}

fn compose() -> impl Strategy<Value = Data> {
    let isolation = proptest::option::of(proptest::sample::select(&["process", "hyperv", "default"][..]));
    let service = (proptest::sample::select(IMAGES), isolation, any::<bool>()).prop_map(|(image, isolation, ports)| {
        let mut service = vec![("image", text(image))];
        service.extend(isolation.map(|isolation| ("isolation", text(isolation))));
        if ports {
            service.push(("command", Data::List(vec![text("a"), text("b")])));
        }
        map(service)
    });
    proptest::collection::vec(service, 1..4).prop_map(|services| {
        let named = services.into_iter().enumerate().map(|(at, service)| (format!("s{at}"), service));
        map(vec![("services", Data::Map(named.collect()))])
    })
}

fn values() -> impl Strategy<Value = Data> {
    images().prop_map(|images| {
        let part = |image: &&str| {
            let (repository, tag) = image.rsplit_once(':').expect("a tag");
            map(vec![
                ("image", map(vec![("repository", text(repository)), ("tag", text(tag))])),
                ("plain", map(vec![("image", text(image))])),
            ])
        };
        let named = images.iter().enumerate().map(|(at, image)| (format!("part{at}"), part(image)));
        Data::Map(named.collect())
    })
}

fn parse(text: &str) -> Vec<Value> {
    let all = serde_norway::Deserializer::from_str(text).map(Value::deserialize);
    all.collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn check(data: &Data, choices: &[u8], options: &str) {
    let case = Case::new(options, "");
    let (plain, styled) = (write(data, &[]), write(data, choices));
    assert_eq!(parse(&plain), parse(&styled), "the writer\n{styled}");
    let expected = case.fix_text(&plain).unwrap_or_else(|error| panic!("{error}\n{plain}"));
    let fixed = case.fix_text(&styled).unwrap_or_else(|error| panic!("{error}\n{styled}"));
    only_edits(&styled, &fixed);
    let again = case.fix_text(&fixed.text).unwrap_or_else(|error| panic!("{error}\n{styled}\n=>\n{}", fixed.text));
    assert_eq!(again.edits, [], "{styled}\n=>\n{}", fixed.text);
    let by_hand = fixed.notes.iter().any(|note| note.open && note.text.contains("by hand"));
    if by_hand {
        parse(&fixed.text);
        return;
    }
    assert_eq!(parse(&fixed.text), parse(&expected.text), "{styled}\n=>\n{}", fixed.text);
    assert_eq!(fixed.is_complete(), expected.is_complete(), "{styled}\n{:#?}", fixed.notes);
}

const TARGETS: &[&str] = &[
    "--host ws2022",
    "--host ws2022 --host ws2025",
    "--host ws2025 --isolation hyperv",
    "--host ws2022 --engine swarm",
    "--host w11-24h2 --isolation process",
];

/// How many generated files a property is tried on; more with `WINCOMPAT_CASES`.
pub fn cases() -> u32 {
    std::env::var("WINCOMPAT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(600)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_style_means_the_same(
        data in prop_oneof![pods(), compose(), values()],
        choices in proptest::collection::vec(any::<u8>(), 0..200),
        target in proptest::sample::select(TARGETS),
    ) {
        check(&data, &choices, target);
    }
}
