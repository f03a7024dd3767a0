use super::*;
use program::{Part, Program};
use std::collections::BTreeMap;

/// A folder as Trunk leaves it, of its own for each test.
fn staged(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("wincompat-finish-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for name in ["wincompat-0123456789abcdef.js", "wincompat-0123456789abcdef_bg.wasm", "update.js", "other.js"] {
        fs::write(folder.join(name), "").unwrap();
    }
    fs::write(folder.join("style-47900e2d7bf74ab3.css"), "a { b: c; }\n").unwrap();
    folder
}

#[test]
fn names_follow_the_content() {
    let folder = staged("names");
    let page = "<link href=\"./style-47900e2d7bf74ab3.css\"><script>import(\"./update.js\")</script>";
    let page = with_hashes(&folder, page).unwrap();
    let names = names(&folder).unwrap();
    let [other, style, update, ..] = names.as_slice() else { panic!("{names:?}") };
    assert_eq!(other, "other.js", "nobody knows who names it");
    assert!(hash::is_in(style) && hash::is_in(update) && !style.contains("47900e2d7bf74ab3"), "{names:?}");
    assert!(page.contains(&format!("./{style}")) && page.contains(&format!("./{update}")), "{page}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_program_in_parts_takes_the_place_of_the_whole_one() {
    let folder = staged("program");
    let script = "new URL('wincompat_bg.wasm', import.meta.url); part(\"./tools-1.wasm\")".to_string();
    let split = Split {
        first: Program { script, module: b"first".to_vec() },
        parts: vec![Part { name: "tools-1.wasm".into(), content: b"tools".to_vec() }],
        doors: BTreeMap::from([("tools".into(), vec!["tools-1.wasm".into()])]),
    };
    let page =
        "const PARTS = {}; import './wincompat-0123456789abcdef.js'; href=\"./wincompat-0123456789abcdef_bg.wasm\"";
    let page = with_program(&folder, page, split).unwrap();
    let names = names(&folder).unwrap();
    let program: Vec<&String> = names.iter().filter(|name| name.starts_with("wincompat-")).collect();
    let [script, module] = program.as_slice() else { panic!("{names:?}") };
    assert!(hash::is_in(script) && !script.contains("0123456789abcdef"), "{names:?}");
    assert!(text(&folder.join(script)).unwrap().contains(&format!("'{module}'")));
    assert!(page.contains(&format!("import './{script}'; href=\"./{module}\"")), "{page}");
    assert_eq!(fs::read(folder.join("tools-1.wasm")).unwrap(), b"tools");
    fs::remove_dir_all(folder).unwrap();
}
