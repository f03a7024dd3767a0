//! Scalars of compose files, with their variables.

use crate::read::syntax::ByteRange;
use crate::read::syntax::traced::{Syntax, Traced, expand};
use crate::read::syntax::yaml::Yaml;

/// A scalar’s text and where it stands; one over several lines or with escapes stands nowhere, and may hold no variable.
pub(super) fn written(yaml: &Yaml<'_>, entry: usize) -> Option<Traced> {
    match yaml.scalar(entry) {
        Some((_, span)) => Some(Traced::of(yaml.text, span)),
        None => yaml.str(entry).map(str::trim_end).filter(|text| !text.contains('$')).map(Traced::elsewhere),
    }
}

/// The text in a compose file with the defaults of its variables.
pub(super) fn expanded(name: &Traced) -> Result<Traced, ByteRange> {
    if name.text.contains('$') { expand(name, Syntax::Compose, |_| None) } else { Ok(name.clone()) }
}
