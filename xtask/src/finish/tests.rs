use super::*;

/// A folder as Trunk leaves it, with one pair that the page names and one that it doesn't.
fn staged() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("wincompat-finish-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for stem in ["program", "other"] {
        let script = format!(
            "async function __wbg_load(module) {{\n}}\nnew URL('{stem}_bg.wasm');\n\nexport {{ initSync, __wbg_init as default }};\n"
        );
        fs::write(folder.join(format!("{stem}.js")), script).unwrap();
        fs::write(folder.join(format!("{stem}_bg.wasm")), b"\0asm\x01\0\0\0").unwrap();
    }
    fs::write(folder.join("style-47900e2d7bf74ab3.css"), "a { b: c; }\n").unwrap();
    folder
}

#[test]
fn names_follow_the_content() {
    let folder = staged();
    let page = "<link href=\"./style-47900e2d7bf74ab3.css\"><script>import(\"./program.js\")</script>";
    let renamed: Vec<Renamed> =
        names(&folder).unwrap().iter().flat_map(|name| finish_file(&folder, name, page).unwrap()).collect();
    let names = names(&folder).unwrap();
    let [script, module, other, other_module, style] = names.as_slice() else { panic!("{names:?}") };
    assert!(hash::is_in(script) && hash::is_in(module) && hash::is_in(style), "{names:?}");
    assert_eq!([other, other_module], ["other.js", "other_bg.wasm"], "nobody knows who names them");
    assert!(text(&folder.join(script)).unwrap().contains(&format!("'{module}'")));
    assert_eq!(text(&folder.join(style)).unwrap(), "a{b:c}");
    assert!(!style.contains("47900e2d7bf74ab3"), "the old hash is of the old content");
    assert!(renamed.iter().any(|file| file.from == "program.js" && file.to == *script));
    fs::remove_dir_all(folder).unwrap();
}
