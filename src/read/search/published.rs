//! Microsoft's images on top of the base images, found by words: `aspnet 4.8`.

use super::{Hit, describe};
use crate::rules::date::Date;
use crate::rules::image::Image;
use crate::rules::reference::{Listing, listing};

const REGISTRY: &str = "mcr.microsoft.com/";

/// Repositories, the versions that people ask for, and the bases of their tags. Which of these tags are maintained is on record
/// in [`listing`].
const IMAGES: [(&str, &[&str], &[&str]); 8] = [
    ("dotnet/framework/aspnet", &["4.8.1-", "4.8-", "3.5-"], &["windowsservercore-"]),
    ("dotnet/framework/runtime", &["4.8.1-", "4.8-", "3.5-"], &["windowsservercore-"]),
    ("dotnet/framework/sdk", &["4.8.1-", "4.8-", "3.5-"], &["windowsservercore-"]),
    ("dotnet/framework/wcf", &["4.8.1-", "4.8-"], &["windowsservercore-"]),
    ("dotnet/aspnet", &["11.0-", "10.0-"], &["nanoserver-", "windowsservercore-"]),
    ("dotnet/runtime", &["11.0-", "10.0-"], &["nanoserver-", "windowsservercore-"]),
    ("dotnet/sdk", &["11.0-", "10.0-"], &["nanoserver-", "windowsservercore-"]),
    ("windows/servercore/iis", &[""], &["windowsservercore-"]),
];

const WORDS: [&str; 5] = ["ltsc2025", "ltsc2022", "ltsc2019", "1809", "ltsc2016"];

/// More than these are narrowed down by another word.
const MOST: usize = 12;

/// The maintained tags whose names hold every word.
pub(super) fn published(typed: &str, today: Date) -> Vec<Hit> {
    let typed = typed.to_ascii_lowercase();
    let words: Vec<&str> = typed.split_ascii_whitespace().collect();
    let fits = |name: &String| !words.is_empty() && words.iter().all(|word| name.contains(word));
    let names = WORDS.iter().flat_map(|word| IMAGES.iter().flat_map(move |image| names(image, word)));
    let hits = names.filter(fits).filter_map(|name| {
        let current = listing(&name.parse().ok()?, today)? == Listing::Current;
        let detail = describe(&Image::parse(&name).ok()?);
        let short = name.trim_start_matches(REGISTRY).to_owned();
        current.then_some(Hit { group: "Microsoft’s images", value: name, name: short, detail })
    });
    hits.take(MOST).collect()
}

fn names((repository, versions, bases): &(&str, &[&str], &[&str]), word: &str) -> Vec<String> {
    let tags = versions.iter().flat_map(|version| bases.iter().map(move |base| format!("{version}{base}{word}")));
    // Nano Server has its own word for 2019.
    let is_named_so =
        |tag: &String| tag.contains("nanoserver") == (word == "1809") || !["1809", "ltsc2019"].contains(&word);
    tags.filter(is_named_so).map(|tag| format!("{REGISTRY}{repository}:{tag}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::catalogue::RULES_AS_OF;

    fn found(typed: &str) -> Vec<String> {
        published(typed, RULES_AS_OF).into_iter().map(|hit| hit.name).collect()
    }

    #[test]
    fn images_are_found_by_the_words_of_their_names() {
        let framework = |tag: &str| format!("dotnet/framework/aspnet:{tag}");
        assert_eq!(
            found("aspnet 4.8"),
            [
                framework("4.8.1-windowsservercore-ltsc2025"),
                framework("4.8.1-windowsservercore-ltsc2022"),
                framework("4.8-windowsservercore-ltsc2019"),
                framework("4.8-windowsservercore-ltsc2016"),
            ]
        );
        assert_eq!(
            found("ASPNET 10.0 nano"),
            ["dotnet/aspnet:10.0-nanoserver-ltsc2025", "dotnet/aspnet:10.0-nanoserver-ltsc2022"]
        );
        assert_eq!(found("iis 2022"), ["windows/servercore/iis:windowsservercore-ltsc2022"]);
        for nothing in ["", "aspnet 4.9", "nginx"] {
            assert_eq!(found(nothing), [""; 0], "{nothing}");
        }
    }
}
