//! The picture of a lesson, as a drawing: what it shows comes from the verdict.

use yew::prelude::*;

use crate::rules::question::Isolation;
use crate::rules::verdict::{Outcome, Support};
use crate::teach::learn::{BuildsPicture, Gate, HostByDefault, Kernels, Picture, Revisions, Tag};

/// A drawing of this many units in width; they are about as large as pixels.
const WIDTH: i32 = 360;

/// The picture with a sentence that says the same.
pub(super) fn picture(picture: &Picture) -> Html {
    let (height, label, body) = match picture {
        Picture::Builds(builds) => (112, builds_in_words(builds), draw_builds(builds)),
        Picture::Kernels(kernels) => (176, kernels_in_words(kernels), draw_kernels(kernels)),
        Picture::Hosts(hosts) => (194, hosts_in_words(hosts), draw_hosts(hosts)),
        Picture::Revisions(revisions) => (112, revisions_in_words(revisions), draw_revisions(revisions)),
        Picture::Gates(gates) => (32 * gates.len() as i32, gates_in_words(gates), draw_gates(gates)),
        Picture::Tags(tags) => (TAG * tags.len() as i32, tags_in_words(tags), draw_tags(tags)),
    };
    html! { <svg class="picture" role="img" aria-label={label} viewBox={format!("0 0 {WIDTH} {height}")}>{ body }</svg> }
}

/// A box with up to three lines in it.
fn boxed(tone: Option<&'static str>, [x, y, width, height]: [i32; 4], lines: &[String]) -> Html {
    let first = y + height / 2 - 9 * (lines.len() as i32 - 1) + 5;
    html! {
        <g data-tone={tone}>
            <rect x={(x + 2).to_string()} y={(y + 2).to_string()} width={(width - 4).to_string()} height={(height - 4).to_string()} rx="4" />
            { for lines.iter().zip(0..).map(|(line, at)| text("middle", x + width / 2, first + 18 * at, if at == 0 { "first" } else { "" }, line)) }
        </g>
    }
}

fn text(anchor: &'static str, x: i32, y: i32, class: &'static str, text: &str) -> Html {
    html! { <text {class} text-anchor={anchor} x={x.to_string()} y={y.to_string()}>{ text.to_owned() }</text> }
}

fn draw_builds(builds: &BuildsPicture) -> Html {
    let step = WIDTH / (builds.images.len().max(1) as i32);
    let older = builds.images.iter().filter(|(_, build, _)| *build < builds.host).count() as i32;
    let equal = builds.images.iter().any(|(_, build, _)| *build == builds.host);
    let x = (older * step + if equal { step / 2 } else { 0 }).clamp(40, WIDTH - 40);
    html! {
        <>
            { text("middle", x, 14, "first", &format!("host {}", builds.host)) }
            <path class="pointer" d={format!("M{x} 20v12m-4-5 4 5 4-5")} />
            { for builds.images.iter().zip(0..).map(|((tag, build, outcome), at)| {
                boxed(Some(outcome.slug()), [at * step, 36, step, 72], &[(*tag).to_owned(), build.to_string(), outcome.word().to_owned()])
            }) }
        </>
    }
}

fn builds_in_words(builds: &BuildsPicture) -> String {
    let image = |(tag, _, outcome): &(&str, u16, Outcome)| format!("{tag}: {}", outcome.word());
    let images: Vec<String> = builds.images.iter().map(image).collect();
    format!("On a host with build {}, {}.", builds.host, images.join(", "))
}

fn draw_kernels(kernels: &Kernels) -> Html {
    let half = if kernels.hyperv.is_some() { WIDTH / 2 } else { WIDTH };
    let libraries = ["container".to_owned(), format!("libraries {}", kernels.image)];
    let own = ["its own kernel".to_owned(), kernels.image.to_string()];
    let shared = ["host’s kernel".to_owned(), kernels.host.to_string()];
    let process = kernels.process.slug();
    html! {
        <>
            { text("middle", half / 2, 14, "first", "process isolation") }
            { boxed(Some(process), [0, 24, half, 48], &libraries) }
            { boxed(Some(process), [0, 72, half, 72], &shared) }
            { text("middle", half / 2, 166, "", kernels.process.title()) }
            if let Some(hyperv) = kernels.hyperv {
                { text("middle", half + half / 2, 14, "first", "Hyper-V isolation") }
                { boxed(Some(hyperv.slug()), [half, 24, half, 40], &libraries) }
                { boxed(Some(hyperv.slug()), [half, 64, half, 40], &own) }
                { boxed(None, [half, 104, half, 40], &shared) }
                { text("middle", half + half / 2, 166, "", hyperv.title()) }
            }
        </>
    }
}

