//! Words that a person types, whatever they are.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use wincompat::release::RELEASES;
use wincompat::{Host, meant};

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        let found = meant::meant(&text);
        prop_assert!(found.host().is_none_or(|host| found.hosts.contains(host)));
        meant::hosts(&text);
    }

    #[test]
    fn every_release_is_found_by_its_names(at in 0..RELEASES.len()) {
        let release = &RELEASES[at];
        for name in [release.slug, release.name] {
            prop_assert!(meant::hosts(name).contains(&Host::of(release)), "{}", name);
        }
    }
}
