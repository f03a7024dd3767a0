//! Reading a text with the parser, and once more with blanks where brackets are not indented deep enough for it.

use saphyr_parser::Parser;

use super::Yaml;
use super::build::Builder;
use super::joined::Joined;
use super::problem::{self, problem};
use crate::read::syntax::Problem;

/// Reads the text between two bytes and adds its nodes; a problem that did not keep from reading on, or the one at which it
/// broke off, and where.
pub(super) fn read(yaml: &mut Yaml<'_>, start: usize, end: usize) -> Result<Option<Problem>, (Problem, usize)> {
    let before = (yaml.nodes.len(), yaml.documents.len());
    let mut joined = Joined::default();
    let mut first = None;
    loop {
        let stop = match attempt(yaml, start, end, &joined) {
            Ok(read) => return Ok(read),
            Err(stop) => stop,
        };
        let again = stop.in_brackets && joined.join(yaml.text, stop.position, end);
        let broken = first.get_or_insert((stop.problem, stop.position));
        if !again {
            return Err(*broken);
        }
        yaml.nodes.truncate(before.0);
        yaml.documents.truncate(before.1);
    }
}

/// Where the parser broke off, and why.
struct Stop {
    problem: Problem,
    position: usize,
    /// A line in brackets is not indented deep enough.
    in_brackets: bool,
}

fn attempt(yaml: &mut Yaml<'_>, start: usize, end: usize, joined: &Joined) -> Result<Option<Problem>, Stop> {
    let text = yaml.text;
    let bytes = &text.as_bytes()[start..end];
    let mut builder = Builder::new(yaml, start);
    let mut first = None;
    let mut blanks = joined.blanks(start);
    for event in Parser::new_from_iter((0..bytes.len()).map(|at| if blanks(at) { ' ' } else { character(bytes, at) })) {
        match event {
            Ok((event, span)) => {
                if let Err(twice) = builder.event(&event, start + span.start.index()..start + span.end.index()) {
                    first = first.or(Some(twice));
                }
            }
            Err(error) => {
                let position = text.floor_char_boundary((start + error.marker().index()).min(end));
                let found = builder.unclosed(position).unwrap_or(problem(error.info(), position));
                builder.break_off();
                let problem = problem::template(&text[start..end])
                    .map_or(found, |template| Problem { position: start + template.position, ..template });
                return Err(Stop { problem, position, in_brackets: problem::is_in_brackets(error.info()) });
            }
        }
    }
    Ok(first)
}

/// A byte as a character, so that the parser counts bytes: those of a longer character are letters, each its own. Half a
/// character of JSON’s `\ud83d\ude00`, which YAML does not know, loses its first digit: nothing here needs such a text.
fn character(bytes: &[u8], at: usize) -> char {
    let byte = bytes[at];
    let surrogate = matches!(byte, b'd' | b'D')
        && at >= 2
        && bytes[at - 2..at] == *b"\\u"
        && matches!(bytes.get(at + 1), Some(b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F'));
    match byte {
        _ if surrogate => '0',
        0x80.. => char::from_u32(0x100 + u32::from(byte)).unwrap_or('?'),
        _ => char::from(byte),
    }
}
