//! `cargo xtask manifests`: what winget and scoop want to know of a release, from the templates in `.github/packages`.

use crate::Result;
use crate::command::workspace;
use crate::options::Options;
use std::fs;

const TEMPLATES: [(&str, &str); 4] = [
    ("winget/{identifier}.installer.yaml", include_str!("../../.github/packages/installer.yaml")),
    ("winget/{identifier}.locale.en-US.yaml", include_str!("../../.github/packages/locale.yaml")),
    ("winget/{identifier}.yaml", include_str!("../../.github/packages/version.yaml")),
    ("scoop/wincompat.json", include_str!("../../.github/packages/scoop.json")),
];

/// Writes them to `target/manifests`.
pub fn run(mut options: Options) -> Result {
    let mut needed = |name: &str| options.value(name)?.ok_or_else(|| format!("{name} is needed"));
    let (version, repository, sums) = (needed("--version")?, needed("--repository")?, needed("--sums")?);
    options.finish()?;
    let sums = fs::read_to_string(&sums).map_err(|error| format!("cannot read {sums}: {error}"))?;
    let folder = workspace().join("target").join("manifests");
    for (name, text) in fill(&version, &repository, &sums)? {
        let path = folder.join(&name);
        fs::create_dir_all(path.parent().unwrap_or(&folder)).map_err(|error| format!("{}: {error}", path.display()))?;
        fs::write(&path, text).map_err(|error| format!("can’t write {}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

/// The manifests by name, for a version, a repository (`owner/name`) and the lines of `sha256sum`.
fn fill(version: &str, repository: &str, sums: &str) -> Result<Vec<(String, String)>> {
    let is_word = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
    };
    let (owner, name) = repository.split_once('/').ok_or_else(|| format!("{repository:?} is no owner/name"))?;
    for text in [version, owner, name] {
        if !is_word(text) {
            return Err(format!("{text:?} cannot stand in a manifest"));
        }
    }
    let file = |target: &str| format!("wincompat-{version}-{target}.zip");
    let url = |target: &str| format!("https://github.com/{repository}/releases/download/v{version}/{}", file(target));
    let (x64, arm64) = ("x86_64-pc-windows-msvc", "aarch64-pc-windows-msvc");
    let values = [
        ("{identifier}", format!("{owner}.wincompat")),
        ("{version}", version.to_owned()),
        ("{owner}", owner.to_owned()),
        ("{repository}", repository.to_owned()),
        ("{url_x64}", url(x64)),
        ("{sha_x64}", sum(sums, &file(x64))?),
        ("{url_arm64}", url(arm64)),
        ("{sha_arm64}", sum(sums, &file(arm64))?),
    ];
    let filled = |text: &str| values.iter().fold(text.to_owned(), |text, (key, value)| text.replace(key, value));
    Ok(TEMPLATES.iter().map(|(name, text)| (filled(name), filled(text))).collect())
}

/// The SHA-256 of a file: `HEX  NAME` on a line, or `HEX *NAME` where it was read as binary.
fn sum(sums: &str, file: &str) -> Result<String> {
    let words = sums.lines().filter_map(|line| line.split_once(' '));
    let of_file = words.filter(|(_, name)| name.trim_start_matches([' ', '*']).trim_end() == file);
    let sums: Vec<&str> = of_file.map(|(sum, _)| sum).collect();
    match sums.as_slice() {
        [sum] if sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(sum.to_ascii_lowercase()),
        [_] => Err(format!("the checksum of {file} is no SHA-256")),
        [] => Err(format!("there is no checksum of {file}")),
        _ => Err(format!("there are several checksums of {file}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const SUMS: &str = "\
1111111111111111111111111111111111111111111111111111111111111111  wincompat-1.2.3-x86_64-pc-windows-msvc.zip
2222222222222222222222222222222222222222222222222222222222222222 *wincompat-1.2.3-aarch64-pc-windows-msvc.zip
3333333333333333333333333333333333333333333333333333333333333333  wincompat-1.2.3-x86_64-unknown-linux-musl.zip
";

    fn filled(name: &str) -> Value {
        let manifests = fill("1.2.3", "contoso/wincompat", SUMS).expect("filled");
        let (_, text) = manifests.into_iter().find(|(path, _)| path == name).expect("there");
        assert!(!text.contains("{version}") && !text.contains("{url"), "{text}");
        // JSON is YAML.
        serde_norway::from_str(&text).expect("YAML")
    }

    #[track_caller]
    fn fits(schema: &str, manifest: &Value) {
        let schema = serde_json::from_str(schema).expect("a schema");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let errors: Vec<String> =
            validator.iter_errors(manifest).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }

    #[test]
    fn scoop_takes_it() {
        let manifest = filled("scoop/wincompat.json");
        fits(include_str!("../schemas/scoop.schema.json"), &manifest);
        assert_eq!(manifest["architecture"]["64bit"]["hash"], "1".repeat(64));
        let url =
            "https://github.com/contoso/wincompat/releases/download/v1.2.3/wincompat-1.2.3-aarch64-pc-windows-msvc.zip";
        assert_eq!(manifest["architecture"]["arm64"]["url"], url);
    }

    #[test]
    fn winget_takes_it() {
        let schema = include_str!("../schemas/winget.schema.json");
        for file in
            ["contoso.wincompat.installer.yaml", "contoso.wincompat.locale.en-US.yaml", "contoso.wincompat.yaml"]
        {
            fits(schema, &filled(&format!("winget/{file}")));
        }
        let installer = filled("winget/contoso.wincompat.installer.yaml");
        assert_eq!(installer["Installers"][1]["InstallerSha256"], "2".repeat(64));
    }

    #[test]
    fn the_schema_refuses_what_winget_refuses() {
        let schema: Value = serde_json::from_str(include_str!("../schemas/winget.schema.json")).expect("a schema");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let good = filled("winget/contoso.wincompat.installer.yaml");
        for (pointer, value) in [
            ("/PackageIdentifier", "wincompat"),
            ("/InstallerType", "rar"),
            ("/Installers/0/InstallerSha256", "12"),
            ("/Installers/0/Architecture", "x86_64"),
            ("/ManifestType", "other"),
        ] {
            let mut bad = good.clone();
            *bad.pointer_mut(pointer).expect("there") = value.into();
            assert!(!validator.is_valid(&bad), "{pointer}");
        }
    }

    #[test]
    fn the_workflows_are_workflows() {
        let schema = include_str!("../schemas/github-workflow.schema.json");
        for text in
            [include_str!("../../.github/workflows/ci.yml"), include_str!("../../.github/workflows/release.yml")]
        {
            fits(schema, &serde_norway::from_str(text).expect("YAML"));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let said = |version: &str, repository: &str, sums: &str| fill(version, repository, sums).unwrap_err();
        assert_eq!(said("1.2.3", "wincompat", SUMS), "\"wincompat\" is no owner/name");
        assert!(said("1.2.3\n", "a/b", SUMS).contains("cannot stand in a manifest"));
        assert!(said("1.2.4", "a/b", SUMS).contains("there is no checksum of wincompat-1.2.4-x86_64"));
        assert!(said("1.2.3", "a/b", &SUMS.repeat(2)).contains("several checksums"));
        assert!(said("1.2.3", "a/b", &SUMS.replace("1111", "111x")).contains("is no SHA-256"));
    }
}
