//! Quoting: a value becomes one word, string or name of the language it is put into.

use std::borrow::Cow;

/// Whether every language takes this as one plain word: it starts with a letter or a digit and holds nothing else but
/// `. _ / : -`.
fn is_plain(value: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"._/:-".contains(&byte);
    value.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric()) && value.bytes().all(inside)
}

/// One argument for PowerShell, as it is where that is safe.
///
/// ```
/// use wincompat::remedy::target::quote;
/// assert_eq!(quote::powershell("contoso/web:1.0"), "contoso/web:1.0");
/// assert_eq!(quote::powershell("it's"), "'it''s'");
/// ```
pub fn powershell(value: &str) -> Cow<'_, str> {
    if is_plain(value) { Cow::Borrowed(value) } else { powershell_string(value).into() }
}

/// A PowerShell string literal, for places where a bare word would not be a string.
pub fn powershell_string(value: &str) -> String {
    // PowerShell takes the typographic quotes for the straight one.
    surround('\'', value, |c| matches!(c, '\'' | '‘' | '’' | '‚' | '‛').then_some(c))
}

/// One argument for a POSIX shell, as it is where that is safe.
pub fn shell(value: &str) -> Cow<'_, str> {
    if is_plain(value) { Cow::Borrowed(value) } else { format!("'{}'", value.replace('\'', "'\\''")).into() }
}

/// One argument that cmd, PowerShell and a POSIX shell take alike: as it is, or in double quotes. Those keep everything an image
/// reference can hold from being read otherwise, and nothing more: `$`, `%`, `!`, a backtick or a quotation mark has no quoting
/// that all three share.
///
/// ```
/// use wincompat::remedy::target::quote;
/// assert_eq!(quote::any_shell("contoso/web:1.0"), "contoso/web:1.0");
/// assert_eq!(quote::any_shell("[::1]:5000/web"), "\"[::1]:5000/web\"");
/// ```
pub fn any_shell(value: &str) -> Cow<'_, str> {
    if is_plain(value) { Cow::Borrowed(value) } else { surround('"', value, |_| None).into() }
}

/// A YAML scalar that is read back as this string: plain where no parser takes it for something else, else in double
/// quotes.
pub fn yaml(value: &str) -> Cow<'_, str> {
    const NOT_STRINGS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let starts_well = value.bytes().next().is_some_and(|first| first.is_ascii_alphabetic());
    let reserved = NOT_STRINGS.iter().any(|word| word.eq_ignore_ascii_case(value));
    if is_plain(value) && starts_well && !reserved && !value.ends_with(':') {
        return Cow::Borrowed(value);
    }
    json(value).into()
}

/// A scalar of a compose file: YAML in which `$` starts a variable unless it is doubled.
pub fn compose(value: &str) -> Cow<'_, str> {
    if value.contains('$') { yaml(&value.replace('$', "$$")).into_owned().into() } else { yaml(value) }
}

/// A JSON string; its escapes are also those of YAML.
pub fn json(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\n' => text.push_str("\\n"),
            // Line separators and control characters end or break a YAML string.
            _ if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                text.push_str("\\u");
                let code = c as u32;
                for shift in [12, 8, 4, 0] {
                    text.extend(char::from_digit((code >> shift) & 15, 16));
                }
            }
            _ => text.push(c),
        }
    }
    text.push('"');
    text
}

/// One word of a Dockerfile instruction that expands variables, such as the value of an `ARG`; a line break cannot be
/// written and becomes a blank.
pub fn dockerfile(value: &str) -> Cow<'_, str> {
    if is_plain(value) {
        return Cow::Borrowed(value);
    }
    let one_line = value.replace(['\n', '\r'], " ");
    surround('"', &one_line, |c| matches!(c, '"' | '\\' | '$').then_some('\\')).into()
}

/// A value in quotes, with what `escape` says put before a character.
fn surround(quote: char, value: &str, escape: impl Fn(char) -> Option<char>) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push(quote);
    for c in value.chars() {
        text.extend(escape(c));
        text.push(c);
    }
    text.push(quote);
    text
}

/// The nearest name Kubernetes accepts for an object, label value or container: lower-case letters, digits and hyphens, at
/// most 63, with a letter first. `None` where nothing is left.
///
/// ```
/// use wincompat::remedy::target::quote;
/// assert_eq!(quote::kubernetes_name("Fabrikam_Fiber.Web").as_deref(), Some("fabrikam-fiber-web"));
/// assert_eq!(quote::kubernetes_name("--"), None);
/// ```
pub fn kubernetes_name(value: &str) -> Option<String> {
    let mut name = String::new();
    for c in value.chars().map(|c| c.to_ascii_lowercase()) {
        if name.len() == 63 {
            break;
        }
        match c {
            'a'..='z' => name.push(c),
            '0'..='9' if !name.is_empty() => name.push(c),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    (!name.is_empty()).then_some(name)
}
