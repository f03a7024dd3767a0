//! The manifest says what is there.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::fs;
use std::path::Path;

fn manifest() -> Value {
    let text = fs::read_to_string("static/manifest.webmanifest").expect("there is a manifest");
    serde_json::from_str(&text).expect("the manifest is JSON")
}

/// Width and height of a PNG, as its first chunk gives them.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && &png[12..16] == b"IHDR", "a PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn icons_are_there_in_the_sizes_that_are_said() {
    let manifest = manifest();
    let icons = manifest["icons"].as_array().expect("a list of icons");
    for icon in icons {
        let file = Path::new("static").join(icon["src"].as_str().expect("a path"));
        let content = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        match icon["type"].as_str() {
            Some("image/png") => {
                let (width, height) = size(&content);
                assert_eq!(icon["sizes"], format!("{width}x{height}"), "{}", file.display());
            }
            Some("image/svg+xml") => assert!(content.starts_with(b"<svg "), "{}", file.display()),
            other => panic!("{other:?}"),
        }
    }
    for (sizes, purpose) in [("192x192", None), ("512x512", None), ("512x512", Some("maskable"))] {
        let wanted = |icon: &&Value| icon["sizes"] == sizes && icon["purpose"].as_str() == purpose;
        assert!(icons.iter().any(|icon| wanted(&icon)), "{sizes} {purpose:?}: browsers ask for it");
    }
    assert_eq!(size(&fs::read("static/icons/touch-180.png").expect("there is one for iOS")), (180, 180));
}

#[test]
fn the_site_may_live_under_any_path() {
    let manifest = manifest();
    assert_eq!([&manifest["start_url"], &manifest["scope"], &manifest["id"]], ["./"; 3]);
    for shortcut in manifest["shortcuts"].as_array().expect("a list of shortcuts") {
        assert!(shortcut["url"].as_str().is_some_and(|url| url.starts_with("./?view=")), "{shortcut}");
    }
}

#[test]
fn colours_are_those_of_the_page() {
    let (manifest, page) = (manifest(), fs::read_to_string("index.html").expect("there is a page"));
    for colour in [&manifest["theme_color"], &manifest["background_color"]] {
        let light = format!("media=\"(prefers-color-scheme: light)\" content={colour}");
        assert!(page.contains(&light), "{light}");
    }
}

/// The page and the README are written by hand, the dates are the library's.
#[test]
fn the_dates_that_are_shown_are_those_of_the_rules() {
    use wincompat::{RULES_AS_OF, rules::update::UPDATES_AS_OF};
    let read = |file: &str| fs::read_to_string(file).expect(file);
    let footer = format!("Rules as of <time>{RULES_AS_OF}</time>, updates as of <time>{UPDATES_AS_OF}</time>.");
    assert!(read("index.html").contains(&footer), "{footer}");
    let sentence = format!("Rules as of {RULES_AS_OF}, updates as of {UPDATES_AS_OF}.");
    assert!(read("README.md").contains(&sentence), "{sentence}");
}
