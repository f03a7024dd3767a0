//! The commands of a text as three shells see them: each a program with its arguments, quotes undone.

/// A command: its program and its arguments.
pub type Command = Vec<String>;

/// As a POSIX shell reads it, by the grammar of bash.
pub fn sh(text: &str) -> Result<Vec<Command>, String> {
    let tree = parse(&tree_sitter_bash::LANGUAGE.into(), text)?;
    let mut commands = Vec::new();
    walk(tree.root_node(), &mut |node| match node.kind() {
        "command" => {
            let mut words = Vec::new();
            let mut cursor = node.walk();
            for child in node.named_children(&mut cursor) {
                words.push(sh_word(&text[child.byte_range()]));
            }
            commands.push(words);
        }
        // Whatever else makes a shell do something.
        "command_substitution"
        | "process_substitution"
        | "expansion"
        | "simple_expansion"
        | "variable_assignment"
        | "file_redirect"
        | "heredoc_redirect"
        | "herestring_redirect"
        | "subshell"
        | "pipeline"
        | "list"
        | "function_definition"
        | "arithmetic_expansion" => commands.push(vec![node.kind().to_owned()]),
        _ => {}
    });
    Ok(commands)
}

/// As PowerShell reads it.
pub fn powershell(text: &str) -> Result<Vec<Command>, String> {
    let tree = parse(&tree_sitter_powershell::LANGUAGE.into(), text)?;
    let mut commands = Vec::new();
    walk(tree.root_node(), &mut |node| match node.kind() {
        "command" => {
            let mut words = Vec::new();
            let mut cursor = node.walk();
            for child in node.named_children(&mut cursor) {
                if child.kind() == "command_elements" {
                    let mut elements = child.walk();
                    for element in child.named_children(&mut elements) {
                        let word = powershell_word(&text[element.byte_range()]);
                        if element.kind() != "command_argument_sep" || !word.trim().is_empty() {
                            words.push(word);
                        }
                    }
                } else {
                    words.push(powershell_word(&text[child.byte_range()]));
                }
            }
            commands.push(words);
        }
        "sub_expression"
        | "script_block_expression"
        | "assignment_expression"
        | "invokation_expression"
        | "redirection"
        | "if_statement"
        | "foreach_statement"
        | "array_expression" => commands.push(vec![node.kind().to_owned()]),
        "variable" => commands.push(vec!["variable".to_owned(), text[node.byte_range()].to_owned()]),
        "string_literal" if !is_within(node, "command") => {
            commands.push(vec!["string".to_owned(), powershell_word(&text[node.byte_range()])]);
        }
        _ => {}
    });
    Ok(commands)
}

fn is_within(node: tree_sitter::Node<'_>, kind: &str) -> bool {
    core::iter::successors(node.parent(), tree_sitter::Node::parent).any(|above| above.kind() == kind)
}

fn parse(language: &tree_sitter::Language, text: &str) -> Result<tree_sitter::Tree, String> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(language).expect("a matching grammar");
    let tree = parser.parse(text, None).expect("no time limit");
    if tree.root_node().has_error() { Err(tree.root_node().to_sexp()) } else { Ok(tree) }
}

fn walk(node: tree_sitter::Node<'_>, visit: &mut impl FnMut(tree_sitter::Node<'_>)) {
    visit(node);
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        walk(child, visit);
    }
}

