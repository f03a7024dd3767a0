//! Scripts without indentation, blank lines and lines of comment.

/// The same program in fewer bytes. Lines stay lines, so that no statement loses its end; a script in which a text may go
/// on over lines is left alone.
pub fn minified(script: &str) -> String {
    let mut lines = Vec::new();
    let mut comment = false;
    for line in script.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        let code = if comment { line.split_once("*/").map(|(_, code)| code.trim_start()) } else { Some(line) };
        comment = code.is_none();
        lines.extend(code.filter(|code| !code.is_empty() && !code.starts_with("//")));
    }
    if lines.iter().any(|line| goes_on(line)) { script.to_string() } else { lines.join("\n") }
}

/// Whether a text may begin on this line without ending there.
fn goes_on(line: &str) -> bool {
    line.matches('`').count() % 2 == 1 || line.ends_with('\\')
}

#[cfg(test)]
mod tests {
    use super::minified;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(minified(script), expected);
        assert_eq!(minified(expected), expected, "a second time changes nothing");
    }

    #[test]
    fn comments_and_spaces_around_lines_go() {
        check(
            "/**\n * Says `it.\n */\nexport function f() {\n\n    // done\n    return 1\n}\n",
            "export function f() {\nreturn 1\n}",
        );
        check("/* one */ let a = 1;\n/* two\n*/ let b = 2;", "let a = 1;\nlet b = 2;");
    }

    #[test]
    fn what_stands_in_texts_and_expressions_stays() {
        check("  let a = 'http://x/*  */';  // why", "let a = 'http://x/*  */';  // why");
        check(
            "  let r = /\\[object ([^\\]]+)\\]/.exec(`a  //${b}`);",
            "let r = /\\[object ([^\\]]+)\\]/.exec(`a  //${b}`);",
        );
    }

    #[test]
    fn texts_over_several_lines_are_left_alone() {
        for script in ["let a = `x\n    // no comment\n  y`;\n", "let a = 'x\\\n    y';\n"] {
            check(script, script);
        }
    }
}
