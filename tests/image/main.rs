//! Image references, what their tags mean, and which entry of a tag over several Windows versions a host gets.
#![cfg(not(target_arch = "wasm32"))]

mod base_images;
mod laws;
mod other_images;
mod references;
mod several;
mod siblings;

use wincompat::{Date, Reference, Release, TagMeaning, Updates, rules::reference};

/// The day the facts are as of.
const TODAY: Date = Date::new(2026, 8, 22);

#[track_caller]
fn reference(text: &str) -> Reference {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What a reference means, in a line.
#[track_caller]
fn on(today: &str, text: &str) -> String {
    let today = today.parse().expect("a day");
    say(&reference::meaning(&reference(text), Updates::builtin(), today))
}

#[track_caller]
fn means(text: &str) -> String {
    say(&reference::meaning(&reference(text), Updates::builtin(), TODAY))
}

fn say(meaning: &TagMeaning) -> String {
    let slug = |release: &Release| release.image_slug.unwrap_or(release.slug).to_owned();
    match meaning {
        TagMeaning::Version(version) => version.to_string(),
        TagMeaning::Release(release) => slug(release),
        TagMeaning::Update { release, kb, update: None } => format!("{} KB{kb} unknown", slug(release)),
        TagMeaning::Update { release, kb, update: Some(update) } => {
            format!("{} KB{kb} {}", slug(release), update.version())
        }
        TagMeaning::Several(several) => {
            let slugs: Vec<String> = several.releases.iter().map(|release| slug(release)).collect();
            let until = several.until.map(|until| format!(" until {until}")).unwrap_or_default();
            format!("several {}{until}", slugs.join(" "))
        }
        TagMeaning::NoSuchTag(no) => {
            let why = serde_json::to_value(no.why).expect("a word");
            let instead = no.instead.as_ref().map(|instead| format!(" -> {instead}")).unwrap_or_default();
            format!("no such tag: {}{instead}", why.as_str().expect("a word"))
        }
        TagMeaning::LinuxOnly(why) => {
            format!("linux: {}", serde_json::to_value(why).expect("a word").as_str().expect("a word"))
        }
        TagMeaning::Insider(version) => {
            format!("insider {}", version.map(|version| version.to_string()).unwrap_or_default())
        }
        TagMeaning::Unknown => "unknown".to_owned(),
    }
}
