//! One tag for several versions of Windows: a manifest list, from which every host takes its own entry (R20, R21).

use super::task::Task;
use super::text::{Slot, Text, joined};
use super::value::Value;
use super::{Language, Snippet, Target};
use crate::rules::order;
use crate::rules::{
    question::Isolation,
    release::{self, Channel},
    rule::Rule,
};

/// The rest of the build command, behind its isolation.
const BUILD: &str = " --pull --build-arg \"WINDOWS=$windows\" --tag \"$tag-$windows\" .\n";

/// Builds, pushes and joins one image for each version of Windows.
pub(super) fn versions(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let words = words(task);
    if words.len() < 2 {
        return;
    }
    let tag = tag(task);
    let mut text = Text::new(Language::PowerShell, Rule::R21);
    let chosen = task.context.question.isolation.get();
    let question = task.context.question;
    if question.hyperv_available() && !question.is_kubernetes() && chosen != Some(&Isolation::Process) {
        text.add(
            "# The host must be as new as the newest image. With Hyper-V isolation it can build the older \
             ones, too.\n",
        )
        .add("# BuildKit ignores the flag: there the daemon's default isolation must be hyperv.\n")
        .fill("$tag = ¶\nforeach ($windows in ", &[&tag]);
        list(&mut text, &words);
        text.add(") {\n    docker build --isolation=hyperv").add(BUILD).add("    docker push \"$tag-$windows\"\n}\n");
    } else {
        text.add("# Once for each of ");
        joined(&mut text, &words, ", ", |text, word| {
            text.add(word);
        });
        text.add(", on a host that runs that version.\n");
        let last = Slot::edit(Value::own(words[words.len() - 1]));
        text.fill("$tag = ¶\n$windows = ¶\ndocker build", &[&tag, &last]).add(BUILD);
        text.add("docker push \"$tag-$windows\"\n");
    }
    let place = "PowerShell in the folder of the Dockerfile with ARG WINDOWS";
    out.push(text.snippet(Target::Dockerfile, "One image for each Windows version", place));

    let mut text = Text::new(Language::PowerShell, Rule::R21);
    text.add("# Hosts choose by os.version, so every entry gets its image's os.version.\n")
        .fill("$tag = ¶\n$versions = ", &[&tag]);
    list(&mut text, &words);
    text.add(
        "\ndocker manifest create $tag $($versions | ForEach-Object { \"$tag-$_\" })\n\
         foreach ($windows in $versions) {\n    \
             $image = docker manifest inspect --verbose \"$tag-$windows\" | ConvertFrom-Json\n    \
             $version = $image.Descriptor.platform.'os.version'\n    \
             docker manifest annotate --os windows --arch amd64 --os-version $version $tag \"$tag-$windows\"\n\
         }\n\
         docker manifest push --purge $tag\n",
    );
    let place = "PowerShell on any machine with Docker 20.10 or later";
    out.push(text.snippet(Target::Dockerfile, "Join them under one tag", place));

    let mut text = Text::new(Language::Shell, Rule::R21);
    text.add("# crane takes os.version from each image; docker buildx imagetools create leaves it out.\n")
        .fill("tag=§\n", &[&tag])
        .add("crane index append");
    for word in &words {
        text.add(" \\\n  --manifest \"$tag-").add(word).add("\"");
    }
    text.add(" \\\n  --tag \"$tag\"\ncrane manifest \"$tag\"\n");
    out.push(text.snippet(Target::Dockerfile, "The same with crane, without Docker", "A POSIX shell with crane"));
}

fn list(text: &mut Text, words: &[&'static str]) {
    joined(text, words, ", ", |text, word| {
        text.add("'").add(word).add("'");
    });
}

/// The tags to build: the recommended one, and every LTSC release of that family that is still supported, oldest first.
fn words(task: &Task<'_>) -> Vec<&'static str> {
    let Some(recommendation) = &task.context.recommendation else { return Vec::new() };
    let Some(from) = recommendation.from.first() else { return Vec::new() };
    let today = task.context.today;
    let current = |release: &release::Release| {
        release.channel == Channel::Ltsc && release.build >= 17763 && release.end().is_none_or(|end| end >= today)
    };
    let words = task
        .context
        .catalogue
        .releases
        .iter()
        .filter(|release| current(release) || release.build == recommendation.build)
        .filter_map(|release| Some((release.build, release.tag(from.family)?.tag)));
    order::each_once(words).into_iter().map(|(_, word)| word).collect()
}

/// The common tag: the given reference without a Windows version in it, else a placeholder.
fn tag(task: &Task<'_>) -> Slot {
    const PLACEHOLDER: Value = Value::own("registry.example.com/web:1.0");
    let Some(reference) = task.reference.as_ref().filter(|_| task.is_own()) else { return Slot::edit(PLACEHOLDER) };
    let words = release::RELEASES.iter().filter_map(|release| release.image_slug);
    let names_windows = |tag: &str| {
        let tag = tag.to_ascii_lowercase();
        words.into_iter().any(|word| tag.contains(&word.to_ascii_lowercase())) || tag.contains("1809")
    };
    let own = reference.tag().filter(|tag| !names_windows(tag));
    match reference.with_tag(own.unwrap_or("1.0")) {
        Ok(reference) if own.is_some() => Slot::image(&reference),
        Ok(reference) => Slot::image(&reference).marked(),
        Err(_) => Slot::edit(PLACEHOLDER),
    }
}
