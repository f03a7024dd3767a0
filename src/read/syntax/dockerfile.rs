//! Dockerfiles: the instructions with continuation lines joined, comments and heredocs left out.
//!
//! `parse-dockerfile` checks the snippets of this crate in its tests, but doesn't serve here: it ends at the first line that it
//! does not know, gives a word that goes on in the next line without the places of its parts (an edit would drop the comment
//! between them), and leaves variables, `ONBUILD` and the mounts of `RUN` to its user.

use super::traced::Traced;
use super::{ByteRange, Problem};

const TEMPLATE: &str = "this is the template of a Dockerfile; fix the file that is made from it";

/// One instruction.
pub(crate) struct Instruction<'a> {
    /// `FROM`, `ARG` … as it is written.
    pub keyword: &'a str,
    /// Where it starts.
    pub start: usize,
    /// What comes after the keyword, without line breaks.
    pub rest: Traced,
}

impl Instruction<'_> {
    pub fn is(&self, keyword: &str) -> bool {
        self.keyword.eq_ignore_ascii_case(keyword)
    }
}

const KEYWORDS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// Whether a text starts like a Dockerfile: its first word is an instruction.
pub(crate) fn is_dockerfile(text: &str) -> bool {
    let is_text = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let first = text.trim_start_matches('\u{feff}').lines().map(str::trim).find(is_text).unwrap_or_default();
    let (word, rest) = first.split_once([' ', '\t']).unwrap_or((first, ""));
    let template = is_template(first) && text.lines().any(|line| line.to_ascii_uppercase().starts_with("FROM "));
    // `from aws_cdk import Stack` of Python.
    let python = word == "from" && rest.split_whitespace().nth(1) == Some("import");
    template || is_keyword(word) && !rest.trim_start().starts_with(':') && !python
}

/// Whether something is still to be put in here.
fn is_template(line: &str) -> bool {
    ["{{", "{%", "<%", "%%"].iter().any(|open| line.contains(open))
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

/// The escape character of a file and its instructions.
pub(crate) fn read(text: &str) -> Result<(u8, Vec<Instruction<'_>>), Problem> {
    let mut lines = SourceLines { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } };
    let escape = escape(&lines)?;
    let mut instructions = Vec::new();
    while let Some((start, line)) = lines.next() {
        let trimmed = line.trim_start();
        if trimmed.trim_end().is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let start = start + (line.len() - trimmed.len());
        let keyword = trimmed.split([' ', '\t']).next().unwrap_or_default();
        let known = keyword.trim_end_matches(char::from(escape)).trim_end();
        if !is_keyword(known) {
            let template = is_template(line);
            let reason = if template { TEMPLATE } else { "this is no Dockerfile instruction" };
            return Err(Problem { position: start, reason });
        }
        let mut rest = Traced::default();
        let mut from = start + known.len();
        let mut line = &text[from..start + trimmed.len()];
        loop {
            let content = continued(line, escape);
            rest.push(content.unwrap_or(line), from, false);
            if content.is_none() {
                break;
            }
            // Comments and empty lines between the lines of an instruction are no part of it.
            let comment = |(_, line): &(usize, &str)| !line.trim().is_empty() && !line.trim_start().starts_with('#');
            match lines.by_ref().find(comment) {
                Some(next) => (from, line) = next,
                None => break,
            }
        }
        if ["RUN", "COPY", "ADD"].iter().any(|keyword| keyword.eq_ignore_ascii_case(known)) {
            skip_heredocs(&rest.text, start, &mut lines)?;
        }
        instructions.push(Instruction { keyword: &text[start..start + known.len()], start, rest });
    }
    Ok((escape, instructions))
}

/// The lines of a text and where they start, without their line breaks.
#[derive(Clone)]
struct SourceLines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for SourceLines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let line = rest.split('\n').next()?;
        self.at = start + line.len() + 1;
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    }
}

/// `# escape=` in the comments at the very top, else a backslash.
fn escape(lines: &SourceLines<'_>) -> Result<u8, Problem> {
    for (start, line) in lines.clone() {
        let Some(comment) = line.trim().strip_prefix('#') else { break };
        let Some((name, value)) = comment.split_once('=') else { break };
        let name = name.trim();
        if name.is_empty() || name.contains([' ', '\t']) {
            break;
        }
        if name.eq_ignore_ascii_case("escape") {
            return match value.trim() {
                "`" => Ok(b'`'),
                "\\" => Ok(b'\\'),
                _ => Err(Problem { position: start, reason: "the escape character can only be ` or \\" }),
            };
        }
    }
    Ok(b'\\')
}

