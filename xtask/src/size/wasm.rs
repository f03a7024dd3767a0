//! Where the bytes of a WebAssembly module are.

/// One line: how large each section is, custom sections by name.
pub fn sections(module: &[u8]) -> Option<String> {
    let mut rest = module.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut parts = Vec::new();
    while let Some((&id, after)) = rest.split_first() {
        let (length, after) = number(after)?;
        let (content, after) = after.split_at_checked(length)?;
        parts.push(format!("{} {}", name(id, content)?, super::thousands(length)));
        rest = after;
    }
    Some(format!("   sections: {}\n", parts.join(", ")))
}

fn name(id: u8, content: &[u8]) -> Option<String> {
    const NAMES: [&str; 13] = [
        "custom",
        "type",
        "import",
        "function",
        "table",
        "memory",
        "global",
        "export",
        "start",
        "element",
        "code",
        "data",
        "data count",
    ];
    if id != 0 {
        return Some(NAMES.get(usize::from(id)).map_or_else(|| format!("section {id}"), |name| (*name).to_string()));
    }
    Some(format!("custom {:?}", section_name(content)?))
}

/// The name of a custom section.
pub fn section_name(content: &[u8]) -> Option<&str> {
    let (length, rest) = number(content)?;
    str::from_utf8(rest.get(..length)?).ok()
}

/// An unsigned number in LEB128 and what follows it.
pub fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let length = 1 + bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at(length);
    Some((digits.iter().rev().fold(0, |sum, digit| sum << 7 | usize::from(digit & 0x7f)), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_named_and_measured() {
        let module = b"\0asm\x01\0\0\0\x01\x02xx\x00\x05\x04name\x0a\x00";
        assert_eq!(sections(module).unwrap(), "   sections: type 2, custom \"name\" 5, code 0\n");
        assert_eq!(sections(b"MZ"), None);
        assert_eq!(sections(b"\0asm\x01\0\0\0\x01\x7f"), None);
    }

    #[test]
    fn numbers_of_several_bytes() {
        assert_eq!(number(&[0xe5, 0x8e, 0x26, 9]), Some((624_485, &[9][..])));
    }
}
