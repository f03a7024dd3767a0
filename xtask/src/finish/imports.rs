//! Short names for what a WebAssembly module imports from its glue.
//!
//! wasm-bindgen's own (`__wbg_activeElement_4bc99dc1a7094c27`) stand once in the module and once in the script, and their
//! hashes can't be compressed.

use crate::Result;
use crate::size::wasm::{number, section_name};
use std::collections::BTreeMap;

/// The section that lists imports.
const IMPORTS: u8 = 2;

/// The one kind of import that wasm-bindgen makes.
const FUNCTION: u8 = 0;

/// Custom sections that only tools read.
const FOR_TOOLS: [&str; 2] = ["name", "producers"];

/// The name that the script's object of imports gets, in place of `./…_bg.js`.
const OBJECT: &str = "g";

/// A module whose imports have short names.
pub struct Shortened {
    /// The module.
    pub module: Vec<u8>,
    /// The object of imports as the script still calls it.
    object: String,
    /// Short names by long names.
    names: BTreeMap<String, String>,
}

/// Renames a module's imports and leaves out what only tools read.
pub fn shorten(module: &[u8]) -> Result<Shortened> {
    let header = module.get(..8).filter(|header| header.starts_with(b"\0asm")).ok_or("not a WebAssembly module")?;
    let mut short = Shortened { module: header.to_vec(), object: String::new(), names: BTreeMap::new() };
    let mut rest = &module[8..];
    while let Some((&id, after)) = rest.split_first() {
        let content;
        (content, rest) = take(after).ok_or("a section is cut short")?;
        if id == IMPORTS {
            let content = short.imports(content).ok_or("the imports are not wasm-bindgen's")?;
            push_section(&mut short.module, id, &content);
        } else if id != 0 || !section_name(content).is_some_and(|name| FOR_TOOLS.contains(&name)) {
            push_section(&mut short.module, id, content);
        }
    }
    Ok(short)
}

impl Shortened {
    /// The section with new names; the order is kept, as functions are called by their number.
    fn imports(&mut self, content: &[u8]) -> Option<Vec<u8>> {
        let (count, mut rest) = number(content)?;
        let mut section = Vec::new();
        push_number(&mut section, count);
        for index in 0..count {
            let (object, name, kind, of_type);
            (object, rest) = take(rest)?;
            (name, rest) = take(rest)?;
            (kind, rest) = rest.split_first()?;
            (of_type, rest) = number(rest).filter(|_| *kind == FUNCTION)?;
            self.rename(str::from_utf8(object).ok()?, str::from_utf8(name).ok()?, index)?;
            push_name(&mut section, OBJECT);
            push_name(&mut section, &short_name(index));
            section.push(*kind);
            push_number(&mut section, of_type);
        }
        rest.is_empty().then_some(section)
    }

    fn rename(&mut self, object: &str, name: &str, index: usize) -> Option<()> {
        if self.object.is_empty() {
            self.object = object.into();
        }
        // All from one object, each once: else names could meet.
        let new = self.names.insert(name.into(), short_name(index)).is_none();
        (new && self.object == object && object.ends_with("_bg.js")).then_some(())
    }
}

/// The script with the same new names. It has a line `name: function…` for each, and says each just there.
pub fn shorten_in(script: &str, short: &Shortened) -> Result<String> {
    let mut missing: BTreeMap<_, _> = short.names.iter().collect();
    let mut text = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let start = line.len() - line.trim_start().len();
        let name = line[start..].split(':').next().unwrap_or("");
        match missing.remove(&name.to_string()) {
            Some(new) => text.extend([&line[..start], new.as_str(), &line[start + name.len()..]]),
            None => text.push_str(line),
        }
    }
    if let Some((name, _)) = missing.first_key_value() {
        return Err(format!("does not have the import {name}"));
    }
    if let Some(name) = short.names.keys().find(|name| text.contains(name.as_str())) {
        return Err(format!("says the import {name} more than once"));
    }
    Ok(text.replace(&format!("\"{}\"", short.object), OBJECT))
}

/// `a` … `z`, `aa` …: any name will do for a property.
fn short_name(index: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { letter.to_string() } else { short_name(index / 26 - 1) + &letter.to_string() }
}

/// Bytes after their length, and what follows them.
fn take(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(bytes)?;
    rest.split_at_checked(length)
}

fn push_section(module: &mut Vec<u8>, id: u8, content: &[u8]) {
    module.push(id);
    push_number(module, content.len());
    module.extend(content);
}

fn push_name(bytes: &mut Vec<u8>, name: &str) {
    push_number(bytes, name.len());
    bytes.extend(name.bytes());
}

/// An unsigned number in LEB128.
fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions from the glue, a type, a custom section to keep, two to drop.
    fn module() -> Vec<u8> {
        let mut imports = vec![2];
        for (name, of_type) in [("__wbg_focus_2f77051f98540625", 0), ("__wbg_key_803dca86cdcfa8dd", 300)] {
            push_name(&mut imports, "./x_bg.js");
            push_name(&mut imports, name);
            imports.push(FUNCTION);
            push_number(&mut imports, of_type);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        push_section(&mut module, 1, &[1, 0x60, 0, 0]);
        push_section(&mut module, IMPORTS, &imports);
        for name in ["name", "producers", "kept"] {
            let mut content = Vec::new();
            push_name(&mut content, name);
            push_section(&mut module, 0, &content);
        }
        module
    }

    const SCRIPT: &str = "const import0 = {\n    __wbg_focus_2f77051f98540625: function(a) {},\n    \
                          __wbg_key_803dca86cdcfa8dd: function() { return k(); },\n};\nreturn { \"./x_bg.js\": import0 };\n";

    #[test]
    fn imports_get_short_names_in_module_and_script() {
        let short = shorten(&module()).unwrap();
        let expected =
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0e\x02\x01g\x01a\0\0\x01g\x01b\0\xac\x02\0\x05\x04kept";
        assert_eq!(short.module, expected);
        let script = shorten_in(SCRIPT, &short).unwrap();
        let expected = "const import0 = {\n    a: function(a) {},\n    b: function() { return k(); },\n};\nreturn { g: import0 };\n";
        assert_eq!(script, expected);
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let short = shorten(&module()).unwrap();
        assert!(shorten_in("", &short).unwrap_err().contains("does not have the import __wbg_focus"));
        let twice = format!("{SCRIPT}\nimport0.__wbg_key_803dca86cdcfa8dd();");
        assert!(shorten_in(&twice, &short).unwrap_err().contains("more than once"));
        assert!(shorten(b"MZ").is_err());
        assert!(shorten(b"\0asm\x01\0\0\0\x01\x7f").is_err(), "cut short");
        assert!(shorten(b"\0asm\x01\0\0\0\x02\x09\x01\x03env\x01m\x02\0\x01").is_err(), "a memory is imported");
        assert!(shorten(b"\0asm\x01\0\0\0\x02\x08\x01\x03env\x01f\0\0").is_err(), "not from the glue");
    }

    #[test]
    fn names_are_short_and_differ() {
        let names: Vec<String> = (0..800).map(short_name).collect();
        assert_eq!([0, 25, 26, 27, 701, 702].map(|index| names[index].as_str()), ["a", "z", "aa", "ab", "zz", "aaa"]);
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }

    #[test]
    fn numbers_are_read_back() {
        for sample in [0, 1, 127, 128, 300, 16_383, 16_384, 4_000_000] {
            let mut bytes = Vec::new();
            push_number(&mut bytes, sample);
            assert_eq!(number(&bytes), Some((sample, &[][..])));
        }
    }
}