fn kernels_in_words(kernels: &Kernels) -> String {
    let hyperv =
        |support: Support| format!(" With Hyper-V isolation they run on a kernel of their own: {}.", support.title());
    format!(
        "With process isolation libraries of build {} run on the host’s kernel, build {}: {}.{}",
        kernels.image,
        kernels.host,
        kernels.process.title(),
        kernels.hyperv.map(hyperv).unwrap_or_default()
    )
}

fn draw_hosts(hosts: &[HostByDefault; 2]) -> Html {
    let half = WIDTH / 2;
    let drawn = hosts.iter().zip([0, half]).map(|(host, x)| {
        let tone = Some(host.support.slug());
        let kernel = match host.isolation {
            Isolation::Process => "host’s kernel",
            Isolation::Hyperv => "its own kernel",
        };
        let libraries = ["container".to_owned(), format!("libraries {}", host.image)];
        html! {
            <g key={x}>
                { text("middle", x + half / 2, 14, "first", &host.name) }
                { text("middle", x + half / 2, 34, "", host.isolation.title()) }
                { boxed(tone, [x, 44, half, 56], &libraries) }
                { boxed(tone, [x, 100, half, 56], &[kernel.to_owned(), host.kernel.to_string()]) }
                { text("middle", x + half / 2, 180, "", host.support.title()) }
            </g>
        }
    });
    html! { <>{ for drawn }</> }
}

fn hosts_in_words(hosts: &[HostByDefault; 2]) -> String {
    let side = |host: &HostByDefault| {
        let (name, isolation) = (&host.name, host.isolation.title());
        format!(
            "{name} uses {isolation} by default: libraries of build {} on a kernel of build {}: {}.",
            host.image,
            host.kernel,
            host.support.title()
        )
    };
    hosts.each_ref().map(side).join(" ")
}

fn side(who: &str, (revision, after): (u32, bool)) -> [String; 3] {
    let when = if after { "after February 2020" } else { "before February 2020" };
    [who.to_owned(), format!("revision {revision}"), when.to_owned()]
}

fn draw_revisions(revisions: &Revisions) -> Html {
    let half = WIDTH / 2;
    let tone = Some(revisions.outcome.slug());
    html! {
        <>
            { text("middle", half, 14, "first", &format!("build {} on both sides: {}", revisions.build, revisions.outcome.word())) }
            { boxed(tone, [0, 28, half, 80], &side("host", revisions.host)) }
            { boxed(tone, [half, 28, half, 80], &side("image", revisions.image)) }
        </>
    }
}

fn revisions_in_words(revisions: &Revisions) -> String {
    let [host, image] = [side("host", revisions.host), side("image", revisions.image)].map(|side| side.join(" "));
    format!("Build {} on both sides; {host}, {image}: {}.", revisions.build, revisions.outcome.word())
}

fn tone(gate: &Gate) -> &'static str {
    match gate.passes {
        Some(true) => "process",
        Some(false) => "none",
        None => "unknown",
    }
}

fn draw_gates(gates: &[Gate]) -> Html {
    gates
        .iter()
        .zip(0..)
        .map(|(gate, at)| {
            html! {
                <g key={gate.who}>
                    { text("start", 0, 32 * at + 21, "first", gate.who) }
                    { boxed(Some(tone(gate)), [WIDTH / 2, 32 * at, WIDTH / 2, 32], &[gate.word.to_owned()]) }
                </g>
            }
        })
        .collect()
}

fn gates_in_words(gates: &[Gate]) -> String {
    let words: Vec<String> = gates.iter().map(|gate| format!("{}: {}", gate.who, gate.word)).collect();
    words.join("; ") + "."
}

/// The height of a tag.
const TAG: i32 = 52;

fn draw_tags(tags: &[Tag]) -> Html {
    let row = |(tag, at): (&Tag, i32)| {
        let tone = if tag.moves { "depends" } else { "process" };
        boxed(Some(tone), [0, TAG * at, WIDTH, TAG], &[tag.tag.clone(), tag.word.to_owned()])
    };
    tags.iter().zip(0..).map(row).collect()
}

fn tags_in_words(tags: &[Tag]) -> String {
    let words: Vec<String> = tags.iter().map(|tag| format!("{}: {}", tag.tag, tag.word)).collect();
    words.join("; ") + "."
}
