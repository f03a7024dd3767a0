//! Why a text is no YAML, in words for the people who wrote it.

use super::{Yaml, YamlKind};
use crate::read::syntax::Problem;

const TEMPLATE: &str = "this is a template, not YAML yet: fix the values it is filled with, or render it first, as helm template does, and fix the result";
const OTHER_TEMPLATE: &str = "this is a template, not YAML yet: fix the file that is made from it";

const INDENTATION: &str = "this does not belong to anything above it; look at the indentation";

/// What the parser says, and how it is said here.
const REASONS: &[(&str, &str)] = &[
    ("tab", "a tab in the indentation; YAML must be indented with spaces"),
    ("mapping values are not allowed", "a second colon in this line; put quotes around the value"),
    ("illegal placement of ':'", "a second colon in this line; put quotes around the value"),
    ("block sequence entries are not allowed", "a sequence cannot start on the line of its key"),
    ("unknown anchor", "there is no anchor of this name above"),
    ("duplicated anchor", "two anchors on one value"),
    ("found unexpected end of stream", "this quote is not closed"),
    ("found unexpected document indicator", "this quote is not closed before the next document"),
    ("indentation in quoted scalar", "the text in these quotes goes on with too little indentation"),
    ("invalid trailing content after double-quoted", "expected the end of the line after this value"),
    ("misplaced bracket", "this bracket opens nowhere, or does not match the one that was opened"),
    ("expected ',' or ']'", "expected a comma or the closing bracket ]"),
    ("expected ',' or '}'", "expected a comma or the closing bracket }"),
    ("unexpected eof", "this bracket is not closed"),
    ("indentation in flow", "what stands in brackets has to be indented deeper than its key"),
    ("recursion limit", "more brackets in each other than anybody writes"),
    ("expected key", INDENTATION),
    ("expected '-' indicator", INDENTATION),
    ("invalid indentation", INDENTATION),
    ("expected <document start>", INDENTATION),
    ("<document-start>", INDENTATION),
    ("comment intercepting", "a comment cannot stand inside a text that goes on below it"),
    ("simple key expect", "expected a key with a colon"),
    ("simple key expected", "expected a key with a colon"),
    ("mapping keys are not allowed", "a key cannot stand here"),
    ("expected whitespace", "a comment needs a blank before its #"),
    ("block scalar", "a text after | or > is indented wrongly or has a heading that is not understood"),
    ("escape", "this escape in quotes does not exist"),
    ("hexadecimal", "this escape in quotes does not exist"),
    ("tag", "this tag is not understood"),
    ("TAG", "this tag is not understood"),
    ("handle wasn't declared", "this tag’s handle is not declared"),
    ("directive", "this line with % is not understood"),
    ("unexpected character", "a value cannot start with this character; put quotes around it"),
    ("plain scalar cannot start", "a value cannot start with this character; put quotes around it"),
    ("node content", "expected a value"),
    ("byte order mark", "a byte order mark inside the file"),
    ("unprintable", "a control character, which YAML does not allow"),
    ("anchor", "this anchor or alias is not understood"),
];

/// What the parser says of this place, in our words.
pub(super) fn problem(said: &str, position: usize) -> Problem {
    let known = REASONS.iter().find(|(part, _)| said.contains(part));
    Problem {
        position,
        reason: known.map_or("this is no YAML; look at the indentation and the quotes", |known| known.1),
    }
}

/// Whether the parser wants a line in brackets to be indented deeper.
pub(super) fn is_in_brackets(said: &str) -> bool {
    matches!(said, "invalid indentation" | "invalid indentation in flow construct")
}

impl Yaml<'_> {
    /// A value that is the place of a template, `{{ … }}`, which YAML takes for two mappings in each other.
    pub(super) fn template(&self) -> Option<Problem> {
        let is_template = |value: &str| value.starts_with("{{") && value.ends_with("}}");
        let node = self.nodes.iter().find(|node| {
            matches!(node.kind, YamlKind::Map { flow: true }) && is_template(&self.text[node.value.clone()])
        })?;
        Some(Problem { position: node.value.start, reason: template_reason(&self.text[node.value.clone()]) })
    }
}

/// Where a text that is no YAML shows that it is a template: with a line that is one, or a value.
pub(super) fn template(text: &str) -> Option<Problem> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = template_in(line) {
            return Some(Problem { position: start + at, reason: template_reason(&line[at..]) });
        }
        start += line.len();
    }
    None
}

/// Where a template’s brackets stand in a line where YAML would want a key or a value.
fn template_in(line: &str) -> Option<usize> {
    let comment = line.trim_start().starts_with('#');
    let opens = |at: &usize| {
        let before = line[..*at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with([':', '-', '}', '[', ','])
    };
    let found = ["{{", "{%"].iter().flat_map(|open| line.match_indices(open).map(|(at, _)| at));
    found.filter(opens).min().filter(|_| !comment)
}

fn template_reason(code: &str) -> &'static str {
    if code.starts_with("{{") { TEMPLATE } else { OTHER_TEMPLATE }
}