/// The line without the escape character at its end, if it goes on with the next one; two of them, as at the end of
/// `C:\\Files\\`, stand for one
/// ([BuildKit](https://github.com/moby/buildkit/blob/ca4838f8dd/frontend/dockerfile/parser/parser.go#L150-L170)).
fn continued(line: &str, escape: u8) -> Option<&str> {
    let escape = char::from(escape);
    line.trim_end_matches([' ', '\t']).strip_suffix(escape).filter(|line| !line.ends_with(escape))
}

/// Goes past the texts of `<<EOF`.
fn skip_heredocs(rest: &str, position: usize, lines: &mut SourceLines<'_>) -> Result<(), Problem> {
    for (tabs, word) in heredocs(rest) {
        let ends = |(_, line): (usize, &str)| {
            let line = if tabs { line.trim_start_matches('\t') } else { line };
            line == word
        };
        if !lines.by_ref().any(ends) {
            return Err(Problem { position, reason: "the text that starts with << has no end" });
        }
    }
    Ok(())
}

/// The words after `<<` in a line, outside quotes, and whether tabs before the end are allowed.
fn heredocs(rest: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut start = 0;
    for (at, c) in rest.char_indices().chain([(rest.len(), ' ')]) {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, ' ' | '\t') => {
                found.extend(heredoc(&rest[start..at]));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found
}

fn heredoc(word: &str) -> Option<(bool, &str)> {
    let word = word.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<")?;
    let (tabs, word) = word.strip_prefix('-').map_or((false, word), |word| (true, word));
    let unquoted = |quote: char| word.strip_prefix(quote).and_then(|word| word.strip_suffix(quote));
    let word = unquoted('"').or_else(|| unquoted('\'')).unwrap_or(word);
    let plain = !word.is_empty() && !word.contains(['<', '"', '\'', '$', '(', ')']);
    plain.then_some((tabs, word))
}

/// Words and where they are, quotes included.
pub(crate) fn words(text: &str) -> Vec<ByteRange> {
    let mut words = Vec::new();
    let (mut quote, mut start) = (None, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, ' ' | '\t' | '\r') => words.extend(start.take().map(|start| start..at)),
            (None, '"' | '\'') => {
                quote = Some(c);
                start.get_or_insert(at);
            }
            (Some(open), _) if open == c => quote = None,
            _ => {
                start.get_or_insert(at);
            }
        }
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

impl<'a> Instruction<'a> {
    /// The instruction that `ONBUILD` puts off; every other one is itself.
    pub fn put_off(self) -> Self {
        if !self.is("ONBUILD") {
            return self;
        }
        let text = self.rest.text.clone();
        let Some(word) = words(&text).into_iter().next() else { return self };
        let Some(keyword) = KEYWORDS.iter().find(|keyword| keyword.eq_ignore_ascii_case(&text[word.clone()])) else {
            return self;
        };
        Self { keyword, start: self.start, rest: self.rest.slice(word.end..text.len()) }
    }

    /// The flags of this name, `--from=…`: their values.
    pub fn flags(&self, name: &str) -> Vec<Traced> {
        let text = self.rest.text.as_str();
        let flags = words(text).into_iter().take_while(|word| text[word.clone()].starts_with("--"));
        let value = |word: ByteRange| {
            let value = text[word.clone()].strip_prefix("--")?.strip_prefix(name)?.strip_prefix('=')?;
            Some(self.rest.slice(word.end - value.len()..word.end))
        };
        flags.filter_map(value).collect()
    }
}

/// The parts of a `FROM` line.
pub(crate) struct FromLine<'i> {
    pub platform: &'i str,
    /// The image with its quotes and variables.
    pub image: Traced,
    pub stage: Option<&'i str>,
}

impl<'i> FromLine<'i> {
    pub fn read(instruction: &'i Instruction<'_>) -> Result<Self, Problem> {
        let text = instruction.rest.text.as_str();
        let words = words(text);
        let flags = words.iter().take_while(|word| text[(*word).clone()].starts_with("--")).count();
        let at = |word: &ByteRange| {
            instruction.rest.source(word.clone()).map_or(instruction.start, |source| source.span.start)
        };
        let fail = |position, reason| Err(Problem { position, reason });
        if is_template(text) {
            return fail(instruction.start, TEMPLATE);
        }
        let platform = words[..flags].iter().find_map(|word| text[word.clone()].strip_prefix("--platform="));
        let stage = match &words[flags..] {
            [] => return fail(instruction.start, "FROM needs an image"),
            [_] => None,
            [_, word, name] if text[word.clone()].eq_ignore_ascii_case("AS") => Some(&text[name.clone()]),
            [_, word, ..] => return fail(at(word), "after the image FROM takes only AS and a name"),
        };
        let image = instruction.rest.slice(words[flags].clone());
        Ok(Self { platform: platform.unwrap_or_default().trim_matches(['"', '\'']), image, stage })
    }
}
