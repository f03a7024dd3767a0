//! What the list behind a tag holds, where a text shows it: as `docker manifest inspect` or `buildx imagetools inspect`
//! print it.

/// An entry of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The image whose list it is, where the text says so.
    pub image: Option<String>,
    /// `linux/arm64`, `windows/amd64`.
    pub platform: String,
}

/// The entries of all lists, each platform of an image once.
pub(crate) fn platforms(lines: &[&str]) -> Vec<Listed> {
    let mut found = Vec::new();
    let mut named: Option<String> = None;
    let mut object = PartialPlatform::default();
    for line in lines {
        let line = line.trim();
        if let Some(name) = asked(line) {
            named = Some(name.to_owned());
        } else if let Some(name) = line.strip_prefix("Name:").map(str::trim).filter(|name| name.contains(['/', ':'])) {
            named = name.split('@').next().map(str::to_owned);
        }
        if let Some(platform) = line.strip_prefix("Platform:").map(str::trim) {
            let end = platform.find([':', ' ']).unwrap_or(platform.len());
            push(&mut found, named.as_deref(), &platform[..end]);
        }
        // `crane manifest` prints the whole list in one line.
        for (nth, piece) in line.split("\"platform\"").enumerate() {
            if let Some(platform) = object.read(piece, nth > 0) {
                push(&mut found, named.as_deref(), &platform);
            }
        }
    }
    found
}

/// Lists of which the text shows all entries, and every one is for Linux: the image where it is named, and the lines of the list.
pub(crate) fn linux_only(lines: &[&str]) -> Vec<(Option<String>, (usize, usize))> {
    let listed = platforms(lines);
    let linux = |name: &Option<String>| {
        let mut own = listed.iter().filter(|one| one.image == *name);
        own.all(|one| one.platform.starts_with("linux/"))
    };
    let mut names: Vec<&Option<String>> = Vec::new();
    for one in &listed {
        if !names.contains(&&one.image) {
            names.push(&one.image);
        }
    }
    let holds = |line: &&str| line.contains("\"platform\"") || line.trim_start().starts_with("Platform:");
    let (Some(first), Some(last)) = (lines.iter().position(holds), lines.iter().rposition(holds)) else {
        return Vec::new();
    };
    // Of a list that was cut off nobody knows how it goes on.
    let json = lines[first].contains("\"platform\"");
    let behind = lines[last].rfind("\"platform\"").map_or("", |at| &lines[last][at..]);
    if json && !behind.contains(']') && !lines[last + 1..].iter().any(|line| line.trim_start().starts_with(']')) {
        return Vec::new();
    }
    names.into_iter().filter(|name| linux(name)).map(|name| (name.clone(), (first, last))).collect()
}

fn push(found: &mut Vec<Listed>, image: Option<&str>, platform: &str) {
    const MOST: usize = 64;
    let known = |listed: &Listed| listed.platform == platform && listed.image.as_deref() == image;
    let is_platform = platform.starts_with("linux/") || platform.starts_with("windows/");
    if is_platform && found.len() < MOST && !found.iter().any(known) {
        found.push(Listed { image: image.map(str::to_owned), platform: platform.to_owned() });
    }
}

/// The image of `docker manifest inspect a.io/b:1`.
fn asked(line: &str) -> Option<&str> {
    let rest = ["manifest inspect ", "imagetools inspect "].iter().find_map(|words| line.split(words).nth(1))?;
    rest.split_whitespace().rfind(|word| !word.starts_with('-'))
}

/// A `"platform": {…}` that is being read.
#[derive(Default)]
struct PartialPlatform {
    inside: bool,
    system: String,
    architecture: String,
}

impl PartialPlatform {
    /// Reads a piece of JSON, behind the key of such an object or not; the platform, once its object has both fields.
    fn read(&mut self, line: &str, begins: bool) -> Option<String> {
        if begins {
            *self = Self { inside: true, ..Self::default() };
        }
        if !self.inside {
            return None;
        }
        let field = |name: &str| {
            let rest = line.split(name).nth(1)?.trim_start().strip_prefix(':')?;
            rest.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned)
        };
        self.system = field("\"os\"").unwrap_or_else(|| core::mem::take(&mut self.system));
        self.architecture = field("\"architecture\"").unwrap_or_else(|| core::mem::take(&mut self.architecture));
        if self.system.is_empty() || self.architecture.is_empty() {
            return None;
        }
        self.inside = false;
        Some([self.system.as_str(), "/", &self.architecture].concat())
    }
}