/// A word of a POSIX shell without its quotes.
fn sh_word(raw: &str) -> String {
    let mut out = String::new();
    let mut chars = raw.chars();
    let mut quote = None;
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None | Some('"'), '\\') => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// A word of PowerShell without its quotes: a doubled quote is one, a backtick takes the next character as it is.
fn powershell_word(raw: &str) -> String {
    let single = |c: char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
    let double = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let mut out = String::new();
    let mut chars = raw.chars().peekable();
    let mut quote: Option<bool> = None;
    while let Some(c) = chars.next() {
        let same = quote.is_some_and(|is_single| if is_single { single(c) } else { double(c) });
        if same {
            match chars.peek() {
                Some(&next) if single(next) == single(c) && double(next) == double(c) => out.extend(chars.next()),
                _ => quote = None,
            }
        } else if quote.is_none() && (single(c) || double(c)) {
            quote = Some(single(c));
        } else if c == '`' && quote != Some(true) {
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    out
}

/// As cmd reads what is typed or pasted at its prompt: every line for itself; `&`, `|` and parentheses part commands, `<` and `>`
/// redirect, `^` takes the next character as it is, all of them only outside of double quotes; `%name%` and `!name!` are
/// replaced even within (<https://stackoverflow.com/a/4095133>). No single quote quotes, and nothing begins a comment.
pub fn cmd(text: &str) -> Result<Vec<Command>, String> {
    let mut commands = Vec::new();
    for line in text.lines() {
        let mut command = Command::new();
        let mut word: Option<String> = None;
        let mut quoted = false;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match c {
                '%' | '!' => return Err(format!("expands: {line}")),
                '"' => {
                    quoted = !quoted;
                    word.get_or_insert_default();
                }
                _ if quoted => word.get_or_insert_default().push(c),
                '^' => match chars.next() {
                    Some(next) => word.get_or_insert_default().push(next),
                    None => return Err(format!("goes on: {line}")),
                },
                '<' | '>' => return Err(format!("redirects: {line}")),
                '&' | '|' | '(' | ')' => {
                    command.extend(word.take());
                    commands.extend((!command.is_empty()).then(|| core::mem::take(&mut command)));
                }
                ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{a0}' => command.extend(word.take()),
                _ => word.get_or_insert_default().push(c),
            }
        }
        if quoted {
            return Err(format!("an open quotation mark: {line}"));
        }
        command.extend(word);
        commands.extend((!command.is_empty()).then_some(command));
    }
    Ok(commands)
}

/// Windows PowerShell 5.1 hands an argument with a quotation mark to a program unescaped, so that the program sees other arguments
/// (<https://github.com/PowerShell/PowerShell/issues/1995>).
pub fn loses_quotes(commands: &[Command]) -> bool {
    commands.iter().flatten().any(|word| word.contains('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(commands: Result<Vec<Command>, String>, expected: &[&[&str]]) {
        assert_eq!(commands.expect("commands"), expected);
    }

    #[test]
    fn a_posix_shell() {
        reads(sh("# no\ndocker pull a/b:1\n"), &[&["docker", "pull", "a/b:1"]]);
        reads(sh("kubectl taint 'win1'\\''; x #' \"a b\"\n"), &[&["kubectl", "taint", "win1'; x #", "a b"]]);
        reads(sh("kubectl taint win1; calc\n"), &[&["kubectl", "taint", "win1"], &["calc"]]);
        assert!(
            sh("a $(b)\n").is_ok_and(|commands| commands.iter().any(|command| command == &["command_substitution"]))
        );
        assert!(sh("a 'b\n").is_err());
    }

    #[test]
    fn a_powershell() {
        reads(powershell("# no\ndocker pull a/b:1\n"), &[&["docker", "pull", "a/b:1"]]);
        reads(powershell("docker x 'it''s' \"{{.Os}} b\"\n"), &[&["docker", "x", "it's", "{{.Os}} b"]]);
        reads(powershell("docker a; calc\n"), &[&["docker", "a"], &["calc"]]);
        // Quoted for another shell: https://github.com/PowerShell/PowerShell/blob/v7.4.0/src/System.Management.Automation/engine/parser/tokenizer.cs
        let other = powershell("kubectl taint nodes 'win1'\\''; Start-Process calc #'\n");
        let starts = |commands: Vec<Command>| commands.iter().any(|command| command[0] == "Start-Process");
        assert!(other.map_or(true, starts));
    }

    #[test]
    fn a_cmd() {
        reads(cmd("docker info --format \"{{.A}} {{.B}}\"\n"), &[&["docker", "info", "--format", "{{.A}} {{.B}}"]]);
        reads(cmd("docker x 'a & calc & rem b'\n"), &[&["docker", "x", "'a"], &["calc"], &["rem", "b'"]]);
        reads(cmd("docker x \"a & calc\"\n"), &[&["docker", "x", "a & calc"]]);
        reads(cmd("docker x a^&b\n"), &[&["docker", "x", "a&b"]]);
        reads(cmd("# a note\nver\n"), &[&["#", "a", "note"], &["ver"]]);
        for text in ["echo %PATH%", "echo \"%PATH%\"", "a > b", "a \"b", "a ^"] {
            assert!(cmd(text).is_err(), "{text}");
        }
    }

    #[test]
    fn quotation_marks_within_an_argument_are_lost() {
        assert!(loses_quotes(&powershell("docker x 'a\" --y \"b'\n").expect("commands")));
        assert!(!loses_quotes(&powershell("docker x \"a b\"\n").expect("commands")));
    }
}
