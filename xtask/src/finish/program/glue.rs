//! The script that wasm-bindgen writes, joined with the one that the splitting tool writes to load the other parts.

use crate::Result;
use crate::command::workspace;
use std::collections::BTreeMap;

/// What the tool calls its script.
pub const LINK: &str = "./__wasm_split.js";

/// How the tool loads a part. A server that calls WebAssembly something else, an answer that is none, and one that never comes
/// would each leave the reader without a word: see `static/part.js`.
const FETCH: [&str; 2] = ["fetch(new URL(", "part(new URL("];
const START: [&str; 2] = ["WebAssembly.instantiateStreaming(src, imports)", "started(src, imports)"];

/// One script of both: they name each other, so neither could be named after its content otherwise.
pub fn linked(glue: &str, link: &str) -> Result<String> {
    let name = glue.lines().find_map(import).ok_or("the glue does not import the other parts")?;
    let lines = link.lines().filter(|line| !line.starts_with("import "));
    let lines = lines.map(|line| match line.strip_prefix("export const ") {
        Some(export) => format!("{name}.{export}\n"),
        None => format!("{line}\n"),
    });
    let body: String = lines.collect();
    let body = [FETCH, START].iter().try_fold(body, |body, [from, to]| {
        if body.contains(from) {
            Ok(body.replace(from, to))
        } else {
            Err(format!("the parts are not loaded by {from}"))
        }
    })?;
    let loader = super::text(&workspace().join("static").join("part.js"))?;
    // The glue imports the same once for each function.
    let glue = glue.split_inclusive('\n').map(|line| match import(line.trim_end()) {
        None => line.to_string(),
        Some(first) if first == name => format!("{loader}\nconst {name} = {{}};\n{body}\n"),
        Some(other) => format!("const {other} = {name};\n"),
    });
    Ok(glue.collect())
}

/// What the glue calls the tool's script on this line, where it imports that.
fn import(line: &str) -> Option<&str> {
    line.strip_prefix("import * as ")?.split_once(' ').filter(|(_, from)| from.contains(LINK)).map(|(name, _)| name)
}

/// The glue with these names for its imports. It has a line `name: function…` for each, and says each just there.
pub fn with_short_imports(glue: &str, object: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let mut missing: BTreeMap<_, _> = names.iter().collect();
    let mut text = String::with_capacity(glue.len());
    for line in glue.split_inclusive('\n') {
        let start = line.len() - line.trim_start().len();
        let name = line[start..].split(':').next().unwrap_or("");
        match missing.remove(&name.to_string()) {
            Some(new) => text.extend([&line[..start], new.as_str(), &line[start + name.len()..]]),
            None => text.push_str(line),
        }
    }
    if let Some((name, _)) = missing.first_key_value() {
        return Err(format!("the glue does not have the import {name}"));
    }
    if let Some(name) = names.keys().find(|name| text.contains(name.as_str())) {
        return Err(format!("the glue says the import {name} more than once"));
    }
    Ok(text.replace(&format!("\"{object}\""), super::module::OBJECT))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nlet wasm;\nexport { initSync };\n";
    const LOAD: &str = "import { initSync } from \"./wincompat.js\";\n\nlet shared;\n\
                        export const a = load(() => fetch(new URL(\"./a.wasm\", x)), \
                        src => (WebAssembly.instantiateStreaming(src, imports)));\nexport const b = 1;\n";

    #[test]
    fn two_scripts_become_one() {
        let script = linked(GLUE, LOAD).unwrap();
        assert!(!script.contains(LINK) && !script.contains("import {"), "{script}");
        let start = "const import1 = {};\n\nlet shared;\nimport1.a = load(() => part(new URL(\"./a.wasm\", x)), ";
        assert!(script.contains(start), "{script}");
        assert!(
            script.contains("(started(src, imports)));\nimport1.b = 1;\n\nconst import2 = import1;\nlet wasm;"),
            "{script}"
        );
    }

    #[test]
    fn another_tool_is_noticed() {
        assert!(linked("let wasm;", LOAD).is_err());
        assert!(linked(GLUE, "export const a = 1;").unwrap_err().contains("fetch"));
    }

    #[test]
    fn imports_get_short_names() {
        let glue = "const import0 = {\n    __wbg_focus_2f: function(a) {},\n    __wbg_key_80: function() {},\n};\n\
                    return { \"./x_bg.js\": import0 };\n";
        let names = |names: &[(&str, &str)]| {
            names.iter().map(|(long, short)| (long.to_string(), short.to_string())).collect::<BTreeMap<_, _>>()
        };
        let both = names(&[("__wbg_focus_2f", "a"), ("__wbg_key_80", "b")]);
        let short = with_short_imports(glue, "./x_bg.js", &both).unwrap();
        let expected = "const import0 = {\n    a: function(a) {},\n    b: function() {},\n};\nreturn { g: import0 };\n";
        assert_eq!(short, expected);
        assert!(with_short_imports("", "", &names(&[("x", "a")])).unwrap_err().contains("does not have the import x"));
        let twice = "    x: function() {},\nimport0.x();";
        assert!(with_short_imports(twice, "", &names(&[("x", "a")])).unwrap_err().contains("more than once"));
    }
}