/// Images of which a list shows Windows entries without `os.version`.
pub(crate) fn bare(lines: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut named = "";
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("Name:") {
            named = name.trim().split('@').next().unwrap_or_default();
        }
        let Some(platform) = line.strip_prefix("Platform:").map(str::trim) else { continue };
        if platform != "windows/amd64" && platform != "windows/arm64" {
            continue;
        }
        const LONGEST: usize = 40;
        let block = lines[at + 1..].iter().take(LONGEST);
        let mut block = block.take_while(|line| !line.trim().is_empty() && !line.contains("Name:"));
        if !block.any(|line| line.contains("OSVersion")) && !found.iter().any(|known| known == named) {
            found.push(named.to_owned());
        }
    }
    found.extend(bare_json(lines));
    found
}

/// The same in JSON: `"os": "windows"` in an object without `os.version`.
fn bare_json(lines: &[&str]) -> Option<String> {
    let text = lines.join("\n");
    let mut from = 0;
    let mut bare = false;
    while let Some(found) = text[from..].find("\"platform\"") {
        let start = from + found;
        from = start + 10;
        let Some(end) = text[start..].find('}') else { break };
        let object: String = text[start..start + end].split_whitespace().collect();
        bare |= object.contains("\"os\":\"windows\"") && !object.contains("os.version\"");
    }
    let command = || lines.iter().rev().find_map(|line| asked(line));
    bare.then(|| command().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn holds(text: &str, expected: &[(Option<&str>, &str)]) {
        let found = platforms(&text.lines().collect::<Vec<_>>());
        let found: Vec<_> = found.iter().map(|listed| (listed.image.as_deref(), listed.platform.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_a_list_holds() {
        let list = "$ docker manifest inspect a.io/b:1\n\"platform\": {\n  \"architecture\": \"arm64\",\n  \"os\": \"linux\"\n}\n\
                    \"platform\": {\n  \"architecture\": \"unknown\",\n  \"os\": \"unknown\"\n}";
        holds(list, &[(Some("a.io/b:1"), "linux/arm64")]);
        holds("{\"platform\":{\"architecture\":\"amd64\",\"os\":\"windows\"}}", &[(None, "windows/amd64")]);
        holds(
            "Name: a.io/b:1@sha256:00\n  Platform:    windows/amd64:10.0.20348.1",
            &[(Some("a.io/b:1"), "windows/amd64")],
        );
    }

    #[test]
    fn a_list_in_one_line() {
        let entry = |os: &str| format!("{{\"platform\":{{\"architecture\":\"amd64\",\"os\":\"{os}\"}}}}");
        let list = |entries: &[&str]| {
            let entries: Vec<String> = entries.iter().map(|os| entry(os)).collect();
            format!("{{\"manifests\":[{}]}}", entries.join(","))
        };
        holds(&list(&["linux", "windows"]), &[(None, "linux/amd64"), (None, "windows/amd64")]);
        let only = |text: &str| linux_only(&text.lines().collect::<Vec<_>>()).len();
        assert_eq!(only(&list(&["linux"])), 1);
        assert_eq!(only(&list(&["linux", "windows"])), 0);
        let cut = list(&["linux"]);
        assert_eq!(only(&cut[..cut.len() - 2]), 0, "the rest of the list is missing");
        assert_eq!(only("Name: a.io/b:1\n  Platform: linux/amd64\n  Platform: linux/arm64"), 1);
        assert_eq!(only("Platform: linux/amd64\nPlatform: windows/amd64"), 0);
    }

    #[test]
    fn other_objects_are_no_lists() {
        holds("\"os\": \"linux\",\n\"architecture\": \"amd64\"", &[]);
        holds("Name: web\nPlatform: .NET 8", &[]);
    }

    #[test]
    fn entries_without_os_version() {
        let bare = |text: &str| bare(&text.lines().collect::<Vec<_>>());
        assert_eq!(bare("Name: a/b:1@sha256:0\n  Platform: windows/amd64\n"), ["a/b:1"]);
        assert!(bare("Name: a/b:1\n  Platform: windows/amd64\n  OSVersion: 10.0.20348.1\n").is_empty());
    }
}
