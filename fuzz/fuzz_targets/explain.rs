//! Any text can be explained: the span of a diagnosis is a piece of the text, and the answer has a headline.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wincompat::diagnose::Asked;
use wincompat::read::evidence;
use wincompat::remedy::next::answers;
use wincompat::{Catalogue, Date, Fleet};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::builtin);
const TODAY: Date = Date::new(2026, 11, 26);

fuzz_target!(|text: &str| {
    let evidence = evidence::read(text);
    for answered in answers(&evidence, text, &Asked::default(), &CATALOGUE, TODAY) {
        let span = answered.diagnosis.span;
        assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?}");
        assert!(!answered.diagnosis.title.is_empty());
    }
    let _ = Fleet::read_text(text);
});
