//! Any text can be read, and every span is a piece of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wincompat::diagnose::{Asked, explain};
use wincompat::read::clue::{self, Evidence};
use wincompat::read::evidence;
use wincompat::remedy::next::answers;
use wincompat::{Catalogue, Date};

fuzz_target!(|text: &str| {
    let clues = clue::read(text);
    let fits = |evidence: &Evidence| {
        let span = evidence.span;
        assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?}");
    };
    clues.hosts.iter().flat_map(|host| &host.evidence).for_each(fits);
    clues.images.iter().flat_map(|image| &image.evidence).for_each(fits);
    clues.error.iter().flat_map(|error| &error.evidence).for_each(fits);
    clues.container.iter().for_each(|(_, evidence)| fits(evidence));
    clues.isolation.iter().for_each(|(_, evidence)| fits(evidence));
    clues.engine.iter().for_each(|(_, evidence)| fits(evidence));
    let _ = explain::missing(&clues);
    let _ = clues.error.as_ref().map(explain::explain);
    let evidence = evidence::read(text);
    for answered in answers(&evidence, text, &Asked::default(), &Catalogue::builtin(), Date::new(2026, 11, 26)) {
        let span = answered.diagnosis.span;
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        assert_ne!(answered.diagnosis.exit_code(), 0);
    }
});
