//! Dockerfiles and the logs of building them.

use super::defined::MOST;
use super::format::FormatId;
use super::page::OpenPaste;
use super::reference::{clear_reference, reference};
use super::scan::{find, has, number, skip, starts};

/// Reads `ARG NAME=value` from the line end or the blank before it on, also behind `Step 1/5 : `.
pub(crate) fn argument(page: &mut OpenPaste<'_>, at: usize) {
    if page.doc.bytes()[at] == b' ' && instruction(page.doc.before(at + 1, 80)).is_none() {
        return;
    }
    let text = page.doc.after(at + 1, 400);
    let Ok(text) = core::str::from_utf8(text) else { return };
    let Some((name, value)) = text.get(4..).and_then(|text| text.trim().split_once('=')) else { return };
    let value = value.trim_matches(['"', '\'']);
    let value = page.defined.substitute(value).unwrap_or_default();
    if page.defined.arguments.len() < MOST && !value.is_empty() {
        page.defined.arguments.push((name.trim().to_string(), value));
    }
}

/// Reads `FROM [--platform=x] image [AS name]`, also behind `Step 1/5 : ` and `[1/3] `.
pub(crate) fn from(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let before = doc.before(at, 80);
    let Some(in_log) = instruction(before) else { return };
    let text = doc.piece(at, at + doc.after(at, 1200).len());
    let capital = text.starts_with("FROM");
    let mut words = text.split_ascii_whitespace().skip(1).filter(|word| !word.starts_with("--"));
    let (Some(image), more) = (words.next(), words.next()) else { return };
    let stage = match more {
        Some(word) if word.eq_ignore_ascii_case("as") => words.next(),
        Some(word) if !in_log && !word.starts_with('#') => return,
        _ => None,
    };
    let image_at = at + (image.as_ptr() as usize - text.as_ptr() as usize);
    let place = (image_at, image_at + image.len());
    let own_stage = page.defined.is_stage(image);
    if let Some(stage) = stage.filter(|_| page.defined.stages.len() < MOST) {
        page.defined.stages.push(stage.to_string());
    }
    let Some(full) = page.defined.substitute(image).filter(|_| !own_stage) else { return };
    let found = if capital { reference(&full) } else { clear_reference(&full) };
    if let Some(found) = found
        && !page.defined.is_stage(found)
    {
        page.image(found, place, FormatId::Dockerfile);
    }
}

/// Whether an instruction may follow this text, and whether the text is that of a log.
fn instruction(before: &[u8]) -> Option<bool> {
    let start = skip(before, 0, b" \t>=");
    let rest = &before[start..];
    if rest.is_empty() {
        return Some(false);
    }
    let step =
        ["Step ", "Dockerfile"].iter().any(|word| starts(rest, 0, word)) && rest.trim_ascii_end().ends_with(b":");
    let bracket = find(rest, "[").filter(|&open| open < 24 || starts(rest, 0, "CACHED") || starts(rest, 0, "ERROR"));
    let stage = bracket.is_some() && rest.trim_ascii_end().ends_with(b"]") && has(rest, &["/"]);
    let line_number = number(rest, 0).is_some_and(|(_, end)| rest[end..].iter().all(|byte| b" :|".contains(byte)));
    (step || stage || line_number).then_some(true)
}

/// Reads `COPY --from=image`, which pulls an image unless it names a stage.
pub(crate) fn copy_from(page: &mut OpenPaste<'_>, at: usize) {
    let value = at + "--from=".len();
    let token = page.token(value);
    if !has(page.doc.before(at, 200), &["copy ", "add "]) || page.defined.is_stage(token) {
        return;
    }
    if let Some(full) = page.defined.substitute(token)
        && let Some(found) = clear_reference(&full)
    {
        page.image(found, (value, value + token.len()), FormatId::Dockerfile);
    }
}

#[cfg(test)]
mod tests {
    use crate::read::clue::samples::names;

    #[test]
    fn forms_of_from() {
        names("from --platform=windows/amd64 a.io/b:1 as build", &["a.io/b:1"]);
        names("FROM nginx", &["nginx"]);
        names("FROM scratch\n# FROM a.io/b:1\nRUN x", &[]);
        names("FROM a.io/b:1 AS base\nFROM base", &["a.io/b:1"]);
        names("Step 1/5 : FROM a.io/b:1 as x", &["a.io/b:1"]);
        names("#5 [build 1/3] FROM a.io/b:1", &["a.io/b:1"]);
        names("Dockerfile: FROM a.io/b:1", &["a.io/b:1"]);
        names(
            " => [1/3] FROM a.io/b:1@sha256:7a6b5aedbcbd700409cda32674286d6b7d6171561c5252a202f6a77a1d94625c  0.0s",
            &["a.io/b:1@sha256:7a6b5aedbcbd700409cda32674286d6b7d6171561c5252a202f6a77a1d94625c"],
        );
    }

    #[test]
    fn arguments() {
        names("ARG TAG=1\nFROM a.io/b:${TAG}", &["a.io/b:1"]);
        names("ARG REPO=a.io/b\nARG TAG=2\nFROM $REPO:$TAG", &["a.io/b:2"]);
        names("FROM a.io/b:${TAG:-3}", &["a.io/b:3"]);
        names("ARG TAG\nFROM a.io/b:${TAG}", &[]);
        names("Step 1/3 : ARG REPO=a.io/b\nStep 2/3 : FROM ${REPO}:2 AS x", &["a.io/b:2"]);
        names("   2 |     ARG TAG=5\n   4 | >>> FROM a.io/b:$TAG", &["a.io/b:5"]);
        names("The arg TAG=5 is set\nFROM a.io/b:$TAG", &[]);
    }

    #[test]
    fn images_of_a_copy() {
        names("FROM a.io/b:1 AS x\nCOPY --from=c.io/d:2 C:\\a C:\\b\nCOPY --from=x a b", &["a.io/b:1", "c.io/d:2"]);
    }

    #[test]
    fn sentences_and_continued_lines() {
        names("From the documentation: nothing.\nfrom here on", &[]);
        names("RUN a \\\n  FROM b", &[]);
    }
}
