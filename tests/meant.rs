//! Words that a person types, whatever they are.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use wincompat::rules::release::RELEASES;
use wincompat::{Host, read::words};

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        let found = words::meant(&text);
        prop_assert!(found.host().is_none_or(|host| found.hosts.contains(host)));
        words::hosts(&text);
    }

    #[test]
    fn every_release_is_found_by_its_names(at in 0..RELEASES.len()) {
        let release = &RELEASES[at];
        for name in [release.slug, release.name] {
            prop_assert!(words::hosts(name).contains(&Host::of(release)), "{}", name);
        }
    }
}
