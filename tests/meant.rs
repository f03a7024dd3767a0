//! Words that a person types, whatever they are.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use wincompat::read::{apply, clue, words};
use wincompat::rules::release::RELEASES;
use wincompat::{Host, Image};

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

    #[test]
    fn every_pair_is_read_however_it_is_typed(host in 0..RELEASES.len(), image in 0..RELEASES.len(), form in 0..4_usize) {
        let host = &RELEASES[host];
        let Some(tag) = RELEASES[image].image_slug.filter(|tag| tag.starts_with("ltsc")) else { return Ok(()) };
        let text = match form {
            0 => format!("{tag} on {}", host.slug),
            1 => format!("{} {tag}", host.slug),
            2 => format!("Does {tag} run on {}?", host.name),
            _ => format!("mcr.microsoft.com/windows/servercore:{tag}, {}", host.name),
        };
        let clues = clue::read(&text);
        prop_assert_eq!(apply::hosts(&clues, &text, None), [Host::of(host)], "{}", text);
        let images: Vec<_> = apply::images(&clues).into_iter().map(|image| image.versions).collect();
        prop_assert_eq!(images, [Image::parse(tag).expect("a tag").versions], "{}", text);
    }
}
