//! Scripts without indentation, comment lines and needless spaces, and with short names for what no other script sees.
//!
//! Of the glue of wasm-bindgen this takes half away, 4 kB with brotli. Trunk's own minifier refuses that glue, and those on the
//! registry are compilers of several hundred thousand lines.

use std::collections::{BTreeMap, BTreeSet};

/// Starts of lines that declare something for the whole script, where nothing is indented.
const DECLARES: [&str; 4] = ["function ", "async function ", "let ", "const "];

/// Spaces beside these never matter. Plus and minus are not among them: two of a kind are another operator.
const NO_SPACE_BESIDE: &str = "=(){}[],<>?:&|;";

/// The same program in fewer bytes. Lines are joined only where a statement can't lose its end; a script in which a text
/// may go on over lines is left alone.
pub fn minified(script: &str) -> String {
    let mut lines = Vec::new();
    let mut comment = false;
    for line in script.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        let code = if comment { line.split_once("*/").map(|(_, code)| code.trim_start()) } else { Some(line) };
        comment = code.is_none();
        lines.extend(code.filter(|code| !code.is_empty() && !code.starts_with("//")));
    }
    if lines.iter().any(|line| goes_on(line)) { script.to_string() } else { joined(&lines) }
}

fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let line = without_spaces(line);
        text += &line;
        // The end of a line may be the end of a comment.
        if line.contains("//") || !line.ends_with(['{', ';', ',']) {
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// A line without needless spaces, if there can be neither a text nor a pattern nor a comment in it.
fn without_spaces(line: &str) -> String {
    if line.contains(['"', '\'', '`', '/', '\\']) {
        return line.to_string();
    }
    let beside = |c: Option<char>| c.is_some_and(|c| NO_SPACE_BESIDE.contains(c));
    let mut text = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        if c != ' ' || !beside(text.chars().last()) && !beside(rest.peek().copied()) {
            text.push(c);
        }
    }
    text
}

/// The same script with short names for its own functions and variables. Names that it exports stay, and so do names of
/// properties, which follow a dot. For the glue of wasm-bindgen, whose own names are nobody's text or key.
pub fn with_short_names(script: &str) -> String {
    let taken: BTreeSet<&str> = words(script).map(|(_, word)| word).collect();
    let free = (0..).map(short_name).filter(|name| !taken.contains(name.as_str()));
    let names: BTreeMap<&str, String> = declared(script).into_iter().zip(free).collect();
    let mut text = String::with_capacity(script.len());
    let mut end = 0;
    for (at, word) in words(script).filter(|(at, _)| !is_property(&script[..*at])) {
        if let Some(name) = names.get(word) {
            text.extend([&script[end..at], name]);
            end = at + word.len();
        }
    }
    text + &script[end..]
}

/// Whether what follows is the name of a property.
fn is_property(before: &str) -> bool {
    before.ends_with('.') && !before.ends_with("...")
}

/// What the script declares for all of itself and doesn't export.
fn declared(script: &str) -> BTreeSet<&str> {
    let exports: BTreeSet<&str> =
        script.lines().filter(|line| line.starts_with("export ")).flat_map(words).map(|(_, word)| word).collect();
    let declarations = script.lines().filter_map(|line| DECLARES.iter().find_map(|start| line.strip_prefix(start)));
    let names = declarations.filter_map(|line| words(line).next()).filter(|(at, _)| *at == 0).map(|(_, name)| name);
    names.filter(|name| !exports.contains(name)).collect()
}

/// Every word of a script, with its place.
fn words(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut place = 0;
    let apart = |c: char| !c.is_alphanumeric() && !"_$".contains(c);
    let parts = script.split_inclusive(apart).map(move |part| {
        place += part.len();
        (place - part.len(), part.trim_end_matches(apart))
    });
    parts.filter(|(_, word)| !word.is_empty())
}

/// `A` … `Z`, `A1` ….
fn short_name(index: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { letter.to_string() } else { format!("{letter}{}", index / 26) }
}

/// Whether a text may begin on this line without ending there.
fn goes_on(line: &str) -> bool {
    line.matches('`').count() % 2 == 1 || line.ends_with('\\')
}

#[cfg(test)]
mod tests {
    use super::{minified, with_short_names};

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(minified(script), expected);
        assert_eq!(minified(expected), expected, "a second time changes nothing");
    }

    #[test]
    fn comments_and_spaces_go() {
        check("/**\n * Says `it.\n */\nfunction f() {\n\n    // done\n    return 1\n}\n", "function f(){return 1\n}");
        check("/* one */ let a = 1;\n/* two\n*/ let b = 2;", "let a=1;let b=2;");
        check("if (a === b && !c) return;\nelse (x) => { y }", "if(a===b&&!c)return;else(x)=>{y}");
    }

    #[test]
    fn what_stands_in_texts_and_expressions_stays() {
        check("  let a = 'http://x/*  */';  // why;\n  b()", "let a = 'http://x/*  */';  // why;\nb()");
        let pattern = r"let r = /\[object ([^\]]+)\]/.exec(`a  //${b}`);";
        check(&format!("  {pattern}\n"), pattern);
        check("a = b + +c - --d\n(e)", "a=b + +c - --d\n(e)");
    }

    #[test]
    fn own_names_get_short() {
        let script = "let heap = [];\nfunction take(heapId) { return heap[heapId]; }\n\
                      async function load() { f(...heap, a.heap); }\nexport function ask() {\n  return take(A)\n}\n\
                      function open() {}\nexport { load as default, open };\n";
        let expected = "let B = [];\nfunction C(heapId) { return B[heapId]; }\n\
                        async function load() { f(...B, a.heap); }\nexport function ask() {\n  return C(A)\n}\n\
                        function open() {}\nexport { load as default, open };\n";
        assert_eq!(with_short_names(script), expected);
    }

    #[test]
    fn texts_over_several_lines_are_left_alone() {
        for script in ["let a = `x\n    // no comment\n  y`;\n", "let a = 'x\\\n    y';\n"] {
            check(script, script);
        }
    }
}
