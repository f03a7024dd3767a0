//! What is quoted is read back as it was.

use proptest::prelude::*;
use wincompat::remedy::target::quote;

/// Text with the characters that languages give a meaning to.
fn awkward() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[-a-zA-Z0-9._/:@%$`'\"\\\\#!&|;<>(){}\\[\\]*?~=, ‘’‚‛]{0,20}",
        "(true|No|null|~|on|0x1f|1e3|1_000|2026-08-23|- a|a: b|a #b|\\[\\]|&a|\\*a|!a|%a|@a|= a|<<|10\\.0\\.20348|20348)",
        "[a-z0-9]{1,10}(/[a-z0-9]{1,10}){0,2}(:[a-zA-Z0-9._-]{1,10})?(@sha256:[a-f0-9]{8})?",
    ]
}

/// A word of a POSIX shell, expanded: quotes, backslashes, nothing else.
fn read_shell(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => loop {
                match chars.next()? {
                    '\'' => break,
                    c => out.push(c),
                }
            },
            '\\' => out.push(chars.next()?),
            c if c.is_ascii_alphanumeric() || "._/:-".contains(c) => out.push(c),
            _ => return None,
        }
    }
    Some(out)
}

/// A PowerShell argument: a plain word, or a literal string in which every kind of single quote is doubled.
fn read_powershell(text: &str) -> Option<String> {
    let Some(inner) = text.strip_prefix('\'') else {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "._/:-".contains(c)) && !text.starts_with('-');
        return plain.then(|| text.to_owned());
    };
    let inner = inner.strip_suffix('\'')?;
    let quote = |c: char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if quote(c) && !chars.next().is_some_and(quote) {
            return None;
        }
        out.push(c);
    }
    Some(out)
}

/// A word of a Dockerfile: in double quotes a backslash takes the next character literally.
fn read_dockerfile(text: &str) -> Option<String> {
    let Some(inner) = text.strip_prefix('"') else { return Some(text.to_owned()) };
    let mut out = String::new();
    let mut chars = inner.strip_suffix('"')?.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(chars.next()?),
            '"' | '$' => return None,
            c => out.push(c),
        }
    }
    Some(out)
}

fn no_error(language: &tree_sitter::Language, text: &str) -> bool {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(language).expect("a matching grammar");
    !parser.parse(text, None).expect("no time limit").root_node().has_error()
}

proptest! {
    #[test]
    fn shell(value in awkward()) {
        let quoted = quote::shell(&value);
        let read = read_shell(&quoted);
        prop_assert_eq!(read.as_deref(), Some(value.as_str()), "{}", quoted);
        let line = format!("docker pull {quoted}\n");
        prop_assert!(no_error(&tree_sitter_bash::LANGUAGE.into(), &line), "{}", line);
    }

    #[test]
    fn powershell(value in awkward()) {
        for quoted in [quote::powershell(&value).into_owned(), quote::powershell_string(&value)] {
            let read = read_powershell(&quoted);
            prop_assert_eq!(read.as_deref(), Some(value.as_str()), "{}", quoted);
        }
    }

    #[test]
    fn yaml(value in awkward()) {
        let text = format!("key: {}\nlist: [{}]\n", quote::yaml(&value), quote::yaml(&value));
        let read: serde_norway::Value = serde_norway::from_str(&text).expect("YAML");
        prop_assert_eq!(read["key"].as_str(), Some(value.as_str()), "{}", text);
        prop_assert_eq!(read["list"][0].as_str(), Some(value.as_str()), "{}", text);
    }

    #[test]
    fn yaml_and_json_take_any_text(value in any::<String>()) {
        let json = quote::json(&value);
        prop_assert_eq!(&serde_json::from_str::<String>(&json).expect("JSON"), &value);
        prop_assert_eq!(&serde_norway::from_str::<String>(&json).expect("YAML"), &value, "{}", json);
    }

    #[test]
    fn compose(value in awkward()) {
        let text = format!("key: {}\n", quote::compose(&value));
        let read: serde_norway::Value = serde_norway::from_str(&text).expect("YAML");
        let read = read["key"].as_str().expect("a string");
        prop_assert_eq!(read.matches('$').count(), 2 * value.matches('$').count());
        prop_assert_eq!(read.replace("$$", "$"), value);
    }

    #[test]
    fn dockerfile(value in awkward()) {
        let quoted = quote::dockerfile(&value);
        prop_assert_eq!(read_dockerfile(&quoted), Some(value.clone()), "{}", quoted);
        let text = format!("ARG WINDOWS={quoted}\nFROM scratch\n");
        prop_assert!(parse_dockerfile::parse(&text).is_ok(), "{}", text);
    }

    #[test]
    fn kubernetes_names(value in any::<String>()) {
        if let Some(name) = quote::kubernetes_name(&value) {
            prop_assert!(name.len() <= 63 && name.starts_with(|c: char| c.is_ascii_lowercase()), "{}", name);
            prop_assert!(name.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()), "{}", name);
            prop_assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", name);
            prop_assert_eq!(quote::kubernetes_name(&name), Some(name));
        } else {
            prop_assert!(!value.contains(|c: char| c.is_ascii_alphabetic()));
        }
    }
}

#[test]
fn plain_values_stay_plain() {
    for value in ["contoso/web:1.0", "mcr.microsoft.com/windows/servercore:ltsc2022", "node-1"] {
        assert_eq!(quote::shell(value), value);
        assert_eq!(quote::powershell(value), value);
        assert_eq!(quote::yaml(value), value);
        assert_eq!(quote::dockerfile(value), value);
    }
    assert_eq!(quote::yaml("10.0.20348"), "\"10.0.20348\"");
    assert_eq!(quote::yaml("No"), "\"No\"");
}
